//! Placements by the page.

use chrono::NaiveDate;
use domain::{
    id::{OpeningId, OrganisationId, PersonId, PlacementId},
    list::{Limit, Page},
    name::Named,
    need::Need,
    placement::{Direction, Form, Load, Placement, PlacementLine, Side, State},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QueryResult, QuerySelect, QueryTrait, RelationTrait, Select,
    sea_query::{Alias, Asterisk, Order, Query, SelectStatement, UnionType},
};

use super::{no_foreign_draft, of_organisation, of_person, within};
use crate::{
    entity::{organisation, person, placement},
    failure::Result,
    guard::{Scope, Visible},
    store::{home, person::like, text},
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

/// A row of [`lines`], whose columns come first and in this order.
pub(in crate::store) struct LineRow {
    id: i64,
    direction: String,
    state: String,
    form: String,
    load: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
    person_id: i64,
    sending_id: i64,
    hosting_id: i64,
    version: i32,
    sending: String,
    sending_en: Option<String>,
    hosting: String,
    hosting_en: Option<String>,
    participant: String,
    participant_en: Option<String>,
    reference: Option<String>,
}

/// By position: looking up seventeen names a row costs as much as the question.
impl FromQueryResult for LineRow {
    fn from_query_result(row: &QueryResult, _: &str) -> std::result::Result<Self, DbErr> {
        Ok(Self {
            id: row.try_get_by_index(0)?,
            direction: row.try_get_by_index(1)?,
            state: row.try_get_by_index(2)?,
            form: row.try_get_by_index(3)?,
            load: row.try_get_by_index(4)?,
            first_day: row.try_get_by_index(5)?,
            last_day: row.try_get_by_index(6)?,
            person_id: row.try_get_by_index(7)?,
            sending_id: row.try_get_by_index(8)?,
            hosting_id: row.try_get_by_index(9)?,
            version: row.try_get_by_index(10)?,
            sending: row.try_get_by_index(11)?,
            sending_en: row.try_get_by_index(12)?,
            hosting: row.try_get_by_index(13)?,
            hosting_en: row.try_get_by_index(14)?,
            participant: row.try_get_by_index(15)?,
            participant_en: row.try_get_by_index(16)?,
            reference: row.try_get_by_index(17)?,
        })
    }
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
    let rows = lines(&PlacementQuery { ascending: query.ascending, ..PlacementQuery::default() })
        .filter(placement::Column::Id.in_subquery(listed))
        .into_model::<LineRow>()
        .all(conn)
        .await?;
    let page = Page::cut_at(rows, query.limit, |row| format!("{}~{}", row.first_day, row.id));
    let items = page.items.into_iter().map(from_line).collect::<Result<Vec<_>>>()?;
    Ok(Page { items, next: page.next })
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
    let rows = lines(&PlacementQuery::default())
        .filter(placement::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .filter(within(visible.scope()))
        .into_model::<LineRow>()
        .all(conn)
        .await?;
    let mut found = rows.into_iter().map(from_line).collect::<Result<Vec<_>>>()?;
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

/// Placements with the names of those whom they concern.
pub(in crate::store) fn lines(query: &PlacementQuery) -> Select<placement::Entity> {
    let select = placement::Entity::find()
        .select_only()
        .columns([
            placement::Column::Id,
            placement::Column::Direction,
            placement::Column::State,
            placement::Column::Form,
            placement::Column::Load,
            placement::Column::FirstDay,
            placement::Column::LastDay,
            placement::Column::PersonId,
            placement::Column::SendingId,
            placement::Column::HostingId,
            placement::Column::Version,
        ])
        .expr_as(of_organisation("sending", organisation::Column::Name), "sending")
        .expr_as(of_organisation("sending", organisation::Column::NameEn), "sending_en")
        .expr_as(of_organisation("hosting", organisation::Column::Name), "hosting")
        .expr_as(of_organisation("hosting", organisation::Column::NameEn), "hosting_en")
        .expr_as(of_person("participant", person::Column::Name), "participant")
        .expr_as(of_person("participant", person::Column::NameEn), "participant_en")
        .expr_as(of_person("participant", person::Column::Reference), "reference")
        .join_as(JoinType::InnerJoin, placement::Relation::Sending.def(), Alias::new("sending"))
        .join_as(JoinType::InnerJoin, placement::Relation::Hosting.def(), Alias::new("hosting"))
        .join_as(JoinType::InnerJoin, placement::Relation::Participant.def(), Alias::new("participant"));
    narrowed(select, query)
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

pub(in crate::store) fn from_line(row: LineRow) -> Result<PlacementLine> {
    Ok(PlacementLine {
        id: PlacementId(row.id),
        direction: text(&row.direction, Direction::parse)?,
        state: text(&row.state, State::parse)?,
        participant: Named::or_reference(row.participant, row.participant_en, row.reference),
        participant_id: PersonId(row.person_id),
        sending: Named::new(row.sending, row.sending_en),
        sending_id: OrganisationId(row.sending_id),
        hosting: Named::new(row.hosting, row.hosting_en),
        hosting_id: OrganisationId(row.hosting_id),
        form: text(&row.form, Form::parse)?,
        load: text(&row.load, Load::parse)?,
        first_day: row.first_day,
        last_day: row.last_day,
        version: row.version,
    })
}
