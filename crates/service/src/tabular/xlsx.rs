//! Reading XLSX by streamed cells: a sheet may claim a million rows of sixteen thousand columns, so only
//! cells with a value are ever kept.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::NaiveDate;
use domain::{Code, form::read_day};

use super::{
    Cell, FileError, MOST_COLUMNS, ReadOptions, Sheet,
    build::{Builder, letters},
    guard::unguarded,
    zip_check,
};

/// The names of a workbook's sheets; none when it is no workbook.
pub fn sheet_names(bytes: &[u8]) -> Vec<String> {
    if zip_check::check(bytes).is_err() {
        return Vec::new();
    }
    let Ok(book) = Xlsx::new(Cursor::new(bytes)) else { return Vec::new() };
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.map(|sheet| sheet.name.clone()).collect()
}

/// Reads the table on one sheet of a workbook.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Sheet, FileError> {
    zip_check::check(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| FileError::whole(Code::NotATable))?;
    let name = sheet_name(book.sheets_metadata(), options.sheet.as_deref())?;
    let mut cells = match book.worksheet_cells_reader(&name) {
        Ok(cells) => cells,
        Err(XlsxError::WorksheetNotFound(_)) => {
            return Err(FileError::whole(Code::UnknownSheet).in_column(name));
        }
        Err(_) => return Err(FileError::whole(Code::NotATable)),
    };
    let mut builder = Builder::new(options);
    let (mut line, mut row) = (0_u32, Vec::new());
    loop {
        let next = match cells.next_cell() {
            Ok(Some(next)) => next,
            Ok(None) => break,
            Err(_) => return Err(FileError::at(Code::BrokenRow, line.max(1))),
        };
        let cell = value(next.get_value());
        let (above, column) = next.get_position();
        let (this, column) = (above.saturating_add(1), column as usize);
        if cell == Cell::Empty || (column >= MOST_COLUMNS && cell.is_blank()) {
            continue;
        }
        if this != line {
            if this < line {
                return Err(FileError::at(Code::BrokenRow, this));
            }
            builder.push(line, std::mem::take(&mut row))?;
            line = this;
        }
        if column >= MOST_COLUMNS {
            return Err(FileError::at(Code::TooLarge, line).in_column(letters(column)));
        }
        if row.len() <= column {
            row.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = row.get_mut(column) {
            *place = cell;
        }
    }
    builder.push(line, row)?;
    builder.finish()
}

/// The sheet that is wanted, else the first visible one.
pub(super) fn sheet_name(all: &[calamine::Sheet], wanted: Option<&str>) -> Result<String, FileError> {
    let sheets = all.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let found = match wanted {
        Some(wanted) => sheets.clone().find(|sheet| sheet.name.trim() == wanted.trim()),
        None => sheets.clone().find(|sheet| sheet.visible == SheetVisible::Visible).or(sheets.clone().next()),
    };
    match (found, wanted) {
        (Some(sheet), _) => Ok(sheet.name.clone()),
        (None, Some(wanted)) => Err(FileError::whole(Code::UnknownSheet).in_column(wanted)),
        (None, None) => Err(FileError::whole(Code::NotATable)),
    }
}

fn value(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::text(unguarded(text.clone())),
        DataRef::SharedString(text) => Cell::text(unguarded((*text).to_owned())),
        #[expect(clippy::cast_precision_loss, reason = "the file holds a float; only this reader made it whole")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(yes) => Cell::Text(yes.to_string()),
        DataRef::DateTime(instant) => day(instant).map_or_else(|| clock(instant), Cell::Date),
        DataRef::DateTimeIso(text) => {
            let date = text.split_once('T').map_or(text.as_str(), |(day, _)| day);
            read_day(date).map_or_else(|_| Cell::text(text.as_str()), Cell::Date)
        }
        DataRef::DurationIso(text) => Cell::text(text.as_str()),
        DataRef::Error(error) => Cell::Fault(error.to_string()),
    }
}

/// The day of a date; none for a duration or a mere time of day.
pub(super) fn day(instant: &ExcelDateTime) -> Option<NaiveDate> {
    if !instant.is_datetime() || instant.as_f64() < 1.0 {
        return None;
    }
    let (year, month, day, ..) = instant.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
}

/// A time of day or a length of time as people see it, in hours and minutes.
pub(super) fn clock(instant: &ExcelDateTime) -> Cell {
    let minutes = (instant.as_f64() * 1440.0).round();
    if !(0.0..=1e6).contains(&minutes) {
        return Cell::Number(instant.as_f64());
    }
    // A whole number in that range: the cast is exact.
    let minutes = minutes as u32;
    Cell::Text(format!("{}:{:02}", minutes / 60, minutes % 60))
}
