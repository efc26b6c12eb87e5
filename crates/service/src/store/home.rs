//! What the home pages count, each question answered by an index on the open placements of one side.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use domain::{
    hours::EntryState,
    id::{PersonId, PlacementId},
    need::{MENTOR_DAYS, Need, UNLOCKED_DAYS},
    placement::{Placement, PlacementLine, Side, State},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait, sea_query::Expr,
};

use super::{
    placement::{LineRow, PlacementQuery, lines},
    text,
};
use crate::{
    entity::{hour_entry, hour_ledger, placement},
    failure::Result,
    guard::{Scope, Visible},
};

/// The column that names the organisation of a side.
pub(super) const fn column(side: Side) -> placement::Column {
    match side {
        Side::Sending => placement::Column::SendingId,
        Side::Hosting => placement::Column::HostingId,
    }
}

/// Whether a placement needs the organisation on `side`, as of `today`.
pub(super) fn condition(need: Need, side: Side, today: NaiveDate) -> Condition {
    use placement::Column as C;
    let state = |states: &[State]| C::State.is_in(states.iter().map(|state| state.as_str()));
    let own_draft = || Condition::all().add(state(&[State::Draft])).add(C::DraftedBy.eq(side.as_str()));
    let approved = match side {
        Side::Sending => C::SendingApproved,
        Side::Hosting => C::HostingApproved,
    };
    match need {
        Need::Approval => Condition::all().add(state(&[State::Submitted])).add(approved.eq(false)),
        Need::Dates => {
            Condition::all().add(state(&[State::Approved, State::Active])).add(C::ProposedBy.eq(side.other().as_str()))
        }
        Need::Returned => own_draft().add(C::Reason.is_not_null()),
        Need::Draft => own_draft().add(C::Reason.is_null()),
        Need::Mentor => {
            let soon = today.checked_add_days(Days::new(MENTOR_DAYS)).unwrap_or(today);
            // Only the host names a mentor.
            let states: &[State] = if side == Side::Hosting { &[State::Approved, State::Active] } else { &[] };
            Condition::all().add(state(states)).add(C::MentorId.is_null()).add(C::FirstDay.lte(soon))
        }
        Need::Start => Condition::all().add(state(&[State::Approved])).add(C::FirstDay.lte(today)),
        Need::End => Condition::all().add(state(&[State::Active])).add(C::LastDay.lt(today)),
        // Who took them back knows of it.
        Need::Unlocked if side == Side::Hosting => Condition::all().add(state(&[])),
        Need::Unlocked => Condition::all().add(C::Id.in_subquery(unlocked(today))),
    }
}

/// The placements of which confirmed hours were taken back lately.
fn unlocked(today: NaiveDate) -> sea_orm::sea_query::SelectStatement {
    let since = today.checked_sub_days(Days::new(UNLOCKED_DAYS)).unwrap_or(today).and_time(NaiveTime::MIN).and_utc();
    hour_ledger::Entity::find()
        .select_only()
        .column(hour_ledger::Column::PlacementId)
        // Written out, so that the index of these few lines is found.
        .filter(Expr::cust("hour_ledger.deed = 'reversed'"))
        .filter(hour_ledger::Column::At.gte::<DateTime<Utc>>(since))
        .into_query()
}

/// How many placements need the organisation, by need, as of `today`: one question a side, and one for those whose
/// hours were taken back, which may have ended.
pub(crate) async fn needs(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    today: NaiveDate,
) -> Result<Vec<(Need, i64)>> {
    let Scope::Organisation(own) = visible.scope() else { return Ok(Vec::new()) };
    let mut sums: Vec<(Need, i64)> = Need::ALL.iter().map(|need| (*need, 0)).collect();
    for side in Side::ALL {
        let mut select = placement::Entity::find().select_only();
        for need in OPEN {
            let one: Expr = Expr::case(condition(need, *side, today), 1).finally(0).into();
            select = select.expr_as(one.sum(), need.as_str());
        }
        let row = select.filter(column(*side).eq(own.0)).filter(open()).into_tuple::<Sums>().one(conn).await?;
        for (sum, counted) in sums.iter_mut().zip(row.map(counts).unwrap_or_default()) {
            sum.1 += counted.unwrap_or_default();
        }
    }
    if let Some(sum) = sums.iter_mut().find(|(need, _)| *need == Need::Unlocked) {
        let unlocked = condition(Need::Unlocked, Side::Sending, today);
        let select = placement::Entity::find().filter(column(Side::Sending).eq(own.0)).filter(unlocked);
        sum.1 = i64::try_from(select.count(conn).await?).unwrap_or(i64::MAX);
    }
    Ok(sums)
}

