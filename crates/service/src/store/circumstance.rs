//! Circumstances of people.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Error,
    calendar::DayPart,
    circumstance::{Circumstance, CircumstanceKind, NewCircumstance},
    error::Conflict,
    id::{CircumstanceId, PersonId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::text;
use crate::{
    entity::circumstance,
    failure::Result,
    guard::{Allowed, EditCircumstances, ReadCircumstances},
};

/// How many people go into one statement: databases bound the number of its values.
const PEOPLE: usize = 500;

fn from_row(row: circumstance::Model) -> Result<Circumstance> {
    Ok(Circumstance {
        id: CircumstanceId(row.id),
        person: PersonId(row.person_id),
        kind: text(&row.kind, CircumstanceKind::parse)?,
        first_day: row.first_day,
        last_day: row.last_day,
        part: text(&row.part, DayPart::parse)?,
        amount: row.amount,
        value: row.value,
        note: row.note,
        created_by: row.created_by,
        created_at: row.created_at,
        version: row.version,
    })
}

/// One circumstance.
pub(crate) async fn find(conn: &impl ConnectionTrait, id: CircumstanceId) -> Result<Option<Circumstance>> {
    circumstance::Entity::find_by_id(id.0).one(conn).await?.map(from_row).transpose()
}

/// All circumstances of a person, what was recorded last at the top.
pub(crate) async fn of_person(
    conn: &impl ConnectionTrait,
    person: &Allowed<ReadCircumstances>,
) -> Result<Vec<Circumstance>> {
    let rows = circumstance::Entity::find()
        .filter(circumstance::Column::PersonId.eq(person.id.0))
        .order_by_desc(circumstance::Column::Id)
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// The circumstances of those of `people` that have any, in the order in which they were recorded; whom the
/// actor may judge is found out before.
pub(crate) async fn of_people(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<Circumstance>>> {
    let mut known: HashMap<PersonId, Vec<Circumstance>> = HashMap::new();
    for people in people.chunks(PEOPLE) {
        let rows = circumstance::Entity::find()
            .filter(circumstance::Column::PersonId.is_in(people.iter().map(|id| id.0)))
            .order_by_asc(circumstance::Column::Id)
            .all(conn)
            .await?;
        for row in rows {
            let found = from_row(row)?;
            known.entry(found.person).or_default().push(found);
        }
    }
    Ok(known)
}

/// The leaves of those of `people` that touch the days `days.0..=days.1`, by their first day; whom the actor may
/// judge is found out before.
pub(crate) async fn leaves(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
    days: (NaiveDate, NaiveDate),
) -> Result<HashMap<PersonId, Vec<Circumstance>>> {
    let kinds = CircumstanceKind::ALL.iter().filter(|kind| kind.is_leave()).map(|kind| kind.as_str());
    let kinds: Vec<&str> = kinds.collect();
    let mut known: HashMap<PersonId, Vec<Circumstance>> = HashMap::new();
    for people in people.chunks(PEOPLE) {
        let rows = circumstance::Entity::find()
            .filter(circumstance::Column::PersonId.is_in(people.iter().map(|id| id.0)))
            .filter(circumstance::Column::Kind.is_in(kinds.iter().copied()))
            .filter(circumstance::Column::FirstDay.lte(days.1))
            .filter(circumstance::Column::LastDay.gte(days.0))
            .order_by_asc(circumstance::Column::FirstDay)
            .order_by_asc(circumstance::Column::Id)
            .all(conn)
            .await?;
        for row in rows {
            let found = from_row(row)?;
            known.entry(found.person).or_default().push(found);
        }
    }
    Ok(known)
}

/// Stores a circumstance with who recorded it, and when.
pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    person: &Allowed<EditCircumstances>,
    new: &NewCircumstance,
    by: String,
    now: DateTime<Utc>,
) -> Result<CircumstanceId> {
    let row = circumstance::ActiveModel {
        person_id: Set(person.id.0),
        created_by: Set(by),
        created_at: Set(now),
        version: Set(1),
        ..columns(new)
    };
    Ok(CircumstanceId(circumstance::Entity::insert(row).exec(conn).await?.last_insert_id))
}

fn columns(new: &NewCircumstance) -> circumstance::ActiveModel {
    circumstance::ActiveModel {
        kind: Set(new.kind.as_str().to_owned()),
        first_day: Set(new.first_day),
        last_day: Set(new.last_day),
        part: Set(new.part.as_str().to_owned()),
        amount: Set(new.amount),
        value: Set(new.value.clone()),
        note: Set(new.note.clone()),
        ..Default::default()
    }
}

/// Changes a circumstance that still has `version`.
pub(crate) async fn update(
    conn: &impl ConnectionTrait,
    person: &Allowed<EditCircumstances>,
    id: CircumstanceId,
    new: &NewCircumstance,
    version: i32,
) -> Result<()> {
    let changed = circumstance::Entity::update_many()
        .set(circumstance::ActiveModel { version: Set(version.saturating_add(1)), ..columns(new) })
        .filter(circumstance::Column::Id.eq(id.0))
        .filter(circumstance::Column::PersonId.eq(person.id.0))
        .filter(circumstance::Column::Version.eq(version))
        .exec(conn)
        .await?;
    if changed.rows_affected == 0 { Err(Error::Conflict(Conflict::Stale).into()) } else { Ok(()) }
}

/// Removes a circumstance that still has `version`.
pub(crate) async fn delete(
    conn: &impl ConnectionTrait,
    person: &Allowed<EditCircumstances>,
    id: CircumstanceId,
    version: i32,
) -> Result<()> {
    let gone = circumstance::Entity::delete_many()
        .filter(circumstance::Column::Id.eq(id.0))
        .filter(circumstance::Column::PersonId.eq(person.id.0))
        .filter(circumstance::Column::Version.eq(version))
        .exec(conn)
        .await?;
    if gone.rows_affected == 0 { Err(Error::Conflict(Conflict::Stale).into()) } else { Ok(()) }
}
