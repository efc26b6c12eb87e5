//! `calendars`: what states and organisations say of days, and the entries of organisations.

use axum::{extract::Path, http::StatusCode, response::Response};
use domain::{
    Code,
    calendar::{CalendarEntryForm, DayKind, DayPart, EntryKind, StoredEntry},
    id::{CalendarEntryId, OrganisationId},
};
use serde::{Deserialize, Serialize};
use service::calendar::{self, CalendarLine, DayView};
use utoipa::{IntoParams, ToSchema};

use super::{
    Outcome,
    access::Caller,
    body::{Input, Patch},
    etag::{IfMatch, Tagged, VersionHeader, created},
    page::{List, whole},
    problem::Problem,
    query::{Id, Query},
    wire::{self, Day, Key, OrganisationName, day_text, text},
};

/// A calendar.
#[derive(Serialize, ToSchema)]
#[schema(as = Calendar)]
pub(super) struct CalendarBody {
    /// Two letters of a country, or the identifier of an organisation.
    id: String,
    /// Whose it is; null for a state's.
    #[schema(required)]
    organisation: Option<OrganisationName>,
}

impl From<CalendarLine> for CalendarBody {
    fn from(it: CalendarLine) -> Self {
        Self { id: it.id, organisation: it.organisation.map(OrganisationName::from) }
    }
}

/// A day of a calendar.
#[derive(Serialize, ToSchema)]
#[schema(as = CalendarDay)]
pub(super) struct DayBody {
    day: Day,
    /// What the state makes of it.
    #[schema(value_type = wire::DayKind)]
    kind: DayKind,
    /// Which holiday it belongs to.
    name: Option<String>,
    name_en: Option<String>,
    /// Whether what the state says may still change.
    provisional: bool,
    /// In which part of the day people work; null when nobody does.
    #[schema(value_type = Option<wire::DayPart>, required)]
    part: Option<DayPart>,
    /// What the organisation's own entry about the day is called.
    entry: Option<String>,
    /// The day whose timetable runs, where it is another.
    runs_as: Option<Day>,
}

impl From<DayView> for DayBody {
    fn from(it: DayView) -> Self {
        let part = match (it.morning, it.afternoon) {
            (true, true) => Some(DayPart::Whole),
            (true, false) => Some(DayPart::Morning),
            (false, true) => Some(DayPart::Afternoon),
            (false, false) => None,
        };
        let (name, name_en) = it.holiday.map_or((None, None), |it| (Some(it.name), it.name_en));
        Self {
            day: Day(it.day),
            kind: it.kind,
            name,
            name_en,
            provisional: it.provisional,
            part,
            entry: it.entry.map(|it| it.name),
            runs_as: it.runs_as.map(Day),
        }
    }
}

/// What an organisation says of its own days.
#[derive(Serialize, ToSchema)]
#[schema(as = CalendarEntry)]
pub(super) struct EntryBody {
    id: Key,
    name: String,
    #[schema(value_type = wire::EntryKind)]
    kind: EntryKind,
    first_day: Day,
    /// Inclusive.
    last_day: Day,
    #[schema(value_type = wire::DayPart)]
    part: DayPart,
    /// The day whose timetable runs.
    runs_as: Option<Day>,
    version: i32,
}

impl From<StoredEntry> for EntryBody {
    fn from(StoredEntry { id, entry, version }: StoredEntry) -> Self {
        Self {
            id: Key(id.0),
            name: entry.name.name,
            kind: entry.kind,
            first_day: Day(entry.first_day),
            last_day: Day(entry.last_day),
            part: entry.part,
            runs_as: entry.runs_as.map(Day),
            version,
        }
    }
}

/// What can be said of an entry.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CalendarEntryInput)]
pub(super) struct EntryInput {
    #[schema(value_type = String, required, min_length = 1, max_length = 60)]
    name: Option<String>,
    #[schema(value_type = wire::EntryKind, required)]
    kind: Option<EntryKind>,
    #[schema(value_type = Day, required)]
    first_day: Option<Day>,
    /// Inclusive; the first day unless given.
    last_day: Option<Day>,
    /// The whole day unless given.
    #[schema(value_type = Option<wire::DayPart>)]
    part: Option<DayPart>,
    /// The day whose timetable runs on this one day.
    runs_as: Option<Day>,
}

impl EntryInput {
    fn of(it: &StoredEntry) -> Self {
        let it = &it.entry;
        Self {
            name: Some(it.name.as_str().to_owned()),
            kind: Some(it.kind),
            first_day: Some(Day(it.first_day)),
            last_day: Some(Day(it.last_day)),
            part: Some(it.part),
            runs_as: it.runs_as.map(Day),
        }
    }

    fn form(self) -> CalendarEntryForm {
        CalendarEntryForm {
            name: text(self.name),
            kind: text(self.kind),
            first_day: day_text(self.first_day),
            last_day: day_text(self.last_day),
            part: text(self.part),
            runs_as: day_text(self.runs_as),
        }
    }
}

