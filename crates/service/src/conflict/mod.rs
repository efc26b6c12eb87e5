//! Conflicts of placements: what a plan meets, told to who may know it, and judged when it is submitted.

mod around;
mod book;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Code,
    conflict::{Conflict, ConflictKind, Proposal, conflicts},
    error::Conflict as StateConflict,
    id::PlacementId,
    placement::{Load, Placement, Side, State},
    policy::DayRange,
    schedule::Schedule,
    session::{Session, Source},
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

pub(crate) use around::Around;
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
    let conflicts = if is_open { met(db.reader(), ctx, &allowed).await? } else { Vec::new() };
    Ok(ConflictView { conflicts, accepted })
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

/// What a placement meets by the schedule it has.
async fn met(conn: &impl ConnectionTrait, ctx: &Ctx, placement: &Placement) -> Result<Vec<Conflict>> {
    let days = DayRange { first_day: placement.first_day, last_day: placement.last_day };
    let schedule = crate::schedule::in_force(conn, placement).await?;
    let around = Around::of(conn, &[placement.participant.id], placement, days).await?;
    let mut found = around.judge(placement, schedule.as_ref(), days);
    if !knows_names(ctx, placement) {
        for it in &mut found {
            if matches!(it.kind, ConflictKind::Teaching | ConflictKind::Placement | ConflictKind::Leave) {
                it.with = None;
                it.source = None;
            }
        }
    }
    Ok(found)
}

/// Whether the actor learns what else the participant does: the sender's officers and the participant do, a host
/// learns only that the time is taken.
fn knows_names(ctx: &Ctx, placement: &Placement) -> bool {
    ctx.is_system()
        || guard::side(ctx, placement) == Some(Side::Sending)
        || ctx.acting().is_ok_and(|acting| acting.person == placement.participant.id)
}

/// Judges a placement that is submitted, or agreed: nothing hard may be met, and what is soft needs a reason, which
/// is kept. What was accepted once need not be accepted again.
pub(crate) async fn check(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    allowed: &Allowed<DecidePlacement>,
    reason: &str,
) -> Result<()> {
    let found = met(conn, ctx, allowed).await?;
    if let Some(it) = found.iter().find(|it| it.is_hard) {
        return Err(match it.kind {
            ConflictKind::Teaching => Failure::field("", Code::MeetsLesson),
            ConflictKind::Leave => Failure::field("", Code::MeetsLeave),
            ConflictKind::Capacity => Failure::field("opening", Code::OpeningFull),
            ConflictKind::Credential => Failure::field("", Code::CredentialLapses),
            _ => StateConflict::Overlap.into(),
        });
    }
    let accepted = store::conflict::kinds_accepted(conn, allowed).await?;
    // That a credential lapses is told by itself, and not asked about.
    let asks = |it: &&Conflict| it.kind != ConflictKind::Credential && !accepted.contains(&it.kind);
    let soft: Vec<&Conflict> = found.iter().filter(asks).collect();
    if soft.is_empty() {
        return Ok(());
    }
    match domain::form::read_lines(reason, 500).map_err(|code| Failure::field("accept", code))? {
        None => Err(Failure::field("accept", Code::ConflictsNeedReason)),
        Some(reason) => store::conflict::accept(conn, ctx, allowed, &soft, &reason).await,
    }
}

/// The schedule by which a placement is judged that has none: full time is every workday of the host.
pub(crate) fn assumed(load: Load, days: DayRange) -> Option<Schedule> {
    let weekly = Schedule::weekly([480, 480, 480, 480, 480, 0, 0], days.first_day, days.last_day);
    (load == Load::FullTime).then_some(Schedule { keeps_calendar: true, ..weekly })
}

impl Around {
    /// What a placement, or a plan of one, meets on its days.
    pub(crate) fn judge(&self, placement: &Placement, schedule: Option<&Schedule>, days: DayRange) -> Vec<Conflict> {
        let source = Source::Placement(placement.id);
        let assumed = assumed(placement.load, days).map(|it| it.in_calendar(&self.host));
        let sessions = schedule.or(assumed.as_ref()).map(|it| it.sessions(&self.offsets, source)).unwrap_or_default();
        let proposal = Proposal { source: Some(source), days, load: placement.load, sessions: &sessions };
        conflicts(&proposal, &self.circle(placement.participant.id))
    }
}
