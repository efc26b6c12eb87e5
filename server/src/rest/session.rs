//! `placements/{id}/sessions`: when a participant is expected; `placements/{id}/conflicts`: what a placement meets.

use chrono::{DateTime, Utc};
use domain::{
    conflict::{Conflict, ConflictKind},
    id::PlacementId,
    session::{Session, Span},
};
use serde::Serialize;
use service::conflict;
use utoipa::ToSchema;

use super::{
    Outcome,
    access::Caller,
    calendar::Span as Days,
    page::{List, whole},
    query::{Id, Query},
    wire::{self, Day},
};

/// A time at which the participant is expected.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
pub(super) struct SessionBody {
    /// The attendance date: the day, at the host, on which it starts, also of a night shift.
    day: Day,
    /// When it starts; null where only the minutes of the day are planned.
    #[schema(value_type = Option<String>, format = DateTime, required)]
    starts_at: Option<DateTime<Utc>>,
    /// When it ends.
    #[schema(value_type = Option<String>, format = DateTime, required)]
    ends_at: Option<DateTime<Utc>>,
    /// Planned minutes of work.
    minutes: i32,
}

impl From<Session> for SessionBody {
    fn from(it: Session) -> Self {
        Self {
            day: Day(it.day),
            starts_at: it.span.map(Span::starts_at),
            ends_at: it.span.map(Span::ends_at),
            minutes: it.minutes,
        }
    }
}

/// One thing that a placement meets.
#[derive(Serialize, ToSchema)]
#[schema(as = Conflict)]
pub(super) struct ConflictBody {
    #[schema(value_type = wire::ConflictKind)]
    kind: ConflictKind,
    /// Whether it forbids the placement; a soft one can be accepted with a reason.
    hard: bool,
    first_day: Day,
    /// Inclusive.
    last_day: Day,
    /// How many days, or weeks of a weekly limit, are concerned.
    times: u32,
    /// What it is called, where the reader may know.
    #[schema(required)]
    name: Option<String>,
    /// The shortest rest or the fullest week.
    #[schema(required)]
    minutes: Option<i64>,
}

impl From<Conflict> for ConflictBody {
    fn from(it: Conflict) -> Self {
        Self {
            kind: it.kind,
            hard: it.is_hard,
            first_day: Day(it.first_day),
            last_day: Day(it.last_day),
            times: it.times,
            name: it.with.map(|name| name.name),
            minutes: it.minutes,
        }
    }
}

/// When the participant is expected, by the schedule of the placement; empty without one.
#[utoipa::path(get, path = "/placements/{id}/sessions", operation_id = "list_sessions", tag = "placements",
    params(("id" = wire::Key, Path), Days), responses((status = 200, body = List<SessionBody>)))]
pub(super) async fn list(caller: Caller, Id(id): Id, Query(days): Query<Days>) -> Outcome<List<SessionBody>> {
    let found = conflict::sessions(&caller.db, &caller.ctx, PlacementId(id), days.read()?).await?;
    Ok(whole(found.into_iter().map(SessionBody::from).collect()))
}

/// What the placement meets as it stands, hard conflicts first; nothing of one that has ended.
#[utoipa::path(get, path = "/placements/{id}/conflicts", operation_id = "list_conflicts", tag = "placements",
    params(("id" = wire::Key, Path)), responses((status = 200, body = List<ConflictBody>)))]
pub(super) async fn conflicts(caller: Caller, Id(id): Id) -> Outcome<List<ConflictBody>> {
    let found = conflict::of_placement(&caller.db, &caller.ctx, PlacementId(id)).await?.conflicts;
    Ok(whole(found.into_iter().map(ConflictBody::from).collect()))
}
