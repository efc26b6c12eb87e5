//! Hour entries, submitted periods and the ledger of decisions.

mod around;
mod entry;
mod ledger;
mod missing;
mod page;
mod plan;
mod queue;
mod record;
mod report;

pub(crate) use around::{Around, Near, around, placement_around};
pub(crate) use entry::{delete, elsewhere, find, insert, logged_days, of_placement, signed, totals, update};
pub(crate) use ledger::{close_period, decide, open_period, periods};
pub(crate) use missing::{logged_by_day, under_way};
pub(crate) use page::page;
pub(crate) use plan::{minutes_by_day, submitted_days};
pub(crate) use queue::{spans_of, waiting_entries};
pub(crate) use record::ledger;
pub(crate) use report::{minutes_by_pair, waiting, waiting_days};

use chrono::{Datelike, NaiveDate};

/// Minutes from 1970-01-01T00:00 on the host's clock to the midnight at which `day` begins.
pub(crate) fn midnight(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce() - 719_163) * 1440
}
