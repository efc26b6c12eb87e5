//! One value of a table, and reading it as text or as a day.

use chrono::{Datelike, NaiveDate};
use domain::{Code, form::read_day};

/// From here on a spreadsheet has rounded a number: it keeps 15 digits.
const ROUNDED_FROM: f64 = 1e15;

/// Serial numbers of days that a number without a date format may mean: 1950-01-01 to 2199-12-31. Lower
/// ones are more likely years.
const FIRST_SERIAL: f64 = 18_264.0;
const LAST_SERIAL: f64 = 109_574.0;

/// The value of a cell. CSV knows only the first two kinds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text as it stands in the file.
    Text(String),
    /// A number of a spreadsheet.
    Number(f64),
    /// A day of a spreadsheet; the time of day beside it is dropped.
    Date(NaiveDate),
    /// A spreadsheet's error such as `#N/A`.
    Fault(String),
}

impl Cell {
    /// Text, or [`Cell::Empty`] when there is none.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Whether there is nothing but blanks in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// The value as text, not trimmed; numbers without a trailing `.0`, days as `2026-11-23`.
    ///
    /// # Errors
    /// [`Code::NumberInTextColumn`] for a number of more than 15 digits, which the spreadsheet has
    /// rounded; [`Code::UnknownValue`] for a spreadsheet's error.
    pub fn as_text(&self) -> Result<String, Code> {
        match self {
            Self::Number(number) if number.abs() >= ROUNDED_FROM => Err(Code::NumberInTextColumn),
            Self::Fault(_) => Err(Code::UnknownValue),
            _ => Ok(self.shown()),
        }
    }

    /// The value as people see it, whether it is right or not.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Fault(text) => text.clone(),
            // A sum of decimals carries a tail beyond the 15 digits that the spreadsheet shows.
            Self::Number(number) if number.fract() != 0.0 => {
                format!("{number:.14e}").parse::<f64>().map_or_else(|_| number.to_string(), |short| short.to_string())
            }
            Self::Number(number) => number.to_string(),
            Self::Date(day) => day.to_string(),
        }
    }

    /// The value as a day: typed, as a serial number, or as text in the forms of [`read_day`], in
    /// full-width digits too, and with a midnight behind it as databases write it.
    ///
    /// # Errors
    /// [`Code::Required`] when there is nothing, [`Code::BadDate`] when it is no day.
    pub fn as_day(&self) -> Result<NaiveDate, Code> {
        match self {
            Self::Date(day) if (1900..=2200).contains(&day.year()) => Ok(*day),
            Self::Number(number) => match serial_day(*number) {
                Some(day) => Ok(day),
                None => read_day(&self.shown()),
            },
            Self::Text(text) if !text.trim().is_empty() => {
                let text = half_width(text.trim());
                let day = without_midnight(&text);
                // A text file has the number of a day as its five digits.
                let serial = day.len() == 5 && day.bytes().all(|byte| byte.is_ascii_digit());
                match day.parse().ok().filter(|_| serial).and_then(serial_day) {
                    Some(day) => Ok(day),
                    None => read_day(day),
                }
            }
            Self::Empty | Self::Text(_) => Err(Code::Required),
            Self::Date(_) | Self::Fault(_) => Err(Code::BadDate),
        }
    }
}

/// Turns full-width digits, letters and signs into their ASCII forms.
#[must_use]
pub fn half_width(text: &str) -> String {
    text.chars().map(domain::registration::half_width).collect()
}

fn serial_day(number: f64) -> Option<NaiveDate> {
    let days = number.floor();
    if !(FIRST_SERIAL..=LAST_SERIAL).contains(&days) {
        return None;
    }
    // A whole number in that range: the cast is exact.
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(days as u64))
}

fn without_midnight(text: &str) -> &str {
    text.split_once([' ', 'T'])
        .filter(|(_, time)| matches!(time.trim(), "0:00" | "00:00" | "0:00:00" | "00:00:00" | "00:00:00.000"))
        .map_or(text, |(day, _)| day)
}
