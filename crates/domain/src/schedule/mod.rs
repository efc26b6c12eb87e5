//! The schedule of a placement: so many minutes on each weekday, from a first to a last day, but for
//! days off. It says what is expected; what was done is in the log of hours.

mod form;
#[cfg(test)]
mod tests;

pub use form::{ScheduleForm, Stay, WeekForm, amount_text};

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// How many minutes are expected on which day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// Minutes of each weekday, 0..=1440, Monday first.
    pub minutes: [i32; 7],
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive.
    pub last_day: NaiveDate,
    /// Days without work, sorted, each once, all from the first to the last day.
    pub days_off: Vec<NaiveDate>,
}

impl Schedule {
    /// The minutes expected on `day`; none outside the schedule and on a day off.
    #[must_use]
    pub fn expected(&self, day: NaiveDate) -> i32 {
        if self.covers(day) && !self.is_off(day) { self.usual(day) } else { 0 }
    }

    /// The minutes expected on the days `first..=last`.
    #[must_use]
    pub fn expected_between(&self, first: NaiveDate, last: NaiveDate) -> i64 {
        let (first, last) = (first.max(self.first_day), last.min(self.last_day));
        if first > last {
            return 0;
        }
        let days = (last - first).num_days() + 1;
        let weeks = days / 7 * self.minutes.iter().map(|minutes| i64::from(*minutes)).sum::<i64>();
        let rest = first.iter_days().take(usize::try_from(days % 7).unwrap_or_default());
        let off = self.days_off.iter().copied().filter(|day| (first..=last).contains(day));
        let sum = |days: &mut dyn Iterator<Item = NaiveDate>| days.map(|day| i64::from(self.usual(day))).sum::<i64>();
        weeks + sum(&mut rest.into_iter()) - sum(&mut off.into_iter())
    }

    /// The minutes expected over the whole schedule.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.expected_between(self.first_day, self.last_day)
    }

    /// The minutes expected over the whole schedule, as they are stored with a placement.
    #[must_use]
    pub fn planned_minutes(&self) -> i32 {
        i32::try_from(self.total()).unwrap_or(i32::MAX)
    }

    /// Whether `day` lies from the first to the last day.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        (self.first_day..=self.last_day).contains(&day)
    }

    /// Whether `day` is named as a day off.
    #[must_use]
    pub fn is_off(&self, day: NaiveDate) -> bool {
        self.days_off.binary_search(&day).is_ok()
    }

    /// The days off as runs of days without a gap, each from its first to its last day, inclusive.
    #[must_use]
    pub fn runs_off(&self) -> Vec<(NaiveDate, NaiveDate)> {
        let mut runs: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        for day in &self.days_off {
            match runs.last_mut() {
                Some(run) if run.1 + Days::new(1) == *day => run.1 = *day,
                _ => runs.push((*day, *day)),
            }
        }
        runs
    }

    /// The schedule when the days of its placement change from `old` to `new`, both inclusive: an edge
    /// that lay on the old edge lies on the new one, another stays where it is as far as it can, and
    /// days off outside fall away.
    #[must_use]
    pub fn moved(&self, old: (NaiveDate, NaiveDate), new: (NaiveDate, NaiveDate)) -> Self {
        let edge = |own: NaiveDate, old, follow| if own == old { follow } else { own.clamp(new.0, new.1.max(new.0)) };
        let first_day = edge(self.first_day, old.0, new.0);
        let last_day = edge(self.last_day, old.1, new.1).max(first_day);
        let mut moved = Self { first_day, last_day, ..self.clone() };
        moved.days_off.retain(|day| (first_day..=last_day).contains(day));
        moved
    }

    /// The minutes of the weekday on which `day` falls.
    fn usual(&self, day: NaiveDate) -> i32 {
        let weekday = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or_default();
        self.minutes.get(weekday).copied().unwrap_or_default()
    }
}
