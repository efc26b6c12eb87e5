//! Requests that a program may send again, by account and key.

use chrono::{DateTime, Utc};
use domain::id::AccountId;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use crate::{
    entity::idempotent_request::{ActiveModel, Column, Entity, Model},
    failure::Result,
    idempotency::{Answered, Asked},
};

/// Notes a request as begun; whether it is the first with its key.
pub(crate) async fn begin(
    conn: &impl ConnectionTrait,
    account: AccountId,
    asked: &Asked,
    body_hash: &str,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<bool> {
    Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(conn).await?;
    let row = ActiveModel {
        account_id: Set(account.0),
        idempotency_key: Set(asked.key.clone()),
        request: Set(asked.request.clone()),
        body_hash: Set(body_hash.to_owned()),
        expires_at: Set(expires_at),
        ..Default::default()
    };
    let once = OnConflict::columns([Column::AccountId, Column::IdempotencyKey]).do_nothing().to_owned();
    Ok(Entity::insert(row).on_conflict(once).exec_without_returning(conn).await? > 0)
}

/// The request known under a key.
pub(crate) async fn find(conn: &impl ConnectionTrait, account: AccountId, key: &str) -> Result<Option<Model>> {
    Ok(Entity::find().filter(of(account, key)).one(conn).await?)
}

/// Keeps what was answered.
pub(crate) async fn finish(
    conn: &impl ConnectionTrait,
    account: AccountId,
    key: &str,
    answered: &Answered,
) -> Result<()> {
    let row = ActiveModel {
        status: Set(Some(answered.status.into())),
        etag: Set(answered.etag.clone()),
        location: Set(answered.location.clone()),
        body: Set(Some(answered.body.clone())),
        ..Default::default()
    };
    Entity::update_many().set(row).filter(of(account, key)).exec(conn).await?;
    Ok(())
}

/// Forgets a request, so that it can be sent again.
pub(crate) async fn forget(conn: &impl ConnectionTrait, account: AccountId, key: &str) -> Result<()> {
    Entity::delete_many().filter(of(account, key)).exec(conn).await?;
    Ok(())
}

fn of(account: AccountId, key: &str) -> sea_orm::Condition {
    sea_orm::Condition::all().add(Column::AccountId.eq(account.0)).add(Column::IdempotencyKey.eq(key))
}
