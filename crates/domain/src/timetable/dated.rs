//! Lessons by their dates and clock times, as calendar files tell them, and the meetings of a term that they make up.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};

use super::{
    Meeting, Misread, Period, PeriodClock, SectionMeeting, Term, WeekSet,
    period::{clock_text, minute},
    place,
};
use crate::Code;

/// The most lessons of one section.
pub const MOST_LESSONS: usize = 1_000;

/// One lesson as a calendar file tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedLesson {
    /// The day on which it is held.
    pub day: NaiveDate,
    /// From when to when on that day.
    pub time: Period,
    /// Where.
    pub room: Option<String>,
}

/// Whether a cell of meeting times tells dates, not weekdays.
#[must_use]
pub fn tells_dates(text: &str) -> bool {
    text.trim_start().get(..10).is_some_and(|head| head.parse::<NaiveDate>().is_ok())
}

/// Reads `2026-09-07 08:00-09:40 @ N301; 2026-09-14 08:00-09:40`: lessons parted by semicolons or line breaks, each
/// with its room if it has one.
///
/// # Errors
/// With the place in the cell: [`Code::BadMeeting`] of what is no lesson; [`Code::EndBeforeStart`];
/// [`Code::TooLarge`] of more than [`MOST_LESSONS`].
pub fn read_dated(text: &str) -> Result<Vec<DatedLesson>, Misread> {
    let mut lessons = Vec::new();
    let mut at = 1;
    for part in text.split([';', '；', '\n']) {
        if !part.trim().is_empty() {
            if lessons.len() == MOST_LESSONS {
                return Err(Misread { code: Code::TooLarge, at });
            }
            let lesson = read_one(part.trim()).ok_or(Misread { code: Code::BadMeeting, at })?;
            if lesson.time.end <= lesson.time.start {
                return Err(Misread { code: Code::EndBeforeStart, at });
            }
            lessons.push(lesson);
        }
        at += part.chars().count() + 1;
    }
    Ok(lessons)
}

/// Writes lessons so that [`read_dated`] reads them again; what would part them is left out of the rooms.
#[must_use]
pub fn write_dated(lessons: &[DatedLesson]) -> String {
    let mut text = String::new();
    for DatedLesson { day, time, room } in lessons {
        let parted = if text.is_empty() { "" } else { "; " };
        let (start, end) = (clock_text(time.start), clock_text(time.end));
        // Writing to a string cannot fail.
        let _ = write!(text, "{parted}{day} {start}-{end}");
        if let Some(room) = room {
            let _ = write!(text, " @ {}", room.replace([';', '；', '\n', '\r'], " ").trim());
        }
    }
    text
}

/// The weekly meetings that lessons make up: the same periods of the same weekday in the same room, in the weeks in
/// which they are held. `runs_as` is the day whose timetable a day runs, so that a lesson on a make-up Saturday is one
/// of the weekday that it stands for.
///
/// # Errors
/// [`Code::OutsideTerm`] of a lesson on no day of the term; [`Code::UnknownPeriod`] of one that does not begin and end
/// with periods of the clock.
pub fn meetings_of(
    lessons: &[DatedLesson],
    term: &Term,
    clock: &PeriodClock,
    runs_as: impl Fn(NaiveDate) -> NaiveDate,
) -> Result<Vec<SectionMeeting>, Code> {
    let mut meetings: Vec<SectionMeeting> = Vec::new();
    for lesson in lessons {
        let day = runs_as(lesson.day);
        let week = term.week_of(day).ok_or(Code::OutsideTerm)?;
        let periods = clock.periods_of(lesson.time.start, lesson.time.end).ok_or(Code::UnknownPeriod)?;
        let (weekday, weeks) = (day.weekday(), WeekSet::range(week, week));
        let held = Meeting { weekday, first_period: periods.0, last_period: periods.1, weeks };
        let same =
            |known: &&mut SectionMeeting| known.room == lesson.room && Meeting { weeks, ..known.meeting } == held;
        match meetings.iter_mut().find(same) {
            Some(known) => known.meeting.weeks = known.meeting.weeks.or(weeks),
            None => meetings.push(SectionMeeting { meeting: held, room: lesson.room.clone() }),
        }
    }
    meetings.sort_by_key(|known| (place(known.meeting.weekday), known.meeting.first_period));
    Ok(meetings)
}

fn read_one(part: &str) -> Option<DatedLesson> {
    let (when, room) = match part.split_once('@') {
        Some((when, room)) => (when.trim(), Some(room.trim().to_owned()).filter(|room| !room.is_empty())),
        None => (part, None),
    };
    let (day, time) = when.split_once(char::is_whitespace)?;
    let (start, end) = time.split_once(['-', '–'])?;
    Some(DatedLesson { day: day.parse().ok()?, time: Period { start: minute(start)?, end: minute(end)? }, room })
}
