//! Schedules of placements.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{id::PlacementId, schedule::Schedule};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    entity::{placement_day_off as off, placement_schedule as schedule},
    failure::Result,
    guard::{Allowed, DecidePlacement},
};

/// How many rows go into one statement: databases bound the number of its values.
const ROWS: usize = 500;

/// The schedule of a placement, if it has one.
pub(crate) async fn find(conn: &impl ConnectionTrait, id: PlacementId) -> Result<Option<Schedule>> {
    Ok(of_many(conn, &[id]).await?.remove(&id))
}

/// The schedules of those of `ids` that have one.
pub(crate) async fn of_many(
    conn: &impl ConnectionTrait,
    ids: &[PlacementId],
) -> Result<HashMap<PlacementId, Schedule>> {
    let mut known = HashMap::new();
    for ids in ids.chunks(ROWS) {
        let ids = ids.iter().map(|id| id.0);
        let rows = schedule::Entity::find().filter(schedule::Column::PlacementId.is_in(ids)).all(conn).await?;
        known.extend(rows.into_iter().map(from_row));
    }
    let ids: Vec<i64> = known.keys().map(|id: &PlacementId| id.0).collect();
    for ids in ids.chunks(ROWS) {
        let days: Vec<(i64, NaiveDate)> = off::Entity::find()
            .select_only()
            .columns([off::Column::PlacementId, off::Column::Day])
            .filter(off::Column::PlacementId.is_in(ids.iter().copied()))
            .order_by_asc(off::Column::Day)
            .into_tuple()
            .all(conn)
            .await?;
        for (id, day) in days {
            if let Some(schedule) = known.get_mut(&PlacementId(id)) {
                schedule.days_off.push(day);
            }
        }
    }
    Ok(known)
}

fn from_row(row: schedule::Model) -> (PlacementId, Schedule) {
    let minutes = [row.monday, row.tuesday, row.wednesday, row.thursday, row.friday, row.saturday, row.sunday];
    let schedule = Schedule { minutes, first_day: row.first_day, last_day: row.last_day, days_off: Vec::new() };
    (PlacementId(row.placement_id), schedule)
}

/// Stores the schedule of a placement in place of the one it has.
pub(crate) async fn save(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<DecidePlacement>,
    new: &Schedule,
) -> Result<()> {
    let placement_id = allowed.id.0;
    off::Entity::delete_many().filter(off::Column::PlacementId.eq(placement_id)).exec(conn).await?;
    schedule::Entity::delete_many().filter(schedule::Column::PlacementId.eq(placement_id)).exec(conn).await?;
    let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = new.minutes.map(Set);
    let row = schedule::ActiveModel {
        placement_id: Set(placement_id),
        monday,
        tuesday,
        wednesday,
        thursday,
        friday,
        saturday,
        sunday,
        first_day: Set(new.first_day),
        last_day: Set(new.last_day),
    };
    schedule::Entity::insert(row).exec_without_returning(conn).await?;
    for days in new.days_off.chunks(ROWS) {
        let rows = days.iter().map(|day| off::ActiveModel { placement_id: Set(placement_id), day: Set(*day) });
        off::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    Ok(())
}
