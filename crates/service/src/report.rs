//! What an import did, row by row.

use std::collections::{BTreeMap, BTreeSet};

use domain::Code;
use serde::{Deserialize, Serialize};

use crate::tabular::{Cell, FileError, Row, Sheet, write};

/// The report of an import, in the form users' scripts rely on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// What was imported: `organisations`, `people`, `placements` or `catalogues`.
    pub kind: String,
    /// Rows with a value below the header.
    pub rows: u32,
    /// Rows that made something new.
    pub imported: u32,
    /// Rows that changed something known.
    pub updated: u32,
    /// Rows that say what is known already.
    pub unchanged: u32,
    /// Rows that repeat an earlier row of the same file.
    pub repeated: u32,
    /// What is wrong with the rows that were not taken; a row may stand here more than once.
    pub rejected: Vec<Rejection>,
    /// What is worth looking at in rows that were taken.
    pub warnings: Vec<Warning>,
}

/// Why a row was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// Its line in the file, the header being 1.
    pub row: u32,
    /// The column of the file; our field when the mapping has a constant for it or nothing.
    pub column: String,
    /// What is wrong.
    pub code: Code,
    /// The same as a sentence, filled in at the edge in the reader's language.
    pub message: String,
    /// The cell as it stands in the file.
    pub value: String,
}

/// What is worth looking at in a row that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Its line in the file, the header being 1.
    pub row: u32,
    /// What was noticed.
    pub code: Code,
    /// The same as a sentence, filled in at the edge in the reader's language.
    pub message: String,
}

impl ImportReport {
    /// An empty report on so many rows.
    #[must_use]
    pub fn new(kind: impl Into<String>, rows: usize) -> Self {
        Self { kind: kind.into(), rows: u32::try_from(rows).unwrap_or(u32::MAX), ..Self::default() }
    }

    /// Puts a sentence beside every code.
    pub fn say(&mut self, sentence: impl Fn(Code) -> String) {
        for rejection in &mut self.rejected {
            rejection.message = sentence(rejection.code);
        }
        for warning in &mut self.warnings {
            warning.message = sentence(warning.code);
        }
    }

    /// The report on a file that is no table, or not the one that was expected.
    #[must_use]
    pub fn of_file(kind: impl Into<String>, error: &FileError) -> Self {
        let rejection = Rejection {
            row: error.line.unwrap_or_default(),
            column: error.column.clone().unwrap_or_default(),
            code: error.code,
            message: String::new(),
            value: String::new(),
        };
        Self { rejected: vec![rejection], ..Self::new(kind, 0) }
    }

    /// The lines of the rows that were not taken, each once.
    #[must_use]
    pub fn rejected_rows(&self) -> BTreeSet<u32> {
        self.rejected.iter().map(|rejection| rejection.row).collect()
    }

    /// Whether every row is accounted for exactly once: imported, updated, unchanged, repeated and rejected
    /// rows add up to all.
    #[must_use]
    pub fn is_balanced(&self) -> bool {
        let taken = [self.imported, self.updated, self.unchanged, self.repeated].map(u64::from);
        taken.iter().sum::<u64>() + self.rejected_rows().len() as u64 == u64::from(self.rows)
    }
}

/// The columns behind those of the file that say why a row was rejected; an import does not read them.
pub const REJECTION_COLUMNS: [&str; 2] = ["rejection_code", "rejection_message"];

