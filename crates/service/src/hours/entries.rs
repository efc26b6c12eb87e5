//! Entries one by one and by the page, for programs: pages of the site show whole periods.

use chrono::NaiveDate;
use domain::{
    Error,
    hours::HourEntry,
    id::{HourEntryId, PlacementId},
    list::{Limit, Page},
};

use super::view::flag;
use crate::{
    Ctx, Db, Result,
    guard::{self, ReadHours},
    store,
};

/// Which entries of a placement are listed.
#[derive(Clone, Copy, Debug)]
pub struct EntryFilter {
    /// The placement.
    pub placement: PlacementId,
    /// First and last day, inclusive.
    pub days: (NaiveDate, NaiveDate),
    /// Behind this day and identifier.
    pub after: Option<(NaiveDate, i64)>,
    /// How long the page is.
    pub limit: Limit,
}

/// One page of the entries of a placement, by day; the cursor is the day, `~` and the identifier.
///
/// # Errors
/// Not found.
pub async fn list(db: &Db, ctx: &Ctx, filter: &EntryFilter) -> Result<Page<HourEntry>> {
    let allowed = guard::placement::<ReadHours>(db.reader(), ctx, filter.placement).await?;
    let mut page = store::hours::page(db.reader(), &allowed, filter).await?;
    flag(db.reader(), &allowed, &mut page.items).await?;
    Ok(page)
}

/// One entry.
///
/// # Errors
/// Not found when it, or its placement, is not the actor's to see.
pub async fn find(db: &Db, ctx: &Ctx, id: HourEntryId) -> Result<HourEntry> {
    ctx.acting()?;
    let mut entry = store::hours::find(db.reader(), id).await?.ok_or(Error::NotFound)?;
    let allowed = guard::placement::<ReadHours>(db.reader(), ctx, entry.placement).await?;
    flag(db.reader(), &allowed, std::slice::from_mut(&mut entry)).await?;
    Ok(entry)
}
