//! What was logged in the placements of an organisation, day by day.

use chrono::NaiveDate;
use domain::{
    hours::EntryState,
    id::PlacementId,
    placement::{Placement, PlacementLine, Side, State},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, JoinType, QueryFilter, QuerySelect, RelationTrait,
    sea_query::Expr,
};

use crate::{
    entity::{hour_entry, placement},
    failure::Result,
    guard::{Scope, Visible},
    store::{
        home::column,
        placement::{LineRow, PlacementQuery, lines},
    },
};

/// States in which hours can be logged.
fn takes_hours() -> impl Iterator<Item = &'static str> {
    State::ALL.iter().filter(|state| state.takes_hours()).map(|state| state.as_str())
}

/// The started placements of an organisation on one side that touch `days`, inclusive.
pub(crate) async fn under_way(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    side: Side,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<PlacementLine>> {
    let Scope::Organisation(own) = visible.scope() else { return Ok(Vec::new()) };
    let rows = lines(conn, &PlacementQuery { ascending: true, ..Default::default() })
        .filter(column(side).eq(own.0))
        .filter(placement::Column::State.is_in(takes_hours()))
        .filter(placement::Column::FirstDay.lte(days.1))
        .filter(placement::Column::LastDay.gte(days.0))
        .into_model::<LineRow>()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// The days in `days`, inclusive, on which something is logged in the started placements of an organisation
/// on one side, each with how many of its lines are not submitted.
pub(crate) async fn logged_by_day(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    side: Side,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<(PlacementId, NaiveDate, i64)>> {
    let Scope::Organisation(own) = visible.scope() else { return Ok(Vec::new()) };
    let open = [EntryState::Draft, EntryState::Returned].map(EntryState::as_str);
    let open: Expr = Expr::case(hour_entry::Column::State.is_in(open), 1).finally(0).into();
    let rows: Vec<(i64, NaiveDate, i64)> = hour_entry::Entity::find()
        .select_only()
        .column(hour_entry::Column::PlacementId)
        .column(hour_entry::Column::Day)
        .expr(open.sum())
        .join(JoinType::InnerJoin, hour_entry::Relation::Placement.def())
        .filter(column(side).eq(own.0))
        .filter(placement::Column::State.is_in(takes_hours()))
        .filter(placement::Column::FirstDay.lte(days.1))
        .filter(placement::Column::LastDay.gte(days.0))
        .filter(hour_entry::Column::Day.between(days.0, days.1))
        .group_by(hour_entry::Column::PlacementId)
        .group_by(hour_entry::Column::Day)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, day, open)| (PlacementId(id), day, open)).collect())
}
