//! One's own API tokens.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{Code, Error, account::TokenScope, id::TokenId};
use leptos::prelude::*;
use serde::Serialize;
use service::{Failure, token};

use crate::form::{Next, WireError, answer};

/// What is kept of a token that was not made.
#[derive(Serialize)]
struct Typed<'a> {
    name: &'a str,
    scope: &'a str,
}

/// Makes a token for the acting role and shows it once.
#[server(prefix = "/rpc", endpoint = "token/create")]
pub async fn create_token(#[server(default)] name: String, #[server(default)] scope: String) -> Result<(), WireError> {
    answer("own_token", &Typed { name: &name, scope: &scope }, async |visit| {
        let scope = TokenScope::parse(&scope).ok_or_else(|| Failure::field("scope", Code::UnknownValue))?;
        let secret = token::create(&visit.db, &visit.ctx, &name, scope).await?;
        visit.show_once("token", &secret).await?;
        Ok(Next::to("/account"))
    })
    .await
}

/// Revokes one's own token.
#[server(prefix = "/rpc", endpoint = "token/revoke")]
pub async fn revoke_token(#[server(default)] id: String) -> Result<(), WireError> {
    answer("own_token", &(), async |visit| {
        token::revoke(&visit.db, &visit.ctx, TokenId::parse(&id).ok_or(Error::NotFound)?).await?;
        Ok(Next::to("/account").saying("saved"))
    })
    .await
}
