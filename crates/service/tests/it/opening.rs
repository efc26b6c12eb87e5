//! Openings: who offers, who reads, what stays within, and what a placement made from one must keep to.

use domain::{
    Code, Error,
    error::Conflict,
    id::{OpeningId, PlacementId},
    opening::{OpeningFilter, OpeningForm},
    placement::{Deed, PlacementForm, State},
};
use service::{
    opening::{self, MayUse},
    placement::{self, DeedForm},
};

use crate::world::{
    Org,
    Who::{
        self, GraceMiller, HeZhiqiang, LinXiaomei, LuPing, MaJun, QianShen, SunYu, TangWei, WangJianguo, YanGuixiang,
        ZhaoHai, ZhouMin,
    },
    World, error,
};

/// Nanqiao's post for the autumn.
pub fn post(capacity: u32) -> OpeningForm {
    OpeningForm {
        kind: "post".to_owned(),
        title: "电机装调岗位".to_owned(),
        specialty: "460702".to_owned(),
        place: "二号车间".to_owned(),
        form: "on_post".to_owned(),
        load: "full_time".to_owned(),
        first_day: "2026-09-01".to_owned(),
        last_day: "2027-01-31".to_owned(),
        planned_hours: "320".to_owned(),
        capacity: capacity.to_string(),
        ..Default::default()
    }
}

pub async fn offered(w: &World, form: &OpeningForm) -> OpeningId {
    opening::add(&w.db, &w.ctx(WangJianguo).await, form).await.unwrap()
}

/// Yan Guixiang's practice, made from an opening.
pub fn from(w: &World, id: OpeningId) -> PlacementForm {
    PlacementForm { opening: id.to_string(), ..w.practice() }
}

async fn ids(w: &World, who: Who, filter: &OpeningFilter) -> Vec<OpeningId> {
    let page = opening::list(&w.db, &w.ctx(who).await, filter).await.unwrap();
    page.items.into_iter().map(|opening| opening.id).collect()
}

#[tokio::test]
async fn an_open_opening_is_read_by_every_member_and_changed_by_its_own_officers_alone() {
    let w = World::new().await;
    let id = offered(&w, &post(2)).await;
    for who in [LinXiaomei, YanGuixiang, TangWei, GraceMiller, SunYu, QianShen, LuPing, ZhaoHai] {
        let view = opening::read(&w.db, &w.ctx(who).await, id).await.unwrap();
        assert!(!view.may_edit, "{who:?}");
        assert_eq!(ids(&w, who, &OpeningFilter::default()).await, [id], "{who:?}");
        assert_eq!(error(opening::edit(&w.db, &w.ctx(who).await, id, &post(3), 1).await), Error::Forbidden, "{who:?}");
    }
    assert_eq!(error(opening::read(&w.db, &w.visitor(), id).await), Error::SignInNeeded);
    for who in [YanGuixiang, SunYu, QianShen, LuPing] {
        let refused = error(opening::add(&w.db, &w.ctx(who).await, &post(1)).await);
        assert_eq!(refused, Error::Forbidden, "{who:?}");
    }
    opening::edit(&w.db, &w.ctx(WangJianguo).await, id, &post(3), 1).await.unwrap();
    let stale = error(opening::edit(&w.db, &w.ctx(WangJianguo).await, id, &post(4), 1).await);
    assert_eq!(stale, Conflict::Stale.into());
}

#[tokio::test]
async fn a_closed_opening_is_its_organisations_and_of_those_who_were_placed_from_it() {
    let w = World::new().await;
    let id = offered(&w, &post(2)).await;
    w.submitted(&from(&w, id)).await;
    let wang = w.ctx(WangJianguo).await;
    opening::set_open(&w.db, &wang, id, false, 1).await.unwrap();
    assert_eq!(error(opening::set_open(&w.db, &wang, id, false, 2).await), Conflict::WrongState.into());
    for who in [WangJianguo, LinXiaomei, YanGuixiang, SunYu] {
        opening::read(&w.db, &w.ctx(who).await, id).await.unwrap();
    }
    for who in [ZhouMin, TangWei, GraceMiller] {
        assert_eq!(error(opening::read(&w.db, &w.ctx(who).await, id).await), Error::NotFound, "{who:?}");
    }
    let own = OpeningFilter { own: "true".to_owned(), ..Default::default() };
    assert_eq!(ids(&w, WangJianguo, &own).await, [id]);
    assert!(ids(&w, WangJianguo, &OpeningFilter::default()).await.is_empty());
    let again = PlacementForm { participant: w.person(MaJun).to_string(), ..from(&w, id) };
    assert_eq!(error(w.draft(LinXiaomei, &again).await), Error::field("opening", Code::OpeningClosed));
    opening::set_open(&w.db, &wang, id, true, 2).await.unwrap();
    w.draft(LinXiaomei, &again).await.unwrap();
}

