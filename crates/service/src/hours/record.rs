//! The record of a placement's confirmed hours, for paper: who confirmed what and when.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    hours::{EntryState, HourEntry, Kind, LedgerDeed},
    id::{HourEntryId, PlacementId},
    name::Named,
    placement::Placement,
};
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Result,
    guard::{self, ReadHours},
    store,
};

/// A line of the ledger that gave or took minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    /// The entry.
    pub entry: HourEntryId,
    /// The day of the entry at that time.
    pub day: NaiveDate,
    /// Its kind.
    pub kind: Kind,
    /// Confirmed or reversed.
    pub deed: LedgerDeed,
    /// The minutes given, or taken back when negative.
    pub minutes: i32,
    /// Why they were taken back.
    pub reason: Option<String>,
    /// Who decided.
    pub by: Named,
    /// When.
    pub at: DateTime<Utc>,
}

/// A confirmed line of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordLine {
    /// The entry.
    pub entry: HourEntry,
    /// Who confirmed it.
    pub by: Option<Named>,
    /// When.
    pub at: Option<DateTime<Utc>>,
}

/// The confirmed hours of a placement in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The placement.
    pub placement: Placement,
    /// First and last day, inclusive.
    pub days: (NaiveDate, NaiveDate),
    /// When the record was made.
    pub at: DateTime<Utc>,
    /// Every confirmed entry, by day.
    pub lines: Vec<RecordLine>,
    /// What was taken back, and confirmed again after that, in the order of the ledger.
    pub corrections: Vec<LedgerLine>,
    /// Confirmed minutes by kind, in the order of the kinds.
    pub kinds: Vec<(Kind, i64)>,
    /// Confirmed minutes by month, each named by its first day.
    pub months: Vec<(NaiveDate, i64)>,
    /// The sum of the confirmed entries in minutes.
    pub minutes: i64,
    /// The sum of the ledger in minutes: the same, or something is wrong.
    pub ledger: i64,
}

/// The record of a placement on the days `days.0..=days.1`; without days, those of the placement that have begun.
///
/// # Errors
/// Not found.
pub async fn record(db: &Db, ctx: &Ctx, id: PlacementId, days: Option<(NaiveDate, NaiveDate)>) -> Result<Record> {
    let allowed = guard::placement::<ReadHours>(db.reader(), ctx, id).await?;
    let begun = allowed.last_day.min(ctx.today(&allowed.zone)).max(allowed.first_day);
    let days = days.unwrap_or((allowed.first_day, begun));
    let mut entries = store::hours::signed(db.reader(), &allowed, days).await?;
    entries.retain(|entry| entry.state == EntryState::Confirmed);
    let ledger = store::hours::ledger(db.reader(), &allowed, days).await?;
    let mut confirmed: BTreeMap<i64, &LedgerLine> = BTreeMap::new();
    let mut reversed = Vec::new();
    let mut corrections = Vec::new();
    for line in &ledger {
        if line.deed == LedgerDeed::Reversed {
            reversed.push(line.entry);
            corrections.push(line.clone());
        } else {
            confirmed.insert(line.entry.0, line);
            if reversed.contains(&line.entry) {
                corrections.push(line.clone());
            }
        }
    }
    let mut kinds: Vec<(Kind, i64)> = Kind::ALL.iter().map(|kind| (*kind, 0)).collect();
    let mut months: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    for entry in &entries {
        for kind in kinds.iter_mut().filter(|(kind, _)| *kind == entry.kind) {
            kind.1 += i64::from(entry.minutes);
        }
        *months.entry(super::month_of(entry.day).0).or_default() += i64::from(entry.minutes);
    }
    kinds.retain(|(_, minutes)| *minutes > 0);
    let minutes = entries.iter().map(|entry| i64::from(entry.minutes)).sum();
    let line = |entry: HourEntry| match confirmed.get(&entry.id.0) {
        Some(line) => RecordLine { by: Some(line.by.clone()), at: Some(line.at), entry },
        None => RecordLine { by: entry.decided_by.clone(), at: entry.decided_at, entry },
    };
    Ok(Record {
        days,
        at: ctx.now(),
        lines: entries.into_iter().map(line).collect(),
        corrections,
        kinds,
        months: months.into_iter().collect(),
        minutes,
        ledger: ledger.iter().map(|line| i64::from(line.minutes)).sum(),
        placement: (*allowed).clone(),
    })
}
