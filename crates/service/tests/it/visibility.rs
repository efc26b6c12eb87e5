//! Organisations see their own and their counterparts' placements; everything else is not found.

use domain::{
    Error,
    id::{OrganisationId, PersonId, PlacementId},
    organisation::OrganisationForm,
    person::PersonForm,
    placement::{Deed, PlacementFilter, PlacementForm},
};
use service::{Ctx, flows, hours, organisation, person, placement, progress};

use crate::world::{
    Org,
    Who::{self, *},
    World, days, error,
};

async fn may<T>(result: service::Result<T>) -> bool
where
    T: std::fmt::Debug,
{
    match result {
        Ok(_) => true,
        failed => {
            assert_eq!(error(failed), Error::NotFound);
            false
        }
    }
}

#[tokio::test]
async fn a_placement_its_history_and_its_hours_are_not_found_by_strangers() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    for who in [YanGuixiang, ChenLi, LinXiaomei, WangJianguo, MaJunAtNanqiao, LuPing, QianShen] {
        let ctx = w.ctx(who).await;
        assert!(may(placement::read(&w.db, &ctx, id).await).await, "{who:?}");
        assert!(may(hours::read(&w.db, &ctx, id, days("2026-11-16", "2026-11-22")).await).await, "{who:?}");
    }
    for who in [HeZhiqiang, MaJun, ZhaoHai, ZhouMin, TangWei, GraceMiller, PaulReed, SunYu] {
        let ctx = w.ctx(who).await;
        assert!(!may(placement::read(&w.db, &ctx, id).await).await, "{who:?}");
        assert!(!may(hours::read(&w.db, &ctx, id, days("2026-11-16", "2026-11-22")).await).await, "{who:?}");
        assert!(!may(w.act(who, id, Deed::Complete).await).await, "{who:?}");
    }
    let visitor = placement::read(&w.db, &w.visitor(), id).await;
    assert_eq!(error(visitor), Error::SignInNeeded);
    for missing in [PlacementId(0), PlacementId(99_999), PlacementId(-1)] {
        assert_eq!(error(placement::read(&w.db, &w.ctx(LinXiaomei).await, missing).await), Error::NotFound);
        assert_eq!(error(placement::read(&w.db, &w.visitor(), missing).await), Error::SignInNeeded);
    }
}

#[tokio::test]
async fn lists_hold_what_their_reader_may_open_and_nothing_else() {
    let w = World::new().await;
    let yunling = PlacementForm {
        sending: w.org(Org::Yunling).to_string(),
        participant: w.person(TangWei).to_string(),
        ..w.practice()
    };
    let ours = w.active(&w.practice()).await;
    let theirs = w.active(&yunling).await;
    let taught = w.active(&w.secondment()).await;
    w.drafted(&PlacementForm { load: "part_time".to_owned(), ..w.practice() }).await;
    let cases: &[(Who, &[PlacementId])] = &[
        (ZhouMin, &[theirs]),
        (TangWei, &[theirs]),
        (YanGuixiang, &[ours]),
        (HeZhiqiang, &[taught]),
        (ZhaoHai, &[taught]),
        (ChenLi, &[ours, theirs]),
        (WangJianguo, &[ours, theirs, taught]),
        (GraceMiller, &[]),
        (PaulReed, &[]),
    ];
    for (who, expected) in cases {
        let ctx = w.ctx(*who).await;
        let listed = placement::list(&w.db, &ctx, &PlacementFilter::default()).await.unwrap().items;
        let mut ids: Vec<_> = listed.iter().map(|line| line.id).collect();
        ids.sort_unstable();
        assert_eq!(ids, *expected, "{who:?}");
        for id in ids {
            placement::read(&w.db, &ctx, id).await.unwrap();
        }
    }
    let all = placement::list(&w.db, &w.ctx(QianShen).await, &PlacementFilter::default()).await.unwrap().items;
    assert_eq!(all.len(), 4);
    for line in all {
        placement::read(&w.db, &w.ctx(QianShen).await, line.id).await.unwrap();
    }
    let secretariat = placement::list(&w.db, &w.ctx(SunYu).await, &PlacementFilter::default()).await;
    assert_eq!(error(secretariat), Error::Forbidden);
}

#[tokio::test]
async fn mentored_placements_are_those_whose_mentor_one_is_and_not_ones_own() {
    let w = World::new().await;
    let own = PlacementForm { participant: w.person(HeZhiqiang).to_string(), ..w.practice() };
    w.active(&own).await;
    let mentored = w.active(&w.secondment()).await;
    let listed = placement::mentored(&w.db, &w.ctx(HeZhiqiang).await).await.unwrap().items;
    assert_eq!(listed.iter().map(|line| line.id).collect::<Vec<_>>(), [mentored]);
}

