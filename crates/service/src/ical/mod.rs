//! Reading iCalendar files (RFC 5545) of others: holidays of a country, a timetable, a shift plan; and
//! [`Writer`] for feeds of our own.
//!
//! A file is read whole or not at all, in bounded time and memory; every error has the line of the file.
//! Recurrences are expanded within the days asked for and nowhere else, so that one that never ends costs
//! no more than one that does. The reader is our own because it must name the line, refuse a zone that
//! nobody knows instead of taking the time as local, and hold a bound inside one period of a rule; see
//! the decision in `docs/adr`.
//!
//! ```
//! use chrono::NaiveDate;
//! use service::ical::{self, When};
//!
//! let file = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:New year\nDTSTART;VALUE=DATE:20270101\n\
//!     RRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR\n";
//! let day = |text: &str| text.parse::<NaiveDate>().unwrap();
//! let home = service::ical::Tz::Asia__Shanghai;
//! let events = ical::read(file, (day("2028-01-01"), day("2028-12-31")), home).unwrap();
//! assert_eq!(events.len(), 1);
//! assert_eq!(events[0].about.summary, "New year");
//! assert_eq!(events[0].when, When::Days { first: day("2028-01-01"), last: day("2028-01-01") });
//! ```

mod component;
mod event;
mod line;
mod recur;
mod rule;
#[cfg(test)]
mod tests;
mod value;
mod write;
mod zone;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate};
pub use chrono_tz::Tz;
use domain::Code;
pub use write::Writer;
pub(crate) use zone::named as zone_named;

/// The most bytes of a file.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;
/// The most bytes of one line with its continuations.
pub const LONGEST_LINE: usize = 64 * 1024;
/// The most events written in a file, before recurrences.
pub const MOST_EVENTS: usize = 20_000;
/// The most events answered, after recurrences.
pub const MOST_OCCURRENCES: usize = 50_000;
/// The most errors told of one file; reading stops there.
pub const MOST_ERRORS: usize = 100;

/// One event on days or in a span of time: an event of the file, or one occurrence of a recurring one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What the file says of it, shared by all occurrences.
    pub about: Arc<About>,
    /// When it is.
    pub when: When,
}

/// What a file says of an event apart from its time. Texts are unescaped; what is not said is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its identifier; empty where the file has none.
    pub uid: String,
    /// What it is called.
    pub summary: String,
    /// What more is said.
    pub description: String,
    /// Where it is.
    pub location: String,
    /// `CATEGORIES`, in the order of the file.
    pub categories: Vec<String>,
    /// `X-APPLE-SPECIAL-DAY`, such as `WORK-HOLIDAY` and `ALTERNATE-WORKDAY`.
    pub special_day: String,
    /// Whether it is called off (`STATUS:CANCELLED`): most callers leave such an event out.
    pub is_cancelled: bool,
    /// Whether it leaves the time free (`TRANSP:TRANSPARENT`).
    pub is_transparent: bool,
    /// How often it was changed; 0 where the file does not say.
    pub sequence: u32,
    /// The line of its `BEGIN:VEVENT`, the first of the file being 1.
    pub line: u32,
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// On whole days, both inclusive.
    Days {
        /// First day.
        first: NaiveDate,
        /// Last day.
        last: NaiveDate,
    },
    /// From an instant up to another, in the home zone the reader was given: `.naive_local()` is what a
    /// clock there shows. An event without an end has its start as its end.
    Span {
        /// Start.
        start: DateTime<Tz>,
        /// End, exclusive, not before the start.
        end: DateTime<Tz>,
    },
}

impl When {
    /// The days on which it is, both inclusive, in the home zone; midnight at the end is not a day.
    #[must_use]
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        match self {
            Self::Days { first, last } => (*first, *last),
            Self::Span { start, end } => {
                let first = start.date_naive();
                let within = end.naive_local() - chrono::TimeDelta::nanoseconds(1);
                (first, within.date().max(first))
            }
        }
    }
}

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct IcalError {
    /// The line of the file, the first being 1; where something was never closed, the line that opened it.
    pub line: u32,
    /// What is wrong.
    pub code: Code,
    /// What of: a property with its value, a component, a zone; at most 80 characters.
    pub detail: String,
}

impl IcalError {
    fn new(line: u32, code: Code, detail: impl AsRef<str>) -> Self {
        Self { line, code, detail: detail.as_ref().chars().filter(|c| !c.is_control()).take(80).collect() }
    }
}

/// The events of a file that touch the days `days.0..=days.1`, in the order of their start.
///
/// `home` is the zone in which days are counted, and the one of times that name none, unless the file
/// says its own (`X-WR-TIMEZONE`). A time named in the file that does not exist (in the hour that summer
/// time skips) is refused; an occurrence that a recurrence puts there is moved forward by the gap; of an
/// hour that comes twice it is the first.
///
/// # Errors
/// All that is wrong, by line: `too_large`, `bad_encoding`, `not_a_calendar`, `unclosed_component`,
/// `line_too_long`, `broken_line`, `required` (no `DTSTART`), `bad_date`, `no_such_time`, `unknown_zone`,
/// `end_before_start`, `bad_recurrence`, `too_many_occurrences`, `duplicate` (a property that
/// contradicts its first appearance).
pub fn read(bytes: &[u8], days: (NaiveDate, NaiveDate), home: Tz) -> Result<Vec<Event>, Vec<IcalError>> {
    let mut problems = Problems::default();
    let Some(file) = component::parse(bytes, &mut problems) else { return Err(problems.sorted()) };
    let mut events = event::expand(&file, days, home, &mut problems);
    if !problems.0.is_empty() {
        return Err(problems.sorted());
    }
    events.sort_by_cached_key(|event| (event.when.days(), event.about.uid.clone(), event.about.line));
    Ok(events)
}

/// Whether these bytes begin like an iCalendar file; what decides how an uploaded file is read.
#[must_use]
pub fn looks_like(bytes: &[u8]) -> bool {
    let head = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    head.get(..15).is_some_and(|head| head.eq_ignore_ascii_case(b"BEGIN:VCALENDAR"))
}

/// The errors found so far.
#[derive(Debug, Default)]
struct Problems(Vec<IcalError>);

impl Problems {
    fn add(&mut self, line: u32, code: Code, detail: impl AsRef<str>) {
        if !self.is_full() {
            self.0.push(IcalError::new(line, code, detail));
        }
    }

    const fn is_full(&self) -> bool {
        self.0.len() >= MOST_ERRORS
    }

    fn sorted(mut self) -> Vec<IcalError> {
        self.0.sort();
        self.0.dedup();
        self.0
    }
}

/// What may still be computed for one file: days and moments looked at, and occurrences made.
#[derive(Debug)]
struct Budget {
    steps: u32,
    occurrences: usize,
}

impl Budget {
    const fn new() -> Self {
        Self { steps: 1_000_000, occurrences: MOST_OCCURRENCES }
    }

    /// Takes one step; nothing when none is left.
    const fn step(&mut self) -> Option<()> {
        match self.steps.checked_sub(1) {
            Some(left) => {
                self.steps = left;
                Some(())
            }
            None => None,
        }
    }

    /// Takes one occurrence; nothing when none is left.
    const fn occurrence(&mut self) -> Option<()> {
        match self.occurrences.checked_sub(1) {
            Some(left) => {
                self.occurrences = left;
                Some(())
            }
            None => None,
        }
    }
}
