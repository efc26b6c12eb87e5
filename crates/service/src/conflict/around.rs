//! What is around the plans of some people at one host: a few questions for all of them.

use std::collections::{BTreeSet, HashMap};

use chrono::{Days, NaiveDate};
use domain::{
    calendar::OrganisationCalendar,
    conflict::{Circle, Conflict, Lapse, LeaveDays, Limits, Proposal, Taken, Timeline, conflicts},
    id::{OrganisationId, PersonId, PlacementId, SectionId},
    name::Named,
    organisation::DEFAULT_ZONE,
    placement::{Load, NewPlacement, Placement},
    policy::DayRange,
    schedule::Schedule,
    session::{Offsets, Source, Span},
};
use sea_orm::ConnectionTrait;

use super::assumed;
use crate::{Result, store, timetable::lessons::taught_lessons};

/// A stay that somebody plans, stored or not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// The placement it is the plan of; none while nothing is stored.
    pub(crate) placement: Option<PlacementId>,
    pub(crate) load: Load,
    pub(crate) days: DayRange,
}

impl Plan {
    /// What a placement plans, on these days.
    pub(crate) const fn of(placement: &Placement, days: DayRange) -> Self {
        Self { placement: Some(placement.id), load: placement.load, days }
    }

    /// What will be stored.
    pub(crate) const fn of_new(new: &NewPlacement) -> Self {
        let days = DayRange { first_day: new.first_day, last_day: new.last_day };
        Self { placement: None, load: new.load, days }
    }

    /// The source of its own sessions.
    const fn source(&self) -> Source {
        Source::Placement(match self.placement {
            Some(id) => id,
            None => PlacementId(0),
        })
    }
}

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

/// Days before and after a plan that are looked at: nights and weeks reach over its edges.
const WEEK: Days = Days::new(7);

impl Around {
    /// What is around `people` on `days` at a host.
    pub(crate) async fn of(
        conn: &impl ConnectionTrait,
        people: &[PersonId],
        host: OrganisationId,
        days: DayRange,
    ) -> Result<Self> {
        let zones = Zones::load(conn).await?;
        let offsets = crate::zone::offsets(zones.of(host), days.first_day, days.last_day);
        let wide = DayRange {
            first_day: days.first_day.checked_sub_days(WEEK).unwrap_or(days.first_day),
            last_day: days.last_day.checked_add_days(WEEK).unwrap_or(days.last_day),
        };
        let taken = taken(conn, people, &zones, &offsets, wide).await?;
        let leaves = crate::calendar::leaves_of(conn, people, (days.first_day, days.last_day)).await?;
        let lapses = store::credential::lapses_before(conn, people, days.last_day).await?;
        let host = crate::calendar::of_organisation(conn, host).await?;
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

    /// What a plan for one of the people meets, by its schedule or, without one, by what is assumed.
    pub(crate) fn judge(&self, person: PersonId, plan: &Plan, schedule: Option<&Schedule>) -> Vec<Conflict> {
        let source = plan.source();
        let assumed = assumed(plan.load, plan.days).map(|it| it.in_calendar(&self.host));
        let sessions = schedule.or(assumed.as_ref()).map(|it| it.sessions(&self.offsets, source)).unwrap_or_default();
        let proposal = Proposal { source: Some(source), days: plan.days, load: plan.load, sessions: &sessions };
        conflicts(&proposal, &self.circle(person))
    }
}

/// What takes people's time on days, with what it is called: other placements by their host, lessons by their course.
pub(crate) async fn taken(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
    zones: &Zones,
    offsets: &Offsets,
    days: DayRange,
) -> Result<HashMap<PersonId, Timeline>> {
    let mut taken = given_out(conn, people, offsets, days).await?;
    for (person, lessons) in lessons(conn, people, zones, days).await? {
        let own = taken.entry(person).or_default();
        // A lesson that a secondment's schedule books as well is one time, not two.
        let booked: BTreeSet<(Source, NaiveDate)> = own.iter().map(|it| (it.source, it.day)).collect();
        own.extend(lessons.into_iter().filter(|it| !booked.contains(&(it.source, it.day))));
    }
    named(conn, taken).await
}

/// What placements take of people's time on days, without names.
pub(crate) async fn given_out(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
    offsets: &Offsets,
    days: DayRange,
) -> Result<HashMap<PersonId, Vec<Taken>>> {
    let end = days.last_day.succ_opt().unwrap_or(days.last_day);
    let whole = Span { start: offsets.utc(days.first_day, 0), end: offsets.utc(end, 0) };
    let mut taken = store::booking::of_people(conn, people, whole).await?;
    // A full-time stay that was imported books nothing; all its days are taken.
    let stays = store::placement::full_time_stays(conn, people, (days.first_day, days.last_day)).await?;
    for (person, placement, first_day, last_day) in stays {
        let (own, source) = (taken.entry(person).or_default(), Source::Placement(placement));
        if !own.iter().any(|it| it.source == source) {
            let after = last_day.succ_opt().unwrap_or(last_day);
            let span = Span { start: offsets.utc(first_day, 0), end: offsets.utc(after, 0) };
            own.push(Taken { span, day: first_day, minutes: 0, source, name: None });
        }
    }
    Ok(taken)
}

/// The zones of organisations: the usual one but for a few.
#[derive(Debug)]
pub(crate) struct Zones(HashMap<OrganisationId, String>);

impl Zones {
    pub(crate) async fn load(conn: &impl ConnectionTrait) -> Result<Self> {
        Ok(Self(store::calendar::zones_of_members(conn, DEFAULT_ZONE).await?.into_iter().collect()))
    }

