//! Placements. One that has a reference of its own is known by it and can be changed by a later file; any
//! other is what its key fields say, so that a file of payments makes one placement of many rows.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use domain::{
    Code,
    person::Profile,
    placement::{Deed, Direction, Load, State, check_kinds},
};
use sea_orm::ConnectionTrait;

use super::{
    Import, Outcome, Tally,
    host_placements::keys_of_drafted,
    organisations::Organisations,
    placement_line::{Line, Who},
    placement_row::{blank, deed_of, edited, state_on},
    reference,
    roster::Roster,
};
use crate::{
    failure::Result,
    mapping::{Record, RecordReader},
    store::import::{self as store, Circle, KnownPlacement, PlacementRow},
};

struct Placements<'a> {
    import: Import<'a>,
    /// The organisation that is a side of every placement of the file, if there must be one.
    own: Option<usize>,
    organisations: Organisations,
    roster: Roster,
    /// Stored placements by what identifies them.
    known: HashMap<String, KnownPlacement>,
    /// Those that rows name by reference, whole.
    named: HashMap<i64, PlacementRow>,
    with_hours: HashMap<i64, (NaiveDate, NaiveDate)>,
    /// When people are away already, by person.
    stays: HashMap<usize, Vec<Stay>>,
    /// What this file says, by what identifies it.
    seen: HashMap<String, Seen>,
    new: Vec<NewPlacement>,
    changed: BTreeMap<i64, PlacementRow>,
}

/// A placement that takes up days of its person.
#[derive(Clone, Copy, Debug)]
struct Stay {
    /// Of a stored placement its identifier, of a new one a negative number of its own.
    tag: i64,
    first_day: NaiveDate,
    last_day: NaiveDate,
    load: Load,
}

/// A placement that an earlier row of the file made or named.
#[derive(Clone, Copy, Debug)]
enum Seen {
    New(usize),
    Known,
}

/// A placement to be added; the row lacks its identifiers until those are stored.
#[derive(Debug)]
struct NewPlacement {
    row: PlacementRow,
    person: usize,
    sending: usize,
    hosting: usize,
    mentor: Option<usize>,
}

pub(super) async fn import(conn: &impl ConnectionTrait, import: Import<'_>, tally: &mut Tally) -> Result<()> {
    let mut placements = Placements::load(conn, import).await?;
    for record in import.records {
        let outcome = placements.take(record, tally);
        tally.count(outcome);
    }
    if import.stores(&tally.0) {
        placements.store(conn).await?;
    }
    Ok(())
}

impl<'a> Placements<'a> {
    async fn load(conn: &impl ConnectionTrait, import: Import<'a>) -> Result<Self> {
        let organisations = Organisations::load(conn, import).await?;
        let roster = Roster::load(conn, import, &organisations, Circle::Counterparts).await?;
        let own = organisations.own(import);
        let mut placements = Self {
            import,
            own,
            organisations,
            roster,
            known: HashMap::new(),
            named: HashMap::new(),
            with_hours: HashMap::new(),
            stays: HashMap::new(),
            seen: HashMap::new(),
            new: Vec::new(),
            changed: BTreeMap::new(),
        };
        let people = placements.roster.places();
        let mut keys: HashMap<i64, String> = keys_of_drafted(conn, import).await?.into_iter().collect();
        for row in store::known_placements(conn, import.allowed).await? {
            if let (Some(person), Some(load)) = (people.get(&row.person_id), Load::parse(&row.load))
                && State::parse(&row.state).is_some_and(State::occupies)
            {
                let stay = Stay { tag: row.id, first_day: row.first_day, last_day: row.last_day, load };
                placements.stays.entry(*person).or_default().push(stay);
            }
            if let Some(key) = row.import_key.clone().or_else(|| keys.remove(&row.id)) {
                // Under the own references too, which are kept with a mark of whose they are.
                if let Some(own) = import.own().and_then(|own| reference::unmarked(own, &key)) {
                    placements.known.insert(own.to_owned(), row.clone());
                }
                placements.known.entry(key).or_insert(row);
            }
        }
        let named = import.records.iter().filter_map(|record| record.reader().code("reference", 100).flatten());
        let ids: Vec<i64> = named.filter_map(|reference| Some(placements.known.get(&reference)?.id)).collect();
        let rows = store::placements(conn, import.allowed, &ids).await?;
        placements.named = rows.into_iter().map(|row| (row.id, row)).collect();
        placements.with_hours = store::days_with_hours(conn, import.allowed, &ids).await?;
        Ok(placements)
    }

