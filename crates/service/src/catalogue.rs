//! The catalogues as forms offer them.

use domain::catalogue::Major;

use crate::{Ctx, Db, Result, store};

/// All majors, by code; everybody who signed in knows them.
///
/// # Errors
/// Sign-in needed.
pub async fn majors(db: &Db, ctx: &Ctx) -> Result<Vec<Major>> {
    ctx.acting()?;
    store::catalogue::majors(db.reader()).await
}
