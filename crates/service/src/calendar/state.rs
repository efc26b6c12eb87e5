//! The calendars of states: what is shipped, under what was imported.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

use domain::calendar::{Calendar, HOME_COUNTRY, StateDays, shipped_days};
use sea_orm::ConnectionTrait;

use crate::{Result, store};

/// The days of a country with the calendar that they make.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    /// All days about which something is said.
    pub(crate) days: StateDays,
    /// Their calendar.
    pub(crate) calendar: Calendar,
}

/// How many calendars are kept ready; there are hardly more countries in one community.
const MOST: usize = 64;

/// A country with the digest of what was imported of it.
type Key = (String, Option<String>);

/// Calendars by country and digest: a new digest finds a new one.
static READY: LazyLock<RwLock<HashMap<Key, Arc<State>>>> = LazyLock::new(RwLock::default);

/// Pairs of country and zone.
const ZONES: &str = include_str!("zones.txt");

static COUNTRIES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let pairs = ZONES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '));
    pairs.map(|(country, zone)| (zone, country)).collect()
});

/// The calendar of a country: what is shipped, and over it each year of which something was imported. A country of
/// which nothing is known has its weekends alone, all of it provisional.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn state(conn: &impl ConnectionTrait, country: &str) -> Result<Arc<State>> {
    let key = (country.to_owned(), store::calendar::digest(conn, country).await?);
    if let Some(ready) = READY.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(Arc::clone(ready));
    }
    let days = known_days(conn, country).await?;
    let state = Arc::new(State { calendar: days.calendar(), days });
    let mut kept = READY.write().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= MOST {
        kept.clear();
    }
    kept.insert(key, Arc::clone(&state));
    Ok(state)
}

/// What is known of the days of a country, as [`state`], read anew.
pub(crate) async fn known_days(conn: &impl ConnectionTrait, country: &str) -> Result<StateDays> {
    let imported = store::calendar::imported_days(conn, country).await?;
    Ok(if country == HOME_COUNTRY { shipped_days().overlaid(&imported) } else { imported })
}

/// The country in which a zone lies, as two letters; `ZZ` for a zone of which nobody can say, which has no days.
pub(crate) fn country_of(zone: &str) -> &'static str {
    COUNTRIES.get(zone).copied().unwrap_or("ZZ")
}

/// The two letters of a country, from what people write.
pub(crate) fn read_country(text: &str) -> std::result::Result<String, domain::Code> {
    let code = text.trim().to_ascii_uppercase();
    let letters = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if letters { Ok(code) } else { Err(domain::Code::BadCountry) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_lies_in_its_country() {
        for (zone, country) in
            [("Asia/Shanghai", "CN"), ("Asia/Urumqi", "CN"), ("Europe/Berlin", "DE"), ("PRC", "CN"), ("UTC", "ZZ")]
        {
            assert_eq!(country_of(zone), country, "{zone}");
        }
    }

    #[test]
    fn a_country_is_two_letters() {
        assert_eq!(read_country(" de "), Ok("DE".to_owned()));
        assert!(read_country("DEU").is_err());
        assert!(read_country("中国").is_err());
    }
}
