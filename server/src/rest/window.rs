//! `people/{id}/windows`: when somebody can go.

use axum::Json;
use domain::{
    conflict::ConflictKind,
    id::PersonId,
    name::Named,
    window::{Window, WindowDay, WishForm},
};
use serde::{Deserialize, Serialize};
use service::window;
use utoipa::{IntoParams, ToSchema};

use super::{
    Outcome,
    access::Caller,
    query::{Id, Query},
    wire::{self, Day, Key, day_text, key_text},
};

/// What is looked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Wish {
    /// The host.
    #[param(value_type = Key, required = true)]
    hosting: Option<Key>,
    /// How many workdays of the host, 1 to 400.
    #[param(value_type = u32, required = true)]
    workdays: Option<String>,
    /// The first day on which the stay may begin; today unless given.
    #[param(value_type = Day)]
    from: Option<Day>,
    /// The last day on which it may end, inclusive; half a year later unless given, two years at most.
    #[param(value_type = Day)]
    until: Option<Day>,
}

/// A stay that is possible.
#[derive(Serialize, ToSchema)]
#[schema(as = Window)]
struct WindowBody {
    first_day: Day,
    /// Inclusive.
    last_day: Day,
    workdays: u32,
    /// How many workdays in between have lessons and are skipped.
    skipped: u32,
}

impl From<Window> for WindowBody {
    fn from(it: Window) -> Self {
        Self { first_day: Day(it.first_day), last_day: Day(it.last_day), workdays: it.workdays, skipped: it.skipped }
    }
}

/// A day that is impossible.
#[derive(Serialize, ToSchema)]
#[schema(as = TakenDay)]
struct TakenDay {
    day: Day,
    /// What takes it; null where the host rests.
    #[schema(value_type = Option<wire::ConflictKind>, required)]
    reason: Option<ConflictKind>,
    /// What that is called, where the reader may know.
    #[schema(required)]
    name: Option<String>,
}

/// The windows, and why other days are impossible.
#[derive(Serialize, ToSchema)]
#[schema(as = Windows)]
pub(super) struct WindowsBody {
    /// Best first: no lessons in between, then the shortest, then the earliest.
    windows: Vec<WindowBody>,
    /// Where there is none: the longest unbroken stay.
    #[schema(required)]
    longest: Option<WindowBody>,
    /// The days that are impossible, in order.
    impossible: Vec<TakenDay>,
}

fn taken((day, it): (chrono::NaiveDate, WindowDay)) -> Option<TakenDay> {
    let (reason, name) = match it {
        WindowDay::Free => return None,
        WindowDay::Rest(name) => (None, name),
        WindowDay::Taken(kind, name) => (Some(kind), name),
    };
    Some(TakenDay { day: Day(day), reason, name: name.map(|name: Named| name.name) })
}

/// When a person can go to a host for so many workdays, for who may know of the person's leaves and lessons.
#[utoipa::path(get, path = "/people/{id}/windows", operation_id = "find_windows", tag = "people",
    params(("id" = Key, Path), Wish), responses((status = 200, body = WindowsBody)))]
pub(super) async fn find(caller: Caller, Id(id): Id, Query(wish): Query<Wish>) -> Outcome<Json<WindowsBody>> {
    let form = WishForm {
        hosting: key_text(wish.hosting),
        workdays: wish.workdays.unwrap_or_default(),
        first_day: day_text(wish.from),
        last_day: day_text(wish.until),
    };
    let found = window::find(&caller.db, &caller.ctx, PersonId(id), &form).await?;
    Ok(Json(WindowsBody {
        windows: found.windows.best.into_iter().map(WindowBody::from).collect(),
        longest: found.windows.longest.map(WindowBody::from),
        impossible: found.days.into_iter().filter_map(taken).collect(),
    }))
}
