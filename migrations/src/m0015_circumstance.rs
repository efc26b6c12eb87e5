//! Circumstances of people that rules ask for: leaves, licences, credits and what else hours do not say.
//! `amount` is in hundredths.

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
    "CREATE TABLE circumstance (
        id {id},
        person_id bigint NOT NULL REFERENCES person (id),
        kind text NOT NULL CHECK (kind IN ('parental_leave', 'sick_leave', 'study_leave', 'other_leave',
            'teaching_service', 'teaching_start', 'enterprise_experience', 'no_enterprise_experience',
            'category_before', 'full_time_percent', 'qualification', 'attestation', 'licence', 'licence_lapsed',
            'title_application', 'credit', 'project_money', 'activity', 'waiver')),
        first_day date,
        last_day date,
        amount bigint CHECK (amount > 0),
        value text,
        note text,
        created_by text NOT NULL,
        created_at {instant} NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT circumstance_days CHECK (first_day IS NULL OR last_day IS NULL OR first_day <= last_day)
    )",
    "CREATE INDEX circumstance_of_person ON circumstance (person_id, id)",
];

const DOWN: &[&str] = &["DROP TABLE circumstance"];
