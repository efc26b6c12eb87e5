//! What the home page of each role counts.

use chrono::{Datelike, Days, NaiveDate};
use domain::{
    Error,
    account::Role,
    hours::EntryState,
    id::PlacementId,
    need::Need,
    opening::{OpeningFilter, OpeningKind},
    organisation::DEFAULT_ZONE,
    placement::{Placement, PlacementLine, Side, State},
};
use serde::{Deserialize, Serialize};

use crate::{Ctx, Db, Result, guard, store};

/// How many days the strip of who is where shows: six weeks.
const STRIP_DAYS: u64 = 42;
/// How soon an opening begins that an officer should know of.
const SOON_DAYS: u64 = 30;
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

/// Work of an officer besides placements, each a number that is the length of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficerWork {
    /// Weeks of hours that wait for the officer to confirm them.
    pub hours: i64,
    /// The Monday of the week that ended last, and how many have not submitted it.
    pub missing: (NaiveDate, i64),
    /// Credentials that have lapsed, and those that lapse soon.
    pub credentials: (i64, i64),
    /// Openings of others with free places that the organisation can use, as [`wanted`] finds them.
    pub openings: i64,
    /// Own engineers without the consent to let them go; none are counted for a college.
    pub without_consent: i64,
}

/// What waits for an officer besides placements.
///
/// # Errors
/// Sign-in needed; forbidden for who is no officer.
pub async fn work(db: &Db, ctx: &Ctx) -> Result<OfficerWork> {
    let role = ctx.acting()?.role;
    if !role.is_officer() {
        return Err(Error::Forbidden.into());
    }
    let (week, missing) = crate::hours::missing_last_week(db, ctx).await?;
    let (lapsed, soon) = crate::credential::lapsing_counts(db, ctx).await?;
    let without_consent = match role {
        Role::Coordinator => crate::consent::list(db, ctx).await?.iter().filter(|person| !person.consent).count(),
        _ => 0,
    };
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let wide = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    Ok(OfficerWork {
        hours: count(crate::hours::waiting_weeks(db, ctx).await?),
        missing: (week, count(missing)),
        credentials: (wide(lapsed), wide(soon)),
        openings: wide(crate::opening::count(db, ctx, &wanted(role, ctx.today(DEFAULT_ZONE))).await?),
        without_consent: count(without_consent),
    })
}

/// The openings that an officer should know of: posts with free places that begin within 30 days for a
/// college, all teaching needs with free places for an enterprise.
#[must_use]
pub fn wanted(role: Role, today: NaiveDate) -> OpeningFilter {
    let (kind, to) = match role {
        Role::Coordinator => (OpeningKind::TeachingNeed, String::new()),
        _ => (OpeningKind::Post, (today + Days::new(SOON_DAYS)).to_string()),
    };
    OpeningFilter { kind: kind.as_str().to_owned(), free: "true".to_owned(), to, ..OpeningFilter::default() }
}

/// The placements of the actor's own in which yesterday was to be worked and nothing is logged of it.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn yesterday_open(db: &Db, ctx: &Ctx, placements: &[Placement]) -> Result<Vec<PlacementId>> {
    let own = ctx.acting()?.person;
    let Some(yesterday) = ctx.today(DEFAULT_ZONE).pred_opt() else { return Ok(Vec::new()) };
    let under_way = |placement: &&Placement| {
        placement.participant.id == own && placement.state == State::Active && placement.covers(yesterday)
    };
    let ids: Vec<PlacementId> = placements.iter().filter(under_way).map(|placement| placement.id).collect();
    let schedules = crate::schedule::in_force_many(db.reader(), &ids, (yesterday, yesterday)).await?;
    let logged = store::hours::minutes_by_day(db.reader(), &ids, (yesterday, yesterday)).await?;
    let workday = yesterday.weekday().num_days_from_monday() < 5;
    let expected = |id: &PlacementId| schedules.get(id).map_or(workday, |schedule| schedule.expected(yesterday) > 0);
    Ok(ids.into_iter().filter(|id| expected(id) && !logged.contains_key(&(*id, yesterday))).collect())
}
