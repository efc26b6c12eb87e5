//! Who teaches at a college in a term: those whom it employs, and engineers on a teaching secondment there.

use std::collections::{HashMap, HashSet};

use domain::{
    Code,
    placement::{Direction, State},
    timetable::Term,
};

use super::{host_placements::HostPlacements, roster::Roster};

/// The teachers of all colleges within reach.
#[derive(Debug)]
pub(super) struct Teaching<'a> {
    roster: &'a Roster,
    placements: &'a HostPlacements,
    /// By college and name, those who ever taught there.
    by_name: HashMap<(usize, String), HashSet<usize>>,
}

impl<'a> Teaching<'a> {
    pub(super) fn new(roster: &'a Roster, placements: &'a HostPlacements) -> Self {
        let mut by_name: HashMap<(usize, String), HashSet<usize>> = HashMap::new();
        let jobs = roster.jobs().map(|job| (job.organisation, job.person));
        let seconded = placements.iter().filter(|place| place.direction == Direction::TeachingSecondment);
        for (college, person) in jobs.chain(seconded.map(|place| (place.hosting, place.person))) {
            if let Some(row) = roster.person(person) {
                for name in
                    [Some(&row.name), row.name_en.as_ref()].into_iter().flatten().filter(|name| !name.is_empty())
                {
                    by_name.entry((college, name.clone())).or_default().insert(person);
                }
            }
        }
        Self { roster, placements, by_name }
    }

    /// Who teaches under this name in a term: the only one at the college at that time.
    pub(super) fn named(&self, college: usize, name: &str, term: &Term) -> Result<usize, Code> {
        let all = self.by_name.get(&(college, name.to_owned()));
        let mut there = all.into_iter().flatten().copied().filter(|person| self.is_there(college, *person, term));
        match (there.next(), there.next(), all) {
            (Some(one), None, _) => Ok(one),
            (Some(_), Some(_), _) => Err(Code::Ambiguous),
            (None, _, Some(_)) => Err(Code::NotEmployed),
            (None, _, None) => Err(Code::UnknownPerson),
        }
    }

    /// Who has this staff number at the college, when employed in the term.
    pub(super) fn numbered(&self, college: usize, number: &str, term: &Term) -> Result<usize, Code> {
        let at = self.roster.numbered(college, number).ok_or(Code::UnknownPerson)?;
        let person = self.roster.job(at).ok_or(Code::UnknownPerson)?.person;
        if self.is_there(college, person, term) { Ok(person) } else { Err(Code::NotEmployed) }
    }

    /// Whether a person has this name, in either writing.
    pub(super) fn has_name(&self, person: usize, name: &str) -> bool {
        self.roster.person(person).is_some_and(|row| row.name == name || row.name_en.as_deref() == Some(name))
    }

    fn is_there(&self, college: usize, person: usize, term: &Term) -> bool {
        let (first, last) = (term.first_day, term.last_day());
        let jobs = self.roster.jobs_at(college, person).iter().filter_map(|at| self.roster.job(*at));
        let mut employed = jobs.map(|job| (job.row.first_day, job.row.last_day));
        employed.any(|(from, until)| from.is_none_or(|from| from <= last) && until.is_none_or(|until| until >= first))
            || self.secondment(college, person, term).is_some()
    }

    /// The teaching secondment on which a person teaches in a term: the one that covers all of it, else the first that
    /// touches it.
    pub(super) fn secondment(&self, college: usize, person: usize, term: &Term) -> Option<i64> {
        let (first, last) = (term.first_day, term.last_day());
        let here = self.placements.of_person(person).map(|(_, place)| place).filter(|place| {
            place.hosting == college
                && place.direction == Direction::TeachingSecondment
                && matches!(place.state, State::Approved | State::Active | State::Completed | State::Terminated)
                && place.first_day <= last
                && place.last_day >= first
        });
        let covers = |place: &super::host_placements::Place| place.first_day <= first && place.last_day >= last;
        here.min_by_key(|place| (!covers(place), place.first_day, place.id)).map(|place| place.id)
    }
}
