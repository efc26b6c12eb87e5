//! The flows between members, in numbers: what the secretariat sees instead of people.

use std::collections::BTreeMap;

use domain::{id::OrganisationId, organisation::OrganisationRef, placement::Direction};
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Result,
    guard::{self, ListMembers, ReadFlows},
    store,
};

/// What flows from one member to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// From where.
    pub sending: OrganisationRef,
    /// To where.
    pub hosting: OrganisationRef,
    /// Which way.
    pub direction: Direction,
    /// Placements that were agreed: approved, active, completed or ended early.
    pub placements: i64,
    /// Confirmed minutes.
    pub confirmed_minutes: i64,
}

/// All flows, the largest first.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn list(db: &Db, ctx: &Ctx) -> Result<Vec<Flow>> {
    let allowed = guard::community::<ReadFlows>(ctx)?;
    let members = guard::community::<ListMembers>(ctx)?;
    let names: BTreeMap<OrganisationId, OrganisationRef> = store::organisation::list(db.reader(), &members)
        .await?
        .into_iter()
        .map(|member| (member.id, OrganisationRef::from(member)))
        .collect();
    let minutes: BTreeMap<_, i64> = store::hours::minutes_by_pair(db.reader())
        .await?
        .into_iter()
        .map(|(sending, hosting, direction, minutes)| ((sending, hosting, direction), minutes))
        .collect();
    let mut flows = Vec::new();
    for (sending, hosting, direction, placements) in store::placement::count_by_pair(db.reader(), &allowed).await? {
        if let (Some(from), Some(to)) = (names.get(&sending), names.get(&hosting)) {
            let confirmed_minutes = minutes.get(&(sending, hosting, direction)).copied().unwrap_or_default();
            let (sending, hosting) = (from.clone(), to.clone());
            flows.push(Flow { sending, hosting, direction, placements, confirmed_minutes });
        }
    }
    flows.sort_by(|a, b| {
        (b.placements, &a.sending.name, &a.hosting.name).cmp(&(a.placements, &b.sending.name, &b.hosting.name))
    });
    Ok(flows)
}
