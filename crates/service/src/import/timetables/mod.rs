//! Course sections of a college's term: one is known by its term and the number of its teaching task, or, where a
//! file has no numbers, by its course and classes.

mod met;

use std::collections::{HashMap, HashSet};

use domain::{
    Code,
    id::OrganisationId,
    timetable::{PeriodClock, SectionMeeting, TermLine, parts},
};
use sea_orm::ConnectionTrait;

use super::{
    Import, Outcome, Tally,
    host_placements::HostPlacements,
    meeting_cell::{self, Held},
    organisations::Organisations,
    plain, put_some,
    roster::Roster,
    teaching::Teaching,
};
use crate::{
    failure::Result,
    mapping::{Record, RecordReader},
    store::{
        import::{self as store, Circle, MeetingRow, NEW, SectionRow, TeacherRow},
        timetable as kept,
    },
    tabular::half_width,
    timetable::days::Calendars,
};

/// The longest text of a list of classes; a lecture is for many.
const LONGEST_CLASSES: usize = 1_000;
/// The most teachers of one section.
const MOST_TEACHERS: usize = 40;

/// A section with what belongs to it.
#[derive(Clone, Debug, PartialEq)]
struct Known {
    row: SectionRow,
    /// Person and secondment, by person.
    teachers: Vec<(i64, Option<i64>)>,
    meetings: Vec<SectionMeeting>,
}

struct Timetables<'a> {
    import: Import<'a>,
    own: Option<usize>,
    organisations: &'a Organisations,
    roster: &'a Roster,
    teaching: Teaching<'a>,
    terms: HashMap<usize, Vec<TermLine>>,
    clocks: HashMap<i64, PeriodClock>,
    calendars: Calendars,
    sections: Vec<Known>,
    by_code: HashMap<(i64, String), usize>,
    /// The sections that the file told, each with its line.
    seen: HashMap<usize, u32>,
    changed: HashSet<usize>,
}

/// A row that is right in itself; what it leaves blank is none.
struct Line {
    term: i64,
    code: String,
    course: String,
    course_code: Option<String>,
    classes: Option<String>,
    teachers: Vec<(i64, Option<i64>)>,
    meetings: Vec<SectionMeeting>,
    rooms_left_out: bool,
}

pub(super) async fn import(conn: &impl ConnectionTrait, import: Import<'_>, tally: &mut Tally) -> Result<()> {
    let organisations = Organisations::load(conn, import).await?;
    let roster = Roster::load(conn, import, &organisations, Circle::Counterparts).await?;
    let placements = HostPlacements::load(conn, import, &organisations, &roster).await?;
    let mut timetables = Timetables::load(conn, import, &organisations, &roster, &placements).await?;
    for record in import.records {
        let outcome = timetables.take(record, tally);
        tally.count(outcome);
    }
    let stores = import.stores(&tally.0);
    for line in timetables.met(conn, stores).await? {
        tally.warn(line, Code::MeetsPlacement);
    }
    if stores {
        timetables.store(conn).await?;
    }
    Ok(())
}

impl<'a> Timetables<'a> {
    async fn load(
        conn: &impl ConnectionTrait,
        import: Import<'a>,
        organisations: &'a Organisations,
        roster: &'a Roster,
        placements: &'a HostPlacements,
    ) -> Result<Self> {
        let places = organisations.places();
        let mut terms: HashMap<usize, Vec<TermLine>> = HashMap::new();
        for row in store::terms(conn, import.allowed).await? {
            if let Some(at) = places.get(&row.organisation_id) {
                terms.entry(*at).or_default().push(kept::line(row)?);
            }
        }
        let mut clocks = HashMap::new();
        for (college, text) in store::clocks(conn, import.allowed).await? {
            clocks.insert(college, kept::stored_clock(&text)?);
        }
        // A college without terms has nothing to import into.
        let colleges: Vec<OrganisationId> = terms.keys().map(|at| OrganisationId(organisations.id(*at))).collect();
        let mut timetables = Self {
            import,
            own: organisations.own(import),
            organisations,
            roster,
            teaching: Teaching::new(roster, placements),
            terms,
            clocks,
            calendars: Calendars::load(conn, &colleges).await?,
            sections: Vec::new(),
            by_code: HashMap::new(),
            seen: HashMap::new(),
            changed: HashSet::new(),
        };
        let (sections, teachers, meetings) = store::sections(conn, import.allowed).await?;
        let mut at = HashMap::new();
        for row in sections {
            at.insert(row.id, timetables.push(Known { row, teachers: Vec::new(), meetings: Vec::new() }));
        }
        for row in teachers {
            if let Some(known) = at.get(&row.section_id).and_then(|at| timetables.sections.get_mut(*at)) {
                known.teachers.push((row.person_id, row.placement_id));
            }
        }
        for row in meetings {
            if let Some(known) = at.get(&row.section_id).and_then(|at| timetables.sections.get_mut(*at)) {
                let room = row.room.clone();
                known.meetings.push(SectionMeeting { meeting: kept::meeting(row)?, room });
            }
        }
        Ok(timetables)
    }

