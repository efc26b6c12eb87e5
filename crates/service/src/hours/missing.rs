//! Who has not submitted: the weeks that have ended and in which hours are open or were never logged.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use domain::{
    Error,
    form::read_day,
    id::PlacementId,
    organisation::DEFAULT_ZONE,
    placement::{Placement, PlacementLine, Side},
    schedule::Schedule,
};
use serde::{Deserialize, Serialize};

use super::week_of;
use crate::{
    Ctx, Db, Result,
    guard::{self, Visible},
    store,
};

/// How many weeks that have ended are looked at.
const WEEKS: u64 = 8;
/// How many people a page of the list holds.
pub const MISSING_PAGE: usize = 50;

/// What the list is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MissingFilter {
    /// Text of a [`Side`]: those that the organisation sends or hosts; empty for both.
    pub side: String,
    /// Any day of a week, or empty for all eight.
    pub week: String,
    /// The number of rows before the page.
    pub after: String,
}

/// What a week lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gap {
    /// Lines are drafts or were returned.
    Open,
    /// Nothing was logged.
    Nothing,
}

/// One who has not submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingLine {
    /// The placement.
    pub placement: PlacementLine,
    /// On which side of it the organisation stands.
    pub side: Side,
    /// The Mondays of the weeks, the earliest first, each with what it lacks.
    pub weeks: Vec<(NaiveDate, Gap)>,
}

/// Who has not submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Mondays of the weeks looked at, the earliest first.
    pub weeks: Vec<NaiveDate>,
    /// The page, those first who have been missing for longest.
    pub lines: Vec<MissingLine>,
    /// How many come before the page.
    pub before: usize,
    /// How many match.
    pub matching: usize,
    /// How many weeks the matching ones lack together.
    pub gaps: usize,
}

/// Who of those that the acting organisation sends or hosts has not submitted, in the eight weeks that ended
/// last.
///
/// # Errors
/// Sign-in needed; forbidden for who is no officer.
pub async fn missing(db: &Db, ctx: &Ctx, filter: &MissingFilter) -> Result<Missing> {
    if !ctx.acting()?.role.is_officer() {
        return Err(Error::Forbidden.into());
    }
    let visible = guard::visible_placements(ctx)?;
    let weeks = weeks_before(ctx.today(DEFAULT_ZONE));
    let wanted = read_day(&filter.week).ok().map(|day| week_of(day).0).filter(|week| weeks.contains(week));
    let looked_at = wanted.map_or_else(|| weeks.clone(), |week| vec![week]);
    let sides: Vec<Side> =
        Side::ALL.iter().copied().filter(|side| filter.side.is_empty() || side.as_str() == filter.side).collect();
    let mut lines = gaps_in(db, &visible, &sides, &looked_at).await?;
    let first = |line: &MissingLine| line.weeks.first().map(|(week, _)| *week);
    lines.sort_by(|a, b| {
        let key = |line: &MissingLine| (first(line), line.placement.participant.clone(), line.placement.id.0);
        key(a).cmp(&key(b))
    });
    let before = filter.after.parse().ok().filter(|after| *after < lines.len()).unwrap_or_default();
    let matching = lines.len();
    let gaps = lines.iter().map(|line| line.weeks.len()).sum();
    let lines = lines.into_iter().skip(before).take(MISSING_PAGE).collect();
    Ok(Missing { weeks, lines, before, matching, gaps })
}

/// How many have not submitted the week that ended last, which is the list narrowed to that week; with its Monday.
///
/// # Errors
/// As [`missing`].
pub async fn missing_last_week(db: &Db, ctx: &Ctx) -> Result<(NaiveDate, usize)> {
    if !ctx.acting()?.role.is_officer() {
        return Err(Error::Forbidden.into());
    }
    let week = week_of(ctx.today(DEFAULT_ZONE)).0 - Days::new(7);
    let lines = gaps_in(db, &guard::visible_placements(ctx)?, Side::ALL, &[week]).await?;
    Ok((week, lines.len()))
}

/// The Mondays of the weeks that ended last before `today`, the earliest first.
fn weeks_before(today: NaiveDate) -> Vec<NaiveDate> {
    (1..=WEEKS).rev().map(|back| week_of(today).0 - Days::new(7 * back)).collect()
}

/// Who lacks something in `weeks`, which are Mondays, the earliest first.
async fn gaps_in(
    db: &Db,
    visible: &Visible<Placement>,
    sides: &[Side],
    weeks: &[NaiveDate],
) -> Result<Vec<MissingLine>> {
    let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else { return Ok(Vec::new()) };
    let days = (*first, week_of(*last).1);
    let mut lines = Vec::new();
    for side in sides.iter().copied() {
        let placements = store::hours::under_way(db.reader(), visible, side, days).await?;
        let logged = store::hours::logged_by_day(db.reader(), visible, side, days).await?;
        let mut known: BTreeMap<(i64, NaiveDate), i64> = BTreeMap::new();
        for (PlacementId(id), day, open) in logged {
            *known.entry((id, week_of(day).0)).or_default() += open;
        }
        let ids: Vec<PlacementId> = placements.iter().map(|placement| placement.id).collect();
        let schedules = crate::schedule::in_force_many(db.reader(), &ids, days).await?;
        for placement in placements {
            let schedule = schedules.get(&placement.id);
            let gaps = weeks.iter().filter_map(|week| {
                let gap = match known.get(&(placement.id.0, *week)) {
                    Some(0) => return None,
                    Some(_) => Gap::Open,
                    None if expects(&placement, schedule, *week) => Gap::Nothing,
                    None => return None,
                };
                Some((*week, gap))
            });
            let gaps: Vec<(NaiveDate, Gap)> = gaps.collect();
            if !gaps.is_empty() {
                lines.push(MissingLine { placement, side, weeks: gaps });
            }
        }
    }
    Ok(lines)
}

/// Whether hours belong in a week: the schedule expects some; without one, a working day lies within the placement.
fn expects(placement: &PlacementLine, schedule: Option<&Schedule>, week: NaiveDate) -> bool {
    let (first, last) = (week.max(placement.first_day), week_of(week).1.min(placement.last_day));
    match schedule {
        Some(schedule) => schedule.expected_between(first, last) > 0,
        None => first <= last && first.weekday().num_days_from_monday() < 5,
    }
}
