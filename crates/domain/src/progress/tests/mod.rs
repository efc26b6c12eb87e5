//! The rules against cases worked out by hand; against brute force in `brute_force`.

mod brute_force;
mod deadline;
mod engineer;
mod what_if;

use chrono::{Datelike, NaiveDate, Weekday};

use super::*;

fn day(text: &str) -> NaiveDate {
    crate::form::read_day(text).unwrap()
}

fn entry(id: i64, day: NaiveDate, minutes: u32) -> Entry {
    Entry {
        id: HourEntryId(id),
        placement: PlacementId(1),
        day,
        minutes,
        span: None,
        kind: Kind::OnPost,
        host: OrganisationKind::Enterprise,
        direction: Direction::EnterprisePractice,
    }
}

fn night(id: i64, day: NaiveDate, start: u16, end: u16) -> Entry {
    Entry { span: Some((start, end)), ..entry(id, day, u32::from(end - start)) }
}

/// Entries of 8 hours on so many Mondays to Fridays from a day on.
fn workdays(first: NaiveDate, count: usize) -> Vec<Entry> {
    first
        .iter_days()
        .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
        .take(count)
        .map(|day| entry(i64::from(day.num_days_from_ce()), day, 480))
        .collect()
}

fn five_years() -> Rule {
    Rule::six_months_in_five_years(Parameters::default())
}

fn year() -> Rule {
    Rule::one_month_a_year(Parameters::default())
}

fn professional() -> Subject {
    Subject { category: Some(Category::ProfessionalCourse), hired_on: None }
}

#[test]
fn five_yearly_summers_of_20_workdays_meet_neither_rule() {
    let entries: Vec<Entry> =
        (2022..=2026).flat_map(|year| workdays(NaiveDate::from_ymd_opt(year, 7, 1).unwrap(), 20)).collect();
    for year_of_judgement in 2022..=2026 {
        let as_of = NaiveDate::from_ymd_opt(year_of_judgement, 12, 31).unwrap();
        let judgement = judge(&year(), &professional(), &entries, as_of);
        assert_eq!((judgement.status, judgement.remaining_minutes), (Status::Short, 398));
    }
    let judgement = judge(&five_years(), &professional(), &entries, day("2026-12-31"));
    assert_eq!((judgement.status, judgement.counted_minutes), (Status::Short, 48_000));
}

#[test]
fn one_block_of_130_workdays_meets_five_years_and_leaves_other_years_empty() {
    let entries = workdays(day("2023-03-01"), 130);
    let judgement = judge(&five_years(), &professional(), &entries, day("2026-06-30"));
    assert_eq!((judgement.status, judgement.counted_minutes), (Status::Met, 62_400));
    // Five workdays more than needed: the sixth one, Wednesday 2023-03-08, takes it below.
    assert_eq!(judgement.deadline, day("2028-03-08"));
    let before = judge(&five_years(), &professional(), &entries, day("2028-03-07"));
    assert_eq!((before.status, before.counted_minutes), (Status::Met, 60_000));
    let after = judge(&five_years(), &professional(), &entries, day("2028-03-08"));
    assert_eq!((after.status, after.counted_minutes, after.missing_workdays), (Status::Short, 59_520, 1));

    let first = judge(&year(), &professional(), &entries, day("2023-12-31"));
    assert_eq!((first.status, first.deadline), (Status::Met, day("2024-01-01")));
    for text in ["2024-12-31", "2025-12-31", "2026-12-31"] {
        let judgement = judge(&year(), &professional(), &entries, day(text));
        assert_eq!((judgement.status, judgement.counted_minutes), (Status::Short, 0), "{text}");
    }
}

#[test]
fn a_stay_is_clipped_at_the_edge_of_the_rolling_window() {
    let entries = workdays(day("2021-01-01"), 129);
    assert_eq!(entries.last().unwrap().day, day("2021-06-30"));
    let judgement = judge(&five_years(), &professional(), &entries, day("2026-04-01"));
    assert_eq!(judgement.window, DayRange { first_day: day("2021-04-02"), last_day: day("2026-04-01") });
    for line in &judgement.lines {
        let inside = line.day >= day("2021-04-02");
        let expected = if inside { (480, Reason::Counted) } else { (0, Reason::BeforeWindow) };
        assert_eq!((line.counted, line.reason), expected, "{}", line.day);
    }
    assert_eq!(judgement.counted_minutes, 64 * 480);
}

