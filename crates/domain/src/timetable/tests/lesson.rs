use chrono::{Datelike, NaiveDate, Weekday};
use proptest::prelude::*;

use super::super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn clock() -> PeriodClock {
    PeriodClock::parse("1 08:00-08:45\n2 08:55-09:40\n3 10:00-10:45\n4 11:30-12:15\n5 14:00-14:45").unwrap()
}

/// A spring term whose first week is that of 23 February 2026.
fn term() -> Term {
    Term { first_day: day("2026-02-23"), weeks: 18, exam_weeks: WeekSet::range(17, 18) }
}

fn open(day: NaiveDate) -> TeachingDay {
    TeachingDay { morning: true, afternoon: true, runs_as: day }
}

fn meeting(weekday: Weekday, weeks: &str) -> Meeting {
    Meeting { weekday, first_period: 1, last_period: 2, weeks: WeekSet::parse(weeks).unwrap() }
}

fn days(meeting: &Meeting, says: impl Fn(NaiveDate) -> TeachingDay) -> Vec<String> {
    let days = TeachingDays::new(&term(), day("2026-01-01"), day("2026-12-31"), says);
    days.lessons(meeting, &clock()).map(|lesson| lesson.day.to_string()).collect()
}

#[test]
fn a_make_up_saturday_runs_the_timetable_of_the_friday_it_stands_for() {
    // The Saturday of week 1 stands for the Friday of week 2, which is a holiday.
    let (saturday, friday) = (day("2026-02-28"), day("2026-03-06"));
    let says = |day| match day {
        day if day == saturday => TeachingDay { runs_as: friday, ..open(day) },
        day if day == friday => TeachingDay { morning: false, afternoon: false, ..open(day) },
        day => open(day),
    };
    assert_eq!(days(&meeting(Weekday::Fri, "1-3"), says), ["2026-02-27", "2026-02-28", "2026-03-13"]);
    assert_eq!(
        days(&meeting(Weekday::Fri, "2-16双"), says)[..2],
        ["2026-02-28", "2026-03-20"],
        "also the parity is its"
    );
    assert_eq!(days(&meeting(Weekday::Fri, "1-3单"), says), ["2026-02-27", "2026-03-13"]);
    assert_eq!(days(&meeting(Weekday::Sat, "1-2"), says), ["2026-03-07"], "its own timetable does not run");
}

#[test]
fn exam_weeks_and_days_outside_the_term_have_no_lessons() {
    assert_eq!(days(&meeting(Weekday::Mon, "15-18"), open), ["2026-06-01", "2026-06-08"]);
    let exams = |at| TeachingDay { runs_as: day("2026-06-22"), ..open(at) };
    assert!(days(&meeting(Weekday::Mon, "1-18"), exams).is_empty(), "a day that stands for one of an exam week");
}

#[test]
fn a_closed_half_day_cancels_what_reaches_into_it() {
    let morning = |day| TeachingDay { afternoon: false, ..open(day) };
    let afternoon = |day| TeachingDay { morning: false, ..open(day) };
    let held = |first_period, last_period, says: fn(NaiveDate) -> TeachingDay| {
        let meeting = Meeting { first_period, last_period, ..meeting(Weekday::Mon, "1") };
        days(&meeting, says).len()
    };
    assert_eq!([held(1, 3, morning), held(3, 4, morning), held(5, 5, morning)], [1, 0, 0]);
    assert_eq!([held(1, 3, afternoon), held(3, 4, afternoon), held(5, 5, afternoon)], [0, 0, 1]);
}

#[test]
fn periods_that_the_clock_does_not_have_make_no_lesson() {
    let late = Meeting { first_period: 5, last_period: 6, ..meeting(Weekday::Mon, "1") };
    assert!(days(&late, open).is_empty());
}

proptest! {
    #[test]
    fn lessons_are_those_of_each_single_day(
        closed in prop::collection::btree_set(0..126_i64, 0..30),
        stands in prop::collection::btree_map(0..126_i64, 0..126_i64, 0..10),
        weekday in 0..7_u8,
        weeks in prop::collection::btree_set(1..=18_u8, 1..18),
    ) {
        let term = term();
        let at = |days: i64| term.first_day + chrono::TimeDelta::days(days);
        let says = |day: NaiveDate| {
            let place = (day - term.first_day).num_days();
            let works = !closed.contains(&place);
            TeachingDay { morning: works, afternoon: works, runs_as: stands.get(&place).map_or(day, |other| at(*other)) }
        };
        let meeting = Meeting {
            weekday: Weekday::try_from(weekday).unwrap(),
            first_period: 1,
            last_period: 2,
            weeks: weeks.iter().copied().collect(),
        };
        let expected: Vec<NaiveDate> = (0..126).map(at).filter(|day| {
            let TeachingDay { morning, runs_as, .. } = says(*day);
            let week = (runs_as - term.first_day).num_days() / 7 + 1;
            morning && runs_as.weekday() == meeting.weekday && week <= 16 && weeks.iter().any(|known| i64::from(*known) == week)
        }).collect();
        let days = TeachingDays::new(&term, NaiveDate::MIN, NaiveDate::MAX, says);
        prop_assert_eq!(days.lessons(&meeting, &clock()).map(|lesson| lesson.day).collect::<Vec<_>>(), expected);
    }
}
