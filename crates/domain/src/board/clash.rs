//! What speaks against a bar where it is dragged, as far as the board itself knows.

use chrono::NaiveDate;

use super::{Bar, Row};
use crate::{
    id::PlacementId,
    policy::{Calendar, DayKind},
};

/// The days on which people work, as far as a board shows them.
#[derive(Clone, Debug, Default)]
pub struct Days {
    calendar: Calendar,
}

impl Days {
    /// The ordinary weeks with days that differ from them.
    #[must_use]
    pub fn new(differing: Vec<(NaiveDate, DayKind)>) -> Self {
        Self { calendar: Calendar::new(differing, None) }
    }

    /// What a day is.
    #[must_use]
    pub fn kind(&self, day: NaiveDate) -> DayKind {
        self.calendar.kind(day)
    }

    /// The workdays from `first` to `last`, inclusive.
    #[must_use]
    pub fn workdays(&self, first: NaiveDate, last: NaiveDate) -> u32 {
        first.pred_opt().map_or(0, |before| self.calendar.workdays(before, last))
    }
}

/// What speaks against days of a placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// Another placement of the person, both full time; the days on which both are, inclusive.
    Placement(PlacementId, NaiveDate, NaiveDate),
    /// Nobody works on any of the days.
    NoWorkday,
    /// It would begin on a holiday.
    BeginsOnHoliday(NaiveDate),
}

impl Clash {
    /// Whether the server refuses it: nobody can be at two places.
    #[must_use]
    pub const fn is_hard(self) -> bool {
        matches!(self, Self::Placement(..))
    }
}

/// What speaks against `bar` of `row` on the days `first..=last`, hard clashes first.
#[must_use]
pub fn clashes(row: &Row, bar: &Bar, first: NaiveDate, last: NaiveDate, days: &Days) -> Vec<Clash> {
    let mut found = Vec::new();
    for other in &row.bars {
        let (from, to) = (other.first_day.max(first), other.last_day.min(last));
        if other.id != bar.id && bar.full_time && other.full_time && other.state.occupies() && from <= to {
            found.push(Clash::Placement(other.id, from, to));
        }
    }
    if days.workdays(first, last) == 0 {
        found.push(Clash::NoWorkday);
    } else if days.kind(first) == DayKind::Holiday {
        found.push(Clash::BeginsOnHoliday(first));
    }
    found
}
