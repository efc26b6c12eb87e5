//! Which people are taken over some days, and where engineers teach now.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    hours::{EntryState, Kind},
    id::{PersonId, PlacementId},
    name::Named,
    placement::{Direction, Load, Placement, PlacementLine, State},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, sea_query::Alias,
};

use super::{LineRow, PlacementQuery, lines, of_organisation, within};
use crate::{
    entity::{hour_entry, organisation, placement},
    failure::Result,
    guard::{Allowed, ReadPerson, Visible},
    store::text,
};

/// How many people one question is about: databases limit the values of a statement.
const PEOPLE: usize = 500;

/// A placement of somebody on given days.
#[derive(Clone, Debug)]
pub(crate) struct Busy {
    pub(crate) person: PersonId,
    pub(crate) placement: PlacementId,
    pub(crate) hosting: Named,
    pub(crate) load: Load,
    pub(crate) first_day: NaiveDate,
    pub(crate) last_day: NaiveDate,
}

#[derive(FromQueryResult)]
struct BusyRow {
    id: i64,
    person_id: i64,
    load: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
    hosting: String,
    hosting_en: Option<String>,
}

fn occupying() -> impl Iterator<Item = &'static str> {
    State::ALL.iter().filter(|state| state.occupies()).map(|state| state.as_str())
}

