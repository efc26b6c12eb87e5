//! The whole college, the worst first.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::policy::{Rule, Status};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::progress::{Judged, ProgressLine};

use super::{Slice, as_of_chip, fraction, parts, read_day, status_tone};
use crate::{
    pages::{Page, address, page, query},
    ui::{
        button::LinkButton,
        card::NeedCard,
        chip::StatusChip,
        empty::Empty,
        form::{ActiveFilter, Choice, DateField, FilterBar, SearchField, SelectField},
        icon::IconName,
        layout::PageHeader,
        progress::Bar,
        table::{Column, Pager, Table},
    },
    words::Words,
};

/// How many teachers a page holds.
const SIZE: usize = 50;

/// From the worst to the best.
const WORST_FIRST: [Status; 5] =
    [Status::Short, Status::AtRisk, Status::Provisional, Status::Met, Status::NotApplicable];

/// What the college's progress is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct ProgressFilter {
    status: String,
    q: String,
    as_of: String,
    offset: String,
}

impl ProgressFilter {
    /// The address with a change, from the first page on.
    fn with(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut filter = Self { offset: String::new(), ..self.clone() };
        change(&mut filter);
        address("/progress", &filter)
    }

    fn finds(&self, line: &ProgressLine) -> bool {
        let part = self.q.trim();
        part.is_empty()
            || line.person.label.contains(part)
            || line.person.staff_number.as_ref().is_some_and(|number| number.contains(part))
    }
}

/// Where a teacher stands: the worst of the rules.
fn standing(line: &ProgressLine) -> Status {
    let worst =
        WORST_FIRST.into_iter().find(|status| line.judged.iter().any(|judged| judged.judgement.status == *status));
    worst.unwrap_or(Status::NotApplicable)
}

/// The college's progress.
#[component]
pub fn ProgressPage() -> impl IntoView {
    let filter: ProgressFilter = query();
    page(async move |visit| {
        let w = visit.words();
        let as_of = read_day(&filter.as_of);
        let mut lines = service::progress::of_organisation(&visit.db, &visit.ctx, as_of).await?;
        let as_of = as_of.unwrap_or_else(|| visit.ctx.today(domain::organisation::DEFAULT_ZONE));
        let nobody = lines.is_empty();
        lines.retain(|line| filter.finds(line));
        let counts = counts(w, &filter, &lines);
        if let Some(status) = Status::parse(&filter.status) {
            lines.retain(|line| standing(line) == status);
        }
        let content = if nobody {
            view! {
                <Empty
                    title=w.progress_empty()
                    text=w.progress_empty_text()
                    icon=IconName::People
                    action=view! { <LinkButton href="/people">{w.roster()}</LinkButton> }.into_any()
                />
            }
            .into_any()
        } else {
            let list = list(w, &filter, &lines, as_of);
            view! { {counts} {filters(w, &filter)} {list} }.into_any()
        };
        let lead = w.progress_lead(&w.day(as_of));
        let body = view! { <PageHeader title=w.progress() lead=lead /> {content} };
        Ok(Page::new(w.progress(), body))
    })
}

fn counts(w: Words, filter: &ProgressFilter, lines: &[ProgressLine]) -> AnyView {
    let cards = [
        (Status::Short, w.progress_short()),
        (Status::AtRisk, w.progress_at_risk()),
        (Status::Met, w.progress_met()),
        (Status::NotApplicable, w.progress_not_applicable()),
    ]
    .into_iter()
    .map(|(status, label)| {
        let count = lines.iter().filter(|line| standing(line) == status).count();
        let tone = status_tone(if count == 0 { Status::NotApplicable } else { status });
        let href = filter.with(|filter| status.as_str().clone_into(&mut filter.status));
        view! { <NeedCard count=count.to_string() label=label href=href tone=tone icon=tone.icon().unwrap_or(IconName::People) /> }
    })
    .collect::<Vec<_>>();
    view! { <nav class="needs progress-counts" aria-label=w.progress_counts()>{cards}</nav> }.into_any()
}

