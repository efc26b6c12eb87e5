//! Reading what people type into forms: every input arrives as text and leaves typed, or as a code
//! with the name of its field.

use chrono::NaiveDate;

use crate::{Code, Error, FieldError, Result};

/// Collects what is wrong with a form while its values are read one by one.
#[derive(Debug, Default)]
pub struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    /// Notes that `field` is wrong.
    pub fn wrong(&mut self, field: &str, code: Code) {
        self.errors.push(FieldError::new(field, code));
    }

    /// The value of a result, or `None` with its code noted.
    pub fn take<T>(&mut self, field: &str, value: std::result::Result<T, Code>) -> Option<T> {
        value.map_err(|code| self.wrong(field, code)).ok()
    }

    /// A text of one line that must be there, trimmed, of at most `longest` characters.
    pub fn text(&mut self, field: &str, value: &str, longest: usize) -> Option<String> {
        match self.optional_text(field, value, longest) {
            Some(None) => {
                self.wrong(field, Code::Required);
                None
            }
            other => other.flatten(),
        }
    }

    /// A text of one line that may be missing: `Some(None)` when it is, `None` when it is wrong.
    pub fn optional_text(&mut self, field: &str, value: &str, longest: usize) -> Option<Option<String>> {
        self.take(field, read_line(value, longest))
    }

    /// A text of several lines that may be missing: `Some(None)` when it is, `None` when it is wrong.
    pub fn optional_lines(&mut self, field: &str, value: &str, longest: usize) -> Option<Option<String>> {
        self.take(field, read_lines(value, longest))
    }

    /// A day that must be there.
    pub fn day(&mut self, field: &str, value: &str) -> Option<NaiveDate> {
        if value.trim().is_empty() {
            self.wrong(field, Code::Required);
            return None;
        }
        self.take(field, read_day(value))
    }

    /// A day that may be missing: `Some(None)` when it is, `None` when it is wrong.
    pub fn optional_day(&mut self, field: &str, value: &str) -> Option<Option<NaiveDate>> {
        if value.trim().is_empty() { Some(None) } else { self.take(field, read_day(value)).map(Some) }
    }

    /// One of the values of a text enum, by its `parse`.
    pub fn choice<T>(&mut self, field: &str, value: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = value.trim();
        if value.is_empty() {
            self.wrong(field, Code::Required);
            return None;
        }
        self.take(field, parse(value).ok_or(Code::UnknownValue))
    }

    /// A whole number within `range`.
    pub fn number(&mut self, field: &str, value: &str, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        let value = value.trim();
        if value.is_empty() {
            self.wrong(field, Code::Required);
            return None;
        }
        let number = self.take(field, value.parse::<i64>().map_err(|_| Code::NotANumber))?;
        if range.contains(&number) {
            Some(number)
        } else {
            self.wrong(field, Code::OutOfRange);
            None
        }
    }

    /// Whether nothing was wrong so far.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.errors.is_empty()
    }

    /// The value built from the fields, or everything that was wrong.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field noted.
    pub fn finish<T>(self, value: Option<T>) -> Result<T> {
        match value {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => Err(Error::Invalid(self.errors)),
        }
    }
}

/// Reads a text of one line, trimmed; `None` when nothing is left.
///
/// # Errors
/// [`Code::TooLong`] beyond `longest` characters; [`Code::ControlCharacter`].
pub fn read_line(text: &str, longest: usize) -> std::result::Result<Option<String>, Code> {
    read_plain(text.trim(), longest, |_| false)
}

/// Reads a text of several lines, trimmed; `None` when nothing is left. Lines end in a line feed, as
/// browsers show them, and not in the pair of characters that browsers send.
///
/// # Errors
/// [`Code::TooLong`] beyond `longest` characters; [`Code::ControlCharacter`] for any but line feed and tab.
pub fn read_lines(text: &str, longest: usize) -> std::result::Result<Option<String>, Code> {
    read_plain(&text.trim().replace("\r\n", "\n"), longest, |c| matches!(c, '\n' | '\t'))
}

