//! When somebody can go: a wish, the windows, a picture of the days, and what stands in the way.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::{
    Error,
    id::PersonId,
    name::Named,
    placement::{Direction, Load},
    window::{Window, WindowDay, WishForm},
};
use leptos::prelude::*;
use service::window::Found;

use super::{Page, PageResult, address, page, path_value, placement::drafting_for, query};
use crate::{
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        empty::Empty,
        form::{Actions, Choice, DateField, ErrorSummary, NumberField, SelectField},
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        month::month,
        table::{Cell, Column, Row, Table},
        text::{MaybeText, Text},
    },
    visit::Visit,
    words::Words,
};

/// Windows for one of the own people.
#[component]
pub fn WindowsPage() -> impl IntoView {
    let id = path_value("id", PersonId::parse);
    let asked: WishForm = query();
    page(async move |visit| show(&visit, id?, &asked).await)
}

async fn show(visit: &Visit, id: PersonId, asked: &WishForm) -> PageResult {
    let w = visit.words();
    let (_, direction) = drafting_for(visit)?;
    let person = service::window::person(&visit.db, &visit.ctx, id).await?;
    let hosts = service::organisation::pick(&visit.db, &visit.ctx, direction == Direction::TeachingSecondment).await?;
    let hosts = hosts.iter().map(|host| Choice::new(host.id.to_string(), w.named(&host.name).to_owned())).collect();
    let mut problems: Vec<(String, String)> = Vec::new();
    let mut found = None;
    if !asked.hosting.is_empty() || !asked.workdays.is_empty() {
        match service::window::find(&visit.db, &visit.ctx, id, asked).await {
            Ok(it) => found = Some(it),
            Err(failure) => {
                let Error::Invalid(fields) = failure.error() else { return Err(failure) };
                problems = fields.iter().map(|field| (field.field.clone(), w.code(field.code).to_owned())).collect();
                crate::visit::set_status(failure.error().status());
            }
        }
    }
    let name = w.person_label(&person);
    let title = w.window_title(&name);
    let crumbs = vec![
        Crumb { label: name.into(), href: Some(format!("/people/{id}").into()) },
        Crumb { label: w.window_open().into(), href: None },
    ];
    let answer = found.map(|found| {
        view! {
            {windows(w, id, &found)}
            {picture(w, &found)}
            {obstacles(w, &found.days)}
        }
    });
    let named = |(field, text): &(String, String)| (field.clone().into(), w.of_field(label(w, field), text).into());
    let summary: Vec<(Text, Text)> = problems.iter().map(named).collect();
    let body = view! {
        <Breadcrumbs label=w.person_way() items=crumbs />
        <PageHeader title=title.clone() lead=w.window_lead() />
        <ErrorSummary title=w.problems() items=summary />
        {wish(w, id, asked, hosts, &problems)}
        {answer}
    };
    Ok(Page::new(title, body))
}

/// What a field of the form is called.
fn label(w: Words, field: &str) -> &'static str {
    match field {
        "workdays" => w.window_workdays(),
        "first_day" => w.window_from(),
        "last_day" => w.window_until(),
        _ => w.hosting_organisation(),
    }
}

/// The form: it asks, so it stands in the address.
fn wish(w: Words, id: PersonId, asked: &WishForm, hosts: Vec<Choice>, problems: &[(String, String)]) -> AnyView {
    let error = |name: &str| -> MaybeText {
        problems.iter().find(|(field, _)| field == name).map(|(_, text)| text.clone()).into()
    };
    let asked = asked.clone();
    let [no_host, no_number, no_start, no_end] = ["hosting", "workdays", "first_day", "last_day"].map(error);
    view! {
        <Card>
            <form method="get" action=format!("/people/{id}/windows") class="form" aria-label=w.window_open()>
                <SelectField
                    name="hosting"
                    label=w.hosting_organisation()
                    options=hosts
                    value=asked.hosting
                    empty=w.placement_choose()
                    error=no_host
                />
                <div class="cluster">
                    <NumberField
                        name="workdays"
                        label=w.window_workdays()
                        value=asked.workdays
                        error=no_number
                    />
                    <DateField
                        name="first_day"
                        label=w.window_from()
                        value=asked.first_day
                        error=no_start
                    />
                    <DateField
                        name="last_day"
                        label=w.window_until()
                        value=asked.last_day
                        error=no_end
                    />
                </div>
                <Actions>
                    <Button kind=ButtonKind::Primary>{w.window_find()}</Button>
                </Actions>
            </form>
        </Card>
    }
    .into_any()
}

fn windows(w: Words, id: PersonId, found: &Found) -> AnyView {
    if found.windows.best.is_empty() {
        let text = match &found.windows.longest {
            Some(longest) => format!("{} {}", w.window_longest(longest), w.window_none_text()),
            None => w.window_none_text().to_owned(),
        };
        return view! {
            <Section id="windows" title=w.window_best()>
                <Empty title=w.window_none() text=text icon=IconName::Calendar />
            </Section>
        }
        .into_any();
    }
    let columns = vec![
        Column::text(w.window_dates()),
        Column::number(w.window_workday_count()),
        Column::number(w.window_length()),
        Column::text(w.window_note()),
        Column::text(w.window_next()),
    ];
    let rows = found
        .windows
        .best
        .iter()
        .map(|it| {
            Row::new()
                .title(w.window_dates(), &w.days(it.first_day, it.last_day), "")
                .cell(Cell::Number, w.window_workday_count(), &it.workdays.to_string())
                .cell(Cell::Number, w.window_length(), &w.window_calendar_days(it.length))
                .cell(Cell::Text, w.window_note(), &w.window_skips(it))
                .link(Cell::Text, w.window_next(), &draft_address(id, found, it), w.window_use())
                .view()
        })
        .collect::<Vec<_>>();
    view! {
        <Section id="windows" title=w.window_best() lead=w.window_best_lead()>
            <Table caption=w.window_best() columns=columns>
                {rows}
            </Table>
        </Section>
    }
    .into_any()
}

