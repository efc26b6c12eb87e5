//! Credentials of people: one is known by its holder, type and number. Who saw the original is taken over from
//! a file of the community only.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{Code, credential::lapses_on, organisation::DEFAULT_ZONE};
use sea_orm::ConnectionTrait;

use super::{
    Import, Outcome, Tally,
    hour_rows::noon,
    named_person::NamedPerson,
    organisations::Organisations,
    put_some,
    roster::{Employer, Roster},
};
use crate::{
    failure::Result,
    mapping::{Record, RecordReader},
    store::import::{self as store, Circle, CredentialRow, NEW},
    tabular::half_width,
};

struct Credentials<'a> {
    import: Import<'a>,
    own: Option<usize>,
    organisations: Organisations,
    roster: Roster,
    types: HashSet<String>,
    /// Types by their names in half width, where one type has the name.
    named_types: HashMap<String, Option<String>>,
    rows: Vec<CredentialRow>,
    known: HashMap<(i64, String, Option<String>), usize>,
    seen: HashSet<usize>,
    changed: HashSet<usize>,
}

/// A row that is right in itself.
struct Line {
    person: usize,
    type_code: String,
    number: Option<String>,
    issuer: Option<String>,
    issued_on: Option<NaiveDate>,
    expires_on: Option<NaiveDate>,
    review_on: Option<NaiveDate>,
    verified: Option<(String, Option<NaiveDate>)>,
}

pub(super) async fn import(conn: &impl ConnectionTrait, import: Import<'_>, tally: &mut Tally) -> Result<()> {
    let mut credentials = Credentials::load(conn, import).await?;
    for record in import.records {
        let outcome = credentials.take(record, tally);
        tally.count(outcome);
    }
    if import.stores(&tally.0) {
        let (new, changed) = credentials.written();
        store::change_credentials(conn, import.allowed, changed).await?;
        store::add_credentials(conn, import.allowed, new).await?;
    }
    Ok(())
}

impl<'a> Credentials<'a> {
    async fn load(conn: &impl ConnectionTrait, import: Import<'a>) -> Result<Self> {
        let organisations = Organisations::load(conn, import).await?;
        let roster = Roster::load(conn, import, &organisations, Circle::Employed).await?;
        let (mut types, mut named_types) = (HashSet::new(), HashMap::new());
        for row in store::credential_types(conn).await? {
            named_types
                .entry(half_width(&row.name))
                .and_modify(|code| *code = None)
                .or_insert_with(|| Some(row.code.clone()));
            types.insert(row.code);
        }
        let mut credentials = Self {
            import,
            own: organisations.own(import),
            organisations,
            roster,
            types,
            named_types,
            rows: Vec::new(),
            known: HashMap::new(),
            seen: HashSet::new(),
            changed: HashSet::new(),
        };
        for row in store::credentials(conn, import.allowed).await? {
            credentials.push(row);
        }
        Ok(credentials)
    }

    fn push(&mut self, row: CredentialRow) -> usize {
        let at = self.rows.len();
        self.known.entry((row.person_id, row.type_code.clone(), row.number.clone())).or_insert(at);
        self.rows.push(row);
        at
    }

    fn take(&mut self, record: &Record, tally: &mut Tally) -> Outcome {
        let mut read = record.reader();
        let line = self.read(&mut read);
        let (Some(line), true) = (line, read.is_clean()) else {
            return Outcome::Rejected(read.finish());
        };
        let person_id = self.roster.id(line.person);
        let key = (person_id, line.type_code.clone(), line.number.clone());
        let known = self.known.get(&key).copied();
        let old = known.and_then(|at| self.rows.get(at));
        let mut row = old.cloned().unwrap_or_else(|| CredentialRow {
            id: NEW,
            person_id,
            type_code: line.type_code,
            number: line.number,
            issuer: None,
            issued_on: None,
            expires_on: None,
            review_on: None,
            lapses_on: None,
            verified_by: None,
            verified_at: None,
            version: 1,
            created_at: self.import.ctx.now(),
        });
        put_some(&mut row.issuer, line.issuer);
        put_some(&mut row.issued_on, line.issued_on);
        put_some(&mut row.expires_on, line.expires_on);
        put_some(&mut row.review_on, line.review_on);
        row.lapses_on = lapses_on(row.expires_on, row.review_on);
        let says_more = old.is_none_or(|old| row != *old);
        if says_more {
            // What was verified was the former text.
            (row.verified_by, row.verified_at) = (None, None);
        }
        match (&line.verified, self.own) {
            (Some((by, on)), None) if row.verified_by.as_deref().map(signer) != Some(by) => {
                row.verified_by = Some(by.clone());
                row.verified_at = Some(self.verified_at(*on));
            }
            (Some(_), Some(_)) if row.verified_by.is_none() => tally.warn(record.line, Code::StateNotTaken),
            _ => {}
        }
        if let Some((issued, last)) = row.issued_on.zip(row.lapses_on)
            && last < issued
        {
            let field = if row.expires_on == Some(last) { "expires_on" } else { "review_on" };
            read.wrong(field, Code::EndBeforeStart);
        }
        let same = old.is_some_and(|old| row == *old);
        if let Some(at) = known
            && self.seen.contains(&at)
            && !same
        {
            read.wrong("number", Code::Duplicate);
        }
        if !read.is_clean() {
            return Outcome::Rejected(read.finish());
        }
        match known {
            None => {
                let at = self.push(row);
                self.seen.insert(at);
                Outcome::Imported
            }
            Some(at) if !self.seen.insert(at) => Outcome::Repeated,
            Some(_) if same => Outcome::Unchanged,
            Some(at) => {
                if let Some(old) = self.rows.get_mut(at) {
                    *old = row;
                }
                self.changed.insert(at);
                Outcome::Updated
            }
        }
    }

