//! Does the deeds of the story through the use cases, each in the context of who does it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    account::{Role, RoleGrant, TokenScope, Viewer},
    id::{OpeningId, OrganisationId, PersonId, PlacementId, RoleGrantId},
    name::Named,
    placement::{Deed, PlacementForm, Side},
};

use super::{
    calendar::{Calendar, instant},
    forms,
    story::{Confirmer, Dated, Days, Step},
    tables::{CATALOGUES, Member, Somebody, Stay, Tables},
};
use crate::{
    Ctx, Db, Failure, Result, account,
    guard::{self, InviteToCommunity, InviteToOrganisation},
    hours,
    import::{self, Stopped},
    mapping::{Kind, Mapping},
    organisation, person,
    placement::{self, DeedForm},
    store,
    tabular::{self, ReadOptions, Sheet},
};

/// The reason of what nobody could do yet.
const FOUNDING: &str = "demonstration community";

/// Plays the story into a database.
pub(super) struct Player<'a> {
    pub(super) db: &'a Db,
    pub(super) tables: &'a Tables,
    pub(super) calendar: Calendar,
    password_hash: String,
    organisations: HashMap<&'a str, OrganisationId>,
    pub(super) people: HashMap<&'a str, PersonId>,
    viewers: HashMap<&'a str, Viewer>,
    placements: HashMap<usize, PlacementId>,
    pub(super) posts: HashMap<usize, OpeningId>,
}

impl<'a> Player<'a> {
    pub(super) fn new(db: &'a Db, tables: &'a Tables, calendar: Calendar, password_hash: String) -> Self {
        Self {
            db,
            tables,
            calendar,
            password_hash,
            organisations: HashMap::new(),
            people: HashMap::new(),
            viewers: HashMap::new(),
            placements: HashMap::new(),
            posts: HashMap::new(),
        }
    }

    /// The secretariat, the auditor, the catalogues and the members.
    pub(super) async fn found(&mut self) -> Result<()> {
        let day = self.calendar.founded();
        let system = Ctx::system(FOUNDING, instant(day, 9, 0));
        let tables = self.tables;
        for somebody in tables.people.iter().filter(|somebody| somebody.organisation.is_empty()) {
            self.give_account(&system, somebody, None).await?;
        }
        let secretariat = tables.people.iter().find(|somebody| somebody.roles().contains(&Role::Secretariat));
        let secretariat = &self.viewer(&secretariat.ok_or_else(missing)?.key)?.clone();
        self.import_catalogues(&acting(secretariat, instant(day, 10, 0))).await?;
        for (nth, member) in (0..).zip(&tables.members) {
            let ctx = acting(secretariat, instant(day, 11, nth * 5));
            let id = organisation::add(self.db, &ctx, &forms::organisation(member, nth).ok_or_else(missing)?).await?;
            self.organisations.insert(&member.key, id);
        }
        Ok(())
    }

    async fn import_catalogues(&self, ctx: &Ctx) -> Result<()> {
        let sheet = tabular::read(CATALOGUES.as_bytes(), &ReadOptions::default()).map_err(Failure::internal)?;
        self.import(ctx, Kind::Catalogues, &sheet).await
    }

    /// Imports all rows of a table in our own columns.
    pub(super) async fn import(&self, ctx: &Ctx, kind: Kind, sheet: &Sheet) -> Result<()> {
        let options = import::Options::default();
        match import::run(self.db, ctx, &Mapping::identity(kind), sheet, options).await {
            Ok(report) if report.rejected.is_empty() => Ok(()),
            Ok(report) => Err(Failure::internal(format!("{kind:?}: {:?}", report.rejected.first()))),
            Err(Stopped::File(error)) => Err(Failure::internal(error)),
            Err(Stopped::Failed(failure)) => Err(failure),
        }
    }

