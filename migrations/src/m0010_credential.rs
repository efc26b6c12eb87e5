//! The register of credentials. `lapses_on` is the earlier of expiry and review, by which lists are sorted.

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
    "CREATE TABLE credential (
        id {id},
        person_id bigint NOT NULL REFERENCES person (id),
        type_code text NOT NULL REFERENCES credential_type (code),
        number text,
        issuer text,
        issued_on date,
        expires_on date,
        review_on date,
        lapses_on date,
        verified_by text,
        verified_at {instant},
        version integer NOT NULL DEFAULT 1,
        created_at {instant} NOT NULL,
        CONSTRAINT credential_days CHECK (issued_on IS NULL OR expires_on IS NULL OR issued_on <= expires_on),
        CONSTRAINT credential_verified CHECK ((verified_by IS NULL) = (verified_at IS NULL))
    )",
    "CREATE UNIQUE INDEX credential_once ON credential (person_id, type_code, number)",
    "CREATE INDEX credential_lapses ON credential (lapses_on, id)",
];

const DOWN: &[&str] = &["DROP TABLE credential"];
