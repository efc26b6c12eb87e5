//! From rows of cells, as a file gives them one by one, to a table with a header.

use std::collections::HashSet;

use domain::Code;

use super::{Cell, FileError, MOST_BYTES, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, ReadOptions, Row, Sheet, bare};

/// Among how many rows with a value the header is looked for.
pub const MOST_ABOVE: usize = 30;

/// Takes the rows of a file in order, finds the header, and keeps what is below it within the bounds.
pub struct Builder<'a> {
    options: &'a ReadOptions,
    /// The first rows, until it is known which of them is the header.
    above: Vec<(u32, Vec<Cell>)>,
    sheet: Option<Sheet>,
    cells: usize,
    bytes: u64,
}

impl<'a> Builder<'a> {
    /// Begins a table whose header stands where the options say.
    pub const fn new(options: &'a ReadOptions) -> Self {
        Self { options, above: Vec::new(), sheet: None, cells: 0, bytes: 0 }
    }

    /// Takes one row; a blank one is left out.
    pub fn push(&mut self, line: u32, mut cells: Vec<Cell>) -> Result<(), FileError> {
        while cells.last().is_some_and(Cell::is_blank) {
            cells.pop();
        }
        if cells.is_empty() || (self.sheet.is_none() && self.options.header_row.is_some_and(|header| line < header)) {
            return Ok(());
        }
        if self.sheet.is_some() {
            return self.take(line, cells);
        }
        if self.options.header_row.is_some() || self.options.header_names.is_empty() {
            self.sheet = Some(header(line, &cells)?);
            return Ok(());
        }
        let complete = known_names(self.options, &cells) == self.options.header_names.len();
        self.above.push((line, cells));
        if complete || self.above.len() == MOST_ABOVE { self.settle() } else { Ok(()) }
    }

    /// Takes the row that has most of the names for the header, and what is below it for rows.
    fn settle(&mut self) -> Result<(), FileError> {
        let rows = std::mem::take(&mut self.above);
        let best = rows.iter().map(|(_, cells)| known_names(self.options, cells)).max().unwrap_or_default();
        for (line, cells) in rows {
            if self.sheet.is_some() {
                self.take(line, cells)?;
            } else if known_names(self.options, &cells) == best {
                self.sheet = Some(header(line, &cells)?);
            }
        }
        Ok(())
    }

    fn take(&mut self, line: u32, cells: Vec<Cell>) -> Result<(), FileError> {
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        let named = |at: usize| sheet.columns.get(at).is_some_and(|name| !name.is_empty());
        if let Some(at) = (0..).zip(&cells).find_map(|(at, cell)| (!cell.is_blank() && !named(at)).then_some(at)) {
            return Err(FileError::at(Code::BrokenRow, line).in_column(letters(at)));
        }
        self.cells += cells.len();
        self.bytes +=
            cells.iter().map(|cell| if let Cell::Text(text) = cell { text.len() as u64 } else { 0 }).sum::<u64>();
        if sheet.rows.len() >= MOST_ROWS || self.cells > MOST_CELLS || self.bytes > MOST_BYTES {
            return Err(FileError::at(Code::TooLarge, line));
        }
        sheet.rows.push(Row { line, cells });
        Ok(())
    }

    /// The table, which has at least one row.
    pub fn finish(mut self) -> Result<Sheet, FileError> {
        if self.sheet.is_none() {
            self.settle()?;
        }
        self.sheet.filter(|sheet| !sheet.rows.is_empty()).ok_or(FileError::whole(Code::EmptyFile))
    }
}

/// How many of the columns that may be there a row names.
fn known_names(options: &ReadOptions, cells: &[Cell]) -> usize {
    let texts: HashSet<String> = cells.iter().map(|cell| bare(&cell.shown())).collect();
    options.header_names.iter().filter(|names| names.iter().any(|name| texts.contains(name))).count()
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
