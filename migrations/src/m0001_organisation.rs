//! Organisations and their departments.

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
    "CREATE TABLE organisation (
        id {id},
        kind text NOT NULL CONSTRAINT organisation_kind
            CHECK (kind IN ('college', 'enterprise', 'training_base', 'university', 'other')),
        name text NOT NULL,
        name_en text,
        reference text,
        moe_code text,
        credit_code text,
        province text,
        city text,
        zone text NOT NULL,
        active boolean NOT NULL DEFAULT {true},
        version integer NOT NULL DEFAULT 1,
        created_at {instant} NOT NULL
    )",
    "CREATE UNIQUE INDEX organisation_name ON organisation (name)",
    "CREATE UNIQUE INDEX organisation_reference ON organisation (reference)",
    "CREATE UNIQUE INDEX organisation_moe_code ON organisation (moe_code)",
    "CREATE UNIQUE INDEX organisation_credit_code ON organisation (credit_code)",
    "CREATE TABLE department (
        id {id},
        organisation_id bigint NOT NULL REFERENCES organisation (id),
        name text NOT NULL
    )",
    "CREATE UNIQUE INDEX department_name ON department (organisation_id, name)",
];

const DOWN: &[&str] = &["DROP TABLE department", "DROP TABLE organisation"];
