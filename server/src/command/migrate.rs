//! `twinpost migrate`.

use std::process::ExitCode;

use service::Db;

use super::{print, refuse};

pub(super) async fn run(db: &Db) -> ExitCode {
    match migrate(db).await {
        Ok(count) => print(format!("{count} changes applied")),
        Err(failure) => refuse(&failure),
    }
}

async fn migrate(db: &Db) -> service::Result<usize> {
    let pending = db.pending_migrations().await?;
    db.migrate().await?;
    Ok(pending)
}
