//! What placements meet when they are submitted, and that no time is ever given out twice.

use domain::{
    Code, Error,
    conflict::ConflictKind,
    error::Conflict,
    id::PlacementId,
    placement::{Deed, PlacementForm, State},
    schedule::{ScheduleForm, WeekForm},
    window::{WindowDay, WishForm},
};
use service::{
    conflict,
    placement::{DeedForm, ManyForm, Refusal},
    schedule, window,
};

use crate::{
    timetable::{settled, taught},
    world::{Org, Who::*, World, day, error},
};

async fn part_time(w: &World, first: &str, last: &str) -> PlacementId {
    let form = PlacementForm {
        load: "part_time".to_owned(),
        first_day: first.to_owned(),
        last_day: last.to_owned(),
        ..w.practice()
    };
    w.drafted(&form).await
}

async fn mondays(w: &World, id: PlacementId, time: &str, keeps_calendar: bool) {
    let week = WeekForm { monday: time.to_owned(), ..WeekForm::default() };
    let form = ScheduleForm { week, keeps_calendar: keeps_calendar.to_string(), ..ScheduleForm::default() };
    let version = w.placement(id).await.version;
    schedule::save(&w.db, &w.ctx(LinXiaomei).await, id, &form, version).await.unwrap();
}

fn refused(code: Code, field: &str) -> Error {
    Error::field(field, code)
}

#[tokio::test]
async fn two_part_time_stays_share_a_day_but_no_minute() {
    let w = World::new().await;
    let (one, other) =
        (part_time(&w, "2026-09-07", "2026-10-30").await, part_time(&w, "2026-09-07", "2026-10-30").await);
    mondays(&w, one, "8-12", true).await;
    mondays(&w, other, "11-15", true).await;
    w.act(LinXiaomei, one, Deed::Submit).await.unwrap();
    assert_eq!(error(w.act(LinXiaomei, other, Deed::Submit).await), Conflict::Overlap.into());
    let met = conflict::of_placement(&w.db, &w.ctx(LinXiaomei).await, other).await.unwrap().conflicts;
    let told: Vec<_> = met.iter().map(|it| (it.kind, it.is_hard, it.with.is_some())).collect();
    assert_eq!(told, [(ConflictKind::Placement, true, true)]);
    mondays(&w, other, "12-16", true).await;
    w.act(LinXiaomei, other, Deed::Submit).await.unwrap();
}

#[tokio::test]
async fn what_is_withdrawn_gives_its_time_back() {
    let w = World::new().await;
    let (one, other) =
        (part_time(&w, "2026-09-07", "2026-10-30").await, part_time(&w, "2026-09-07", "2026-10-30").await);
    mondays(&w, one, "8-12", true).await;
    mondays(&w, other, "8-12", true).await;
    w.act(LinXiaomei, one, Deed::Submit).await.unwrap();
    w.act(LinXiaomei, one, Deed::Withdraw).await.unwrap();
    w.act(LinXiaomei, other, Deed::Submit).await.unwrap();
}

#[tokio::test]
async fn a_soft_conflict_needs_a_reason_and_keeps_it() {
    let w = World::new().await;
    let id = part_time(&w, "2026-09-28", "2026-10-12").await;
    mondays(&w, id, "8-12", false).await;
    // Monday 5 October is in the national holiday.
    assert_eq!(error(w.act(LinXiaomei, id, Deed::Submit).await), refused(Code::ConflictsNeedReason, "accept"));
    assert_eq!(w.state(id).await, State::Draft);
    let form = DeedForm { accept: "企业假期检修，跟班学习".to_owned(), ..DeedForm::default() };
    w.act_with(LinXiaomei, id, Deed::Submit, form).await.unwrap();
    let view = conflict::of_placement(&w.db, &w.ctx(WangJianguo).await, id).await.unwrap();
    let kept: Vec<_> = view.accepted.iter().map(|it| (it.kind, it.reason.as_str())).collect();
    assert_eq!(kept, [(ConflictKind::Holiday, "企业假期检修，跟班学习")]);
    assert!(w.try_sql("DELETE FROM conflict_override").await.is_err(), "what was accepted stays");
}

#[tokio::test]
async fn nobody_is_sent_while_on_leave() {
    let w = World::new().await;
    let id = w.drafted(&w.practice()).await;
    let person = w.person(YanGuixiang);
    w.sql(&format!(
        "INSERT INTO circumstance (person_id, kind, first_day, last_day, created_by, created_at) \
         VALUES ({person}, 'sick_leave', '2026-11-02', '2026-11-06', 'x', '2026-09-01 00:00:00+00:00')"
    ))
    .await;
    assert_eq!(error(w.act(LinXiaomei, id, Deed::Submit).await), refused(Code::MeetsLeave, ""));
}

