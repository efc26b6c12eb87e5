//! Periods: submitted, withdrawn, returned, locked.

use domain::{
    Code, Error,
    error::Conflict,
    hours::EntryState::{Confirmed, Draft, Returned, Submitted},
    id::{HourEntryId, PlacementId},
};
use service::hours;

use crate::world::{
    Who::{ChenLi, LinXiaomei, WangJianguo, YanGuixiang},
    World, day, days, entry, error,
};

const WEEK: (&str, &str) = ("2026-11-16", "2026-11-22");

async fn with_week(dates: &[&str]) -> (World, PlacementId, Vec<HourEntryId>) {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let mut entries = Vec::new();
    for date in dates {
        entries.push(w.log(YanGuixiang, id, date, "8").await.unwrap());
    }
    (w, id, entries)
}

fn week() -> (chrono::NaiveDate, chrono::NaiveDate) {
    days(WEEK.0, WEEK.1)
}

async fn periods(w: &World, id: PlacementId) -> Vec<(String, String)> {
    let all = days("2026-01-01", "2027-12-31");
    let view = hours::read(&w.db, &w.ctx(YanGuixiang).await, id, all).await.unwrap();
    view.periods.iter().map(|(first, last)| (first.to_string(), last.to_string())).collect()
}

#[tokio::test]
async fn a_month_is_submitted_around_the_weeks_that_were_submitted_before() {
    let (w, id, _) = with_week(&["2026-11-03", "2026-11-16", "2026-11-23"]).await;
    assert_eq!(w.submit(YanGuixiang, id, week()).await.unwrap(), 1);
    assert_eq!(w.entry_states(id).await, [Draft, Submitted, Draft]);
    let month = hours::month_of(day("2026-11-10"));
    assert_eq!(month, days("2026-11-01", "2026-11-30"));
    assert_eq!(w.submit(YanGuixiang, id, month).await.unwrap(), 2);
    assert_eq!(w.entry_states(id).await, [Submitted, Submitted, Submitted]);
    let known = [("2026-11-01", "2026-11-15"), WEEK, ("2026-11-23", "2026-11-23")];
    let known = known.map(|(first, last)| (first.to_owned(), last.to_owned()));
    assert_eq!(periods(&w, id).await, known);
    let nothing = Error::field("", Code::NothingToDo);
    assert_eq!(error(w.submit(YanGuixiang, id, month).await), nothing);
}

#[tokio::test]
async fn submitting_a_week_early_does_not_lock_the_days_to_come() {
    let (mut w, id, _) = with_week(&["2026-11-23"]).await;
    w.submit(YanGuixiang, id, hours::week_of(day("2026-11-23"))).await.unwrap();
    w.confirm(ChenLi, id, days("2026-11-23", "2026-11-29")).await.unwrap();
    w.now += chrono::TimeDelta::days(1);
    w.log(YanGuixiang, id, "2026-11-24", "8").await.unwrap();
    assert_eq!(w.submit(YanGuixiang, id, hours::week_of(day("2026-11-23"))).await.unwrap(), 1);
}

#[tokio::test]
async fn periods_outside_the_placement_or_ahead_are_refused() {
    let (w, id, _) = with_week(&[]).await;
    let ahead = w.submit(YanGuixiang, id, days("2026-11-30", "2026-12-06")).await;
    assert_eq!(error(ahead), Error::field("day", Code::InFuture));
    let outside = w.submit(YanGuixiang, id, days("2026-08-03", "2026-08-09")).await;
    assert_eq!(error(outside), Error::field("day", Code::OutsidePlacement));
    let empty = w.submit(YanGuixiang, id, week()).await;
    assert_eq!(error(empty), Error::field("", Code::NothingToDo));
    assert!(periods(&w, id).await.is_empty());
}

#[tokio::test]
async fn while_a_period_waits_it_takes_no_changes_until_it_is_withdrawn() {
    let (w, id, entries) = with_week(&["2026-11-16", "2026-11-17"]).await;
    w.submit(YanGuixiang, id, week()).await.unwrap();
    let waits = Error::field("day", Code::PeriodSubmitted);
    assert_eq!(error(w.log(YanGuixiang, id, "2026-11-18", "8").await), waits);
    let change = async |form, version| hours::edit(&w.db, &w.ctx(YanGuixiang).await, entries[0], &form, version).await;
    let version = w.entry(id, entries[0]).await.version;
    assert_eq!(error(change(entry("2026-11-16", "7", "on_post"), version).await), waits);
    assert_eq!(error(change(entry("2026-11-16", "", "on_post"), version).await), waits);

    assert_eq!(w.withdraw(YanGuixiang, id, week()).await.unwrap(), 2);
    assert_eq!(w.entry_states(id).await, [Draft, Draft]);
    assert!(periods(&w, id).await.is_empty());
    let version = w.entry(id, entries[0]).await.version;
    change(entry("2026-11-16", "7", "on_post"), version).await.unwrap();
    w.log(YanGuixiang, id, "2026-11-18", "8").await.unwrap();
    assert_eq!(w.submit(YanGuixiang, id, week()).await.unwrap(), 3);
}

#[tokio::test]
async fn an_open_entry_cannot_be_moved_into_a_period_that_waits() {
    let (w, id, entries) = with_week(&["2026-11-16", "2026-11-23"]).await;
    w.submit(YanGuixiang, id, week()).await.unwrap();
    let moved =
        hours::edit(&w.db, &w.ctx(YanGuixiang).await, entries[1], &entry("2026-11-17", "8", "on_post"), 1).await;
    assert_eq!(error(moved), Error::field("day", Code::PeriodSubmitted));
}

