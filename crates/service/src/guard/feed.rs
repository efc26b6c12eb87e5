//! One's own calendar feeds: an account manages those it made, and nobody else's.

use domain::{
    id::{AccountId, RoleGrantId},
    permission::{Action, Relation},
};

use super::{Allowed, ManageOwnFeeds, allow};
use crate::{ctx::Ctx, failure::Result};

/// The feeds of an account, with the role in which new ones are made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OwnFeeds {
    pub(crate) account: AccountId,
    pub(crate) grant: RoleGrantId,
}

/// The right to make and revoke the acting account's feeds.
pub(crate) fn own_feeds(ctx: &Ctx) -> Result<Allowed<ManageOwnFeeds>> {
    let acting = ctx.acting()?;
    let own = OwnFeeds { account: acting.account, grant: acting.grant.id };
    allow(ctx, own, &[Relation::Own], Action::ManageOwnFeeds)
}
