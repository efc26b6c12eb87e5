//! The academic year, workdays by the week alone, and how an entry is cut at midnight.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::{duration::DAY_MINUTES, policy::DayRange};

/// The academic year of a day: 1 September to 31 August, both included.
#[must_use]
pub fn academic_year(day: NaiveDate) -> DayRange {
    let first = |year| NaiveDate::from_ymd_opt(year, 9, 1).unwrap_or(day);
    let year = if day.month() >= 9 { day.year() } else { day.year() - 1 };
    DayRange { first_day: first(year), last_day: first(year + 1).pred_opt().unwrap_or(day) }
}

/// The Mondays to Fridays after `after` up to and including `last_day`. Public holidays are not known
/// here and count as workdays.
#[must_use]
pub fn workdays_left(after: NaiveDate, last_day: NaiveDate) -> u32 {
    let days = u64::try_from((last_day - after).num_days()).unwrap_or(0);
    let rest = (1..=days % 7)
        .filter_map(|offset| after.checked_add_days(Days::new(offset)))
        .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
        .count();
    u32::try_from(days / 7 * 5).unwrap_or(u32::MAX).saturating_add(u32::try_from(rest).unwrap_or(0))
}

/// How many of an entry's minutes fall on the day it began and how many after the next local midnight.
///
/// An entry without clock times lies wholly on its day. One shorter than its span (a break was taken off)
/// fills the time before midnight first, so that the two parts always add up to `minutes`.
#[must_use]
pub fn split_at_midnight(minutes: u32, span: Option<(u16, u16)>) -> (u32, u32) {
    match span {
        Some((start, end)) if u32::from(end) > DAY_MINUTES => {
            let before = minutes.min(DAY_MINUTES.saturating_sub(u32::from(start)));
            (before, minutes - before)
        }
        _ => (minutes, 0),
    }
}