    pub(crate) fn of(&self, organisation: OrganisationId) -> &str {
        self.0.get(&organisation).map_or(DEFAULT_ZONE, String::as_str)
    }
}

/// The lessons of people as times that are taken. Those of a secondment belong to it.
async fn lessons(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
    zones: &Zones,
    days: DayRange,
) -> Result<HashMap<PersonId, Vec<Taken>>> {
    let mut clocks: HashMap<OrganisationId, Offsets> = HashMap::new();
    let mut known = HashMap::new();
    for (person, lessons) in taught_lessons(conn, people, days.first_day, days.last_day).await? {
        let lessons = lessons.into_iter().map(|it| {
            let clock = clocks
                .entry(it.organisation)
                .or_insert_with(|| crate::zone::offsets(zones.of(it.organisation), days.first_day, days.last_day));
            let (start, end) = (i32::from(it.lesson.start), i32::from(it.lesson.end));
            Taken {
                span: clock.span(it.lesson.day, start, end),
                day: it.lesson.day,
                minutes: end - start,
                source: it.placement.map_or(Source::Section(it.section), Source::Placement),
                name: None,
            }
        });
        known.insert(person, lessons.collect());
    }
    Ok(known)
}

async fn named(
    conn: &impl ConnectionTrait,
    taken: HashMap<PersonId, Vec<Taken>>,
) -> Result<HashMap<PersonId, Timeline>> {
    let sources: BTreeSet<Source> = taken.values().flatten().map(|it| it.source).collect();
    let placements: Vec<PlacementId> =
        sources.iter().filter_map(|it| if let Source::Placement(id) = it { Some(*id) } else { None }).collect();
    let sections: Vec<SectionId> =
        sources.iter().filter_map(|it| if let Source::Section(id) = it { Some(*id) } else { None }).collect();
    let hosts = store::booking::hosts(conn, &placements).await?;
    let courses = store::timetable::courses(conn, &sections).await?;
    let name = |source: Source| -> Option<Named> {
        match source {
            Source::Placement(id) => hosts.get(&id).cloned(),
            Source::Section(id) => courses.get(&id).cloned(),
        }
    };
    let of_person = |taken: Vec<Taken>| {
        Timeline::from(taken.into_iter().map(|it| Taken { name: name(it.source), ..it }).collect::<Vec<_>>())
    };
    Ok(taken.into_iter().map(|(person, taken)| (person, of_person(taken))).collect())
}
