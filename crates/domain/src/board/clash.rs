//! What a bar meets where it is dragged, as far as the board knows: the other bars of its row, the days on which the
//! person has lessons, is on leave or has no time, and the calendar. Of schedules it knows the weekdays.

use chrono::NaiveDate;

use super::{Bar, Row};
use crate::{
    calendar::{Calendar, DayKind, DayPart, OrganisationCalendar},
    conflict::{Circle, Conflict, ConflictKind, LeaveDays, Limits, Proposal, Taken, Timeline, conflicts},
    id::{PlacementId, SectionId},
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
    let sessions: Vec<Session> = first
        .iter_days()
        .take_while(|day| *day <= last)
        .filter(|day| bar.weekdays.contains(*day))
        .map(session)
        .collect();
    let others = row.bars.iter().filter(|other| other.id != bar.id && other.full_time && other.state.occupies());
    let mut taken = others.flat_map(|other| taken(other, first, last, &offsets)).collect::<Vec<_>>();
    let mut leaves = Vec::new();
    for day in sessions.iter().map(|session| session.day) {
        for busy in row.busy.iter().filter(|busy| busy.days.contains(day)) {
            match busy.kind {
                ConflictKind::Leave => {
                    let days = DayRange { first_day: day, last_day: day };
                    leaves.push(LeaveDays { days, part: DayPart::Whole, name: None });
                }
                kind => taken.push(busy_day(kind, day, &offsets)),
            }
        }
    }
    let proposal = Proposal { source, days: DayRange { first_day: first, last_day: last }, load, sessions: &sessions };
    let circle = Circle {
        host: &days.calendar,
        offsets: &offsets,
        taken: &Timeline::from(taken),
        leaves: &leaves,
        lapses: &[],
        places: None,
        limits: Limits::default(),
    };
    let mut found = conflicts(&proposal, &circle);
    for conflict in found.iter_mut().filter(|conflict| conflict.source == Some(UNKNOWN)) {
        conflict.kind = ConflictKind::Busy;
    }
    found
}

/// What takes a time that is not the reader's to know.
const UNKNOWN: Source = Source::Placement(PlacementId(0));

/// A day that lessons take, or something unknown.
fn busy_day(kind: ConflictKind, day: NaiveDate, offsets: &Offsets) -> Taken {
    let source = if kind == ConflictKind::Teaching { Source::Section(SectionId(0)) } else { UNKNOWN };
    Taken { span: offsets.whole_day(day), day, minutes: 0, source, name: None }
}

/// The days of another placement between two days.
fn taken(other: &Bar, first: NaiveDate, last: NaiveDate, offsets: &Offsets) -> Vec<Taken> {
    let (from, to) = (other.first_day.max(first), other.last_day.min(last));
    let days = from.iter_days().take_while(|day| *day <= to).filter(|day| other.weekdays.contains(*day));
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
