//! Accounts are given by one-time links, by those who may.

use chrono::TimeDelta;
use domain::{
    Code, Error,
    account::{InvitationForm, PasswordForm, Role},
};
use service::{
    account::{self, NewAccount},
    session,
};

use crate::world::{
    Org,
    Who::{self, *},
    World, day, email, error,
};

fn password(token: &str, password: &str) -> PasswordForm {
    PasswordForm { token: token.to_owned(), password: password.to_owned(), again: password.to_owned() }
}

fn newcomer(w: &World, role: Role, org: Option<Org>) -> NewAccount {
    NewAccount {
        name: "新同事".to_owned(),
        email: "newcomer@example.org".to_owned(),
        role,
        organisation: org.map(|org| w.org(org)),
        person: None,
        last_day: None,
    }
}

async fn invite(w: &World, who: Who, new: &NewAccount) -> service::Result<String> {
    Ok(account::invite(&w.db, &w.ctx(who).await, new).await?.secret)
}

#[tokio::test]
async fn a_link_sets_the_password_once_and_signs_in() {
    let w = World::new().await;
    let new = newcomer(&w, Role::Teacher, Some(Org::Jianghai));
    let secret = invite(&w, LinXiaomei, &new).await.unwrap();
    assert_eq!(account::invitation_email(&w.db, &w.visitor(), &secret).await.unwrap(), new.email);
    let form = password(&secret, "a long password");
    let signed_in = account::accept_invitation(&w.db, &w.visitor(), &form).await.unwrap();
    let viewer = session::resolve(&w.db, w.visitor(), &signed_in.secret).await.unwrap().1.unwrap();
    assert_eq!((viewer.name.as_str(), viewer.acting.role), ("新同事", Role::Teacher));

    let used = Error::field("token", Code::LinkExpired);
    assert_eq!(error(account::accept_invitation(&w.db, &w.visitor(), &form).await), used);
    assert_eq!(error(account::invitation_email(&w.db, &w.visitor(), &secret).await), used);
    assert!(session::resolve(&w.db, w.visitor(), &signed_in.secret).await.unwrap().1.is_some());
    session::sign_in(&w.db, &w.visitor(), &new.email, "a long password", false).await.unwrap();
}

