//! The public holidays and make-up workdays of China. Not in the browser's part: a page hands over the calendar
//! that it needs.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use super::state::{Calendar, DayKind};

/// Rows of `date,type,name_zh,name_en,status`; see the README for where they come from.
const ROWS: &str = include_str!("../../data/holidays.csv");

static CHINA: LazyLock<Calendar> = LazyLock::new(|| {
    let rows = || ROWS.lines().skip(1).filter_map(read);
    let last = rows().filter(|row| row.official).map(|row| row.day.year()).max();
    let announced_until = last.and_then(|year| NaiveDate::from_ymd_opt(year, 12, 31));
    Calendar::new(rows().map(|row| (row.day, row.kind)), announced_until)
});

struct Row {
    day: NaiveDate,
    kind: DayKind,
    official: bool,
}

fn read(line: &str) -> Option<Row> {
    let mut values = line.split(',');
    let day = values.next()?.parse().ok()?;
    let kind = match values.next()? {
        "holiday" => DayKind::Holiday,
        "workday" => DayKind::MakeUpWorkday,
        _ => return None,
    };
    Some(Row { day, kind, official: values.nth(2)? == "official" })
}

impl Calendar {
    /// The calendar of China since 2019: what the State Council announced, and until the end of the year
    /// after what is expected.
    #[must_use]
    pub fn china() -> &'static Self {
        &CHINA
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
