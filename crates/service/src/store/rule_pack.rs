//! Saved versions of rule packs, and who adopted which of them from when to when.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    id::{OrganisationId, PackAdoptionId, RulePackVersionId},
    policy::Text,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::{
    ctx::Ctx,
    entity::{pack_adoption as adoption, rule_pack_version as version},
    failure::Result,
    guard::{AdoptRulePack, Allowed, EditRulePack, RulePack, Scope, Visible},
};

/// A saved version without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saved {
    pub(crate) id: RulePackVersionId,
    pub(crate) pack: String,
    pub(crate) version: String,
    pub(crate) owner: Option<OrganisationId>,
    pub(crate) title: Text,
    pub(crate) saved_by: String,
    pub(crate) saved_at: DateTime<Utc>,
}

/// What is saved as a version.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewVersion<'a> {
    pub(crate) pack: &'a str,
    pub(crate) version: &'a str,
    pub(crate) owner: Option<OrganisationId>,
    pub(crate) title: &'a Text,
    pub(crate) text: &'a str,
}

/// The saved versions in sight, by pack and version.
pub(crate) async fn saved(conn: &impl ConnectionTrait, visible: &Visible<RulePack>) -> Result<Vec<Saved>> {
    use version::Column as C;
    let within = match visible.scope() {
        Scope::Organisation(own) => Condition::any().add(C::OrganisationId.is_null()).add(C::OrganisationId.eq(own.0)),
        _ => Condition::all(),
    };
    let rows = version::Entity::find().filter(within).order_by_asc(C::Pack).order_by_asc(C::Version).all(conn).await?;
    Ok(rows.into_iter().map(|row| from_row(row).0).collect())
}

/// One saved version with its text.
pub(crate) async fn find(conn: &impl ConnectionTrait, pack: &str, which: &str) -> Result<Option<(Saved, String)>> {
    let row = version::Entity::find()
        .filter(version::Column::Pack.eq(pack))
        .filter(version::Column::Version.eq(which))
        .one(conn)
        .await?;
    Ok(row.map(from_row))
}

/// The saved versions of a pack with their texts, by version.
pub(crate) async fn of_pack(conn: &impl ConnectionTrait, pack: &str) -> Result<Vec<(Saved, String)>> {
    let rows = version::Entity::find()
        .filter(version::Column::Pack.eq(pack))
        .order_by_asc(version::Column::Version)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(from_row).collect())
}

fn from_row(row: version::Model) -> (Saved, String) {
    let saved = Saved {
        id: RulePackVersionId(row.id),
        pack: row.pack,
        version: row.version,
        owner: row.organisation_id.map(OrganisationId),
        title: Text { zh: row.title_zh, en: row.title_en },
        saved_by: row.saved_by,
        saved_at: row.saved_at,
    };
    (saved, row.text)
}

/// Saves a version, in place of the one that nobody adopted yet.
pub(crate) async fn save(
    conn: &impl ConnectionTrait,
    _: &Allowed<EditRulePack>,
    ctx: &Ctx,
    new: NewVersion<'_>,
) -> Result<RulePackVersionId> {
    version::Entity::delete_many()
        .filter(version::Column::Pack.eq(new.pack))
        .filter(version::Column::Version.eq(new.version))
        .exec(conn)
        .await?;
    insert(conn, ctx, new).await
}

/// Keeps the text of a built-in version, so that it stays as it was adopted.
pub(crate) async fn keep(
    conn: &impl ConnectionTrait,
    _: &Allowed<AdoptRulePack>,
    ctx: &Ctx,
    new: NewVersion<'_>,
) -> Result<RulePackVersionId> {
    insert(conn, ctx, new).await
}

async fn insert(conn: &impl ConnectionTrait, ctx: &Ctx, new: NewVersion<'_>) -> Result<RulePackVersionId> {
    let row = version::ActiveModel {
        pack: Set(new.pack.to_owned()),
        version: Set(new.version.to_owned()),
        organisation_id: Set(new.owner.map(|id| id.0)),
        text: Set(new.text.to_owned()),
        title_zh: Set(new.title.zh.clone()),
        title_en: Set(new.title.en.clone()),
        saved_by: Set(ctx.label()),
        saved_at: Set(ctx.now()),
        ..Default::default()
    };
    Ok(RulePackVersionId(version::Entity::insert(row).exec(conn).await?.last_insert_id))
}

