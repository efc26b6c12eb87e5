//! Access is taken away and given back by those who may; links are renewed and revoked.

use domain::{
    Code, Error,
    account::{AccountDeed, AccountFilter, AccountState, PasswordForm, Role},
    id::RoleGrantId,
};
use service::{
    account::{self, NewAccount},
    session, token,
};

use crate::world::{
    Org, PASSWORD,
    Who::{self, *},
    World, email, error,
};

/// The role that an account was given first, or second.
pub async fn grant(w: &World, who: Who, nth: usize) -> RoleGrantId {
    let sql = format!(
        "SELECT g.id FROM role_grant g JOIN account a ON a.id = g.account_id WHERE a.email = '{}' \
         ORDER BY g.id LIMIT 1 OFFSET {nth}",
        email(who)
    );
    RoleGrantId(w.number(&sql).await)
}

async fn act(w: &World, who: Who, deed: AccountDeed, grants: &[RoleGrantId]) -> service::Result<Vec<account::Slip>> {
    account::act(&w.db, &w.ctx(who).await, deed, grants, false).await
}

fn refused(grant: RoleGrantId, code: Code) -> Error {
    Error::field(format!("grants[{grant}]"), code)
}

async fn signs_in(w: &World, who: Who) -> service::Result<String> {
    Ok(session::sign_in(&w.db, &w.visitor(), &email(who), PASSWORD, false).await?.secret)
}

async fn role_of(w: &World, secret: &str) -> Option<Role> {
    session::resolve(&w.db, w.visitor(), secret).await.unwrap().1.map(|viewer| viewer.acting.role)
}

async fn second_officer(w: &World) -> (RoleGrantId, service::Ctx) {
    let new = NewAccount {
        name: "孙宁".to_owned(),
        email: "sunning@example.org".to_owned(),
        role: Role::CollegeHr,
        organisation: Some(w.org(Org::Jianghai)),
        person: None,
        last_day: None,
    };
    let secret = account::invite(&w.db, &w.ctx(LinXiaomei).await, &new).await.unwrap().secret;
    let form = PasswordForm { token: secret, password: PASSWORD.to_owned(), again: PASSWORD.to_owned() };
    let session = account::accept_invitation(&w.db, &w.visitor(), &form).await.unwrap();
    let (ctx, viewer) = session::resolve(&w.db, w.visitor(), &session.secret).await.unwrap();
    (viewer.unwrap().acting.id, ctx)
}

#[tokio::test]
async fn a_role_at_rest_ends_its_sessions_and_tokens_and_leaves_the_other_roles() {
    let w = World::new().await;
    let (as_teacher, elsewhere) = (signs_in(&w, MaJun).await.unwrap(), signs_in(&w, MaJun).await.unwrap());
    let (ctx, viewer) = session::resolve(&w.db, w.visitor(), &elsewhere).await.unwrap();
    let viewer = viewer.unwrap();
    session::act_as(&w.db, &ctx, &viewer, &elsewhere, viewer.grants[1].id).await.unwrap();
    let made = token::create(&w.db, &w.ctx(MaJun).await, "同步", domain::account::TokenScope::Read).await.unwrap();

    let teacher = grant(&w, MaJun, 0).await;
    act(&w, LinXiaomei, AccountDeed::Deactivate, &[teacher]).await.unwrap();
    assert_eq!(role_of(&w, &as_teacher).await, None);
    assert_eq!(error(token::resolve(&w.db, w.visitor(), &made).await), Error::SignInNeeded);
    assert_eq!(role_of(&w, &elsewhere).await, Some(Role::Coordinator), "the office at the enterprise stays");
    let again = signs_in(&w, MaJun).await.unwrap();
    assert_eq!(role_of(&w, &again).await, Some(Role::Coordinator));
    let back = session::resolve(&w.db, w.visitor(), &again).await.unwrap().1.unwrap();
    assert_eq!(back.grants.len(), 1, "nobody switches to a role at rest");

    act(&w, LinXiaomei, AccountDeed::Reactivate, &[teacher]).await.unwrap();
    assert_eq!(role_of(&w, &signs_in(&w, MaJun).await.unwrap()).await, Some(Role::Teacher));
    assert_eq!(error(token::resolve(&w.db, w.visitor(), &made).await), Error::SignInNeeded, "a token stays revoked");
}

