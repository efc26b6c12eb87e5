//! The hours log: entries, submitting, confirming, returning, unlocking.

use chrono::{Datelike, Days, NaiveDate};
use domain::{
    Code, Error,
    error::Conflict,
    hours::{EntryForm, EntryState, HourEntry, Kind, LedgerDeed, NewEntry, WaitingPeriod, overlap},
    id::{HourEntryId, PlacementId},
    placement::Placement,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Failure, Result,
    audit::{Record, record_for},
    guard::{self, Allowed, ConfirmHours, Deed, LogHours, ReadHours, UnlockHours},
    store,
};

/// The week, Monday to Sunday, in which a day lies; inclusive.
#[must_use]
pub fn week_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let monday = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
    (monday, monday + Days::new(6))
}

/// The month in which a day lies; inclusive.
#[must_use]
pub fn month_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.with_day(1).unwrap_or(day);
    let next = first.checked_add_months(chrono::Months::new(1)).unwrap_or(first);
    (first, next.pred_opt().unwrap_or(first))
}

/// The hours of one placement in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursView {
    /// The placement.
    pub placement: Placement,
    /// First and last day of the period, inclusive.
    pub days: (NaiveDate, NaiveDate),
    /// Today at the host.
    pub today: NaiveDate,
    /// Entries with their flags, by day.
    pub entries: Vec<HourEntry>,
    /// Submitted periods that touch the days, inclusive.
    pub periods: Vec<(NaiveDate, NaiveDate)>,
    /// Whether the actor may log.
    pub may_log: bool,
    /// Whether the actor may confirm.
    pub may_confirm: bool,
}

/// The hours of a placement on the days `days.0..=days.1`.
///
/// # Errors
/// Not found.
pub async fn read(db: &Db, ctx: &Ctx, id: PlacementId, days: (NaiveDate, NaiveDate)) -> Result<HoursView> {
    let allowed = guard::placement::<ReadHours>(db.reader(), ctx, id).await?;
    let mut entries = store::hours::of_placement(db.reader(), &allowed, days).await?;
    flag(db.reader(), &allowed, &mut entries).await?;
    let periods = store::hours::periods(db.reader(), &allowed, days).await?;
    let placement = (*allowed).clone();
    let may = |action| placement.state.takes_hours() && guard::may_placement(ctx, &placement, action);
    Ok(HoursView {
        days,
        today: ctx.today(&placement.zone),
        entries,
        periods,
        may_log: may(domain::permission::Action::LogHours),
        may_confirm: may(domain::permission::Action::ConfirmHours),
        placement,
    })
}

/// Marks what a confirmer should look at: over midnight, overlapping another host.
async fn flag<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    placement: &Allowed<D>,
    entries: &mut [HourEntry],
) -> Result<()> {
    let (Some(first), Some(last)) =
        (entries.iter().map(|entry| entry.day).min(), entries.iter().map(|entry| entry.day).max())
    else {
        return Ok(());
    };
    let others = store::hours::elsewhere(conn, placement, (first, last)).await?;
    for entry in entries.iter_mut() {
        let Some(span) = entry.span else { continue };
        if span.1 > 1440 {
            entry.flags.push(Code::OverMidnight);
        }
        let clash =
            |other: &HourEntry| other.span.is_some_and(|theirs| overlap((entry.day, span), (other.day, theirs)));
        if others.iter().any(clash) {
            entry.flags.push(Code::OverlapsOtherHost);
        }
    }
    Ok(())
}

/// Logs one entry.
///
/// # Errors
/// Invalid with `outside_placement`, `in_future`, `over_24_hours`, `overlaps_entry`, `wrong_kind` among
/// the codes; `period_submitted` and `period_locked`; wrong state before the start.
pub async fn log(db: &Db, ctx: &Ctx, id: PlacementId, form: &EntryForm) -> Result<HourEntryId> {
    let tx = db.begin().await?;
    let allowed = guard::placement::<LogHours>(&tx, ctx, id).await?;
    let new = checked(&tx, ctx, &allowed, form, None).await?;
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
    Ok(tx.commit().await?)
}

async fn open_entry(tx: &DatabaseTransaction, ctx: &Ctx, id: HourEntryId) -> Result<(Allowed<LogHours>, HourEntry)> {
    let entry = store::hours::find(tx, id).await?.ok_or(Error::NotFound)?;
    let allowed = guard::placement::<LogHours>(tx, ctx, entry.placement).await?;
    match entry.state {
        EntryState::Confirmed => Err(Conflict::Locked.into()),
        EntryState::Submitted => Err(Failure::field("day", Code::PeriodSubmitted)),
        EntryState::Draft | EntryState::Returned => Ok((allowed, entry)),
    }
}

/// One cell of the week grid: all entries of a kind on a day as one amount.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cell {
    /// The entry that the cell shows, or empty for a new one.
    pub id: String,
    /// Its version.
    pub version: String,
    /// What is typed.
    pub entry: EntryForm,
}

/// Stores a whole grid at once: all cells or none.
///
/// # Errors
/// Invalid, the fields named `cells[n].field`; as [`log`] and [`edit`].
pub async fn save_week(db: &Db, ctx: &Ctx, id: PlacementId, cells: &[Cell]) -> Result<usize> {
    let tx = db.begin().await?;
    let allowed = guard::placement::<LogHours>(&tx, ctx, id).await?;
    let changed = save_cells(&tx, ctx, &allowed, cells).await?;
    tx.commit().await?;
    Ok(changed)
}

