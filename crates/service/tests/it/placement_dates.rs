//! New dates need both sides; placements are extended, ended early, and get another mentor.

use domain::{
    Code, Error,
    error::Conflict,
    placement::{Deed, Side, State},
};
use service::placement::DeedForm;

use crate::world::{
    Who::{ChenLi, HeZhiqiang, LinXiaomei, MaJun, WangJianguo, YanGuixiang},
    World, day, error,
};

#[tokio::test]
async fn new_dates_hold_only_after_the_other_side_agreed() {
    for propose_first in [LinXiaomei, WangJianguo] {
        let w = World::new().await;
        let id = w.approved(&w.practice()).await;
        let (other, side) =
            if propose_first == LinXiaomei { (WangJianguo, Side::Sending) } else { (LinXiaomei, Side::Hosting) };
        w.propose(propose_first, id, "2026-10-12", "2027-03-31").await.unwrap();
        let placement = w.placement(id).await;
        assert_eq!((placement.first_day, placement.last_day), (day("2026-09-07"), day("2027-01-29")));
        assert_eq!(placement.proposed.unwrap().by, side);
        assert_eq!(error(w.act(propose_first, id, Deed::AcceptDates).await), Conflict::WrongState.into());
        w.act(other, id, Deed::AcceptDates).await.unwrap();
        let placement = w.placement(id).await;
        assert_eq!((placement.first_day, placement.last_day), (day("2026-10-12"), day("2027-03-31")));
        assert_eq!((placement.proposed, placement.state), (None, State::Approved));
    }
}

#[tokio::test]
async fn refused_or_withdrawn_dates_leave_the_agreed_ones() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    for who in [WangJianguo, LinXiaomei] {
        w.propose(LinXiaomei, id, "2026-09-07", "2027-02-28").await.unwrap();
        assert_eq!(error(w.propose(WangJianguo, id, "2026-09-07", "2027-03-31").await), Conflict::WrongState.into());
        w.act(who, id, Deed::RejectDates).await.unwrap();
        let placement = w.placement(id).await;
        assert_eq!((placement.last_day, placement.proposed), (day("2027-01-29"), None));
    }
}

#[tokio::test]
async fn an_active_placement_is_extended_and_then_takes_hours_on_the_new_days() {
    let w = World::new().await;
    let mut form = w.practice();
    form.last_day = "2026-11-13".to_owned();
    let id = w.active(&form).await;
    let outside = Error::field("day", Code::OutsidePlacement);
    assert_eq!(error(w.log(YanGuixiang, id, "2026-11-16", "8").await), outside);
    w.propose(WangJianguo, id, "2026-09-07", "2026-12-31").await.unwrap();
    w.act(LinXiaomei, id, Deed::AcceptDates).await.unwrap();
    w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
}

#[tokio::test]
async fn proposed_dates_are_checked_like_any_others() {
    let w = World::new().await;
    let id = w.approved(&w.practice()).await;
    let wrong = async |first: &str, last: &str| error(w.propose(LinXiaomei, id, first, last).await);
    assert_eq!(wrong("2027-02-01", "2027-01-31").await, Error::field("last_day", Code::EndBeforeStart));
    assert_eq!(wrong("2027-02-30", "2027-03-31").await, Error::field("first_day", Code::BadDate));
    assert_eq!(wrong("", "2027-03-31").await, Error::field("first_day", Code::Required));
    w.sql(&format!("UPDATE employment SET last_day = '2027-01-31' WHERE person_id = {}", w.person(YanGuixiang))).await;
    let beyond = wrong("2026-09-07", "2027-03-31").await;
    assert_eq!(beyond, Error::field("participant", Code::NotEmployed));
    assert_eq!(w.placement(id).await.proposed, None);
}

