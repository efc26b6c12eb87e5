//! Hours over many placements: what waits, and the sums of what is confirmed.

use chrono::{Datelike, NaiveDate};
use domain::{
    hours::{EntryState, WaitingPeriod},
    id::{OrganisationId, PersonId, PlacementId},
    name::Named,
    placement::{Direction, Placement},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, RelationTrait,
    sea_query::{Alias, Expr},
};

use crate::{
    entity::{hour_entry, organisation, person, placement},
    failure::Result,
    guard::{Allowed, ReadFlows, Scope, Visible},
    store::text,
};

#[derive(FromQueryResult)]
struct WaitingRow {
    placement_id: i64,
    direction: String,
    day: NaiveDate,
    minutes: i32,
    participant: String,
    participant_en: Option<String>,
    reference: Option<String>,
    sending: String,
    sending_en: Option<String>,
}

/// What waits for confirmation in placements the actor hosts or mentors, by placement and week; never what
/// `confirmer` logged, since nobody confirms their own hours.
pub(crate) async fn waiting(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    confirmer: PersonId,
) -> Result<Vec<WaitingPeriod>> {
    let mut select = hour_entry::Entity::find()
        .select_only()
        .column(hour_entry::Column::PlacementId)
        .column(hour_entry::Column::Day)
        .column(hour_entry::Column::Minutes)
        .column_as(placement::Column::Direction, "direction")
        .expr_as(Expr::col((Alias::new("participant"), person::Column::Name)), "participant")
        .expr_as(Expr::col((Alias::new("participant"), person::Column::NameEn)), "participant_en")
        .expr_as(Expr::col((Alias::new("participant"), person::Column::Reference)), "reference")
        .expr_as(Expr::col((Alias::new("sending"), organisation::Column::Name)), "sending")
        .expr_as(Expr::col((Alias::new("sending"), organisation::Column::NameEn)), "sending_en")
        .join(JoinType::InnerJoin, hour_entry::Relation::Placement.def())
        .join_as(JoinType::InnerJoin, placement::Relation::Participant.def(), Alias::new("participant"))
        .join_as(JoinType::InnerJoin, placement::Relation::Sending.def(), Alias::new("sending"))
        .filter(hour_entry::Column::State.eq(EntryState::Submitted.as_str()))
        .filter(hour_entry::Column::PersonId.ne(confirmer.0));
    select = match visible.scope() {
        Scope::Organisation(id) => select.filter(placement::Column::HostingId.eq(id.0)),
        Scope::Person(id) | Scope::Mentor(id) => select.filter(placement::Column::MentorId.eq(id.0)),
        Scope::Community => select,
    };
    let rows = select.order_by_asc(hour_entry::Column::Day).limit(20_000).into_model::<WaitingRow>().all(conn).await?;
    let mut periods: Vec<WaitingPeriod> = Vec::new();
    for row in rows {
        let week = row.day - chrono::Days::new(u64::from(row.day.weekday().num_days_from_monday()));
        let placement = PlacementId(row.placement_id);
        if let Some(period) = periods.iter_mut().find(|p| p.placement == placement && p.week == week) {
            period.lines += 1;
            period.minutes += i64::from(row.minutes);
        } else {
            periods.push(WaitingPeriod {
                placement,
                direction: text(&row.direction, Direction::parse)?,
                participant: Named::or_reference(row.participant, row.participant_en, row.reference),
                sending: Named::new(row.sending, row.sending_en),
                week,
                lines: 1,
                minutes: i64::from(row.minutes),
                expected_minutes: None,
                differences: Vec::new(),
            });
        }
    }
    Ok(periods)
}

/// The days of placements the actor hosts or mentors with hours that wait for confirmation, each once; never what
/// `confirmer` logged.
pub(crate) async fn waiting_days(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    confirmer: PersonId,
) -> Result<Vec<(PlacementId, NaiveDate)>> {
    let select = hour_entry::Entity::find()
        .select_only()
        .columns([hour_entry::Column::PlacementId, hour_entry::Column::Day])
        .join(JoinType::InnerJoin, hour_entry::Relation::Placement.def())
        .filter(Expr::cust("hour_entry.state = 'submitted'"))
        .filter(hour_entry::Column::PersonId.ne(confirmer.0));
    let select = match visible.scope() {
        Scope::Organisation(id) => select.filter(placement::Column::HostingId.eq(id.0)),
        Scope::Person(id) | Scope::Mentor(id) => select.filter(placement::Column::MentorId.eq(id.0)),
        Scope::Community => select,
    };
    let rows: Vec<(i64, NaiveDate)> = select.distinct().into_tuple().all(conn).await?;
    Ok(rows.into_iter().map(|(id, day)| (PlacementId(id), day)).collect())
}

/// Confirmed minutes of the days of a period, inclusive, by pair of organisations and direction, for the flows
/// of the community.
pub(crate) async fn minutes_by_pair(
    conn: &impl ConnectionTrait,
    _: &Allowed<ReadFlows>,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
) -> Result<Vec<(OrganisationId, OrganisationId, Direction, i64)>> {
    let rows: Vec<(i64, i64, String, i64)> = hour_entry::Entity::find()
        .select_only()
        .column(placement::Column::SendingId)
        .column(placement::Column::HostingId)
        .column(placement::Column::Direction)
        .expr(Expr::col((hour_entry::Entity, hour_entry::Column::Minutes)).sum())
        .join(JoinType::InnerJoin, hour_entry::Relation::Placement.def())
        .filter(hour_entry::Column::State.eq(EntryState::Confirmed.as_str()))
        .apply_if(from, |select, from| select.filter(hour_entry::Column::Day.gte(from)))
        .apply_if(to, |select, to| select.filter(hour_entry::Column::Day.lte(to)))
        .group_by(placement::Column::SendingId)
        .group_by(placement::Column::HostingId)
        .group_by(placement::Column::Direction)
        .into_tuple()
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|(sending, hosting, direction, minutes)| {
            Ok((OrganisationId(sending), OrganisationId(hosting), text(&direction, Direction::parse)?, minutes))
        })
        .collect()
}
