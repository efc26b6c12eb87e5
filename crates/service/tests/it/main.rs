//! Use cases on a real database: SQLite, or PostgreSQL when `DATABASE_URL` names one.

#![expect(missing_docs, reason = "a fact is said by the name of its test")]

mod database;
mod world;

mod audit;
mod home;
mod hours_confirmation;
mod hours_ledger;
mod hours_periods;
mod hours_refusals;
mod hours_week;
mod import;
mod import_columns;
mod import_lists;
mod invitations;
mod lists;
mod organisations;
mod placement_dates;
mod placement_overlap;
mod placement_rules;
mod placement_states;
mod progress;
mod sessions;
mod story;
mod tokens;
mod visibility;
