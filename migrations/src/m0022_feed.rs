//! Private addresses of calendars that clients subscribe to: whose, of what, by the hash of a secret.

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
        run(manager, &["DROP TABLE feed"]).await
    }
}

const UP: &[&str] = &[
    "CREATE TABLE feed (
        id {id},
        account_id bigint NOT NULL REFERENCES account (id),
        role_grant_id bigint NOT NULL REFERENCES role_grant (id),
        kind text NOT NULL CONSTRAINT feed_kind CHECK (kind IN ('person', 'placement', 'organisation')),
        subject_id bigint NOT NULL,
        language text NOT NULL,
        token_hash text NOT NULL UNIQUE,
        created_at {instant} NOT NULL,
        revoked_at {instant},
        last_read_at {instant}
    )",
    "CREATE INDEX feed_account ON feed (account_id, id)",
];
