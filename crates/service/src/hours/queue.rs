//! The confirmer's queue: what waits, by person and week, with its lines; many periods confirmed at once.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    fmt,
};

use chrono::{Days, NaiveDate};
use domain::{
    Code, Error, FieldError,
    form::read_day,
    hours::{EntryState, HourEntry, LedgerDeed, WaitingPeriod},
    id::{PersonId, PlacementId},
    name::Named,
};
use serde::{Deserialize, Serialize};

use super::{flag::mark, period::audit_period, view::waiting};
use crate::{
    Ctx, Db, Result,
    guard::{self, ConfirmHours},
    store,
};

/// How many periods a page of the queue holds.
pub const QUEUE_PAGE: usize = 50;
/// How many periods are confirmed at once at most.
const MOST: usize = 200;

/// What the queue is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QueueFilter {
    /// Any day of a week, or empty.
    pub week: String,
    /// The sending organisation's name, or empty.
    pub organisation: String,
    /// `true` for the periods alone that differ from the plan.
    pub differences: String,
    /// The number of rows before the page.
    pub after: String,
}

/// A period as its confirmer saw it: what is confirmed must be what was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The placement.
    pub placement: PlacementId,
    /// First and last day, inclusive.
    pub days: (NaiveDate, NaiveDate),
    /// Says which lines waited, each as it stood.
    pub fingerprint: String,
}

impl Seen {
    /// Reads what [`fmt::Display`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let placement = PlacementId::parse(parts.next()?)?;
        let days = (read_day(parts.next()?).ok()?, read_day(parts.next()?).ok()?);
        let fingerprint = parts.next().filter(|text| !text.is_empty())?.to_owned();
        parts.next().is_none().then_some(Self { placement, days, fingerprint })
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}.{}", self.placement, self.days.0, self.days.1, self.fingerprint)
    }
}

/// One period of the queue with its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedPeriod {
    /// Who, where from, which week, how much.
    pub period: WaitingPeriod,
    /// The lines that wait, by day, with their flags.
    pub entries: Vec<HourEntry>,
    /// The period as it is shown, to be confirmed.
    pub seen: Seen,
}

/// A page of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// The page, the oldest week first, at most [`QUEUE_PAGE`] periods.
    pub periods: Vec<QueuedPeriod>,
    /// How many matching periods come before the page.
    pub before: usize,
    /// How many periods match.
    pub matching: usize,
    /// How many lines wait in the matching periods.
    pub lines: i64,
    /// How many people the matching periods are of.
    pub people: usize,
    /// Whether anything waits at all, whatever the filter.
    pub any: bool,
    /// Mondays of the weeks in which anything waits.
    pub weeks: Vec<NaiveDate>,
    /// The organisations whose people wait.
    pub senders: Vec<Named>,
}

/// Monday and Sunday of a week in the queue, inclusive.
fn whole(week: NaiveDate) -> (NaiveDate, NaiveDate) {
    (week, week.checked_add_days(Days::new(6)).unwrap_or(week))
}

/// What waits for the actor, by person and week, with the lines of one page.
///
/// # Errors
/// Sign-in needed.
pub async fn queue(db: &Db, ctx: &Ctx, filter: &QueueFilter) -> Result<Queue> {
    let mut periods = waiting(db, ctx).await?;
    periods.sort_by(|a, b| (a.week, &a.participant, a.placement.0).cmp(&(b.week, &b.participant, b.placement.0)));
    let any = !periods.is_empty();
    let weeks: BTreeSet<NaiveDate> = periods.iter().map(|period| period.week).collect();
    let senders: BTreeSet<Named> = periods.iter().map(|period| period.sending.clone()).collect();
    let week = read_day(&filter.week).ok().map(|day| super::week_of(day).0);
    periods.retain(|period| {
        week.is_none_or(|week| period.week == week)
            && (filter.organisation.is_empty() || period.sending.as_str() == filter.organisation)
            && (filter.differences != "true" || !period.differences.is_empty())
    });
    let before = filter.after.parse().ok().filter(|after| *after < periods.len()).unwrap_or_default();
    let people: BTreeSet<&Named> = periods.iter().map(|period| &period.participant).collect();
    let (matching, people) = (periods.len(), people.len());
    let lines = periods.iter().map(|period| period.lines).sum();
    let periods = periods.into_iter().skip(before).take(QUEUE_PAGE).collect();
    Ok(Queue {
        periods: with_lines(db, ctx, periods).await?,
        before,
        matching,
        lines,
        people,
        any,
        weeks: weeks.into_iter().collect(),
        senders: senders.into_iter().collect(),
    })
}

