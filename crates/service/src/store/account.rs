//! Accounts, roles, invitations, tokens.

use chrono::{DateTime, Utc};
use domain::{
    account::{ApiToken, TokenScope},
    id::{AccountId, OrganisationId, PersonId, RoleGrantId, TokenId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{session::is_open, text};
use crate::{
    account::NewAccount,
    entity::{account, api_token, invitation, organisation, person, role_grant},
    failure::Result,
    guard::{Allowed, Deed},
};

/// A deed that gives an account.
pub(crate) trait Invites: Deed {}
impl Invites for crate::guard::InviteToOrganisation {}
impl Invites for crate::guard::InviteToCommunity {}
impl Invites for crate::guard::ManageAccount {}

/// What signing in needs to know of an account.
#[derive(Clone, Debug)]
pub(crate) struct Credentials {
    pub(crate) account: AccountId,
    pub(crate) password_hash: Option<String>,
    pub(crate) demonstration: bool,
    pub(crate) first_grant: Option<RoleGrantId>,
}

/// The active account with this e-mail.
pub(crate) async fn credentials(
    conn: &impl ConnectionTrait,
    email: &str,
    now: DateTime<Utc>,
) -> Result<Option<Credentials>> {
    let row = account::Entity::find()
        .filter(account::Column::Email.eq(email))
        .filter(account::Column::Active.eq(true))
        .one(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Credentials {
        account: AccountId(row.id),
        password_hash: row.password_hash,
        demonstration: row.demonstration,
        first_grant: first_grant(conn, AccountId(row.id), now).await?,
    }))
}

/// The first role in which an account may act now, if any.
async fn first_grant(
    conn: &impl ConnectionTrait,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<RoleGrantId>> {
    let rows = role_grant::Entity::find()
        .find_also_related(organisation::Entity)
        .filter(role_grant::Column::AccountId.eq(account.0))
        .filter(role_grant::Column::Active.eq(true))
        .order_by_asc(role_grant::Column::Id)
        .all(conn)
        .await?;
    let may_act = rows.into_iter().find(|(grant, organisation)| {
        let zone = organisation.as_ref().map(|organisation| organisation.zone.as_str());
        organisation.as_ref().is_none_or(|organisation| organisation.active) && is_open(grant.last_day, zone, now)
    });
    Ok(may_act.map(|(grant, _)| RoleGrantId(grant.id)))
}

/// The account with this e-mail, if any, with its person.
pub(crate) async fn by_email(conn: &impl ConnectionTrait, email: &str) -> Result<Option<(AccountId, PersonId)>> {
    let row = account::Entity::find().filter(account::Column::Email.eq(email)).one(conn).await?;
    Ok(row.map(|row| (AccountId(row.id), PersonId(row.person_id))))
}

/// Whether an account has a role outside of an organisation.
pub(crate) async fn acts_beyond(
    conn: &impl ConnectionTrait,
    account: AccountId,
    organisation: OrganisationId,
) -> Result<bool> {
    let elsewhere = Condition::any()
        .add(role_grant::Column::OrganisationId.ne(organisation.0))
        .add(role_grant::Column::OrganisationId.is_null());
    let row = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(account.0))
        .filter(elsewhere)
        .one(conn)
        .await?;
    Ok(row.is_some())
}

/// Adds an account for a person.
pub(crate) async fn insert<D: Invites>(
    conn: &impl ConnectionTrait,
    _: &Allowed<D>,
    person: PersonId,
    email: &str,
    demonstration: bool,
    now: DateTime<Utc>,
) -> Result<AccountId> {
    let row = account::ActiveModel {
        person_id: Set(person.0),
        email: Set(email.to_owned()),
        password_hash: Set(None),
        active: Set(true),
        demonstration: Set(demonstration),
        created_at: Set(now),
        ..Default::default()
    };
    Ok(AccountId(account::Entity::insert(row).exec(conn).await?.last_insert_id))
}

/// Adds a person without an employment: a member of the secretariat, an auditor.
pub(crate) async fn insert_person<D: Invites>(
    conn: &impl ConnectionTrait,
    _: &Allowed<D>,
    name: &str,
    now: DateTime<Utc>,
) -> Result<PersonId> {
    let row =
        person::ActiveModel { name: Set(name.to_owned()), version: Set(1), created_at: Set(now), ..Default::default() };
    Ok(PersonId(person::Entity::insert(row).exec(conn).await?.last_insert_id))
}

/// Gives a role; one given before is taken up again, until the new last day.
pub(crate) async fn grant<D: Invites>(
    conn: &impl ConnectionTrait,
    _: &Allowed<D>,
    account: AccountId,
    new: &NewAccount,
) -> Result<RoleGrantId> {
    let same = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(account.0))
        .filter(role_grant::Column::Role.eq(new.role.as_str()));
    let same = match new.organisation {
        Some(id) => same.filter(role_grant::Column::OrganisationId.eq(id.0)),
        None => same.filter(role_grant::Column::OrganisationId.is_null()),
    };
    let row = role_grant::ActiveModel { active: Set(true), last_day: Set(new.last_day), ..Default::default() };
    if let Some(known) = same.one(conn).await? {
        role_grant::Entity::update_many().set(row).filter(role_grant::Column::Id.eq(known.id)).exec(conn).await?;
        return Ok(RoleGrantId(known.id));
    }
    let row = role_grant::ActiveModel {
        account_id: Set(account.0),
        role: Set(new.role.as_str().to_owned()),
        organisation_id: Set(new.organisation.map(|id| id.0)),
        ..row
    };
    Ok(RoleGrantId(role_grant::Entity::insert(row).exec(conn).await?.last_insert_id))
}

