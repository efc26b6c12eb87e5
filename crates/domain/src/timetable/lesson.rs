//! From the meetings of a week to lessons on days: which day runs which day's timetable.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Meeting, Period, PeriodClock, Term, place};

/// Where the morning ends and the afternoon begins, in minutes of the day.
const NOON: u16 = 12 * 60;

/// What a day of the college's calendar means to its timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeachingDay {
    /// Whether lessons may be held before noon.
    pub morning: bool,
    /// Whether lessons may be held after noon.
    pub afternoon: bool,
    /// The day whose timetable runs; the day itself but on a substitution day.
    pub runs_as: NaiveDate,
}

/// One lesson of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Lesson {
    /// The day on which it is held.
    pub day: NaiveDate,
    /// The minute of the day in which it begins.
    pub start: u16,
    /// The minute of the day with which it is over.
    pub end: u16,
}

/// The days of a term on which lessons are held, by the weekday whose timetable they run. Made once for all
/// sections of a college.
#[derive(Clone, Debug, Default)]
pub struct TeachingDays {
    weekdays: [Vec<Held>; 7],
}

/// A day that runs a day of a teaching week.
#[derive(Clone, Copy, Debug)]
struct Held {
    week: u8,
    day: NaiveDate,
    morning: bool,
    afternoon: bool,
}

impl TeachingDays {
    /// The days `first..=last`, as far as they lie in the term, by what the college's calendar says of each. A
    /// substitution day runs the weekday and the week of the day that it stands for, also when it lies in another week.
    /// Exam weeks have no lessons, nor has a day that stands for one in an exam week.
    pub fn new(term: &Term, first: NaiveDate, last: NaiveDate, says: impl Fn(NaiveDate) -> TeachingDay) -> Self {
        let mut days = Self::default();
        let (first, last) = (first.max(term.first_day), last.min(term.last_day()));
        for day in first.iter_days().take_while(|day| *day <= last) {
            let TeachingDay { morning, afternoon, runs_as } = says(day);
            let week = term.week_of(runs_as).filter(|week| term.teaching_weeks().contains(*week));
            let weekday = days.weekdays.get_mut(place(runs_as.weekday()));
            if let (Some(week), Some(weekday), true) = (week, weekday, morning || afternoon) {
                weekday.push(Held { week, day, morning, afternoon });
            }
        }
        days
    }

    /// The lessons of a meeting, in the order of their days; none when the clock does not have its periods.
    pub fn lessons(&self, meeting: &Meeting, clock: &PeriodClock) -> impl Iterator<Item = Lesson> {
        let span = clock.span(meeting.first_period, meeting.last_period);
        let days = self.weekdays.get(place(meeting.weekday)).map_or(&[][..], Vec::as_slice);
        let weeks = meeting.weeks;
        let held = span.into_iter().flat_map(move |span| days.iter().map(move |held| (held, span)));
        held.filter_map(move |(held, Period { start, end })| {
            let open = (held.morning || start >= NOON) && (held.afternoon || end <= NOON);
            (weeks.contains(held.week) && open).then_some(Lesson { day: held.day, start, end })
        })
    }
}
