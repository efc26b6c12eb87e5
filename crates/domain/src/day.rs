//! A day as a text, `YYYY-MM-DD`, and back. A list of fifty placements holds a hundred of them: going through the
//! machinery of formats cost more than all else that is done with a day.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A day of the years 0 to 9999 as `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DayText([u8; 10]);

impl DayText {
    /// The text of a day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        let digit = |number: u32, place: u32| b'0' + (number / place % 10) as u8;
        let (year, month, of_month) = (day.year().unsigned_abs(), day.month(), day.day());
        Self([
            digit(year, 1000),
            digit(year, 100),
            digit(year, 10),
            digit(year, 1),
            b'-',
            digit(month, 10),
            digit(month, 1),
            b'-',
            digit(of_month, 10),
            digit(of_month, 1),
        ])
    }

    /// The ten characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Digits and hyphens always are UTF-8.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for DayText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for DayText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Reads what [`DayText`] writes, and nothing else.
#[must_use]
pub fn parse(text: &str) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
    };
    let (year, month, of_month) = (number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, of_month)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_day_is_written_as_the_calendar_writes_it_and_read_back(days in 0..3_652_059i32) {
            let day = NaiveDate::from_num_days_from_ce_opt(days - 365).unwrap();
            let text = DayText::of(day);
            prop_assert_eq!(text.as_str(), day.to_string());
            prop_assert_eq!(parse(text.as_str()), Some(day));
        }

        #[test]
        fn whatever_is_read_is_what_would_be_written(text in "[0-9]{2,5}[-/][0-9]{1,2}-[0-9:]{1,3}") {
            if let Some(day) = parse(&text) {
                prop_assert_eq!(DayText::of(day).to_string(), text);
            }
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_no_day() {
        for text in
            ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "+026-01-01", "2026-01-011", "２026-01-01", ""]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