/// Whether anybody adopted a version, however long ago.
pub(crate) async fn is_adopted(conn: &impl ConnectionTrait, pack: &str, which: &str) -> Result<bool> {
    let found = adoption::Entity::find()
        .filter(adoption::Column::Pack.eq(pack))
        .filter(adoption::Column::Version.eq(which))
        .limit(1)
        .one(conn)
        .await?;
    Ok(found.is_some())
}

/// The adoption of a version by an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Adopted {
    pub(crate) id: PackAdoptionId,
    pub(crate) organisation: OrganisationId,
    pub(crate) pack: String,
    pub(crate) version: String,
    pub(crate) first_day: NaiveDate,
    pub(crate) last_day: Option<NaiveDate>,
    pub(crate) adopted_by: String,
    pub(crate) adopted_at: DateTime<Utc>,
}

impl Adopted {
    /// Whether it is in force on a day.
    pub(crate) fn covers(&self, day: NaiveDate) -> bool {
        self.first_day <= day && self.last_day.is_none_or(|last| day <= last)
    }
}

/// The adoptions of an organisation, past and to come, by pack and day.
pub(crate) async fn adoptions(conn: &impl ConnectionTrait, organisation: OrganisationId) -> Result<Vec<Adopted>> {
    select_adoptions(conn, Condition::all().add(adoption::Column::OrganisationId.eq(organisation.0))).await
}

/// The adoptions in force on a day, of every organisation.
pub(crate) async fn in_force(conn: &impl ConnectionTrait, on: NaiveDate) -> Result<Vec<Adopted>> {
    let open = adoption::Column::LastDay.is_null().or(adoption::Column::LastDay.gte(on));
    select_adoptions(conn, Condition::all().add(adoption::Column::FirstDay.lte(on)).add(open)).await
}

async fn select_adoptions(conn: &impl ConnectionTrait, which: Condition) -> Result<Vec<Adopted>> {
    let rows = adoption::Entity::find()
        .filter(which)
        .order_by_asc(adoption::Column::OrganisationId)
        .order_by_asc(adoption::Column::Pack)
        .order_by_asc(adoption::Column::FirstDay)
        .all(conn)
        .await?;
    let adopted = |row: adoption::Model| Adopted {
        id: PackAdoptionId(row.id),
        organisation: OrganisationId(row.organisation_id),
        pack: row.pack,
        version: row.version,
        first_day: row.first_day,
        last_day: row.last_day,
        adopted_by: row.adopted_by,
        adopted_at: row.adopted_at,
    };
    Ok(rows.into_iter().map(adopted).collect())
}

/// Adopts a version from a day on.
pub(crate) async fn adopt(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<AdoptRulePack>,
    ctx: &Ctx,
    pack: &str,
    which: &str,
    first_day: NaiveDate,
) -> Result<PackAdoptionId> {
    let row = adoption::ActiveModel {
        organisation_id: Set(allowed.id.0),
        pack: Set(pack.to_owned()),
        version: Set(which.to_owned()),
        first_day: Set(first_day),
        last_day: Set(None),
        adopted_by: Set(ctx.label()),
        adopted_at: Set(ctx.now()),
        ..Default::default()
    };
    Ok(PackAdoptionId(adoption::Entity::insert(row).exec(conn).await?.last_insert_id))
}

/// Ends an adoption with a last day, inclusive.
pub(crate) async fn end(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<AdoptRulePack>,
    id: PackAdoptionId,
    last_day: NaiveDate,
) -> Result<()> {
    adoption::Entity::update_many()
        .set(adoption::ActiveModel { last_day: Set(Some(last_day)), ..Default::default() })
        .filter(adoption::Column::Id.eq(id.0))
        .filter(adoption::Column::OrganisationId.eq(allowed.id.0))
        .exec(conn)
        .await?;
    Ok(())
}

/// Takes back an adoption that has not begun.
pub(crate) async fn take_back(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<AdoptRulePack>,
    id: PackAdoptionId,
) -> Result<()> {
    adoption::Entity::delete_many()
        .filter(adoption::Column::Id.eq(id.0))
        .filter(adoption::Column::OrganisationId.eq(allowed.id.0))
        .exec(conn)
        .await?;
    Ok(())
}
