//! Members of the community by the page, for programs: pages show all of them at once.

use domain::{
    list::{Limit, Page},
    organisation::{Organisation, OrganisationKind},
};

use crate::{
    Ctx, Db, Result,
    guard::{self, ListMembers},
    store,
};

/// What a list of members is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct MemberFilter {
    /// What they are.
    pub kind: Option<OrganisationKind>,
    /// Part of a name, in either language.
    pub q: String,
    /// Behind this name and identifier.
    pub after: Option<(String, i64)>,
    /// How long the page is.
    pub limit: Limit,
}

/// One page of the members, by name; the cursor is the identifier, `~` and the name.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn list(db: &Db, ctx: &Ctx, filter: &MemberFilter) -> Result<Page<Organisation>> {
    let allowed = guard::community::<ListMembers>(ctx)?;
    store::member::list(db.reader(), &allowed, filter).await
}
