//! The board: whose rows, which bars, and what moving one does.

use domain::{
    Error,
    board::{BoardFilter, Change},
    circumstance::CircumstanceForm,
    conflict::ConflictKind,
    error::Conflict,
    id::PlacementId,
    placement::{Deed, PlacementForm, State},
    schedule::{ScheduleForm, WeekForm},
};
use service::{
    board::{self, BoardRow, MoveForm, Moved},
    circumstance, conflict,
    person_calendar::{self, Engagement},
    placement, schedule,
};

use crate::{
    timetable::{settled, taught},
    world::{
        Org,
        Who::{
            self, GraceMiller, HeZhiqiang, LinXiaomei, LuPing, QianShen, SunYu, WangJianguo, YanGuixiang, ZhaoHai,
            ZhouMin,
        },
        World, day, days, error,
    },
};

fn year(who: &str) -> BoardFilter {
    BoardFilter { span: "year".to_owned(), who: who.to_owned(), ..Default::default() }
}

async fn rows(w: &World, who: Who, filter: &BoardFilter) -> Vec<BoardRow> {
    board::read(&w.db, &w.ctx(who).await, filter).await.unwrap().rows.items
}

/// The placements on the board of somebody, each with what may be done to its days.
async fn bars(w: &World, who: Who, filter: &BoardFilter) -> Vec<(PlacementId, Change)> {
    let rows = rows(w, who, filter).await;
    rows.iter().flat_map(|row| row.bars.iter().map(|bar| (bar.line.id, bar.change))).collect()
}

async fn moved(w: &World, who: Who, id: PlacementId, dates: (&str, &str), version: i32) -> service::Result<State> {
    let form = MoveForm { first_day: dates.0.to_owned(), last_day: dates.1.to_owned(), ..MoveForm::default() };
    match board::move_bar(&w.db, &w.ctx(who).await, id, &form, version).await? {
        Moved::To(bar) => Ok(bar.line.state),
        Moved::Asks(found) => panic!("{found:?}"),
    }
}

#[tokio::test]
async fn a_college_sees_its_teachers_and_a_host_its_guests() {
    let w = World::new().await;
    let id = w.submitted(&w.practice()).await;
    let own = rows(&w, LinXiaomei, &year("own")).await;
    let yan = own.iter().find(|row| row.person == w.person(YanGuixiang)).unwrap();
    assert_eq!(yan.bars.iter().map(|bar| bar.line.id).collect::<Vec<_>>(), [id]);
    assert!(own.iter().all(|row| row.person != w.person(LinXiaomei)), "officers are no teachers");
    assert_eq!(bars(&w, WangJianguo, &year("hosted")).await, [(id, Change::No)]);
    assert!(rows(&w, WangJianguo, &year("own")).await.iter().all(|row| row.bars.is_empty()));
    assert!(bars(&w, GraceMiller, &year("hosted")).await.is_empty());
}

#[tokio::test]
async fn a_draft_is_on_the_board_of_the_side_that_writes_it_alone() {
    let w = World::new().await;
    let id = w.drafted(&w.practice()).await;
    assert_eq!(bars(&w, LinXiaomei, &year("own")).await, [(id, Change::Edit)]);
    assert!(rows(&w, WangJianguo, &year("hosted")).await.is_empty());
}

#[tokio::test]
async fn only_who_reads_the_roster_has_a_board() {
    let w = World::new().await;
    let id = w.approved(&w.practice()).await;
    for who in [YanGuixiang, HeZhiqiang, QianShen, SunYu, ZhaoHai] {
        let refused = error(board::read(&w.db, &w.ctx(who).await, &BoardFilter::default()).await);
        assert_eq!(refused, Error::Forbidden, "{who:?}");
    }
    assert_eq!(bars(&w, LuPing, &year("own")).await, [(id, Change::No)], "an auditor reads");
    assert_eq!(error(board::read(&w.db, &w.visitor(), &BoardFilter::default()).await), Error::SignInNeeded);
}

