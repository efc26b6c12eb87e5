//! Members and their people: added, changed, refused.

use domain::{
    Code, Error,
    error::Conflict,
    organisation::OrganisationForm,
    person::{DoubleQualifiedLevel, PersonForm},
};
use service::{organisation, person, placement, session};

use crate::world::{
    Org, PASSWORD,
    Who::{GraceMiller, LinXiaomei, MaJun, SunYu, TangWei, WangJianguo, YanGuixiang},
    World, email, error,
};

fn base(name: &str) -> OrganisationForm {
    let (kind, name) = ("training_base".to_owned(), name.to_owned());
    OrganisationForm { kind, name, credit_code: "91350100M000100Y43".to_owned(), ..Default::default() }
}

fn teacher(number: &str) -> PersonForm {
    PersonForm {
        name: "许静".to_owned(),
        profile: "teacher".to_owned(),
        category: "professional_course".to_owned(),
        staff_number: number.to_owned(),
        department: "智能制造学院".to_owned(),
        specialties: "460701，460305 460701".to_owned(),
        double_qualified_level: "senior".to_owned(),
        first_day: "2020-09-01".to_owned(),
        ..Default::default()
    }
}

#[tokio::test]
async fn names_and_codes_of_members_are_unique_and_the_field_is_named() {
    let w = World::new().await;
    let ctx = w.ctx(SunYu).await;
    organisation::add(&w.db, &ctx, &base("长江实训基地")).await.unwrap();
    let again = organisation::add(&w.db, &ctx, &base("黄河实训基地")).await;
    assert_eq!(error(again), Error::field("credit_code", Code::Duplicate));
    let same_name = OrganisationForm { credit_code: String::new(), ..base("长江实训基地") };
    let again = organisation::add(&w.db, &ctx, &same_name).await;
    assert_eq!(error(again), Error::field("name", Code::Duplicate));
    let wrong = OrganisationForm { credit_code: "91350100M000100Y44".to_owned(), ..base("黄河实训基地") };
    let wrong = organisation::add(&w.db, &ctx, &wrong).await;
    assert_eq!(error(wrong), Error::field("credit_code", Code::BadCreditCode));
    let nowhere = OrganisationForm { zone: "Asia/Nowhere".to_owned(), ..base("黄河实训基地") };
    let nowhere = organisation::add(&w.db, &ctx, &nowhere).await;
    assert_eq!(error(nowhere), Error::field("zone", Code::UnknownZone));
    assert_eq!(w.number("SELECT COUNT(*) FROM organisation").await, 5);
}

#[tokio::test]
async fn only_the_secretariat_adds_members_and_officers_change_their_own() {
    let w = World::new().await;
    for who in [LinXiaomei, WangJianguo, YanGuixiang] {
        let added = organisation::add(&w.db, &w.ctx(who).await, &base("长江实训基地")).await;
        assert_eq!(error(added), Error::Forbidden, "{who:?}");
    }
    let hudson = w.org(Org::Hudson);
    let form = OrganisationForm {
        kind: "enterprise".to_owned(),
        name: "Hudson Precision Tools".to_owned(),
        zone: "America/New_York".to_owned(),
        ..Default::default()
    };
    let ctx = w.ctx(GraceMiller).await;
    organisation::edit(&w.db, &ctx, hudson, &form, 1).await.unwrap();
    let (changed, _) = organisation::read(&w.db, &ctx, hudson).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.active), ("Hudson Precision Tools", true));
    assert_eq!(error(organisation::edit(&w.db, &ctx, hudson, &form, 1).await), Conflict::Stale.into());
    let foreign = organisation::edit(&w.db, &w.ctx(LinXiaomei).await, hudson, &form, 2).await;
    assert_eq!(error(foreign), Error::NotFound);
    let college = OrganisationForm { kind: "college".to_owned(), ..form };
    let turned = organisation::edit(&w.db, &ctx, hudson, &college, 2).await;
    assert_eq!(error(turned), Error::field("kind", Code::UnknownValue));
}

