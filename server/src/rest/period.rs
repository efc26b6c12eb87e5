//! What is decided about many entries of a placement at once: all in a period, or the named ones, never
//! silently some.

use axum::Json;
use chrono::NaiveDate;
use domain::{
    Code,
    id::{HourEntryId, PlacementId},
};
use serde::{Deserialize, Serialize};
use service::hours;
use utoipa::ToSchema;

use super::{
    Outcome,
    access::Caller,
    body::Input,
    problem::Problem,
    wire::{Day, Key, text},
};

/// A period of a placement.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodInput {
    #[schema(value_type = Key, required)]
    placement: Option<Key>,
    #[schema(value_type = Day, required)]
    first_day: Option<Day>,
    /// Inclusive.
    #[schema(value_type = Day, required)]
    last_day: Option<Day>,
}

/// A period of a placement, or some of its entries.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChosenInput {
    #[schema(value_type = Key, required)]
    placement: Option<Key>,
    #[schema(value_type = Day, required)]
    first_day: Option<Day>,
    /// Inclusive.
    #[schema(value_type = Day, required)]
    last_day: Option<Day>,
    /// These entries alone; all of the period unless given.
    #[schema(max_items = 1000)]
    #[serde(default)]
    only: Vec<Key>,
}

/// A period of a placement, or some of its entries, and why.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReasonedInput {
    #[schema(value_type = Key, required)]
    placement: Option<Key>,
    #[schema(value_type = Day, required)]
    first_day: Option<Day>,
    /// Inclusive.
    #[schema(value_type = Day, required)]
    last_day: Option<Day>,
    /// These entries alone; all of the period unless given.
    #[schema(max_items = 1000)]
    #[serde(default)]
    only: Vec<Key>,
    #[schema(value_type = String, required, min_length = 1, max_length = 500)]
    reason: Option<String>,
}

/// Why.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReasonInput {
    #[schema(value_type = String, required, min_length = 1, max_length = 500)]
    reason: Option<String>,
}

impl ReasonInput {
    pub(super) fn text(self) -> String {
        text(self.reason)
    }
}

/// How many entries it was.
#[derive(Serialize, ToSchema)]
pub(super) struct Decided {
    #[schema(minimum = 1)]
    entries: usize,
}

type Chosen = (PlacementId, (NaiveDate, NaiveDate), Vec<HourEntryId>);

impl PeriodInput {
    fn read(&self) -> Outcome<Chosen> {
        chosen(self.placement, self.first_day, self.last_day, &[])
    }
}

impl ChosenInput {
    fn read(&self) -> Outcome<Chosen> {
        chosen(self.placement, self.first_day, self.last_day, &self.only)
    }
}

impl ReasonedInput {
    fn read(&self) -> Outcome<Chosen> {
        chosen(self.placement, self.first_day, self.last_day, &self.only)
    }
}

fn chosen(placement: Option<Key>, first: Option<Day>, last: Option<Day>, only: &[Key]) -> Outcome<Chosen> {
    let missing = |field: &str| Problem::field(field, Code::Required.as_str());
    let placement = placement.ok_or_else(|| missing("placement"))?;
    let (first, last) = (first.ok_or_else(|| missing("first_day"))?.0, last.ok_or_else(|| missing("last_day"))?.0);
    if last < first {
        return Err(Problem::field("last_day", Code::EndBeforeStart.as_str()));
    }
    if only.len() > 1000 {
        return Err(Problem::field("only", Code::TooLong.as_str()));
    }
    let mut only: Vec<HourEntryId> = only.iter().map(|key| HourEntryId(key.0)).collect();
    only.sort_unstable();
    only.dedup();
    Ok((PlacementId(placement.0), (first, last), only))
}

/// Submits the open entries of a period, for the participant.
#[utoipa::path(post, path = "/hours/submission", operation_id = "submit_hours", tag = "hours",
    request_body = PeriodInput, responses((status = 200, body = Decided)))]
pub(super) async fn submit(caller: Caller, Input(input): Input<PeriodInput>) -> Outcome<Json<Decided>> {
    let (placement, days, _) = input.read()?;
    let entries = hours::submit(&caller.db, &caller.ctx, placement, days).await?;
    Ok(Json(Decided { entries }))
}

/// Takes back what waits in a period, for the participant.
#[utoipa::path(post, path = "/hours/withdrawal", operation_id = "withdraw_hours", tag = "hours",
    request_body = PeriodInput, responses((status = 200, body = Decided)))]
pub(super) async fn withdraw(caller: Caller, Input(input): Input<PeriodInput>) -> Outcome<Json<Decided>> {
    let (placement, days, _) = input.read()?;
    let entries = hours::withdraw(&caller.db, &caller.ctx, placement, days).await?;
    Ok(Json(Decided { entries }))
}

/// Confirms what waits in a period, for the host.
#[utoipa::path(post, path = "/hours/confirmation", operation_id = "confirm_hours", tag = "hours",
    request_body = ChosenInput, responses((status = 200, body = Decided)))]
pub(super) async fn confirm(caller: Caller, Input(input): Input<ChosenInput>) -> Outcome<Json<Decided>> {
    let (placement, days, only) = input.read()?;
    let entries = hours::confirm(&caller.db, &caller.ctx, placement, days, &only).await?;
    Ok(Json(Decided { entries }))
}

/// Returns what waits in a period, for the host.
#[utoipa::path(post, path = "/hours/return", operation_id = "return_hours", tag = "hours",
    request_body = ReasonedInput, responses((status = 200, body = Decided)))]
pub(super) async fn send_back(caller: Caller, Input(input): Input<ReasonedInput>) -> Outcome<Json<Decided>> {
    let (placement, days, only) = input.read()?;
    let reason = text(input.reason);
    let entries = hours::send_back(&caller.db, &caller.ctx, placement, days, &only, &reason).await?;
    Ok(Json(Decided { entries }))
}

/// Unlocks what is confirmed in a period, for the host: its minutes do not count any more.
#[utoipa::path(post, path = "/hours/unlocking", operation_id = "unlock_hours", tag = "hours",
    request_body = ReasonedInput, responses((status = 200, body = Decided)))]
pub(super) async fn unlock(caller: Caller, Input(input): Input<ReasonedInput>) -> Outcome<Json<Decided>> {
    let (placement, days, only) = input.read()?;
    let reason = text(input.reason);
    let entries = hours::unlock(&caller.db, &caller.ctx, placement, days, &only, &reason).await?;
    Ok(Json(Decided { entries }))
}
