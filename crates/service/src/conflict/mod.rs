//! Conflicts of placements: what a plan meets, told to who may know it, and judged when it is submitted.

mod around;
mod book;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Code,
    conflict::{Conflict, ConflictKind},
    error::Conflict as StateConflict,
    id::PlacementId,
    placement::{Load, Placement, Side, State},
    policy::DayRange,
    schedule::Schedule,
    session::{Session, Source},
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

pub(crate) use around::{Around, Plan, Zones, given_out, taken};
pub(crate) use book::{book, release};

use crate::{
    Ctx, Db, Failure, Result,
    guard::{self, Allowed, DecidePlacement, ReadPlacement},
    store,
};

/// A soft conflict that was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// What it was.
    pub kind: ConflictKind,
    /// Why it was accepted.
    pub reason: String,
    /// By whom, named as on that day.
    pub actor: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What a placement meets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictView {
    /// Conflicts, hard ones first; names only as far as the actor may know them.
    pub conflicts: Vec<Conflict>,
    /// What was accepted, the latest last.
    pub accepted: Vec<Accepted>,
}

/// What a placement meets that has not ended; nothing of one that has.
///
/// # Errors
/// Not found when it is not the actor's to see.
pub async fn of_placement(db: &Db, ctx: &Ctx, id: PlacementId) -> Result<ConflictView> {
    let allowed = guard::placement::<ReadPlacement>(db.reader(), ctx, id).await?;
    let accepted = store::conflict::accepted(db.reader(), &allowed).await?;
    let accepted = accepted
        .into_iter()
        .map(|it| Accepted { kind: it.kind, reason: it.reason, actor: it.actor, at: it.at })
        .collect();
    let is_open = matches!(allowed.state, State::Draft | State::Submitted | State::Approved | State::Active);
    let conflicts = if is_open {
        let schedule = crate::schedule::in_force(db.reader(), &allowed).await?;
        met(db.reader(), ctx, &allowed, crate::schedule::days_of(&allowed), schedule.as_ref()).await?
    } else {
        Vec::new()
    };
    Ok(ConflictView { conflicts, accepted })
}

/// What a placement would meet on other days, its schedule moved with them.
///
/// # Errors
/// Not found when it is not the actor's to see.
pub async fn on_days(
    db: &Db,
    ctx: &Ctx,
    id: PlacementId,
    (first_day, last_day): (NaiveDate, NaiveDate),
) -> Result<Vec<Conflict>> {
    let allowed = guard::placement::<ReadPlacement>(db.reader(), ctx, id).await?;
    let days = DayRange { first_day, last_day };
    let schedule = crate::schedule::moved(db.reader(), &allowed, days).await?;
    met(db.reader(), ctx, &allowed, days, schedule.as_ref()).await
}

/// The times at which the participant of a placement is expected from `first` to `last`, in the order of days.
///
/// # Errors
/// Not found when it is not the actor's to see.
pub async fn sessions(
    db: &Db,
    ctx: &Ctx,
    id: PlacementId,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<Session>> {
    let allowed = guard::placement::<ReadPlacement>(db.reader(), ctx, id).await?;
    let schedule = crate::schedule::in_force(db.reader(), &allowed).await?;
    let (first, last) = (first.max(allowed.first_day), last.min(allowed.last_day));
    let offsets = crate::zone::offsets(&allowed.zone, first, last);
    Ok(schedule.map(|it| it.sessions_between(first, last, &offsets, Source::Placement(id))).unwrap_or_default())
}

/// What a placement meets on days and with a schedule, which may be other than those that are stored.
async fn met(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    placement: &Placement,
    days: DayRange,
    schedule: Option<&Schedule>,
) -> Result<Vec<Conflict>> {
    let participant = placement.participant.id;
    let around = Around::of(conn, &[participant], placement.hosting.id, days).await?;
    let mut found = around.judge(participant, &Plan::of(placement, days), schedule);
    if !knows_names(ctx, placement) {
        hide_names(&mut found);
    }
    Ok(found)
}

/// Takes out what else the participant does: that the time is taken is all that is left.
fn hide_names(found: &mut [Conflict]) {
    for it in found {
        if matches!(it.kind, ConflictKind::Teaching | ConflictKind::Placement | ConflictKind::Leave) {
            (it.kind, it.with, it.source) = (ConflictKind::Busy, None, None);
        }
    }
}

/// Whether the actor learns what else the participant does: the sender's officers and the participant do, a host
/// learns only that the time is taken.
fn knows_names(ctx: &Ctx, placement: &Placement) -> bool {
    ctx.is_system()
        || guard::side(ctx, placement) == Some(Side::Sending)
        || ctx.acting().is_ok_and(|acting| acting.person == placement.participant.id)
}

/// What a placement comes to that is about to be stored: its days, its schedule, and why soft conflicts are accepted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decided<'a> {
    pub(crate) days: DayRange,
    /// With what the host's calendar decides written out.
    pub(crate) schedule: Option<&'a Schedule>,
    /// `None` where the other side was asked before.
    pub(crate) accept: Option<&'a str>,
}