    fn push(&mut self, known: Known) -> usize {
        let at = self.sections.len();
        self.by_code.insert((known.row.term_id, known.row.code.clone()), at);
        self.sections.push(known);
        at
    }

    fn take(&mut self, record: &Record, tally: &mut Tally) -> Outcome {
        let mut read = record.reader();
        let line = self.read(&mut read);
        let (Some(line), true) = (line, read.is_clean()) else {
            return Outcome::Rejected(read.finish());
        };
        let found = self.by_code.get(&(line.term, line.code.clone())).copied();
        let old = found.and_then(|at| self.sections.get(at));
        let mut new = old.cloned().unwrap_or_else(|| Known {
            row: SectionRow {
                id: NEW,
                term_id: line.term,
                code: line.code.clone(),
                course: line.course.clone(),
                course_code: None,
                classes: None,
                version: 1,
            },
            teachers: Vec::new(),
            meetings: Vec::new(),
        });
        new.row.course.clone_from(&line.course);
        put_some(&mut new.row.course_code, line.course_code);
        put_some(&mut new.row.classes, line.classes);
        // A section is what the latest file says of it: a meeting that was moved is not held twice.
        (new.teachers, new.meetings) = (line.teachers, line.meetings);
        let same = old.is_some_and(|old| *old == new);
        if let Some(at) = found
            && self.seen.contains_key(&at)
            && !same
        {
            read.wrong(if read.is_blank("code") { "course" } else { "code" }, Code::Duplicate);
            return Outcome::Rejected(read.finish());
        }
        if new.teachers.is_empty() {
            tally.warn(record.line, Code::WithoutTeacher);
        }
        if new.meetings.is_empty() {
            tally.warn(record.line, Code::WithoutMeetings);
        }
        if line.rooms_left_out {
            tally.warn(record.line, Code::RoomsLeftOut);
        }
        match found {
            None => {
                let at = self.push(new);
                self.seen.insert(at, record.line);
                Outcome::Imported
            }
            Some(at) if self.seen.contains_key(&at) => Outcome::Repeated,
            Some(at) if same => {
                self.seen.insert(at, record.line);
                Outcome::Unchanged
            }
            Some(at) => {
                self.seen.insert(at, record.line);
                if let Some(old) = self.sections.get_mut(at) {
                    *old = new;
                }
                self.changed.insert(at);
                Outcome::Updated
            }
        }
    }

    fn read(&self, read: &mut RecordReader<'_>) -> Option<Line> {
        let named = self.organisations.known(read, "organisation")?;
        if let (Some(own), Some(named)) = (self.own, named)
            && own != named
        {
            read.wrong("organisation", Code::NotYours);
            return None;
        }
        let Some(college) = named.or(self.own) else {
            read.wrong("organisation", Code::Required);
            return None;
        };
        let term = self.term(read, college)?;
        let code = read.code("code", 100);
        let course = read.text("course", 200).map(|course| plain(&course));
        let course_code = read.code("course_code", 60);
        let classes = read.optional("classes", LONGEST_CLASSES);
        let teachers = self.teachers(read, college, term);
        let id = self.organisations.id(college);
        let runs_as = |day| self.calendars.teaching_day(OrganisationId(id), day).runs_as;
        let meetings = Held { term, clock: self.clocks.get(&id), runs_as }.read(read);
        let (course, classes, (meetings, rooms_left_out)) = (course?, classes?, meetings?);
        let code = code?.unwrap_or_else(|| {
            let classes = classes.as_deref().map(plain).unwrap_or_default();
            format!("{course} {classes}").trim_end().chars().take(200).collect()
        });
        Some(Line {
            term: term.id.0,
            code,
            course,
            course_code: course_code?,
            classes,
            teachers: teachers?,
            meetings,
            rooms_left_out,
        })
    }

