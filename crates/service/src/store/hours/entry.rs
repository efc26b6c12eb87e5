//! Hour entries: reading, storing, changing.

use chrono::NaiveDate;
use domain::{
    Error,
    error::Conflict,
    hours::{EntryState, HourEntry, Kind, NewEntry},
    id::{HourEntryId, PlacementId},
    placement::Placement,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, IdenStatic, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, sea_query::Expr,
};

use super::midnight;
use crate::{
    entity::hour_entry,
    failure::{Failure, Result},
    guard::{Allowed, Deed, LogHours, ReadHours},
    store::{
        Kept,
        signer::{name_of, signers},
        text,
    },
};

pub(super) fn from_row(row: hour_entry::Model) -> Result<HourEntry> {
    let midnight = midnight(row.day);
    let relative = |minute: i64| i32::try_from(minute - midnight).unwrap_or_default();
    let span = row.from_minute.zip(row.to_minute).map(|(from, to)| (relative(from), relative(to)));
    Ok(HourEntry {
        id: HourEntryId(row.id),
        placement: PlacementId(row.placement_id),
        day: row.day,
        minutes: row.minutes,
        span,
        kind: text(&row.kind, Kind::parse)?,
        course: row.course,
        section: row.section,
        note: row.note,
        state: text(&row.state, EntryState::parse)?,
        reason: row.reason,
        decided_by: row.decided_by.map(|by| name_of(&by).into()),
        decided_at: row.decided_at,
        flags: Vec::new(),
        version: row.version,
    })
}

/// Entries of a placement on the days `days.0..=days.1`, in order, with the names of who decided them in both
/// languages: of accounts, and of staff of the host whom files name without one.
pub(crate) async fn signed<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<D>,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<HourEntry>> {
    let rows = rows_of(conn, allowed, days).await?;
    let labels = || rows.iter().filter_map(|row| row.decided_by.as_deref());
    let known = signers(conn, labels()).await?.with_staff(conn, allowed.hosting.id, labels()).await?;
    let signed = |row: hour_entry::Model| {
        let decided_by = row.decided_by.as_deref().map(|label| known.named(label));
        Ok(HourEntry { decided_by, ..from_row(row)? })
    };
    rows.into_iter().map(signed).collect()
}

/// Entries of a placement on the days `days.0..=days.1`, in order.
pub(crate) async fn of_placement<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<D>,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<HourEntry>> {
    rows_of(conn, allowed, days).await?.into_iter().map(from_row).collect()
}

async fn rows_of<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<D>,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<hour_entry::Model>> {
    let rows = hour_entry::Entity::find()
        .filter(hour_entry::Column::PlacementId.eq(allowed.id.0))
        .filter(hour_entry::Column::Day.between(days.0, days.1))
        .order_by_asc(hour_entry::Column::Day)
        .order_by_asc(hour_entry::Column::Id)
        .all(conn)
        .await?;
    Ok(rows)
}

/// Sum of the minutes of a placement by state: `(state, minutes)`.
pub(crate) async fn totals(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ReadHours>,
) -> Result<Vec<(EntryState, i64)>> {
    let rows: Vec<(String, i64)> = hour_entry::Entity::find()
        .select_only()
        .column(hour_entry::Column::State)
        .expr(Expr::col(hour_entry::Column::Minutes).sum())
        .filter(hour_entry::Column::PlacementId.eq(allowed.id.0))
        .group_by(hour_entry::Column::State)
        .into_tuple()
        .all(conn)
        .await?;
    rows.into_iter().map(|(state, sum)| Ok((text(&state, EntryState::parse)?, sum))).collect()
}

/// One entry, with its placement.
pub(crate) async fn find(conn: &impl ConnectionTrait, id: HourEntryId) -> Result<Option<HourEntry>> {
    hour_entry::Entity::find_by_id(id.0).one(conn).await?.map(from_row).transpose()
}