#[tokio::test]
async fn a_link_ends_after_a_fortnight_and_when_a_newer_one_is_made() {
    let mut w = World::new().await;
    let new = newcomer(&w, Role::Teacher, Some(Org::Jianghai));
    let first = invite(&w, LinXiaomei, &new).await.unwrap();
    let second = invite(&w, LinXiaomei, &new).await.unwrap();
    let used = Error::field("token", Code::LinkExpired);
    let form = password(&first, "a long password");
    assert_eq!(error(account::accept_invitation(&w.db, &w.visitor(), &form).await), used);
    w.now += TimeDelta::days(14) - TimeDelta::seconds(1);
    account::invitation_email(&w.db, &w.visitor(), &second).await.unwrap();
    w.now += TimeDelta::seconds(1);
    let form = password(&second, "a long password");
    assert_eq!(error(account::accept_invitation(&w.db, &w.visitor(), &form).await), used);
    assert_eq!(w.number("SELECT COUNT(*) FROM account WHERE email = 'newcomer@example.org'").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_use_a_link_at_once_one_gets_in() {
    let w = World::new().await;
    let secret = invite(&w, LinXiaomei, &newcomer(&w, Role::Teacher, Some(Org::Jianghai))).await.unwrap();
    let accept = |text: &str| {
        let (db, ctx, form) = (w.db.clone(), w.visitor(), password(&secret, text));
        tokio::spawn(async move { account::accept_invitation(&db, &ctx, &form).await })
    };
    let (one, other) = (accept("the first password"), accept("the second password"));
    let results = [one.await.unwrap(), other.await.unwrap()];
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
}

#[tokio::test]
async fn a_password_is_long_enough_and_typed_twice_alike() {
    let w = World::new().await;
    let secret = invite(&w, LinXiaomei, &newcomer(&w, Role::Teacher, Some(Org::Jianghai))).await.unwrap();
    let short = account::accept_invitation(&w.db, &w.visitor(), &password(&secret, "123456789")).await;
    assert_eq!(error(short), Error::field("password", Code::TooShort));
    let differ = PasswordForm { again: "another password".to_owned(), ..password(&secret, "a long password") };
    let differ = account::accept_invitation(&w.db, &w.visitor(), &differ).await;
    assert_eq!(error(differ), Error::field("again", Code::PasswordsDiffer));
    account::invitation_email(&w.db, &w.visitor(), &secret).await.unwrap();
}

#[tokio::test]
async fn officers_invite_into_their_own_organisation_and_the_secretariat_anywhere() {
    let w = World::new().await;
    let teacher_at = |org| newcomer(&w, Role::Teacher, Some(org));
    assert_eq!(error(invite(&w, LinXiaomei, &teacher_at(Org::Yunling)).await), Error::NotFound);
    for who in [YanGuixiang, LuPing] {
        assert_eq!(error(invite(&w, who, &teacher_at(Org::Jianghai)).await), Error::Forbidden, "{who:?}");
    }
    assert_eq!(error(invite(&w, QianShen, &teacher_at(Org::Jianghai)).await), Error::Forbidden);
    for role in [Role::Secretariat, Role::Auditor] {
        assert_eq!(error(invite(&w, LinXiaomei, &newcomer(&w, role, None)).await), Error::Forbidden);
    }
    invite(&w, SunYu, &teacher_at(Org::Yunling)).await.unwrap();
    let auditor = NewAccount { last_day: Some(day("2027-01-31")), ..newcomer(&w, Role::Auditor, None) };
    invite(&w, SunYu, &auditor).await.unwrap();
    let visitor = account::invite(&w.db, &w.visitor(), &teacher_at(Org::Jianghai)).await;
    assert_eq!(error(visitor), Error::SignInNeeded);
}

#[tokio::test]
async fn roles_must_fit_the_kind_of_the_organisation() {
    let w = World::new().await;
    let unknown = Error::field("role", Code::UnknownValue);
    for (role, org) in [
        (Role::Coordinator, Org::Jianghai),
        (Role::Engineer, Org::Jianghai),
        (Role::Teacher, Org::Nanqiao),
        (Role::CollegeHr, Org::Nanqiao),
    ] {
        assert_eq!(error(invite(&w, SunYu, &newcomer(&w, role, Some(org))).await), unknown, "{role}");
    }
    let homeless = invite(&w, SunYu, &newcomer(&w, Role::Teacher, None)).await;
    assert_eq!(error(homeless), Error::field("organisation", Code::Required));
}

#[tokio::test]
async fn no_officer_gets_a_link_to_an_account_that_can_do_more_than_act_for_them() {
    let w = World::new().await;
    let taken = Error::field("email", Code::Duplicate);
    for who in [SunYu, QianShen, WangJianguo, ZhouMin, MaJun] {
        let new = NewAccount { email: email(who), ..newcomer(&w, Role::Teacher, Some(Org::Jianghai)) };
        assert_eq!(error(invite(&w, LinXiaomei, &new).await), taken, "{who:?}");
    }
    let own = NewAccount { email: email(HeZhiqiang), ..newcomer(&w, Role::CollegeHr, Some(Org::Jianghai)) };
    invite(&w, LinXiaomei, &own).await.unwrap();
}

#[tokio::test]
async fn only_the_employer_makes_somebody_of_the_roster_an_account() {
    let w = World::new().await;
    w.active(&w.practice()).await;
    let imposter =
        NewAccount { person: Some(w.person(YanGuixiang)), ..newcomer(&w, Role::Engineer, Some(Org::Nanqiao)) };
    assert_eq!(error(invite(&w, WangJianguo, &imposter).await), Error::Forbidden);
    let stranger = NewAccount { person: Some(w.person(TangWei)), ..imposter };
    assert_eq!(error(invite(&w, WangJianguo, &stranger).await), Error::NotFound);
    let own = NewAccount { person: Some(w.person(LiuFang)), ..newcomer(&w, Role::Teacher, Some(Org::Jianghai)) };
    invite(&w, LinXiaomei, &own).await.unwrap();
}

#[tokio::test]
async fn an_invitation_form_says_what_is_wrong_field_by_field() {
    let form = InvitationForm { email: "nobody".to_owned(), role: "teacher".to_owned(), ..Default::default() };
    let Error::Invalid(fields) = error(account::check(&form)) else { panic!() };
    let said: Vec<_> = fields.iter().map(|wrong| (wrong.field.as_str(), wrong.code)).collect();
    let all = [("name", Code::Required), ("email", Code::BadEmail), ("organisation", Code::Required)];
    assert_eq!(said, all);
}
