//! What stands in an address: identifiers in the path, filters in the query.

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use domain::Code;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Outcome, body::shaped, problem::Problem, wire::Key};

/// The identifier of the path; one that cannot be is not found.
pub(super) struct Id(pub(super) i64);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Outcome<Self> {
        let found = Path::<String>::from_request_parts(parts, state).await.ok();
        found.and_then(|Path(text)| Key::parse(&text)).map(|key| Self(key.0)).ok_or(Problem::not_found())
    }
}

/// The query; what it does not know, cannot read or is told twice is refused.
pub(super) struct Query<T>(pub(super) T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Outcome<Self> {
        let pairs = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let axum::extract::Query(pairs) = pairs.map_err(|_| Problem::field("", Code::BadEncoding.as_str()))?;
        let mut values = Map::new();
        for (name, value) in pairs {
            if values.insert(name.clone(), Value::String(value)).is_some() {
                return Err(Problem::field(name, Code::Duplicate.as_str()));
            }
        }
        shaped(Value::Object(values)).map(Self)
    }
}
