//! Shift patterns of an organisation.

use domain::{
    Error,
    calendar::ShiftPatternForm,
    id::{OrganisationId, ShiftPatternId},
};
use sea_orm::ConnectionTrait;
use serde::Serialize;

use crate::{
    Ctx, Db, Result,
    audit::{Record, record_for},
    guard::{self, Allowed, EditCalendar},
    store,
};

/// Adds a shift pattern to an organisation's calendar.
///
/// # Errors
/// Invalid, also when the name is taken; forbidden, not found.
pub async fn add_pattern(
    db: &Db,
    ctx: &Ctx,
    organisation: OrganisationId,
    form: &ShiftPatternForm,
) -> Result<ShiftPatternId> {
    let tx = db.begin().await?;
    let allowed = guard::organisation::<EditCalendar>(&tx, ctx, organisation).await?;
    let id = store::calendar::insert_pattern(&tx, &allowed, &form.check()?, ctx.now()).await?;
    audit(&tx, ctx, &allowed, "shift_pattern.add", id, form).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes a shift pattern that still has `version`.
///
/// # Errors
/// As [`add_pattern`]; stale.
pub async fn edit_pattern(db: &Db, ctx: &Ctx, id: ShiftPatternId, form: &ShiftPatternForm, version: i32) -> Result<()> {
    let tx = db.begin().await?;
    let allowed = held(&tx, ctx, id).await?;
    store::calendar::update_pattern(&tx, &allowed, id, &form.check()?, version).await?;
    audit(&tx, ctx, &allowed, "shift_pattern.edit", id, form).await?;
    tx.commit().await
}

/// Removes a shift pattern that still has `version`; the audit log keeps what it said.
///
/// # Errors
/// Stale, forbidden, not found.
pub async fn remove_pattern(db: &Db, ctx: &Ctx, id: ShiftPatternId, version: i32) -> Result<()> {
    let tx = db.begin().await?;
    let allowed = held(&tx, ctx, id).await?;
    let pattern = store::calendar::pattern_of(&tx, allowed.id, id).await?.ok_or(Error::NotFound)?;
    store::calendar::delete_pattern(&tx, &allowed, id, version).await?;
    audit(&tx, ctx, &allowed, "shift_pattern.remove", id, ShiftPatternForm::from(&pattern)).await?;
    tx.commit().await
}

async fn held(conn: &impl ConnectionTrait, ctx: &Ctx, id: ShiftPatternId) -> Result<Allowed<EditCalendar>> {
    let Some(organisation) = store::calendar::organisation_of_pattern(conn, id).await? else {
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
    id: ShiftPatternId,
    detail: impl Serialize,
) -> Result<()> {
    let line = Record { action, object: "shift_pattern", id: id.0 };
    record_for(conn, ctx, line, Some(organisation.id), detail).await
}
