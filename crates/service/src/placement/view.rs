//! One placement as its page shows it.

use domain::{
    hours::EntryState,
    id::PlacementId,
    permission::Action,
    placement::{Deed, Placement, PlacementEvent, Side},
    schedule::Schedule,
};
use serde::{Deserialize, Serialize};

use super::has_begun;
use crate::{
    Ctx, Db, Result,
    guard::{self, ReadHours, ReadPlacement},
    schedule, store,
};

/// A placement as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacementView {
    /// The placement.
    pub placement: Placement,
    /// What happened to it, in order.
    pub history: Vec<PlacementEvent>,
    /// The side for which the actor acts, if any.
    pub side: Option<Side>,
    /// The deeds that the actor may do now.
    pub deeds: Vec<Deed>,
    /// Whether the actor may log hours.
    pub may_log: bool,
    /// Whether the actor may confirm hours.
    pub may_confirm: bool,
    /// What is expected, where it has a schedule.
    pub schedule: Option<Schedule>,
    /// Whether the actor may set the schedule now.
    pub may_schedule: bool,
    /// Logged minutes, in whatever state.
    pub logged_minutes: i64,
    /// Confirmed minutes.
    pub confirmed_minutes: i64,
    /// Minutes that wait for confirmation.
    pub waiting_minutes: i64,
}

/// One placement.
///
/// # Errors
/// Not found when it is not the actor's to see.
pub async fn read(db: &Db, ctx: &Ctx, id: PlacementId) -> Result<PlacementView> {
    let allowed = guard::placement::<ReadPlacement>(db.reader(), ctx, id).await?;
    let history = store::placement::history(db.reader(), &allowed).await?;
    let hours = guard::placement::<ReadHours>(db.reader(), ctx, id).await?;
    let totals = store::hours::totals(db.reader(), &hours).await?;
    let total = |wanted| totals.iter().find(|(state, _)| *state == wanted).map_or(0, |(_, minutes)| *minutes);
    let placement = (*allowed).clone();
    let side = guard::side(ctx, &placement);
    let deeds = Deed::ALL.iter().copied().filter(|deed| may_do(ctx, &placement, side, *deed)).collect();
    Ok(PlacementView {
        history,
        side,
        deeds,
        may_log: placement.state.takes_hours() && guard::may_placement(ctx, &placement, Action::LogHours),
        may_confirm: placement.state.takes_hours() && guard::may_placement(ctx, &placement, Action::ConfirmHours),
        schedule: schedule::in_force(db.reader(), &placement).await?,
        may_schedule: schedule::may_set(ctx, &placement),
        logged_minutes: totals.iter().map(|(_, minutes)| minutes).sum(),
        confirmed_minutes: total(EntryState::Confirmed),
        waiting_minutes: total(EntryState::Submitted),
        placement,
    })
}

fn may_do(ctx: &Ctx, placement: &Placement, side: Option<Side>, deed: Deed) -> bool {
    let action = if deed == Deed::NameMentor { Action::NameMentor } else { Action::DecidePlacement };
    side.is_some_and(|side| placement.after(deed, side).is_ok())
        && guard::may_placement(ctx, placement, action)
        && (deed != Deed::Start || has_begun(ctx, placement))
}