/// The lines of all the periods, two questions for each way in which the actor may confirm.
async fn with_lines(db: &Db, ctx: &Ctx, periods: Vec<WaitingPeriod>) -> Result<Vec<QueuedPeriod>> {
    let (Some(first), Some(last)) =
        (periods.iter().map(|period| period.week).min(), periods.iter().map(|period| period.week).max())
    else {
        return Ok(Vec::new());
    };
    let days = (first, whole(last).1);
    let acting = ctx.acting()?;
    let placements: Vec<PlacementId> = periods.iter().map(|period| period.placement).collect();
    let mut scopes = vec![guard::mentored_placements(ctx)?];
    if acting.role.is_officer() {
        scopes.push(guard::visible_placements(ctx)?);
    }
    let mut entries: BTreeMap<i64, (PersonId, HourEntry)> = BTreeMap::new();
    for visible in &scopes {
        let found = store::hours::waiting_entries(db.reader(), visible, acting.person, &placements, days).await?;
        entries.extend(found.into_iter().map(|found| (found.1.id.0, found)));
    }
    let people: BTreeSet<PersonId> = entries.values().map(|(person, _)| *person).collect();
    let elsewhere = store::hours::spans_of(db.reader(), &people, days).await?;
    for (person, entry) in entries.values_mut() {
        let placement = entry.placement;
        let others = elsewhere.iter().filter(|(of, other)| of == person && other.placement != placement);
        mark(entry, others.map(|(_, other)| other));
    }
    let mut by_period: BTreeMap<(i64, NaiveDate), Vec<HourEntry>> = BTreeMap::new();
    for (_, (_, entry)) in entries {
        by_period.entry((entry.placement.0, super::week_of(entry.day).0)).or_default().push(entry);
    }
    let queued = periods.into_iter().map(|period| {
        let mut entries = by_period.remove(&(period.placement.0, period.week)).unwrap_or_default();
        entries.sort_by_key(|entry| (entry.day, entry.id));
        let days = whole(period.week);
        let seen = Seen { placement: period.placement, days, fingerprint: fingerprint(&entries) };
        QueuedPeriod { period, entries, seen }
    });
    Ok(queued.collect())
}

/// A text that differs when other lines wait, or the same lines in another version (FNV-1a, 64 bits).
#[must_use]
pub fn fingerprint(entries: &[HourEntry]) -> String {
    let mut lines: Vec<(i64, i32)> = entries.iter().map(|entry| (entry.id.0, entry.version)).collect();
    lines.sort_unstable();
    let bytes = lines.iter().flat_map(|(id, version)| id.to_le_bytes().into_iter().chain(version.to_le_bytes()));
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// Confirms what waits in many periods: all of them or none, each just as it was seen. Answers the number
/// of lines.
///
/// # Errors
/// `required` for none, `out_of_range` for more than 200; `changed_meanwhile` for each `periods[n]` in which
/// other lines wait than were seen; not found, forbidden for any of them.
pub async fn confirm_many(db: &Db, ctx: &Ctx, periods: &[Seen]) -> Result<usize> {
    if periods.is_empty() {
        return Err(Error::field("periods", Code::Required).into());
    }
    if periods.len() > MOST {
        return Err(Error::field("periods", Code::OutOfRange).into());
    }
    let tx = db.begin().await?;
    let mut allowed = BTreeMap::new();
    let mut confirmed = 0;
    let mut changed = Vec::new();
    for (n, seen) in periods.iter().enumerate() {
        if periods.iter().take(n).any(|earlier| earlier == seen) {
            continue;
        }
        let placement = match allowed.entry(seen.placement.0) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(guard::placement::<ConfirmHours>(&tx, ctx, seen.placement).await?),
        };
        let mut entries = store::hours::of_placement(&tx, placement, seen.days).await?;
        entries.retain(|entry| entry.state == EntryState::Submitted);
        if entries.is_empty() || fingerprint(&entries) != seen.fingerprint {
            changed.push(FieldError::new(format!("periods[{n}]"), Code::ChangedMeanwhile));
            continue;
        }
        store::hours::decide(&tx, placement, ctx, &entries, LedgerDeed::Confirmed, None).await?;
        audit_period(&tx, ctx, placement, "hours.confirm", seen.days, None).await?;
        confirmed += entries.len();
    }
    if !changed.is_empty() {
        return Err(Error::Invalid(changed).into());
    }
    tx.commit().await?;
    Ok(confirmed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_reads_back_as_it_was_written() {
        let day = |text: &str| text.parse().unwrap();
        let seen = Seen {
            placement: PlacementId(17),
            days: (day("2026-11-16"), day("2026-11-22")),
            fingerprint: fingerprint(&[]),
        };
        assert_eq!(Seen::parse(&seen.to_string()), Some(seen.clone()));
        for broken in ["", "17", "17.2026-11-16.2026-11-22", "17.2026-11-16.2026-11-22.", "x.2026-11-16.2026-11-22.1"] {
            assert_eq!(Seen::parse(broken), None, "{broken}");
        }
        assert_eq!(Seen::parse(&format!("{seen}.1")), None);
    }
}
