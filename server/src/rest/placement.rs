//! `placements`: who is where, in both directions.

use axum::response::Response;
use domain::{
    id::PlacementId,
    need::Need,
    placement::{Direction, Form, Load, Placement, PlacementFilter, PlacementForm, PlacementLine, Side, State},
};
use serde::{Deserialize, Serialize};
use service::placement::{self, PlacementView};
use utoipa::{IntoParams, ToSchema};

use super::{
    Outcome,
    access::Caller,
    body::{Input, Patch},
    etag::{IfMatch, Tagged, VersionHeader, created},
    page::{Cursor, List, PageLimit, list as page},
    problem::Problem,
    query::{Id, Query},
    wire::{self, Day, Key, Name, OrganisationName, Search, day_text, key_text, text},
};

/// A placement in a list.
#[derive(Serialize, ToSchema)]
#[schema(as = PlacementLine)]
pub(super) struct Line {
    id: Key,
    #[schema(value_type = wire::Direction)]
    direction: Direction,
    #[schema(value_type = wire::PlacementState)]
    state: State,
    participant: Name,
    sending: Name,
    hosting: Name,
    #[schema(value_type = wire::Form)]
    form: Form,
    #[schema(value_type = wire::Load)]
    load: Load,
    first_day: Day,
    /// Inclusive.
    last_day: Day,
    version: i32,
}

impl From<PlacementLine> for Line {
    fn from(it: PlacementLine) -> Self {
        Self {
            id: Key(it.id.0),
            direction: it.direction,
            state: it.state,
            participant: Name::new(it.participant_id.0, it.participant),
            sending: Name::new(it.sending_id.0, it.sending),
            hosting: Name::new(it.hosting_id.0, it.hosting),
            form: it.form,
            load: it.load,
            first_day: Day(it.first_day),
            last_day: Day(it.last_day),
            version: it.version,
        }
    }
}

/// A placement.
#[derive(Serialize, ToSchema)]
#[schema(as = Placement)]
pub(super) struct PlacementBody {
    id: Key,
    #[schema(value_type = wire::Direction)]
    direction: Direction,
    #[schema(value_type = wire::PlacementState)]
    state: State,
    sending: OrganisationName,
    hosting: OrganisationName,
    /// IANA name of the host's zone, in which days are judged.
    zone: String,
    participant: Name,
    mentor: Option<Name>,
    #[schema(value_type = wire::Form)]
    form: Form,
    #[schema(value_type = wire::Load)]
    load: Load,
    place: Option<String>,
    first_day: Day,
    /// Inclusive.
    last_day: Day,
    planned_minutes: i32,
    class_hour_minutes: i32,
    objectives: Option<String>,
    /// Why it was returned, refused or ended early.
    reason: Option<String>,
    /// The opening it was made from.
    opening: Option<Key>,
    #[schema(value_type = wire::Side)]
    drafted_by: Side,
    sending_approved: bool,
    hosting_approved: bool,
    /// New dates that wait for the other side.
    proposed: Option<ProposedDates>,
    confirmed_minutes: i64,
    /// Minutes that wait for confirmation.
    waiting_minutes: i64,
    version: i32,
}

/// New dates that wait for the other side.
#[derive(Serialize, ToSchema)]
pub(super) struct ProposedDates {
    first_day: Day,
    /// Inclusive.
    last_day: Day,
    #[schema(value_type = wire::Side)]
    by: Side,
}

impl From<PlacementView> for PlacementBody {
    fn from(view: PlacementView) -> Self {
        let it = view.placement;
        Self {
            id: Key(it.id.0),
            direction: it.direction,
            state: it.state,
            sending: it.sending.into(),
            hosting: it.hosting.into(),
            zone: it.zone,
            participant: it.participant.into(),
            mentor: it.mentor.map(Name::from),
            form: it.form,
            load: it.load,
            place: it.place,
            first_day: Day(it.first_day),
            last_day: Day(it.last_day),
            planned_minutes: it.planned_minutes,
            class_hour_minutes: it.class_hour_minutes,
            objectives: it.objectives,
            reason: it.reason,
            opening: it.opening.map(|id| Key(id.0)),
            drafted_by: it.drafted_by,
            sending_approved: it.sending_approved,
            hosting_approved: it.hosting_approved,
            proposed: it.proposed.map(|new| ProposedDates {
                first_day: Day(new.first_day),
                last_day: Day(new.last_day),
                by: new.by,
            }),
            confirmed_minutes: view.confirmed_minutes,
            waiting_minutes: view.waiting_minutes,
            version: it.version,
        }
    }
}

/// What can be said of a placement while it is a draft.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PlacementInput {
    #[schema(value_type = wire::Direction, required)]
    direction: Option<Direction>,
    #[schema(value_type = Key, required)]
    participant: Option<Key>,
    #[schema(value_type = Key, required)]
    sending: Option<Key>,
    #[schema(value_type = Key, required)]
    hosting: Option<Key>,
    mentor: Option<Key>,
    #[schema(value_type = wire::Form, required)]
    form: Option<Form>,
    #[schema(value_type = wire::Load, required)]
    load: Option<Load>,
    /// Where, in words.
    #[schema(max_length = 200)]
    place: Option<String>,
    #[schema(value_type = Day, required)]
    first_day: Option<Day>,
    /// Inclusive.
    #[schema(value_type = Day, required)]
    last_day: Option<Day>,
    #[schema(minimum = 0, maximum = 1_200_000)]
    planned_minutes: Option<i64>,
    /// Minutes of one class hour; 45 unless given.
    #[schema(minimum = 20, maximum = 120)]
    class_hour_minutes: Option<i64>,
    #[schema(max_length = 2000)]
    objectives: Option<String>,
    /// The opening it is made from.
    opening: Option<Key>,
}

