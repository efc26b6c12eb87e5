//! The hours log. An entry is a claim until it is confirmed; every decision about it is a line of an
//! append-only ledger, whose minutes add up to what is confirmed. Two entries of one placement cannot
//! overlap in time, nor two submitted periods of one placement in days.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect::{append_only, drop_append_only, run, run_on};

/// This change.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        run_on(manager, DbBackend::Postgres, NO_OVERLAP_POSTGRES).await?;
        run_on(manager, DbBackend::Sqlite, NO_OVERLAP_SQLITE).await?;
        append_only(manager, "hour_ledger").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await?;
        drop_append_only(manager, "hour_ledger").await
    }
}

const UP: &[&str] = &[
    // `from_minute` and `to_minute` count from 1970-01-01T00:00 on the host's clock.
    "CREATE TABLE hour_entry (
        id {id},
        placement_id bigint NOT NULL REFERENCES placement (id),
        person_id bigint NOT NULL REFERENCES person (id),
        day date NOT NULL,
        minutes integer NOT NULL CONSTRAINT hour_entry_minutes CHECK (minutes BETWEEN 1 AND 1440),
        from_minute bigint,
        to_minute bigint,
        kind text NOT NULL CONSTRAINT hour_entry_kind CHECK (
            kind IN ('on_post', 'training', 'visit', 'research', 'class_hours', 'preparation')),
        course text,
        section text,
        note text,
        state text NOT NULL CONSTRAINT hour_entry_state
            CHECK (state IN ('draft', 'submitted', 'confirmed', 'returned')),
        reason text,
        decided_by text,
        decided_at {instant},
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT hour_entry_span CHECK (
            (from_minute IS NULL AND to_minute IS NULL) OR (to_minute - from_minute = minutes))
    )",
    "CREATE INDEX hour_entry_placement ON hour_entry (placement_id, day, id)",
    "CREATE INDEX hour_entry_person ON hour_entry (person_id, day)",
    "CREATE INDEX hour_entry_waiting ON hour_entry (placement_id) WHERE state = 'submitted'",
    "CREATE TABLE hour_period (
        id {id},
        placement_id bigint NOT NULL REFERENCES placement (id),
        first_day date NOT NULL,
        last_day date NOT NULL,
        submitted_at {instant} NOT NULL,
        CONSTRAINT hour_period_days CHECK (first_day <= last_day)
    )",
    "CREATE INDEX hour_period_placement ON hour_period (placement_id, first_day)",
    "CREATE TABLE hour_ledger (
        id {id},
        entry_id bigint NOT NULL,
        placement_id bigint NOT NULL REFERENCES placement (id),
        person_id bigint NOT NULL REFERENCES person (id),
        day date NOT NULL,
        kind text NOT NULL,
        deed text NOT NULL CONSTRAINT hour_ledger_deed
            CHECK (deed IN ('submitted', 'withdrawn', 'confirmed', 'returned', 'reversed')),
        minutes integer NOT NULL,
        reason text,
        account_id bigint REFERENCES account (id),
        actor text NOT NULL,
        at {instant} NOT NULL,
        CONSTRAINT hour_ledger_minutes CHECK (
            CASE deed WHEN 'confirmed' THEN minutes > 0 WHEN 'reversed' THEN minutes < 0 ELSE minutes = 0 END)
    )",
    "CREATE INDEX hour_ledger_entry ON hour_ledger (entry_id, id)",
    "CREATE INDEX hour_ledger_placement ON hour_ledger (placement_id, id)",
];

const NO_OVERLAP_POSTGRES: &[&str] = &[
    "ALTER TABLE hour_entry ADD CONSTRAINT hour_entry_no_overlap EXCLUDE USING gist (
        placement_id WITH =, int8range(from_minute, to_minute) WITH &&) WHERE (from_minute IS NOT NULL)",
    "ALTER TABLE hour_period ADD CONSTRAINT hour_period_no_overlap EXCLUDE USING gist (
        placement_id WITH =, daterange(first_day, last_day, '[]') WITH &&)",
];

const NO_OVERLAP_SQLITE: &[&str] = &[
    // A span lasts at most a day, so only neighbouring days can overlap: the index on day answers.
    "CREATE TRIGGER hour_entry_no_overlap_insert AFTER INSERT ON hour_entry WHEN NEW.from_minute IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'hour_entry_no_overlap') WHERE EXISTS (
            SELECT 1 FROM hour_entry AS other WHERE other.placement_id = NEW.placement_id AND other.id <> NEW.id
            AND other.day BETWEEN date(NEW.day, '-1 day') AND date(NEW.day, '+1 day')
            AND other.from_minute < NEW.to_minute AND other.to_minute > NEW.from_minute); END",
    "CREATE TRIGGER hour_entry_no_overlap_update AFTER UPDATE OF day, from_minute, to_minute ON hour_entry
        WHEN NEW.from_minute IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'hour_entry_no_overlap') WHERE EXISTS (
            SELECT 1 FROM hour_entry AS other WHERE other.placement_id = NEW.placement_id AND other.id <> NEW.id
            AND other.day BETWEEN date(NEW.day, '-1 day') AND date(NEW.day, '+1 day')
            AND other.from_minute < NEW.to_minute AND other.to_minute > NEW.from_minute); END",
    "CREATE TRIGGER hour_period_no_overlap AFTER INSERT ON hour_period
        BEGIN SELECT RAISE(ABORT, 'hour_period_no_overlap') WHERE EXISTS (
            SELECT 1 FROM hour_period AS other WHERE other.placement_id = NEW.placement_id AND other.id <> NEW.id
            AND other.first_day <= NEW.last_day AND other.last_day >= NEW.first_day); END",
];

const DOWN: &[&str] = &["DROP TABLE hour_ledger", "DROP TABLE hour_period", "DROP TABLE hour_entry"];
