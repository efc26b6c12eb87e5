//! The hours log: entries, submitting, confirming, returning, unlocking.

mod entry;
mod period;
mod view;
mod week;

pub use entry::{edit, log};
pub use period::{confirm, send_back, submit, unlock, withdraw};
pub use view::{HoursView, read, waiting};
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
