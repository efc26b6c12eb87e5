//! Each kind of conflict by an example, and two places at one time against a count minute by minute.

use proptest::prelude::*;

use super::*;
use crate::{
    calendar::{Calendar, CalendarEntry, EntryKind},
    id::{PlacementId, SectionId},
    session::Span,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn range(first: &str, last: &str) -> DayRange {
    DayRange { first_day: day(first), last_day: day(last) }
}

const CHINA: Offsets = Offsets::fixed(480);
const OWN: Source = Source::Placement(PlacementId(1));

fn session(on: &str, clock: Option<(i32, i32)>) -> Session {
    let span = clock.map(|(start, end)| CHINA.span(day(on), start * 60, end * 60));
    let minutes = clock.map_or(480, |(start, end)| (end - start) * 60);
    Session { day: day(on), span, minutes, source: OWN }
}

fn lesson(on: &str, start: i32, end: i32) -> Taken {
    let span = CHINA.span(day(on), start * 60, end * 60);
    let minutes = (end - start) * 60;
    Taken { span, day: day(on), minutes, source: Source::Section(SectionId(7)), name: Some("高压安全".into()) }
}

#[derive(Default)]
struct Case {
    host: OrganisationCalendar,
    taken: Vec<Taken>,
    leaves: Vec<LeaveDays>,
    lapses: Vec<Lapse>,
    places: Option<Places>,
}

impl Case {
    fn judge(&self, load: Load, days: DayRange, sessions: &[Session]) -> Vec<Conflict> {
        let taken = Timeline::from(self.taken.clone());
        let circle = Circle {
            host: &self.host,
            offsets: &CHINA,
            taken: &taken,
            leaves: &self.leaves,
            lapses: &self.lapses,
            places: self.places.as_ref(),
            limits: Limits::default(),
        };
        conflicts(&Proposal { source: Some(OWN), days, load, sessions }, &circle)
    }
}

fn told(conflicts: &[Conflict]) -> Vec<(ConflictKind, bool, String, String, u32)> {
    let line = |it: &Conflict| (it.kind, it.is_hard, it.first_day.to_string(), it.last_day.to_string(), it.times);
    conflicts.iter().map(line).collect()
}

fn line(
    kind: ConflictKind,
    is_hard: bool,
    first: &str,
    last: &str,
    times: u32,
) -> (ConflictKind, bool, String, String, u32) {
    (kind, is_hard, first.to_owned(), last.to_owned(), times)
}

#[test]
fn a_full_time_day_without_clock_times_meets_every_lesson_of_that_day() {
    let case = Case { taken: vec![lesson("2026-03-02", 8, 10), lesson("2026-03-02", 14, 16)], ..Case::default() };
    let sessions = [session("2026-03-02", None), session("2026-03-03", None)];
    let met = case.judge(Load::FullTime, range("2026-03-02", "2026-03-03"), &sessions);
    assert_eq!(told(&met), [line(ConflictKind::Teaching, true, "2026-03-02", "2026-03-02", 1)]);
    assert!(case.judge(Load::PartTime, range("2026-03-02", "2026-03-03"), &sessions).is_empty());
}

#[test]
fn each_occurrence_is_held_against_each_lesson() {
    let lessons = ["2026-03-02", "2026-03-09", "2026-03-23"].map(|on| lesson(on, 14, 16));
    let case = Case { taken: lessons.to_vec(), ..Case::default() };
    let sessions = ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"].map(|on| session(on, Some((9, 15))));
    let met = case.judge(Load::PartTime, range("2026-03-02", "2026-03-23"), &sessions);
    assert_eq!(told(&met), [line(ConflictKind::Teaching, true, "2026-03-02", "2026-03-23", 3)]);
    let mornings = ["2026-03-02", "2026-03-09"].map(|on| session(on, Some((8, 14))));
    assert!(case.judge(Load::PartTime, range("2026-03-02", "2026-03-09"), &mornings).is_empty(), "they only touch");
}

#[test]
fn what_a_plan_takes_already_is_no_conflict_with_itself() {
    let own = Taken { source: OWN, ..lesson("2026-03-02", 8, 10) };
    let case = Case { taken: vec![own], ..Case::default() };
    assert!(case.judge(Load::FullTime, range("2026-03-02", "2026-03-02"), &[session("2026-03-02", None)]).is_empty());
}

#[test]
fn a_leave_of_an_afternoon_leaves_the_morning() {
    let leave = LeaveDays { days: range("2026-03-02", "2026-03-06"), part: DayPart::Afternoon, name: None };
    let case = Case { leaves: vec![leave], ..Case::default() };
    let judge = |clock| case.judge(Load::PartTime, range("2026-03-02", "2026-03-02"), &[session("2026-03-02", clock)]);
    assert!(judge(Some((8, 12))).is_empty());
    assert_eq!(told(&judge(Some((8, 13)))), [line(ConflictKind::Leave, true, "2026-03-02", "2026-03-02", 1)]);
    assert_eq!(told(&judge(None)), [line(ConflictKind::Leave, true, "2026-03-02", "2026-03-02", 1)]);
}

#[test]
fn the_states_holidays_and_the_hosts_shutdown_are_told_apart() {
    let entry = CalendarEntry {
        first_day: day("2026-09-28"),
        last_day: day("2026-09-29"),
        part: DayPart::Whole,
        kind: EntryKind::Closed,
        runs_as: None,
        name: "设备检修".into(),
    };
    let host = OrganisationCalendar { state: Calendar::china().clone(), entries: vec![entry] };
    let case = Case { host, ..Case::default() };
    let sessions = ["2026-09-28", "2026-09-29", "2026-09-30", "2026-10-01", "2026-10-10"].map(|on| session(on, None));
    let met = case.judge(Load::FullTime, range("2026-09-28", "2026-10-10"), &sessions);
    let expected = [
        line(ConflictKind::Shutdown, false, "2026-09-28", "2026-09-29", 2),
        line(ConflictKind::Holiday, false, "2026-10-01", "2026-10-01", 1),
    ];
    assert_eq!(told(&met), expected, "10 October is a make-up workday");
    assert!(is_possible(&met));
}

#[test]
fn a_night_before_an_early_lesson_is_too_short() {
    let case = Case { taken: vec![lesson("2026-03-03", 8, 10)], ..Case::default() };
    let met = case.judge(Load::PartTime, range("2026-03-02", "2026-03-02"), &[session("2026-03-02", Some((14, 23)))]);
    assert_eq!(told(&met), [line(ConflictKind::NightRest, false, "2026-03-02", "2026-03-02", 1)]);
    assert_eq!(met.first().and_then(|it| it.minutes), Some(9 * 60));
    let earlier = [session("2026-03-02", Some((12, 21)))];
    assert!(
        case.judge(Load::PartTime, range("2026-03-02", "2026-03-02"), &earlier).is_empty(),
        "eleven hours are enough"
    );
}

#[test]
fn forty_hours_with_the_lessons_are_enough_for_a_week() {
    let days = ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"];
    let plan = days.map(|on| session(on, Some((8, 15))));
    let case = |lessons| Case { taken: vec![lesson("2026-03-07", 8, lessons)], ..Case::default() };
    assert!(case(13).judge(Load::PartTime, range("2026-03-02", "2026-03-06"), &plan).is_empty());
    let met = case(14).judge(Load::PartTime, range("2026-03-02", "2026-03-06"), &plan);
    assert_eq!(told(&met), [line(ConflictKind::WeeklyLimit, false, "2026-03-02", "2026-03-02", 1)]);
    assert_eq!(met.first().and_then(|it| it.minutes), Some(41 * 60));
}

#[test]
fn a_permit_that_lapses_inside_the_stay_stops_the_days_after_it() {
    let lapse = |is_gate| Lapse { name: "低压电工".into(), last_day: day("2026-03-03"), is_gate };
    let sessions = ["2026-03-03", "2026-03-04", "2026-03-05"].map(|on| session(on, None));
    for is_gate in [true, false] {
        let case = Case { lapses: vec![lapse(is_gate)], ..Case::default() };
        let met = case.judge(Load::FullTime, range("2026-03-03", "2026-03-05"), &sessions);
        assert_eq!(told(&met), [line(ConflictKind::Credential, is_gate, "2026-03-04", "2026-03-05", 2)]);
    }
}

#[test]
fn the_days_on_which_every_place_is_taken_are_named() {
    let taken =
        vec![range("2026-03-01", "2026-03-10"), range("2026-03-08", "2026-03-12"), range("2026-03-20", "2026-03-21")];
    let case = Case { places: Some(Places { count: 2, taken }), ..Case::default() };
    let met = case.judge(Load::FullTime, range("2026-03-02", "2026-03-31"), &[]);
    assert_eq!(told(&met), [line(ConflictKind::Capacity, true, "2026-03-08", "2026-03-10", 3)]);
    let none = Case { places: Some(Places::default()), ..Case::default() };
    let met = none.judge(Load::FullTime, range("2026-03-02", "2026-03-04"), &[]);
    assert_eq!(told(&met), [line(ConflictKind::Capacity, true, "2026-03-02", "2026-03-04", 3)]);
}

proptest! {
    /// Days on which a minute is in both, found by looking at every minute.
    #[test]
    fn two_places_at_one_time_are_found_as_by_looking_at_every_minute(
        plan in prop::collection::btree_map(0_i64..20, (0_i32..48, 1_i32..30), 0..8),
        taken in prop::collection::vec((0_i64..21, 0_i32..48, 1_i32..40), 0..12),
    ) {
        let first = day("2026-03-02");
        let on = |offset: i64| first + chrono::TimeDelta::days(offset);
        let span = |offset: i64, start: i32, length: i32| CHINA.span(on(offset), start * 30, (start + length) * 30);
        let sessions: Vec<Session> = plan
            .iter()
            .map(|(offset, (start, length))| Session {
                day: on(*offset),
                span: Some(span(*offset, *start, *length)),
                minutes: length * 30,
                source: OWN,
            })
            .collect();
        let case = Case {
            taken: taken
                .iter()
                .map(|(offset, start, length)| Taken { span: span(*offset, *start, *length), ..lesson("2026-03-02", 8, 9) })
                .collect(),
            ..Case::default()
        };
        let met = case.judge(Load::PartTime, DayRange { first_day: on(0), last_day: on(20) }, &sessions);
        let minutes: std::collections::BTreeSet<i64> =
            case.taken.iter().flat_map(|it| it.span.start..it.span.end).collect();
        let expected: Vec<NaiveDate> = sessions
            .iter()
            .filter(|it| it.span.is_some_and(|Span { start, end }| (start..end).any(|minute| minutes.contains(&minute))))
            .map(|it| it.day)
            .collect();
        let teaching = met.iter().find(|it| it.kind == ConflictKind::Teaching);
        prop_assert_eq!(teaching.map_or(0, |it| it.times as usize), expected.len());
        prop_assert_eq!(teaching.map(|it| it.first_day), expected.first().copied());
        prop_assert_eq!(teaching.map(|it| it.last_day), expected.last().copied());
    }
}
