//! What colleges report about themselves for an academic year, by the calendar year in which it begins. `value`
//! is in hundredths.

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

const UP: &[&str] = &["CREATE TABLE organisation_figure (
        organisation_id bigint NOT NULL REFERENCES organisation (id),
        academic_year integer NOT NULL CHECK (academic_year BETWEEN 1900 AND 2200),
        figure text NOT NULL CHECK (figure IN ('all_class_hours', 'full_time_teachers', 'professional_teachers',
            'double_qualified_teachers')),
        value bigint NOT NULL CHECK (value >= 0),
        version integer NOT NULL DEFAULT 1,
        PRIMARY KEY (organisation_id, academic_year, figure)
    )"];

const DOWN: &[&str] = &["DROP TABLE organisation_figure"];
