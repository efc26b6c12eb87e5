//! Sessions and sign-in attempts, keyed by hashes of their secrets.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    account::{OwnSession, Role, RoleGrant, TokenScope, Viewer},
    id::{AccountId, OrganisationId, PersonId, RoleGrantId},
    name::Named,
    organisation::{DEFAULT_ZONE, OrganisationKind},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationTrait, Select,
};

use super::{Kept, text};
use crate::{
    ctx::day_in,
    entity::{account, api_token, organisation, person, role_grant, session, sign_in_attempt},
    failure::Result,
    guard::{Allowed, DeactivateOrganisation},
};

/// One role of an account, with what a viewer needs to know of the account.
#[derive(FromQueryResult)]
pub(super) struct GrantRow {
    id: i64,
    role: String,
    organisation_id: Option<i64>,
    organisation_name: Option<String>,
    organisation_name_en: Option<String>,
    organisation_kind: Option<String>,
    organisation_zone: Option<String>,
    last_day: Option<NaiveDate>,
    account_id: i64,
    person_id: i64,
    name: String,
    name_en: Option<String>,
    email: String,
    acting: i64,
    scope: Option<String>,
}

/// What [`with_grants`] compares with: account, role and organisation.
pub(super) const ALL_ACTIVE: [bool; 3] = [true; 3];

/// Joins an active account's person and all its roles that are not at rest, so that one question finds a viewer.
pub(super) fn with_grants<E: EntityTrait>(of_account: Select<E>) -> Select<E> {
    of_account
        .column_as(role_grant::Column::Id, "id")
        .column_as(role_grant::Column::Role, "role")
        .column_as(role_grant::Column::OrganisationId, "organisation_id")
        .column_as(organisation::Column::Name, "organisation_name")
        .column_as(organisation::Column::NameEn, "organisation_name_en")
        .column_as(organisation::Column::Kind, "organisation_kind")
        .column_as(organisation::Column::Zone, "organisation_zone")
        .column_as(role_grant::Column::LastDay, "last_day")
        .column_as(account::Column::Id, "account_id")
        .column_as(account::Column::PersonId, "person_id")
        .column_as(account::Column::Email, "email")
        .column_as(person::Column::Name, "name")
        .column_as(person::Column::NameEn, "name_en")
        .join(JoinType::InnerJoin, account::Relation::Person.def())
        .join_rev(JoinType::InnerJoin, role_grant::Relation::Account.def())
        .join(JoinType::LeftJoin, role_grant::Relation::Organisation.def())
        .filter(account::Column::Active.eq(true))
        .filter(role_grant::Column::Active.eq(true))
        .filter(organisation::Column::Id.is_null().or(organisation::Column::Active.eq(true)))
        .order_by_asc(role_grant::Column::Id)
}

/// Whether a role's last day, inclusive, has not passed where the role is held.
pub(super) fn is_open(last_day: Option<NaiveDate>, zone: Option<&str>, now: DateTime<Utc>) -> bool {
    last_day.is_none_or(|last| last >= day_in(now, zone.unwrap_or(DEFAULT_ZONE)))
}