#[test]
fn a_window_of_29_february_is_five_years_long() {
    for (as_of, first) in [
        ("2028-02-28", "2023-03-01"),
        ("2028-02-29", "2023-03-01"),
        ("2028-03-01", "2023-03-02"),
        ("2025-02-28", "2020-02-29"),
        ("2025-03-01", "2020-03-02"),
    ] {
        assert_eq!(Window::RollingYears(5).days(day(as_of)).first_day, day(first), "{as_of}");
    }
    assert_eq!(Window::RollingYears(5).leaves_on(day("2020-02-29")), day("2025-03-01"));
    assert_eq!(Window::RollingYears(5).leaves_on(day("2023-02-28")), day("2028-02-28"));
}

#[test]
fn a_night_shift_over_the_edge_of_a_window_is_cut_at_midnight() {
    let as_of = day("2026-04-01");
    let entries = [
        night(1, day("2021-03-31"), 1320, 1800),
        night(2, day("2021-04-01"), 1320, 1800),
        night(3, day("2026-03-31"), 1320, 1800),
        night(4, as_of, 1320, 1800),
        night(5, day("2026-04-02"), 1320, 1800),
        night(6, as_of, 960, 1440),
    ];
    let judgement = judge(&five_years(), &professional(), &entries, as_of);
    let lines: Vec<_> = judgement.lines.iter().map(|line| (line.entry.0, line.counted, line.reason)).collect();
    assert_eq!(
        lines,
        [
            (1, 0, Reason::BeforeWindow),
            (2, 360, Reason::CutAtWindowEdge),
            (3, 480, Reason::Counted),
            (4, 120, Reason::CutAtWindowEdge),
            (6, 480, Reason::Counted),
            (5, 0, Reason::AfterWindow),
        ]
    );
}

#[test]
fn visits_count_under_both_rules_unless_a_rule_leaves_them_out() {
    let entries: Vec<Entry> =
        workdays(day("2026-03-02"), 130).into_iter().map(|entry| Entry { kind: Kind::Visit, ..entry }).collect();
    let as_of = day("2026-12-31");
    assert_eq!(judge(&five_years(), &professional(), &entries, as_of).status, Status::Met);
    assert_eq!(judge(&year(), &professional(), &entries, as_of).status, Status::Met);

    let front_line = Rule { kinds: vec![Kind::OnPost], ..five_years() };
    let judgement = judge(&front_line, &professional(), &entries, as_of);
    assert_eq!((judgement.status, judgement.counted_minutes), (Status::Short, 0));
    assert!(
        judgement
            .lines
            .iter()
            .all(|line| line.reason == Reason::NotAPracticeKind && line.clause == Clause::Regulation2016Article6)
    );
}

#[test]
fn each_rule_names_its_hosts_kinds_and_direction() {
    let on = day("2026-05-06");
    let entries = [
        Entry { host: OrganisationKind::TrainingBase, ..entry(1, on, 60) },
        Entry { host: OrganisationKind::College, ..entry(2, on, 60) },
        Entry { host: OrganisationKind::University, ..entry(3, on, 60) },
        Entry { host: OrganisationKind::Other, ..entry(4, on, 60) },
        Entry { kind: Kind::ClassHours, ..entry(5, on, 60) },
        Entry { direction: Direction::TeachingSecondment, ..entry(6, on, 60) },
    ];
    let reasons = |rule: &Rule| -> Vec<Reason> {
        judge(rule, &professional(), &entries, on).lines.iter().map(|line| line.reason).collect()
    };
    use Reason::{Counted, HostKindNotEligible, NotAPracticeKind, OtherDirection};
    let last = [HostKindNotEligible, HostKindNotEligible, HostKindNotEligible, NotAPracticeKind, OtherDirection];
    assert_eq!(reasons(&five_years()), [&[HostKindNotEligible][..], &last].concat());
    assert_eq!(reasons(&year()), [&[Counted][..], &last].concat());
}

