//! Calendars: the days of states that were imported, what organisations' own calendars say, shift patterns, and
//! leaves of half a day.
//!
//! `digest` is of all days of a state, so that who keeps them ready knows when they changed.

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
    "CREATE TABLE state_calendar (
        country text NOT NULL PRIMARY KEY,
        digest text NOT NULL
    )",
    "CREATE TABLE state_day (
        id {id},
        country text NOT NULL REFERENCES state_calendar (country),
        day date NOT NULL,
        kind text NOT NULL CONSTRAINT state_day_kind CHECK (kind IN ('holiday', 'workday')),
        name text,
        name_en text,
        official boolean NOT NULL,
        CONSTRAINT state_day_once UNIQUE (country, day)
    )",
    "CREATE TABLE calendar_entry (
        id {id},
        organisation_id bigint NOT NULL REFERENCES organisation (id),
        first_day date NOT NULL,
        last_day date NOT NULL,
        part text NOT NULL CONSTRAINT calendar_entry_part CHECK (part IN ('whole', 'morning', 'afternoon')),
        kind text NOT NULL CONSTRAINT calendar_entry_kind CHECK (kind IN ('closed', 'works')),
        runs_as date,
        name text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at {instant} NOT NULL,
        CONSTRAINT calendar_entry_days CHECK (last_day >= first_day),
        CONSTRAINT calendar_entry_runs_as
            CHECK (runs_as IS NULL OR (kind = 'works' AND first_day = last_day AND runs_as <> first_day))
    )",
    "CREATE INDEX calendar_entry_of_organisation ON calendar_entry (organisation_id, first_day, id)",
    "CREATE TABLE shift_pattern (
        id {id},
        organisation_id bigint NOT NULL REFERENCES organisation (id),
        name text NOT NULL,
        cycle_days integer NOT NULL CONSTRAINT shift_pattern_cycle CHECK (cycle_days BETWEEN 1 AND 56),
        anchor date NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at {instant} NOT NULL,
        CONSTRAINT shift_pattern_name UNIQUE (organisation_id, name)
    )",
    "CREATE TABLE shift (
        id {id},
        pattern_id bigint NOT NULL REFERENCES shift_pattern (id) ON DELETE CASCADE,
        cycle_day integer NOT NULL CONSTRAINT shift_cycle_day CHECK (cycle_day >= 0),
        start_minute integer NOT NULL CONSTRAINT shift_start CHECK (start_minute BETWEEN 0 AND 1439),
        minutes integer NOT NULL CONSTRAINT shift_minutes CHECK (minutes BETWEEN 1 AND 1440),
        CONSTRAINT shift_once UNIQUE (pattern_id, cycle_day, start_minute)
    )",
    "ALTER TABLE circumstance ADD COLUMN part text NOT NULL DEFAULT 'whole'
        CONSTRAINT circumstance_part CHECK (part IN ('whole', 'morning', 'afternoon'))",
];

const DOWN: &[&str] = &[
    "ALTER TABLE circumstance DROP COLUMN part",
    "DROP TABLE shift",
    "DROP TABLE shift_pattern",
    "DROP TABLE calendar_entry",
    "DROP TABLE state_day",
    "DROP TABLE state_calendar",
];
