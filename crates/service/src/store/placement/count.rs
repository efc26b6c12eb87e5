//! How many placements there are, and whether there is any.

use chrono::NaiveDate;
use domain::{
    id::{OrganisationId, PersonId},
    placement::{Direction, Placement, State},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait,
};

use super::within;
use crate::{
    entity::placement,
    failure::Result,
    guard::{Allowed, Scope, Visible},
    store::text,
};

/// How many placements of an organisation stand in a state, on either side.
pub(crate) async fn count(conn: &impl ConnectionTrait, visible: &Visible<Placement>, state: State) -> Result<u64> {
    let select = placement::Entity::find().filter(placement::Column::State.eq(state.as_str()));
    Ok(select.filter(within(visible.scope())).count(conn).await?)
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

/// How many agreed placements that touch a period, inclusive, each pair of organisations has in each direction.
pub(crate) async fn count_by_pair(
    conn: &impl ConnectionTrait,
    _: &Allowed<crate::guard::ReadFlows>,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
) -> Result<Vec<(OrganisationId, OrganisationId, Direction, i64)>> {
    let agreed = [State::Approved, State::Active, State::Completed, State::Terminated].map(State::as_str);
    let rows: Vec<(i64, i64, String, i64)> = placement::Entity::find()
        .select_only()
        .column(placement::Column::SendingId)
        .column(placement::Column::HostingId)
        .column(placement::Column::Direction)
        .expr(placement::Column::Id.count())
        .filter(placement::Column::State.is_in(agreed))
        .apply_if(from, |select, from| select.filter(placement::Column::LastDay.gte(from)))
        .apply_if(to, |select, to| select.filter(placement::Column::FirstDay.lte(to)))
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
