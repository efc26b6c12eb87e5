//! Calendars in layers: what states say, what organisations say of their own days, and the days on which people
//! are away. Whoever judges or counts workdays takes the calendar from here.

mod entry;
mod pattern;
mod state;
mod view;

use std::{collections::HashMap, sync::Arc};

use chrono::NaiveDate;
use domain::{
    calendar::{Calendar, OrganisationCalendar},
    conflict::LeaveDays,
    id::{OrganisationId, PersonId},
    organisation::DEFAULT_ZONE,
    policy::DayRange,
};
use sea_orm::ConnectionTrait;

use crate::{Ctx, Result, store};
pub use entry::{add_entry, edit_entry, entries, entry_of, find_entry, remove_entry};
pub use pattern::{add_pattern, edit_pattern, remove_pattern};
pub(crate) use state::{State, country_of, known_days, read_country, state};
pub use view::{CalendarLine, CalendarView, DayView, days, list, may_edit, of_state, read};
pub(crate) use view::{host_days, patterns_of};

/// The calendar of an organisation: the state's under its own.
pub async fn of_organisation(
    conn: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<OrganisationCalendar> {
    Ok(of_organisations(conn, &[organisation]).await?.remove(&organisation).unwrap_or_default())
}

/// The calendars of organisations, a few questions for all of them.
pub async fn of_organisations(
    conn: &impl ConnectionTrait,
    organisations: &[OrganisationId],
) -> Result<HashMap<OrganisationId, OrganisationCalendar>> {
    let abroad: HashMap<OrganisationId, String> =
        store::calendar::zones_of_members(conn, DEFAULT_ZONE).await?.into_iter().collect();
    let mut entries = store::calendar::entries_of_many(conn, organisations).await?;
    let mut known = HashMap::with_capacity(organisations.len());
    let mut states: HashMap<&'static str, Arc<State>> = HashMap::new();
    for id in organisations {
        let country = country_of(abroad.get(id).map_or(DEFAULT_ZONE, String::as_str));
        // Many organisations lie in few countries.
        let found = match states.get(country) {
            Some(found) => Arc::clone(found),
            None => state(conn, country).await?,
        };
        states.insert(country, Arc::clone(&found));
        let state = found.calendar.clone();
        known.insert(*id, OrganisationCalendar { state, entries: entries.remove(id).unwrap_or_default() });
    }
    Ok(known)
}

/// The calendar of the state in which the acting organisation lies, or else the community.
pub(crate) async fn of_actor(conn: &impl ConnectionTrait, ctx: &Ctx) -> Result<Calendar> {
    match ctx.organisation() {
        Some(own) => Ok(of_organisation(conn, own).await?.state),
        None => Ok(state(conn, country_of(DEFAULT_ZONE)).await?.calendar.clone()),
    }
}

/// The days between `days.0` and `days.1`, both inclusive, on which people are away on leave: when, and never why.
/// Whom the actor may judge is found out before.
pub async fn leaves_of(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
    days: (NaiveDate, NaiveDate),
) -> Result<HashMap<PersonId, Vec<LeaveDays>>> {
    let mut known = HashMap::new();
    for (person, circumstances) in store::circumstance::leaves(conn, people, days).await? {
        let leaves = circumstances.iter().filter_map(|it| {
            let days = DayRange { first_day: it.first_day?, last_day: it.last_day? };
            Some(LeaveDays { days, part: it.part, name: None })
        });
        known.insert(person, leaves.collect());
    }
    Ok(known)
}
