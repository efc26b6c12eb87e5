//! Roles that can be put to rest and that end by themselves; a role of the community is held once.

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

/// The first of an account's equal roles of the community, seen from a row of `table` that acts in one of them.
macro_rules! first_of {
    ($table:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET role_grant_id = (SELECT MIN(kept.id) FROM role_grant kept
                JOIN role_grant acting ON acting.account_id = kept.account_id AND acting.role = kept.role
                WHERE kept.organisation_id IS NULL AND acting.id = ",
            $table,
            ".role_grant_id)
             WHERE role_grant_id IN (SELECT id FROM role_grant WHERE organisation_id IS NULL)"
        )
    };
}

const UP: &[&str] = &[
    "ALTER TABLE role_grant ADD COLUMN active boolean NOT NULL DEFAULT {true}",
    "ALTER TABLE role_grant ADD COLUMN last_day date
        CONSTRAINT role_grant_last_day CHECK (last_day IS NULL OR role = 'auditor')",
    // The unique index takes two roles without an organisation for different ones: sessions and tokens of a
    // second one go over to the first.
    first_of!("session"),
    first_of!("api_token"),
    "DELETE FROM role_grant WHERE organisation_id IS NULL AND id NOT IN (
        SELECT MIN(id) FROM role_grant WHERE organisation_id IS NULL GROUP BY account_id, role)",
    "CREATE UNIQUE INDEX role_grant_once_community ON role_grant (account_id, role) WHERE organisation_id IS NULL",
    "CREATE INDEX role_grant_organisation ON role_grant (organisation_id)",
];

const DOWN: &[&str] = &[
    "DROP INDEX role_grant_organisation",
    "DROP INDEX role_grant_once_community",
    "ALTER TABLE role_grant DROP COLUMN last_day",
    "ALTER TABLE role_grant DROP COLUMN active",
];
