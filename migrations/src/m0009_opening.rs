//! Openings: posts for teachers, teaching needs, engineers on offer; and the placements made from them.

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
    "CREATE TABLE opening (
        id {id},
        organisation_id bigint NOT NULL REFERENCES organisation (id),
        kind text NOT NULL CONSTRAINT opening_kind CHECK (kind IN ('post', 'teaching_need', 'engineer_offer')),
        title text NOT NULL,
        specialty text,
        place text,
        form text NOT NULL CONSTRAINT opening_form
            CHECK (form IN ('visit', 'training', 'on_post', 'research', 'teaching', 'other')),
        load text NOT NULL CONSTRAINT opening_load CHECK (load IN ('full_time', 'part_time')),
        first_day date NOT NULL,
        last_day date NOT NULL,
        planned_minutes integer NOT NULL CONSTRAINT opening_planned_minutes CHECK (planned_minutes >= 0),
        capacity integer NOT NULL CONSTRAINT opening_capacity CHECK (capacity BETWEEN 1 AND 999),
        engineer_id bigint REFERENCES person (id),
        description text,
        contact text,
        open boolean NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at {instant} NOT NULL,
        CONSTRAINT opening_days CHECK (last_day >= first_day),
        CONSTRAINT opening_engineer CHECK (engineer_id IS NULL OR kind = 'engineer_offer')
    )",
    "CREATE INDEX opening_by_first_day ON opening (open, first_day, id)",
    "CREATE INDEX opening_organisation ON opening (organisation_id, first_day, id)",
    "ALTER TABLE placement ADD COLUMN opening_id bigint REFERENCES opening (id)",
    "CREATE INDEX placement_opening ON placement (opening_id, state)",
];

const DOWN: &[&str] =
    &["DROP INDEX placement_opening", "ALTER TABLE placement DROP COLUMN opening_id", "DROP TABLE opening"];
