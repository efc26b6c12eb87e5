//! Calendars: the days of states, and what organisations say of their own.

mod entry;
mod pattern;
mod state;

pub(crate) use entry::{
    delete_entry, entries, entries_of_many, entry_of, insert_entry, organisation_of_entry, update_entry,
};
pub(crate) use pattern::{
    delete_pattern, insert_pattern, organisation_of_pattern, pattern_of, patterns, update_pattern,
};
pub(crate) use state::{countries, digest, imported_days, put_days, zones_of_members};
