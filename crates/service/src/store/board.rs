//! The rows and bars of the board: one question for the people of a page, one for all their placements.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    id::{OrganisationId, PersonId, PlacementId},
    list::Page,
    name::Named,
    organisation::Organisation,
    person::Profile,
    placement::{Direction, Placement, PlacementLine, Side, State},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait, Select,
    sea_query::{Alias, Expr, Query, SelectStatement},
};

use super::{
    home::column,
    person::{RosterQuery, employed, like},
    placement::{LineRow, PlacementQuery, lines, within},
    text,
};
use crate::{
    entity::{department, person, placement},
    failure::Result,
    guard::{Allowed, ReadRoster, Visible},
};

/// What a board is narrowed to, read.
#[derive(Clone, Debug)]
pub(crate) struct BoardQuery {
    /// The days shown, inclusive.
    pub(crate) days: (NaiveDate, NaiveDate),
    /// Whose rows: the people hosted rather than the own.
    pub(crate) hosted: bool,
    pub(crate) department: String,
    pub(crate) state: Option<State>,
    pub(crate) direction: Option<Direction>,
    /// Only people with a placement that is shown.
    pub(crate) only_placed: bool,
    /// The people: name, and how long the page is.
    pub(crate) roster: RosterQuery,
    /// Behind this name and identifier.
    pub(crate) after: Option<(String, i64)>,
}

/// Somebody with a row.
#[derive(Clone, Debug, FromQueryResult)]
struct PersonRow {
    id: i64,
    name: String,
    name_en: Option<String>,
    reference: Option<String>,
    department: Option<String>,
}

/// Somebody on the board, with the department where it is the own.
pub(crate) type BoardPerson = (PersonId, Named, Option<String>);

/// One page of the people on the board, by name.
pub(crate) async fn people(
    conn: &impl ConnectionTrait,
    organisation: &Allowed<ReadRoster>,
    query: &BoardQuery,
) -> Result<Page<BoardPerson>> {
    let behind = |(name, id): &(String, i64)| {
        let same = person::Column::Name.eq(name.as_str()).and(person::Column::Id.gt(*id));
        person::Column::Name.gt(name.as_str()).or(same)
    };
    let (after, limit) = (query.after.as_ref().map(behind), query.roster.limit.rows());
    let rows = if query.hosted {
        let select = hosted(organisation, query).filter(after.unwrap_or_else(|| Expr::val(true)));
        let select = select.order_by_asc(person::Column::Name).order_by_asc(person::Column::Id).limit(limit);
        select.into_model::<PersonRow>().all(conn).await?
    } else {
        let select = own(organisation, query).filter(after.unwrap_or_else(|| Expr::val(true)));
        let select = select.order_by_asc(person::Column::Name).order_by_asc(person::Column::Id).limit(limit);
        select.into_model::<PersonRow>().all(conn).await?
    };
    let page = Page::cut_at(rows, query.roster.limit, |row| format!("{}~{}", row.id, row.name));
    Ok(page.map(|row| (PersonId(row.id), Named::or_reference(row.name, row.name_en, row.reference), row.department)))
}

/// How many people are on the board, on all pages.
pub(crate) async fn count(
    conn: &impl ConnectionTrait,
    organisation: &Allowed<ReadRoster>,
    query: &BoardQuery,
) -> Result<u64> {
    if query.hosted {
        Ok(hosted(organisation, query).count(conn).await?)
    } else {
        Ok(own(organisation, query).count(conn).await?)
    }
}

fn own(organisation: &Organisation, query: &BoardQuery) -> Select<crate::entity::employment::Entity> {
    let profile = if organisation.kind.teaches() { Profile::Teacher } else { Profile::Engineer };
    let roster = RosterQuery { profile: Some(profile), ..query.roster.clone() };
    let mut select = employed(organisation.id, &roster);
    if !query.department.is_empty() {
        select = select.filter(department::Column::Name.eq(query.department.as_str()));
    }
    if query.only_placed {
        select = select.filter(Expr::col((person::Entity, person::Column::Id)).in_subquery(placed(
            organisation,
            query,
            Side::Sending,
        )));
    }
    select
}

fn hosted(organisation: &Organisation, query: &BoardQuery) -> Select<person::Entity> {
    let mut select = person::Entity::find()
        .select_only()
        .columns([person::Column::Id, person::Column::Name, person::Column::NameEn, person::Column::Reference])
        .expr_as(Expr::val(None::<String>), "department")
        .filter(person::Column::Id.in_subquery(placed(organisation, query, Side::Hosting)));
    if !query.roster.q.is_empty() {
        let pattern = like(&query.roster.q);
        let named = |column: person::Column| Expr::col((person::Entity, column)).like(pattern.clone());
        select = select.filter(named(person::Column::Name).or(named(person::Column::NameEn)));
    }
    select
}

