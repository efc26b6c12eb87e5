//! Use cases on a real database: SQLite, or PostgreSQL when `DATABASE_URL` names one.

#[cfg(test)]
mod accounts;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod auditors;
#[cfg(test)]
mod board;
#[cfg(test)]
mod calendar;
#[cfg(test)]
mod circumstances;
#[cfg(test)]
mod conflict;
#[cfg(test)]
mod credentials;
#[cfg(test)]
mod database;
#[cfg(test)]
mod feeds;
#[cfg(test)]
mod forecast;
#[cfg(test)]
mod home;
#[cfg(test)]
mod hours_confirmation;
#[cfg(test)]
mod hours_copy;
#[cfg(test)]
mod hours_ledger;
#[cfg(test)]
mod hours_missing;
#[cfg(test)]
mod hours_periods;
#[cfg(test)]
mod hours_queue;
#[cfg(test)]
mod hours_record;
#[cfg(test)]
mod hours_refusals;
#[cfg(test)]
mod hours_week;
#[cfg(test)]
mod idempotency;
#[cfg(test)]
mod import;
#[cfg(test)]
mod import_columns;
#[cfg(test)]
mod import_credentials;
#[cfg(test)]
mod import_file;
#[cfg(test)]
mod import_hours;
#[cfg(test)]
mod import_lists;
#[cfg(test)]
mod import_officer;
#[cfg(test)]
mod import_timetables;
#[cfg(test)]
mod import_usual;
#[cfg(test)]
mod indicators;
#[cfg(test)]
mod invitations;
#[cfg(test)]
mod invite_many;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod organisations;
#[cfg(test)]
mod people;
#[cfg(test)]
mod placement_dates;
#[cfg(test)]
mod placement_overlap;
#[cfg(test)]
mod placement_rules;
#[cfg(test)]
mod placement_states;
#[cfg(test)]
mod placing_many;
#[cfg(test)]
mod progress;
#[cfg(test)]
mod reporting;
#[cfg(test)]
mod rule_pack;
#[cfg(test)]
mod schedule;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod story;
#[cfg(test)]
mod timetable;
#[cfg(test)]
mod tokens;
#[cfg(test)]
mod visibility;
#[cfg(test)]
mod what_if;
#[cfg(test)]
mod world;
