//! What is opened to an auditor for a time ends by itself.

use chrono::{TimeZone, Utc};
use domain::{
    Code, Error,
    account::{AccountFilter, InvitationForm, PasswordForm, Role},
    id::RoleGrantId,
    placement::PlacementFilter,
};
use service::{
    account::{self, NewAccount},
    placement, session, token,
};

use crate::{
    accounts::grant,
    world::{
        Org, PASSWORD,
        Who::{GraceMiller, LinXiaomei, LuPing, SunYu, YanGuixiang},
        World, day, error,
    },
};

const ADDRESS: &str = "reader@audit.example";

fn auditor(w: &World, org: Option<Org>, last_day: Option<&str>) -> NewAccount {
    NewAccount {
        name: "审计".to_owned(),
        email: ADDRESS.to_owned(),
        role: Role::Auditor,
        organisation: org.map(|org| w.org(org)),
        person: None,
        last_day: last_day.map(day),
    }
}

/// Invites an auditor, who sets the password; answers the session.
async fn reads(w: &World, who: crate::world::Who, org: Option<Org>, last_day: &str) -> String {
    let new = auditor(w, org, Some(last_day));
    let secret = account::invite(&w.db, &w.ctx(who).await, &new).await.unwrap().secret;
    let form = PasswordForm { token: secret, password: PASSWORD.to_owned(), again: PASSWORD.to_owned() };
    account::accept_invitation(&w.db, &w.visitor(), &form).await.unwrap().secret
}

async fn sign_in(w: &World) -> service::Result<String> {
    Ok(session::sign_in(&w.db, &w.visitor(), ADDRESS, PASSWORD, false).await?.secret)
}

async fn is_open(w: &World, secret: &str) -> bool {
    session::resolve(&w.db, w.visitor(), secret).await.unwrap().1.is_some()
}

#[tokio::test]
async fn inviting_an_auditor_asks_for_a_last_day_within_a_year_and_no_other_role_has_one() {
    let w = World::new().await;
    let ctx = w.ctx(LinXiaomei).await;
    let wrong = |code| Error::field("last_day", code);
    let invite = async |new: NewAccount| account::invite(&w.db, &ctx, &new).await.map(|_| ());
    let here = Some(Org::Jianghai);
    assert_eq!(error(invite(auditor(&w, here, None)).await), wrong(Code::Required));
    for out in ["2026-11-22", "2027-11-24"] {
        assert_eq!(error(invite(auditor(&w, here, Some(out))).await), wrong(Code::OutOfRange), "{out}");
    }
    let form = |role: &str, last_day: &str| InvitationForm {
        name: "审计".to_owned(),
        email: ADDRESS.to_owned(),
        role: role.to_owned(),
        organisation: w.org(Org::Jianghai).to_string(),
        last_day: last_day.to_owned(),
        ..Default::default()
    };
    assert_eq!(error(account::check(&form("auditor", ""))), wrong(Code::Required));
    assert_eq!(error(account::check(&form("auditor", "tomorrow"))), wrong(Code::BadDate));
    assert_eq!(error(account::check(&form("teacher", "2027-01-31"))), wrong(Code::OnlyForAuditors));
    invite(auditor(&w, here, Some("2027-11-23"))).await.unwrap();
    invite(auditor(&w, here, Some("2026-11-23"))).await.unwrap();
}

#[tokio::test]
async fn an_auditor_reads_through_the_last_day_and_not_a_minute_longer() {
    let mut w = World::new().await;
    let secret = reads(&w, LinXiaomei, Some(Org::Jianghai), "2026-11-23").await;
    let (ctx, _) = session::resolve(&w.db, w.visitor(), &secret).await.unwrap();
    placement::list(&w.db, &ctx, &PlacementFilter::default()).await.unwrap();
    let made = token::create(&w.db, &ctx, "只读", domain::account::TokenScope::Read).await.unwrap();
    // A minute before midnight in Shanghai.
    w.now = Utc.with_ymd_and_hms(2026, 11, 23, 13, 59, 0).unwrap();
    assert!(is_open(&w, &secret).await);
    w.now = Utc.with_ymd_and_hms(2026, 11, 23, 15, 59, 0).unwrap();
    sign_in(&w).await.unwrap();
    token::resolve(&w.db, w.visitor(), &made).await.unwrap();
    let late = sign_in(&w).await.unwrap();
    w.now = Utc.with_ymd_and_hms(2026, 11, 23, 16, 0, 0).unwrap();
    assert!(!is_open(&w, &late).await);
    assert_eq!(error(token::resolve(&w.db, w.visitor(), &made).await), Error::SignInNeeded);
    assert_eq!(error(sign_in(&w).await), Error::field("password", Code::SignInFailed));
    let filter = AccountFilter { state: "ended".to_owned(), ..Default::default() };
    assert_eq!(account::list(&w.db, &w.ctx(LinXiaomei).await, &filter).await.unwrap().items.len(), 1);
}

