//! When a course section meets, from a row: by weekdays and periods, or by dates and clock times.

use chrono::NaiveDate;
use domain::{
    Code,
    timetable::{
        Meeting, PeriodClock, SectionMeeting, TermLine, WeekSet, meetings_of, parts, read_dated, read_meetings,
        tells_dates,
    },
};

use crate::mapping::RecordReader;

/// The longest cell of meeting times; one that tells dates has a line for each.
const LONGEST: usize = 60_000;

/// What the meetings of a row are read against.
pub(super) struct Held<'a, S> {
    pub(super) term: &'a TermLine,
    pub(super) clock: Option<&'a PeriodClock>,
    /// The day whose timetable a day runs.
    pub(super) runs_as: S,
}

/// The first day that a row's meetings name, if they name days.
pub(super) fn first_day(read: &mut RecordReader<'_>) -> Option<NaiveDate> {
    let text = read.optional("meetings", LONGEST)??;
    let text = text.trim_start();
    if tells_dates(text) { text.get(..10)?.parse().ok() } else { None }
}

impl<S: Fn(NaiveDate) -> NaiveDate> Held<'_, S> {
    /// The meetings with their rooms, and whether rooms were left out because nobody can tell whose they are.
    pub(super) fn read(&self, read: &mut RecordReader<'_>) -> Option<(Vec<SectionMeeting>, bool)> {
        let text = read.optional("meetings", LONGEST)?.unwrap_or_default();
        let rooms = read.optional("rooms", 2_000)?;
        if tells_dates(&text) {
            return self.dated(read, &text).map(|meetings| (meetings, false));
        }
        let weeks = match read.optional("weeks", 4_000)?.as_deref().map(str::trim) {
            None | Some("" | "-" | "—" | "－" | "/" | "无") => None,
            Some(text) => match WeekSet::parse(text) {
                Ok(weeks) => Some(weeks),
                Err(misread) => {
                    read.wrong("weeks", misread.code);
                    return None;
                }
            },
        };
        let meetings = match read_meetings(&text, weeks) {
            Ok(meetings) => meetings,
            Err(misread) => {
                read.wrong("meetings", misread.code);
                return None;
            }
        };
        let periods = self.clock.map_or(0, |clock| clock.periods().len());
        if meetings.iter().any(|meeting| usize::from(meeting.last_period) > periods) {
            read.wrong("meetings", Code::UnknownPeriod);
        } else if meetings.iter().any(|meeting| meeting.weeks.last() > Some(self.term.term.weeks)) {
            read.wrong("meetings", Code::OutsideTerm);
        }
        Some(with_rooms(&meetings, rooms.as_deref()))
    }

    fn dated(&self, read: &mut RecordReader<'_>, text: &str) -> Option<Vec<SectionMeeting>> {
        let clock = self.clock.cloned().unwrap_or_default();
        let lessons = read_dated(text).map_err(|misread| misread.code);
        match lessons.and_then(|lessons| meetings_of(&lessons, &self.term.term, &clock, &self.runs_as)) {
            Ok(meetings) => Some(meetings),
            Err(code) => {
                read.wrong("meetings", code);
                None
            }
        }
    }
}

/// One room for all meetings, or one for each in their order.
fn with_rooms(meetings: &[Meeting], rooms: Option<&str>) -> (Vec<SectionMeeting>, bool) {
    let rooms: Vec<&str> = rooms.map(|rooms| parts(rooms).collect()).unwrap_or_default();
    let room = |at: usize| match rooms.as_slice() {
        [one] => Some((*one).to_owned()),
        several if several.len() == meetings.len() => several.get(at).map(|room| (*room).to_owned()),
        _ => None,
    };
    let left_out = rooms.len() > 1 && rooms.len() != meetings.len() && !meetings.is_empty();
    let held = |(at, meeting): (usize, &Meeting)| SectionMeeting { meeting: *meeting, room: room(at) };
    (meetings.iter().enumerate().map(held).collect(), left_out)
}
