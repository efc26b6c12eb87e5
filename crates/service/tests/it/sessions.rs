//! Signing in and out.

use chrono::TimeDelta;
use domain::{
    Code, Error,
    account::{OwnPasswordForm, Role, Viewer},
    id::RoleGrantId,
};
use service::{Ctx, session};

use crate::world::{
    Org, PASSWORD,
    Who::{LinXiaomei, MaJun, YanGuixiang},
    World, email, error,
};

fn failed() -> Error {
    Error::field("password", Code::SignInFailed)
}

async fn sign_in(w: &World, email: &str, password: &str) -> service::Result<String> {
    Ok(session::sign_in(&w.db, &w.visitor(), email, password, false).await?.secret)
}

async fn resolve(w: &World, secret: &str) -> (Ctx, Option<Viewer>) {
    session::resolve(&w.db, w.visitor(), secret).await.unwrap()
}

#[tokio::test]
async fn the_right_password_signs_in_and_a_wrong_one_says_no_more_than_an_unknown_address() {
    let w = World::new().await;
    let secret = sign_in(&w, &email(MaJun).to_uppercase(), PASSWORD).await.unwrap();
    let (ctx, viewer) = resolve(&w, &secret).await;
    let viewer = viewer.unwrap();
    assert_eq!((viewer.name.as_str(), viewer.email), ("马骏", email(MaJun)));
    assert_eq!((viewer.acting.role, viewer.acting.organisation), (Role::Teacher, Some(w.org(Org::Jianghai))));
    assert_eq!(ctx.account(), Some(viewer.account));
    for (address, password) in [
        (email(MaJun), "wrong password"),
        ("nobody@example.org".to_owned(), PASSWORD),
        ("no address".to_owned(), PASSWORD),
        // Invited, but never set a password.
        (email(LinXiaomei), ""),
    ] {
        assert_eq!(error(sign_in(&w, &address, password).await), failed(), "{address}");
    }
    assert!(resolve(&w, "made up").await.1.is_none());
}

#[tokio::test]
async fn five_failures_of_one_address_are_throttled_for_a_quarter_of_an_hour() {
    let mut w = World::new().await;
    for _ in 0..5 {
        assert_eq!(error(sign_in(&w, &email(MaJun), "wrong password").await), failed());
    }
    assert_eq!(error(sign_in(&w, &email(MaJun), PASSWORD).await), Error::Throttled(900));
    let other = sign_in(&w, &email(LinXiaomei), "wrong password").await;
    assert_eq!(error(other), failed(), "others are not held up");
    w.now += TimeDelta::minutes(15);
    sign_in(&w, &email(MaJun), PASSWORD).await.unwrap();
}

