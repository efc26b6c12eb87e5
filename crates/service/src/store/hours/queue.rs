//! The lines that wait, and what their participants did elsewhere.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use domain::{
    hours::{EntryState, HourEntry},
    id::{PersonId, PlacementId},
    placement::Placement,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};

use super::entry::from_row;
use crate::{
    entity::{hour_entry, placement},
    failure::Result,
    guard::{Scope, Visible},
};

/// The lines that wait in some placements on the days `days.0..=days.1`, with whose they are; never what
/// `confirmer` logged.
pub(crate) async fn waiting_entries(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    confirmer: PersonId,
    placements: &[PlacementId],
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<(PersonId, HourEntry)>> {
    let select = hour_entry::Entity::find()
        .join(JoinType::InnerJoin, hour_entry::Relation::Placement.def())
        .filter(hour_entry::Column::PlacementId.is_in(placements.iter().map(|id| id.0)))
        .filter(hour_entry::Column::Day.between(days.0, days.1))
        .filter(hour_entry::Column::State.eq(EntryState::Submitted.as_str()))
        .filter(hour_entry::Column::PersonId.ne(confirmer.0));
    let select = match visible.scope() {
        Scope::Organisation(id) => select.filter(placement::Column::HostingId.eq(id.0)),
        Scope::Person(id) | Scope::Mentor(id) => select.filter(placement::Column::MentorId.eq(id.0)),
        Scope::Community => select,
    };
    let rows = select.order_by_asc(hour_entry::Column::Id).all(conn).await?;
    rows.into_iter().map(|row| Ok((PersonId(row.person_id), from_row(row)?))).collect()
}

/// All entries of some people that say from when to when, on the days `days.0 - 1..=days.1 + 1`.
pub(crate) async fn spans_of(
    conn: &impl ConnectionTrait,
    people: &BTreeSet<PersonId>,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<(PersonId, HourEntry)>> {
    let rows = hour_entry::Entity::find()
        .filter(hour_entry::Column::PersonId.is_in(people.iter().map(|id| id.0)))
        .filter(hour_entry::Column::Day.between(days.0 - Days::new(1), days.1 + Days::new(1)))
        .filter(hour_entry::Column::FromMinute.is_not_null())
        .all(conn)
        .await?;
    rows.into_iter().map(|row| Ok((PersonId(row.person_id), from_row(row)?))).collect()
}