/// Stores a whole grid and submits what is then open in the days `days.0..=days.1`: both or neither, so
/// that nothing that was typed stays behind a submitted week.
///
/// # Errors
/// As [`save_week`] and [`submit`].
pub async fn save_and_submit(
    db: &Db,
    ctx: &Ctx,
    id: PlacementId,
    cells: &[Cell],
    days: (NaiveDate, NaiveDate),
) -> Result<usize> {
    let tx = db.begin().await?;
    let allowed = guard::placement::<LogHours>(&tx, ctx, id).await?;
    save_cells(&tx, ctx, &allowed, cells).await?;
    let submitted = submit_days(&tx, ctx, &allowed, days).await?;
    tx.commit().await?;
    Ok(submitted)
}

async fn save_cells(tx: &DatabaseTransaction, ctx: &Ctx, allowed: &Allowed<LogHours>, cells: &[Cell]) -> Result<usize> {
    let mut changed = 0;
    let mut wrong = Vec::new();
    for (n, cell) in cells.iter().enumerate() {
        match save_cell(tx, ctx, allowed, cell).await {
            Ok(true) => changed += 1,
            Ok(false) => {}
            Err(failure) => match failure.error() {
                Error::Invalid(fields) => wrong.extend(fields.iter().map(|field| domain::FieldError {
                    field: format!("cells[{n}].{}", field.field),
                    code: field.code,
                })),
                _ => return Err(failure),
            },
        }
    }
    if wrong.is_empty() { Ok(changed) } else { Err(Error::Invalid(wrong).into()) }
}

async fn save_cell(tx: &DatabaseTransaction, ctx: &Ctx, allowed: &Allowed<LogHours>, cell: &Cell) -> Result<bool> {
    let empty = cell.entry.time.trim().is_empty();
    let Some(id) = HourEntryId::parse(&cell.id) else {
        if empty {
            return Ok(false);
        }
        let new = checked(tx, ctx, allowed, &cell.entry, None).await?;
        let entry = store::hours::insert(tx, allowed, &new).await?;
        audit(tx, ctx, allowed, "hours.log", entry.0, &cell.entry).await?;
        return Ok(true);
    };
    let (own, entry) = open_entry(tx, ctx, id).await?;
    if own.id != allowed.id {
        return Err(Error::NotFound.into());
    }
    let version = cell.version.parse().unwrap_or(entry.version);
    if empty {
        store::hours::delete(tx, allowed, id, version).await?;
        audit(tx, ctx, allowed, "hours.remove", id.0, &cell.entry).await?;
        return Ok(true);
    }
    let new = checked(tx, ctx, allowed, &cell.entry, Some(&entry)).await?;
    if says(&entry, &new) {
        return Ok(false);
    }
    store::hours::update(tx, allowed, id, &new, version).await?;
    audit(tx, ctx, allowed, "hours.edit", id.0, &cell.entry).await?;
    Ok(true)
}

/// Whether a stored entry says already what is typed.
fn says(entry: &HourEntry, new: &NewEntry) -> bool {
    let typed = (new.day, new.minutes, new.span, new.kind, &new.course, &new.section, &new.note);
    (entry.day, entry.minutes, entry.span, entry.kind, &entry.course, &entry.section, &entry.note) == typed
}

/// The rules of one entry, in the order in which people can act on them: state, period, day, amount.
async fn checked(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    placement: &Allowed<LogHours>,
    form: &EntryForm,
    before: Option<&HourEntry>,
) -> Result<NewEntry> {
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
    check_period(conn, placement, new.day, before).await?;
    let around = store::hours::around(conn, placement.participant.id, new.day).await?;
    let mut others = around.iter().filter(|other| before.is_none_or(|before| before.id != other.id));
    let same_day: i32 = others.clone().filter(|other| other.day == new.day).map(|other| other.minutes).sum();
    if same_day + new.minutes > 1440 {
        return Err(Failure::field("time", Code::OverTwentyFourHours));
    }
    let clash = |other: &HourEntry| {
        other.placement == placement.id
            && other.span.zip(new.span).is_some_and(|(theirs, mine)| overlap((other.day, theirs), (new.day, mine)))
    };
    if others.any(clash) {
        return Err(Failure::field("time", Code::OverlapsEntry));
    }
    Ok(new)
}

/// A submitted period takes no new entries while it waits, and none once it is locked; while lines are
/// returned it can be mended.
async fn check_period(
    conn: &impl ConnectionTrait,
    placement: &Allowed<LogHours>,
    day: NaiveDate,
    before: Option<&HourEntry>,
) -> Result<()> {
    let Some(&period) = store::hours::periods(conn, placement, (day, day)).await?.first() else { return Ok(()) };
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

async fn submit_days(
    tx: &DatabaseTransaction,
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

/// What waits for the actor: at the organisation it acts for as host, or as mentor.
///
/// # Errors
/// Sign-in needed.
pub async fn waiting(db: &Db, ctx: &Ctx) -> Result<Vec<WaitingPeriod>> {
    let mut periods = Vec::new();
    let acting = ctx.acting()?;
    if acting.role.is_officer() {
        periods = store::hours::waiting(db.reader(), &guard::visible_placements(ctx)?, acting.person).await?;
    }
    for period in store::hours::waiting(db.reader(), &guard::mentored_placements(ctx)?, acting.person).await? {
        if !periods.iter().any(|known| known.placement == period.placement && known.week == period.week) {
            periods.push(period);
        }
    }
    Ok(periods)
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

async fn audit<D: Deed<Noun = Placement>>(
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

async fn audit_period<D: Deed<Noun = Placement>>(
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