    fn take(&mut self, record: &Record, tally: &mut Tally) -> Outcome {
        let mut read = record.reader();
        let line = Line::read(&mut read, self.import, &self.organisations, &self.roster);
        let (Some(line), true) = (line, read.is_clean()) else {
            return Outcome::Rejected(read.finish());
        };
        if let Some(own) = self.own
            && line.side_of(own).is_none()
        {
            read.wrong("sending", Code::NotYours);
            return Outcome::Rejected(read.finish());
        }
        let key = line.reference.clone().unwrap_or_else(|| record.key());
        let outcome = match (self.seen.get(&key).copied(), self.known.get(&key)) {
            (Some(_), _) if line.reference.is_none() => Some(Outcome::Repeated),
            (Some(Seen::New(at)), _) => self.repeat(&mut read, at, &line),
            (seen, Some(known)) => {
                let id = known.id;
                self.meet(&mut read, id, &line, seen.is_some(), record.line, tally)
            }
            (_, None) => self.add(&mut read, line, &key, record.line, tally),
        };
        match outcome {
            Some(outcome) => {
                self.seen.entry(key).or_insert(Seen::Known);
                outcome
            }
            None => Outcome::Rejected(read.finish()),
        }
    }

    /// A row with the reference of an earlier one says the same, or is refused.
    fn repeat(&self, read: &mut RecordReader<'_>, at: usize, line: &Line) -> Option<Outcome> {
        let new = self.new.get(at)?;
        let same = line.person.known() == Some(new.person)
            && line.sending.known() == Some(new.sending)
            && line.hosting.known() == Some(new.hosting)
            && line.direction.as_str() == new.row.direction
            && (line.mentor.is_none() || line.mentor == new.mentor)
            && edited(&new.row, line, None) == new.row;
        if !same {
            read.wrong("reference", Code::Duplicate);
        }
        same.then_some(Outcome::Repeated)
    }

    /// A row about a stored placement.
    fn meet(
        &mut self,
        read: &mut RecordReader<'_>,
        id: i64,
        line: &Line,
        seen: bool,
        row: u32,
        tally: &mut Tally,
    ) -> Option<Outcome> {
        let same = if seen { Outcome::Repeated } else { Outcome::Unchanged };
        let Some(old) = self.changed.get(&id).or_else(|| self.named.get(&id)) else {
            // It is known by its key alone, so that the row says nothing new.
            return Some(same);
        };
        let person = line.person.known().filter(|at| self.roster.id(*at) == old.person_id);
        let sending = line.sending.known().filter(|at| self.organisations.id(*at) == old.sending_id);
        let hosting = line.hosting.known().filter(|at| self.organisations.id(*at) == old.hosting_id);
        let (Some(person), Some(_), Some(_), true) =
            (person, sending, hosting, line.direction.as_str() == old.direction)
        else {
            read.wrong("reference", Code::Duplicate);
            return None;
        };
        let new = edited(old, line, line.mentor.map(|at| self.roster.id(at)));
        if new == *old {
            return Some(same);
        }
        if seen {
            read.wrong("reference", Code::Duplicate);
            return None;
        }
        // What both sides have seen, one side alone does not change.
        if self.own.is_some() && old.state != State::Draft.as_str() {
            read.wrong("reference", Code::NotADraft);
            return None;
        }
        if let Some((first, last)) = self.with_hours.get(&id) {
            if *first < new.first_day {
                read.wrong("first_day", Code::OutsidePlacement);
            }
            if *last > new.last_day {
                read.wrong("last_day", Code::OutsidePlacement);
            }
        }
        let occupies = State::parse(&old.state).is_some_and(State::occupies);
        let load = Load::parse(&new.load).unwrap_or(Load::Unknown);
        let stay = Stay { tag: id, first_day: new.first_day, last_day: new.last_day, load };
        if !read.is_clean() || (occupies && !self.stay(read, person, stay, row, tally)) {
            return None;
        }
        self.changed.insert(id, new);
        Some(Outcome::Updated)
    }

