//! A row in our fields, and reading its values typed: what cannot be read is noted with line, column and
//! code, and the reading goes on, so that people mend a row once.

use std::{collections::BTreeMap, fmt::Write as _, ops::RangeInclusive, sync::Arc};

use chrono::{Datelike, Days, Months, NaiveDate};
use domain::Code;
use sha2::{Digest, Sha256};

use super::{Kind, MonthEdge, synonym};
use crate::{
    report::Rejection,
    tabular::{Cell, half_width},
};

/// A value with where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Their column; empty for a constant of the mapping.
    pub column: Arc<str>,
    /// The cell as it stands in the file, for reports.
    pub shown: String,
    /// Our value, or why theirs has no translation.
    pub value: Result<Cell, Code>,
    /// The value is a month and means this day of it.
    pub month: Option<MonthEdge>,
}

/// A row of a file in our fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// Its line in the file, 1 being the first.
    pub line: u32,
    /// Its values by the names of our fields; only those that the mapping fills.
    pub fields: BTreeMap<&'static str, Field>,
}

/// The field that carries the kind of an organisation that may be created.
pub fn kind_field(field: &str) -> Option<&'static str> {
    match field {
        "sending" => Some("sending_kind"),
        "hosting" => Some("hosting_kind"),
        "organisation" => Some("organisation_kind"),
        _ => None,
    }
}

impl Field {
    pub(super) fn constant(value: &str) -> Self {
        Self { column: "".into(), shown: value.to_owned(), value: Ok(Cell::text(value)), month: None }
    }

    pub(super) fn plain(cell: &Cell, column: &Arc<str>, month: Option<MonthEdge>) -> Self {
        Self { column: Arc::clone(column), shown: cell.shown(), value: Ok(cell.clone()), month }
    }

    /// The same with a usual word for a value as the value.
    pub(super) fn in_our_words(mut self, field: &str) -> Self {
        if let Ok(Cell::Text(text)) = &self.value
            && let Some(ours) = synonym::value(field, text.trim())
        {
            self.value = Ok(Cell::text(ours));
        }
        self
    }

    fn day(&self) -> Result<NaiveDate, Code> {
        let cell = self.value.as_ref().map_err(|code| *code)?;
        let Some(edge) = self.month else {
            return cell.as_day();
        };
        match cell {
            // A spreadsheet turns a typed month into its first day.
            Cell::Date(day) if day.day() == 1 => edge.of(*day),
            Cell::Date(_) => cell.as_day(),
            _ if cell.is_blank() => Err(Code::Required),
            _ => match read_month(&half_width(cell.shown().trim())) {
                Some(first) => edge.of(first),
                None => cell.as_day(),
            },
        }
    }

    fn text(&self) -> Result<String, Code> {
        let cell = self.value.as_ref().map_err(|code| *code)?;
        Ok(cell.as_text()?.trim().to_owned())
    }
}

impl MonthEdge {
    fn of(self, first: NaiveDate) -> Result<NaiveDate, Code> {
        let day = match self {
            Self::FirstDay => Some(first),
            Self::LastDay => {
                first.checked_add_months(Months::new(1)).and_then(|next| next.checked_sub_days(Days::new(1)))
            }
        };
        day.ok_or(Code::BadDate)
    }
}

/// The first day of a month written `2009-09`, `2009/9`, `2009.09`, `200909` or `2009年9月`.
fn read_month(text: &str) -> Option<NaiveDate> {
    let plain = text.replace(['/', '.', '年'], "-").replace('月', "");
    let (year, month) = match plain.split_once('-') {
        Some(parts) => parts,
        None if plain.len() == 6 => plain.split_at_checked(4)?,
        None => return None,
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !(1..=2).contains(&month.len()) || !digits(year) || !digits(month) {
        return None;
    }
    let first = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)?;
    (1900..=2200).contains(&first.year()).then_some(first)
}

/// Whether this is `4.20106E+17`, as a spreadsheet shows a number that is too long for its column.
fn is_power_of_ten(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once("E+") else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    whole.len() == 1 && digits(whole) && digits(fraction) && digits(exponent)
}

impl Record {
    /// What makes this row what it is, as 64 hexadecimal digits: equal for rows that agree in the key
    /// fields of their kind, in any file and on any day, with days compared as days and runs of blanks as
    /// one. Fields that are empty or not mapped do not count.
    #[must_use]
    pub fn key(&self) -> String {
        let mut digest = Sha256::new();
        digest.update(self.kind.as_str());
        for name in self.kind.key_fields() {
            let Some(field) = self.fields.get(name) else {
                continue;
            };
            let is_day = matches!(*name, "first_day" | "last_day");
            let value = match field.day() {
                Ok(day) if is_day => day.to_string(),
                _ => field.text().unwrap_or_else(|_| field.shown.clone()),
            };
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            let is_code = matches!(*name, "person_reference" | "staff_number");
            let value = if is_code { half_width(&value) } else { value };
            if !value.is_empty() {
                // Neither names nor single spaces between words can hold a control character.
                digest.update(format!("\u{1e}{name}\u{1f}{value}"));
            }
        }
        digest.finalize().iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// Begins to read its values.
    #[must_use]
    pub const fn reader(&self) -> RecordReader<'_> {
        RecordReader { record: self, rejections: Vec::new() }
    }
}

/// Reads the values of one record and collects what is wrong with them.
#[derive(Debug)]
pub struct RecordReader<'a> {
    record: &'a Record,
    rejections: Vec<Rejection>,
}

