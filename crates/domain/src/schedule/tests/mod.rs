//! Schedules by example.

mod properties;

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
    assert_eq!(schedule.week_minutes(), [480, 480, 480, 480, 480, 0, 0]);
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
        form.check(&stay(direction)).unwrap().week_minutes()[0]
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
    let inner = Schedule::weekly(whole.week_minutes(), day("2026-09-07"), day("2026-11-30"));
    let stretched = inner.moved(old, (day("2026-08-01"), day("2027-01-31")));
    assert_eq!((stretched.first_day, stretched.last_day), (inner.first_day, inner.last_day));
    let elsewhere = inner.moved(old, (day("2027-03-01"), day("2027-06-30")));
    assert_eq!((elsewhere.first_day, elsewhere.last_day), (day("2027-03-01"), day("2027-03-01")));
}

fn china() -> crate::calendar::OrganisationCalendar {
    crate::calendar::OrganisationCalendar::of_state(crate::calendar::Calendar::china().clone())
}

#[test]
fn odd_and_even_weeks_are_counted_from_week_one() {
    let even = ScheduleForm {
        weeks: "2/2".into(),
        week_one: "2026-08-31".into(),
        more: [("wednesday_2".to_owned(), "4".to_owned()), ("weeks_2".to_owned(), "1/2".to_owned())].into(),
        ..form("")
    };
    let schedule = even.check(&stay(EnterprisePractice)).unwrap();
    let of = |text| schedule.expected(day(text));
    assert_eq!(["2026-09-01", "2026-09-02", "2026-09-03"].map(of), [0, 240, 0], "week 1 is odd");
    assert_eq!(["2026-09-07", "2026-09-08", "2026-09-09"].map(of), [480, 480, 480], "week 2 is even");
    assert_eq!(["2026-09-14", "2026-09-16"].map(of), [0, 240]);
}

#[test]
fn two_blocks_of_one_day_add_up_and_each_has_its_days() {
    let more = [("monday_2", "18-20"), ("first_day_2", "2026-09-14"), ("last_day_2", "2026-09-20")];
    let more = more.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let form = ScheduleForm { week: weekdays("8-12"), more, ..ScheduleForm::default() };
    let schedule = form.check(&stay(EnterprisePractice)).unwrap();
    assert_eq!(["2026-09-07", "2026-09-14", "2026-09-21"].map(|text| schedule.expected(day(text))), [240, 360, 240]);
    let offsets = crate::session::Offsets::fixed(480);
    let source = crate::session::Source::Section(crate::id::SectionId(1));
    let sessions = schedule.sessions_between(day("2026-09-14"), day("2026-09-14"), &offsets, source);
    let clocks: Vec<_> = sessions.iter().map(|it| it.span.unwrap().starts_at().to_rfc3339()).collect();
    assert_eq!(clocks, ["2026-09-14T00:00:00+00:00", "2026-09-14T10:00:00+00:00"]);
}

#[test]
fn a_day_runs_otherwise_than_its_weekday() {
    let special = "2026-09-26 9-12\n2026-09-23 0\n2026-10-10 = 2026-10-09\n2026-10-11 补 2026-10-08";
    let form = ScheduleForm {
        special: special.to_owned(),
        week: WeekForm { friday: "6".into(), ..weekdays("8") },
        ..form("")
    };
    let schedule = form.check(&stay(EnterprisePractice)).unwrap();
    let of = |text| schedule.expected(day(text));
    let days = ["2026-09-26", "2026-09-23", "2026-10-10", "2026-10-11", "2026-10-17"];
    assert_eq!(days.map(of), [180, 0, 360, 480, 0]);
    for (text, code) in [
        ("2026-09-26", Code::BadTime),
        ("2026-09-26 x", Code::BadTime),
        ("2026-13-01 8", Code::BadDate),
        ("2026-10-10 = soon", Code::BadDate),
        ("2027-03-01 8", Code::DayOffOutside),
    ] {
        let wrong = ScheduleForm { special: text.to_owned(), ..form.clone() };
        assert_eq!(refused(&wrong), [FieldError::new("special", code)], "{text}");
    }
}

#[test]
fn within_a_calendar_holidays_are_free_and_a_make_up_saturday_runs_as_the_friday() {
    let form = ScheduleForm {
        keeps_calendar: "true".into(),
        week: WeekForm { friday: "6".into(), ..weekdays("8") },
        special: "2026-10-02 4".into(),
        ..form("2026-09-29")
    };
    let schedule = form.check(&stay(EnterprisePractice)).unwrap().in_calendar(&china());
    let of = |text| schedule.expected(day(text));
    assert_eq!(["2026-09-25", "2026-10-01", "2026-10-05"].map(of), [0, 0, 0], "mid-autumn and the national holiday");
    assert_eq!(of("2026-10-02"), 240, "a day that is set wins over the calendar");
    assert_eq!(of("2026-10-10"), 360, "the Saturday runs as the Friday before");
    assert_eq!(of("2026-09-20"), 480, "the Sunday as the Monday after");
    assert_eq!(of("2026-09-29"), 0, "a day off stays one");
}

