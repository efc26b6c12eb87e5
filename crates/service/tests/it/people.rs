//! The people of the tests: two colleges, two enterprises, and who works there.

use std::collections::HashMap;

use domain::{
    account::{PasswordForm, Role, TokenScope},
    id::{OrganisationId, PersonId},
    organisation::OrganisationForm,
    person::PersonForm,
};
use sea_orm::ConnectionTrait;
use service::{
    Ctx, Db,
    account::{self, NewAccount},
    organisation, person, session, token,
};

use crate::{database, world::now};

/// Everybody who acts in the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// HR of Jianghai College.
    LinXiaomei,
    /// Teaches professional courses at Jianghai College.
    YanGuixiang,
    /// Teaches public courses at Jianghai College; mentor of engineers.
    HeZhiqiang,
    /// A new teacher at Jianghai College, without the college's consent.
    LiuFang,
    /// Teaches at Jianghai College; has an office at Nanqiao too, see [`Who::MaJunAtNanqiao`].
    MaJun,
    /// The same person as coordinator of Nanqiao.
    MaJunAtNanqiao,
    /// Auditor of Jianghai College.
    LuPing,
    /// HR of Yunling College.
    ZhouMin,
    /// Teaches at Yunling College.
    TangWei,
    /// Coordinator of Nanqiao Machinery.
    WangJianguo,
    /// Mentor at Nanqiao Machinery, an engineer there.
    ChenLi,
    /// Engineer at Nanqiao Machinery who teaches at Jianghai College.
    ZhaoHai,
    /// Coordinator of Hudson Tools, which lies in New York.
    GraceMiller,
    /// Mentor at Hudson Tools.
    PaulReed,
    /// Secretariat of the community.
    SunYu,
    /// Auditor of the community.
    QianShen,
}

use Who::{
    ChenLi, GraceMiller, HeZhiqiang, LinXiaomei, LiuFang, LuPing, MaJun, MaJunAtNanqiao, PaulReed, QianShen, SunYu,
    TangWei, WangJianguo, YanGuixiang, ZhaoHai, ZhouMin,
};

/// The organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Org {
    Jianghai,
    Yunling,
    Nanqiao,
    Hudson,
}

const ORGANISATIONS: &[(Org, &str, &str, &str)] = &[
    (Org::Jianghai, "college", "江海职业技术学院", "Asia/Shanghai"),
    (Org::Yunling, "college", "云岭职业学院", "Asia/Shanghai"),
    (Org::Nanqiao, "enterprise", "南桥精密机械有限公司", "Asia/Shanghai"),
    (Org::Hudson, "enterprise", "Hudson Tools", "America/New_York"),
];

type Employed = (Who, &'static str, Org, &'static str, &'static str, &'static str);

/// Who, name, employer, profile, category, first day.
const EMPLOYED: &[Employed] = &[
    (LinXiaomei, "林晓梅", Org::Jianghai, "staff", "", "2010-03-01"),
    (YanGuixiang, "严桂香", Org::Jianghai, "teacher", "professional_course", "2015-09-01"),
    (HeZhiqiang, "何志强", Org::Jianghai, "teacher", "public_course", "2012-09-01"),
    (LiuFang, "刘芳", Org::Jianghai, "teacher", "new_teacher", "2026-09-01"),
    (MaJun, "马骏", Org::Jianghai, "teacher", "professional_course", "2014-09-01"),
    (LuPing, "陆萍", Org::Jianghai, "staff", "", "2018-09-01"),
    (ZhouMin, "周敏", Org::Yunling, "staff", "", "2011-03-01"),
    (TangWei, "唐薇", Org::Yunling, "teacher", "professional_course", "2016-09-01"),
    (WangJianguo, "王建国", Org::Nanqiao, "staff", "", "2009-05-01"),
    (ChenLi, "陈立", Org::Nanqiao, "engineer", "", "2008-07-01"),
    (ZhaoHai, "赵海", Org::Nanqiao, "engineer", "", "2013-07-01"),
    (GraceMiller, "Grace Miller", Org::Hudson, "staff", "", "2017-01-02"),
    (PaulReed, "Paul Reed", Org::Hudson, "engineer", "", "2017-01-02"),
];

