//! What if somebody stops here: told in sentences, then rule by case, then what is planned ahead.

use domain::{duration::tenths_text, id::PersonId, policy::Status, progress::EngineerSummary};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::progress::{Judged, Outcome, WhatIf};

use super::{college::gauge, fraction, read_day, trial::trial as trial_of};
use crate::{
    pages::{Page, page, path_value, query},
    ui::{
        empty::Empty,
        form::{DateField, FilterBar},
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        progress::Bar,
        table::{Cell, Column, Row, Table},
        tone::Tone,
    },
    words::Words,
};

/// The day asked for, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    day: String,
}

/// What becomes of a person's rules on a day ahead.
#[component]
pub fn WhatIfPage() -> impl IntoView {
    let id = path_value("id", PersonId::parse);
    let asked: Asked = query();
    page(async move |visit| {
        let w = visit.words();
        let id = id?;
        let view = service::progress::what_if(&visit.db, &visit.ctx, id, read_day(&asked.day)).await?;
        let trial = service::progress::trial(&visit.db, &visit.ctx, id, Some(view.day)).await?;
        let own = visit.viewer()?.person == id;
        let name = w.person_label(&view.person);
        let (parent, label, title) = if own {
            ("/me".to_owned(), w.my_progress().to_owned(), w.what_if().to_owned())
        } else {
            (format!("/people/{id}"), name.clone(), w.what_if_of(&name))
        };
        let crumbs = vec![
            Crumb { label: label.into(), href: Some(parent.into()) },
            Crumb { label: w.what_if().into(), href: None },
        ];
        let body = view! {
            <Breadcrumbs label=w.person_way() items=crumbs />
            <PageHeader title=title.clone() lead=w.what_if_lead(&w.day(view.day)) />
            {trial_of(w, trial)}
            {told(w, &view)}
            {cases(w, &view)}
            {ahead(w, &view)}
        };
        Ok(Page::new(title, body))
    })
}

fn day_filter(w: Words, view: &WhatIf) -> AnyView {
    let (action, value) = (format!("/people/{}/what-if", view.person.id), view.day.to_string());
    view! {
        <FilterBar
            action=action
            label=w.what_if_day()
            apply_text=w.what_if_show()
        >
            <DateField name="day" label=w.what_if_day() value=value />
        </FilterBar>
    }
    .into_any()
}

/// Each rule in a few sentences, one a case.
fn told(w: Words, view: &WhatIf) -> AnyView {
    let day = w.day(view.day);
    let rules = view.now.iter().map(|now| {
        let told = if now.judgement.status == Status::NotApplicable {
            vec![w.why_not_applicable().to_owned()]
        } else {
            judgements(&view.outcomes, now)
                .map(|(outcome, judgement)| w.what_if_case_told(outcome.case, &day, judgement, Some(now)))
                .collect()
        };
        (w.rule_named(&now.rule), told)
    });
    let engineer = view.engineer_now.as_ref().map(|_| {
        let told = summaries(&view.outcomes)
            .map(|(outcome, summary)| w.what_if_class_hours_told(outcome.case, &day, summary))
            .collect();
        (w.progress_class_hours_title().to_owned(), told)
    });
    let told = rules.chain(engineer).map(|(title, told): (String, Vec<String>)| {
        let told = told.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect::<Vec<_>>();
        view! {
            <div>
                <h3>{title}</h3>
                {told}
            </div>
        }
    });
    let told = told.collect::<Vec<_>>();
    let same = (view.logged_minutes == 0 && view.carried_on.is_empty()).then(|| view! { <p>{w.what_if_same()}</p> });
    let filter = day_filter(w, view);
    view! {
        <Section id="told" title=w.what_if_told()>
            {filter}
            <div class="card told">
                {told}
                {same}
                <p class="told-note">{w.what_if_note()}</p>
            </div>
        </Section>
    }
    .into_any()
}

/// The judgements of one rule, by case.
fn judgements<'a>(outcomes: &'a [Outcome], of: &'a Judged) -> impl Iterator<Item = (&'a Outcome, &'a Judged)> {
    outcomes.iter().filter_map(move |outcome| {
        let judged = outcome.judged.iter().find(|judged| judged.rule.id == of.rule.id)?;
        Some((outcome, judged))
    })
}

/// The sums of an engineer, by case.
fn summaries(outcomes: &[Outcome]) -> impl Iterator<Item = (&Outcome, &EngineerSummary)> {
    outcomes.iter().filter_map(|outcome| Some((outcome, outcome.engineer.as_ref()?)))
}

