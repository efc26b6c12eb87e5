//! The public holidays and make-up workdays of China. Not in the browser's part: a page hands over the calendar
//! that it needs.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{
    state::Calendar,
    state_day::{Announcement, StateDay, StateDayKind, StateDays},
};

/// Rows of `date,type,name_zh,name_en,status`; see the README for where they come from.
const ROWS: &str = include_str!("../../data/holidays.csv");

static DAYS: LazyLock<StateDays> = LazyLock::new(|| StateDays(ROWS.lines().skip(1).filter_map(read).collect()));

static CHINA: LazyLock<Calendar> = LazyLock::new(|| DAYS.calendar());

/// What is shipped of the days of China since 2019: what the State Council announced, and of the year after what
/// is expected.
#[must_use]
pub fn shipped_days() -> &'static StateDays {
    &DAYS
}

fn read(line: &str) -> Option<(NaiveDate, StateDay)> {
    let mut values = line.split(',');
    let day = values.next()?.parse().ok()?;
    let kind = StateDayKind::parse(values.next()?)?;
    let mut name = || values.next().map(|name| Some(name.to_owned()).filter(|name| !name.is_empty()));
    let (name, name_en) = (name()?, name()?);
    let status = Announcement::parse(values.next()?)?;
    Some((day, StateDay { kind, name, name_en, status }))
}

impl Calendar {
    /// The calendar of China as it is shipped; what was imported since is not in it.
    #[must_use]
    pub fn china() -> &'static Self {
        &CHINA
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::DayKind;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_row_is_read() {
        assert!(ROWS.lines().skip(1).all(|line| read(line).is_some()));
    }

    #[test]
    fn the_spring_festival_of_2026_is_swapped_for_two_saturdays() {
        let china = Calendar::china();
        assert_eq!(china.kind(day("2026-02-16")), DayKind::Holiday);
        assert_eq!(china.kind(day("2026-02-14")), DayKind::MakeUpWorkday);
        assert_eq!(china.kind(day("2026-03-07")), DayKind::Weekend);
        assert_eq!(china.workdays(day("2025-12-31"), day("2026-12-31")), 248);
        assert_eq!(china.workdays(day("2023-12-31"), day("2024-12-31")), 251);
    }

    #[test]
    fn next_year_is_not_announced_yet() {
        assert!(!Calendar::china().is_provisional(day("2026-12-31")));
        assert!(Calendar::china().is_provisional(day("2027-01-01")));
    }
}
