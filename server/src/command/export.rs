//! `twinpost export`.

use std::{
    fs::File,
    io::{BufWriter, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use app::words::Words;
use clap::{Args, ValueEnum};
use service::{Db, import::Stopped, mapping::Kind, tabular::write};

use super::{
    FAILED, USAGE, ctx, fail,
    import::{form_of, read_kind, unusable},
    language, print, refuse,
};

/// Writes a list to a file whose columns are our own fields; `import` takes it back.
#[derive(Args, Debug)]
pub(super) struct ExportArgs {
    /// What the rows are: organisations, people, placements, hours, credentials, timetables, catalogues or holidays.
    #[arg(value_parser = read_kind)]
    kind: Kind,
    /// The form of the file; by the end of its name when not given, else csv.
    #[arg(long)]
    format: Option<Format>,
    /// The file; the standard output for `-` and when not given.
    file: Option<PathBuf>,
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Xlsx,
    Json,
}

impl From<Format> for write::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => Self::Csv,
            Format::Xlsx => Self::Xlsx,
            Format::Json => Self::Json,
        }
    }
}

impl ExportArgs {
    /// The file, unless it is the standard output.
    fn file(&self) -> Option<&Path> {
        self.file.as_deref().filter(|file| *file != Path::new("-"))
    }

    fn format(&self, json: bool) -> write::Format {
        match (self.format, self.file()) {
            (Some(format), _) => format.into(),
            (None, Some(file)) => form_of(file).unwrap_or(write::Format::Csv),
            (None, None) if json => write::Format::Json,
            (None, None) => write::Format::Csv,
        }
    }
}

pub(super) async fn run(db: &Db, args: &ExportArgs, json: bool) -> ExitCode {
    let words = Words::new(language());
    let (format, ctx) = (args.format(json), ctx("export"));
    let Some(file) = args.file() else {
        if format == write::Format::Xlsx && std::io::stdout().is_terminal() {
            return fail(USAGE, words.export_needs_file());
        }
        let out = Patient { out: BufWriter::new(std::io::stdout()), closed: false };
        return match service::export::write(db, &ctx, args.kind, format, out).await {
            Ok(_) => ExitCode::SUCCESS,
            Err(stopped) => stop(words, &stopped),
        };
    };
    let out = match File::create(file) {
        Ok(out) => BufWriter::new(out),
        Err(error) => return unusable(file, &error),
    };
    match service::export::write(db, &ctx, args.kind, format, out).await {
        Ok(rows) if json => print(serde_json::json!({ "kind": args.kind.as_str(), "rows": rows })),
        Ok(rows) => print(words.export_written(rows, &file.display().to_string())),
        Err(stopped) => stop(words, &stopped),
    }
}

fn stop(words: Words, stopped: &Stopped) -> ExitCode {
    match stopped {
        Stopped::File(error) => fail(FAILED, format!("{} ({error})", words.code(error.code))),
        Stopped::Failed(failure) => refuse(failure),
    }
}

/// The standard output, of which a reader may want the beginning only: a closed pipe is no failure.
struct Patient<W> {
    out: W,
    closed: bool,
}

impl<W: Write> Patient<W> {
    fn unless_closed(&mut self, done: std::io::Result<()>) -> std::io::Result<()> {
        match done {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            done => done,
        }
    }
}

impl<W: Write> Write for Patient<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if !self.closed {
            let done = self.out.write_all(bytes);
            self.unless_closed(done)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let done = self.out.flush();
        self.unless_closed(done)
    }
}
