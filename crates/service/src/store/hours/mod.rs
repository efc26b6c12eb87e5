//! Hour entries, submitted periods and the ledger of decisions.

mod entry;
mod ledger;
mod report;

pub(crate) use entry::{around, delete, elsewhere, find, insert, logged_days, of_placement, totals, update};
pub(crate) use ledger::{close_period, decide, open_period, periods};
pub(crate) use report::{ConfirmedOf, confirmed, minutes_by_pair, waiting};

use chrono::{Datelike, NaiveDate};

/// Minutes from 1970-01-01T00:00 on the host's clock to the midnight at which `day` begins.
fn midnight(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce() - 719_163) * 1440
}
