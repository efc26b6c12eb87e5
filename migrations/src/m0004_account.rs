//! Accounts, roles, sessions, invitations, tokens and what signing in needs.

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
    "CREATE TABLE account (
        id {id},
        person_id bigint NOT NULL REFERENCES person (id),
        email text NOT NULL,
        password_hash text,
        active boolean NOT NULL DEFAULT {true},
        demonstration boolean NOT NULL,
        created_at {instant} NOT NULL
    )",
    "CREATE UNIQUE INDEX account_email ON account (email)",
    "CREATE INDEX account_person ON account (person_id)",
    "CREATE TABLE role_grant (
        id {id},
        account_id bigint NOT NULL REFERENCES account (id),
        role text NOT NULL CONSTRAINT role_grant_role CHECK (
            role IN ('college-hr', 'coordinator', 'teacher', 'engineer', 'secretariat', 'auditor')),
        organisation_id bigint REFERENCES organisation (id),
        CONSTRAINT role_grant_place CHECK (organisation_id IS NOT NULL OR role IN ('secretariat', 'auditor'))
    )",
    "CREATE UNIQUE INDEX role_grant_once ON role_grant (account_id, role, organisation_id)",
    "CREATE TABLE invitation (
        id {id},
        account_id bigint NOT NULL REFERENCES account (id),
        token_hash text NOT NULL,
        expires_at {instant} NOT NULL,
        used_at {instant},
        created_at {instant} NOT NULL
    )",
    "CREATE UNIQUE INDEX invitation_token_hash ON invitation (token_hash)",
    "CREATE INDEX invitation_account ON invitation (account_id)",
    "CREATE TABLE session (
        token_hash text NOT NULL PRIMARY KEY,
        account_id bigint NOT NULL REFERENCES account (id),
        role_grant_id bigint NOT NULL REFERENCES role_grant (id),
        created_at {instant} NOT NULL,
        expires_at {instant} NOT NULL
    )",
    "CREATE INDEX session_account ON session (account_id)",
    "CREATE TABLE sign_in_attempt (
        id {id},
        subject text NOT NULL,
        at {instant} NOT NULL
    )",
    "CREATE INDEX sign_in_attempt_subject ON sign_in_attempt (subject, at)",
    "CREATE TABLE api_token (
        id {id},
        account_id bigint NOT NULL REFERENCES account (id),
        role_grant_id bigint NOT NULL REFERENCES role_grant (id),
        name text NOT NULL,
        scope text NOT NULL CONSTRAINT api_token_scope CHECK (scope IN ('read', 'write')),
        token_hash text NOT NULL,
        created_at {instant} NOT NULL,
        revoked_at {instant}
    )",
    "CREATE UNIQUE INDEX api_token_token_hash ON api_token (token_hash)",
    "CREATE TABLE form_draft (
        token_hash text NOT NULL PRIMARY KEY,
        form text NOT NULL,
        content text NOT NULL,
        expires_at {instant} NOT NULL
    )",
];

const DOWN: &[&str] = &[
    "DROP TABLE form_draft",
    "DROP TABLE api_token",
    "DROP TABLE sign_in_attempt",
    "DROP TABLE session",
    "DROP TABLE invitation",
    "DROP TABLE role_grant",
    "DROP TABLE account",
];
