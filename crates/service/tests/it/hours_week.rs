//! The week grid: all cells or none.

use domain::{Code, Error, FieldError, error::Conflict, id::PlacementId};
use service::hours::{self, Cell};

use crate::world::{
    Who::{LinXiaomei, YanGuixiang},
    World, days, entry, error,
};

fn new(date: &str, time: &str) -> Cell {
    Cell { entry: entry(date, time, "on_post"), ..Default::default() }
}

async fn save(w: &World, id: PlacementId, cells: &[Cell]) -> service::Result<usize> {
    hours::save_week(&w.db, &w.ctx(YanGuixiang).await, id, cells).await
}

/// The cells that a page would show.
async fn shown(w: &World, id: PlacementId) -> Vec<Cell> {
    let entries = w.entries(id).await.into_iter();
    entries
        .map(|stored| Cell {
            id: stored.id.to_string(),
            version: stored.version.to_string(),
            entry: entry(
                &stored.day.to_string(),
                &domain::duration::hours_text(i64::from(stored.minutes)),
                stored.kind.as_str(),
            ),
        })
        .collect()
}

#[tokio::test]
async fn a_grid_adds_changes_and_removes_at_once() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let week = [new("2026-11-16", "8"), new("2026-11-17", "7.5"), new("2026-11-18", ""), new("2026-11-19", "8")];
    assert_eq!(save(&w, id, &week).await.unwrap(), 3);
    let mut cells = shown(&w, id).await;
    assert_eq!(save(&w, id, &cells).await.unwrap(), 0, "unchanged cells are left alone");
    cells[0].entry.time = "6".to_owned();
    cells[1].entry.time = String::new();
    cells.push(new("2026-11-20", "9-17"));
    assert_eq!(save(&w, id, &cells).await.unwrap(), 3);
    let minutes: Vec<_> = w.entries(id).await.iter().map(|entry| (entry.day.to_string(), entry.minutes)).collect();
    let expected = [("2026-11-16", 360), ("2026-11-19", 480), ("2026-11-20", 480)];
    assert_eq!(minutes, expected.map(|(day, minutes)| (day.to_owned(), minutes)));
}

#[tokio::test]
async fn a_change_of_course_or_section_alone_is_kept() {
    let w = World::new().await;
    let id = w.active(&w.secondment()).await;
    let who = crate::world::Who::ZhaoHai;
    let stored = w.log(who, id, "2026-11-16", "2").await.unwrap();
    let mut cell = shown(&w, id).await.remove(0);
    cell.entry.course = "数控编程".to_owned();
    let ctx = w.ctx(who).await;
    assert_eq!(hours::save_week(&w.db, &ctx, id, &[cell]).await.unwrap(), 1);
    assert_eq!(w.entry(id, stored).await.course.as_deref(), Some("数控编程"));
}

#[tokio::test]
async fn one_wrong_cell_stores_nothing_and_every_wrong_cell_is_named() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let cells = [
        new("2026-11-16", "8"),
        new("2026-11-17", "26"),
        new("2026-11-24", "8"),
        new("2026-11-18", "acht"),
        new("2026-09-01", "8"),
    ];
    let Error::Invalid(fields) = error(save(&w, id, &cells).await) else { panic!() };
    let expected = [
        FieldError::new("cells[1].time", Code::OverTwentyFourHours),
        FieldError::new("cells[2].day", Code::InFuture),
        FieldError::new("cells[3].time", Code::BadTime),
        FieldError::new("cells[4].day", Code::OutsidePlacement),
    ];
    assert_eq!(fields, expected);
    assert!(w.entries(id).await.is_empty());
    assert_eq!(w.number("SELECT COUNT(*) FROM audit_event WHERE object = 'hour_entry'").await, 0);
}

