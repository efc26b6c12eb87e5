//! The placements in which hours may have been worked, found by reference or by person.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::placement::{Direction, State};
use sea_orm::ConnectionTrait;

use super::{Import, organisations::Organisations, reference, roster::Roster};
use crate::{
    failure::Result,
    guard,
    mapping::{Kind, Mapping, Record},
    store::{import as store, text},
};

/// A placement as far as hours are judged by it. Person and organisations are places in their lists.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) id: i64,
    pub(super) person: usize,
    pub(super) sending: usize,
    pub(super) hosting: usize,
    pub(super) direction: Direction,
    pub(super) state: State,
    pub(super) first_day: NaiveDate,
    pub(super) last_day: NaiveDate,
    pub(super) class_hour_minutes: i32,
}

impl Place {
    /// Whether a day lies in it.
    pub(super) fn covers(&self, day: NaiveDate) -> bool {
        (self.first_day..=self.last_day).contains(&day)
    }
}

/// The placements within reach. One is its place in the list.
#[derive(Debug, Default)]
pub(super) struct HostPlacements {
    list: Vec<Place>,
    by_reference: HashMap<String, usize>,
    by_person: HashMap<usize, Vec<usize>>,
}

impl HostPlacements {
    /// Loads them; those that no file knows by a reference are known by what our own export calls them.
    pub(super) async fn load(
        conn: &impl ConnectionTrait,
        import: Import<'_>,
        organisations: &Organisations,
        roster: &Roster,
    ) -> Result<Self> {
        let (people, members) = (roster.places(), organisations.places());
        let mut placements = Self::default();
        let mut by_id = HashMap::new();
        for row in store::host_placements(conn, import.allowed).await? {
            let (Some(person), Some(sending), Some(hosting)) =
                (people.get(&row.person_id), members.get(&row.sending_id), members.get(&row.hosting_id))
            else {
                continue;
            };
            let at = placements.list.len();
            placements.list.push(Place {
                id: row.id,
                person: *person,
                sending: *sending,
                hosting: *hosting,
                direction: text(&row.direction, Direction::parse)?,
                state: text(&row.state, State::parse)?,
                first_day: row.first_day,
                last_day: row.last_day,
                class_hour_minutes: row.class_hour_minutes,
            });
            placements.by_person.entry(*person).or_default().push(at);
            by_id.insert(row.id, at);
            if let Some(key) = row.import_key {
                if let Some(own) = import.own().and_then(|own| reference::unmarked(own, &key)) {
                    placements.by_reference.insert(own.to_owned(), at);
                }
                placements.by_reference.entry(key).or_insert(at);
            }
        }
        let mut named = import.records.iter().filter_map(|record| record.reader().code("placement", 100).flatten());
        if named.any(|reference| !placements.by_reference.contains_key(&reference)) {
            for (id, key) in keys_of_drafted(conn, import).await? {
                if let Some(at) = by_id.get(&id) {
                    placements.by_reference.entry(key).or_insert(*at);
                }
            }
        }
        Ok(placements)
    }

    /// One of them.
    pub(super) fn get(&self, at: usize) -> Option<&Place> {
        self.list.get(at)
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Place> {
        self.list.iter()
    }

    /// The one with this reference.
    pub(super) fn referred(&self, reference: &str) -> Option<(usize, &Place)> {
        let at = *self.by_reference.get(reference)?;
        Some((at, self.list.get(at)?))
    }

    /// Those of a person.
    pub(super) fn of_person(&self, person: usize) -> impl Iterator<Item = (usize, &Place)> {
        let all = self.by_person.get(&person).map_or(&[][..], Vec::as_slice);
        all.iter().filter_map(|at| Some((*at, self.list.get(*at)?)))
    }
}

/// What identifies the placements that people drafted: the key that their row of an export has.
pub(super) async fn keys_of_drafted(conn: &impl ConnectionTrait, import: Import<'_>) -> Result<Vec<(i64, String)>> {
    let visible = guard::imported_placements(import.allowed);
    let (ids, sheet) = crate::export::drafted(conn, &visible).await?;
    let records = Mapping::identity(Kind::Placements).apply(&sheet).unwrap_or_default();
    Ok(ids.into_iter().zip(records.iter().map(Record::key)).collect())
}