/// The needs of placements in which somebody still has something to do.
const OPEN: [Need; 7] =
    [Need::Approval, Need::Dates, Need::Returned, Need::Draft, Need::Mentor, Need::Start, Need::End];

/// A sum of each of [`OPEN`], in their order; nothing when no placement is open.
type Sums = (Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>);

fn counts((a, b, c, d, e, f, g): Sums) -> [Option<i64>; 7] {
    [a, b, c, d, e, f, g]
}

/// States in which somebody still has something to do.
fn open() -> Expr {
    placement::Column::State.is_in([State::Draft, State::Submitted, State::Approved, State::Active].map(State::as_str))
}

/// Who is where: approved and active placements of the organisation that touch `days`, inclusive, the
/// earliest first, at most `limit` a side.
pub(crate) async fn under_way(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    days: (NaiveDate, NaiveDate),
    limit: u64,
) -> Result<Vec<(Side, PlacementLine)>> {
    let Scope::Organisation(own) = visible.scope() else { return Ok(Vec::new()) };
    let query = PlacementQuery { ascending: true, ..Default::default() };
    let mut found = Vec::new();
    for side in Side::ALL {
        let rows = lines(conn, &query)
            .filter(column(*side).eq(own.0))
            .filter(placement::Column::State.is_in([State::Approved, State::Active].map(State::as_str)))
            .filter(placement::Column::FirstDay.lte(days.1))
            .filter(placement::Column::LastDay.gte(days.0))
            .limit(limit)
            .into_model::<LineRow>()
            .all(conn)
            .await?;
        found.extend(rows.into_iter().map(|row| (*side, row.0)));
    }
    found.sort_by_key(|(_, line)| (line.first_day, line.id));
    Ok(found)
}

/// Lines of a person's log that wait for the person, of one placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OpenLines {
    pub(crate) placement: PlacementId,
    pub(crate) state: EntryState,
    pub(crate) lines: i64,
    pub(crate) minutes: i64,
    /// The earliest of them.
    pub(crate) first_day: NaiveDate,
}

/// The returned lines and drafts of a person, by placement.
pub(crate) async fn open_lines(conn: &impl ConnectionTrait, visible: &Visible<Placement>) -> Result<Vec<OpenLines>> {
    let Scope::Person(PersonId(own)) = visible.scope() else { return Ok(Vec::new()) };
    let rows: Vec<(i64, String, i64, i64, NaiveDate)> = hour_entry::Entity::find()
        .select_only()
        .column(hour_entry::Column::PlacementId)
        .column(hour_entry::Column::State)
        .expr(hour_entry::Column::Id.count())
        .expr(Expr::col(hour_entry::Column::Minutes).sum())
        .expr(hour_entry::Column::Day.min())
        .filter(hour_entry::Column::PersonId.eq(own))
        .filter(hour_entry::Column::State.is_in([EntryState::Draft, EntryState::Returned].map(EntryState::as_str)))
        .group_by(hour_entry::Column::PlacementId)
        .group_by(hour_entry::Column::State)
        .into_tuple()
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|(id, state, lines, minutes, first_day)| {
            let state = text(&state, EntryState::parse)?;
            Ok(OpenLines { placement: PlacementId(id), state, lines, minutes, first_day })
        })
        .collect()
}
