//! Placements and their history.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Error,
    error::Conflict,
    id::{OrganisationId, PersonId, PlacementId},
    list::{PAGE_SIZE, Page},
    name::Named,
    need::Need,
    organisation::{OrganisationKind, OrganisationRef},
    placement::{
        Deed, Direction, Form, Load, NewPlacement, Outcome, PersonRef, Placement, PlacementEvent, PlacementLine,
        ProposedDates, Side, State,
    },
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, IntoActiveValue, JoinType,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationTrait, Select,
    sea_query::{Alias, Expr, Order},
};

use super::text;
use crate::{
    ctx::Ctx,
    entity::{account, organisation, person, placement, placement_event},
    failure::Result,
    guard::{Allowed, DecidePlacement, DraftPlacement, NameMentor, ReadPlacement, Scope, Visible},
};

/// A column of somebody who is joined under a name.
fn of_person(table: &'static str, column: person::Column) -> Expr {
    Expr::col((Alias::new(table), column))
}

/// A column of an organisation that is joined under a name.
fn of_organisation(table: &'static str, column: organisation::Column) -> Expr {
    Expr::col((Alias::new(table), column))
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    placement: placement::Model,
    sending_name: String,
    sending_name_en: Option<String>,
    sending_kind: String,
    hosting_name: String,
    hosting_name_en: Option<String>,
    hosting_kind: String,
    zone: String,
    participant: String,
    participant_en: Option<String>,
    participant_reference: Option<String>,
    mentor: Option<String>,
    mentor_en: Option<String>,
    mentor_reference: Option<String>,
}

fn with_names() -> Select<placement::Entity> {
    use organisation::Column as O;
    use person::Column as P;
    placement::Entity::find()
        .expr_as(of_organisation("sending", O::Name), "sending_name")
        .expr_as(of_organisation("sending", O::NameEn), "sending_name_en")
        .expr_as(of_organisation("sending", O::Kind), "sending_kind")
        .expr_as(of_organisation("hosting", O::Name), "hosting_name")
        .expr_as(of_organisation("hosting", O::NameEn), "hosting_name_en")
        .expr_as(of_organisation("hosting", O::Kind), "hosting_kind")
        .expr_as(of_organisation("hosting", O::Zone), "zone")
        .expr_as(of_person("participant", P::Name), "participant")
        .expr_as(of_person("participant", P::NameEn), "participant_en")
        .expr_as(of_person("participant", P::Reference), "participant_reference")
        .expr_as(of_person("mentor", P::Name), "mentor")
        .expr_as(of_person("mentor", P::NameEn), "mentor_en")
        .expr_as(of_person("mentor", P::Reference), "mentor_reference")
        .join_as(JoinType::InnerJoin, placement::Relation::Sending.def(), Alias::new("sending"))
        .join_as(JoinType::InnerJoin, placement::Relation::Hosting.def(), Alias::new("hosting"))
        .join_as(JoinType::InnerJoin, placement::Relation::Participant.def(), Alias::new("participant"))
        .join_as(JoinType::LeftJoin, placement::Relation::Mentor.def(), Alias::new("mentor"))
}

/// One placement.
pub(crate) async fn find(conn: &impl ConnectionTrait, id: PlacementId) -> Result<Option<Placement>> {
    let row = with_names().filter(placement::Column::Id.eq(id.0)).into_model::<Row>().one(conn).await?;
    row.map(from_row).transpose()
}

