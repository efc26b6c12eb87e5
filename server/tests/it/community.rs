//! A small community with one person a role: college A has a teacher in practice at enterprise A, with
//! hours in every state; college B and enterprise B have nothing to do with it.

use std::collections::BTreeMap;

use app::visit::SESSION_COOKIE;
use chrono::{Days, NaiveDate};
use domain::{
    account::{AccountFilter, InvitationForm, Role, TokenScope},
    calendar::{CalendarEntryForm, ShiftPatternForm},
    circumstance::CircumstanceForm,
    credential::CredentialForm,
    hours::EntryForm,
    id::{
        CalendarEntryId, CircumstanceId, CredentialId, HourEntryId, OpeningId, OrganisationId, PersonId, PlacementId,
        ShiftPatternId, TermId,
    },
    opening::OpeningForm,
    organisation::{DEFAULT_ZONE, OrganisationForm},
    person::PersonForm,
    placement::{Deed, PlacementForm},
    timetable::{ClockForm, TermForm},
};
use service::{
    Ctx, Db, account, calendar, circumstance, credential, hours,
    import::{self, Options},
    mapping::{Kind, Mapping},
    opening, organisation, person, placement,
    placement::DeedForm,
    rule_pack, session,
    tabular::{Cell, Sheet},
    timetable, token,
};

use crate::client::{Client, Site};

/// The password of everybody.
pub const PASSWORD: &str = "correct horse battery";

/// A rule pack of college A, which asks for more than the nation.
const OWN_PACK: &str = r#"
id = "own-a"
version = "2026-1"
title = { zh = "本校规定", en = "Rules of college A" }
inherits = "cn"

[[rule]]
id = "own-5y"
inherits = "cn-2016-5y6m"
title = { zh = "每五年企业实践不少于 150 天", en = "150 days of practice in five years" }
authority = { zh = "本校", en = "College A" }
document = "校字〔2026〕1号"
clause = { zh = "第一条", en = "art. 1" }
verified = true
effective = { from = "2026-01-01" }

[[rule.criterion]]
id = "practice"
target = { amount = 150, unit = "day" }
"#;

/// Who asks, in the order of the columns of `endpoints.txt`.
pub const ASKERS: [&str; 10] =
    ["nobody", "hr-a", "hr-b", "coordinator", "teacher", "mentor", "engineer", "secretariat", "auditor-a", "auditor"];

/// The community.
pub struct Community {
    /// The site.
    pub site: Site,
    clients: BTreeMap<&'static str, Client>,
    names: BTreeMap<&'static str, String>,
}