fn filters(w: Words, filter: &ProgressFilter) -> AnyView {
    let mut active = Vec::new();
    let mut chip = |label: String, href: String| {
        active.push(ActiveFilter {
            remove_text: w.remove_filter(&label).into(),
            label: label.into(),
            href: href.into(),
        });
    };
    if let Some(status) = Status::parse(&filter.status) {
        let label = w.roster_filter_chip(w.progress_status(), w.status(status));
        chip(label, filter.with(|filter| filter.status.clear()));
    }
    if !filter.q.trim().is_empty() {
        chip(w.roster_filter_chip(w.roster_search(), filter.q.trim()), filter.with(|filter| filter.q.clear()));
    }
    if let Some(day) = read_day(&filter.as_of) {
        active.push(as_of_chip(w, day, filter.with(|filter| filter.as_of.clear())));
    }
    let choices = [Status::Short, Status::AtRisk, Status::Met, Status::NotApplicable]
        .map(|status| Choice::new(status.as_str(), w.status(status)))
        .into();
    let ProgressFilter { q, status, as_of, .. } = filter.clone();
    view! {
        <FilterBar
            action="/progress"
            label=w.progress_filter()
            apply_text=w.apply()
            active=active
            clear_text=w.clear_filters()
        >
            <SearchField name="q" label=w.roster_search() value=q />
            <SelectField
                name="status"
                label=w.progress_status()
                options=choices
                value=status
                empty=w.all()
            />
            <DateField name="as_of" label=w.progress_as_of_label() value=as_of />
        </FilterBar>
    }
    .into_any()
}

fn list(w: Words, filter: &ProgressFilter, lines: &[ProgressLine], as_of: NaiveDate) -> AnyView {
    if lines.is_empty() {
        return view! {
            <Empty
                title=w.progress_none()
                text=w.progress_none_text()
                icon=IconName::Search
                action=view! { <LinkButton href="/progress">{w.clear_filters()}</LinkButton> }.into_any()
            />
        }
        .into_any();
    }
    let slice = Slice::new(&filter.offset, SIZE, lines.len());
    let (previous, next) = slice.neighbours(SIZE);
    let to = |offset: String| filter.with(|filter| filter.offset = offset);
    let suffix = read_day(&filter.as_of).map(|day| format!("?as_of={day}")).unwrap_or_default();
    let rules = binding(lines);
    let rows = lines.iter().take(slice.to).skip(slice.from).map(|line| row(w, &rules, line, as_of, &suffix));
    let rows = rows.collect::<Vec<_>>();
    let columns = std::iter::once(Column::text(w.progress_teacher()))
        .chain(rules.iter().map(|rule| Column::text(w.text(&rule.title).to_owned())))
        .collect::<Vec<_>>();
    view! {
        <Table caption=w.progress_table() columns=columns>
            {rows}
        </Table>
        <Pager
            label=w.pages()
            previous=previous.map(to)
            previous_text=w.previous()
            next=next.map(to)
            next_text=w.next()
            words=w.progress_range(slice.from + 1, slice.to, slice.of)
        />
    }
    .into_any()
}

/// The rules that bind anybody, in their order.
fn binding(lines: &[ProgressLine]) -> Vec<Arc<Rule>> {
    let mut rules: Vec<Arc<Rule>> = Vec::new();
    let binds = |judged: &&Judged| judged.judgement.status != Status::NotApplicable;
    for judged in lines.iter().flat_map(|line| &line.judged).filter(binds) {
        if !rules.iter().any(|rule| rule.id == judged.rule.id) {
            rules.push(Arc::clone(&judged.rule));
        }
    }
    rules
}

fn row(w: Words, rules: &[Arc<Rule>], line: &ProgressLine, as_of: NaiveDate, suffix: &str) -> AnyView {
    let person = &line.person;
    let sub = [person.staff_number.as_deref(), person.department.as_deref(), person.category.map(|c| w.category(c))]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let gauges = rules
        .iter()
        .map(|rule| {
            let judged = line.judged.iter().find(|judged| judged.rule.id == rule.id);
            let gauge = judged.map(|judged| gauge(w, judged, as_of));
            view! { <td data-label=w.text(&rule.title).to_owned()>{gauge}</td> }
        })
        .collect::<Vec<_>>();
    view! {
        <tr>
            <td class="lead" data-label=w.progress_teacher()>
                <a class="row-link" href=format!("/people/{}{suffix}", person.id)>{w.named(&person.label).to_owned()}</a>
                <span class="sub">{sub}</span>
            </td>
            {gauges}
        </tr>
    }
    .into_any()
}

/// How far one rule is, in two lines and a bar.
pub(super) fn gauge(w: Words, judged: &Judged, as_of: NaiveDate) -> AnyView {
    let status = judged.judgement.status;
    let tone = status_tone(status);
    let chip = view! { <StatusChip tone=tone label=w.status(status) /> };
    if status == Status::NotApplicable {
        return view! { <div class="gauge">{chip}</div> }.into_any();
    }
    let (counted, target) = parts(judged);
    let figure = w.amount_of(judged.counted(), judged.target(), judged.unit(), judged.rule.reading);
    let label = w.progress_bar(&figure);
    view! {
        <div class="gauge">
            {chip}
            <span class="gauge-figure">{figure}</span>
            <Bar fraction=fraction(counted, target) label=label tone=tone />
            <span class="sub">{w.gauge_note(judged, as_of)}</span>
        </div>
    }
    .into_any()
}
