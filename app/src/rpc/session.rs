//! Signing in and out, the language, the role acted in.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{
    Error,
    account::{OwnPasswordForm, PasswordForm},
    id::RoleGrantId,
};
use leptos::prelude::*;
use serde::Serialize;
use service::session::SESSION_HOURS;

use crate::{
    form::{Next, WireError, answer},
    visit::{LANGUAGE_COOKIE, SESSION_COOKIE, set_cookie},
    words::Lang,
};

/// What is kept of a failed sign-in: never the password.
#[derive(Serialize)]
struct SignInTyped<'a> {
    email: &'a str,
}

/// Signs in and goes to `next`.
#[server(prefix = "/rpc", endpoint = "session/sign_in")]
pub async fn sign_in(
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), WireError> {
    answer("sign_in", &SignInTyped { email: &email }, async |visit| {
        let demonstration = visit.settings.demonstration;
        let session = service::session::sign_in(&visit.db, &visit.ctx, &email, &password, demonstration).await?;
        set_cookie(&visit, SESSION_COOKIE, &session.secret, Some(SESSION_HOURS * 3600));
        Ok(Next::to(next.clone()))
    })
    .await
}

/// Sets the password with a one-time link and signs in.
#[server(prefix = "/rpc", endpoint = "session/set_password")]
pub async fn set_password(#[server(flatten)] form: PasswordForm) -> Result<(), WireError> {
    answer("invitation", &(), async |visit| {
        let session = service::account::accept_invitation(&visit.db, &visit.ctx, &form).await?;
        set_cookie(&visit, SESSION_COOKIE, &session.secret, Some(SESSION_HOURS * 3600));
        Ok(Next::to("/"))
    })
    .await
}

/// Replaces the password of the account and ends its other sessions.
#[server(prefix = "/rpc", endpoint = "session/change_password")]
pub async fn change_password(#[server(flatten)] form: OwnPasswordForm) -> Result<(), WireError> {
    answer("own_password", &(), async |visit| {
        let secret = visit.session.as_deref().unwrap_or_default();
        service::session::change_password(&visit.db, &visit.ctx, secret, &form).await?;
        Ok(Next::to("/account").saying("saved"))
    })
    .await
}

/// Ends this session.
#[server(prefix = "/rpc", endpoint = "session/sign_out")]
pub async fn sign_out() -> Result<(), WireError> {
    answer("sign_out", &(), async |visit| {
        let secret = visit.session.as_deref().unwrap_or_default();
        service::session::sign_out(&visit.db, &visit.ctx, secret).await?;
        set_cookie(&visit, SESSION_COOKIE, "", Some(0));
        Ok(Next::to("/sign-in"))
    })
    .await
}

/// Ends all sessions of the account.
#[server(prefix = "/rpc", endpoint = "session/sign_out_everywhere")]
pub async fn sign_out_everywhere() -> Result<(), WireError> {
    answer("sign_out", &(), async |visit| {
        service::session::sign_out_everywhere(&visit.db, &visit.ctx).await?;
        set_cookie(&visit, SESSION_COOKIE, "", Some(0));
        Ok(Next::to("/sign-in"))
    })
    .await
}

/// Acts in another role of the account from now on.
#[server(prefix = "/rpc", endpoint = "session/act_as")]
pub async fn act_as(#[server(default)] grant: String) -> Result<(), WireError> {
    answer("act_as", &(), async |visit| {
        let grant = RoleGrantId::parse(&grant).ok_or(Error::NotFound)?;
        let secret = visit.session.as_deref().unwrap_or_default();
        service::session::act_as(&visit.db, &visit.ctx, visit.viewer()?, secret, grant).await?;
        Ok(Next::to("/"))
    })
    .await
}

/// Chooses the language of the pages, for a year.
#[server(prefix = "/rpc", endpoint = "session/language")]
pub async fn choose_language(#[server(default)] language: String) -> Result<(), WireError> {
    answer("language", &(), async |visit| {
        let lang = Lang::read(&language).unwrap_or_default();
        set_cookie(&visit, LANGUAGE_COOKIE, lang.tag(), Some(365 * 24 * 3600));
        Ok(Next::to(visit.referer.clone().unwrap_or_else(|| "/".to_owned())))
    })
    .await
}
