//! What a placement must be like, and who sees its draft.

use domain::{
    Code, Error,
    error::Conflict,
    placement::{Deed, PlacementFilter, PlacementForm, Side, State},
};
use service::placement::{self, DeedForm};

use crate::world::{
    Org,
    Who::{
        self, ChenLi, GraceMiller, HeZhiqiang, LinXiaomei, LiuFang, LuPing, QianShen, SunYu, TangWei, WangJianguo,
        YanGuixiang, ZhaoHai, ZhouMin,
    },
    World, error,
};

async fn refused(w: &World, change: impl Fn(&mut PlacementForm)) -> Error {
    let mut form = w.practice();
    change(&mut form);
    error(w.draft(LinXiaomei, &form).await)
}

#[tokio::test]
async fn whoever_is_not_employed_over_the_whole_stay_cannot_go() {
    let w = World::new().await;
    let not_employed = Error::field("participant", Code::NotEmployed);
    let stranger = w.person(TangWei).to_string();
    assert_eq!(refused(&w, |form| form.participant = stranger.clone()).await, not_employed);
    let staff = w.person(LinXiaomei).to_string();
    assert_eq!(refused(&w, |form| form.participant = staff.clone()).await, not_employed);
    let early = |form: &mut PlacementForm| {
        form.first_day = "2015-08-31".to_owned();
        form.last_day = "2015-12-31".to_owned();
    };
    assert_eq!(refused(&w, early).await, not_employed);
    w.sql(&format!("UPDATE employment SET last_day = '2026-12-31' WHERE person_id = {}", w.person(YanGuixiang))).await;
    assert_eq!(refused(&w, |_| {}).await, not_employed);
    let missing = refused(&w, |form| form.participant = "99999".to_owned()).await;
    assert_eq!(missing, Error::field("participant", Code::NotFound));
}

#[tokio::test]
async fn without_the_consent_of_the_employer_nobody_goes() {
    let w = World::new().await;
    let liu = w.person(LiuFang).to_string();
    let missing = Error::field("participant", Code::ConsentMissing);
    assert_eq!(refused(&w, |form| form.participant = liu.clone()).await, missing);
}

#[tokio::test]
async fn consent_taken_back_after_the_draft_stops_it_when_it_is_submitted() {
    let w = World::new().await;
    let id = w.drafted(&w.practice()).await;
    w.sql(&format!("UPDATE employment SET consent = false WHERE person_id = {}", w.person(YanGuixiang))).await;
    let done = w.act(LinXiaomei, id, Deed::Submit).await;
    assert_eq!(error(done), Error::field("participant", Code::ConsentMissing));
    assert_eq!(w.state(id).await, State::Draft);
}

#[tokio::test]
async fn sender_and_host_must_be_there_and_differ() {
    let w = World::new().await;
    let jianghai = w.org(Org::Jianghai).to_string();
    let same = refused(&w, |form| form.hosting = jianghai.clone()).await;
    assert_eq!(same, Error::field("hosting", Code::SenderIsHost));
    assert_eq!(refused(&w, |form| form.sending.clear()).await, Error::field("sending", Code::MissingSender));
    assert_eq!(refused(&w, |form| form.hosting.clear()).await, Error::field("hosting", Code::MissingHost));
    let unknown = refused(&w, |form| form.hosting = "99999".to_owned()).await;
    assert_eq!(unknown, Error::field("hosting", Code::NotFound));
}

#[tokio::test]
async fn the_kinds_of_the_organisations_must_go_with_the_direction() {
    let w = World::new().await;
    let yunling = w.org(Org::Yunling).to_string();
    let hosted_by_college = refused(&w, |form| form.hosting = yunling.clone()).await;
    assert_eq!(hosted_by_college, Error::field("hosting", Code::WrongHostKind));
    let hudson = w.org(Org::Hudson).to_string();
    let sent_by_enterprise = refused(&w, |form| form.sending = hudson.clone()).await;
    assert_eq!(sent_by_enterprise, Error::field("sending", Code::WrongSenderKind));
    let turned = refused(&w, |form| form.direction = "teaching_secondment".to_owned()).await;
    assert_eq!(turned, Error::field("sending", Code::WrongSenderKind));
}

