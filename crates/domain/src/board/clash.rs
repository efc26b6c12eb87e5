//! What a bar meets where it is dragged, as far as the board itself knows: the other bars of its row and the state's
//! calendar. A placement without a schedule is taken to work from Monday to Friday.

use chrono::{Datelike, NaiveDate};

use super::{Bar, Row};
use crate::{
    calendar::{Calendar, DayKind, OrganisationCalendar},
    conflict::{Circle, Conflict, Limits, Proposal, Taken, Timeline, conflicts},
    name::Named,
    placement::Load,
    policy::DayRange,
    session::{Offsets, Session, Source},
};

/// Minutes of an ordinary day of work.
const DAY_OF_WORK: i32 = 480;
/// The clocks of China; whole days are compared, so that any zone would do.
const CHINA: i32 = 480;

/// The days on which people work, as far as a board shows them.
#[derive(Clone, Debug, Default)]
pub struct Days {
    calendar: OrganisationCalendar,
}

impl Days {
    /// The ordinary weeks with days that differ from them.
    #[must_use]
    pub fn new(differing: Vec<(NaiveDate, DayKind)>) -> Self {
        Self { calendar: OrganisationCalendar::of_state(Calendar::new(differing, None)) }
    }

    /// The workdays from `first` to `last`, inclusive.
    #[must_use]
    pub fn workdays(&self, first: NaiveDate, last: NaiveDate) -> u32 {
        first.pred_opt().map_or(0, |before| self.calendar.state.workdays(before, last))
    }
}

/// What `bar` of `row` would meet on the days `first..=last`, hard conflicts first.
#[must_use]
pub fn clashes(row: &Row, bar: &Bar, first: NaiveDate, last: NaiveDate, days: &Days) -> Vec<Conflict> {
    let (source, offsets) = (Some(Source::Placement(bar.id)), Offsets::fixed(CHINA));
    let load = if bar.full_time { Load::FullTime } else { Load::PartTime };
    let session = |day| Session {
        day,
        span: None,
        minutes: if bar.full_time { DAY_OF_WORK } else { 0 },
        source: Source::Placement(bar.id),
    };
    let sessions: Vec<Session> =
        first.iter_days().take_while(|day| *day <= last).filter(|day| is_of_week(*day)).map(session).collect();
    let others = row.bars.iter().filter(|other| other.id != bar.id && other.full_time && other.state.occupies());
    let taken = others.flat_map(|other| taken(other, first, last, &offsets)).collect::<Vec<_>>();
    let proposal = Proposal { source, days: DayRange { first_day: first, last_day: last }, load, sessions: &sessions };
    let circle = Circle {
        host: &days.calendar,
        offsets: &offsets,
        taken: &Timeline::from(taken),
        leaves: &[],
        lapses: &[],
        places: None,
        limits: Limits::default(),
    };
    conflicts(&proposal, &circle)
}

/// The days of another placement between two days.
fn taken(other: &Bar, first: NaiveDate, last: NaiveDate, offsets: &Offsets) -> Vec<Taken> {
    let (from, to) = (other.first_day.max(first), other.last_day.min(last));
    let days = from.iter_days().take_while(|day| *day <= to).filter(|day| is_of_week(*day));
    let name = Some(Named::new(other.place.clone(), None));
    let one = |day| Taken {
        span: offsets.whole_day(day),
        day,
        minutes: DAY_OF_WORK,
        source: Source::Placement(other.id),
        name: name.clone(),
    };
    days.map(one).collect()
}

fn is_of_week(day: NaiveDate) -> bool {
    day.weekday().num_days_from_monday() < 5
}