#[tokio::test]
async fn cells_are_judged_together() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let twice = [new("2026-11-16", "9-12"), new("2026-11-16", "11-14")];
    assert_eq!(error(save(&w, id, &twice).await), Error::field("cells[1].time", Code::OverlapsEntry));
    let long = [new("2026-11-16", "13"), new("2026-11-16", "13")];
    assert_eq!(error(save(&w, id, &long).await), Error::field("cells[1].time", Code::OverTwentyFourHours));
}

#[tokio::test]
async fn a_stale_cell_is_a_conflict_and_nothing_of_the_grid_is_stored() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    save(&w, id, &[new("2026-11-16", "8")]).await.unwrap();
    let mut stale = shown(&w, id).await;
    let mut other = stale.clone();
    other[0].entry.time = "7".to_owned();
    save(&w, id, &other).await.unwrap();
    stale[0].entry.time = "6".to_owned();
    stale.insert(0, new("2026-11-17", "8"));
    assert_eq!(error(save(&w, id, &stale).await), Conflict::Stale.into());
    let minutes: Vec<_> = w.entries(id).await.iter().map(|entry| entry.minutes).collect();
    assert_eq!(minutes, [420]);
}

#[tokio::test]
async fn a_cell_of_another_placement_is_not_found() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let mut past = w.practice();
    (past.first_day, past.last_day) = ("2026-03-02".to_owned(), "2026-06-30".to_owned());
    let other = w.active(&past).await;
    w.log(YanGuixiang, other, "2026-03-02", "8").await.unwrap();
    let mut cells = shown(&w, other).await;
    cells[0].entry.time = "7".to_owned();
    assert_eq!(error(save(&w, id, &cells).await), Error::NotFound);
}

#[tokio::test]
async fn only_the_participant_saves_a_week() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let saved = hours::save_week(&w.db, &w.ctx(LinXiaomei).await, id, &[new("2026-11-16", "8")]).await;
    assert_eq!(error(saved), Error::Forbidden);
    w.submit(YanGuixiang, id, days("2026-11-16", "2026-11-22")).await.unwrap_err();
}

#[tokio::test]
async fn a_week_is_saved_and_submitted_together_or_not_at_all() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let ctx = w.ctx(YanGuixiang).await;
    let week = days("2026-11-16", "2026-11-22");
    let wrong = [new("2026-11-16", "8"), new("2026-11-17", "26")];
    let refused = hours::save_and_submit(&w.db, &ctx, id, &wrong, week).await;
    assert_eq!(error(refused), Error::field("cells[1].time", Code::OverTwentyFourHours));
    let elsewhere = days("2026-12-07", "2026-12-13");
    let refused = hours::save_and_submit(&w.db, &ctx, id, &[new("2026-11-16", "8")], elsewhere).await;
    assert_eq!(error(refused), Error::field("day", Code::InFuture));
    assert!(w.entries(id).await.is_empty(), "what cannot be submitted is not saved");

    let cells = [new("2026-11-16", "8"), new("2026-11-17", "7.5")];
    assert_eq!(hours::save_and_submit(&w.db, &ctx, id, &cells, week).await.unwrap(), 2);
    let states: Vec<_> = w.entries(id).await.iter().map(|entry| entry.state).collect();
    assert_eq!(states, [domain::hours::EntryState::Submitted; 2]);
    let others = hours::save_and_submit(&w.db, &w.ctx(LinXiaomei).await, id, &[], week).await;
    assert_eq!(error(others), Error::Forbidden);
}

#[tokio::test]
async fn a_number_alone_is_class_hours_in_the_row_of_class_hours() {
    let w = World::new().await;
    let id = w.active(&w.secondment()).await;
    let who = crate::world::Who::ZhaoHai;
    w.log(who, id, "2026-11-16", "2").await.unwrap();
    w.log_form(who, id, &crate::world::entry("2026-11-17", "2", "preparation")).await.unwrap();
    w.log(who, id, "2026-11-18", "2小时").await.unwrap();
    let minutes: Vec<_> = w.entries(id).await.iter().map(|entry| entry.minutes).collect();
    assert_eq!(minutes, [90, 120, 120]);
}
