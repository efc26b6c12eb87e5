//! Schedules by a cycle of days, as the shift patterns of hosts have them.

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
        run(manager, DOWN).await
    }
}

const UP: &[&str] = &[
    "CREATE TABLE placement_cycle (
        placement_id bigint NOT NULL PRIMARY KEY REFERENCES placement (id),
        cycle_days integer NOT NULL CONSTRAINT placement_cycle_length CHECK (cycle_days BETWEEN 1 AND 56),
        anchor date NOT NULL
    )",
    "CREATE TABLE placement_cycle_shift (
        placement_id bigint NOT NULL REFERENCES placement_cycle (placement_id),
        cycle_day integer NOT NULL CONSTRAINT placement_cycle_shift_day CHECK (cycle_day BETWEEN 0 AND 55),
        start integer NOT NULL CONSTRAINT placement_cycle_shift_start CHECK (start BETWEEN 0 AND 1439),
        minutes integer NOT NULL CONSTRAINT placement_cycle_shift_minutes CHECK (minutes BETWEEN 1 AND 1440),
        PRIMARY KEY (placement_id, cycle_day, start)
    )",
];

const DOWN: &[&str] = &["DROP TABLE placement_cycle_shift", "DROP TABLE placement_cycle"];
