use domain::{
    board::{Weekdays, write_asking, write_bar, write_rows},
    id::{PersonId, PlacementId},
    placement::State,
};

use super::*;
use crate::words::Lang;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn bar(id: i64, state: State, first: &str, last: &str) -> Bar {
    Bar {
        id: PlacementId(id),
        version: 3,
        state,
        full_time: true,
        weekdays: Weekdays::WORKWEEK,
        change: if state == State::Draft { Change::Edit } else { Change::No },
        first_day: day(first),
        last_day: day(last),
        proposed: None,
        place: "Nanqiao".to_owned(),
    }
}

/// A draft from 2 to 13 March 2026, and something agreed from 30 March to 10 April.
fn live() -> Live {
    let draft = bar(1, State::Draft, "2026-03-02", "2026-03-13");
    let agreed = bar(2, State::Approved, "2026-03-30", "2026-04-10");
    let row = Row {
        person: PersonId(9),
        name: "Yan".into(),
        department: String::new(),
        bars: vec![draft, agreed],
        busy: Vec::new(),
    };
    let scale = Scale::new(day("2026-03-02"), day("2026-09-06"));
    Live::new(Words::new(Lang::En), scale, WorkDays::default(), &write_rows(&[row]), String::new(), 1)
}

#[test]
fn a_bar_dragged_onto_another_says_what_it_meets() {
    let mut live = live();
    assert!(live.hold(2, Grip::Whole, None).is_none(), "what is agreed by others stays");
    live.hold(1, Grip::Whole, Some(100.0)).unwrap();
    live.shift(7, false);
    assert_eq!(live.told(), ("2026-03-09 to 2026-03-20 (10 workdays). No conflict".to_owned(), false));
    live.shift(21, false);
    let (told, hard) = live.told();
    assert!(hard && told.contains("overlaps another placement (Nanqiao): 2026-03-30 to 2026-04-03"), "{told}");
}

#[test]
fn keys_add_up_and_an_end_never_passes_its_beginning() {
    let mut live = live();
    live.hold(1, Grip::Whole, None);
    live.shift(1, true);
    live.shift(1, true);
    assert_eq!(live.held.unwrap().days, (day("2026-03-04"), day("2026-03-15")));
    live.hold(1, Grip::End, None);
    live.shift(-40, true);
    assert_eq!(live.held.unwrap().days, (day("2026-03-04"), day("2026-03-04")));
}

#[test]
fn a_move_is_posted_with_its_version_and_taken_back_with_the_new_one() {
    let mut live = live();
    live.hold(1, Grip::Whole, None);
    live.shift(7, true);
    let (held, body) = live.drop_held().unwrap();
    assert_eq!(body, "id=1&version=3&first_day=2026-03-09&last_day=2026-03-20&accept=");
    let moved = Bar { version: 4, ..bar(1, State::Draft, "2026-03-09", "2026-03-20") };
    let told = live.saved(held, false, Some((true, write_bar(&moved))));
    assert_eq!(told, "Moved to 2026-03-09 to 2026-03-20.");
    let (_, body) = live.undo().unwrap();
    assert_eq!(body, "id=1&version=4&first_day=2026-03-02&last_day=2026-03-13&accept=");
}

#[test]
fn what_the_server_refuses_lies_where_it_lay() {
    let mut live = live();
    live.hold(1, Grip::Whole, None);
    live.shift(7, true);
    let (held, _) = live.drop_held().unwrap();
    let told = live.saved(held, false, Some((false, "Somebody else changed it.".to_owned())));
    assert_eq!(told, "Not saved: Somebody else changed it.");
    assert_eq!(live.rows[0].bars[0].first_day, day("2026-03-02"));
    assert!(!live.can_undo() && live.held.is_none());
}

#[test]
fn a_move_that_wants_a_reason_waits_for_it_where_it_lies() {
    let mut live = live();
    live.hold(1, Grip::Whole, None);
    live.shift(7, true);
    let (held, _) = live.drop_held().unwrap();
    let told = live.saved(held, false, Some((true, write_asking("the host is closed"))));
    assert!(live.is_asking() && told.contains("the host is closed"), "{told}");
    assert!(live.hold(1, Grip::Whole, None).is_none() && live.drop_held().is_none() && live.undo().is_none());
    let (again, body, undone) = live.explained("年检 & co").unwrap();
    assert!(body.ends_with("&accept=%E5%B9%B4%E6%A3%80%20%26%20co"), "{body}");
    assert!(!undone && !live.is_asking());
    live.saved(again, undone, Some((true, write_asking("still"))));
    assert_eq!(live.give_up().unwrap().days, (day("2026-03-09"), day("2026-03-20")));
    assert!(live.held.is_none() && live.rows[0].bars[0].first_day == day("2026-03-02"));
}

#[test]
fn rows_that_are_not_loaded_have_their_place() {
    let mut live = live();
    assert_eq!(live.height(), 44);
    (live.next, live.total) = ("9~Yan".to_owned(), 100);
    assert_eq!(live.height(), 100 * 44);
    assert_eq!(live.between(0, 30), (0, 1));
    assert!(live.wants_more(500));
}
