//! Periods: submitting, withdrawing, confirming, returning, unlocking.

use chrono::{Days, NaiveDate};
use domain::{
    Code,
    error::Conflict,
    hours::{EntryState, HourEntry, LedgerDeed},
    id::{HourEntryId, PlacementId},
    placement::Placement,
};
use sea_orm::ConnectionTrait;

use crate::{
    Ctx, Db, Failure, Result,
    audit::{Record, record_for},
    db::Transaction,
    guard::{self, Allowed, ConfirmHours, Deed, LogHours, UnlockHours},
    store,
};

/// Submits what is open in a period: drafts and returned lines; confirmed lines stay as they are.
///
/// # Errors
/// `nothing_to_do`; wrong state.
pub async fn submit(db: &Db, ctx: &Ctx, id: PlacementId, days: (NaiveDate, NaiveDate)) -> Result<usize> {
    let tx = db.begin().await?;
    let allowed = guard::placement::<LogHours>(&tx, ctx, id).await?;
    let submitted = submit_days(&tx, ctx, &allowed, days).await?;
    tx.commit().await?;
    Ok(submitted)
}

pub(super) async fn submit_days(
    tx: &Transaction,
    ctx: &Ctx,
    allowed: &Allowed<LogHours>,
    days: (NaiveDate, NaiveDate),
) -> Result<usize> {
    let days = up_to_today(ctx, allowed, clip(allowed, days)?)?;
    let open = entries_in(tx, allowed, days, EntryState::is_open).await?;
    let known = store::hours::periods(tx, allowed, days).await?;
    for gap in uncovered(days, &known) {
        store::hours::open_period(tx, allowed, gap, ctx).await?;
    }
    store::hours::decide(tx, allowed, ctx, &open, LedgerDeed::Submitted, None).await?;
    audit_period(tx, ctx, allowed, "hours.submit", days, None).await?;
    Ok(open.len())
}

/// Takes back what waits in a period.
///
/// # Errors
/// `nothing_to_do`.
pub async fn withdraw(db: &Db, ctx: &Ctx, id: PlacementId, days: (NaiveDate, NaiveDate)) -> Result<usize> {
    let tx = db.begin().await?;
    let allowed = guard::placement::<LogHours>(&tx, ctx, id).await?;
    let days = clip(&allowed, days)?;
    let waiting = entries_in(&tx, &allowed, days, |state| state == EntryState::Submitted).await?;
    store::hours::decide(&tx, &allowed, ctx, &waiting, LedgerDeed::Withdrawn, None).await?;
    for period in store::hours::periods(&tx, &allowed, days).await? {
        let entries = store::hours::of_placement(&tx, &allowed, period).await?;
        if entries.iter().all(|entry| entry.state == EntryState::Draft) {
            store::hours::close_period(&tx, &allowed, period.0).await?;
        }
    }
    audit_period(&tx, ctx, &allowed, "hours.withdraw", days, None).await?;
    tx.commit().await?;
    Ok(waiting.len())
}

/// Confirms what waits in a period: a line, a week, a month. Each line's minutes enter the ledger.
///
/// # Errors
/// `nothing_to_do`; forbidden for the participant and the sending side.
pub async fn confirm(
    db: &Db,
    ctx: &Ctx,
    id: PlacementId,
    days: (NaiveDate, NaiveDate),
    only: &[HourEntryId],
) -> Result<usize> {
    let tx = db.begin().await?;
    let allowed = guard::placement::<ConfirmHours>(&tx, ctx, id).await?;
    let waiting = chosen(&tx, &allowed, days, only, EntryState::Submitted).await?;
    store::hours::decide(&tx, &allowed, ctx, &waiting, LedgerDeed::Confirmed, None).await?;
    audit_period(&tx, ctx, &allowed, "hours.confirm", days, None).await?;
    tx.commit().await?;
    Ok(waiting.len())
}

/// Returns lines that wait, with a reason.
///
/// # Errors
/// `reason_required`, `nothing_to_do`; forbidden.
pub async fn send_back(
    db: &Db,
    ctx: &Ctx,
    id: PlacementId,
    days: (NaiveDate, NaiveDate),
    only: &[HourEntryId],
    reason: &str,
) -> Result<usize> {
    let reason = needed(reason)?;
    let tx = db.begin().await?;
    let allowed = guard::placement::<ConfirmHours>(&tx, ctx, id).await?;
    let waiting = chosen(&tx, &allowed, days, only, EntryState::Submitted).await?;
    store::hours::decide(&tx, &allowed, ctx, &waiting, LedgerDeed::Returned, Some(&reason)).await?;
    audit_period(&tx, ctx, &allowed, "hours.return", days, Some(&reason)).await?;
    tx.commit().await?;
    Ok(waiting.len())
}

