//! The ledger: what is confirmed is what it adds up to, and nobody changes it.

use domain::hours::EntryState::{Confirmed, Returned};
use service::{Ctx, hours};

use crate::world::{
    Who::{ChenLi, WangJianguo, YanGuixiang},
    World, days, entry,
};

#[tokio::test]
async fn unlocking_and_correcting_leave_a_reversal_and_the_sums_agree_at_every_step() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let week = days("2026-11-16", "2026-11-22");
    let first = w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    w.log(YanGuixiang, id, "2026-11-17", "22-6").await.unwrap();
    w.submit(YanGuixiang, id, week).await.unwrap();
    assert_eq!(w.ledger_and_confirmed(id).await, (0, 0));
    w.confirm(ChenLi, id, week).await.unwrap();
    assert_eq!(w.ledger_and_confirmed(id).await, (960, 960));

    assert_eq!(w.unlock(WangJianguo, id, week, &[first]).await.unwrap(), 1);
    assert_eq!(w.entry_states(id).await, [Returned, Confirmed]);
    assert_eq!(w.ledger_and_confirmed(id).await, (480, 480));
    let unlocked = w.entry(id, first).await;
    assert_eq!(unlocked.reason.as_deref(), Some("录入错误"));

    let form = entry("2026-11-16", "6.5", "training");
    hours::edit(&w.db, &w.ctx(YanGuixiang).await, first, &form, unlocked.version).await.unwrap();
    assert_eq!(w.ledger_and_confirmed(id).await, (480, 480));
    w.submit(YanGuixiang, id, week).await.unwrap();
    w.confirm(ChenLi, id, week).await.unwrap();
    assert_eq!(w.ledger_and_confirmed(id).await, (870, 870));

    let lines = |deed: &str| format!("SELECT COUNT(*) FROM hour_ledger WHERE entry_id = {first} AND deed = '{deed}'");
    for (deed, count) in [("submitted", 2), ("confirmed", 2), ("reversed", 1), ("returned", 0), ("withdrawn", 0)] {
        assert_eq!(w.number(&lines(deed)).await, count, "{deed}");
    }
    let reversal = format!(
        "SELECT CAST(minutes AS bigint) FROM hour_ledger WHERE entry_id = {first} AND deed = 'reversed' \
         AND actor LIKE '王建国 <%' AND reason = '录入错误'"
    );
    assert_eq!(w.number(&reversal).await, -480);
}

#[tokio::test]
async fn an_entry_removed_after_it_was_unlocked_stays_in_the_ledger() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let week = days("2026-11-16", "2026-11-22");
    let gone = w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    w.submit(YanGuixiang, id, week).await.unwrap();
    w.confirm(ChenLi, id, week).await.unwrap();
    w.unlock(ChenLi, id, week, &[]).await.unwrap();
    let version = w.entry(id, gone).await.version;
    hours::edit(&w.db, &w.ctx(YanGuixiang).await, gone, &entry("2026-11-16", "", ""), version).await.unwrap();
    assert!(w.entries(id).await.is_empty());
    assert_eq!(w.number(&format!("SELECT COUNT(*) FROM hour_ledger WHERE entry_id = {gone}")).await, 3);
    assert_eq!(w.ledger_and_confirmed(id).await, (0, 0));
    let next = w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    assert!(next > gone, "an identifier is never given out twice");
}

#[tokio::test]
async fn the_database_refuses_to_change_or_delete_a_line_of_a_log() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    w.submit(YanGuixiang, id, days("2026-11-16", "2026-11-22")).await.unwrap();
    for table in ["hour_ledger", "audit_event", "placement_event"] {
        let count = format!("SELECT COUNT(*) FROM {table}");
        let before = w.number(&count).await;
        assert!(before > 0, "{table}");
        for statement in [format!("UPDATE {table} SET actor = 'somebody else'"), format!("DELETE FROM {table}")] {
            let said = w.try_sql(&statement).await.unwrap_err();
            assert!(said.contains(&format!("{table}_append_only")), "{statement}: {said}");
        }
        assert_eq!(w.number(&count).await, before);
        let changed = format!("SELECT COUNT(*) FROM {table} WHERE actor = 'somebody else'");
        assert_eq!(w.number(&changed).await, 0);
    }
}

#[tokio::test]
async fn the_ledger_takes_only_lines_that_fit_their_deed() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    for (deed, minutes) in [("confirmed", -60), ("confirmed", 0), ("reversed", 60), ("submitted", 60)] {
        let line = format!(
            "INSERT INTO hour_ledger (entry_id, placement_id, person_id, day, kind, deed, minutes, actor, at) \
             SELECT 1, id, person_id, first_day, 'on_post', '{deed}', {minutes}, 'x', created_at \
             FROM placement WHERE id = {id}"
        );
        let said = w.try_sql(&line).await.unwrap_err();
        assert!(said.contains("hour_ledger_minutes"), "{deed} {minutes}: {said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_week_confirmed_by_two_at_once_counts_once() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let week = days("2026-11-16", "2026-11-22");
    w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    w.submit(YanGuixiang, id, week).await.unwrap();
    let confirm = |ctx: Ctx| {
        let db = w.db.clone();
        tokio::spawn(async move { hours::confirm(&db, &ctx, id, week, &[]).await })
    };
    let (chen, wang) = (w.ctx(ChenLi).await, w.ctx(WangJianguo).await);
    let (one, other) = (confirm(chen), confirm(wang));
    let results = [one.await.unwrap(), other.await.unwrap()];
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
    assert_eq!(w.ledger_and_confirmed(id).await, (480, 480));
}
