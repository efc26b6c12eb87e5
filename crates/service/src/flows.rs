//! The flows between members, in numbers: what the secretariat sees instead of people.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{form::read_day, id::OrganisationId, organisation::OrganisationRef, placement::Direction};
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Result,
    guard::{self, ListMembers, ReadFlows},
    store,
};

/// What the flows are narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FlowFilter {
    /// Text of a [`Direction`]; empty for both.
    pub direction: String,
    /// The first day of the period; empty for all there is.
    pub from: String,
    /// The last day of the period, inclusive; empty for all there is.
    pub to: String,
}

impl FlowFilter {
    /// The first and last day of the period, inclusive, each as far as it is given.
    #[must_use]
    pub fn period(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        (read_day(&self.from).ok(), read_day(&self.to).ok())
    }
}

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

/// Whether the actor may see the flows: what a page asks before it offers them.
#[must_use]
pub fn may_read(ctx: &Ctx) -> bool {
    guard::community::<ReadFlows>(ctx).is_ok()
}

/// The flows of a period, the largest first: placements that touch it, and what was confirmed of its days.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn list(db: &Db, ctx: &Ctx, filter: &FlowFilter) -> Result<Vec<Flow>> {
    let allowed = guard::community::<ReadFlows>(ctx)?;
    let members = guard::community::<ListMembers>(ctx)?;
    let names: BTreeMap<OrganisationId, OrganisationRef> = store::organisation::list(db.reader(), &members)
        .await?
        .into_iter()
        .map(|member| (member.id, OrganisationRef::from(member)))
        .collect();
    let minutes: BTreeMap<_, i64> = store::hours::minutes_by_pair(db.reader(), &allowed, filter.period())
        .await?
        .into_iter()
        .map(|(sending, hosting, direction, minutes)| ((sending, hosting, direction), minutes))
        .collect();
    let wanted = Direction::parse(&filter.direction);
    let mut flows = Vec::new();
    for (sending, hosting, direction, placements) in
        store::placement::count_by_pair(db.reader(), &allowed, filter.period()).await?
    {
        if wanted.is_some_and(|wanted| wanted != direction) {
            continue;
        }
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
