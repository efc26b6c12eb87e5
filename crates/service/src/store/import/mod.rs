//! What imports load at once and store in batches: thousands of rows a file, one statement for hundreds.

mod credentials;
mod hours;
mod load;
mod timetables;

use domain::placement::{Deed, State};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IdenStatic, IntoActiveModel, Iterable, ModelTrait,
    PrimaryKeyToColumn, QueryFilter, QueryTrait,
    sea_query::{Alias, Expr, OnConflict, Query},
};

use crate::{
    ctx::Ctx,
    entity::{
        credential_type, department, employment, major, organisation, person, placement, placement_event, specialty,
    },
    failure::{Failure, Result},
    guard::{Allowed, ImportFiles, ImportLists},
};

pub(crate) use credentials::{CredentialRow, add_credentials, change_credentials, credentials};
pub(crate) use hours::{
    HourRow, KnownEntry, LedgerRow, PeriodRow, add_entries, add_ledger, add_periods, entries_of, host_placements,
    periods_of,
};
pub(crate) use load::{
    Circle, KnownPlacement, credential_types, days_with_hours, departments, employments, known_placements, majors,
    organisations, people, placements, specialties,
};

pub(crate) use timetables::{
    MeetingRow, SectionRow, TeacherRow, add_sections, change_sections, clocks, sections, set_meetings, terms,
};

pub(crate) use credential_type::Model as CredentialTypeRow;
pub(crate) use department::Model as DepartmentRow;
pub(crate) use employment::Model as EmploymentRow;
pub(crate) use major::Model as MajorRow;
pub(crate) use organisation::Model as OrganisationRow;
pub(crate) use person::Model as PersonRow;
pub(crate) use placement::Model as PlacementRow;
pub(crate) use specialty::Model as SpecialtyRow;

/// The identifier of a row that is not stored yet.
pub(crate) const NEW: i64 = 0;

/// Values bound in one statement; SQLite takes 32,766.
const MOST_VALUES: usize = 8_000;

/// Adds organisations and answers their identifiers, in the same order.
pub(crate) async fn add_organisations(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportLists>,
    rows: Vec<OrganisationRow>,
) -> Result<Vec<i64>> {
    add::<organisation::Entity>(conn, rows, organisation::Column::Id).await
}

/// Stores changed organisations; each must still have the version before its own.
pub(crate) async fn change_organisations(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportLists>,
    rows: Vec<OrganisationRow>,
) -> Result<()> {
    change::<organisation::Entity>(conn, rows, Some(organisation::Column::Version)).await
}

/// Adds departments and answers their identifiers, in the same order.
pub(crate) async fn add_departments(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    rows: Vec<DepartmentRow>,
) -> Result<Vec<i64>> {
    add::<department::Entity>(conn, rows, department::Column::Id).await
}

/// Adds people and answers their identifiers, in the same order.
pub(crate) async fn add_people(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    rows: Vec<PersonRow>,
) -> Result<Vec<i64>> {
    add::<person::Entity>(conn, rows, person::Column::Id).await
}

/// Stores changed people; each must still have the version before its own.
pub(crate) async fn change_people(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    rows: Vec<PersonRow>,
) -> Result<()> {
    change::<person::Entity>(conn, rows, Some(person::Column::Version)).await
}

/// Adds employments and answers their identifiers, in the same order.
pub(crate) async fn add_employments(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    rows: Vec<EmploymentRow>,
) -> Result<Vec<i64>> {
    add::<employment::Entity>(conn, rows, employment::Column::Id).await
}

/// Stores changed employments, whose edits the version of the person counts.
pub(crate) async fn change_employments(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    rows: Vec<EmploymentRow>,
) -> Result<()> {
    change::<employment::Entity>(conn, rows, None).await
}

