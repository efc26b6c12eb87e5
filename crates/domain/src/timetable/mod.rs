//! Timetables of colleges (课表): teaching weeks, numbered periods, terms, and the meetings of a course section.
//!
//! What registrars write is read without guessing: what cannot be read, or says two things, is a [`Misread`] with
//! its place. Days are local dates of the college, times minutes of its day.

mod cell;
mod dated;
mod form;
mod lesson;
mod period;
mod section;
mod token;
mod weeks;

#[cfg(test)]
mod tests;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::Code;

pub use cell::{MOST_MEETINGS, parts, read_meetings, write_meetings};
pub use dated::{DatedLesson, MOST_LESSONS, meetings_of, read_dated, tells_dates, write_dated};
pub use form::{ClockForm, TermForm, TermText};
pub use lesson::{Lesson, TeachingDay, TeachingDays};
pub use period::{MOST_PERIODS, Period, PeriodClock};
pub use section::{Section, SectionMeeting, SectionTeacher, TaughtLesson, TermLine, term_on};
pub use weeks::{LAST_WEEK, WeekSet};

/// What cannot be read in a text, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misread {
    /// What is wrong.
    pub code: Code,
    /// The place of the character where it begins, 1 being the first.
    pub at: usize,
}

impl std::fmt::Display for Misread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at character {}", self.code, self.at)
    }
}

impl From<Misread> for Code {
    fn from(misread: Misread) -> Self {
        misread.code
    }
}

/// Whether a week's number is odd or even (单周, 双周).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parity {
    /// 单周.
    Odd,
    /// 双周.
    Even,
}

impl Parity {
    /// That of a week.
    #[must_use]
    pub const fn of(week: u8) -> Self {
        if week % 2 == 1 { Self::Odd } else { Self::Even }
    }
}

/// One weekly meeting of a course section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Meeting {
    /// The day of the week.
    pub weekday: Weekday,
    /// The number of the first period, 1 being the first of the day.
    pub first_period: u8,
    /// The number of the last period, inclusive.
    pub last_period: u8,
    /// In which weeks of the term.
    pub weeks: WeekSet,
}

/// The weeks of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The Monday of week 1.
    pub first_day: NaiveDate,
    /// How many weeks there are, exam weeks included; at most [`LAST_WEEK`].
    pub weeks: u8,
    /// The weeks of exams, in which nothing of the timetable is held.
    pub exam_weeks: WeekSet,
}

impl Term {
    /// The Sunday of the last week.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        let days = Days::new(u64::from(self.weeks.max(1)) * 7 - 1);
        self.first_day.checked_add_days(days).unwrap_or(NaiveDate::MAX)
    }

    /// The week in which a day lies; none outside the term.
    #[must_use]
    pub fn week_of(&self, day: NaiveDate) -> Option<u8> {
        let days = (day - self.first_day).num_days();
        let week = u8::try_from(days.div_euclid(7) + 1).ok()?;
        (1..=self.weeks).contains(&week).then_some(week)
    }

    /// The days of a week, Monday first; none when the term has no such week.
    #[must_use]
    pub fn days(&self, week: u8) -> Vec<NaiveDate> {
        if !(1..=self.weeks).contains(&week) {
            return Vec::new();
        }
        let monday = self.first_day.checked_add_days(Days::new(u64::from(week - 1) * 7));
        monday.map(|monday| monday.iter_days().take(7).collect()).unwrap_or_default()
    }

    /// The weeks in which the timetable is held.
    #[must_use]
    pub fn teaching_weeks(&self) -> WeekSet {
        WeekSet::range(1, self.weeks).without(self.exam_weeks)
    }
}

/// The place of a weekday in a week that begins on Monday, from 0 to 6.
const fn place(weekday: Weekday) -> usize {
    weekday.num_days_from_monday() as usize
}

/// Whether a day is the Monday with which a term begins.
fn is_monday(day: NaiveDate) -> bool {
    day.weekday() == Weekday::Mon
}
