//! The schedule of a placement: weeks that recur, or shifts by a cycle of days, from a first to a last day, but for days
//! off and days that run otherwise. It says what is expected; what was done is in the log of hours.

mod block;
mod form;
mod run;
#[cfg(test)]
mod tests;
mod week_form;

pub use block::{Block, Rhythm, Shift, Special, SpecialDay};
pub use form::{BLOCKS, BlockForm, RunsBy, ScheduleForm, Stay};
pub use week_form::{WeekForm, amount_text};

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::calendar::Cycle;

/// How many minutes are expected on which day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive.
    pub last_day: NaiveDate,
    /// A day of week 1, from which odd and even weeks are counted: of a college's term, or else of the first day.
    pub week_one: NaiveDate,
    /// Whether the calendar of the host decides on which days nobody comes, and which day a make-up workday runs.
    pub keeps_calendar: bool,
    /// Weeks that recur; where two hold on one day, both do. None where there is a cycle.
    pub blocks: Vec<Block>,
    /// Shifts that recur by a cycle of days, in the place of weeks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle: Option<Cycle>,
    /// Days without work, sorted, each once, all from the first to the last day.
    pub days_off: Vec<NaiveDate>,
    /// Days that run otherwise, sorted, each once; they win over the week and the calendar, not over days off.
    pub special: Vec<SpecialDay>,
}

impl Schedule {
    /// One week, Monday first, in minutes without clock times, for all of the days.
    #[must_use]
    pub fn weekly(minutes: [i32; 7], first_day: NaiveDate, last_day: NaiveDate) -> Self {
        Self {
            first_day,
            last_day,
            week_one: first_day,
            keeps_calendar: false,
            blocks: vec![Block::weekly(minutes.map(Shift::of), first_day, last_day)],
            cycle: None,
            days_off: Vec::new(),
            special: Vec::new(),
        }
    }

    /// The minutes expected on `day`, the calendar left aside; none outside the schedule and on a day off.
    #[must_use]
    pub fn expected(&self, day: NaiveDate) -> i32 {
        self.shifts(day).map(|shift| shift.minutes).sum::<i32>().min(block::LONGEST)
    }

    /// The minutes expected on the days `first..=last`.
    #[must_use]
    pub fn expected_between(&self, first: NaiveDate, last: NaiveDate) -> i64 {
        let (first, last) = (first.max(self.first_day), last.min(self.last_day));
        first.iter_days().take_while(|day| *day <= last).map(|day| i64::from(self.expected(day))).sum()
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

    /// The minutes of the weekdays of the first block, Monday first: the week that a picture shows.
    #[must_use]
    pub fn week_minutes(&self) -> [i32; 7] {
        self.blocks.first().map_or([0; 7], |block| block.week.map(|shift| shift.minutes))
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
        if self.week_one == self.first_day {
            moved.week_one = first_day;
        }
        for block in &mut moved.blocks {
            let of = |own: NaiveDate, old, follow| {
                if own == old { follow } else { own.clamp(first_day, last_day) }
            };
            block.first_day = of(block.first_day, self.first_day, first_day);
            block.last_day = of(block.last_day, self.last_day, last_day).max(block.first_day);
        }
        moved.days_off.retain(|day| (first_day..=last_day).contains(day));
        moved.special.retain(|special| (first_day..=last_day).contains(&special.day));
        moved
    }
}