#[tokio::test]
async fn an_account_whose_roles_all_rest_cannot_sign_in_and_is_told_no_more_than_for_a_wrong_password() {
    let w = World::new().await;
    act(&w, LinXiaomei, AccountDeed::Deactivate, &[grant(&w, MaJun, 0).await]).await.unwrap();
    act(&w, WangJianguo, AccountDeed::Deactivate, &[grant(&w, MaJun, 1).await]).await.unwrap();
    assert_eq!(error(signs_in(&w, MaJun).await), Error::field("password", Code::SignInFailed));
}

#[tokio::test]
async fn officers_manage_their_own_organisation_and_the_secretariat_its_own_and_officers() {
    let w = World::new().await;
    let deed = AccountDeed::Deactivate;
    let (foreign, secretariat) = (grant(&w, TangWei, 0).await, grant(&w, SunYu, 0).await);
    let teacher = grant(&w, YanGuixiang, 0).await;
    for id in [foreign, secretariat, grant(&w, MaJun, 1).await, RoleGrantId(999_999)] {
        assert_eq!(error(act(&w, LinXiaomei, deed, &[id]).await), Error::NotFound);
        assert_eq!(error(act(&w, LinXiaomei, deed, &[teacher, id]).await), Error::NotFound, "one of two");
    }
    for who in [YanGuixiang, ChenLi, LuPing, QianShen] {
        assert_eq!(error(act(&w, who, deed, &[teacher]).await), Error::Forbidden, "{who:?}");
        let listed = account::list(&w.db, &w.ctx(who).await, &AccountFilter::default()).await;
        assert_eq!(error(listed), Error::Forbidden, "{who:?}");
        let opened = account::open_until(&w.db, &w.ctx(who).await, teacher, "2026-12-31").await;
        assert_eq!(error(opened), Error::Forbidden, "{who:?}");
    }
    let visitor = account::act(&w.db, &w.visitor(), deed, &[teacher], false).await;
    assert_eq!(error(visitor), Error::SignInNeeded);
    assert_eq!(error(act(&w, SunYu, deed, &[teacher]).await), Error::NotFound, "how a member's people sign in");
    act(&w, SunYu, deed, &[grant(&w, QianShen, 0).await, grant(&w, GraceMiller, 0).await]).await.unwrap();
    assert_eq!(error(act(&w, LinXiaomei, deed, &[]).await), Error::field("grants", Code::Required));
}

#[tokio::test]
async fn nobody_locks_themselves_out() {
    let w = World::new().await;
    for who in [LinXiaomei, SunYu] {
        let own = grant(&w, who, 0).await;
        for deed in [AccountDeed::Deactivate, AccountDeed::Reissue, AccountDeed::Reactivate] {
            assert_eq!(error(act(&w, who, deed, &[own]).await), refused(own, Code::OwnAccount), "{who:?} {deed}");
        }
    }
    let own = NewAccount {
        name: String::new(),
        email: email(LinXiaomei),
        role: Role::Teacher,
        organisation: Some(w.org(Org::Jianghai)),
        person: None,
        last_day: None,
    };
    let invited = account::invite(&w.db, &w.ctx(LinXiaomei).await, &own).await;
    assert_eq!(error(invited), Error::field("email", Code::OwnAccount), "nor makes a link to the own account");
}

#[tokio::test]
async fn two_officers_cannot_put_each_other_to_rest() {
    let w = World::new().await;
    let (second, other) = second_officer(&w).await;
    act(&w, LinXiaomei, AccountDeed::Deactivate, &[second]).await.unwrap();
    let first = grant(&w, LinXiaomei, 0).await;
    // A request that began before the first officer's was done.
    let late = account::act(&w.db, &other, AccountDeed::Deactivate, &[first], false).await;
    assert_eq!(error(late), refused(first, Code::LastOfficer));
    act(&w, SunYu, AccountDeed::Deactivate, &[first]).await.unwrap();
}

