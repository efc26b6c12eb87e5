//! From rows of cells, as a file gives them one by one, to a table with a header.

use std::collections::HashSet;

use domain::Code;

use super::{Cell, FileError, MOST_BYTES, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row, Sheet};

/// Takes the rows of a file in order, finds the header, and keeps what is below it within the bounds.
pub struct Builder {
    header_row: Option<u32>,
    sheet: Option<Sheet>,
    cells: usize,
    bytes: u64,
}

impl Builder {
    /// Begins a table whose header stands on `header_row`, or on the first line with a value.
    pub fn new(header_row: Option<u32>) -> Self {
        Self { header_row, sheet: None, cells: 0, bytes: 0 }
    }

    /// Takes one row; a blank one is left out.
    pub fn push(&mut self, line: u32, mut cells: Vec<Cell>) -> Result<(), FileError> {
        while cells.last().is_some_and(Cell::is_blank) {
            cells.pop();
        }
        if cells.is_empty() || (self.sheet.is_none() && self.header_row.is_some_and(|header| line < header)) {
            return Ok(());
        }
        match &mut self.sheet {
            None => self.sheet = Some(header(line, &cells)?),
            Some(sheet) => {
                let named = |at: usize| sheet.columns.get(at).is_some_and(|name| !name.is_empty());
                if let Some(at) =
                    (0..).zip(&cells).find_map(|(at, cell)| (!cell.is_blank() && !named(at)).then_some(at))
                {
                    return Err(FileError::at(Code::BrokenRow, line).in_column(letters(at)));
                }
                self.cells += cells.len();
                self.bytes += cells
                    .iter()
                    .map(|cell| if let Cell::Text(text) = cell { text.len() as u64 } else { 0 })
                    .sum::<u64>();
                if sheet.rows.len() >= MOST_ROWS || self.cells > MOST_CELLS || self.bytes > MOST_BYTES {
                    return Err(FileError::at(Code::TooLarge, line));
                }
                sheet.rows.push(Row { line, cells });
            }
        }
        Ok(())
    }

    /// The table, which has at least one row.
    pub fn finish(self) -> Result<Sheet, FileError> {
        self.sheet.filter(|sheet| !sheet.rows.is_empty()).ok_or(FileError::whole(Code::EmptyFile))
    }
}

fn header(line: u32, cells: &[Cell]) -> Result<Sheet, FileError> {
    if cells.len() > MOST_COLUMNS {
        return Err(FileError::at(Code::TooLarge, line).in_column(letters(MOST_COLUMNS)));
    }
    let mut known = HashSet::new();
    let columns: Vec<String> = cells.iter().map(|cell| cell.shown().trim().to_owned()).collect();
    for name in columns.iter().filter(|name| !name.is_empty()) {
        if !known.insert(name) {
            return Err(FileError::at(Code::DoubledColumn, line).in_column(name.as_str()));
        }
    }
    Ok(Sheet { columns, header_line: line, rows: Vec::new() })
}

/// The letters a spreadsheet shows over a column, 0 being `A`.
pub fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(u8::try_from(rest % 26).map_or('?', |letter| char::from(b'A' + letter)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}
