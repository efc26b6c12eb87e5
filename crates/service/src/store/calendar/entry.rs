//! Entries of organisations' calendars.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Error,
    calendar::{CalendarEntry, DayPart, EntryKind, StoredEntry},
    error::Conflict,
    id::{CalendarEntryId, OrganisationId},
    name::Named,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    entity::{calendar_entry as stored, organisation},
    failure::Result,
    guard::{Allowed, EditCalendar, ReadCalendar},
    store::text,
};

/// How many organisations are asked for at once: databases bound the number of values in a statement.
const ASKED: usize = 500;

fn from_row(row: stored::Model) -> Result<StoredEntry> {
    let entry = CalendarEntry {
        first_day: row.first_day,
        last_day: row.last_day,
        part: text(&row.part, DayPart::parse)?,
        kind: text(&row.kind, EntryKind::parse)?,
        runs_as: row.runs_as,
        name: Named::new(row.name, None),
    };
    Ok(StoredEntry { id: CalendarEntryId(row.id), entry, version: row.version })
}

/// The entries of an organisation that touch the days `days.0..=days.1`, the earliest first.
pub(crate) async fn entries(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ReadCalendar>,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<StoredEntry>> {
    let rows = stored::Entity::find()
        .filter(stored::Column::OrganisationId.eq(allowed.id.0))
        .filter(stored::Column::FirstDay.lte(days.1))
        .filter(stored::Column::LastDay.gte(days.0))
        .order_by_asc(stored::Column::FirstDay)
        .order_by_asc(stored::Column::Id)
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// What those of `organisations` that have a calendar say of their own days; for schedules and conflicts, which
/// know already that they may be judged.
pub(crate) async fn entries_of_many(
    conn: &impl ConnectionTrait,
    organisations: &[OrganisationId],
) -> Result<HashMap<OrganisationId, Vec<CalendarEntry>>> {
    let mut known: HashMap<OrganisationId, Vec<CalendarEntry>> = HashMap::new();
    for some in organisations.chunks(ASKED) {
        let rows = stored::Entity::find()
            .filter(stored::Column::OrganisationId.is_in(some.iter().map(|id| id.0)))
            .order_by_asc(stored::Column::FirstDay)
            .order_by_asc(stored::Column::Id)
            .all(conn)
            .await?;
        for row in rows {
            let organisation = OrganisationId(row.organisation_id);
            known.entry(organisation).or_default().push(from_row(row)?.entry);
        }
    }
    Ok(known)
}

/// Whose an entry is.
pub(crate) async fn organisation_of_entry(
    conn: &impl ConnectionTrait,
    id: CalendarEntryId,
) -> Result<Option<OrganisationId>> {
    Ok(stored::Entity::find_by_id(id.0).one(conn).await?.map(|row| OrganisationId(row.organisation_id)))
}

/// One entry of an organisation.
pub(crate) async fn entry_of(
    conn: &impl ConnectionTrait,
    organisation: OrganisationId,
    id: CalendarEntryId,
) -> Result<Option<StoredEntry>> {
    let row = stored::Entity::find_by_id(id.0).filter(stored::Column::OrganisationId.eq(organisation.0)).one(conn);
    row.await?.map(from_row).transpose()
}

fn columns(new: &CalendarEntry) -> stored::ActiveModel {
    stored::ActiveModel {
        first_day: Set(new.first_day),
        last_day: Set(new.last_day),
        part: Set(new.part.as_str().to_owned()),
        kind: Set(new.kind.as_str().to_owned()),
        runs_as: Set(new.runs_as),
        name: Set(new.name.as_str().to_owned()),
        ..Default::default()
    }
}

/// The entries of an organisation that touch the days of a new one, in one writer's turn: who adds or changes
/// entries of one organisation waits for the others.
async fn touching(conn: &impl ConnectionTrait, organisation_id: i64, new: &CalendarEntry) -> Result<Vec<StoredEntry>> {
    organisation::Entity::find_by_id(organisation_id).lock_exclusive().one(conn).await?;
    let rows = stored::Entity::find()
        .filter(stored::Column::OrganisationId.eq(organisation_id))
        .filter(stored::Column::FirstDay.lte(new.last_day))
        .filter(stored::Column::LastDay.gte(new.first_day))
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

async fn free(
    conn: &impl ConnectionTrait,
    organisation_id: i64,
    new: &CalendarEntry,
    but: Option<CalendarEntryId>,
) -> Result<()> {
    let others = touching(conn, organisation_id, new).await?;
    let meets = |other: &StoredEntry| Some(other.id) != but && other.entry.meets(new);
    if others.iter().any(meets) {
        return Err(Error::field("first_day", domain::Code::CalendarOverlap).into());
    }
    Ok(())
}

/// Stores an entry, unless another one speaks of the same part of a day.
pub(crate) async fn insert_entry(
    conn: &impl ConnectionTrait,
    organisation: &Allowed<EditCalendar>,
    new: &CalendarEntry,
    now: DateTime<Utc>,
) -> Result<CalendarEntryId> {
    free(conn, organisation.id.0, new, None).await?;
    let row = stored::ActiveModel {
        organisation_id: Set(organisation.id.0),
        version: Set(1),
        created_at: Set(now),
        ..columns(new)
    };
    Ok(CalendarEntryId(stored::Entity::insert(row).exec(conn).await?.last_insert_id))
}

/// Changes an entry that still has `version`.
pub(crate) async fn update_entry(
    conn: &impl ConnectionTrait,
    organisation: &Allowed<EditCalendar>,
    id: CalendarEntryId,
    new: &CalendarEntry,
    version: i32,
) -> Result<()> {
    free(conn, organisation.id.0, new, Some(id)).await?;
    let changed = stored::Entity::update_many()
        .set(stored::ActiveModel { version: Set(version.saturating_add(1)), ..columns(new) })
        .filter(stored::Column::Id.eq(id.0))
        .filter(stored::Column::OrganisationId.eq(organisation.id.0))
        .filter(stored::Column::Version.eq(version))
        .exec(conn)
        .await?;
    if changed.rows_affected == 0 { Err(Error::Conflict(Conflict::Stale).into()) } else { Ok(()) }
}

/// Removes an entry that still has `version`.
pub(crate) async fn delete_entry(
    conn: &impl ConnectionTrait,
    organisation: &Allowed<EditCalendar>,
    id: CalendarEntryId,
    version: i32,
) -> Result<()> {
    let gone = stored::Entity::delete_many()
        .filter(stored::Column::Id.eq(id.0))
        .filter(stored::Column::OrganisationId.eq(organisation.id.0))
        .filter(stored::Column::Version.eq(version))
        .exec(conn)
        .await?;
    if gone.rows_affected == 0 { Err(Error::Conflict(Conflict::Stale).into()) } else { Ok(()) }
}
