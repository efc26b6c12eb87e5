//! Timetables from iCalendar files, such as a teacher's calendar from the registrar's system.

use std::collections::BTreeMap;

use domain::{
    Code,
    timetable::{DatedLesson, Period, write_dated},
};

use crate::{
    ical::{self, Event, Tz, When},
    tabular::{Cell, FileError, Row, Sheet},
};

/// What stands before the names of the teachers in the description of an event.
const TEACHERS: [&str; 5] = ["任课教师", "授课教师", "教师", "老师", "Teacher"];

/// The lessons of a calendar file: a row for each course, named by the events' title, with all its lessons. A day
/// without clock times is no lesson; its row says the day alone, which the import refuses.
///
/// # Errors
/// What is wrong with the file, with its line; [`Code::UnknownZone`] where its times are in UTC and nothing says which
/// clock they are meant for.
pub(super) fn lessons(bytes: &[u8]) -> Result<Sheet, FileError> {
    let events = ical::read(bytes, super::calendar_years(), home(bytes)?).map_err(super::first_error)?;
    let mut sheet = Sheet::new(&["course", "meetings", "teachers", "description", "categories"], Vec::new());
    let mut courses: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
    for event in events.iter().filter(|event| !event.about.is_cancelled) {
        courses.entry(event.about.summary.trim()).or_default().push(event);
    }
    sheet.rows = courses.values().filter_map(|course| row(course)).collect();
    sheet.rows.sort_by_key(|row| row.line);
    Ok(sheet)
}

fn row(course: &[&Event]) -> Option<Row> {
    let about = &course.first()?.about;
    let same = |text: fn(&ical::About) -> &str| {
        let first = text(about);
        Cell::text(if course.iter().all(|event| text(&event.about) == first) { first.trim() } else { "" })
    };
    let mut teachers: Vec<&str> = course.iter().flat_map(|event| teachers(&event.about.description)).collect();
    teachers.sort_unstable();
    teachers.dedup();
    let line = course.iter().map(|event| event.about.line).min()?;
    let cells = vec![
        Cell::text(about.summary.trim()),
        Cell::text(meetings(course)),
        Cell::text(teachers.join("|")),
        same(|about| &about.description),
        Cell::text(about.categories.join("|")),
    ];
    Some(Row { line, cells })
}

fn meetings(course: &[&Event]) -> String {
    let mut lessons = Vec::new();
    for event in course {
        match lesson(event) {
            Some(lesson) => lessons.push(lesson),
            None => return event.when.days().0.to_string(),
        }
    }
    write_dated(&lessons)
}

/// A span of one day with whole minutes; one up to midnight ends with its day.
fn lesson(event: &Event) -> Option<DatedLesson> {
    let When::Span { start, end } = event.when else { return None };
    let (start, end) = (start.naive_local(), end.naive_local());
    let day = start.date();
    let minute =
        |at: chrono::NaiveDateTime| u16::try_from((at - day.and_time(chrono::NaiveTime::MIN)).num_minutes()).ok();
    let time = Period { start: minute(start)?, end: minute(end).filter(|end| *end <= 24 * 60)? };
    let room = Some(event.about.location.trim().to_owned()).filter(|room| !room.is_empty());
    Some(DatedLesson { day, time, room })
}

/// The names behind a label such as `任课教师：`.
fn teachers(description: &str) -> impl Iterator<Item = &str> {
    let named = description.lines().filter_map(|line| {
        let (label, names) = line.split_once([':', '：'])?;
        TEACHERS.contains(&label.trim()).then(|| names.trim())
    });
    named.filter(|names| !names.is_empty())
}

