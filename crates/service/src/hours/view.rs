//! Reading the hours of a placement, and what waits for confirmation.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{
    hours::{HourEntry, WaitingPeriod},
    id::PlacementId,
    placement::Placement,
    schedule::Schedule,
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Result,
    calendar::{DayView, host_days},
    guard::{self, Allowed, Deed, ReadHours},
    store,
};

/// The hours of one placement in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursView {
    /// The placement.
    pub placement: Placement,
    /// First and last day of the period, inclusive.
    pub days: (NaiveDate, NaiveDate),
    /// Today at the host.
    pub today: NaiveDate,
    /// Entries with their flags, by day.
    pub entries: Vec<HourEntry>,
    /// Submitted periods that touch the days, inclusive.
    pub periods: Vec<(NaiveDate, NaiveDate)>,
    /// What is expected, where the placement has a schedule.
    pub schedule: Option<Schedule>,
    /// The days at the host, in all layers of its calendar.
    pub at_host: Vec<DayView>,
    /// Whether the actor may log.
    pub may_log: bool,
    /// Whether the actor may confirm.
    pub may_confirm: bool,
}

/// The hours of a placement on the days `days.0..=days.1`.
///
/// # Errors
/// Not found.
pub async fn read(db: &Db, ctx: &Ctx, id: PlacementId, days: (NaiveDate, NaiveDate)) -> Result<HoursView> {
    let allowed = guard::placement::<ReadHours>(db.reader(), ctx, id).await?;
    let mut entries = store::hours::signed(db.reader(), &allowed, days).await?;
    flag(db.reader(), &allowed, &mut entries).await?;
    let periods = store::hours::periods(db.reader(), &allowed, days).await?;
    let placement = (*allowed).clone();
    let may = |action| placement.state.takes_hours() && guard::may_placement(ctx, &placement, action);
    Ok(HoursView {
        days,
        today: ctx.today(&placement.zone),
        entries,
        periods,
        schedule: crate::schedule::in_force(db.reader(), &allowed).await?,
        at_host: host_days(db.reader(), &placement, days).await?,
        may_log: may(domain::permission::Action::LogHours),
        may_confirm: may(domain::permission::Action::ConfirmHours),
        placement,
    })
}

/// Marks what a confirmer should look at: over midnight, overlapping another host.
pub(super) async fn flag<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    placement: &Allowed<D>,
    entries: &mut [HourEntry],
) -> Result<()> {
    let (Some(first), Some(last)) =
        (entries.iter().map(|entry| entry.day).min(), entries.iter().map(|entry| entry.day).max())
    else {
        return Ok(());
    };
    let others = store::hours::elsewhere(conn, placement, (first, last)).await?;
    for entry in entries.iter_mut() {
        super::flag::mark(entry, &others);
    }
    Ok(())
}

/// What waits for the actor: at the organisation it acts for as host, or as mentor.
///
/// # Errors
/// Sign-in needed.
pub async fn waiting(db: &Db, ctx: &Ctx) -> Result<Vec<WaitingPeriod>> {
    let mut periods = Vec::new();
    let acting = ctx.acting()?;
    if acting.role.is_officer() {
        periods = store::hours::waiting(db.reader(), &guard::visible_placements(ctx)?, acting.person).await?;
    }
    for period in store::hours::waiting(db.reader(), &guard::mentored_placements(ctx)?, acting.person).await? {
        if !periods.iter().any(|known| known.placement == period.placement && known.week == period.week) {
            periods.push(period);
        }
    }
    super::plan::compare(db.reader(), &mut periods).await?;
    Ok(periods)
}

/// How many weeks of people wait for the actor: the length of [`waiting`], without looking into them.
///
/// # Errors
/// Sign-in needed.
pub async fn waiting_weeks(db: &Db, ctx: &Ctx) -> Result<usize> {
    let acting = ctx.acting()?;
    let mut scopes = vec![guard::mentored_placements(ctx)?];
    if acting.role.is_officer() {
        scopes.push(guard::visible_placements(ctx)?);
    }
    let mut weeks = BTreeSet::new();
    for visible in &scopes {
        let days = store::hours::waiting_days(db.reader(), visible, acting.person).await?;
        weeks.extend(days.into_iter().map(|(PlacementId(id), day)| (id, super::week_of(day).0)));
    }
    Ok(weeks.len())
}
