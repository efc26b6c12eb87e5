//! Rows that travel as one text of JSON: of what a page of fifty costs, most is paid by row and by value.

use chrono::NaiveDate;
use sea_orm::{
    DbBackend, ExprTrait,
    sea_query::{Expr, Func},
};
use serde::{Deserialize, Deserializer, de::Error};

/// One row: its values in their order.
pub(super) fn row(backend: DbBackend, values: impl IntoIterator<Item = Expr>) -> Expr {
    let array = if backend == DbBackend::Postgres { "json_build_array" } else { "json_array" };
    Func::cust(array).args(values).into()
}

/// All rows of a question, in no order, as one text.
pub(super) fn rows(backend: DbBackend, row: Expr) -> Expr {
    let all = if backend == DbBackend::Postgres { "json_agg" } else { "json_group_array" };
    let all = Expr::from(Func::cust(all).arg(row)).cast_as("text");
    // PostgreSQL makes nothing of no rows.
    Func::coalesce([all, Expr::cust("'[]'")]).into()
}

/// Reads a day of a packed row.
pub(super) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let text = <&str>::deserialize(deserializer)?;
    domain::day::parse(text).ok_or_else(|| D::Error::custom(format!("unknown stored day {text:?}")))
}