    /// A row about a placement that nobody knows yet.
    fn add(
        &mut self,
        read: &mut RecordReader<'_>,
        line: Line,
        key: &str,
        row: u32,
        tally: &mut Tally,
    ) -> Option<Outcome> {
        let own_side = self.own.and_then(|own| line.side_of(own));
        let state = match own_side {
            None => {
                let zone = self.organisations.zone(line.hosting.known().unwrap_or(usize::MAX));
                line.state.unwrap_or_else(|| state_on(self.import.ctx.today(zone), &line))
            }
            Some(_) => {
                self.check_draft(read, &line)?;
                if line.state.is_some_and(|state| state != State::Draft) {
                    tally.warn(row, Code::StateNotTaken);
                }
                State::Draft
            }
        };
        let at = self.new.len();
        let stay = Stay {
            tag: i64::try_from(at).map_or(i64::MIN, |at| -1 - at),
            first_day: line.first_day,
            last_day: line.last_day,
            load: line.load.unwrap_or(Load::Unknown),
        };
        if let Some(person) = line.person.known()
            && state.occupies()
            && !self.stay(read, person, stay, row, tally)
        {
            return None;
        }
        let mut placement = edited(&blank(line.direction, self.import), &line, None);
        placement.import_key = Some(match self.import.own() {
            Some(own) => reference::marked(own, key),
            None => key.to_owned(),
        });
        if let Some(side) = own_side {
            side.as_str().clone_into(&mut placement.drafted_by);
        }
        state.as_str().clone_into(&mut placement.state);
        let agreed = matches!(state, State::Approved | State::Active | State::Completed | State::Terminated);
        placement.sending_approved = agreed || state == State::Submitted;
        placement.hosting_approved = agreed;
        let sending = self.organisations.settle(line.sending);
        let hosting = self.organisations.settle(line.hosting);
        let (person, is_new) = match line.person {
            Who::Known(at) => (at, false),
            Who::New { reference, name } => {
                (self.roster.add_person(name.unwrap_or_default(), None, Some(reference)), true)
            }
        };
        if is_new || (self.import.creates_people() && line.by_reference) {
            let profile = match line.direction {
                Direction::EnterprisePractice => Profile::Teacher,
                Direction::TeachingSecondment => Profile::Engineer,
            };
            self.roster.ensure_job(person, sending, profile);
        }
        if is_new && state.occupies() {
            self.stays.entry(person).or_default().push(stay);
        }
        self.new.push(NewPlacement { row: placement, person, sending, hosting, mentor: line.mentor });
        self.seen.insert(key.to_owned(), Seen::New(at));
        Some(Outcome::Imported)
    }

    /// What people may draft: two members of the kinds that go with the direction.
    fn check_draft(&self, read: &mut RecordReader<'_>, line: &Line) -> Option<()> {
        let (sending, hosting) = (line.sending.known()?, line.hosting.known()?);
        for (field, at) in [("sending", sending), ("hosting", hosting)] {
            if !self.organisations.is_active(at) {
                read.wrong(field, Code::UnknownOrganisation);
            }
        }
        let kinds = self.organisations.kind(sending).zip(self.organisations.kind(hosting));
        let (sending, hosting) = kinds?;
        if let Err(code) = check_kinds(line.direction, sending, hosting) {
            read.wrong(if code == Code::WrongSenderKind { "sending" } else { "hosting" }, code);
        }
        read.is_clean().then_some(())
    }

    /// Keeps days for a placement, in place of those that it had; two full-time ones cannot share a day.
    fn stay(&mut self, read: &mut RecordReader<'_>, person: usize, stay: Stay, row: u32, tally: &mut Tally) -> bool {
        let stays = self.stays.entry(person).or_default();
        let shared = |other: &&Stay| {
            other.tag != stay.tag && other.first_day <= stay.last_day && stay.first_day <= other.last_day
        };
        let mut unknown = 0;
        for other in stays.iter().filter(shared) {
            match (other.load, stay.load) {
                (Load::FullTime, Load::FullTime) => {
                    read.wrong("first_day", Code::Overlap);
                    return false;
                }
                (Load::Unknown, _) | (_, Load::Unknown) => unknown += 1,
                _ => {}
            }
        }
        for _ in 0..unknown {
            tally.warn(row, Code::OverlapUnknownLoad);
        }
        stays.retain(|other| other.tag != stay.tag);
        stays.push(stay);
        true
    }

    async fn store(&mut self, conn: &impl ConnectionTrait) -> Result<()> {
        let allowed = self.import.allowed;
        self.organisations.store(conn, self.import).await?;
        self.roster.store(conn, self.import, &self.organisations).await?;
        let new = self.new.iter().map(|new| PlacementRow {
            person_id: self.roster.id(new.person),
            sending_id: self.organisations.id(new.sending),
            hosting_id: self.organisations.id(new.hosting),
            mentor_id: new.mentor.map(|at| self.roster.id(at)),
            ..new.row.clone()
        });
        let new: Vec<_> = new.collect();
        let states: Vec<_> = new.iter().filter_map(|row| State::parse(&row.state)).collect();
        // Those that change make room for those that are new.
        let changed = self.changed.values();
        let changed = changed.map(|row| PlacementRow { version: row.version + 1, ..row.clone() }).collect();
        store::change_placements(conn, allowed, changed).await?;
        let ids = store::add_placements(conn, allowed, new).await?;
        let mut deeds: Vec<_> = ids.into_iter().zip(states).map(|(id, state)| (id, deed_of(state), state)).collect();
        deeds.extend(self.changed.values().filter_map(|row| Some((row.id, Deed::Edit, State::parse(&row.state)?))));
        store::note(conn, allowed, self.import.ctx, &deeds).await
    }
}
