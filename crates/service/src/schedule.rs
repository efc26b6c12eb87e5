//! The schedule of a placement: reading it, setting it, and letting it go with the placement's dates.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::{
    Error,
    calendar::ShiftPattern,
    error::Conflict,
    id::{OrganisationId, PlacementId},
    permission::Action,
    placement::{Direction, Load, NewPlacement, Placement, State},
    policy::DayRange,
    schedule::{Block, Schedule, ScheduleForm, Shift, Stay, WeekForm},
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Result,
    audit::{Record, record_for},
    calendar,
    conflict::{self, Decided},
    db::Transaction,
    guard::{self, Allowed, DecidePlacement, ReadPlacement},
    store,
};

/// The schedule of a placement as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleView {
    /// The placement.
    pub placement: Placement,
    /// Its schedule, if it has one.
    pub schedule: Option<Schedule>,
    /// The same with what the host's calendar decides written out.
    pub told: Option<Schedule>,
    /// The shift patterns of the host, whose cycle may be taken over.
    pub patterns: Vec<ShiftPattern>,
    /// Whether the actor may set it now.
    pub may_edit: bool,
}

impl ScheduleView {
    /// The form with which the schedule is changed: what is stored, or else what is usual.
    #[must_use]
    pub fn form(&self) -> ScheduleForm {
        let stay = Stay::from(&self.placement);
        self.schedule.as_ref().map_or_else(|| usual(&self.placement), |schedule| ScheduleForm::of(schedule, &stay))
    }
}

/// The schedule of a placement.
///
/// # Errors
/// Not found when the placement is not the actor's to see.
pub async fn read(db: &Db, ctx: &Ctx, id: PlacementId) -> Result<ScheduleView> {
    let allowed = guard::placement::<ReadPlacement>(db.reader(), ctx, id).await?;
    let schedule = store::schedule::find(db.reader(), id).await?;
    let told = in_force(db.reader(), &allowed).await?;
    let placement = (*allowed).clone();
    let may_edit = may_set(ctx, &placement);
    let patterns = if may_edit { calendar::patterns_of(db, ctx, placement.hosting.id).await? } else { Vec::new() };
    Ok(ScheduleView { schedule, told, patterns, may_edit, placement })
}

/// Sets the schedule of a placement that still has `version` and has not ended; its planned minutes are
/// from then on what the schedule adds up to.
///
/// # Errors
/// Invalid; forbidden, not found, wrong state, stale.
pub async fn save(db: &Db, ctx: &Ctx, id: PlacementId, form: &ScheduleForm, version: i32) -> Result<()> {
    let tx = db.begin().await?;
    let allowed = settable(&tx, ctx, id).await?;
    let schedule = form.check(&Stay::from(&*allowed))?;
    let told = schedule.in_calendar(&calendar::of_organisation(&tx, allowed.hosting.id).await?);
    store::placement::set_planned(&tx, &allowed, told.planned_minutes(), version).await?;
    store::schedule::save(&tx, &allowed, &schedule).await?;
    take_effect(&tx, ctx, &allowed, Some(&told), &form.accept).await?;
    let line = Record { action: "placement.schedule", object: "placement", id: id.0 };
    record_for(&tx, ctx, line, ctx.organisation(), &schedule).await?;
    tx.commit().await
}

/// Takes the schedule of a placement away that still has `version` and has not ended. Its planned minutes stay;
/// somebody who is there full time is expected on every workday of the host again.
///
/// # Errors
/// As [`save`]; not found when it has none.
pub async fn remove(db: &Db, ctx: &Ctx, id: PlacementId, form: &ScheduleForm, version: i32) -> Result<()> {
    let tx = db.begin().await?;
    let allowed = settable(&tx, ctx, id).await?;
    store::placement::set_planned(&tx, &allowed, allowed.planned_minutes, version).await?;
    let schedule = store::schedule::find(&tx, id).await?.ok_or(Error::NotFound)?;
    store::schedule::remove(&tx, &allowed).await?;
    take_effect(&tx, ctx, &allowed, None, &form.accept).await?;
    let line = Record { action: "placement.unschedule", object: "placement", id: id.0 };
    record_for(&tx, ctx, line, ctx.organisation(), &schedule).await?;
    tx.commit().await
}

