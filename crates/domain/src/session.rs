//! Sessions: the times at which somebody is expected somewhere, one by one, on the clock of all places.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    duration::DAY_MINUTES,
    id::{PlacementId, SectionId},
};

/// A time, half-open, in minutes since 1970-01-01 00:00 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first minute.
    pub start: i64,
    /// The minute after the last.
    pub end: i64,
}

impl Span {
    /// Whether the two have a minute in common.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What lies in both; `None` when nothing does.
    #[must_use]
    pub fn common(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// Its length in minutes.
    #[must_use]
    pub const fn minutes(self) -> i64 {
        self.end - self.start
    }

    /// The instant at which it starts.
    #[must_use]
    pub fn starts_at(self) -> DateTime<Utc> {
        instant(self.start)
    }

    /// The instant at which it ends.
    #[must_use]
    pub fn ends_at(self) -> DateTime<Utc> {
        instant(self.end)
    }
}

fn instant(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(minute.saturating_mul(60), 0).unwrap_or_default()
}

/// What a session belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A placement.
    Placement(PlacementId),
    /// A course section of a college's timetable.
    Section(SectionId),
}

/// One time at which somebody is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The attendance date: the day, at the place, on which it starts, also of a night shift.
    pub day: NaiveDate,
    /// When; `None` where only the minutes of the day are known.
    pub span: Option<Span>,
    /// How long somebody works, in minutes; less than the span where a break is taken off.
    pub minutes: i32,
    /// What it belongs to.
    pub source: Source,
}

/// How far the clocks of a zone are ahead of UTC, and since when: what is needed of a zone where no zone data is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offsets {
    /// Before the first change, in minutes.
    pub first: i32,
    /// From each instant on, in minutes since 1970 UTC, so many minutes; in order.
    pub changes: Vec<(i64, i32)>,
}

impl Offsets {
    /// A zone that never changes its clocks, such as China's: +480.
    #[must_use]
    pub const fn fixed(minutes: i32) -> Self {
        Self { first: minutes, changes: Vec::new() }
    }

    /// The minute, since 1970 UTC, at which the clocks of the place show `minute` of `day`; a minute may lie beyond
    /// the day. A time that does not exist is as late as it would have been without the change; one that exists
    /// twice is the first.
    #[must_use]
    pub fn utc(&self, day: NaiveDate, minute: i32) -> i64 {
        let local = local_minutes(day) + i64::from(minute);
        let mut offset = self.first;
        for (at, after) in &self.changes {
            // The change is over once the old clocks show its instant.
            if local - i64::from(offset) < *at {
                break;
            }
            // In the hour that exists twice the old offset still gives a time before the change; in the gap, which
            // exists under neither, the old offset gives one after it, and stays: as late as without the change.
            if local - i64::from(*after) < *at {
                return local - i64::from(offset);
            }
            offset = *after;
        }
        local - i64::from(offset)
    }

    /// What the clocks of the place show at a minute since 1970 UTC: the day and the minute of the day.
    #[must_use]
    pub fn local(&self, minute: i64) -> (NaiveDate, i32) {
        let offset = self.changes.iter().take_while(|(at, _)| *at <= minute).last().map_or(self.first, |(_, it)| *it);
        let local = minute + i64::from(offset);
        let day = i64::from(DAY_MINUTES);
        let date = epoch().checked_add_signed(TimeDelta::days(local.div_euclid(day))).unwrap_or_default();
        (date, i32::try_from(local.rem_euclid(day)).unwrap_or_default())
    }

    /// The span from `start` to `end` minutes after the local midnight at which `day` begins.
    #[must_use]
    pub fn span(&self, day: NaiveDate, start: i32, end: i32) -> Span {
        Span { start: self.utc(day, start), end: self.utc(day, end) }
    }

    /// The whole local day.
    #[must_use]
    pub fn whole_day(&self, day: NaiveDate) -> Span {
        self.span(day, 0, i32::try_from(DAY_MINUTES).unwrap_or(1440))
    }
}

fn epoch() -> NaiveDate {
    DateTime::UNIX_EPOCH.date_naive()
}

fn local_minutes(day: NaiveDate) -> i64 {
    (day - epoch()).num_days() * i64::from(DAY_MINUTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Berlin in 2026: +60, from 29 March 01:00 UTC +120, from 25 October 01:00 UTC +60.
    fn berlin() -> Offsets {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap().timestamp() / 60;
        Offsets { first: 60, changes: vec![(at("2026-03-29T01:00:00Z"), 120), (at("2026-10-25T01:00:00Z"), 60)] }
    }

    #[test]
    fn a_night_shift_ends_on_the_next_day_and_belongs_to_the_day_it_starts() {
        let china = Offsets::fixed(480);
        let shift = china.span(day("2026-03-31"), 22 * 60, 30 * 60);
        assert_eq!(shift.starts_at().to_rfc3339(), "2026-03-31T14:00:00+00:00");
        assert_eq!(shift.minutes(), 480);
        assert_eq!(china.local(shift.end), (day("2026-04-01"), 360));
    }

    #[test]
    fn clocks_that_change_do_not_move_lessons() {
        for text in ["2026-03-27", "2026-03-30", "2026-10-24", "2026-10-26"] {
            let span = berlin().span(day(text), 9 * 60, 10 * 60);
            assert_eq!((berlin().local(span.start), span.minutes()), ((day(text), 540), 60), "{text}");
        }
    }

    #[test]
    fn a_night_over_a_change_is_an_hour_shorter_or_longer() {
        assert_eq!(berlin().span(day("2026-03-28"), 22 * 60, 30 * 60).minutes(), 420);
        assert_eq!(berlin().span(day("2026-10-24"), 22 * 60, 30 * 60).minutes(), 540);
    }

    #[test]
    fn a_time_in_the_gap_is_as_late_as_without_the_change_and_a_doubled_one_is_the_first() {
        let gap = berlin().utc(day("2026-03-29"), 150);
        assert_eq!(instant(gap).to_rfc3339(), "2026-03-29T01:30:00+00:00");
        let doubled = berlin().utc(day("2026-10-25"), 150);
        assert_eq!(instant(doubled).to_rfc3339(), "2026-10-25T00:30:00+00:00");
    }

    #[test]
    fn spans_that_touch_do_not_overlap() {
        let of = |start, end| Span { start, end };
        assert!(!of(0, 10).overlaps(of(10, 20)));
        assert!(of(0, 11).overlaps(of(10, 20)));
        assert_eq!(of(0, 11).common(of(10, 20)), Some(of(10, 11)));
    }
}
