//! What holds of every schedule.

use proptest::prelude::*;

use super::*;

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