/// Unlocks confirmed lines, with a reason: the ledger takes their minutes back, the participant corrects.
///
/// # Errors
/// `reason_required`, `nothing_to_do`; forbidden.
pub async fn unlock(
    db: &Db,
    ctx: &Ctx,
    id: PlacementId,
    days: (NaiveDate, NaiveDate),
    only: &[HourEntryId],
    reason: &str,
) -> Result<usize> {
    let reason = needed(reason)?;
    let tx = db.begin().await?;
    let allowed = guard::placement::<UnlockHours>(&tx, ctx, id).await?;
    let locked = chosen(&tx, &allowed, days, only, EntryState::Confirmed).await?;
    store::hours::decide(&tx, &allowed, ctx, &locked, LedgerDeed::Reversed, Some(&reason)).await?;
    audit_period(&tx, ctx, &allowed, "hours.unlock", days, Some(&reason)).await?;
    tx.commit().await?;
    Ok(locked.len())
}

fn needed(reason: &str) -> Result<String> {
    let reason = domain::form::read_lines(reason, 500).and_then(|reason| reason.ok_or(Code::ReasonRequired));
    reason.map_err(|code| Failure::field("reason", code))
}

fn clip(placement: &Placement, days: (NaiveDate, NaiveDate)) -> Result<(NaiveDate, NaiveDate)> {
    let clipped = (days.0.max(placement.first_day), days.1.min(placement.last_day));
    if clipped.0 > clipped.1 { Err(Failure::field("day", Code::OutsidePlacement)) } else { Ok(clipped) }
}

/// The part of `days` that has begun at the host: submitting early must not lock the days to come.
fn up_to_today(ctx: &Ctx, placement: &Placement, days: (NaiveDate, NaiveDate)) -> Result<(NaiveDate, NaiveDate)> {
    let last = days.1.min(ctx.today(&placement.zone));
    if days.0 > last { Err(Failure::field("day", Code::InFuture)) } else { Ok((days.0, last)) }
}

async fn entries_in<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    placement: &Allowed<D>,
    days: (NaiveDate, NaiveDate),
    wanted: impl Fn(EntryState) -> bool,
) -> Result<Vec<HourEntry>> {
    let mut entries = store::hours::of_placement(conn, placement, days).await?;
    entries.retain(|entry| wanted(entry.state));
    if entries.is_empty() { Err(Failure::field("", Code::NothingToDo)) } else { Ok(entries) }
}

/// The entries in a state that were chosen: all or the named ones, never silently some.
async fn chosen<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    placement: &Allowed<D>,
    days: (NaiveDate, NaiveDate),
    only: &[HourEntryId],
    state: EntryState,
) -> Result<Vec<HourEntry>> {
    let mut entries = entries_in(conn, placement, days, |other| other == state).await?;
    if !only.is_empty() {
        entries.retain(|entry| only.contains(&entry.id));
        if entries.len() != only.len() {
            return Err(Conflict::Stale.into());
        }
    }
    Ok(entries)
}

/// The parts of `days` that no known period covers; all inclusive, `known` sorted and without overlaps.
fn uncovered(days: (NaiveDate, NaiveDate), known: &[(NaiveDate, NaiveDate)]) -> Vec<(NaiveDate, NaiveDate)> {
    let mut gaps = Vec::new();
    let mut from = days.0;
    for (first, last) in known {
        if from < *first {
            gaps.push((from, *first - Days::new(1)));
        }
        from = from.max(*last + Days::new(1));
    }
    if from <= days.1 {
        gaps.push((from, days.1));
    }
    gaps
}

pub(super) async fn audit_period<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    placement: &Allowed<D>,
    action: &str,
    days: (NaiveDate, NaiveDate),
    reason: Option<&str>,
) -> Result<()> {
    let line = Record { action, object: "placement", id: placement.id.0 };
    let detail = serde_json::json!({ "first_day": days.0, "last_day": days.1, "reason": reason });
    record_for(conn, ctx, line, ctx.organisation(), detail).await
}
