//! What is around the plans of some people at one host: a few questions for all of them.

use std::collections::{BTreeSet, HashMap};

use domain::{
    calendar::OrganisationCalendar,
    conflict::{Circle, Lapse, LeaveDays, Limits, Taken, Timeline},
    id::PersonId,
    name::Named,
    placement::Placement,
    policy::DayRange,
    session::{Offsets, Source, Span},
};
use sea_orm::ConnectionTrait;

use crate::{Result, store};

/// What people and their host bring to a plan.
#[derive(Debug)]
pub(crate) struct Around {
    pub(crate) host: OrganisationCalendar,
    pub(crate) offsets: Offsets,
    taken: HashMap<PersonId, Timeline>,
    leaves: HashMap<PersonId, Vec<LeaveDays>>,
    lapses: HashMap<PersonId, Vec<Lapse>>,
    nothing: Timeline,
}

/// Minutes of the week before and after a plan that are looked at: nights and weeks reach over its edges.
const WEEK: i64 = 10_080;

impl Around {
    /// What is around `people` on `days` at the host of a placement.
    pub(crate) async fn of(
        conn: &impl ConnectionTrait,
        people: &[PersonId],
        placement: &Placement,
        days: DayRange,
    ) -> Result<Self> {
        let offsets = crate::zone::offsets(&placement.zone, days.first_day, days.last_day);
        let whole = Span { start: offsets.utc(days.first_day, 0) - WEEK, end: offsets.utc(days.last_day, 0) + WEEK };
        let taken = named(conn, store::booking::of_people(conn, people, whole).await?).await?;
        let leaves = crate::calendar::leaves_of(conn, people, (days.first_day, days.last_day)).await?;
        let lapses = store::credential::lapses_before(conn, people, days.last_day).await?;
        let host = crate::calendar::of_organisation(conn, placement.hosting.id).await?;
        Ok(Self { host, offsets, taken, leaves, lapses, nothing: Timeline::default() })
    }

    /// The circle of one of the people.
    pub(crate) fn circle(&self, person: PersonId) -> Circle<'_> {
        Circle {
            host: &self.host,
            offsets: &self.offsets,
            taken: self.taken.get(&person).unwrap_or(&self.nothing),
            leaves: self.leaves.get(&person).map_or(&[], Vec::as_slice),
            lapses: self.lapses.get(&person).map_or(&[], Vec::as_slice),
            places: None,
            limits: Limits::default(),
        }
    }
}

/// Taken times with what they are called: other placements by their host.
async fn named(
    conn: &impl ConnectionTrait,
    taken: HashMap<PersonId, Vec<Taken>>,
) -> Result<HashMap<PersonId, Timeline>> {
    let placements: BTreeSet<_> = taken
        .values()
        .flatten()
        .filter_map(|it| match it.source {
            Source::Placement(id) => Some(id),
            Source::Section(_) => None,
        })
        .collect();
    let placements: Vec<_> = placements.into_iter().collect();
    let hosts = store::booking::hosts(conn, &placements).await?;
    let name = |source: Source| -> Option<Named> {
        match source {
            Source::Placement(id) => hosts.get(&id).cloned(),
            Source::Section(_) => None,
        }
    };
    let of_person = |taken: Vec<Taken>| {
        Timeline::from(taken.into_iter().map(|it| Taken { name: name(it.source), ..it }).collect::<Vec<_>>())
    };
    Ok(taken.into_iter().map(|(person, taken)| (person, of_person(taken))).collect())
}
