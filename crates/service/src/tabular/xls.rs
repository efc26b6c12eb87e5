//! Reading the old binary workbook (XLS). Its reader keeps all sheets at once and reserves what they claim to hold,
//! so that what a workbook claims is added up before it is read.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xls};
use domain::Code;

use super::{
    Cell, FileError, MOST_CELLS, MOST_COLUMNS, ReadOptions, Sheet,
    build::{Builder, letters},
    compound,
    guard::unguarded,
    xlsx::{clock, day, sheet_name},
};

/// How such a file begins, as do Word files of that time and encrypted workbooks of today.
pub const START: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The names of a workbook's sheets; none when it is no workbook.
pub fn sheet_names(bytes: &[u8]) -> Vec<String> {
    open(bytes).map(|book| book.sheet_names()).unwrap_or_default()
}

/// Reads the table on one sheet of a workbook.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Sheet, FileError> {
    let mut book = open(bytes)?;
    let name = sheet_name(book.sheets_metadata(), options.sheet.as_deref())?;
    let range = book.worksheet_range(&name).map_err(|_| FileError::whole(Code::NotATable))?;
    let (first_line, first_column) = range.start().unwrap_or_default();
    let mut builder = Builder::new(options);
    for (line, row) in (first_line.saturating_add(1)..).zip(range.rows()) {
        let mut cells = vec![Cell::Empty; first_column as usize];
        cells.extend(row.iter().map(value));
        if let Some(far) = cells.iter().skip(MOST_COLUMNS).position(|cell| !cell.is_blank()) {
            return Err(FileError::at(Code::TooLarge, line).in_column(letters(MOST_COLUMNS + far)));
        }
        cells.truncate(MOST_COLUMNS);
        builder.push(line, cells)?;
    }
    builder.finish()
}

fn open(bytes: &[u8]) -> Result<Xls<Cursor<&[u8]>>, FileError> {
    check(bytes)?;
    Xls::new(Cursor::new(bytes)).map_err(|_| FileError::whole(Code::NotATable))
}

fn value(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) => Cell::text(unguarded(text.clone())),
        #[expect(clippy::cast_precision_loss, reason = "the file holds a float; only this reader made it whole")]
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(yes) => Cell::Text(yes.to_string()),
        Data::DateTime(instant) => day(instant).map_or_else(|| clock(instant), Cell::Date),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text.as_str()),
        Data::Error(error) => Cell::Fault(error.to_string()),
    }
}

/// What a record begins: the type of the records after it are told apart by these numbers ([MS-XLS] 2.3).
const BEGINNING: u16 = 0x0809;
const DIMENSIONS: u16 = 0x0200;
/// Records of cells with a value, with row and column in front.
const CELLS: [u16; 8] = [0x0006, 0x0203, 0x0204, 0x0205, 0x00D6, 0x027E, 0x00FD, 0x00BD];
/// A row of numbers, with the last column at its end.
const NUMBERS: u16 = 0x00BD;

/// Refuses what is no workbook, and one whose sheets claim more cells than are read of any file.
fn check(bytes: &[u8]) -> Result<(), FileError> {
    let books = compound::streams(bytes, &["Workbook", "Book"]).filter(|books| !books.is_empty());
    let books = books.ok_or(FileError::whole(Code::NotATable))?;
    let claimed = books.iter().fold(0_usize, |sum, book| sum.saturating_add(claimed(book)));
    if claimed > MOST_CELLS { Err(FileError::whole(Code::TooLarge)) } else { Ok(()) }
}

/// How many cells the sheets of a workbook span together, by what they say and by where their cells are.
fn claimed(mut book: &[u8]) -> usize {
    let (mut whole, mut rows, mut columns) = (0_usize, 0_usize, 0_usize);
    while let Some((head, rest)) = book.split_first_chunk::<4>() {
        let [low, high, short, long] = *head;
        let (kind, size) = (u16::from_le_bytes([low, high]), usize::from(u16::from_le_bytes([short, long])));
        let (record, after) = rest.split_at_checked(size).unwrap_or((rest, &[]));
        let short = |at: usize| match record.get(at..at + 2) {
            Some(&[low, high]) => usize::from(u16::from_le_bytes([low, high])),
            _ => 0,
        };
        if kind == BEGINNING {
            whole = whole.saturating_add(rows.saturating_mul(columns));
            (rows, columns) = (0, 0);
        } else if kind == DIMENSIONS && record.len() >= 14 {
            rows = rows.max(short(4).saturating_add(short(6) << 16));
            columns = columns.max(short(10));
        } else if kind == DIMENSIONS {
            (rows, columns) = (rows.max(short(2)), columns.max(short(6)));
        } else if CELLS.contains(&kind) {
            rows = rows.max(short(0) + 1);
            let last = if kind == NUMBERS { short(record.len().saturating_sub(2)) } else { short(2) };
            columns = columns.max(last.max(short(2)) + 1);
        }
        book = after;
    }
    whole.saturating_add(rows.saturating_mul(columns))
}
