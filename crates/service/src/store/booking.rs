//! The time of people that is given out. The database refuses what overlaps, whoever asks.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    conflict::Taken,
    id::{PersonId, PlacementId},
    name::Named,
    session::{Source, Span},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    entity::{booking, organisation, placement},
    failure::Result,
};

/// How many rows go into one statement: databases bound the number of its values.
const ROWS: usize = 100;

/// A time to book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Booked {
    pub(crate) day: NaiveDate,
    pub(crate) span: Span,
    pub(crate) minutes: i32,
}

/// Books times of a person for a placement; what it had booked before is given back first.
///
/// # Errors
/// Overlap when any of the times is given out already.
pub(crate) async fn replace(
    conn: &impl ConnectionTrait,
    person: PersonId,
    placement: PlacementId,
    booked: &[Booked],
) -> Result<()> {
    release(conn, placement).await?;
    for part in booked.chunks(ROWS) {
        let rows = part.iter().map(|it| booking::ActiveModel {
            id: NotSet,
            person_id: Set(person.0),
            placement_id: Set(placement.0),
            day: Set(it.day),
            from_minute: Set(it.span.start),
            to_minute: Set(it.span.end),
            minutes: Set(it.minutes),
        });
        booking::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    Ok(())
}

/// Gives back what a placement had booked.
pub(crate) async fn release(conn: &impl ConnectionTrait, placement: PlacementId) -> Result<()> {
    booking::Entity::delete_many().filter(booking::Column::PlacementId.eq(placement.0)).exec(conn).await?;
    Ok(())
}

/// What is booked of people in a time, the earliest first, without names.
pub(crate) async fn of_people(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
    within: Span,
) -> Result<HashMap<PersonId, Vec<Taken>>> {
    let mut known: HashMap<PersonId, Vec<Taken>> = HashMap::new();
    for part in people.chunks(ROWS) {
        let rows = booking::Entity::find()
            .filter(booking::Column::PersonId.is_in(part.iter().map(|id| id.0)))
            .filter(booking::Column::FromMinute.lt(within.end))
            .filter(booking::Column::FromMinute.gt(within.start - LONGEST))
            .filter(booking::Column::ToMinute.gt(within.start))
            .order_by_asc(booking::Column::FromMinute)
            .all(conn)
            .await?;
        for row in rows {
            known.entry(PersonId(row.person_id)).or_default().push(taken(row));
        }
    }
    Ok(known)
}

/// The longest time that is booked in one piece, in minutes: 31 days, as the schema has it.
pub(crate) const LONGEST: i64 = 44_640;

fn taken(row: booking::Model) -> Taken {
    let source = Source::Placement(PlacementId(row.placement_id));
    let span = Span { start: row.from_minute, end: row.to_minute };
    Taken { span, day: row.day, minutes: row.minutes, source, name: None }
}

/// The hosts of placements, by which they are called.
pub(crate) async fn hosts(
    conn: &impl ConnectionTrait,
    placements: &[PlacementId],
) -> Result<HashMap<PlacementId, Named>> {
    let mut known = HashMap::new();
    for part in placements.chunks(ROWS) {
        let rows: Vec<(i64, String, Option<String>)> = placement::Entity::find()
            .select_only()
            .column(placement::Column::Id)
            .column(organisation::Column::Name)
            .column(organisation::Column::NameEn)
            .join(sea_orm::JoinType::InnerJoin, sea_orm::RelationTrait::def(&placement::Relation::Hosting))
            .filter(placement::Column::Id.is_in(part.iter().map(|id| id.0)))
            .into_tuple()
            .all(conn)
            .await?;
        known.extend(rows.into_iter().map(|(id, name, name_en)| (PlacementId(id), Named::new(name, name_en))));
    }
    Ok(known)
}
