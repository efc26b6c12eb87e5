//! Whole lists for files, within what the actor may see.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    credential::Credential,
    organisation::Organisation,
    person::Person,
    placement::Placement,
    timetable::{Meeting, Section},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationTrait,
    sea_query::{Alias, Expr},
};

use super::{
    import::{CredentialTypeRow, EmploymentRow, MajorRow, OrganisationRow},
    placement::within,
};
use crate::{
    entity::{
        course_section, credential, credential_type, department, employment, hour_entry, major, organisation, person,
        placement, section_meeting, section_teacher, specialty, term,
    },
    failure::Result,
    guard::{Scope, Visible},
};

pub(crate) use hour_entry::Model as HourRow;

/// A placement with what its organisations and people are known by.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct PlacementLine {
    #[sea_orm(nested)]
    pub(crate) placement: placement::Model,
    pub(crate) sending: String,
    pub(crate) hosting: String,
    /// The zone of the host.
    pub(crate) zone: String,
    pub(crate) person: String,
    pub(crate) person_reference: Option<String>,
    pub(crate) mentor: Option<String>,
    pub(crate) mentor_reference: Option<String>,
}

/// The placements that the actor may see, in the order in which they were added; only those that no file
/// has an identity for, if asked.
pub(crate) async fn placements(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    without_key: bool,
) -> Result<Vec<PlacementLine>> {
    let name = |table: &'static str| Expr::col((Alias::new(table), organisation::Column::Name));
    let of = |table: &'static str, column: person::Column| Expr::col((Alias::new(table), column));
    let mut select = placement::Entity::find()
        .expr_as(name("sending"), "sending")
        .expr_as(name("hosting"), "hosting")
        .expr_as(Expr::col((Alias::new("hosting"), organisation::Column::Zone)), "zone")
        .expr_as(of("participant", person::Column::Name), "person")
        .expr_as(of("participant", person::Column::Reference), "person_reference")
        .expr_as(of("mentor", person::Column::Name), "mentor")
        .expr_as(of("mentor", person::Column::Reference), "mentor_reference")
        .join_as(JoinType::InnerJoin, placement::Relation::Sending.def(), Alias::new("sending"))
        .join_as(JoinType::InnerJoin, placement::Relation::Hosting.def(), Alias::new("hosting"))
        .join_as(JoinType::InnerJoin, placement::Relation::Participant.def(), Alias::new("participant"))
        .join_as(JoinType::LeftJoin, placement::Relation::Mentor.def(), Alias::new("mentor"))
        .filter(within(visible.scope()));
    if without_key {
        select = select.filter(placement::Column::ImportKey.is_null());
    }
    Ok(select.order_by_asc(placement::Column::Id).into_model().all(conn).await?)
}

/// Staff numbers by person and organisation, of the people in placements that the actor may see.
pub(crate) async fn staff_numbers(
    conn: &impl ConnectionTrait,
    _: &Visible<Placement>,
) -> Result<HashMap<(i64, i64), String>> {
    let rows: Vec<(i64, i64, Option<String>)> = employment::Entity::find()
        .select_only()
        .column(employment::Column::PersonId)
        .column(employment::Column::OrganisationId)
        .column(employment::Column::StaffNumber)
        .filter(employment::Column::StaffNumber.is_not_null())
        // The latest number is the one that stays in the map.
        .order_by_asc(employment::Column::Id)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().filter_map(|(person, organisation, number)| Some(((person, organisation), number?))).collect())
}

/// The entries of placements that the actor may see, by placement and day.
pub(crate) async fn hours(
    conn: &impl ConnectionTrait,
    _: &Visible<Placement>,
    placements: &[i64],
) -> Result<Vec<HourRow>> {
    let rows = hour_entry::Entity::find()
        .filter(hour_entry::Column::PlacementId.is_in(placements.iter().copied()))
        .order_by_asc(hour_entry::Column::PlacementId)
        .order_by_asc(hour_entry::Column::Day)
        .order_by_asc(hour_entry::Column::Id)
        .all(conn)
        .await?;
    Ok(rows)
}

/// A credential with what its holder is known by.
#[derive(Debug, FromQueryResult)]
pub(crate) struct CredentialLine {
    #[sea_orm(nested)]
    pub(crate) credential: credential::Model,
    pub(crate) person_id: i64,
    pub(crate) person: String,
    pub(crate) person_reference: Option<String>,
}

