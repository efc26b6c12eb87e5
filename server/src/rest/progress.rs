//! `people/{id}/progress`: how far a person is against each rule, and why.

use axum::Json;
use domain::{
    id::PersonId,
    progress::{Clause, Judgement, Line, Reason, RuleId, Status},
};
use serde::{Deserialize, Serialize};
use service::progress;
use utoipa::{IntoParams, ToSchema};

use super::{
    Outcome,
    access::Caller,
    page::{List, whole},
    query::{Id, Query},
    wire::{self, Day, Key},
};

/// How far a person is against one rule; amounts are minutes.
#[derive(Serialize, ToSchema)]
pub(super) struct Progress {
    #[schema(value_type = wire::RuleId)]
    rule: RuleId,
    #[schema(value_type = wire::Status)]
    status: Status,
    target: Target,
    counted: u32,
    /// 0 when met or not applicable.
    remaining: u32,
    window: Window,
    /// When met, the first day on which it is not met any more if nothing is added; else the last day to
    /// reach it.
    deadline: Day,
    /// Every confirmed entry, by day.
    explanation: Vec<Explained>,
}

/// What is to be reached.
#[derive(Serialize, ToSchema)]
pub(super) struct Target {
    amount: u32,
    unit: Unit,
}

/// The unit of an amount.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Unit {
    /// Minutes.
    Minutes,
}

/// The days in which hours count, inclusive.
#[derive(Serialize, ToSchema)]
pub(super) struct Window {
    from: Day,
    to: Day,
}

/// Why an entry counts or not.
#[derive(Serialize, ToSchema)]
pub(super) struct Explained {
    /// The address of the entry below `/api/v1`.
    #[schema(example = "hours/17")]
    source: String,
    date: Day,
    minutes: u32,
    counted: u32,
    #[schema(value_type = wire::Reason)]
    reason: Reason,
    #[schema(value_type = wire::Clause)]
    clause: Clause,
}

impl From<Line> for Explained {
    fn from(line: Line) -> Self {
        Self {
            source: format!("hours/{}", line.entry),
            date: Day(line.day),
            minutes: line.minutes,
            counted: line.counted,
            reason: line.reason,
            clause: line.clause,
        }
    }
}

impl From<Judgement> for Progress {
    fn from(it: Judgement) -> Self {
        Self {
            rule: it.rule,
            status: it.status,
            target: Target { amount: it.target_minutes, unit: Unit::Minutes },
            counted: it.counted_minutes,
            remaining: it.remaining_minutes,
            window: Window { from: Day(it.window.first_day), to: Day(it.window.last_day) },
            deadline: Day(it.deadline),
            explanation: it.lines.into_iter().map(Explained::from).collect(),
        }
    }
}

/// As of when.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct AsOf {
    /// The day of judgement; today unless given.
    as_of: Option<Day>,
}

/// How far a person is against each rule; no item for who is only an engineer, whom no rule binds.
#[utoipa::path(get, path = "/people/{id}/progress", operation_id = "read_progress", tag = "people",
    params(("id" = Key, Path), AsOf), responses((status = 200, body = List<Progress>)))]
pub(super) async fn read(caller: Caller, Id(id): Id, Query(on): Query<AsOf>) -> Outcome<Json<List<Progress>>> {
    let as_of = on.as_of.map(|day| day.0);
    let found = progress::read(&caller.db, &caller.ctx, PersonId(id), as_of).await?;
    Ok(whole(found.judgements.into_iter().map(Progress::from).collect()))
}