    /// Does one deed.
    pub(super) async fn play(&mut self, dated: Dated) -> Result<()> {
        let at = dated.at;
        match dated.step {
            Step::Extra(extra) => self.play_extra(at, extra).await,
            Step::Rules(deed) => self.play_rules(at, deed).await,
            Step::Calendar(deed) => self.play_calendar(at, deed).await,
            Step::Timetable => self.play_timetable(at).await,
            Step::Arrive { person } => self.arrive(at, person).await,
            Step::Draft { stay } => self.draft(at, stay).await,
            Step::Act { stay, side, deed, form } => self.act(at, stay, side, deed, &form).await,
            Step::Log { stay, cells } => {
                hours::save_week(self.db, &self.participant(stay, at)?, self.placement(stay)?, &cells).await?;
                Ok(())
            }
            Step::Mend { stay, day, time } => self.mend(at, stay, day, time).await,
            Step::Submit { stay, days } => {
                hours::submit(self.db, &self.participant(stay, at)?, self.placement(stay)?, days).await?;
                Ok(())
            }
            Step::Confirm { stay, days, by } => self.confirm(at, stay, days, by).await,
            Step::SendBack { stay, day } => {
                let (ctx, id) = (self.officer(&self.stay(stay)?.host, at)?, self.placement(stay)?);
                let reason = &self.stay(stay)?.reason;
                hours::send_back(self.db, &ctx, id, (day, day), &[], reason).await?;
                Ok(())
            }
            Step::Unlock { stay, day } => {
                let (ctx, id) = (self.officer(&self.stay(stay)?.host, at)?, self.placement(stay)?);
                let reason = &self.stay(stay)?.reason;
                hours::unlock(self.db, &ctx, id, (day, day), &[], reason).await?;
                Ok(())
            }
        }
    }

    /// A person comes onto the roster. Officers are put there before anybody can sign in for the member.
    async fn arrive(&mut self, at: DateTime<Utc>, nth: usize) -> Result<()> {
        let tables = self.tables;
        let somebody = tables.people.get(nth).ok_or_else(missing)?;
        let ctx =
            if somebody.is_officer() { Ctx::system(FOUNDING, at) } else { self.officer(&somebody.organisation, at)? };
        let member = self.member(&somebody.organisation)?;
        let organisation = self.organisation(&member.key)?;
        let form = forms::person(somebody, nth, self.calendar);
        let id = person::add_to(self.db, &ctx, organisation, &form).await?;
        self.people.insert(&somebody.key, id);
        self.give_account(&ctx, somebody, Some((member, organisation))).await
    }

    /// Gives an account with its roles and the demonstration password.
    async fn give_account(
        &mut self,
        ctx: &Ctx,
        somebody: &'a Somebody,
        employer: Option<(&Member, OrganisationId)>,
    ) -> Result<()> {
        let roles = somebody.roles();
        let Some(&role) = roles.first() else { return Ok(()) };
        let organisation = employer.map(|(_, id)| id);
        let email = somebody.email();
        let tx = self.db.begin().await?;
        for &role in &roles {
            let new = account::NewAccount {
                name: somebody.name.clone(),
                email: email.clone(),
                role,
                organisation,
                person: self.people.get(somebody.key.as_str()).copied(),
                last_day: None,
            };
            let id = account::add(&tx, ctx, &new, true).await?.account;
            let hash = self.password_hash.clone();
            if let Some(organisation) = organisation {
                let allowed = guard::organisation::<InviteToOrganisation>(&tx, ctx, organisation).await?;
                store::account::set_demonstration_password(&tx, &allowed, id, hash).await?;
            } else {
                let allowed = guard::community::<InviteToCommunity>(ctx)?;
                store::account::set_demonstration_password(&tx, &allowed, id, hash).await?;
            }
        }
        let (account, person) = store::account::by_email(&tx, &email).await?.ok_or_else(missing)?;
        let grant = store::account::credentials(&tx, &email, ctx.now()).await?.and_then(|known| known.first_grant);
        tx.commit().await?;
        let acting = RoleGrant {
            id: grant.unwrap_or(RoleGrantId(0)),
            role,
            organisation,
            organisation_name: employer.map(|(member, _)| Named::new(&*member.name, Some(member.name_en.clone()))),
            organisation_kind: employer.map(|(member, _)| member.kind),
            last_day: None,
        };
        let name = Named::new(&*somebody.name, Some(somebody.name_en.clone()));
        let grants = vec![acting.clone()];
        self.viewers.insert(&somebody.key, Viewer { account, person, name, email, acting, grants });
        Ok(())
    }

    async fn draft(&mut self, at: DateTime<Utc>, nth: usize) -> Result<()> {
        let stay = self.stay(nth)?;
        let ctx = self.side(nth, stay.drafted_by, at)?;
        let form = self.placement_form(nth)?;
        let id = placement::draft(self.db, &ctx, &form).await?;
        self.placements.insert(nth, id);
        Ok(())
    }

