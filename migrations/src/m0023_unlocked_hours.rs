//! Confirmed hours that were taken back, found by when: the sender is told of them.

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

const UP: &[&str] = &["CREATE INDEX hour_ledger_reversed ON hour_ledger (at, placement_id) WHERE deed = 'reversed'"];

const DOWN: &[&str] = &["DROP INDEX hour_ledger_reversed"];
