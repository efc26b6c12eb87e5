//! Writing iCalendar text: escaping and folding. The crates there are stamp every event with the present
//! moment and end days on the day they began; what is left to do is this.

use chrono::{DateTime, NaiveDate, Utc};

/// The most octets of a line, without its end (RFC 5545 3.1).
const WIDTH: usize = 75;

/// Text of an iCalendar file in the making.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    text: String,
}

impl Writer {
    /// Opens a component.
    pub fn begin(&mut self, component: &str) {
        self.line("BEGIN", component);
    }

    /// Closes a component.
    pub fn end(&mut self, component: &str) {
        self.line("END", component);
    }

    /// A property with its parameters, and a value that needs no escaping.
    pub fn line(&mut self, name: &str, value: &str) {
        fold(&mut self.text, &format!("{name}:{value}"));
    }

    /// A property with a text for a value.
    pub fn text(&mut self, name: &str, value: &str) {
        self.line(name, &escape(value));
    }

    /// A property with an instant for a value, in UTC.
    pub fn instant(&mut self, name: &str, at: DateTime<Utc>) {
        self.line(name, &at.format("%Y%m%dT%H%M%SZ").to_string());
    }

    /// A property with a day for a value.
    pub fn day(&mut self, name: &str, day: NaiveDate) {
        self.line(&format!("{name};VALUE=DATE"), &day.format("%Y%m%d").to_string());
    }

    /// The text.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }
}

/// A text as a value: backslashes, commas, semicolons and line ends escaped, other control characters left out.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                escaped.push_str("\\n");
            }
            '\n' => escaped.push_str("\\n"),
            '\\' | ',' | ';' => escaped.extend(['\\', c]),
            c if c.is_control() && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Appends a line, cut where it is too long, never inside a character.
fn fold(text: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > WIDTH {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(c);
        used += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ical::{Tz, read};

    fn written(summary: &str) -> String {
        let mut writer = Writer::default();
        writer.begin("VCALENDAR");
        writer.begin("VEVENT");
        writer.text("SUMMARY", summary);
        writer.day("DTSTART", NaiveDate::from_ymd_opt(2026, 1, 5).unwrap());
        writer.end("VEVENT");
        writer.end("VCALENDAR");
        writer.finish()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again_and_no_line_is_longer_than_75_octets(
            summary in "(\\PC|[\\\\,;:\"\n\t 甲乙😀]){0,200}",
        ) {
            let text = written(&summary);
            let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
            let events = read(text.as_bytes(), (day, day), Tz::UTC).unwrap();
            prop_assert_eq!(&events[0].about.summary, &summary);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= WIDTH && !line.contains('\n')));
        }
    }

    #[test]
    fn line_ends_of_all_kinds_are_one() {
        assert_eq!(escape("a\r\nb\rc\nd\u{0}"), "a\\nb\\nc\\nd");
    }
}
