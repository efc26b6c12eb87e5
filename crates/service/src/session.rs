//! Signing in and out. A session is a random secret in a cookie; the database knows only its hash.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use chrono::{TimeDelta, Utc};
use domain::{
    Code, Error,
    account::{OwnPasswordForm, OwnSession, TokenScope, Viewer, read_email},
    id::{AccountId, RoleGrantId},
};
use tokio::sync::Semaphore;

use crate::{
    Ctx, Db, Failure, Result,
    audit::{Record, record},
    secret::{hash, new_secret},
    store,
};

/// How long a session lasts, in hours.
pub const SESSION_HOURS: i64 = 12;

/// Failed attempts of one e-mail or one address that are allowed within [`THROTTLE_MINUTES`].
const ATTEMPTS_PER_EMAIL: u64 = 5;
const ATTEMPTS_PER_ORIGIN: u64 = 50;

/// The window in which failed attempts are counted.
const THROTTLE_MINUTES: i64 = 15;

/// Hashing takes 19 MiB and some 30 ms of a core: two at a time keep the server answering.
static HASHING: Semaphore = Semaphore::const_new(2);

/// A new session: the secret for the cookie.
#[derive(Debug)]
pub struct NewSession {
    /// The secret, shown to nobody but the browser.
    pub secret: String,
    /// The account that signed in.
    pub account: AccountId,
}

/// Signs in. `demonstration` says whether passwords of demonstration accounts are accepted.
///
/// # Errors
/// `sign_in_failed` for a wrong e-mail or password alike; throttled after five failures of one e-mail,
/// or fifty from one address, within 15 minutes.
pub async fn sign_in(db: &Db, ctx: &Ctx, email: &str, password: &str, demonstration: bool) -> Result<NewSession> {
    let failed = || Failure::field("password", Code::SignInFailed);
    let email = read_email(email).map_err(|_| failed())?;
    let subjects =
        [(format!("email:{email}"), ATTEMPTS_PER_EMAIL), (format!("from:{}", ctx.origin()), ATTEMPTS_PER_ORIGIN)];
    let since = ctx.now() - TimeDelta::minutes(THROTTLE_MINUTES);
    for (subject, most) in &subjects {
        if store::session::attempts(db.reader(), subject, since).await? >= *most {
            return Err(throttled());
        }
    }
    let known = store::account::credentials(db.reader(), &email, ctx.now()).await?;
    let stored = known.as_ref().and_then(|known| known.password_hash.clone());
    let good = verify(password.to_owned(), stored).await?;
    let open = known.filter(|known| good && (demonstration || !known.demonstration));
    let Some((known, grant)) = open.and_then(|known| known.first_grant.map(|grant| (known, grant))) else {
        let tx = db.begin().await?;
        let subjects = subjects.map(|(subject, _)| subject);
        store::session::note_attempt(&tx, &subjects, ctx.now(), since).await?;
        tx.commit().await?;
        return Err(failed());
    };
    open_session(db, ctx, known.account, grant).await
}

/// Opens a session for an account whose identity was just shown.
pub(crate) async fn open_session(db: &Db, ctx: &Ctx, account: AccountId, grant: RoleGrantId) -> Result<NewSession> {
    let secret = new_secret()?;
    let tx = db.begin().await?;
    let expires_at = ctx.now() + TimeDelta::hours(SESSION_HOURS);
    store::session::insert(&tx, hash(&secret), account, grant, ctx.now(), expires_at).await?;
    if let Some(viewer) = store::session::by_hash(&tx, &hash(&secret), ctx.now()).await? {
        let ctx = ctx.clone().signed_in(&viewer, TokenScope::Write);
        let line = Record { action: "session.sign_in", object: "account", id: account.0 };
        record(&tx, &ctx, line, ()).await?;
    }
    tx.commit().await?;
    Ok(NewSession { secret, account })
}

/// The context and the viewer behind a session's secret; nobody when it is unknown or too old.
///
/// # Errors
/// When the database cannot be read.
pub async fn resolve(db: &Db, ctx: Ctx, secret: &str) -> Result<(Ctx, Option<Viewer>)> {
    let viewer = store::session::by_hash(db.reader(), &hash(secret), ctx.now()).await?;
    Ok(match viewer {
        Some(viewer) => (ctx.signed_in(&viewer, TokenScope::Write), Some(viewer)),
        None => (ctx, None),
    })
}

/// Ends this session.
///
/// # Errors
/// When the database cannot be written.
pub async fn sign_out(db: &Db, ctx: &Ctx, secret: &str) -> Result<()> {
    let tx = db.begin().await?;
    store::session::delete(&tx, &hash(secret)).await?;
    if let Some(account) = ctx.account() {
        let line = Record { action: "session.sign_out", object: "account", id: account.0 };
        record(&tx, ctx, line, ()).await?;
    }
    tx.commit().await
}