/// The placements of `people` that occupy one of the days `days.0..=days.1`, as far as the actor may see
/// them, the earliest first.
pub(crate) async fn busy(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    people: &[PersonId],
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<Busy>> {
    let mut found = Vec::new();
    for chunk in people.chunks(PEOPLE) {
        let rows = placement::Entity::find()
            .select_only()
            .columns([
                placement::Column::Id,
                placement::Column::PersonId,
                placement::Column::Load,
                placement::Column::FirstDay,
                placement::Column::LastDay,
            ])
            .expr_as(of_organisation("hosting", organisation::Column::Name), "hosting")
            .expr_as(of_organisation("hosting", organisation::Column::NameEn), "hosting_en")
            .join_as(JoinType::InnerJoin, placement::Relation::Hosting.def(), Alias::new("hosting"))
            .filter(placement::Column::PersonId.is_in(chunk.iter().map(|id| id.0)))
            .filter(placement::Column::State.is_in(occupying()))
            .filter(placement::Column::FirstDay.lte(days.1))
            .filter(placement::Column::LastDay.gte(days.0))
            .filter(within(visible.scope()))
            .order_by_asc(placement::Column::FirstDay)
            .order_by_asc(placement::Column::Id)
            .into_model::<BusyRow>()
            .all(conn)
            .await?;
        for row in rows {
            found.push(Busy {
                person: PersonId(row.person_id),
                placement: PlacementId(row.id),
                hosting: Named::new(row.hosting, row.hosting_en),
                load: text(&row.load, Load::parse)?,
                first_day: row.first_day,
                last_day: row.last_day,
            });
        }
    }
    Ok(found)
}

/// Those of `people` whom a full-time placement occupies on one of the days, whoever may see it: what the
/// database would refuse.
pub(crate) async fn occupied(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<PersonId>> {
    let mut found = Vec::new();
    for chunk in people.chunks(PEOPLE) {
        let rows: Vec<i64> = placement::Entity::find()
            .select_only()
            .column(placement::Column::PersonId)
            .filter(placement::Column::PersonId.is_in(chunk.iter().map(|id| id.0)))
            .filter(placement::Column::State.is_in(occupying()))
            .filter(placement::Column::Load.eq(Load::FullTime.as_str()))
            .filter(placement::Column::FirstDay.lte(days.1))
            .filter(placement::Column::LastDay.gte(days.0))
            .into_tuple()
            .all(conn)
            .await?;
        found.extend(rows.into_iter().map(PersonId));
    }
    Ok(found)
}

/// The full-time placements that occupy `people` on one of the days, whoever may see them: whose, which, and from when
/// to when.
pub(crate) async fn full_time_stays(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<(PersonId, PlacementId, NaiveDate, NaiveDate)>> {
    use placement::Column as C;
    let mut found = Vec::new();
    for chunk in people.chunks(PEOPLE) {
        let rows: Vec<(i64, i64, NaiveDate, NaiveDate)> = placement::Entity::find()
            .select_only()
            .columns([C::PersonId, C::Id, C::FirstDay, C::LastDay])
            .filter(C::PersonId.is_in(chunk.iter().map(|id| id.0)))
            .filter(C::State.is_in(occupying()))
            .filter(C::Load.eq(Load::FullTime.as_str()))
            .filter(C::FirstDay.lte(days.1))
            .filter(C::LastDay.gte(days.0))
            .into_tuple()
            .all(conn)
            .await?;
        found
            .extend(rows.into_iter().map(|(person, id, first, last)| (PersonId(person), PlacementId(id), first, last)));
    }
    Ok(found)
}

/// The placements that occupy a person on some of the days `days.0..=days.1`, whoever may see them: which, and from
/// when to when. Who may see the person may know that they are busy.
pub(crate) async fn taken_days(
    conn: &impl ConnectionTrait,
    person: &Allowed<ReadPerson>,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<(PlacementId, NaiveDate, NaiveDate)>> {
    let rows: Vec<(i64, NaiveDate, NaiveDate)> = placement::Entity::find()
        .select_only()
        .columns([placement::Column::Id, placement::Column::FirstDay, placement::Column::LastDay])
        .filter(placement::Column::PersonId.eq(person.id.0))
        .filter(placement::Column::State.is_in(occupying()))
        .filter(placement::Column::FirstDay.lte(days.1))
        .filter(placement::Column::LastDay.gte(days.0))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, first, last)| (PlacementId(id), first, last)).collect())
}

/// Where an engineer teaches, with the class hours in minutes.
#[derive(Clone, Debug)]
pub(crate) struct Teaching {
    pub(crate) line: PlacementLine,
    pub(crate) planned: i32,
    pub(crate) class_hour_minutes: i32,
    pub(crate) confirmed: i64,
    pub(crate) waiting: i64,
}

#[derive(FromQueryResult)]
struct TeachingRow {
    #[sea_orm(nested)]
    line: LineRow,
    planned_minutes: i32,
    class_hour_minutes: i32,
}

/// The teaching secondment of each of `people` that is under way on `today`, or else the next one agreed.
pub(crate) async fn teaching_now(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    people: &[PersonId],
    today: NaiveDate,
) -> Result<HashMap<PersonId, Teaching>> {
    let mut found: HashMap<PersonId, Teaching> = HashMap::new();
    for chunk in people.chunks(PEOPLE) {
        let query = PlacementQuery {
            direction: Some(Direction::TeachingSecondment),
            ascending: true,
            ..PlacementQuery::default()
        };
        let rows = lines(conn, &query)
            .columns([placement::Column::PlannedMinutes, placement::Column::ClassHourMinutes])
            .filter(placement::Column::PersonId.is_in(chunk.iter().map(|id| id.0)))
            .filter(placement::Column::State.is_in([State::Active, State::Approved].map(State::as_str)))
            .filter(placement::Column::LastDay.gte(today).or(placement::Column::State.eq(State::Active.as_str())))
            .filter(within(visible.scope()))
            .into_model::<TeachingRow>()
            .all(conn)
            .await?;
        for row in rows {
            let line = row.line.0;
            let person = line.participant_id;
            let teaching = Teaching {
                line,
                planned: row.planned_minutes,
                class_hour_minutes: row.class_hour_minutes,
                confirmed: 0,
                waiting: 0,
            };
            found.entry(person).or_insert(teaching);
        }
    }
    add_class_hours(conn, &mut found).await?;
    Ok(found)
}

async fn add_class_hours(conn: &impl ConnectionTrait, found: &mut HashMap<PersonId, Teaching>) -> Result<()> {
    let ids: Vec<i64> = found.values().map(|teaching| teaching.line.id.0).collect();
    let mut sums: HashMap<(i64, String), i64> = HashMap::new();
    for chunk in ids.chunks(PEOPLE) {
        let rows: Vec<(i64, String, i64)> = hour_entry::Entity::find()
            .select_only()
            .column(hour_entry::Column::PlacementId)
            .column(hour_entry::Column::State)
            .expr(hour_entry::Column::Minutes.sum())
            .filter(hour_entry::Column::PlacementId.is_in(chunk.iter().copied()))
            .filter(hour_entry::Column::Kind.eq(Kind::ClassHours.as_str()))
            .group_by(hour_entry::Column::PlacementId)
            .group_by(hour_entry::Column::State)
            .into_tuple()
            .all(conn)
            .await?;
        sums.extend(rows.into_iter().map(|(id, state, minutes)| ((id, state), minutes)));
    }
    for teaching in found.values_mut() {
        let sum =
            |state: EntryState| sums.get(&(teaching.line.id.0, state.as_str().to_owned())).copied().unwrap_or_default();
        (teaching.confirmed, teaching.waiting) = (sum(EntryState::Confirmed), sum(EntryState::Submitted));
    }
    Ok(())
}
