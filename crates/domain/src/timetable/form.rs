//! What people type of a term and of the period clock.

use serde::{Deserialize, Serialize};

use super::{PeriodClock, Term, WeekSet, is_monday, weeks::LAST_WEEK};
use crate::{Code, Result, form::Check};

/// A term as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TermForm {
    /// What it is called, such as `2026-2027-1`; files name it so.
    pub name: String,
    /// The Monday of week 1.
    pub first_day: String,
    /// How many weeks there are.
    pub weeks: String,
    /// The weeks of exams, as an expression; may be empty.
    pub exam_weeks: String,
    /// The version that was changed; empty for a new term.
    pub version: String,
}

/// A term that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermText {
    /// What it is called.
    pub name: String,
    /// Its weeks.
    pub term: Term,
}

impl TermForm {
    /// The form of a term as it stands.
    #[must_use]
    pub fn of(name: &str, term: &Term, version: i32) -> Self {
        Self {
            name: name.to_owned(),
            first_day: term.first_day.to_string(),
            weeks: term.weeks.to_string(),
            exam_weeks: term.exam_weeks.to_string(),
            version: version.to_string(),
        }
    }

    /// Reads the form.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong: a first day that is missing or no Monday, weeks
    /// beyond [`LAST_WEEK`], exam weeks that cannot be read or lie outside the term.
    pub fn check(&self) -> Result<TermText> {
        let mut check = Check::default();
        let name = check.text("name", &self.name, 60);
        let first_day = check.day("first_day", &self.first_day);
        if first_day.is_some_and(|day| !is_monday(day)) {
            check.wrong("first_day", Code::NotAMonday);
        }
        let weeks = check.number("weeks", &self.weeks, 1..=i64::from(LAST_WEEK));
        let weeks = weeks.and_then(|weeks| u8::try_from(weeks).ok());
        let exams = match self.exam_weeks.trim() {
            "" => Some(WeekSet::EMPTY),
            text => check.take("exam_weeks", WeekSet::parse(text).map_err(Code::from)),
        };
        if let (Some(weeks), Some(exams)) = (weeks, exams)
            && exams.last().is_some_and(|last| last > weeks)
        {
            check.wrong("exam_weeks", Code::OutOfRange);
        }
        let term = (|| {
            let term = Term { first_day: first_day?, weeks: weeks?, exam_weeks: exams? };
            Some(TermText { name: name?, term })
        })();
        check.finish(term)
    }
}

/// The period clock as it is typed, a line a period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClockForm {
    /// Lines such as `1 08:00-08:45`.
    pub periods: String,
    /// The version that was changed; empty when there is none yet.
    pub version: String,
}

impl ClockForm {
    /// Reads the form.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] when it is no clock.
    pub fn check(&self) -> Result<PeriodClock> {
        let mut check = Check::default();
        let clock = check.take("periods", PeriodClock::parse(&self.periods).map_err(|(code, _)| code));
        check.finish(clock)
    }
}
