//! Tables in files: CSV, XLSX and the old XLS in, CSV, XLSX and JSON out. Knows rows and cells, not what they mean.
//!
//! Whatever comes in is bounded in rows, columns, cells and unpacked size before it is believed.

mod build;
mod cell;
mod compound;
mod csv;
mod encoding;
mod guard;
pub mod write;
mod xls;
mod xlsx;
mod zip_check;

use domain::Code;

pub use cell::{Cell, half_width};

/// The most rows with values that are read below the header.
pub const MOST_ROWS: usize = 200_000;
/// The most columns that are read.
pub const MOST_COLUMNS: usize = 200;
/// The most cells that are kept, empty ones between values included.
pub const MOST_CELLS: usize = 10_000_000;
/// The most bytes a file may have once unpacked, and the most bytes of text that are kept of it.
pub const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// What the reader of a file cannot know by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The sheet of a workbook; the first visible one when not given.
    pub sheet: Option<String>,
    /// The encoding of a CSV file by its usual label, such as `gb18030`; recognised when not given.
    pub encoding: Option<String>,
    /// The line of the header, 1 being the first; when not given, the line that has most of
    /// [`ReadOptions::header_names`], and without these the first line with a value.
    pub header_row: Option<u32>,
    /// For each column that may be there the names it may have, in which blanks, stars and what stands in
    /// parentheses make no difference.
    pub header_names: Vec<Vec<String>>,
}

/// A table read from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Names of the columns, trimmed; a column without name and without values has an empty one.
    pub columns: Vec<String>,
    /// The line on which the header stands, 1 being the first.
    pub header_line: u32,
    /// Rows with at least one value, in the order of the file.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The line of the file on which the row begins, 1 being the first.
    pub line: u32,
    /// Its cells from the first column on; empty ones at the end are left out.
    pub cells: Vec<Cell>,
}

/// Why a file as a whole cannot be taken, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// What is wrong.
    pub code: Code,
    /// The line of the file, 1 being the first.
    pub line: Option<u32>,
    /// The name of the column, its letter when it has no name, or the sheet or label that is not known.
    pub column: Option<String>,
}

impl FileError {
    /// An error that concerns the file as a whole.
    #[must_use]
    pub const fn whole(code: Code) -> Self {
        Self { code, line: None, column: None }
    }

    /// An error on a line.
    #[must_use]
    pub const fn at(code: Code, line: u32) -> Self {
        Self { code, line: Some(line), column: None }
    }

    /// The same with the name of a column.
    #[must_use]
    pub fn in_column(self, column: impl Into<String>) -> Self {
        Self { column: Some(column.into()), ..self }
    }
}

impl std::fmt::Display for FileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.code)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        Ok(())
    }
}

impl std::error::Error for FileError {}

impl Row {
    /// The cell of a column by its place, 0 being the first.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

impl Sheet {
    /// A table to be written: the header on line 1, the rows below it.
    #[must_use]
    pub fn new(columns: &[&str], rows: Vec<Vec<Cell>>) -> Self {
        let rows = (2..).zip(rows).map(|(line, cells)| Row { line, cells }).collect();
        Self { columns: columns.iter().map(|&name| name.to_owned()).collect(), header_line: 1, rows }
    }

    /// The place of the column with this name, 0 being the first.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        let name = name.trim();
        if name.is_empty() { None } else { self.columns.iter().position(|known| known == name) }
    }
}

/// The names of a workbook's sheets; none when it is no workbook.
#[must_use]
pub fn sheet_names(bytes: &[u8]) -> Vec<String> {
    if bytes.starts_with(xls::START) { xls::sheet_names(bytes) } else { xlsx::sheet_names(bytes) }
}

/// Reads the table in a CSV, XLSX or XLS file; which of them it is, its first bytes say, not its name.
///
/// # Errors
/// [`FileError`] with the first thing that keeps the file from being a table.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Sheet, FileError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(FileError::whole(Code::TooLarge));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return xlsx::read(bytes, options);
    }
    if bytes.starts_with(xls::START) {
        return xls::read(bytes, options);
    }
    if FOREIGN.iter().any(|start| bytes.starts_with(start)) {
        return Err(FileError::whole(Code::NotATable));
    }
    if let Some(sheet) = &options.sheet {
        return Err(FileError::whole(Code::UnknownSheet).in_column(sheet.as_str()));
    }
    let text = encoding::decode(bytes, options.encoding.as_deref())?;
    csv::read(&text, options)
}

/// How files begin that are often named `.csv` or `.xlsx` and are something else: PDF, RTF, gzip, PNG, JPEG.
const FOREIGN: [&[u8]; 5] = [b"%PDF", b"{\\rtf", b"\x1F\x8B", b"\x89PNG", b"\xFF\xD8\xFF"];

/// The name of a column without what people put around it: blanks, a star where it is needed, and a remark or
/// a unit in parentheses.
pub(crate) fn bare(name: &str) -> String {
    let name = name.split(['(', '（']).next().filter(|bare| !bare.trim().is_empty()).unwrap_or(name);
    name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊')).collect()
}

#[cfg(test)]
mod tests;
