//! Windows by example, and against a search through every pair of days.

use proptest::prelude::*;

use super::*;
use crate::{
    calendar::{Calendar, OrganisationCalendar},
    conflict::{LeaveDays, Limits, Taken, Timeline},
    id::{PlacementId, SectionId},
    session::{Offsets, Span},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn laid(kinds: &[WindowDay]) -> BTreeMap<NaiveDate, WindowDay> {
    day("2026-06-01").iter_days().zip(kinds.iter().cloned()).collect()
}

const LESSON: WindowDay = WindowDay::Taken(ConflictKind::Teaching, None);
const LEAVE: WindowDay = WindowDay::Taken(ConflictKind::Leave, None);

#[test]
fn a_weekend_breaks_nothing_and_counts_nothing() {
    let mut kinds = vec![WindowDay::Free; 14];
    for rest in [5, 6, 12, 13] {
        kinds[rest] = WindowDay::Rest(None);
    }
    let found = find(&laid(&kinds), 10);
    let whole =
        Window { skipped: 0, length: 12, first_day: day("2026-06-01"), last_day: day("2026-06-12"), workdays: 10 };
    assert_eq!(found, Windows { best: vec![whole], longest: None });
}

#[test]
fn a_stay_without_skipped_lessons_comes_first_even_when_it_is_later() {
    let kinds = [WindowDay::Free, LESSON, WindowDay::Free, LEAVE, WindowDay::Free, WindowDay::Free];
    let found = find(&laid(&kinds), 2).best;
    assert_eq!(
        found.iter().map(|it| (it.skipped, it.first_day)).collect::<Vec<_>>(),
        [(0, day("2026-06-05")), (1, day("2026-06-01")),]
    );
}

#[test]
fn where_nothing_is_long_enough_the_longest_stay_is_told() {
    let kinds = [WindowDay::Free, LEAVE, WindowDay::Free, WindowDay::Free, LEAVE];
    let found = find(&laid(&kinds), 3);
    assert_eq!(found.best, []);
    assert_eq!(found.longest.map(|it| (it.first_day, it.workdays)), Some((day("2026-06-03"), 2)));
}

#[test]
fn twenty_workdays_before_august_lie_after_the_lessons_and_around_the_leave() {
    let host = OrganisationCalendar::of_state(Calendar::china().clone());
    let offsets = Offsets::fixed(480);
    // Lessons on Mondays and Wednesdays until 26 June, and a day of leave on 13 July.
    let lessons = day("2026-06-01").iter_days().take_while(|it| *it <= day("2026-06-26"));
    let lessons = lessons.filter(|it| matches!((*it - day("2026-06-01")).num_days() % 7, 0 | 2));
    let taken = Timeline::from(
        lessons
            .map(|on| {
                let (span, source) = (offsets.span(on, 480, 570), Source::Section(SectionId(1)));
                Taken { span, day: on, minutes: 90, source, name: Some("高压安全".into()) }
            })
            .collect::<Vec<_>>(),
    );
    let leave = LeaveDays {
        days: DayRange { first_day: day("2026-07-31"), last_day: day("2026-07-31") },
        part: crate::calendar::DayPart::Whole,
        name: None,
    };
    let leaves = [leave];
    let circle = Circle {
        host: &host,
        offsets: &offsets,
        taken: &taken,
        leaves: &leaves,
        lapses: &[],
        places: None,
        limits: Limits::default(),
    };
    let range = DayRange { first_day: day("2026-06-01"), last_day: day("2026-07-31") };
    let days = days(range, &circle);
    // The Dragon Boat Festival of 2026 is 19 to 21 June.
    assert_eq!(days[&day("2026-06-19")], WindowDay::Rest(None));
    assert_eq!(days[&day("2026-06-03")], WindowDay::Taken(ConflictKind::Teaching, Some("高压安全".into())));
    assert_eq!(days[&day("2026-07-31")], WindowDay::Taken(ConflictKind::Leave, None));
    let found = find(&days, 20);
    let first = found.best[0];
    assert_eq!((first.skipped, first.length, first.workdays), (0, 26, 20));
    assert_eq!((first.first_day, first.last_day), (day("2026-06-29"), day("2026-07-24")));
}

#[test]
fn another_placement_takes_its_days() {
    let host = OrganisationCalendar::of_state(Calendar::china().clone());
    let offsets = Offsets::fixed(480);
    let span = Span { start: offsets.utc(day("2026-06-02"), 0), end: offsets.utc(day("2026-06-03"), 0) };
    let source = Source::Placement(PlacementId(3));
    let taken = Timeline::from(vec![Taken { span, day: day("2026-06-02"), minutes: 480, source, name: None }]);
    let (host, offsets, taken) = (&host, &offsets, &taken);
    let circle = Circle { host, offsets, taken, leaves: &[], lapses: &[], places: None, limits: Limits::default() };
    let days = days(DayRange { first_day: day("2026-06-01"), last_day: day("2026-06-03") }, &circle);
    let told: Vec<WindowDay> = days.into_values().collect();
    assert_eq!(told, [WindowDay::Free, WindowDay::Taken(ConflictKind::Placement, None), WindowDay::Free]);
}

proptest! {
    #[test]
    fn the_best_window_is_the_best_of_all_pairs_of_days(kinds in kinds(), workdays in 1u32..6) {
        let days = laid(&kinds);
        let mut all = Vec::new();
        for first in 0..kinds.len() {
            for last in first..kinds.len() {
                let stay = &kinds[first..=last];
                let free = stay.iter().filter(|it| **it == WindowDay::Free).count();
                let whole = stay.first() == Some(&WindowDay::Free) && stay.last() == Some(&WindowDay::Free);
                let broken = stay.contains(&LEAVE);
                if whole && !broken && free == workdays as usize {
                    let skipped = stay.iter().filter(|it| **it == LESSON).count();
                    all.push((skipped, stay.len(), first));
                }
            }
        }
        let best = all.into_iter().min();
        let found = find(&days, workdays);
        let told = found.best.first().map(|it| {
            let first = (it.first_day - day("2026-06-01")).num_days() as usize;
            (it.skipped as usize, it.length as usize, first)
        });
        prop_assert_eq!(told, best);
        for (n, one) in found.best.iter().enumerate() {
            prop_assert!(found.best[..n].iter().all(|other| !other.is_like(one)));
        }
    }
}

fn kinds() -> impl Strategy<Value = Vec<WindowDay>> {
    let kind = prop_oneof![
        4 => Just(WindowDay::Free),
        2 => Just(WindowDay::Rest(None)),
        1 => Just(LESSON),
        1 => Just(LEAVE),
    ];
    prop::collection::vec(kind, 0..40)
}
