//! Writing tables: CSV and XLSX for people, JSON for machines. What is written is read back as it was.

use std::io::Write;

use ::csv::{Terminator, WriterBuilder};
use chrono::Datelike;
use domain::Code;
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Workbook, Worksheet, XlsxError};
use serde::{Serialize, Serializer};

use super::{Cell, FileError, Sheet, guard::guarded};

/// The widest a column is made, in characters.
const WIDEST: f64 = 60.0;

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated text.
    Csv,
    /// A workbook.
    Xlsx,
    /// An array of objects.
    Json,
}

/// A table that is written row by row, so that it need not be in memory as a whole.
pub struct Writer<W: Write> {
    columns: Vec<String>,
    rows: usize,
    out: Out<W>,
}

enum Out<W: Write> {
    Csv(Box<::csv::Writer<W>>),
    Xlsx(Box<Workbook>, u32, W),
    Json(W),
}

impl<W: Write + Send> Writer<W> {
    /// Begins a table with its header; `name` is that of the sheet in a workbook.
    ///
    /// # Errors
    /// [`Code::BrokenRow`] when nobody takes it.
    pub fn new(format: Format, name: &str, columns: &[String], mut out: W) -> Result<Self, FileError> {
        let out = match format {
            Format::Csv => {
                out.write_all("\u{FEFF}".as_bytes()).map_err(|_| FileError::whole(Code::BrokenRow))?;
                Out::Csv(Box::new(csv_header(columns, out)?))
            }
            Format::Xlsx => {
                let mut book = Workbook::new();
                let widths = columns.iter().map(|name| letters(name).max(10.0) + 2.0);
                begin(&mut book, name, columns, widths, 0).map_err(too_large)?;
                Out::Xlsx(Box::new(book), 1, out)
            }
            Format::Json => Out::Json(out),
        };
        Ok(Self { columns: columns.to_vec(), rows: 0, out })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// [`Code::TooLarge`] for more than a workbook holds; [`Code::BrokenRow`] when nobody takes it.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), FileError> {
        match &mut self.out {
            Out::Csv(out) => csv_row(out, self.columns.len(), cells).map_err(|_| FileError::whole(Code::BrokenRow))?,
            Out::Xlsx(book, line, _) => {
                let sheet = book.worksheet_from_index(0).map_err(too_large)?;
                xlsx_row(sheet, *line, cells).map_err(too_large)?;
                *line += 1;
            }
            Out::Json(out) => {
                let begun = if self.rows == 0 { out.write_all(b"[\n") } else { out.write_all(b",\n") };
                let written = begun.map_err(serde_json::Error::io);
                let object = Object { columns: &self.columns, cells };
                written
                    .and_then(|()| serde_json::to_writer(out, &object))
                    .map_err(|_| FileError::whole(Code::BrokenRow))?;
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// Ends the table and answers how many rows it has.
    ///
    /// # Errors
    /// As [`Writer::row`].
    pub fn finish(self) -> Result<usize, FileError> {
        let rows = self.rows;
        let done = match self.out {
            Out::Csv(mut out) => out.flush(),
            Out::Xlsx(mut book, _, mut out) => {
                let bytes = book.save_to_buffer().map_err(too_large)?;
                out.write_all(&bytes).and_then(|()| out.flush())
            }
            Out::Json(mut out) => out.write_all(if rows == 0 { b"[]\n" } else { b"\n]\n" }).and_then(|()| out.flush()),
        };
        done.map(|()| rows).map_err(|_| FileError::whole(Code::BrokenRow))
    }
}

/// One row as an object of JSON, in the order of the columns.
struct Object<'a> {
    columns: &'a [String],
    cells: &'a [Cell],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cell = |at: usize| self.cells.get(at).unwrap_or(&Cell::Empty);
        serializer.collect_map(self.columns.iter().enumerate().map(|(at, name)| (name, value(cell(at)))))
    }
}

/// The table as CSV: comma-separated, in UTF-8 with a byte order mark, without which spreadsheets in
/// China read GBK; cells that a spreadsheet would run are guarded by an apostrophe. A header that stood
/// further down stands there again, below empty lines.
///
/// # Errors
/// [`Code::BrokenRow`] when a row cannot be written.
pub fn csv(sheet: &Sheet) -> Result<Vec<u8>, FileError> {
    let mut bytes = "\u{FEFF}".as_bytes().to_vec();
    for _ in 1..sheet.header_line {
        bytes.extend_from_slice(b"\r\n");
    }
    let mut writer = csv_header(&sheet.columns, bytes)?;
    for row in &sheet.rows {
        csv_row(&mut writer, sheet.columns.len(), &row.cells).map_err(|_| FileError::at(Code::BrokenRow, row.line))?;
    }
    writer.into_inner().map_err(|_| FileError::whole(Code::BrokenRow))
}

fn csv_header<W: Write>(columns: &[String], out: W) -> Result<::csv::Writer<W>, FileError> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    let header = columns.iter().map(|name| guarded(name).into_owned());
    writer.write_record(header).map_err(|_| FileError::whole(Code::BrokenRow))?;
    Ok(writer)
}

