//! What is done to a placement and is no edit: sub-resources of `placements/{id}` in the noun form.

use axum::response::{IntoResponse, Response};
use domain::{
    id::PlacementId,
    placement::{Deed, Placement},
};
use serde::Deserialize;
use service::placement::{self, DeedForm};
use utoipa::ToSchema;

use super::{
    Outcome,
    access::Caller,
    body::{Input, OptionalInput},
    etag::{IfMatch, Tagged, VersionHeader, if_visible},
    placement::{PlacementBody, read},
    query::Id,
    wire::{Day, Key, day_text, key_text, text},
};

/// What may be said with a decision.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionInput {
    #[schema(max_length = 500)]
    reason: Option<String>,
    /// Why soft conflicts are accepted, when a placement is submitted.
    #[schema(max_length = 500)]
    accept: Option<String>,
}

/// What must be said with a decision.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReasonInput {
    #[schema(value_type = String, required, min_length = 1, max_length = 500)]
    reason: Option<String>,
}

/// Why and when a placement ends early.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TerminationInput {
    #[schema(value_type = String, required, min_length = 1, max_length = 500)]
    reason: Option<String>,
    /// The day on which it really ended, inclusive; today unless given.
    last_day: Option<Day>,
}

/// New dates.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DatesInput {
    #[schema(value_type = Day, required)]
    first_day: Option<Day>,
    /// Inclusive.
    #[schema(value_type = Day, required)]
    last_day: Option<Day>,
    /// Why soft conflicts are accepted.
    #[schema(max_length = 500)]
    accept: Option<String>,
}

/// Who looks after the participant.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MentorInput {
    #[schema(value_type = Key, required)]
    mentor: Option<Key>,
}

impl From<DecisionInput> for DeedForm {
    fn from(input: DecisionInput) -> Self {
        Self { reason: text(input.reason), accept: text(input.accept), ..Self::default() }
    }
}

impl From<ReasonInput> for DeedForm {
    fn from(input: ReasonInput) -> Self {
        Self { reason: text(input.reason), ..Self::default() }
    }
}

impl From<TerminationInput> for DeedForm {
    fn from(input: TerminationInput) -> Self {
        Self { reason: text(input.reason), last_day: day_text(input.last_day), ..Self::default() }
    }
}

impl From<DatesInput> for DeedForm {
    fn from(input: DatesInput) -> Self {
        Self {
            first_day: day_text(input.first_day),
            last_day: day_text(input.last_day),
            accept: text(input.accept),
            ..Self::default()
        }
    }
}

impl From<MentorInput> for DeedForm {
    fn from(input: MentorInput) -> Self {
        Self { mentor: key_text(input.mentor), ..Self::default() }
    }
}

/// Does a deed to the version that was seen, and answers what it made of the placement.
async fn act(caller: Caller, Id(id): Id, seen: &IfMatch, deed: Deed, form: DeedForm) -> Outcome<Response> {
    let Placement { id, version, .. } = placement::read(&caller.db, &caller.ctx, PlacementId(id)).await?.placement;
    let done = placement::act(&caller.db, &caller.ctx, id, deed, &form, seen.version(version)).await;
    seen.judged(version, done)?;
    // Returned to draft, it is its writer's alone.
    if_visible(read(caller, Id(id.0)).await.map(Tagged::into_response))
}

/// One handler a deed, `name: Deed by Extractor of Body at "path" as "operation" is "what it does"`.
macro_rules! deeds {
    ($($name:ident: $deed:ident by $body:ident of $input:ty, at $path:literal as $operation:literal is $does:literal;)+) => {$(
        #[doc = $does]
        #[utoipa::path(post, path = $path, operation_id = $operation, tag = "placements",
            params(("id" = Key, Path), VersionHeader), request_body = $input,
            responses((status = 200, body = PlacementBody)))]
        pub(super) async fn $name(
            caller: Caller,
            id: Id,
            seen: IfMatch,
            $body(input): $body<$input>,
        ) -> Outcome<Response> {
            act(caller, id, &seen, Deed::$deed, input.into()).await
        }
    )+};
}

deeds! {
    submit: Submit by OptionalInput of DecisionInput, at "/placements/{id}/submission"
        as "submit_placement" is "Submits a draft to the other side.";
    approve: Approve by OptionalInput of DecisionInput, at "/placements/{id}/approval"
        as "approve_placement" is "Approves what the other side submitted.";
    send_back: Return by Input of ReasonInput, at "/placements/{id}/return"
        as "return_placement" is "Returns what the other side submitted to draft; it is then the other side's alone.";
    refuse: Decline by Input of ReasonInput, at "/placements/{id}/refusal"
        as "refuse_placement" is "Refuses what the other side submitted for good.";
    withdraw: Withdraw by OptionalInput of DecisionInput, at "/placements/{id}/withdrawal"
        as "withdraw_placement" is "Takes it back before it starts.";
    start: Start by OptionalInput of DecisionInput, at "/placements/{id}/start"
        as "start_placement" is "Confirms that it started.";
    complete: Complete by OptionalInput of DecisionInput, at "/placements/{id}/completion"
        as "complete_placement" is "Confirms that it ended as agreed.";
    terminate: Terminate by Input of TerminationInput, at "/placements/{id}/termination"
        as "terminate_placement" is "Ends it early.";
    propose_dates: ProposeDates by Input of DatesInput, at "/placements/{id}/dates"
        as "propose_dates" is "Proposes new dates to the other side.";
    accept_dates: AcceptDates by OptionalInput of DecisionInput, at "/placements/{id}/dates/acceptance"
        as "accept_dates" is "Agrees to the proposed dates.";
    reject_dates: RejectDates by OptionalInput of DecisionInput, at "/placements/{id}/dates/rejection"
        as "reject_dates" is "Refuses the proposed dates, or takes the proposal back.";
    name_mentor: NameMentor by Input of MentorInput, at "/placements/{id}/mentor"
        as "name_mentor" is "Names or replaces the mentor, for the host.";
}