#[tokio::test]
async fn fifty_failures_from_one_place_are_throttled_whatever_the_address() {
    let w = World::new().await;
    let at = w.now.to_rfc3339();
    let place = crate::world::ORIGIN;
    for _ in 0..50 {
        w.sql(&format!("INSERT INTO sign_in_attempt (subject, at) VALUES ('from:{place}', '{at}')")).await;
    }
    assert_eq!(error(sign_in(&w, &email(MaJun), PASSWORD).await), Error::Throttled(900));
    let elsewhere = Ctx::nobody(w.now, "elsewhere", "198.51.100.1");
    session::sign_in(&w.db, &elsewhere, &email(MaJun), PASSWORD, false).await.unwrap();
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours() {
    let mut w = World::new().await;
    let secret = sign_in(&w, &email(MaJun), PASSWORD).await.unwrap();
    w.now += TimeDelta::hours(12) - TimeDelta::seconds(1);
    assert!(resolve(&w, &secret).await.1.is_some());
    w.now += TimeDelta::seconds(1);
    assert!(resolve(&w, &secret).await.1.is_none());
}

#[tokio::test]
async fn signing_out_ends_one_session_and_everywhere_ends_all() {
    let w = World::new().await;
    let mut secrets = Vec::new();
    for _ in 0..3 {
        secrets.push(sign_in(&w, &email(MaJun), PASSWORD).await.unwrap());
    }
    let (ctx, _) = resolve(&w, &secrets[0]).await;
    session::sign_out(&w.db, &ctx, &secrets[0]).await.unwrap();
    assert!(resolve(&w, &secrets[0]).await.1.is_none());
    assert!(resolve(&w, &secrets[1]).await.1.is_some());
    let (ctx, _) = resolve(&w, &secrets[1]).await;
    session::sign_out_everywhere(&w.db, &ctx).await.unwrap();
    for secret in &secrets {
        assert!(resolve(&w, secret).await.1.is_none());
    }
    assert_eq!(error(session::sign_out_everywhere(&w.db, &w.visitor()).await), Error::SignInNeeded);
}

#[tokio::test]
async fn an_account_switches_between_its_own_roles_only() {
    let w = World::new().await;
    let secret = sign_in(&w, &email(MaJun), PASSWORD).await.unwrap();
    let (ctx, viewer) = resolve(&w, &secret).await;
    let viewer = viewer.unwrap();
    let roles: Vec<_> = viewer.grants.iter().map(|grant| grant.role).collect();
    assert_eq!(roles, [Role::Teacher, Role::Coordinator]);
    session::act_as(&w.db, &ctx, &viewer, &secret, viewer.grants[1].id).await.unwrap();
    let acting = resolve(&w, &secret).await.1.unwrap().acting;
    assert_eq!((acting.role, acting.organisation), (Role::Coordinator, Some(w.org(Org::Nanqiao))));

    let foreign = w.number("SELECT id FROM role_grant WHERE role = 'college-hr' ORDER BY id LIMIT 1").await;
    let refused = session::act_as(&w.db, &ctx, &viewer, &secret, RoleGrantId(foreign)).await;
    assert_eq!(error(refused), Error::NotFound);
    let somebody = w.ctx(YanGuixiang).await;
    let refused = session::act_as(&w.db, &somebody, &viewer, &secret, viewer.grants[0].id).await;
    assert_eq!(error(refused), Error::NotFound);
    assert_eq!(resolve(&w, &secret).await.1.unwrap().acting.role, Role::Coordinator);
}

#[tokio::test]
async fn demonstration_accounts_sign_in_only_where_demonstrations_are_allowed() {
    let w = World::new().await;
    w.sql(&format!("UPDATE account SET demonstration = true WHERE email = '{}'", email(MaJun))).await;
    assert_eq!(error(sign_in(&w, &email(MaJun), PASSWORD).await), failed());
    session::sign_in(&w.db, &w.visitor(), &email(MaJun), PASSWORD, true).await.unwrap();
}

#[tokio::test]
async fn a_deactivated_account_is_nobody_from_the_next_request_on() {
    let w = World::new().await;
    let secret = sign_in(&w, &email(MaJun), PASSWORD).await.unwrap();
    w.sql(&format!("UPDATE account SET active = false WHERE email = '{}'", email(MaJun))).await;
    assert!(resolve(&w, &secret).await.1.is_none());
    assert_eq!(error(sign_in(&w, &email(MaJun), PASSWORD).await), failed());
}

#[tokio::test]
async fn secrets_are_stored_as_hashes_only() {
    let w = World::new().await;
    let secret = sign_in(&w, &email(MaJun), PASSWORD).await.unwrap();
    let known = format!("SELECT COUNT(*) FROM session WHERE token_hash LIKE '%{secret}%'");
    assert_eq!(w.number(&known).await, 0);
    let hashes = "SELECT COUNT(*) FROM account WHERE password_hash NOT LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'";
    assert_eq!(w.number(hashes).await, 0);
    assert_eq!(w.number("SELECT COUNT(*) FROM account WHERE password_hash IS NOT NULL").await, 1);
}

#[tokio::test]
async fn the_own_password_is_changed_by_who_knows_it_and_ends_the_other_sessions() {
    let w = World::new().await;
    let (here, there) =
        (sign_in(&w, &email(MaJun), PASSWORD).await.unwrap(), sign_in(&w, &email(MaJun), PASSWORD).await.unwrap());
    let (ctx, _) = resolve(&w, &here).await;
    let own = session::own(&w.db, &ctx, &here).await.unwrap();
    assert_eq!((own.len(), own.iter().filter(|session| session.this).count()), (2, 1));
    let form = |old: &str, new: &str, again: &str| OwnPasswordForm {
        old_password: old.to_owned(),
        password: new.to_owned(),
        again: again.to_owned(),
    };
    let new = "a better password";
    for (typed, field, code) in [
        (form("", new, new), "old_password", Code::Required),
        (form("wrong password", new, new), "old_password", Code::WrongPassword),
        (form(PASSWORD, "short", "short"), "password", Code::TooShort),
        (form(PASSWORD, new, "another one"), "again", Code::PasswordsDiffer),
    ] {
        let refused = session::change_password(&w.db, &ctx, &here, &typed).await;
        assert_eq!(error(refused), Error::field(field, code));
    }
    session::change_password(&w.db, &ctx, &here, &form(PASSWORD, new, new)).await.unwrap();
    assert!(resolve(&w, &here).await.1.is_some());
    assert!(resolve(&w, &there).await.1.is_none());
    assert_eq!(error(sign_in(&w, &email(MaJun), PASSWORD).await), failed());
    sign_in(&w, &email(MaJun), new).await.unwrap();
    let lines = "SELECT COUNT(*) FROM audit_event WHERE action = 'account.change_password'";
    assert_eq!(w.number(lines).await, 1);
}

#[tokio::test]
async fn an_open_session_is_no_way_to_guess_the_password() {
    let w = World::new().await;
    let secret = sign_in(&w, &email(MaJun), PASSWORD).await.unwrap();
    let (ctx, _) = resolve(&w, &secret).await;
    let form = |old: &str| OwnPasswordForm {
        old_password: old.to_owned(),
        password: "a better password".to_owned(),
        again: "a better password".to_owned(),
    };
    for _ in 0..5 {
        let refused = session::change_password(&w.db, &ctx, &secret, &form("a guess")).await;
        assert_eq!(error(refused), Error::field("old_password", Code::WrongPassword));
    }
    let refused = session::change_password(&w.db, &ctx, &secret, &form(PASSWORD)).await;
    assert_eq!(error(refused), Error::Throttled(900));
}