#[test]
fn half_a_day_keeps_the_work_of_its_half() {
    use crate::calendar::{CalendarEntry, DayPart, EntryKind};
    let entry = |on: &str, part| CalendarEntry {
        first_day: day(on),
        last_day: day(on),
        part,
        kind: EntryKind::Closed,
        runs_as: None,
        name: "x".into(),
    };
    let mut calendar = china();
    calendar.entries = vec![entry("2026-09-08", DayPart::Afternoon), entry("2026-09-09", DayPart::Morning)];
    let total = |week: &str| {
        let form = ScheduleForm { keeps_calendar: "true".into(), week: weekdays(week), ..ScheduleForm::default() };
        let schedule = form.check(&stay(EnterprisePractice)).unwrap().in_calendar(&calendar);
        ["2026-09-07", "2026-09-08", "2026-09-09"].map(|text| schedule.expected(day(text)))
    };
    assert_eq!(total("9-17"), [480, 180, 300]);
    assert_eq!(total("8"), [480, 240, 240]);
}

#[test]
fn half_a_day_of_split_shifts_keeps_those_of_its_half() {
    use crate::calendar::{CalendarEntry, DayPart, EntryKind};
    let mut calendar = china();
    calendar.entries = vec![CalendarEntry {
        first_day: day("2026-09-09"),
        last_day: day("2026-09-09"),
        part: DayPart::Morning,
        kind: EntryKind::Closed,
        runs_as: None,
        name: "x".into(),
    }];
    let expected = |shifts: &str| {
        let schedule = on_shifts(shifts).check(&stay(EnterprisePractice)).unwrap().in_calendar(&calendar);
        (schedule.expected(day("2026-09-08")), schedule.expected(day("2026-09-09")))
    };
    let split = "1 08:00-12:00 13:00-17:00\n4 08:00-12:00 13:00-17:00";
    assert_eq!(expected(split), (480, 240), "the afternoon is worked");
    let evening = "1 08:00-11:00 13:00-15:00 18:00-20:00\n4 09:00-17:00";
    assert_eq!(expected(evening), (480, 240));
}

fn on_shifts(shifts: &str) -> ScheduleForm {
    ScheduleForm {
        runs_by: "cycle".into(),
        cycle_days: "4".into(),
        cycle_anchor: "2026-09-01".into(),
        cycle_shifts: shifts.into(),
        ..ScheduleForm::default()
    }
}

#[test]
fn shifts_of_a_cycle_run_through_weekends_and_rest_on_holidays_and_closures() {
    use crate::calendar::{CalendarEntry, DayPart, EntryKind};
    let mut calendar = china();
    calendar.entries = vec![CalendarEntry {
        first_day: day("2026-09-13"),
        last_day: day("2026-09-13"),
        part: DayPart::Whole,
        kind: EntryKind::Closed,
        runs_as: None,
        name: "x".into(),
    }];
    let schedule = on_shifts("1 08:00-20:00\n2 20:00-08:00").check(&stay(EnterprisePractice)).unwrap();
    let told = schedule.in_calendar(&calendar);
    let of = |text| told.expected(day(text));
    assert_eq!(["2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04"].map(of), [720, 720, 0, 0]);
    assert_eq!(of("2026-09-05"), 720, "a Saturday");
    assert_eq!(of("2026-09-13"), 0, "closed");
    assert_eq!(schedule.expected(day("2026-09-13")), 720);
    assert_eq!(["2026-10-03", "2026-10-04"].map(of), [0, 0], "the national holiday");
    assert_eq!(of("2026-10-10"), 0, "a make-up Saturday on which the cycle rests");
    let source = crate::session::Source::Section(crate::id::SectionId(1));
    let night =
        told.sessions_between(day("2026-09-02"), day("2026-09-02"), &crate::session::Offsets::fixed(480), source);
    let span = night[0].span.unwrap();
    assert_eq!(night[0].day, day("2026-09-02"), "a night belongs to the day on which it starts");
    assert_eq!((span.ends_at() - span.starts_at()).num_minutes(), 720);
}

#[test]
fn shifts_that_cannot_be_are_told_under_their_field_and_a_week_beside_them_is_left_aside() {
    let wrong = |form: &ScheduleForm, field, code| assert_eq!(refused(form), [FieldError::new(field, code)]);
    wrong(&on_shifts("5 08:00-20:00"), "cycle_shifts", Code::BadShift);
    wrong(&on_shifts(""), "cycle_shifts", Code::Required);
    wrong(
        &ScheduleForm { cycle_anchor: "2026-02-30".into(), ..on_shifts("1 8:00-9:00") },
        "cycle_anchor",
        Code::BadDate,
    );
    let both = ScheduleForm { week: weekdays("25"), ..on_shifts("1 8:00-9:00") };
    assert!(both.check(&stay(EnterprisePractice)).unwrap().blocks.is_empty());
    let by_week = ScheduleForm { runs_by: "week".into(), week: weekdays("8"), ..on_shifts("9") };
    assert_eq!(by_week.check(&stay(EnterprisePractice)).unwrap().cycle, None);
}
