//! What a person logged that nobody has confirmed.

use chrono::NaiveDate;
use domain::{
    hours::{EntryState, Kind},
    id::{HourEntryId, PlacementId},
    organisation::OrganisationKind,
    placement::Direction,
    progress::Entry,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationTrait,
    sea_query::{Alias, Expr},
};

use super::midnight;
use crate::{
    entity::{hour_entry, organisation, placement},
    failure::Result,
    guard::{Allowed, ReadProgress},
    store::text,
};

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    placement_id: i64,
    day: NaiveDate,
    minutes: i32,
    from_minute: Option<i64>,
    to_minute: Option<i64>,
    kind: String,
    direction: String,
    host_kind: String,
}

/// Entries since `since` that are not confirmed, whatever else their state, as if they were; in no order.
pub(crate) async fn unconfirmed(
    conn: &impl ConnectionTrait,
    person: &Allowed<ReadProgress>,
    since: NaiveDate,
) -> Result<Vec<Entry>> {
    use hour_entry::Column as C;
    let rows = hour_entry::Entity::find()
        .select_only()
        .columns([C::Id, C::PlacementId, C::Day, C::Minutes, C::FromMinute, C::ToMinute, C::Kind])
        .column_as(placement::Column::Direction, "direction")
        .expr_as(Expr::col((Alias::new("hosting"), organisation::Column::Kind)), "host_kind")
        .join(JoinType::InnerJoin, hour_entry::Relation::Placement.def())
        .join_as(JoinType::InnerJoin, placement::Relation::Hosting.def(), Alias::new("hosting"))
        .filter(C::PersonId.eq(person.id.0))
        .filter(C::State.ne(EntryState::Confirmed.as_str()))
        .filter(C::Day.gte(since))
        .into_model::<Row>()
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(row: Row) -> Result<Entry> {
    let midnight = midnight(row.day);
    let relative = |minute: Option<i64>| u16::try_from(minute? - midnight).ok();
    Ok(Entry {
        id: HourEntryId(row.id),
        placement: PlacementId(row.placement_id),
        day: row.day,
        minutes: u32::try_from(row.minutes).unwrap_or_default(),
        span: relative(row.from_minute).zip(relative(row.to_minute)),
        kind: text(&row.kind, Kind::parse)?,
        host: text(&row.host_kind, OrganisationKind::parse)?,
        direction: text(&row.direction, Direction::parse)?,
    })
}