#[tokio::test]
async fn new_dates_that_overlap_another_full_time_placement_are_refused() {
    let w = World::new().await;
    let mut first = w.practice();
    first.last_day = "2026-10-31".to_owned();
    let mut second = w.practice();
    second.first_day = "2026-11-01".to_owned();
    let first = w.approved(&first).await;
    w.approved(&second).await;
    w.propose(LinXiaomei, first, "2026-09-07", "2026-11-01").await.unwrap();
    assert_eq!(error(w.act(WangJianguo, first, Deed::AcceptDates).await), Conflict::Overlap.into());
    let placement = w.placement(first).await;
    assert_eq!(placement.last_day, day("2026-10-31"));
    assert!(placement.proposed.is_some(), "nothing of the refused deed is stored");
}

#[tokio::test]
async fn a_placement_ends_early_today_or_on_a_day_given() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    w.act(WangJianguo, id, Deed::Terminate).await.unwrap();
    let placement = w.placement(id).await;
    assert_eq!((placement.state, placement.last_day), (State::Terminated, day("2026-11-23")));
    assert_eq!(placement.reason.as_deref(), Some("人员调整"));

    let mut later = w.practice();
    later.first_day = "2026-11-24".to_owned();
    w.submitted(&later).await;

    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let on = |last_day: &str| DeedForm {
        reason: "返校授课".to_owned(),
        last_day: last_day.to_owned(),
        ..Default::default()
    };
    let outside = w.act_with(LinXiaomei, id, Deed::Terminate, on("2027-01-30")).await;
    assert_eq!(error(outside), Error::field("last_day", Code::OutsidePlacement));
    w.act_with(LinXiaomei, id, Deed::Terminate, on("2026-10-30")).await.unwrap();
    assert_eq!(w.placement(id).await.last_day, day("2026-10-30"));
}

#[tokio::test]
async fn an_absent_mentor_is_replaced_by_the_host_and_the_old_one_no_longer_confirms() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let name = |who| DeedForm { mentor: w.person(who).to_string(), ..Default::default() };
    let stranger = w.act_with(WangJianguo, id, Deed::NameMentor, name(HeZhiqiang)).await;
    assert_eq!(error(stranger), Error::field("mentor", Code::MentorNotAtHost));
    let participant = w.act_with(WangJianguo, id, Deed::NameMentor, name(YanGuixiang)).await;
    assert_eq!(error(participant), Error::field("mentor", Code::MentorIsParticipant));
    let nobody = w.act_with(WangJianguo, id, Deed::NameMentor, DeedForm::default()).await;
    assert_eq!(error(nobody), Error::field("mentor", Code::Required));
    let by_sender = w.act_with(LinXiaomei, id, Deed::NameMentor, name(MaJun)).await;
    assert_eq!(error(by_sender), Error::Forbidden);

    w.act_with(WangJianguo, id, Deed::NameMentor, name(MaJun)).await.unwrap();
    assert_eq!(w.placement(id).await.mentor.unwrap().label, "马骏");
    w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    let week = crate::world::days("2026-11-16", "2026-11-22");
    w.submit(YanGuixiang, id, week).await.unwrap();
    assert_eq!(error(w.confirm(ChenLi, id, week).await), Error::NotFound);
    w.confirm(crate::world::Who::MaJunAtNanqiao, id, week).await.unwrap();
}

#[tokio::test]
async fn dates_that_leave_out_logged_hours_are_refused() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    w.log(YanGuixiang, id, "2026-09-08", "8").await.unwrap();
    w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    let outside = |field| Error::field(field, Code::HoursOutside);
    assert_eq!(error(w.propose(WangJianguo, id, "2026-09-09", "2026-12-31").await), outside("first_day"));
    assert_eq!(error(w.propose(WangJianguo, id, "2026-09-07", "2026-11-13").await), outside("last_day"));
    let early = DeedForm { reason: "plant closes".into(), last_day: "2026-11-13".into(), ..DeedForm::default() };
    assert_eq!(error(w.act_with(LinXiaomei, id, Deed::Terminate, early).await), outside("last_day"));
    w.propose(WangJianguo, id, "2026-09-08", "2026-11-16").await.unwrap();
}
