//! Every write leaves who, when, what and from where; everyone reads the lines of their own.

use domain::{
    Error,
    account::{PasswordForm, Role, TokenScope},
    organisation::OrganisationForm,
    person::PersonForm,
    placement::Deed,
};
use service::{
    Ctx,
    account::{self, NewAccount},
    audit::{self, AuditFilter, AuditLine},
    hours::{self, Cell},
    organisation, person,
    placement::{self, DeedForm},
    session, token,
};

use crate::world::{
    ORIGIN, Org, PASSWORD,
    Who::{self, *},
    World, days, email, entry, error,
};

/// The lines that one request left.
async fn lines_of(w: &World, request: &str) -> Vec<AuditLine> {
    let mut filter = AuditFilter::default();
    let mut lines = Vec::new();
    loop {
        let page = audit::list(&w.db, &w.ctx(QianShen).await, &filter).await.unwrap();
        let next = page.next.clone();
        lines.extend(page.items.into_iter().filter(|line| line.request == request));
        let Some(cursor) = next else { return lines };
        filter.before = Some(domain::id::AuditEventId(cursor.parse().unwrap()));
    }
}

/// Asserts that a request left exactly `count` lines, all by its actor.
async fn left(w: &World, ctx: &Ctx, count: usize, action: &str) {
    let lines = lines_of(w, ctx.request()).await;
    assert_eq!(lines.len(), count, "{action}: {lines:?}");
    for line in &lines {
        assert_eq!((line.action.as_str(), line.origin.as_str(), line.at), (action, ORIGIN, w.now));
        assert_eq!(line.actor, ctx.label(), "{action}");
        assert!(line.object_id.is_some(), "{action}");
    }
}

#[tokio::test]
async fn every_deed_on_a_placement_leaves_one_line() {
    let w = World::new().await;
    let ctx = w.ctx(LinXiaomei).await;
    let id = placement::draft(&w.db, &ctx, &w.practice()).await.unwrap();
    left(&w, &ctx, 1, "placement.draft").await;
    let ctx = w.ctx(LinXiaomei).await;
    placement::edit(&w.db, &ctx, id, &w.practice(), 1).await.unwrap();
    left(&w, &ctx, 1, "placement.edit").await;

    let given = DeedForm {
        reason: "原因".to_owned(),
        first_day: "2026-09-07".to_owned(),
        last_day: "2026-12-31".to_owned(),
        mentor: w.person(ChenLi).to_string(),
        ..DeedForm::default()
    };
    let story = [
        (LinXiaomei, Deed::Submit),
        (WangJianguo, Deed::Return),
        (LinXiaomei, Deed::Submit),
        (WangJianguo, Deed::NameMentor),
        (WangJianguo, Deed::Approve),
        (WangJianguo, Deed::ProposeDates),
        (LinXiaomei, Deed::AcceptDates),
        (LinXiaomei, Deed::ProposeDates),
        (LinXiaomei, Deed::RejectDates),
        (WangJianguo, Deed::Start),
        (LinXiaomei, Deed::Complete),
    ];
    for (who, deed) in story {
        let ctx = w.ctx(who).await;
        let version = w.placement(id).await.version;
        placement::act(&w.db, &ctx, id, deed, &given, version).await.unwrap();
        left(&w, &ctx, 1, &format!("placement.{deed}")).await;
    }
    let events = w.number(&format!("SELECT COUNT(*) FROM placement_event WHERE placement_id = {id}")).await;
    assert_eq!(events, 1 + 11, "the history has a line for each deed, but not for every change of a draft");

    for deed in [Deed::Decline, Deed::Terminate, Deed::Withdraw] {
        let w = World::new().await;
        let (who, id) = match deed {
            Deed::Terminate => (LinXiaomei, w.active(&w.practice()).await),
            Deed::Decline => (WangJianguo, w.submitted(&w.practice()).await),
            _ => (LinXiaomei, w.submitted(&w.practice()).await),
        };
        let ctx = w.ctx(who).await;
        let version = w.placement(id).await.version;
        placement::act(&w.db, &ctx, id, deed, &given, version).await.unwrap();
        left(&w, &ctx, 1, &format!("placement.{deed}")).await;
    }
}

