//! `Idempotency-Key`: a POST that is sent again is answered again and done once.

use axum::{
    body::{Body, Bytes},
    extract::{FromRequestParts, Request},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use service::idempotency::{Answered, Asked, Known, begin, finish};

use super::{LARGEST_BODY, Outcome, access::Caller, problem::Problem};

/// The name of the header.
pub(super) const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The longest key, in characters.
pub(super) const LONGEST_KEY: usize = 200;

/// Does a request with a key once.
pub(super) async fn once(request: Request, next: Next) -> Response {
    if *request.method() != Method::POST || !request.headers().contains_key(KEY) {
        return next.run(request).await;
    }
    kept(request, next).await.unwrap_or_else(Problem::into_response)
}

async fn kept(request: Request, next: Next) -> Outcome<Response> {
    let (mut parts, body) = request.into_parts();
    let caller = Caller::from_request_parts(&mut parts, &()).await?;
    let too_large = |_| Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE);
    let body = axum::body::to_bytes(body, LARGEST_BODY).await.map_err(too_large)?;
    let asked = Asked {
        key: key(&parts.headers)?,
        request: format!("{} {}", parts.method, parts.uri),
        body: conditions(&parts.headers, &body),
    };
    match begin(&caller.db, &caller.ctx, &asked).await? {
        Known::First => {}
        Known::Answered(answered) => return Ok(again(answered)),
        Known::InFlight => return Err(Problem::new(StatusCode::CONFLICT, "idempotency_in_flight")),
        Known::Reused => return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused")),
    }
    // In a task of its own: a program that hangs up must not leave a key behind that is never answered.
    let request = Request::from_parts(parts, Body::from(body));
    let done = tokio::spawn(async move {
        let (response, answered) = answered(next.run(request).await).await;
        finish(&caller.db, &caller.ctx, &asked.key, answered.as_ref()).await.map_err(Problem::from)?;
        Ok(response)
    });
    done.await.unwrap_or_else(|_| Err(Problem::of_status(StatusCode::INTERNAL_SERVER_ERROR)))
}

fn key(headers: &HeaderMap) -> Outcome<String> {
    let mut keys = headers.get_all(KEY).iter();
    let key = keys.next().and_then(|key| key.to_str().ok()).unwrap_or_default();
    let plain = (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    let wrong = || Problem::field("Idempotency-Key", domain::Code::UnknownValue.as_str());
    if plain && keys.next().is_none() { Ok(key.to_owned()) } else { Err(wrong()) }
}

/// What makes two requests to one address the same: the version they are about and their body.
fn conditions(headers: &HeaderMap, body: &Bytes) -> Vec<u8> {
    let version = headers.get(header::IF_MATCH).map(HeaderValue::as_bytes).unwrap_or_default();
    [version, b"\n", body].concat()
}

/// The response, and what is kept of it: nothing of what another attempt may change.
async fn answered(mut response: Response) -> (Response, Option<Answered>) {
    let status = response.status().as_u16();
    let (etag, location) = (text(response.headers(), header::ETAG), text(response.headers(), header::LOCATION));
    if let Some(problem) = response.extensions().get::<Problem>() {
        let body = problem.is_definite().then(|| serde_json::to_string(problem).unwrap_or_default());
        return (response, body.map(|body| Answered { status, etag, location, body }));
    }
    let body = std::mem::take(response.body_mut());
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    *response.body_mut() = Body::from(bytes.clone());
    let done = status < 500 && status != 429;
    let body = String::from_utf8_lossy(&bytes).into_owned();
    (response, done.then_some(Answered { status, etag, location, body }))
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// An answer that was given before.
fn again(answered: Answered) -> Response {
    if answered.status >= 400 {
        let problem = serde_json::from_str::<Problem>(&answered.body);
        return problem.unwrap_or(Problem::of_status(StatusCode::INTERNAL_SERVER_ERROR)).into_response();
    }
    let empty = answered.body.is_empty();
    let mut response = answered.body.into_response();
    *response.status_mut() = StatusCode::from_u16(answered.status).unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    if !empty {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    for (name, value) in [(header::ETAG, answered.etag), (header::LOCATION, answered.location)] {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(name, value);
        }
    }
    headers.insert(HeaderName::from_static("idempotent-replayed"), HeaderValue::from_static("true"));
    response
}