/// Replaces the specialties of employments.
pub(crate) async fn set_specialties(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    employments: &[i64],
    rows: Vec<SpecialtyRow>,
) -> Result<()> {
    for ids in employments.chunks(MOST_VALUES) {
        let old = specialty::Column::EmploymentId.is_in(ids.iter().copied());
        specialty::Entity::delete_many().filter(old).exec(conn).await?;
    }
    for rows in rows.chunks(MOST_VALUES / 2) {
        let rows = rows.iter().cloned().map(specialty::ActiveModel::from).map(ActiveModelTrait::reset_all);
        specialty::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    Ok(())
}

/// Stores new and changed majors.
pub(crate) async fn put_majors(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportLists>,
    rows: Vec<MajorRow>,
) -> Result<()> {
    change::<major::Entity>(conn, rows, None).await
}

/// Stores new and changed types of credentials.
pub(crate) async fn put_credential_types(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportLists>,
    rows: Vec<CredentialTypeRow>,
) -> Result<()> {
    change::<credential_type::Entity>(conn, rows, None).await
}

/// Adds placements and answers their identifiers, in the same order.
pub(crate) async fn add_placements(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    rows: Vec<PlacementRow>,
) -> Result<Vec<i64>> {
    add::<placement::Entity>(conn, rows, placement::Column::Id).await
}

/// Stores changed placements; each must still have the version before its own.
pub(crate) async fn change_placements(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    rows: Vec<PlacementRow>,
) -> Result<()> {
    change::<placement::Entity>(conn, rows, Some(placement::Column::Version)).await
}

/// Adds a deed to the history of each placement.
pub(crate) async fn note(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    ctx: &Ctx,
    deeds: &[(i64, Deed, State)],
) -> Result<()> {
    for deeds in deeds.chunks(MOST_VALUES / 8) {
        let rows = deeds.iter().map(|(id, deed, state)| placement_event::ActiveModel {
            placement_id: Set(*id),
            deed: Set(deed.as_str().to_owned()),
            state: Set(state.as_str().to_owned()),
            account_id: Set(ctx.account().map(|id| id.0)),
            actor: Set(ctx.label()),
            reason: Set(None),
            at: Set(ctx.now()),
            ..Default::default()
        });
        placement_event::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    Ok(())
}

/// How many rows of a table one statement takes.
fn rows_at_once<E: EntityTrait>() -> usize {
    (MOST_VALUES / E::Column::iter().count().max(1)).max(1)
}

/// Adds rows without their identifiers and answers those that the database gave. Both databases number
/// the rows of one statement in its order, so that sorted identifiers are in the order of the rows.
async fn add<E>(conn: &impl ConnectionTrait, rows: Vec<E::Model>, id: E::Column) -> Result<Vec<i64>>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelBehavior + Send,
{
    let mut ids = Vec::with_capacity(rows.len());
    for rows in rows.chunks(rows_at_once::<E>()) {
        let mut insert = E::insert_many(unnumbered::<E>(rows, id));
        insert.query().returning(Query::returning().column(id));
        let given = conn.query_all(insert.as_query()).await?;
        let given = given.iter().map(|row| row.try_get_by_index(0));
        let mut given: Vec<i64> = given.collect::<std::result::Result<_, _>>()?;
        given.sort_unstable();
        if given.len() != rows.len() {
            return Err(Failure::internal("the database added fewer rows than it was given"));
        }
        ids.append(&mut given);
    }
    Ok(ids)
}

/// Adds rows without their identifiers, which nobody asks for.
async fn append<E>(conn: &impl ConnectionTrait, rows: Vec<E::Model>, id: E::Column) -> Result<()>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelBehavior + Send,
{
    for rows in rows.chunks(rows_at_once::<E>()) {
        E::insert_many(unnumbered::<E>(rows, id)).exec_without_returning(conn).await?;
    }
    Ok(())
}

/// Rows for which the database finds identifiers.
fn unnumbered<E>(rows: &[E::Model], id: E::Column) -> impl Iterator<Item = E::ActiveModel>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelBehavior,
{
    rows.iter().cloned().map(move |row| {
        let mut model = row.into_active_model().reset_all();
        model.not_set(id);
        model
    })
}

/// Stores whole rows over those with the same primary key; those that are new are added.
async fn change<E>(conn: &impl ConnectionTrait, rows: Vec<E::Model>, version: Option<E::Column>) -> Result<()>
where
    E: EntityTrait + Default,
    E::Model: IntoActiveModel<E::ActiveModel> + ModelTrait,
    E::ActiveModel: ActiveModelBehavior + Send,
{
    let keys: Vec<E::Column> = E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column).collect();
    let is_key = |column: &E::Column| keys.iter().any(|key| key.as_str() == column.as_str());
    for rows in rows.chunks(rows_at_once::<E>()) {
        let mut conflict = OnConflict::columns(keys.iter().copied());
        conflict.update_columns(E::Column::iter().filter(|column| !is_key(column)));
        if let Some(version) = version {
            let new = Expr::col((Alias::new("excluded"), version));
            conflict.action_and_where(Expr::col((E::default(), version)).eq(new.sub(1)));
        }
        let models = rows.iter().cloned().map(|row| row.into_active_model().reset_all());
        let changed = E::insert_many(models).on_conflict(conflict).exec_without_returning(conn).await?;
        if changed != rows.len() as u64 {
            return Err(domain::error::Conflict::Stale.into());
        }
    }
    Ok(())
}
