//! Accounts: officers manage those of their organisation, the secretariat its own and the officers of members.

use domain::{
    Error,
    account::AccountLine,
    id::RoleGrantId,
    permission::{Action, Relation, may_any},
};
use sea_orm::ConnectionTrait;

use super::{Allowed, ManageAccount, Scope, Visible, allow, relations::relations_to_community, signed_in};
use crate::{ctx::Ctx, failure::Result, store};

/// The roles of accounts the actor may list: one organisation's, or the community's with the officers of members.
pub(crate) fn visible_accounts(ctx: &Ctx) -> Result<Visible<AccountLine>> {
    if ctx.is_system() {
        return Ok(Visible::new(Scope::Community));
    }
    let acting = ctx.acting()?;
    if !may_any(acting.role, &relations_to_community(ctx), Action::ListAccounts) {
        return Err(Error::Forbidden.into());
    }
    Ok(Visible::new(acting.organisation.map_or(Scope::Community, Scope::Organisation)))
}

/// The roles with these identifiers, when the actor manages every one of them.
pub(crate) async fn held_roles(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    grants: &[RoleGrantId],
) -> Result<Vec<Allowed<ManageAccount>>> {
    signed_in(ctx)?;
    let lines = store::role_grant::find(conn, grants, ctx.now()).await?;
    if lines.len() != grants.len() {
        return Err(Error::NotFound.into());
    }
    lines
        .into_iter()
        .map(|line| {
            let relations = relations_to_role(ctx, &line);
            allow(ctx, line, &relations, Action::ListAccounts)
        })
        .collect()
}

fn relations_to_role(ctx: &Ctx, line: &AccountLine) -> Vec<Relation> {
    match (ctx.organisation(), line.organisation) {
        (Some(own), Some(organisation)) if own == organisation => relations_to_community(ctx),
        (None, None) => relations_to_community(ctx),
        // How a member's own people sign in is the member's business.
        (None, Some(_)) if line.role.is_officer() => relations_to_community(ctx),
        _ => Vec::new(),
    }
}
