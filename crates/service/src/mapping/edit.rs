//! A mapping file as it is edited in a browser: read from TOML, changed, and written as TOML again, so
//! that what is kept by name is the file that the command line takes.

use std::collections::BTreeMap;

use domain::Code;
use serde::{Deserialize, Serialize};

use super::{Kind, Mapping, SourceFile};
use crate::tabular::FileError;

/// A mapping file as text that can be changed field by field; whether it makes sense, [`Mapping::load`] says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappingText {
    /// What the rows are.
    pub kind: String,
    /// The line of the header, 1 being the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u32>,
    /// Our fields, each with where its values come from.
    pub columns: BTreeMap<String, SourceFile>,
    /// What may be created on the way.
    #[serde(default, skip_serializing_if = "CreateText::is_empty")]
    pub create: CreateText,
}

/// What may be created on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateText {
    /// `by_reference`, or nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<String>,
    /// For each field that names an organisation, the kind of those that are created.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub organisations: BTreeMap<String, SourceFile>,
}

impl CreateText {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl SourceFile {
    /// The column that it reads, if it reads one.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Plain(column) => Some(column),
            Self::Table(table) => table.column.as_deref(),
        }
    }

    /// The constant that it stands for, if it is one.
    #[must_use]
    pub fn constant(&self) -> Option<&str> {
        match self {
            Self::Plain(_) => None,
            Self::Table(table) => table.value.as_deref(),
        }
    }
}

impl MappingText {
    /// A mapping of `kind` that fills nothing yet.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self { kind: kind.as_str().to_owned(), ..Self::default() }
    }

    /// Reads a mapping file.
    ///
    /// # Errors
    /// [`Code::BadMapping`] when it is not a mapping of `kind`.
    pub fn read(text: &str, kind: Kind) -> Result<Self, FileError> {
        let read: Self = toml::from_str(text).map_err(|_| FileError::whole(Code::BadMapping))?;
        if read.kind == kind.as_str() { Ok(read) } else { Err(FileError::whole(Code::BadMapping).in_column("kind")) }
    }

    /// The text of the mapping file.
    ///
    /// # Errors
    /// [`Code::BadMapping`] when it cannot be written.
    pub fn write(&self) -> Result<String, FileError> {
        toml::to_string(self).map_err(|_| FileError::whole(Code::BadMapping))
    }

    /// The mapping that this text says.
    ///
    /// # Errors
    /// [`Code::BadMapping`] with the field concerned.
    pub fn mapping(&self, kind: Kind) -> Result<Mapping, FileError> {
        Mapping::load(&self.write()?, kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../../../../docs/examples/staff_placements.toml");

    #[test]
    fn what_is_read_is_written_as_a_file_that_says_the_same() {
        let read = MappingText::read(EXAMPLE, Kind::Placements).unwrap();
        let written = read.write().unwrap();
        assert_eq!(MappingText::read(&written, Kind::Placements).unwrap(), read);
        assert_eq!(read.mapping(Kind::Placements).unwrap().kind(), Kind::Placements);
        assert_eq!(read.columns["person_reference"].column(), Some("grant_no"));
        assert_eq!(read.columns["load"].constant(), Some("unknown"));
    }

    #[test]
    fn a_file_of_another_kind_or_no_mapping_is_refused() {
        for text in [EXAMPLE, "kind = [", "", "kind = \"people\"\nnonsense = 1\n[columns]\n"] {
            assert_eq!(MappingText::read(text, Kind::People).unwrap_err().code, Code::BadMapping, "{text}");
        }
    }
}
