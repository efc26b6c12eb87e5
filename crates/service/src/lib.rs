//! What may happen: one async function a use case, each opening a transaction, loading and authorising
//! in one step, applying the domain's rule, storing, and leaving its audit line.
//!
//! `store` and `entity` are private: nobody outside this crate can name a table. `guard` makes the
//! values without which `store` neither writes nor lists.

mod ctx;
mod db;
mod entity;
mod fact;
mod failure;
mod guard;
mod secret;
mod store;
mod zone;

pub mod mapping;
pub mod report;
pub mod tabular;

pub mod account;
pub mod audit;
pub mod board;
pub mod calendar;
pub mod catalogue;
pub mod circumstance;
pub mod conflict;
pub mod consent;
pub mod credential;
pub mod demo;
pub mod draft;
pub mod export;
pub mod feed;
pub mod flows;
pub mod forecast;
pub mod home;
pub mod hours;
pub mod ical;
pub mod idempotency;
pub mod import;
pub mod import_file;
pub mod indicator;
pub mod member;
pub mod opening;
pub mod organisation;
pub mod person;
pub mod person_calendar;
pub mod placement;
pub mod progress;
pub mod reporting;
pub mod rule_pack;
pub mod schedule;
pub mod search;
pub mod session;
pub mod timetable;
pub mod token;
pub mod window;

pub use ctx::Ctx;
pub use db::Db;
pub use failure::{Failure, Result};