#[tokio::test]
async fn every_filter_narrows_the_list() {
    let w = World::new().await;
    w.sql("INSERT INTO major (code, name) VALUES ('460702', '新能源汽车技术')").await;
    let id = offered(&w, &post(1)).await;
    let jianghai = w.org(Org::Jianghai).to_string();
    let set = |change: fn(&mut OpeningFilter, &str), value: &str| {
        let mut filter = OpeningFilter::default();
        change(&mut filter, value);
        filter
    };
    for (finds, change, value) in [
        (true, (|f, v| f.kind = v.into()) as fn(&mut OpeningFilter, &str), "post"),
        (false, |f, v| f.kind = v.into(), "teaching_need"),
        (false, |f, v| f.organisation = v.into(), jianghai.as_str()),
        (true, |f, v| f.specialty = v.into(), "新能源"),
        (true, |f, v| f.specialty = v.into(), "4607"),
        (false, |f, v| f.specialty = v.into(), "护理"),
        (true, |f, v| f.place = v.into(), "车间"),
        (false, |f, v| f.place = v.into(), "北京"),
        (true, |f, v| f.from = v.into(), "2027-01-31"),
        (false, |f, v| f.from = v.into(), "2027-02-01"),
        (true, |f, v| f.to = v.into(), "2026-09-01"),
        (false, |f, v| f.to = v.into(), "2026-08-31"),
        (true, |f, v| f.q = v.into(), "南桥"),
        (false, |f, v| f.q = v.into(), "数控"),
        (true, |f, v| f.free = v.into(), "true"),
    ] {
        assert_eq!(ids(&w, LinXiaomei, &set(change, value)).await.contains(&id), finds, "{value}");
    }
    w.submitted(&from(&w, id)).await;
    let free = OpeningFilter { free: "true".to_owned(), ..Default::default() };
    assert!(ids(&w, LinXiaomei, &free).await.is_empty(), "the one place is taken");
}

#[tokio::test]
async fn more_openings_than_a_page_holds_are_listed_once_each_in_every_order() {
    let w = World::new().await;
    for n in 0..53 {
        let day = format!("2026-12-{:02}", n % 7 + 1);
        offered(&w, &OpeningForm { first_day: day, ..post(1) }).await;
    }
    for sort in ["", "-first_day", "-created"] {
        let mut filter = OpeningFilter { sort: sort.to_owned(), ..Default::default() };
        let ctx = w.ctx(LinXiaomei).await;
        let first = opening::list(&w.db, &ctx, &filter).await.unwrap();
        filter.cursor = first.next.expect("a second page");
        let second = opening::list(&w.db, &ctx, &filter).await.unwrap();
        assert_eq!((first.items.len(), second.items.len(), second.next), (50, 3, None));
        let all: std::collections::BTreeSet<_> =
            first.items.iter().chain(&second.items).map(|opening| opening.id).collect();
        assert_eq!(all.len(), 53, "{sort}");
    }
}

#[tokio::test]
async fn a_placement_keeps_to_the_days_the_direction_and_the_organisation_of_its_opening() {
    let w = World::new().await;
    let id = offered(&w, &post(5)).await;
    let refused = async |form: PlacementForm| error(w.draft(LinXiaomei, &form).await);
    let early = PlacementForm { first_day: "2026-08-31".to_owned(), ..from(&w, id) };
    assert_eq!(refused(early).await, Error::field("first_day", Code::OutsideOpening));
    let late = PlacementForm { last_day: "2027-02-01".to_owned(), ..from(&w, id) };
    assert_eq!(refused(late).await, Error::field("last_day", Code::OutsideOpening));
    let elsewhere = PlacementForm { hosting: w.org(Org::Hudson).to_string(), mentor: String::new(), ..from(&w, id) };
    assert_eq!(refused(elsewhere).await, Error::field("hosting", Code::OtherOpening));
    let unknown = PlacementForm { opening: "999999".to_owned(), ..w.practice() };
    assert_eq!(refused(unknown).await, Error::field("opening", Code::NotFound));
    let back = PlacementForm { opening: id.to_string(), ..w.secondment() };
    assert_eq!(error(w.draft(WangJianguo, &back).await), Error::field("direction", Code::OtherOpening));
    let made = w.drafted(&from(&w, id)).await;
    assert_eq!(w.placement(made).await.opening, Some(id));
}

