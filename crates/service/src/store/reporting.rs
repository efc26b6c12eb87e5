//! How far the hours of a month are reported, in numbers by pair of organisations.

use chrono::NaiveDate;
use domain::{id::OrganisationId, placement::State};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Alias, Expr, Query, SelectStatement},
};

use crate::{
    entity::{hour_entry, placement},
    failure::Result,
    guard::{Allowed, ReadFlows},
};

/// What of a month is reported in the placements between two organisations.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    /// Started placements that touch the month.
    pub(crate) running: i64,
    /// Of them those with confirmed hours in it.
    pub(crate) confirmed: i64,
    /// Of the others those with hours in it that wait for confirmation.
    pub(crate) waiting: i64,
}

/// The started placements by pair of organisations, sending and hosting, with the counts of each of `months`;
/// a month is its first and last day, inclusive. One question: each placement looks into the indices of
/// confirmed and of waiting hours.
pub(crate) async fn by_pair(
    conn: &impl ConnectionTrait,
    _: &Allowed<ReadFlows>,
    months: &[(NaiveDate, NaiveDate)],
) -> Result<Vec<(OrganisationId, OrganisationId, Vec<Counts>)>> {
    use placement::Column as C;
    let (Some((first, _)), Some((_, last))) = (months.first(), months.last()) else { return Ok(Vec::new()) };
    let started = State::ALL.iter().filter(|state| state.takes_hours()).map(|state| state.as_str());
    let mut select = placement::Entity::find()
        .select_only()
        .column_as(C::SendingId, "sending")
        .column_as(C::HostingId, "hosting")
        .filter(C::State.is_in(started))
        .filter(C::FirstDay.lte(*last))
        .filter(C::LastDay.gte(*first))
        .group_by(C::SendingId)
        .group_by(C::HostingId);
    for (n, days) in months.iter().enumerate() {
        let touches = || C::FirstDay.lte(days.1).and(C::LastDay.gte(days.0));
        let (confirmed, waiting) =
            (|| Expr::exists(entries("confirmed", *days)), Expr::exists(entries("submitted", *days)));
        let sum = |condition: Expr| {
            let one: Expr = Expr::case(condition, 1).finally(0).into();
            one.sum()
        };
        select = select
            .expr_as(sum(touches()), format!("running_{n}"))
            .expr_as(sum(touches().and(confirmed())), format!("confirmed_{n}"))
            .expr_as(sum(touches().and(confirmed().not()).and(waiting)), format!("waiting_{n}"));
    }
    let rows = conn.query_all(select.as_query()).await?;
    rows.into_iter()
        .map(|row| {
            let counts = (0..months.len()).map(|n| {
                let count = |name: &str| row.try_get::<i64>("", &format!("{name}_{n}"));
                let (running, confirmed, waiting) = (count("running")?, count("confirmed")?, count("waiting")?);
                Ok(Counts { running, confirmed, waiting })
            });
            let (sending, hosting) = (row.try_get("", "sending")?, row.try_get("", "hosting")?);
            Ok((OrganisationId(sending), OrganisationId(hosting), counts.collect::<Result<_>>()?))
        })
        .collect()
}

/// The entries of a placement in a state on some days. The state is no parameter, so that the index of that
/// state answers.
fn entries(state: &'static str, days: (NaiveDate, NaiveDate)) -> SelectStatement {
    let column = |column: hour_entry::Column| Expr::col((hour_entry::Entity, column));
    Query::select()
        .expr_as(Expr::val(1), Alias::new("found"))
        .from(hour_entry::Entity)
        .and_where(column(hour_entry::Column::PlacementId).equals((placement::Entity, placement::Column::Id)))
        .and_where(Expr::cust(format!("hour_entry.state = '{state}'")))
        .and_where(column(hour_entry::Column::Day).between(days.0, days.1))
        .to_owned()
}
