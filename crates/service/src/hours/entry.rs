//! One entry: logging, changing and the rules that it must meet.

use chrono::NaiveDate;
use domain::{
    Code, Error,
    error::Conflict,
    hours::{EntryForm, EntryState, HourEntry, Kind, NewEntry, overlap},
    id::{HourEntryId, PlacementId},
    placement::Placement,
};
use sea_orm::ConnectionTrait;

use crate::{
    Ctx, Db, Failure, Result,
    audit::{Record, record_for},
    db::Transaction,
    guard::{self, Allowed, Deed, LogHours},
    store::{
        self,
        hours::{Around, Near},
    },
};

/// Logs one entry.
///
/// # Errors
/// Invalid with `outside_placement`, `in_future`, `over_24_hours`, `overlaps_entry`, `wrong_kind` among
/// the codes; `period_submitted` and `period_locked`; wrong state before the start.
pub async fn log(db: &Db, ctx: &Ctx, id: PlacementId, form: &EntryForm) -> Result<HourEntryId> {
    // A day that cannot be read is refused below; whatever stands around another then is no matter.
    let day = domain::form::read_day(&form.day).unwrap_or_default();
    let tx = db.begin().await?;
    let (allowed, around) = guard::placement_around(&tx, ctx, id, day).await?;
    let new = read(ctx, &allowed, form)?;
    fits(&tx, &allowed, &new, &around, None).await?;
    let entry = store::hours::insert(&tx, &allowed, &new).await?;
    audit(&tx, ctx, &allowed, "hours.log", entry.0, form).await?;
    tx.commit().await?;
    Ok(entry)
}

/// Changes an open entry that still has `version`; an empty time removes it.
///
/// # Errors
/// As [`log`], and stale, locked.
pub async fn edit(db: &Db, ctx: &Ctx, id: HourEntryId, form: &EntryForm, version: i32) -> Result<()> {
    let tx = db.begin().await?;
    let (allowed, entry) = open_entry(&tx, ctx, id).await?;
    if form.time.trim().is_empty() {
        store::hours::delete(&tx, &allowed, id, version).await?;
        audit(&tx, ctx, &allowed, "hours.remove", id.0, form).await?;
    } else {
        let new = checked(&tx, ctx, &allowed, form, Some(&entry)).await?;
        store::hours::update(&tx, &allowed, id, &new, version).await?;
        audit(&tx, ctx, &allowed, "hours.edit", id.0, form).await?;
    }
    tx.commit().await
}

pub(super) async fn open_entry(tx: &Transaction, ctx: &Ctx, id: HourEntryId) -> Result<(Allowed<LogHours>, HourEntry)> {
    let entry = store::hours::find(tx, id).await?.ok_or(Error::NotFound)?;
    let allowed = guard::placement::<LogHours>(tx, ctx, entry.placement).await?;
    match entry.state {
        EntryState::Confirmed => Err(Conflict::Locked.into()),
        EntryState::Submitted => Err(Failure::field("day", Code::PeriodSubmitted)),
        EntryState::Draft | EntryState::Returned => Ok((allowed, entry)),
    }
}

/// The rules of one entry, in the order in which people can act on them: state, period, day, amount.
pub(super) async fn checked(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    placement: &Allowed<LogHours>,
    form: &EntryForm,
    before: Option<&HourEntry>,
) -> Result<NewEntry> {
    let new = read(ctx, placement, form)?;
    let around = store::hours::around(conn, placement, new.day).await?;
    fits(conn, placement, &new, &around, before).await?;
    Ok(new)
}

/// An entry that suits the placement.
fn read(ctx: &Ctx, placement: &Placement, form: &EntryForm) -> Result<NewEntry> {
    if !placement.state.takes_hours() {
        return Err(Conflict::WrongState.into());
    }
    let new = form.check(placement.class_hour_minutes)?;
    if !Kind::of(placement.direction).contains(&new.kind) {
        return Err(Failure::field("kind", Code::WrongKind));
    }
    if !placement.covers(new.day) {
        return Err(Failure::field("day", Code::OutsidePlacement));
    }
    let (today, minute) = ctx.clock(&placement.zone);
    let begins_later = new.day == today && new.span.is_some_and(|(from, _)| from > minute);
    if new.day > today || begins_later {
        return Err(Failure::field("day", Code::InFuture));
    }
    Ok(new)
}

/// Whether an entry has room among what stands around its day.
async fn fits(
    conn: &impl ConnectionTrait,
    placement: &Allowed<LogHours>,
    new: &NewEntry,
    around: &Around,
    before: Option<&HourEntry>,
) -> Result<()> {
    check_period(conn, placement, new.day, around, before).await?;
    let mut others = around.entries.iter().filter(|other| before.is_none_or(|before| before.id != other.id));
    let same_day: i32 = others.clone().filter(|other| other.day == new.day).map(|other| other.minutes).sum();
    if same_day + new.minutes > 1440 {
        return Err(Failure::field("time", Code::OverTwentyFourHours));
    }
    let clash = |other: &Near| {
        other.placement == placement.id
            && other.span.zip(new.span).is_some_and(|(theirs, mine)| overlap((other.day, theirs), (new.day, mine)))
    };
    if others.any(clash) {
        return Err(Failure::field("time", Code::OverlapsEntry));
    }
    Ok(())
}

/// A submitted period takes no new entries while it waits, and none once it is locked; while lines are
/// returned it can be mended.
async fn check_period(
    conn: &impl ConnectionTrait,
    placement: &Allowed<LogHours>,
    day: NaiveDate,
    around: &Around,
    before: Option<&HourEntry>,
) -> Result<()> {
    let Some(period) = around.period else { return Ok(()) };
    if before.is_some_and(|before| before.day == day) {
        return Ok(());
    }
    let entries = store::hours::of_placement(conn, placement, period).await?;
    if entries.iter().any(|entry| entry.state == EntryState::Returned) || entries.is_empty() {
        Ok(())
    } else if entries.iter().any(|entry| entry.state == EntryState::Submitted) {
        Err(Failure::field("day", Code::PeriodSubmitted))
    } else {
        Err(Failure::field("day", Code::PeriodLocked))
    }
}

pub(super) async fn audit<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    placement: &Allowed<D>,
    action: &str,
    entry: i64,
    form: &EntryForm,
) -> Result<()> {
    let line = Record { action, object: "hour_entry", id: entry };
    record_for(conn, ctx, line, ctx.organisation().or(Some(placement.sending.id)), form).await
}
