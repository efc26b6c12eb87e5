//! The heat map of a college: people by rules, the worst first.

use std::{collections::BTreeSet, sync::Arc};

use domain::{
    person::RosterLine,
    policy::{Rule, Status},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::progress::{Judged, ProgressLine};

use super::{
    Slice, WORST_FIRST, as_of_chip, binding, parts, percent, read_day, standing, status_tone, views, why_address,
};
use crate::{
    pages::{Page, address, page, query},
    ui::{
        button::LinkButton,
        chip::StatusChip,
        empty::Empty,
        form::{ActiveFilter, Choice, DateField, FilterBar, SearchField, SelectField},
        icon::IconName,
        layout::PageHeader,
        table::{HeatRow, Pager},
    },
    words::Words,
};

/// How many people a page holds.
const SIZE: usize = 100;

/// What the map is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct MapFilter {
    status: String,
    department: String,
    q: String,
    as_of: String,
    offset: String,
}

impl MapFilter {
    /// The address with a change, from the first page on.
    fn with(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut filter = Self { offset: String::new(), ..self.clone() };
        change(&mut filter);
        address("/progress/map", &filter)
    }

    fn finds(&self, line: &ProgressLine) -> bool {
        let part = self.q.trim();
        let person = &line.person;
        (part.is_empty()
            || person.label.contains(part)
            || person.staff_number.as_ref().is_some_and(|number| number.contains(part)))
            && (self.department.is_empty() || person.department.as_deref() == Some(self.department.as_str()))
            && Status::parse(&self.status).is_none_or(|status| standing(line) == status)
    }
}

/// The heat map of the acting organisation.
#[component]
pub fn ProgressMapPage() -> impl IntoView {
    let filter: MapFilter = query();
    page(async move |visit| {
        let w = visit.words();
        let asked = read_day(&filter.as_of);
        let mut lines = service::progress::of_organisation(&visit.db, &visit.ctx, asked).await?;
        let as_of = asked.unwrap_or_else(|| visit.ctx.today(domain::organisation::DEFAULT_ZONE));
        let departments: BTreeSet<String> = lines.iter().filter_map(|line| line.person.department.clone()).collect();
        let rules = binding(&lines);
        lines.retain(|line| filter.finds(line));
        let map = map(w, &filter, &rules, &lines);
        let body = view! {
            <PageHeader title=w.map_title() lead=w.map_lead(&w.day(as_of)) action=views(w, true, &filter.as_of) />
            {filters(w, &filter, departments)}
            {map}
        };
        Ok(Page::new(w.map_title(), body))
    })
}

fn filters(w: Words, filter: &MapFilter, departments: BTreeSet<String>) -> AnyView {
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
    if !filter.department.is_empty() {
        let label = w.roster_filter_chip(w.map_department(), &filter.department);
        chip(label, filter.with(|filter| filter.department.clear()));
    }
    if !filter.q.trim().is_empty() {
        chip(w.roster_filter_chip(w.roster_search(), filter.q.trim()), filter.with(|filter| filter.q.clear()));
    }
    if let Some(day) = read_day(&filter.as_of) {
        active.push(as_of_chip(w, day, filter.with(|filter| filter.as_of.clear())));
    }
    let statuses = WORST_FIRST.map(|status| Choice::new(status.as_str(), w.policy_status(status))).into();
    let departments = departments.into_iter().map(|name| Choice::new(name.clone(), name)).collect::<Vec<_>>();
    let MapFilter { q, status, department, as_of, .. } = filter.clone();
    view! {
        <FilterBar
            action="/progress/map"
            label=w.progress_filter()
            apply_text=w.apply()
            active=active
            clear_text=w.clear_filters()
        >
            <SearchField name="q" label=w.roster_search() value=q />
            <SelectField
                name="department"
                label=w.map_department()
                options=departments
                value=department
                empty=w.map_all_departments()
            />
            <SelectField
                name="status"
                label=w.progress_status()
                options=statuses
                value=status
                empty=w.all()
            />
            <DateField name="as_of" label=w.progress_as_of_label() value=as_of />
        </FilterBar>
    }
    .into_any()
}

