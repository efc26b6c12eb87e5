//! Rule packs: what is built in or shared is everybody's to read, an organisation's own its own.

use domain::{
    Error,
    id::OrganisationId,
    permission::{Action, Relation, may_any},
};

use super::{Allowed, Deed, Visible, allow, relations::relations_to_community, signed_in, visible::Scope};
use crate::{ctx::Ctx, failure::Result};

/// A rule pack as the object of a deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RulePack {
    /// Its identifier.
    pub(crate) pack: String,
    /// Whose it is; none for one that is built in or shared by the community.
    pub(crate) owner: Option<OrganisationId>,
}

/// The pack, when the actor may do `D` to it.
pub(crate) fn rule_pack<D: Deed<Noun = RulePack>>(ctx: &Ctx, pack: RulePack) -> Result<Allowed<D>> {
    signed_in(ctx)?;
    let relations = relations_to_pack(ctx, pack.owner);
    allow(ctx, pack, &relations, Action::ReadRulePacks)
}

/// The packs the actor may list: the shared ones and the own organisation's, or all of the community's.
pub(crate) fn visible_rule_packs(ctx: &Ctx) -> Result<Visible<RulePack>> {
    if ctx.is_system() {
        return Ok(Visible::new(Scope::Community));
    }
    let acting = ctx.acting()?;
    if !may_any(acting.role, &relations_to_pack(ctx, None), Action::ReadRulePacks) {
        return Err(Error::Forbidden.into());
    }
    Ok(Visible::new(acting.organisation.map_or(Scope::Community, Scope::Organisation)))
}

/// Whether the actor may do `action` to a pack of `owner`: what pages ask before they offer a button. Who acts
/// for the community saves what is shared and no organisation's own.
pub(crate) fn may_pack(ctx: &Ctx, owner: Option<OrganisationId>, action: Action) -> bool {
    let Ok(acting) = ctx.acting() else { return ctx.is_system() };
    may_any(acting.role, &relations_to_pack(ctx, owner), action)
        && (action == Action::ReadRulePacks || owner == acting.organisation)
}

fn relations_to_pack(ctx: &Ctx, owner: Option<OrganisationId>) -> Vec<Relation> {
    match (ctx.organisation(), owner) {
        (Some(own), Some(owner)) if own == owner => vec![Relation::Employer],
        (Some(_), Some(_)) => Vec::new(),
        (Some(_), None) => vec![Relation::Member],
        (None, _) => relations_to_community(ctx),
    }
}
