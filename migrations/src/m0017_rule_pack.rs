//! Rule packs as saved, and which organisation adopted which version from when to when. A version that somebody
//! adopted stays as it is; two versions of one pack are never in force on the same day at one organisation.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect::{run, run_on};

/// This change.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        run_on(manager, DbBackend::Postgres, NO_OVERLAP_POSTGRES).await?;
        run_on(manager, DbBackend::Sqlite, NO_OVERLAP_SQLITE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await
    }
}

const UP: &[&str] = &[
    // Without an organisation it is shared by the community.
    "CREATE TABLE rule_pack_version (
        id {id},
        pack text NOT NULL,
        version text NOT NULL,
        organisation_id bigint REFERENCES organisation (id),
        text text NOT NULL,
        title_zh text NOT NULL,
        title_en text NOT NULL,
        saved_by text NOT NULL,
        saved_at {instant} NOT NULL
    )",
    "CREATE UNIQUE INDEX rule_pack_version_once ON rule_pack_version (pack, version)",
    "CREATE TABLE pack_adoption (
        id {id},
        organisation_id bigint NOT NULL REFERENCES organisation (id),
        pack text NOT NULL,
        version text NOT NULL,
        first_day date NOT NULL,
        last_day date,
        adopted_by text NOT NULL,
        adopted_at {instant} NOT NULL,
        CONSTRAINT pack_adoption_days CHECK (last_day IS NULL OR first_day <= last_day),
        CONSTRAINT pack_adoption_version FOREIGN KEY (pack, version) REFERENCES rule_pack_version (pack, version)
    )",
    "CREATE INDEX pack_adoption_organisation ON pack_adoption (organisation_id, pack, first_day)",
];

const NO_OVERLAP_POSTGRES: &[&str] =
    &["ALTER TABLE pack_adoption ADD CONSTRAINT pack_adoption_no_overlap EXCLUDE USING gist (
    organisation_id WITH =, pack WITH =, daterange(first_day, last_day, '[]') WITH &&)"];

const NO_OVERLAP_SQLITE: &[&str] = &[
    "CREATE TRIGGER pack_adoption_no_overlap_insert AFTER INSERT ON pack_adoption
        BEGIN SELECT RAISE(ABORT, 'pack_adoption_no_overlap') WHERE EXISTS (
            SELECT 1 FROM pack_adoption AS other WHERE other.organisation_id = NEW.organisation_id
            AND other.pack = NEW.pack AND other.id <> NEW.id
            AND (NEW.last_day IS NULL OR other.first_day <= NEW.last_day)
            AND (other.last_day IS NULL OR other.last_day >= NEW.first_day)); END",
    "CREATE TRIGGER pack_adoption_no_overlap_update AFTER UPDATE OF first_day, last_day ON pack_adoption
        BEGIN SELECT RAISE(ABORT, 'pack_adoption_no_overlap') WHERE EXISTS (
            SELECT 1 FROM pack_adoption AS other WHERE other.organisation_id = NEW.organisation_id
            AND other.pack = NEW.pack AND other.id <> NEW.id
            AND (NEW.last_day IS NULL OR other.first_day <= NEW.last_day)
            AND (other.last_day IS NULL OR other.last_day >= NEW.first_day)); END",
];

const DOWN: &[&str] = &["DROP TABLE pack_adoption", "DROP TABLE rule_pack_version"];
