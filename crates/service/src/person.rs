//! People: the roster of an organisation, a person, adding and changing them.

use domain::{
    Error,
    error::Conflict,
    id::{OrganisationId, PersonId},
    list::{Limit, Page},
    person::{Category, Person, PersonForm, Profile, RosterLine},
    placement::Placement,
};
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Result,
    audit::{Record, record_for},
    guard::{self, AddPerson, EditPerson, ReadPerson, ReadRoster},
    store::{
        self,
        person::{RosterOrder, RosterPlace, RosterQuery},
    },
};

/// What a roster is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RosterFilter {
    /// Text of a [`Profile`], or empty.
    pub profile: String,
    /// Text of a [`Category`], or empty.
    pub category: String,
    /// Part of a name or staff number.
    pub q: String,
    /// `department` or `title`; empty for the order of names.
    pub sort: String,
    /// Where the page begins.
    pub cursor: String,
    /// How long the page is; addresses of pages do not say it.
    #[serde(skip)]
    pub limit: Limit,
}

impl RosterFilter {
    fn query(&self, ctx: &Ctx) -> RosterQuery {
        RosterQuery {
            profile: Profile::parse(&self.profile),
            category: Category::parse(&self.category),
            q: self.q.trim().to_owned(),
            on: ctx.today(domain::organisation::DEFAULT_ZONE),
            begun: false,
            order: match self.sort.as_str() {
                "department" => RosterOrder::Department,
                "title" => RosterOrder::Title,
                _ => RosterOrder::Name,
            },
            after: RosterPlace::read(&self.cursor),
            limit: self.limit,
        }
    }
}

/// One page of the people employed at the acting organisation.
///
/// # Errors
/// Sign-in needed, forbidden, not found.
pub async fn roster(db: &Db, ctx: &Ctx, filter: &RosterFilter) -> Result<Page<RosterLine>> {
    let organisation = ctx.acting_organisation()?;
    let allowed = guard::organisation::<ReadRoster>(db.reader(), ctx, organisation).await?;
    store::person::roster(db.reader(), &allowed, &filter.query(ctx)).await
}

/// Everybody the acting organisation employs, for pickers.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn pick(db: &Db, ctx: &Ctx, profile: Option<Profile>) -> Result<Vec<RosterLine>> {
    let organisation = ctx.acting_organisation()?;
    guard::organisation::<ReadRoster>(db.reader(), ctx, organisation).await?;
    let query = RosterQuery { profile, ..RosterFilter::default().query(ctx) };
    store::person::everybody(db.reader(), organisation, &query).await
}

/// A person with the placements the actor may see.
///
/// # Errors
/// Not found when the person is not the actor's to see.
pub async fn read(db: &Db, ctx: &Ctx, id: PersonId) -> Result<(Person, Vec<Placement>)> {
    let allowed = guard::person::<ReadPerson>(db.reader(), ctx, id).await?;
    let visible = guard::visible_placements(ctx)?;
    let placements = store::placement::of_participant(db.reader(), &visible, id).await?;
    Ok(((*allowed).clone(), placements))
}

/// Adds a person employed at the acting organisation.
///
/// # Errors
/// Invalid, also when the staff number is taken; forbidden.
pub async fn add(db: &Db, ctx: &Ctx, form: &PersonForm) -> Result<PersonId> {
    let organisation = ctx.acting_organisation()?;
    add_to(db, ctx, organisation, form).await
}

/// Adds a person employed at an organisation.
///
/// # Errors
/// As [`add`].
pub async fn add_to(db: &Db, ctx: &Ctx, organisation: OrganisationId, form: &PersonForm) -> Result<PersonId> {
    let tx = db.begin().await?;
    let allowed = guard::organisation::<AddPerson>(&tx, ctx, organisation).await?;
    let new = form.check(organisation)?;
    let id = store::person::insert(&tx, &allowed, &new, ctx.now()).await?;
    let line = Record { action: "person.add", object: "person", id: id.0 };
    record_for(&tx, ctx, line, Some(organisation), form).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes a person that still has `version`, and the employment at the acting organisation.
///
/// # Errors
/// Invalid, stale, forbidden, not found.
pub async fn edit(db: &Db, ctx: &Ctx, id: PersonId, form: &PersonForm, version: i32) -> Result<()> {
    let organisation = ctx.acting_organisation()?;
    let tx = db.begin().await?;
    let allowed = guard::person::<EditPerson>(&tx, ctx, id).await?;
    let new = form.check(organisation)?;
    let employment = allowed.employments.iter().find(|employment| employment.organisation.id == organisation);
    let employment = employment.ok_or(Error::Conflict(Conflict::WrongState))?.id;
    store::person::update(&tx, &allowed, &new, employment, version).await?;
    let line = Record { action: "person.edit", object: "person", id: id.0 };
    record_for(&tx, ctx, line, Some(organisation), form).await?;
    tx.commit().await
}
