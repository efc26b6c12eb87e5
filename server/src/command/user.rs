//! `twinpost user add`.

use std::process::ExitCode;

use clap::Subcommand;
use domain::{Code, account::Role};
use service::{Db, Failure, account::NewAccount};

use super::{ctx, print, refuse};

/// Accounts of people.
#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Adds an account with a role and prints a one-time link to set the password.
    Add {
        /// The e-mail that signs in.
        #[arg(long)]
        email: String,
        /// college-hr, coordinator, teacher, engineer, secretariat or auditor.
        #[arg(long)]
        role: String,
        /// The organisation: identifier, code, reference or exact name.
        #[arg(long)]
        organisation: Option<String>,
        /// The person's name; the part of the e-mail before the @ unless given.
        #[arg(long)]
        name: Option<String>,
        /// The last day of an auditor, such as 2027-01-31; without it an auditor reads until put to rest.
        #[arg(long)]
        until: Option<String>,
        /// The public address before the link.
        #[arg(long, env = "TWINPOST_PUBLIC_URL", default_value = "http://127.0.0.1:3000")]
        public_url: String,
    },
}

pub(super) async fn run(db: &Db, command: &UserCommand, json: bool) -> ExitCode {
    let UserCommand::Add { email, role, organisation, name, until, public_url } = command;
    match add(db, email, role, organisation.as_deref(), name.as_deref(), until.as_deref()).await {
        Ok(secret) => {
            let link = format!("{}/invitation/{secret}", public_url.trim_end_matches('/'));
            let answer = serde_json::json!({ "email": email, "link": link });
            if json { print(answer) } else { print(link) }
        }
        Err(failure) => refuse(&failure),
    }
}

async fn add(
    db: &Db,
    email: &str,
    role: &str,
    organisation: Option<&str>,
    name: Option<&str>,
    until: Option<&str>,
) -> service::Result<String> {
    let ctx = ctx("user add");
    let role = Role::parse(role).ok_or_else(|| Failure::field("role", Code::UnknownValue))?;
    let email = domain::account::read_email(email).map_err(|code| Failure::field("email", code))?;
    let organisation = match organisation {
        Some(reference) => Some(service::organisation::by_reference(db, &ctx, reference).await?.id),
        None => None,
    };
    let name = name.unwrap_or_else(|| email.split('@').next().unwrap_or_default()).to_owned();
    let last_day = until.map(domain::form::read_day).transpose().map_err(|code| Failure::field("until", code))?;
    if last_day.is_some() && role != Role::Auditor {
        return Err(Failure::field("until", Code::OnlyForAuditors));
    }
    let new = NewAccount { name, email, role, organisation, person: None, last_day };
    Ok(service::account::invite(db, &ctx, &new).await?.secret)
}
