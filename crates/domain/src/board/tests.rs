use proptest::prelude::*;

use super::*;
use crate::{
    calendar::{Calendar, DayKind},
    conflict::ConflictKind,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn bar(id: i64, first: &str, last: &str) -> Bar {
    Bar {
        id: PlacementId(id),
        version: 1,
        state: State::Approved,
        full_time: true,
        weekdays: Weekdays::WORKWEEK,
        change: Change::Propose,
        first_day: day(first),
        last_day: day(last),
        proposed: None,
        place: "Delta".to_owned(),
    }
}

fn row(bars: Vec<Bar>) -> Row {
    Row { person: PersonId(1), name: "Tang".to_owned(), department: String::new(), bars, busy: Vec::new() }
}

#[test]
fn a_term_a_year_and_five_years_are_whole_weeks_around_the_day() {
    assert_eq!(Span::Term.days(day("2026-11-23")), (day("2026-08-31"), day("2027-02-28")));
    assert_eq!(Span::Term.days(day("2027-02-28")), (day("2026-08-31"), day("2027-02-28")));
    assert_eq!(Span::Term.days(day("2027-03-01")), (day("2027-03-01"), day("2027-09-05")));
    assert_eq!(Span::Year.days(day("2026-08-31")), (day("2025-09-01"), day("2026-09-06")));
    assert_eq!(Span::FiveYears.days(day("2026-11-23")), (day("2026-08-31"), day("2031-08-31")));
}

#[test]
fn overlapping_bars_lie_below_each_other_and_the_next_goes_up_again() {
    let days = [("01-01", "01-31"), ("01-31", "02-10"), ("02-01", "02-05"), ("02-11", "02-20")];
    let days = days.map(|(first, last)| (day(&format!("2026-{first}")), day(&format!("2026-{last}"))));
    assert_eq!(lines(&days), [0, 1, 0, 0]);
}

fn met(row: &Row, first: &str, last: &str, days: &WorkDays) -> Vec<(ConflictKind, bool, NaiveDate, NaiveDate)> {
    let found = clashes(row, &row.bars[0], day(first), day(last), days);
    found.into_iter().map(|it| (it.kind, it.is_hard, it.first_day, it.last_day)).collect()
}

#[test]
fn a_full_time_bar_meets_another_on_the_days_they_share() {
    let row = row(vec![bar(1, "2026-03-02", "2026-03-31"), bar(2, "2026-05-04", "2026-05-29")]);
    let found = met(&row, "2026-05-20", "2026-06-10", &WorkDays::default());
    assert_eq!(found, [(ConflictKind::Placement, true, day("2026-05-20"), day("2026-05-29"))]);
    assert!(met(&row, "2026-06-01", "2026-06-10", &WorkDays::default()).is_empty());
}

#[test]
fn beside_part_time_and_beside_a_draft_there_is_room() {
    let part_time = Bar { full_time: false, ..bar(2, "2026-05-04", "2026-05-29") };
    let draft = Bar { state: State::Draft, ..bar(3, "2026-05-04", "2026-05-29") };
    let row = row(vec![bar(1, "2026-03-02", "2026-03-31"), part_time, draft]);
    assert!(met(&row, "2026-05-06", "2026-05-08", &WorkDays::default()).is_empty());
}

#[test]
fn holidays_within_are_told_and_are_no_workdays() {
    let holidays = (1..=7).map(|n| (day(&format!("2026-10-0{n}")), DayKind::Holiday)).collect();
    let days = WorkDays::new(holidays);
    let row = row(vec![bar(1, "2026-03-02", "2026-03-31")]);
    let found = met(&row, "2026-09-28", "2026-10-09", &days);
    assert_eq!(found, [(ConflictKind::Holiday, false, day("2026-10-01"), day("2026-10-07"))]);
    assert_eq!(days.workdays(day("2026-10-01"), day("2026-10-09")), 2);
}

fn busy(kind: ConflictKind, days: &[&str]) -> Busy {
    Busy { kind, days: DaySet::new(days.iter().map(|text| day(text))) }
}

#[test]
fn a_full_time_bar_meets_lessons_leaves_and_what_is_not_known() {
    let mut row = row(vec![bar(1, "2026-03-02", "2026-03-31")]);
    row.busy = vec![
        busy(ConflictKind::Teaching, &["2026-05-05", "2026-05-12"]),
        busy(ConflictKind::Leave, &["2026-05-06", "2026-05-07", "2026-05-09"]),
        busy(ConflictKind::Busy, &["2026-06-30"]),
    ];
    let found = met(&row, "2026-05-04", "2026-05-29", &WorkDays::default());
    let of = |kind, first, last| (kind, true, day(first), day(last));
    assert_eq!(
        found,
        [of(ConflictKind::Teaching, "2026-05-05", "2026-05-12"), of(ConflictKind::Leave, "2026-05-06", "2026-05-07"),]
    );
    let found = met(&row, "2026-06-29", "2026-06-30", &WorkDays::default());
    assert_eq!(found, [of(ConflictKind::Busy, "2026-06-30", "2026-06-30")]);
}

#[test]
fn a_part_time_bar_meets_a_leave_on_its_weekdays_only() {
    let wednesdays = Bar { full_time: false, weekdays: Weekdays(0b100), ..bar(1, "2026-03-02", "2026-03-31") };
    let mut row = row(vec![wednesdays]);
    row.busy = vec![busy(ConflictKind::Teaching, &["2026-05-06"]), busy(ConflictKind::Leave, &["2026-05-05"])];
    assert!(met(&row, "2026-05-04", "2026-05-29", &WorkDays::default()).is_empty());
    row.busy.push(busy(ConflictKind::Leave, &["2026-05-13"]));
    let found = met(&row, "2026-05-04", "2026-05-29", &WorkDays::default());
    assert_eq!(found, [(ConflictKind::Leave, true, day("2026-05-13"), day("2026-05-13"))]);
}

#[test]
fn what_a_move_meets_travels_as_a_line_of_its_own() {
    assert_eq!(read_asking(&write_asking("the host\nis closed")), Some("the host is closed"));
    assert_eq!(read_asking(&write_bar(&bar(1, "2026-03-02", "2026-03-31"))), None);
}

#[test]
fn what_differs_from_the_week_travels_as_text() {
    let days = [(day("2026-02-14"), DayKind::MakeUpWorkday), (day("2026-02-16"), DayKind::Holiday)];
    assert_eq!(read_days(&write_days(&days)), days);
    let read = Calendar::new(read_days(&write_days(&days)), None);
    assert!(read.kind(day("2026-02-14")).is_workday() && !read.kind(day("2026-02-16")).is_workday());
}

#[test]
fn a_torn_text_is_nothing() {
    let text = write_rows(&[row(vec![bar(1, "2026-03-02", "2026-03-31")])]);
    let before_place = text.rfind('\t').unwrap();
    assert_eq!(read_rows(&text[..before_place]), None);
    assert_eq!(read_rows("b\t1"), None);
    assert_eq!(read_rows("?"), None);
}

proptest! {
    #[test]
    fn rows_come_back_as_they_went(
        name in "\\PC{0,12}",
        place in "\\PC{0,12}",
        first in 700_000i32..760_000,
        length in 0i32..400,
        state in 0usize..State::ALL.len(),
        proposed in proptest::option::of(0i32..90),
        full_time: bool,
        weekdays in 0u8..128,
        taken in proptest::collection::btree_set(0i32..2_000, 0..40),
        version in 1i32..1_000_000,
    ) {
        let at = |number| NaiveDate::from_num_days_from_ce_opt(number).unwrap();
        let days: Vec<_> = taken.iter().map(|n| at(735_000 + n)).collect();
        let set = DaySet::new(days.iter().copied());
        for n in -10..2_010 {
            prop_assert_eq!(set.contains(at(735_000 + n)), taken.contains(&n));
        }
        let busy = if set.is_empty() { Vec::new() } else { vec![Busy { kind: ConflictKind::Teaching, days: set }] };
        let bar = Bar {
            version,
            full_time,
            weekdays: Weekdays(weekdays),
            state: State::ALL[state],
            first_day: at(first),
            last_day: at(first + length),
            proposed: proposed.map(|later| (at(first + later), at(first + length + later))),
            place,
            ..bar(7, "2026-01-01", "2026-01-02")
        };
        let rows = vec![Row { name, busy, ..row(vec![bar.clone(), bar]) }, row(Vec::new())];
        prop_assert_eq!(read_rows(&write_rows(&rows)), Some(rows));
    }

    #[test]
    fn no_two_bars_on_a_line_share_a_day(bars in proptest::collection::vec((0i32..300, 0i32..60), 0..20)) {
        let at = |number: i32| NaiveDate::from_num_days_from_ce_opt(739_000 + number).unwrap();
        let mut days: Vec<_> = bars.into_iter().map(|(first, length)| (at(first), at(first + length))).collect();
        days.sort();
        let lines = lines(&days);
        for (n, one) in days.iter().enumerate() {
            for (m, other) in days.iter().enumerate().skip(n + 1) {
                prop_assert!(lines[n] != lines[m] || one.1 < other.0 || other.1 < one.0);
            }
        }
    }
}