/// Who has a placement that is shown, with the organisation on `side`.
fn placed(organisation: &Organisation, query: &BoardQuery, side: Side) -> SelectStatement {
    let mut select = Query::select();
    select
        .column(placement::Column::PersonId)
        .from(placement::Entity)
        .cond_where(column(side).eq(organisation.id.0))
        .cond_where(shown(query))
        .cond_where(
            placement::Column::State.ne(State::Draft.as_str()).or(placement::Column::DraftedBy.eq(side.as_str())),
        );
    select
}

/// Which placements a board shows: those on its days, and of those taken back or refused none unless asked for.
fn shown(query: &BoardQuery) -> Condition {
    let mut all = Condition::all()
        .add(placement::Column::FirstDay.lte(query.days.1))
        .add(placement::Column::LastDay.gte(query.days.0));
    all = match query.state {
        Some(state) => all.add(placement::Column::State.eq(state.as_str())),
        None => all.add(placement::Column::State.is_not_in([State::Declined, State::Withdrawn].map(State::as_str))),
    };
    match query.direction {
        Some(direction) => all.add(placement::Column::Direction.eq(direction.as_str())),
        None => all,
    }
}

/// A placement on the board.
#[derive(Clone, Debug)]
pub(crate) struct BarLine {
    pub(crate) line: PlacementLine,
    pub(crate) drafted_by: Side,
    /// New days, inclusive, and who proposed them.
    pub(crate) proposed: Option<(NaiveDate, NaiveDate, Side)>,
    pub(crate) mentor: Option<Named>,
}

#[derive(FromQueryResult)]
struct BarRow {
    #[sea_orm(nested)]
    line: LineRow,
    drafted_by: String,
    proposed_first_day: Option<NaiveDate>,
    proposed_last_day: Option<NaiveDate>,
    proposed_by: Option<String>,
    mentor: Option<String>,
    mentor_en: Option<String>,
    mentor_reference: Option<String>,
}

fn bars(conn: &impl ConnectionTrait) -> Select<placement::Entity> {
    let mentor = |column: person::Column| Expr::col((Alias::new("mentor"), column));
    lines(conn, &PlacementQuery { ascending: true, ..PlacementQuery::default() })
        .columns([
            placement::Column::DraftedBy,
            placement::Column::ProposedFirstDay,
            placement::Column::ProposedLastDay,
            placement::Column::ProposedBy,
        ])
        .expr_as(mentor(person::Column::Name), "mentor")
        .expr_as(mentor(person::Column::NameEn), "mentor_en")
        .expr_as(mentor(person::Column::Reference), "mentor_reference")
        .join_as(JoinType::LeftJoin, placement::Relation::Mentor.def(), Alias::new("mentor"))
}

/// The placements of `people` that are shown and that the actor may see, by person, the earliest first.
pub(crate) async fn of_people(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    people: &[PersonId],
    query: &BoardQuery,
) -> Result<HashMap<PersonId, Vec<BarLine>>> {
    let mut found: HashMap<PersonId, Vec<BarLine>> = HashMap::new();
    let rows = bars(conn)
        .filter(placement::Column::PersonId.is_in(people.iter().map(|id| id.0)))
        .filter(shown(query))
        .filter(within(visible.scope()))
        .into_model::<BarRow>()
        .all(conn)
        .await?;
    for row in rows {
        let bar = from_row(row)?;
        found.entry(bar.line.participant_id).or_default().push(bar);
    }
    Ok(found)
}

/// One placement as a bar, when the actor may see it.
pub(crate) async fn one(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    id: PlacementId,
) -> Result<Option<BarLine>> {
    let select = bars(conn).filter(placement::Column::Id.eq(id.0)).filter(within(visible.scope()));
    select.into_model::<BarRow>().one(conn).await?.map(from_row).transpose()
}

fn from_row(row: BarRow) -> Result<BarLine> {
    let proposed = match (row.proposed_first_day, row.proposed_last_day, row.proposed_by) {
        (Some(first), Some(last), Some(by)) => Some((first, last, text(&by, Side::parse)?)),
        _ => None,
    };
    let mentor = row.mentor.map(|name| Named::or_reference(name, row.mentor_en, row.mentor_reference));
    Ok(BarLine { line: row.line.0, drafted_by: text(&row.drafted_by, Side::parse)?, proposed, mentor })
}

/// The names of the departments of an organisation.
pub(crate) async fn departments(conn: &impl ConnectionTrait, id: OrganisationId) -> Result<Vec<String>> {
    Ok(super::organisation::departments(conn, id).await?.into_iter().map(|department| department.name).collect())
}
