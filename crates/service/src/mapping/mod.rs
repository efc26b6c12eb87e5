//! From the columns of any file to our fields: a mapping file says which column is which field, how values
//! translate, and what may be created on the way. Nothing is guessed.

mod edit;
mod file;
mod record;
pub(crate) mod synonym;
mod target;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::Code;

use crate::tabular::{Cell, FileError, ReadOptions, Row, Sheet, bare};
pub use edit::{CreateText, MappingText};
use file::MappingFile;
pub use file::{MonthEdge, SourceFile, SourceTable};
pub(crate) use record::kind_field;
pub use record::{Field, Record, RecordReader};
pub use target::{Kind, Target, Values};

/// Which columns of a file are which of our fields.
#[derive(Clone, Debug)]
pub struct Mapping {
    kind: Kind,
    header_row: Option<u32>,
    sources: Vec<(&'static str, Source)>,
    creates: BTreeSet<&'static str>,
    creates_people: bool,
}

/// Where the values of a field come from.
#[derive(Clone, Debug)]
enum Source {
    Column {
        name: Arc<str>,
        values: Option<BTreeMap<String, String>>,
        default: Option<String>,
        month: Option<MonthEdge>,
    },
    Constant(String),
    /// The column of the same name, if the file has it.
    SameName {
        required: bool,
    },
}

impl Mapping {
    /// The mapping of our own exports, whose columns are named like our fields. It creates nothing.
    #[must_use]
    pub fn identity(kind: Kind) -> Self {
        let same = |target: &Target| (target.name, Source::SameName { required: target.required });
        Self {
            kind,
            header_row: None,
            sources: kind.targets().iter().map(same).collect(),
            creates: BTreeSet::new(),
            creates_people: false,
        }
    }

    /// Reads and checks a mapping file for the import of `kind`.
    ///
    /// # Errors
    /// [`Code::BadMapping`] with the line of the mapping file, and as column the field concerned, or the
    /// number of the character when it is not TOML or not a mapping.
    pub fn load(text: &str, kind: Kind) -> Result<Self, FileError> {
        let file = file::read(text)?;
        let bad = |span: std::ops::Range<usize>, name: &str| {
            FileError::at(Code::BadMapping, file::place(text, span.start).0).in_column(name)
        };
        if Kind::parse(file.kind.get_ref()) != Some(kind) || file.header_row == Some(0) {
            return Err(bad(file.kind.span(), "kind"));
        }
        let MappingFile { header_row, columns, create, .. } = file;
        let mut mapping =
            Self { kind, header_row, sources: Vec::new(), creates: BTreeSet::new(), creates_people: false };
        for (name, source) in columns {
            let wrong = || bad(name.span(), name.get_ref());
            let target = kind.targets().iter().find(|target| target.name == name.get_ref()).ok_or_else(wrong)?;
            let source = Source::column(source, target.values).ok_or_else(wrong)?;
            mapping.sources.push((target.name, source));
        }
        for (name, source) in create.organisations {
            let wrong = || bad(name.span(), name.get_ref());
            let side = kind.organisation_fields().iter().find(|field| *field == name.get_ref()).ok_or_else(wrong)?;
            let source = Source::organisation_kind(source).ok_or_else(wrong)?;
            mapping.creates.insert(side);
            mapping.sources.push((record::kind_field(side).ok_or_else(wrong)?, source));
        }
        if let Some(people) = create.people {
            if people.get_ref() != "by_reference" || !matches!(kind, Kind::People | Kind::Placements) {
                return Err(bad(people.span(), "people"));
            }
            mapping.creates_people = true;
        }
        mapping.check_complete()?;
        Ok(mapping)
    }

    fn check_complete(&self) -> Result<(), FileError> {
        let missing = |name: &str| FileError::whole(Code::BadMapping).in_column(name);
        if let Some(target) = self.kind.targets().iter().find(|target| target.required && !self.has(target.name)) {
            return Err(missing(target.name));
        }
        match self.kind.one_of() {
            [first, ..] if !self.kind.one_of().iter().any(|name| self.has(name)) => Err(missing(first)),
            _ => Ok(()),
        }
    }