/// Rule by case, each with a bar.
fn cases(w: Words, view: &WhatIf) -> AnyView {
    let mut rows = view
        .now
        .iter()
        .filter(|now| judgements(&view.outcomes, now).any(|(_, it)| it.judgement.status != Status::NotApplicable))
        .map(|now| {
            let target = w.what_if_target(&w.judged_short(now, now.target()));
            let cells = judgements(&view.outcomes, now)
                .map(|(outcome, judgement)| (w.what_if_case(outcome.case), gauge(w, judgement, view.day)));
            row(w, &w.rule_named(&now.rule), target, cells)
        })
        .collect::<Vec<_>>();
    if let Some(now) = &view.engineer_now {
        let class_hours = |tenths: i64| w.progress_class_hours(&tenths_text(tenths));
        let target = now.target_class_hours_tenths;
        let cells = summaries(&view.outcomes).map(|(outcome, summary)| {
            let counted = summary.class_hours_tenths;
            let missing = target - counted;
            let note = if missing > 0 { w.what_if_missing(&class_hours(missing)) } else { w.home_met().to_owned() };
            let figure = w.what_if_of_target(&tenths_text(counted), &class_hours(target));
            let part = fraction(narrow(counted), narrow(target));
            (w.what_if_case(outcome.case), measure(figure, note, part, missing <= 0))
        });
        rows.push(row(w, w.progress_class_hours_title(), w.what_if_target(&class_hours(target)), cells));
        if now.planned_minutes > 0 {
            let planned = now.planned_minutes;
            let hours = |minutes: u32| w.hours(minutes.into());
            let cells = summaries(&view.outcomes).map(|(outcome, summary)| {
                let done = summary.confirmed_minutes;
                let missing = planned.saturating_sub(done);
                let note = if missing > 0 {
                    w.what_if_missing(&hours(missing))
                } else {
                    w.progress_nothing_missing().to_owned()
                };
                let figure = w.what_if_of_target(&hours(done), &hours(planned));
                (w.what_if_case(outcome.case), measure(figure, note, fraction(done, planned), missing == 0))
            });
            rows.push(row(w, w.progress_plan_title(), w.what_if_target(&hours(planned)), cells));
        }
    }
    let columns = vec![
        Column::text(w.what_if_rule()),
        Column::text(w.what_if_stop()),
        Column::text(w.what_if_logged()),
        Column::text(w.what_if_plan()),
    ];
    let lead = w.what_if_logged_fact(&w.hours(view.logged_minutes));
    view! {
        <Section id="cases" title=w.what_if_cases() lead=lead>
            <Table caption=w.what_if_table() columns=columns>{rows}</Table>
        </Section>
    }
    .into_any()
}

fn row(w: Words, title: &str, target: String, cells: impl Iterator<Item = (&'static str, AnyView)>) -> AnyView {
    let cells = cells.map(|(label, cell)| view! { <td data-label=label>{cell}</td> }).collect::<Vec<_>>();
    view! {
        <tr>
            <td class="lead" data-label=w.what_if_rule()>
                <b>{title.to_owned()}</b>
                <span class="sub">{target}</span>
            </td>
            {cells}
        </tr>
    }
    .into_any()
}

/// How far something without a status is.
fn measure(figure: String, note: String, part: f64, met: bool) -> AnyView {
    let tone = if met { Tone::Met } else { Tone::Neutral };
    let label = format!("{figure} · {note}");
    view! {
        <div class="gauge">
            <span class="gauge-figure">{figure}</span>
            <Bar fraction=part label=label tone=tone />
            <span class="sub">{note}</span>
        </div>
    }
    .into_any()
}

fn narrow(tenths: i64) -> u32 {
    u32::try_from(tenths).unwrap_or_default()
}

/// What is carried on, and by what it is reckoned.
fn ahead(w: Words, view: &WhatIf) -> AnyView {
    let body = if view.carried_on.is_empty() {
        view! { <Empty title=w.what_if_ahead_none() text=w.what_if_ahead_none_text() icon=IconName::Calendar /> }
            .into_any()
    } else {
        let rows = view
            .carried_on
            .iter()
            .map(|ahead| {
                let basis = if ahead.spread { w.what_if_spread() } else { w.what_if_by_schedule() };
                Row::new()
                    .lead(
                        w.progress_host(),
                        &format!("/placements/{}", ahead.placement),
                        w.named(&ahead.hosting.name),
                        "",
                    )
                    .cell(Cell::When, w.progress_dates(), &w.days(ahead.days.0, ahead.days.1))
                    .cell(Cell::Number, w.what_if_expected(), &w.hours(ahead.minutes))
                    .cell(Cell::Text, w.what_if_basis(), basis)
                    .view()
            })
            .collect::<Vec<_>>();
        let columns = vec![
            Column::text(w.progress_host()),
            Column::text(w.progress_dates()),
            Column::number(w.what_if_expected()),
            Column::text(w.what_if_basis()),
        ];
        view! { <Table caption=w.what_if_ahead_table() columns=columns>{rows}</Table> }.into_any()
    };
    view! {
        <Section id="ahead" title=w.what_if_ahead() lead=w.what_if_ahead_lead()>
            {body}
        </Section>
    }
    .into_any()
}
