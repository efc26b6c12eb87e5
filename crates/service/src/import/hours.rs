//! Hours: entries of the log with who confirmed them. An entry that is logged already is no second one.
//!
//! The host attests hours; a file of the sending side, or of nobody's, adds what waits for that. Entries never
//! change by a file: people correct them on their pages.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use domain::{
    Code,
    hours::{EntryState, Kind, overlap},
};
use sea_orm::ConnectionTrait;

use super::{
    Import, Outcome, Tally,
    host_placements::{HostPlacements, Place},
    hour_line::{Line, Work},
    hour_rows::{Attested, New, store},
    organisations::Organisations,
    roster::Roster,
};
use crate::{
    failure::Result,
    guard::Reach,
    mapping::{Record, RecordReader},
    store::{
        hours::midnight,
        import::{self as stored, Circle, KnownEntry},
        text,
    },
};

struct Hours<'a> {
    import: Import<'a>,
    /// The organisation of an officer, as a place in the list.
    own: Option<usize>,
    organisations: Organisations,
    roster: Roster,
    placements: HostPlacements,
    /// What is logged, with what the file adds, by placement and day.
    logged: HashMap<(usize, NaiveDate), Vec<Logged>>,
    /// Minutes by person and day, at whatever host.
    minutes: HashMap<(i64, NaiveDate), i32>,
    /// Day and minute of now, by host.
    clocks: HashMap<usize, (NaiveDate, i32)>,
    new: Vec<New>,
}

/// An entry, and whether a row of the file was it.
#[derive(Debug)]
struct Logged {
    work: Work,
    state: EntryState,
    seen: bool,
}

pub(super) async fn import(conn: &impl ConnectionTrait, import: Import<'_>, tally: &mut Tally) -> Result<()> {
    let mut hours = Hours::load(conn, import).await?;
    let mut lines = Vec::with_capacity(import.records.len());
    for record in import.records {
        let mut read = record.reader();
        let line = Line::read(&mut read, &hours.organisations, &hours.roster, &hours.placements, hours.own);
        lines.push(match line {
            Some(line) if read.is_clean() => Ok(line),
            _ => Err(Outcome::Rejected(read.finish())),
        });
    }
    hours.meet_logged(conn, lines.iter().flatten()).await?;
    for (record, line) in import.records.iter().zip(lines) {
        let outcome = line.map_or_else(|outcome| outcome, |line| hours.take(record, line, tally));
        tally.count(outcome);
    }
    if import.stores(&tally.0) {
        store(conn, import, hours.new).await?;
    }
    Ok(())
}

impl<'a> Hours<'a> {
    async fn load(conn: &impl ConnectionTrait, import: Import<'a>) -> Result<Self> {
        let organisations = Organisations::load(conn, import).await?;
        let roster = Roster::load(conn, import, &organisations, Circle::Counterparts).await?;
        let placements = HostPlacements::load(conn, import, &organisations, &roster).await?;
        Ok(Self {
            import,
            own: organisations.own(import),
            organisations,
            roster,
            placements,
            logged: HashMap::new(),
            minutes: HashMap::new(),
            clocks: HashMap::new(),
            new: Vec::new(),
        })
    }

    /// Loads what the people of the file logged around its days.
    async fn meet_logged(&mut self, conn: &impl ConnectionTrait, lines: impl Iterator<Item = &Line>) -> Result<()> {
        let (mut people, mut days, mut touched) = (HashSet::new(), None, HashMap::new());
        for line in lines {
            let Some(place) = self.placements.get(line.placement) else { continue };
            people.insert(self.roster.id(place.person));
            touched.insert(place.id, line.placement);
            let day = line.work.day;
            let (first, last) = days.unwrap_or((day, day));
            days = Some((day.min(first), day.max(last)));
        }
        let Some((first, last)) = days else { return Ok(()) };
        let around = (first.pred_opt().unwrap_or(first), last.succ_opt().unwrap_or(last));
        let mut people: Vec<i64> = people.into_iter().collect();
        people.sort_unstable();
        for entry in stored::entries_of(conn, self.import.allowed, &people, around).await? {
            *self.minutes.entry((entry.person_id, entry.day)).or_default() += entry.minutes;
            if let Some(at) = touched.get(&entry.placement_id) {
                let state = text(&entry.state, EntryState::parse)?;
                let logged = Logged { work: work_of(entry)?, state, seen: false };
                self.logged.entry((*at, logged.work.day)).or_default().push(logged);
            }
        }
        Ok(())
    }

