//! The timetable of a college, for who acts for it.

use domain::{
    Error,
    organisation::Organisation,
    permission::{Action, Relation, may},
};
use sea_orm::ConnectionTrait;

use super::{Allowed, Deed, organisation};
use crate::{ctx::Ctx, failure::Result};

/// The acting college, when the actor may do `D` to its timetable. An enterprise has none.
pub(crate) async fn own_timetable<D: Deed<Noun = Organisation>>(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
) -> Result<Allowed<D>> {
    let allowed = organisation::<D>(conn, ctx, ctx.acting_organisation()?).await?;
    if allowed.kind.teaches() { Ok(allowed) } else { Err(Error::Forbidden.into()) }
}

/// Whether the actor may bring in course sections: who may change the timetable of a college, and who imports for all.
pub(crate) fn may_import_timetables(ctx: &Ctx) -> bool {
    let Ok(acting) = ctx.acting() else { return ctx.is_system() };
    match acting.organisation {
        None => true,
        Some(_) => {
            let teaches = acting.grant.organisation_kind.is_some_and(|kind| kind.teaches());
            teaches && may(acting.role, Relation::Employer, Action::EditTimetable)
        }
    }
}