/// The days that are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Span {
    /// First day.
    #[param(value_type = Day, required = true)]
    from: Option<Day>,
    /// Last day, inclusive; at most 366 days.
    #[param(value_type = Day, required = true)]
    to: Option<Day>,
}

impl Span {
    pub(super) fn read(&self) -> Outcome<(chrono::NaiveDate, chrono::NaiveDate)> {
        let day = |field: &str, day: Option<Day>| {
            day.map(|day| day.0).ok_or_else(|| Problem::field(field, Code::Required.as_str()))
        };
        Ok((day("from", self.from)?, day("to", self.to)?))
    }
}

/// The calendars of states, and the one of the organisation for which the token acts.
#[utoipa::path(get, path = "/calendars", operation_id = "list_calendars", tag = "calendars",
    responses((status = 200, body = List<CalendarBody>)))]
pub(super) async fn list(caller: Caller) -> Outcome<List<CalendarBody>> {
    let found = calendar::list(&caller.db, &caller.ctx).await?;
    Ok(whole(found.into_iter().map(CalendarBody::from).collect()))
}

/// The days of a calendar, in all its layers.
#[utoipa::path(get, path = "/calendars/{id}/days", operation_id = "list_calendar_days", tag = "calendars",
    params(("id" = String, Path), Span), responses((status = 200, body = List<DayBody>)))]
pub(super) async fn days(caller: Caller, Path(id): Path<String>, Query(span): Query<Span>) -> Outcome<List<DayBody>> {
    let found = calendar::days(&caller.db, &caller.ctx, &id, span.read()?).await?;
    Ok(whole(found.into_iter().map(DayBody::from).collect()))
}

/// What an organisation says of its own days.
#[utoipa::path(get, path = "/calendars/{id}/entries", operation_id = "list_calendar_entries", tag = "calendars",
    params(("id" = Key, Path), Span), responses((status = 200, body = List<EntryBody>)))]
pub(super) async fn entries(caller: Caller, Id(id): Id, Query(span): Query<Span>) -> Outcome<List<EntryBody>> {
    let found = calendar::entries(&caller.db, &caller.ctx, OrganisationId(id), span.read()?).await?;
    Ok(whole(found.into_iter().map(EntryBody::from).collect()))
}

/// One entry.
#[utoipa::path(get, path = "/calendars/entries/{id}", operation_id = "read_calendar_entry", tag = "calendars",
    params(("id" = Key, Path)), responses((status = 200, body = EntryBody)))]
pub(super) async fn read(caller: Caller, Id(id): Id) -> Outcome<Tagged<EntryBody>> {
    let found = calendar::find_entry(&caller.db, &caller.ctx, CalendarEntryId(id)).await?;
    Ok(Tagged(found.version, found.into()))
}

/// Adds an entry, for an officer of the organisation.
#[utoipa::path(post, path = "/calendars/{id}/entries", operation_id = "add_calendar_entry", tag = "calendars",
    params(("id" = Key, Path)), request_body = EntryInput, responses((status = 201, body = EntryBody)))]
pub(super) async fn add(caller: Caller, Id(id): Id, Input(input): Input<EntryInput>) -> Outcome<Response> {
    let id = calendar::add_entry(&caller.db, &caller.ctx, OrganisationId(id), &input.form()).await?.0;
    Ok(created("calendars/entries", id, read(caller, Id(id)).await?))
}

/// Changes an entry.
#[utoipa::path(patch, path = "/calendars/entries/{id}", operation_id = "edit_calendar_entry", tag = "calendars",
    params(("id" = Key, Path), VersionHeader), request_body = EntryInput,
    responses((status = 200, body = EntryBody)))]
pub(super) async fn edit(caller: Caller, Id(id): Id, seen: IfMatch, patch: Patch) -> Outcome<Tagged<EntryBody>> {
    let now = calendar::find_entry(&caller.db, &caller.ctx, CalendarEntryId(id)).await?;
    let form = patch.onto(&EntryInput::of(&now))?.form();
    let done = calendar::edit_entry(&caller.db, &caller.ctx, now.id, &form, seen.version(now.version)).await;
    seen.judged(now.version, done)?;
    read(caller, Id(id)).await
}

/// Removes an entry.
#[utoipa::path(delete, path = "/calendars/entries/{id}", operation_id = "remove_calendar_entry", tag = "calendars",
    params(("id" = Key, Path), VersionHeader), responses((status = 204)))]
pub(super) async fn remove(caller: Caller, Id(id): Id, seen: IfMatch) -> Outcome<StatusCode> {
    let now = calendar::find_entry(&caller.db, &caller.ctx, CalendarEntryId(id)).await?;
    let done = calendar::remove_entry(&caller.db, &caller.ctx, now.id, seen.version(now.version)).await;
    seen.judged(now.version, done)?;
    Ok(StatusCode::NO_CONTENT)
}
