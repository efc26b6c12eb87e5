//! `twinpost demo`.

use std::process::ExitCode;

use clap::Args;
use service::{Db, demo, session};

use super::{print, refuse};

/// Fills an empty database with the demonstration community.
#[derive(Args, Debug)]
pub(super) struct DemoArgs {
    /// Leaves a database that holds data as it is, without an error.
    #[arg(long)]
    if_empty: bool,
}

pub(super) async fn run(db: &Db, args: &DemoArgs, json: bool) -> ExitCode {
    match fill(db, args.if_empty).await {
        Ok(()) => {
            let accounts = demo::accounts();
            if json {
                return print(serde_json::json!(accounts));
            }
            for account in accounts {
                print(format!("{:<28} {:<14} {}", account.email, account.password, account.role));
            }
            ExitCode::SUCCESS
        }
        Err(failure) => refuse(&failure),
    }
}

async fn fill(db: &Db, if_empty: bool) -> service::Result<()> {
    db.migrate().await?;
    if if_empty && !demo::is_empty(db).await? {
        return Ok(());
    }
    demo::fill(db, session::clock()).await.map(|_| ())
}