/// Those placements of a person that the actor may see, the latest first.
pub(crate) async fn of_participant(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    person: PersonId,
) -> Result<Vec<Placement>> {
    let rows = with_names()
        .filter(placement::Column::PersonId.eq(person.0))
        .filter(within(visible.scope()))
        .order_by_desc(placement::Column::FirstDay)
        .order_by_desc(placement::Column::Id)
        .into_model::<Row>()
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

pub(super) fn within(scope: Scope) -> Condition {
    match scope {
        Scope::Community => Condition::all(),
        Scope::Organisation(id) => either(placement::Column::SendingId, placement::Column::HostingId, id.0),
        Scope::Person(id) => either(placement::Column::PersonId, placement::Column::MentorId, id.0),
        Scope::Mentor(id) => {
            let column = placement::Column::MentorId;
            Condition::all().add(column.eq(id.0)).add(no_foreign_draft(column))
        }
    }
}

fn either(one: placement::Column, other: placement::Column, id: i64) -> Condition {
    let side = |column: placement::Column| Condition::all().add(column.eq(id)).add(no_foreign_draft(column));
    Condition::any().add(side(one)).add(side(other))
}

fn from_row(row: Row) -> Result<Placement> {
    let p = row.placement;
    let proposed = match (p.proposed_first_day, p.proposed_last_day, p.proposed_by) {
        (Some(first_day), Some(last_day), Some(by)) => {
            Some(ProposedDates { first_day, last_day, by: text(&by, Side::parse)? })
        }
        _ => None,
    };
    let organisation = |id, kind: &str, name| -> Result<OrganisationRef> {
        Ok(OrganisationRef { id: OrganisationId(id), kind: text(kind, OrganisationKind::parse)?, name })
    };
    Ok(Placement {
        id: PlacementId(p.id),
        direction: text(&p.direction, Direction::parse)?,
        state: text(&p.state, State::parse)?,
        sending: organisation(p.sending_id, &row.sending_kind, Named::new(row.sending_name, row.sending_name_en))?,
        hosting: organisation(p.hosting_id, &row.hosting_kind, Named::new(row.hosting_name, row.hosting_name_en))?,
        zone: row.zone,
        participant: PersonRef {
            id: PersonId(p.person_id),
            label: Named::or_reference(row.participant, row.participant_en, row.participant_reference),
        },
        mentor: p.mentor_id.map(|id| PersonRef {
            id: PersonId(id),
            label: Named::or_reference(row.mentor.unwrap_or_default(), row.mentor_en, row.mentor_reference),
        }),
        form: text(&p.form, Form::parse)?,
        load: text(&p.load, Load::parse)?,
        place: p.place,
        first_day: p.first_day,
        last_day: p.last_day,
        planned_minutes: p.planned_minutes,
        class_hour_minutes: p.class_hour_minutes,
        objectives: p.objectives,
        reason: p.reason,
        drafted_by: text(&p.drafted_by, Side::parse)?,
        sending_approved: p.sending_approved,
        hosting_approved: p.hosting_approved,
        proposed,
        version: p.version,
    })
}

/// What a list of placements is narrowed to, read.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlacementQuery {
    pub(crate) state: Option<State>,
    pub(crate) direction: Option<Direction>,
    /// What waits for the organisation, as of a day.
    pub(crate) need: Option<(Need, NaiveDate)>,
    pub(crate) q: String,
    /// Whether the earliest comes first.
    pub(crate) ascending: bool,
    /// Behind this first day and identifier.
    pub(crate) after: Option<(NaiveDate, i64)>,
}

#[derive(FromQueryResult)]
pub(super) struct LineRow {
    id: i64,
    direction: String,
    state: String,
    form: String,
    load: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
    sending: String,
    sending_en: Option<String>,
    hosting: String,
    hosting_en: Option<String>,
    participant: String,
    participant_en: Option<String>,
    reference: Option<String>,
}

/// One page of placements by first day. An organisation's are two questions, each answered by an index
/// in the order of the list, whose answers are merged: one question with OR would sort everything.
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
    let mut rows = Vec::new();
    for side in sides {
        let mut select = lines(query);
        if let Some((column, id)) = side {
            select = select.filter(column.eq(id)).filter(no_foreign_draft(column));
            select = narrow(select, query, column);
        }
        rows.extend(select.limit(PAGE_SIZE + 1).into_model::<LineRow>().all(conn).await?);
    }
    rows.sort_by_key(|row| (row.first_day, row.id));
    if !query.ascending {
        rows.reverse();
    }
    let page = Page::cut(rows, |row| format!("{}~{}", row.first_day, row.id));
    let items = page.items.into_iter().map(from_line).collect::<Result<Vec<_>>>()?;
    Ok(Page { items, next: page.next })
}