    /// The term by its name, or by the name that year and term make together; where meetings tell dates and nothing
    /// names a term, the one of the first date.
    fn term(&self, read: &mut RecordReader<'_>, college: usize) -> Option<&TermLine> {
        let terms = self.terms.get(&college).map_or(&[][..], Vec::as_slice);
        if let Some(day) = meeting_cell::first_day(read).filter(|_| read.is_blank("term")) {
            let found = terms.iter().find(|line| line.term.week_of(day).is_some());
            if found.is_none() {
                read.wrong("meetings", Code::OutsideTerm);
            }
            return found;
        }
        let year = read.optional("academic_year", 60)?.map(|year| half_width(&plain(&year)));
        let term = read.text("term", 60).map(|term| half_width(&plain(&term)))?;
        let names = match year {
            Some(year) => {
                vec![term.clone(), format!("{year}-{term}"), format!("{year} {term}"), format!("{year}{term}")]
            }
            None => vec![term],
        };
        let found = names.iter().find_map(|name| terms.iter().find(|line| half_width(&line.name) == *name));
        if found.is_none() {
            read.wrong("term", Code::UnknownTerm);
        }
        found
    }

    /// Who teaches: by staff numbers, else by names that one person at the college has at that time.
    fn teachers(
        &self,
        read: &mut RecordReader<'_>,
        college: usize,
        line: &TermLine,
    ) -> Option<Vec<(i64, Option<i64>)>> {
        let names = read.optional("teachers", 1_000)?;
        let numbers = read.code("staff_numbers", 1_000)?;
        let list = |text: &Option<String>| several(text.as_deref().unwrap_or_default());
        let (names, numbers) = (list(&names), list(&numbers));
        if names.len().max(numbers.len()) > MOST_TEACHERS {
            read.wrong("teachers", Code::TooLarge);
            return None;
        }
        let by_number = !numbers.is_empty();
        let (field, given) = if by_number { ("staff_numbers", &numbers) } else { ("teachers", &names) };
        let mut teachers = Vec::new();
        for (place, text) in given.iter().enumerate() {
            let found = if by_number {
                self.teaching.numbered(college, text, &line.term)
            } else {
                self.teaching.named(college, text, &line.term)
            };
            match found {
                Ok(person) => {
                    // A number that belongs to someone of another name is a slip in one of the two.
                    let name = names.get(place).filter(|_| by_number && names.len() == numbers.len());
                    if name.is_some_and(|name| !self.teaching.has_name(person, name)) {
                        read.wrong("teachers", Code::Ambiguous);
                        return None;
                    }
                    let secondment = self.teaching.secondment(college, person, &line.term);
                    teachers.push((self.roster.id(person), secondment));
                }
                Err(code) => {
                    read.wrong(field, code);
                    return None;
                }
            }
        }
        teachers.sort_unstable();
        teachers.dedup();
        Some(teachers)
    }

    async fn store(self, conn: &impl ConnectionTrait) -> Result<()> {
        let allowed = self.import.allowed;
        let (mut new, mut old) = (Vec::new(), Vec::new());
        for (at, known) in self.sections.into_iter().enumerate() {
            if known.row.id == NEW {
                new.push(known);
            } else if self.changed.contains(&at) {
                let row = SectionRow { version: known.row.version + 1, ..known.row };
                old.push(Known { row, ..known });
            }
        }
        let changed: Vec<i64> = old.iter().map(|known| known.row.id).collect();
        store::change_sections(conn, allowed, old.iter().map(|known| known.row.clone()).collect()).await?;
        let ids = store::add_sections(conn, allowed, new.iter().map(|known| known.row.clone()).collect()).await?;
        for (known, id) in new.iter_mut().zip(ids) {
            known.row.id = id;
        }
        let (mut teachers, mut meetings) = (Vec::new(), Vec::new());
        for Known { row, teachers: its, meetings: its_meetings } in new.into_iter().chain(old) {
            let teacher = |(person_id, placement_id)| TeacherRow { section_id: row.id, person_id, placement_id };
            teachers.extend(its.into_iter().map(teacher));
            meetings.extend((1..).zip(its_meetings).map(|(number, SectionMeeting { meeting, room })| MeetingRow {
                section_id: row.id,
                number,
                weekday: i32::try_from(meeting.weekday.number_from_monday()).unwrap_or_default(),
                first_period: i32::from(meeting.first_period),
                last_period: i32::from(meeting.last_period),
                weeks: meeting.weeks.to_string(),
                room,
            }));
        }
        store::set_meetings(conn, allowed, &changed, teachers, meetings).await
    }
}

/// Names or numbers of one cell: also parted by commas, which no Chinese name has.
fn several(text: &str) -> Vec<String> {
    let one = |part: &str| plain(&half_width(part));
    let comma = |c: char| matches!(c, ',' | '，' | '、');
    parts(text).flat_map(|part| part.split(comma)).map(one).filter(|part| !part.is_empty()).collect()
}