    async fn act(&self, at: DateTime<Utc>, nth: usize, side: Side, deed: Deed, form: &DeedForm) -> Result<()> {
        let (ctx, id) = (self.side(nth, side, at)?, self.placement(nth)?);
        let placement = store::placement::find(self.db.reader(), id).await?.ok_or_else(missing)?;
        placement::act(self.db, &ctx, id, deed, form, placement.version).await
    }

    async fn mend(&self, at: DateTime<Utc>, nth: usize, day: NaiveDate, time: &'static str) -> Result<()> {
        let (ctx, id) = (self.participant(nth, at)?, self.placement(nth)?);
        let view = hours::read(self.db, &ctx, id, (day, day)).await?;
        let entry = view.entries.first().ok_or_else(missing)?;
        let form = domain::hours::EntryForm {
            day: day.to_string(),
            time: time.to_owned(),
            kind: entry.kind.to_string(),
            note: entry.note.clone().unwrap_or_default(),
            ..Default::default()
        };
        hours::edit(self.db, &ctx, entry.id, &form, entry.version).await
    }

    async fn confirm(&self, at: DateTime<Utc>, nth: usize, days: Days, by: Confirmer) -> Result<()> {
        let stay = self.stay(nth)?;
        let ctx = match by {
            Confirmer::Mentor => acting(self.viewer(&stay.mentor)?, at),
            Confirmer::Officer => self.officer(&stay.host, at)?,
        };
        hours::confirm(self.db, &ctx, self.placement(nth)?, days, &[]).await?;
        Ok(())
    }

    fn placement_form(&self, nth: usize) -> Result<PlacementForm> {
        let stay = self.stay(nth)?;
        let sender = &self.tables.person(&stay.person).ok_or_else(missing)?.organisation;
        let mentor = self.people.get(stay.mentor.as_str());
        Ok(PlacementForm {
            participant: self.people.get(stay.person.as_str()).ok_or_else(missing)?.to_string(),
            sending: self.organisation(sender)?.to_string(),
            hosting: self.organisation(&stay.host)?.to_string(),
            mentor: mentor.map(PersonId::to_string).unwrap_or_default(),
            place: self.member(&stay.host)?.site.clone(),
            opening: stay.opening.and_then(|nth| self.posts.get(&nth)).map(OpeningId::to_string).unwrap_or_default(),
            ..forms::placement(stay, nth, self.calendar)
        })
    }

    pub(super) fn member(&self, key: &str) -> Result<&'a Member> {
        self.tables.members.iter().find(|member| member.key == key).ok_or_else(missing)
    }

    pub(super) fn stay(&self, nth: usize) -> Result<&'a Stay> {
        self.tables.stays.get(nth).ok_or_else(missing)
    }

    pub(super) fn placement(&self, nth: usize) -> Result<PlacementId> {
        self.placements.get(&nth).copied().ok_or_else(missing)
    }

    pub(super) fn organisation(&self, key: &str) -> Result<OrganisationId> {
        self.organisations.get(key).copied().ok_or_else(missing)
    }

    pub(super) fn viewer(&self, key: &str) -> Result<&Viewer> {
        self.viewers.get(key).ok_or_else(missing)
    }

    fn participant(&self, nth: usize, at: DateTime<Utc>) -> Result<Ctx> {
        Ok(acting(self.viewer(&self.stay(nth)?.person)?, at))
    }

    /// The officer of a side of a placement.
    fn side(&self, nth: usize, side: Side, at: DateTime<Utc>) -> Result<Ctx> {
        let stay = self.stay(nth)?;
        match side {
            Side::Sending => self.officer(&self.tables.person(&stay.person).ok_or_else(missing)?.organisation, at),
            Side::Hosting => self.officer(&stay.host, at),
        }
    }

    /// The officer of a member.
    pub(super) fn officer(&self, member: &str, at: DateTime<Utc>) -> Result<Ctx> {
        let mut people = self.tables.people.iter();
        let officer = people.find(|somebody| somebody.organisation == member && somebody.is_officer());
        Ok(acting(self.viewer(&officer.ok_or_else(missing)?.key)?, at))
    }
}

/// The tables name somebody or something that is not there: a defect of the tables.
pub(super) fn missing() -> Failure {
    Failure::internal("the demonstration tables name something that is missing")
}

pub(super) fn acting(viewer: &Viewer, at: DateTime<Utc>) -> Ctx {
    Ctx::nobody(at, "-", "demonstration").signed_in(viewer, TokenScope::Write)
}
