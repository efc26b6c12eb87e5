//! `twinpost export`.

use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

use app::words::Words;
use clap::{Args, ValueEnum};
use service::{Db, mapping::Kind, tabular::write};

use super::{
    FAILED, USAGE, ctx, fail,
    import::{read_kind, unusable},
    language, print, refuse,
};

/// Writes a list to a file whose columns are our own fields; `import` takes it back.
#[derive(Args, Debug)]
pub(super) struct ExportArgs {
    /// What the rows are: organisations, people, placements or catalogues.
    #[arg(value_parser = read_kind)]
    kind: Kind,
    /// The form of the file; by the end of its name when not given, else csv.
    #[arg(long)]
    format: Option<Format>,
    /// The file; the standard output when not given.
    file: Option<PathBuf>,
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Xlsx,
    Json,
}

impl ExportArgs {
    fn format(&self, json: bool) -> Format {
        let end = self.file.as_ref().and_then(|file| file.extension()).and_then(|end| end.to_str());
        match (self.format, end) {
            (Some(format), _) => format,
            (None, Some("xlsx")) => Format::Xlsx,
            (None, Some("json")) => Format::Json,
            (None, _) if json && self.file.is_none() => Format::Json,
            (None, _) => Format::Csv,
        }
    }
}

pub(super) async fn run(db: &Db, args: &ExportArgs, json: bool) -> ExitCode {
    let words = Words::new(language());
    let format = args.format(json);
    if format == Format::Xlsx && args.file.is_none() && std::io::stdout().is_terminal() {
        return fail(USAGE, words.export_needs_file());
    }
    let sheet = match service::export::run(db, &ctx("export"), args.kind).await {
        Ok(sheet) => sheet,
        Err(failure) => return refuse(&failure),
    };
    let bytes = match format {
        Format::Csv => write::csv(&sheet),
        Format::Xlsx => write::xlsx(&sheet, args.kind.as_str()),
        Format::Json => write::json(&sheet),
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return fail(FAILED, format!("{} ({error})", words.code(error.code))),
    };
    match &args.file {
        None => {
            // A closed pipe is no failure.
            let _ = std::io::stdout().write_all(&bytes);
            ExitCode::SUCCESS
        }
        Some(file) => match std::fs::write(file, bytes) {
            Err(error) => unusable(file, &error),
            Ok(()) if json => print(serde_json::json!({ "kind": args.kind.as_str(), "rows": sheet.rows.len() })),
            Ok(()) => print(words.export_written(sheet.rows.len(), &file.display().to_string())),
        },
    }
}
