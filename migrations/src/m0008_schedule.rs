//! When the participant of a placement is expected: one week for the whole stay, and days off.

use sea_orm_migration::prelude::*;

use crate::dialect::run;

/// This change.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["DROP TABLE placement_day_off", "DROP TABLE placement_schedule"]).await
    }
}

const UP: &[&str] = &[
    // The week has seven days for good: a column each, so that a schedule is one row.
    "CREATE TABLE placement_schedule (
        placement_id bigint NOT NULL PRIMARY KEY REFERENCES placement (id),
        monday integer NOT NULL,
        tuesday integer NOT NULL,
        wednesday integer NOT NULL,
        thursday integer NOT NULL,
        friday integer NOT NULL,
        saturday integer NOT NULL,
        sunday integer NOT NULL,
        first_day date NOT NULL,
        last_day date NOT NULL,
        CONSTRAINT placement_schedule_minutes CHECK (
            monday BETWEEN 0 AND 1440 AND tuesday BETWEEN 0 AND 1440 AND wednesday BETWEEN 0 AND 1440
            AND thursday BETWEEN 0 AND 1440 AND friday BETWEEN 0 AND 1440 AND saturday BETWEEN 0 AND 1440
            AND sunday BETWEEN 0 AND 1440),
        CONSTRAINT placement_schedule_days CHECK (first_day <= last_day)
    )",
    "CREATE TABLE placement_day_off (
        placement_id bigint NOT NULL REFERENCES placement_schedule (placement_id),
        day date NOT NULL,
        PRIMARY KEY (placement_id, day)
    )",
];