/// A placement whose schedule the actor may set now.
async fn settable(tx: &Transaction, ctx: &Ctx, id: PlacementId) -> Result<Allowed<DecidePlacement>> {
    let allowed = guard::placement::<DecidePlacement>(tx, ctx, id).await?;
    if guard::side(ctx, &allowed).is_none() {
        return Err(Error::Forbidden.into());
    }
    if !takes_schedule(allowed.state) {
        return Err(Conflict::WrongState.into());
    }
    Ok(allowed)
}

/// Judges and books what a placement that takes time takes by its new schedule.
async fn take_effect(
    tx: &Transaction,
    ctx: &Ctx,
    allowed: &Allowed<DecidePlacement>,
    told: Option<&Schedule>,
    accept: &str,
) -> Result<()> {
    if !allowed.state.occupies() {
        return Ok(());
    }
    store::person::take_turn(tx, allowed.participant.id).await?;
    let decided = Decided { days: days_of(allowed), schedule: told, accept: Some(accept) };
    conflict::check(tx, ctx, allowed, decided).await?;
    conflict::book(tx, allowed, days_of(allowed), told).await
}

/// Whether the actor may set the schedule of a placement now: what pages ask before they offer it.
pub(crate) fn may_set(ctx: &Ctx, placement: &Placement) -> bool {
    guard::side(ctx, placement).is_some()
        && takes_schedule(placement.state)
        && guard::may_placement(ctx, placement, Action::DecidePlacement)
}

/// Whether the schedule of a placement can be set: until it has ended.
const fn takes_schedule(state: State) -> bool {
    matches!(state, State::Draft | State::Submitted | State::Approved | State::Active)
}

/// What is usual where nothing was set: eight hours on five days for a full-time stay in an enterprise.
/// How many lessons somebody gives, and when somebody comes for a part of the time, is not to be guessed.
fn usual(placement: &Placement) -> ScheduleForm {
    let full_practice = placement.load == Load::FullTime && placement.direction == Direction::EnterprisePractice;
    let minutes = if full_practice { [480, 480, 480, 480, 480, 0, 0] } else { [0; 7] };
    ScheduleForm {
        week: WeekForm::of(minutes.map(Shift::of), placement.direction, placement.class_hour_minutes),
        first_day: placement.first_day.to_string(),
        last_day: placement.last_day.to_string(),
        keeps_calendar: true.to_string(),
        ..ScheduleForm::default()
    }
}

/// The schedule of a placement with what the host's calendar decides written out; none where it has none.
pub(crate) async fn in_force(conn: &impl ConnectionTrait, placement: &Placement) -> Result<Option<Schedule>> {
    let Some(schedule) = store::schedule::find(conn, placement.id).await? else { return Ok(None) };
    if !schedule.keeps_calendar {
        return Ok(Some(schedule));
    }
    Ok(Some(schedule.in_calendar(&calendar::of_organisation(conn, placement.hosting.id).await?)))
}

/// The same of many placements, as far as it says something of the days `days.0..=days.1`.
pub(crate) async fn in_force_many(
    conn: &impl ConnectionTrait,
    ids: &[PlacementId],
    days: (NaiveDate, NaiveDate),
) -> Result<HashMap<PlacementId, Schedule>> {
    let known = store::schedule::of_many(conn, ids).await?;
    told_within(conn, &known, days).await
}

/// What known schedules say of the days `days.0..=days.1`, with what the hosts' calendars decide written out.
pub(crate) async fn told_within(
    conn: &impl ConnectionTrait,
    known: &HashMap<PlacementId, Schedule>,
    days: (NaiveDate, NaiveDate),
) -> Result<HashMap<PlacementId, Schedule>> {
    // A stay of years is not laid out for the sake of a week.
    let mut known: HashMap<PlacementId, Schedule> =
        known.iter().map(|(id, schedule)| (*id, schedule.within(days.0, days.1))).collect();
    let keeping: Vec<PlacementId> =
        known.iter().filter(|(_, schedule)| schedule.keeps_calendar).map(|(id, _)| *id).collect();
    let hosts = store::schedule::hosts(conn, &keeping).await?;
    let organisations: BTreeSet<OrganisationId> = hosts.iter().map(|(_, host)| *host).collect();
    let organisations: Vec<OrganisationId> = organisations.into_iter().collect();
    let calendars = calendar::of_organisations(conn, &organisations).await?;
    for (id, host) in hosts {
        if let (Some(schedule), Some(calendar)) = (known.get_mut(&id), calendars.get(&host)) {
            *schedule = schedule.in_calendar(calendar);
        }
    }
    Ok(known)
}

