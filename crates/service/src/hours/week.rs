//! The week grid: all its cells stored at once.

use chrono::NaiveDate;
use domain::{
    Error,
    hours::{EntryForm, HourEntry, NewEntry},
    id::{HourEntryId, PlacementId},
};
use serde::{Deserialize, Serialize};

use super::{
    entry::{audit, checked, open_entry},
    period::submit_days,
};
use crate::{
    Ctx, Db, Result,
    db::Transaction,
    guard::{self, Allowed, LogHours},
    store,
};

/// One cell of the week grid: all entries of a kind on a day as one amount.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cell {
    /// The entry that the cell shows, or empty for a new one.
    pub id: String,
    /// Its version.
    pub version: String,
    /// What is typed.
    pub entry: EntryForm,
}

/// Stores a whole grid at once: all cells or none.
///
/// # Errors
/// Invalid, the fields named `cells[n].field`; as [`super::log`] and [`super::edit`].
pub async fn save_week(db: &Db, ctx: &Ctx, id: PlacementId, cells: &[Cell]) -> Result<usize> {
    let tx = db.begin().await?;
    let allowed = guard::placement::<LogHours>(&tx, ctx, id).await?;
    let changed = save_cells(&tx, ctx, &allowed, cells).await?;
    tx.commit().await?;
    Ok(changed)
}

/// Stores a whole grid and submits what is then open in the days `days.0..=days.1`: both or neither, so
/// that nothing that was typed stays behind a submitted week.
///
/// # Errors
/// As [`save_week`] and [`super::submit`].
pub async fn save_and_submit(
    db: &Db,
    ctx: &Ctx,
    id: PlacementId,
    cells: &[Cell],
    days: (NaiveDate, NaiveDate),
) -> Result<usize> {
    let tx = db.begin().await?;
    let allowed = guard::placement::<LogHours>(&tx, ctx, id).await?;
    save_cells(&tx, ctx, &allowed, cells).await?;
    let submitted = submit_days(&tx, ctx, &allowed, days).await?;
    tx.commit().await?;
    Ok(submitted)
}

pub(super) async fn save_cells(
    tx: &Transaction,
    ctx: &Ctx,
    allowed: &Allowed<LogHours>,
    cells: &[Cell],
) -> Result<usize> {
    let mut changed = 0;
    let mut wrong = Vec::new();
    for (n, cell) in cells.iter().enumerate() {
        match save_cell(tx, ctx, allowed, cell).await {
            Ok(true) => changed += 1,
            Ok(false) => {}
            Err(failure) => match failure.error() {
                Error::Invalid(fields) => wrong.extend(fields.iter().map(|field| domain::FieldError {
                    field: format!("cells[{n}].{}", field.field),
                    code: field.code,
                })),
                _ => return Err(failure),
            },
        }
    }
    if wrong.is_empty() { Ok(changed) } else { Err(Error::Invalid(wrong).into()) }
}

async fn save_cell(tx: &Transaction, ctx: &Ctx, allowed: &Allowed<LogHours>, cell: &Cell) -> Result<bool> {
    let empty = cell.entry.time.trim().is_empty();
    let Some(id) = HourEntryId::parse(&cell.id) else {
        if empty {
            return Ok(false);
        }
        let new = checked(tx, ctx, allowed, &cell.entry, None).await?;
        let entry = store::hours::insert(tx, allowed, &new).await?;
        audit(tx, ctx, allowed, "hours.log", entry.0, &cell.entry).await?;
        return Ok(true);
    };
    let (own, entry) = open_entry(tx, ctx, id).await?;
    if own.id != allowed.id {
        return Err(Error::NotFound.into());
    }
    let version = cell.version.parse().unwrap_or(entry.version);
    if empty {
        store::hours::delete(tx, allowed, id, version).await?;
        audit(tx, ctx, allowed, "hours.remove", id.0, &cell.entry).await?;
        return Ok(true);
    }
    let new = checked(tx, ctx, allowed, &cell.entry, Some(&entry)).await?;
    if says(&entry, &new) {
        return Ok(false);
    }
    store::hours::update(tx, allowed, id, &new, version).await?;
    audit(tx, ctx, allowed, "hours.edit", id.0, &cell.entry).await?;
    Ok(true)
}

/// Whether a stored entry says already what is typed.
fn says(entry: &HourEntry, new: &NewEntry) -> bool {
    let typed = (new.day, new.minutes, new.span, new.kind, &new.course, &new.section, &new.note);
    (entry.day, entry.minutes, entry.span, entry.kind, &entry.course, &entry.section, &entry.note) == typed
}
