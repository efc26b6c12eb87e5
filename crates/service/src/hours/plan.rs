//! Hours beside the schedule: what waits compared with what was expected, and empty days filled as planned.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use domain::{
    Code, Error,
    error::Conflict,
    hours::{EntryForm, Kind, WaitingPeriod},
    id::PlacementId,
};
use sea_orm::ConnectionTrait;

use super::{
    Cell, Copied,
    entry::{audit, checked},
    week::save_cells,
    week_of,
};
use crate::{
    Ctx, Db, Failure, Result,
    guard::{self, LogHours},
    store,
};

/// Stores the cells of a grid, and then logs what the schedule expects on those days of the week of `day`
/// that have come and on which nothing is logged, judged by the rules of every entry: all of it or nothing,
/// but for days that take no entry, which are named.
///
/// # Errors
/// As [`super::save_week`]; `nothing_to_do` when the placement has no schedule or no day is left; wrong state.
pub async fn fill_as_planned(db: &Db, ctx: &Ctx, id: PlacementId, cells: &[Cell], day: NaiveDate) -> Result<Copied> {
    let tx = db.begin().await?;
    let allowed = guard::placement::<LogHours>(&tx, ctx, id).await?;
    if !allowed.state.takes_hours() {
        return Err(Conflict::WrongState.into());
    }
    let nothing = || Failure::field("", Code::NothingToDo);
    let schedule = crate::schedule::in_force(&tx, &allowed).await?.ok_or_else(nothing)?;
    let changed = save_cells(&tx, ctx, &allowed, cells).await?;
    let (monday, sunday) = week_of(day);
    let present = store::hours::of_placement(&tx, &allowed, (monday, sunday)).await?;
    let last = sunday.min(ctx.today(&allowed.zone));
    let kind = Kind::of(allowed.direction).first().copied().unwrap_or(Kind::OnPost);
    let mut filled = Copied::default();
    for day in monday.iter_days().take_while(|day| *day <= last) {
        let expected = schedule.expected(day);
        if expected == 0 || present.iter().any(|entry| entry.day == day) {
            continue;
        }
        let form = EntryForm {
            day: day.to_string(),
            time: format!("{expected}分钟"),
            kind: kind.as_str().to_owned(),
            ..EntryForm::default()
        };
        match checked(&tx, ctx, &allowed, &form, None).await {
            Ok(new) => {
                let entry = store::hours::insert(&tx, &allowed, &new).await?;
                audit(&tx, ctx, &allowed, "hours.log", entry.0, &form).await?;
                filled.days.push(day);
            }
            Err(failure) => match failure.error() {
                Error::Invalid(fields) => filled.left_out.extend(fields.first().map(|field| (day, field.code))),
                _ => return Err(failure),
            },
        }
    }
    if filled == Copied::default() && changed == 0 {
        return Err(nothing());
    }
    tx.commit().await?;
    Ok(filled)
}

/// Compares periods that wait with the schedules of their placements, a few questions for all of them. The
/// days of a period are those of its week that were submitted, but for those on which everything that was
/// logged has been decided.
pub(super) async fn compare(conn: &impl ConnectionTrait, periods: &mut [WaitingPeriod]) -> Result<()> {
    let placements: BTreeSet<PlacementId> = periods.iter().map(|period| period.placement).collect();
    let placements: Vec<PlacementId> = placements.into_iter().collect();
    let weeks = periods.iter().map(|period| period.week);
    let (Some(first), Some(last)) = (weeks.clone().min(), weeks.max()) else { return Ok(()) };
    let days = (first, last + Days::new(6));
    let schedules = crate::schedule::in_force_many(conn, &placements, days).await?;
    let ids: Vec<PlacementId> = placements.into_iter().filter(|id| schedules.contains_key(id)).collect();
    let submitted = store::hours::submitted_days(conn, &ids, days).await?;
    let logged = store::hours::minutes_by_day(conn, &ids, days).await?;
    for period in periods {
        let Some(schedule) = schedules.get(&period.placement) else { continue };
        let mut expected = 0;
        for day in period.week.iter_days().take(7) {
            let on_day = logged.get(&(period.placement, day));
            let covers = |days: &(NaiveDate, NaiveDate)| (days.0..=days.1).contains(&day);
            let is_submitted = submitted.get(&period.placement).is_some_and(|periods| periods.iter().any(covers));
            if !is_submitted || on_day.is_some_and(|on_day| !on_day.waits) {
                continue;
            }
            let planned = i64::from(schedule.expected(day));
            expected += planned;
            if on_day.map_or(0, |on_day| on_day.minutes) != planned {
                period.differences.push((day, planned));
            }
        }
        period.expected_minutes = Some(expected);
    }
    Ok(())
}
