//! The mapping file as it is written: TOML, nothing in it ignored.

use std::collections::BTreeMap;

use domain::Code;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};
use toml::Spanned;

use crate::tabular::FileError;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappingFile {
    /// What the rows are.
    pub kind: Spanned<String>,
    /// The line of the header, 1 being the first.
    pub header_row: Option<u32>,
    /// Our fields, each with where its values come from.
    pub columns: BTreeMap<Spanned<String>, SourceFile>,
    /// What may be created on the way.
    #[serde(default)]
    pub create: CreateFile,
}

/// What may be created on the way.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateFile {
    /// For each field that names an organisation, the kind of those that are created.
    #[serde(default)]
    pub organisations: BTreeMap<Spanned<String>, SourceFile>,
    /// `by_reference`, or nothing.
    pub people: Option<Spanned<String>>,
}

/// Where values come from: a plain text, or a table that says more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum SourceFile {
    /// A column, or for kinds of organisations the kind itself.
    Plain(String),
    /// A column with translations, or a constant.
    Table(SourceTable),
}

/// The longer form of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceTable {
    /// Their column.
    pub column: Option<String>,
    /// A constant in place of a column.
    pub value: Option<String>,
    /// Their values, each with ours.
    pub values: Option<BTreeMap<String, String>>,
    /// Ours for all their other values.
    pub default: Option<String>,
    /// The values are months and mean this day of them.
    pub month: Option<MonthEdge>,
}

/// Which day of a month is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MonthEdge {
    /// The first.
    FirstDay,
    /// The last.
    LastDay,
}

impl<'de> Deserialize<'de> for SourceFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SourceVisitor)
    }
}

struct SourceVisitor;

impl<'de> Visitor<'de> for SourceVisitor {
    type Value = SourceFile;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the name of a column, or a table with `column` or `value`")
    }

    fn visit_str<E>(self, text: &str) -> Result<SourceFile, E> {
        Ok(SourceFile::Plain(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<SourceFile, A::Error> {
        SourceTable::deserialize(MapAccessDeserializer::new(map)).map(SourceFile::Table)
    }
}

/// Reads the text of a mapping file.
pub fn read(text: &str) -> Result<MappingFile, FileError> {
    toml::from_str(text).map_err(|error| match error.span() {
        Some(span) => {
            let (line, column) = place(text, span.start);
            FileError::at(Code::BadMapping, line).in_column(column.to_string())
        }
        None => FileError::whole(Code::BadMapping),
    })
}

/// The line and the character in it, 1 being the first, of a place in the text.
pub fn place(text: &str, at: usize) -> (u32, u32) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let character = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(character).unwrap_or(u32::MAX))
}
