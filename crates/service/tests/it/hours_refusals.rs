//! What the hours log refuses, a code each, and what it only flags.

use domain::{Code, Error, error::Conflict, hours::EntryForm, id::PlacementId, placement::PlacementForm};
use service::hours;

use crate::world::{
    Org,
    Who::{ChenLi, HeZhiqiang, LinXiaomei, PaulReed, TangWei, YanGuixiang, ZhaoHai},
    World, day, days, entry, error,
};

fn refusal(field: &str, code: Code) -> Error {
    Error::field(field, code)
}

/// A part-time stay of Yan Guixiang at Hudson Tools in New York, where it is still Sunday evening.
async fn in_new_york(w: &World) -> PlacementId {
    let form = PlacementForm {
        hosting: w.org(Org::Hudson).to_string(),
        mentor: w.person(PaulReed).to_string(),
        load: "part_time".to_owned(),
        ..w.practice()
    };
    w.active(&form).await
}

#[tokio::test]
async fn more_than_a_day_in_one_entry_is_refused() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let over = refusal("time", Code::OverTwentyFourHours);
    assert_eq!(error(w.log(YanGuixiang, id, "2026-11-16", "24.5").await), over);
    w.log(YanGuixiang, id, "2026-11-16", "24").await.unwrap();
}

#[tokio::test]
async fn more_than_a_day_in_all_entries_of_a_day_is_refused_even_at_two_hosts() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let elsewhere = in_new_york(&w).await;
    w.log(YanGuixiang, id, "2026-11-16", "13").await.unwrap();
    let over = refusal("time", Code::OverTwentyFourHours);
    assert_eq!(error(w.log(YanGuixiang, id, "2026-11-16", "11:01").await), over);
    assert_eq!(error(w.log(YanGuixiang, elsewhere, "2026-11-16", "11:01").await), over);
    w.log(YanGuixiang, elsewhere, "2026-11-16", "11").await.unwrap();
}

#[tokio::test]
async fn the_future_is_refused() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let future = refusal("day", Code::InFuture);
    assert_eq!(error(w.log(YanGuixiang, id, "2026-11-24", "8").await), future);
    assert_eq!(error(w.log(YanGuixiang, id, "2026-11-23", "10:01-12").await), future);
    w.log(YanGuixiang, id, "2026-11-23", "8-10").await.unwrap();
}

#[tokio::test]
async fn the_future_is_judged_on_the_clock_of_the_host() {
    let w = World::new().await;
    let id = in_new_york(&w).await;
    let future = refusal("day", Code::InFuture);
    assert_eq!(error(w.log(YanGuixiang, id, "2026-11-23", "1").await), future);
    assert_eq!(error(w.log(YanGuixiang, id, "2026-11-22", "21:01-22").await), future);
    w.log(YanGuixiang, id, "2026-11-22", "20-21").await.unwrap();
    let view = hours::read(&w.db, &w.ctx(YanGuixiang).await, id, days("2026-11-16", "2026-11-22")).await;
    assert_eq!(view.unwrap().today, day("2026-11-22"));
}

#[tokio::test]
async fn days_outside_the_placement_are_refused() {
    let w = World::new().await;
    let mut form = w.practice();
    form.last_day = "2026-11-20".to_owned();
    let id = w.active(&form).await;
    let outside = refusal("day", Code::OutsidePlacement);
    for date in ["2026-09-06", "2026-11-21"] {
        assert_eq!(error(w.log(YanGuixiang, id, date, "8").await), outside, "{date}");
    }
    for date in ["2026-09-07", "2026-11-20"] {
        w.log(YanGuixiang, id, date, "8").await.unwrap();
    }
}

#[tokio::test]
async fn before_somebody_confirmed_the_start_nothing_is_logged() {
    let w = World::new().await;
    let id = w.drafted(&w.practice()).await;
    assert_eq!(error(w.log(YanGuixiang, id, "2026-11-16", "8").await), Error::NotFound);
    w.act(LinXiaomei, id, domain::placement::Deed::Submit).await.unwrap();
    let early = Conflict::WrongState.into();
    assert_eq!(error(w.log(YanGuixiang, id, "2026-11-16", "8").await), early);
    w.act(crate::world::Who::WangJianguo, id, domain::placement::Deed::Approve).await.unwrap();
    assert_eq!(error(w.log(YanGuixiang, id, "2026-11-16", "8").await), early);
}

#[tokio::test]
async fn entries_of_one_placement_do_not_overlap_even_over_midnight() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    w.log(YanGuixiang, id, "2026-11-16", "9-12").await.unwrap();
    let overlap = refusal("time", Code::OverlapsEntry);
    assert_eq!(error(w.log(YanGuixiang, id, "2026-11-16", "11:59-14").await), overlap);
    w.log(YanGuixiang, id, "2026-11-16", "12-14").await.unwrap();
    w.log(YanGuixiang, id, "2026-11-17", "22-6").await.unwrap();
    assert_eq!(error(w.log(YanGuixiang, id, "2026-11-18", "5:30-9").await), overlap);
    w.log(YanGuixiang, id, "2026-11-18", "6-9").await.unwrap();
    w.log(YanGuixiang, id, "2026-11-18", "2").await.unwrap();
}

#[tokio::test]
async fn the_database_itself_refuses_entries_that_overlap() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    w.log(YanGuixiang, id, "2026-11-16", "22-6").await.unwrap();
    let copy = "INSERT INTO hour_entry (placement_id, person_id, day, minutes, from_minute, to_minute, kind, state) \
        SELECT placement_id, person_id, '2026-11-17', 60, to_minute - 60, to_minute, kind, 'draft' FROM hour_entry";
    let said = w.try_sql(copy).await.unwrap_err();
    assert!(said.contains("hour_entry_no_overlap"), "{said}");
    let said = w.try_sql("UPDATE hour_entry SET minutes = 1441").await.unwrap_err();
    assert!(said.contains("hour_entry_"), "{said}");
}