#[tokio::test]
async fn the_mentor_works_at_the_host_and_is_somebody_else() {
    let w = World::new().await;
    let outsider = w.person(HeZhiqiang).to_string();
    let elsewhere = refused(&w, |form| form.mentor = outsider.clone()).await;
    assert_eq!(elsewhere, Error::field("mentor", Code::MentorNotAtHost));
    let himself = w.person(YanGuixiang).to_string();
    let oneself = refused(&w, |form| form.mentor = himself.clone()).await;
    assert_eq!(oneself, Error::field("mentor", Code::MentorIsParticipant));
}

#[tokio::test]
async fn all_that_is_wrong_with_a_form_is_said_at_once() {
    let w = World::new().await;
    let Error::Invalid(fields) = error(w.draft(LinXiaomei, &PlacementForm::default()).await) else { panic!() };
    let names: Vec<_> = fields.iter().map(|field| field.field.as_str()).collect();
    let all = ["direction", "participant", "sending", "hosting", "form", "load", "first_day", "last_day"];
    assert_eq!(names, all);
    let backwards = refused(&w, |form| form.last_day = "2026-09-06".to_owned()).await;
    assert_eq!(backwards, Error::field("last_day", Code::EndBeforeStart));
}

#[tokio::test]
async fn only_officers_of_the_two_sides_draft() {
    let w = World::new().await;
    let form = w.practice();
    let others: [Who; 8] = [YanGuixiang, ChenLi, ZhouMin, GraceMiller, SunYu, QianShen, LuPing, ZhaoHai];
    for who in others {
        assert_eq!(error(w.draft(who, &form).await), Error::Forbidden, "{who:?}");
    }
    let visitor = placement::draft(&w.db, &w.visitor(), &form).await;
    assert_eq!(error(visitor), Error::SignInNeeded);
    assert_eq!(w.number("SELECT COUNT(*) FROM placement").await, 0);
}

#[tokio::test]
async fn a_draft_is_invisible_to_the_other_side_and_to_the_participant() {
    let w = World::new().await;
    let filter = PlacementFilter::default();
    for (form, own, other, participant) in
        [(w.practice(), LinXiaomei, WangJianguo, YanGuixiang), (w.secondment(), WangJianguo, LinXiaomei, ZhaoHai)]
    {
        let id = w.drafted(&form).await;
        for who in [other, participant, ChenLi, HeZhiqiang] {
            let ctx = w.ctx(who).await;
            assert_eq!(error(placement::read(&w.db, &ctx, id).await), Error::NotFound, "{who:?}");
            let listed = placement::list(&w.db, &ctx, &filter).await.unwrap().items;
            assert!(listed.iter().all(|line| line.id != id), "{who:?}");
        }
        let ctx = w.ctx(own).await;
        assert_eq!(placement::read(&w.db, &ctx, id).await.unwrap().placement.state, State::Draft);
        assert!(placement::list(&w.db, &ctx, &filter).await.unwrap().items.iter().any(|line| line.id == id));
        let drafts = placement::count(&w.db, &ctx, State::Draft).await.unwrap();
        assert_eq!(drafts, 1, "the other side's draft is not counted");
        w.act(own, id, Deed::Submit).await.unwrap();
        for who in [other, participant] {
            placement::read(&w.db, &w.ctx(who).await, id).await.unwrap();
        }
        w.act(own, id, Deed::Withdraw).await.unwrap();
    }
}