/// The form of a new placement with the window filled in: part time where lessons lie in between.
fn draft_address(id: PersonId, found: &Found, it: &Window) -> String {
    let load = if it.skipped == 0 { Load::FullTime } else { Load::PartTime };
    let values: BTreeMap<&str, String> = BTreeMap::from([
        ("person", id.to_string()),
        ("hosting", found.wish.hosting.to_string()),
        ("load", load.as_str().to_owned()),
        ("first_day", it.first_day.to_string()),
        ("last_day", it.last_day.to_string()),
        ("planned_hours", (it.workdays * 8).to_string()),
    ]);
    address("/placements/new", &values)
}

/// The months with a cell a day; the best window stands out.
fn picture(w: Words, found: &Found) -> AnyView {
    let chosen = found.windows.best.first().copied();
    let mut months: Vec<Vec<(NaiveDate, &WindowDay)>> = Vec::new();
    for (day, it) in &found.days {
        match months.last_mut() {
            Some(month) if month.first().is_some_and(|(first, _)| first.month() == day.month()) => {
                month.push((*day, it));
            }
            _ => months.push(vec![(*day, it)]),
        }
    }
    let months = months.iter().filter_map(|days| {
        let (first, _) = *days.first()?;
        let cells = days.iter().map(|(day, it)| cell(w, *day, it, chosen)).collect();
        Some(month(w.month(first), w.calendar_letters(), first, cells))
    });
    let months = months.collect::<Vec<_>>();
    let keys = [
        ("chosen", w.window_day_chosen()),
        ("free", w.window_day_free()),
        ("taken", w.window_day_taken()),
        ("rest", w.window_day_rest()),
    ];
    let keys = keys.map(|(look, label)| {
        view! {
            <li>
                <span class="calendar-key" data-look=look aria-hidden="true"></span>
                {label}
            </li>
        }
    });
    view! {
        <Section id="days" title=w.window_picture()>
            <div class="calendar-year">{months}</div>
            <ul class="calendar-legend" aria-label=w.window_key()>
                {keys.into_iter().collect::<Vec<_>>()}
            </ul>
        </Section>
    }
    .into_any()
}

fn cell(w: Words, day: NaiveDate, it: &WindowDay, chosen: Option<Window>) -> AnyView {
    let within = chosen.is_some_and(|chosen| (chosen.first_day..=chosen.last_day).contains(&day));
    let (look, told) = match it {
        WindowDay::Free if within => ("chosen", w.window_day_chosen().to_owned()),
        WindowDay::Free => ("free", w.window_day_free().to_owned()),
        WindowDay::Rest(_) => ("rest", said(w, it)),
        WindowDay::Taken(..) => ("taken", said(w, it)),
    };
    view! {
        <td data-look=look title=told.clone()>
            {day.day().to_string()}
            <span class="visually-hidden">{told.clone()}</span>
        </td>
    }
    .into_any()
}

/// What a day is, in words.
fn said(w: Words, it: &WindowDay) -> String {
    let name = |name: &Option<Named>| name.as_ref().map(|name| w.named(name).to_owned());
    match it {
        WindowDay::Free => w.window_day_free().to_owned(),
        WindowDay::Rest(entry) => name(entry).unwrap_or_else(|| w.window_day_rest().to_owned()),
        WindowDay::Taken(kind, with) => w.window_taken(*kind, name(with).as_deref()),
    }
}

/// What takes days, a line for each thing: from when to when, and how many days in between.
fn obstacles(w: Words, days: &BTreeMap<NaiveDate, WindowDay>) -> AnyView {
    let mut things: Vec<(NaiveDate, NaiveDate, u32, &WindowDay)> = Vec::new();
    for (day, it) in days.iter().filter(|(_, it)| !matches!(it, WindowDay::Free | WindowDay::Rest(None))) {
        match things.iter_mut().find(|thing| thing.3 == it) {
            Some(thing) => (thing.1, thing.2) = (*day, thing.2 + 1),
            None => things.push((*day, *day, 1, it)),
        }
    }
    if things.is_empty() {
        let nothing = view! { <p class="muted">{w.window_why_none()}</p> };
        return view! { <Section id="why" title=w.window_why()>{nothing}</Section> }.into_any();
    }
    let columns =
        vec![Column::text(w.window_what()), Column::text(w.window_dates()), Column::number(w.window_taken_days())];
    let rows = things
        .iter()
        .map(|(first, last, count, it)| {
            let when = if first == last { w.day(*first) } else { w.days(*first, *last) };
            Row::new()
                .title(w.window_what(), &said(w, it), "")
                .cell(Cell::When, w.window_dates(), &when)
                .cell(Cell::Number, w.window_taken_days(), &count.to_string())
                .view()
        })
        .collect::<Vec<_>>();
    view! {
        <Section id="why" title=w.window_why()>
            <div class="compact">
                <Table caption=w.window_why() columns=columns>
                    {rows}
                </Table>
            </div>
        </Section>
    }
    .into_any()
}