    fn read(&self, read: &mut RecordReader<'_>) -> Option<Line> {
        let organisation = self.organisations.known(read, "organisation")?;
        if let (Some(own), Some(organisation)) = (self.own, organisation)
            && own != organisation
        {
            read.wrong("organisation", Code::NotYours);
            return None;
        }
        let employer = organisation.or(self.own).map_or(Employer::Anyone, Employer::Of);
        let named = NamedPerson::read(read);
        let person = named.and_then(|named| named.find(read, &self.roster, employer));
        let today = self.organisations.today(self.import, self.own);
        if let Some((own, person)) = self.own.zip(person)
            && !self.roster.is_employed(own, person, today)
        {
            // Who has left is looked after by the employer of today.
            read.wrong("person", Code::NotYours);
        }
        let type_code = self.type_code(read);
        let number = read.code("number", 100);
        let issuer = read.optional("issuer", 200);
        let (issued_on, expires_on) = (read.optional_day("issued_on"), read.optional_day("expires_on"));
        let (review_on, verified_on) = (read.optional_day("review_on"), read.optional_day("verified_on"));
        let verified_by = read.optional("verified_by", 100);
        for (field, day) in [("issued_on", issued_on), ("verified_on", verified_on)] {
            if day.flatten().is_some_and(|day| day > today) {
                read.wrong(field, Code::InFuture);
            }
        }
        let (verified_by, verified_on) = (verified_by?, verified_on?);
        if verified_by.is_none() && verified_on.is_some() {
            read.wrong("verified_by", Code::Required);
        }
        Some(Line {
            person: person?,
            type_code: type_code?,
            number: number?,
            issuer: issuer?,
            issued_on: issued_on?,
            expires_on: expires_on?,
            review_on: review_on?,
            verified: verified_by.map(|by| (by, verified_on)),
        })
    }

    /// The type by its code in the catalogue, or by its name.
    fn type_code(&self, read: &mut RecordReader<'_>) -> Option<String> {
        let code = read.parsed("type_code", |text| Ok(text.to_owned()))?;
        if self.types.contains(&code) {
            return Some(code);
        }
        match self.named_types.get(&code) {
            Some(Some(code)) => Some(code.clone()),
            Some(None) => {
                read.wrong("type_code", Code::Ambiguous);
                None
            }
            None => {
                read.wrong("type_code", Code::UnknownValue);
                None
            }
        }
    }

    fn verified_at(&self, on: Option<NaiveDate>) -> DateTime<Utc> {
        let now = self.import.ctx.now();
        on.map_or(now, |day| noon(day, DEFAULT_ZONE).min(now))
    }

    /// What is new, and what changed.
    fn written(self) -> (Vec<CredentialRow>, Vec<CredentialRow>) {
        let changed = |at: &usize| self.changed.contains(at);
        let (mut new, mut old) = (Vec::new(), Vec::new());
        for (at, row) in self.rows.into_iter().enumerate() {
            if row.id == NEW {
                new.push(row);
            } else if changed(&at) {
                old.push(CredentialRow { version: row.version + 1, ..row });
            }
        }
        (new, old)
    }
}

/// The name of who verified, without the address behind it.
fn signer(by: &str) -> &str {
    by.split(" <").next().unwrap_or_default()
}
