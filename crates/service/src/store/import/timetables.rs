//! Terms, clocks and course sections in files.

use std::collections::HashMap;

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};

use super::{MOST_VALUES, add, change};
use crate::{
    entity::{course_section, period_clock, section_meeting, section_teacher, term},
    failure::Result,
    guard::{Allowed, ImportFiles},
};

pub(crate) use course_section::Model as SectionRow;
pub(crate) use section_meeting::Model as MeetingRow;
pub(crate) use section_teacher::Model as TeacherRow;

/// The terms within reach.
pub(crate) async fn terms(conn: &impl ConnectionTrait, allowed: &Allowed<ImportFiles>) -> Result<Vec<term::Model>> {
    let mut select = term::Entity::find();
    if let Some(own) = allowed.organisation() {
        select = select.filter(term::Column::OrganisationId.eq(own.0));
    }
    Ok(select.order_by_asc(term::Column::Id).all(conn).await?)
}

/// The period clocks within reach, as they are kept, by the college.
pub(crate) async fn clocks(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ImportFiles>,
) -> Result<HashMap<i64, String>> {
    let mut select = period_clock::Entity::find();
    if let Some(own) = allowed.organisation() {
        select = select.filter(period_clock::Column::OrganisationId.eq(own.0));
    }
    Ok(select.all(conn).await?.into_iter().map(|row| (row.organisation_id, row.periods)).collect())
}

/// The course sections within reach, with their teachers and meetings in order.
pub(crate) async fn sections(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ImportFiles>,
) -> Result<(Vec<SectionRow>, Vec<TeacherRow>, Vec<MeetingRow>)> {
    use course_section::Column as C;
    let mut terms = term::Entity::find().select_only().column(term::Column::Id);
    if let Some(own) = allowed.organisation() {
        terms = terms.filter(term::Column::OrganisationId.eq(own.0));
    }
    let terms: SelectStatement = terms.into_query();
    let select = course_section::Entity::find().filter(C::TermId.in_subquery(terms.clone()));
    let sections = select.order_by_asc(C::Id).all(conn).await?;
    let ids = || {
        let select = course_section::Entity::find().select_only().column(C::Id);
        select.filter(C::TermId.in_subquery(terms.clone())).into_query()
    };
    let teachers = section_teacher::Entity::find()
        .filter(section_teacher::Column::SectionId.in_subquery(ids()))
        .order_by_asc(section_teacher::Column::SectionId)
        .order_by_asc(section_teacher::Column::PersonId)
        .all(conn)
        .await?;
    let meetings = section_meeting::Entity::find()
        .filter(section_meeting::Column::SectionId.in_subquery(ids()))
        .order_by_asc(section_meeting::Column::SectionId)
        .order_by_asc(section_meeting::Column::Number)
        .all(conn)
        .await?;
    Ok((sections, teachers, meetings))
}

/// Adds course sections and answers their identifiers, in the same order.
pub(crate) async fn add_sections(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    rows: Vec<SectionRow>,
) -> Result<Vec<i64>> {
    add::<course_section::Entity>(conn, rows, course_section::Column::Id).await
}

/// Stores changed course sections; each must still have the version before its own.
pub(crate) async fn change_sections(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    rows: Vec<SectionRow>,
) -> Result<()> {
    change::<course_section::Entity>(conn, rows, Some(course_section::Column::Version)).await
}

/// Puts teachers and meetings in the place of those that some sections had.
pub(crate) async fn set_meetings(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    changed: &[i64],
    teachers: Vec<TeacherRow>,
    meetings: Vec<MeetingRow>,
) -> Result<()> {
    for ids in changed.chunks(MOST_VALUES) {
        let old = section_teacher::Column::SectionId.is_in(ids.iter().copied());
        section_teacher::Entity::delete_many().filter(old).exec(conn).await?;
        let old = section_meeting::Column::SectionId.is_in(ids.iter().copied());
        section_meeting::Entity::delete_many().filter(old).exec(conn).await?;
    }
    for rows in teachers.chunks(MOST_VALUES / 3) {
        let rows = rows.iter().cloned().map(section_teacher::ActiveModel::from).map(ActiveModelTrait::reset_all);
        section_teacher::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    for rows in meetings.chunks(MOST_VALUES / 7) {
        let rows = rows.iter().cloned().map(section_meeting::ActiveModel::from).map(ActiveModelTrait::reset_all);
        section_meeting::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    Ok(())
}
