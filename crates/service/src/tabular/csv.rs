//! Reading CSV. Its own reader of some lines: the csv crate takes an unclosed quote for a very long field
//! and text after a closing quote for a part of it, and both must be an error with its line here.

use domain::Code;

use super::{
    Cell, FileError, MOST_COLUMNS, ReadOptions, Sheet, bare,
    build::{Builder, MOST_ABOVE},
    guard::unguarded,
};

/// Reads the table in a CSV text, separated as its header line is.
pub fn read(text: &str, options: &ReadOptions) -> Result<Sheet, FileError> {
    if is_markup(text) {
        return Err(FileError::whole(Code::NotATable));
    }
    let mut parser = Parser { rest: text, line: 1, separator: separator(text, options) };
    let mut builder = Builder::new(options);
    while let Some((line, cells)) = parser.record()? {
        builder.push(line, cells)?;
    }
    builder.finish()
}

/// A web page or data of a program, named `.csv` or `.xls` by the system it came from.
fn is_markup(text: &str) -> bool {
    text.trim_start().starts_with(['<', '{', '['])
}

/// The separator that the header line has most of outside quotes, a comma when it has none.
fn separator(text: &str, options: &ReadOptions) -> char {
    let lines = || text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
    // The first of those among the first lines that hold most of the names.
    let names = |line: &&str| {
        let line = bare(&line.replace(['(', '（'], " "));
        options.header_names.iter().filter(|names| names.iter().any(|name| line.contains(name.as_str()))).count()
    };
    let header = match options.header_row {
        Some(row) => text.lines().nth(row.saturating_sub(1) as usize),
        None if options.header_names.is_empty() => lines().next(),
        None => lines().take(MOST_ABOVE).min_by_key(|line| std::cmp::Reverse(names(line))),
    };
    let (mut quoted, mut counts) = (false, [(',', 0_u32), (';', 0), ('\t', 0)]);
    for c in header.unwrap_or_default().chars() {
        quoted ^= c == '"';
        if let Some((_, count)) = counts.iter_mut().find(|(separator, _)| !quoted && *separator == c) {
            *count += 1;
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(',', |(separator, _)| *separator)
}

/// What ended a field.
#[derive(PartialEq)]
enum End {
    Separator,
    Line,
    File,
}

struct Parser<'a> {
    rest: &'a str,
    line: u32,
    separator: char,
}

impl<'a> Parser<'a> {
    /// The next record with the line on which it begins.
    fn record(&mut self) -> Result<Option<(u32, Vec<Cell>)>, FileError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let (line, mut cells, mut end) = (self.line, Vec::new(), End::Separator);
        while end == End::Separator {
            let (text, ended_by) = self.field()?;
            end = ended_by;
            let cell = Cell::text(unguarded(text));
            if cells.len() <= MOST_COLUMNS {
                cells.push(cell);
            } else if let Some(last) = cells.last_mut().filter(|_| !cell.is_blank()) {
                // One value too many says enough; a line of a million separators need not be kept.
                *last = cell;
            }
        }
        Ok(Some((line, cells)))
    }

    fn field(&mut self) -> Result<(String, End), FileError> {
        if self.rest.starts_with('"') {
            return self.quoted();
        }
        let separator = self.separator;
        let length = self.rest.find([separator, '\n', '\r']).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(length);
        self.rest = rest;
        self.end().map(|end| (text.to_owned(), end))
    }

    fn quoted(&mut self) -> Result<(String, End), FileError> {
        let opened = self.line;
        let mut text = String::new();
        self.take(1);
        loop {
            let Some(length) = self.rest.find('"') else {
                return Err(FileError::at(Code::BrokenRow, opened));
            };
            let part = self.take(length);
            self.line += breaks(part);
            text.push_str(part);
            self.take(1);
            if !self.rest.starts_with('"') {
                break;
            }
            text.push('"');
            self.take(1);
        }
        self.rest = self.rest.trim_start_matches(' ');
        self.end().map(|end| (text, end))
    }

    /// Takes what ends a field.
    fn end(&mut self) -> Result<End, FileError> {
        let Some(next) = self.rest.chars().next() else {
            return Ok(End::File);
        };
        if next == self.separator {
            self.take(1);
            return Ok(End::Separator);
        }
        if next != '\n' && next != '\r' {
            return Err(FileError::at(Code::BrokenRow, self.line));
        }
        self.take(if self.rest.starts_with("\r\n") { 2 } else { 1 });
        self.line += 1;
        Ok(End::Line)
    }

    /// Takes so many bytes, which end at a character.
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }
}

/// How many line breaks are in a text; `\r\n` is one.
fn breaks(text: &str) -> u32 {
    let lone_returns = text.matches('\r').count() - text.matches("\r\n").count();
    u32::try_from(text.matches('\n').count() + lone_returns).unwrap_or(u32::MAX)
}