/// Judges a placement that is submitted, or agreed: nothing hard may be met, and what is soft needs a reason, which
/// is kept. What was accepted once need not be accepted again.
///
/// # Errors
/// Overlap, or invalid with the code of the first hard conflict, or with `conflicts_need_reason`.
pub(crate) async fn check(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    allowed: &Allowed<DecidePlacement>,
    decided: Decided<'_>,
) -> Result<()> {
    let found = met(conn, ctx, allowed, decided.days, decided.schedule).await?;
    if let Some((field, code)) = hard(&found) {
        return Err(if code == Code::Overlap { StateConflict::Overlap.into() } else { Failure::field(field, code) });
    }
    let Some(reason) = decided.accept else { return Ok(()) };
    let soft = to_accept(conn, allowed, &found).await?;
    if soft.is_empty() {
        return Ok(());
    }
    match domain::form::read_lines(reason, 500).map_err(|code| Failure::field("accept", code))? {
        None => Err(Failure::field("accept", Code::ConflictsNeedReason)),
        Some(reason) => store::conflict::accept(conn, ctx, allowed, &soft, &reason).await,
    }
}

/// What a placement would be refused with that is submitted as it is, without a word on its soft conflicts.
pub(crate) async fn refusal(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    allowed: &Allowed<DecidePlacement>,
) -> Result<Option<Code>> {
    let schedule = crate::schedule::in_force(conn, allowed).await?;
    let found = met(conn, ctx, allowed, crate::schedule::days_of(allowed), schedule.as_ref()).await?;
    if let Some((_, code)) = hard(&found) {
        return Ok(Some(code));
    }
    let asks = !to_accept(conn, allowed, &found).await?.is_empty();
    Ok(asks.then_some(Code::ConflictsNeedReason))
}

/// The soft conflicts of a placement that need a reason and have none yet.
async fn to_accept<'a>(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<DecidePlacement>,
    found: &'a [Conflict],
) -> Result<Vec<&'a Conflict>> {
    let accepted = store::conflict::kinds_accepted(conn, allowed).await?;
    Ok(found.iter().filter(|it| it.needs_reason() && !accepted.contains(&it.kind)).collect())
}

/// Why a plan that meets all this cannot be stored: the field and code of its first hard conflict.
pub(crate) fn hard(found: &[Conflict]) -> Option<(&'static str, Code)> {
    found.iter().find(|it| it.is_hard).map(|it| match it.kind {
        ConflictKind::Teaching => ("", Code::MeetsLesson),
        ConflictKind::Leave => ("", Code::MeetsLeave),
        ConflictKind::Capacity => ("opening", Code::OpeningFull),
        ConflictKind::Credential => ("", Code::CredentialLapses),
        _ => ("", Code::Overlap),
    })
}

/// The schedule by which a placement is judged that has none: full time is every workday of the host.
pub(crate) fn assumed(load: Load, days: DayRange) -> Option<Schedule> {
    let weekly = Schedule::weekly([480, 480, 480, 480, 480, 0, 0], days.first_day, days.last_day);
    (load == Load::FullTime).then_some(Schedule { keeps_calendar: true, ..weekly })
}