/// The credentials that the actor may list, in the order in which they were added.
pub(crate) async fn credentials(
    conn: &impl ConnectionTrait,
    visible: &Visible<Credential>,
    on: NaiveDate,
) -> Result<Vec<CredentialLine>> {
    let select = credential::Entity::find()
        .column_as(person::Column::Name, "person")
        .column_as(person::Column::Reference, "person_reference")
        .join(JoinType::InnerJoin, credential::Relation::Person.def())
        .filter(super::credential::held_in(visible, on));
    Ok(select.order_by_asc(credential::Column::Id).into_model().all(conn).await?)
}

/// Person, employer and staff number of employments, the latest last: what the holders of credentials are
/// known by.
pub(crate) async fn jobs(
    conn: &impl ConnectionTrait,
    visible: &Visible<Credential>,
) -> Result<Vec<(i64, String, Option<String>)>> {
    let mut select = employment::Entity::find()
        .select_only()
        .column(employment::Column::PersonId)
        .column(organisation::Column::Name)
        .column(employment::Column::StaffNumber)
        .join(JoinType::InnerJoin, employment::Relation::Organisation.def());
    match visible.scope() {
        Scope::Community => {}
        Scope::Organisation(id) => select = select.filter(employment::Column::OrganisationId.eq(id.0)),
        Scope::Person(id) | Scope::Mentor(id) => select = select.filter(employment::Column::PersonId.eq(id.0)),
    }
    Ok(select.order_by_asc(employment::Column::Id).into_tuple().all(conn).await?)
}

/// A person with one employment.
#[derive(Debug, FromQueryResult)]
pub(crate) struct PersonLine {
    #[sea_orm(nested)]
    pub(crate) person: person::Model,
    #[sea_orm(nested(prefix = "employment_"))]
    pub(crate) employment: Option<EmploymentRow>,
    pub(crate) organisation: Option<String>,
    pub(crate) department: Option<String>,
}

/// The people whom the actor may list, one line an employment, and the specialties by employment.
pub(crate) async fn people(
    conn: &impl ConnectionTrait,
    visible: &Visible<Person>,
) -> Result<(Vec<PersonLine>, HashMap<i64, Vec<String>>)> {
    let mut select = person::Entity::find()
        .column_as(organisation::Column::Name, "organisation")
        .column_as(department::Column::Name, "department");
    for column in <employment::Column as sea_orm::Iterable>::iter() {
        select = select.column_as(column, format!("employment_{}", sea_orm::IdenStatic::as_str(&column)));
    }
    let mut select = select
        .join(JoinType::LeftJoin, employment::Relation::Person.def().rev())
        .join(JoinType::LeftJoin, employment::Relation::Organisation.def())
        .join(JoinType::LeftJoin, employment::Relation::Department.def());
    match visible.scope() {
        Scope::Community => {}
        Scope::Organisation(id) => select = select.filter(employment::Column::OrganisationId.eq(id.0)),
        Scope::Person(id) | Scope::Mentor(id) => select = select.filter(person::Column::Id.eq(id.0)),
    }
    let lines =
        select.order_by_asc(person::Column::Id).order_by_asc(employment::Column::Id).into_model().all(conn).await?;
    let mut codes: HashMap<i64, Vec<String>> = HashMap::new();
    for row in specialty::Entity::find().order_by_asc(specialty::Column::MajorCode).all(conn).await? {
        codes.entry(row.employment_id).or_default().push(row.major_code);
    }
    Ok((lines, codes))
}

/// All organisations that the actor may list, in the order in which they were added.
pub(crate) async fn organisations(
    conn: &impl ConnectionTrait,
    visible: &Visible<Organisation>,
) -> Result<Vec<OrganisationRow>> {
    let mut select = organisation::Entity::find();
    match visible.scope() {
        Scope::Community => {}
        Scope::Organisation(id) => select = select.filter(organisation::Column::Id.eq(id.0)),
        Scope::Person(_) | Scope::Mentor(_) => return Ok(Vec::new()),
    }
    Ok(select.order_by_asc(organisation::Column::Id).all(conn).await?)
}

