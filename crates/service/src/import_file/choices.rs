//! The mapping as a form: for each of our fields a column of the file or a constant, with translations.

use std::collections::BTreeMap;

use domain::{Code, Error, error::FieldError, id::ImportFileId, organisation::OrganisationKind};
use serde::{Deserialize, Serialize};

use super::{Opened, kind_of, suggest, values, written};
use crate::{
    Ctx, Db, Failure, Result,
    mapping::{CreateText, Kind, Mapping, MappingText, MonthEdge, SourceFile, SourceTable, Target, Values},
    tabular::Sheet,
};

/// The choice of a constant in place of a column.
pub const CONSTANT: &str = "=";
/// What stands before the name of a chosen column, so that no name is taken for something else.
pub const COLUMN: &str = "column:";
/// The translation of a value to nothing.
pub const BLANK: &str = "=";

/// All choices of a mapping, as a form sends them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoicesForm {
    /// By the names of our fields.
    #[serde(default)]
    pub fields: BTreeMap<String, FieldChoice>,
    /// For each field that names an organisation, the kind of those that may be created; empty for none.
    #[serde(default)]
    pub create: BTreeMap<String, String>,
    /// `by_reference` when people may be created without a name, else empty.
    #[serde(default)]
    pub people: String,
}

/// What is chosen for one of our fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChoice {
    /// Empty for nothing, [`CONSTANT`], or [`COLUMN`] with the name of a column.
    #[serde(default)]
    pub source: String,
    /// The constant, where one is chosen.
    #[serde(default)]
    pub constant: String,
    /// `first_day` or `last_day` where the column holds months, else empty.
    #[serde(default)]
    pub month: String,
    /// The column to which the translations below belong.
    #[serde(default)]
    pub of: String,
    /// The translation of all values that have none; empty when they are refused.
    #[serde(default)]
    pub default: String,
    /// The translations.
    #[serde(default)]
    pub values: Vec<Translation>,
}

/// One of their values with ours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translation {
    /// Theirs.
    #[serde(default)]
    pub theirs: String,
    /// Ours; empty when there is none, so that the row is refused, and [`BLANK`] for nothing.
    #[serde(default)]
    pub ours: String,
}

/// Stores the choices of a form as the file's mapping. What is still missing is asked for when the file is
/// tried out.
///
/// # Errors
/// Not found; invalid, with the fields whose choice cannot be.
pub async fn map(db: &Db, ctx: &Ctx, id: ImportFileId, form: &ChoicesForm) -> Result<()> {
    let mut opened = Opened::load(db, ctx, id).await?;
    let kind = kind_of(&opened.row)?;
    let before = opened.mapping()?;
    let sheet = opened.sheet(db).await?.map_err(|error| Failure::field("header_row", error.code))?;
    let chosen = text(form, kind, &sheet, &before)?;
    if chosen == before {
        return Ok(());
    }
    opened.row.mapping = written(&chosen)?;
    opened.store(db, ctx).await
}

/// The mapping that a form says, with the line of the header of the one before.
fn text(form: &ChoicesForm, kind: Kind, sheet: &Sheet, before: &MappingText) -> Result<MappingText> {
    let mut mapping = MappingText { header_row: before.header_row, ..MappingText::new(kind) };
    let mut wrong = Vec::new();
    for target in kind.targets() {
        let Some(choice) = form.fields.get(target.name) else { continue };
        match source(choice, target, sheet, before.columns.get(target.name)) {
            Ok(Some(source)) => {
                mapping.columns.insert(target.name.to_owned(), source);
            }
            Ok(None) => {}
            Err((input, code)) => wrong.push(FieldError::new(input_name(target.name, input), code)),
        }
    }
    let kinds = kind.organisation_fields().iter().filter_map(|field| Some((*field, form.create.get(*field)?)));
    for (field, created) in kinds.filter(|(_, created)| !created.is_empty()) {
        // A column that says the kind is kept; it is written in the mapping file only.
        let kept = before.create.organisations.get(field).filter(|_| created == CONSTANT);
        let source = match (kept, OrganisationKind::parse(created)) {
            (Some(kept), _) => kept.clone(),
            (None, Some(kind)) => SourceFile::Plain(kind.as_str().to_owned()),
            (None, None) => {
                wrong.push(FieldError::new(format!("create[{field}]"), Code::UnknownValue));
                continue;
            }
        };
        mapping.create.organisations.insert(field.to_owned(), source);
    }
    if may_create_people(kind) && !form.people.is_empty() {
        mapping.create = CreateText { people: Some("by_reference".to_owned()), ..mapping.create };
    }
    if wrong.is_empty() { Ok(mapping) } else { Err(Error::Invalid(wrong).into()) }
}