impl PlacementInput {
    fn of(it: &Placement) -> Self {
        Self {
            direction: Some(it.direction),
            participant: Some(Key(it.participant.id.0)),
            sending: Some(Key(it.sending.id.0)),
            hosting: Some(Key(it.hosting.id.0)),
            mentor: it.mentor.as_ref().map(|mentor| Key(mentor.id.0)),
            form: Some(it.form),
            load: Some(it.load),
            place: it.place.clone(),
            first_day: Some(Day(it.first_day)),
            last_day: Some(Day(it.last_day)),
            planned_minutes: Some(it.planned_minutes.into()),
            class_hour_minutes: Some(it.class_hour_minutes.into()),
            objectives: it.objectives.clone(),
            opening: it.opening.map(|id| Key(id.0)),
        }
    }

    fn form(self) -> Outcome<PlacementForm> {
        // Beyond it forms could not say the number in hours.
        if self.planned_minutes.is_some_and(|minutes| !(0..=1_200_000).contains(&minutes)) {
            return Err(Problem::field("planned_minutes", domain::Code::OutOfRange.as_str()));
        }
        Ok(PlacementForm {
            direction: text(self.direction),
            participant: key_text(self.participant),
            sending: key_text(self.sending),
            hosting: key_text(self.hosting),
            mentor: key_text(self.mentor),
            form: text(self.form),
            load: text(self.load),
            place: text(self.place),
            first_day: day_text(self.first_day),
            last_day: day_text(self.last_day),
            planned_hours: text(self.planned_minutes.map(domain::duration::hours_text)),
            class_hour_minutes: text(self.class_hour_minutes),
            objectives: text(self.objectives),
            opening: key_text(self.opening),
            ..PlacementForm::default()
        })
    }
}

/// In which order a list stands.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
pub(super) enum Sort {
    #[serde(rename = "first_day")]
    FirstDay,
    #[default]
    #[serde(rename = "-first_day")]
    LatestFirst,
}

/// What a list of placements is narrowed to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    #[param(value_type = Option<wire::PlacementState>)]
    state: Option<State>,
    #[param(value_type = Option<wire::Direction>)]
    direction: Option<Direction>,
    /// What waits for the acting organisation.
    #[param(value_type = Option<wire::Need>)]
    need: Option<Need>,
    /// Part of the participant's name.
    #[param(value_type = Option<String>, max_length = 100)]
    q: Search,
    /// `first_day`, or `-first_day`, the default: the latest first.
    #[param(value_type = Option<Sort>, inline)]
    sort: Sort,
    #[param(value_type = Option<PageLimit>, inline)]
    limit: PageLimit,
    /// Where the page begins: `next` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
}

impl Filter {
    fn read(self) -> Outcome<PlacementFilter> {
        Cursor::day(self.cursor.as_ref())?;
        let sort = if matches!(self.sort, Sort::FirstDay) { "first_day" } else { "-first_day" };
        Ok(PlacementFilter {
            state: text(self.state),
            direction: text(self.direction),
            need: text(self.need),
            q: self.q.0,
            sort: sort.to_owned(),
            cursor: Cursor::into_text(self.cursor),
            limit: self.limit.0,
        })
    }
}

/// The placements that the acting role sees, by first day.
#[utoipa::path(get, path = "/placements", operation_id = "list_placements", tag = "placements",
    params(Filter), responses((status = 200, body = List<Line>)))]
pub(super) async fn list(caller: Caller, Query(filter): Query<Filter>) -> Outcome<List<Line>> {
    Ok(page(placement::list(&caller.db, &caller.ctx, &filter.read()?).await?, Line::from))
}

/// One placement.
#[utoipa::path(get, path = "/placements/{id}", operation_id = "read_placement", tag = "placements",
    params(("id" = Key, Path)), responses((status = 200, body = PlacementBody)))]
pub(super) async fn read(caller: Caller, Id(id): Id) -> Outcome<Tagged<PlacementBody>> {
    let view = placement::read(&caller.db, &caller.ctx, PlacementId(id)).await?;
    Ok(Tagged(view.placement.version, view.into()))
}

/// Drafts a placement for the acting organisation.
#[utoipa::path(post, path = "/placements", operation_id = "draft_placement", tag = "placements",
    request_body = PlacementInput, responses((status = 201, body = PlacementBody)))]
pub(super) async fn draft(caller: Caller, Input(input): Input<PlacementInput>) -> Outcome<Response> {
    let id = placement::draft(&caller.db, &caller.ctx, &input.form()?).await.map_err(in_minutes)?;
    Ok(created("placements", id.0, read(caller, Id(id.0)).await?))
}

/// Changes a draft.
#[utoipa::path(patch, path = "/placements/{id}", operation_id = "edit_placement", tag = "placements",
    params(("id" = Key, Path), VersionHeader), request_body = PlacementInput,
    responses((status = 200, body = PlacementBody)))]
pub(super) async fn edit(caller: Caller, Id(id): Id, seen: IfMatch, patch: Patch) -> Outcome<Tagged<PlacementBody>> {
    let now = placement::read(&caller.db, &caller.ctx, PlacementId(id)).await?.placement;
    let form = patch.onto(&PlacementInput::of(&now))?.form()?;
    let done = placement::edit(&caller.db, &caller.ctx, now.id, &form, seen.version(now.version)).await;
    seen.judged(now.version, done).map_err(|problem| problem.renamed("planned_hours", "planned_minutes"))?;
    read(caller, Id(id)).await
}

fn in_minutes(failure: service::Failure) -> Problem {
    Problem::from(failure).renamed("planned_hours", "planned_minutes")
}
