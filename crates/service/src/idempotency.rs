//! Requests that a program may send again: the first is done, the others get its answer.
//!
//! What was begun and never answered, because the process ended between, stays begun for the whole time:
//! nobody can tell whether it was done, and doing it twice would be worse than asking somebody to look.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::{Ctx, Db, Result, secret::hash, store};

/// How long an answer is kept, in hours.
pub const KEPT_HOURS: i64 = 24;

/// A request with a key, as it was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The key that the program chose, at most 200 characters.
    pub key: String,
    /// Method and path.
    pub request: String,
    /// Everything else that was asked: conditions and body.
    pub body: Vec<u8>,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The HTTP status.
    pub status: u16,
    /// The version tag of what was made or changed.
    pub etag: Option<String>,
    /// Where that stands.
    pub location: Option<String>,
    /// The body, empty without one.
    pub body: String,
}

/// What a key says about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing: it is the first, and is to be done.
    First,
    /// It was answered with this.
    Answered(Answered),
    /// It was begun and is not answered yet.
    InFlight,
    /// The key belongs to another request.
    Reused,
}

/// Notes a request as begun, unless its key is known.
///
/// # Errors
/// Sign-in needed; forbidden for a token that only reads.
pub async fn begin(db: &Db, ctx: &Ctx, asked: &Asked) -> Result<Known> {
    let account = ctx.acting_to_write()?.account;
    let body_hash = hash(&asked.body);
    let expires_at = ctx.now() + Duration::hours(KEPT_HOURS);
    let tx = db.begin().await?;
    let first = store::idempotent_request::begin(&tx, account, asked, &body_hash, ctx.now(), expires_at).await?;
    let known = if first { None } else { store::idempotent_request::find(&tx, account, &asked.key).await? };
    tx.commit().await?;
    let Some(row) = known else { return Ok(if first { Known::First } else { Known::InFlight }) };
    if row.request != asked.request || row.body_hash != body_hash {
        return Ok(Known::Reused);
    }
    Ok(match row.status.map(u16::try_from) {
        Some(Ok(status)) => {
            let body = row.body.unwrap_or_default();
            Known::Answered(Answered { status, etag: row.etag, location: row.location, body })
        }
        _ => Known::InFlight,
    })
}

/// Keeps what was answered to a request that was begun; without an answer the request can be sent again.
///
/// # Errors
/// Sign-in needed; forbidden for a token that only reads.
pub async fn finish(db: &Db, ctx: &Ctx, key: &str, answered: Option<&Answered>) -> Result<()> {
    let account = ctx.acting_to_write()?.account;
    let tx = db.begin().await?;
    match answered {
        Some(answered) => store::idempotent_request::finish(&tx, account, key, answered).await?,
        None => store::idempotent_request::forget(&tx, account, key).await?,
    }
    tx.commit().await
}
