//! People, their employments and specialties.

mod roster;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Error,
    error::Conflict,
    id::{EmploymentId, OrganisationId, PersonId},
    name::Named,
    organisation::{OrganisationKind, OrganisationRef},
    person::{Category, DoubleQualifiedLevel, Employment, NewEmployment, NewPerson, Person, Profile},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait,
};

use crate::{
    entity::{department, employment, organisation, person, specialty},
    failure::Result,
    guard::{AddPerson, Allowed, EditPerson},
    store::{organisation::department_named, text},
};

pub(crate) use roster::{RosterOrder, RosterPlace, RosterQuery, everybody, roster};
pub(in crate::store) use roster::{RosterRow, employed, like, roster_line};

/// How many people go into one statement: databases bound the number of its values.
const PEOPLE: usize = 500;

/// One person with all employments, the latest first.
pub(crate) async fn find(conn: &impl ConnectionTrait, id: PersonId) -> Result<Option<Person>> {
    let Some(row) = person::Entity::find_by_id(id.0).one(conn).await? else { return Ok(None) };
    let employments = employments(conn, id).await?;
    Ok(Some(Person {
        id,
        name: row.name,
        name_en: row.name_en,
        reference: row.reference,
        version: row.version,
        employments,
    }))
}

/// Makes requests about the placements of one person wait for each other until the transaction ends: two
/// that each waited for the other at the constraint would both fail. SQLite has one writer anyway.
pub(crate) async fn take_turn(conn: &impl ConnectionTrait, id: PersonId) -> Result<()> {
    person::Entity::find_by_id(id.0).lock_exclusive().one(conn).await?;
    Ok(())
}

