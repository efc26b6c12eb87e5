//! The hours log: entries, submitting, confirming, returning, unlocking.

mod copy;
mod entries;
mod entry;
mod flag;
mod missing;
mod period;
mod plan;
mod queue;
mod record;
mod view;
mod week;

pub use copy::{Copied, copy_week};
pub use entries::{EntryFilter, find, list};
pub use entry::{edit, log};
pub use missing::{Gap, MISSING_PAGE, Missing, MissingFilter, MissingLine, missing, missing_last_week};
pub use period::{confirm, send_back, submit, unlock, withdraw};
pub use plan::fill_as_planned;
pub use queue::{QUEUE_PAGE, Queue, QueueFilter, QueuedPeriod, Seen, confirm_many, fingerprint, queue};
pub use record::{LedgerLine, Record, RecordLine, record};
pub use view::{HoursView, read, waiting, waiting_weeks};
pub use week::{Cell, save_and_submit, save_week};

use chrono::{Datelike, Days, NaiveDate};

/// The week, Monday to Sunday, in which a day lies; inclusive.
#[must_use]
pub fn week_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let monday = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
    (monday, monday + Days::new(6))
}

/// The month in which a day lies; inclusive.
#[must_use]
pub fn month_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.with_day(1).unwrap_or(day);
    let next = first.checked_add_months(chrono::Months::new(1)).unwrap_or(first);
    (first, next.pred_opt().unwrap_or(first))
}
