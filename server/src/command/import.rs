//! `twinpost import`.

use std::{
    fs::File,
    io::{IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use app::words::{Lang, Words, import_notes};
use clap::Args;
use service::{
    Db,
    import::{Options, Stopped},
    mapping::{Kind, Mapping},
    report::{ImportReport, rejected_rows},
    tabular::{
        FileError, ReadOptions, Sheet,
        write::{self, Format},
    },
};

use super::{FAILED, REJECTED, USAGE, ctx, fail, language, print, refuse};

/// How many rejections are printed; the report has them all.
const SHOWN: usize = 20;

/// Reads a file into the database.
#[derive(Args, Debug)]
pub(super) struct ImportArgs {
    /// What the rows are: organisations, people, placements, hours, credentials, timetables, catalogues or holidays.
    #[arg(value_parser = read_kind)]
    kind: Kind,
    /// A CSV or XLSX file; of holidays an iCalendar file too.
    file: Option<PathBuf>,
    /// Writes an empty table to be filled in to this file, or as CSV to the standard output, and imports
    /// nothing; a workbook explains its columns on a second sheet.
    #[arg(long, num_args = 0..=1, value_name = "FILE", conflicts_with = "file")]
    template: Option<Option<PathBuf>>,
    /// A TOML file that says which column is which field; without it columns are known by the names that our
    /// exports give them and by their usual Chinese names.
    #[arg(long)]
    mapping: Option<PathBuf>,
    /// The sheet of a workbook; the first visible one when not given.
    #[arg(long)]
    sheet: Option<String>,
    /// The encoding of a CSV file, such as `gb18030`; recognised when not given.
    #[arg(long)]
    encoding: Option<String>,
    /// Judges and reports, and stores nothing.
    #[arg(long)]
    dry_run: bool,
    /// Stores the good rows although others are rejected.
    #[arg(long)]
    skip_rejected: bool,
    /// Writes the report as JSON to this file.
    #[arg(long)]
    report: Option<PathBuf>,
    /// Writes the rejected rows with their reasons to this file, CSV or XLSX by the end of its name, to mend and
    /// import again.
    #[arg(long)]
    rejected: Option<PathBuf>,
}

/// Reads the name of a kind.
pub(super) fn read_kind(text: &str) -> Result<Kind, String> {
    Kind::parse(text).ok_or_else(|| Kind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", "))
}

/// A file that is written at the end, made at the beginning so that nothing is imported when it cannot be.
struct Output {
    file: File,
    path: PathBuf,
}

impl ImportArgs {
    /// The template that is wanted in place of an import: its kind, and the file if there is one.
    pub(super) fn template(&self) -> Option<(Kind, Option<&Path>)> {
        self.template.as_ref().map(|file| (self.kind, file.as_deref()))
    }
}

impl Output {
    fn open(path: Option<&PathBuf>) -> Result<Option<Self>, ExitCode> {
        let open = |path: &PathBuf| {
            let file = File::create(path).map_err(|error| unusable(path, &error))?;
            Ok(Self { file, path: path.clone() })
        };
        path.map(open).transpose()
    }

    fn write(mut self, bytes: &[u8]) -> Result<(), ExitCode> {
        self.file.write_all(bytes).map_err(|error| unusable(&self.path, &error))
    }
}

pub(super) fn unusable(path: &Path, error: &std::io::Error) -> ExitCode {
    fail(USAGE, format!("{}: {error}", path.display()))
}

pub(super) async fn run(db: &Db, args: &ImportArgs, json: bool) -> ExitCode {
    match import(db, args, json).await {
        Ok(code) | Err(code) => code,
    }
}

async fn import(db: &Db, args: &ImportArgs, json: bool) -> Result<ExitCode, ExitCode> {
    let words = Words::new(language());
    let Some(file) = &args.file else { return Err(fail(USAGE, words.import_needs_file())) };
    let mapping = load_mapping(args, words)?;
    let bytes = std::fs::read(file).map_err(|error| unusable(file, &error))?;
    let report_file = Output::open(args.report.as_ref())?;
    let rejected_file = Output::open(args.rejected.as_ref())?;
    progress(&words.import_reading(&file.display().to_string()));
    let options = ReadOptions { sheet: args.sheet.clone(), encoding: args.encoding.clone(), ..ReadOptions::default() };
    let read = service::import::read_table(args.kind, &bytes, &mapping.read_options(options));
    let (sheet, result) = match read {
        Ok(sheet) => {
            progress(&words.import_running(sheet.rows.len()));
            let options = Options { dry_run: args.dry_run, skip_rejected: args.skip_rejected };
            let result = service::import::run(db, &ctx("import"), &mapping, &sheet, options).await;
            (sheet, result)
        }
        Err(error) => (Sheet::default(), Err(Stopped::File(error))),
    };
    let mut stopped = false;
    let mut report = match result {
        Ok(report) => report,
        Err(Stopped::File(error)) => {
            stopped = true;
            ImportReport::of_file(args.kind.as_str(), &error)
        }
        Err(Stopped::Failed(failure)) => return Err(refuse(&failure)),
    };
    report.say(|code| words.code(code).to_owned());
    let text = serde_json::to_string_pretty(&report).map_err(|error| fail(FAILED, error))?;
    if let Some(output) = report_file {
        output.write(text.as_bytes())?;
    }
    if let Some(output) = rejected_file {
        let sheet = rejected_rows(&sheet, &report);
        let bytes = match form_of(&output.path) {
            Some(Format::Xlsx) => write::xlsx(&sheet, args.kind.as_str()),
            _ => write::csv(&sheet),
        };
        output.write(&bytes.map_err(|error| fail(FAILED, error))?)?;
    }
    if json {
        print(text);
    } else {
        if !stopped {
            print(counts(words, &report));
        }
        show(words, &report, &mapping.unused_columns(&sheet));
        print(end(words, args, &report, stopped));
    }
    Ok(if report.rejected.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(REJECTED) })
}

