//! What the home page of each role counts.

use chrono::{Datelike, Days, NaiveDate};
use domain::{
    Error,
    hours::EntryState,
    id::PlacementId,
    need::Need,
    organisation::DEFAULT_ZONE,
    placement::{PlacementLine, Side},
};
use serde::{Deserialize, Serialize};

use crate::{Ctx, Db, Result, guard, store};

/// How many days the strip of who is where shows: six weeks.
const STRIP_DAYS: u64 = 42;
/// How many placements of a side are looked up for the strip.
const STRIP_LINES: u64 = 50;

/// What the officers of an organisation see first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficerHome {
    /// Today.
    pub today: NaiveDate,
    /// How many placements need the organisation; the needs that nothing has are left out.
    pub needs: Vec<(Need, i64)>,
    /// The first and last day of the strip, inclusive: six weeks from this Monday.
    pub days: (NaiveDate, NaiveDate),
    /// Approved and active placements on those days, the earliest first, with the side of the organisation.
    pub under_way: Vec<(Side, PlacementLine)>,
}

/// What needs the acting organisation, and who is where.
///
/// # Errors
/// Sign-in needed; forbidden for who is no officer.
pub async fn officer(db: &Db, ctx: &Ctx) -> Result<OfficerHome> {
    if !ctx.acting()?.role.is_officer() {
        return Err(Error::Forbidden.into());
    }
    let visible = guard::visible_placements(ctx)?;
    let today = ctx.today(DEFAULT_ZONE);
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    let days = (monday, monday + Days::new(STRIP_DAYS - 1));
    let mut needs = store::home::needs(db.reader(), &visible, today).await?;
    needs.retain(|(_, count)| *count > 0);
    let under_way = store::home::under_way(db.reader(), &visible, days, STRIP_LINES).await?;
    Ok(OfficerHome { today, needs, days, under_way })
}

/// Lines of the actor's own log that wait for the actor, of one placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenLines {
    /// The placement.
    pub placement: PlacementId,
    /// Whether they were returned; else they are not submitted yet.
    pub returned: bool,
    /// How many they are.
    pub lines: i64,
    /// Their sum in minutes.
    pub minutes: i64,
    /// The earliest of their days.
    pub first_day: NaiveDate,
}

/// The actor's own lines that are returned or not submitted, the returned ones first.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn open_lines(db: &Db, ctx: &Ctx) -> Result<Vec<OpenLines>> {
    let visible = guard::visible_placements(ctx)?;
    let mut lines: Vec<OpenLines> = store::home::open_lines(db.reader(), &visible)
        .await?
        .into_iter()
        .map(|open| OpenLines {
            placement: open.placement,
            returned: open.state == EntryState::Returned,
            lines: open.lines,
            minutes: open.minutes,
            first_day: open.first_day,
        })
        .collect();
    lines.sort_by_key(|open| (!open.returned, open.first_day));
    Ok(lines)
}