/// What the participant did at other hosts on the days `days.0 - 1..=days.1 + 1`.
pub(crate) async fn elsewhere<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    placement: &Allowed<D>,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<HourEntry>> {
    let days = (days.0.pred_opt().unwrap_or(days.0), days.1.succ_opt().unwrap_or(days.1));
    let rows = hour_entry::Entity::find()
        .filter(hour_entry::Column::PersonId.eq(placement.participant.id.0))
        .filter(hour_entry::Column::Day.between(days.0, days.1))
        .filter(hour_entry::Column::PlacementId.ne(placement.id.0))
        .filter(hour_entry::Column::FromMinute.is_not_null())
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Stores a new entry as a draft.
pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    placement: &Allowed<LogHours>,
    new: &NewEntry,
) -> Result<HourEntryId> {
    static KEPT: Kept = Kept::new();
    let (placement, person, state) = (placement.id.0, placement.participant.id.0, EntryState::Draft.as_str());
    let (from, to) = span(new).unzip();
    let values = [
        placement.into(),
        person.into(),
        new.day.into(),
        new.minutes.into(),
        from.into(),
        to.into(),
        new.kind.as_str().into(),
        new.course.clone().into(),
        new.section.clone().into(),
        new.note.clone().into(),
        state.into(),
        FIRST_VERSION.into(),
    ];
    let question = KEPT.with(conn.get_database_backend(), values, || {
        let row = hour_entry::ActiveModel {
            placement_id: Set(placement),
            person_id: Set(person),
            state: Set(state.to_owned()),
            version: Set(FIRST_VERSION),
            ..columns(new)
        };
        hour_entry::Entity::insert(row).into_query().returning_col(hour_entry::Column::Id).take()
    });
    let row = conn.query_one_raw(question).await?.ok_or_else(|| Failure::internal("an entry was not stored"))?;
    Ok(HourEntryId(row.try_get("", hour_entry::Column::Id.as_str())?))
}

/// The version of an entry that was never changed.
const FIRST_VERSION: i32 = 1;

/// From and to of an entry, in minutes on the one line of all days.
fn span(new: &NewEntry) -> Option<(i64, i64)> {
    let midnight = midnight(new.day);
    new.span.map(|(from, to)| (midnight + i64::from(from), midnight + i64::from(to)))
}

fn columns(new: &NewEntry) -> hour_entry::ActiveModel {
    let (from, to) = span(new).unzip();
    hour_entry::ActiveModel {
        day: Set(new.day),
        minutes: Set(new.minutes),
        from_minute: Set(from),
        to_minute: Set(to),
        kind: Set(new.kind.as_str().to_owned()),
        course: Set(new.course.clone()),
        section: Set(new.section.clone()),
        note: Set(new.note.clone()),
        ..Default::default()
    }
}

/// Changes an open entry that still has `version`.
pub(crate) async fn update(
    conn: &impl ConnectionTrait,
    placement: &Allowed<LogHours>,
    id: HourEntryId,
    new: &NewEntry,
    version: i32,
) -> Result<()> {
    let row = hour_entry::ActiveModel { version: Set(version + 1), ..columns(new) };
    let changed = hour_entry::Entity::update_many().set(row).filter(open(placement, id, version)).exec(conn).await?;
    if changed.rows_affected == 0 { Err(Error::Conflict(Conflict::Stale).into()) } else { Ok(()) }
}

/// Removes an open entry that still has `version`. Nothing was decided about a draft; a returned one
/// stays in the ledger.
pub(crate) async fn delete(
    conn: &impl ConnectionTrait,
    placement: &Allowed<LogHours>,
    id: HourEntryId,
    version: i32,
) -> Result<()> {
    let gone = hour_entry::Entity::delete_many().filter(open(placement, id, version)).exec(conn).await?;
    if gone.rows_affected == 0 { Err(Error::Conflict(Conflict::Stale).into()) } else { Ok(()) }
}

fn open(placement: &Allowed<LogHours>, id: HourEntryId, version: i32) -> Condition {
    Condition::all()
        .add(hour_entry::Column::Id.eq(id.0))
        .add(hour_entry::Column::PlacementId.eq(placement.id.0))
        .add(hour_entry::Column::Version.eq(version))
        .add(hour_entry::Column::State.is_in([EntryState::Draft.as_str(), EntryState::Returned.as_str()]))
}

/// The first and last day on which hours of a placement were logged.
pub(crate) async fn logged_days<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    placement: &Allowed<D>,
) -> Result<Option<(NaiveDate, NaiveDate)>> {
    let days: Option<(Option<NaiveDate>, Option<NaiveDate>)> = hour_entry::Entity::find()
        .select_only()
        .expr(hour_entry::Column::Day.min())
        .expr(hour_entry::Column::Day.max())
        .filter(hour_entry::Column::PlacementId.eq(placement.id.0))
        .into_tuple()
        .one(conn)
        .await?;
    Ok(days.and_then(|(first, last)| first.zip(last)))
}