/// Whether files of a kind may bring people who have no name.
pub(super) fn may_create_people(kind: Kind) -> bool {
    kind.targets().iter().any(|target| matches!(target.name, "person_reference")) || (kind == Kind::People)
}

fn source(
    choice: &FieldChoice,
    target: &Target,
    sheet: &Sheet,
    before: Option<&SourceFile>,
) -> std::result::Result<Option<SourceFile>, (&'static str, Code)> {
    if choice.source == CONSTANT {
        let constant = choice.constant.trim();
        if constant.is_empty() {
            return Err(("constant", Code::Required));
        }
        if let Values::Choice(known) = target.values
            && !known(constant)
        {
            return Err(("constant", Code::UnknownValue));
        }
        let table = SourceTable { value: Some(constant.to_owned()), ..SourceTable::default() };
        return Ok(Some(SourceFile::Table(table)));
    }
    let Some(column) = choice.source.strip_prefix(COLUMN) else { return Ok(None) };
    if sheet.column(column).is_none() {
        return Err(("source", Code::MissingColumn));
    }
    let same_column = choice.of == column;
    let table = SourceTable { column: Some(column.to_owned()), ..SourceTable::default() };
    match target.values {
        Values::Day if same_column => Ok(Some(match choice.month.as_str() {
            "first_day" => SourceFile::Table(SourceTable { month: Some(MonthEdge::FirstDay), ..table }),
            "last_day" => SourceFile::Table(SourceTable { month: Some(MonthEdge::LastDay), ..table }),
            _ => SourceFile::Plain(column.to_owned()),
        })),
        Values::Choice(known) if same_column => {
            let values = translations(choice, known, before.filter(|before| before.column() == Some(column)))?;
            let default = filled(&choice.default);
            if default.as_deref().is_some_and(|ours| !known(ours)) {
                return Err(("default", Code::UnknownValue));
            }
            let usual = |value: &String| values.get(value).map(String::as_str) == values::ours(target, value);
            let as_is = suggest::distinct(column, sheet).iter().all(|value| usual(value) && values.contains_key(value));
            Ok(Some(if as_is && default.is_none() {
                SourceFile::Plain(column.to_owned())
            } else {
                SourceFile::Table(SourceTable { values: Some(values), default, ..table })
            }))
        }
        _ => Ok(Some(suggest::source(target, column, sheet))),
    }
}

