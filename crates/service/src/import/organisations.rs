//! Member organisations: known by the file's own reference, by a code, or by name.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Code,
    organisation::{DEFAULT_ZONE, OrganisationKind},
    registration::{check_credit_code, check_moe_code},
};
use sea_orm::ConnectionTrait;

use super::{Import, Outcome, Tally, plain, put, put_some};
use crate::{
    failure::Result,
    mapping::{Record, RecordReader},
    store::import::{self as store, NEW, OrganisationRow},
};

/// The longest name of an organisation, in characters.
const LONGEST_NAME: usize = 200;

/// The members, with those that the file adds behind them. An organisation is its place in this list.
#[derive(Debug)]
pub(super) struct Organisations {
    rows: Vec<OrganisationRow>,
    index: HashMap<(Key, String), usize>,
    seen: HashSet<usize>,
    changed: BTreeSet<usize>,
    now: DateTime<Utc>,
}

/// By what an organisation is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Key {
    Reference,
    MoeCode,
    CreditCode,
    Name,
}

impl Key {
    const ALL: [Self; 4] = [Self::Reference, Self::MoeCode, Self::CreditCode, Self::Name];

    const fn field(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::MoeCode => "moe_code",
            Self::CreditCode => "credit_code",
            Self::Name => "name",
        }
    }

    fn of(self, row: &OrganisationRow) -> Option<String> {
        match self {
            Self::Reference => row.reference.clone(),
            Self::MoeCode => row.moe_code.clone(),
            Self::CreditCode => row.credit_code.clone(),
            Self::Name => Some(plain(&row.name)),
        }
    }
}

/// An organisation that a row names in passing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A known one.
    Known(usize),
    /// One that the mapping allows to be created.
    New {
        /// Its name.
        name: String,
        /// What it is.
        kind: OrganisationKind,
    },
}

impl Named {
    /// Whether both are the same organisation.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(one), Self::Known(other)) => one == other,
            (Self::New { name: one, .. }, Self::New { name: other, .. }) => one == other,
            _ => false,
        }
    }

    /// The known one.
    pub(super) const fn known(&self) -> Option<usize> {
        match self {
            Self::Known(at) => Some(*at),
            Self::New { .. } => None,
        }
    }
}

pub(super) async fn import(conn: &impl ConnectionTrait, import: Import<'_>, tally: &mut Tally) -> Result<()> {
    let mut organisations = Organisations::load(conn, import).await?;
    for record in import.records {
        tally.count(organisations.take(record));
    }
    if import.stores(&tally.0) {
        organisations.store(conn, import).await?;
    }
    Ok(())
}

impl Organisations {
    pub(super) async fn load(conn: &impl ConnectionTrait, import: Import<'_>) -> Result<Self> {
        let rows = store::organisations(conn, import.allowed).await?;
        let mut organisations = Self {
            rows: Vec::new(),
            index: HashMap::new(),
            seen: HashSet::new(),
            changed: BTreeSet::new(),
            now: import.ctx.now(),
        };
        for row in rows {
            organisations.push(row);
        }
        Ok(organisations)
    }

    fn push(&mut self, row: OrganisationRow) -> usize {
        let at = self.rows.len();
        for key in Key::ALL {
            if let Some(value) = key.of(&row) {
                self.index.entry((key, value)).or_insert(at);
            }
        }
        self.rows.push(row);
        at
    }

    /// Reads an organisation that a row names in passing: by name, the file's reference or a code.
    pub(super) fn named(
        &self,
        read: &mut RecordReader<'_>,
        import: Import<'_>,
        field: &str,
        missing: Code,
    ) -> Option<Named> {
        let name = plain(&read.text_or(field, LONGEST_NAME, missing)?);
        if let Some(at) = self.find(&name) {
            return Some(Named::Known(at));
        }
        if !import.creates_organisation(field) {
            read.wrong(field, Code::UnknownOrganisation);
            return None;
        }
        let kind = read.choice(crate::mapping::kind_field(field)?, OrganisationKind::parse)?;
        Some(Named::New { name, kind })
    }

    fn find(&self, text: &str) -> Option<usize> {
        let by = |key, value: String| self.index.get(&(key, value)).copied();
        by(Key::Name, text.to_owned())
            .or_else(|| by(Key::Reference, text.to_owned()))
            .or_else(|| by(Key::MoeCode, check_moe_code(text).ok()?))
            .or_else(|| by(Key::CreditCode, check_credit_code(text).ok()?))
    }

    /// The place of an organisation, which is added when it is new.
    pub(super) fn settle(&mut self, named: Named) -> usize {
        match named {
            Named::Known(at) => at,
            // An earlier row may have added it; it keeps the kind it was first given.
            Named::New { name, kind } => match self.find(&name) {
                Some(at) => at,
                None => self.push(blank(kind, name, self.now)),
            },
        }
    }

    /// The identifier of an organisation; [`NEW`] before it is stored.
    pub(super) fn id(&self, at: usize) -> i64 {
        self.rows.get(at).map_or(NEW, |row| row.id)
    }

    /// The zone in which its days are judged.
    pub(super) fn zone(&self, at: usize) -> &str {
        self.rows.get(at).map_or(DEFAULT_ZONE, |row| &row.zone)
    }

    /// What it is, if that is known.
    pub(super) fn kind(&self, at: usize) -> Option<OrganisationKind> {
        self.rows.get(at).and_then(|row| OrganisationKind::parse(&row.kind))
    }

    /// Whether it is a member now.
    pub(super) fn is_active(&self, at: usize) -> bool {
        self.rows.get(at).is_some_and(|row| row.active)
    }