#[tokio::test]
async fn many_are_done_all_or_the_part_that_is_named() {
    let w = World::new().await;
    let (own, teacher) = (grant(&w, LinXiaomei, 0).await, grant(&w, YanGuixiang, 0).await);
    let named = refused(own, Code::OwnAccount);
    assert_eq!(error(act(&w, LinXiaomei, AccountDeed::Deactivate, &[own, teacher]).await), named);
    let resting = "SELECT COUNT(*) FROM role_grant WHERE NOT active";
    assert_eq!(w.number(resting).await, 0, "nothing was done");
    let ctx = w.ctx(LinXiaomei).await;
    account::act(&w.db, &ctx, AccountDeed::Deactivate, &[own, teacher, teacher], true).await.unwrap();
    assert_eq!(w.number(resting).await, 1);
    let nothing_left = account::act(&w.db, &ctx, AccountDeed::Deactivate, &[own], true).await;
    assert_eq!(error(nothing_left), named);
}

#[tokio::test]
async fn a_new_link_replaces_the_old_and_a_revoked_one_is_dead() {
    let w = World::new().await;
    let invited = grant(&w, LiuFang, 0).await;
    let first = act(&w, LinXiaomei, AccountDeed::Reissue, &[invited]).await.unwrap().remove(0);
    assert_eq!((first.name.as_str(), first.email.as_str(), first.role), ("刘芳", &*email(LiuFang), Role::Teacher));
    let second = act(&w, LinXiaomei, AccountDeed::Reissue, &[invited]).await.unwrap().remove(0);
    let dead = Error::field("token", Code::LinkExpired);
    let open = async |secret: &str| account::invitation_email(&w.db, &w.visitor(), secret).await;
    assert_eq!(error(open(&first.secret).await), dead);
    assert_eq!(open(&second.secret).await.unwrap(), email(LiuFang));
    act(&w, LinXiaomei, AccountDeed::Revoke, &[invited]).await.unwrap();
    assert_eq!(error(open(&second.secret).await), dead);
    let none = act(&w, LinXiaomei, AccountDeed::Revoke, &[invited]).await;
    assert_eq!(error(none), refused(invited, Code::NoOpenLink));

    let third = act(&w, LinXiaomei, AccountDeed::Reissue, &[invited]).await.unwrap().remove(0);
    act(&w, LinXiaomei, AccountDeed::Deactivate, &[invited]).await.unwrap();
    assert_eq!(error(open(&third.secret).await), dead, "a link to nothing opens nothing");
    let ended = act(&w, LinXiaomei, AccountDeed::Reissue, &[invited]).await;
    assert_eq!(error(ended), refused(invited, Code::AccessEnded));
    act(&w, LinXiaomei, AccountDeed::Reactivate, &[invited]).await.unwrap();
    assert_eq!(error(open(&third.secret).await), dead, "nor when the role is taken up again");
}

#[tokio::test]
async fn an_officer_renews_no_password_of_an_account_that_acts_elsewhere_too() {
    let w = World::new().await;
    let both = grant(&w, MaJun, 0).await;
    for deed in [AccountDeed::Reissue, AccountDeed::Revoke] {
        assert_eq!(error(act(&w, LinXiaomei, deed, &[both]).await), refused(both, Code::ActsElsewhere), "{deed}");
    }
    let second = grant(&w, MaJun, 1).await;
    act(&w, SunYu, AccountDeed::Reissue, &[second]).await.unwrap();
}

#[tokio::test]
async fn one_account_with_two_roles_gets_one_link() {
    let w = World::new().await;
    let new = NewAccount {
        name: String::new(),
        email: email(YanGuixiang),
        role: Role::CollegeHr,
        organisation: Some(w.org(Org::Jianghai)),
        person: None,
        last_day: None,
    };
    account::invite(&w.db, &w.ctx(LinXiaomei).await, &new).await.unwrap();
    let both = [grant(&w, YanGuixiang, 0).await, grant(&w, YanGuixiang, 1).await];
    let slips = act(&w, LinXiaomei, AccountDeed::Reissue, &both).await.unwrap();
    assert_eq!(slips.len(), 1);
    account::invitation_email(&w.db, &w.visitor(), &slips[0].secret).await.unwrap();
}