#[tokio::test]
async fn the_database_itself_gives_no_minute_out_twice() {
    let w = World::new().await;
    let (one, other) =
        (part_time(&w, "2026-09-07", "2026-10-30").await, part_time(&w, "2026-09-07", "2026-10-30").await);
    let person = w.person(YanGuixiang);
    let book = |placement: PlacementId, from: i64, to: i64| {
        format!(
            "INSERT INTO booking (person_id, placement_id, day, from_minute, to_minute, minutes) \
             VALUES ({person}, {placement}, '2026-09-07', {from}, {to}, {})",
            to - from
        )
    };
    w.sql(&book(one, 1000, 2000)).await;
    for (from, to) in [(999, 1001), (1999, 2001), (1500, 1501), (0, 3000)] {
        let refusal = w.try_sql(&book(other, from, to)).await.unwrap_err();
        assert!(refusal.contains("booking_no_overlap"), "{refusal}");
    }
    w.sql(&book(other, 2000, 3000)).await;
    w.sql(&book(other, 900, 1000)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_hundreds_of_racing_submissions_for_one_hour_one_is_stored() {
    let w = World::new().await;
    let mut drafts = Vec::new();
    for _ in 0..200 {
        let id = part_time(&w, "2026-09-07", "2026-09-30").await;
        mondays(&w, id, "8-12", true).await;
        drafts.push((id, w.placement(id).await.version));
    }
    let ctx = w.ctx(LinXiaomei).await;
    let races = drafts.into_iter().map(|(id, version)| {
        let (db, ctx) = (w.db.clone(), ctx.clone());
        tokio::spawn(async move {
            service::placement::act(&db, &ctx, id, Deed::Submit, &DeedForm::default(), version).await.is_ok()
        })
    });
    let races: Vec<_> = races.collect();
    let mut stored = 0;
    for race in races {
        stored += i64::from(race.await.unwrap());
    }
    assert_eq!(stored, 1);
    assert_eq!(w.number("SELECT CAST(count(DISTINCT placement_id) AS bigint) FROM booking").await, 1);
}

#[tokio::test]
async fn a_lesson_stands_in_the_way_of_its_hour_and_of_no_other() {
    let (w, _) = settled().await;
    taught(&w, &["2026-2027-1,A,电机学,严桂香,周一第1-2节 第{1-16}周"]).await;
    let id = part_time(&w, "2026-11-30", "2026-12-18").await;
    mondays(&w, id, "9-12", true).await;
    assert_eq!(error(w.act(LinXiaomei, id, Deed::Submit).await), refused(Code::MeetsLesson, ""));
    let met = async |who| conflict::of_placement(&w.db, &w.ctx(who).await, id).await.unwrap().conflicts;
    let told = met(LinXiaomei).await;
    assert_eq!(told.iter().map(|it| (it.kind, it.times)).collect::<Vec<_>>(), [(ConflictKind::Teaching, 3)]);
    assert_eq!(told[0].with.as_ref().map(|name| name.name.as_str()), Some("电机学"));
    mondays(&w, id, "10-12", true).await;
    w.act(LinXiaomei, id, Deed::Submit).await.unwrap();
    assert_eq!(met(WangJianguo).await, []);
}

#[tokio::test]
async fn a_full_time_stay_in_teaching_weeks_is_refused() {
    let (w, _) = settled().await;
    taught(&w, &["2026-2027-1,A,电机学,严桂香,周一第1-2节 第{1-16}周"]).await;
    let id = w.drafted(&PlacementForm { last_day: "2026-12-31".to_owned(), ..w.practice() }).await;
    assert_eq!(error(w.act(LinXiaomei, id, Deed::Submit).await), refused(Code::MeetsLesson, ""));
}

#[tokio::test]
async fn new_dates_are_judged_like_the_first_ones() {
    let (w, _) = settled().await;
    taught(&w, &["2026-2027-1,A,电机学,严桂香,周一第1-2节 第{1-16}周"]).await;
    let form = PlacementForm { first_day: "2027-01-04".to_owned(), last_day: "2027-01-29".to_owned(), ..w.practice() };
    let id = w.approved(&form).await;
    assert_eq!(error(w.propose(LinXiaomei, id, "2026-12-14", "2027-01-29").await), refused(Code::MeetsLesson, ""));
    // The host learns that the time is taken, and not by what.
    assert_eq!(error(w.propose(WangJianguo, id, "2026-12-14", "2027-01-29").await), Conflict::Overlap.into());
    let hr = w.ctx(LinXiaomei).await;
    let days = (day("2026-12-14"), day("2027-01-29"));
    let met = conflict::on_days(&w.db, &hr, id, days).await.unwrap();
    assert_eq!(met.iter().map(|it| it.kind).collect::<Vec<_>>(), [ConflictKind::Teaching]);
    let host = w.ctx(WangJianguo).await;
    let met = conflict::on_days(&w.db, &host, id, days).await.unwrap();
    assert_eq!(met.iter().map(|it| (it.kind, it.with.is_none())).collect::<Vec<_>>(), [(ConflictKind::Busy, true)]);
    w.propose(WangJianguo, id, "2027-01-04", "2027-02-05").await.unwrap();
    w.act(LinXiaomei, id, Deed::AcceptDates).await.unwrap();
}

#[tokio::test]
async fn a_window_lies_beside_lessons_and_can_be_submitted_without_a_conflict() {
    let (w, _) = settled().await;
    taught(&w, &["2026-2027-1,A,电机学,严桂香,周一第1-2节 第{1-16}周"]).await;
    let hr = w.ctx(LinXiaomei).await;
    let wish = WishForm {
        hosting: w.org(Org::Nanqiao).to_string(),
        workdays: "10".to_owned(),
        first_day: "2026-12-01".to_owned(),
        last_day: "2027-01-29".to_owned(),
    };
    let found = window::find(&w.db, &hr, w.person(YanGuixiang), &wish).await.unwrap();
    let best = found.windows.best[0];
    assert_eq!((best.skipped, best.workdays), (0, 10));
    // The last lesson is on 14 December, in week 16.
    assert!(best.first_day > day("2026-12-14"), "{best:?}");
    assert_eq!(found.days[&day("2026-12-07")], WindowDay::Taken(ConflictKind::Teaching, Some("电机学".into())));
    let form =
        PlacementForm { first_day: best.first_day.to_string(), last_day: best.last_day.to_string(), ..w.practice() };
    let id = w.drafted(&form).await;
    w.act(LinXiaomei, id, Deed::Submit).await.unwrap();
    for who in [WangJianguo, SunYu] {
        let ctx = w.ctx(who).await;
        assert!(window::find(&w.db, &ctx, w.person(YanGuixiang), &wish).await.is_err(), "{who:?} knows no lessons");
    }
    let nowhere = WishForm { hosting: "999999".to_owned(), workdays: "0".to_owned(), ..wish };
    let Error::Invalid(fields) = error(window::find(&w.db, &hr, w.person(YanGuixiang), &nowhere).await) else {
        panic!("a wish for nothing is refused")
    };
    assert_eq!(fields.iter().map(|it| it.field.as_str()).collect::<Vec<_>>(), ["workdays"]);
}

#[tokio::test]
async fn of_many_each_is_told_what_is_met() {
    let (w, _) = settled().await;
    taught(&w, &["2026-2027-1,A,电机学,严桂香,周一第1-2节 第{1-16}周"]).await;
    let form = ManyForm {
        hosting: w.org(Org::Nanqiao).to_string(),
        form: "on_post".to_owned(),
        load: "full_time".to_owned(),
        first_day: "2026-12-01".to_owned(),
        last_day: "2026-12-31".to_owned(),
        planned_hours: "160".to_owned(),
        submit: "true".to_owned(),
        ..ManyForm::default()
    };
    let people = [w.person(YanGuixiang), w.person(MaJun)];
    let ctx = w.ctx(LinXiaomei).await;
    let verdicts = service::placement::judge_many(&w.db, &ctx, &form, &people).await.unwrap();
    let told: Vec<_> = verdicts.iter().map(|it| it.refusal.as_ref().map(Refusal::code)).collect();
    assert_eq!(told, [Some(Code::MeetsLesson), None]);
    assert_eq!(verdicts[0].conflicts[0].kind, ConflictKind::Teaching);
    let ids = service::placement::draft_many(&w.db, &ctx, &form, &people[1..]).await.unwrap();
    assert_eq!(w.state(ids[0]).await, State::Submitted);
}

#[tokio::test]
async fn a_full_time_stay_without_booked_time_takes_all_its_days() {
    let w = World::new().await;
    w.approved(&w.practice()).await;
    // As after an import.
    w.sql("DELETE FROM booking").await;
    let id = part_time(&w, "2026-09-07", "2026-10-30").await;
    mondays(&w, id, "8-12", true).await;
    assert_eq!(error(w.act(LinXiaomei, id, Deed::Submit).await), Conflict::Overlap.into());
}