#[tokio::test]
async fn a_moved_draft_has_other_days_and_a_stale_move_changes_nothing() {
    let w = World::new().await;
    let id = w.drafted(&w.practice()).await;
    assert_eq!(moved(&w, LinXiaomei, id, ("2026-09-14", "2027-02-05"), 1).await.unwrap(), State::Draft);
    let placement = placement::read(&w.db, &w.ctx(LinXiaomei).await, id).await.unwrap().placement;
    assert_eq!((placement.first_day, placement.last_day), days("2026-09-14", "2027-02-05"));
    let stale = error(moved(&w, LinXiaomei, id, ("2026-10-12", "2027-02-05"), 1).await);
    assert_eq!(stale, Conflict::Stale.into());
    assert_eq!(error(moved(&w, WangJianguo, id, ("2026-10-12", "2027-02-05"), 2).await), Error::NotFound);
}

#[tokio::test]
async fn of_an_agreed_placement_other_days_are_proposed_and_the_same_days_take_that_back() {
    let w = World::new().await;
    let id = w.approved(&w.practice()).await;
    let agreed = ("2026-09-07", "2027-01-29");
    let version = w.placement(id).await.version;
    assert_eq!(bars(&w, LinXiaomei, &year("own")).await, [(id, Change::Propose)]);
    moved(&w, LinXiaomei, id, ("2026-09-14", "2027-02-05"), version).await.unwrap();
    let placement = w.placement(id).await;
    assert_eq!((placement.first_day, placement.last_day), days(agreed.0, agreed.1));
    let proposed = placement.proposed.unwrap();
    assert_eq!((proposed.first_day, proposed.last_day), days("2026-09-14", "2027-02-05"));
    assert_eq!(bars(&w, WangJianguo, &year("hosted")).await, [(id, Change::No)], "the host answers on its page");
    moved(&w, LinXiaomei, id, agreed, placement.version).await.unwrap();
    assert_eq!(w.placement(id).await.proposed, None);
}

#[tokio::test]
async fn a_proposal_that_cannot_be_replaced_stays() {
    let w = World::new().await;
    let id = w.approved(&w.practice()).await;
    let later = PlacementForm { first_day: "2027-03-01".to_owned(), last_day: "2027-04-30".to_owned(), ..w.practice() };
    w.submitted(&later).await;
    let version = w.placement(id).await.version;
    moved(&w, LinXiaomei, id, ("2026-09-07", "2027-02-05"), version).await.unwrap();
    let placement = w.placement(id).await;
    let met = error(moved(&w, LinXiaomei, id, ("2026-09-07", "2027-03-12"), placement.version).await);
    assert_eq!(met, Conflict::Overlap.into());
    assert_eq!(w.placement(id).await.proposed, placement.proposed);
}

#[tokio::test]
async fn a_host_sees_of_a_guests_other_placement_that_they_are_busy_and_nothing_more() {
    let w = World::new().await;
    let id = w.approved(&w.practice()).await;
    let later = PlacementForm {
        hosting: w.org(Org::Hudson).to_string(),
        mentor: String::new(),
        first_day: "2027-03-01".to_owned(),
        last_day: "2027-04-30".to_owned(),
        ..w.practice()
    };
    w.submitted(&later).await;
    let week = days("2026-11-23", "2026-11-29");
    let monday = async |who| {
        let calendar = person_calendar::read(&w.db, &w.ctx(who).await, w.person(YanGuixiang), week).await.unwrap();
        calendar.days.into_iter().find(|it| it.day == day("2026-11-23")).unwrap().engagements
    };
    for who in [YanGuixiang, LinXiaomei, WangJianguo] {
        let seen = monday(who).await;
        assert!(matches!(&seen[..], [Engagement::Placement(it, _)] if it.id == id), "{who:?}: {seen:?}");
    }
    assert_eq!(monday(GraceMiller).await, [Engagement::Busy]);
    let unknown = error(person_calendar::read(&w.db, &w.ctx(ZhouMin).await, w.person(YanGuixiang), week).await);
    assert_eq!(unknown, Error::NotFound);
}