/// The zone whose clock the lessons keep to: that of the file, else that of its first event.
fn home(bytes: &[u8]) -> Result<Tz, FileError> {
    if let Some(zone) = super::zone_of(bytes).and_then(|zone| ical::zone_named(&zone)) {
        return Ok(zone);
    }
    let text = String::from_utf8_lossy(bytes);
    // A description of a zone has starts of its own.
    let mut lines = (1_u32..).zip(text.lines()).skip_while(|(_, line)| line.trim_end() != "BEGIN:VEVENT");
    let Some((line, start)) = lines.find(|(_, line)| line.starts_with("DTSTART")) else { return Ok(Tz::UTC) };
    let unknown = || FileError::at(Code::UnknownZone, line).in_column("DTSTART");
    let (head, value) = start.split_once(':').unwrap_or((start, ""));
    match head.split(';').find_map(|part| part.strip_prefix("TZID=")) {
        Some(zone) => ical::zone_named(zone.trim_matches('"')).ok_or_else(unknown),
        None if value.trim_end().ends_with('Z') => Err(unknown()),
        // Times without a zone are what the clock shows.
        None => Ok(Tz::UTC),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<(u32, Vec<String>)>, FileError> {
        let sheet = lessons(text.replace('\n', "\r\n").as_bytes())?;
        Ok(sheet.rows.iter().map(|row| (row.line, row.cells.iter().map(Cell::shown).collect())).collect())
    }

    const FILE: &str = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:电机学\nLOCATION:H楼-1\n\
        DESCRIPTION:第1-2节\\n任课教师：严桂香\nDTSTART;TZID=Asia/Shanghai:20260907T080000\n\
        DTEND;TZID=Asia/Shanghai:20260907T094000\nRRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:b\nSUMMARY:电机学\nDTSTART:20260909T020000Z\nDTEND:20260909T034000Z\nEND:VEVENT\nEND:VCALENDAR\n";

    #[test]
    fn the_lessons_of_a_course_are_one_row_on_the_clock_of_the_file() {
        let rows = rows(FILE).unwrap();
        let lessons = "2026-09-07 08:00-09:40 @ H楼-1; 2026-09-09 10:00-11:40; 2026-09-14 08:00-09:40 @ H楼-1";
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].0, &rows[0].1[..3]), (2, &["电机学", lessons, "严桂香"].map(str::to_owned)[..]));
    }

    #[test]
    fn the_description_of_a_zone_is_no_event() {
        let zone = "BEGIN:VTIMEZONE\nTZID:Asia/Shanghai\nBEGIN:STANDARD\nDTSTART:19700101T000000\n\
            TZOFFSETFROM:+0800\nTZOFFSETTO:+0800\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:a";
        let described = FILE.replace("BEGIN:VEVENT\nUID:a", zone);
        assert!(rows(&described).unwrap()[0].1[1].starts_with("2026-09-07 08:00-09:40"));
        let windows = described.replace("Asia/Shanghai", "China Standard Time");
        assert!(rows(&windows).unwrap()[0].1[1].starts_with("2026-09-07 08:00-09:40"), "as mail programmes name it");
    }

    #[test]
    fn times_in_utc_for_no_named_clock_are_refused_with_their_line() {
        let utc = FILE.replace(";TZID=Asia/Shanghai", "").replace("T080000", "T000000Z").replace("T094000", "T014000Z");
        let error = rows(&utc).unwrap_err();
        assert_eq!((error.code, error.line), (Code::UnknownZone, Some(7)));
        let named = utc.replace("BEGIN:VEVENT\nUID:a", "X-WR-TIMEZONE:Asia/Shanghai\nBEGIN:VEVENT\nUID:a");
        assert!(rows(&named).unwrap()[0].1[1].starts_with("2026-09-07 08:00-09:40"));
    }

    #[test]
    fn a_whole_day_is_no_lesson_and_what_is_called_off_is_left_out() {
        let whole = FILE.replace("DTSTART:20260909T020000Z\nDTEND:20260909T034000Z", "DTSTART;VALUE=DATE:20260909");
        assert_eq!(rows(&whole).unwrap()[0].1[1], "2026-09-09");
        let off = FILE.replace("UID:b", "UID:b\nSTATUS:CANCELLED");
        assert!(!rows(&off).unwrap()[0].1[1].contains("2026-09-09"));
    }
}
