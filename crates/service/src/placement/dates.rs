//! The dates of a placement once it is approved: new ones by both sides, an early end by one.

use chrono::NaiveDate;
use domain::{
    Code,
    form::Check,
    id::PlacementId,
    placement::{Deed, NewPlacement, Placement, ProposedDates, read_days},
    policy::DayRange,
};

use super::{DeedForm, as_new, audit, check_people, reason, side_of};
use crate::{
    Ctx, Failure, Result,
    conflict::{self, Decided},
    db::Transaction,
    guard::{self, Allowed, DecidePlacement},
    schedule::{self, WithSchedule},
    store,
};

/// Proposes new dates, accepts or rejects them.
pub(super) async fn change_dates(
    tx: &Transaction,
    ctx: &Ctx,
    id: PlacementId,
    deed: Deed,
    form: &DeedForm,
    version: i32,
) -> Result<()> {
    let allowed = guard::placement::<DecidePlacement>(tx, ctx, id).await?;
    let side = side_of(ctx, &allowed)?;
    let outcome = allowed.after(deed, side)?;
    let mut schedule = None;
    match (deed, allowed.proposed) {
        (Deed::AcceptDates, Some(dates)) => {
            let days = (dates.first_day, dates.last_day);
            store::person::take_turn(tx, allowed.participant.id).await?;
            // Who proposed them has said why soft conflicts are accepted.
            check_days(tx, ctx, &allowed, days, None).await?;
            let moved = schedule::move_to(tx, &allowed, days).await?;
            let planned = moved.as_ref().map(|(_, planned)| *planned);
            store::placement::set_days(tx, &allowed, days, planned, version).await?;
            schedule = moved.map(|(schedule, _)| schedule);
        }
        (Deed::ProposeDates, _) => {
            let mut check = Check::default();
            let days = read_days(&mut check, &form.first_day, &form.last_day);
            let (first_day, last_day) = check.finish(days)?;
            check_days(tx, ctx, &allowed, (first_day, last_day), Some(&form.accept)).await?;
            let proposed = ProposedDates { first_day, last_day, by: side };
            store::placement::propose(tx, &allowed, Some(proposed), version).await?;
        }
        _ => store::placement::propose(tx, &allowed, None, version).await?,
    }
    store::placement::note(tx, ctx, id, deed, outcome.state, reason(deed, &form.reason)?.as_deref()).await?;
    audit(tx, ctx, &allowed, deed, WithSchedule { form, schedule: schedule.as_ref() }).await
}

/// What must hold of a placement on new dates.
async fn check_days(
    tx: &Transaction,
    ctx: &Ctx,
    allowed: &Allowed<DecidePlacement>,
    days: (NaiveDate, NaiveDate),
    accept: Option<&str>,
) -> Result<()> {
    check_people(tx, &with_days(allowed, days)).await?;
    check_hours(tx, allowed, days).await?;
    check_opening(tx, allowed, days).await?;
    let days = DayRange { first_day: days.0, last_day: days.1 };
    let schedule = schedule::moved(tx, allowed, days).await?;
    conflict::check(tx, ctx, allowed, Decided { days, schedule: schedule.as_ref(), accept }).await
}

/// No day on which hours were logged may fall outside the dates: they could neither be corrected nor seen.
pub(super) async fn check_hours(
    tx: &Transaction,
    placement: &Allowed<DecidePlacement>,
    days: (NaiveDate, NaiveDate),
) -> Result<()> {
    let Some((first, last)) = store::hours::logged_days(tx, placement).await? else { return Ok(()) };
    if first < days.0 {
        Err(Failure::field("first_day", Code::HoursOutside))
    } else if last > days.1 {
        Err(Failure::field("last_day", Code::HoursOutside))
    } else {
        Ok(())
    }
}

/// A placement stays within the days of the opening it was made from; whose opening it is can extend that first.
async fn check_opening(tx: &Transaction, placement: &Placement, days: (NaiveDate, NaiveDate)) -> Result<()> {
    let Some(id) = placement.opening else { return Ok(()) };
    let opening = store::opening::find(tx, id).await?;
    match opening.and_then(|opening| opening.outside(days.0, days.1)) {
        Some(field) => Err(Failure::field(field, Code::OutsideOpening)),
        None => Ok(()),
    }
}

/// The day on which a placement ends early: today unless given, never after the agreed end.
pub(super) fn end_day(ctx: &Ctx, placement: &Placement, text: &str) -> Result<NaiveDate> {
    let today = ctx.today(&placement.zone).clamp(placement.first_day, placement.last_day);
    if text.trim().is_empty() {
        return Ok(today);
    }
    let day = domain::form::read_day(text).map_err(|code| Failure::field("last_day", code))?;
    if placement.covers(day) { Ok(day) } else { Err(Failure::field("last_day", Code::OutsidePlacement)) }
}

/// The placement on other days, with the mentor it has: whether that mentor stays is the host's affair.
fn with_days(placement: &Placement, days: (NaiveDate, NaiveDate)) -> NewPlacement {
    NewPlacement { first_day: days.0, last_day: days.1, mentor: None, ..as_new(placement) }
}
