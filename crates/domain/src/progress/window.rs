//! Windows of days in which hours count, and how an entry is cut at their edges.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::duration::DAY_MINUTES;

/// The days in which hours count for a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Window {
    /// So many calendar years ending with the day of judgement, see [`Window::days`].
    RollingYears(u8),
    /// The calendar year of the day of judgement, 1 January to 31 December.
    CalendarYear,
}

/// An inclusive range of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRange {
    /// The first day.
    pub first_day: NaiveDate,
    /// The last day, itself included.
    pub last_day: NaiveDate,
}

impl DayRange {
    /// Whether a day lies in the range.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first_day <= day && day <= self.last_day
    }
}

impl Window {
    /// The days of the window for a judgement as of a day.
    ///
    /// Rolling years are the days after the same date so many years earlier, up to and including
    /// `as_of`: five years as of 2026-04-01 are 2021-04-02..=2026-04-01. Where that date does not exist
    /// (29 February in a common year), 28 February stands for it, so the window as of 2028-02-29 begins on
    /// 2023-03-01 and the one as of 2025-02-28 on 2020-02-29. This is how periods of years run in Chinese
    /// law (民法典 arts. 201, 202): the day of the start is not counted, the last one is.
    #[must_use]
    pub fn days(self, as_of: NaiveDate) -> DayRange {
        match self {
            Self::RollingYears(years) => DayRange { first_day: day_after(years_before(as_of, years)), last_day: as_of },
            Self::CalendarYear => DayRange {
                first_day: NaiveDate::from_ymd_opt(as_of.year(), 1, 1).unwrap_or(as_of),
                last_day: NaiveDate::from_ymd_opt(as_of.year(), 12, 31).unwrap_or(as_of),
            },
        }
    }

    /// The first day as of which `day` no longer lies in the window because it lies before it.
    #[must_use]
    pub fn leaves_on(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::RollingYears(years) => {
                let same_date = years_after(day, years);
                // 29 February has no same date in a common year and is still counted on 28 February.
                if years_before(same_date, years) < day { day_after(same_date) } else { same_date }
            }
            Self::CalendarYear => day_after(self.days(day).last_day),
        }
    }
}

/// The academic year of a day: 1 September to 31 August, both included.
#[must_use]
pub fn academic_year(day: NaiveDate) -> DayRange {
    let first = |year| NaiveDate::from_ymd_opt(year, 9, 1).unwrap_or(day);
    let year = if day.month() >= 9 { day.year() } else { day.year() - 1 };
    DayRange { first_day: first(year), last_day: first(year + 1).pred_opt().unwrap_or(day) }
}

/// The same date some years later; 28 February for a 29 February that does not exist.
pub(crate) fn years_after(day: NaiveDate, years: u8) -> NaiveDate {
    day.checked_add_months(Months::new(u32::from(years) * 12)).unwrap_or(NaiveDate::MAX)
}

fn years_before(day: NaiveDate, years: u8) -> NaiveDate {
    day.checked_sub_months(Months::new(u32::from(years) * 12)).unwrap_or(NaiveDate::MIN)
}

/// The next day.
pub(crate) fn day_after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(NaiveDate::MAX)
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
