//! The audit log: who, when, what, from where, in the same transaction as the deed; append-only.

use sea_orm_migration::prelude::*;

use crate::dialect::{append_only, drop_append_only, run};

/// This change.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        append_only(manager, "audit_event").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["DROP TABLE audit_event"]).await?;
        drop_append_only(manager, "audit_event").await
    }
}

const UP: &[&str] = &[
    "CREATE TABLE audit_event (
        id {id},
        at {instant} NOT NULL,
        account_id bigint REFERENCES account (id),
        actor text NOT NULL,
        organisation_id bigint REFERENCES organisation (id),
        action text NOT NULL,
        object text NOT NULL,
        object_id bigint,
        detail text,
        origin text NOT NULL,
        request text NOT NULL
    )",
    "CREATE INDEX audit_event_organisation ON audit_event (organisation_id, id)",
    "CREATE INDEX audit_event_object ON audit_event (object, object_id, id)",
];
