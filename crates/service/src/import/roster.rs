//! The people whom an import knows or adds, and where they are employed.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::person::Profile;
use sea_orm::ConnectionTrait;

use super::{Import, organisations::Organisations};
use crate::{
    failure::Result,
    store::import::{self as store, Circle, EmploymentRow, NEW, PersonRow},
};

/// People and employments, with those that the file adds behind them. A person is a place in the one
/// list, an employment in the other.
#[derive(Debug)]
pub(super) struct Roster {
    people: Vec<PersonRow>,
    jobs: Vec<Job>,
    changed_people: BTreeSet<usize>,
    changed_jobs: BTreeSet<usize>,
    by_reference: HashMap<String, usize>,
    by_staff_number: HashMap<(usize, String), usize>,
    by_employer: HashMap<(usize, usize), Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    employed: HashSet<usize>,
    now: DateTime<Utc>,
}

/// An employment: the row, whose identifiers are filled in when it is stored, and what it refers to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Job {
    pub(super) person: usize,
    pub(super) organisation: usize,
    pub(super) row: EmploymentRow,
    /// The name of the department.
    pub(super) department: Option<String>,
    /// Codes of the major catalogue, sorted.
    pub(super) specialties: Vec<String>,
}

/// What is known of people by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namesakes {
    /// Nobody has it.
    None,
    /// One person has it.
    One(usize),
    /// Several do.
    Several,
}

impl Roster {
    /// Loads those whom the import knows, without departments and specialties.
    pub(super) async fn load(
        conn: &impl ConnectionTrait,
        import: Import<'_>,
        organisations: &Organisations,
        circle: Circle,
    ) -> Result<Self> {
        let people = store::people(conn, import.allowed, circle).await?;
        let employments = store::employments(conn, import.allowed, circle).await?;
        let places = organisations.places();
        let mut roster = Self {
            people: Vec::with_capacity(people.len()),
            jobs: Vec::with_capacity(employments.len()),
            changed_people: BTreeSet::new(),
            changed_jobs: BTreeSet::new(),
            by_reference: HashMap::new(),
            by_staff_number: HashMap::new(),
            by_employer: HashMap::new(),
            by_name: HashMap::new(),
            employed: HashSet::new(),
            now: import.ctx.now(),
        };
        for row in people {
            roster.push_person(row);
        }
        let people = roster.places();
        for row in employments {
            if let (Some(person), Some(organisation)) = (people.get(&row.person_id), places.get(&row.organisation_id)) {
                let (person, organisation) = (*person, *organisation);
                roster.push_job(Job { person, organisation, row, department: None, specialties: Vec::new() });
            }
        }
        Ok(roster)
    }

    /// The places of the stored people by identifier.
    pub(super) fn places(&self) -> HashMap<i64, usize> {
        self.people.iter().enumerate().map(|(at, row)| (row.id, at)).collect()
    }

    fn push_person(&mut self, row: PersonRow) -> usize {
        let at = self.people.len();
        if let Some(reference) = &row.reference {
            self.by_reference.entry(reference.clone()).or_insert(at);
        }
        if !row.name.is_empty() {
            self.by_name.entry(row.name.clone()).or_default().push(at);
        }
        self.people.push(row);
        at
    }

    pub(super) fn push_job(&mut self, job: Job) -> usize {
        let at = self.jobs.len();
        if let Some(number) = &job.row.staff_number {
            self.by_staff_number.entry((job.organisation, number.clone())).or_insert(at);
        }
        self.by_employer.entry((job.organisation, job.person)).or_default().push(at);
        self.employed.insert(job.person);
        self.jobs.push(job);
        at
    }

    /// Adds a person.
    pub(super) fn add_person(&mut self, name: String, name_en: Option<String>, reference: Option<String>) -> usize {
        self.push_person(PersonRow { id: NEW, name, name_en, reference, version: 1, created_at: self.now })
    }

    /// Adds an employment without dates at an organisation where the person has none: what a file that
    /// knows people by its own reference says about them.
    pub(super) fn ensure_job(&mut self, person: usize, organisation: usize, profile: Profile) {
        if self.jobs_at(organisation, person).is_empty() {
            let row = EmploymentRow { consent: true, ..blank_job(profile) };
            self.push_job(Job { person, organisation, row, department: None, specialties: Vec::new() });
        }
    }

    pub(super) fn person(&self, at: usize) -> Option<&PersonRow> {
        self.people.get(at)
    }

    pub(super) fn job(&self, at: usize) -> Option<&Job> {
        self.jobs.get(at)
    }

    /// Every employment.
    pub(super) fn jobs(&self) -> impl Iterator<Item = &Job> {
        self.jobs.iter()
    }

    /// The identifier of a person; [`NEW`] before it is stored.
    pub(super) fn id(&self, at: usize) -> i64 {
        self.people.get(at).map_or(NEW, |row| row.id)
    }

    /// Who has this reference.
    pub(super) fn referred(&self, reference: &str) -> Option<usize> {
        self.by_reference.get(reference).copied()
    }

    /// The employment with this staff number.
    pub(super) fn numbered(&self, organisation: usize, number: &str) -> Option<usize> {
        self.by_staff_number.get(&(organisation, number.to_owned())).copied()
    }

    /// Who has this staff number there.
    pub(super) fn holder(&self, employer: Employer, number: &str) -> Namesakes {
        let Employer::Of(organisation) = employer else { return Namesakes::None };
        let job = self.numbered(organisation, number).and_then(|at| self.job(at));
        job.map_or(Namesakes::None, |job| Namesakes::One(job.person))
    }