    fn has(&self, field: &str) -> bool {
        self.sources.iter().any(|(name, _)| *name == field)
    }

    /// What the rows are.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether organisations that this field names may be created when they are not known; their kind is
    /// then in the record's field of the same name with `_kind` behind it.
    #[must_use]
    pub fn creates_organisation(&self, field: &str) -> bool {
        self.creates.contains(field)
    }

    /// Whether people who are not known may be created by the file's reference alone, without a name.
    #[must_use]
    pub const fn creates_people(&self) -> bool {
        self.creates_people
    }

    /// How to read the file, with the header's line from the mapping unless `options` names one; without
    /// either the header is found below what stands above it by the names of its columns.
    #[must_use]
    pub fn read_options(&self, options: ReadOptions) -> ReadOptions {
        ReadOptions { header_row: options.header_row.or(self.header_row), header_names: self.header_names(), ..options }
    }

    /// The columns of our own templates, with their names in Chinese, or as our fields are called.
    #[must_use]
    pub fn usual_columns(kind: Kind, chinese: bool) -> Vec<&'static str> {
        let name = |target: &Target| {
            let usual = synonym::names(kind, target.name).first().copied().filter(|_| chinese);
            usual.unwrap_or(target.name)
        };
        kind.targets().iter().map(name).collect()
    }

