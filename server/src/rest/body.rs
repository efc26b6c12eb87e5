//! JSON that comes in: what does not parse is refused with 400, what is of the wrong shape with 422 and the
//! name of the field.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use domain::Code;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::{Outcome, problem::Problem};

/// A body that must be there.
pub(super) struct Input<T>(pub(super) T);

/// A body that may be missing.
pub(super) struct OptionalInput<T>(pub(super) T);

/// The fields that are to change; `null` takes a value away (RFC 7396).
pub(super) struct Patch(Map<String, Value>);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Input<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Outcome<Self> {
        Ok(Self(shaped(parsed(&read(request, state).await?)?)?))
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Default> FromRequest<S> for OptionalInput<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Outcome<Self> {
        if request.headers().get(header::CONTENT_TYPE).is_none() && is_empty(request.headers()) {
            return Ok(Self(T::default()));
        }
        let bytes = read(request, state).await?;
        if bytes.is_empty() {
            return Ok(Self(T::default()));
        }
        Ok(Self(shaped::<Option<T>>(parsed(&bytes)?)?.unwrap_or_default()))
    }
}

impl<S: Send + Sync> FromRequest<S> for Patch {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Outcome<Self> {
        match parsed(&read(request, state).await?)? {
            Value::Object(fields) => Ok(Self(fields)),
            _ => Err(Problem::field("", "wrong_type")),
        }
    }
}

impl Patch {
    /// What stands there now, with the changes.
    pub(super) fn onto<T: Serialize + DeserializeOwned>(self, current: &T) -> Outcome<T> {
        let mut value = serde_json::to_value(current).unwrap_or_default();
        if let Value::Object(fields) = &mut value {
            if let Some(name) = self.0.keys().find(|name| !fields.contains_key(*name)) {
                return Err(Problem::field(name.as_str(), "unknown_field"));
            }
            fields.extend(self.0);
            fields.retain(|_, value| !value.is_null());
        }
        shaped(value)
    }
}

fn is_empty(headers: &HeaderMap) -> bool {
    !headers.contains_key(header::TRANSFER_ENCODING)
        && headers.get(header::CONTENT_LENGTH).is_none_or(|length| length.as_bytes() == b"0")
}

async fn read<S: Send + Sync>(request: Request, state: &S) -> Outcome<Bytes> {
    if !is_json(request.headers()) {
        return Err(Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let bytes = Bytes::from_request(request, state).await;
    bytes.map_err(|rejection| Problem::of_status(rejection.into_response().status()))
}

/// Whether the body says that it is JSON, or a kind of it such as `application/merge-patch+json`.
fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

fn parsed(bytes: &[u8]) -> Outcome<Value> {
    serde_json::from_slice(bytes).map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "bad_json"))
}

/// Reads a value of a shape that refuses unknown fields; the first thing wrong with it is told.
pub(super) fn shaped<T: DeserializeOwned>(value: Value) -> Outcome<T> {
    // Serde would take a list for the fields of a structure in their order.
    if value.is_array() {
        return Err(Problem::field("", "wrong_type"));
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
        let field = match error.path().to_string() {
            whole if whole == "." => String::new(),
            field => field,
        };
        let message = error.inner().to_string();
        let code = if message.starts_with("unknown field") {
            "unknown_field"
        } else if message.starts_with("unknown variant") {
            Code::UnknownValue.as_str()
        } else {
            Code::parse(&message).map_or("wrong_type", Code::as_str)
        };
        Problem::field(field, code)
    })
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;
    use crate::rest::wire::{Day, Key};

    #[derive(Debug, Default, Deserialize, PartialEq, Serialize)]
    #[serde(default, deny_unknown_fields)]
    struct Example {
        name: Option<String>,
        day: Option<Day>,
        keys: Vec<Key>,
        side: Option<domain::placement::Side>,
    }

    #[test]
    fn what_has_the_wrong_shape_is_named() {
        for (value, field, code) in [
            (json!({ "colour": 1 }), "colour", "unknown_field"),
            (json!({ "name": 1 }), "name", "wrong_type"),
            (json!({ "day": "2026-02-30" }), "day", "bad_date"),
            (json!({ "keys": ["1", "x"] }), "keys[1]", "unknown_value"),
            (json!({ "side": "left" }), "side", "unknown_value"),
            (json!([]), "", "wrong_type"),
            (json!(7), "", "wrong_type"),
        ] {
            assert_eq!(shaped::<Example>(value.clone()).unwrap_err(), Problem::field(field, code), "{value}");
        }
    }

    #[test]
    fn a_patch_changes_what_it_names_and_takes_away_what_is_null() {
        let current = Example { name: Some("a".into()), keys: vec![Key(1)], ..Example::default() };
        let patch = |value: Value| Patch(value.as_object().unwrap().clone()).onto(&current);
        let changed = patch(json!({ "keys": ["2"] })).unwrap();
        assert_eq!(changed, Example { name: Some("a".into()), keys: vec![Key(2)], ..Example::default() });
        assert_eq!(patch(json!({ "name": null })).unwrap().name, None);
        for unknown in [json!({ "colour": 1 }), json!({ "colour": null })] {
            assert_eq!(patch(unknown).unwrap_err(), Problem::field("colour", "unknown_field"));
        }
    }
}
