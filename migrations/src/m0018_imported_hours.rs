//! Whether an hour entry is confirmed on the word of a file alone, which judging trusts less than the host's
//! own confirmation. The index from which progress is judged holds it.

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
    "ALTER TABLE hour_entry ADD COLUMN imported boolean NOT NULL DEFAULT false",
    "UPDATE hour_entry SET imported = {true}
        WHERE state = 'confirmed' AND (decided_by = 'import' OR decided_by LIKE '% <import>')",
    "DROP INDEX hour_entry_confirmed",
    "CREATE INDEX hour_entry_confirmed
        ON hour_entry (placement_id, day, kind, minutes, from_minute, to_minute, imported, id)
        WHERE state = 'confirmed'",
];

// The index as the change that made it wrote it, to the letter.
const DOWN: &[&str] = &[
    "DROP INDEX hour_entry_confirmed",
    "CREATE INDEX hour_entry_confirmed ON hour_entry (placement_id, day, kind, minutes, from_minute, to_minute, id)
        WHERE state = 'confirmed'",
    "ALTER TABLE hour_entry DROP COLUMN imported",
];
