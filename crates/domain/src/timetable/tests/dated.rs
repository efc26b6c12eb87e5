use chrono::{NaiveDate, Weekday};
use proptest::prelude::*;

use super::super::*;
use crate::Code;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn clock() -> PeriodClock {
    PeriodClock::parse("1 08:00-08:45\n2 08:55-09:40\n3 10:00-10:45\n4 11:30-12:15").unwrap()
}

fn term() -> Term {
    Term { first_day: day("2026-02-23"), weeks: 18, exam_weeks: WeekSet::range(17, 18) }
}

fn meetings(text: &str) -> Result<Vec<(String, Option<String>)>, Code> {
    let lessons = read_dated(text)?;
    let meetings = meetings_of(&lessons, &term(), &clock(), |day| day)?;
    Ok(meetings.into_iter().map(|known| (write_meetings(&[known.meeting]), known.room)).collect())
}

#[test]
fn lessons_of_the_same_periods_weekday_and_room_are_one_meeting() {
    let text = "2026-02-25 08:00-09:40 @ N301; 2026-03-11 08:00-09:40 @ N301；2026-02-23 10:00-10:45\n";
    let found = [("周一第3-3节 第{1}周", None), ("周三第1-2节 第{1,3}周", Some("N301"))];
    assert_eq!(meetings(text).unwrap(), found.map(|(text, room)| (text.to_owned(), room.map(str::to_owned))));
}

#[test]
fn a_lesson_on_a_make_up_saturday_is_one_of_the_weekday_that_it_stands_for() {
    let lessons = read_dated("2026-02-28 08:00-09:40;2026-03-13 08:00-09:40").unwrap();
    let (saturday, friday) = (day("2026-02-28"), day("2026-03-06"));
    let runs_as = |day| if day == saturday { friday } else { day };
    let meetings = meetings_of(&lessons, &term(), &clock(), runs_as).unwrap();
    assert_eq!((meetings.len(), meetings[0].meeting.weekday), (1, Weekday::Fri));
    assert_eq!(meetings[0].meeting.weeks.iter().collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn what_is_no_lesson_of_the_term_is_refused() {
    assert_eq!(meetings("2026-02-25").unwrap_err(), Code::BadMeeting, "a day without times");
    assert_eq!(meetings("2026-02-25 09:40-08:00").unwrap_err(), Code::EndBeforeStart);
    assert_eq!(meetings("2026-02-25 08:00-09:30").unwrap_err(), Code::UnknownPeriod, "half a period");
    assert_eq!(meetings("2026-07-25 08:00-09:40").unwrap_err(), Code::OutsideTerm);
    assert_eq!(read_dated("2026-02-25 08:00-09:40; morning").unwrap_err().at, 24);
    let many = "2026-02-25 08:00-09:40;".repeat(MOST_LESSONS + 1);
    assert_eq!(read_dated(&many).unwrap_err().code, Code::TooLarge);
}

proptest! {
    #[test]
    fn the_lessons_that_meetings_make_are_those_meetings_again(
        wanted in prop::collection::btree_map((0_u8..7, 1_u8..=4), (0_u32..0xFFFF, prop::option::of("[A-Z][0-9]{3}")), 1..6)
    ) {
        let days = TeachingDays::new(&term(), day("2026-01-01"), day("2026-12-31"), |day| TeachingDay {
            morning: true,
            afternoon: true,
            runs_as: day,
        });
        let weekdays = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
        let mut expected = Vec::new();
        for ((weekday, period), (bits, room)) in wanted {
            // The sixteen teaching weeks, of which each bit takes one.
            let held = (1_u8..=16).filter(|week| bits >> (week - 1) & 1 == 1);
            let weeks = held.fold(WeekSet::default(), |weeks, week| weeks.or(WeekSet::range(week, week)));
            if !weeks.is_empty() {
                let weekday = weekdays[usize::from(weekday)];
                let meeting = Meeting { weekday, first_period: period, last_period: period, weeks };
                expected.push(SectionMeeting { meeting, room });
            }
        }
        let mut lessons = Vec::new();
        for SectionMeeting { meeting, room } in &expected {
            lessons.extend(days.lessons(meeting, &clock()).map(|lesson| DatedLesson {
                day: lesson.day,
                time: Period { start: lesson.start, end: lesson.end },
                room: room.clone(),
            }));
        }
        lessons.sort_by_key(|lesson| (lesson.day, lesson.time.start));
        let read = read_dated(&write_dated(&lessons)).unwrap();
        prop_assert_eq!(&read, &lessons);
        prop_assert_eq!(meetings_of(&read, &term(), &clock(), |day| day).unwrap(), expected);
    }
}
