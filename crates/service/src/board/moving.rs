//! Bars that are moved.

use domain::{
    Code, Error,
    board::Weekdays,
    conflict::Conflict as Met,
    error::Conflict,
    id::PlacementId,
    placement::{Deed, Placement, PlacementForm, State},
};
use serde::{Deserialize, Serialize};

use super::{BoardBar, as_bar};
use crate::{
    Ctx, Db, Failure, Result, conflict,
    guard::{self, DecidePlacement},
    placement::{self, DeedForm},
    store,
};

/// The days to which a bar is moved, as they are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    /// First day.
    pub first_day: String,
    /// Last day, inclusive.
    pub last_day: String,
    /// Why soft conflicts are accepted.
    pub accept: String,
}

/// What came of a move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The bar as it is now.
    To(Box<BoardBar>),
    /// Nothing was stored: what the new days meet wants a reason first.
    Asks(Vec<Met>),
}

/// Moves a placement that still has `version` to other days: a draft is changed, for an agreed one the days are
/// proposed, and where the own side had proposed others and these are the days that hold, the proposal is taken back.
///
/// # Errors
/// As [`placement::edit`] and [`placement::act`].
pub async fn move_bar(db: &Db, ctx: &Ctx, id: PlacementId, form: &MoveForm, version: i32) -> Result<Moved> {
    let placement = {
        let allowed = guard::placement::<DecidePlacement>(db.reader(), ctx, id).await?;
        (*allowed).clone()
    };
    match change(db, ctx, &placement, form, version).await {
        Ok(()) => {}
        Err(failure) if asks(&failure) => return Ok(Moved::Asks(asked(db, ctx, id, form).await?)),
        Err(failure) => return Err(failure),
    }
    let visible = guard::visible_placements(ctx)?;
    let moved = store::board::one(db.reader(), &visible, id).await?;
    let schedule = store::schedule::find(db.reader(), id).await?;
    let moved = moved.and_then(|bar| as_bar(ctx, bar, schedule.as_ref().map(Weekdays::of)));
    Ok(Moved::To(Box::new(moved.ok_or(Conflict::Stale)?)))
}

async fn change(db: &Db, ctx: &Ctx, placement: &Placement, form: &MoveForm, version: i32) -> Result<()> {
    let (id, MoveForm { first_day, last_day, accept }) = (placement.id, form.clone());
    if placement.state == State::Draft {
        let form = PlacementForm { first_day, last_day, ..placement::form_of(placement) };
        return placement::edit(db, ctx, id, &form, version).await;
    }
    let holds = first_day == placement.first_day.to_string() && last_day == placement.last_day.to_string();
    let own = placement.proposed.is_some_and(|dates| Some(dates.by) == guard::side(ctx, placement));
    let form = DeedForm { first_day, last_day, accept, ..DeedForm::default() };
    match (own, holds) {
        (true, true) => placement::act(db, ctx, id, Deed::RejectDates, &form, version).await,
        (true, false) => placement::propose_instead(db, ctx, id, &form, version).await,
        (false, _) => placement::act(db, ctx, id, Deed::ProposeDates, &form, version).await,
    }
}

/// Whether all that is missing is a reason.
fn asks(failure: &Failure) -> bool {
    matches!(failure.error(), Error::Invalid(fields) if matches!(&fields[..], [it] if it.code == Code::ConflictsNeedReason))
}

/// What of the conflicts on the new days wants a reason.
async fn asked(db: &Db, ctx: &Ctx, id: PlacementId, form: &MoveForm) -> Result<Vec<Met>> {
    let day = |text: &str| domain::form::read_day(text).map_err(|code| Failure::field("first_day", code));
    let found = conflict::on_days(db, ctx, id, (day(&form.first_day)?, day(&form.last_day)?)).await?;
    Ok(found.into_iter().filter(Met::needs_reason).collect())
}
