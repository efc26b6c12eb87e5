//! What people type to find a window.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    Code, Result,
    form::{Check, read_day},
    id::OrganisationId,
    policy::DayRange,
};

/// The longest time that is looked through, in days: two years.
const MOST_DAYS: u64 = 731;
/// The most workdays that are asked for.
const MOST_WORKDAYS: i64 = 400;

/// What people type: where to, for how long, and between which days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WishForm {
    /// Identifier of the host.
    pub hosting: String,
    /// How many workdays.
    pub workdays: String,
    /// The first day on which the stay may begin; today when empty.
    pub first_day: String,
    /// The last day on which it may end, inclusive; half a year ahead when empty.
    pub last_day: String,
}

/// A wish that can be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The host.
    pub hosting: OrganisationId,
    /// How many workdays, at least 1.
    pub workdays: u32,
    /// Between which days, inclusive.
    pub days: DayRange,
}

impl WishForm {
    /// Reads the form.
    ///
    /// # Errors
    /// Invalid: no host, a number of workdays beyond 1..=400, days that do not exist, an end before the start, more than
    /// two years.
    pub fn check(&self, today: NaiveDate) -> Result<Wish> {
        let mut check = Check::default();
        let hosting = check.take("hosting", OrganisationId::parse(&self.hosting).ok_or(Code::Required));
        let workdays = check.number("workdays", &self.workdays, 1..=MOST_WORKDAYS);
        let day = |text: &str, usual: NaiveDate| if text.trim().is_empty() { Ok(usual) } else { read_day(text) };
        let first_day = check.take("first_day", day(&self.first_day, today));
        let from = first_day.unwrap_or(today);
        let ahead = |days: u64| from.checked_add_days(Days::new(days)).unwrap_or(from);
        let last_day = day(&self.last_day, ahead(183)).and_then(|last| {
            if last < from {
                Err(Code::EndBeforeStart)
            } else if last >= ahead(MOST_DAYS) {
                Err(Code::OutOfRange)
            } else {
                Ok(last)
            }
        });
        let last_day = check.take("last_day", last_day);
        let workdays = workdays.and_then(|it| u32::try_from(it).ok());
        let wish = hosting.zip(workdays).zip(first_day.zip(last_day)).map(|((hosting, workdays), days)| Wish {
            hosting,
            workdays,
            days: DayRange { first_day: days.0, last_day: days.1 },
        });
        check.finish(wish)
    }
}
