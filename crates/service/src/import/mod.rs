//! Importing files: rows in our fields become organisations, people, placements and catalogues.
//!
//! An import first judges every row against what is stored and against the rows before it, without
//! writing; then it stores all good rows in one transaction, in batches. Values that a file leaves blank
//! or does not have never overwrite what is known. An officer's import reaches no further than the own
//! organisation: it is compared with what the officer may see, so that the unknown and the foreign look alike,
//! and it never approves for the other side nor confirms what others worked.

mod catalogues;
mod credentials;
mod holiday_file;
mod holidays;
mod host_placements;
mod hour_line;
mod hour_rows;
mod hours;
mod lesson_file;
mod meeting_cell;
mod named_person;
mod organisations;
mod people;
mod person_line;
mod placement_line;
mod placement_row;
mod placements;
pub(crate) mod reference;
mod roster;
mod teaching;
mod template;
mod timetables;

use chrono::NaiveDate;
use domain::{Code, Error, id::OrganisationId};
use serde::Serialize;

use crate::{
    Ctx, Db, Failure, Result,
    guard::{self, Allowed, ImportFiles, ImportLists, Reach},
    ical::{self, IcalError},
    mapping::{Kind, Mapping, Record},
    report::{ImportReport, Rejection, Warning},
    store,
    tabular::{self, FileError, ReadOptions, Sheet},
};

pub use crate::report::rejected_rows;
pub use template::{Column, Holds, Needed, columns, template, template_file};

/// Reads a file of a kind as a table; of holidays and timetables an iCalendar file as well.
///
/// # Errors
/// What is wrong with the file, with its line.
pub fn read_table(kind: Kind, bytes: &[u8], options: &ReadOptions) -> std::result::Result<Sheet, FileError> {
    match kind {
        Kind::Holidays if ical::looks_like(bytes) => holiday_file::days(bytes),
        Kind::Timetables if ical::looks_like(bytes) => lesson_file::lessons(bytes),
        _ => tabular::read(bytes, options),
    }
}

/// The days that are taken of a calendar file: a recurrence in such a file may have no end.
fn calendar_years() -> (NaiveDate, NaiveDate) {
    let edge = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    (edge(2000, 1, 1), edge(2050, 12, 31))
}

/// Of all that is wrong with a calendar file, what comes first.
fn first_error(errors: Vec<IcalError>) -> FileError {
    match errors.into_iter().next() {
        Some(error) => FileError::at(error.code, error.line).in_column(error.detail),
        None => FileError::whole(Code::NotATable),
    }
}

/// The zone that a calendar file names as a whole.
fn zone_of(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let line = text.lines().find_map(|line| line.strip_prefix("X-WR-TIMEZONE:"))?;
    Some(line.trim().to_owned())
}

/// How an import deals with what it finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Judge and report, and store nothing.
    pub dry_run: bool,
    /// Store the good rows although others are bad; otherwise one bad row keeps all from being stored.
    pub skip_rejected: bool,
}

/// Why there is no report.
#[derive(Debug)]
pub enum Stopped {
    /// The file cannot be read as the mapping says.
    File(FileError),
    /// The import is not allowed, or the database failed.
    Failed(Failure),
}

impl From<FileError> for Stopped {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Imports the rows of a table by a mapping, and says what became of each. Without `skip_rejected` a
/// report with rejections tells what would have been: nothing was stored.
///
/// # Errors
/// [`Stopped::File`] when the table lacks a column of the mapping; [`Stopped::Failed`] when the actor may
/// not import this kind of file, or something changed what the file is about at the same moment; nothing is stored then.
pub async fn run(
    db: &Db,
    ctx: &Ctx,
    mapping: &Mapping,
    sheet: &Sheet,
    options: Options,
) -> std::result::Result<ImportReport, Stopped> {
    let allowed = guard::importing(ctx)?;
    let lists = match *allowed {
        Reach::Community => Some(guard::community::<ImportLists>(ctx)?),
        Reach::Organisation { .. } if mapping.kind().is_list() => return Err(Failure::from(Error::Forbidden).into()),
        Reach::Organisation { .. } => None,
    };
    if mapping.kind() == Kind::Timetables && !guard::may_import_timetables(ctx) {
        return Err(Failure::from(Error::Forbidden).into());
    }
    let records = mapping.apply(sheet)?;
    let import = Import { ctx, allowed: &allowed, lists: lists.as_ref(), mapping, records: &records, options };
    Ok(Box::pin(import.run(db)).await?)
}

/// Imports hours by the columns of our own export, of a table from a file or made in memory; one bad row keeps
/// all from being stored.
///
/// # Errors
/// As [`run`].
pub async fn hours(db: &Db, ctx: &Ctx, sheet: &Sheet) -> std::result::Result<ImportReport, Stopped> {
    run(db, ctx, &Mapping::identity(Kind::Hours), sheet, Options::default()).await
}

/// One import under way.
#[derive(Clone, Copy, Debug)]
struct Import<'a> {
    ctx: &'a Ctx,
    /// The right to import, with how far it reaches.
    allowed: &'a Allowed<ImportFiles>,
    /// The right to what is of the whole community; an import of one organisation has none.
    lists: Option<&'a Allowed<ImportLists>>,
    mapping: &'a Mapping,
    records: &'a [Record],
    options: Options,
}

