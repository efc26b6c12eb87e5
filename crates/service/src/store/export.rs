//! Whole lists for files, within what the actor may see.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{credential::Credential, organisation::Organisation, person::Person, placement::Placement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
    sea_query::{Alias, Expr},
};

use super::{
    import::{CredentialTypeRow, EmploymentRow, MajorRow, OrganisationRow},
    placement::within,
};
use crate::{
    entity::{
        credential, credential_type, department, employment, hour_entry, major, organisation, person, placement,
        specialty,
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