#[tokio::test]
async fn new_dates_stay_within_the_days_of_the_opening_until_its_owner_extends_them() {
    let w = World::new().await;
    let id = offered(&w, &post(5)).await;
    let placement = w.approved(&from(&w, id)).await;
    let late = Error::field("last_day", Code::OutsideOpening);
    assert_eq!(error(w.propose(LinXiaomei, placement, "2026-09-07", "2027-03-31").await), late);
    let early = Error::field("first_day", Code::OutsideOpening);
    assert_eq!(error(w.propose(LinXiaomei, placement, "2026-08-31", "2027-01-29").await), early);
    assert_eq!(w.placement(placement).await.proposed, None);
    let longer = OpeningForm { last_day: "2027-03-31".to_owned(), ..post(5) };
    opening::edit(&w.db, &w.ctx(WangJianguo).await, id, &longer, 1).await.unwrap();
    w.propose(LinXiaomei, placement, "2026-09-07", "2027-03-31").await.unwrap();
    w.act(WangJianguo, placement, Deed::AcceptDates).await.unwrap();
    assert_eq!(w.placement(placement).await.last_day.to_string(), "2027-03-31");
}

#[tokio::test]
async fn a_full_opening_takes_nobody_until_a_place_is_free_again() {
    let w = World::new().await;
    let id = offered(&w, &post(1)).await;
    let other = PlacementForm { participant: w.person(MaJun).to_string(), ..from(&w, id) };
    let waiting = w.drafted(&other).await;
    let taken = w.submitted(&from(&w, id)).await;
    let full = Error::field("opening", Code::OpeningFull);
    assert_eq!(error(w.draft(LinXiaomei, &other).await), full);
    assert_eq!(error(w.act(LinXiaomei, waiting, Deed::Submit).await), full, "it has filled up meanwhile");
    assert_eq!(w.state(waiting).await, State::Draft);
    w.act(LinXiaomei, taken, Deed::Withdraw).await.unwrap();
    w.act(LinXiaomei, waiting, Deed::Submit).await.unwrap();
    let view = opening::read(&w.db, &w.ctx(LinXiaomei).await, id).await.unwrap();
    assert_eq!((view.opening.taken, view.opening.free()), (1, 0));
}