#[tokio::test]
async fn people_are_read_by_themselves_their_employer_and_who_shares_a_placement_with_them() {
    let w = World::new().await;
    let yan = w.person(YanGuixiang);
    let read = async |who| may(person::read(&w.db, &w.ctx(who).await, yan).await).await;
    for (who, before, after) in [
        (YanGuixiang, true, true),
        (LinXiaomei, true, true),
        (LuPing, true, true),
        (QianShen, true, true),
        (WangJianguo, false, true),
        (HeZhiqiang, false, false),
        (ChenLi, false, false),
        (ZhouMin, false, false),
        (GraceMiller, false, false),
        (SunYu, false, false),
    ] {
        let w = &w;
        assert_eq!(read(who).await, before, "{who:?} before");
        let id = w.drafted(&w.practice()).await;
        assert_eq!(read(who).await, before, "{who:?} while it is a draft");
        w.act(LinXiaomei, id, Deed::Submit).await.unwrap();
        assert_eq!(read(who).await, after, "{who:?} after");
        // Declined, it would still be known that they met; so it goes past the use cases.
        w.sql(&format!("UPDATE placement SET state = 'draft' WHERE id = {id}")).await;
        w.sql(&format!("DELETE FROM booking WHERE placement_id = {id}")).await;
        let placement = w.placement(id).await;
        assert_eq!(placement.state, domain::placement::State::Draft);
    }
}

#[tokio::test]
async fn a_counterpart_sees_of_a_person_only_the_placements_it_shares() {
    let w = World::new().await;
    let shared = w.active(&w.practice()).await;
    let mut elsewhere = w.practice();
    elsewhere.hosting = w.org(Org::Hudson).to_string();
    elsewhere.mentor = String::new();
    (elsewhere.first_day, elsewhere.last_day) = ("2026-02-02".to_owned(), "2026-06-30".to_owned());
    w.active(&elsewhere).await;
    let yan = w.person(YanGuixiang);
    let seen = async |who| person::read(&w.db, &w.ctx(who).await, yan).await.unwrap().1;
    assert_eq!(seen(LinXiaomei).await.len(), 2);
    assert_eq!(seen(YanGuixiang).await.len(), 2);
    assert_eq!(seen(WangJianguo).await.iter().map(|placement| placement.id).collect::<Vec<_>>(), [shared]);
}

#[tokio::test]
async fn progress_is_for_the_person_the_employer_and_auditors() {
    let w = World::new().await;
    w.active(&w.practice()).await;
    let yan = w.person(YanGuixiang);
    for who in [YanGuixiang, LinXiaomei, LuPing, QianShen] {
        progress::read(&w.db, &w.ctx(who).await, yan, None).await.unwrap();
    }
    let counterpart = progress::read(&w.db, &w.ctx(WangJianguo).await, yan, None).await;
    assert_eq!(error(counterpart), Error::Forbidden);
    for who in [HeZhiqiang, ChenLi, ZhouMin, TangWei, GraceMiller, SunYu] {
        let refused = progress::read(&w.db, &w.ctx(who).await, yan, None).await;
        assert_eq!(error(refused), Error::NotFound, "{who:?}");
    }
}

#[tokio::test]
async fn organisations_are_read_by_their_own_by_counterparts_and_for_the_community() {
    let w = World::new().await;
    let read = async |who, org| may(organisation::read(&w.db, &w.ctx(who).await, w.org(org)).await).await;
    assert!(!read(WangJianguo, Org::Jianghai).await);
    w.submitted(&w.practice()).await;
    for (who, org, expected) in [
        (LinXiaomei, Org::Jianghai, true),
        (YanGuixiang, Org::Jianghai, true),
        (WangJianguo, Org::Jianghai, true),
        (LinXiaomei, Org::Nanqiao, true),
        (ChenLi, Org::Jianghai, false),
        (LinXiaomei, Org::Hudson, false),
        (GraceMiller, Org::Jianghai, false),
        (ZhouMin, Org::Jianghai, false),
        (SunYu, Org::Hudson, true),
        (QianShen, Org::Hudson, true),
    ] {
        assert_eq!(read(who, org).await, expected, "{who:?} {org:?}");
    }
}

#[tokio::test]
async fn rosters_are_for_officers_of_the_organisation() {
    let w = World::new().await;
    let roster = async |who| person::roster(&w.db, &w.ctx(who).await, &person::RosterFilter::default()).await;
    assert_eq!(roster(LinXiaomei).await.unwrap().items.len(), 6);
    assert_eq!(roster(WangJianguo).await.unwrap().items.len(), 4);
    assert_eq!(roster(LuPing).await.unwrap().items.len(), 6);
    for who in [YanGuixiang, ChenLi, SunYu] {
        assert_eq!(error(roster(who).await), Error::Forbidden, "{who:?}");
    }
}

