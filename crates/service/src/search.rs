//! Finding people, placements and organisations by a part of a name, each among those the actor may list.

use domain::{
    Error,
    organisation::OrganisationRef,
    person::RosterLine,
    placement::{PlacementFilter, PlacementLine},
};
use serde::{Deserialize, Serialize};

use crate::{Ctx, Db, Result, organisation, person, placement};

/// How many of each are found at most.
pub const FOUND: usize = 8;
/// The longest text that is looked for, in characters.
const LONGEST: usize = 60;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// People of the acting organisation.
    pub people: Vec<RosterLine>,
    /// Placements, by their participants.
    pub placements: Vec<PlacementLine>,
    /// Members of the community.
    pub organisations: Vec<OrganisationRef>,
}

impl Found {
    /// Whether nothing was found.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.people.is_empty() && self.placements.is_empty() && self.organisations.is_empty()
    }
}

/// What has `q` in its name, at most [`FOUND`] of each; nothing of a kind that the actor may not list.
///
/// # Errors
/// Sign-in needed.
pub async fn find(db: &Db, ctx: &Ctx, q: &str) -> Result<Found> {
    ctx.acting()?;
    let q: String = q.trim().chars().take(LONGEST).collect();
    if q.is_empty() {
        return Ok(Found::default());
    }
    let roster = person::RosterFilter { q: q.clone(), ..Default::default() };
    let mut people = listed(person::roster(db, ctx, &roster).await.map(|page| page.items))?;
    let filter = PlacementFilter { q: q.clone(), ..Default::default() };
    let mut placements = listed(placement::list(db, ctx, &filter).await.map(|page| page.items))?;
    let members = listed(organisation::list(db, ctx).await)?;
    let organisations = members.into_iter().map(OrganisationRef::from).filter(|member| member.name.contains(&q));
    let organisations = organisations.take(FOUND).collect();
    people.truncate(FOUND);
    placements.truncate(FOUND);
    Ok(Found { people, placements, organisations })
}

/// A list that the actor may not see has nothing to find.
fn listed<T>(list: Result<Vec<T>>) -> Result<Vec<T>> {
    match list {
        Err(failure) if *failure.error() == Error::Forbidden => Ok(Vec::new()),
        list => list,
    }
}
