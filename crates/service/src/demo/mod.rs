//! The demonstration community: an invented community of colleges and enterprises with five years of
//! history, put into an empty database. Everything goes through the use cases, each deed done by the
//! account of who would do it at the instant at which it would be done, so that history, audit log and
//! ledger read as in a community that has worked with the product for years.
//!
//! What happens is in the tables of `data`, counted back from today; the many beside it are made by `crowd`.
//! The same day gives the same data.

mod calendar;
mod closures;
mod crowd;
mod diary;
mod forms;
mod player;
mod rules;
mod story;
mod tables;
#[cfg(test)]
mod tests;
mod timetable;

use chrono::{DateTime, Utc};
use domain::{account::Role, error::Conflict, organisation::DEFAULT_ZONE};

use crate::{Ctx, Db, Result, session, store};

/// The name of the community, in Chinese and in English.
pub const COMMUNITY: (&str, &str) =
    ("新能源汽车产教融合共同体（演示）", "New Energy Vehicle Industry-Education Community (demonstration)");

/// The one password of all demonstration accounts; refused when the server listens beyond loopback.
pub const PASSWORD: &str = "twinpost-demo";

/// An account with which people look around.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct DemoAccount {
    /// What signs in.
    pub email: &'static str,
    /// Its password.
    pub password: &'static str,
    /// The role in which it acts first.
    pub role: Role,
    /// The person's name.
    pub name: &'static str,
    /// Where; none for the community.
    pub organisation: Option<&'static str>,
}

/// The demonstration accounts: one a role, and an engineer who is a mentor. The college's HR officer is
/// a teacher there as well.
#[must_use]
pub fn accounts() -> Vec<DemoAccount> {
    const COLLEGE: Option<&str> = Some("海岳新能源汽车职业学院");
    const ENTERPRISE: Option<&str> = Some("星澜电驱科技有限公司");
    [
        ("hr@demo.example", Role::CollegeHr, "卢海燕", COLLEGE),
        ("coordinator@demo.example", Role::Coordinator, "秦军", ENTERPRISE),
        ("teacher@demo.example", Role::Teacher, "刘涛", COLLEGE),
        ("engineer@demo.example", Role::Engineer, "杨帅", ENTERPRISE),
        ("mentor@demo.example", Role::Engineer, "张建军", ENTERPRISE),
        ("secretariat@demo.example", Role::Secretariat, "颜桂香", None),
        ("auditor@demo.example", Role::Auditor, "袁建平", None),
    ]
    .into_iter()
    .map(|(email, role, name, organisation)| DemoAccount { email, password: PASSWORD, role, name, organisation })
    .collect()
}

/// Whether the database holds nothing yet.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_empty(db: &Db) -> Result<bool> {
    store::demo::is_empty(db.reader()).await
}

/// Fills an empty database with the community as it stands at `now`, and answers the accounts.
///
/// # Errors
/// [`Conflict::NotEmpty`] when the database holds data; when it cannot be written.
pub async fn fill(db: &Db, now: DateTime<Utc>) -> Result<Vec<DemoAccount>> {
    if !is_empty(db).await? {
        return Err(Conflict::NotEmpty.into());
    }
    let today = Ctx::system("demonstration community", now).today(DEFAULT_ZONE);
    let calendar = calendar::Calendar::new(today);
    let mut tables = tables::Tables::read()?;
    crowd::join(&mut tables, calendar);
    // Hashing is made to be slow: one hash serves all accounts.
    let password_hash = session::hash_password(PASSWORD.to_owned()).await?;
    let mut player = player::Player::new(db, &tables, calendar, password_hash);
    player.found().await?;
    for dated in story::tell(&tables, calendar) {
        player.play(dated).await?;
    }
    Ok(accounts())
}