/// The form of a file by the end of its name.
pub(super) fn form_of(file: &Path) -> Option<Format> {
    match file.extension()?.to_str()? {
        "csv" => Some(Format::Csv),
        "xlsx" => Some(Format::Xlsx),
        "json" => Some(Format::Json),
        _ => None,
    }
}

/// Writes a template; it needs no database.
pub(super) fn template(kind: Kind, file: Option<&Path>) -> ExitCode {
    let words = Words::new(language());
    let format = match file.map(form_of) {
        Some(Some(Format::Xlsx)) => Format::Xlsx,
        _ => Format::Csv,
    };
    let chinese = language() == Lang::Zh;
    let bytes = match service::import::template_file(kind, chinese, format, &import_notes(kind)) {
        Ok(bytes) => bytes,
        Err(error) => return fail(FAILED, error),
    };
    match file {
        None => {
            // A closed pipe is no failure.
            let _ = std::io::stdout().write_all(&bytes);
            ExitCode::SUCCESS
        }
        Some(file) => match std::fs::write(file, bytes) {
            Err(error) => unusable(file, &error),
            Ok(()) => print(words.import_template_written(words.import_kind(kind), &file.display().to_string())),
        },
    }
}

fn load_mapping(args: &ImportArgs, words: Words) -> Result<Mapping, ExitCode> {
    let Some(path) = &args.mapping else {
        return Ok(Mapping::identity(args.kind));
    };
    let text = std::fs::read_to_string(path).map_err(|error| unusable(path, &error))?;
    let wrong = |error: FileError| {
        let place = error.line.map(|line| format!(":{line}")).unwrap_or_default();
        let field = error.column.map(|column| format!(" ({column})")).unwrap_or_default();
        let file = words.import_bad_mapping(&path.display().to_string());
        fail(USAGE, format!("{file}{place}{field}: {}", words.code(error.code)))
    };
    Mapping::load(&text, args.kind).map_err(wrong)
}

/// Tells a person at a terminal what is going on.
fn progress(text: &str) {
    let mut stderr = std::io::stderr();
    if stderr.is_terminal() {
        let _ = writeln!(stderr, "{text}");
    }
}

/// What became of the rows, in numbers.
fn counts(words: Words, report: &ImportReport) -> String {
    let mut counts = vec![words.import_imported(report.imported)];
    let others = [
        (report.updated, words.import_updated(report.updated)),
        (report.unchanged, words.import_unchanged(report.unchanged)),
        (report.repeated, words.import_repeated(report.repeated)),
    ];
    counts.extend(others.into_iter().filter(|(rows, _)| *rows > 0).map(|(_, text)| text));
    counts.push(words.import_rejected(report.rejected_rows().len()));
    format!("{}{}", words.import_rows(report.rows), counts.join(words.pick("，", ", ")))
}

/// The first rejections and warnings, and the columns that nothing was read from.
fn show(words: Words, report: &ImportReport, unused: &[&str]) {
    for rejection in report.rejected.iter().take(SHOWN) {
        let mut place = Vec::new();
        if rejection.row > 0 {
            place.push(words.import_row(rejection.row));
        }
        if !rejection.column.is_empty() {
            place.push(words.import_column(&rejection.column));
        }
        if !rejection.value.is_empty() {
            place.push(words.import_value(&shortened(&rejection.value)));
        }
        let place = place.join(words.pick("，", ", "));
        let colon = if place.is_empty() { "" } else { words.pick("：", ": ") };
        print(format!("  {place}{colon}{} ({})", rejection.message, rejection.code));
    }
    if report.rejected.len() > SHOWN {
        print(format!("  {}", words.import_more(report.rejected.len() - SHOWN)));
    }
    for warning in report.warnings.iter().take(SHOWN) {
        let place = words.import_row(warning.row);
        let colon = words.pick("：", ": ");
        print(format!("  {place} ({}){colon}{} ({})", words.import_warning(), warning.message, warning.code));
    }
    if report.warnings.len() > SHOWN {
        print(format!("  {}", words.import_more(report.warnings.len() - SHOWN)));
    }
    if !unused.is_empty() {
        print(words.import_unused(&unused.join(", ")));
    }
}

/// What became of the data, in one sentence.
fn end(words: Words, args: &ImportArgs, report: &ImportReport, stopped: bool) -> &'static str {
    if stopped {
        words.import_no_table()
    } else if args.dry_run {
        words.import_dry_run()
    } else if !report.rejected.is_empty() && !args.skip_rejected {
        words.import_nothing_stored()
    } else if report.imported + report.updated == 0 {
        words.import_nothing_new()
    } else {
        words.import_stored()
    }
}

/// The beginning of a cell, on one line.
fn shortened(value: &str) -> String {
    let line: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}
