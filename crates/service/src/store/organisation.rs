//! Organisations and departments.

use chrono::{DateTime, Utc};
use domain::{
    Error,
    error::Conflict,
    id::{DepartmentId, OrganisationId},
    organisation::{Department, NewOrganisation, Organisation, OrganisationKind, OrganisationRef},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::text;
use crate::{
    entity::{department, organisation},
    failure::Result,
    guard::{AddOrganisation, Allowed, DeactivateOrganisation, EditOrganisation, ListMembers},
};

/// One organisation.
pub(crate) async fn find(conn: &impl ConnectionTrait, id: OrganisationId) -> Result<Option<Organisation>> {
    organisation::Entity::find_by_id(id.0).one(conn).await?.map(from_row).transpose()
}

/// All members, by name; an installation has hundreds.
pub(crate) async fn list(conn: &impl ConnectionTrait, _: &Allowed<ListMembers>) -> Result<Vec<Organisation>> {
    let rows = organisation::Entity::find().order_by_asc(organisation::Column::Name).all(conn).await?;
    rows.into_iter().map(from_row).collect()
}

/// Adds a member.
pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    _: &Allowed<AddOrganisation>,
    new: &NewOrganisation,
    now: DateTime<Utc>,
) -> Result<OrganisationId> {
    let row = organisation::ActiveModel {
        kind: Set(new.kind.as_str().to_owned()),
        name: Set(new.name.clone()),
        name_en: Set(new.name_en.clone()),
        moe_code: Set(new.moe_code.clone()),
        credit_code: Set(new.credit_code.clone()),
        province: Set(new.province.clone()),
        city: Set(new.city.clone()),
        zone: Set(new.zone.clone()),
        active: Set(true),
        version: Set(1),
        created_at: Set(now),
        ..Default::default()
    };
    let inserted = organisation::Entity::insert(row).exec(conn).await?;
    Ok(OrganisationId(inserted.last_insert_id))
}

/// Changes a member that still has `version`.
pub(crate) async fn update(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<EditOrganisation>,
    new: &NewOrganisation,
    version: i32,
) -> Result<()> {
    let row = organisation::ActiveModel {
        kind: Set(new.kind.as_str().to_owned()),
        name: Set(new.name.clone()),
        name_en: Set(new.name_en.clone()),
        moe_code: Set(new.moe_code.clone()),
        credit_code: Set(new.credit_code.clone()),
        province: Set(new.province.clone()),
        city: Set(new.city.clone()),
        zone: Set(new.zone.clone()),
        version: Set(version + 1),
        ..Default::default()
    };
    store(conn, allowed.id, row, version).await
}

/// Takes a member that still has `version` out of the community, or in again.
pub(crate) async fn set_active(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<DeactivateOrganisation>,
    active: bool,
    version: i32,
) -> Result<()> {
    let row = organisation::ActiveModel { active: Set(active), version: Set(version + 1), ..Default::default() };
    store(conn, allowed.id, row, version).await
}

async fn store(
    conn: &impl ConnectionTrait,
    id: OrganisationId,
    row: organisation::ActiveModel,
    version: i32,
) -> Result<()> {
    let changed = organisation::Entity::update_many()
        .set(row)
        .filter(organisation::Column::Id.eq(id.0))
        .filter(organisation::Column::Version.eq(version))
        .exec(conn)
        .await?;
    if changed.rows_affected == 0 { Err(Error::Conflict(Conflict::Stale).into()) } else { Ok(()) }
}

/// The departments of an organisation, by name.
pub(crate) async fn departments(conn: &impl ConnectionTrait, id: OrganisationId) -> Result<Vec<Department>> {
    let rows = department::Entity::find()
        .filter(department::Column::OrganisationId.eq(id.0))
        .order_by_asc(department::Column::Name)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| Department { id: DepartmentId(row.id), name: row.name }).collect())
}

/// The department of that name at an organisation, made when it is new.
pub(super) async fn department_named(conn: &impl ConnectionTrait, id: OrganisationId, name: &str) -> Result<i64> {
    let known = department::Entity::find()
        .filter(department::Column::OrganisationId.eq(id.0))
        .filter(department::Column::Name.eq(name))
        .one(conn)
        .await?;
    if let Some(row) = known {
        return Ok(row.id);
    }
    let row = department::ActiveModel { organisation_id: Set(id.0), name: Set(name.to_owned()), ..Default::default() };
    Ok(department::Entity::insert(row).exec(conn).await?.last_insert_id)
}

/// Active organisations for a picker: whose kind teaches, or does not.
pub(crate) async fn pick(
    conn: &impl ConnectionTrait,
    _: &Allowed<ListMembers>,
    teaches: bool,
) -> Result<Vec<OrganisationRef>> {
    let kinds = OrganisationKind::ALL.iter().filter(|kind| kind.teaches() == teaches).map(|kind| kind.as_str());
    let rows = organisation::Entity::find()
        .filter(organisation::Column::Active.eq(true))
        .filter(organisation::Column::Kind.is_in(kinds))
        .order_by_asc(organisation::Column::Name)
        .limit(1000)
        .all(conn)
        .await?;
    rows.into_iter().map(|row| from_row(row).map(OrganisationRef::from)).collect()
}

/// The organisation that an import or a command names: by identifier, reference, code or exact name.
pub(crate) async fn by_reference(conn: &impl ConnectionTrait, reference: &str) -> Result<Option<Organisation>> {
    let id = reference.parse::<i64>().unwrap_or(-1);
    let matches = organisation::Column::Name
        .eq(reference)
        .or(organisation::Column::Reference.eq(reference))
        .or(organisation::Column::MoeCode.eq(reference))
        .or(organisation::Column::CreditCode.eq(reference))
        .or(organisation::Column::Id.eq(id));
    let row = organisation::Entity::find()
        .filter(matches)
        // A name wins over an identifier that happens to be the same number.
        .order_by_desc(Expr::col(organisation::Column::Name).eq(reference))
        .one(conn)
        .await?;
    row.map(from_row).transpose()
}

pub(super) fn from_row(row: organisation::Model) -> Result<Organisation> {
    Ok(Organisation {
        id: OrganisationId(row.id),
        kind: text(&row.kind, OrganisationKind::parse)?,
        name: row.name,
        name_en: row.name_en,
        moe_code: row.moe_code,
        credit_code: row.credit_code,
        province: row.province,
        city: row.city,
        zone: row.zone,
        active: row.active,
        version: row.version,
        created_at: row.created_at,
    })
}
