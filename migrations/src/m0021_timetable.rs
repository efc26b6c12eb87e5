//! Terms of colleges, the clock of their periods, and course sections with their teachers and meetings.

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

// Weeks and periods are kept in the form in which they are written and read: nobody asks a database for week 7.
const UP: &[&str] = &[
    "CREATE TABLE term (
        id {id},
        organisation_id bigint NOT NULL REFERENCES organisation (id),
        name text NOT NULL,
        first_day date NOT NULL,
        weeks integer NOT NULL,
        exam_weeks text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT term_weeks CHECK (weeks BETWEEN 1 AND 60)
    )",
    "CREATE UNIQUE INDEX term_name ON term (organisation_id, name)",
    "CREATE TABLE period_clock (
        organisation_id bigint NOT NULL PRIMARY KEY REFERENCES organisation (id),
        periods text NOT NULL,
        version integer NOT NULL DEFAULT 1
    )",
    "CREATE TABLE course_section (
        id {id},
        term_id bigint NOT NULL REFERENCES term (id),
        code text NOT NULL,
        course text NOT NULL,
        course_code text,
        classes text,
        version integer NOT NULL DEFAULT 1
    )",
    "CREATE UNIQUE INDEX course_section_code ON course_section (term_id, code)",
    // In the order of the list.
    "CREATE INDEX course_section_list ON course_section (term_id, course, id)",
    "CREATE TABLE section_teacher (
        section_id bigint NOT NULL REFERENCES course_section (id),
        person_id bigint NOT NULL REFERENCES person (id),
        placement_id bigint REFERENCES placement (id),
        PRIMARY KEY (section_id, person_id)
    )",
    "CREATE INDEX section_teacher_person ON section_teacher (person_id, section_id)",
    "CREATE TABLE section_meeting (
        section_id bigint NOT NULL REFERENCES course_section (id),
        number integer NOT NULL,
        weekday integer NOT NULL,
        first_period integer NOT NULL,
        last_period integer NOT NULL,
        weeks text NOT NULL,
        room text,
        PRIMARY KEY (section_id, number),
        CONSTRAINT section_meeting_weekday CHECK (weekday BETWEEN 1 AND 7),
        CONSTRAINT section_meeting_periods CHECK (first_period BETWEEN 1 AND last_period AND last_period <= 20)
    )",
];

const DOWN: &[&str] = &[
    "DROP TABLE section_meeting",
    "DROP TABLE section_teacher",
    "DROP TABLE course_section",
    "DROP TABLE period_clock",
    "DROP TABLE term",
];
