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
            Schedule { days_off, ..Schedule::weekly(minutes, first_day, first_day + Days::new(length)) }
        })
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

proptest! {
    #[test]
    fn a_schedule_by_shifts_reads_back_and_comes_round(
        days in 1..=20i32,
        starts in prop::collection::btree_map(0..20i32, (0..720i32, 1..=720i32), 1..8),
        n in 0..60u64,
    ) {
        let shifts: Vec<_> = starts
            .into_iter()
            .filter(|(cycle_day, _)| *cycle_day < days)
            .map(|(cycle_day, (start, minutes))| crate::calendar::Shift { cycle_day, start, minutes })
            .collect();
        prop_assume!(!shifts.is_empty());
        let first = day("2026-09-01");
        let cycle = crate::calendar::Cycle { cycle_days: days, anchor: day("2026-08-13"), shifts };
        let schedule = Schedule { blocks: Vec::new(), cycle: Some(cycle), ..Schedule::weekly([0; 7], first, day("2026-12-31")) };
        let stay = stay(EnterprisePractice);
        let read = ScheduleForm::of(&schedule, &stay).check(&stay).unwrap();
        prop_assert_eq!(&read, &schedule);
        let on = first + Days::new(n);
        prop_assert_eq!(schedule.expected(on), schedule.expected(on + chrono::TimeDelta::days(days.into())));
    }

    /// Day by day as HR would: is the day off, set otherwise, free by the calendar, or a weekday of the right week?
    #[test]
    fn a_schedule_in_a_calendar_is_what_each_day_says(
        minutes in prop::array::uniform7(0..=600i32),
        (every, turn) in (1..=3i32).prop_flat_map(|every| (Just(every), 1..=every)),
        off in prop::collection::btree_set(0..120u64, 0..10),
    ) {
        let first = day("2026-09-01");
        let mut schedule = Schedule::weekly(minutes, first, day("2026-12-29"));
        schedule.keeps_calendar = true;
        for block in &mut schedule.blocks {
            block.rhythm = Rhythm { every, turn };
        }
        schedule.days_off = off.iter().map(|n| first + Days::new(*n)).collect();
        let told = schedule.in_calendar(&china());
        for (n, on) in (0_u64..).zip(first.iter_days().take(120)) {
            let kind = crate::calendar::Calendar::china().kind(on);
            let weekday = |on: NaiveDate| on.format("%u").to_string().parse::<usize>().unwrap() - 1;
            let runs = |on: NaiveDate| {
                let week = (on - day("2026-08-31")).num_days().div_euclid(7);
                if week.rem_euclid(i64::from(every)) == i64::from(turn) - 1 { minutes[weekday(on)] } else { 0 }
            };
            let expected = if off.contains(&n) || !kind.is_workday() {
                0
            } else if kind == crate::calendar::DayKind::MakeUpWorkday && runs(on) == 0 {
                runs(if weekday(on) == 5 { on.pred_opt().unwrap() } else { on.succ_opt().unwrap() })
            } else {
                runs(on)
            };
            prop_assert_eq!(told.expected(on), expected, "{}", on);
        }
    }
}

proptest! {
    #[test]
    fn what_is_expected_of_days_is_the_sum_of_each(schedule in schedules(), from in 0..200i64, length in -3..200i64) {
        let first = day("2025-12-20") + chrono::TimeDelta::days(from);
        let last = first + chrono::TimeDelta::days(length);
        let each: i64 = first.iter_days().take_while(|day| *day <= last).map(|day| {
            let off = schedule.days_off.contains(&day) || day < schedule.first_day || day > schedule.last_day;
            let weekday = day.format("%u").to_string().parse::<usize>().unwrap() - 1;
            if off { 0 } else { i64::from(schedule.week_minutes()[weekday]) }
        }).sum();
        prop_assert_eq!(schedule.expected_between(first, last), each);
        prop_assert_eq!(each, first.iter_days().take_while(|day| *day <= last).map(|day| i64::from(schedule.expected(day))).sum::<i64>());
    }

    #[test]
    fn a_schedule_that_is_written_into_the_form_reads_back(schedule in schedules(), teaches in any::<bool>(), each in 20..=120i32) {
        prop_assume!(schedule.week_minutes() != [0; 7]);
        let direction = if teaches { TeachingSecondment } else { EnterprisePractice };
        let stay = Stay { first_day: schedule.first_day, last_day: schedule.last_day, direction, class_hour_minutes: each };
        prop_assert_eq!(ScheduleForm::of(&schedule, &stay).check(&stay), Ok(schedule));
    }

    #[test]
    fn within_some_days_a_schedule_is_what_it_is_as_a_whole(
        mut schedule in schedules(),
        from in 0..200u64,
        length in 0..90u64,
        keeps_calendar: bool,
    ) {
        schedule.keeps_calendar = keeps_calendar;
        let first = day("2025-12-20") + Days::new(from);
        let (last, calendar) = (first + Days::new(length), china());
        let (whole, part) = (schedule.in_calendar(&calendar), schedule.within(first, last).in_calendar(&calendar));
        for on in (first - Days::new(10)).iter_days().take(120) {
            let expected = if (first..=last).contains(&on) { whole.expected(on) } else { 0 };
            prop_assert_eq!(part.expected(on), expected, "{}", on);
        }
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
