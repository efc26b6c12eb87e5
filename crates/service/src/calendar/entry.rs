//! What an organisation says of its own days.

use chrono::NaiveDate;
use domain::{
    Error,
    calendar::{CalendarEntryForm, StoredEntry},
    id::{CalendarEntryId, OrganisationId},
};
use sea_orm::ConnectionTrait;
use serde::Serialize;

use crate::{
    Ctx, Db, Result,
    audit::{Record, record_for},
    guard::{self, Allowed, EditCalendar, ReadCalendar},
    store,
};

/// The entries of an organisation that touch the days `days.0..=days.1`, the earliest first.
///
/// # Errors
/// Not found when the organisation is not the actor's to see; forbidden when its calendar is not.
pub async fn entries(
    db: &Db,
    ctx: &Ctx,
    organisation: OrganisationId,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<StoredEntry>> {
    let allowed = guard::organisation::<ReadCalendar>(db.reader(), ctx, organisation).await?;
    store::calendar::entries(db.reader(), &allowed, days).await
}

/// One entry of an organisation.
///
/// # Errors
/// Not found, forbidden.
pub async fn entry_of(db: &Db, ctx: &Ctx, organisation: OrganisationId, id: CalendarEntryId) -> Result<StoredEntry> {
    let allowed = guard::organisation::<ReadCalendar>(db.reader(), ctx, organisation).await?;
    let found = store::calendar::entry_of(db.reader(), allowed.id, id).await?;
    Ok(found.ok_or(Error::NotFound)?)
}

/// One entry, of whichever organisation it is.
///
/// # Errors
/// Not found, forbidden.
pub async fn find_entry(db: &Db, ctx: &Ctx, id: CalendarEntryId) -> Result<StoredEntry> {
    match store::calendar::organisation_of_entry(db.reader(), id).await? {
        Some(organisation) => entry_of(db, ctx, organisation, id).await,
        None if ctx.is_system() => Err(Error::NotFound.into()),
        None => Err(ctx.acting().map_or_else(|failure| failure, |_| Error::NotFound.into())),
    }
}

/// Adds an entry to an organisation's calendar.
///
/// # Errors
/// Invalid, with `calendar_overlap` where another entry speaks of the same part of a day; forbidden, not found.
pub async fn add_entry(
    db: &Db,
    ctx: &Ctx,
    organisation: OrganisationId,
    form: &CalendarEntryForm,
) -> Result<CalendarEntryId> {
    let tx = db.begin().await?;
    let allowed = guard::organisation::<EditCalendar>(&tx, ctx, organisation).await?;
    let id = store::calendar::insert_entry(&tx, &allowed, &form.check()?, ctx.now()).await?;
    audit(&tx, ctx, &allowed, "calendar.add", id, form).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes an entry that still has `version`.
///
/// # Errors
/// As [`add_entry`]; stale.
pub async fn edit_entry(db: &Db, ctx: &Ctx, id: CalendarEntryId, form: &CalendarEntryForm, version: i32) -> Result<()> {
    let tx = db.begin().await?;
    let allowed = held(&tx, ctx, id).await?;
    store::calendar::update_entry(&tx, &allowed, id, &form.check()?, version).await?;
    audit(&tx, ctx, &allowed, "calendar.edit", id, form).await?;
    tx.commit().await
}

/// Removes an entry that still has `version`; the audit log keeps what it said.
///
/// # Errors
/// Stale, forbidden, not found.
pub async fn remove_entry(db: &Db, ctx: &Ctx, id: CalendarEntryId, version: i32) -> Result<()> {
    let tx = db.begin().await?;
    let allowed = held(&tx, ctx, id).await?;
    let entry = store::calendar::entry_of(&tx, allowed.id, id).await?.ok_or(Error::NotFound)?;
    store::calendar::delete_entry(&tx, &allowed, id, version).await?;
    audit(&tx, ctx, &allowed, "calendar.remove", id, CalendarEntryForm::from(&entry.entry)).await?;
    tx.commit().await
}

async fn held(conn: &impl ConnectionTrait, ctx: &Ctx, id: CalendarEntryId) -> Result<Allowed<EditCalendar>> {
    let Some(organisation) = store::calendar::organisation_of_entry(conn, id).await? else {
        ctx.acting()?;
        return Err(Error::NotFound.into());
    };
    guard::organisation::<EditCalendar>(conn, ctx, organisation).await
}

async fn audit(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    organisation: &Allowed<EditCalendar>,
    action: &str,
    id: CalendarEntryId,
    detail: impl Serialize,
) -> Result<()> {
    let line = Record { action, object: "calendar_entry", id: id.0 };
    record_for(conn, ctx, line, Some(organisation.id), detail).await
}
