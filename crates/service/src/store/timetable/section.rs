//! Course sections by the page, and those of one person.

use std::collections::HashMap;

use domain::{
    id::{OrganisationId, PersonId, PlacementId, SectionId, TermId},
    list::{PAGE_SIZE, Page},
    name::Named,
    placement::PersonRef,
    timetable::{Meeting, Section, SectionMeeting, SectionTeacher},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationTrait, Select, sea_query::Expr,
};

use super::stored_weeks;
use crate::{
    entity::{course_section, person, section_meeting, section_teacher, term},
    failure::{Failure, Result},
    guard::{Allowed, ReadTimetable},
    store::person::like,
};

/// What a list of sections is narrowed to.
#[derive(Clone, Debug)]
pub(crate) struct SectionQuery {
    pub(crate) term: TermId,
    pub(crate) q: String,
    /// Behind this course and identifier.
    pub(crate) after: Option<(String, i64)>,
}

/// One page of the sections of a college's term, by course.
pub(crate) async fn sections(
    conn: &impl ConnectionTrait,
    college: &Allowed<ReadTimetable>,
    query: &SectionQuery,
) -> Result<Page<Section>> {
    use course_section::Column as C;
    let mut select = matching(college, query);
    if let Some((course, id)) = &query.after {
        select = select.filter(C::Course.gt(course.as_str()).or(C::Course.eq(course.as_str()).and(C::Id.gt(*id))));
    }
    let rows = select.order_by_asc(C::Course).order_by_asc(C::Id).limit(PAGE_SIZE + 1).all(conn).await?;
    let page = Page::cut(rows, |row| format!("{}~{}", row.id, row.course));
    Ok(Page { items: whole(conn, page.items).await?, next: page.next })
}

/// How many sections match, whatever the page.
pub(crate) async fn count(
    conn: &impl ConnectionTrait,
    college: &Allowed<ReadTimetable>,
    query: &SectionQuery,
) -> Result<u64> {
    Ok(matching(college, query).count(conn).await?)
}

fn matching(college: &Allowed<ReadTimetable>, query: &SectionQuery) -> Select<course_section::Entity> {
    use course_section::Column as C;
    let own = term::Entity::find()
        .select_only()
        .column(term::Column::Id)
        .filter(term::Column::OrganisationId.eq(college.id.0).and(term::Column::Id.eq(query.term.0)))
        .into_query();
    let select = course_section::Entity::find().filter(C::TermId.in_subquery(own));
    if query.q.is_empty() {
        return select;
    }
    let taught = section_teacher::Entity::find()
        .select_only()
        .column(section_teacher::Column::SectionId)
        .inner_join(person::Entity)
        .filter(
            Condition::any()
                .add(Expr::col((person::Entity, person::Column::Name)).like(like(&query.q)))
                .add(Expr::col((person::Entity, person::Column::NameEn)).like(like(&query.q))),
        )
        .into_query();
    let columns = [C::Course, C::Code, C::CourseCode, C::Classes];
    let found = columns.iter().fold(Condition::any(), |any, column| any.add(column.like(like(&query.q))));
    select.filter(found.add(C::Id.in_subquery(taught)))
}

/// The sections that a person teaches in some terms of one college.
pub(crate) async fn sections_of_person(
    conn: &impl ConnectionTrait,
    person: PersonId,
    college: OrganisationId,
    terms: &[TermId],
) -> Result<Vec<Section>> {
    use course_section::Column as C;
    let taught = section_teacher::Entity::find()
        .select_only()
        .column(section_teacher::Column::SectionId)
        .filter(section_teacher::Column::PersonId.eq(person.0))
        .into_query();
    let own = term::Entity::find()
        .select_only()
        .column(term::Column::Id)
        .filter(term::Column::OrganisationId.eq(college.0))
        .filter(term::Column::Id.is_in(terms.iter().map(|id| id.0)))
        .into_query();
    let select = course_section::Entity::find().filter(C::Id.in_subquery(taught)).filter(C::TermId.in_subquery(own));
    let rows = select.order_by_asc(C::Course).order_by_asc(C::Id).all(conn).await?;
    whole(conn, rows).await
}

/// The courses of sections, by which a lesson is called.
pub(crate) async fn courses(conn: &impl ConnectionTrait, sections: &[SectionId]) -> Result<HashMap<SectionId, Named>> {
    let mut known = HashMap::new();
    for part in sections.chunks(4_000) {
        let rows: Vec<(i64, String)> = course_section::Entity::find()
            .select_only()
            .columns([course_section::Column::Id, course_section::Column::Course])
            .filter(course_section::Column::Id.is_in(part.iter().map(|id| id.0)))
            .into_tuple()
            .all(conn)
            .await?;
        known.extend(rows.into_iter().map(|(id, course)| (SectionId(id), Named::new(course, None))));
    }
    Ok(known)
}

#[derive(FromQueryResult)]
struct TeacherRow {
    section_id: i64,
    person_id: i64,
    placement_id: Option<i64>,
    name: String,
    name_en: Option<String>,
    reference: Option<String>,
}

/// Sections with their teachers and meetings: two more questions, however many they are.
async fn whole(conn: &impl ConnectionTrait, rows: Vec<course_section::Model>) -> Result<Vec<Section>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids = || rows.iter().map(|row| row.id);
    let mut teachers: HashMap<i64, Vec<SectionTeacher>> = HashMap::new();
    let found = section_teacher::Entity::find()
        .column_as(person::Column::Name, "name")
        .column_as(person::Column::NameEn, "name_en")
        .column_as(person::Column::Reference, "reference")
        .join(JoinType::InnerJoin, section_teacher::Relation::Person.def())
        .filter(section_teacher::Column::SectionId.is_in(ids()))
        .order_by_asc(section_teacher::Column::PersonId)
        .into_model::<TeacherRow>();
    for row in found.all(conn).await? {
        let label = Named::or_reference(row.name, row.name_en, row.reference);
        teachers.entry(row.section_id).or_default().push(SectionTeacher {
            person: PersonRef { id: PersonId(row.person_id), label },
            placement: row.placement_id.map(PlacementId),
        });
    }
    let mut meetings: HashMap<i64, Vec<SectionMeeting>> = HashMap::new();
    let found = section_meeting::Entity::find()
        .filter(section_meeting::Column::SectionId.is_in(ids()))
        .order_by_asc(section_meeting::Column::SectionId)
        .order_by_asc(section_meeting::Column::Number);
    for row in found.all(conn).await? {
        meetings
            .entry(row.section_id)
            .or_default()
            .push(SectionMeeting { room: row.room.clone(), meeting: meeting(row)? });
    }
    let section = |row: course_section::Model| Section {
        teachers: teachers.remove(&row.id).unwrap_or_default(),
        meetings: meetings.remove(&row.id).unwrap_or_default(),
        id: SectionId(row.id),
        code: row.code,
        course: row.course,
        course_code: row.course_code,
        classes: row.classes,
    };
    Ok(rows.into_iter().map(section).collect())
}

/// A meeting as it is kept.
pub(crate) fn meeting(row: section_meeting::Model) -> Result<Meeting> {
    let weekday = u8::try_from(row.weekday - 1).map_err(Failure::internal)?;
    Ok(Meeting {
        weekday: weekday.try_into().map_err(Failure::internal)?,
        first_period: u8::try_from(row.first_period).map_err(Failure::internal)?,
        last_period: u8::try_from(row.last_period).map_err(Failure::internal)?,
        weeks: stored_weeks(row.weeks)?,
    })
}
