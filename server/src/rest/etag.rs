//! Versions on the wire: an `ETag` is the version of an object and what its representation says, so that a
//! write is judged by the one (`If-Match`) and a copy by both (`If-None-Match`).

use std::hash::{DefaultHasher, Hasher};

use axum::{
    extract::{FromRequestParts, Request},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use service::Failure;
use utoipa::IntoParams;

use super::{BASE, Outcome, problem::Problem};

/// An object with its version: a response with `ETag`.
pub(super) struct Tagged<T>(pub(super) i32, pub(super) T);

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let Ok(body) = serde_json::to_vec(&self.1) else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let mut hasher = DefaultHasher::new();
        hasher.write(&body);
        let tag = format!("\"{}-{:016x}\"", self.0, hasher.finish());
        let kind = HeaderValue::from_static("application/json");
        // A copy may be kept, and is asked for again each time.
        let kept = HeaderValue::from_static("private, no-cache");
        let mut response = ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)], body).into_response();
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }
}

/// What was made: 201 with where it stands.
pub(super) fn created<T: Serialize>(noun: &str, id: i64, made: Tagged<T>) -> Response {
    let mut response = made.into_response();
    *response.status_mut() = StatusCode::CREATED;
    if let Ok(location) = HeaderValue::from_str(&format!("{BASE}/{noun}/{id}")) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// What a write made of an object, if it is still the actor's to see: 204 when it is not any more.
pub(super) fn if_visible(made: Outcome<Response>) -> Outcome<Response> {
    match made {
        Err(problem) if problem.status() == StatusCode::NOT_FOUND => Ok(StatusCode::NO_CONTENT.into_response()),
        made => made,
    }
}

/// The version that a write is about.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "the document names the header, `IfMatch` reads it")]
pub(super) struct VersionHeader {
    /// The `ETag` of what was read; 412 when it has changed since, 428 without it.
    #[param(rename = "If-Match", example = "\"3-0123456789abcdef\"")]
    if_match: String,
}

/// The condition of a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum IfMatch {
    /// Whatever version there is.
    Any,
    /// One of these versions.
    These(Vec<i32>),
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Outcome<Self> {
        let missing = Problem::new(StatusCode::PRECONDITION_REQUIRED, "version_needed");
        Self::read(&parts.headers).ok_or(missing)
    }
}

impl IfMatch {
    fn read(headers: &HeaderMap) -> Option<Self> {
        let mut tags = tags(headers, header::IF_MATCH).peekable();
        tags.peek()?;
        let mut versions = Vec::new();
        for tag in tags {
            if tag == "*" {
                return Some(Self::Any);
            }
            // A weak tag never matches a write (RFC 9110, 13.1.1).
            let version = tag.trim_matches('"').split('-').next().unwrap_or_default();
            versions.extend(version.parse::<i32>().ok().filter(|_| tag.starts_with('"')));
        }
        Some(Self::These(versions))
    }

    /// Whether the present version is one that was meant.
    pub(super) fn holds(&self, current: i32) -> bool {
        match self {
            Self::Any => true,
            Self::These(versions) => versions.contains(&current),
        }
    }

    /// The version to write over: one that no object has, so that the use case refuses, when another was meant.
    pub(super) fn version(&self, current: i32) -> i32 {
        if self.holds(current) { current } else { -1 }
    }

    /// What came of a write: who meant another version learns that first, unless it was not theirs to write.
    pub(super) fn judged<T>(&self, current: i32, done: Result<T, Failure>) -> Outcome<T> {
        done.map_err(|failure| {
            let problem = Problem::from(failure);
            let hides = !self.holds(current) && matches!(problem.status().as_u16(), 409 | 422);
            if hides || problem.code() == "stale" { Problem::stale() } else { problem }
        })
    }
}

/// The condition of a deed that can do without one.
pub(super) struct MaybeIfMatch(pub(super) IfMatch);

impl<S: Sync> FromRequestParts<S> for MaybeIfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Outcome<Self> {
        Ok(Self(IfMatch::read(&parts.headers).unwrap_or(IfMatch::Any)))
    }
}

fn tags(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    let values = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(str::trim).filter(|tag| !tag.is_empty())
}

/// Answers a reader who has the present representation with 304 and nothing else.
pub(super) async fn unless_known(request: Request, next: Next) -> Response {
    let reads = request.method().is_safe() && request.headers().contains_key(header::IF_NONE_MATCH);
    let known = if reads { Some(request.headers().clone()) } else { None };
    let response = next.run(request).await;
    let Some(known) = known else { return response };
    let Some(tag) = response.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok()) else { return response };
    let same = |other: &str| other == "*" || other.strip_prefix("W/").unwrap_or(other) == tag;
    if !tags(&known, header::IF_NONE_MATCH).any(same) {
        return response;
    }
    let mut unchanged = StatusCode::NOT_MODIFIED.into_response();
    for name in [header::ETAG, header::CACHE_CONTROL] {
        if let Some(value) = response.headers().get(&name) {
            unchanged.headers_mut().insert(name, value.clone());
        }
    }
    unchanged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &'static str) -> Option<IfMatch> {
        IfMatch::read(&HeaderMap::from_iter([(header::IF_MATCH, HeaderValue::from_static(value))]))
    }

    #[test]
    fn a_write_is_judged_by_the_version_of_its_tags() {
        assert_eq!(read("\"3-00ff\""), Some(IfMatch::These(vec![3])));
        assert_eq!(read("\"3-00ff\", \"4\""), Some(IfMatch::These(vec![3, 4])));
        assert_eq!(read("*"), Some(IfMatch::Any));
        for never in ["W/\"3-00ff\"", "nonsense", "\"\"", "3"] {
            assert_eq!(read(never), Some(IfMatch::These(Vec::new())), "{never}");
        }
        assert_eq!(IfMatch::read(&HeaderMap::new()), None);
    }
}
