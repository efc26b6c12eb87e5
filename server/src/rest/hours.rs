//! `hours`: the entries of the log, one by one.

use axum::{http::StatusCode, response::Response};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Code,
    duration::clock_text,
    hours::{EntryForm, EntryState, HourEntry, Kind},
    id::{HourEntryId, PlacementId},
};
use serde::{Deserialize, Serialize};
use service::{Failure, hours};
use utoipa::{IntoParams, ToSchema};

use super::{
    Outcome,
    access::Caller,
    body::{Input, Patch},
    etag::{IfMatch, MaybeIfMatch, Tagged, VersionHeader, created},
    page::{Cursor, List, PageLimit, list as page},
    period::ReasonInput,
    problem::Problem,
    query::{Id, Query},
    wire::{self, Day, Key, day_text, text},
};

/// An entry of the log.
#[derive(Serialize, ToSchema)]
#[schema(as = HourEntry)]
pub(super) struct EntryBody {
    id: Key,
    placement: Key,
    /// The day on which it began, at the host.
    day: Day,
    minutes: i32,
    /// Minutes after the midnight at which the day began.
    from_minute: Option<i32>,
    /// The same for its end; more than 1440 when it ran over midnight.
    to_minute: Option<i32>,
    #[schema(value_type = wire::HourKind)]
    kind: Kind,
    course: Option<String>,
    section: Option<String>,
    note: Option<String>,
    #[schema(value_type = wire::EntryState)]
    state: EntryState,
    /// Why it was returned.
    reason: Option<String>,
    /// Who confirmed or returned it last.
    decided_by: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<DateTime<Utc>>,
    /// Codes of what a confirmer should look at.
    flags: Vec<&'static str>,
    version: i32,
}

impl From<HourEntry> for EntryBody {
    fn from(it: HourEntry) -> Self {
        Self {
            id: Key(it.id.0),
            placement: Key(it.placement.0),
            day: Day(it.day),
            minutes: it.minutes,
            from_minute: it.span.map(|(from, _)| from),
            to_minute: it.span.map(|(_, to)| to),
            kind: it.kind,
            course: it.course,
            section: it.section,
            note: it.note,
            state: it.state,
            reason: it.reason,
            decided_by: it.decided_by.map(|by| by.name),
            decided_at: it.decided_at,
            flags: it.flags.into_iter().map(Code::as_str).collect(),
            version: it.version,
        }
    }
}

/// What can be said of an entry: its length in minutes, or from which minute to which.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = HourEntryInput)]
pub(super) struct EntryInput {
    /// Cannot be changed afterwards.
    #[schema(value_type = Key, required)]
    placement: Option<Key>,
    #[schema(value_type = Day, required)]
    day: Option<Day>,
    #[schema(value_type = wire::HourKind, required)]
    kind: Option<Kind>,
    #[schema(minimum = 1, maximum = 1440)]
    minutes: Option<i64>,
    /// Minutes after midnight.
    #[schema(minimum = 0, maximum = 1439)]
    from_minute: Option<i64>,
    /// Later than `from_minute`; more than 1440 over midnight.
    #[schema(minimum = 1, maximum = 2879)]
    to_minute: Option<i64>,
    #[schema(max_length = 100)]
    course: Option<String>,
    #[schema(max_length = 60)]
    section: Option<String>,
    #[schema(max_length = 500)]
    note: Option<String>,
}

impl EntryInput {
    fn of(it: &HourEntry) -> Self {
        Self {
            placement: Some(Key(it.placement.0)),
            day: Some(Day(it.day)),
            kind: Some(it.kind),
            minutes: it.span.is_none().then_some(it.minutes.into()),
            from_minute: it.span.map(|(from, _)| from.into()),
            to_minute: it.span.map(|(_, to)| to.into()),
            course: it.course.clone(),
            section: it.section.clone(),
            note: it.note.clone(),
        }
    }

    fn placement(&self) -> Outcome<PlacementId> {
        let placement = self.placement.ok_or_else(|| Problem::field("placement", Code::Required.as_str()))?;
        Ok(PlacementId(placement.0))
    }

    fn form(self) -> Outcome<EntryForm> {
        Ok(EntryForm {
            time: self.time()?,
            day: day_text(self.day),
            kind: text(self.kind),
            course: text(self.course),
            section: text(self.section),
            note: text(self.note),
        })
    }

