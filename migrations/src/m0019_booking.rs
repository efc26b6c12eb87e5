//! Schedules of several weeks that recur, with days that run otherwise; the time that is booked, which the database
//! itself never gives out twice; and why a soft conflict was accepted.

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
        append_only(manager, "conflict_override").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await?;
        drop_append_only(manager, "conflict_override").await
    }
}

const UP: &[&str] = &[
    "CREATE TABLE placement_block (
        placement_id bigint NOT NULL REFERENCES placement (id),
        number integer NOT NULL,
        first_day date NOT NULL,
        last_day date NOT NULL,
        every integer NOT NULL,
        turn integer NOT NULL,
        PRIMARY KEY (placement_id, number),
        CONSTRAINT placement_block_days CHECK (first_day <= last_day),
        CONSTRAINT placement_block_rhythm CHECK (every BETWEEN 1 AND 8 AND turn BETWEEN 1 AND every)
    )",
    "CREATE TABLE placement_shift (
        placement_id bigint NOT NULL,
        number integer NOT NULL,
        weekday integer NOT NULL CONSTRAINT placement_shift_weekday CHECK (weekday BETWEEN 1 AND 7),
        start integer CONSTRAINT placement_shift_start CHECK (start BETWEEN 0 AND 1439),
        minutes integer NOT NULL CONSTRAINT placement_shift_minutes CHECK (minutes BETWEEN 1 AND 1440),
        PRIMARY KEY (placement_id, number, weekday),
        FOREIGN KEY (placement_id, number) REFERENCES placement_block (placement_id, number)
    )",
    "CREATE TABLE placement_special_day (
        placement_id bigint NOT NULL REFERENCES placement (id),
        day date NOT NULL,
        start integer CONSTRAINT placement_special_day_start CHECK (start BETWEEN 0 AND 1439),
        minutes integer CONSTRAINT placement_special_day_minutes CHECK (minutes BETWEEN 0 AND 1440),
        runs_as date,
        PRIMARY KEY (placement_id, day),
        CONSTRAINT placement_special_day_one CHECK (
            (runs_as IS NULL AND minutes IS NOT NULL) OR (runs_as IS NOT NULL AND minutes IS NULL AND start IS NULL))
    )",
    "INSERT INTO placement_block (placement_id, number, first_day, last_day, every, turn)
        SELECT placement_id, 1, first_day, last_day, 1, 1 FROM placement_schedule",
    "INSERT INTO placement_shift (placement_id, number, weekday, minutes)
        SELECT placement_id, 1, 1, monday FROM placement_schedule WHERE monday > 0
        UNION ALL SELECT placement_id, 1, 2, tuesday FROM placement_schedule WHERE tuesday > 0
        UNION ALL SELECT placement_id, 1, 3, wednesday FROM placement_schedule WHERE wednesday > 0
        UNION ALL SELECT placement_id, 1, 4, thursday FROM placement_schedule WHERE thursday > 0
        UNION ALL SELECT placement_id, 1, 5, friday FROM placement_schedule WHERE friday > 0
        UNION ALL SELECT placement_id, 1, 6, saturday FROM placement_schedule WHERE saturday > 0
        UNION ALL SELECT placement_id, 1, 7, sunday FROM placement_schedule WHERE sunday > 0",
    "CREATE TABLE placement_schedule_new (
        placement_id bigint NOT NULL PRIMARY KEY REFERENCES placement (id),
        first_day date NOT NULL,
        last_day date NOT NULL,
        week_one date NOT NULL,
        keeps_calendar boolean NOT NULL,
        CONSTRAINT placement_schedule_days CHECK (first_day <= last_day)
    )",
    "INSERT INTO placement_schedule_new (placement_id, first_day, last_day, week_one, keeps_calendar)
        SELECT placement_id, first_day, last_day, first_day, {false} FROM placement_schedule",
    "CREATE TABLE placement_day_off_new (
        placement_id bigint NOT NULL REFERENCES placement (id),
        day date NOT NULL,
        PRIMARY KEY (placement_id, day)
    )",
    "INSERT INTO placement_day_off_new (placement_id, day) SELECT placement_id, day FROM placement_day_off",
    "DROP TABLE placement_day_off",
    "DROP TABLE placement_schedule",
    "ALTER TABLE placement_schedule_new RENAME TO placement_schedule",
    "ALTER TABLE placement_day_off_new RENAME TO placement_day_off",
    // Times are minutes since 1970 UTC, half-open. A placement books from when it is submitted until it is given back.
    "CREATE TABLE booking (
        id {id},
        person_id bigint NOT NULL REFERENCES person (id),
        placement_id bigint NOT NULL REFERENCES placement (id),
        day date NOT NULL,
        from_minute bigint NOT NULL,
        to_minute bigint NOT NULL,
        minutes integer NOT NULL,
        CONSTRAINT booking_time CHECK (from_minute < to_minute AND to_minute - from_minute <= 44640)
    )",
    "CREATE INDEX booking_person ON booking (person_id, from_minute)",
    "CREATE INDEX booking_placement ON booking (placement_id)",
    "CREATE TABLE conflict_override (
        id {id},
        placement_id bigint NOT NULL REFERENCES placement (id),
        kind text NOT NULL CONSTRAINT conflict_override_kind
            CHECK (kind IN ('credential', 'holiday', 'shutdown', 'night_rest', 'weekly_limit')),
        first_day date NOT NULL,
        last_day date NOT NULL,
        reason text NOT NULL,
        account_id bigint REFERENCES account (id),
        actor text NOT NULL,
        at {instant} NOT NULL
    )",
    "CREATE INDEX conflict_override_placement ON conflict_override (placement_id, id)",
];