/// The days of a placement as a range.
pub(crate) const fn days_of(placement: &Placement) -> DayRange {
    DayRange { first_day: placement.first_day, last_day: placement.last_day }
}

/// The schedule of a draft as it will be stored, from what was typed and, where it is changed, the days
/// and the schedule it had; the planned minutes follow.
pub(crate) async fn of_draft(
    conn: &impl ConnectionTrait,
    new: &mut NewPlacement,
    before: Option<((NaiveDate, NaiveDate), Schedule)>,
) -> Result<Option<Schedule>> {
    let Some(schedule) = drafted(new, before) else { return Ok(None) };
    new.planned_minutes = schedule.in_calendar(&calendar::of_organisation(conn, new.hosting).await?).planned_minutes();
    Ok(Some(schedule))
}

fn drafted(new: &NewPlacement, before: Option<((NaiveDate, NaiveDate), Schedule)>) -> Option<Schedule> {
    let days = (new.first_day, new.last_day);
    let kept = before.map(|(old, schedule)| schedule.moved(old, days));
    let schedule = match (new.week, kept) {
        (None, kept) => kept?,
        // The first week is what a placement's own form shows; further weeks stay.
        (Some(week), Some(mut kept)) => {
            let first = kept.blocks.first().cloned().unwrap_or_else(|| Block::weekly(week, days.0, days.1));
            kept.blocks = [Block { week, ..first }].into_iter().chain(kept.blocks.into_iter().skip(1)).collect();
            kept.cycle = None;
            kept
        }
        (Some(week), None) => {
            let weekly = Schedule::weekly([0; 7], days.0, days.1);
            Schedule { keeps_calendar: true, blocks: vec![Block::weekly(week, days.0, days.1)], ..weekly }
        }
    };
    Some(schedule)
}

/// The schedule that a placement would have on other days, with what the host's calendar decides written out.
pub(crate) async fn moved(
    conn: &impl ConnectionTrait,
    placement: &Placement,
    days: DayRange,
) -> Result<Option<Schedule>> {
    let Some(schedule) = store::schedule::find(conn, placement.id).await? else { return Ok(None) };
    let moved = schedule.moved((placement.first_day, placement.last_day), (days.first_day, days.last_day));
    Ok(Some(moved.in_calendar(&calendar::of_organisation(conn, placement.hosting.id).await?)))
}

/// Moves the schedule with the dates of its placement, books its time anew, and answers the schedule with its minutes;
/// nothing where there is none.
pub(crate) async fn move_to(
    tx: &Transaction,
    allowed: &Allowed<DecidePlacement>,
    days: (NaiveDate, NaiveDate),
) -> Result<Option<(Schedule, i32)>> {
    let range = DayRange { first_day: days.0, last_day: days.1 };
    let Some(schedule) = store::schedule::find(tx, allowed.id).await? else {
        conflict::book(tx, allowed, range, None).await?;
        return Ok(None);
    };
    let moved = schedule.moved((allowed.first_day, allowed.last_day), days);
    store::schedule::save(tx, allowed, &moved).await?;
    conflict::book(tx, allowed, range, Some(&moved)).await?;
    let planned = moved.in_calendar(&calendar::of_organisation(tx, allowed.hosting.id).await?).planned_minutes();
    Ok(Some((moved, planned)))
}

/// What was typed, with the schedule that came of it: a detail of the audit log.
#[derive(Debug, Serialize)]
pub(crate) struct WithSchedule<'a, F: Serialize> {
    #[serde(flatten)]
    pub(crate) form: &'a F,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) schedule: Option<&'a Schedule>,
}
