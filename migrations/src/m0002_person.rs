//! People, employments with their profiles, and specialties.

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
    "CREATE TABLE person (
        id {id},
        name text NOT NULL,
        name_en text,
        reference text,
        version integer NOT NULL DEFAULT 1,
        created_at {instant} NOT NULL,
        CONSTRAINT person_named CHECK (name <> '' OR reference IS NOT NULL)
    )",
    "CREATE UNIQUE INDEX person_reference ON person (reference)",
    "CREATE INDEX person_name ON person (name)",
    "CREATE TABLE employment (
        id {id},
        person_id bigint NOT NULL REFERENCES person (id),
        organisation_id bigint NOT NULL REFERENCES organisation (id),
        department_id bigint REFERENCES department (id),
        profile text NOT NULL CONSTRAINT employment_profile CHECK (profile IN ('teacher', 'engineer', 'staff')),
        staff_number text,
        category text CONSTRAINT employment_category CHECK (
            category IN ('professional_course', 'public_course', 'internship_instructor', 'new_teacher')),
        title text,
        double_qualified_level text CONSTRAINT employment_double_qualified_level
            CHECK (double_qualified_level IN ('junior', 'intermediate', 'senior')),
        consent boolean NOT NULL,
        first_day date,
        last_day date,
        CONSTRAINT employment_days CHECK (first_day IS NULL OR last_day IS NULL OR first_day <= last_day)
    )",
    "CREATE UNIQUE INDEX employment_staff_number ON employment (organisation_id, staff_number)",
    "CREATE INDEX employment_person ON employment (person_id)",
    "CREATE INDEX employment_organisation ON employment (organisation_id, person_id)",
    "CREATE TABLE specialty (
        employment_id bigint NOT NULL REFERENCES employment (id),
        major_code text NOT NULL,
        PRIMARY KEY (employment_id, major_code)
    )",
];

const DOWN: &[&str] = &["DROP TABLE specialty", "DROP TABLE employment", "DROP TABLE person"];
