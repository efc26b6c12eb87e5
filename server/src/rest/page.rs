//! Lists by the page: `?limit=&cursor=`, answered as `{"items", "next"}`.

use std::borrow::Cow;

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::NaiveDate;
use domain::{
    Code,
    list::{LARGEST_PAGE, Limit, Page},
};
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

use super::{Outcome, problem::Problem};

/// One page of a list.
#[derive(Serialize, ToSchema)]
pub(super) struct List<T> {
    /// The items, in order.
    items: Vec<T>,
    /// The `cursor` of the next page; null on the last.
    #[schema(required)]
    next: Option<String>,
}

impl<T: Serialize> IntoResponse for List<T> {
    fn into_response(self) -> Response {
        // Room for most pages at once: growing on the way copies what is written, again and again.
        let mut body = Vec::with_capacity(128 + self.items.len() * LARGE_ITEM);
        match serde_json::to_writer(&mut body, &self) {
            Ok(()) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}

/// The length to which few items come, in bytes.
const LARGE_ITEM: usize = 512;

/// Writes a page of the domain.
pub(super) fn list<T, U>(page: Page<T>, item: impl FnMut(T) -> U) -> List<U> {
    let next = page.next.map(|cursor| URL_SAFE_NO_PAD.encode(cursor));
    List { items: page.items.into_iter().map(item).collect(), next }
}

/// Writes a list that has one page.
pub(super) const fn whole<T>(items: Vec<T>) -> List<T> {
    List { items, next: None }
}

/// How long a page is to be.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PageLimit(pub(super) Limit);

impl<'de> Deserialize<'de> for PageLimit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = plain.then(|| text.parse().unwrap_or(u64::MAX));
        let number = number.ok_or_else(|| D::Error::custom(Code::NotANumber))?;
        Limit::new(number).map(Self).ok_or_else(|| D::Error::custom(Code::OutOfRange))
    }
}

impl PartialSchema for PageLimit {
    fn schema() -> RefOr<Schema> {
        let number = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(LARGEST_PAGE));
        number.default(Some(domain::list::PAGE_SIZE.into())).into()
    }
}

impl ToSchema for PageLimit {}

/// Where a page begins: what the list before it said.
#[derive(Clone, Debug, Default)]
pub(super) struct Cursor(String);

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let bytes = URL_SAFE_NO_PAD.decode(text.as_bytes()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let text = bytes.filter(|text| text.contains('~') && !text.contains('\0'));
        text.map(Self).ok_or_else(|| D::Error::custom(Code::UnknownValue))
    }
}

impl Cursor {
    /// A cursor of a list by day.
    pub(super) fn day(cursor: Option<&Self>) -> Outcome<Option<(NaiveDate, i64)>> {
        Self::read(cursor, |day, id| Some((day.parse().ok()?, id.parse().ok()?)))
    }

    /// A cursor of a list by name.
    pub(super) fn name(cursor: Option<&Self>) -> Outcome<Option<(String, i64)>> {
        Self::read(cursor, |id, name| Some((name.to_owned(), id.parse().ok()?)))
    }

    fn read<T>(cursor: Option<&Self>, parse: impl Fn(&str, &str) -> Option<T>) -> Outcome<Option<T>> {
        let Some(Self(text)) = cursor else { return Ok(None) };
        let parsed = text.split_once('~').and_then(|(first, second)| parse(first, second));
        parsed.map(Some).ok_or_else(|| Problem::field("cursor", Code::UnknownValue.as_str()))
    }

    /// The cursor as the domain knows it, empty without one.
    pub(super) fn into_text(cursor: Option<Self>) -> String {
        cursor.map(|cursor| cursor.0).unwrap_or_default()
    }
}
