//! What if somebody stops here: by what is confirmed, logged and planned.

use domain::{
    Error,
    id::PersonId,
    placement::PlacementForm,
    policy::Status,
    progress::Case,
    schedule::{ScheduleForm, WeekForm},
};
use service::{
    progress::{self, Judged, WhatIf},
    schedule,
};

use crate::world::{
    Who::{self, ChenLi, LinXiaomei, QianShen, SunYu, WangJianguo, YanGuixiang, ZhaoHai, ZhouMin},
    World, day, days, error,
};

async fn told(w: &World, who: Who, person: PersonId, on: Option<&str>) -> WhatIf {
    progress::what_if(&w.db, &w.ctx(who).await, person, on.map(day)).await.unwrap()
}

/// Workdays that count for the rule of the year, by case.
fn year(what_if: &WhatIf) -> Vec<(Case, i64, Status)> {
    let of_year = |judged: &&Judged| judged.rule.id.as_str() == "cn-2019-1m-year";
    what_if
        .outcomes
        .iter()
        .filter_map(|outcome| Some((outcome.case, outcome.judged.iter().find(of_year)?)))
        .map(|(case, judged)| (case, judged.counted() / 480, judged.judgement.status))
        .collect()
}

#[tokio::test]
async fn a_teacher_sees_what_counts_when_stopping_when_all_is_confirmed_and_when_going_on() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let eight = || "8".to_owned();
    let week = WeekForm {
        monday: eight(),
        tuesday: eight(),
        wednesday: eight(),
        thursday: eight(),
        friday: eight(),
        ..WeekForm::default()
    };
    let form = ScheduleForm { week, days_off: "2026-11-25".to_owned(), ..ScheduleForm::default() };
    let version = w.number(&format!("SELECT CAST(version AS bigint) FROM placement WHERE id = {id}")).await;
    schedule::save(&w.db, &w.ctx(LinXiaomei).await, id, &form, i32::try_from(version).unwrap()).await.unwrap();
    for on in ["2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12"] {
        w.log(YanGuixiang, id, on, "8").await.unwrap();
    }
    w.submit(YanGuixiang, id, days("2026-11-09", "2026-11-15")).await.unwrap();
    w.confirm(ChenLi, id, days("2026-11-09", "2026-11-10")).await.unwrap();
    w.log(YanGuixiang, id, "2026-11-20", "8").await.unwrap();

    let yan = w.person(YanGuixiang);
    for who in [YanGuixiang, LinXiaomei, QianShen] {
        let what_if = told(&w, who, yan, Some("2026-12-31")).await;
        assert_eq!(what_if.day, day("2026-12-31"));
        // Two are confirmed, two wait, one is a draft; from the 24th of November to the 31st of December there
        // are 28 workdays, of which one is off.
        assert_eq!(
            year(&what_if),
            [(Case::Stop, 2, Status::Short), (Case::Logged, 5, Status::Short), (Case::Plan, 32, Status::Met)],
            "{who:?}"
        );
        assert_eq!(what_if.logged_minutes, 3 * 480);
        let ahead = &what_if.carried_on[0];
        assert_eq!((ahead.placement, ahead.minutes, ahead.spread), (id, 27 * 480, false));
        assert_eq!(ahead.days, days("2026-11-24", "2026-12-31"));
    }
    let usual = told(&w, YanGuixiang, yan, None).await;
    assert_eq!(usual.day, day("2027-01-29"), "the last day of what is under way");
    // The year of that day has begun anew, and nothing of it is confirmed.
    assert_eq!(year(&usual)[0].1, 0);
    assert!(usual.now.len() >= 2);
    let past = told(&w, YanGuixiang, yan, Some("2020-01-01")).await;
    assert_eq!(past.day, day("2026-11-23"), "there is no stopping in the past");
}

#[tokio::test]
async fn without_a_schedule_what_is_left_of_the_plan_is_spread_over_the_workdays() {
    let w = World::new().await;
    // The 24th to the 27th of November are four workdays.
    let form = PlacementForm { last_day: "2026-11-27".to_owned(), planned_hours: "28".to_owned(), ..w.practice() };
    let id = w.active(&form).await;
    w.log(YanGuixiang, id, "2026-11-20", "4").await.unwrap();
    let what_if = told(&w, YanGuixiang, w.person(YanGuixiang), None).await;
    assert_eq!(what_if.day, day("2026-11-27"));
    let ahead = &what_if.carried_on[0];
    assert_eq!((ahead.minutes, ahead.spread), (24 * 60, true), "what is logged is not planned once more");
}

#[tokio::test]
async fn an_engineer_is_judged_by_class_hours_and_the_plan_and_nobody_else_by_them() {
    let w = World::new().await;
    let id = w.active(&w.secondment()).await;
    w.log(ZhaoHai, id, "2026-11-16", "1:30").await.unwrap();
    let zhao = w.person(ZhaoHai);
    let what_if = told(&w, WangJianguo, zhao, Some("2026-12-31")).await;
    let sums: Vec<i64> =
        what_if.outcomes.iter().map(|outcome| outcome.engineer.as_ref().unwrap().class_hours_tenths).collect();
    assert_eq!(sums[..2], [0, 20]);
    assert!(sums[2] > sums[1]);
    assert_eq!(what_if.engineer_now.map(|summary| summary.class_hours_tenths), Some(0));
}

#[tokio::test]
async fn only_who_may_read_the_progress_may_ask() {
    let w = World::new().await;
    w.active(&w.practice()).await;
    let yan = w.person(YanGuixiang);
    for (who, refused) in [
        (WangJianguo, Error::Forbidden),
        (ZhouMin, Error::NotFound),
        (ZhaoHai, Error::NotFound),
        (SunYu, Error::NotFound),
    ] {
        let asked = progress::what_if(&w.db, &w.ctx(who).await, yan, None).await;
        assert_eq!(error(asked), refused, "{who:?}");
    }
    assert_eq!(error(progress::what_if(&w.db, &w.visitor(), yan, None).await), Error::SignInNeeded);
}
