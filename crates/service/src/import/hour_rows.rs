//! From entries that a file adds to rows of the tables: the log, its ledger, and the submitted periods.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use domain::hours::{EntryState, LedgerDeed};
use sea_orm::ConnectionTrait;

use super::{Import, hour_line::Work};
use crate::{
    failure::Result,
    hours::week_of,
    store::{
        hours::midnight,
        import::{self as stored, HourRow, LedgerRow, NEW, PeriodRow},
    },
};

/// How the file's own attestations are signed, behind the name of who confirmed.
const SIGNED: &str = "import";

/// An entry to be added.
#[derive(Debug)]
pub(super) struct New {
    pub(super) placement: i64,
    pub(super) person: i64,
    pub(super) work: Work,
    pub(super) state: EntryState,
    pub(super) attested: Attested,
}

/// What the file says about who confirmed.
#[derive(Debug)]
pub(super) struct Attested {
    pub(super) by: Option<String>,
    pub(super) on: Option<NaiveDate>,
    /// The zone of the host, in which the day is meant.
    pub(super) zone: String,
}

/// Who decided, and when: an officer for themselves and now; for the community, as the file says.
fn decision(import: Import<'_>, attested: &Attested) -> (String, DateTime<Utc>) {
    if import.own().is_some() {
        return (import.ctx.label(), import.ctx.now());
    }
    let by = attested.by.as_ref().map_or_else(|| SIGNED.to_owned(), |by| format!("{by} <{SIGNED}>"));
    (by, attested.on.map_or_else(|| import.ctx.now(), |day| noon(day, &attested.zone).min(import.ctx.now())))
}

/// Noon of a day in a zone.
pub(super) fn noon(day: NaiveDate, zone: &str) -> DateTime<Utc> {
    let noon = day.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default());
    let local = zone.parse::<chrono_tz::Tz>().ok().and_then(|zone| zone.from_local_datetime(&noon).earliest());
    local.map_or_else(|| noon.and_utc(), |local| local.with_timezone(&Utc))
}

/// Stores entries with their ledger lines; what is submitted or confirmed is a submitted period.
pub(super) async fn store(conn: &impl ConnectionTrait, import: Import<'_>, new: Vec<New>) -> Result<()> {
    let periods = periods(conn, import, &new).await?;
    let decisions: Vec<_> = new.iter().map(|new| decision(import, &new.attested)).collect();
    let rows = new.iter().zip(&decisions).map(|(new, (by, at))| {
        let (work, midnight) = (&new.work, midnight(new.work.day));
        let decided = new.state == EntryState::Confirmed;
        HourRow {
            id: NEW,
            placement_id: new.placement,
            person_id: new.person,
            day: work.day,
            minutes: work.minutes,
            from_minute: work.span.map(|(from, _)| midnight + i64::from(from)),
            to_minute: work.span.map(|(_, to)| midnight + i64::from(to)),
            kind: work.kind.as_str().to_owned(),
            course: work.course.clone(),
            section: work.section.clone(),
            note: work.note.clone(),
            state: new.state.as_str().to_owned(),
            reason: None,
            decided_by: decided.then(|| by.clone()),
            decided_at: decided.then_some(*at),
            version: 1,
            imported: decided && import.own().is_none(),
        }
    });
    let ids = stored::add_entries(conn, import.allowed, rows.collect()).await?;
    let mut ledger = Vec::new();
    for ((id, new), (by, at)) in ids.into_iter().zip(&new).zip(&decisions) {
        let line = |deed: LedgerDeed, minutes: i32, actor: &str| LedgerRow {
            id: NEW,
            entry_id: id,
            placement_id: new.placement,
            person_id: new.person,
            day: new.work.day,
            kind: new.work.kind.as_str().to_owned(),
            deed: deed.as_str().to_owned(),
            minutes,
            reason: None,
            account_id: import.ctx.account().map(|id| id.0),
            actor: actor.to_owned(),
            at: *at,
        };
        let submitter = if import.own().is_some() { by } else { SIGNED };
        if matches!(new.state, EntryState::Submitted | EntryState::Confirmed) {
            ledger.push(line(LedgerDeed::Submitted, 0, submitter));
        }
        if new.state == EntryState::Confirmed {
            ledger.push(line(LedgerDeed::Confirmed, new.work.minutes, by));
        }
    }
    stored::add_ledger(conn, import.allowed, ledger).await?;
    stored::add_periods(conn, import.allowed, periods).await
}

/// The submitted periods that are new: the days of the entries, neighbouring days of a week as one, without
/// those that are submitted already. Other days of the week stay open to the participant.
async fn periods(conn: &impl ConnectionTrait, import: Import<'_>, new: &[New]) -> Result<Vec<PeriodRow>> {
    let mut days: BTreeMap<i64, BTreeSet<NaiveDate>> = BTreeMap::new();
    for new in new.iter().filter(|new| new.state != EntryState::Draft) {
        days.entry(new.placement).or_default().insert(new.work.day);
    }
    let placements: Vec<i64> = days.keys().copied().collect();
    let known = stored::periods_of(conn, import.allowed, &placements).await?;
    let mut rows: Vec<PeriodRow> = Vec::new();
    for (placement_id, days) in days {
        let known = known.get(&placement_id).map_or(&[][..], Vec::as_slice);
        let mut last: Option<NaiveDate> = None;
        for day in days.into_iter().filter(|day| !is_covered(known, *day)) {
            let goes_on = last.is_some_and(|last| last + Days::new(1) == day && week_of(last) == week_of(day));
            match rows.last_mut().filter(|_| goes_on) {
                Some(row) => row.last_day = day,
                None => rows.push(PeriodRow {
                    id: NEW,
                    placement_id,
                    first_day: day,
                    last_day: day,
                    submitted_at: import.ctx.now(),
                }),
            }
            last = Some(day);
        }
    }
    Ok(rows)
}

/// Whether a day lies in one of the periods, which are sorted and do not overlap.
fn is_covered(periods: &[(NaiveDate, NaiveDate)], day: NaiveDate) -> bool {
    let after = periods.partition_point(|(first, _)| *first <= day);
    after.checked_sub(1).and_then(|at| periods.get(at)).is_some_and(|(_, last)| day <= *last)
}
