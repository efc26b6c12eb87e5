//! Who asks: a bearer token, and nothing else. A session cookie opens nothing here.

use std::{net::SocketAddr, time::Instant};

use axum::{
    extract::{ConnectInfo, FromRequestParts, Request, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::Error;
use service::{Ctx, Db, session, token};

use super::{Api, Outcome, problem::Problem};
use crate::http::RequestId;

/// The one who asks, with the database that answers.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    pub(super) db: Db,
    pub(super) ctx: Ctx,
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Outcome<Self> {
        parts.extensions.get::<Self>().cloned().ok_or(token_needed())
    }
}

const fn token_needed() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "token_needed")
}

/// Lets pass who brings a known token that has requests left; one that only reads writes nothing.
pub(super) async fn known_token(State(api): State<Api>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match caller(&api, &parts).await {
        Ok(caller) if caller.ctx.only_reads() && !parts.method.is_safe() => {
            Problem::of_status(StatusCode::FORBIDDEN).into_response()
        }
        Ok(caller) => {
            parts.extensions.insert(caller);
            next.run(Request::from_parts(parts, body)).await
        }
        Err(problem) => problem.into_response(),
    }
}

async fn caller(api: &Api, parts: &Parts) -> Outcome<Caller> {
    let secret = bearer(&parts.headers).ok_or(token_needed())?;
    let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    let now = Instant::now();
    let known = api.limits.admit(secret, address, now).map_err(Problem::throttled)?;
    let id = parts.extensions.get::<RequestId>().map_or_else(String::new, |id| id.0.clone());
    let origin = address.map_or_else(|| "-".to_owned(), |address| address.to_string());
    match token::resolve(&api.db, Ctx::nobody(session::clock(), id, origin), secret).await {
        Ok((ctx, _)) => {
            if !known {
                api.limits.known(secret, now);
            }
            Ok(Caller { db: api.db.clone(), ctx })
        }
        Err(failure) if *failure.error() == Error::SignInNeeded => {
            api.limits.forget(secret);
            api.limits.unknown(address, now);
            Err(Problem::new(StatusCode::UNAUTHORIZED, "token_unknown"))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The token of an `Authorization: Bearer` header; the name of the scheme in capitals or not.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
