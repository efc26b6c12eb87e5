//! The whole college, the worst first.

use chrono::NaiveDate;
use domain::policy::Status;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::progress::{Judged, ProgressLine, rank};

use super::{Slice, WORST_FIRST, as_of_chip, fraction, parts, read_day, standing, status_tone, views, why_address};
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
        let views = views(w, false, &filter.as_of);
        let body = view! { <PageHeader title=w.progress() lead=lead action=views /> {content} };
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
        let label = w.roster_filter_chip(w.progress_status(), w.policy_status(status));
        chip(label, filter.with(|filter| filter.status.clear()));
    }
    if !filter.q.trim().is_empty() {
        chip(w.roster_filter_chip(w.roster_search(), filter.q.trim()), filter.with(|filter| filter.q.clear()));
    }
    if let Some(day) = read_day(&filter.as_of) {
        active.push(as_of_chip(w, day, filter.with(|filter| filter.as_of.clear())));
    }
    let choices = [Status::Short, Status::AtRisk, Status::Met, Status::NotApplicable]
        .map(|status| Choice::new(status.as_str(), w.policy_status(status)))
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
    let rows =
        lines.iter().take(slice.to).skip(slice.from).map(|line| row(w, line, as_of, &suffix)).collect::<Vec<_>>();
    let columns = vec![
        Column::text(w.progress_teacher()),
        Column::text(w.progress_worst()),
        Column::text(w.progress_all_rules()),
    ];
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

fn row(w: Words, line: &ProgressLine, as_of: NaiveDate, suffix: &str) -> AnyView {
    let person = &line.person;
    let category = person.category.map_or_else(|| w.profile(person.profile), |category| w.category(category));
    let sub = [person.staff_number.as_deref(), person.department.as_deref(), Some(category)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let worst = worst(line, as_of).map(|judged| {
        let title = w.rule_named(&judged.rule);
        let href = why_address(person.id, judged.rule.id.as_str(), suffix);
        view! {
            <div class="worst">
                <a href=href>{title}</a>
                {gauge(w, judged, as_of)}
            </div>
        }
    });
    let counts = WORST_FIRST
        .into_iter()
        .filter(|status| *status != Status::NotApplicable)
        .filter_map(|status| {
            let count = line.judged.iter().filter(|judged| judged.judgement.status == status).count();
            let label = format!("{} {count}", w.policy_status(status));
            (count > 0).then(|| view! { <StatusChip tone=status_tone(status) label=label /> })
        })
        .collect::<Vec<_>>();
    view! {
        <tr>
            <td class="lead" data-label=w.progress_teacher()>
                <a class="row-link" href=format!("/people/{}{suffix}", person.id)>{w.named(&person.label).to_owned()}</a>
                <span class="sub">{sub}</span>
            </td>
            <td data-label=w.progress_worst()>{worst}</td>
            <td data-label=w.progress_all_rules()>
                <span class="chips">{counts}</span>
            </td>
        </tr>
    }
    .into_any()
}

/// The rule that somebody should look at first.
fn worst(line: &ProgressLine, as_of: NaiveDate) -> Option<&Judged> {
    let bound = line.judged.iter().filter(|judged| judged.judgement.status != Status::NotApplicable);
    bound.min_by_key(|judged| rank(judged, as_of))
}

/// How far one rule is, in two lines and a bar.
pub(super) fn gauge(w: Words, judged: &Judged, as_of: NaiveDate) -> AnyView {
    let status = judged.judgement.status;
    let tone = status_tone(status);
    let chip = view! { <StatusChip tone=tone label=w.rule_standing(&judged.rule, status) /> };
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