    /// The length or span as people write it, which the form reads.
    fn time(&self) -> Outcome<String> {
        let wrong = |field: &str, code: Code| Problem::field(field, code.as_str());
        let minute = |field: &str, minute: i64, most: i64| match u16::try_from(minute) {
            Ok(read) if minute <= most => Ok(read),
            _ => Err(wrong(field, Code::OutOfRange)),
        };
        match (self.minutes, self.from_minute, self.to_minute) {
            (None, None, None) => Err(wrong("minutes", Code::Required)),
            (None, Some(_), None) => Err(wrong("to_minute", Code::Required)),
            (None, None, Some(_)) => Err(wrong("from_minute", Code::Required)),
            (Some(minutes), None, None) => {
                let minutes = minute("minutes", minutes, 1440)?;
                if minutes == 0 {
                    return Err(wrong("minutes", Code::OutOfRange));
                }
                Ok(format!("{}:{:02}", minutes / 60, minutes % 60))
            }
            (None, Some(from), Some(to)) => {
                let (from, to) = (minute("from_minute", from, 1439)?, minute("to_minute", to, 2879)?);
                if to <= from || to - from > 1440 {
                    return Err(wrong("to_minute", Code::OutOfRange));
                }
                let next_day = if to > 1440 { "次日" } else { "" };
                let end = if to == 1440 { "24:00".to_owned() } else { clock_text(to) };
                Ok(format!("{}-{next_day}{end}", clock_text(from)))
            }
            (Some(_), ..) => Err(wrong("minutes", Code::BadTime)),
        }
    }
}

/// Which entries are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// The placement to which they belong.
    #[param(value_type = Key, required = true)]
    placement: Option<Key>,
    /// First day.
    from: Option<Day>,
    /// Last day, inclusive.
    to: Option<Day>,
    #[param(value_type = Option<PageLimit>, inline)]
    limit: PageLimit,
    /// Where the page begins: `next` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
}

impl Filter {
    fn read(&self) -> Outcome<hours::EntryFilter> {
        let placement = self.placement.ok_or_else(|| Problem::field("placement", Code::Required.as_str()))?;
        let edge = |day: Option<Day>, year| day.map(|day| day.0).or_else(|| NaiveDate::from_ymd_opt(year, 1, 1));
        Ok(hours::EntryFilter {
            placement: PlacementId(placement.0),
            days: edge(self.from, 1900).zip(edge(self.to, 2201)).unwrap_or_default(),
            after: Cursor::day(self.cursor.as_ref())?,
            limit: self.limit.0,
        })
    }
}

/// The entries of a placement, by day.
#[utoipa::path(get, path = "/hours", operation_id = "list_hours", tag = "hours",
    params(Filter), responses((status = 200, body = List<EntryBody>)))]
pub(super) async fn list(caller: Caller, Query(filter): Query<Filter>) -> Outcome<List<EntryBody>> {
    Ok(page(hours::list(&caller.db, &caller.ctx, &filter.read()?).await?, EntryBody::from))
}

/// One entry.
#[utoipa::path(get, path = "/hours/{id}", operation_id = "read_hours", tag = "hours",
    params(("id" = Key, Path)), responses((status = 200, body = EntryBody)))]
pub(super) async fn read(caller: Caller, Id(id): Id) -> Outcome<Tagged<EntryBody>> {
    let found = hours::find(&caller.db, &caller.ctx, HourEntryId(id)).await?;
    Ok(Tagged(found.version, found.into()))
}

/// Logs an entry, for the participant.
#[utoipa::path(post, path = "/hours", operation_id = "log_hours", tag = "hours",
    request_body = EntryInput, responses((status = 201, body = EntryBody)))]
pub(super) async fn log(caller: Caller, Input(input): Input<EntryInput>) -> Outcome<Response> {
    let placement = input.placement()?;
    let logged = hours::log(&caller.db, &caller.ctx, placement, &input.form()?).await;
    let id = logged.map_err(|failure| Problem::from(failure).renamed("time", "minutes"))?.0;
    Ok(created("hours", id, read(caller, Id(id)).await?))
}

/// Changes an entry that is not submitted.
#[utoipa::path(patch, path = "/hours/{id}", operation_id = "edit_hours", tag = "hours",
    params(("id" = Key, Path), VersionHeader), request_body = EntryInput,
    responses((status = 200, body = EntryBody)))]