    /// A person's employments at an organisation.
    pub(super) fn jobs_at(&self, organisation: usize, person: usize) -> &[usize] {
        self.by_employer.get(&(organisation, person)).map_or(&[], Vec::as_slice)
    }

    /// Whether a person is employed at an organisation on a day, as far as an end is known.
    pub(super) fn is_employed(&self, organisation: usize, person: usize, on: NaiveDate) -> bool {
        let jobs = self.jobs_at(organisation, person).iter().filter_map(|at| self.job(*at));
        jobs.map(|job| job.row.last_day).any(|last| last.is_none_or(|last| last >= on))
    }

    /// Who has this name: at an organisation, or among those without employment when there is none.
    pub(super) fn namesakes(&self, name: &str, employer: Employer) -> Namesakes {
        let all = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        let fits = |person: &usize| match employer {
            Employer::Anyone => true,
            Employer::Of(organisation) => !self.jobs_at(organisation, *person).is_empty(),
            Employer::Nobody => !self.employed.contains(person),
        };
        let mut fitting = all.iter().filter(|person| fits(person));
        match (fitting.next(), fitting.next()) {
            (None, _) => Namesakes::None,
            (Some(one), None) => Namesakes::One(*one),
            (Some(_), Some(_)) => Namesakes::Several,
        }
    }

    /// Changes a person; answers whether anything is different now.
    pub(super) fn change_person(&mut self, at: usize, row: PersonRow) -> bool {
        let Some(old) = self.people.get_mut(at).filter(|old| **old != row) else {
            return false;
        };
        if let Some(reference) = &row.reference {
            self.by_reference.insert(reference.clone(), at);
        }
        if old.name != row.name {
            self.by_name.entry(row.name.clone()).or_default().push(at);
            if let Some(people) = self.by_name.get_mut(&old.name) {
                people.retain(|other| *other != at);
            }
        }
        *old = row;
        self.changed_people.insert(at);
        true
    }

    /// Changes an employment; answers whether anything is different now.
    pub(super) fn change_job(&mut self, at: usize, job: Job) -> bool {
        let Some(old) = self.jobs.get_mut(at).filter(|old| **old != job) else {
            return false;
        };
        if let Some(number) = &job.row.staff_number {
            self.by_staff_number.insert((job.organisation, number.clone()), at);
        }
        // The version of a person counts the edits of the employments too.
        self.changed_people.insert(job.person);
        *old = job;
        self.changed_jobs.insert(at);
        true
    }

    /// Every employment, to fill in what [`Roster::load`] left out.
    pub(super) fn jobs_mut(&mut self) -> impl Iterator<Item = &mut Job> {
        self.jobs.iter_mut()
    }

    /// Stores what is new and what changed; organisations and departments are stored before. Answers the
    /// identifiers of the employments that were written, with their specialties.
    pub(super) async fn store(
        &mut self,
        conn: &impl ConnectionTrait,
        import: Import<'_>,
        organisations: &Organisations,
    ) -> Result<Vec<(i64, Vec<String>)>> {
        let changed = self.changed_people.iter().filter_map(|at| self.people.get(*at)).filter(|row| row.id != NEW);
        let changed = changed.map(|row| PersonRow { version: row.version + 1, ..row.clone() }).collect();
        store::change_people(conn, import.allowed, changed).await?;
        let new: Vec<_> = self.people.iter().filter(|row| row.id == NEW).cloned().collect();
        let ids = store::add_people(conn, import.allowed, new).await?;
        for (row, id) in self.people.iter_mut().filter(|row| row.id == NEW).zip(ids) {
            row.id = id;
        }
        for job in self.jobs.iter_mut().filter(|job| job.row.id == NEW) {
            job.row.person_id = self.people.get(job.person).map_or(NEW, |row| row.id);
            job.row.organisation_id = organisations.id(job.organisation);
        }
        let changed: Vec<&Job> =
            self.changed_jobs.iter().filter_map(|at| self.jobs.get(*at)).filter(|job| job.row.id != NEW).collect();
        let mut written: Vec<_> = changed.iter().map(|job| (job.row.id, job.specialties.clone())).collect();
        let changed = changed.into_iter().map(|job| job.row.clone()).collect();
        store::change_employments(conn, import.allowed, changed).await?;
        let new: Vec<_> = self.jobs.iter().filter(|job| job.row.id == NEW).map(|job| job.row.clone()).collect();
        let ids = store::add_employments(conn, import.allowed, new).await?;
        for (job, id) in self.jobs.iter_mut().filter(|job| job.row.id == NEW).zip(ids) {
            job.row.id = id;
            written.push((id, job.specialties.clone()));
        }
        Ok(written)
    }
}

/// Among whom a name is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Employer {
    /// Everybody.
    Anyone,
    /// Those employed at an organisation at any time.
    Of(usize),
    /// Those without any employment.
    Nobody,
}

/// An employment of which nothing is known but the profile.
pub(super) fn blank_job(profile: Profile) -> EmploymentRow {
    EmploymentRow {
        id: NEW,
        person_id: NEW,
        organisation_id: NEW,
        department_id: None,
        profile: profile.as_str().to_owned(),
        staff_number: None,
        category: None,
        title: None,
        double_qualified_level: None,
        consent: false,
        first_day: None,
        last_day: None,
    }
}
