//! Counts of colleges that indicators are made of; one question each, however many colleges there are.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    duration::class_hours,
    hours::{EntryState, Kind},
    id::OrganisationId,
    organisation::{OrganisationKind, OrganisationRef},
    person::{Category, Profile},
    placement::{Direction, State},
    policy::{DayRange, Indicator},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait, Select, sea_query::Expr,
};

use crate::{
    entity::{employment, hour_entry, organisation, placement},
    failure::Result,
    guard::{Scope, Visible},
};

/// The colleges in sight that are members, by name; one that is asked for by itself may have left.
pub(crate) async fn colleges(
    conn: &impl ConnectionTrait,
    visible: &Visible<Indicator>,
) -> Result<Vec<OrganisationRef>> {
    let select = organisation::Entity::find()
        .filter(of(organisation::Column::Id, visible))
        .filter(organisation::Column::Kind.eq(OrganisationKind::College.as_str()))
        .order_by_asc(organisation::Column::Name);
    let select = match visible.scope() {
        Scope::Community => select.filter(organisation::Column::Active.eq(true)),
        _ => select,
    };
    let kind = OrganisationKind::College;
    let college = |row: organisation::Model| OrganisationRef {
        id: OrganisationId(row.id),
        kind,
        name: domain::name::Named::new(row.name, row.name_en),
    };
    Ok(select.all(conn).await?.into_iter().map(college).collect())
}

fn of(column: impl ColumnTrait, visible: &Visible<Indicator>) -> Condition {
    match visible.scope() {
        Scope::Community => Condition::all(),
        Scope::Organisation(id) => Condition::all().add(column.eq(id.0)),
        Scope::Person(_) | Scope::Mentor(_) => Condition::all().add(Expr::val(false)),
    }
}

/// The teachers of a college, each counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Teachers {
    /// All.
    pub(crate) all: i64,
    /// Of professional courses and practical training.
    pub(crate) professional: i64,
    /// Recognised as double-qualified.
    pub(crate) double_qualified: i64,
}

/// The teachers employed on a day.
pub(crate) async fn teachers(
    conn: &impl ConnectionTrait,
    visible: &Visible<Indicator>,
    on: NaiveDate,
) -> Result<HashMap<OrganisationId, Teachers>> {
    use employment::Column as C;
    let [professional, practical] =
        [Category::ProfessionalCourse, Category::InternshipInstructor].map(Category::as_str);
    let distinct = |condition: &str| Expr::cust(format!("COUNT(DISTINCT CASE WHEN {condition} THEN person_id END)"));
    let rows: Vec<(i64, i64, i64, i64)> = employment::Entity::find()
        .select_only()
        .column(C::OrganisationId)
        .expr(Expr::cust("COUNT(DISTINCT person_id)"))
        .expr(distinct(&format!("category IN ('{professional}', '{practical}')")))
        .expr(distinct("double_qualified_level IS NOT NULL"))
        .filter(of(C::OrganisationId, visible))
        .filter(C::Profile.eq(Profile::Teacher.as_str()))
        .filter(C::FirstDay.is_null().or(C::FirstDay.lte(on)))
        .filter(C::LastDay.is_null().or(C::LastDay.gte(on)))
        .group_by(C::OrganisationId)
        .into_tuple()
        .all(conn)
        .await?;
    let teachers = |(id, all, professional, double_qualified)| {
        (OrganisationId(id), Teachers { all, professional, double_qualified })
    };
    Ok(rows.into_iter().map(teachers).collect())
}

fn people(select: Select<placement::Entity>, side: placement::Column) -> Select<placement::Entity> {
    let started = [State::Active, State::Completed].map(State::as_str);
    select
        .select_only()
        .column(side)
        .expr(Expr::cust("COUNT(DISTINCT person_id)"))
        .filter(placement::Column::State.is_in(started))
        .group_by(side)
}

/// The engineers on a teaching secondment, under way or completed, that touches the days.
pub(crate) async fn engineers(
    conn: &impl ConnectionTrait,
    visible: &Visible<Indicator>,
    days: DayRange,
) -> Result<HashMap<OrganisationId, i64>> {
    use placement::Column as C;
    let rows: Vec<(i64, i64)> = people(placement::Entity::find(), C::HostingId)
        .filter(of(C::HostingId, visible))
        .filter(C::Direction.eq(Direction::TeachingSecondment.as_str()))
        .filter(C::FirstDay.lte(days.last_day))
        .filter(C::LastDay.gte(days.first_day))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(by_college(rows))
}

/// The teachers whose practice, under way or completed, covers a day.
pub(crate) async fn on_practice(
    conn: &impl ConnectionTrait,
    visible: &Visible<Indicator>,
    on: NaiveDate,
) -> Result<HashMap<OrganisationId, i64>> {
    use placement::Column as C;
    let rows: Vec<(i64, i64)> = people(placement::Entity::find(), C::SendingId)
        .filter(of(C::SendingId, visible))
        .filter(C::Direction.eq(Direction::EnterprisePractice.as_str()))
        .filter(C::FirstDay.lte(on))
        .filter(C::LastDay.gte(on))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(by_college(rows))
}

fn by_college(rows: Vec<(i64, i64)>) -> HashMap<OrganisationId, i64> {
    rows.into_iter().map(|(id, number)| (OrganisationId(id), number)).collect()
}

fn confirmed(direction: Direction, days: DayRange) -> Select<hour_entry::Entity> {
    hour_entry::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, hour_entry::Relation::Placement.def())
        .filter(hour_entry::Column::State.eq(EntryState::Confirmed.as_str()))
        .filter(hour_entry::Column::Day.between(days.first_day, days.last_day))
        .filter(placement::Column::Direction.eq(direction.as_str()))
}

fn minutes() -> Expr {
    Expr::col((hour_entry::Entity, hour_entry::Column::Minutes)).sum()
}

/// Confirmed minutes of practice that began on the days, of the colleges' own teachers.
pub(crate) async fn practice_minutes(
    conn: &impl ConnectionTrait,
    visible: &Visible<Indicator>,
    days: DayRange,
) -> Result<HashMap<OrganisationId, i64>> {
    let rows: Vec<(i64, i64)> = confirmed(Direction::EnterprisePractice, days)
        .column(placement::Column::SendingId)
        .expr(minutes())
        .filter(of(placement::Column::SendingId, visible))
        .group_by(placement::Column::SendingId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(by_college(rows))
}

/// Confirmed class hours that began on the days at the colleges, in tenths, rounded half up a placement.
pub(crate) async fn class_hours_tenths(
    conn: &impl ConnectionTrait,
    visible: &Visible<Indicator>,
    days: DayRange,
) -> Result<HashMap<OrganisationId, i64>> {
    let rows: Vec<(i64, i32, i64)> = confirmed(Direction::TeachingSecondment, days)
        .columns([placement::Column::HostingId, placement::Column::ClassHourMinutes])
        .expr(minutes())
        .filter(hour_entry::Column::Kind.eq(Kind::ClassHours.as_str()))
        .filter(of(placement::Column::HostingId, visible))
        .group_by(placement::Column::Id)
        .group_by(placement::Column::HostingId)
        .group_by(placement::Column::ClassHourMinutes)
        .into_tuple()
        .all(conn)
        .await?;
    let mut tenths = HashMap::new();
    for (id, length, minutes) in rows {
        *tenths.entry(OrganisationId(id)).or_default() += class_hours(length.into(), minutes).unwrap_or_default();
    }
    Ok(tenths)
}
