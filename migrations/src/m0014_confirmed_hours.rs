//! Confirmed hours by placement, answered from an index alone: what progress is judged by. Drafts are not in
//! it, so that logging costs nothing more.

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

const UP: &[&str] =
    &["CREATE INDEX hour_entry_confirmed ON hour_entry (placement_id, day, kind, minutes, from_minute, to_minute, id)
        WHERE state = 'confirmed'"];

const DOWN: &[&str] = &["DROP INDEX hour_entry_confirmed"];