#[tokio::test]
async fn the_last_day_is_judged_where_it_is_opened() {
    let mut w = World::new().await;
    let secret = reads(&w, GraceMiller, Some(Org::Hudson), "2026-11-23").await;
    // In Shanghai it is the 24th, in New York still the evening of the 23rd, when the first session is over.
    w.now = Utc.with_ymd_and_hms(2026, 11, 24, 4, 59, 0).unwrap();
    assert!(!is_open(&w, &secret).await);
    let secret = sign_in(&w).await.unwrap();
    assert!(is_open(&w, &secret).await);
    w.now = Utc.with_ymd_and_hms(2026, 11, 24, 5, 0, 0).unwrap();
    assert!(!is_open(&w, &secret).await);
}

#[tokio::test]
async fn an_ended_role_leaves_the_other_roles_of_the_account() {
    let mut w = World::new().await;
    reads(&w, SunYu, None, "2026-11-23").await;
    let other = NewAccount { role: Role::Secretariat, ..auditor(&w, None, None) };
    account::invite(&w.db, &w.ctx(SunYu).await, &other).await.unwrap();
    w.now += chrono::TimeDelta::days(2);
    let viewer = session::resolve(&w.db, w.visitor(), &sign_in(&w).await.unwrap()).await.unwrap().1.unwrap();
    assert_eq!((viewer.acting.role, viewer.grants.len()), (Role::Secretariat, 1));
}

#[tokio::test]
async fn the_last_day_is_brought_forward_and_put_off_within_a_year() {
    let mut w = World::new().await;
    let secret = reads(&w, LinXiaomei, Some(Org::Jianghai), "2027-06-30").await;
    let id = RoleGrantId(w.number("SELECT MAX(id) FROM role_grant").await);
    let until = async |w: &World, who, id, day: &str| account::open_until(&w.db, &w.ctx(who).await, id, day).await;
    let wrong = |code| Error::field("last_day", code);
    for (day, code) in [
        ("2026-11-22", Code::OutOfRange),
        ("2027-11-24", Code::OutOfRange),
        ("2027-02-30", Code::BadDate),
        ("", Code::BadDate),
    ] {
        assert_eq!(error(until(&w, LinXiaomei, id, day).await), wrong(code), "{day}");
    }
    let teacher = grant(&w, YanGuixiang, 0).await;
    assert_eq!(error(until(&w, LinXiaomei, teacher, "2027-01-31").await), wrong(Code::OnlyForAuditors));
    assert_eq!(error(until(&w, SunYu, id, "2027-01-31").await), Error::NotFound, "the college opened it");
    until(&w, LinXiaomei, id, "2026-11-23").await.unwrap();
    assert!(is_open(&w, &secret).await);
    w.now += chrono::TimeDelta::days(1);
    assert!(!is_open(&w, &secret).await);
    until(&w, LinXiaomei, id, "2026-12-31").await.unwrap();
    sign_in(&w).await.unwrap();
    assert_eq!(w.number("SELECT COUNT(*) FROM audit_event WHERE action = 'account.open_until'").await, 2);
}

#[tokio::test]
async fn an_auditor_of_old_reads_on_without_a_last_day() {
    let w = World::new().await;
    let ctx = w.ctx(LuPing).await;
    placement::list(&w.db, &ctx, &PlacementFilter::default()).await.unwrap();
}
