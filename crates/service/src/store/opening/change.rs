//! Storing and changing openings.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Error,
    error::Conflict,
    id::OpeningId,
    opening::{NewOpening, Opening},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveValue, QueryFilter, QuerySelect};

use super::taking;
use crate::{
    entity::{opening, placement},
    failure::Result,
    guard::{Allowed, EditOpening, OfferOpening},
};

/// Stores an opening, which is open.
pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    organisation: &Allowed<OfferOpening>,
    new: &NewOpening,
    now: DateTime<Utc>,
) -> Result<OpeningId> {
    let row = opening::ActiveModel {
        organisation_id: Set(organisation.id.0),
        open: Set(true),
        version: Set(1),
        created_at: Set(now),
        ..columns(new)
    };
    Ok(OpeningId(opening::Entity::insert(row).exec(conn).await?.last_insert_id))
}

fn columns(new: &NewOpening) -> opening::ActiveModel {
    opening::ActiveModel {
        kind: Set(new.kind.as_str().to_owned()),
        title: Set(new.title.clone()),
        specialty: Set(new.specialty.clone()),
        place: Set(new.place.clone()),
        form: Set(new.form.as_str().to_owned()),
        load: Set(new.load.as_str().to_owned()),
        first_day: Set(new.first_day),
        last_day: Set(new.last_day),
        planned_minutes: Set(new.planned_minutes),
        capacity: Set(new.capacity),
        engineer_id: Set(new.engineer.map(|id| id.0)),
        description: Set(new.text.clone()),
        contact: Set(new.contact.clone()),
        ..Default::default()
    }
}

/// Changes an opening that still has `version`.
pub(crate) async fn update(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<EditOpening>,
    new: &NewOpening,
    version: i32,
) -> Result<()> {
    change(conn, allowed, columns(new), version).await
}

/// Closes or reopens an opening that still has `version`.
pub(crate) async fn set_open(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<EditOpening>,
    open: bool,
    version: i32,
) -> Result<()> {
    change(conn, allowed, opening::ActiveModel { open: Set(open), ..Default::default() }, version).await
}

async fn change(conn: &impl ConnectionTrait, opening: &Opening, row: opening::ActiveModel, version: i32) -> Result<()> {
    let row = opening::ActiveModel { version: (version + 1).into_active_value(), ..row };
    let changed = opening::Entity::update_many()
        .set(row)
        .filter(opening::Column::Id.eq(opening.id.0))
        .filter(opening::Column::Version.eq(version))
        .exec(conn)
        .await?;
    if changed.rows_affected == 0 { Err(Error::Conflict(Conflict::Stale).into()) } else { Ok(()) }
}

/// Makes requests that take or change places of one opening wait for each other until the transaction
/// ends. SQLite has one writer anyway.
pub(crate) async fn take_turn(conn: &impl ConnectionTrait, id: OpeningId) -> Result<()> {
    opening::Entity::find_by_id(id.0).lock_exclusive().one(conn).await?;
    Ok(())
}

/// The first and the last day of the placements that take a place, if there are any.
pub(crate) async fn placed_days(
    conn: &impl ConnectionTrait,
    opening: &Allowed<EditOpening>,
) -> Result<Option<(NaiveDate, NaiveDate)>> {
    let row: Option<(Option<NaiveDate>, Option<NaiveDate>)> = placement::Entity::find()
        .select_only()
        .expr(placement::Column::FirstDay.min())
        .expr(placement::Column::LastDay.max())
        .filter(placement::Column::OpeningId.eq(opening.id.0))
        .filter(placement::Column::State.is_in(taking()))
        .into_tuple()
        .one(conn)
        .await?;
    Ok(row.and_then(|(first, last)| first.zip(last)))
}
