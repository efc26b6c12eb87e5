//! Server functions: a named endpoint each, at most six lines over one use case. They hold no rule; what
//! may be done is decided below them.

pub mod account;
pub mod board;
pub mod calendar;
pub mod circumstance;
pub mod consent;
pub mod credential;
pub mod feed;
pub mod hours;
pub mod import_file;
pub mod indicator;
pub mod opening;
pub mod organisation;
pub mod person;
pub mod placement;
pub mod rule_pack;
pub mod session;
pub mod timetable;
pub mod token;
