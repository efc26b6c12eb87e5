//! What an entry of the log is judged by.

use chrono::NaiveDate;
use domain::{
    id::{HourEntryId, PlacementId},
    placement::Placement,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QuerySelect, QueryTrait, RelationDef, Select, Value,
    sea_query::{Expr, Func, Query},
};

use super::midnight;
use crate::{
    entity::{hour_entry, hour_period, placement},
    failure::{Failure, Result},
    guard::{Allowed, LogHours},
    store::{
        Kept,
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

/// The entries as one text: identifier, placement, day, minutes, from and to of each.
#[derive(FromQueryResult)]
struct Row {
    entries: String,
    period_first_day: Option<NaiveDate>,
    period_last_day: Option<NaiveDate>,
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
fn with_around(
    placement: Select<placement::Entity>,
    backend: DbBackend,
    day: NaiveDate,
) -> Select<placement::Entity> {
    placement
        .expr_as(entries_near(backend, day), "entries")
        .column_as(hour_period::Column::FirstDay, "period_first_day")
        .column_as(hour_period::Column::LastDay, "period_last_day")
        .join(JoinType::LeftJoin, period_that_covers(day))
}

fn read(row: Row) -> Result<Around> {
    type Packed<'a> = (i64, i64, &'a str, i32, Option<i64>, Option<i64>);
    let entries: Vec<Packed<'_>> = serde_json::from_str(&row.entries).map_err(Failure::internal)?;
    let entries = entries.into_iter().map(|(id, placement, day, minutes, from, to)| {
        let day = domain::day::parse(day).ok_or_else(|| Failure::internal(format!("unknown stored day {day:?}")))?;
        let relative = |minute: i64| i32::try_from(minute - midnight(day)).unwrap_or_default();
        let span = from.zip(to).map(|(from, to)| (relative(from), relative(to)));
        Ok(Near { id: HourEntryId(id), placement: PlacementId(placement), day, minutes, span })
    });
    let entries = entries.collect::<Result<_>>()?;
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
    let (all, array) = match backend {
        DbBackend::Postgres => ("json_agg", "json_build_array"),
        _ => ("json_group_array", "json_array"),
    };
    let values = [C::Id, C::PlacementId, C::Day, C::Minutes, C::FromMinute, C::ToMinute].map(|column| column.into_expr());
    let all = Expr::from(Func::cust(all).arg(Expr::from(Func::cust(array).args(values)))).cast_as("text");
    let (before, after) = neighbours(day);
    let near = Query::select()
        .expr(Func::coalesce([all, Expr::cust("'[]'")]))
        .from(hour_entry::Entity)
        .and_where(C::PersonId.into_expr().eq(placement::Column::PersonId.into_expr()))
        .and_where(C::Day.between(before, after))
        .take();
    Expr::SubQuery(None, Box::new(near.into()))
}
