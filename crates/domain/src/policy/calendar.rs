//! Which days are workdays: weekends, public holidays and the make-up workdays around them.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

text_enum! {
    /// What a day is in a calendar.
    pub enum DayKind {
        /// A workday like any other.
        Workday = "workday",
        /// 调休上班: a Saturday or Sunday on which people work.
        MakeUpWorkday = "make_up_workday",
        /// A Saturday or Sunday.
        Weekend = "weekend",
        /// A public holiday, or a workday swapped for a make-up workday.
        Holiday = "holiday",
    }
}

impl DayKind {
    /// Whether people work on such a day.
    #[must_use]
    pub const fn is_workday(self) -> bool {
        matches!(self, Self::Workday | Self::MakeUpWorkday)
    }
}

/// The days that differ from the ordinary week, and how far they are announced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    days: BTreeMap<NaiveDate, DayKind>,
    announced_until: Option<NaiveDate>,
}

impl Calendar {
    /// A calendar of holidays and make-up workdays, announced up to and including a day; without one nothing
    /// after it is called provisional.
    #[must_use]
    pub fn new(days: impl IntoIterator<Item = (NaiveDate, DayKind)>, announced_until: Option<NaiveDate>) -> Self {
        Self { days: days.into_iter().collect(), announced_until }
    }

    /// What a day is.
    #[must_use]
    pub fn kind(&self, day: NaiveDate) -> DayKind {
        match self.days.get(&day) {
            Some(kind) => *kind,
            None if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) => DayKind::Weekend,
            None => DayKind::Workday,
        }
    }

    /// Whether a day lies after what is announced, so that it may still change.
    #[must_use]
    pub fn is_provisional(&self, day: NaiveDate) -> bool {
        self.announced_until.is_some_and(|until| day > until)
    }

    /// The workdays after `after` up to and including `last_day`.
    #[must_use]
    pub fn workdays(&self, after: NaiveDate, last_day: NaiveDate) -> u32 {
        if last_day <= after {
            return 0;
        }
        let first = super::window::day_after(after);
        let ordinary = crate::progress::workdays_left(after, last_day);
        let differing = self.days.range(first..=last_day).map(|(day, kind)| {
            let usual = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            i64::from(kind.is_workday()) - i64::from(usual)
        });
        u32::try_from(i64::from(ordinary) + differing.sum::<i64>()).unwrap_or(0)
    }
}
