//! Shift patterns of organisations.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    Error,
    calendar::{Cycle, NewShiftPattern, Shift, ShiftPattern},
    error::Conflict,
    id::{OrganisationId, ShiftPatternId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    entity::{shift, shift_pattern as stored},
    failure::Result,
    guard::{Allowed, EditCalendar, ReadCalendar},
};

/// The shift patterns of an organisation, by name.
pub(crate) async fn patterns(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ReadCalendar>,
) -> Result<Vec<ShiftPattern>> {
    let rows = stored::Entity::find()
        .filter(stored::Column::OrganisationId.eq(allowed.id.0))
        .order_by_asc(stored::Column::Name)
        .all(conn)
        .await?;
    with_shifts(conn, rows).await
}

/// One shift pattern of an organisation.
pub(crate) async fn pattern_of(
    conn: &impl ConnectionTrait,
    organisation: OrganisationId,
    id: ShiftPatternId,
) -> Result<Option<ShiftPattern>> {
    let row = stored::Entity::find_by_id(id.0).filter(stored::Column::OrganisationId.eq(organisation.0));
    let rows = row.one(conn).await?.into_iter().collect();
    Ok(with_shifts(conn, rows).await?.pop())
}

/// Whose a pattern is.
pub(crate) async fn organisation_of_pattern(
    conn: &impl ConnectionTrait,
    id: ShiftPatternId,
) -> Result<Option<OrganisationId>> {
    Ok(stored::Entity::find_by_id(id.0).one(conn).await?.map(|row| OrganisationId(row.organisation_id)))
}

async fn with_shifts(conn: &impl ConnectionTrait, rows: Vec<stored::Model>) -> Result<Vec<ShiftPattern>> {
    let mut shifts: HashMap<i64, Vec<Shift>> = HashMap::new();
    let found = shift::Entity::find()
        .filter(shift::Column::PatternId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(shift::Column::CycleDay)
        .order_by_asc(shift::Column::StartMinute)
        .all(conn)
        .await?;
    for row in found {
        let one = Shift { cycle_day: row.cycle_day, start: row.start_minute, minutes: row.minutes };
        shifts.entry(row.pattern_id).or_default().push(one);
    }
    let pattern = |row: stored::Model| ShiftPattern {
        id: ShiftPatternId(row.id),
        organisation: OrganisationId(row.organisation_id),
        name: row.name,
        cycle: Cycle {
            cycle_days: row.cycle_days,
            anchor: row.anchor,
            shifts: shifts.remove(&row.id).unwrap_or_default(),
        },
        version: row.version,
    };
    Ok(rows.into_iter().map(pattern).collect())
}

fn columns(new: &NewShiftPattern) -> stored::ActiveModel {
    stored::ActiveModel {
        name: Set(new.name.clone()),
        cycle_days: Set(new.cycle.cycle_days),
        anchor: Set(new.cycle.anchor),
        ..Default::default()
    }
}

async fn put_shifts(conn: &impl ConnectionTrait, id: i64, shifts: &[Shift]) -> Result<()> {
    shift::Entity::delete_many().filter(shift::Column::PatternId.eq(id)).exec(conn).await?;
    let rows = shifts.iter().map(|it| shift::ActiveModel {
        pattern_id: Set(id),
        cycle_day: Set(it.cycle_day),
        start_minute: Set(it.start),
        minutes: Set(it.minutes),
        ..Default::default()
    });
    if !shifts.is_empty() {
        shift::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    Ok(())
}

/// Stores a shift pattern.
pub(crate) async fn insert_pattern(
    conn: &impl ConnectionTrait,
    organisation: &Allowed<EditCalendar>,
    new: &NewShiftPattern,
    now: DateTime<Utc>,
) -> Result<ShiftPatternId> {
    let row = stored::ActiveModel {
        organisation_id: Set(organisation.id.0),
        version: Set(1),
        created_at: Set(now),
        ..columns(new)
    };
    let id = stored::Entity::insert(row).exec(conn).await?.last_insert_id;
    put_shifts(conn, id, &new.cycle.shifts).await?;
    Ok(ShiftPatternId(id))
}

/// Changes a shift pattern that still has `version`.
pub(crate) async fn update_pattern(
    conn: &impl ConnectionTrait,
    organisation: &Allowed<EditCalendar>,
    id: ShiftPatternId,
    new: &NewShiftPattern,
    version: i32,
) -> Result<()> {
    let changed = stored::Entity::update_many()
        .set(stored::ActiveModel { version: Set(version.saturating_add(1)), ..columns(new) })
        .filter(stored::Column::Id.eq(id.0))
        .filter(stored::Column::OrganisationId.eq(organisation.id.0))
        .filter(stored::Column::Version.eq(version))
        .exec(conn)
        .await?;
    if changed.rows_affected == 0 {
        return Err(Error::Conflict(Conflict::Stale).into());
    }
    put_shifts(conn, id.0, &new.cycle.shifts).await
}

/// Removes a shift pattern that still has `version`.
pub(crate) async fn delete_pattern(
    conn: &impl ConnectionTrait,
    organisation: &Allowed<EditCalendar>,
    id: ShiftPatternId,
    version: i32,
) -> Result<()> {
    let gone = stored::Entity::delete_many()
        .filter(stored::Column::Id.eq(id.0))
        .filter(stored::Column::OrganisationId.eq(organisation.id.0))
        .filter(stored::Column::Version.eq(version))
        .exec(conn)
        .await?;
    if gone.rows_affected == 0 { Err(Error::Conflict(Conflict::Stale).into()) } else { Ok(()) }
}
