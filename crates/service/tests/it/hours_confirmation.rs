//! Who confirms, returns and unlocks: the mentor and the host's officer; never the participant, never the
//! sending side.

use domain::{Error, id::PlacementId, placement::PlacementForm};
use service::hours;

use crate::world::{
    Who::{self, *},
    World, days, error,
};

fn week() -> (chrono::NaiveDate, chrono::NaiveDate) {
    days("2026-11-16", "2026-11-22")
}

/// Tries all three decisions as somebody; they must end alike.
async fn decide(w: &World, who: Who, participant: Who, id: PlacementId) -> Result<(), Error> {
    let outcome = async |result: service::Result<usize>| match result {
        Ok(_) => Ok(()),
        failed => Err(error(failed)),
    };
    let returned = outcome(w.send_back(who, id, week(), &[]).await).await;
    if returned.is_ok() {
        w.submit(participant, id, week()).await.unwrap();
    }
    let confirmed = outcome(w.confirm(who, id, week()).await).await;
    assert_eq!(returned, confirmed, "{who:?}");
    if confirmed.is_err() {
        let officer = if participant == ZhaoHai { LinXiaomei } else { WangJianguo };
        w.confirm(officer, id, week()).await.unwrap();
    }
    let unlocked = outcome(w.unlock(who, id, week(), &[]).await).await;
    assert_eq!(confirmed, unlocked, "{who:?}");
    if unlocked.is_err() {
        let officer = if participant == ZhaoHai { LinXiaomei } else { WangJianguo };
        w.unlock(officer, id, week(), &[]).await.unwrap();
    }
    w.submit(participant, id, week()).await.unwrap();
    confirmed
}

async fn waiting(form: fn(&World) -> PlacementForm, participant: Who) -> (World, PlacementId) {
    let w = World::new().await;
    let id = w.active(&form(&w)).await;
    w.log(participant, id, "2026-11-16", "4").await.unwrap();
    w.submit(participant, id, week()).await.unwrap();
    (w, id)
}

#[tokio::test]
async fn a_teachers_hours_are_confirmed_by_the_mentor_and_the_enterprise_alone() {
    let (w, id) = waiting(World::practice, YanGuixiang).await;
    for who in [ChenLi, WangJianguo, MaJunAtNanqiao] {
        assert_eq!(decide(&w, who, YanGuixiang, id).await, Ok(()), "{who:?}");
    }
    for who in [YanGuixiang, LinXiaomei, LuPing, QianShen] {
        assert_eq!(decide(&w, who, YanGuixiang, id).await, Err(Error::Forbidden), "{who:?}");
    }
    for who in [HeZhiqiang, ZhaoHai, MaJun, ZhouMin, TangWei, GraceMiller, PaulReed, SunYu] {
        assert_eq!(decide(&w, who, YanGuixiang, id).await, Err(Error::NotFound), "{who:?}");
    }
    let visitor = hours::confirm(&w.db, &w.visitor(), id, week(), &[]).await;
    assert_eq!(error(visitor), Error::SignInNeeded);
}

#[tokio::test]
async fn an_engineers_hours_are_confirmed_by_the_mentor_and_the_college_alone() {
    let (w, id) = waiting(World::secondment, ZhaoHai).await;
    for who in [HeZhiqiang, LinXiaomei] {
        assert_eq!(decide(&w, who, ZhaoHai, id).await, Ok(()), "{who:?}");
    }
    for who in [ZhaoHai, WangJianguo, MaJunAtNanqiao, LuPing, QianShen] {
        assert_eq!(decide(&w, who, ZhaoHai, id).await, Err(Error::Forbidden), "{who:?}");
    }
    for who in [YanGuixiang, ChenLi, MaJun, ZhouMin, GraceMiller, SunYu] {
        assert_eq!(decide(&w, who, ZhaoHai, id).await, Err(Error::NotFound), "{who:?}");
    }
}

#[tokio::test]
async fn a_participant_with_an_office_at_the_host_still_does_not_decide_on_the_own_stay() {
    let w = World::new().await;
    let form = PlacementForm { participant: w.person(MaJun).to_string(), ..w.practice() };
    let id = w.submitted(&form).await;
    let approve = w.act(MaJunAtNanqiao, id, domain::placement::Deed::Approve).await;
    assert_eq!(error(approve), Error::Forbidden);
    w.act(WangJianguo, id, domain::placement::Deed::Approve).await.unwrap();
    w.act(WangJianguo, id, domain::placement::Deed::Start).await.unwrap();
    w.log(MaJun, id, "2026-11-16", "8").await.unwrap();
    w.submit(MaJun, id, week()).await.unwrap();
    let confirm = w.confirm(MaJunAtNanqiao, id, week()).await;
    assert_eq!(error(confirm), Error::Forbidden);
    assert!(hours::waiting(&w.db, &w.ctx(MaJunAtNanqiao).await).await.unwrap().is_empty());
    let view = hours::read(&w.db, &w.ctx(MaJunAtNanqiao).await, id, week()).await.unwrap();
    assert!(!view.may_confirm);
    assert_eq!(hours::waiting(&w.db, &w.ctx(WangJianguo).await).await.unwrap().len(), 1);
    w.confirm(WangJianguo, id, week()).await.unwrap();
}

#[tokio::test]
async fn a_mentor_who_works_for_both_sides_confirms_only_for_the_host() {
    let (w, id) = waiting(|w| PlacementForm { mentor: w.person(MaJun).to_string(), ..w.practice() }, YanGuixiang).await;
    assert_eq!(error(w.confirm(MaJun, id, week()).await), Error::NotFound);
    w.confirm(MaJunAtNanqiao, id, week()).await.unwrap();
}

#[tokio::test]
async fn pages_offer_logging_and_confirming_to_those_who_may() {
    let (w, id) = waiting(World::practice, YanGuixiang).await;
    for (who, may_log, may_confirm) in [
        (YanGuixiang, true, false),
        (ChenLi, false, true),
        (WangJianguo, false, true),
        (LinXiaomei, false, false),
        (LuPing, false, false),
        (QianShen, false, false),
    ] {
        let view = hours::read(&w.db, &w.ctx(who).await, id, week()).await.unwrap();
        assert_eq!((view.may_log, view.may_confirm), (may_log, may_confirm), "{who:?}");
    }
}

#[tokio::test]
async fn what_waits_is_listed_once_for_who_is_mentor_and_officer() {
    let (w, id) = waiting(|w| PlacementForm { mentor: w.person(MaJun).to_string(), ..w.practice() }, YanGuixiang).await;
    let listed = hours::waiting(&w.db, &w.ctx(MaJunAtNanqiao).await).await.unwrap();
    assert_eq!(listed.iter().map(|period| period.placement).collect::<Vec<_>>(), [id]);
    for who in [LinXiaomei, YanGuixiang, ChenLi, GraceMiller] {
        assert!(hours::waiting(&w.db, &w.ctx(who).await).await.unwrap().is_empty(), "{who:?}");
    }
}
