//! Tables as SeaORM sees them; private to this crate. Migrations are the truth, and a test compares.

pub(crate) mod account;
pub(crate) mod api_token;
pub(crate) mod audit_event;
pub(crate) mod booking;
pub(crate) mod calendar_entry;
pub(crate) mod circumstance;
pub(crate) mod conflict_override;
pub(crate) mod credential;
pub(crate) mod credential_type;
pub(crate) mod department;
pub(crate) mod employment;
pub(crate) mod feed;
pub(crate) mod form_draft;
pub(crate) mod hour_entry;
pub(crate) mod hour_ledger;
pub(crate) mod hour_period;
pub(crate) mod idempotent_request;
pub(crate) mod import_file;
pub(crate) mod import_mapping;
pub(crate) mod invitation;
pub(crate) mod major;
pub(crate) mod opening;
pub(crate) mod organisation;
pub(crate) mod organisation_figure;
pub(crate) mod pack_adoption;
pub(crate) mod person;
pub(crate) mod placement;
pub(crate) mod placement_block;
pub(crate) mod placement_day_off;
pub(crate) mod placement_event;
pub(crate) mod placement_schedule;
pub(crate) mod placement_shift;
pub(crate) mod placement_special_day;
pub(crate) mod role_grant;
pub(crate) mod rule_pack_version;
pub(crate) mod session;
pub(crate) mod shift;
pub(crate) mod shift_pattern;
pub(crate) mod sign_in_attempt;
pub(crate) mod specialty;
pub(crate) mod state_calendar;
pub(crate) mod state_day;

#[cfg(test)]
mod drift;