/// The same for several people, in the order of their numbers, so that no two requests wait for each other.
pub(crate) async fn take_turns(conn: &impl ConnectionTrait, ids: &[PersonId]) -> Result<()> {
    let mut ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    ids.sort_unstable();
    for part in ids.chunks(PEOPLE) {
        let people = person::Entity::find().filter(person::Column::Id.is_in(part.iter().copied()));
        people.order_by_asc(person::Column::Id).lock_exclusive().all(conn).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct EmploymentRow {
    id: i64,
    organisation_id: i64,
    organisation_kind: String,
    organisation_name: String,
    organisation_name_en: Option<String>,
    department: Option<String>,
    profile: String,
    staff_number: Option<String>,
    category: Option<String>,
    title: Option<String>,
    double_qualified_level: Option<String>,
    consent: bool,
    first_day: Option<NaiveDate>,
    last_day: Option<NaiveDate>,
}

async fn employments(conn: &impl ConnectionTrait, id: PersonId) -> Result<Vec<Employment>> {
    let rows = employment::Entity::find()
        .column_as(organisation::Column::Kind, "organisation_kind")
        .column_as(organisation::Column::Name, "organisation_name")
        .column_as(organisation::Column::NameEn, "organisation_name_en")
        .column_as(department::Column::Name, "department")
        .join(JoinType::InnerJoin, employment::Relation::Organisation.def())
        .join(JoinType::LeftJoin, employment::Relation::Department.def())
        .filter(employment::Column::PersonId.eq(id.0))
        .into_model::<EmploymentRow>()
        .all(conn)
        .await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut codes: HashMap<i64, Vec<String>> = HashMap::new();
    for row in specialty::Entity::find()
        .filter(specialty::Column::EmploymentId.is_in(ids))
        .order_by_asc(specialty::Column::MajorCode)
        .all(conn)
        .await?
    {
        codes.entry(row.employment_id).or_default().push(row.major_code);
    }
    let mut employments = rows
        .into_iter()
        .map(|row| {
            Ok(Employment {
                specialties: codes.remove(&row.id).unwrap_or_default(),
                id: EmploymentId(row.id),
                organisation: OrganisationRef {
                    id: OrganisationId(row.organisation_id),
                    kind: text(&row.organisation_kind, OrganisationKind::parse)?,
                    name: Named::new(row.organisation_name, row.organisation_name_en),
                },
                department: row.department,
                profile: text(&row.profile, Profile::parse)?,
                staff_number: row.staff_number,
                category: optional(row.category.as_deref(), Category::parse)?,
                title: row.title,
                double_qualified_level: optional(row.double_qualified_level.as_deref(), DoubleQualifiedLevel::parse)?,
                consent: row.consent,
                first_day: row.first_day,
                last_day: row.last_day,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    employments.sort_by_key(|employment| (std::cmp::Reverse(employment.first_day), employment.id));
    Ok(employments)
}

fn optional<T>(value: Option<&str>, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>> {
    value.map(|value| text(value, parse)).transpose()
}

/// Adds a person with a first employment.
pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    organisation: &Allowed<AddPerson>,
    new: &NewPerson,
    now: DateTime<Utc>,
) -> Result<PersonId> {
    let row = person::ActiveModel {
        name: Set(new.name.clone()),
        name_en: Set(new.name_en.clone()),
        reference: Set(new.reference.clone()),
        version: Set(1),
        created_at: Set(now),
        ..Default::default()
    };
    let id = PersonId(person::Entity::insert(row).exec(conn).await?.last_insert_id);
    add_employment(conn, organisation, id, &new.employment).await?;
    Ok(id)
}

/// Adds an employment of a known person at the organisation.
pub(crate) async fn add_employment(
    conn: &impl ConnectionTrait,
    organisation: &Allowed<AddPerson>,
    person: PersonId,
    new: &NewEmployment,
) -> Result<()> {
    let row = employment::ActiveModel { person_id: Set(person.0), ..columns(conn, organisation.id, new).await? };
    let id = employment::Entity::insert(row).exec(conn).await?.last_insert_id;
    set_specialties(conn, id, &new.specialties).await
}

/// Changes a person that still has `version`, and the employment at the organisation of `new`.
pub(crate) async fn update(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<EditPerson>,
    new: &NewPerson,
    employment_id: EmploymentId,
    version: i32,
) -> Result<()> {
    let row = person::ActiveModel {
        name: Set(new.name.clone()),
        name_en: Set(new.name_en.clone()),
        version: Set(version + 1),
        ..Default::default()
    };
    let changed = person::Entity::update_many()
        .set(row)
        .filter(person::Column::Id.eq(allowed.id.0))
        .filter(person::Column::Version.eq(version))
        .exec(conn)
        .await?;
    if changed.rows_affected == 0 {
        return Err(Error::Conflict(Conflict::Stale).into());
    }
    let row = columns(conn, new.employment.organisation, &new.employment).await?;
    employment::Entity::update_many()
        .set(row)
        .filter(employment::Column::Id.eq(employment_id.0))
        .filter(employment::Column::PersonId.eq(allowed.id.0))
        .exec(conn)
        .await?;
    set_specialties(conn, employment_id.0, &new.employment.specialties).await
}

/// Notes the consent of the organisation for all people named, who must be employed there on a day.
pub(crate) async fn set_consent(
    conn: &impl ConnectionTrait,
    organisation: &Allowed<AddPerson>,
    people: &[PersonId],
    consent: bool,
    on: NaiveDate,
) -> Result<()> {
    let changed = employment::Entity::update_many()
        .set(employment::ActiveModel { consent: Set(consent), ..Default::default() })
        .filter(employment::Column::OrganisationId.eq(organisation.id.0))
        .filter(employment::Column::PersonId.is_in(people.iter().map(|id| id.0)))
        .filter(employment::Column::LastDay.is_null().or(employment::Column::LastDay.gte(on)))
        .exec(conn)
        .await?;
    let found = usize::try_from(changed.rows_affected).unwrap_or_default();
    if found < people.len() { Err(Error::NotFound.into()) } else { Ok(()) }
}

async fn columns(
    conn: &impl ConnectionTrait,
    organisation: OrganisationId,
    new: &NewEmployment,
) -> Result<employment::ActiveModel> {
    let department_id = match &new.department {
        Some(name) => Some(department_named(conn, organisation, name).await?),
        None => None,
    };
    Ok(employment::ActiveModel {
        organisation_id: Set(organisation.0),
        department_id: Set(department_id),
        profile: Set(new.profile.as_str().to_owned()),
        staff_number: Set(new.staff_number.clone()),
        category: Set(new.category.map(|category| category.as_str().to_owned())),
        title: Set(new.title.clone()),
        double_qualified_level: Set(new.double_qualified_level.map(|level| level.as_str().to_owned())),
        consent: Set(new.consent),
        first_day: Set(new.first_day),
        last_day: Set(new.last_day),
        ..Default::default()
    })
}

async fn set_specialties(conn: &impl ConnectionTrait, employment_id: i64, codes: &[String]) -> Result<()> {
    specialty::Entity::delete_many().filter(specialty::Column::EmploymentId.eq(employment_id)).exec(conn).await?;
    if !codes.is_empty() {
        let rows = codes
            .iter()
            .map(|code| specialty::ActiveModel { employment_id: Set(employment_id), major_code: Set(code.clone()) });
        specialty::Entity::insert_many(rows).exec(conn).await?;
    }
    Ok(())
}