fn map(w: Words, filter: &MapFilter, rules: &[Arc<Rule>], lines: &[ProgressLine]) -> AnyView {
    if lines.is_empty() || rules.is_empty() {
        return view! {
            <Empty
                title=w.map_nobody()
                text=w.map_nobody_text()
                icon=IconName::Search
                action=view! { <LinkButton href="/progress/map">{w.clear_filters()}</LinkButton> }.into_any()
            />
        }
        .into_any();
    }
    let slice = Slice::new(&filter.offset, SIZE, lines.len());
    let (previous, next) = slice.neighbours(SIZE);
    let to = |offset: String| filter.with(|filter| filter.offset = offset);
    let suffix = read_day(&filter.as_of).map(|day| format!("?as_of={day}")).unwrap_or_default();
    let shown = lines.iter().take(slice.to).skip(slice.from);
    let rows = shown.map(|line| row(w, rules, line, &suffix).into_any()).collect::<Vec<_>>();
    let heads = rules.iter().map(|rule| {
        let title = w.text(&rule.title).to_owned();
        let mark = (!rule.verified).then(|| view! { <span class="sub">{w.progress_unverified()}</span> });
        view! { <th scope="col">{title} {mark}</th> }
    });
    let heads = heads.collect::<Vec<_>>();
    let sums = rules.iter().map(|rule| sum(w, rule, lines)).collect::<Vec<_>>();
    view! {
        {legend(w)}
        <div class="map-frame" role="region" tabindex="0" aria-label=w.map_table()>
            <table class="map">
                <caption class="visually-hidden">{w.map_table()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.map_person()}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{w.map_sum()}</th>
                        {sums}
                    </tr>
                </tfoot>
            </table>
        </div>
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

/// What the colours and icons stand for.
fn legend(w: Words) -> AnyView {
    let chips = WORST_FIRST
        .map(|status| view! { <StatusChip tone=status_tone(status) label=w.policy_status(status) /> })
        .into_iter()
        .collect::<Vec<_>>();
    view! {
        <div class="map-legend">
            <span class="muted">{w.map_legend()}</span>
            {chips}
            <span class="muted">{w.map_short_counts()}</span>
        </div>
    }
    .into_any()
}

fn row(w: Words, rules: &[Arc<Rule>], line: &ProgressLine, suffix: &str) -> impl IntoAny + use<> {
    let person = &line.person;
    let name = w.named(&person.label);
    let row = HeatRow::new(&format!("/people/{}{suffix}", person.id), name, &below(w, person));
    let cells = rules.iter().fold(row, |row, rule| {
        let judged = line.judged.iter().find(|judged| judged.rule.id == rule.id);
        match judged.filter(|judged| judged.judgement.status != Status::NotApplicable) {
            Some(judged) => {
                let (figure, told) = (figure(judged), told(w, name, judged));
                let href = why_address(person.id, rule.id.as_str(), suffix);
                row.cell(&href, status_tone(judged.judgement.status), &figure, &told)
            }
            None => row.none(&w.map_cell_plain(name, w.text(&rule.title), w.policy_status(Status::NotApplicable))),
        }
    });
    cells.view()
}

fn below(w: Words, person: &RosterLine) -> String {
    let category = person.category.map_or_else(|| w.profile(person.profile), |category| w.category(category));
    person.department.as_deref().into_iter().chain([category]).collect::<Vec<_>>().join(" · ")
}

/// The share of the target that counts.
fn figure(judged: &Judged) -> String {
    let (counted, target) = parts(judged);
    format!("{}%", percent(counted, target))
}

fn told(w: Words, name: &str, judged: &Judged) -> String {
    let rule = &judged.rule;
    let figure = w.amount_of(judged.counted(), judged.target(), judged.unit(), rule.reading);
    w.map_cell(name, w.text(&rule.title), w.rule_standing(rule, judged.judgement.status), &figure)
}

/// How many of those whom a rule binds meet it.
fn sum(w: Words, rule: &Rule, lines: &[ProgressLine]) -> AnyView {
    let judged = || lines.iter().flat_map(|line| &line.judged).filter(|judged| judged.rule.id == rule.id);
    let of = judged().filter(|judged| judged.judgement.status != Status::NotApplicable).count();
    let met = judged().filter(|judged| judged.judgement.met).count();
    view! {
        <td>
            <span aria-hidden="true">{w.map_sum_of(met, of)}</span>
            <span class="visually-hidden">{w.map_sum_told(met, of)}</span>
        </td>
    }
    .into_any()
}
