//! API tokens of an account: shown once, stored as a hash, acting in one role.

use domain::{
    Code, Error,
    account::{ApiToken, TokenScope, Viewer},
    id::TokenId,
};

use crate::{
    Ctx, Db, Failure, Result,
    audit::{Record, record},
    secret::{hash, new_secret},
    store,
};

/// The most characters of a token's name.
const LONGEST_NAME: usize = 60;

/// Makes a token for the acting account and role; the secret is answered once.
///
/// # Errors
/// Sign-in needed; forbidden for a token that only reads, which could else make itself a stronger one;
/// `required` without a name, `too_long` and `control_character`.
pub async fn create(db: &Db, ctx: &Ctx, name: &str, scope: TokenScope) -> Result<String> {
    let acting = ctx.acting_to_write()?;
    let name = &read_name(name)?;
    let secret = format!("tp_{}", new_secret()?);
    let tx = db.begin().await?;
    let grant = acting.grant.id;
    let id = store::account::insert_token(&tx, acting.account, grant, name, scope, hash(&secret), ctx.now()).await?;
    let line = Record { action: "token.create", object: "token", id: id.0 };
    record(&tx, ctx, line, serde_json::json!({ "name": name, "scope": scope })).await?;
    tx.commit().await?;
    Ok(secret)
}

fn read_name(name: &str) -> Result<String> {
    let name = domain::form::read_line(name, LONGEST_NAME).and_then(|name| name.ok_or(Code::Required));
    name.map_err(|code| Failure::field("name", code))
}

/// Makes a token for the account with this e-mail, acting in its first role: for the command line.
///
/// # Errors
/// Not found on the field `email`.
pub async fn create_for(db: &Db, ctx: &Ctx, email: &str, name: &str, scope: TokenScope) -> Result<String> {
    if !ctx.is_system() {
        return Err(Error::Forbidden.into());
    }
    let unknown = || Failure::field("email", Code::NotFound);
    let known =
        store::account::credentials(db.reader(), &email.trim().to_lowercase(), ctx.now()).await?.ok_or_else(unknown)?;
    let grant = known.first_grant.ok_or_else(unknown)?;
    let name = &read_name(name)?;
    let secret = format!("tp_{}", new_secret()?);
    let tx = db.begin().await?;
    let id = store::account::insert_token(&tx, known.account, grant, name, scope, hash(&secret), ctx.now()).await?;
    let line = Record { action: "token.create", object: "token", id: id.0 };
    record(&tx, ctx, line, serde_json::json!({ "name": name, "scope": scope, "email": email })).await?;
    tx.commit().await?;
    Ok(secret)
}

/// The acting account's tokens.
///
/// # Errors
/// Sign-in needed.
pub async fn list(db: &Db, ctx: &Ctx) -> Result<Vec<ApiToken>> {
    store::account::tokens(db.reader(), ctx.acting()?.account).await
}

/// Revokes a token of the acting account.
///
/// # Errors
/// Not found.
pub async fn revoke(db: &Db, ctx: &Ctx, id: TokenId) -> Result<()> {
    let acting = ctx.acting_to_write()?;
    let tx = db.begin().await?;
    if !store::account::revoke_token(&tx, acting.account, id, ctx.now()).await? {
        return Err(Error::NotFound.into());
    }
    record(&tx, ctx, Record { action: "token.revoke", object: "token", id: id.0 }, ()).await?;
    tx.commit().await
}

/// The context behind a bearer token; sign-in needed when it is unknown or revoked.
///
/// # Errors
/// Sign-in needed.
pub async fn resolve(db: &Db, ctx: Ctx, secret: &str) -> Result<(Ctx, Viewer)> {
    let found = store::session::by_token(db.reader(), &hash(secret), ctx.now()).await?;
    let (viewer, scope) = found.ok_or(Error::SignInNeeded)?;
    Ok((ctx.signed_in(&viewer, scope), viewer))
}
