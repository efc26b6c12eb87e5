//! Trying a file out and importing it: what became of its rows.

use domain::{Code, Error, id::ImportFileId};
use serde::{Deserialize, Serialize};

use super::{Opened, kind_of};
use crate::{
    Ctx, Db, Failure, Result,
    import::{self, Options, Stopped},
    report::{ImportReport, rejected_rows},
    store::{self, import_file::FileRow},
    tabular::{Row, Sheet},
};

/// The most lines of a report that are kept; the rejected rows are all to download.
const MOST_LINES: usize = 20_000;

/// What was last said of a file's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The rows were judged only.
    pub dry_run: bool,
    /// The file as a whole could not be taken; the report's one rejection says why.
    pub stopped: bool,
    /// Good rows are in the database.
    pub stored: bool,
    /// The lines of all rejected rows.
    pub rejected_lines: Vec<u32>,
    /// How many things are wrong in them, of which the report has the first.
    pub mistakes: usize,
    /// How many things are worth looking at, of which the report has the first.
    pub remarks: usize,
    /// Columns of the file that nothing was read from.
    pub unused: Vec<String>,
    /// The report, without sentences.
    pub report: ImportReport,
}

impl Outcome {
    fn new(report: ImportReport, options: Options) -> Self {
        let mut outcome = Self {
            dry_run: options.dry_run,
            stored: !options.dry_run && (options.skip_rejected || report.rejected.is_empty()),
            rejected_lines: report.rejected_rows().into_iter().collect(),
            mistakes: report.rejected.len(),
            remarks: report.warnings.len(),
            report,
            ..Self::default()
        };
        outcome.report.rejected.truncate(MOST_LINES);
        outcome.report.warnings.truncate(MOST_LINES);
        outcome
    }

    /// The rows that can be taken: those not rejected.
    #[must_use]
    pub fn good_rows(&self) -> u32 {
        self.report.rows.saturating_sub(u32::try_from(self.rejected_lines.len()).unwrap_or(u32::MAX))
    }

    /// The rows that would make a difference, or made one.
    #[must_use]
    pub const fn changes(&self) -> u32 {
        self.report.imported + self.report.updated
    }
}

/// What was last said of a file.
pub(super) fn of(row: &FileRow) -> Result<Option<Outcome>> {
    row.report.as_deref().map(|text| serde_json::from_str(text).map_err(Failure::internal)).transpose()
}

/// Judges every row of a file and stores nothing but what was said of them.
///
/// # Errors
/// Not found; invalid, naming the fields that are needed and not filled.
pub async fn try_out(db: &Db, ctx: &Ctx, id: ImportFileId) -> Result<()> {
    run(db, ctx, id, Options { dry_run: true, skip_rejected: true }).await
}

/// Imports a file: all of its rows or, when one is bad, none; or with `skip_rejected` just the good ones.
///
/// # Errors
/// As [`try_out`].
pub async fn import(db: &Db, ctx: &Ctx, id: ImportFileId, skip_rejected: bool) -> Result<()> {
    run(db, ctx, id, Options { dry_run: false, skip_rejected }).await
}

async fn run(db: &Db, ctx: &Ctx, id: ImportFileId, options: Options) -> Result<()> {
    let mut opened = Opened::load(db, ctx, id).await?;
    let kind = kind_of(&opened.row)?;
    let mapping = super::choices::complete(&opened.mapping()?, kind)?;
    let outcome = match opened.sheet(db).await? {
        Err(error) => stopped(ImportReport::of_file(kind.as_str(), &error), options),
        Ok(sheet) => match import::run(db, ctx, &mapping, &sheet, options).await {
            Ok(report) => {
                let unused = mapping.unused_columns(&sheet).into_iter().map(str::to_owned).collect();
                Outcome { unused, ..Outcome::new(report, options) }
            }
            Err(Stopped::File(error)) => stopped(ImportReport::of_file(kind.as_str(), &error), options),
            Err(Stopped::Failed(failure)) => return Err(failure),
        },
    };
    if outcome.stored {
        opened.row.imported_at = Some(ctx.now());
    }
    opened.row.report = Some(serde_json::to_string(&outcome).map_err(Failure::internal)?);
    let tx = db.begin().await?;
    // What was imported has its audit line; this only keeps what was said of it.
    store::import_file::update_report(&tx, &opened.allowed, &opened.row).await?;
    tx.commit().await
}

fn stopped(report: ImportReport, options: Options) -> Outcome {
    Outcome { stopped: true, stored: false, rejected_lines: Vec::new(), ..Outcome::new(report, options) }
}

/// The rejected rows as a table of the same columns with the reasons behind them, to mend and import again,
/// and the name of the file they come from.
///
/// # Errors
/// Not found, also when no row was rejected.
pub async fn rejected(
    db: &Db,
    ctx: &Ctx,
    id: ImportFileId,
    sentence: impl Fn(Code) -> String,
) -> Result<(String, Sheet)> {
    let opened = Opened::load(db, ctx, id).await?;
    let outcome = of(&opened.row)?.filter(|outcome| !outcome.rejected_lines.is_empty()).ok_or(Error::NotFound)?;
    let sheet = opened.sheet(db).await?.map_err(|_| Failure::from(Error::NotFound))?;
    let Outcome { mut report, rejected_lines, .. } = outcome;
    report.say(sentence);
    let mut rejected = rejected_rows(&sheet, &report);
    let told = report.rejected_rows();
    // Where a report is longer than what is kept of it, the last rows come without a reason.
    let untold = |row: &Row| rejected_lines.binary_search(&row.line).is_ok() && !told.contains(&row.line);
    rejected.rows.extend(sheet.rows.into_iter().filter(untold));
    rejected.rows.sort_by_key(|row| row.line);
    Ok((opened.row.file_name, rejected))
}