/// Who, role, where; the first role of an account is the one in which its token acts.
const ROLES: &[(Who, Role, Option<Org>)] = &[
    (LinXiaomei, Role::CollegeHr, Some(Org::Jianghai)),
    (YanGuixiang, Role::Teacher, Some(Org::Jianghai)),
    (HeZhiqiang, Role::Teacher, Some(Org::Jianghai)),
    (LiuFang, Role::Teacher, Some(Org::Jianghai)),
    (MaJun, Role::Teacher, Some(Org::Jianghai)),
    (MaJun, Role::Coordinator, Some(Org::Nanqiao)),
    (LuPing, Role::Auditor, Some(Org::Jianghai)),
    (ZhouMin, Role::CollegeHr, Some(Org::Yunling)),
    (TangWei, Role::Teacher, Some(Org::Yunling)),
    (WangJianguo, Role::Coordinator, Some(Org::Nanqiao)),
    (ChenLi, Role::Engineer, Some(Org::Nanqiao)),
    (ZhaoHai, Role::Engineer, Some(Org::Nanqiao)),
    (GraceMiller, Role::Coordinator, Some(Org::Hudson)),
    (PaulReed, Role::Engineer, Some(Org::Hudson)),
    (SunYu, Role::Secretariat, None),
    (QianShen, Role::Auditor, None),
];

/// The password of those who sign in with one: only Ma Jun.
pub const PASSWORD: &str = "correct horse battery";

/// What is the same in the database of every test.
pub struct Settled {
    pub organisations: HashMap<Org, OrganisationId>,
    pub people: HashMap<Who, PersonId>,
    pub tokens: HashMap<Who, String>,
}

/// The e-mail of somebody.
pub fn email(who: Who) -> String {
    format!("{who:?}@example.org").to_lowercase()
}

fn system() -> Ctx {
    Ctx::system("settling the tests", now())
}

/// Migrates an empty database and lets everybody move in.
pub async fn settle(url: &str) -> Settled {
    let db = database::migrated(url).await;
    let mut settled = Settled { organisations: HashMap::new(), people: HashMap::new(), tokens: HashMap::new() };
    for (org, kind, name, zone) in ORGANISATIONS {
        let (kind, name, zone) = ((*kind).to_owned(), (*name).to_owned(), (*zone).to_owned());
        let form = OrganisationForm { kind, name, zone, ..Default::default() };
        let id = organisation::add(&db, &system(), &form).await.unwrap();
        settled.organisations.insert(*org, id);
    }
    for (who, name, org, profile, category, first_day) in EMPLOYED {
        let form = PersonForm {
            name: (*name).to_owned(),
            profile: (*profile).to_owned(),
            category: (*category).to_owned(),
            first_day: (*first_day).to_owned(),
            consent: if *who == LiuFang { String::new() } else { "on".to_owned() },
            ..Default::default()
        };
        let id = person::add_to(&db, &system(), settled.organisations[org], &form).await.unwrap();
        settled.people.insert(*who, id);
    }
    settled.people.insert(MaJunAtNanqiao, settled.people[&MaJun]);
    let second = format!(
        "INSERT INTO employment (person_id, organisation_id, profile, consent, first_day) \
         VALUES ({}, {}, 'staff', true, '2020-01-06')",
        settled.people[&MaJun],
        settled.organisations[&Org::Nanqiao]
    );
    let raw = database::open(url).await;
    raw.execute_unprepared(&second).await.unwrap();
    raw.close().await.unwrap();
    for (who, role, org) in ROLES {
        let new = NewAccount {
            name: format!("{who:?}"),
            email: email(*who),
            role: *role,
            organisation: org.map(|org| settled.organisations[&org]),
            person: settled.people.get(who).copied(),
            last_day: None,
        };
        let invitation = account::invite(&db, &system(), &new).await.unwrap();
        if (*who, *role) == (MaJun, Role::Coordinator) {
            let secret = token_of_second_role(&db, invitation.secret).await;
            settled.tokens.insert(MaJunAtNanqiao, secret);
        } else {
            let secret = token::create_for(&db, &system(), &email(*who), "tests", TokenScope::Write).await.unwrap();
            settled.tokens.insert(*who, secret);
        }
    }
    settled
}

/// Sets Ma Jun's password, switches to the second role and makes a token that acts in it.
async fn token_of_second_role(db: &Db, invitation: String) -> String {
    let form = PasswordForm { token: invitation, password: PASSWORD.to_owned(), again: PASSWORD.to_owned() };
    let visitor = || Ctx::nobody(now(), "settling", "127.0.0.1");
    let secret = account::accept_invitation(db, &visitor(), &form).await.unwrap().secret;
    let (ctx, viewer) = session::resolve(db, visitor(), &secret).await.unwrap();
    let viewer = viewer.unwrap();
    session::act_as(db, &ctx, &viewer, &secret, viewer.grants[1].id).await.unwrap();
    let (ctx, _) = session::resolve(db, visitor(), &secret).await.unwrap();
    let token = token::create(db, &ctx, "tests", TokenScope::Write).await.unwrap();
    session::sign_out(db, &ctx, &secret).await.unwrap();
    token
}
