//! What is agreed and still to come.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    id::{PersonId, PlacementId},
    organisation::OrganisationKind,
    placement::{Direction, Form, Load, State},
    policy::DayRange,
    progress::Ahead,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
    sea_query::{Alias, Expr},
};

use super::text;
use crate::{
    entity::{organisation, placement},
    failure::Result,
};

/// How many people are asked for at once: databases bound the number of values of a statement.
const PEOPLE: usize = 500;

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    person_id: i64,
    direction: String,
    form: String,
    load: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
    planned_minutes: i32,
    host_kind: String,
}

/// The agreed placements of people that go on after a day, by person, the earliest first. What is logged of
/// them is not taken off yet.
pub(crate) async fn ahead(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
    today: NaiveDate,
) -> Result<HashMap<PersonId, Vec<Ahead>>> {
    use placement::Column as P;
    let mut rows: Vec<Row> = Vec::new();
    for people in people.chunks(PEOPLE) {
        let found = placement::Entity::find()
            .select_only()
            .columns([P::Id, P::PersonId, P::Direction, P::Form, P::Load, P::FirstDay, P::LastDay, P::PlannedMinutes])
            .expr_as(Expr::col((Alias::new("hosting"), organisation::Column::Kind)), "host_kind")
            .join_as(JoinType::InnerJoin, placement::Relation::Hosting.def(), Alias::new("hosting"))
            .filter(P::PersonId.is_in(people.iter().map(|id| id.0)))
            .filter(P::State.is_in([State::Approved.as_str(), State::Active.as_str()]))
            .filter(P::LastDay.gt(today))
            .order_by_asc(P::FirstDay)
            .order_by_asc(P::Id)
            .into_model()
            .all(conn)
            .await?;
        rows.extend(found);
    }
    let ids: Vec<PlacementId> = rows.iter().map(|row| PlacementId(row.id)).collect();
    let mut schedules = super::schedule::of_many(conn, &ids).await?;
    let mut ahead: HashMap<PersonId, Vec<Ahead>> = HashMap::new();
    for row in rows {
        let placement = PlacementId(row.id);
        ahead.entry(PersonId(row.person_id)).or_default().push(Ahead {
            placement,
            days: DayRange { first_day: row.first_day, last_day: row.last_day },
            form: text(&row.form, Form::parse)?,
            host: text(&row.host_kind, OrganisationKind::parse)?,
            direction: text(&row.direction, Direction::parse)?,
            load: text(&row.load, Load::parse)?,
            pre_approved: today < row.first_day,
            schedule: schedules.remove(&placement),
            rest_minutes: row.planned_minutes.into(),
        });
    }
    Ok(ahead)
}
