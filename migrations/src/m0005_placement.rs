//! Placements and their history. The database itself refuses that two full-time placements of one
//! person overlap: by an exclusion constraint on PostgreSQL, by triggers on SQLite.

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
        append_only(manager, "placement_event").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await?;
        drop_append_only(manager, "placement_event").await
    }
}

const UP: &[&str] = &[
    "CREATE TABLE placement (
        id {id},
        direction text NOT NULL CONSTRAINT placement_direction
            CHECK (direction IN ('enterprise_practice', 'teaching_secondment')),
        state text NOT NULL CONSTRAINT placement_state CHECK (state IN (
            'draft', 'submitted', 'approved', 'active', 'completed', 'terminated', 'declined', 'withdrawn')),
        sending_id bigint NOT NULL REFERENCES organisation (id),
        hosting_id bigint NOT NULL REFERENCES organisation (id),
        person_id bigint NOT NULL REFERENCES person (id),
        mentor_id bigint REFERENCES person (id),
        form text NOT NULL CONSTRAINT placement_form
            CHECK (form IN ('visit', 'training', 'on_post', 'research', 'teaching', 'other')),
        load text NOT NULL CONSTRAINT placement_load CHECK (load IN ('full_time', 'part_time', 'unknown')),
        place text,
        first_day date NOT NULL,
        last_day date NOT NULL,
        planned_minutes integer NOT NULL CONSTRAINT placement_planned_minutes CHECK (planned_minutes >= 0),
        class_hour_minutes integer NOT NULL CONSTRAINT placement_class_hour_minutes
            CHECK (class_hour_minutes BETWEEN 20 AND 120),
        objectives text,
        reason text,
        drafted_by text NOT NULL CONSTRAINT placement_drafted_by CHECK (drafted_by IN ('sending', 'hosting')),
        sending_approved boolean NOT NULL,
        hosting_approved boolean NOT NULL,
        proposed_first_day date,
        proposed_last_day date,
        proposed_by text CONSTRAINT placement_proposed_by CHECK (proposed_by IN ('sending', 'hosting')),
        import_key text,
        role text,
        field text,
        version integer NOT NULL DEFAULT 1,
        created_at {instant} NOT NULL,
        CONSTRAINT placement_days CHECK (first_day <= last_day),
        CONSTRAINT placement_two_sides CHECK (sending_id <> hosting_id),
        CONSTRAINT placement_mentor CHECK (mentor_id <> person_id),
        CONSTRAINT placement_proposal CHECK (
            (proposed_by IS NULL AND proposed_first_day IS NULL AND proposed_last_day IS NULL)
            OR (proposed_by IS NOT NULL AND proposed_first_day <= proposed_last_day))
    )",
    "CREATE UNIQUE INDEX placement_import_key ON placement (import_key)",
    "CREATE INDEX placement_sending ON placement (sending_id, first_day, id)",
    "CREATE INDEX placement_sending_state ON placement (sending_id, state, first_day, id)",
    "CREATE INDEX placement_hosting ON placement (hosting_id, first_day, id)",
    "CREATE INDEX placement_hosting_state ON placement (hosting_id, state, first_day, id)",
    "CREATE INDEX placement_person ON placement (person_id, first_day, id)",
    "CREATE INDEX placement_mentor_person ON placement (mentor_id, first_day, id)",
    "CREATE TABLE placement_event (
        id {id},
        placement_id bigint NOT NULL REFERENCES placement (id),
        deed text NOT NULL,
        state text NOT NULL,
        account_id bigint REFERENCES account (id),
        actor text NOT NULL,
        reason text,
        at {instant} NOT NULL
    )",
    "CREATE INDEX placement_event_placement ON placement_event (placement_id, id)",
];

const NO_OVERLAP_POSTGRES: &[&str] = &[
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    "ALTER TABLE placement ADD CONSTRAINT placement_no_overlap EXCLUDE USING gist (
        person_id WITH =, daterange(first_day, last_day, '[]') WITH &&)
        WHERE (load = 'full_time' AND state IN ('submitted', 'approved', 'active', 'completed', 'terminated'))",
];

// After the row is written, so that its identifier is known; an abort undoes the statement.
const NO_OVERLAP_SQLITE: &[&str] = &[
    "CREATE TRIGGER placement_no_overlap_insert AFTER INSERT ON placement
        WHEN NEW.load = 'full_time' AND NEW.state IN ('submitted', 'approved', 'active', 'completed', 'terminated')
        BEGIN SELECT RAISE(ABORT, 'placement_no_overlap') WHERE EXISTS (
            SELECT 1 FROM placement AS other WHERE other.person_id = NEW.person_id AND other.id <> NEW.id
            AND other.load = 'full_time'
            AND other.state IN ('submitted', 'approved', 'active', 'completed', 'terminated')
            AND other.first_day <= NEW.last_day AND other.last_day >= NEW.first_day); END",
    "CREATE TRIGGER placement_no_overlap_update AFTER UPDATE ON placement
        WHEN NEW.load = 'full_time' AND NEW.state IN ('submitted', 'approved', 'active', 'completed', 'terminated')
        BEGIN SELECT RAISE(ABORT, 'placement_no_overlap') WHERE EXISTS (
            SELECT 1 FROM placement AS other WHERE other.person_id = NEW.person_id AND other.id <> NEW.id
            AND other.load = 'full_time'
            AND other.state IN ('submitted', 'approved', 'active', 'completed', 'terminated')
            AND other.first_day <= NEW.last_day AND other.last_day >= NEW.first_day); END",
];

const DOWN: &[&str] = &["DROP TABLE placement_event", "DROP TABLE placement"];