impl Community {
    /// Founds it through the use cases; everybody signs in through the pages.
    pub async fn new() -> Self {
        let site = Site::new().await;
        let db = site.database.db.clone();
        let college_a = member(&db, "college", "College A").await;
        let college_b = member(&db, "college", "College B").await;
        let enterprise_a = member(&db, "enterprise", "Enterprise A").await;
        member(&db, "enterprise", "Enterprise B").await;
        let teacher = employ(&db, college_a, "Teacher Tang", "teacher").await;
        let stranger = employ(&db, college_b, "Teacher Shi", "teacher").await;
        let mentor = employ(&db, enterprise_a, "Mentor Meng", "engineer").await;
        let engineer = employ(&db, enterprise_a, "Engineer Gong", "engineer").await;

        let mut community = Self { site, clients: BTreeMap::new(), names: BTreeMap::new() };
        community.clients.insert("nobody", community.site.visitor());
        for (asker, role, organisation, person) in [
            ("hr-a", Role::CollegeHr, Some(college_a), None),
            ("hr-b", Role::CollegeHr, Some(college_b), None),
            ("coordinator", Role::Coordinator, Some(enterprise_a), None),
            ("teacher", Role::Teacher, Some(college_a), Some(teacher)),
            ("mentor", Role::Engineer, Some(enterprise_a), Some(mentor)),
            ("engineer", Role::Engineer, Some(enterprise_a), Some(engineer)),
            ("secretariat", Role::Secretariat, None, None),
            ("auditor-a", Role::Auditor, Some(college_a), None),
            ("auditor", Role::Auditor, None, None),
        ] {
            let secret = invite(&db, asker, role, organisation, person).await;
            let mut client = community.site.visitor();
            client.accept(&secret, PASSWORD).await;
            community.clients.insert(asker, client);
        }

        let practice = practice(college_a, enterprise_a, teacher, mentor);
        let active = community.agree(&practice).await;
        let entry = community.log_hours(active).await;
        let draft = PlacementForm { load: "part_time".to_owned(), ..practice };
        let draft = placement::draft(&db, &community.ctx("hr-a").await, &draft).await.unwrap();
        let (opening, closed_opening) = (community.offer(true).await, community.offer(false).await);
        let credential = community.record(teacher).await;
        let (calendar_entry, shift_pattern) = community.close(enterprise_a).await;
        let term = community.teach(teacher).await;
        let circumstance = community.note(teacher).await;
        rule_pack::save(&db, &community.ctx("hr-a").await, OWN_PACK).await.unwrap().unwrap();
        let accounts = account::list(&db, &community.ctx("hr-a").await, &AccountFilter::default()).await.unwrap();
        let grant = |asker: &str| {
            let line = accounts.items.iter().find(|line| line.email == email(asker));
            line.unwrap().grant.to_string()
        };
        let (teacher_grant, auditor_grant) = (grant("teacher"), grant("auditor-a"));
        let invitation = invite(&db, "invited", Role::CollegeHr, Some(college_a), None).await;
        community.names = [
            ("placement", active.to_string()),
            ("draft", draft.to_string()),
            ("opening", opening.to_string()),
            ("closed_opening", closed_opening.to_string()),
            ("credential", credential.to_string()),
            ("term", term.to_string()),
            ("circumstance", circumstance.to_string()),
            ("calendar_entry", calendar_entry.to_string()),
            ("shift_pattern", shift_pattern.to_string()),
            ("entry", entry.to_string()),
            ("own_pack", "own-a".to_owned()),
            ("teacher", teacher.to_string()),
            ("engineer", engineer.to_string()),
            ("mentor", mentor.to_string()),
            ("stranger", stranger.to_string()),
            ("college_a", college_a.to_string()),
            ("college_b", college_b.to_string()),
            ("enterprise_a", enterprise_a.to_string()),
            ("quiet_day", day(20).to_string()),
            ("first_day", day(-40).to_string()),
            ("last_day", day(-60).to_string()),
            ("invitation", invitation),
            ("teacher_grant", teacher_grant),
            ("auditor_grant", auditor_grant),
            ("opened_until", day(-100).to_string()),
        ]
        .into();
        community
    }

    /// The client of a role, with its own cookies from here on.
    pub fn client(&self, asker: &str) -> Client {
        self.clients[asker].clone()
    }

    /// A token of a role's account.
    pub async fn token(&self, asker: &str, scope: TokenScope) -> String {
        token::create(&self.site.database.db, &self.ctx(asker).await, "test", scope).await.unwrap()
    }