#[tokio::test]
async fn the_kind_must_go_with_the_direction() {
    let w = World::new().await;
    let practice = w.active(&w.practice()).await;
    let secondment = w.active(&w.secondment()).await;
    let wrong = refusal("kind", Code::WrongKind);
    for kind in ["class_hours", "preparation"] {
        let form = entry("2026-11-16", "2", kind);
        assert_eq!(error(w.log_form(YanGuixiang, practice, &form).await), wrong, "{kind}");
        w.log_form(ZhaoHai, secondment, &form).await.unwrap();
    }
    for kind in ["on_post", "training", "visit", "research"] {
        let form = entry("2026-11-17", "2", kind);
        assert_eq!(error(w.log_form(ZhaoHai, secondment, &form).await), wrong, "{kind}");
        w.log_form(YanGuixiang, practice, &form).await.unwrap();
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_said_field_by_field() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let form = EntryForm {
        day: "2026-02-30".to_owned(),
        time: "so lange".to_owned(),
        kind: "holiday".to_owned(),
        note: "记".repeat(501),
        ..Default::default()
    };
    let Error::Invalid(fields) = error(w.log_form(YanGuixiang, id, &form).await) else { panic!() };
    let said: Vec<_> = fields.iter().map(|wrong| (wrong.field.as_str(), wrong.code)).collect();
    let all = [("day", Code::BadDate), ("kind", Code::UnknownValue), ("time", Code::BadTime), ("note", Code::TooLong)];
    assert_eq!(said, all);
    let empty = error(w.log(YanGuixiang, id, "2026-11-16", "").await);
    assert_eq!(empty, refusal("time", Code::Required));
}

#[tokio::test]
async fn a_night_shift_is_one_entry_of_the_day_on_which_it_began_and_is_flagged() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let night = w.log(YanGuixiang, id, "2026-11-16", "22:00-06:00").await.unwrap();
    let late = w.log(YanGuixiang, id, "2026-11-18", "16-24").await.unwrap();
    let stored = w.entry(id, night).await;
    assert_eq!((stored.day, stored.minutes, stored.span), (day("2026-11-16"), 480, Some((1320, 1800))));
    assert_eq!(stored.flags, [Code::OverMidnight]);
    assert_eq!(w.entry(id, late).await.flags, []);
}

#[tokio::test]
async fn an_overlap_between_two_hosts_is_stored_and_flagged_on_both_sides() {
    let w = World::new().await;
    let here = w.active(&w.practice()).await;
    let there = in_new_york(&w).await;
    let one = w.log(YanGuixiang, here, "2026-11-16", "20-次日2").await.unwrap();
    let other = w.log(YanGuixiang, there, "2026-11-17", "1-5").await.unwrap();
    let apart = w.log(YanGuixiang, there, "2026-11-17", "6-7").await.unwrap();
    assert_eq!(w.entry(here, one).await.flags, [Code::OverMidnight, Code::OverlapsOtherHost]);
    assert_eq!(w.entry(there, other).await.flags, [Code::OverlapsOtherHost]);
    assert_eq!(w.entry(there, apart).await.flags, []);
}

#[tokio::test]
async fn nobody_logs_for_somebody_else() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    for who in [LinXiaomei, ChenLi, crate::world::Who::WangJianguo, crate::world::Who::QianShen] {
        assert_eq!(error(w.log(who, id, "2026-11-16", "8").await), Error::Forbidden, "{who:?}");
    }
    for who in [HeZhiqiang, TangWei, ZhaoHai] {
        assert_eq!(error(w.log(who, id, "2026-11-16", "8").await), Error::NotFound, "{who:?}");
    }
    let mine = w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    let form = entry("2026-11-16", "7", "on_post");
    let change = hours::edit(&w.db, &w.ctx(TangWei).await, mine, &form, 1).await;
    assert_eq!(error(change), Error::NotFound);
    let change = hours::edit(&w.db, &w.ctx(ChenLi).await, mine, &form, 1).await;
    assert_eq!(error(change), Error::Forbidden);
}

#[tokio::test]
async fn an_edit_follows_the_same_rules_and_does_not_meet_itself() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let own = w.log(YanGuixiang, id, "2026-11-16", "9-17").await.unwrap();
    w.log(YanGuixiang, id, "2026-11-16", "18-20").await.unwrap();
    let edit = async |date: &str, time: &str, version| {
        hours::edit(&w.db, &w.ctx(YanGuixiang).await, own, &entry(date, time, "on_post"), version).await
    };
    edit("2026-11-16", "9-18", 1).await.unwrap();
    assert_eq!(error(edit("2026-11-16", "9-19", 2).await), refusal("time", Code::OverlapsEntry));
    assert_eq!(error(edit("2026-11-24", "9-18", 2).await), refusal("day", Code::InFuture));
    assert_eq!(error(edit("2026-11-16", "9-17", 1).await), Conflict::Stale.into());
    edit("2026-11-17", "9-19", 2).await.unwrap();
    assert_eq!(w.entry(id, own).await.day, day("2026-11-17"));
    assert_eq!(error(edit("2026-11-17", "", 2).await), Conflict::Stale.into());
    edit("2026-11-17", "", 3).await.unwrap();
    assert_eq!(w.entries(id).await.len(), 1);
}