fn csv_row<W: Write>(writer: &mut ::csv::Writer<W>, columns: usize, cells: &[Cell]) -> Result<(), ::csv::Error> {
    writer.write_record((0..columns).map(|at| match cells.get(at).unwrap_or(&Cell::Empty) {
        number @ Cell::Number(_) => number.shown(),
        other => guarded(&other.shown()).into_owned(),
    }))
}

/// The table as a workbook with one sheet: text in text format, so that codes keep their zeros and long
/// numbers their digits when people edit them; days as days; the header bold, in view, and on its line.
///
/// # Errors
/// [`Code::TooLarge`] when it has more rows, or a text more characters, than a workbook can hold.
pub fn xlsx(sheet: &Sheet, name: &str) -> Result<Vec<u8>, FileError> {
    workbook(&[(name, sheet)])
}

/// Tables as sheets of one workbook, by their names.
///
/// # Errors
/// As [`xlsx`].
pub fn workbook(sheets: &[(&str, &Sheet)]) -> Result<Vec<u8>, FileError> {
    let mut book = Workbook::new();
    for (at, (name, table)) in sheets.iter().enumerate() {
        fill(&mut book, at, table, name).map_err(too_large)?;
    }
    book.save_to_buffer().map_err(too_large)
}

fn too_large(_: XlsxError) -> FileError {
    FileError::whole(Code::TooLarge)
}

fn fill(book: &mut Workbook, at: usize, table: &Sheet, name: &str) -> Result<(), XlsxError> {
    let above = table.header_line.saturating_sub(1);
    let widths = (0..table.columns.len()).map(|column| width(table, column));
    begin(book, name, &table.columns, widths, above)?;
    let sheet = book.worksheet_from_index(at)?;
    for (line, row) in (above + 1..).zip(&table.rows) {
        xlsx_row(sheet, line, &row.cells)?;
    }
    Ok(())
}

/// Adds a sheet with its header, below `above` empty lines.
fn begin(
    book: &mut Workbook,
    name: &str,
    columns: &[String],
    widths: impl Iterator<Item = f64>,
    above: u32,
) -> Result<(), XlsxError> {
    let (text, bold) = (CellFormat::new().set_num_format("@"), CellFormat::new().set_num_format("@").set_bold());
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(name)?;
    sheet.set_freeze_panes(above + 1, 0)?;
    // Empty cells below the last row are text too, so that what people add there is not rounded.
    for ((column, name), width) in (0_u16..).zip(columns).zip(widths) {
        sheet.set_column_format(column, &text)?;
        sheet.set_column_width(column, width.min(WIDEST))?;
        if !name.is_empty() {
            sheet.write_string_with_format(above, column, kept(name), &bold)?;
        }
    }
    Ok(())
}

fn xlsx_row(sheet: &mut Worksheet, line: u32, cells: &[Cell]) -> Result<(), XlsxError> {
    let (text, date) = (CellFormat::new().set_num_format("@"), CellFormat::new().set_num_format("yyyy-mm-dd"));
    for (column, cell) in (0_u16..).zip(cells) {
        match cell {
            Cell::Empty => continue,
            Cell::Text(value) | Cell::Fault(value) => {
                sheet.write_string_with_format(line, column, kept(value), &text)?
            }
            Cell::Number(number) => sheet.write_number_with_format(line, column, *number, &CellFormat::new())?,
            Cell::Date(day) => match excel_day(*day) {
                Some(day) => sheet.write_datetime_with_format(line, column, &day, &date)?,
                None => sheet.write_string_with_format(line, column, day.to_string(), &text)?,
            },
        };
    }
    Ok(())
}

/// A workbook does not run its texts. Only one that reading would take for guarded needs its apostrophe
/// doubled.
fn kept(text: &str) -> String {
    if text.starts_with('\'') { guarded(text).into_owned() } else { text.to_owned() }
}

fn excel_day(day: chrono::NaiveDate) -> Option<ExcelDateTime> {
    let (year, month, day) =
        (u16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// The width of a column by its header and first rows.
fn width(table: &Sheet, column: usize) -> f64 {
    let header = table.columns.get(column).map_or(0.0, |name| letters(name));
    let cells = table.rows.iter().take(100).map(|row| letters(&row.cell(column).shown()));
    (cells.fold(header, f64::max) + 2.0).min(WIDEST)
}

/// How wide a text is; a hanzi is as wide as two Latin letters.
fn letters(text: &str) -> f64 {
    text.chars().map(|c| if u32::from(c) < 0x1100 { 1.0 } else { 2.0 }).sum()
}

/// The table as a JSON array with one object a row; empty cells are null, days are texts.
///
/// # Errors
/// [`Code::BrokenRow`] when a row cannot be written.
pub fn json(sheet: &Sheet) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    let mut writer = Writer::new(Format::Json, "", &sheet.columns, &mut bytes)?;
    for row in &sheet.rows {
        writer.row(&row.cells)?;
    }
    writer.finish()?;
    Ok(bytes)
}

fn value(cell: &Cell) -> serde_json::Value {
    match cell {
        Cell::Empty => serde_json::Value::Null,
        Cell::Number(number) => whole(*number).map_or_else(|| (*number).into(), Into::into),
        other => other.shown().into(),
    }
}

/// A number without decimals as such, so that JSON does not say `5.0`.
fn whole(number: f64) -> Option<i64> {
    let exact = number.fract() == 0.0 && number.abs() < 1e15;
    exact.then_some(number as i64)
}
