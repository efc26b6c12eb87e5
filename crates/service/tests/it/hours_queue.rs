//! The confirmer's queue: a team's periods confirmed at once, all just as they were seen, or none.

use domain::{Code, Error, FieldError, hours::EntryState, id::PlacementId, placement::PlacementForm};
use service::hours::{self, Queue, QueueFilter, Seen};

use crate::world::{
    Who::{self, *},
    World, day, days, entry, error,
};

/// Two people at Nanqiao with the same mentor, each with hours of two weeks that wait.
async fn team() -> (World, [PlacementId; 2]) {
    let w = World::new().await;
    let mut ids = [PlacementId(0); 2];
    for (id, who) in ids.iter_mut().zip([YanGuixiang, MaJun]) {
        *id = w.active(&PlacementForm { participant: w.person(who).to_string(), ..w.practice() }).await;
        for (date, time) in [("2026-11-09", "8"), ("2026-11-16", "8"), ("2026-11-17", "9-17"), ("2026-11-18", "22-6")] {
            w.log(who, *id, date, time).await.unwrap();
        }
        w.submit(who, *id, days("2026-11-09", "2026-11-15")).await.unwrap();
        w.submit(who, *id, days("2026-11-16", "2026-11-22")).await.unwrap();
    }
    (w, ids)
}

async fn queue(w: &World, who: Who, filter: &QueueFilter) -> Queue {
    hours::queue(&w.db, &w.ctx(who).await, filter).await.unwrap()
}

/// What somebody sees of the whole queue.
async fn seen(w: &World, who: Who) -> Vec<Seen> {
    queue(w, who, &QueueFilter::default()).await.periods.into_iter().map(|period| period.seen).collect()
}

async fn confirm(w: &World, who: Who, periods: &[Seen]) -> service::Result<usize> {
    hours::confirm_many(&w.db, &w.ctx(who).await, periods).await
}

/// How many lines of a placement are confirmed.
async fn confirmed(w: &World, id: PlacementId) -> usize {
    w.entry_states(id).await.into_iter().filter(|state| *state == EntryState::Confirmed).count()
}

fn changed(n: usize) -> Error {
    Error::Invalid(vec![FieldError::new(format!("periods[{n}]"), Code::ChangedMeanwhile)])
}

#[tokio::test]
async fn a_whole_team_is_confirmed_at_once_each_line_in_the_ledger_and_each_period_in_the_log() {
    let (w, ids) = team().await;
    let periods = seen(&w, ChenLi).await;
    assert_eq!(periods.len(), 4);
    assert_eq!(confirm(&w, ChenLi, &periods).await.unwrap(), 8);
    for id in ids {
        assert_eq!(w.ledger_and_confirmed(id).await, (32 * 60, 32 * 60));
    }
    assert_eq!(w.number("SELECT COUNT(*) FROM audit_event WHERE action = 'hours.confirm'").await, 4);
    assert!(!queue(&w, ChenLi, &QueueFilter::default()).await.any);
}

#[tokio::test]
async fn the_queue_shows_the_lines_with_their_flags_and_is_narrowed_by_the_address() {
    let (w, _) = team().await;
    let all = queue(&w, WangJianguo, &QueueFilter::default()).await;
    assert_eq!((all.matching, all.people, all.lines), (4, 2, 8));
    assert_eq!(all.weeks, [day("2026-11-09"), day("2026-11-16")]);
    let lines: Vec<usize> = all.periods.iter().map(|period| period.entries.len()).collect();
    assert_eq!(lines, [1, 1, 3, 3], "the oldest week first");
    assert_eq!(all.periods[2].entries[2].flags, [Code::OverMidnight]);

    let week = QueueFilter { week: "2026-11-11".to_owned(), ..QueueFilter::default() };
    assert_eq!(queue(&w, WangJianguo, &week).await.matching, 2);
    let named = |name: &str| QueueFilter { organisation: name.to_owned(), ..QueueFilter::default() };
    assert_eq!(queue(&w, WangJianguo, &named("江海职业技术学院")).await.matching, 4);
    let none = queue(&w, WangJianguo, &named("云岭职业学院")).await;
    assert_eq!((none.matching, none.any), (0, true));
    let last = QueueFilter { after: "3".to_owned(), ..QueueFilter::default() };
    assert_eq!(queue(&w, WangJianguo, &last).await.periods.len(), 1);
    for who in [LinXiaomei, YanGuixiang, GraceMiller] {
        assert!(!queue(&w, who, &QueueFilter::default()).await.any, "{who:?}");
    }
}