fn read_plain(text: &str, longest: usize, allowed: impl Fn(char) -> bool) -> std::result::Result<Option<String>, Code> {
    if text.chars().count() > longest {
        Err(Code::TooLong)
    } else if text.contains(|c: char| c.is_control() && !allowed(c)) {
        Err(Code::ControlCharacter)
    } else {
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }
}

/// Reads a number with at most two decimals, in hundredths; `None` when nothing is written. Commas between
/// thousands are left out.
///
/// # Errors
/// [`Code::NotANumber`]; [`Code::OutOfRange`] outside `range`, which is in hundredths.
pub fn read_hundredths(text: &str, range: std::ops::RangeInclusive<i64>) -> std::result::Result<Option<i64>, Code> {
    let text = text.trim().replace([',', '，'], "");
    if text.is_empty() {
        return Ok(None);
    }
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return Err(Code::NotANumber);
    }
    let hundredths = format!("{whole}{rest:0<2}").parse::<i64>().map_err(|_| Code::OutOfRange)?;
    if range.contains(&hundredths) { Ok(Some(hundredths)) } else { Err(Code::OutOfRange) }
}

/// Reads a day written `2026-11-23`, `2026/11/23`, `2026.11.23`, `20261123` or `2026年11月23日`.
///
/// # Errors
/// [`Code::BadDate`] when no such day exists or the form is another.
pub fn read_day(text: &str) -> std::result::Result<NaiveDate, Code> {
    let text = text.trim();
    let day = if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        NaiveDate::parse_from_str(text, "%Y%m%d").ok()
    } else {
        let plain = text.replace(['/', '.', '年', '月'], "-").replace('日', "");
        NaiveDate::parse_from_str(&plain, "%Y-%m-%d").ok()
    };
    day.filter(|day| (1900..=2200).contains(&chrono::Datelike::year(day))).ok_or(Code::BadDate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_the_forms_people_write() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
        for text in ["2026-11-03", "2026/11/3", "2026.11.03", "20261103", "2026年11月3日", " 2026-11-03 "] {
            assert_eq!(read_day(text), Ok(day), "{text}");
        }
    }

    #[test]
    fn a_text_of_one_line_holds_no_control_character() {
        assert_eq!(read_line(" 南桥\t", 10), Ok(Some("南桥".to_owned())), "around it they are dropped");
        assert_eq!(read_line(" \r\n", 10), Ok(None));
        for text in ["a\0b", "a\tb", "a\nb", "a\u{1b}b", "a\u{7f}b", "a\u{85}b"] {
            assert_eq!(read_line(text, 10), Err(Code::ControlCharacter), "{text:?}");
        }
    }

    #[test]
    fn a_text_of_several_lines_holds_line_feeds_and_tabs_alone() {
        assert_eq!(read_lines("a\r\nb\n\tc", 6), Ok(Some("a\nb\n\tc".to_owned())), "a line end is one character");
        for text in ["a\0b", "a\rb", "a\u{8}b", "a\u{1b}b", "a\u{9f}b"] {
            assert_eq!(read_lines(text, 10), Err(Code::ControlCharacter), "{text:?}");
        }
        assert_eq!(read_lines("长长长", 2), Err(Code::TooLong));
    }

    #[test]
    fn a_number_has_at_most_two_decimals() {
        let read = |text| read_hundredths(text, 0..=100_000_000);
        for (text, hundredths) in [("12", 1200), ("1.5", 150), ("0.05", 5), ("200,000", 20_000_000), ("7.", 700)] {
            assert_eq!(read(text), Ok(Some(hundredths)), "{text}");
        }
        assert_eq!(read(" "), Ok(None));
        for text in ["1.234", ".5", "-1", "1e3", "一", "1.2.3", "."] {
            assert_eq!(read(text), Err(Code::NotANumber), "{text}");
        }
        for text in ["1000000.01", "99999999999999999999"] {
            assert_eq!(read(text), Err(Code::OutOfRange), "{text}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        for text in ["2026-02-29", "2026-13-01", "yesterday", "", "0026-01-01", "2026-11"] {
            assert_eq!(read_day(text), Err(Code::BadDate), "{text}");
        }
    }
}
