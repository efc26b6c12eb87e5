//! People with one employment a row: known by the file's own reference, by the employer's staff number,
//! or by a name that is unique at the employer.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use domain::Code;
use sea_orm::ConnectionTrait;

use super::{
    Import, Outcome, Tally,
    organisations::Organisations,
    person_line::{JobLine, Line},
    put, put_some,
    roster::{Employer, Job, Namesakes, Roster, blank_job},
};
use crate::{
    failure::Result,
    mapping::{Record, RecordReader},
    store::import::{self as store, Circle, DepartmentRow, NEW, SpecialtyRow},
};

struct People<'a> {
    import: Import<'a>,
    /// The organisation whose people the file may be about, if only one.
    own: Option<usize>,
    /// Today there.
    today: NaiveDate,
    organisations: Organisations,
    roster: Roster,
    majors: HashSet<String>,
    seen_people: HashSet<usize>,
    seen_jobs: HashSet<usize>,
}

pub(super) async fn import(conn: &impl ConnectionTrait, import: Import<'_>, tally: &mut Tally) -> Result<()> {
    let organisations = Organisations::load(conn, import).await?;
    let mut roster = Roster::load(conn, import, &organisations, Circle::Employed).await?;
    let departments = store::departments(conn, import.allowed).await?;
    fill(conn, import, &mut roster, &departments).await?;
    let majors = store::majors(conn).await?.into_iter().map(|major| major.code).collect();
    let own = organisations.own(import);
    let today = organisations.today(import, own);
    let mut people = People {
        import,
        own,
        today,
        organisations,
        roster,
        majors,
        seen_people: HashSet::new(),
        seen_jobs: HashSet::new(),
    };
    for record in import.records {
        let outcome = people.take(record, tally);
        tally.count(outcome);
    }
    if import.stores(&tally.0) {
        people.store(conn, departments).await?;
    }
    Ok(())
}

/// Gives the employments their departments and specialties.
async fn fill(
    conn: &impl ConnectionTrait,
    import: Import<'_>,
    roster: &mut Roster,
    departments: &[DepartmentRow],
) -> Result<()> {
    let names: HashMap<i64, &str> = departments.iter().map(|row| (row.id, row.name.as_str())).collect();
    let mut codes: HashMap<i64, Vec<String>> = HashMap::new();
    for row in store::specialties(conn, import.allowed).await? {
        codes.entry(row.employment_id).or_default().push(row.major_code);
    }
    for job in roster.jobs_mut() {
        job.department = job.row.department_id.and_then(|id| names.get(&id)).map(|name| (*name).to_owned());
        job.specialties = codes.remove(&job.row.id).unwrap_or_default();
        job.specialties.sort();
    }
    Ok(())
}

