//! Which placements the lessons of a file meet. They are told row by row and refuse nothing: the registrar's timetable
//! is what is taught, whoever is away.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::{
    conflict::Timeline,
    id::{OrganisationId, PersonId, PlacementId},
    policy::DayRange,
    session::{Offsets, Source},
    timetable::{PeriodClock, TeachingDays, TermLine},
};
use sea_orm::ConnectionTrait;

use super::{Known, Timetables};
use crate::{
    conflict::{Zones, given_out},
    failure::Result,
    store,
};

impl Timetables<'_> {
    /// The lines of the file of which a lesson lies in a placement of who teaches, in order. What is about to be
    /// stored makes plans for the same people wait, so that of a plan and a lesson the later always sees the earlier.
    pub(super) async fn met(&self, conn: &impl ConnectionTrait, stores: bool) -> Result<Vec<u32>> {
        let terms: HashMap<i64, (&TermLine, usize)> = self
            .terms
            .iter()
            .flat_map(|(college, lines)| lines.iter().map(|line| (line.id.0, (line, *college))))
            .collect();
        let people: BTreeSet<PersonId> =
            self.told().flat_map(|(known, _)| known.teachers.iter().map(|(person, _)| PersonId(*person))).collect();
        let people: Vec<PersonId> = people.into_iter().collect();
        if stores {
            store::person::take_turns(conn, &people).await?;
        }
        let told = self.told().filter_map(|(known, _)| terms.get(&known.row.term_id));
        let Some(days) = told.map(|(line, _)| (line.term.first_day, line.term.last_day())).reduce(wider) else {
            return Ok(Vec::new());
        };
        let zones = Zones::load(conn).await?;
        let range = DayRange { first_day: days.0, last_day: days.1 };
        let mut clocks: HashMap<usize, (Offsets, HashMap<PersonId, Timeline>)> = HashMap::new();
        for (_, college) in self.told().filter_map(|(known, _)| terms.get(&known.row.term_id)) {
            if !clocks.contains_key(college) {
                let zone = zones.of(OrganisationId(self.organisations.id(*college)));
                let offsets = crate::zone::offsets(zone, days.0, days.1);
                let taken = given_out(conn, &people, &offsets, range).await?;
                let taken = taken.into_iter().map(|(person, taken)| (person, Timeline::from(taken))).collect();
                clocks.insert(*college, (offsets, taken));
            }
        }
        let mut teaching: HashMap<i64, TeachingDays> = HashMap::new();
        let mut lines = Vec::new();
        for (known, line) in self.told() {
            let Some((term, college)) = terms.get(&known.row.term_id) else { continue };
            let Some((offsets, taken)) = clocks.get(college) else { continue };
            let id = self.organisations.id(*college);
            let says = |day| self.calendars.teaching_day(OrganisationId(id), day);
            let days = teaching
                .entry(known.row.term_id)
                .or_insert_with(|| TeachingDays::new(&term.term, days.0, days.1, says));
            if let Some(clock) = self.clocks.get(&id)
                && meets(known, days, clock, offsets, taken)
            {
                lines.push(line);
            }
        }
        lines.sort_unstable();
        Ok(lines)
    }

    /// The sections that the file tells, each with its line.
    fn told(&self) -> impl Iterator<Item = (&Known, u32)> {
        self.seen.iter().filter_map(|(at, line)| Some((self.sections.get(*at)?, *line)))
    }
}

/// Whether somebody who teaches a section is elsewhere during one of its lessons.
fn meets(
    known: &Known,
    days: &TeachingDays,
    clock: &PeriodClock,
    offsets: &Offsets,
    taken: &HashMap<PersonId, Timeline>,
) -> bool {
    let elsewhere: Vec<(&Timeline, Option<i64>)> = known
        .teachers
        .iter()
        .filter_map(|(person, secondment)| Some((taken.get(&PersonId(*person))?, *secondment)))
        .collect();
    if elsewhere.is_empty() {
        return false;
    }
    known.meetings.iter().flat_map(|it| days.lessons(&it.meeting, clock)).any(|lesson| {
        let span = offsets.span(lesson.day, i32::from(lesson.start), i32::from(lesson.end));
        elsewhere.iter().any(|(timeline, secondment)| {
            let own = secondment.map(|id| Source::Placement(PlacementId(id)));
            timeline.overlapping(span).any(|taken| Some(taken.source) != own)
        })
    })
}

fn wider(one: (NaiveDate, NaiveDate), other: (NaiveDate, NaiveDate)) -> (NaiveDate, NaiveDate) {
    (one.0.min(other.0), one.1.max(other.1))
}
