//! `twinpost token create`.

use std::process::ExitCode;

use clap::Subcommand;
use domain::{Code, account::TokenScope};
use service::{Db, Failure};

use super::{ctx, print, refuse};

/// API tokens.
#[derive(Debug, Subcommand)]
pub(super) enum TokenCommand {
    /// Makes a token and prints it once.
    Create {
        /// The account's e-mail.
        #[arg(long)]
        email: String,
        /// What the token is for.
        #[arg(long)]
        name: String,
        /// read or write.
        #[arg(long, default_value = "read")]
        scope: String,
    },
}

pub(super) async fn run(db: &Db, command: &TokenCommand, json: bool) -> ExitCode {
    let TokenCommand::Create { email, name, scope } = command;
    let made = match TokenScope::parse(scope) {
        Some(scope) => service::token::create_for(db, &ctx("token create"), email, name, scope).await,
        None => Err(Failure::field("scope", Code::UnknownValue)),
    };
    match made {
        Ok(token) if json => print(serde_json::json!({ "token": token })),
        Ok(token) => print(token),
        Err(failure) => refuse(&failure),
    }
}