#[tokio::test]
async fn hours_at_another_host_at_the_same_time_are_flagged_in_the_queue() {
    let w = World::new().await;
    let part = PlacementForm { load: "part_time".to_owned(), ..w.practice() };
    let here = w.active(&part).await;
    let hudson = w.org(crate::world::Org::Hudson).to_string();
    let elsewhere = PlacementForm { hosting: hudson, mentor: w.person(PaulReed).to_string(), ..part };
    let there = w.active(&elsewhere).await;
    w.log(YanGuixiang, here, "2026-11-16", "9-12").await.unwrap();
    w.log(YanGuixiang, there, "2026-11-16", "11-13").await.unwrap();
    w.submit(YanGuixiang, here, days("2026-11-16", "2026-11-22")).await.unwrap();
    let queue = queue(&w, ChenLi, &QueueFilter::default()).await;
    assert_eq!(queue.periods[0].entries[0].flags, [Code::OverlapsOtherHost]);
}

#[tokio::test]
async fn what_changed_since_it_was_seen_is_named_and_nothing_is_confirmed() {
    let (w, ids) = team().await;
    let periods = seen(&w, ChenLi).await;
    let second = periods.iter().position(|seen| seen.placement == ids[1] && seen.days.0 == day("2026-11-16")).unwrap();
    // Taken back, corrected and submitted again: as many lines, with another amount.
    let week = days("2026-11-16", "2026-11-22");
    w.withdraw(MaJun, ids[1], week).await.unwrap();
    let line = w.entries(ids[1]).await.into_iter().find(|entry| entry.day == day("2026-11-16")).unwrap();
    let form = entry("2026-11-16", "4", "on_post");
    hours::edit(&w.db, &w.ctx(MaJun).await, line.id, &form, line.version).await.unwrap();
    w.submit(MaJun, ids[1], week).await.unwrap();
    assert_eq!(error(confirm(&w, ChenLi, &periods).await), changed(second));
    for id in ids {
        assert_eq!((confirmed(&w, id).await, w.ledger_and_confirmed(id).await), (0, (0, 0)));
    }
    assert_eq!(w.number("SELECT COUNT(*) FROM audit_event WHERE action = 'hours.confirm'").await, 0);
    assert_eq!(confirm(&w, ChenLi, &seen(&w, ChenLi).await).await.unwrap(), 8, "seen again, confirmed");
}

#[tokio::test]
async fn a_period_that_somebody_else_has_confirmed_is_named() {
    let (w, ids) = team().await;
    let periods = seen(&w, ChenLi).await;
    assert_eq!(confirm(&w, WangJianguo, &periods[..1]).await.unwrap(), 1);
    assert_eq!(error(confirm(&w, ChenLi, &periods).await), changed(0));
    assert_eq!(confirmed(&w, ids[0]).await + confirmed(&w, ids[1]).await, 1);
}

#[tokio::test]
async fn with_a_foreign_placement_in_the_batch_nothing_is_confirmed() {
    let (w, ids) = team().await;
    let foreign = w.active(&w.secondment()).await;
    w.log(ZhaoHai, foreign, "2026-11-16", "2").await.unwrap();
    w.submit(ZhaoHai, foreign, days("2026-11-16", "2026-11-22")).await.unwrap();
    let mut periods = seen(&w, ChenLi).await;
    periods.extend(seen(&w, HeZhiqiang).await);
    assert_eq!(periods.len(), 5);
    assert_eq!(error(confirm(&w, ChenLi, &periods).await), Error::NotFound);
    // The coordinator reads it as the sending side, and still may not confirm it.
    assert_eq!(error(confirm(&w, WangJianguo, &periods).await), Error::Forbidden);
    // A participant confirms nothing, not even with somebody else's page.
    assert_eq!(error(confirm(&w, YanGuixiang, &periods[..1]).await), Error::Forbidden);
    for id in [ids[0], ids[1], foreign] {
        assert_eq!(confirmed(&w, id).await, 0);
    }
}

#[tokio::test]
async fn a_batch_of_none_or_too_many_is_refused_and_a_period_named_twice_counts_once() {
    let (w, _) = team().await;
    assert_eq!(error(confirm(&w, ChenLi, &[]).await), Error::field("periods", Code::Required));
    let periods = seen(&w, ChenLi).await;
    let many: Vec<Seen> = periods.iter().cycle().take(201).cloned().collect();
    assert_eq!(error(confirm(&w, ChenLi, &many).await), Error::field("periods", Code::OutOfRange));
    assert_eq!(confirm(&w, ChenLi, &[periods[0].clone(), periods[0].clone()]).await.unwrap(), 1);
}
