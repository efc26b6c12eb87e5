//! How the actor stands to openings: they are offered to every member while they are open.

use domain::{
    Error,
    account::Role,
    id::OpeningId,
    opening::Opening,
    permission::{Action, Relation, may_any},
};
use sea_orm::ConnectionTrait;

use super::{Allowed, Deed, Visible, allow, relations::relations_to_community, signed_in, visible::Scope};
use crate::{ctx::Ctx, failure::Result, store};

/// The opening, when the actor may do `D` to it.
pub(crate) async fn opening<D: Deed<Noun = Opening>>(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: OpeningId,
) -> Result<Allowed<D>> {
    let Some(opening) = store::opening::find(conn, id).await? else {
        signed_in(ctx)?;
        return Err(Error::NotFound.into());
    };
    let relations = relations_to_opening(conn, ctx, &opening).await?;
    allow(ctx, as_seen(ctx, opening), &relations, Action::ReadOpening)
}

/// The openings the actor may list: the open ones, and the own organisation's closed ones.
pub(crate) fn visible_openings(ctx: &Ctx) -> Result<Visible<Opening>> {
    if ctx.is_system() {
        return Ok(Visible::new(Scope::Community));
    }
    let acting = ctx.acting()?;
    let relations = match acting.organisation {
        Some(_) => vec![Relation::Member],
        None => relations_to_community(ctx),
    };
    if !may_any(acting.role, &relations, Action::ReadOpening) {
        return Err(Error::Forbidden.into());
    }
    Ok(Visible::new(acting.organisation.map_or(Scope::Community, Scope::Organisation)))
}

async fn relations_to_opening(conn: &impl ConnectionTrait, ctx: &Ctx, opening: &Opening) -> Result<Vec<Relation>> {
    if ctx.is_system() {
        return Ok(Vec::new());
    }
    let acting = ctx.acting()?;
    Ok(match acting.organisation {
        Some(own) if own == opening.organisation.id => vec![Relation::Employer],
        Some(_) if opening.open => vec![Relation::Member],
        // Who was placed from it keeps the way to it.
        Some(own) if store::opening::any_placed(conn, opening.id, own, acting.person).await? => {
            vec![Relation::Counterpart]
        }
        Some(_) => Vec::new(),
        None => relations_to_community(ctx),
    })
}

/// The opening without the engineer's name, unless the reader is of the employer or could host the engineer.
pub(crate) fn as_seen(ctx: &Ctx, opening: Opening) -> Opening {
    let known = ctx.is_system()
        || ctx.acting().is_ok_and(|acting| match acting.organisation {
            Some(own) if own == opening.organisation.id => true,
            Some(_) => {
                let teaches = acting.grant.organisation_kind.is_some_and(|kind| kind.teaches());
                teaches && (acting.role.is_officer() || acting.role == Role::Auditor)
            }
            None => acting.role == Role::Auditor,
        });
    if known { opening } else { Opening { engineer: None, ..opening } }
}
