//! What a schedule is made of.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// The most minutes of a day.
pub(super) const LONGEST: i32 = 1440;

/// The most weeks after which a rhythm begins anew.
pub(super) const MOST_WEEKS: i32 = 8;

/// Work on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// The minute of the day at which it starts, 0..1440; `None` where only its length is known.
    pub start: Option<i32>,
    /// Its length, 0..=1440; one that passes midnight belongs to the day on which it starts.
    pub minutes: i32,
}

impl Shift {
    /// So many minutes at no particular time.
    #[must_use]
    pub const fn of(minutes: i32) -> Self {
        Self { start: None, minutes }
    }
}

/// In which weeks a block runs: every so many, in the so-maniest of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rhythm {
    /// After how many weeks it begins anew, 1..=8.
    pub every: i32,
    /// In which of them it runs, 1..=`every`.
    pub turn: i32,
}

impl Rhythm {
    /// Every week.
    pub const WEEKLY: Self = Self { every: 1, turn: 1 };
    /// 单周.
    pub const ODD: Self = Self { every: 2, turn: 1 };
    /// 双周.
    pub const EVEN: Self = Self { every: 2, turn: 2 };

    /// Whether it runs in the week of `day`, counted from the week of `week_one`.
    #[must_use]
    pub fn runs(self, week_one: NaiveDate, day: NaiveDate) -> bool {
        let weeks = (monday(day) - monday(week_one)).num_weeks();
        weeks.rem_euclid(i64::from(self.every.max(1))) == i64::from(self.turn - 1)
    }

    /// The rhythm of a text such as `1/1`, `1/2` (odd weeks), `2/2` (even weeks), `3/4`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (turn, every) = text.trim().split_once('/')?;
        let (turn, every) = (turn.parse().ok()?, every.parse().ok()?);
        ((1..=MOST_WEEKS).contains(&every) && (1..=every).contains(&turn)).then_some(Self { every, turn })
    }
}

impl std::fmt::Display for Rhythm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.turn, self.every)
    }
}

/// A week that recurs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive.
    pub last_day: NaiveDate,
    /// In which weeks.
    pub rhythm: Rhythm,
    /// The weekdays, Monday first.
    pub week: [Shift; 7],
}

impl Block {
    /// The same in every week.
    #[must_use]
    pub const fn weekly(week: [Shift; 7], first_day: NaiveDate, last_day: NaiveDate) -> Self {
        Self { first_day, last_day, rhythm: Rhythm::WEEKLY, week }
    }

    /// The work on `day`, where there is some; the day runs as `as_day`, which is mostly itself.
    #[must_use]
    pub fn shift(&self, week_one: NaiveDate, day: NaiveDate, as_day: NaiveDate) -> Option<Shift> {
        let runs = self.first_day <= day && day <= self.last_day && self.rhythm.runs(week_one, as_day);
        let weekday = usize::try_from(as_day.weekday().num_days_from_monday()).ok()?;
        self.week.get(weekday).copied().filter(|shift| runs && shift.minutes > 0)
    }
}

/// How a day runs that does not run as its weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Special {
    /// So long, also on a day that is free by the week or the calendar.
    Works(Shift),
    /// As another day would.
    RunsAs(NaiveDate),
}

/// A day that does not run as its weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    /// The day.
    pub day: NaiveDate,
    /// How it runs.
    pub how: Special,
}

/// The Monday of the week of a day.
pub(super) fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}
