//! Invented files, good and bad.

mod cells;
mod text_files;
mod workbooks;

use super::*;

/// Reads a file without any options.
fn plain(bytes: impl AsRef<[u8]>) -> Result<Sheet, FileError> {
    read(bytes.as_ref(), &ReadOptions::default())
}

/// The code, line and column of a refused file.
fn refused(bytes: impl AsRef<[u8]>) -> (Code, Option<u32>, Option<String>) {
    let error = plain(bytes).unwrap_err();
    (error.code, error.line, error.column)
}

/// The rows as lines and texts.
fn texts(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
    sheet.rows.iter().map(|row| (row.line, row.cells.iter().map(Cell::shown).collect())).collect()
}