    /// Columns with a name that no field is filled from, in the order of the file: worth telling people
    /// who expect an optional column to be read and have misspelt it.
    #[must_use]
    pub fn unused_columns<'a>(&self, sheet: &'a Sheet) -> Vec<&'a str> {
        let used = |column: &str| {
            self.sources.iter().any(|(field, source)| match source {
                Source::Column { name, .. } => **name == *column,
                Source::SameName { .. } => {
                    self.column(sheet, field).is_ok_and(|found| found.is_some_and(|(_, name)| name == column))
                }
                Source::Constant(_) => false,
            })
        };
        let ours = |name: &str| name.is_empty() || crate::report::REJECTION_COLUMNS.contains(&name);
        sheet.columns.iter().map(String::as_str).filter(|name| !ours(name) && !used(name)).collect()
    }

    /// The rows of a table as records of our fields.
    ///
    /// # Errors
    /// [`Code::MissingColumn`] with the header's line and the name of a column that the table lacks.
    pub fn apply(&self, sheet: &Sheet) -> Result<Vec<Record>, FileError> {
        let missing = |name: &str| FileError::at(Code::MissingColumn, sheet.header_line).in_column(name);
        let mut places = Vec::new();
        for (field, source) in &self.sources {
            let place = match source {
                Source::Constant(_) => Place::Nowhere,
                Source::Column { name, .. } => {
                    Place::At(sheet.column(name).ok_or_else(|| missing(name))?, Arc::clone(name))
                }
                Source::SameName { required } => match self.column(sheet, field)? {
                    Some((at, name)) => Place::At(at, name.into()),
                    None if *required => return Err(missing(field)),
                    None => continue,
                },
            };
            places.push((*field, source, place));
        }
        match self.kind.one_of() {
            [first, ..] if !places.iter().any(|(field, ..)| self.kind.one_of().contains(field)) => Err(missing(first)),
            _ => Ok(sheet.rows.iter().map(|row| self.record(row, &places)).collect()),
        }
    }

    /// The column that has our name for a field, or else one of its other names; two of these are one too many.
    fn column<'a>(&self, sheet: &'a Sheet, field: &str) -> Result<Option<(usize, &'a str)>, FileError> {
        let named = |at: usize| sheet.columns.get(at).map(|name| (at, name.as_str()));
        if let Some(at) = sheet.column(field) {
            return Ok(named(at));
        }
        let names = synonym::names(self.kind, field);
        let is_other = |name: &str| names.iter().any(|other| bare(other) == bare(name));
        let is_ours = |name: &str| self.kind.targets().iter().any(|target| target.name == name);
        let mut found = (0..).zip(&sheet.columns).filter(|(_, name)| !is_ours(name) && is_other(name));
        match (found.next(), found.next()) {
            (_, Some((_, second))) => {
                Err(FileError::at(Code::DoubledColumn, sheet.header_line).in_column(second.as_str()))
            }
            (first, None) => Ok(first.and_then(|(at, _)| named(at))),
        }
    }

    /// The names by which the row of the header is known: for each field that needs a column, those it may have.
    fn header_names(&self) -> Vec<Vec<String>> {
        let names = |(field, source): &(&'static str, Source)| match source {
            Source::Constant(_) => None,
            Source::Column { name, .. } => Some(vec![bare(name)]),
            Source::SameName { .. } => {
                let others = synonym::names(self.kind, field).iter().map(|name| bare(name));
                Some(others.chain([(*field).to_owned()]).collect())
            }
        };
        self.sources.iter().filter_map(names).collect()
    }

    fn record(&self, row: &Row, places: &[(&'static str, &Source, Place)]) -> Record {
        let field = |(name, source, place): &(&'static str, &Source, Place)| (*name, source.field(name, row, place));
        let fields = places.iter().map(field).collect();
        Record { kind: self.kind, line: row.line, fields }
    }
}

/// Where in a table a field is found.
enum Place {
    At(usize, Arc<str>),
    Nowhere,
}

impl Source {
    /// The source of one of our fields; none when it is not a sensible one.
    fn column(file: SourceFile, of: Values) -> Option<Self> {
        let source = match file {
            SourceFile::Plain(name) => {
                Self::Column { name: name.trim().into(), values: None, default: None, month: None }
            }
            SourceFile::Table(table) => match (table.column, table.value) {
                (Some(name), None) => Self::Column {
                    name: name.trim().into(),
                    values: table.values.map(|values| {
                        values.into_iter().map(|(theirs, ours)| (theirs.trim().to_owned(), ours)).collect()
                    }),
                    default: table.default,
                    month: table.month,
                },
                (None, Some(value)) if table.values.is_none() && table.default.is_none() && table.month.is_none() => {
                    Self::Constant(value)
                }
                _ => return None,
            },
        };
        source.fits(of).then_some(source)
    }

    /// The kind of the organisations that are created: a plain text is the kind itself.
    fn organisation_kind(file: SourceFile) -> Option<Self> {
        match file {
            SourceFile::Plain(kind) => {
                Some(Self::Constant(kind)).filter(|source| source.fits(target::ORGANISATION_KIND))
            }
            table => Self::column(table, target::ORGANISATION_KIND),
        }
    }

    /// Whether what the mapping itself says are values that the field can have.
    fn fits(&self, of: Values) -> bool {
        let known = |text: &String| match of {
            Values::Text => true,
            Values::Day => Cell::text(text.as_str()).as_day().is_ok(),
            Values::Choice(known) => known(text),
        };
        match self {
            Self::Constant(value) => known(value),
            Self::Column { name, values, default, month } => {
                !name.is_empty()
                    && values.iter().flat_map(BTreeMap::values).all(|ours| ours.is_empty() || known(ours))
                    && default.iter().all(known)
                    && (default.is_none() || values.is_some())
                    && (month.is_none() || (matches!(of, Values::Day) && values.is_none()))
            }
            Self::SameName { .. } => true,
        }
    }

    fn field(&self, name: &str, row: &Row, place: &Place) -> Field {
        let field = match (self, place) {
            (Self::Constant(value), _) => Field::constant(value),
            (Self::Column { values: Some(values), default, .. }, Place::At(at, column)) => {
                let cell = row.cell(*at);
                let theirs = cell.shown();
                let theirs = theirs.trim();
                let translated = match (values.get(theirs), default) {
                    (Some(ours), _) => Ok(Cell::text(ours.as_str())),
                    (None, _) if theirs.is_empty() => Ok(Cell::Empty),
                    (None, Some(default)) => Ok(Cell::text(default.as_str())),
                    (None, None) => Err(Code::UnknownValue),
                };
                Field { column: Arc::clone(column), shown: cell.shown(), value: translated, month: None }
            }
            (Self::Column { month, .. }, Place::At(at, column)) => Field::plain(row.cell(*at), column, *month),
            (Self::SameName { .. }, Place::At(at, column)) => Field::plain(row.cell(*at), column, None),
            (_, Place::Nowhere) => Field::constant(""),
        };
        field.in_our_words(name)
    }
}

#[cfg(test)]
mod tests;
