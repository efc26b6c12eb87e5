//! Catalogues of majors and of credential types.

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
    "CREATE TABLE major (
        code text NOT NULL PRIMARY KEY,
        name text NOT NULL,
        class text,
        level text
    )",
    "CREATE TABLE credential_type (
        code text NOT NULL PRIMARY KEY,
        name text NOT NULL,
        name_en text,
        valid_months integer CONSTRAINT credential_type_valid_months CHECK (valid_months > 0),
        review_months integer CONSTRAINT credential_type_review_months CHECK (review_months > 0)
    )",
];

const DOWN: &[&str] = &["DROP TABLE credential_type", "DROP TABLE major"];
