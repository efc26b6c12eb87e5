//! From a tree to types, so that an error knows its line and its field.

use std::fmt::{self, Display};

use serde::{
    Deserializer,
    de::{
        self, Expected, IntoDeserializer, Unexpected, Visitor,
        value::{MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};

use super::{
    super::error::{PackError, PackErrorCode},
    node::{Entry, Node, Place, Value},
};

/// What is wrong with a tree.
#[derive(Debug)]
pub(in crate::policy) struct Wrong {
    code: PackErrorCode,
    detail: String,
    missing: Option<&'static str>,
    place: Option<Place>,
}

impl Wrong {
    fn new(code: PackErrorCode, detail: impl Display) -> Self {
        Self { code, detail: detail.to_string(), missing: None, place: None }
    }

    /// It is wrong at this node, unless it is known to be wrong further in.
    fn at(mut self, node: &Node) -> Self {
        if self.place.is_none() {
            self.place = Some(node.place.clone());
            if self.code == PackErrorCode::WrongValue && self.detail.is_empty() {
                self.detail = node.shown();
            }
        }
        self
    }

    /// As an error of the file.
    pub fn into_error(self, file: &str) -> PackError {
        let error = match self.place {
            Some(place) => place.error(self.code, self.detail),
            None => PackError {
                file: file.to_owned(),
                line: None,
                field: String::new(),
                code: self.code,
                detail: self.detail,
            },
        };
        match self.missing {
            Some(name) if error.field.is_empty() => PackError { field: name.to_owned(), ..error },
            Some(name) => PackError { field: format!("{}.{name}", error.field), ..error },
            None => error,
        }
    }
}

impl Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.detail)
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: Display>(_: T) -> Self {
        Self::new(PackErrorCode::WrongValue, "")
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(PackErrorCode::WrongType, type_name(&expected.to_string()))
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::new(PackErrorCode::WrongValue, "")
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(PackErrorCode::WrongValue, expected.join(", "))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::new(PackErrorCode::UnknownField, nearest(field, expected).unwrap_or_default())
    }

    fn missing_field(field: &'static str) -> Self {
        Self { missing: Some(field), ..Self::new(PackErrorCode::MissingField, "") }
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(PackErrorCode::DuplicateKey, field)
    }
}

/// The stable name of a type that serde describes in words.
fn type_name(expected: &str) -> &'static str {
    match expected {
        "a string" | "string" => "text",
        "a boolean" => "flag",
        "a sequence" => "list",
        "a map" => "table",
        _ if expected.contains("date") => "date",
        _ if expected.starts_with("struct") => "table",
        _ if expected.contains("number") || expected.starts_with(['u', 'i', 'f']) => "number",
        _ => "text",
    }
}

/// The name that somebody may have meant: the one with the fewest letters changed, if these are few.
fn nearest(word: &str, names: &[&'static str]) -> Option<&'static str> {
    let nearest = names.iter().map(|name| (letters_changed(word, name), *name)).min()?;
    (nearest.0 <= word.len().div_ceil(3)).then_some(nearest.1)
}

/// How many letters have to be added, taken away or changed to make one word of the other.
fn letters_changed(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (above, a) in from.chars().enumerate() {
        let mut left = above + 1;
        let mut next = vec![left];
        for (b, pair) in to.chars().zip(row.windows(2)) {
            if let [diagonal, up] = pair {
                left = (diagonal + usize::from(a != b)).min(up + 1).min(left + 1);
                next.push(left);
            }
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let read = match &self.value {
            Value::Text(text) => visitor.visit_borrowed_str(text),
            Value::Integer(number) => visitor.visit_i64(*number),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::Flag(flag) => visitor.visit_bool(*flag),
            Value::List(nodes) => visitor.visit_seq(SeqDeserializer::new(nodes.iter())),
            Value::Table(entries) => {
                visitor.visit_map(MapDeserializer::new(entries.iter().map(|entry| (Key(entry), &entry.node))))
            }
        };
        read.map_err(|wrong| wrong.at(self))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_some(self).map_err(|wrong: Wrong| wrong.at(self))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        let read = match &self.value {
            Value::Text(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            _ => Err(Wrong::new(PackErrorCode::WrongType, "text")),
        };
        read.map_err(|wrong| wrong.at(self))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Wrong> for &'de Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// A key, so that an unknown one is found at its own line.
#[derive(Clone, Copy)]
struct Key<'de>(&'de Entry);

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor
            .visit_borrowed_str(&self.0.key)
            .map_err(|wrong: Wrong| Wrong { place: Some(self.0.place.clone()), ..wrong })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Wrong> for Key<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