impl People<'_> {
    fn take(&mut self, record: &Record, tally: &mut Tally) -> Outcome {
        let mut read = record.reader();
        let mut line = Line::read(&mut read, self.import, &self.organisations, self.own);
        if let (Some(own), Some(line)) = (self.own, &mut line) {
            let employer = line.job.as_ref().and_then(|job| job.organisation.known());
            if employer.is_some_and(|employer| employer != own) {
                read.wrong("organisation", Code::NotYours);
                return Outcome::Rejected(read.finish());
            }
            // References are of the whole community: whether one is taken, an organisation does not learn.
            let known = line.reference.as_ref().is_none_or(|reference| self.roster.referred(reference).is_some());
            if !known {
                line.reference = None;
                tally.warn(record.line, Code::ReferenceNotKept);
                if line.name.is_none() {
                    read.wrong("name", Code::Required);
                }
            }
        }
        let found = line.as_ref().and_then(|line| self.find(&mut read, line));
        let (Some(line), Some((person, job)), true) = (line, found, read.is_clean()) else {
            return Outcome::Rejected(read.finish());
        };
        let codes = line.job.as_ref().and_then(|job| job.specialties.as_ref());
        let had = job.and_then(|at| self.roster.job(at)).map_or(&[][..], |job| job.specialties.as_slice());
        let unknown = |code: &String| !self.majors.contains(code) && !had.contains(code);
        if codes.is_some_and(|codes| codes.iter().any(unknown)) {
            read.wrong("specialties", Code::UnknownMajor);
            return Outcome::Rejected(read.finish());
        }
        match self.put(&mut read, line, person, job) {
            Some(outcome) => outcome,
            None => Outcome::Rejected(read.finish()),
        }
    }

    /// Whom and which employment the row is about, so far as they are known; none when it is refused.
    fn find(&self, read: &mut RecordReader<'_>, line: &Line) -> Option<(Option<usize>, Option<usize>)> {
        let employer = line.job.as_ref().and_then(|job| job.organisation.known());
        let number = line.job.as_ref().and_then(|job| job.staff_number.as_ref());
        let numbered = employer.zip(number).and_then(|(employer, number)| self.roster.numbered(employer, number));
        let holder = numbered.and_then(|at| self.roster.job(at)).map(|job| job.person);
        let referred = line.reference.as_ref().and_then(|reference| self.roster.referred(reference));
        if let Some(holder) = holder {
            let other = match referred {
                Some(referred) => referred != holder,
                // Someone with another reference has this number.
                None => line.reference.is_some() && self.roster.person(holder)?.reference.is_some(),
            };
            if other {
                read.wrong("staff_number", Code::Duplicate);
                return None;
            }
            return Some((Some(holder), numbered));
        }
        let person = match (referred, &line.name) {
            (Some(person), _) => Some(person),
            (None, Some(name)) if line.reference.is_none() && number.is_none() => {
                let among = match &line.job {
                    None => Employer::Nobody,
                    // Nobody is employed yet by an organisation that is new.
                    Some(job) => Employer::Of(job.organisation.known().unwrap_or(usize::MAX)),
                };
                match self.roster.namesakes(name, among) {
                    Namesakes::One(person) => Some(person),
                    Namesakes::None => None,
                    Namesakes::Several => {
                        read.wrong("name", Code::Ambiguous);
                        return None;
                    }
                }
            }
            _ => None,
        };
        if person.is_none() && line.name.is_none() && !self.import.creates_people() {
            // Without a reference either, the name was missed already.
            if line.reference.is_some() {
                read.wrong("reference", Code::UnknownPerson);
            }
            return None;
        }
        match (person, &line.job, employer) {
            (Some(at), Some(job), Some(employer)) => Some((person, self.find_job(read, job, at, employer)?)),
            _ => Some((person, None)),
        }
    }

    /// Which of the person's employments at the organisation the row is about: `Some(None)` when a new one.
    fn find_job(
        &self,
        read: &mut RecordReader<'_>,
        line: &JobLine,
        person: usize,
        employer: usize,
    ) -> Option<Option<usize>> {
        let all = self.roster.jobs_at(employer, person).iter();
        let jobs: Vec<(usize, &Job)> = all.filter_map(|at| Some((*at, self.roster.job(*at)?))).collect();
        let fits = |job: &Job| line.staff_number.is_none() || job.row.staff_number.is_none();
        let same_start = |job: &Job| line.first_day.is_some() && job.row.first_day == line.first_day;
        if let Some((at, _)) = jobs.iter().find(|(_, job)| fits(job) && same_start(job)) {
            return Some(Some(*at));
        }
        let meets = |job: &Job| {
            let ends_before =
                |end: Option<NaiveDate>, start: Option<NaiveDate>| end.zip(start).is_some_and(|(e, s)| e < s);
            !ends_before(job.row.last_day, line.first_day) && !ends_before(line.last_day, job.row.first_day)
        };
        let mut candidates = jobs.iter().filter(|(_, job)| fits(job) && meets(job));
        let found = candidates.next().map(|(at, _)| *at);
        if candidates.next().is_some() {
            read.wrong("organisation", Code::Ambiguous);
            return None;
        }
        Some(found)
    }

    /// Takes the row in; none when an earlier row of the file says something else.
    fn put(
        &mut self,
        read: &mut RecordReader<'_>,
        line: Line,
        person: Option<usize>,
        job: Option<usize>,
    ) -> Option<Outcome> {
        let known_person = person.and_then(|at| Some((at, self.roster.person(at)?)));
        let new_person = known_person.map(|(at, old)| {
            let mut row = old.clone();
            put(&mut row.name, line.name.clone());
            put_some(&mut row.name_en, line.name_en.clone());
            put_some(&mut row.reference, line.reference.clone());
            (at, row)
        });
        let known_job = job.and_then(|at| Some((at, self.roster.job(at)?)));
        let new_job = known_job.zip(line.job.as_ref()).map(|((at, old), line)| (at, line.edited(old)));
        // Two rows of one file that say different things about the same.
        if let (Some((at, old)), Some((_, new))) = (known_person, &new_person)
            && self.seen_people.contains(&at)
            && old != new
        {
            read.wrong("name", Code::Duplicate);
        }
        if let (Some((at, old)), Some((_, new))) = (known_job, &new_job)
            && self.seen_jobs.contains(&at)
            && old != new
        {
            read.wrong("organisation", Code::Duplicate);
        }
        // Also when one of the two days was known before.
        let days = new_job.as_ref().and_then(|(_, job)| job.row.first_day.zip(job.row.last_day));
        if days.is_some_and(|(first, last)| last < first) {
            read.wrong("last_day", Code::EndBeforeStart);
        }
        let profile = line.job.as_ref().filter(|_| new_job.is_none()).map(|job| job.profile);
        if profile == Some(None) {
            read.wrong("profile", Code::Required);
        }
        if let Some((at, row)) = &new_person
            && self.own.is_some_and(|own| !self.roster.is_employed(own, *at, self.today))
            && (self.roster.person(*at) != Some(row) || new_job.is_none())
        {
            // Who has left is changed by the employer of today.
            read.wrong("name", Code::NotYours);
        }
        if !read.is_clean() {
            return None;
        }
        let is_new = new_person.is_none();
        let (at, mut changed) = match new_person {
            Some((at, row)) => (at, self.roster.change_person(at, row)),
            None => (self.roster.add_person(line.name.unwrap_or_default(), line.name_en, line.reference), false),
        };
        let mut first = self.seen_people.insert(at);
        match (line.job, new_job) {
            (Some(_), Some((job, row))) => {
                changed |= self.roster.change_job(job, row);
                first = self.seen_jobs.insert(job);
            }
            (Some(line), None) => {
                let organisation = self.organisations.settle(line.organisation.clone());
                let row = blank_job(profile.flatten()?);
                let blank = Job { person: at, organisation, row, department: None, specialties: Vec::new() };
                let job = self.roster.push_job(line.edited(&blank));
                self.seen_jobs.insert(job);
                return Some(Outcome::Imported);
            }
            (None, _) if is_new => return Some(Outcome::Imported),
            (None, _) => {}
        }
        Some(match (changed, first) {
            (true, _) => Outcome::Updated,
            (false, true) => Outcome::Unchanged,
            (false, false) => Outcome::Repeated,
        })
    }

    async fn store(&mut self, conn: &impl ConnectionTrait, known: Vec<DepartmentRow>) -> Result<()> {
        let allowed = self.import.allowed;
        self.organisations.store(conn, self.import).await?;
        let mut departments: BTreeMap<(i64, String), i64> =
            known.into_iter().map(|row| ((row.organisation_id, row.name), row.id)).collect();
        let organisations = &self.organisations;
        for job in self.roster.jobs_mut() {
            if let Some(name) = &job.department {
                departments.entry((organisations.id(job.organisation), name.clone())).or_insert(NEW);
            }
        }
        let new = departments.iter().filter(|(_, id)| **id == NEW);
        let new = new.map(|((organisation_id, name), _)| DepartmentRow {
            id: NEW,
            organisation_id: *organisation_id,
            name: name.clone(),
        });
        let ids = store::add_departments(conn, allowed, new.collect()).await?;
        for (id, given) in departments.values_mut().filter(|id| **id == NEW).zip(ids) {
            *id = given;
        }
        for job in self.roster.jobs_mut() {
            if let Some(name) = job.department.clone() {
                job.row.department_id = departments.get(&(organisations.id(job.organisation), name)).copied();
            }
        }
        let written = self.roster.store(conn, self.import, organisations).await?;
        let ids: Vec<i64> = written.iter().map(|(id, _)| *id).collect();
        let rows = written.into_iter().flat_map(|(employment_id, codes)| {
            codes.into_iter().map(move |major_code| SpecialtyRow { employment_id, major_code })
        });
        store::set_specialties(conn, allowed, &ids, rows.collect()).await
    }
}