#[tokio::test]
async fn what_is_decided_cannot_be_withdrawn() {
    let (w, id, _) = with_week(&["2026-11-16"]).await;
    w.submit(YanGuixiang, id, week()).await.unwrap();
    w.confirm(ChenLi, id, week()).await.unwrap();
    let nothing = Error::field("", Code::NothingToDo);
    assert_eq!(error(w.withdraw(YanGuixiang, id, week()).await), nothing);
    assert_eq!(w.entry_states(id).await, [Confirmed]);
}

#[tokio::test]
async fn only_returned_lines_are_mended_and_submitted_again() {
    let (w, id, entries) = with_week(&["2026-11-16", "2026-11-17", "2026-11-18"]).await;
    w.submit(YanGuixiang, id, week()).await.unwrap();
    assert_eq!(w.send_back(ChenLi, id, week(), &entries[1..2]).await.unwrap(), 1);
    assert_eq!(w.entry_states(id).await, [Submitted, Returned, Submitted]);
    let returned = w.entry(id, entries[1]).await;
    assert_eq!(
        (returned.reason.as_deref(), returned.decided_by.as_ref().map(domain::name::Named::as_str)),
        (Some("与考勤不符"), Some("陈立"))
    );
    assert_eq!(returned.decided_at, Some(w.now));

    let form = entry("2026-11-17", "6", "on_post");
    hours::edit(&w.db, &w.ctx(YanGuixiang).await, entries[1], &form, returned.version).await.unwrap();
    w.confirm(WangJianguo, id, week()).await.unwrap();
    assert_eq!(w.entry_states(id).await, [Confirmed, Returned, Confirmed]);
    assert_eq!(w.submit(YanGuixiang, id, week()).await.unwrap(), 1);
    assert_eq!(w.entry_states(id).await, [Confirmed, Submitted, Confirmed]);
    let mended = w.entry(id, entries[1]).await;
    assert_eq!((mended.reason, mended.minutes), (None, 360));
    assert_eq!(w.confirm(ChenLi, id, week()).await.unwrap(), 1);
    assert_eq!(w.ledger_and_confirmed(id).await, (1320, 1320));
}

#[tokio::test]
async fn a_confirmed_period_is_locked() {
    let (w, id, entries) = with_week(&["2026-11-16"]).await;
    w.submit(YanGuixiang, id, week()).await.unwrap();
    w.confirm(ChenLi, id, week()).await.unwrap();
    let locked = Error::field("day", Code::PeriodLocked);
    assert_eq!(error(w.log(YanGuixiang, id, "2026-11-18", "8").await), locked);
    let version = w.entry(id, entries[0]).await.version;
    for time in ["7", ""] {
        let form = entry("2026-11-16", time, "on_post");
        let change = hours::edit(&w.db, &w.ctx(YanGuixiang).await, entries[0], &form, version).await;
        assert_eq!(error(change), Conflict::Locked.into());
    }
    assert_eq!(w.entry(id, entries[0]).await.minutes, 480);
    w.log(YanGuixiang, id, "2026-11-23", "1").await.unwrap();
}

#[tokio::test]
async fn lines_are_confirmed_one_by_one_and_never_silently_some() {
    let (w, id, entries) = with_week(&["2026-11-16", "2026-11-17"]).await;
    w.submit(YanGuixiang, id, week()).await.unwrap();
    let ctx = w.ctx(ChenLi).await;
    assert_eq!(hours::confirm(&w.db, &ctx, id, week(), &entries[..1]).await.unwrap(), 1);
    assert_eq!(w.entry_states(id).await, [Confirmed, Submitted]);
    let both = hours::confirm(&w.db, &ctx, id, week(), &entries).await;
    assert_eq!(error(both), Conflict::Stale.into());
    assert_eq!(w.entry_states(id).await, [Confirmed, Submitted]);
    assert_eq!(w.confirm(ChenLi, id, week()).await.unwrap(), 1);
    let again = w.confirm(ChenLi, id, week()).await;
    assert_eq!(error(again), Error::field("", Code::NothingToDo));
}

#[tokio::test]
async fn returning_and_unlocking_need_a_reason() {
    let (w, id, _) = with_week(&["2026-11-16"]).await;
    w.submit(YanGuixiang, id, week()).await.unwrap();
    let ctx = w.ctx(ChenLi).await;
    let required = Error::field("reason", Code::ReasonRequired);
    assert_eq!(error(hours::send_back(&w.db, &ctx, id, week(), &[], "  ").await), required);
    w.confirm(ChenLi, id, week()).await.unwrap();
    assert_eq!(error(hours::unlock(&w.db, &ctx, id, week(), &[], "").await), required);
    assert_eq!(w.entry_states(id).await, [Confirmed]);
}

#[tokio::test]
async fn the_last_week_is_submitted_after_the_placement_was_completed() {
    let (w, id, _) = with_week(&["2026-11-16"]).await;
    w.act(LinXiaomei, id, domain::placement::Deed::Complete).await.unwrap();
    w.log(YanGuixiang, id, "2026-11-17", "8").await.unwrap();
    assert_eq!(w.submit(YanGuixiang, id, week()).await.unwrap(), 2);
    assert_eq!(w.confirm(ChenLi, id, week()).await.unwrap(), 2);
}