/// The account with all its roles, acting in one; none when it is deactivated or lost that role.
pub(super) fn viewer(rows: Vec<GrantRow>, now: DateTime<Utc>) -> Result<Option<Viewer>> {
    let Some(first) = rows.first() else { return Ok(None) };
    let first_acting = first.acting;
    let (account, person) = (AccountId(first.account_id), PersonId(first.person_id));
    let (name, email) = (Named::new(first.name.clone(), first.name_en.clone()), first.email.clone());
    let grants = rows
        .into_iter()
        .filter(|row| is_open(row.last_day, row.organisation_zone.as_deref(), now))
        .map(|row| {
            Ok(RoleGrant {
                id: RoleGrantId(row.id),
                role: text(&row.role, Role::parse)?,
                organisation: row.organisation_id.map(OrganisationId),
                organisation_name: row.organisation_name.map(|name| Named::new(name, row.organisation_name_en)),
                organisation_kind: row
                    .organisation_kind
                    .map(|kind| text(&kind, OrganisationKind::parse))
                    .transpose()?,
                last_day: row.last_day,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let acting = grants.iter().find(|grant| grant.id.0 == first_acting).cloned();
    Ok(acting.map(|acting| Viewer { account, person, name, email, acting, grants }))
}

/// Who is signed in by the session with this hash.
pub(crate) async fn by_hash(conn: &impl ConnectionTrait, hash: &str, now: DateTime<Utc>) -> Result<Option<Viewer>> {
    static KEPT: Kept = Kept::new();
    let values = [hash.into(), now.into()].into_iter().chain(ALL_ACTIVE.map(Into::into));
    let question = KEPT.with(conn.get_database_backend(), values, || {
        let session = session::Entity::find()
            .select_only()
            .column_as(session::Column::RoleGrantId, "acting")
            .join(JoinType::InnerJoin, session::Relation::Account.def())
            .filter(session::Column::TokenHash.eq(hash))
            .filter(session::Column::ExpiresAt.gt(now));
        with_grants(session).into_query()
    });
    viewer(GrantRow::find_by_statement(question).all(conn).await?, now)
}

/// Whose token has this hash, and what it may do at most.
pub(crate) async fn by_token(
    conn: &impl ConnectionTrait,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Viewer, TokenScope)>> {
    static KEPT: Kept = Kept::new();
    let values = [hash.into()].into_iter().chain(ALL_ACTIVE.map(Into::into));
    let question = KEPT.with(conn.get_database_backend(), values, || {
        let token = api_token::Entity::find()
            .select_only()
            .column_as(api_token::Column::RoleGrantId, "acting")
            .column_as(api_token::Column::Scope, "scope")
            .join(JoinType::InnerJoin, api_token::Relation::Account.def())
            .filter(api_token::Column::TokenHash.eq(hash))
            .filter(api_token::Column::RevokedAt.is_null());
        with_grants(token).into_query()
    });
    let rows = GrantRow::find_by_statement(question).all(conn).await?;
    let scope = rows.first().and_then(|row| row.scope.clone());
    let scope = scope.map(|scope| text(&scope, TokenScope::parse)).transpose()?;
    Ok(viewer(rows, now)?.zip(scope))
}

/// Opens a session.
pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    hash: String,
    account: AccountId,
    grant: RoleGrantId,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(now)).exec(conn).await?;
    let row = session::ActiveModel {
        token_hash: Set(hash),
        account_id: Set(account.0),
        role_grant_id: Set(grant.0),
        created_at: Set(now),
        expires_at: Set(expires_at),
    };
    session::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Lets a session act in another role of its account.
pub(crate) async fn set_grant(conn: &impl ConnectionTrait, hash: &str, grant: RoleGrantId) -> Result<()> {
    let row = session::ActiveModel { role_grant_id: Set(grant.0), ..Default::default() };
    session::Entity::update_many().set(row).filter(session::Column::TokenHash.eq(hash)).exec(conn).await?;
    Ok(())
}

/// Ends one session.
pub(crate) async fn delete(conn: &impl ConnectionTrait, hash: &str) -> Result<()> {
    session::Entity::delete_by_id(hash).exec(conn).await?;
    Ok(())
}

/// Ends all sessions of an account.
pub(crate) async fn delete_all(conn: &impl ConnectionTrait, account: AccountId) -> Result<()> {
    session::Entity::delete_many().filter(session::Column::AccountId.eq(account.0)).exec(conn).await?;
    Ok(())
}

/// Ends all sessions of an account but the one with this hash.
pub(crate) async fn delete_others(conn: &impl ConnectionTrait, account: AccountId, hash: &str) -> Result<()> {
    session::Entity::delete_many()
        .filter(session::Column::AccountId.eq(account.0))
        .filter(session::Column::TokenHash.ne(hash))
        .exec(conn)
        .await?;
    Ok(())
}

/// Ends all sessions that act for an organisation.
pub(crate) async fn delete_of_organisation(
    conn: &impl ConnectionTrait,
    organisation: &Allowed<DeactivateOrganisation>,
) -> Result<()> {
    let roles = role_grant::Entity::find()
        .select_only()
        .column(role_grant::Column::Id)
        .filter(role_grant::Column::OrganisationId.eq(organisation.id.0))
        .into_query();
    session::Entity::delete_many().filter(session::Column::RoleGrantId.in_subquery(roles)).exec(conn).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct SessionRow {
    token_hash: String,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    role: String,
}

/// The sessions of an account that have not ended, the latest first; `hash` is of the one that asks.
pub(crate) async fn of_account(
    conn: &impl ConnectionTrait,
    account: AccountId,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<Vec<OwnSession>> {
    let rows = session::Entity::find()
        .column_as(role_grant::Column::Role, "role")
        .join(JoinType::InnerJoin, session::Relation::RoleGrant.def())
        .filter(session::Column::AccountId.eq(account.0))
        .filter(session::Column::ExpiresAt.gt(now))
        .order_by_desc(session::Column::CreatedAt)
        .into_model::<SessionRow>()
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(OwnSession {
                created_at: row.created_at,
                expires_at: row.expires_at,
                role: text(&row.role, Role::parse)?,
                this: row.token_hash == hash,
            })
        })
        .collect()
}

/// How many failed attempts `subject` made since an instant.
pub(crate) async fn attempts(conn: &impl ConnectionTrait, subject: &str, since: DateTime<Utc>) -> Result<u64> {
    Ok(sign_in_attempt::Entity::find()
        .filter(sign_in_attempt::Column::Subject.eq(subject))
        .filter(sign_in_attempt::Column::At.gt(since))
        .count(conn)
        .await?)
}

/// Notes a failed attempt, and forgets those before `since`.
pub(crate) async fn note_attempt(
    conn: &impl ConnectionTrait,
    subjects: &[String],
    now: DateTime<Utc>,
    since: DateTime<Utc>,
) -> Result<()> {
    sign_in_attempt::Entity::delete_many().filter(sign_in_attempt::Column::At.lte(since)).exec(conn).await?;
    let rows = subjects.iter().map(|subject| sign_in_attempt::ActiveModel {
        subject: Set(subject.clone()),
        at: Set(now),
        ..Default::default()
    });
    sign_in_attempt::Entity::insert_many(rows).exec_without_returning(conn).await?;
    Ok(())
}
