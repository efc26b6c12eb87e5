use proptest::prelude::*;

use super::*;
use crate::{
    Code, Error, FieldError,
    placement::Direction::{self, EnterprisePractice, TeachingSecondment},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn stay(direction: Direction) -> Stay {
    Stay { first_day: day("2026-09-01"), last_day: day("2026-12-31"), direction, class_hour_minutes: 45 }
}

fn weekdays(text: &str) -> WeekForm {
    let text = text.to_owned();
    WeekForm {
        monday: text.clone(),
        tuesday: text.clone(),
        wednesday: text.clone(),
        thursday: text.clone(),
        friday: text,
        ..WeekForm::default()
    }
}

fn form(days_off: &str) -> ScheduleForm {
    ScheduleForm { week: weekdays("8"), days_off: days_off.to_owned(), ..ScheduleForm::default() }
}

fn refused(form: &ScheduleForm) -> Vec<FieldError> {
    match form.check(&stay(EnterprisePractice)) {
        Err(Error::Invalid(fields)) => fields,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_week_of_eight_hours_is_read_for_the_whole_stay() {
    let schedule = form("2026-10-01..2026-10-07\n2026-09-25").check(&stay(EnterprisePractice)).unwrap();
    assert_eq!(schedule.minutes, [480, 480, 480, 480, 480, 0, 0]);
    assert_eq!((schedule.first_day, schedule.last_day), (day("2026-09-01"), day("2026-12-31")));
    assert_eq!(schedule.days_off.len(), 8);
    assert_eq!(schedule.expected(day("2026-09-24")), 480);
    for off in ["2026-09-25", "2026-09-26", "2026-10-01", "2026-08-31", "2027-01-01"] {
        assert_eq!(schedule.expected(day(off)), 0, "{off}");
    }
    assert_eq!(schedule.expected_between(day("2026-09-28"), day("2026-10-04")), 3 * 480);
    // 88 weekdays, less the 25th and five weekdays of the holiday.
    assert_eq!(schedule.total(), 82 * 480);
}

#[test]
fn where_somebody_teaches_a_number_alone_is_class_hours() {
    let minutes = |text: &str, direction| {
        let form = ScheduleForm { week: weekdays(text), ..ScheduleForm::default() };
        form.check(&stay(direction)).unwrap().minutes[0]
    };
    assert_eq!((minutes("4", TeachingSecondment), minutes("4", EnterprisePractice)), (180, 240));
    for text in ["2节", "2 学时", "1:30", "9-10:30"] {
        assert_eq!((minutes(text, TeachingSecondment), minutes(text, EnterprisePractice)), (90, 90), "{text}");
    }
}

#[test]
fn what_is_wrong_is_told_under_its_field() {
    let wrong = |field, code| vec![FieldError::new(field, code)];
    let base = form("");
    assert_eq!(refused(&ScheduleForm::default()), wrong("monday", Code::NoWeekday));
    let nothing = ScheduleForm { week: weekdays("0"), ..base.clone() };
    assert_eq!(refused(&nothing), wrong("monday", Code::NoWeekday));
    let backwards = ScheduleForm { first_day: "2026-10-02".into(), last_day: "2026-10-01".into(), ..base.clone() };
    assert_eq!(refused(&backwards), wrong("last_day", Code::EndBeforeStart));
    let early = ScheduleForm { first_day: "2026-08-31".into(), ..base.clone() };
    assert_eq!(refused(&early), wrong("first_day", Code::OutsidePlacement));
    let late = ScheduleForm { last_day: "2027-01-01".into(), ..base.clone() };
    assert_eq!(refused(&late), wrong("last_day", Code::OutsidePlacement));
    let outside = ScheduleForm { first_day: "2026-09-15".into(), ..form("2026-09-14") };
    assert_eq!(refused(&outside), wrong("days_off", Code::DayOffOutside));
    assert_eq!(refused(&form("2026-10-07..2026-10-01")), wrong("days_off", Code::EndBeforeStart));
    for text in ["2026-02-30", "..", "2026-10-01..", "National day"] {
        assert_eq!(refused(&form(text)), wrong("days_off", Code::BadDate), "{text}");
    }
    assert_eq!(refused(&form(&"2026-10-01\n".repeat(2000))), wrong("days_off", Code::TooLong));
    let week = WeekForm { tuesday: "25".into(), friday: "x".into(), ..weekdays("8") };
    let both = vec![FieldError::new("tuesday", Code::OverTwentyFourHours), FieldError::new("friday", Code::BadTime)];
    assert_eq!(refused(&ScheduleForm { week, ..base }), both);
}

#[test]
fn a_day_named_twice_is_off_once() {
    let schedule =
        form("2026-10-05\n2026/10/01 .. 2026年10月7日\n\n2026-10-05").check(&stay(EnterprisePractice)).unwrap();
    assert_eq!(schedule.runs_off(), [(day("2026-10-01"), day("2026-10-07"))]);
}

#[test]
fn an_edge_on_the_edge_of_the_placement_goes_with_it_and_another_stays() {
    let old = (day("2026-09-01"), day("2026-12-31"));
    let whole = form("2026-10-01..2026-10-07").check(&stay(EnterprisePractice)).unwrap();
    let cut = whole.moved(old, (day("2026-09-15"), day("2026-10-03")));
    assert_eq!((cut.first_day, cut.last_day), (day("2026-09-15"), day("2026-10-03")));
    assert_eq!(cut.runs_off(), [(day("2026-10-01"), day("2026-10-03"))]);
    let inner = Schedule { first_day: day("2026-09-07"), last_day: day("2026-11-30"), ..whole };
    let stretched = inner.moved(old, (day("2026-08-01"), day("2027-01-31")));
    assert_eq!((stretched.first_day, stretched.last_day), (inner.first_day, inner.last_day));
    let elsewhere = inner.moved(old, (day("2027-03-01"), day("2027-06-30")));
    assert_eq!((elsewhere.first_day, elsewhere.last_day), (day("2027-03-01"), day("2027-03-01")));
}

fn schedules() -> impl Strategy<Value = Schedule> {
    let start = day("2026-01-01");
    (
        prop::array::uniform7(prop_oneof![Just(0), 0..=1440i32]),
        0..40u64,
        0..120u64,
        prop::collection::btree_set(0..120u64, 0..20),
    )
        .prop_map(move |(minutes, first, length, off)| {
            let first_day = start + Days::new(first);
            let days_off = off.into_iter().filter(|n| *n <= length).map(|n| first_day + Days::new(n)).collect();
            Schedule { minutes, first_day, last_day: first_day + Days::new(length), days_off }
        })
}

proptest! {
    #[test]
    fn what_is_expected_of_days_is_the_sum_of_each(schedule in schedules(), from in 0..200i64, length in -3..200i64) {
        let first = day("2025-12-20") + chrono::TimeDelta::days(from);
        let last = first + chrono::TimeDelta::days(length);
        let each: i64 = first.iter_days().take_while(|day| *day <= last).map(|day| {
            let off = schedule.days_off.contains(&day) || day < schedule.first_day || day > schedule.last_day;
            let weekday = day.format("%u").to_string().parse::<usize>().unwrap() - 1;
            if off { 0 } else { i64::from(schedule.minutes[weekday]) }
        }).sum();
        prop_assert_eq!(schedule.expected_between(first, last), each);
        prop_assert_eq!(each, first.iter_days().take_while(|day| *day <= last).map(|day| i64::from(schedule.expected(day))).sum::<i64>());
    }

    #[test]
    fn a_schedule_that_is_written_into_the_form_reads_back(schedule in schedules(), teaches in any::<bool>(), each in 20..=120i32) {
        prop_assume!(schedule.minutes != [0; 7]);
        let direction = if teaches { TeachingSecondment } else { EnterprisePractice };
        let stay = Stay { first_day: schedule.first_day, last_day: schedule.last_day, direction, class_hour_minutes: each };
        prop_assert_eq!(ScheduleForm::of(&schedule, &stay).check(&stay), Ok(schedule));
    }

    #[test]
    fn a_moved_schedule_lies_within_its_placement(schedule in schedules(), first in 0..300u64, length in 0..200u64) {
        let new = (day("2025-10-01") + Days::new(first), day("2025-10-01") + Days::new(first + length));
        let moved = schedule.moved((schedule.first_day, day("2026-12-31")), new);
        prop_assert!(new.0 <= moved.first_day && moved.first_day <= moved.last_day && moved.last_day <= new.1);
        prop_assert!(moved.days_off.iter().all(|day| moved.covers(*day)));
    }

    #[test]
    fn any_list_of_days_off_is_answered(text in "[0-9.~…至年月日\\- \n]{0,40}") {
        let _ = form(&text).check(&stay(EnterprisePractice));
    }
}