/// What is typed over what was there: the form shows only values of this file, a kept mapping knows others.
fn translations(
    choice: &FieldChoice,
    known: fn(&str) -> bool,
    before: Option<&SourceFile>,
) -> std::result::Result<BTreeMap<String, String>, (&'static str, Code)> {
    let mut values = match before {
        Some(SourceFile::Table(table)) => table.values.clone().unwrap_or_default(),
        _ => BTreeMap::new(),
    };
    for typed in &choice.values {
        match typed.ours.as_str() {
            "" => values.remove(&typed.theirs),
            BLANK => values.insert(typed.theirs.clone(), String::new()),
            ours if known(ours) => values.insert(typed.theirs.clone(), ours.to_owned()),
            _ => return Err(("values", Code::UnknownValue)),
        };
    }
    Ok(values)
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The form of a mapping as it stands.
pub(super) fn form(mapping: &MappingText, kind: Kind, sheet: &Sheet) -> ChoicesForm {
    let fields = kind.targets().iter().map(|target| {
        let choice = mapping.columns.get(target.name).map(|source| choice(source, target, sheet));
        (target.name.to_owned(), choice.unwrap_or_default())
    });
    let create = kind.organisation_fields().iter().map(|field| {
        let created = match mapping.create.organisations.get(*field) {
            None => "",
            Some(SourceFile::Plain(kind)) => kind.as_str(),
            Some(SourceFile::Table(table)) => table.value.as_deref().unwrap_or(CONSTANT),
        };
        ((*field).to_owned(), created.to_owned())
    });
    ChoicesForm {
        fields: fields.collect(),
        create: create.collect(),
        people: mapping.create.people.clone().unwrap_or_default(),
    }
}

fn choice(source: &SourceFile, target: &Target, sheet: &Sheet) -> FieldChoice {
    if let Some(constant) = source.constant() {
        return FieldChoice { source: CONSTANT.to_owned(), constant: constant.to_owned(), ..FieldChoice::default() };
    }
    let column = source.column().unwrap_or_default();
    let mut choice =
        FieldChoice { source: format!("{COLUMN}{column}"), of: column.to_owned(), ..FieldChoice::default() };
    let table = match source {
        SourceFile::Plain(_) => None,
        SourceFile::Table(table) => Some(table),
    };
    match target.values {
        Values::Day => {
            choice.month = match table.and_then(|table| table.month) {
                Some(MonthEdge::FirstDay) => "first_day".to_owned(),
                Some(MonthEdge::LastDay) => "last_day".to_owned(),
                None => String::new(),
            };
        }
        Values::Choice(_) => {
            let translated = table.and_then(|table| table.values.as_ref());
            choice.default = table.and_then(|table| table.default.clone()).unwrap_or_default();
            let ours = |theirs: &String| match translated {
                Some(values) => match values.get(theirs) {
                    Some(ours) if ours.is_empty() => BLANK.to_owned(),
                    Some(ours) => ours.clone(),
                    None => String::new(),
                },
                None => values::ours(target, theirs).map(str::to_owned).unwrap_or_default(),
            };
            let shown = suggest::distinct(column, sheet).into_iter().take(MOST_VALUES);
            choice.values = shown.map(|theirs| Translation { ours: ours(&theirs), theirs }).collect();
        }
        Values::Text => {}
    }
    choice
}

/// The most values of a column that are shown for translation.
pub(super) const MOST_VALUES: usize = 50;

/// The mapping, when nothing is missing.
pub(super) fn complete(text: &MappingText, kind: Kind) -> Result<Mapping> {
    let has = |field: &str| text.columns.contains_key(field);
    let needed = kind.targets().iter().filter(|target| target.required && !has(target.name)).map(|target| target.name);
    let one_of = kind.one_of().first().filter(|_| !kind.one_of().iter().any(|field| has(field))).copied();
    let missing: Vec<_> =
        needed.chain(one_of).map(|field| FieldError::new(input_name(field, "source"), Code::Required)).collect();
    if !missing.is_empty() {
        return Err(Error::Invalid(missing).into());
    }
    text.mapping(kind).map_err(|error| {
        let field = error.column.unwrap_or_default();
        let (code, input) = match kind.targets().iter().find(|target| target.name == field).map(|target| target.values)
        {
            Some(Values::Day) => (Code::BadDate, "constant"),
            Some(Values::Choice(_)) => (Code::UnknownValue, "source"),
            _ => (error.code, "source"),
        };
        Failure::field(&input_name(&field, input), code)
    })
}

/// The name of an input of one of our fields.
fn input_name(field: &str, input: &str) -> String {
    format!("fields[{field}][{input}]")
}
