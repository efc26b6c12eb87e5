//! The first step: the arrangement and the people, in one form that reads.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    form::read_day,
    id::PersonId,
    opening::Opening,
    placement::{Direction, Load},
    policy::Status,
};
use leptos::prelude::*;
use service::{
    Failure,
    placement::{Candidate, Candidates, Occupied},
};

use super::{Asked, PATH};
use crate::{
    pages::placement::forms,
    ui::{
        button::{Button, ButtonKind, LinkButton},
        empty::Empty,
        form::{
            Choice, DateField, ErrorSummary, Fieldset, HiddenField, NumberField, RadioField, SearchField, SelectField,
            TextField, Width,
        },
        icon::IconName,
        layout::Section,
        table::{Cell, Column, Row, Table},
        text::Text,
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// What is wrong with the arrangement: name of the input and sentence.
pub(super) type Problems = Vec<(String, String)>;

/// The form with the list of people.
pub(super) async fn view(
    visit: &Visit,
    asked: &Asked,
    opening: Option<&Opening>,
    direction: Direction,
    ticked: &[PersonId],
    problems: Problems,
) -> Result<AnyView, Failure> {
    let w = visit.words();
    let days = days_of(asked);
    let found = service::placement::candidates(&visit.db, &visit.ctx, &asked.filter, days).await?;
    let statuses = statuses(visit, direction).await?;
    let hosts = service::organisation::pick(&visit.db, &visit.ctx, direction == Direction::TeachingSecondment).await?;
    let hosts = hosts.iter().map(|host| Choice::new(host.id.to_string(), w.named(&host.name).to_owned())).collect();
    let summary: Vec<(Text, Text)> = problems
        .iter()
        .map(|(field, sentence)| {
            let label = w.field(field);
            let text = if label.is_empty() { sentence.clone() } else { w.of_field(label, sentence) };
            (field.clone().into(), text.into())
        })
        .collect();
    let arrangement = arrangement(w, asked, opening, direction, hosts, &problems);
    let people = people(w, asked, found, &statuses, ticked);
    let hidden = opening.map(|opening| {
        view! { <HiddenField name="opening" value=opening.id.to_string() /> }
    });
    Ok(view! {
        <ErrorSummary title=w.problems() items=summary />
        <form method="get" action=PATH class="form form-wide" novalidate>
            {hidden}
            {arrangement}
            {people}
        </form>
    }
    .into_any())
}

/// The days typed, once both are days in order.
fn days_of(asked: &Asked) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = (read_day(&asked.form.first_day).ok()?, read_day(&asked.form.last_day).ok()?);
    (first <= last).then_some((first, last))
}

/// The worst status of each teacher over the rules; engineers have none.
async fn statuses(visit: &Visit, direction: Direction) -> Result<HashMap<PersonId, Status>, Failure> {
    if direction == Direction::TeachingSecondment {
        return Ok(HashMap::new());
    }
    let lines = service::progress::of_organisation(&visit.db, &visit.ctx, None).await?;
    let order = [Status::Short, Status::AtRisk, Status::Provisional, Status::Met];
    let worst = lines.into_iter().filter_map(|line| {
        let has = |status: &Status| line.judged.iter().any(|judged| judged.judgement.status == *status);
        Some((line.person.id, order.into_iter().find(has)?))
    });
    Ok(worst.collect())
}

fn arrangement(
    w: Words,
    asked: &Asked,
    opening: Option<&Opening>,
    direction: Direction,
    hosts: Vec<Choice>,
    problems: &Problems,
) -> AnyView {
    let problems = problems.clone();
    let error =
        move |name: &str| problems.iter().find(|(field, _)| field == name).map(|(_, sentence)| sentence.clone());
    let form = asked.form.clone();
    let forms = forms(direction).iter().map(|form| Choice::new(form.as_str(), w.form(*form))).collect();
    let loads = [Load::FullTime, Load::PartTime].iter().map(|load| Choice::new(load.as_str(), w.load(*load))).collect();
    let host = match opening.and_then(|opening| super::host_of(opening).map(|host| (host, opening))) {
        Some((id, opening)) => {
            let host = w.named(&opening.organisation.name).to_owned();
            let href = format!("/openings/{}", opening.id);
            view! {
                <div class="field">
                    <span class="field-label">{w.many_opening()}</span>
                    <span><a href=href>{opening.title.clone()}</a> <span class="sub-inline">{format!(" · {host}")}</span></span>
                    <HiddenField name="hosting" value=id />
                </div>
            }
            .into_any()
        }
        None => view! {
            <SelectField
                name="hosting"
                label=w.hosting_organisation()
                options=hosts
                value=form.hosting
                empty=w.placement_choose()
                error=error("hosting")
                required=true
            />
        }
        .into_any(),
    };
    let class_hour = (direction == Direction::TeachingSecondment).then(|| {
        view! {
            <NumberField
                name="class_hour_minutes"
                label=w.class_hour_minutes()
                value=form.class_hour_minutes
                error=error("class_hour_minutes")
                min="20"
                max="120"
            />
        }
    });
    view! {
        <Fieldset legend=w.many_arrangement()>
            {host}
            <DateField
                name="first_day"
                label=w.first_day()
                value=form.first_day
                error=error("first_day")
                required=true
            />
            <DateField
                name="last_day"
                label=w.last_day()
                note=w.last_day_hint()
                value=form.last_day
                error=error("last_day")
                required=true
            />
            <SelectField
                name="form"
                label=w.form_label()
                options=forms
                value=form.form
                error=error("form")
                required=true
            />
            <RadioField
                name="load"
                label=w.load_label()
                options=loads
                value=form.load
                error=error("load")
                required=true
            />
            <TextField
                name="planned_hours"
                label=w.planned_hours()
                value=form.planned_hours
                error=error("planned_hours")
                input_mode="decimal"
                width=Width::Short
            />
            {class_hour}
            <TextField
                name="place"
                label=w.place()
                note=w.placement_optional()
                value=form.place
                error=error("place")
            />
            <TextField
                name="objectives"
                label=w.objectives()
                note=w.placement_optional()
                value=form.objectives
                error=error("objectives")
            />
        </Fieldset>
    }
    .into_any()
}

fn people(
    w: Words,
    asked: &Asked,
    found: Candidates,
    statuses: &HashMap<PersonId, Status>,
    ticked: &[PersonId],
) -> AnyView {
    let filtered = !asked.filter.q.trim().is_empty() || !asked.filter.department.is_empty();
    if found.people.is_empty() && !filtered {
        let action =
            view! { <LinkButton href="/people/new" icon=IconName::Add>{w.placement_add_person()}</LinkButton> };
        return view! {
            <Empty
                title=w.many_no_people()
                text=w.placement_no_people_text()
                icon=IconName::People
                action=action.into_any()
            />
        }
        .into_any();
    }
    let departments = found.departments.iter().map(|name| Choice::new(name.clone(), name.clone())).collect();
    // Who is ticked and not shown goes along: narrowing the list takes nobody away.
    let unseen: Vec<PersonId> =
        ticked.iter().copied().filter(|id| found.people.iter().all(|one| one.person.id != *id)).collect();
    let note = (!unseen.is_empty()).then(|| view! { <p class="lead">{w.many_ticked(unseen.len())}</p> });
    let along = unseen.into_iter().map(|id| view! { <HiddenField name="person" value=id.to_string() /> });
    let along = along.collect::<Vec<_>>();
    let shown = found.people.len();
    let cut = (shown < found.found).then(|| view! { <p class="lead">{w.many_found(shown, found.found)}</p> });
    let with_rules = !statuses.is_empty();
    let list = if found.people.is_empty() {
        view! { <Empty title=w.many_nobody() text=w.many_nobody_text() icon=IconName::Search /> }.into_any()
    } else {
        let mut columns = vec![
            Column::actions(w.many_pick()),
            Column::text(w.roster_person()),
            Column::text(w.department()),
            Column::text(w.many_busy()),
        ];
        if with_rules {
            columns.push(Column::text(w.many_rule()));
        }
        columns.push(Column::text(w.many_consent()));
        let rows = found
            .people
            .iter()
            .map(|one| {
                let status = statuses.get(&one.person.id).copied();
                row(w, one, with_rules, status, ticked.contains(&one.person.id))
            })
            .collect::<Vec<_>>();
        view! {
            <div class="compact">
                <Table caption=w.many_people_caption() columns=columns>
                    {rows}
                </Table>
            </div>
        }
        .into_any()
    };
    let (q, department) = (asked.filter.q.clone(), asked.filter.department.clone());
    view! {
        <Section id="people" title=w.many_people() lead=w.many_people_lead()>
            <div class="filter-form filters">
                <SelectField
                    name="department"
                    label=w.many_department()
                    options=departments
                    value=department
                    empty=w.all()
                />
                <SearchField name="q" label=w.roster_search() value=q />
                <Button name="step" value="list">{w.many_show()}</Button>
            </div>
            {note}
            {along}
            {cut}
            <div id="field-people">{list}</div>
        </Section>
        <div class="bar-bottom">
            <Button kind=ButtonKind::Primary name="step" value="check" icon=IconName::Check>{w.many_check()}</Button>
        </div>
    }
    .into_any()
}

fn row(w: Words, one: &Candidate, with_rules: bool, status: Option<Status>, ticked: bool) -> impl IntoView + use<> {
    let person = &one.person;
    let name = w.named(&person.label);
    let busy: Vec<String> = one.busy.iter().map(|busy| busy_words(w, busy)).collect();
    let full = one.busy.iter().any(|busy| busy.load == Load::FullTime);
    let row = Row::new()
        .tick("person", &person.id.to_string(), &w.many_pick_person(name), ticked)
        .title(w.roster_person(), name, person.staff_number.as_deref().unwrap_or_default())
        .cell(Cell::Text, w.department(), person.department.as_deref().unwrap_or_default());
    let row = if full {
        row.chip(w.many_busy(), Tone::AtRisk, None, &busy.join("；"))
    } else {
        row.cell(Cell::Text, w.many_busy(), &busy.join("；"))
    };
    let row = match (with_rules, status) {
        (false, _) => row,
        (true, None) => row.cell(Cell::Text, w.many_rule(), ""),
        (true, Some(status)) => row.chip(w.many_rule(), status_tone(status), None, w.policy_status(status)),
    };
    match person.consent {
        true => row.chip(w.many_consent(), Tone::Met, None, w.roster_consented()),
        false => row.chip(w.many_consent(), Tone::Muted, None, w.roster_not_consented()),
    }
    .view()
}

pub(super) fn busy_words(w: Words, busy: &Occupied) -> String {
    w.many_busy_at(w.named(&busy.hosting), &w.days(busy.first_day, busy.last_day), w.load(busy.load))
}

const fn status_tone(status: Status) -> Tone {
    match status {
        Status::Met => Tone::Met,
        Status::AtRisk => Tone::AtRisk,
        Status::Short => Tone::Short,
        Status::Provisional => Tone::Provisional,
        Status::NotApplicable => Tone::Muted,
    }
}