#[test]
fn a_rule_does_not_apply_outside_its_population() {
    use Category::{InternshipInstructor, NewTeacher, ProfessionalCourse, PublicCourse};
    let entries = workdays(day("2026-03-02"), 130);
    for (category, bound) in [
        (Some(ProfessionalCourse), [true, true]),
        (Some(InternshipInstructor), [true, true]),
        (Some(PublicCourse), [false, true]),
        (Some(NewTeacher), [false, true]),
        (None, [false, false]),
    ] {
        for (rule, bound) in Rule::national(Parameters::default()).iter().zip(bound) {
            let judgement = judge(rule, &Subject { category, hired_on: None }, &entries, day("2026-12-31"));
            assert_eq!(judgement.status == Status::Met, bound, "{category:?} {}", rule.id);
            assert_eq!(judgement.status == Status::NotApplicable, !bound, "{category:?} {}", rule.id);
            assert_eq!(judgement.lines[0].reason == Reason::CategoryNotCovered, !bound);
        }
    }
}

#[test]
fn what_lies_after_the_day_of_judgement_does_not_count_yet() {
    let entries = [entry(1, day("2026-03-15"), 480), entry(2, day("2026-03-16"), 480)];
    let judgement = judge(&year(), &professional(), &entries, day("2026-03-15"));
    assert_eq!((judgement.counted_minutes, judgement.lines[1].reason), (480, Reason::AfterWindow));
}

#[test]
fn an_entry_without_minutes_outside_the_window_is_not_called_counted() {
    let entries = [entry(1, day("2025-12-31"), 0), entry(2, day("2026-03-15"), 0)];
    let judgement = judge(&year(), &professional(), &entries, day("2026-03-15"));
    assert_eq!((judgement.lines[0].reason, judgement.lines[1].reason), (Reason::BeforeWindow, Reason::Counted));
}

#[test]
fn the_sum_of_each_placement_is_told() {
    let on = day("2026-03-02");
    let entries = [
        Entry { placement: PlacementId(7), ..entry(1, on, 100) },
        Entry { placement: PlacementId(3), ..entry(2, on, 50) },
        Entry { placement: PlacementId(7), ..entry(3, on, 30) },
        Entry { placement: PlacementId(9), host: OrganisationKind::College, ..entry(4, on, 30) },
    ];
    let judgement = judge(&year(), &professional(), &entries, on);
    let expected = [(PlacementId(3), 50), (PlacementId(7), 130), (PlacementId(9), 0)];
    assert_eq!(judgement.counted_by_placement(), expected);
}

#[test]
fn an_entry_shorter_than_its_span_fills_the_time_before_midnight_first() {
    assert_eq!(split_at_midnight(480, Some((1320, 1800))), (120, 360));
    assert_eq!(split_at_midnight(420, Some((1320, 1800))), (120, 300));
    assert_eq!(split_at_midnight(60, Some((1320, 1800))), (60, 0));
    assert_eq!(split_at_midnight(480, Some((960, 1440))), (480, 0));
    assert_eq!(split_at_midnight(1440, None), (1440, 0));
}

#[test]
fn only_a_confirmed_line_of_the_log_is_judged() {
    let log = |state| HourEntry {
        id: HourEntryId(1),
        placement: PlacementId(2),
        day: day("2026-03-02"),
        minutes: 480,
        span: Some((1320, 1800)),
        kind: Kind::OnPost,
        course: None,
        section: None,
        note: None,
        state,
        reason: None,
        decided_by: None,
        decided_at: None,
        flags: Vec::new(),
        version: 1,
    };
    for state in EntryState::ALL {
        let entry = Entry::confirmed(&log(*state), OrganisationKind::Enterprise, Direction::EnterprisePractice);
        assert_eq!(entry.is_some(), *state == EntryState::Confirmed);
        assert!(entry.is_none_or(|entry| entry.span == Some((1320, 1800)) && entry.minutes == 480));
    }
}

#[test]
fn days_at_the_end_of_the_calendar_are_answered() {
    for as_of in [NaiveDate::MIN, NaiveDate::MAX] {
        let entries = [entry(1, as_of, 480), night(2, as_of, 1320, 1800)];
        for rule in Rule::national(Parameters { day_minutes: 0, ..Parameters::default() }) {
            let subject = Subject { hired_on: Some(as_of), ..professional() };
            let _ = judge(&rule, &subject, &entries, as_of);
        }
        let _ = engineer_summary(&[], &entries, as_of);
    }
}