#[tokio::test]
async fn a_college_knows_of_lessons_and_leaves_and_a_host_only_that_the_time_is_taken() {
    let (w, _) = settled().await;
    taught(&w, &["2026-2027-1,A,电机学,严桂香,周一第1-2节 第{1-16}周"]).await;
    let leave = CircumstanceForm {
        kind: "other_leave".into(),
        first_day: "2026-12-02".into(),
        last_day: "2026-12-03".into(),
        ..CircumstanceForm::default()
    };
    circumstance::add(&w.db, &w.ctx(LinXiaomei).await, w.person(YanGuixiang), &leave).await.unwrap();
    let january = PlacementForm { first_day: "2027-01-04".into(), last_day: "2027-01-29".into(), ..w.practice() };
    w.submitted(&january).await;
    let busy = async |who, whose| {
        let rows = rows(&w, who, &year(whose)).await;
        let row = rows.into_iter().find(|row| row.person == w.person(YanGuixiang)).unwrap();
        let on = |text| row.busy.iter().filter(|it| it.days.contains(day(text))).map(|it| it.kind).collect::<Vec<_>>();
        ["2026-12-01", "2026-12-02", "2026-12-07", "2027-01-11"].map(on)
    };
    assert_eq!(
        busy(LinXiaomei, "own").await,
        [vec![], vec![ConflictKind::Leave], vec![ConflictKind::Teaching], vec![]]
    );
    assert_eq!(busy(WangJianguo, "hosted").await, [vec![], vec![ConflictKind::Busy], vec![ConflictKind::Busy], vec![]]);
}

#[tokio::test]
async fn a_move_that_meets_what_is_soft_asks_for_a_reason_and_stores_nothing_before_it() {
    let w = World::new().await;
    let form = PlacementForm {
        load: "part_time".into(),
        first_day: "2026-09-07".into(),
        last_day: "2026-09-18".into(),
        ..w.practice()
    };
    let id = w.drafted(&form).await;
    let week = WeekForm { monday: "8-12".into(), ..WeekForm::default() };
    let set = ScheduleForm { week, keeps_calendar: "false".into(), ..ScheduleForm::default() };
    let hr = w.ctx(LinXiaomei).await;
    schedule::save(&w.db, &hr, id, &set, w.placement(id).await.version).await.unwrap();
    w.act(LinXiaomei, id, Deed::Submit).await.unwrap();
    w.act(WangJianguo, id, Deed::Approve).await.unwrap();
    let version = w.placement(id).await.version;
    // Monday 5 October is in the national holiday.
    let to = |accept: &str| MoveForm {
        first_day: "2026-09-28".into(),
        last_day: "2026-10-09".into(),
        accept: accept.to_owned(),
    };
    let asked = board::move_bar(&w.db, &hr, id, &to(""), version).await.unwrap();
    let Moved::Asks(found) = asked else { panic!("{asked:?}") };
    assert_eq!(found.iter().map(|it| (it.kind, it.is_hard)).collect::<Vec<_>>(), [(ConflictKind::Holiday, false)]);
    assert_eq!((w.placement(id).await.version, w.placement(id).await.proposed), (version, None));
    let moved = board::move_bar(&w.db, &hr, id, &to("国庆检修，跟班学习"), version).await.unwrap();
    let Moved::To(bar) = moved else { panic!("{moved:?}") };
    assert_eq!(bar.proposed, Some((day("2026-09-28"), day("2026-10-09"))));
    let accepted = conflict::of_placement(&w.db, &hr, id).await.unwrap().accepted;
    assert_eq!(accepted[0].reason, "国庆检修，跟班学习");
}
