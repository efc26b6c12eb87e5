//! Placements by the page.

use chrono::NaiveDate;
use domain::{
    id::{OpeningId, PlacementId},
    list::{Limit, Page},
    need::Need,
    placement::{Direction, Placement, PlacementLine, Side, State},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, ExprTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Alias, Order, Query, SelectStatement, UnionType},
};

use super::{
    line::{LineRow, joined, of_listed},
    no_foreign_draft, of_person, within,
};
use crate::{
    entity::{person, placement},
    failure::Result,
    guard::{Scope, Visible},
    store::{home, person::like},
};

/// What a list of placements is narrowed to, read.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlacementQuery {
    pub(crate) state: Option<State>,
    pub(crate) direction: Option<Direction>,
    /// What waits for the organisation, as of a day.
    pub(crate) need: Option<(Need, NaiveDate)>,
    /// Made from this opening.
    pub(crate) opening: Option<OpeningId>,
    pub(crate) q: String,
    /// Whether the earliest comes first.
    pub(crate) ascending: bool,
    /// Behind this first day and identifier.
    pub(crate) after: Option<(NaiveDate, i64)>,
    pub(crate) limit: Limit,
}

/// One page of placements by first day. Only what is on the page is read whole and with its names.
pub(crate) async fn list(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    query: &PlacementQuery,
) -> Result<Page<PlacementLine>> {
    let listed = conn.get_database_backend().build(&keys(visible.scope(), query));
    let mut lines = of_listed(conn, listed).await?;
    lines.sort_by_key(|line| (line.first_day, line.id));
    if !query.ascending {
        lines.reverse();
    }
    Ok(Page::cut_at(lines, query.limit, |line| format!("{}~{}", line.first_day, line.id)))
}

/// The keys of what is on the page, in its order. An organisation's placements are those of its two sides, each found
/// by an index in the order of the list; the database merges them and stops where the page ends: with OR everything
/// would be sorted. Nothing stands on both sides.
fn keys(scope: Scope, query: &PlacementQuery) -> SelectStatement {
    let sides: Vec<Option<(placement::Column, i64)>> = match scope {
        Scope::Community => vec![None],
        Scope::Organisation(id) => {
            vec![Some((placement::Column::SendingId, id.0)), Some((placement::Column::HostingId, id.0))]
        }
        Scope::Person(id) => vec![Some((placement::Column::PersonId, id.0)), Some((placement::Column::MentorId, id.0))],
        Scope::Mentor(id) => vec![Some((placement::Column::MentorId, id.0))],
    };
    let sides = sides.into_iter().map(|side| keys_of_side(side, query));
    let merged = sides.reduce(|mut merged, side| merged.union(UnionType::All, side).take());
    let mut keys = merged.unwrap_or_default();
    let order = order(query);
    keys.order_by(placement::Column::FirstDay.as_column_ref().1, order.clone());
    keys.order_by(placement::Column::Id.as_column_ref().1, order).limit(query.limit.rows()).take()
}

fn keys_of_side(side: Option<(placement::Column, i64)>, query: &PlacementQuery) -> SelectStatement {
    let mut keys = Query::select();
    for column in [placement::Column::Id, placement::Column::FirstDay] {
        // Named, since the order of a union knows nothing but its columns' names.
        keys.expr_as(column.into_expr(), column);
    }
    keys.from(placement::Entity);
    if let Some((column, id)) = side {
        keys.and_where(column.eq(id));
        // Without the question for drafts, which only a draft can answer, the index alone tells.
        if query.state.is_none_or(|state| state == State::Draft) {
            keys.cond_where(no_foreign_draft(column));
        }
        if let Some(waits) = waiting(query, column) {
            keys.cond_where(waits);
        }
    }
    if !query.q.is_empty() {
        let participant = Alias::new("participant");
        let is_participant = of_person("participant", person::Column::Id).eq(placement::Column::PersonId.into_expr());
        keys.join_as(JoinType::InnerJoin, person::Entity, participant, is_participant);
    }
    narrow(&mut keys, query);
    keys
}

/// Those of the placements that the actor may see, by name of the participant.
pub(crate) async fn by_ids(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    ids: &[PlacementId],
) -> Result<Vec<PlacementLine>> {
    let rows = joined(conn.get_database_backend())
        .filter(placement::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .filter(within(visible.scope()))
        .into_model::<LineRow>()
        .all(conn)
        .await?;
    let mut found: Vec<PlacementLine> = rows.into_iter().map(|row| row.0).collect();
    found.sort_by(|a, b| a.participant.cmp(&b.participant));
    Ok(found)
}

/// What waits for the organisation on the side of `column`.
fn waiting(query: &PlacementQuery, column: placement::Column) -> Option<Condition> {
    let (need, today) = query.need?;
    match column {
        placement::Column::SendingId => Some(home::condition(need, Side::Sending, today)),
        placement::Column::HostingId => Some(home::condition(need, Side::Hosting, today)),
        _ => None,
    }
}

/// Placements with the names of those whom they concern, in the order of the list.
pub(in crate::store) fn lines(conn: &impl ConnectionTrait, query: &PlacementQuery) -> Select<placement::Entity> {
    let mut lines = joined(conn.get_database_backend());
    narrow(QuerySelect::query(&mut lines), query);
    let order = order(query);
    lines.order_by(placement::Column::FirstDay, order.clone()).order_by(placement::Column::Id, order)
}

/// Narrows a question to what is asked.
fn narrow(select: &mut SelectStatement, query: &PlacementQuery) {
    if let Some(state) = query.state {
        select.and_where(placement::Column::State.eq(state.as_str()));
    }
    if let Some(direction) = query.direction {
        select.and_where(placement::Column::Direction.eq(direction.as_str()));
    }
    if let Some(opening) = query.opening {
        select.and_where(placement::Column::OpeningId.eq(opening.0));
    }
    if !query.q.is_empty() {
        let named = |column| of_person("participant", column).like(like(&query.q));
        select.and_where(named(person::Column::Name).or(named(person::Column::NameEn)));
    }
    if let Some((day, id)) = query.after {
        let (day_column, id_column) = (placement::Column::FirstDay, placement::Column::Id);
        let behind = if query.ascending {
            day_column.gt(day).or(day_column.eq(day).and(id_column.gt(id)))
        } else {
            day_column.lt(day).or(day_column.eq(day).and(id_column.lt(id)))
        };
        select.and_where(behind);
    }
}

fn order(query: &PlacementQuery) -> Order {
    if query.ascending { Order::Asc } else { Order::Desc }
}