    /// What a name such as `placement` in `endpoints.txt` stands for.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.names.get(name).map(String::as_str)
    }

    /// The context of a role's use cases.
    async fn ctx(&self, asker: &str) -> Ctx {
        let ctx = Ctx::nobody(session::clock(), "-", "test");
        let secret = &self.clients[asker].cookies[SESSION_COOKIE];
        session::resolve(&self.site.database.db, ctx, secret).await.unwrap().0
    }

    /// A placement that both sides approved and that has started.
    async fn agree(&self, form: &PlacementForm) -> PlacementId {
        let db = &self.site.database.db;
        let (hr, coordinator) = (self.ctx("hr-a").await, self.ctx("coordinator").await);
        let id = placement::draft(db, &hr, form).await.unwrap();
        for (ctx, deed) in [(&hr, Deed::Submit), (&coordinator, Deed::Approve), (&coordinator, Deed::Start)] {
            let version = placement::read(db, ctx, id).await.unwrap().placement.version;
            placement::act(db, ctx, id, deed, &DeedForm::default(), version).await.unwrap();
        }
        id
    }

    /// A post of enterprise A, which is closed again unless it is to be open.
    async fn offer(&self, open: bool) -> OpeningId {
        let (db, coordinator) = (&self.site.database.db, self.ctx("coordinator").await);
        let form = OpeningForm {
            kind: "post".to_owned(),
            title: "Post".to_owned(),
            form: "on_post".to_owned(),
            load: "part_time".to_owned(),
            first_day: day(30).to_string(),
            last_day: day(-90).to_string(),
            capacity: "3".to_owned(),
            ..OpeningForm::default()
        };
        let id = opening::add(db, &coordinator, &form).await.unwrap();
        if !open {
            opening::set_open(db, &coordinator, id, false, 1).await.unwrap();
        }
        id
    }

    /// A shutdown and a shift pattern of enterprise A.
    async fn close(&self, organisation: OrganisationId) -> (CalendarEntryId, ShiftPatternId) {
        let (db, coordinator) = (&self.site.database.db, self.ctx("coordinator").await);
        let form = CalendarEntryForm {
            name: "Shutdown".to_owned(),
            kind: "closed".to_owned(),
            first_day: day(-200).to_string(),
            ..CalendarEntryForm::default()
        };
        let entry = calendar::add_entry(db, &coordinator, organisation, &form).await.unwrap();
        let form = ShiftPatternForm {
            name: "Two shifts".to_owned(),
            cycle_days: "2".to_owned(),
            anchor: day(0).to_string(),
            shifts: "1 20:00-08:00".to_owned(),
        };
        (entry, calendar::add_pattern(db, &coordinator, organisation, &form).await.unwrap())
    }

    /// A circumstance of a person, recorded by HR.
    async fn note(&self, person: PersonId) -> CircumstanceId {
        let form = CircumstanceForm { kind: "no_enterprise_experience".to_owned(), ..CircumstanceForm::default() };
        circumstance::add(&self.site.database.db, &self.ctx("hr-a").await, person, &form).await.unwrap()
    }

    /// A permit of a person, recorded by HR.
    async fn record(&self, person: PersonId) -> CredentialId {
        let (db, hr) = (&self.site.database.db, self.ctx("hr-a").await);
        let types = ["credential_type", "permit", "Permit"].map(Cell::text).to_vec();
        let types = Sheet::new(&["catalogue", "code", "name"], vec![types]);
        let mapping = Mapping::identity(Kind::Catalogues);
        import::run(db, &system(), &mapping, &types, Options::default()).await.unwrap();
        let form = CredentialForm { type_code: "permit".to_owned(), ..CredentialForm::default() };
        credential::add(db, &hr, person, &form).await.unwrap()
    }

    /// A term of college A in which a person teaches.
    async fn teach(&self, person: PersonId) -> TermId {
        let (db, hr) = (&self.site.database.db, self.ctx("hr-a").await);
        let form = TermForm {
            name: "spring".to_owned(),
            first_day: "2026-03-02".to_owned(),
            weeks: "18".to_owned(),
            ..TermForm::default()
        };
        let term = timetable::add_term(db, &hr, &form).await.unwrap();
        let clock = ClockForm { periods: "1 08:00-08:45".to_owned(), version: "0".to_owned() };
        timetable::save_clock(db, &hr, &clock).await.unwrap();
        let (person, _) = person::read(db, &hr, person).await.unwrap();
        let row = ["spring", "Welding", &person.name, "Mon 1 (1-8)"].map(Cell::text).to_vec();
        let sheet = Sheet::new(&["term", "course", "teachers", "meetings"], vec![row]);
        let mapping = Mapping::identity(Kind::Timetables);
        let report = import::run(db, &hr, &mapping, &sheet, Options::default()).await.unwrap();
        assert_eq!(report.imported, 1, "{report:?}");
        term
    }

    /// A confirmed entry, one that waits, and one that is still the teacher's; answers the confirmed one.
    async fn log_hours(&self, placement: PlacementId) -> HourEntryId {
        let db = &self.site.database.db;
        let (teacher, mentor) = (self.ctx("teacher").await, self.ctx("mentor").await);
        let entry = |ago| EntryForm {
            day: day(ago).to_string(),
            time: "8".to_owned(),
            kind: "on_post".to_owned(),
            ..EntryForm::default()
        };
        let confirmed = hours::log(db, &teacher, placement, &entry(9)).await.unwrap();
        hours::submit(db, &teacher, placement, (day(9), day(9))).await.unwrap();
        hours::confirm(db, &mentor, placement, (day(9), day(9)), &[]).await.unwrap();
        hours::log(db, &teacher, placement, &entry(5)).await.unwrap();
        hours::submit(db, &teacher, placement, (day(5), day(5))).await.unwrap();
        hours::log(db, &teacher, placement, &entry(2)).await.unwrap();
        confirmed
    }
}