/// The rejected rows as a table of the same columns, with the header on the same line, and two columns more:
/// the codes, and their sentences where the report has them. Mended, it is imported with the same mapping.
#[must_use]
pub fn rejected_rows(sheet: &Sheet, report: &ImportReport) -> Sheet {
    let mut reasons: BTreeMap<u32, Vec<&Rejection>> = BTreeMap::new();
    for rejection in &report.rejected {
        reasons.entry(rejection.row).or_default().push(rejection);
    }
    // A file that was mended has the columns of the time before.
    let own = |name: &str| !REJECTION_COLUMNS.contains(&name);
    let kept: Vec<usize> = (0..).zip(&sheet.columns).filter(|(_, name)| own(name)).map(|(at, _)| at).collect();
    let columns = kept.iter().filter_map(|at| sheet.columns.get(*at)).cloned();
    let columns = columns.chain(REJECTION_COLUMNS.map(str::to_owned)).collect();
    let rows = sheet.rows.iter().filter_map(|row| {
        let reasons = reasons.get(&row.line)?;
        let told = |tell: &dyn Fn(&Rejection) -> String| {
            let told: Vec<String> = reasons.iter().map(|one| tell(one)).filter(|text| !text.is_empty()).collect();
            Cell::text(told.join("; "))
        };
        let mut cells: Vec<Cell> = kept.iter().map(|at| row.cell(*at).clone()).collect();
        cells.push(told(&|one| format!("{}: {}", one.column, one.code)));
        cells.push(told(&|one| one.message.clone()));
        Some(Row { line: row.line, cells })
    });
    Sheet { columns, header_line: sheet.header_line, rows: rows.collect() }
}

/// The rejected rows as a CSV file, as [`rejected_rows`] has them.
///
/// # Errors
/// [`Code::BrokenRow`] when a row cannot be written.
pub fn rejected_file(sheet: &Sheet, report: &ImportReport) -> Result<Vec<u8>, FileError> {
    write::csv(&rejected_rows(sheet, report))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tabular::{ReadOptions, read};

    fn rejection(row: u32, column: &str, code: Code) -> Rejection {
        Rejection { row, column: column.into(), code, message: String::new(), value: "x".into() }
    }

    #[test]
    fn the_report_is_written_as_the_contract_says() {
        let mut report = ImportReport::new("placements", 2);
        report.imported = 1;
        report.rejected.push(rejection(3, "sending_org", Code::MissingSender));
        report.warnings.push(Warning { row: 2, code: Code::OverlapUnknownLoad, message: "m".into() });
        assert_eq!(
            serde_json::to_string(&report).unwrap(),
            r#"{"kind":"placements","rows":2,"imported":1,"updated":0,"unchanged":0,"repeated":0,"rejected":[{"row":3,"column":"sending_org","code":"missing_sender","message":"","value":"x"}],"warnings":[{"row":2,"code":"overlap_unknown_load","message":"m"}]}"#
        );
    }

    #[test]
    fn a_row_with_two_mistakes_counts_once() {
        let mut report = ImportReport::new("people", 2);
        report.unchanged = 1;
        report.rejected = vec![rejection(3, "a", Code::Required), rejection(3, "b", Code::BadDate)];
        assert!(report.is_balanced());
        report.repeated = 1;
        assert!(!report.is_balanced());
    }

    #[test]
    fn the_rejected_rows_come_out_as_a_file_of_the_same_columns() {
        let options = ReadOptions { header_row: Some(3), ..ReadOptions::default() };
        let file = "Roster\n\nname,note\nA,=1+1\nB,\"two\nlines\"\nC,x\n";
        let sheet = read(file.as_bytes(), &options).unwrap();
        let mut report = ImportReport::new("people", 3);
        report.rejected = vec![rejection(4, "note", Code::BadDate), rejection(5, "note", Code::BadDate)];
        let rejected = read(&rejected_file(&sheet, &report).unwrap(), &options).unwrap();
        assert_eq!(rejected.columns, ["name", "note", "rejection_code", "rejection_message"]);
        assert_eq!(rejected.header_line, 3);
        assert!(rejected.rows.iter().zip(&sheet.rows).all(|(one, other)| one.cells[..2] == other.cells));
        assert_eq!(rejected.rows[1].cell(2), &Cell::text("note: bad_date"));
        let again = rejected_rows(&rejected, &report);
        assert_eq!((again.columns, again.rows.len()), (rejected.columns, 2), "the columns are there once");
    }
}
