//! Many are invited at once: all of them, or the part that is named.

use domain::{
    Code, Error, FieldError,
    account::{InviteManyForm, Invitee, Role},
};
use service::account::{self, InvitableFilter};

use crate::world::{
    Org,
    Who::{ChenLi, LinXiaomei, LuPing, MaJun, SunYu, TangWei, WangJianguo, YanGuixiang},
    World, email, error,
};

fn lines(text: &str) -> InviteManyForm {
    InviteManyForm { lines: text.to_owned(), ..Default::default() }
}

fn codes(error: Error) -> Vec<(String, Code)> {
    let Error::Invalid(fields) = error else { panic!("{error:?}") };
    fields.into_iter().map(|FieldError { field, code }| (field, code)).collect()
}

fn named(all: &[(&str, Code)]) -> Vec<(String, Code)> {
    all.iter().map(|(field, code)| ((*field).to_owned(), *code)).collect()
}

const ACCOUNTS: &str = "SELECT COUNT(*) FROM account";

#[tokio::test]
async fn a_pasted_list_makes_a_link_for_each() {
    let w = World::new().await;
    let text = "姓名\t邮箱\t角色\n许静\txu@many.example\t教师\n高翔\tgao@many.example\thr\n";
    let form = InviteManyForm {
        last_day: "2027-01-31".to_owned(),
        ..lines(&format!("{text}审计\ts@many.example\t审计员"))
    };
    let slips = account::invite_many(&w.db, &w.ctx(LinXiaomei).await, &form).await.unwrap();
    let told: Vec<_> = slips.iter().map(|slip| (slip.name.as_str(), slip.role, slip.last_day.is_some())).collect();
    let all = [("许静", Role::Teacher, false), ("高翔", Role::CollegeHr, false), ("审计", Role::Auditor, true)];
    assert_eq!(told, all);
    for slip in &slips {
        let address = account::invitation_email(&w.db, &w.visitor(), &slip.secret).await.unwrap();
        assert_eq!(address, slip.email);
        let stored = format!("SELECT COUNT(*) FROM invitation WHERE token_hash LIKE '%{}%'", slip.secret);
        assert_eq!(w.number(&stored).await, 0, "a secret is not stored");
    }
    assert_eq!(w.number("SELECT COUNT(*) FROM audit_event WHERE action = 'account.invite'").await, 16 + 3);
}

#[tokio::test]
async fn each_that_cannot_be_is_named_with_its_line_and_nothing_is_done_before_the_part_is_chosen() {
    let w = World::new().await;
    let before = w.number(ACCOUNTS).await;
    let text = format!(
        "许静, xu@many.example, teacher\n\n高翔, gao, teacher\n, nobody@many.example, teacher\n\
         方圆, fang@many.example, coordinator\n重复, XU@many.example, teacher\n审计, s@many.example, auditor\n\
         期限, q@many.example, teacher, 2027-01-31\n别处, {}, teacher\n角色, j@many.example, king",
        email(WangJianguo)
    );
    let ctx = w.ctx(LinXiaomei).await;
    let refused = codes(error(account::invite_many(&w.db, &ctx, &lines(&text)).await));
    let all = [
        ("lines[3].email", Code::BadEmail),
        ("lines[4].name", Code::Required),
        ("lines[5].role", Code::UnknownValue),
        ("lines[6].email", Code::Duplicate),
        ("lines[7].last_day", Code::Required),
        ("lines[8].last_day", Code::OnlyForAuditors),
        ("lines[9].email", Code::Duplicate),
        ("lines[10].role", Code::UnknownValue),
    ];
    assert_eq!(refused, named(&all));
    assert_eq!(w.number(ACCOUNTS).await, before);
    let form = InviteManyForm { part: "true".to_owned(), ..lines(&text) };
    let slips = account::invite_many(&w.db, &ctx, &form).await.unwrap();
    assert_eq!(slips.iter().map(|slip| slip.name.as_str()).collect::<Vec<_>>(), ["许静"]);
    assert_eq!(w.number(ACCOUNTS).await, before + 1);
    let none = InviteManyForm { part: "true".to_owned(), ..lines("高翔, gao, teacher") };
    assert_eq!(
        codes(error(account::invite_many(&w.db, &ctx, &none).await)),
        named(&[("lines[1].email", Code::BadEmail)])
    );
    let empty = account::invite_many(&w.db, &ctx, &InviteManyForm::default()).await;
    assert_eq!(error(empty), Error::field("lines", Code::Required));
}

