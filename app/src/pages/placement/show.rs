//! One placement: where it stands, between whom, the plan, the hours against it, what can be done, the history.

use domain::{
    Error,
    account::Role,
    id::PlacementId,
    opening::Opening,
    placement::{Deed, Direction, Placement, PlacementEvent, Side, State},
};
use leptos::prelude::*;
use service::{Failure, placement::PlacementView};

use super::{
    conflicts,
    course::steps,
    deeds::{Deeds, FailedDeed, hours_facts},
    fields::person_label,
    state_look,
};
use crate::{
    form::Filled,
    pages::{Page, page, path_value},
    ui::{
        button::{ButtonKind, LinkButton},
        card::{Card, Fact, FactList, Pair, Side as PairSide},
        chip::StatusChip,
        empty::Empty,
        form::{Choice, ErrorSummary},
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        notice::Notice,
        progress::Bar,
        stepper::Stepper,
        table::{Cell, Column, Row, Table},
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// One placement.
#[component]
pub fn PlacementPage() -> impl IntoView {
    let id = path_value("id", PlacementId::parse);
    page(async move |visit| {
        let w = visit.words();
        let view = service::placement::read(&visit.db, &visit.ctx, id?).await?;
        // The people of the host are the host's to see.
        let mentors = if view.side == Some(Side::Hosting) && view.deeds.contains(&Deed::NameMentor) {
            let people = service::placement::mentors(&visit.db, &visit.ctx, view.placement.id).await?;
            Some(people.iter().map(|person| Choice::new(person.id.to_string(), person_label(w, person))).collect())
        } else {
            None
        };
        let draft = visit.take_any_draft().await?;
        let failed = draft.and_then(|draft| {
            let deed = Deed::parse(draft.form.strip_prefix("deed_")?)?;
            Some(FailedDeed { deed, filled: Filled::of(&visit, Some(&draft), &draft.form, &()) })
        });
        let problems = failed.as_ref().map(FailedDeed::problems).unwrap_or_default();
        let today = visit.ctx.today(&view.placement.zone);
        let met = service::conflict::of_placement(&visit.db, &visit.ctx, view.placement.id).await?;
        let accept = conflicts::to_accept(&met);
        let on_dates = match failed.as_ref().and_then(FailedDeed::dates) {
            Some(days) => service::conflict::on_days(&visit.db, &visit.ctx, view.placement.id, days).await?,
            None => Vec::new(),
        };
        let deeds = Deeds { w, view: &view, today, mentors, accept, on_dates, failed };
        let (proposal, card) = (deeds.proposal(), deeds.card());
        let placement = &view.placement;
        let name = w.named(&placement.participant.label).to_owned();
        let list_name = match visit.viewer()?.acting.role {
            Role::Teacher | Role::Engineer => w.my_placements(),
            _ => w.placements(),
        };
        let crumbs = vec![
            Crumb { label: list_name.into(), href: Some("/placements".into()) },
            Crumb { label: name.clone().into(), href: None },
        ];
        let chips = view! {
            <StatusChip icon=IconName::Placement label=w.direction(placement.direction) />
            {state_chip(w, placement.state)}
        };
        let reason = reason(w, placement);
        let met = conflicts::notices(w, &met, &view.deeds);
        let (course, pair) = (steps(w, &view), pair(w, placement));
        let lapsing = lapsing(&visit, placement).await?;
        let opening = made_from(&visit, placement).await?;
        let (facts, hours, history) = (facts(w, placement, opening), hours(w, &view), history(w, &view.history));
        let schedule = super::plan::section(w, &view, today);
        let body = view! {
            <Breadcrumbs label=w.placement_path() items=crumbs />
            <PageHeader
                title=name.clone()
                lead=w.days(placement.first_day, placement.last_day)
                chips=chips.into_any()
                action=actions(w, &view)
            />
            <ErrorSummary title=w.problems() items=problems />
            <div class="stack">
                {reason}
                {met}
                {lapsing}
                {proposal}
                {card}
                <div class="card">
                    <Stepper label=w.steps_of_placement() steps=course />
                </div>
                {pair}
            </div>
            <Section id="arrangement" title=w.placement_facts()>
                <div class="columns">
                    {facts}
                    {hours}
                </div>
            </Section>
            {schedule}
            <p><a href=format!("/feeds?placement={}", view.placement.id)>{w.feeds_open()}</a></p>
            <Section id="history" title=w.placement_history()>
                {history}
            </Section>
        };
        Ok(Page::new(name, body))
    })
}

/// Why a draft was returned or a placement declined: what to read first.
fn reason(w: Words, placement: &Placement) -> Option<AnyView> {
    let tone = match placement.state {
        State::Draft => Tone::AtRisk,
        State::Declined => Tone::Short,
        _ => return None,
    };
    let (reason, title) = (placement.reason.clone()?, w.placement_reason(placement.state));
    Some(
        view! {
            <Notice tone=tone>
                <p class="notice-title">{title}</p>
                <p class="prose">{reason}</p>
            </Notice>
        }
        .into_any(),
    )
}

/// What lapses before a placement ends that is still to be lived through.
async fn lapsing(visit: &Visit, placement: &Placement) -> Result<Option<AnyView>, Failure> {
    if !matches!(placement.state, State::Draft | State::Submitted | State::Approved | State::Active) {
        return Ok(None);
    }
    let w = visit.words();
    let lapsing = service::credential::lapsing_inside(&visit.db, &visit.ctx, placement.id).await?;
    if lapsing.is_empty() {
        return Ok(None);
    }
    let lines = lapsing
        .iter()
        .map(|lapsing| {
            let told = w.lapsing_inside_one(w.named(&lapsing.type_name), &w.day(lapsing.lapses_on));
            view! { <li>{told}</li> }
        })
        .collect::<Vec<_>>();
    Ok(Some(
        view! {
            <Notice tone=Tone::AtRisk>
                <p class="notice-title">{w.lapsing_inside_title()}</p>
                <ul>{lines}</ul>
            </Notice>
        }
        .into_any(),
    ))
}

fn state_chip(w: Words, state: State) -> AnyView {
    let (tone, icon) = state_look(state);
    view! { <StatusChip tone=tone icon=icon label=w.state(state) /> }.into_any()
}

/// The ways on: editing a draft, the hours of what has started.
fn actions(w: Words, view: &PlacementView) -> AnyView {
    let id = view.placement.id;
    let edit = view.deeds.contains(&Deed::Edit).then(|| {
        view! { <LinkButton href=format!("/placements/{id}/edit") icon=IconName::Draft>{w.deed(Deed::Edit)}</LinkButton> }
    });
    let hours = view.placement.state.takes_hours().then(|| {
        let waits = view.may_confirm && view.waiting_minutes > 0;
        let text = match (view.may_log, waits) {
            (true, _) => w.log_hours(),
            (_, true) => w.confirm_hours(),
            _ => w.placement_see_hours(),
        };
        // One primary button on a page: officers have theirs among the deeds.
        let urgent = view.deeds.is_empty() && (waits || (view.may_log && view.placement.state == State::Active));
        let kind = if urgent { ButtonKind::Primary } else { ButtonKind::Secondary };
        view! { <LinkButton href=format!("/placements/{id}/hours") kind=kind icon=IconName::Hours>{text}</LinkButton> }
    });
    let record = view.placement.state.takes_hours().then(|| {
        let href = format!("/placements/{id}/record");
        view! { <LinkButton href=href kind=ButtonKind::Quiet>{w.record_link()}</LinkButton> }
    });
    view! {
        {edit}
        {hours}
        {record}
    }
    .into_any()
}

fn pair(w: Words, placement: &Placement) -> AnyView {
    let side = |side: Side| {
        let organisation = match side {
            Side::Sending => &placement.sending,
            Side::Hosting => &placement.hosting,
        };
        PairSide {
            role: w.side(side).into(),
            name: w.named(&organisation.name).to_owned().into(),
            detail: w.organisation_kind(organisation.kind).into(),
        }
    };
    view! { <Pair from=side(Side::Sending) to=side(Side::Hosting) /> }.into_any()
}

/// The opening a placement was made from, for a reader who may open it.
async fn made_from(visit: &Visit, placement: &Placement) -> Result<Option<Opening>, Failure> {
    let Some(id) = placement.opening else { return Ok(None) };
    match service::opening::read(&visit.db, &visit.ctx, id).await {
        Ok(view) => Ok(Some(view.opening)),
        Err(failure) if matches!(failure.error(), Error::NotFound) => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn facts(w: Words, placement: &Placement, opening: Option<Opening>) -> AnyView {
    let length = (placement.last_day - placement.first_day).num_days() + 1;
    let last_day = view! {
        {placement.last_day.to_string()}
        <span class="sub">{w.placement_length(length)}</span>
    };
    let mentor = placement.mentor.as_ref().map(|mentor| w.named(&mentor.label).to_owned());
    let mentor = mentor.unwrap_or_else(|| w.placement_no_mentor().to_owned());
    let place = placement.place.clone().unwrap_or_else(|| w.placement_not_given().to_owned());
    let mut facts = vec![
        Fact::text(w.first_day(), placement.first_day.to_string()),
        Fact::new(w.last_day(), last_day),
        Fact::text(w.form_label(), w.form(placement.form)),
        Fact::text(w.load_label(), w.load(placement.load)),
        Fact::text(w.mentor(), mentor),
        Fact::text(w.place(), place),
        Fact::text(w.placement_planned(), w.workdays(i64::from(placement.planned_minutes))),
    ];
    if placement.direction == Direction::TeachingSecondment {
        let minutes = placement.class_hour_minutes.max(1);
        let count = (placement.planned_minutes / minutes).to_string();
        let plan = view! {
            {w.progress_class_hours(&count)}
            <span class="sub">{w.class_hour_of(minutes)}</span>
        };
        facts.push(Fact::new(w.kind(domain::hours::Kind::ClassHours), plan));
    }
    if let (State::Terminated | State::Withdrawn, Some(reason)) = (placement.state, placement.reason.clone()) {
        facts.push(Fact::text(w.placement_reason(placement.state), reason));
    }
    if let Some(opening) = opening {
        let href = format!("/openings/{}", opening.id);
        facts.push(Fact::new(w.opening_of_placement(), view! { <a href=href>{opening.title}</a> }));
    }
    let objectives = placement.objectives.clone().map(|objectives| {
        view! {
            <div class="objectives">
                <h3>{w.objectives()}</h3>
                <p class="prose">{objectives}</p>
            </div>
        }
    });
    view! {
        <Card>
            <FactList facts=facts />
            {objectives}
        </Card>
    }
    .into_any()
}

/// The confirmed hours against the plan.
fn hours(w: Words, view: &PlacementView) -> AnyView {
    let planned = i64::from(view.placement.planned_minutes);
    if !view.placement.state.takes_hours() {
        return view! {
            <Card title=w.placement_hours()>
                <p>{w.placement_hours_not_yet()}</p>
            </Card>
        }
        .into_any();
    }
    #[expect(clippy::cast_precision_loss, reason = "minutes of some years are far below 2^52")]
    let fraction = if planned > 0 { view.confirmed_minutes as f64 / planned as f64 } else { 0.0 };
    let tone = if planned > 0 && view.confirmed_minutes >= planned { Tone::Met } else { Tone::Neutral };
    let label = w.placement_hours_of_plan(w.hours(view.confirmed_minutes), w.hours(planned));
    let (text, facts) = (label.clone(), hours_facts(w, view));
    view! {
        <Card title=w.placement_hours()>
            <div class="stack">
                <div>
                    <p>{text}</p>
                    <Bar fraction=fraction label=label tone=tone />
                </div>
                {facts}
            </div>
        </Card>
    }
    .into_any()
}

/// What happened, the latest first.
fn history(w: Words, events: &[PlacementEvent]) -> AnyView {
    if events.is_empty() {
        return view! {
            <Empty title=w.placement_history_empty() text=w.placement_history_empty_text() icon=IconName::Audit />
        }
        .into_any();
    }
    let columns = vec![
        Column::text(w.placement_deed()),
        Column::text(w.placement_by()),
        Column::text(w.placement_at()),
        Column::text(w.placement_state_after()),
        Column::text(w.reason_label()),
    ];
    let rows = events
        .iter()
        .rev()
        .map(|event| {
            let (tone, icon) = state_look(event.state);
            Row::new()
                .title(w.placement_deed(), w.deed_done(event.deed), "")
                .cell(Cell::Text, w.placement_by(), w.named(&event.by))
                .cell(Cell::When, w.placement_at(), &w.instant(event.at))
                .chip(w.placement_state_after(), tone, Some(icon), w.state(event.state))
                .cell(Cell::Text, w.reason_label(), event.reason.as_deref().unwrap_or_default())
                .view()
        })
        .collect::<Vec<_>>();
    view! {
        <Table caption=w.placement_history() columns=columns>
            {rows}
        </Table>
    }
    .into_any()
}
