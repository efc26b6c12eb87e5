//! One-time drafts: what was typed into a plain form that failed, kept for minutes until the page shows
//! it again. Never passwords.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::Error;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Failure, Result,
    entity::form_draft,
    secret::{hash, new_secret},
};

/// How long a draft waits for its page, in minutes.
const DRAFT_MINUTES: i64 = 10;

/// A failed form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Which form it was.
    pub form: String,
    /// What was typed, by name of the input.
    pub values: BTreeMap<String, String>,
    /// Why it failed.
    pub error: Error,
}

/// Keeps a draft and answers the secret for the cookie.
///
/// # Errors
/// When the database cannot be written.
pub async fn keep(db: &Db, ctx: &Ctx, draft: &Draft) -> Result<String> {
    let secret = new_secret()?;
    let row = form_draft::ActiveModel {
        token_hash: Set(hash(&secret)),
        form: Set(draft.form.clone()),
        content: Set(serde_json::to_string(draft).map_err(Failure::internal)?),
        expires_at: Set(ctx.now() + TimeDelta::minutes(DRAFT_MINUTES)),
    };
    let tx = db.begin().await?;
    form_draft::Entity::delete_many().filter(form_draft::Column::ExpiresAt.lte(ctx.now())).exec(&tx).await?;
    form_draft::Entity::insert(row).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(secret)
}

/// Takes a draft out: it is shown once.
///
/// # Errors
/// When the database fails.
pub async fn take(db: &Db, ctx: &Ctx, secret: &str) -> Result<Option<Draft>> {
    let key = hash(secret);
    let row = form_draft::Entity::find_by_id(key.as_str()).one(db.reader()).await?;
    let Some(row) = row.filter(|row| row.expires_at > ctx.now()) else { return Ok(None) };
    let tx = db.begin().await?;
    form_draft::Entity::delete_by_id(key.as_str()).exec(&tx).await?;
    tx.commit().await?;
    serde_json::from_str(&row.content).map(Some).map_err(Failure::internal)
}