/// A teacher's full-time practice from 30 days ago for 60 days.
fn practice(from: OrganisationId, to: OrganisationId, who: PersonId, mentor: PersonId) -> PlacementForm {
    PlacementForm {
        direction: "enterprise_practice".to_owned(),
        participant: who.to_string(),
        sending: from.to_string(),
        hosting: to.to_string(),
        mentor: mentor.to_string(),
        form: "on_post".to_owned(),
        load: "full_time".to_owned(),
        first_day: day(30).to_string(),
        last_day: day(-30).to_string(),
        planned_hours: "320".to_owned(),
        ..PlacementForm::default()
    }
}

/// The day so many days ago.
pub fn day(ago: i64) -> NaiveDate {
    let today = system().today(DEFAULT_ZONE);
    let days = Days::new(ago.unsigned_abs());
    if ago < 0 { today + days } else { today - days }
}

fn system() -> Ctx {
    Ctx::system("test", session::clock())
}

async fn member(db: &Db, kind: &str, name: &str) -> OrganisationId {
    let form = OrganisationForm { kind: kind.to_owned(), name: name.to_owned(), ..OrganisationForm::default() };
    organisation::add(db, &system(), &form).await.unwrap()
}

async fn employ(db: &Db, at: OrganisationId, name: &str, profile: &str) -> PersonId {
    let category = if profile == "teacher" { "professional_course" } else { "" };
    let form = PersonForm {
        name: name.to_owned(),
        profile: profile.to_owned(),
        category: category.to_owned(),
        consent: "true".to_owned(),
        first_day: "2020-01-01".to_owned(),
        ..PersonForm::default()
    };
    person::add_to(db, &system(), at, &form).await.unwrap()
}

/// The e-mail of a role's account.
pub fn email(asker: &str) -> String {
    format!("{asker}@twinpost.example")
}

/// An account to be taken with the secret of its one-time link.
pub async fn invite(db: &Db, asker: &str, role: Role, at: Option<OrganisationId>, person: Option<PersonId>) -> String {
    let form = InvitationForm {
        name: asker.to_owned(),
        email: email(asker),
        role: role.to_string(),
        organisation: at.map(|at| at.to_string()).unwrap_or_default(),
        person: person.map(|person| person.to_string()).unwrap_or_default(),
        last_day: if role == Role::Auditor { day(-300).to_string() } else { String::new() },
    };
    let invitation = account::invite(db, &system(), &account::check(&form).unwrap()).await.unwrap();
    invitation.secret
}

/// A site whose secretariat has one account, signed in, with [`PASSWORD`].
pub async fn with_secretariat() -> (Site, Client) {
    let site = Site::new().await;
    let client = secretariat(&site).await;
    (site, client)
}

/// Gives a site's secretariat an account and signs it in.
pub async fn secretariat(site: &Site) -> Client {
    let secret = invite(&site.database.db, "secretariat", Role::Secretariat, None, None).await;
    let mut client = site.visitor();
    client.accept(&secret, PASSWORD).await;
    client
}
