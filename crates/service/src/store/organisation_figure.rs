//! What colleges report about themselves.

use std::collections::HashMap;

use domain::{
    Error,
    error::Conflict,
    id::OrganisationId,
    organisation_figure::{AcademicYear, Reported, ReportedFigure},
    policy::Indicator,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};

use super::text;
use crate::{
    entity::{organisation, organisation_figure as stored},
    failure::Result,
    guard::{Allowed, EditFigures, Scope, Visible},
};

/// What the colleges in sight report for a year, with the number of its last change.
pub(crate) async fn of_year(
    conn: &impl ConnectionTrait,
    visible: &Visible<Indicator>,
    year: AcademicYear,
) -> Result<HashMap<OrganisationId, (Reported, i32)>> {
    let select = stored::Entity::find().filter(stored::Column::AcademicYear.eq(year.0));
    let select = match visible.scope() {
        Scope::Community => select,
        Scope::Organisation(id) => select.filter(stored::Column::OrganisationId.eq(id.0)),
        Scope::Person(_) | Scope::Mentor(_) => return Ok(HashMap::new()),
    };
    let mut known: HashMap<OrganisationId, (Reported, i32)> = HashMap::new();
    for row in select.all(conn).await? {
        let (reported, version) = known.entry(OrganisationId(row.organisation_id)).or_default();
        reported.insert(text(&row.figure, ReportedFigure::parse)?, row.value);
        *version = Ord::max(row.version, *version);
    }
    Ok(known)
}

/// Puts what a college reports for a year in the place of what it reported, if that still has `version`, which
/// is 0 while nothing is reported.
pub(crate) async fn save(
    conn: &impl ConnectionTrait,
    college: &Allowed<EditFigures>,
    year: AcademicYear,
    new: &Reported,
    version: i32,
) -> Result<()> {
    let id = college.id.0;
    // Two that save at once take turns; SQLite has one writer anyway.
    organisation::Entity::find_by_id(id).lock_exclusive().one(conn).await?;
    let of_year = stored::Column::OrganisationId.eq(id).and(stored::Column::AcademicYear.eq(year.0));
    let rows = stored::Entity::find().filter(of_year.clone()).all(conn).await?;
    if rows.iter().map(|row| row.version).max().unwrap_or_default() != version {
        return Err(Error::Conflict(Conflict::Stale).into());
    }
    stored::Entity::delete_many().filter(of_year).exec(conn).await?;
    let rows = new.iter().map(|(figure, value)| stored::ActiveModel {
        organisation_id: Set(id),
        academic_year: Set(year.0),
        figure: Set(figure.as_str().to_owned()),
        value: Set(*value),
        version: Set(version.saturating_add(1)),
    });
    if !new.is_empty() {
        stored::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    Ok(())
}
