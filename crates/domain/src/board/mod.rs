//! The board: people as rows, weeks as columns, placements as bars.
//!
//! What server and browser must agree upon stands here: which days a board shows, how bars that overlap are laid
//! below each other, how rows travel as text, and what speaks against a bar where it is dragged.

mod busy;
mod clash;
mod wire;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    id::{PersonId, PlacementId},
    placement::State,
    schedule::Schedule,
};

pub use busy::{Busy, DaySet};
pub use clash::{Days as WorkDays, clashes};
pub use wire::{read_asking, read_bar, read_days, read_rows, write_asking, write_bar, write_days, write_rows};

text_enum! {
    /// How much time a board shows.
    pub enum Span {
        /// Half a school year: September to February, or March to August.
        Term = "term",
        /// A school year, from September on.
        Year = "year",
        /// Five school years.
        FiveYears = "five_years",
    }
}

text_enum! {
    /// Whose rows a board has.
    pub enum Who {
        /// The own people: the teachers of a college, the engineers of an enterprise.
        Own = "own",
        /// The people of others whom the organisation hosts.
        Hosted = "hosted",
    }
}

impl Span {
    /// The days of the span in which `day` lies, before they are widened to weeks; inclusive.
    fn bounds(self, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        let (year, month) = (day.year(), day.month());
        let autumn = if month >= 9 { year } else { year - 1 };
        let first = match self {
            Self::Term if (3..9).contains(&month) => NaiveDate::from_ymd_opt(year, 3, 1),
            _ => NaiveDate::from_ymd_opt(autumn, 9, 1),
        };
        let months = match self {
            Self::Term => 6,
            Self::Year => 12,
            Self::FiveYears => 60,
        };
        let first = first.unwrap_or(day);
        let end = first.checked_add_months(Months::new(months)).and_then(|end| end.pred_opt());
        (first, end.unwrap_or(day))
    }

    /// The days of the span in which `day` lies, from a Monday to a Sunday, inclusive.
    #[must_use]
    pub fn days(self, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        let (first, last) = self.bounds(day);
        let back = u64::from(first.weekday().num_days_from_monday());
        let on = 6 - u64::from(last.weekday().num_days_from_monday());
        let monday = first.checked_sub_days(Days::new(back)).unwrap_or(first);
        (monday, last.checked_add_days(Days::new(on)).unwrap_or(last))
    }

    /// A day of the span before the one in which `day` lies.
    #[must_use]
    pub fn before(self, day: NaiveDate) -> NaiveDate {
        let (first, _) = self.bounds(day);
        let months = if self == Self::FiveYears { 60 } else { 0 };
        first.checked_sub_months(Months::new(months)).filter(|_| months > 0).or(first.pred_opt()).unwrap_or(first)
    }

    /// A day of the span after the one in which `day` lies.
    #[must_use]
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        let (_, last) = self.bounds(day);
        last.succ_opt().unwrap_or(last)
    }
}

/// What a board shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BoardFilter {
    /// Text of a [`Span`]; a term when empty.
    pub span: String,
    /// A day of the span, `YYYY-MM-DD`; today when empty.
    pub from: String,
    /// Text of a [`Who`]; the own people when empty.
    pub who: String,
    /// The name of a department, or empty.
    pub department: String,
    /// Text of a [`State`], or empty.
    pub state: String,
    /// Text of a [`crate::placement::Direction`], or empty.
    pub direction: String,
    /// Part of a name or staff number.
    pub q: String,
    /// `table` for the rows as a table.
    pub view: String,
    /// Where the page begins.
    pub cursor: String,
}

impl BoardFilter {
    /// How much time is shown.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::parse(&self.span).unwrap_or(Span::Term)
    }

    /// Whose rows are shown.
    #[must_use]
    pub fn who(&self) -> Who {
        Who::parse(&self.who).unwrap_or(Who::Own)
    }

    /// A day of the span: that of the address, or today.
    #[must_use]
    pub fn day(&self, today: NaiveDate) -> NaiveDate {
        // What lies beyond some generations is a mistake of typing.
        self.from.trim().parse().ok().filter(|day: &NaiveDate| (1990..2100).contains(&day.year())).unwrap_or(today)
    }

    /// Whether only those with placements have a row: in the table, and where the placements are narrowed.
    #[must_use]
    pub fn only_placed(&self) -> bool {
        self.is_table() || !self.state.is_empty() || !self.direction.is_empty()
    }

    /// Whether the rows are shown as a table.
    #[must_use]
    pub fn is_table(&self) -> bool {
        self.view == "table"
    }
}

text_enum! {
    /// What a reader may do to the days of a placement.
    pub enum Change {
        /// Nothing.
        No = "no",
        /// Change them: a draft of the own side.
        Edit = "edit",
        /// Propose others, which the other side accepts.
        Propose = "propose",
    }
}

/// A placement on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Which.
    pub id: PlacementId,
    /// Counts its edits.
    pub version: i32,
    /// Where it stands.
    pub state: State,
    /// Whether it takes the whole working time.
    pub full_time: bool,
    /// On which weekdays somebody is expected, as far as that is known.
    pub weekdays: Weekdays,
    /// What the reader may do to its days.
    pub change: Change,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive.
    pub last_day: NaiveDate,
    /// New days that wait for one side, inclusive.
    pub proposed: Option<(NaiveDate, NaiveDate)>,
    /// Where it is, in the reader's language: the host, or of a hosted person the sender.
    pub place: String,
}

/// A person on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Who.
    pub person: PersonId,
    /// Name, in the reader's language.
    pub name: String,
    /// The department, or nothing.
    pub department: String,
    /// The placements, the earliest first.
    pub bars: Vec<Bar>,
    /// What else takes the time of the person on the days shown.
    pub busy: Vec<Busy>,
}

/// Weekdays, Monday in the lowest bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weekdays(pub u8);

impl Weekdays {
    /// Monday to Friday.
    pub const WORKWEEK: Self = Self(0b001_1111);
    /// Every day.
    pub const ALL: Self = Self(0b111_1111);

    /// The weekdays on which a schedule may run.
    #[must_use]
    pub fn of(schedule: &Schedule) -> Self {
        if schedule.cycle.is_some() {
            return Self::ALL;
        }
        let shifts = schedule.blocks.iter().flat_map(|block| (0..7).zip(block.week));
        Self(shifts.filter(|(_, shift)| shift.minutes > 0).fold(0, |days, (weekday, _)| days | 1 << weekday))
    }

    /// Whether a day is on one of them.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.0 >> day.weekday().num_days_from_monday() & 1 == 1
    }
}

/// For each of some stretches of days, earliest first, the first line below its row's top on which it overlaps no
/// other, from 0 on.
#[must_use]
pub fn lines(days: &[(NaiveDate, NaiveDate)]) -> Vec<usize> {
    let mut ends: Vec<NaiveDate> = Vec::new();
    let place = |(first, last): &(NaiveDate, NaiveDate)| {
        let free = ends.iter().position(|end| end < first).unwrap_or(ends.len());
        match ends.get_mut(free) {
            Some(end) => *end = *last,
            None => ends.push(*last),
        }
        free
    };
    days.iter().map(place).collect()
}

#[cfg(test)]
mod tests;
