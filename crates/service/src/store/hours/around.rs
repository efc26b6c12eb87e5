//! What an entry of the log is judged by.

use chrono::NaiveDate;
use domain::hours::HourEntry;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, Iterable, JoinType, QueryFilter,
    QuerySelect, QueryTrait, RelationDef, sea_query::Expr,
};

use super::entry::from_row;
use crate::{
    entity::{hour_entry, hour_period, placement},
    failure::Result,
    guard::{Allowed, LogHours},
    store::Kept,
};

/// What stands around a day of a placement.
#[derive(Debug)]
pub(crate) struct Around {
    /// What the participant did from the day before to the day after, wherever.
    pub(crate) entries: Vec<HourEntry>,
    /// The submitted period of the placement that covers the day, its first and last day inclusive.
    pub(crate) period: Option<(NaiveDate, NaiveDate)>,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    entry: Option<hour_entry::Model>,
    period_first_day: Option<NaiveDate>,
    period_last_day: Option<NaiveDate>,
}

/// What stands around `day`, in one question: each costs a way to the database's thread and back while all
/// other writers wait.
pub(crate) async fn around(
    conn: &impl ConnectionTrait,
    placement: &Allowed<LogHours>,
    day: NaiveDate,
) -> Result<Around> {
    static KEPT: Kept = Kept::new();
    let (before, after) = neighbours(day);
    let values = [day.into(), day.into(), before.into(), after.into(), placement.id.0.into()];
    let question = KEPT.with(conn.get_database_backend(), values, || {
        placement::Entity::find()
            .select_only()
            .columns(hour_entry::Column::iter())
            .column_as(hour_period::Column::FirstDay, "period_first_day")
            .column_as(hour_period::Column::LastDay, "period_last_day")
            .join(JoinType::LeftJoin, period_that_covers(day))
            .join(JoinType::LeftJoin, entries_near(day))
            .filter(placement::Column::Id.eq(placement.id.0))
            .into_query()
    });
    let rows = Row::find_by_statement(question).all(conn).await?;
    let period = rows.first().and_then(|row| row.period_first_day.zip(row.period_last_day));
    let entries = rows.into_iter().filter_map(|row| row.entry).map(from_row).collect::<Result<Vec<_>>>()?;
    Ok(Around { entries, period })
}

/// Periods of one placement never overlap: there is at most one.
fn period_that_covers(day: NaiveDate) -> RelationDef {
    placement::Entity::belongs_to(hour_period::Entity)
        .from(placement::Column::Id)
        .to(hour_period::Column::PlacementId)
        .on_condition(move |_, period| {
            let column = |column: hour_period::Column| Expr::col((period.clone(), column));
            Condition::all()
                .add(column(hour_period::Column::FirstDay).lte(day))
                .add(column(hour_period::Column::LastDay).gte(day))
        })
        .into()
}

/// An entry lasts a day at most: only neighbouring days can touch it.
fn neighbours(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    (day.pred_opt().unwrap_or(day), day.succ_opt().unwrap_or(day))
}

/// What the participant did on those days, wherever.
fn entries_near(day: NaiveDate) -> RelationDef {
    let (before, after) = neighbours(day);
    placement::Entity::belongs_to(hour_entry::Entity)
        .from(placement::Column::PersonId)
        .to(hour_entry::Column::PersonId)
        .on_condition(move |_, entry| {
            Condition::all().add(Expr::col((entry, hour_entry::Column::Day)).between(before, after))
        })
        .into()
}