impl<'a> Import<'a> {
    async fn run(self, db: &Db) -> Result<ImportReport> {
        let tx = db.begin().await?;
        let mut tally = Tally(ImportReport::new(self.mapping.kind().as_str(), self.records.len()));
        match self.mapping.kind() {
            Kind::Organisations => organisations::import(&tx, self, &mut tally).await?,
            Kind::People => people::import(&tx, self, &mut tally).await?,
            Kind::Placements => placements::import(&tx, self, &mut tally).await?,
            Kind::Hours => hours::import(&tx, self, &mut tally).await?,
            Kind::Credentials => credentials::import(&tx, self, &mut tally).await?,
            Kind::Catalogues => catalogues::import(&tx, self, &mut tally).await?,
            Kind::Holidays => holidays::import(&tx, self, &mut tally).await?,
            Kind::Timetables => timetables::import(&tx, self, &mut tally).await?,
        }
        let report = tally.0;
        if self.stores(&report) {
            self.record(&tx, &report).await?;
        }
        if self.stores(&report) && !self.options.dry_run {
            tx.commit().await?;
        } else {
            tx.rollback().await?;
        }
        Ok(report)
    }

    /// The organisation to which the import is confined, if to one.
    fn own(self) -> Option<OrganisationId> {
        self.allowed.organisation()
    }

    /// The right to what is of the whole community.
    fn lists(self) -> Result<&'a Allowed<ImportLists>> {
        Ok(self.lists.ok_or(Error::Forbidden)?)
    }

    /// Whether organisations that this field names may be created.
    fn creates_organisation(self, field: &str) -> bool {
        self.lists.is_some() && self.mapping.creates_organisation(field)
    }

    /// Whether people may be created by the file's reference alone.
    fn creates_people(self) -> bool {
        self.lists.is_some() && self.mapping.creates_people()
    }

    /// Whether the good rows are to be written; a dry run writes them too, and takes them back.
    fn stores(&self, report: &ImportReport) -> bool {
        let accepted = report.rejected.is_empty() || self.options.skip_rejected;
        accepted && report.imported + report.updated > 0
    }

    /// One line of the audit log for the whole file.
    async fn record(&self, conn: &impl sea_orm::ConnectionTrait, report: &ImportReport) -> Result<()> {
        #[derive(Serialize)]
        struct Counts {
            rows: u32,
            imported: u32,
            updated: u32,
            unchanged: u32,
            repeated: u32,
            rejected: usize,
        }
        let counts = Counts {
            rows: report.rows,
            imported: report.imported,
            updated: report.updated,
            unchanged: report.unchanged,
            repeated: report.repeated,
            rejected: report.rejected_rows().len(),
        };
        let action = format!("import.{}", report.kind);
        let detail = serde_json::to_string(&counts).ok();
        store::audit::insert(conn, self.ctx, &action, "import", None, self.ctx.organisation(), detail).await
    }
}

/// What became of a row.
#[derive(Debug)]
enum Outcome {
    Imported,
    Updated,
    Unchanged,
    Repeated,
    Rejected(Vec<Rejection>),
}

/// The report while it is being made.
#[derive(Debug)]
struct Tally(ImportReport);

impl Tally {
    fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Imported => self.0.imported += 1,
            Outcome::Updated => self.0.updated += 1,
            Outcome::Unchanged => self.0.unchanged += 1,
            Outcome::Repeated => self.0.repeated += 1,
            Outcome::Rejected(rejections) => self.0.rejected.extend(rejections),
        }
    }

    fn warn(&mut self, row: u32, code: domain::Code) {
        self.0.warnings.push(Warning { row, code, message: String::new() });
    }
}

/// A name with runs of blanks as one, so that a typing slip does not make another organisation.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Overwrites a value that the file gives.
fn put<T>(into: &mut T, given: Option<T>) {
    if let Some(value) = given {
        *into = value;
    }
}

/// Overwrites an optional value that the file gives; a blank one stays what it is.
fn put_some<T>(into: &mut Option<T>, given: Option<T>) {
    if given.is_some() {
        *into = given;
    }
}
