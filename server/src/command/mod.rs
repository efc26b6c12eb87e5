//! The command line: one file a command. Exit 0 done, 1 something was rejected, 2 usage, 3 the database
//! or the network failed.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use service::{Ctx, Db, Failure, session};

use crate::config::{DatabaseArgs, Effective, ServeArgs};

mod audit;
mod demo;
mod evaluate;
mod export;
mod import;
mod migrate;
mod openapi;
mod serve;
mod token;
mod user;

/// Tracks the two-way exchange between vocational colleges and enterprises.
#[derive(Debug, Parser)]
#[command(name = "twinpost", version, about)]
struct Cli {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the site.
    Serve(ServeArgs),
    /// Brings the schema up to date.
    Migrate,
    /// Fills an empty database with the demonstration community.
    Demo(demo::DemoArgs),
    /// Accounts of people.
    User {
        #[command(subcommand)]
        command: user::UserCommand,
    },
    /// API tokens.
    Token {
        #[command(subcommand)]
        command: token::TokenCommand,
    },
    /// Reads a file into the database.
    Import(import::ImportArgs),
    /// Writes a list to a file.
    Export(export::ExportArgs),
    /// Judges people by the rules in force, as lines of JSON.
    Evaluate(evaluate::EvaluateArgs),
    /// The audit log.
    Audit {
        #[command(subcommand)]
        command: audit::AuditCommand,
    },
    /// Prints the OpenAPI document of the REST interface.
    Openapi,
    /// Prints the effective configuration without secrets.
    CheckConfig(ServeArgs),
}

/// Something was rejected.
const REJECTED: u8 = 1;
/// The command was not used as it is meant.
const USAGE: u8 = 2;
/// The database or the network failed.
const FAILED: u8 = 3;

/// Runs the command of this process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = tracing_subscriber::EnvFilter::try_from_env("TWINPOST_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,server=info,service=info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(FAILED, error),
    };
    runtime.block_on(run(cli))
}

async fn run(cli: Cli) -> ExitCode {
    let database = cli.database;
    match &cli.command {
        Command::CheckConfig(args) => return check_config(&Effective::of(&database, args)),
        Command::Openapi => return openapi::run(),
        _ => {}
    }
    if let Command::Import(args) = &cli.command
        && let Some((kind, file)) = args.template()
    {
        return import::template(kind, file);
    }
    let db = match open(&database.url).await {
        Ok(db) => db,
        Err(code) => return code,
    };
    match cli.command {
        Command::Serve(args) => serve::run(&db, &Effective::of(&database, &args)).await,
        Command::Migrate => migrate::run(&db).await,
        Command::Demo(args) => demo::run(&db, &args, database.json).await,
        Command::User { command } => user::run(&db, &command, database.json).await,
        Command::Token { command } => token::run(&db, &command, database.json).await,
        Command::Import(args) => import::run(&db, &args, database.json).await,
        Command::Export(args) => export::run(&db, &args, database.json).await,
        Command::Evaluate(args) => evaluate::run(&db, &args).await,
        Command::Audit { command } => audit::run(&db, &command, database.json).await,
        Command::Openapi | Command::CheckConfig(_) => ExitCode::SUCCESS,
    }
}

async fn open(url: &str) -> Result<Db, ExitCode> {
    if let Some(file) = url.strip_prefix("sqlite:")
        && let Some(folder) = std::path::Path::new(file).parent()
        && !folder.as_os_str().is_empty()
        && let Err(error) = std::fs::create_dir_all(folder)
    {
        return Err(fail(FAILED, format!("{}: {error}", folder.display())));
    }
    Db::open(url).await.map_err(|failure| refuse(&failure))
}

fn check_config(effective: &Effective) -> ExitCode {
    match serde_json::to_string_pretty(effective) {
        Ok(text) => print(text),
        Err(error) => fail(FAILED, error),
    }
}

/// The context of the command line.
fn ctx(reason: &'static str) -> Ctx {
    Ctx::system(reason, session::clock())
}

/// Prints a failure with its cause; the user of the command line is the operator.
fn refuse(failure: &Failure) -> ExitCode {
    let words = app::words::Words::new(language());
    let mut text = words.error(failure.error());
    if let domain::Error::Invalid(fields) = failure.error() {
        for field in fields {
            text = format!("{text}\n{}: {} ({})", field.field, words.code(field.code), field.code);
        }
    }
    if let Some(cause) = failure.cause() {
        text = format!("{text}\n{cause}");
    }
    let internal = matches!(failure.error(), domain::Error::Internal(_) | domain::Error::Busy);
    fail(if internal { FAILED } else { REJECTED }, text)
}

/// The language of the terminal.
fn language() -> app::words::Lang {
    let tag = std::env::var("LC_ALL").or_else(|_| std::env::var("LANG")).unwrap_or_default();
    if tag.starts_with("zh") { app::words::Lang::Zh } else { app::words::Lang::En }
}

/// Prints what a command answers; a closed pipe is no failure.
fn print(text: impl std::fmt::Display) -> ExitCode {
    use std::io::Write;
    let _ = writeln!(std::io::stdout(), "{text}");
    ExitCode::SUCCESS
}

fn fail(code: u8, text: impl std::fmt::Display) -> ExitCode {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{text}");
    ExitCode::from(code)
}