impl RecordReader<'_> {
    /// Notes that the row cannot be taken because of `field`.
    pub fn wrong(&mut self, field: &str, code: Code) {
        let known = self.record.fields.get(field);
        let column = known.map(|known| &*known.column).filter(|column| !column.is_empty()).unwrap_or(field);
        self.rejections.push(Rejection {
            row: self.record.line,
            column: column.to_owned(),
            code,
            message: String::new(),
            value: known.map(|known| known.shown.clone()).unwrap_or_default(),
        });
    }

    /// Whether there is nothing to read: the field is not mapped, or its cell is blank.
    #[must_use]
    pub fn is_blank(&self, field: &str) -> bool {
        let value = self.record.fields.get(field).map(|known| &known.value);
        value.is_none_or(|value| value.as_ref().is_ok_and(Cell::is_blank))
    }

    /// Whether the file has anything for the field at all.
    #[must_use]
    pub fn is_mapped(&self, field: &str) -> bool {
        self.record.fields.contains_key(field)
    }

    /// A text that must be there, trimmed, of at most `longest` characters.
    pub fn text(&mut self, field: &str, longest: usize) -> Option<String> {
        self.text_or(field, longest, Code::Required)
    }

    /// The same with another code for when it is missing, such as [`Code::MissingSender`].
    pub fn text_or(&mut self, field: &str, longest: usize, missing: Code) -> Option<String> {
        self.needed(field, missing)?;
        self.optional(field, longest).flatten()
    }

    /// A text that may be missing: `Some(None)` when it is, `None` when it is wrong.
    pub fn optional(&mut self, field: &str, longest: usize) -> Option<Option<String>> {
        let text = match self.record.fields.get(field).map(Field::text) {
            None => return Some(None),
            Some(Err(code)) => return self.refuse(field, code),
            Some(Ok(text)) => text,
        };
        if text.chars().count() > longest {
            return self.refuse(field, Code::TooLong);
        }
        if text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return self.refuse(field, Code::ControlCharacter);
        }
        Some(if text.is_empty() { None } else { Some(text) })
    }

    /// A text of several lines that may be missing, as forms take it.
    pub fn optional_lines(&mut self, field: &str, longest: usize) -> Option<Option<String>> {
        let text = self.optional(field, usize::MAX)?;
        match domain::form::read_lines(&text.unwrap_or_default(), longest) {
            Ok(text) => Some(text),
            Err(code) => self.refuse(field, code),
        }
    }

    /// A number or code that may be missing, with digits and letters in half width however they were typed.
    /// One that a spreadsheet wrote as a power of ten has lost digits.
    pub fn code(&mut self, field: &str, longest: usize) -> Option<Option<String>> {
        let Some(text) = self.optional(field, longest)? else { return Some(None) };
        let text = half_width(&text);
        if is_power_of_ten(&text) { self.refuse(field, Code::NumberInTextColumn) } else { Some(Some(text)) }
    }

    /// A day that must be there.
    pub fn day(&mut self, field: &str) -> Option<NaiveDate> {
        self.needed(field, Code::Required)?;
        self.optional_day(field).flatten()
    }

    /// A day that may be missing: `Some(None)` when it is, `None` when it is wrong.
    pub fn optional_day(&mut self, field: &str) -> Option<Option<NaiveDate>> {
        if self.is_blank(field) {
            return Some(None);
        }
        match self.record.fields.get(field)?.day() {
            Ok(day) => Some(Some(day)),
            Err(code) => self.refuse(field, code),
        }
    }

    /// A value that must be there, by a reader of trimmed text in half-width characters.
    pub fn parsed<T>(&mut self, field: &str, parse: impl Fn(&str) -> Result<T, Code>) -> Option<T> {
        self.needed(field, Code::Required)?;
        self.optional_parsed(field, parse).flatten()
    }

    /// The same for one that may be missing: `Some(None)` when it is, `None` when it is wrong.
    pub fn optional_parsed<T>(&mut self, field: &str, parse: impl Fn(&str) -> Result<T, Code>) -> Option<Option<T>> {
        if self.is_blank(field) {
            return Some(None);
        }
        match self.record.fields.get(field)?.text().and_then(|text| parse(&half_width(&text))) {
            Ok(value) => Some(Some(value)),
            Err(code) => self.refuse(field, code),
        }
    }

    /// One of the values of a text enum that must be there, by its `parse`.
    pub fn choice<T>(&mut self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.parsed(field, |text| parse(text).ok_or(Code::UnknownValue))
    }

    /// The same for one that may be missing: `Some(None)` when it is, `None` when it is wrong.
    pub fn optional_choice<T>(&mut self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
        self.optional_parsed(field, |text| parse(text).ok_or(Code::UnknownValue))
    }

    /// A whole number within `range` that must be there.
    pub fn number(&mut self, field: &str, range: RangeInclusive<i64>) -> Option<i64> {
        self.needed(field, Code::Required)?;
        self.optional_number(field, range).flatten()
    }

    /// The same for one that may be missing: `Some(None)` when it is, `None` when it is wrong.
    pub fn optional_number(&mut self, field: &str, range: RangeInclusive<i64>) -> Option<Option<i64>> {
        self.optional_parsed(field, |text| {
            let number = text.parse().map_err(|_| Code::NotANumber)?;
            if range.contains(&number) { Ok(number) } else { Err(Code::OutOfRange) }
        })
    }

    /// Whether nothing was wrong so far.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.rejections.is_empty()
    }

    /// What was wrong; nothing when the row can be taken.
    #[must_use]
    pub fn finish(self) -> Vec<Rejection> {
        self.rejections
    }

    fn needed(&mut self, field: &str, missing: Code) -> Option<()> {
        if self.is_blank(field) { self.refuse(field, missing) } else { Some(()) }
    }

    fn refuse<T>(&mut self, field: &str, code: Code) -> Option<T> {
        self.wrong(field, code);
        None
    }
}
