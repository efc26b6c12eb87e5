//! Queries by aggregate; private to this crate. Writes take an `Allowed` deed, lists a `Visible` noun.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod board;
pub(crate) mod booking;
pub(crate) mod calendar;
pub(crate) mod catalogue;
pub(crate) mod circumstance;
pub(crate) mod conflict;
pub(crate) mod credential;
pub(crate) mod demo;
pub(crate) mod export;
pub(crate) mod fact;
pub(crate) mod feed;
pub(crate) mod forecast;
pub(crate) mod home;
pub(crate) mod hours;
pub(crate) mod idempotent_request;
pub(crate) mod import;
pub(crate) mod import_file;
pub(crate) mod indicator;
pub(crate) mod invitable;
mod kept;
pub(crate) mod member;
pub(crate) mod opening;
pub(crate) mod organisation;
pub(crate) mod organisation_figure;
mod packed;
pub(crate) mod person;
pub(crate) mod placement;
pub(crate) mod reporting;
pub(crate) mod role_grant;
pub(crate) mod rule_pack;
pub(crate) mod schedule;
pub(crate) mod session;
pub(crate) mod signer;
pub(crate) mod timetable;

use crate::failure::{Failure, Result};
use kept::Kept;

/// Reads a stored text as its enum; the database's CHECK makes a failure a defect.
pub(crate) fn text<T>(value: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T> {
    parse(value).ok_or_else(|| Failure::internal(format!("unknown stored value {value:?}")))
}