#[tokio::test]
async fn officers_find_the_members_they_can_write_to_and_teachers_do_not() {
    let w = World::new().await;
    for who in [LinXiaomei, WangJianguo, SunYu, QianShen] {
        assert_eq!(organisation::pick(&w.db, &w.ctx(who).await, false).await.unwrap().len(), 2, "{who:?}");
        assert_eq!(organisation::list(&w.db, &w.ctx(who).await).await.unwrap().len(), 4, "{who:?}");
    }
    for who in [YanGuixiang, ChenLi] {
        assert_eq!(error(organisation::pick(&w.db, &w.ctx(who).await, true).await), Error::Forbidden);
    }
}

#[tokio::test]
async fn the_secretariat_sees_flows_in_numbers_and_no_person() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    w.submit(YanGuixiang, id, days("2026-11-16", "2026-11-16")).await.unwrap();
    w.confirm(ChenLi, id, days("2026-11-16", "2026-11-16")).await.unwrap();
    w.active(&w.secondment()).await;
    w.drafted(&PlacementForm { load: "part_time".to_owned(), ..w.practice() }).await;
    let seen = flows::list(&w.db, &w.ctx(SunYu).await, &flows::FlowFilter::default()).await.unwrap();
    let lines: Vec<_> =
        seen.iter().map(|flow| (flow.sending.id, flow.hosting.id, flow.placements, flow.confirmed_minutes)).collect();
    let (college, enterprise) = (w.org(Org::Jianghai), w.org(Org::Nanqiao));
    assert_eq!(lines.len(), 2);
    assert!(lines.contains(&(college, enterprise, 1, 480)));
    assert!(lines.contains(&(enterprise, college, 1, 0)));
    for who in [LinXiaomei, YanGuixiang, WangJianguo] {
        assert_eq!(
            error(flows::list(&w.db, &w.ctx(who).await, &flows::FlowFilter::default()).await),
            Error::Forbidden,
            "{who:?}"
        );
    }
}

/// Everything that writes, as somebody who may at most read.
async fn write_everything(w: &World, ctx: &Ctx, id: PlacementId, yan: PersonId, college: OrganisationId) {
    let week = days("2026-11-16", "2026-11-22");
    let entry = crate::world::entry("2026-11-17", "8", "on_post");
    let refused = [
        error(placement::draft(&w.db, ctx, &w.practice()).await),
        error(placement::edit(&w.db, ctx, id, &w.practice(), 1).await),
        error(placement::act(&w.db, ctx, id, Deed::Complete, &Default::default(), 4).await),
        error(placement::act(&w.db, ctx, id, Deed::NameMentor, &Default::default(), 4).await),
        error(hours::log(&w.db, ctx, id, &entry).await),
        error(hours::save_week(&w.db, ctx, id, &[]).await),
        error(hours::submit(&w.db, ctx, id, week).await),
        error(hours::withdraw(&w.db, ctx, id, week).await),
        error(hours::confirm(&w.db, ctx, id, week, &[]).await),
        error(hours::send_back(&w.db, ctx, id, week, &[], "x").await),
        error(hours::unlock(&w.db, ctx, id, week, &[], "x").await),
        error(organisation::add(&w.db, ctx, &OrganisationForm::default()).await),
        error(organisation::edit(&w.db, ctx, college, &OrganisationForm::default(), 1).await),
        error(person::add_to(&w.db, ctx, college, &PersonForm::default()).await),
        error(person::edit(&w.db, ctx, yan, &PersonForm::default(), 1).await),
    ];
    for (n, refusal) in refused.into_iter().enumerate() {
        assert_eq!(refusal, Error::Forbidden, "write {n}");
    }
}

#[tokio::test]
async fn an_auditor_reads_and_writes_nothing() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    w.log(YanGuixiang, id, "2026-11-16", "8").await.unwrap();
    let before = w.number("SELECT COUNT(*) FROM audit_event").await;
    let ctx = w.ctx(LuPing).await;
    write_everything(&w, &ctx, id, w.person(YanGuixiang), w.org(Org::Jianghai)).await;
    let ctx = w.ctx(QianShen).await;
    write_everything_of_the_community(&w, &ctx, id).await;
    assert_eq!(w.number("SELECT COUNT(*) FROM audit_event").await, before);
}

async fn write_everything_of_the_community(w: &World, ctx: &Ctx, id: PlacementId) {
    let week = days("2026-11-16", "2026-11-22");
    for refusal in [
        error(placement::draft(&w.db, ctx, &w.practice()).await),
        error(placement::act(&w.db, ctx, id, Deed::Complete, &Default::default(), 4).await),
        error(hours::submit(&w.db, ctx, id, week).await),
        error(hours::confirm(&w.db, ctx, id, week, &[]).await),
        error(organisation::add(&w.db, ctx, &OrganisationForm::default()).await),
        error(person::add_to(&w.db, ctx, w.org(Org::Jianghai), &PersonForm::default()).await),
    ] {
        assert_eq!(refusal, Error::Forbidden);
    }
}