const NO_OVERLAP_POSTGRES: &[&str] = &["ALTER TABLE booking ADD CONSTRAINT booking_no_overlap EXCLUDE USING gist (
        person_id WITH =, int8range(from_minute, to_minute) WITH &&)"];

const NO_OVERLAP_SQLITE: &[&str] = &[
    // What is booked in one piece lasts 31 days at most, so that the index on the start answers.
    "CREATE TRIGGER booking_no_overlap_insert BEFORE INSERT ON booking
        BEGIN SELECT RAISE(ABORT, 'booking_no_overlap') WHERE EXISTS (
            SELECT 1 FROM booking AS other WHERE other.person_id = NEW.person_id
            AND other.from_minute < NEW.to_minute AND other.from_minute > NEW.from_minute - 44640
            AND other.to_minute > NEW.from_minute); END",
    "CREATE TRIGGER booking_no_overlap_update BEFORE UPDATE ON booking
        BEGIN SELECT RAISE(ABORT, 'booking_no_overlap') WHERE EXISTS (
            SELECT 1 FROM booking AS other WHERE other.person_id = NEW.person_id AND other.id <> NEW.id
            AND other.from_minute < NEW.to_minute AND other.from_minute > NEW.from_minute - 44640
            AND other.to_minute > NEW.from_minute); END",
];

// Only the first week of a schedule has a place in what was before; clock times and days that run otherwise are lost.
const DOWN: &[&str] = &[
    "DROP TABLE conflict_override",
    "DROP TABLE booking",
    // Kept aside under other names: a renamed table would not be the one that was before.
    "CREATE TABLE placement_week_aside AS
        SELECT s.placement_id, coalesce(sum(CASE weekday WHEN 1 THEN minutes END), 0) AS monday,
            coalesce(sum(CASE weekday WHEN 2 THEN minutes END), 0) AS tuesday,
            coalesce(sum(CASE weekday WHEN 3 THEN minutes END), 0) AS wednesday,
            coalesce(sum(CASE weekday WHEN 4 THEN minutes END), 0) AS thursday,
            coalesce(sum(CASE weekday WHEN 5 THEN minutes END), 0) AS friday,
            coalesce(sum(CASE weekday WHEN 6 THEN minutes END), 0) AS saturday,
            coalesce(sum(CASE weekday WHEN 7 THEN minutes END), 0) AS sunday,
            s.first_day, s.last_day
        FROM placement_schedule AS s LEFT JOIN placement_shift AS it ON it.placement_id = s.placement_id AND it.number = 1
        GROUP BY s.placement_id, s.first_day, s.last_day",
    "CREATE TABLE placement_day_aside AS SELECT placement_id, day FROM placement_day_off",
    "DROP TABLE placement_day_off",
    "DROP TABLE placement_special_day",
    "DROP TABLE placement_shift",
    "DROP TABLE placement_block",
    "DROP TABLE placement_schedule",
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
    "INSERT INTO placement_schedule (placement_id, monday, tuesday, wednesday, thursday, friday, saturday, sunday,
            first_day, last_day)
        SELECT placement_id, monday, tuesday, wednesday, thursday, friday, saturday, sunday, first_day, last_day
        FROM placement_week_aside",
    "INSERT INTO placement_day_off (placement_id, day) SELECT placement_id, day FROM placement_day_aside",
    "DROP TABLE placement_day_aside",
    "DROP TABLE placement_week_aside",
];