#[tokio::test]
async fn people_of_the_roster_are_ticked_and_given_an_e_mail() {
    let w = World::new().await;
    let person = |name: &str| {
        format!("INSERT INTO person (name, version, created_at) VALUES ('{name}', 1, '2026-01-01T00:00:00+00:00')")
    };
    for name in ["许静", "高翔"] {
        w.sql(&person(name)).await;
        let employed = format!(
            "INSERT INTO employment (person_id, organisation_id, profile, consent) \
             VALUES ((SELECT MAX(id) FROM person), {}, 'teacher', true)",
            w.org(Org::Jianghai)
        );
        w.sql(&employed).await;
    }
    let ctx = w.ctx(LinXiaomei).await;
    let found = account::invitable(&w.db, &ctx, &InvitableFilter::default()).await.unwrap().people.items;
    assert_eq!(found.iter().map(|line| line.label.as_str()).collect::<Vec<_>>(), ["许静", "高翔"]);
    let filter = InvitableFilter { q: "许".to_owned(), ..Default::default() };
    assert_eq!(account::invitable(&w.db, &ctx, &filter).await.unwrap().people.items.len(), 1);
    let invitee =
        |email: &str| Invitee { chosen: "true".to_owned(), email: email.to_owned(), role: "teacher".to_owned() };
    let people = [
        (found[0].id.to_string(), invitee("xu@many.example")),
        (found[1].id.to_string(), Invitee { chosen: String::new(), ..invitee("gao@many.example") }),
    ];
    let form = InviteManyForm { people: people.into(), ..Default::default() };
    let slips = account::invite_many(&w.db, &ctx, &form).await.unwrap();
    assert_eq!(slips.iter().map(|slip| slip.name.as_str()).collect::<Vec<_>>(), ["许静"]);
    let left = account::invitable(&w.db, &ctx, &InvitableFilter::default()).await.unwrap().people.items;
    assert_eq!(left.len(), 1, "who has an account is not offered again");

    let stranger = w.person(TangWei).to_string();
    let form = InviteManyForm { people: [(stranger.clone(), invitee("t@many.example"))].into(), ..Default::default() };
    let refused = codes(error(account::invite_many(&w.db, &ctx, &form).await));
    assert_eq!(refused, [(format!("people[{stranger}].role"), Code::UnknownValue)], "not of this roster");
}

#[tokio::test]
async fn the_secretariat_invites_for_the_community_and_officers_of_members() {
    let w = World::new().await;
    let text = "甲, a@many.example, secretariat\n乙, b@many.example, auditor,, 2027-01-31\n\
                丙, c@many.example, college-hr, 云岭职业学院\n丁, d@many.example, teacher, 云岭职业学院\n\
                戊, e@many.example, college-hr, 无此学院\n己, f@many.example, college-hr";
    let ctx = w.ctx(SunYu).await;
    let refused = codes(error(account::invite_many(&w.db, &ctx, &lines(text)).await));
    let all = [
        ("lines[5].organisation", Code::UnknownOrganisation),
        ("lines[4].role", Code::UnknownValue),
        ("lines[6].organisation", Code::Required),
    ];
    assert_eq!(refused, named(&all));
    let form = InviteManyForm { part: "true".to_owned(), ..lines(text) };
    assert_eq!(account::invite_many(&w.db, &ctx, &form).await.unwrap().len(), 3);
    assert!(account::invitable(&w.db, &ctx, &InvitableFilter::default()).await.unwrap().people.items.is_empty());
}

#[tokio::test]
async fn who_manages_no_accounts_invites_nobody() {
    let w = World::new().await;
    let form = lines("许静, xu@many.example, teacher");
    for who in [YanGuixiang, ChenLi, LuPing, MaJun] {
        let ctx = w.ctx(who).await;
        assert_eq!(error(account::invite_many(&w.db, &ctx, &form).await), Error::Forbidden, "{who:?}");
        let found = account::invitable(&w.db, &ctx, &InvitableFilter::default()).await;
        assert_eq!(error(found), Error::Forbidden, "{who:?}");
    }
    assert_eq!(error(account::invite_many(&w.db, &w.visitor(), &form).await), Error::SignInNeeded);
}