#[tokio::test]
async fn a_draft_of_a_full_opening_can_still_be_changed() {
    let w = World::new().await;
    let id = offered(&w, &post(1)).await;
    let form = PlacementForm { participant: w.person(MaJun).to_string(), ..from(&w, id) };
    let draft = w.drafted(&form).await;
    w.submitted(&from(&w, id)).await;
    let changed = PlacementForm { place: "三号车间".to_owned(), ..form };
    placement::edit(&w.db, &w.ctx(LinXiaomei).await, draft, &changed, 1).await.unwrap();
    let plain = PlacementForm { opening: String::new(), ..changed };
    placement::edit(&w.db, &w.ctx(LinXiaomei).await, draft, &plain, 2).await.unwrap();
    assert_eq!(w.placement(draft).await.opening, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_requests_at_once_for_the_last_place_exactly_one_wins() {
    let w = World::new().await;
    for round in 0..5 {
        let id = offered(&w, &post(1)).await;
        let one = w.drafted(&from(&w, id)).await;
        let other = w.drafted(&PlacementForm { participant: w.person(MaJun).to_string(), ..from(&w, id) }).await;
        let ctx = w.ctx(LinXiaomei).await;
        let submit = |id: PlacementId| {
            let (db, ctx) = (w.db.clone(), ctx.clone());
            tokio::spawn(async move { placement::act(&db, &ctx, id, Deed::Submit, &DeedForm::default(), 1).await })
        };
        let (one_task, other_task) = (submit(one), submit(other));
        let results = [one_task.await.unwrap(), other_task.await.unwrap()];
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "round {round}: {results:?}");
        let lost = results.into_iter().find(Result::is_err).unwrap();
        assert_eq!(error(lost), Error::field("opening", Code::OpeningFull));
        for id in [one, other] {
            w.act(LinXiaomei, id, Deed::Withdraw).await.unwrap();
        }
    }
}

#[tokio::test]
async fn what_is_taken_stays_within_an_opening_that_is_changed() {
    let w = World::new().await;
    let id = offered(&w, &post(2)).await;
    w.submitted(&from(&w, id)).await;
    w.submitted(&PlacementForm { participant: w.person(MaJun).to_string(), ..from(&w, id) }).await;
    let wang = w.ctx(WangJianguo).await;
    let refused = async |form: OpeningForm| error(opening::edit(&w.db, &wang, id, &form, 1).await);
    assert_eq!(refused(post(1)).await, Error::field("capacity", Code::OpeningFull));
    let later = OpeningForm { first_day: "2026-09-08".to_owned(), ..post(2) };
    assert_eq!(refused(later).await, Error::field("first_day", Code::OutsideOpening));
    let shorter = OpeningForm { last_day: "2027-01-28".to_owned(), ..post(2) };
    assert_eq!(refused(shorter).await, Error::field("last_day", Code::OutsideOpening));
    let kind = OpeningForm { kind: "engineer_offer".to_owned(), ..post(2) };
    assert_eq!(refused(kind).await, Error::field("kind", Code::UnknownValue));
    let exact = OpeningForm { first_day: "2026-09-07".to_owned(), last_day: "2027-01-29".to_owned(), ..post(2) };
    opening::edit(&w.db, &wang, id, &exact, 1).await.unwrap();
}

#[tokio::test]
async fn an_engineer_on_offer_is_employed_there_and_known_to_colleges_alone() {
    let w = World::new().await;
    let offer = OpeningForm {
        kind: "engineer_offer".to_owned(),
        form: "teaching".to_owned(),
        load: "part_time".to_owned(),
        capacity: "1".to_owned(),
        engineer: w.person(ZhaoHai).to_string(),
        ..post(1)
    };
    let wrong = OpeningForm { engineer: w.person(YanGuixiang).to_string(), ..offer.clone() };
    let refused = error(opening::add(&w.db, &w.ctx(WangJianguo).await, &wrong).await);
    assert_eq!(refused, Error::field("engineer", Code::NotEmployed));
    let id = offered(&w, &offer).await;
    for (who, known) in [
        (LinXiaomei, true),
        (WangJianguo, true),
        (QianShen, true),
        (SunYu, false),
        (GraceMiller, false),
        (HeZhiqiang, false),
    ] {
        let opening = opening::read(&w.db, &w.ctx(who).await, id).await.unwrap().opening;
        assert_eq!(opening.engineer.is_some(), known, "{who:?}");
        assert!(opening.names_engineer);
    }
    let view = opening::read(&w.db, &w.ctx(LinXiaomei).await, id).await.unwrap();
    assert_eq!(view.may_use, MayUse::Host);
    let form = PlacementForm { opening: id.to_string(), mentor: String::new(), ..w.secondment() };
    w.draft(LinXiaomei, &form).await.unwrap();
    let other = PlacementForm { participant: w.person(Who::ChenLi).to_string(), ..form };
    assert_eq!(error(w.draft(WangJianguo, &other).await), Error::field("participant", Code::OtherOpening));
}

#[tokio::test]
async fn every_write_leaves_its_line() {
    let w = World::new().await;
    let id = offered(&w, &post(2)).await;
    let wang = w.ctx(WangJianguo).await;
    opening::edit(&w.db, &wang, id, &post(3), 1).await.unwrap();
    opening::set_open(&w.db, &wang, id, false, 2).await.unwrap();
    opening::set_open(&w.db, &wang, id, true, 3).await.unwrap();
    for action in ["add", "edit", "close", "reopen"] {
        let sql = format!(
            "SELECT CAST(count(*) AS bigint) FROM audit_event WHERE object = 'opening' AND object_id = {id} \
             AND action = 'opening.{action}' AND organisation_id = {}",
            w.org(Org::Nanqiao)
        );
        assert_eq!(w.number(&sql).await, 1, "{action}");
    }
}

#[tokio::test]
async fn an_enterprise_sees_where_its_engineers_teach_and_how_far_they_are_confirmed() {
    let w = World::new().await;
    let id = w.active(&w.secondment()).await;
    w.log(ZhaoHai, id, "2026-11-16", "3h").await.unwrap();
    let day = crate::world::days("2026-11-16", "2026-11-16");
    w.submit(ZhaoHai, id, day).await.unwrap();
    let lines = opening::own_engineers(&w.db, &w.ctx(WangJianguo).await).await.unwrap();
    let zhao = lines.first().unwrap();
    assert_eq!(zhao.placement.as_ref().map(|line| line.id), Some(id), "who is placed comes first");
    assert_eq!((zhao.confirmed_minutes, zhao.waiting_minutes), (0, 180));
    assert!(lines.iter().skip(1).all(|line| line.placement.is_none()));
    w.confirm(LinXiaomei, id, day).await.unwrap();
    let lines = opening::own_engineers(&w.db, &w.ctx(WangJianguo).await).await.unwrap();
    assert_eq!((lines[0].confirmed_minutes, lines[0].waiting_minutes), (180, 0));
    assert_eq!(error(opening::own_engineers(&w.db, &w.ctx(SunYu).await).await), Error::Forbidden);
}