#[tokio::test]
async fn a_returned_placement_is_a_draft_again_with_the_reason_and_can_be_mended() {
    let w = World::new().await;
    let form = w.practice();
    let id = w.submitted(&form).await;
    let reason = DeedForm { reason: " 岗位不符 ".to_owned(), ..Default::default() };
    w.act_with(WangJianguo, id, Deed::Return, reason).await.unwrap();
    let view = placement::read(&w.db, &w.ctx(LinXiaomei).await, id).await.unwrap();
    assert_eq!((view.placement.state, view.placement.reason.as_deref()), (State::Draft, Some("岗位不符")));
    assert_eq!(view.history.last().unwrap().reason.as_deref(), Some("岗位不符"));
    assert_eq!(error(placement::read(&w.db, &w.ctx(WangJianguo).await, id).await), Error::NotFound);

    let mended = PlacementForm { place: "三车间".to_owned(), ..placement::form_of(&view.placement) };
    let version = view.placement.version;
    placement::edit(&w.db, &w.ctx(LinXiaomei).await, id, &mended, version).await.unwrap();
    w.act(LinXiaomei, id, Deed::Submit).await.unwrap();
    let placement = w.placement(id).await;
    assert_eq!((placement.reason, placement.place.as_deref()), (None, Some("三车间")));
    w.act(WangJianguo, id, Deed::Approve).await.unwrap();
}

#[tokio::test]
async fn an_edit_of_a_stale_version_is_a_conflict_and_nothing_is_lost() {
    let w = World::new().await;
    let id = w.drafted(&w.practice()).await;
    let opened = w.placement(id).await;
    let first = PlacementForm { place: "一车间".to_owned(), ..w.practice() };
    let second = PlacementForm { place: "二车间".to_owned(), ..w.practice() };
    placement::edit(&w.db, &w.ctx(LinXiaomei).await, id, &first, opened.version).await.unwrap();
    let late = placement::edit(&w.db, &w.ctx(LinXiaomei).await, id, &second, opened.version).await;
    assert_eq!(error(late), Conflict::Stale.into());
    let placement = w.placement(id).await;
    assert_eq!((placement.place.as_deref(), placement.version), (Some("一车间"), opened.version + 1));
}

#[tokio::test]
async fn a_draft_stays_with_its_writer_when_the_sides_are_swapped() {
    let w = World::new().await;
    let id = w.drafted(&w.practice()).await;
    let version = w.placement(id).await.version;
    placement::edit(&w.db, &w.ctx(LinXiaomei).await, id, &w.secondment(), version).await.unwrap();
    let ctx = w.ctx(LinXiaomei).await;
    let placement = placement::read(&w.db, &ctx, id).await.unwrap().placement;
    assert_eq!((placement.drafted_by, placement.hosting.id), (Side::Hosting, w.org(Org::Jianghai)));
    assert_eq!(error(placement::read(&w.db, &w.ctx(WangJianguo).await, id).await), Error::NotFound);
    let mut foreign = w.practice();
    foreign.sending = w.org(Org::Yunling).to_string();
    foreign.participant = w.person(TangWei).to_string();
    let given_away = placement::edit(&w.db, &ctx, id, &foreign, placement.version).await;
    assert_eq!(error(given_away), Error::Forbidden);
}

#[tokio::test]
async fn a_deactivated_member_takes_no_new_placements() {
    let w = World::new().await;
    w.sql(&format!("UPDATE organisation SET active = false WHERE id = {}", w.org(Org::Nanqiao))).await;
    assert_eq!(refused(&w, |_| {}).await, Error::field("hosting", Code::NotFound));
}

#[tokio::test]
async fn pages_offer_exactly_the_deeds_that_are_possible() {
    let w = World::new().await;
    let id = w.submitted(&w.practice()).await;
    let deeds = async |who| placement::read(&w.db, &w.ctx(who).await, id).await.unwrap().deeds;
    assert_eq!(deeds(LinXiaomei).await, [Deed::Withdraw]);
    assert_eq!(deeds(WangJianguo).await, [Deed::Approve, Deed::Return, Deed::Decline, Deed::NameMentor]);
    for who in [YanGuixiang, ChenLi, QianShen, LuPing] {
        assert_eq!(deeds(who).await, [], "{who:?}");
    }
}
