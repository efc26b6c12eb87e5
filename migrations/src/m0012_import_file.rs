//! Files on their way in, kept for a few hours, and mappings kept by name.

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
        run(manager, &["DROP TABLE import_mapping", "DROP TABLE import_file"]).await
    }
}

const UP: &[&str] = &[
    "CREATE TABLE import_file (
        id {id},
        account_id bigint NOT NULL REFERENCES account (id),
        organisation_id bigint REFERENCES organisation (id),
        kind text NOT NULL,
        file_name text NOT NULL,
        sheet text,
        encoding text,
        content {bytes} NOT NULL,
        mapping text NOT NULL,
        created_at {instant} NOT NULL,
        expires_at {instant} NOT NULL,
        imported_at {instant},
        report text
    )",
    "CREATE INDEX import_file_account ON import_file (account_id, id)",
    "CREATE INDEX import_file_expires_at ON import_file (expires_at)",
    // The community keeps mappings of its own, which have no organisation.
    "CREATE TABLE import_mapping (
        id {id},
        organisation_id bigint REFERENCES organisation (id),
        kind text NOT NULL,
        name text NOT NULL,
        content text NOT NULL,
        version integer NOT NULL,
        created_at {instant} NOT NULL
    )",
    "CREATE UNIQUE INDEX import_mapping_name ON import_mapping (COALESCE(organisation_id, 0), kind, name)",
];
