//! Copying the week before into the empty days of a week.

use domain::{Code, Error, hours::EntryState, id::PlacementId};
use service::hours::{self, Copied};

use crate::world::{
    Who::{self, *},
    World, day, days, entry, error,
};

async fn copy(w: &World, who: Who, id: PlacementId, week: &str) -> service::Result<Copied> {
    hours::copy_week(&w.db, &w.ctx(who).await, id, day(week)).await
}

/// Day, minutes, span, kind, note and state of the entries of a week.
async fn told(w: &World, id: PlacementId, monday: &str) -> Vec<String> {
    let (first, last) = hours::week_of(day(monday));
    let entries = w.entries(id).await.into_iter().filter(|entry| first <= entry.day && entry.day <= last);
    let told = |entry: domain::hours::HourEntry| {
        let note = entry.note.or(entry.course).unwrap_or_default();
        format!("{} {} {:?} {} {note} {}", entry.day, entry.minutes, entry.span, entry.kind, entry.state)
    };
    entries.map(told).collect()
}

#[tokio::test]
async fn the_week_before_is_copied_as_open_entries_with_all_they_say() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let noted = domain::hours::EntryForm { note: "装配".to_owned(), ..entry("2026-11-09", "9-17", "on_post") };
    w.log_form(YanGuixiang, id, &noted).await.unwrap();
    w.log_form(YanGuixiang, id, &entry("2026-11-10", "7:45", "research")).await.unwrap();
    w.log(YanGuixiang, id, "2026-11-11", "22-次日23").await.unwrap_err();
    w.log(YanGuixiang, id, "2026-11-11", "22-6").await.unwrap();
    w.submit(YanGuixiang, id, days("2026-11-09", "2026-11-15")).await.unwrap();
    w.confirm(WangJianguo, id, days("2026-11-09", "2026-11-15")).await.unwrap();
    let copied = copy(&w, YanGuixiang, id, "2026-11-18").await.unwrap();
    let all = ["2026-11-16", "2026-11-17", "2026-11-18"].map(day);
    assert_eq!(copied, Copied { days: all.to_vec(), left_out: Vec::new() });
    let expected = [
        "2026-11-16 480 Some((540, 1020)) on_post 装配 draft",
        "2026-11-17 465 None research  draft",
        "2026-11-18 480 Some((1320, 1800)) on_post  draft",
    ];
    assert_eq!(told(&w, id, "2026-11-16").await, expected);
    assert_eq!(w.ledger_and_confirmed(id).await, (1425, 1425), "what is confirmed is untouched");
    assert_eq!(w.number("SELECT COUNT(*) FROM audit_event WHERE action = 'hours.log'").await, 6);
}

#[tokio::test]
async fn days_that_take_nothing_are_named_with_the_reason() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    for date in ["2026-11-16", "2026-11-17", "2026-11-18"] {
        w.log(YanGuixiang, id, date, "8").await.unwrap();
    }
    // Today is Monday the 23rd: the days after it have not begun.
    let copied = copy(&w, YanGuixiang, id, "2026-11-23").await.unwrap();
    let future = vec![(day("2026-11-24"), Code::InFuture), (day("2026-11-25"), Code::InFuture)];
    assert_eq!(copied, Copied { days: vec![day("2026-11-23")], left_out: future.clone() });
    let again = copy(&w, YanGuixiang, id, "2026-11-23").await.unwrap();
    assert_eq!(again.days, []);
    assert_eq!(again.left_out[0], (day("2026-11-23"), Code::Duplicate));
    assert_eq!(w.entries(id).await.len(), 4, "copied twice is there once");
}

#[tokio::test]
async fn a_submitted_week_takes_nothing_and_a_day_of_two_entries_takes_both_or_none() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    w.log(YanGuixiang, id, "2026-11-09", "9-12").await.unwrap();
    w.log(YanGuixiang, id, "2026-11-09", "13-17").await.unwrap();
    w.log(YanGuixiang, id, "2026-11-10", "8").await.unwrap();
    // A night shift on Sunday reaches into Monday, where the morning would overlap it.
    w.log(YanGuixiang, id, "2026-11-15", "22-10").await.unwrap();
    let copied = copy(&w, YanGuixiang, id, "2026-11-16").await.unwrap();
    assert_eq!(copied.days, [day("2026-11-17"), day("2026-11-22")]);
    assert_eq!(copied.left_out, [(day("2026-11-16"), Code::OverlapsEntry)]);
    let states: Vec<EntryState> = w.entry_states(id).await;
    assert_eq!((states.len(), states.iter().all(|state| *state == EntryState::Draft)), (6, true));

    w.submit(YanGuixiang, id, days("2026-11-16", "2026-11-22")).await.unwrap();
    let closed = copy(&w, YanGuixiang, id, "2026-11-16").await.unwrap();
    assert_eq!((closed.days.len(), closed.left_out[0]), (0, (day("2026-11-16"), Code::PeriodSubmitted)));
}

#[tokio::test]
async fn class_hours_are_copied_with_course_and_only_by_who_logs() {
    let w = World::new().await;
    let id = w.active(&w.secondment()).await;
    let lesson =
        domain::hours::EntryForm { course: "数控编程".to_owned(), ..entry("2026-11-09", "2", "class_hours") };
    w.log_form(ZhaoHai, id, &lesson).await.unwrap();
    for who in [HeZhiqiang, LinXiaomei, WangJianguo] {
        assert_eq!(error(copy(&w, who, id, "2026-11-16").await), Error::Forbidden, "{who:?}");
    }
    assert_eq!(error(copy(&w, YanGuixiang, id, "2026-11-16").await), Error::NotFound);
    copy(&w, ZhaoHai, id, "2026-11-16").await.unwrap();
    assert_eq!(told(&w, id, "2026-11-16").await, ["2026-11-16 90 None class_hours 数控编程 draft"]);
    assert_eq!(error(copy(&w, ZhaoHai, id, "2026-11-09").await), Error::field("", Code::NothingToDo));
}
