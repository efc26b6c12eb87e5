//! `twinpost evaluate`.

use std::{
    io::{BufWriter, ErrorKind, Write},
    process::ExitCode,
};

use chrono::NaiveDate;
use clap::Args;
use domain::policy::{Depth, RuleId};
use serde::Serialize;
use service::{
    Db, Failure,
    progress::{Asked, Everybody, judge_everybody},
};

use super::{FAILED, ctx, fail, refuse};
use crate::rest::Progress;

/// Judges people by the rules in force at their employers: one line of JSON for each person and rule.
#[derive(Args, Debug)]
pub(super) struct EvaluateArgs {
    /// The day of judgement, `YYYY-MM-DD`.
    #[arg(long, value_parser = read_day)]
    as_of: NaiveDate,
    /// One rule alone, by its identifier.
    #[arg(long, value_parser = read_rule)]
    rule: Option<RuleId>,
    /// One person alone: reference, staff number or identifier.
    #[arg(long)]
    person: Option<String>,
    /// Says of every part of every fact why it counts or does not.
    #[arg(long)]
    explain: bool,
}

fn read_day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| format!("{text:?} is no day of the form YYYY-MM-DD"))
}

fn read_rule(text: &str) -> Result<RuleId, String> {
    RuleId::parse(text).ok_or_else(|| format!("{text:?} is no identifier of a rule"))
}

/// One line of the answer.
#[derive(Serialize)]
struct Judgement<'a> {
    person: Person<'a>,
    as_of: NaiveDate,
    #[serde(flatten)]
    progress: Progress,
}

#[derive(Clone, Copy, Serialize)]
struct Person<'a> {
    id: &'a str,
    name: &'a str,
    reference: Option<&'a str>,
}

pub(super) async fn run(db: &Db, args: &EvaluateArgs) -> ExitCode {
    let asked = Asked {
        as_of: args.as_of,
        rule: args.rule.clone(),
        person: args.person.clone(),
        depth: if args.explain { Depth::Lines } else { Depth::Deadline },
    };
    let mut out = Out { out: BufWriter::new(std::io::stdout()), failed: None };
    let ctx = ctx("evaluate");
    let judged = judge_everybody(db, &ctx, &asked, |judged| {
        if write(&mut out.out, &judged, args).map_err(|error| out.failed = Some(error)).is_err() {
            return Err(Failure::internal("the answer cannot be written"));
        }
        Ok(())
    })
    .await;
    let flushed = out.out.flush();
    match out.failed.or(flushed.err()) {
        // A reader may want the beginning only: a closed pipe is no failure.
        Some(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Some(error) => fail(FAILED, error),
        None => judged.map_or_else(|failure| refuse(&failure), |_| ExitCode::SUCCESS),
    }
}

/// Where the answer goes, and why it could not.
struct Out<W> {
    out: W,
    failed: Option<std::io::Error>,
}

fn write(out: &mut impl Write, judged: &Everybody, args: &EvaluateArgs) -> std::io::Result<()> {
    let id = judged.person.to_string();
    let person = Person { id: &id, name: &judged.name, reference: judged.reference.as_deref() };
    let facts = args.explain.then(|| judged.facts());
    for it in &judged.judged {
        let line = Judgement { person, as_of: args.as_of, progress: Progress::new(it, facts) };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
