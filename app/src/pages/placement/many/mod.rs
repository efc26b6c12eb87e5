//! Placing many: one arrangement, people to tick, a check that writes nothing, and the result.

mod choose;
mod judge;
mod result;

use domain::{
    id::{OpeningId, PersonId, PlacementId},
    opening::Opening,
    placement::{CLASS_HOUR_MINUTES, Load},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use service::{
    opening::MayUse,
    placement::{CandidateFilter, ManyForm, usual_form},
};

use super::form::drafting_for;
use crate::{
    pages::{Page, address, page, query},
    ui::layout::{Breadcrumbs, Crumb, PageHeader},
    words::Words,
};

const PATH: &str = "/placements/many";

/// What stands in the address: the arrangement, how the people are narrowed, and how far one is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    #[serde(flatten)]
    form: ManyForm,
    #[serde(flatten)]
    filter: CandidateFilter,
    /// `check` once the people are to be judged; `list` when the list was narrowed.
    step: String,
    /// The placements just drafted, with points between.
    made: String,
}

/// The address of a step, with the people who are ticked.
fn step_address(form: &ManyForm, step: &str, people: &[PersonId]) -> String {
    let asked = Asked { form: form.clone(), step: step.to_owned(), ..Asked::default() };
    with_people(address(PATH, &asked), people)
}

fn with_people(address: String, people: &[PersonId]) -> String {
    people.iter().fold(address, |mut address, person| {
        address.push(if address.contains('?') { '&' } else { '?' });
        address.push_str(&format!("person={person}"));
        address
    })
}

/// The address of the page that names who was placed and who was not.
#[must_use]
pub fn result_address(form: &ManyForm, made: &[PlacementId], left: &[PersonId]) -> String {
    let made = made.iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
    with_people(address(PATH, &Asked { form: form.clone(), made, ..Asked::default() }), left)
}

/// Reads identifiers with points between; what is none is left out.
#[must_use]
pub fn read_ids(text: &str) -> Vec<PersonId> {
    text.split('.').filter_map(PersonId::parse).collect()
}

/// Reads ticked drafts, each written `id.version`; what is none is left out.
#[must_use]
pub fn read_drafts(texts: &[String]) -> Vec<(PlacementId, i32)> {
    let read = |text: &String| {
        let (id, version) = text.split_once('.')?;
        Some((PlacementId::parse(id)?, version.parse().ok()?))
    };
    texts.iter().filter_map(read).collect()
}

/// Placing many.
#[component]
pub fn PlaceManyPage() -> impl IntoView {
    let asked = query::<Asked>();
    let people = use_query_map().with_untracked(|query| query.get_all("person")).unwrap_or_default();
    let people: Vec<PersonId> = people.iter().filter_map(|person| PersonId::parse(person)).collect();
    page(async move |visit| {
        let w = visit.words();
        let (_, direction) = drafting_for(&visit)?;
        let opening = match OpeningId::parse(&asked.form.opening) {
            Some(id) => {
                let view = service::opening::read(&visit.db, &visit.ctx, id).await?;
                // Many can be sent only where one can.
                if view.may_use == MayUse::Send {
                    Some(view.opening)
                } else {
                    return Err(domain::Error::Forbidden.into());
                }
            }
            None => None,
        };
        let content = if !asked.made.is_empty() {
            result::view(&visit, &asked, &people).await?
        } else if asked.step == "check" {
            let form = with_defaults(w, asked.form.clone(), opening.as_ref(), direction, true);
            judge::view(&visit, &Asked { form, ..asked }, opening.as_ref(), direction, &people).await?
        } else {
            let fresh = asked.step.is_empty();
            let form = with_defaults(w, asked.form.clone(), opening.as_ref(), direction, !fresh);
            choose::view(&visit, &Asked { form, ..asked }, opening.as_ref(), direction, &people, Vec::new()).await?
        };
        let crumbs = vec![
            Crumb { label: w.placements().into(), href: Some("/placements".into()) },
            Crumb { label: w.many_title().into(), href: None },
        ];
        let body = view! {
            <Breadcrumbs label=w.placement_path() items=crumbs />
            <PageHeader title=w.many_title() lead=w.many_lead() />
            {content}
        };
        Ok(Page::new(w.many_title(), body))
    })
}

/// The arrangement with what the opening says, and the usual values of a form that is still empty.
fn with_defaults(
    w: Words,
    form: ManyForm,
    opening: Option<&Opening>,
    direction: domain::placement::Direction,
    typed: bool,
) -> ManyForm {
    if typed {
        // The host of an opening is not asked for.
        let hosting = opening.and_then(host_of).unwrap_or_else(|| form.hosting.clone());
        return ManyForm { hosting, ..form };
    }
    let usual = ManyForm {
        form: usual_form(direction).as_str().to_owned(),
        load: Load::FullTime.as_str().to_owned(),
        class_hour_minutes: CLASS_HOUR_MINUTES.to_string(),
        ..form
    };
    match opening {
        None => usual,
        Some(opening) => ManyForm {
            opening: opening.id.to_string(),
            hosting: host_of(opening).unwrap_or_default(),
            form: opening.form.as_str().to_owned(),
            load: opening.load.as_str().to_owned(),
            place: opening.place.clone().unwrap_or_default(),
            first_day: opening.first_day.to_string(),
            last_day: opening.last_day.to_string(),
            planned_hours: service::opening::planned_text(opening.planned_minutes),
            objectives: w.opening_from(&opening.title),
            ..usual
        },
    }
}

/// The host of a placement made from an opening, where the opening says it.
fn host_of(opening: &Opening) -> Option<String> {
    (opening.kind.side() == domain::placement::Side::Hosting).then(|| opening.organisation.id.to_string())
}
