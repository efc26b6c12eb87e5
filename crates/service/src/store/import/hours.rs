//! Hours in files: what is logged already, and storing entries, their ledger and their periods in batches.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

use super::{MOST_VALUES, add, append};
use crate::{
    entity::{hour_entry, hour_ledger, hour_period, placement},
    failure::Result,
    guard::{Allowed, ImportFiles, imported_placements},
    store::placement::within,
};

pub(crate) use hour_entry::Model as HourRow;
pub(crate) use hour_ledger::Model as LedgerRow;
pub(crate) use hour_period::Model as PeriodRow;

/// A placement as far as hours are judged by it.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct HostPlacement {
    pub(crate) id: i64,
    pub(crate) import_key: Option<String>,
    pub(crate) person_id: i64,
    pub(crate) sending_id: i64,
    pub(crate) hosting_id: i64,
    pub(crate) direction: String,
    pub(crate) state: String,
    pub(crate) first_day: NaiveDate,
    pub(crate) last_day: NaiveDate,
    pub(crate) class_hour_minutes: i32,
}

/// The placements within reach, by identifier.
pub(crate) async fn host_placements(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ImportFiles>,
) -> Result<Vec<HostPlacement>> {
    use placement::Column as P;
    let rows = placement::Entity::find()
        .select_only()
        .columns([
            P::Id,
            P::ImportKey,
            P::PersonId,
            P::SendingId,
            P::HostingId,
            P::Direction,
            P::State,
            P::FirstDay,
            P::LastDay,
            P::ClassHourMinutes,
        ])
        .filter(within(imported_placements(allowed).scope()))
        .order_by_asc(P::Id)
        .into_model()
        .all(conn)
        .await?;
    Ok(rows)
}

/// An entry that is logged already.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct KnownEntry {
    pub(crate) placement_id: i64,
    pub(crate) person_id: i64,
    pub(crate) day: NaiveDate,
    pub(crate) minutes: i32,
    pub(crate) from_minute: Option<i64>,
    pub(crate) to_minute: Option<i64>,
    pub(crate) kind: String,
    pub(crate) course: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) state: String,
}

/// What people logged on the days `days.0..=days.1`, wherever they did: nobody works more than a day a day.
pub(crate) async fn entries_of(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    people: &[i64],
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<KnownEntry>> {
    use hour_entry::Column as H;
    let mut entries = Vec::new();
    for people in people.chunks(MOST_VALUES) {
        let some = hour_entry::Entity::find()
            .select_only()
            .columns([
                H::PlacementId,
                H::PersonId,
                H::Day,
                H::Minutes,
                H::FromMinute,
                H::ToMinute,
                H::Kind,
                H::Course,
                H::Section,
                H::Note,
                H::State,
            ])
            .filter(H::PersonId.is_in(people.iter().copied()))
            .filter(H::Day.between(days.0, days.1))
            .into_model()
            .all(conn)
            .await?;
        entries.extend::<Vec<KnownEntry>>(some);
    }
    Ok(entries)
}

/// The submitted periods of placements, by placement and first day; inclusive days.
pub(crate) async fn periods_of(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    placements: &[i64],
) -> Result<HashMap<i64, Vec<(NaiveDate, NaiveDate)>>> {
    let mut periods: HashMap<i64, Vec<_>> = HashMap::new();
    for ids in placements.chunks(MOST_VALUES) {
        let rows = hour_period::Entity::find()
            .filter(hour_period::Column::PlacementId.is_in(ids.iter().copied()))
            .order_by_asc(hour_period::Column::FirstDay)
            .all(conn)
            .await?;
        for row in rows {
            periods.entry(row.placement_id).or_default().push((row.first_day, row.last_day));
        }
    }
    Ok(periods)
}

/// Adds entries and answers their identifiers, in the same order.
pub(crate) async fn add_entries(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    rows: Vec<HourRow>,
) -> Result<Vec<i64>> {
    add::<hour_entry::Entity>(conn, rows, hour_entry::Column::Id).await
}

/// Adds lines to the ledger.
pub(crate) async fn add_ledger(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    rows: Vec<LedgerRow>,
) -> Result<()> {
    append::<hour_ledger::Entity>(conn, rows, hour_ledger::Column::Id).await
}

/// Writes down that periods were submitted.
pub(crate) async fn add_periods(
    conn: &impl ConnectionTrait,
    _: &Allowed<ImportFiles>,
    rows: Vec<PeriodRow>,
) -> Result<()> {
    append::<hour_period::Entity>(conn, rows, hour_period::Column::Id).await
}
