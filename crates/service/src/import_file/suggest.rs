//! Which column is which field, by their usual names. What is suggested is shown and can be changed;
//! nothing is imported by it unseen.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::values;
use crate::{
    mapping::{Kind, MappingText, MonthEdge, SourceFile, SourceTable, Target, Values, synonym},
    tabular::{self, Cell, ReadOptions, Sheet, bare},
};

/// How many values of a column are looked at to tell months from days.
const SAMPLE: usize = 50;

/// How to read a file: with the header where the mapping says, or where most of its columns stand by the
/// names that the mapping knows and by the usual names of the others.
pub(super) fn reading(
    kind: Kind,
    mapping: &MappingText,
    sheet: Option<String>,
    encoding: Option<String>,
) -> ReadOptions {
    let names = kind.targets().iter().filter_map(|target| match mapping.columns.get(target.name) {
        Some(source) => source.column().map(|column| vec![bare(column)]),
        None => Some(usual_names(kind, target).collect()),
    });
    ReadOptions { sheet, encoding, header_row: mapping.header_row, header_names: names.collect() }
}

/// The names of a field's column, ours first.
fn usual_names(kind: Kind, target: &'static Target) -> impl Iterator<Item = String> {
    std::iter::once(&target.name).chain(synonym::names(kind, target.name)).map(|name| bare(name))
}

/// The mapping that the names of the columns suggest; no column fills two fields.
pub(super) fn mapping(kind: Kind, sheet: &Sheet) -> MappingText {
    let mut taken = HashSet::new();
    let mut mapping = MappingText::new(kind);
    for target in kind.targets() {
        let column = usual_names(kind, target).find_map(|name| {
            let like = |column: &&String| !taken.contains(column.as_str()) && bare(column) == name;
            sheet.columns.iter().find(like)
        });
        if let Some(column) = column {
            taken.insert(column.as_str());
            mapping.columns.insert(target.name.to_owned(), source(target, column, sheet));
        }
    }
    mapping
}

/// How a column fills a field: as it stands, with translations, or as months.
pub(super) fn source(target: &Target, column: &str, sheet: &Sheet) -> SourceFile {
    let plain = SourceFile::Plain(column.to_owned());
    let table = SourceTable { column: Some(column.to_owned()), ..SourceTable::default() };
    match target.values {
        Values::Day => match month_edge(target.name).filter(|_| holds_months(column, sheet)) {
            Some(month) => SourceFile::Table(SourceTable { month: Some(month), ..table }),
            None => plain,
        },
        Values::Choice(_) => {
            let theirs = distinct(column, sheet);
            let known =
                theirs.iter().filter_map(|value| Some((value.clone(), values::ours(target, value)?.to_owned())));
            let known: BTreeMap<String, String> = known.collect();
            if known.len() == theirs.len() {
                plain
            } else {
                SourceFile::Table(SourceTable { values: Some(known), ..table })
            }
        }
        Values::Text => plain,
    }
}

/// The edge of a month that a day field means.
fn month_edge(field: &str) -> Option<MonthEdge> {
    match field {
        "first_day" | "hired_on" => Some(MonthEdge::FirstDay),
        "last_day" => Some(MonthEdge::LastDay),
        _ => None,
    }
}

/// Whether a column has values and none of them is a day, so that they can only be months.
fn holds_months(column: &str, sheet: &Sheet) -> bool {
    let mut values = cells(column, sheet).filter(|cell| !cell.is_blank()).take(SAMPLE).peekable();
    let month = |cell: &Cell| {
        let text = tabular::half_width(cell.shown().trim());
        let digits = text.chars().filter(char::is_ascii_digit).count();
        cell.as_day().is_err() && text.starts_with(['1', '2']) && (5..=6).contains(&digits) && text.chars().count() <= 8
    };
    values.peek().is_some() && values.all(month)
}

/// The cells of a column.
fn cells<'a>(column: &str, sheet: &'a Sheet) -> impl Iterator<Item = &'a Cell> {
    let at = sheet.column(column);
    sheet.rows.iter().filter_map(move |row| at.map(|at| row.cell(at)))
}

/// The values of a column, each once, trimmed, in order.
pub(super) fn distinct(column: &str, sheet: &Sheet) -> BTreeSet<String> {
    cells(column, sheet).map(|cell| cell.shown().trim().to_owned()).filter(|value| !value.is_empty()).collect()
}