#[tokio::test]
async fn every_deed_on_hours_leaves_a_line() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let week = days("2026-11-16", "2026-11-22");
    let ctx = w.ctx(YanGuixiang).await;
    let own = hours::log(&w.db, &ctx, id, &entry("2026-11-16", "8", "on_post")).await.unwrap();
    left(&w, &ctx, 1, "hours.log").await;
    let ctx = w.ctx(YanGuixiang).await;
    hours::edit(&w.db, &ctx, own, &entry("2026-11-16", "7", "on_post"), 1).await.unwrap();
    left(&w, &ctx, 1, "hours.edit").await;
    let ctx = w.ctx(YanGuixiang).await;
    hours::edit(&w.db, &ctx, own, &entry("2026-11-16", "", ""), 2).await.unwrap();
    left(&w, &ctx, 1, "hours.remove").await;
    let cells =
        ["2026-11-16", "2026-11-17"].map(|date| Cell { entry: entry(date, "8", "on_post"), ..Default::default() });
    let ctx = w.ctx(YanGuixiang).await;
    hours::save_week(&w.db, &ctx, id, &cells).await.unwrap();
    left(&w, &ctx, 2, "hours.log").await;

    let ctx = w.ctx(YanGuixiang).await;
    hours::submit(&w.db, &ctx, id, week).await.unwrap();
    left(&w, &ctx, 1, "hours.submit").await;
    let ctx = w.ctx(YanGuixiang).await;
    hours::withdraw(&w.db, &ctx, id, week).await.unwrap();
    left(&w, &ctx, 1, "hours.withdraw").await;
    w.submit(YanGuixiang, id, week).await.unwrap();
    let ctx = w.ctx(ChenLi).await;
    hours::send_back(&w.db, &ctx, id, week, &[], "原因").await.unwrap();
    left(&w, &ctx, 1, "hours.return").await;
    w.submit(YanGuixiang, id, week).await.unwrap();
    let ctx = w.ctx(ChenLi).await;
    hours::confirm(&w.db, &ctx, id, week, &[]).await.unwrap();
    left(&w, &ctx, 1, "hours.confirm").await;
    let ctx = w.ctx(ChenLi).await;
    hours::unlock(&w.db, &ctx, id, week, &[], "原因").await.unwrap();
    left(&w, &ctx, 1, "hours.unlock").await;
}

#[tokio::test]
async fn every_deed_on_members_people_and_tokens_leaves_one_line() {
    let w = World::new().await;
    let form = OrganisationForm {
        kind: "enterprise".to_owned(),
        name: "新成员".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        ..Default::default()
    };
    let ctx = w.ctx(SunYu).await;
    let org = organisation::add(&w.db, &ctx, &form).await.unwrap();
    left(&w, &ctx, 1, "organisation.add").await;
    let ctx = w.ctx(SunYu).await;
    organisation::edit(&w.db, &ctx, org, &form, 1).await.unwrap();
    left(&w, &ctx, 1, "organisation.edit").await;
    let ctx = w.ctx(SunYu).await;
    organisation::deactivate(&w.db, &ctx, org, true, 2).await.unwrap();
    left(&w, &ctx, 1, "organisation.deactivate").await;
    let ctx = w.ctx(SunYu).await;
    organisation::reactivate(&w.db, &ctx, org, 3).await.unwrap();
    left(&w, &ctx, 1, "organisation.reactivate").await;

    let form = PersonForm { name: "许静".to_owned(), profile: "staff".to_owned(), ..Default::default() };
    let ctx = w.ctx(LinXiaomei).await;
    let id = person::add(&w.db, &ctx, &form).await.unwrap();
    left(&w, &ctx, 1, "person.add").await;
    let ctx = w.ctx(LinXiaomei).await;
    person::edit(&w.db, &ctx, id, &form, 1).await.unwrap();
    left(&w, &ctx, 1, "person.edit").await;

    let ctx = w.ctx(YanGuixiang).await;
    token::create(&w.db, &ctx, "手机", TokenScope::Read).await.unwrap();
    left(&w, &ctx, 1, "token.create").await;
    let made = token::list(&w.db, &ctx).await.unwrap()[0].id;
    let ctx = w.ctx(YanGuixiang).await;
    token::revoke(&w.db, &ctx, made).await.unwrap();
    left(&w, &ctx, 1, "token.revoke").await;
}

