//! Feasible windows: when somebody can go to a host for so many workdays, and what stands in the way on other days.
//!
//! A stay is counted in whole workdays of the host. A day on which the host rests counts nothing and breaks nothing. A
//! day that is taken by a leave or another placement ends the stay; a day with lessons may be skipped, when the stay is
//! part time, and is counted as skipped.

mod form;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    conflict::{Circle, ConflictKind},
    name::Named,
    policy::DayRange,
    session::Source,
};

pub use form::{Wish, WishForm};

/// What a day is to somebody who would be at the host on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WindowDay {
    /// Both the host and the person have it.
    Free,
    /// The host rests: on a weekend, a holiday, or a day of its own, which has a name.
    Rest(Option<Named>),
    /// The person's time is taken, by what and what that is called where the reader may know.
    Taken(ConflictKind, Option<Named>),
}

impl WindowDay {
    /// Whether a stay cannot go on over it.
    const fn breaks(&self) -> bool {
        matches!(self, Self::Taken(kind, _) if !matches!(kind, ConflictKind::Teaching))
    }

    const fn is_skipped(&self) -> bool {
        matches!(self, Self::Taken(ConflictKind::Teaching, _))
    }
}

/// A stay that is possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Window {
    /// How many workdays in it are skipped because of lessons; 0 for a full-time stay.
    pub skipped: u32,
    /// Its length in calendar days.
    pub length: u32,
    /// The first day, which is free.
    pub first_day: NaiveDate,
    /// The last day, inclusive, which is free.
    pub last_day: NaiveDate,
    /// How many of its days are free.
    pub workdays: u32,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Windows {
    /// The stays of the length that was asked for, best first: no lessons skipped, then the shortest, then the
    /// earliest. Of stays that have more than half of their days in common only the best is named.
    pub best: Vec<Window>,
    /// Where there is none: the longest stay without a skipped day.
    pub longest: Option<Window>,
}

/// How many windows are named at most.
const MOST: usize = 6;

/// The days of a wish, each with what it is. What takes several parts of a day is told once, leaves first.
#[must_use]
pub fn days(range: DayRange, circle: &Circle<'_>) -> BTreeMap<NaiveDate, WindowDay> {
    let laid = circle.host.lay_out(range.first_day, range.last_day);
    let judged = laid.iter().map(|(day, said)| {
        let leave = circle.leaves.iter().find(|leave| leave.days.contains(day));
        // A half day of rest at the host leaves half a day of work: it is no full workday.
        let it = if !(said.morning && said.afternoon) {
            let entry = said.entry.and_then(|place| circle.host.entries.get(usize::try_from(place).ok()?));
            WindowDay::Rest(entry.map(|entry| entry.name.clone()))
        } else if let Some(leave) = leave {
            WindowDay::Taken(ConflictKind::Leave, leave.name.clone())
        } else {
            taken(day, circle).unwrap_or(WindowDay::Free)
        };
        (day, it)
    });
    judged.collect()
}

fn taken(day: NaiveDate, circle: &Circle<'_>) -> Option<WindowDay> {
    let mut lesson = None;
    for taken in circle.taken.overlapping(circle.offsets.whole_day(day)) {
        match taken.source {
            Source::Placement(_) => return Some(WindowDay::Taken(ConflictKind::Placement, taken.name.clone())),
            Source::Section(_) => lesson = lesson.or(Some(taken)),
        }
    }
    lesson.map(|taken| WindowDay::Taken(ConflictKind::Teaching, taken.name.clone()))
}

/// The windows for so many workdays on days without gaps between them.
#[must_use]
pub fn find(days: &BTreeMap<NaiveDate, WindowDay>, workdays: u32) -> Windows {
    let all: Vec<(NaiveDate, &WindowDay)> = days.iter().map(|(day, it)| (*day, it)).collect();
    let mut found = Vec::new();
    let mut longest: Option<Window> = None;
    for (start, _) in all.iter().enumerate().filter(|(_, (_, it))| **it == WindowDay::Free) {
        let (whole, unbroken) = from(&all, start, workdays);
        found.extend(whole);
        if unbroken.is_some_and(|it| longest.is_none_or(|known| it.workdays > known.workdays)) {
            longest = unbroken;
        }
    }
    found.sort_unstable();
    let mut best: Vec<Window> = Vec::new();
    for it in found {
        if best.len() < MOST && best.iter().all(|known| !known.is_like(&it)) {
            best.push(it);
        }
    }
    let longest = if best.is_empty() { longest } else { None };
    Windows { best, longest }
}

/// The stay that begins on a free day: the whole one, and what of it comes before the first skipped day.
fn from(all: &[(NaiveDate, &WindowDay)], start: usize, workdays: u32) -> (Option<Window>, Option<Window>) {
    let mut unbroken = None;
    let mut it: Option<Window> = None;
    let mut skipped = 0;
    for (length, (day, what)) in (1..).zip(all.get(start..).unwrap_or_default()) {
        match what {
            WindowDay::Free => {
                let first_day = it.map_or(*day, |it| it.first_day);
                let workdays = it.map_or(0, |it| it.workdays) + 1;
                it = Some(Window { skipped, length, first_day, last_day: *day, workdays });
                if skipped == 0 {
                    unbroken = it;
                }
            }
            what if what.breaks() => break,
            what if what.is_skipped() => skipped += 1,
            _ => {}
        }
        if it.is_some_and(|it| it.workdays == workdays) {
            return (it, unbroken);
        }
    }
    (None, unbroken)
}

impl Window {
    /// Whether more than half of the days are common to both.
    fn is_like(&self, other: &Self) -> bool {
        let (first, last) = (self.first_day.max(other.first_day), self.last_day.min(other.last_day));
        let common = (last - first).num_days() + 1;
        common * 2 > i64::from(self.length.min(other.length))
    }
}
