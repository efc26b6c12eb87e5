//! Which lists an actor may take out.

use crate::{Ctx, Result, guard, mapping::Kind};

/// The kinds of lists that the actor may take out: what a page asks before it offers them.
///
/// # Errors
/// Sign-in needed; forbidden for who may take out none.
pub fn kinds(ctx: &Ctx) -> Result<Vec<Kind>> {
    guard::visible_organisations(ctx)?;
    let may = |kind: &Kind| match kind {
        Kind::Organisations | Kind::Catalogues | Kind::Holidays => true,
        Kind::People => guard::visible_people(ctx).is_ok(),
        Kind::Placements | Kind::Hours => guard::visible_placements(ctx).is_ok(),
        Kind::Credentials => guard::visible_credentials(ctx).is_ok(),
        Kind::Timetables => guard::visible_timetables(ctx).is_ok(),
    };
    Ok(Kind::ALL.iter().copied().filter(may).collect())
}
