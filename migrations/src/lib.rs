//! The schema, one file a change. Migrations never import an entity or a domain type: they say what
//! was true when they were written.
//!
//! SQL is written once for both databases; what differs stands in [`dialect`].

use sea_orm_migration::{MigrationTrait, async_trait};
pub use sea_orm_migration::{MigratorTrait, SchemaManager};

mod dialect;
mod m0001_organisation;
mod m0002_person;
mod m0003_catalogue;
mod m0004_account;
mod m0005_placement;
mod m0006_hours;
mod m0007_audit;
mod m0008_schedule;
mod m0009_opening;
mod m0010_credential;
mod m0011_role_grant;
mod m0012_import_file;
mod m0013_idempotent_request;
mod m0014_confirmed_hours;
mod m0015_circumstance;
mod m0016_organisation_figure;
mod m0017_rule_pack;
mod m0018_imported_hours;
mod m0019_booking;
mod m0020_calendar;
mod m0021_timetable;
mod m0022_feed;
mod m0023_unlocked_hours;
mod m0024_cycle;

/// All changes, in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_organisation::Migration),
            Box::new(m0002_person::Migration),
            Box::new(m0003_catalogue::Migration),
            Box::new(m0004_account::Migration),
            Box::new(m0005_placement::Migration),
            Box::new(m0006_hours::Migration),
            Box::new(m0007_audit::Migration),
            Box::new(m0008_schedule::Migration),
            Box::new(m0009_opening::Migration),
            Box::new(m0010_credential::Migration),
            Box::new(m0011_role_grant::Migration),
            Box::new(m0012_import_file::Migration),
            Box::new(m0013_idempotent_request::Migration),
            Box::new(m0014_confirmed_hours::Migration),
            Box::new(m0015_circumstance::Migration),
            Box::new(m0016_organisation_figure::Migration),
            Box::new(m0017_rule_pack::Migration),
            Box::new(m0018_imported_hours::Migration),
            Box::new(m0019_booking::Migration),
            Box::new(m0020_calendar::Migration),
            Box::new(m0021_timetable::Migration),
            Box::new(m0022_feed::Migration),
            Box::new(m0023_unlocked_hours::Migration),
            Box::new(m0024_cycle::Migration),
        ]
    }
}
