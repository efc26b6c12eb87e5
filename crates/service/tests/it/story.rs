//! The main job from end to end, once in each direction.

use domain::{
    error::Conflict,
    placement::{Deed, State},
    policy::Status,
};
use service::{hours, placement, progress};

use crate::world::{
    Who::{ChenLi, HeZhiqiang, LinXiaomei, WangJianguo, YanGuixiang, ZhaoHai},
    World, day, days, error,
};

#[tokio::test]
async fn a_teacher_is_placed_logs_a_week_and_sees_the_confirmed_hours_count() {
    let w = World::new().await;
    let id = w.draft(LinXiaomei, &w.practice()).await.unwrap();
    assert_eq!(w.state(id).await, State::Draft);
    w.act(LinXiaomei, id, Deed::Submit).await.unwrap();
    assert_eq!(w.state(id).await, State::Submitted);
    w.act(WangJianguo, id, Deed::Approve).await.unwrap();
    assert_eq!(w.state(id).await, State::Approved);
    assert_eq!(error(w.log(YanGuixiang, id, "2026-11-16", "8").await), Conflict::WrongState.into());
    w.act(WangJianguo, id, Deed::Start).await.unwrap();
    assert_eq!(w.state(id).await, State::Active);

    let five_years = || async {
        let view = progress::own(&w.db, &w.ctx(YanGuixiang).await, None).await.unwrap();
        assert!(view.engineer.is_none());
        view.judged.into_iter().find(|judged| judged.rule.id.as_str() == "cn-2016-5y6m").unwrap()
    };
    for date in ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"] {
        w.log(YanGuixiang, id, date, "8").await.unwrap();
    }
    w.log(YanGuixiang, id, "2026-11-20", "9:00-17:30").await.unwrap();
    assert_eq!(five_years().await.counted(), 0);
    assert_eq!(w.submit(YanGuixiang, id, hours::week_of(day("2026-11-18"))).await.unwrap(), 5);
    assert_eq!(five_years().await.counted(), 0);

    let waiting = hours::waiting(&w.db, &w.ctx(ChenLi).await).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!((waiting[0].placement, waiting[0].lines, waiting[0].minutes), (id, 5, 4 * 480 + 510));
    assert_eq!((waiting[0].participant.as_str(), waiting[0].week), ("严桂香", day("2026-11-16")));
    assert_eq!(w.confirm(ChenLi, id, hours::week_of(day("2026-11-16"))).await.unwrap(), 5);
    assert!(hours::waiting(&w.db, &w.ctx(ChenLi).await).await.unwrap().is_empty());

    let judgement = five_years().await;
    assert_eq!((judgement.counted(), judgement.target()), (2400, 60_000));
    assert_eq!((judgement.judgement.status, judgement.remaining()), (Status::Short, 57_600));
    assert_eq!(judgement.lines().len(), 6, "the half hour above the eight of a day does not count");

    w.act(LinXiaomei, id, Deed::Complete).await.unwrap();
    let view = placement::read(&w.db, &w.ctx(YanGuixiang).await, id).await.unwrap();
    assert_eq!((view.placement.state, view.confirmed_minutes, view.waiting_minutes), (State::Completed, 2430, 0));
    let deeds: Vec<_> = view.history.iter().map(|event| (event.deed, event.by.as_str())).collect();
    let (lin, wang) = ("林晓梅", "王建国");
    assert_eq!(
        deeds,
        [(Deed::Edit, lin), (Deed::Submit, lin), (Deed::Approve, wang), (Deed::Start, wang), (Deed::Complete, lin)]
    );
}

#[tokio::test]
async fn an_engineer_teaches_and_sees_class_hours_against_the_plan() {
    let w = World::new().await;
    let id = w.draft(WangJianguo, &w.secondment()).await.unwrap();
    w.act(WangJianguo, id, Deed::Submit).await.unwrap();
    w.act(LinXiaomei, id, Deed::Approve).await.unwrap();
    w.act(LinXiaomei, id, Deed::Start).await.unwrap();

    let mut class = crate::world::entry("2026-11-16", "4节", "class_hours");
    (class.course, class.section) = ("数控编程".to_owned(), "2025级1班".to_owned());
    let first = w.log_form(ZhaoHai, id, &class).await.unwrap();
    w.log_form(ZhaoHai, id, &crate::world::entry("2026-11-17", "3", "preparation")).await.unwrap();
    w.submit(ZhaoHai, id, days("2026-11-16", "2026-11-22")).await.unwrap();
    assert_eq!(w.entry(id, first).await.minutes, 180);
    assert_eq!(w.entry(id, first).await.course.as_deref(), Some("数控编程"));
    assert_eq!(w.confirm(HeZhiqiang, id, days("2026-11-16", "2026-11-22")).await.unwrap(), 2);

    let view = progress::own(&w.db, &w.ctx(ZhaoHai).await, None).await.unwrap();
    let about_teachers = |id: &str| id == "cn-2016-5y6m" || id == "cn-2019-1m-year";
    assert!(view.judged.iter().all(|judged| !about_teachers(judged.rule.id.as_str())));
    let summary = view.engineer.unwrap();
    assert_eq!((summary.class_hours_tenths, summary.target_class_hours_tenths), (40, 1600));
    assert_eq!((summary.confirmed_minutes, summary.planned_minutes), (360, 7200));
    assert_eq!(summary.placements[0].placement, id);

    w.act(LinXiaomei, id, Deed::Complete).await.unwrap();
    assert_eq!(w.state(id).await, State::Completed);
}

#[tokio::test]
async fn the_host_may_begin_as_well_and_the_sender_approves() {
    let w = World::new().await;
    let id = w.draft(WangJianguo, &w.practice()).await.unwrap();
    w.act(WangJianguo, id, Deed::Submit).await.unwrap();
    let placement = w.placement(id).await;
    assert_eq!((placement.sending_approved, placement.hosting_approved), (false, true));
    w.act(LinXiaomei, id, Deed::Approve).await.unwrap();
    assert_eq!(w.state(id).await, State::Approved);
}
