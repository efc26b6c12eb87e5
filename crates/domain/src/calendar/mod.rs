//! Calendars in layers: what the state says of a day, and what an organisation says of its own days.
//!
//! The state's calendar knows weekends, public holidays and the make-up workdays around them. A college adds its
//! breaks and which timetable a make-up workday runs, a host its shutdowns. The more particular layer wins. What
//! one person's days are (lessons, leaves, other placements) is in [`crate::conflict`].

mod cycle;
mod form;
#[cfg(not(target_arch = "wasm32"))]
mod holidays;
mod organisation;
mod shift;
mod state;
mod state_day;

pub use cycle::{Cycle, CycleForm, MOST_CYCLE_DAYS, Shift};
pub use form::{CalendarEntryForm, StoredEntry};
#[cfg(not(target_arch = "wasm32"))]
pub use holidays::shipped_days;
pub(crate) use organisation::NOON;
pub use organisation::{CalendarEntry, Day, DayPart, EntryKind, LaidOut, OrganisationCalendar};
pub use shift::{NewShiftPattern, ShiftPattern, ShiftPatternForm};
pub use state::{Calendar, DayKind};
pub use state_day::{Announcement, HOME_COUNTRY, StateDay, StateDayKind, StateDays, proposed_run};
