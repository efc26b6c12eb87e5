//! What a file is compared with, never beyond the reach of the import.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};

use super::{
    CredentialTypeRow, DepartmentRow, EmploymentRow, MOST_VALUES, MajorRow, OrganisationRow, PersonRow, PlacementRow,
    SpecialtyRow,
};
use crate::{
    entity::{credential_type, department, employment, hour_entry, major, organisation, person, placement, specialty},
    failure::Result,
    guard::{Allowed, ImportFiles, imported_placements},
    store::placement::within,
};

/// Whom an import of one organisation knows. For the community it is everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Circle {
    /// Those whom the organisation employs or employed.
    Employed,
    /// Also participants and mentors of the placements that the organisation sees, as they stand there.
    Counterparts,
}

/// A placement as far as it decides whether another one is a repetition or overlaps.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct KnownPlacement {
    pub(crate) id: i64,
    pub(crate) import_key: Option<String>,
    pub(crate) person_id: i64,
    pub(crate) first_day: NaiveDate,
    pub(crate) last_day: NaiveDate,
    pub(crate) load: String,
    pub(crate) state: String,
}

/// All organisations; members know of one another.
pub(crate) async fn organisations(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
) -> Result<Vec<OrganisationRow>> {
    Ok(organisation::Entity::find().order_by_asc(organisation::Column::Id).all(conn).await?)
}

/// Departments.
pub(crate) async fn departments(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ImportFiles>,
) -> Result<Vec<DepartmentRow>> {
    let own = allowed.organisation().map(|own| department::Column::OrganisationId.eq(own.0));
    Ok(department::Entity::find().filter(only(own)).order_by_asc(department::Column::Id).all(conn).await?)
}

/// People, in the order in which they were added.
pub(crate) async fn people(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ImportFiles>,
    circle: Circle,
) -> Result<Vec<PersonRow>> {
    let mut select = person::Entity::find();
    if let Some(own) = allowed.organisation() {
        let employed = employment::Entity::find()
            .select_only()
            .column(employment::Column::PersonId)
            .filter(employment::Column::OrganisationId.eq(own.0))
            .into_query();
        let mut known = Condition::any().add(person::Column::Id.in_subquery(employed));
        if circle == Circle::Counterparts {
            known = known
                .add(person::Column::Id.in_subquery(seen(allowed, &[placement::Column::PersonId])))
                .add(person::Column::Id.in_subquery(seen(allowed, &[placement::Column::MentorId])));
        }
        select = select.filter(known);
    }
    Ok(select.order_by_asc(person::Column::Id).all(conn).await?)
}

/// Employments, in the order in which they were added; of counterparts those at the side for which they stand.
pub(crate) async fn employments(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ImportFiles>,
    circle: Circle,
) -> Result<Vec<EmploymentRow>> {
    use placement::Column as P;
    let mut select = employment::Entity::find();
    if let Some(own) = allowed.organisation() {
        let mut known = Condition::any().add(employment::Column::OrganisationId.eq(own.0));
        if circle == Circle::Counterparts {
            let job = || {
                Expr::tuple([
                    Expr::col((employment::Entity, employment::Column::PersonId)),
                    Expr::col((employment::Entity, employment::Column::OrganisationId)),
                ])
            };
            known = known
                .add(job().in_subquery(seen(allowed, &[P::PersonId, P::SendingId])))
                .add(job().in_subquery(seen(allowed, &[P::MentorId, P::HostingId])));
        }
        select = select.filter(known);
    }
    Ok(select.order_by_asc(employment::Column::Id).all(conn).await?)
}

/// Columns of the placements within reach.
fn seen(allowed: &Allowed<ImportFiles>, columns: &[placement::Column]) -> SelectStatement {
    placement::Entity::find()
        .select_only()
        .columns(columns.iter().copied())
        .filter(within(imported_placements(allowed).scope()))
        .filter(columns.iter().fold(Condition::all(), |all, column| all.add(column.is_not_null())))
        .into_query()
}

/// Specialties, by code.
pub(crate) async fn specialties(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ImportFiles>,
) -> Result<Vec<SpecialtyRow>> {
    let own = allowed.organisation().map(|own| {
        let employments = employment::Entity::find()
            .select_only()
            .column(employment::Column::Id)
            .filter(employment::Column::OrganisationId.eq(own.0))
            .into_query();
        specialty::Column::EmploymentId.in_subquery(employments)
    });
    Ok(specialty::Entity::find().filter(only(own)).order_by_asc(specialty::Column::MajorCode).all(conn).await?)
}

/// A condition, or none.
fn only(condition: Option<Expr>) -> Condition {
    condition.into_iter().fold(Condition::all(), Condition::add)
}

/// All majors, by code; everybody knows them.
pub(crate) async fn majors(conn: &impl ConnectionTrait) -> Result<Vec<MajorRow>> {
    Ok(major::Entity::find().order_by_asc(major::Column::Code).all(conn).await?)
}

/// All types of credentials, by code; everybody knows them.
pub(crate) async fn credential_types(conn: &impl ConnectionTrait) -> Result<Vec<CredentialTypeRow>> {
    Ok(credential_type::Entity::find().order_by_asc(credential_type::Column::Code).all(conn).await?)
}

/// Placements, as far as a comparison needs them.
pub(crate) async fn known_placements(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ImportFiles>,
) -> Result<Vec<KnownPlacement>> {
    let rows = placement::Entity::find()
        .select_only()
        .columns([
            placement::Column::Id,
            placement::Column::ImportKey,
            placement::Column::PersonId,
            placement::Column::FirstDay,
            placement::Column::LastDay,
            placement::Column::Load,
            placement::Column::State,
        ])
        .filter(within(imported_placements(allowed).scope()))
        .into_model()
        .all(conn)
        .await?;
    Ok(rows)
}

/// Whole placements by identifier.
pub(crate) async fn placements(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ImportFiles>,
    ids: &[i64],
) -> Result<Vec<PlacementRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for ids in ids.chunks(MOST_VALUES) {
        let some = placement::Entity::find()
            .filter(placement::Column::Id.is_in(ids.iter().copied()))
            .filter(within(imported_placements(allowed).scope()));
        rows.extend(some.all(conn).await?);
    }
    Ok(rows)
}

/// The first and last day on which hours were logged, of those placements that have any.
pub(crate) async fn days_with_hours(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    ids: &[i64],
) -> Result<HashMap<i64, (NaiveDate, NaiveDate)>> {
    let mut days = HashMap::new();
    for ids in ids.chunks(MOST_VALUES) {
        let rows: Vec<(i64, NaiveDate, NaiveDate)> = hour_entry::Entity::find()
            .select_only()
            .column(hour_entry::Column::PlacementId)
            .expr(hour_entry::Column::Day.min())
            .expr(hour_entry::Column::Day.max())
            .filter(hour_entry::Column::PlacementId.is_in(ids.iter().copied()))
            .group_by(hour_entry::Column::PlacementId)
            .into_tuple()
            .all(conn)
            .await?;
        days.extend(rows.into_iter().map(|(id, first, last)| (id, (first, last))));
    }
    Ok(days)
}
