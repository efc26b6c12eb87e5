//! Days and instants of the story, counted back from today in Shanghai.

use chrono::{DateTime, Datelike, Months, NaiveDate, TimeDelta, Utc, Weekday};

use crate::hours::week_of;

/// Months before today at which the community was founded: before the earliest placement of its history.
const FOUNDED_MONTHS_AGO: u32 = 64;

/// The day on which the story is told, and the Monday of its week.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    pub(super) today: NaiveDate,
    pub(super) monday: NaiveDate,
}

impl Calendar {
    pub(super) fn new(today: NaiveDate) -> Self {
        Self { today, monday: week_of(today).0 }
    }

    /// The day on which the community was founded.
    pub(super) fn founded(self) -> NaiveDate {
        workday(self.months_ago(FOUNDED_MONTHS_AGO))
    }

    /// The same date so many months earlier.
    pub(super) fn months_ago(self, months: u32) -> NaiveDate {
        self.today.checked_sub_months(Months::new(months)).unwrap_or(self.today)
    }

    /// The Monday so many weeks after the one of this week; before it when negative.
    pub(super) fn week(self, weeks: i64) -> NaiveDate {
        after(self.monday, weeks * 7)
    }
}

/// The day so many days later; earlier when negative.
pub(super) fn after(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day)
}

/// The day itself, or the last workday before it.
pub(super) fn workday(day: NaiveDate) -> NaiveDate {
    let works = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_holiday(*day);
    (0..14).map(|back| after(day, -back)).find(works).unwrap_or(day)
}

/// The statutory holidays whose dates do not move from year to year.
pub(super) fn is_holiday(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (1, 1) | (5, 1..=3) | (10, 1..=7))
}

/// An instant on a day by the clock of Shanghai, eight hours ahead of UTC all year; `minute` may exceed 59.
pub(super) fn instant(day: NaiveDate, hour: i64, minute: i64) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::minutes((hour - 8) * 60 + minute)
}