/// Stores a one-time link; the earlier ones of the account end.
pub(crate) async fn invite<D: Invites>(
    conn: &impl ConnectionTrait,
    _: &Allowed<D>,
    account: AccountId,
    hash: String,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    invitation::Entity::delete_many()
        .filter(invitation::Column::AccountId.eq(account.0))
        .filter(invitation::Column::UsedAt.is_null())
        .exec(conn)
        .await?;
    let row = invitation::ActiveModel {
        account_id: Set(account.0),
        token_hash: Set(hash),
        expires_at: Set(expires_at),
        created_at: Set(now),
        ..Default::default()
    };
    invitation::Entity::insert(row).exec(conn).await?;
    Ok(())
}

/// An open invitation: its identifier, the account and the e-mail.
pub(crate) async fn open_invitation(
    conn: &impl ConnectionTrait,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<(i64, AccountId, String)>> {
    let row = invitation::Entity::find()
        .filter(invitation::Column::TokenHash.eq(hash))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(now))
        .one(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let account =
        account::Entity::find_by_id(row.account_id).filter(account::Column::Active.eq(true)).one(conn).await?;
    // A link to an account that may act nowhere would set a password for nothing.
    if first_grant(conn, AccountId(row.account_id), now).await?.is_none() {
        return Ok(None);
    }
    Ok(account.map(|account| (row.id, AccountId(account.id), account.email)))
}

/// Uses up an invitation and sets the password it was for; `false` when another request was faster.
pub(crate) async fn accept(
    conn: &impl ConnectionTrait,
    invitation_id: i64,
    account_id: AccountId,
    password_hash: String,
    now: DateTime<Utc>,
) -> Result<bool> {
    let used = invitation::ActiveModel { used_at: Set(Some(now)), ..Default::default() };
    let changed = invitation::Entity::update_many()
        .set(used)
        .filter(invitation::Column::Id.eq(invitation_id))
        .filter(invitation::Column::UsedAt.is_null())
        .exec(conn)
        .await?;
    if changed.rows_affected == 0 {
        return Ok(false);
    }
    set_password(conn, account_id, password_hash).await?;
    Ok(true)
}

/// Replaces the password of the acting account, which was shown to know the old one.
pub(crate) async fn set_password(
    conn: &impl ConnectionTrait,
    account_id: AccountId,
    password_hash: String,
) -> Result<()> {
    let row = account::ActiveModel {
        password_hash: Set(Some(password_hash)),
        demonstration: Set(false),
        ..Default::default()
    };
    account::Entity::update_many().set(row).filter(account::Column::Id.eq(account_id.0)).exec(conn).await?;
    Ok(())
}

/// The stored hash of an account's password.
pub(crate) async fn password_hash(conn: &impl ConnectionTrait, account_id: AccountId) -> Result<Option<String>> {
    Ok(account::Entity::find_by_id(account_id.0).one(conn).await?.and_then(|row| row.password_hash))
}

/// Sets the password of a demonstration account.
pub(crate) async fn set_demonstration_password<D: Invites>(
    conn: &impl ConnectionTrait,
    _: &Allowed<D>,
    account_id: AccountId,
    password_hash: String,
) -> Result<()> {
    let row = account::ActiveModel { password_hash: Set(Some(password_hash)), ..Default::default() };
    account::Entity::update_many().set(row).filter(account::Column::Id.eq(account_id.0)).exec(conn).await?;
    Ok(())
}

/// Stores a token of the acting account.
pub(crate) async fn insert_token(
    conn: &impl ConnectionTrait,
    account: AccountId,
    grant: RoleGrantId,
    name: &str,
    scope: TokenScope,
    hash: String,
    now: DateTime<Utc>,
) -> Result<TokenId> {
    let row = api_token::ActiveModel {
        account_id: Set(account.0),
        role_grant_id: Set(grant.0),
        name: Set(name.to_owned()),
        scope: Set(scope.as_str().to_owned()),
        token_hash: Set(hash),
        created_at: Set(now),
        ..Default::default()
    };
    Ok(TokenId(api_token::Entity::insert(row).exec(conn).await?.last_insert_id))
}

/// The tokens of an account that are not revoked.
pub(crate) async fn tokens(conn: &impl ConnectionTrait, account: AccountId) -> Result<Vec<ApiToken>> {
    let rows = api_token::Entity::find()
        .filter(api_token::Column::AccountId.eq(account.0))
        .filter(api_token::Column::RevokedAt.is_null())
        .order_by_desc(api_token::Column::Id)
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(ApiToken {
                id: TokenId(row.id),
                name: row.name,
                scope: text(&row.scope, TokenScope::parse)?,
                created_at: row.created_at,
            })
        })
        .collect()
}

/// Revokes a token of an account.
pub(crate) async fn revoke_token(
    conn: &impl ConnectionTrait,
    account: AccountId,
    id: TokenId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let row = api_token::ActiveModel { revoked_at: Set(Some(now)), ..Default::default() };
    let changed = api_token::Entity::update_many()
        .set(row)
        .filter(api_token::Column::Id.eq(id.0))
        .filter(api_token::Column::AccountId.eq(account.0))
        .filter(api_token::Column::RevokedAt.is_null())
        .exec(conn)
        .await?;
    Ok(changed.rows_affected > 0)
}