/// Narrows to what waits for the organisation on the side of `column`.
fn narrow(
    select: Select<placement::Entity>,
    query: &PlacementQuery,
    column: placement::Column,
) -> Select<placement::Entity> {
    let Some((need, today)) = query.need else { return select };
    match column {
        placement::Column::SendingId => select.filter(super::home::condition(need, Side::Sending, today)),
        placement::Column::HostingId => select.filter(super::home::condition(need, Side::Hosting, today)),
        _ => select,
    }
}

/// A draft is seen only by the side that writes it.
fn no_foreign_draft(column: placement::Column) -> Condition {
    let submitted = Condition::any().add(placement::Column::State.ne(State::Draft.as_str()));
    match column {
        placement::Column::SendingId => submitted.add(placement::Column::DraftedBy.eq(Side::Sending.as_str())),
        placement::Column::HostingId => submitted.add(placement::Column::DraftedBy.eq(Side::Hosting.as_str())),
        _ => submitted,
    }
}

pub(super) fn lines(query: &PlacementQuery) -> Select<placement::Entity> {
    let mut select = placement::Entity::find()
        .select_only()
        .columns([
            placement::Column::Id,
            placement::Column::Direction,
            placement::Column::State,
            placement::Column::Form,
            placement::Column::Load,
            placement::Column::FirstDay,
            placement::Column::LastDay,
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
    if let Some(state) = query.state {
        select = select.filter(placement::Column::State.eq(state.as_str()));
    }
    if let Some(direction) = query.direction {
        select = select.filter(placement::Column::Direction.eq(direction.as_str()));
    }
    if !query.q.is_empty() {
        let named = |column| of_person("participant", column).like(super::person::like(&query.q));
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

pub(super) fn from_line(row: LineRow) -> Result<PlacementLine> {
    Ok(PlacementLine {
        id: PlacementId(row.id),
        direction: text(&row.direction, Direction::parse)?,
        state: text(&row.state, State::parse)?,
        participant: Named::or_reference(row.participant, row.participant_en, row.reference),
        sending: Named::new(row.sending, row.sending_en),
        hosting: Named::new(row.hosting, row.hosting_en),
        form: text(&row.form, Form::parse)?,
        load: text(&row.load, Load::parse)?,
        first_day: row.first_day,
        last_day: row.last_day,
    })
}

/// How many placements of an organisation stand in a state, on either side.
pub(crate) async fn count(conn: &impl ConnectionTrait, visible: &Visible<Placement>, state: State) -> Result<u64> {
    let select = placement::Entity::find().filter(placement::Column::State.eq(state.as_str()));
    Ok(select.filter(within(visible.scope())).count(conn).await?)
}

/// Stores a draft.
pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    drafting: &Allowed<DraftPlacement>,
    new: &NewPlacement,
    now: DateTime<Utc>,
) -> Result<PlacementId> {
    let row = placement::ActiveModel {
        state: Set(State::Draft.as_str().to_owned()),
        drafted_by: Set(drafting.side.as_str().to_owned()),
        sending_approved: Set(false),
        hosting_approved: Set(false),
        version: Set(1),
        created_at: Set(now),
        ..columns(new)
    };
    Ok(PlacementId(placement::Entity::insert(row).exec(conn).await?.last_insert_id))
}

fn columns(new: &NewPlacement) -> placement::ActiveModel {
    placement::ActiveModel {
        direction: Set(new.direction.as_str().to_owned()),
        sending_id: Set(new.sending.0),
        hosting_id: Set(new.hosting.0),
        person_id: Set(new.participant.0),
        mentor_id: Set(new.mentor.map(|id| id.0)),
        form: Set(new.form.as_str().to_owned()),
        load: Set(new.load.as_str().to_owned()),
        place: Set(new.place.clone()),
        first_day: Set(new.first_day),
        last_day: Set(new.last_day),
        planned_minutes: Set(new.planned_minutes),
        class_hour_minutes: Set(new.class_hour_minutes),
        objectives: Set(new.objectives.clone()),
        ..Default::default()
    }
}

/// Changes a draft that still has `version`; it belongs to the side on which its writer stands then.
pub(crate) async fn update(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<DecidePlacement>,
    drafting: &Allowed<DraftPlacement>,
    new: &NewPlacement,
    version: i32,
) -> Result<()> {
    let row = placement::ActiveModel { drafted_by: Set(drafting.side.as_str().to_owned()), ..columns(new) };
    change(conn, allowed.id, version, row).await
}

/// Stores what a deed made of a placement that still has `version`.
pub(crate) async fn decide(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<DecidePlacement>,
    outcome: Outcome,
    reason: Option<&str>,
    version: i32,
) -> Result<()> {
    let row = placement::ActiveModel {
        state: Set(outcome.state.as_str().to_owned()),
        sending_approved: Set(outcome.sending_approved),
        hosting_approved: Set(outcome.hosting_approved),
        reason: Set(reason.map(str::to_owned)),
        ..Default::default()
    };
    change(conn, allowed.id, version, row).await
}

/// Stores new dates in force, and clears any proposal.
pub(crate) async fn set_days(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<DecidePlacement>,
    days: (NaiveDate, NaiveDate),
    version: i32,
) -> Result<()> {
    let row = placement::ActiveModel {
        first_day: Set(days.0),
        last_day: Set(days.1),
        proposed_first_day: Set(None),
        proposed_last_day: Set(None),
        proposed_by: Set(None),
        ..Default::default()
    };
    change(conn, allowed.id, version, row).await
}

/// Stores a proposal of new dates, or clears it.
pub(crate) async fn propose(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<DecidePlacement>,
    proposed: Option<ProposedDates>,
    version: i32,
) -> Result<()> {
    let row = placement::ActiveModel {
        proposed_first_day: Set(proposed.map(|dates| dates.first_day)),
        proposed_last_day: Set(proposed.map(|dates| dates.last_day)),
        proposed_by: Set(proposed.map(|dates| dates.by.as_str().to_owned())),
        ..Default::default()
    };
    change(conn, allowed.id, version, row).await
}

/// Names the mentor.
pub(crate) async fn set_mentor(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<NameMentor>,
    mentor: PersonId,
    version: i32,
) -> Result<()> {
    let row = placement::ActiveModel { mentor_id: Set(Some(mentor.0)), ..Default::default() };
    change(conn, allowed.id, version, row).await
}

async fn change(conn: &impl ConnectionTrait, id: PlacementId, version: i32, row: placement::ActiveModel) -> Result<()> {
    let row = placement::ActiveModel { version: (version + 1).into_active_value(), ..row };
    let changed = placement::Entity::update_many()
        .set(row)
        .filter(placement::Column::Id.eq(id.0))
        .filter(placement::Column::Version.eq(version))
        .exec(conn)
        .await?;
    if changed.rows_affected == 0 { Err(Error::Conflict(Conflict::Stale).into()) } else { Ok(()) }
}

/// Adds a deed to the history.
pub(crate) async fn note(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: PlacementId,
    deed: Deed,
    state: State,
    reason: Option<&str>,
) -> Result<()> {
    let row = placement_event::ActiveModel {
        placement_id: Set(id.0),
        deed: Set(deed.as_str().to_owned()),
        state: Set(state.as_str().to_owned()),
        account_id: Set(ctx.account().map(|id| id.0)),
        actor: Set(ctx.label()),
        reason: Set(reason.map(str::to_owned)),
        at: Set(ctx.now()),
        ..Default::default()
    };
    placement_event::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// The history, in order.
pub(crate) async fn history(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ReadPlacement>,
) -> Result<Vec<PlacementEvent>> {
    let rows = placement_event::Entity::find()
        .filter(placement_event::Column::PlacementId.eq(allowed.id.0))
        .order_by_asc(placement_event::Column::Id)
        .all(conn)
        .await?;
    let accounts: BTreeSet<i64> = rows.iter().filter_map(|row| row.account_id).collect();
    let in_english: Vec<(i64, Option<String>)> = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .column(person::Column::NameEn)
        .join(JoinType::InnerJoin, account::Relation::Person.def())
        .filter(account::Column::Id.is_in(accounts))
        .into_tuple()
        .all(conn)
        .await?;
    let in_english: HashMap<i64, Option<String>> = in_english.into_iter().collect();
    rows.into_iter()
        .map(|row| {
            // The e-mail behind the name is for the audit log only.
            let name = row.actor.split(" <").next().unwrap_or_default();
            let name_en = row.account_id.and_then(|account| in_english.get(&account).cloned().flatten());
            Ok(PlacementEvent {
                deed: text(&row.deed, Deed::parse)?,
                state: text(&row.state, State::parse)?,
                by: Named::new(name, name_en),
                at: row.at,
                reason: row.reason,
            })
        })
        .collect()
}

/// Whether two organisations share a placement that was submitted.
pub(crate) async fn any_between(conn: &impl ConnectionTrait, a: OrganisationId, b: OrganisationId) -> Result<bool> {
    let pair = |from: OrganisationId, to: OrganisationId| {
        Condition::all().add(placement::Column::SendingId.eq(from.0)).add(placement::Column::HostingId.eq(to.0))
    };
    let row = placement::Entity::find()
        .select_only()
        .column(placement::Column::Id)
        .filter(Condition::any().add(pair(a, b)).add(pair(b, a)))
        .filter(placement::Column::State.ne(State::Draft.as_str()))
        .limit(1)
        .into_tuple::<i64>()
        .one(conn)
        .await?;
    Ok(row.is_some())
}

/// Whether a person takes part in a submitted placement with an organisation, on either side.
pub(crate) async fn any_of_person_at(
    conn: &impl ConnectionTrait,
    person: PersonId,
    organisation: OrganisationId,
) -> Result<bool> {
    let row = placement::Entity::find()
        .select_only()
        .column(placement::Column::Id)
        .filter(placement::Column::PersonId.eq(person.0))
        .filter(within(Scope::Organisation(organisation)))
        .filter(placement::Column::State.ne(State::Draft.as_str()))
        .limit(1)
        .into_tuple::<i64>()
        .one(conn)
        .await?;
    Ok(row.is_some())
}

/// How many agreed placements each pair of organisations has in each direction.
pub(crate) async fn count_by_pair(
    conn: &impl ConnectionTrait,
    _: &Allowed<crate::guard::ReadFlows>,
) -> Result<Vec<(OrganisationId, OrganisationId, Direction, i64)>> {
    let agreed = [State::Approved, State::Active, State::Completed, State::Terminated].map(State::as_str);
    let rows: Vec<(i64, i64, String, i64)> = placement::Entity::find()
        .select_only()
        .column(placement::Column::SendingId)
        .column(placement::Column::HostingId)
        .column(placement::Column::Direction)
        .expr(placement::Column::Id.count())
        .filter(placement::Column::State.is_in(agreed))
        .group_by(placement::Column::SendingId)
        .group_by(placement::Column::HostingId)
        .group_by(placement::Column::Direction)
        .into_tuple()
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|(sending, hosting, direction, count)| {
            Ok((OrganisationId(sending), OrganisationId(hosting), text(&direction, Direction::parse)?, count))
        })
        .collect()
}
