//! What is true of the two-way exchange between vocational colleges and enterprises: types, rules
//! and permissions, without I/O, clock or sentences for people.
//!
//! Glossary: a *placement* (派驻) sends a person from a *sending* to a *hosting* organisation, as
//! *enterprise practice* (企业实践, a teacher in an enterprise) or *teaching secondment* (到校任教, an
//! engineer in a college). A *mentor* (企业导师) looks after the participant on the host's side.
//! *Hours* (工时) are logged by the participant and confirmed by the host. *Progress* says how far a
//! person is against a *rule* (认定规则).
//!
//! Days are local dates of the host; ranges of days are inclusive (`first_day..=last_day`) unless a
//! name says otherwise; amounts of time are minutes.

#[macro_use]
mod text_enum;

pub mod account;
pub mod board;
pub mod calendar;
pub mod catalogue;
pub mod circumstance;
pub mod code;
pub mod conflict;
pub mod credential;
pub mod day;
pub mod duration;
pub mod error;
pub mod feed;
pub mod form;
pub mod hours;
pub mod id;
pub mod list;
pub mod name;
pub mod need;
pub mod opening;
pub mod organisation;
pub mod organisation_figure;
pub mod permission;
pub mod person;
pub mod placement;
pub mod policy;
pub mod progress;
pub mod registration;
pub mod schedule;
pub mod session;
pub mod timetable;
pub mod window;

pub use code::Code;
pub use error::{Error, FieldError, Result};