    /// The place of the organisation to which the import is confined, if to one.
    pub(super) fn own(&self, import: Import<'_>) -> Option<usize> {
        let own = import.own()?;
        self.rows.iter().position(|row| row.id == own.0)
    }

    /// Today at an organisation, or where the community is.
    pub(super) fn today(&self, import: Import<'_>, at: Option<usize>) -> NaiveDate {
        import.ctx.today(at.map_or(DEFAULT_ZONE, |at| self.zone(at)))
    }

    /// Reads a known organisation that a row may name in passing: `Some(None)` when it names none.
    pub(super) fn known(&self, read: &mut RecordReader<'_>, field: &str) -> Option<Option<usize>> {
        let Some(name) = read.optional(field, LONGEST_NAME)? else { return Some(None) };
        let found = self.find(&plain(&name));
        if found.is_none() {
            read.wrong(field, Code::UnknownOrganisation);
        }
        found.map(Some)
    }

    /// The places of the stored organisations by identifier.
    pub(super) fn places(&self) -> HashMap<i64, usize> {
        self.rows.iter().enumerate().map(|(at, row)| (row.id, at)).collect()
    }

    /// Stores what is new and what changed.
    pub(super) async fn store(&mut self, conn: &impl ConnectionTrait, import: Import<'_>) -> Result<()> {
        if self.changed.is_empty() && self.rows.iter().all(|row| row.id != NEW) {
            return Ok(());
        }
        let lists = import.lists()?;
        let changed = self.changed.iter().filter_map(|at| self.rows.get(*at)).filter(|row| row.id != NEW);
        let changed = changed.map(|row| OrganisationRow { version: row.version + 1, ..row.clone() }).collect();
        store::change_organisations(conn, lists, changed).await?;
        let new: Vec<_> = self.rows.iter().filter(|row| row.id == NEW).cloned().collect();
        let ids = store::add_organisations(conn, lists, new).await?;
        for (row, id) in self.rows.iter_mut().filter(|row| row.id == NEW).zip(ids) {
            row.id = id;
        }
        Ok(())
    }

    fn take(&mut self, record: &Record) -> Outcome {
        let mut read = record.reader();
        let name = read.text("name", LONGEST_NAME).map(|name| plain(&name));
        let kind = read.choice("kind", OrganisationKind::parse);
        let reference = read.optional("reference", 100).flatten();
        let name_en = read.optional("name_en", LONGEST_NAME).flatten();
        let moe_code = read.optional_parsed("moe_code", check_moe_code).flatten();
        let credit_code = read.optional_parsed("credit_code", check_credit_code).flatten();
        let province = read.optional("province", 60).flatten();
        let city = read.optional("city", 60).flatten();
        let zone = read.optional_parsed("zone", |zone| match zone.parse::<chrono_tz::Tz>() {
            Ok(_) => Ok(zone.to_owned()),
            Err(_) => Err(Code::UnknownZone),
        });
        let (Some(name), Some(kind), true) = (name, kind, read.is_clean()) else {
            return Outcome::Rejected(read.finish());
        };
        let given = OrganisationRow { reference, moe_code, credit_code, ..blank(kind, name, self.now) };
        let found = Key::ALL.into_iter().find_map(|key| {
            let at = self.index.get(&(key, key.of(&given)?))?;
            Some((key, *at))
        });
        let mut row = match found.and_then(|(_, at)| self.rows.get(at)) {
            Some(row) => row.clone(),
            None => given.clone(),
        };
        let old = row.clone();
        // A name that differs in blanks only is no other name.
        if plain(&row.name) != given.name {
            row.name.clone_from(&given.name);
        }
        row.kind.clone_from(&given.kind);
        put_some(&mut row.reference, given.reference);
        put_some(&mut row.moe_code, given.moe_code);
        put_some(&mut row.credit_code, given.credit_code);
        put_some(&mut row.name_en, name_en);
        put_some(&mut row.province, province);
        put_some(&mut row.city, city);
        put(&mut row.zone, zone.flatten());
        for key in Key::ALL {
            let holder = key.of(&row).and_then(|value| self.index.get(&(key, value)).copied());
            if holder.is_some_and(|holder| found.is_none_or(|(_, at)| at != holder)) {
                read.wrong(key.field(), Code::Duplicate);
            }
        }
        let Some((key, at)) = found else {
            let at = self.push(row);
            self.seen.insert(at);
            return Outcome::Imported;
        };
        let same = row == old;
        if self.seen.contains(&at) && !same && read.is_clean() {
            // Two rows of one file that say different things about one organisation.
            read.wrong(key.field(), Code::Duplicate);
        }
        if !read.is_clean() {
            return Outcome::Rejected(read.finish());
        }
        if !self.seen.insert(at) {
            return Outcome::Repeated;
        }
        if same {
            return Outcome::Unchanged;
        }
        self.replace(at, row);
        Outcome::Updated
    }

    fn replace(&mut self, at: usize, row: OrganisationRow) {
        let Some(old) = self.rows.get_mut(at) else { return };
        for key in Key::ALL {
            if let Some(value) = key.of(old) {
                self.index.remove(&(key, value));
            }
        }
        for key in Key::ALL {
            if let Some(value) = key.of(&row) {
                self.index.insert((key, value), at);
            }
        }
        *old = row;
        self.changed.insert(at);
    }
}

fn blank(kind: OrganisationKind, name: String, now: DateTime<Utc>) -> OrganisationRow {
    OrganisationRow {
        id: NEW,
        kind: kind.as_str().to_owned(),
        name,
        name_en: None,
        reference: None,
        moe_code: None,
        credit_code: None,
        province: None,
        city: None,
        zone: DEFAULT_ZONE.to_owned(),
        active: true,
        version: 1,
        created_at: now,
    }
}
