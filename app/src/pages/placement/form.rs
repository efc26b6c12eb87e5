//! Drafting a placement of one's own people, and changing the draft.

use domain::{
    Error,
    account::RoleGrant,
    error::Conflict,
    id::{OrganisationId, PersonId, PlacementId},
    person::Profile,
    placement::{CLASS_HOUR_MINUTES, Deed, Direction, Load, Placement, PlacementForm},
    schedule::{Schedule, WeekForm},
};
use leptos::prelude::*;
use serde::Deserialize;
use service::{Failure, placement::usual_form};

use crate::{
    form::Filled,
    pages::{Page, PageResult, page, path_value, query},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        empty::Empty,
        form::{Actions, Choice, ErrorSummary, Form},
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader},
        notice::Notice,
        text::Text,
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

use super::{
    fields::{fields, person_label},
    from_opening::Used,
    week::week_problems,
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Preselected {
    person: String,
    opening: String,
    hosting: String,
    load: String,
    first_day: String,
    last_day: String,
    planned_hours: String,
}

/// A new placement of one's own people: a college's teachers, an enterprise's engineers.
#[component]
pub fn NewPlacementPage() -> impl IntoView {
    let Preselected { person, opening, hosting, load, first_day, last_day, planned_hours } = query();
    page(async move |visit| {
        let (own, direction) = drafting_for(&visit)?;
        let w = visit.words();
        let used = Used::read(&visit, &opening, own).await?;
        let participant = PersonId::parse(&person).map(|id| id.to_string()).unwrap_or_default();
        let (sending, direction) = used.as_ref().map_or((own, direction), |used| (used.sending, used.direction()));
        let stored = match &used {
            Some(used) => used.form(w, participant),
            None => PlacementForm {
                direction: direction.as_str().to_owned(),
                participant,
                sending: own.to_string(),
                form: usual_form(direction).as_str().to_owned(),
                hosting,
                load: Load::parse(&load).unwrap_or(Load::FullTime).as_str().to_owned(),
                first_day,
                last_day,
                planned_hours,
                class_hour_minutes: CLASS_HOUR_MINUTES.to_string(),
                ..PlacementForm::default()
            },
        };
        let filled = Filled::load(&visit, "placement", &stored).await?;
        let lead = match direction {
            Direction::EnterprisePractice => w.new_practice_lead(),
            Direction::TeachingSecondment => w.new_secondment_lead(),
        };
        let head = Head {
            title: w.new_placement(),
            lead,
            action: "/rpc/placement/draft",
            back: "/placements".into(),
            scheduled: None,
        };
        form_page(&visit, head, sending, direction, &filled, Draft::New(used.as_ref())).await
    })
}

/// A draft being changed by the side that wrote it.
#[component]
pub fn EditPlacementPage() -> impl IntoView {
    let id = path_value("id", PlacementId::parse);
    page(async move |visit| {
        let view = service::placement::read(&visit.db, &visit.ctx, id?).await?;
        let placement = view.placement;
        if !view.deeds.contains(&Deed::Edit) {
            drafting_for(&visit)?;
            return Err(Error::Conflict(Conflict::WrongState).into());
        }
        let week = view.schedule.as_ref().map(|schedule| {
            let week = schedule.blocks.first().map(|block| block.week).unwrap_or_default();
            WeekForm::of(week, placement.direction, placement.class_hour_minutes)
        });
        let stored = PlacementForm { week: week.unwrap_or_default(), ..service::placement::form_of(&placement) };
        let filled = Filled::load(&visit, "placement", &stored).await?;
        let head = Head {
            title: visit.words().edit_placement(),
            lead: "",
            action: "/rpc/placement/edit",
            back: format!("/placements/{}", placement.id),
            scheduled: view.schedule.as_ref().map(Schedule::total),
        };
        form_page(&visit, head, placement.sending.id, placement.direction, &filled, Draft::Edited(&placement)).await
    })
}

/// For which organisation the viewer drafts, and in which direction its people go.
pub(in crate::pages) fn drafting_for(visit: &Visit) -> Result<(OrganisationId, Direction), Failure> {
    let RoleGrant { role, organisation, organisation_kind, .. } = &visit.viewer()?.acting;
    match (organisation, organisation_kind) {
        (Some(own), Some(kind)) if role.is_officer() => {
            let direction = if kind.teaches() { Direction::EnterprisePractice } else { Direction::TeachingSecondment };
            Ok((*own, direction))
        }
        _ => Err(Error::Forbidden.into()),
    }
}

/// What differs between a new draft and one being changed.
struct Head {
    title: &'static str,
    lead: &'static str,
    action: &'static str,
    /// Where one goes without saving.
    back: String,
    /// What its schedule adds up to, minutes, where it has one.
    scheduled: Option<i64>,
}

/// Whether there is a draft already, and what a new one is made from.
#[derive(Clone, Copy)]
enum Draft<'a> {
    New(Option<&'a Used>),
    Edited(&'a Placement),
}

async fn form_page(
    visit: &Visit,
    head: Head,
    sending: OrganisationId,
    direction: Direction,
    filled: &Filled,
    draft: Draft<'_>,
) -> PageResult {
    let w = visit.words();
    let (edited, used) = match draft {
        Draft::New(used) => (None, used),
        Draft::Edited(placement) => (Some(placement), None),
    };
    let (people, hosts) = match edited {
        // The hosting side sees nobody of the sender but whom the draft names.
        Some(draft) if visit.ctx.organisation() != Some(sending) => (
            vec![Choice::new(draft.participant.id.to_string(), w.named(&draft.participant.label).to_owned())],
            vec![Choice::new(draft.hosting.id.to_string(), w.named(&draft.hosting.name).to_owned())],
        ),
        None if visit.ctx.organisation() != Some(sending) => (Vec::new(), Vec::new()),
        _ => choices(visit, sending, direction).await?,
    };
    let (people, hosts) = match used {
        Some(used) => {
            let own = visit.viewer()?.acting.organisation_name.as_ref().map_or("", |name| w.named(name));
            used.narrow(w, own, (people, hosts))
        }
        None => (people, hosts),
    };
    let mut crumbs = vec![Crumb { label: w.placements().into(), href: Some("/placements".into()) }];
    if let Some(edited) = edited {
        crumbs.push(Crumb {
            label: w.named(&edited.participant.label).to_owned().into(),
            href: Some(head.back.clone().into()),
        });
    }
    crumbs.push(Crumb { label: head.title.into(), href: None });
    let content = if people.is_empty() {
        no_people(w, direction)
    } else if hosts.is_empty() {
        view! {
            <Empty title=w.placement_no_hosts() text=w.placement_no_hosts_text() icon=IconName::Organisation />
        }
        .into_any()
    } else {
        let mut hidden: Vec<(Text, Text)> =
            vec![("direction".into(), direction.as_str().into()), ("sending".into(), sending.to_string().into())];
        if let Some(edited) = edited {
            hidden.push(("id".into(), edited.id.to_string().into()));
            hidden.push(("version".into(), edited.version.to_string().into()));
        }
        if !filled.value("opening").is_empty() {
            hidden.push(("opening".into(), filled.value("opening").into()));
        }
        // A mentor the host named stays with the draft, until another host makes them impossible.
        if filled.error("mentor").is_none() {
            hidden.push(("mentor".into(), filled.value("mentor").into()));
        }
        let stale = filled.is_stale().then(|| {
            view! {
                <div class="notices">
                    <Notice tone=Tone::AtRisk>{w.placement_changed()}</Notice>
                </div>
            }
        });
        let summary = if filled.is_stale() { Vec::new() } else { week_problems(w, filled) };
        let scheduled = edited.map(|edited| edited.id).zip(head.scheduled);
        let fields = fields(w, direction, filled, scheduled, people, hosts);
        view! {
            {stale}
            <ErrorSummary title=w.problems() items=summary />
            <Form action=head.action hidden=hidden>
                {fields}
                <Actions>
                    <Button kind=ButtonKind::Primary>{w.placement_save_draft()}</Button>
                    <LinkButton href=head.back kind=ButtonKind::Quiet>{w.cancel()}</LinkButton>
                </Actions>
            </Form>
        }
        .into_any()
    };
    let body = view! {
        <Breadcrumbs label=w.placement_path() items=crumbs />
        <PageHeader title=head.title lead=head.lead />
        {used.map(|used| used.notice(w))}
        {content}
    };
    Ok(Page::new(head.title, body))
}

fn no_people(w: Words, direction: Direction) -> AnyView {
    let title = match direction {
        Direction::EnterprisePractice => w.placement_no_teachers(),
        Direction::TeachingSecondment => w.placement_no_engineers(),
    };
    let action = view! { <LinkButton href="/people/new" icon=IconName::Add>{w.placement_add_person()}</LinkButton> };
    view! {
        <Empty title=title text=w.placement_no_people_text() icon=IconName::People action=action.into_any() />
    }
    .into_any()
}

/// Who can go and where to.
async fn choices(
    visit: &Visit,
    sending: OrganisationId,
    direction: Direction,
) -> Result<(Vec<Choice>, Vec<Choice>), Failure> {
    let (profile, host_teaches) = match direction {
        Direction::EnterprisePractice => (Profile::Teacher, false),
        Direction::TeachingSecondment => (Profile::Engineer, true),
    };
    let w = visit.words();
    let people = service::person::pick(&visit.db, &visit.ctx, Some(profile)).await?;
    let hosts = service::organisation::pick(&visit.db, &visit.ctx, host_teaches).await?;
    let people = people.iter().map(|person| {
        let label = person_label(w, person);
        let label = if person.consent { label } else { w.placement_no_consent(&label) };
        Choice::new(person.id.to_string(), label)
    });
    let hosts = hosts.into_iter().filter(|host| host.id != sending);
    Ok((people.collect(), hosts.map(|host| Choice::new(host.id.to_string(), w.named(&host.name).to_owned())).collect()))
}