/// Ends all sessions of the acting account.
///
/// # Errors
/// Sign-in needed.
pub async fn sign_out_everywhere(db: &Db, ctx: &Ctx) -> Result<()> {
    let acting = ctx.acting_to_write()?;
    let tx = db.begin().await?;
    store::session::delete_all(&tx, acting.account).await?;
    let line = Record { action: "session.sign_out_everywhere", object: "account", id: acting.account.0 };
    record(&tx, ctx, line, ()).await?;
    tx.commit().await
}

/// The acting account's sessions, the latest first; `secret` is of the one that asks.
///
/// # Errors
/// Sign-in needed.
pub async fn own(db: &Db, ctx: &Ctx, secret: &str) -> Result<Vec<OwnSession>> {
    let acting = ctx.acting()?;
    store::session::of_account(db.reader(), acting.account, &hash(secret), ctx.now()).await
}

/// Replaces the acting account's password and ends its other sessions; `secret` is of the one that asks.
///
/// # Errors
/// Sign-in needed; invalid, `wrong_password` among the codes; throttled like signing in.
pub async fn change_password(db: &Db, ctx: &Ctx, secret: &str, form: &OwnPasswordForm) -> Result<()> {
    let acting = ctx.acting_to_write()?;
    form.check()?;
    // Who found an open session must not guess the password of its account faster than at the door.
    let subject = format!("account:{}", acting.account);
    let since = ctx.now() - TimeDelta::minutes(THROTTLE_MINUTES);
    if store::session::attempts(db.reader(), &subject, since).await? >= ATTEMPTS_PER_EMAIL {
        return Err(throttled());
    }
    let stored = store::account::password_hash(db.reader(), acting.account).await?;
    if !verify(form.old_password.clone(), stored).await? {
        let tx = db.begin().await?;
        store::session::note_attempt(&tx, &[subject], ctx.now(), since).await?;
        tx.commit().await?;
        return Err(Failure::field("old_password", Code::WrongPassword));
    }
    let password_hash = hash_password(form.password.clone()).await?;
    let tx = db.begin().await?;
    store::account::set_password(&tx, acting.account, password_hash).await?;
    store::session::delete_others(&tx, acting.account, &hash(secret)).await?;
    let line = Record { action: "account.change_password", object: "account", id: acting.account.0 };
    record(&tx, ctx, line, ()).await?;
    tx.commit().await
}

fn throttled() -> Failure {
    Error::Throttled(u32::try_from(THROTTLE_MINUTES * 60).unwrap_or(900)).into()
}

/// Lets the session act in another role of the account.
///
/// # Errors
/// Sign-in needed; not found for a role of somebody else.
pub async fn act_as(db: &Db, ctx: &Ctx, viewer: &Viewer, secret: &str, grant: RoleGrantId) -> Result<()> {
    let acting = ctx.acting_to_write()?;
    let known = viewer.account == acting.account && viewer.grants.iter().any(|own| own.id == grant);
    if !known {
        return Err(Error::NotFound.into());
    }
    let tx = db.begin().await?;
    store::session::set_grant(&tx, &hash(secret), grant).await?;
    let line = Record { action: "session.act_as", object: "role_grant", id: grant.0 };
    record(&tx, ctx, line, ()).await?;
    tx.commit().await
}

/// Hashes a password with argon2id (19 MiB, two passes, one lane).
pub(crate) async fn hash_password(password: String) -> Result<String> {
    let _turn = HASHING.acquire().await.map_err(Failure::internal)?;
    tokio::task::spawn_blocking(move || {
        let hash = Argon2::default().hash_password(password.as_bytes()).map_err(Failure::internal)?;
        Ok(hash.to_string())
    })
    .await
    .map_err(Failure::internal)?
}

/// Whether the password fits. Without a stored hash one is made all the same, so that the time taken does
/// not tell which e-mails exist.
async fn verify(password: String, stored: Option<String>) -> Result<bool> {
    let Some(stored) = stored else {
        hash_password(password).await?;
        return Ok(false);
    };
    let _turn = HASHING.acquire().await.map_err(Failure::internal)?;
    tokio::task::spawn_blocking(move || {
        let parsed = PasswordHash::new(&stored).map_err(Failure::internal)?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await
    .map_err(Failure::internal)?
}

/// The instant now, for the edge that makes contexts.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
pub fn clock() -> chrono::DateTime<Utc> {
    Utc::now()
}