#[tokio::test]
async fn the_list_shows_how_each_account_stands_and_is_narrowed_and_sorted() {
    let mut w = World::new().await;
    act(&w, LinXiaomei, AccountDeed::Deactivate, &[grant(&w, HeZhiqiang, 0).await]).await.unwrap();
    signs_in(&w, MaJun).await.unwrap();
    let list = async |who, filter: AccountFilter| account::list(&w.db, &w.ctx(who).await, &filter).await.unwrap().items;
    let all = list(LinXiaomei, AccountFilter::default()).await;
    let state = |who: Who| all.iter().find(|line| line.email == email(who)).map(|line| line.state);
    assert_eq!(all.len(), 6);
    assert_eq!(state(MaJun), Some(AccountState::Active));
    assert_eq!(state(HeZhiqiang), Some(AccountState::Deactivated));
    assert_eq!(state(YanGuixiang), Some(AccountState::Invited));
    assert_eq!(state(ZhouMin), None, "nobody of another college");
    let seen = |who: Who| all.iter().find(|line| line.email == email(who)).unwrap().last_sign_in;
    assert_eq!((seen(MaJun), seen(LinXiaomei)), (Some(w.now), None));
    for (state, count) in [("active", 1), ("invited", 4), ("deactivated", 1), ("lapsed", 0), ("ended", 0)] {
        let filter = AccountFilter { state: state.to_owned(), ..Default::default() };
        assert_eq!(list(LinXiaomei, filter).await.len(), count, "{state}");
    }
    let found = list(LinXiaomei, AccountFilter { q: "LIUFANG@".to_owned(), ..Default::default() }).await;
    assert_eq!(found.len(), 1);
    let backwards = list(LinXiaomei, AccountFilter { sort: "-email".to_owned(), ..Default::default() }).await;
    assert_eq!(backwards[0].email, email(YanGuixiang));

    let community = list(SunYu, AccountFilter::default()).await;
    let shown: std::collections::BTreeSet<_> = community.iter().map(|line| line.role.as_str()).collect();
    assert_eq!(shown.into_iter().collect::<Vec<_>>(), ["auditor", "college-hr", "coordinator", "secretariat"]);
    assert!(community.iter().all(|line| line.role.is_officer() || line.organisation.is_none()));
    let hudson = w.org(Org::Hudson).to_string();
    let of_member = list(SunYu, AccountFilter { organisation: hudson, ..Default::default() }).await;
    assert_eq!(of_member.iter().map(|line| line.email.as_str()).collect::<Vec<_>>(), [email(GraceMiller)]);

    w.now += chrono::TimeDelta::days(15);
    let filter = AccountFilter { state: "lapsed".to_owned(), ..Default::default() };
    assert_eq!(account::list(&w.db, &w.ctx(LinXiaomei).await, &filter).await.unwrap().items.len(), 4);
}

#[tokio::test]
async fn a_long_list_is_read_page_by_page_in_either_order() {
    let w = World::new().await;
    let lines: Vec<String> = (0..60).map(|n| format!("教师{n:02},t{n:02}@many.example,teacher")).collect();
    let form = domain::account::InviteManyForm { lines: lines.join("\n"), ..Default::default() };
    let ctx = w.ctx(LinXiaomei).await;
    account::invite_many(&w.db, &ctx, &form).await.unwrap();
    for sort in ["name", "-name", "email", "-email"] {
        let filter = AccountFilter { sort: sort.to_owned(), q: "many.example".to_owned(), ..Default::default() };
        let first = account::list(&w.db, &ctx, &filter).await.unwrap();
        let filter = AccountFilter { cursor: first.next.unwrap(), ..filter };
        let second = account::list(&w.db, &ctx, &filter).await.unwrap();
        assert_eq!((first.items.len(), second.items.len(), second.next), (50, 10, None), "{sort}");
        let all: std::collections::BTreeSet<_> =
            first.items.iter().chain(&second.items).map(|line| line.grant).collect();
        assert_eq!(all.len(), 60, "{sort}");
    }
}

#[tokio::test]
async fn every_deed_on_access_leaves_its_line() {
    let w = World::new().await;
    let invited = grant(&w, LiuFang, 0).await;
    for deed in [AccountDeed::Reissue, AccountDeed::Revoke, AccountDeed::Deactivate, AccountDeed::Reactivate] {
        act(&w, LinXiaomei, deed, &[invited]).await.unwrap();
        let line = format!("SELECT COUNT(*) FROM audit_event WHERE action = 'account.{deed}' AND object = 'account'");
        assert_eq!(w.number(&line).await, 1, "{deed}");
    }
}
