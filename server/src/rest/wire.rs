//! How values stand on the wire: identifiers as texts, days strictly `YYYY-MM-DD`, names in two languages,
//! and the closed lists of the domain as schemas of the document.

use std::borrow::Cow;

use chrono::NaiveDate;
use domain::{Code, day::DayText, name::Named, organisation::OrganisationRef, placement::PersonRef};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, schema::Type},
};

/// An identifier: a positive integer in decimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key(pub(super) i64);

impl Key {
    /// Reads what [`Serialize`] writes, and nothing else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
        text.parse().ok().filter(|_| plain).map(Self)
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(itoa::Buffer::new().format(self.0))
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom(Code::UnknownValue))
    }
}

impl PartialSchema for Key {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[1-9][0-9]{0,17}$"));
        text.description(Some("An identifier.")).examples(["17"]).into()
    }
}

impl ToSchema for Key {
    fn name() -> Cow<'static, str> {
        "Id".into()
    }
}

/// A day of the calendar, between the years 1900 and 2200.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day(pub(super) NaiveDate);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(DayText::of(self.0).as_str())
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        // Of the ways in which people write a day, one; the years are those of every form.
        let strict = domain::day::parse(&text).ok_or(Code::BadDate);
        strict.and_then(|_| domain::form::read_day(&text)).map(Self).map_err(D::Error::custom)
    }
}

impl PartialSchema for Day {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String);
        let text = text.format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)));
        // Years that nobody means are refused; the pattern keeps a reader of the document from trying them.
        text.pattern(Some("^(19[0-9]{2}|2[01][0-9]{2})-[0-9]{2}-[0-9]{2}$")).examples(["2026-11-23"]).into()
    }
}

impl ToSchema for Day {
    fn name() -> Cow<'static, str> {
        "Day".into()
    }
}

/// The words somebody looks for: at most 100 characters on one line.
#[derive(Clone, Debug, Default)]
pub(super) struct Search(pub(super) String);

impl<'de> Deserialize<'de> for Search {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let line = domain::form::read_line(&text, 100).map_err(D::Error::custom)?;
        Ok(Self(line.unwrap_or_default()))
    }
}

/// The text of an optional value of a form.
pub(super) fn text<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The text of an optional day of a form.
pub(super) fn day_text(day: Option<Day>) -> String {
    text(day.map(|day| day.0))
}

/// The text of an optional identifier of a form.
pub(super) fn key_text(key: Option<Key>) -> String {
    text(key.map(|key| key.0))
}

/// An organisation that something refers to.
#[derive(Serialize, ToSchema)]
pub(super) struct OrganisationName {
    id: Key,
    #[schema(value_type = OrganisationKind)]
    kind: domain::organisation::OrganisationKind,
    name: String,
    name_en: Option<String>,
}

impl From<OrganisationRef> for OrganisationName {
    fn from(organisation: OrganisationRef) -> Self {
        let Named { name, name_en } = organisation.name;
        Self { id: Key(organisation.id.0), kind: organisation.kind, name, name_en }
    }
}

/// A person or an organisation that something refers to.
#[derive(Serialize, ToSchema)]
pub(super) struct Name {
    id: Key,
    /// The name; of people without one, the reference by which a file knows them.
    name: String,
    name_en: Option<String>,
}

impl Name {
    pub(super) fn new(id: i64, Named { name, name_en }: Named) -> Self {
        Self { id: Key(id), name, name_en }
    }
}

impl From<PersonRef> for Name {
    fn from(person: PersonRef) -> Self {
        Self::new(person.id.0, person.label)
    }
}

/// Schemas of closed lists of texts, each with the name of the type it stands for.
macro_rules! text_schemas {
    ($($name:ident = $of:path;)+) => {$(
        #[doc = concat!("Schema of `", stringify!($of), "`.")]
        pub(super) struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let texts = <$of>::ALL.iter().map(|value| value.as_str());
                ObjectBuilder::new().schema_type(Type::String).enum_values(Some(texts)).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                stringify!($name).into()
            }
        }
    )+};
}

text_schemas! {
    OrganisationKind = domain::organisation::OrganisationKind;
    Profile = domain::person::Profile;
    Category = domain::person::Category;
    DoubleQualifiedLevel = domain::person::DoubleQualifiedLevel;
    Direction = domain::placement::Direction;
    Form = domain::placement::Form;
    Load = domain::placement::Load;
    PlacementState = domain::placement::State;
    Side = domain::placement::Side;
    Need = domain::need::Need;
    HourKind = domain::hours::Kind;
    EntryState = domain::hours::EntryState;
    ConflictKind = domain::conflict::ConflictKind;
    DayKind = domain::calendar::DayKind;
    DayPart = domain::calendar::DayPart;
    EntryKind = domain::calendar::EntryKind;
    Status = domain::policy::Status;
    Reason = domain::policy::Reason;
}

/// The identifier of a rule.
pub(super) struct RuleId;

impl PartialSchema for RuleId {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[a-z0-9-]{1,64}$"));
        text.description(Some("The identifier of a rule.")).examples(["cn-2016-5y6m"]).into()
    }
}

impl ToSchema for RuleId {
    fn name() -> Cow<'static, str> {
        "RuleId".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_plain_digits() {
        assert_eq!(Key::parse("17"), Some(Key(17)));
        for text in ["", "0", "017", "+17", " 17", "-1", "1.0", "99999999999999999999", "１７"] {
            assert_eq!(Key::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_written_in_one_way() {
        let read = |text: &str| serde_json::from_value::<Day>(text.into());
        assert_eq!(serde_json::to_string(&read("2026-11-23").unwrap()).unwrap(), "\"2026-11-23\"");
        for text in ["2026/11/23", "20261123", "2026-11-3", " 2026-11-23", "2026-02-29", "0001-01-01", "2026年11月3日"]
        {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
