//! Public holidays and make-up workdays. A file that says something of a year says all of it: what was known of
//! that year and is not in the file falls away, with a warning. When rows are rejected nothing falls away.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use domain::{
    Code,
    calendar::{Announcement, HOME_COUNTRY, StateDay, StateDayKind, StateDays},
};
use sea_orm::ConnectionTrait;

use super::{Import, Outcome, Tally};
use crate::{
    calendar::{known_days, read_country},
    failure::Result,
    mapping::RecordReader,
    store,
};

/// What is known of a country, and what the file says.
#[derive(Debug, Default)]
struct Country {
    known: StateDays,
    new: StateDays,
    /// The line on which each year is first spoken of, and whether that row changes something.
    lines: BTreeMap<i32, (u32, bool)>,
}

/// A row that could be read; of a blank cell the known value stays.
struct Row {
    country: String,
    day: NaiveDate,
    kind: StateDayKind,
    name: Option<String>,
    name_en: Option<String>,
    status: Announcement,
}

pub(super) async fn import(conn: &impl ConnectionTrait, import: Import<'_>, tally: &mut Tally) -> Result<()> {
    let mut countries: BTreeMap<String, Country> = BTreeMap::new();
    for record in import.records {
        let mut read = record.reader();
        let outcome = match row(&mut read) {
            Some(row) => {
                if !countries.contains_key(&row.country) {
                    let known = known_days(conn, &row.country).await?;
                    countries.insert(row.country.clone(), Country { known, ..Country::default() });
                }
                match countries.get_mut(&row.country) {
                    Some(country) => country.take(record.line, row, &mut read),
                    None => Outcome::Rejected(Vec::new()),
                }
            }
            None => Outcome::Rejected(Vec::new()),
        };
        tally.count(match outcome {
            Outcome::Rejected(_) => Outcome::Rejected(read.finish()),
            outcome => outcome,
        });
    }
    let whole = tally.0.rejected.is_empty();
    for country in countries.values_mut() {
        if whole { country.tell_dropped(tally) } else { country.complete() }
    }
    if import.stores(&tally.0) {
        for (code, country) in &countries {
            let changed = country.changed();
            if !changed.0.is_empty() {
                store::calendar::put_days(conn, import.lists()?, code, &changed).await?;
            }
        }
    }
    Ok(())
}

fn row(read: &mut RecordReader<'_>) -> Option<Row> {
    let day = read.day("date");
    let kind = read.choice("type", StateDayKind::parse);
    let name = read.optional("name_zh", 60);
    let name_en = read.optional("name_en", 60);
    let status = read.optional_choice("status", Announcement::parse);
    let country = read.optional_parsed("country", read_country);
    let row = Row {
        country: country?.unwrap_or_else(|| HOME_COUNTRY.to_owned()),
        day: day?,
        kind: kind?,
        name: name?,
        name_en: name_en?,
        status: status?.unwrap_or(Announcement::Official),
    };
    read.is_clean().then_some(row)
}

impl Country {
    fn take(&mut self, line: u32, row: Row, read: &mut RecordReader<'_>) -> Outcome {
        let known = self.known.0.get(&row.day);
        let new = StateDay {
            kind: row.kind,
            name: row.name.or_else(|| known.and_then(|known| known.name.clone())),
            name_en: row.name_en.or_else(|| known.and_then(|known| known.name_en.clone())),
            status: row.status,
        };
        if let Some(before) = self.new.0.get(&row.day) {
            if *before == new {
                return Outcome::Repeated;
            }
            read.wrong("date", Code::Duplicate);
            return Outcome::Rejected(Vec::new());
        }
        let outcome = match known {
            None => Outcome::Imported,
            Some(known) if *known == new => Outcome::Unchanged,
            Some(_) => Outcome::Updated,
        };
        let changes = !matches!(outcome, Outcome::Unchanged);
        self.lines.entry(row.day.year()).or_insert((line, changes));
        self.new.0.insert(row.day, new);
        outcome
    }

    /// The days of the file's years that the file does not name.
    fn missing(&self) -> impl Iterator<Item = (&NaiveDate, &StateDay)> {
        let spoken = |day: &NaiveDate| self.lines.contains_key(&day.year());
        self.known.0.iter().filter(move |(day, _)| spoken(day) && !self.new.0.contains_key(day))
    }

    /// Warns of the years of which days fall away; the row with the warning changes something then.
    fn tell_dropped(&self, tally: &mut Tally) {
        let years: BTreeSet<i32> = self.missing().map(|(day, _)| day.year()).collect();
        for (line, changes) in years.iter().filter_map(|year| self.lines.get(year)) {
            tally.warn(*line, Code::DayDropped);
            if !changes {
                tally.0.unchanged = tally.0.unchanged.saturating_sub(1);
                tally.0.updated += 1;
            }
        }
    }

    /// Keeps what is known of the file's years beside what the file says.
    fn complete(&mut self) {
        let kept: Vec<(NaiveDate, StateDay)> = self.missing().map(|(day, it)| (*day, it.clone())).collect();
        self.new.0.extend(kept);
    }

    /// The years that differ from what is known.
    fn changed(&self) -> StateDays {
        let of = |days: &StateDays, year: i32| -> Vec<(NaiveDate, StateDay)> {
            days.0.iter().filter(|(day, _)| day.year() == year).map(|(day, it)| (*day, it.clone())).collect()
        };
        let years = self.lines.keys().filter(|year| of(&self.new, **year) != of(&self.known, **year));
        StateDays(years.flat_map(|year| of(&self.new, *year)).collect())
    }
}
