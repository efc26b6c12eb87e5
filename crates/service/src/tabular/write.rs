//! Writing tables: CSV and XLSX for people, JSON for machines. What is written is read back as it was.

use ::csv::{Terminator, WriterBuilder};
use chrono::Datelike;
use domain::Code;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};

use super::{Cell, FileError, Sheet, guard::guarded};

/// The widest a column is made, in characters.
const WIDEST: f64 = 60.0;

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
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(bytes);
    let broken = |_| FileError::whole(Code::BrokenRow);
    writer.write_record(sheet.columns.iter().map(|name| guarded(name).into_owned())).map_err(broken)?;
    for row in &sheet.rows {
        let cells = (0..sheet.columns.len()).map(|at| match row.cell(at) {
            number @ Cell::Number(_) => number.shown(),
            other => guarded(&other.shown()).into_owned(),
        });
        writer.write_record(cells).map_err(|_| FileError::at(Code::BrokenRow, row.line))?;
    }
    writer.into_inner().map_err(|_| FileError::whole(Code::BrokenRow))
}

/// The table as a workbook with one sheet: text in text format, so that codes keep their zeros and long
/// numbers their digits when people edit them; days as days; the header bold and in view.
///
/// # Errors
/// [`Code::TooLarge`] when it has more rows, or a text more characters, than a workbook can hold.
pub fn xlsx(sheet: &Sheet, name: &str) -> Result<Vec<u8>, FileError> {
    let mut book = Workbook::new();
    fill(&mut book, sheet, name).map_err(|_| FileError::whole(Code::TooLarge))?;
    book.save_to_buffer().map_err(|_| FileError::whole(Code::TooLarge))
}

fn fill(book: &mut Workbook, table: &Sheet, name: &str) -> Result<(), XlsxError> {
    let (text, date, bold) = (
        Format::new().set_num_format("@"),
        Format::new().set_num_format("yyyy-mm-dd"),
        Format::new().set_num_format("@").set_bold(),
    );
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    // Empty cells below the last row are text too, so that what people add there is not rounded.
    for (column, name) in (0_u16..).zip(&table.columns) {
        sheet.set_column_format(column, &text)?;
        sheet.set_column_width(column, width(table, usize::from(column)))?;
        if !name.is_empty() {
            sheet.write_string_with_format(0, column, kept(name), &bold)?;
        }
    }
    for (line, row) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(&row.cells) {
            match cell {
                Cell::Empty => continue,
                Cell::Text(value) | Cell::Fault(value) => {
                    sheet.write_string_with_format(line, column, kept(value), &text)?
                }
                Cell::Number(number) => sheet.write_number_with_format(line, column, *number, &Format::new())?,
                Cell::Date(day) => match excel_day(*day) {
                    Some(day) => sheet.write_datetime_with_format(line, column, &day, &date)?,
                    None => sheet.write_string_with_format(line, column, day.to_string(), &text)?,
                },
            };
        }
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

/// The width of a column by its header and first rows; a hanzi is as wide as two Latin letters.
fn width(table: &Sheet, column: usize) -> f64 {
    let letters = |text: &str| text.chars().map(|c| if u32::from(c) < 0x1100 { 1.0 } else { 2.0 }).sum::<f64>();
    let header = table.columns.get(column).map_or(0.0, |name| letters(name));
    let cells = table.rows.iter().take(100).map(|row| letters(&row.cell(column).shown()));
    (cells.fold(header, f64::max) + 2.0).min(WIDEST)
}

/// The table as a JSON array with one object a row; empty cells are null, days are texts.
///
/// # Errors
/// [`Code::BrokenRow`] when a row cannot be written.
pub fn json(sheet: &Sheet) -> Result<Vec<u8>, FileError> {
    let rows: Vec<serde_json::Map<String, serde_json::Value>> = sheet
        .rows
        .iter()
        .map(|row| (0..).zip(&sheet.columns).map(|(at, name)| (name.clone(), value(row.cell(at)))).collect())
        .collect();
    serde_json::to_vec_pretty(&rows).map_err(|_| FileError::whole(Code::BrokenRow))
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