/// Both catalogues, by code; everybody may read them.
pub(crate) async fn catalogues(conn: &impl ConnectionTrait) -> Result<(Vec<MajorRow>, Vec<CredentialTypeRow>)> {
    let majors = major::Entity::find().order_by_asc(major::Column::Code).all(conn).await?;
    let types = credential_type::Entity::find().order_by_asc(credential_type::Column::Code).all(conn).await?;
    Ok((majors, types))
}

/// A course section with what its college, term and teachers are known by.
#[derive(Clone, Debug)]
pub(crate) struct SectionLine {
    pub(crate) organisation: String,
    pub(crate) term: String,
    pub(crate) section: course_section::Model,
    /// Name and, at the college, staff number.
    pub(crate) teachers: Vec<(String, Option<String>)>,
    pub(crate) meetings: Vec<(Meeting, Option<String>)>,
}

/// The course sections of the colleges that the actor may see, in the order in which they were added.
pub(crate) async fn timetables(conn: &impl ConnectionTrait, visible: &Visible<Section>) -> Result<Vec<SectionLine>> {
    let mut select = term::Entity::find();
    match visible.scope() {
        Scope::Community => {}
        Scope::Organisation(id) => select = select.filter(term::Column::OrganisationId.eq(id.0)),
        Scope::Person(_) | Scope::Mentor(_) => return Ok(Vec::new()),
    }
    let terms: HashMap<i64, term::Model> = select.all(conn).await?.into_iter().map(|row| (row.id, row)).collect();
    let colleges: HashMap<i64, String> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Name])
        .into_tuple::<(i64, String)>()
        .all(conn)
        .await?
        .into_iter()
        .collect();
    let own: Vec<i64> = terms.keys().copied().collect();
    let in_terms = || course_section::Column::TermId.is_in(own.iter().copied());
    let ids = || {
        let select = course_section::Entity::find().select_only().column(course_section::Column::Id);
        select.filter(in_terms()).into_query()
    };
    let mut meetings: HashMap<i64, Vec<(Meeting, Option<String>)>> = HashMap::new();
    let found = section_meeting::Entity::find()
        .filter(section_meeting::Column::SectionId.in_subquery(ids()))
        .order_by_asc(section_meeting::Column::SectionId)
        .order_by_asc(section_meeting::Column::Number);
    for row in found.all(conn).await? {
        let room = row.room.clone();
        meetings.entry(row.section_id).or_default().push((super::timetable::meeting(row)?, room));
    }
    let numbers: HashMap<(i64, i64), String> = employment::Entity::find()
        .select_only()
        .columns([employment::Column::OrganisationId, employment::Column::PersonId, employment::Column::StaffNumber])
        .filter(employment::Column::StaffNumber.is_not_null())
        .filter(employment::Column::OrganisationId.is_in(terms.values().map(|term| term.organisation_id)))
        .into_tuple::<(i64, i64, String)>()
        .all(conn)
        .await?
        .into_iter()
        .map(|(college, person, number)| ((college, person), number))
        .collect();
    let mut taught: HashMap<i64, Vec<(i64, String)>> = HashMap::new();
    let found = section_teacher::Entity::find()
        .select_only()
        .columns([section_teacher::Column::SectionId, section_teacher::Column::PersonId])
        .column(person::Column::Name)
        .join(JoinType::InnerJoin, section_teacher::Relation::Person.def())
        .filter(section_teacher::Column::SectionId.in_subquery(ids()))
        .order_by_asc(section_teacher::Column::PersonId)
        .into_tuple::<(i64, i64, String)>();
    for (section, person, name) in found.all(conn).await? {
        taught.entry(section).or_default().push((person, name));
    }
    let rows = course_section::Entity::find().filter(in_terms()).order_by_asc(course_section::Column::Id);
    let mut lines = Vec::new();
    for section in rows.all(conn).await? {
        let Some(term) = terms.get(&section.term_id) else { continue };
        let teachers = taught.remove(&section.id).unwrap_or_default().into_iter();
        lines.push(SectionLine {
            organisation: colleges.get(&term.organisation_id).cloned().unwrap_or_default(),
            term: term.name.clone(),
            teachers: teachers
                .map(|(person, name)| (name, numbers.get(&(term.organisation_id, person)).cloned()))
                .collect(),
            meetings: meetings.remove(&section.id).unwrap_or_default(),
            section,
        });
    }
    Ok(lines)
}