    fn take(&mut self, record: &Record, line: Line, tally: &mut Tally) -> Outcome {
        let mut read = record.reader();
        let known = self.logged.get_mut(&(line.placement, line.work.day)).map_or(&mut [][..], Vec::as_mut_slice);
        // A row that repeats an earlier one is that one, although it may be logged twice.
        let same = known.iter().position(|logged| logged.work == line.work);
        if let Some(logged) = same.and_then(|at| known.get_mut(at)) {
            if line.state.is_some_and(|state| state != logged.state) && !logged.seen {
                tally.warn(record.line, Code::StateNotTaken);
            }
            return if std::mem::replace(&mut logged.seen, true) { Outcome::Repeated } else { Outcome::Unchanged };
        }
        match self.add(&mut read, line, record.line, tally) {
            Some(()) => Outcome::Imported,
            None => Outcome::Rejected(read.finish()),
        }
    }

    fn add(&mut self, read: &mut RecordReader<'_>, line: Line, row: u32, tally: &mut Tally) -> Option<()> {
        let place = *self.placements.get(line.placement)?;
        let state = self.state(read, &place, &line, row, tally)?;
        let work = &line.work;
        if !place.state.takes_hours() {
            read.wrong(if read.is_blank("placement") { "day" } else { "placement" }, Code::TakesNoHours);
        } else if !place.covers(work.day) {
            read.wrong("day", Code::OutsidePlacement);
        } else if !Kind::of(place.direction).contains(&work.kind) {
            read.wrong("kind", Code::WrongKind);
        }
        let zone = self.organisations.zone(place.hosting);
        let (today, minute) = *self.clocks.entry(place.hosting).or_insert_with(|| self.import.ctx.clock(zone));
        let begins_later = work.day == today && work.span.is_some_and(|(from, _)| from > minute);
        if work.day > today || begins_later {
            read.wrong("day", Code::InFuture);
        }
        if let Some(day) = line.confirmed_on {
            if day > today {
                read.wrong("confirmed_on", Code::InFuture);
            } else if day < work.day {
                read.wrong("confirmed_on", Code::EndBeforeStart);
            }
        }
        let person = self.roster.id(place.person);
        let length = if work.span.is_some() { "to" } else { "time" };
        let length = if read.is_blank(length) { "minutes" } else { length };
        let spent = self.minutes.get(&(person, work.day)).copied().unwrap_or_default();
        if spent + work.minutes > 1440 {
            read.wrong(length, Code::OverTwentyFourHours);
        } else if self.overlaps(line.placement, work) {
            read.wrong(if read.is_blank(length) { "time" } else { length }, Code::OverlapsEntry);
        }
        if !read.is_clean() {
            return None;
        }
        *self.minutes.entry((person, work.day)).or_default() += work.minutes;
        let logged = Logged { work: work.clone(), state, seen: true };
        self.logged.entry((line.placement, work.day)).or_default().push(logged);
        let zone = zone.to_owned();
        let attested = Attested { by: line.confirmed_by, on: line.confirmed_on, zone };
        self.new.push(New { placement: place.id, person, work: line.work, state, attested });
        Some(())
    }

    /// The state in which an entry comes in. The host attests; the sending side drafts; nobody attests what
    /// they worked themselves.
    fn state(
        &self,
        read: &mut RecordReader<'_>,
        place: &Place,
        line: &Line,
        row: u32,
        tally: &mut Tally,
    ) -> Option<EntryState> {
        let given = match line.state {
            Some(EntryState::Returned) => {
                tally.warn(row, Code::StateNotTaken);
                Some(EntryState::Draft)
            }
            given => given,
        };
        let Reach::Organisation { officer, .. } = **self.import.allowed else {
            return Some(given.unwrap_or(EntryState::Draft));
        };
        if self.own != Some(place.hosting) {
            if given.is_some_and(|state| state != EntryState::Draft) {
                tally.warn(row, Code::StateNotTaken);
            }
            return Some(EntryState::Draft);
        }
        if self.roster.id(place.person) == officer.0 || given == Some(EntryState::Draft) {
            // Drafts are the participant's own, whom the host does not write for.
            read.wrong(if read.is_blank("state") { "day" } else { "state" }, Code::NotYours);
            return None;
        }
        Some(given.unwrap_or(EntryState::Submitted))
    }

    /// Whether the time lies over that of another entry of the placement.
    fn overlaps(&self, placement: usize, work: &Work) -> bool {
        let Some(span) = work.span else { return false };
        let days = [work.day.pred_opt(), Some(work.day), work.day.succ_opt()];
        let around = days.into_iter().flatten().filter_map(|day| self.logged.get(&(placement, day)));
        around
            .flatten()
            .any(|other| other.work.span.is_some_and(|theirs| overlap((other.work.day, theirs), (work.day, span))))
    }
}

fn work_of(entry: KnownEntry) -> Result<Work> {
    let midnight = midnight(entry.day);
    let relative = |minute: i64| i32::try_from(minute - midnight).unwrap_or_default();
    Ok(Work {
        day: entry.day,
        minutes: entry.minutes,
        span: entry.from_minute.zip(entry.to_minute).map(|(from, to)| (relative(from), relative(to))),
        kind: text(&entry.kind, Kind::parse)?,
        course: entry.course,
        section: entry.section,
        note: entry.note,
    })
}
