//! What was answered to a request that a program may send again.

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
        run(manager, &["DROP TABLE idempotent_request"]).await
    }
}

/// A row without a status is a request that has not been answered.
const UP: &[&str] = &[
    "CREATE TABLE idempotent_request (
        id {id},
        account_id bigint NOT NULL REFERENCES account (id),
        idempotency_key text NOT NULL,
        request text NOT NULL,
        body_hash text NOT NULL,
        status integer,
        etag text,
        location text,
        body text,
        expires_at {instant} NOT NULL
    )",
    "CREATE UNIQUE INDEX idempotent_request_key ON idempotent_request (account_id, idempotency_key)",
    "CREATE INDEX idempotent_request_expires ON idempotent_request (expires_at)",
];
