//! What was logged and submitted in several placements, day by day, to be compared with their schedules.
//! The placements are those of a list that the actor may see.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{hours::EntryState, id::PlacementId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, sea_query::Expr};

use crate::{
    entity::{hour_entry, hour_period},
    failure::Result,
};

/// How many placements are asked for at once: databases bound the number of values in a statement.
const ASKED: usize = 500;

/// What is logged in a placement on a day.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OnDay {
    /// Minutes in whatever state.
    pub(crate) minutes: i64,
    /// Whether a line of the day waits for confirmation.
    pub(crate) waits: bool,
}

/// Minutes of placements by day, on the days `days.0..=days.1`.
pub(crate) async fn minutes_by_day(
    conn: &impl ConnectionTrait,
    placements: &[PlacementId],
    days: (NaiveDate, NaiveDate),
) -> Result<HashMap<(PlacementId, NaiveDate), OnDay>> {
    let mut known: HashMap<_, OnDay> = HashMap::new();
    for ids in placements.chunks(ASKED) {
        let rows: Vec<(i64, NaiveDate, String, i64)> = hour_entry::Entity::find()
            .select_only()
            .column(hour_entry::Column::PlacementId)
            .column(hour_entry::Column::Day)
            .column(hour_entry::Column::State)
            .expr(Expr::col(hour_entry::Column::Minutes).sum())
            .filter(hour_entry::Column::PlacementId.is_in(ids.iter().map(|id| id.0)))
            .filter(hour_entry::Column::Day.between(days.0, days.1))
            .group_by(hour_entry::Column::PlacementId)
            .group_by(hour_entry::Column::Day)
            .group_by(hour_entry::Column::State)
            .into_tuple()
            .all(conn)
            .await?;
        for (id, day, state, minutes) in rows {
            let on_day = known.entry((PlacementId(id), day)).or_default();
            on_day.minutes += minutes;
            on_day.waits |= state == EntryState::Submitted.as_str();
        }
    }
    Ok(known)
}

/// The submitted periods of placements that touch `days`; inclusive.
pub(crate) async fn submitted_days(
    conn: &impl ConnectionTrait,
    placements: &[PlacementId],
    days: (NaiveDate, NaiveDate),
) -> Result<HashMap<PlacementId, Vec<(NaiveDate, NaiveDate)>>> {
    let mut known: HashMap<_, Vec<_>> = HashMap::new();
    for ids in placements.chunks(ASKED) {
        let rows: Vec<(i64, NaiveDate, NaiveDate)> = hour_period::Entity::find()
            .select_only()
            .column(hour_period::Column::PlacementId)
            .column(hour_period::Column::FirstDay)
            .column(hour_period::Column::LastDay)
            .filter(hour_period::Column::PlacementId.is_in(ids.iter().map(|id| id.0)))
            .filter(hour_period::Column::FirstDay.lte(days.1))
            .filter(hour_period::Column::LastDay.gte(days.0))
            .into_tuple()
            .all(conn)
            .await?;
        for (id, first, last) in rows {
            known.entry(PlacementId(id)).or_default().push((first, last));
        }
    }
    Ok(known)
}
