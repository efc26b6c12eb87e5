//! What the page of a file shows: its first rows, and what may be chosen for each of our fields.

use chrono::{DateTime, Utc};
use domain::id::ImportFileId;

use super::{
    ChoicesForm, KeptMapping, Opened, Outcome, ReadingForm, choices, kind_of, outcome, saved, suggest, values,
};
use crate::{
    Ctx, Db, Result,
    mapping::{Kind, MappingText, Values},
    report::REJECTION_COLUMNS,
    tabular::{self, Cell, FileError, Sheet},
};

/// How many rows are shown.
const SHOWN_ROWS: usize = 10;
/// Among how many rows examples are looked for.
const LOOKED_AT: usize = 100;
/// How many values of a column stand beside its field as examples.
const EXAMPLES: usize = 3;

/// A file on its way in.
#[derive(Clone, Debug)]
pub struct FileView {
    /// Its identifier.
    pub id: ImportFileId,
    /// What the rows are.
    pub kind: Kind,
    /// Its name.
    pub file_name: String,
    /// When it is forgotten.
    pub expires_at: DateTime<Utc>,
    /// When its rows were stored.
    pub imported_at: Option<DateTime<Utc>>,
    /// How it is read.
    pub reading: ReadingForm,
    /// The sheets of the workbook; none in a CSV file.
    pub sheets: Vec<String>,
    /// What may be chosen, or why the file cannot be read as it is to be.
    pub choosing: std::result::Result<Choosing, FileError>,
    /// The mappings kept for such files.
    pub kept: Vec<KeptMapping>,
    /// What was last said of its rows.
    pub outcome: Option<Outcome>,
}

/// The table in a file with what may be chosen.
#[derive(Clone, Debug)]
pub struct Choosing {
    /// The line of the header, 1 being the first.
    pub header_line: u32,
    /// How many rows stand below it.
    pub rows: usize,
    /// The names of the columns, those without one left out.
    pub columns: Vec<String>,
    /// The first rows with their lines, as people see them, a cell for each column.
    pub first_rows: Vec<(u32, Vec<String>)>,
    /// Columns that nothing is read from.
    pub unused: Vec<String>,
    /// One for each of our fields, those that must be filled first.
    pub fields: Vec<FieldView>,
    /// Of these fields one must be filled.
    pub one_of: &'static [&'static str],
    /// The fields that name an organisation, which may be created.
    pub creates: &'static [&'static str],
    /// Whether people may be created without a name.
    pub creates_people: bool,
    /// What is chosen.
    pub form: ChoicesForm,
}

/// One of our fields.
#[derive(Clone, Debug)]
pub struct FieldView {
    /// Its name.
    pub name: &'static str,
    /// Whether it must be filled.
    pub required: bool,
    /// Whether it is a day.
    pub is_day: bool,
    /// The values it may have; none when it may have any.
    pub values: Vec<&'static str>,
    /// The first values of the chosen column.
    pub examples: Vec<String>,
    /// How many values the chosen column has beyond those to translate.
    pub more_values: usize,
}

/// A file with what may be chosen for it.
///
/// # Errors
/// Not found.
pub async fn read(db: &Db, ctx: &Ctx, id: ImportFileId) -> Result<FileView> {
    let opened = Opened::load(db, ctx, id).await?;
    let kind = kind_of(&opened.row)?;
    let mapping = opened.mapping()?;
    let content = opened.content(db).await?;
    let sheets = super::aside(move || tabular::sheet_names(&content)).await?;
    // What an organisation does not know, it may not add to the community.
    let creates = opened.allowed.organisation().is_none();
    let choosing = opened.sheet(db).await?.map(|sheet| choosing(kind, &mapping, &sheet, creates));
    let kept = saved::list(db, &opened, kind).await?;
    let row = opened.row;
    let reading = ReadingForm {
        sheet: row.sheet.clone().unwrap_or_default(),
        encoding: row.encoding.clone().unwrap_or_default(),
        header_row: choosing
            .as_ref()
            .map_or(mapping.header_row, |table| Some(table.header_line))
            .map(|line| line.to_string())
            .unwrap_or_default(),
    };
    Ok(FileView {
        id,
        kind,
        expires_at: row.expires_at,
        imported_at: row.imported_at,
        reading,
        sheets,
        choosing,
        kept,
        outcome: outcome::of(&row)?,
        file_name: row.file_name,
    })
}

fn choosing(kind: Kind, mapping: &MappingText, sheet: &Sheet, creates: bool) -> Choosing {
    let named: Vec<(usize, &String)> = (0..).zip(&sheet.columns).filter(|(_, name)| !name.is_empty()).collect();
    let first_rows = sheet.rows.iter().take(SHOWN_ROWS).map(|row| {
        let cells = named.iter().map(|(at, _)| row.cell(*at).shown());
        (row.line, cells.collect())
    });
    let used = |column: &str| mapping.columns.values().any(|source| source.column() == Some(column));
    let ours = |column: &str| REJECTION_COLUMNS.contains(&column);
    let unused = named.iter().filter(|(_, name)| !used(name) && !ours(name)).map(|(_, name)| (*name).clone());
    let mut fields: Vec<FieldView> = kind.targets().iter().map(|target| field(target, mapping, sheet)).collect();
    fields.sort_by_key(|field| !(field.required || kind.one_of().contains(&field.name)));
    Choosing {
        header_line: sheet.header_line,
        rows: sheet.rows.len(),
        columns: named.iter().map(|(_, name)| (*name).clone()).collect(),
        first_rows: first_rows.collect(),
        unused: unused.collect(),
        fields,
        one_of: kind.one_of(),
        creates: if creates { kind.organisation_fields() } else { &[] },
        creates_people: creates && choices::may_create_people(kind),
        form: choices::form(mapping, kind, sheet),
    }
}

fn field(target: &crate::mapping::Target, mapping: &MappingText, sheet: &Sheet) -> FieldView {
    let column = mapping.columns.get(target.name).and_then(|source| source.column());
    let at = column.and_then(|column| sheet.column(column));
    let is_day = matches!(target.values, Values::Day);
    let cells = sheet.rows.iter().take(LOOKED_AT).filter_map(|row| at.map(|at| row.cell(at)));
    let mut examples: Vec<String> = Vec::new();
    for cell in cells.filter(|cell| !cell.is_blank()) {
        // A day that is a number in the file is shown as the day it means.
        let shown = match (is_day, cell, cell.as_day()) {
            (true, Cell::Number(_), Ok(day)) => day.to_string(),
            _ => cell.shown(),
        };
        if examples.len() < EXAMPLES && !examples.contains(&shown) {
            examples.push(shown);
        }
    }
    let all = match (target.values, column) {
        (Values::Choice(_), Some(column)) => suggest::distinct(column, sheet).len(),
        _ => 0,
    };
    FieldView {
        name: target.name,
        required: target.required,
        is_day,
        values: values::choices(target),
        examples,
        more_values: all.saturating_sub(choices::MOST_VALUES),
    }
}
