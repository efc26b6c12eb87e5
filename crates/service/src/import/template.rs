//! Empty tables to be filled in, and what there is to say about their columns.

use crate::{
    import_file,
    mapping::{Kind, Mapping, Target, Values},
    tabular::{
        FileError, Sheet,
        write::{self, Format},
    },
};

/// The name of the sheet that explains the columns; not the one that an import reads.
const NOTES: &str = "说明 Notes";

/// An empty table of a kind: with the usual Chinese names of our columns, or our own names, both of which an
/// import knows.
#[must_use]
pub fn template(kind: Kind, chinese: bool) -> Sheet {
    Sheet::new(&Mapping::usual_columns(kind, chinese), Vec::new())
}

/// A template as a file; a workbook has a second sheet with the notes on the columns.
///
/// # Errors
/// When it cannot be written.
pub fn template_file(kind: Kind, chinese: bool, format: Format, notes: &Sheet) -> Result<Vec<u8>, FileError> {
    let sheet = template(kind, chinese);
    match format {
        Format::Csv => write::csv(&sheet),
        Format::Json => write::json(&sheet),
        Format::Xlsx => write::workbook(&[(kind.as_str(), &sheet), (NOTES, notes)]),
    }
}

/// Whether a file must fill a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// Every file must.
    Always,
    /// A file must fill this one, or another one of those that can stand for it.
    OneOf,
    /// None must.
    Never,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text, numbers and lengths of time.
    Text,
    /// A day.
    Day,
    /// One of a closed list.
    Choice,
}

/// A column of a template.
#[derive(Clone, Debug)]
pub struct Column {
    /// The name of our field.
    pub field: &'static str,
    /// Its usual Chinese name.
    pub usual: &'static str,
    /// Whether it must be filled.
    pub needed: Needed,
    /// What it holds.
    pub holds: Holds,
    /// Our values, when it holds one of a closed list.
    pub choices: Vec<&'static str>,
}

/// The columns of the template of a kind, in order.
#[must_use]
pub fn columns(kind: Kind) -> Vec<Column> {
    let column = |(target, usual): (&Target, &'static str)| Column {
        field: target.name,
        usual,
        needed: match target.required {
            true => Needed::Always,
            false if kind.one_of().contains(&target.name) => Needed::OneOf,
            false => Needed::Never,
        },
        holds: match target.values {
            Values::Text => Holds::Text,
            Values::Day => Holds::Day,
            Values::Choice(_) => Holds::Choice,
        },
        choices: import_file::choices_of(target),
    };
    kind.targets().iter().zip(Mapping::usual_columns(kind, true)).map(column).collect()
}