#[tokio::test]
async fn a_person_is_added_with_an_employment_and_changed_by_the_employer() {
    let w = World::new().await;
    let ctx = w.ctx(LinXiaomei).await;
    let id = person::add(&w.db, &ctx, &teacher("0417")).await.unwrap();
    let (known, _) = person::read(&w.db, &ctx, id).await.unwrap();
    let employment = &known.employments[0];
    assert_eq!(employment.specialties, ["460305", "460701"]);
    assert_eq!(employment.department.as_deref(), Some("智能制造学院"));
    assert_eq!(employment.double_qualified_level, Some(DoubleQualifiedLevel::Senior));
    assert!(!employment.consent);

    let mut form = teacher("0417");
    (form.consent, form.specialties) = ("on".to_owned(), "460701".to_owned());
    person::edit(&w.db, &ctx, id, &form, 1).await.unwrap();
    let (known, _) = person::read(&w.db, &ctx, id).await.unwrap();
    assert!(known.employments[0].consent);
    assert_eq!((known.version, known.employments[0].specialties.as_slice()), (2, &["460701".to_owned()][..]));
    assert_eq!(error(person::edit(&w.db, &ctx, id, &form, 1).await), Conflict::Stale.into());
    let foreign = person::edit(&w.db, &ctx, w.person(TangWei), &form, 1).await;
    assert_eq!(error(foreign), Error::NotFound);
}

#[tokio::test]
async fn a_staff_number_is_unique_in_its_organisation() {
    let w = World::new().await;
    let ctx = w.ctx(LinXiaomei).await;
    person::add(&w.db, &ctx, &teacher("0417")).await.unwrap();
    let again = person::add(&w.db, &ctx, &teacher("0417")).await;
    assert_eq!(error(again), Error::field("staff_number", Code::Duplicate));
    let engineer = PersonForm { profile: "engineer".to_owned(), category: String::new(), ..teacher("0417") };
    person::add(&w.db, &w.ctx(WangJianguo).await, &engineer).await.unwrap();
    assert_eq!(w.number("SELECT COUNT(*) FROM person WHERE name = '许静'").await, 2);
}

#[tokio::test]
async fn a_member_out_of_the_community_signs_in_no_more_and_its_placements_stay_readable() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let (nanqiao, secretariat) = (w.org(Org::Nanqiao), w.ctx(SunYu).await);
    let sign_in = async || session::sign_in(&w.db, &w.visitor(), &email(MaJun), PASSWORD, false).await;
    let secret = sign_in().await.unwrap().secret;
    let (ctx, viewer) = session::resolve(&w.db, w.visitor(), &secret).await.unwrap();
    let viewer = viewer.unwrap();
    session::act_as(&w.db, &ctx, &viewer, &secret, viewer.grants[1].id).await.unwrap();

    let unsure = organisation::deactivate(&w.db, &secretariat, nanqiao, false, 1).await;
    assert_eq!(error(unsure), Error::field("sure", Code::Required));
    let stale = organisation::deactivate(&w.db, &secretariat, nanqiao, true, 9).await;
    assert_eq!(error(stale), Conflict::Stale.into());
    for who in [WangJianguo, LinXiaomei] {
        let refused = organisation::deactivate(&w.db, &w.ctx(who).await, nanqiao, true, 1).await;
        assert_eq!(error(refused), Error::Forbidden, "{who:?}");
    }
    organisation::deactivate(&w.db, &secretariat, nanqiao, true, 1).await.unwrap();
    assert!(session::resolve(&w.db, w.visitor(), &secret).await.unwrap().1.is_none(), "at once");
    let viewer = session::resolve(&w.db, w.visitor(), &sign_in().await.unwrap().secret).await.unwrap().1.unwrap();
    assert_eq!(viewer.grants.len(), 1, "only the college is left");
    let token = w.try_ctx(WangJianguo).await;
    assert_eq!(error(token), Error::SignInNeeded);
    placement::read(&w.db, &w.ctx(LinXiaomei).await, id).await.unwrap();

    organisation::reactivate(&w.db, &secretariat, nanqiao, 2).await.unwrap();
    w.try_ctx(WangJianguo).await.unwrap();
    assert!(session::resolve(&w.db, w.visitor(), &secret).await.unwrap().1.is_none(), "an ended session stays ended");
}
