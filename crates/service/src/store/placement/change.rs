//! Storing and changing placements.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Error,
    error::Conflict,
    id::{PersonId, PlacementId},
    placement::{NewPlacement, Outcome, ProposedDates, State},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveValue, QueryFilter,
};

use crate::{
    entity::placement,
    failure::Result,
    guard::{Allowed, DecidePlacement, DraftPlacement, NameMentor},
};

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
        opening_id: Set(new.opening.map(|id| id.0)),
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

/// Stores the planned minutes that a schedule adds up to, of a placement that still has `version`.
pub(crate) async fn set_planned(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<DecidePlacement>,
    planned_minutes: i32,
    version: i32,
) -> Result<()> {
    let row = placement::ActiveModel { planned_minutes: Set(planned_minutes), ..Default::default() };
    change(conn, allowed.id, version, row).await
}

/// Stores new dates in force, with the planned minutes where a schedule says them, and clears any proposal.
pub(crate) async fn set_days(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<DecidePlacement>,
    days: (NaiveDate, NaiveDate),
    planned_minutes: Option<i32>,
    version: i32,
) -> Result<()> {
    let row = placement::ActiveModel {
        planned_minutes: planned_minutes.map_or(NotSet, Set),
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
