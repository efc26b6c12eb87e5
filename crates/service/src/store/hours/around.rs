//! What an entry of the log is judged by.

use chrono::NaiveDate;
use domain::{
    id::{HourEntryId, PlacementId},
    placement::Placement,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QuerySelect, QueryTrait, RelationDef, Select, Value,
    sea_query::{Expr, Query},
};
use serde::Deserialize;

use super::midnight;
use crate::{
    entity::{hour_entry, hour_period, placement},
    failure::{Failure, Result},
    guard::{Allowed, LogHours},
    store::{
        Kept, packed,
        placement::{Row as PlacementRow, from_row, with_names},
    },
};

/// What stands around a day of a placement.
#[derive(Debug)]
pub(crate) struct Around {
    /// What the participant did from the day before to the day after, wherever.
    pub(crate) entries: Vec<Near>,
    /// The submitted period of the placement that covers the day, its first and last day inclusive.
    pub(crate) period: Option<(NaiveDate, NaiveDate)>,
}

/// An entry near a day.
#[derive(Debug)]
pub(crate) struct Near {
    pub(crate) id: HourEntryId,
    pub(crate) placement: PlacementId,
    pub(crate) day: NaiveDate,
    pub(crate) minutes: i32,
    /// From and to, in minutes after the midnight of the day.
    pub(crate) span: Option<(i32, i32)>,
}

/// The entries, packed, and the period.
#[derive(FromQueryResult)]
struct Row {
    entries: String,
    period_first_day: Option<NaiveDate>,
    period_last_day: Option<NaiveDate>,
}

/// The values of an entry in the order in which they are packed.
#[derive(Deserialize)]
struct Packed {
    id: i64,
    placement: i64,
    #[serde(deserialize_with = "packed::day")]
    day: NaiveDate,
    minutes: i32,
    from: Option<i64>,
    to: Option<i64>,
}

#[derive(FromQueryResult)]
struct WithPlacement {
    #[sea_orm(nested)]
    placement: PlacementRow,
    #[sea_orm(nested)]
    around: Row,
}

/// What stands around `day`, in one question: each costs a way to the database's thread and back while all
/// other writers wait.
pub(crate) async fn around(
    conn: &impl ConnectionTrait,
    placement: &Allowed<LogHours>,
    day: NaiveDate,
) -> Result<Around> {
    static KEPT: Kept = Kept::new();
    let backend = conn.get_database_backend();
    let question = KEPT.with(backend, values(placement.id, day), || {
        let placement = placement::Entity::find().select_only().filter(placement::Column::Id.eq(placement.id.0));
        with_around(placement, backend, day).into_query()
    });
    let row = Row::find_by_statement(question).one(conn).await?;
    row.map_or_else(|| Err(Failure::internal("a placement is gone")), read)
}

/// A placement and what stands around `day`, in one question.
pub(crate) async fn placement_around(
    conn: &impl ConnectionTrait,
    id: PlacementId,
    day: NaiveDate,
) -> Result<Option<(Placement, Around)>> {
    static KEPT: Kept = Kept::new();
    let backend = conn.get_database_backend();
    let question = KEPT.with(backend, values(id, day), || {
        with_around(with_names().filter(placement::Column::Id.eq(id.0)), backend, day).into_query()
    });
    let row = WithPlacement::find_by_statement(question).one(conn).await?;
    row.map(|row| Ok((from_row(row.placement)?, read(row.around)?))).transpose()
}

/// The values of both questions, in the order of their places.
fn values(id: PlacementId, day: NaiveDate) -> [Value; 5] {
    let (before, after) = neighbours(day);
    [before.into(), after.into(), day.into(), day.into(), id.0.into()]
}

/// Adds what stands around a day to a question for one placement.
fn with_around(placement: Select<placement::Entity>, backend: DbBackend, day: NaiveDate) -> Select<placement::Entity> {
    placement
        .expr_as(entries_near(backend, day), "entries")
        .column_as(hour_period::Column::FirstDay, "period_first_day")
        .column_as(hour_period::Column::LastDay, "period_last_day")
        .join(JoinType::LeftJoin, period_that_covers(day))
}

fn read(row: Row) -> Result<Around> {
    let entries: Vec<Packed> = serde_json::from_str(&row.entries).map_err(Failure::internal)?;
    let near = |it: Packed| {
        let relative = |minute: i64| i32::try_from(minute - midnight(it.day)).unwrap_or_default();
        let span = it.from.zip(it.to).map(|(from, to)| (relative(from), relative(to)));
        let (id, placement) = (HourEntryId(it.id), PlacementId(it.placement));
        Near { id, placement, day: it.day, minutes: it.minutes, span }
    };
    let entries = entries.into_iter().map(near).collect();
    Ok(Around { entries, period: row.period_first_day.zip(row.period_last_day) })
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
fn entries_near(backend: DbBackend, day: NaiveDate) -> Expr {
    use hour_entry::Column as C;
    let values = [C::Id, C::PlacementId, C::Day, C::Minutes, C::FromMinute, C::ToMinute];
    let entry = packed::row(backend, values.map(|column| column.into_expr()));
    let (before, after) = neighbours(day);
    let near = Query::select()
        .expr(packed::rows(backend, entry))
        .from(hour_entry::Entity)
        .and_where(C::PersonId.into_expr().eq(placement::Column::PersonId.into_expr()))
        .and_where(C::Day.between(before, after))
        .take();
    Expr::SubQuery(None, Box::new(near.into()))
}