#[tokio::test]
async fn every_deed_on_accounts_and_sessions_leaves_its_lines() {
    let w = World::new().await;
    let new = NewAccount {
        name: "新同事".to_owned(),
        email: "newcomer@example.org".to_owned(),
        role: Role::Teacher,
        organisation: Some(w.org(Org::Jianghai)),
        person: None,
        last_day: None,
    };
    let ctx = w.ctx(LinXiaomei).await;
    let invitation = account::invite(&w.db, &ctx, &new).await.unwrap();
    left(&w, &ctx, 1, "account.invite").await;

    let visitor = w.visitor();
    let token = invitation.secret;
    let form = PasswordForm { token, password: PASSWORD.to_owned(), again: PASSWORD.to_owned() };
    account::accept_invitation(&w.db, &visitor, &form).await.unwrap();
    let lines = lines_of(&w, visitor.request()).await;
    let actions: Vec<_> = lines.iter().map(|line| line.action.as_str()).collect();
    assert_eq!(actions, ["session.sign_in", "account.set_password"]);

    let visitor = w.visitor();
    let secret = session::sign_in(&w.db, &visitor, &email(MaJun), PASSWORD, false).await.unwrap().secret;
    let lines = lines_of(&w, visitor.request()).await;
    assert_eq!(lines.len(), 1);
    assert_eq!((lines[0].action.as_str(), lines[0].actor.as_str()), ("session.sign_in", "马骏 <majun@example.org>"));

    let (ctx, viewer) = session::resolve(&w.db, w.visitor(), &secret).await.unwrap();
    let viewer = viewer.unwrap();
    session::act_as(&w.db, &ctx, &viewer, &secret, viewer.grants[1].id).await.unwrap();
    left(&w, &ctx, 1, "session.act_as").await;
    let (ctx, _) = session::resolve(&w.db, w.visitor(), &secret).await.unwrap();
    session::sign_out_everywhere(&w.db, &ctx).await.unwrap();
    left(&w, &ctx, 1, "session.sign_out_everywhere").await;
    let secret = session::sign_in(&w.db, &w.visitor(), &email(MaJun), PASSWORD, false).await.unwrap().secret;
    let (ctx, _) = session::resolve(&w.db, w.visitor(), &secret).await.unwrap();
    session::sign_out(&w.db, &ctx, &secret).await.unwrap();
    left(&w, &ctx, 1, "session.sign_out").await;
}

#[tokio::test]
async fn no_line_holds_a_secret() {
    let w = World::new().await;
    let visitor = w.visitor();
    let secret = session::sign_in(&w.db, &visitor, &email(MaJun), PASSWORD, false).await.unwrap().secret;
    for text in [PASSWORD, secret.as_str(), "argon2", "tp_"] {
        let held = format!("SELECT COUNT(*) FROM audit_event WHERE detail LIKE '%{text}%'");
        assert_eq!(w.number(&held).await, 0, "{text}");
    }
}

#[tokio::test]
async fn what_fails_leaves_no_line() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let count = "SELECT COUNT(*) FROM audit_event";
    let before = w.number(count).await;
    w.log(YanGuixiang, id, "2026-11-24", "8").await.unwrap_err();
    w.log(LinXiaomei, id, "2026-11-16", "8").await.unwrap_err();
    w.act(LinXiaomei, id, Deed::Submit).await.unwrap_err();
    w.confirm(ChenLi, id, days("2026-11-16", "2026-11-22")).await.unwrap_err();
    w.draft(WangJianguo, &Default::default()).await.unwrap_err();
    assert_eq!(w.number(count).await, before);
}

#[tokio::test]
async fn each_organisation_reads_its_own_lines_and_the_community_reads_all() {
    let w = World::new().await;
    let id = w.approved(&w.practice()).await;
    let filter = AuditFilter { object: AuditFilter::read_object(&format!("placement/{id}")), ..Default::default() };
    let actions = async |who: Who| {
        let lines = audit::list(&w.db, &w.ctx(who).await, &filter).await.unwrap().items;
        lines.into_iter().map(|line| line.action).collect::<Vec<_>>()
    };
    assert_eq!(actions(LinXiaomei).await, ["placement.submit", "placement.draft"]);
    assert_eq!(actions(LuPing).await, ["placement.submit", "placement.draft"]);
    assert_eq!(actions(WangJianguo).await, ["placement.approve"]);
    assert!(actions(ZhouMin).await.is_empty());
    for who in [SunYu, QianShen] {
        assert_eq!(actions(who).await.len(), 3, "{who:?}");
    }
    for who in [YanGuixiang, ChenLi] {
        assert_eq!(error(audit::list(&w.db, &w.ctx(who).await, &filter).await), Error::Forbidden, "{who:?}");
    }
    let visitor = audit::list(&w.db, &w.visitor(), &filter).await;
    assert_eq!(error(visitor), Error::SignInNeeded);
}

#[tokio::test]
async fn the_log_is_narrowed_by_time_actor_and_object() {
    let mut w = World::new().await;
    w.now += chrono::TimeDelta::hours(1);
    let id = w.approved(&w.practice()).await;
    let ctx = w.ctx(QianShen).await;
    let since = AuditFilter { since: Some(w.now), ..Default::default() };
    assert_eq!(audit::list(&w.db, &ctx, &since).await.unwrap().items.len(), 3);
    let later = AuditFilter { since: Some(w.now + chrono::TimeDelta::seconds(1)), ..Default::default() };
    assert!(audit::list(&w.db, &ctx, &later).await.unwrap().items.is_empty());
    let actor = AuditFilter { actor: "王建国".to_owned(), ..Default::default() };
    assert_eq!(audit::list(&w.db, &ctx, &actor).await.unwrap().items.len(), 1);
    let object = AuditFilter { object: AuditFilter::read_object("placement"), ..Default::default() };
    let lines = audit::list(&w.db, &ctx, &object).await.unwrap().items;
    assert_eq!(lines.len(), 3);
    assert!(lines.iter().all(|line| line.object_id == Some(id.0)));
}
