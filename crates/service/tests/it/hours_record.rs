//! The record for paper: it names who confirmed what, and adds up to the ledger whatever happened before.

use domain::{
    Error,
    hours::{EntryState, LedgerDeed},
    id::PlacementId,
};
use service::hours::{self, Record};

use crate::world::{
    Who::{self, *},
    World, day, days, entry, error,
};

async fn record(w: &World, who: Who, id: PlacementId) -> service::Result<Record> {
    hours::record(&w.db, &w.ctx(who).await, id, None).await
}

#[tokio::test]
async fn every_confirmed_line_names_who_confirmed_it_and_corrections_are_told() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    for date in ["2026-10-30", "2026-11-16", "2026-11-17"] {
        w.log(YanGuixiang, id, date, "8").await.unwrap();
    }
    w.submit(YanGuixiang, id, days("2026-10-26", "2026-11-22")).await.unwrap();
    w.confirm(ChenLi, id, days("2026-10-26", "2026-11-16")).await.unwrap();
    let only = [w.entries(id).await[1].id];
    w.unlock(WangJianguo, id, days("2026-11-16", "2026-11-16"), &only).await.unwrap();
    let version = w.entries(id).await[1].version;
    let form = entry("2026-11-16", "6", "on_post");
    hours::edit(&w.db, &w.ctx(YanGuixiang).await, only[0], &form, version).await.unwrap();
    w.submit(YanGuixiang, id, days("2026-11-16", "2026-11-16")).await.unwrap();
    w.confirm(WangJianguo, id, days("2026-11-16", "2026-11-16")).await.unwrap();

    let record = record(&w, YanGuixiang, id).await.unwrap();
    assert_eq!(record.days, days("2026-09-07", "2026-11-23"), "until today");
    let lines: Vec<_> = record.lines.iter().map(|line| (line.entry.day, line.by.as_ref().unwrap().as_str())).collect();
    assert_eq!(lines, [(day("2026-10-30"), "陈立"), (day("2026-11-16"), "王建国")]);
    assert!(record.lines.iter().all(|line| line.at == Some(w.now)));
    let corrections: Vec<_> =
        record.corrections.iter().map(|line| (line.deed, line.minutes, line.reason.as_deref())).collect();
    let expected = [(LedgerDeed::Reversed, -480, Some("录入错误")), (LedgerDeed::Confirmed, 360, None)];
    assert_eq!(corrections, expected);
    assert_eq!((record.minutes, record.ledger), (840, 840));
    assert_eq!(record.months, [(day("2026-10-01"), 480), (day("2026-11-01"), 360)]);
    assert_eq!(record.kinds.iter().map(|(_, minutes)| minutes).sum::<i64>(), 840);

    let november = hours::record(&w.db, &w.ctx(ChenLi).await, id, Some(days("2026-11-01", "2026-11-30"))).await;
    assert_eq!(november.unwrap().minutes, 360);
}

#[tokio::test]
async fn only_those_who_read_the_hours_read_the_record() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    for who in [YanGuixiang, ChenLi, LinXiaomei, WangJianguo, LuPing, QianShen] {
        assert!(record(&w, who, id).await.is_ok(), "{who:?}");
    }
    for who in [ZhaoHai, ZhouMin, TangWei, GraceMiller, SunYu] {
        assert_eq!(error(record(&w, who, id).await), Error::NotFound, "{who:?}");
    }
}

/// The next number of a simple sequence, below `bound`.
fn next(seed: &mut u64, bound: usize) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).unwrap() % bound
}

#[tokio::test]
async fn after_any_course_of_deeds_the_record_adds_up_to_the_ledger() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let mut seed = 20_261_123;
    for _ in 0..160 {
        let date = format!("2026-{}", ["10-29", "10-30", "11-16", "11-17", "11-18"][next(&mut seed, 5)]);
        let that = days(&date, &date);
        // Many of these are refused, as they should be; what counts is that the sums agree all the same.
        match next(&mut seed, 7) {
            0 | 1 => drop(w.log(YanGuixiang, id, &date, ["2", "3:15", "1.5"][next(&mut seed, 3)]).await),
            2 => drop(w.submit(YanGuixiang, id, that).await),
            3 => drop(w.confirm(ChenLi, id, that).await),
            4 => drop(w.send_back(ChenLi, id, that, &[]).await),
            5 => drop(w.unlock(WangJianguo, id, that, &[]).await),
            _ => {
                let open = w.entries(id).await.into_iter().find(|entry| entry.state == EntryState::Returned);
                if let Some(open) = open {
                    let form = entry(&date, ["", "4", "5"][next(&mut seed, 3)], "training");
                    drop(hours::edit(&w.db, &w.ctx(YanGuixiang).await, open.id, &form, open.version).await);
                }
            }
        }
    }
    let whole = days("2026-10-29", "2026-11-22");
    drop(w.log(YanGuixiang, id, "2026-11-16", "2").await);
    drop(w.submit(YanGuixiang, id, whole).await);
    drop(w.confirm(ChenLi, id, whole).await);
    let record = record(&w, LinXiaomei, id).await.unwrap();
    assert!(record.minutes > 0 && !record.corrections.is_empty(), "something happened");
    assert_eq!(w.ledger_and_confirmed(id).await, (record.minutes, record.minutes));
    assert_eq!(record.ledger, record.minutes);
    assert_eq!(record.kinds.iter().map(|(_, minutes)| minutes).sum::<i64>(), record.minutes);
    assert_eq!(record.months.iter().map(|(_, minutes)| minutes).sum::<i64>(), record.minutes);
    assert!(record.lines.iter().all(|line| line.by.is_some() && line.at.is_some()));
}

#[tokio::test]
async fn who_confirmed_is_named_in_both_languages_by_account_or_as_the_one_of_that_name_at_the_host() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    for (day, who, stored) in [("2026-11-16", ChenLi, None), ("2026-11-17", ChenLi, Some("王建国 <import>"))] {
        w.log(YanGuixiang, id, day, "8").await.unwrap();
        w.submit(YanGuixiang, id, days(day, day)).await.unwrap();
        w.confirm(who, id, days(day, day)).await.unwrap();
        if let Some(label) = stored {
            w.sql(&format!("UPDATE hour_entry SET decided_by = '{label}' WHERE day = '{day}'")).await;
        }
    }
    for (who, name) in [(ChenLi, "Chen Li"), (WangJianguo, "Wang Jianguo")] {
        w.sql(&format!("UPDATE person SET name_en = '{name}' WHERE id = {}", w.person(who))).await;
    }
    let entries = w.entries(id).await;
    let named: Vec<_> = entries.iter().filter_map(|entry| entry.decided_by.as_ref()).collect();
    assert_eq!(named.iter().map(|by| by.as_str()).collect::<Vec<_>>(), ["陈立", "王建国"]);
    assert_eq!(named.iter().map(|by| by.in_english()).collect::<Vec<_>>(), ["Chen Li", "Wang Jianguo"]);
    let record = record(&w, YanGuixiang, id).await.unwrap();
    assert_eq!(record.lines[0].by.as_ref().unwrap().in_english(), "Chen Li");
}
