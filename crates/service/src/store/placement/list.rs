//! Placements by the page.

use chrono::NaiveDate;
use domain::{
    id::{OpeningId, PlacementId},
    list::{Limit, Page},
    need::Need,
    placement::{Direction, Placement, PlacementLine, Side, State},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    RelationTrait, Select,
    sea_query::{Alias, Asterisk, Order, Query, SelectStatement, UnionType},
};

use super::{
    line::{LineRow, joined},
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

/// One page of placements by first day. An organisation's are those of its two sides, each found by an index
/// in the order of the list, and merged: with OR everything would be sorted. Only what is on the page is then read
/// whole and with its names.
pub(crate) async fn list(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    query: &PlacementQuery,
) -> Result<Page<PlacementLine>> {
    let sides: Vec<Option<(placement::Column, i64)>> = match visible.scope() {
        Scope::Community => vec![None],
        Scope::Organisation(id) => {
            vec![Some((placement::Column::SendingId, id.0)), Some((placement::Column::HostingId, id.0))]
        }
        Scope::Person(id) => vec![Some((placement::Column::PersonId, id.0)), Some((placement::Column::MentorId, id.0))],
        Scope::Mentor(id) => vec![Some((placement::Column::MentorId, id.0))],
    };
    let sides = sides.into_iter().map(|side| {
        let mut select = keys(query);
        if let Some((column, id)) = side {
            select = select.filter(column.eq(id));
            // Without the question for drafts, which only a draft can answer, the index alone tells.
            if query.state.is_none_or(|state| state == State::Draft) {
                select = select.filter(no_foreign_draft(column));
            }
            select = waiting(select, query, column);
        }
        select.limit(query.limit.rows()).into_query()
    });
    let listed = Query::select().column(placement::Column::Id).from_subquery(merged(sides, query), "listed").take();
    let rows = joined(conn.get_database_backend())
        .filter(placement::Column::Id.in_subquery(listed))
        .into_model::<LineRow>()
        .all(conn)
        .await?;
    let mut lines: Vec<PlacementLine> = rows.into_iter().map(|row| row.0).collect();
    lines.sort_by_key(|line| (line.first_day, line.id));
    if !query.ascending {
        lines.reverse();
    }
    Ok(Page::cut_at(lines, query.limit, |line| format!("{}~{}", line.first_day, line.id)))
}

/// The first keys of several questions in one order, as one question.
fn merged(sides: impl Iterator<Item = SelectStatement>, query: &PlacementQuery) -> SelectStatement {
    let all = |side| Query::select().column(Asterisk).from_subquery(side, "side").take();
    let whole = sides.map(all).reduce(|mut whole, side| whole.union(UnionType::All, side).take());
    let order = if query.ascending { Order::Asc } else { Order::Desc };
    let mut whole = whole.unwrap_or_default();
    whole.order_by(placement::Column::FirstDay.as_column_ref().1, order.clone());
    whole.order_by(placement::Column::Id.as_column_ref().1, order).limit(query.limit.rows());
    whole
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

/// Narrows to what waits for the organisation on the side of `column`.
fn waiting(
    select: Select<placement::Entity>,
    query: &PlacementQuery,
    column: placement::Column,
) -> Select<placement::Entity> {
    let Some((need, today)) = query.need else { return select };
    match column {
        placement::Column::SendingId => select.filter(home::condition(need, Side::Sending, today)),
        placement::Column::HostingId => select.filter(home::condition(need, Side::Hosting, today)),
        _ => select,
    }
}

/// What the order of a list needs to know of each placement.
fn keys(query: &PlacementQuery) -> Select<placement::Entity> {
    let mut select =
        placement::Entity::find().select_only().columns([placement::Column::Id, placement::Column::FirstDay]);
    if !query.q.is_empty() {
        select = select.join_as(JoinType::InnerJoin, placement::Relation::Participant.def(), Alias::new("participant"));
    }
    narrowed(select, query)
}

/// Placements with the names of those whom they concern, in the order of the list.
pub(in crate::store) fn lines(conn: &impl ConnectionTrait, query: &PlacementQuery) -> Select<placement::Entity> {
    narrowed(joined(conn.get_database_backend()), query)
}

/// Narrows a question to what is asked, in the order of the list.
fn narrowed(mut select: Select<placement::Entity>, query: &PlacementQuery) -> Select<placement::Entity> {
    if let Some(state) = query.state {
        select = select.filter(placement::Column::State.eq(state.as_str()));
    }
    if let Some(direction) = query.direction {
        select = select.filter(placement::Column::Direction.eq(direction.as_str()));
    }
    if let Some(opening) = query.opening {
        select = select.filter(placement::Column::OpeningId.eq(opening.0));
    }
    if !query.q.is_empty() {
        let named = |column| of_person("participant", column).like(like(&query.q));
        select = select.filter(named(person::Column::Name).or(named(person::Column::NameEn)));
    }
    let order = if query.ascending { Order::Asc } else { Order::Desc };
    if let Some((day, id)) = query.after {
        let (day_column, id_column) = (placement::Column::FirstDay, placement::Column::Id);
        let behind = if query.ascending {
            day_column.gt(day).or(day_column.eq(day).and(id_column.gt(id)))
        } else {
            day_column.lt(day).or(day_column.eq(day).and(id_column.lt(id)))
        };
        select = select.filter(behind);
    }
    select.order_by(placement::Column::FirstDay, order.clone()).order_by(placement::Column::Id, order)
}