pub(super) async fn edit(caller: Caller, Id(id): Id, seen: IfMatch, patch: Patch) -> Outcome<Tagged<EntryBody>> {
    let now = hours::find(&caller.db, &caller.ctx, HourEntryId(id)).await?;
    let input = same_placement(patch.onto(&EntryInput::of(&now))?, now.placement)?.form()?;
    let done = hours::edit(&caller.db, &caller.ctx, now.id, &input, seen.version(now.version)).await;
    seen.judged(now.version, done).map_err(|problem| problem.renamed("time", "minutes"))?;
    read(caller, Id(id)).await
}

fn same_placement(input: EntryInput, placement: PlacementId) -> Outcome<EntryInput> {
    let same = input.placement()? == placement;
    if same { Ok(input) } else { Err(Problem::field("placement", Code::UnknownValue.as_str())) }
}

/// Removes an entry that is not submitted.
#[utoipa::path(delete, path = "/hours/{id}", operation_id = "remove_hours", tag = "hours",
    params(("id" = Key, Path), VersionHeader), responses((status = 204)))]
pub(super) async fn remove(caller: Caller, Id(id): Id, seen: IfMatch) -> Outcome<StatusCode> {
    let now = hours::find(&caller.db, &caller.ctx, HourEntryId(id)).await?;
    let nothing = EntryForm::default();
    let done = hours::edit(&caller.db, &caller.ctx, now.id, &nothing, seen.version(now.version)).await;
    seen.judged(now.version, done)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Confirms a submitted entry, for the host.
#[utoipa::path(post, path = "/hours/{id}/confirmation", operation_id = "confirm_entry", tag = "hours",
    params(("id" = Key, Path)), responses((status = 200, body = EntryBody)))]
pub(super) async fn confirm(caller: Caller, Id(id): Id, seen: MaybeIfMatch) -> Outcome<Tagged<EntryBody>> {
    let now = hours::find(&caller.db, &caller.ctx, HourEntryId(id)).await?;
    let only = meant(&seen, &now);
    let done = hours::confirm(&caller.db, &caller.ctx, now.placement, (now.day, now.day), &only).await;
    single(&seen, &now, done)?;
    read(caller, Id(id)).await
}

/// Returns a submitted entry to its participant, for the host.
#[utoipa::path(post, path = "/hours/{id}/return", operation_id = "return_entry", tag = "hours",
    params(("id" = Key, Path)), request_body = ReasonInput, responses((status = 200, body = EntryBody)))]
pub(super) async fn send_back(
    caller: Caller,
    Id(id): Id,
    seen: MaybeIfMatch,
    Input(input): Input<ReasonInput>,
) -> Outcome<Tagged<EntryBody>> {
    let now = hours::find(&caller.db, &caller.ctx, HourEntryId(id)).await?;
    let (days, only, reason) = ((now.day, now.day), meant(&seen, &now), input.text());
    let done = hours::send_back(&caller.db, &caller.ctx, now.placement, days, &only, &reason).await;
    single(&seen, &now, done)?;
    read(caller, Id(id)).await
}

/// Unlocks a confirmed entry, for the host: its minutes do not count any more, and it can be mended.
#[utoipa::path(post, path = "/hours/{id}/unlocking", operation_id = "unlock_entry", tag = "hours",
    params(("id" = Key, Path)), request_body = ReasonInput, responses((status = 200, body = EntryBody)))]
pub(super) async fn unlock(
    caller: Caller,
    Id(id): Id,
    seen: MaybeIfMatch,
    Input(input): Input<ReasonInput>,
) -> Outcome<Tagged<EntryBody>> {
    let now = hours::find(&caller.db, &caller.ctx, HourEntryId(id)).await?;
    let (days, only, reason) = ((now.day, now.day), meant(&seen, &now), input.text());
    let done = hours::unlock(&caller.db, &caller.ctx, now.placement, days, &only, &reason).await;
    single(&seen, &now, done)?;
    read(caller, Id(id)).await
}

/// The entry to decide about: one that does not exist, so that the use case refuses, when another version was
/// meant.
fn meant(seen: &MaybeIfMatch, now: &HourEntry) -> [HourEntryId; 1] {
    [if seen.0.holds(now.version) { now.id } else { HourEntryId(-1) }]
}

/// What came of a decision about one entry: nothing to do means that it is not in the state for it.
fn single(seen: &MaybeIfMatch, now: &HourEntry, done: Result<usize, Failure>) -> Outcome<usize> {
    if !seen.0.holds(now.version) {
        return seen.0.judged(now.version, done);
    }
    done.map_err(|failure| {
        let problem = Problem::from(failure);
        let other_state = problem.code() == "stale" || problem.names(Code::NothingToDo);
        if other_state { Problem::wrong_state() } else { problem }
    })
}
