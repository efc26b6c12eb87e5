//! `twinpost audit list`.

use std::process::ExitCode;

use chrono::{DateTime, NaiveDate, Utc};
use clap::Subcommand;
use domain::{Code, id::AuditEventId};
use service::{Db, Failure, audit::AuditFilter};

use super::{ctx, print, refuse};

/// The audit log.
#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    /// Prints the log, the latest line first.
    List {
        /// Not before this instant (RFC 3339) or day.
        #[arg(long)]
        since: Option<String>,
        /// Part of the actor's name or e-mail.
        #[arg(long)]
        actor: Option<String>,
        /// A kind of object, or one object, such as `placement/17`.
        #[arg(long)]
        object: Option<String>,
    },
}

pub(super) async fn run(db: &Db, command: &AuditCommand, json: bool) -> ExitCode {
    let AuditCommand::List { since, actor, object } = command;
    match list(db, since.as_deref(), actor.as_deref(), object.as_deref(), json).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => refuse(&failure),
    }
}

async fn list(
    db: &Db,
    since: Option<&str>,
    actor: Option<&str>,
    object: Option<&str>,
    json: bool,
) -> service::Result<()> {
    let ctx = ctx("audit list");
    let since =
        since.map(|text| read_instant(text).ok_or_else(|| Failure::field("since", Code::BadDate))).transpose()?;
    let object = object.and_then(AuditFilter::read_object);
    let mut filter = AuditFilter { since, actor: actor.unwrap_or_default().to_owned(), object, before: None };
    loop {
        let page = service::audit::list(db, &ctx, &filter).await?;
        for line in &page.items {
            if json {
                print(serde_json::to_string(line).map_err(Failure::internal)?);
            } else {
                let object_id = line.object_id.map(|id| format!("/{id}")).unwrap_or_default();
                let detail = line.detail.as_deref().unwrap_or_default();
                let at = line.at.to_rfc3339();
                print(format!(
                    "{at}  {}  {}  {}{object_id}  {}  {detail}",
                    line.actor, line.action, line.object, line.origin
                ));
            }
        }
        match page.next.and_then(|next| next.parse().ok()) {
            Some(before) => filter.before = Some(AuditEventId(before)),
            None => return Ok(()),
        }
    }
}

fn read_instant(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.with_timezone(&Utc))
        .ok()
        .or_else(|| Some(NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0)?.and_utc()))
}
