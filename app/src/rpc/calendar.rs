//! Calendars of organisations.

#![expect(missing_docs, reason = "the macro makes a public field of each argument")]

use domain::{
    Error,
    calendar::{CalendarEntryForm, ShiftPatternForm},
    id::{CalendarEntryId, OrganisationId, ShiftPatternId},
};
use leptos::prelude::*;
use service::calendar;

use crate::form::{Next, WireError, answer};

/// Where the calendar of the acting organisation is.
const PAGE: &str = "/calendars";

/// The page on the year of a form.
fn page_of(form: &CalendarEntryForm) -> Next {
    let day = domain::form::read_day(&form.first_day).map(|day| day.format("%Y").to_string());
    Next::to(day.map_or_else(|_| PAGE.to_owned(), |year| format!("{PAGE}?year={year}"))).saying("saved")
}

/// Adds an entry to an organisation's calendar.
#[server(prefix = "/rpc", endpoint = "calendar/add")]
pub async fn add_calendar_entry(
    #[server(default)] organisation: String,
    #[server(flatten)] form: CalendarEntryForm,
) -> Result<(), WireError> {
    answer("calendar_entry", &form, async |visit| {
        let organisation = OrganisationId::parse(&organisation).ok_or(Error::NotFound)?;
        calendar::add_entry(&visit.db, &visit.ctx, organisation, &form).await?;
        Ok(page_of(&form))
    })
    .await
}

/// Changes an entry of an organisation's calendar.
#[server(prefix = "/rpc", endpoint = "calendar/edit")]
pub async fn edit_calendar_entry(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(flatten)] form: CalendarEntryForm,
) -> Result<(), WireError> {
    answer("calendar_entry", &form, async |visit| {
        let id = CalendarEntryId::parse(&id).ok_or(Error::NotFound)?;
        calendar::edit_entry(&visit.db, &visit.ctx, id, &form, version.parse().unwrap_or_default()).await?;
        Ok(page_of(&form))
    })
    .await
}

/// Removes an entry of an organisation's calendar.
#[server(prefix = "/rpc", endpoint = "calendar/remove")]
pub async fn remove_calendar_entry(
    #[server(default)] id: String,
    #[server(default)] version: String,
) -> Result<(), WireError> {
    answer("calendar_entry_remove", &id, async |visit| {
        let key = CalendarEntryId::parse(&id).ok_or(Error::NotFound)?;
        calendar::remove_entry(&visit.db, &visit.ctx, key, version.parse().unwrap_or_default()).await?;
        Ok(Next::back(&visit, "saved"))
    })
    .await
}

/// Adds a shift pattern to an organisation's calendar.
#[server(prefix = "/rpc", endpoint = "shift_pattern/add")]
pub async fn add_shift_pattern(
    #[server(default)] organisation: String,
    #[server(flatten)] form: ShiftPatternForm,
) -> Result<(), WireError> {
    answer("shift_pattern", &form, async |visit| {
        let organisation = OrganisationId::parse(&organisation).ok_or(Error::NotFound)?;
        calendar::add_pattern(&visit.db, &visit.ctx, organisation, &form).await?;
        Ok(Next::to(PAGE).saying("saved"))
    })
    .await
}

/// Changes a shift pattern.
#[server(prefix = "/rpc", endpoint = "shift_pattern/edit")]
pub async fn edit_shift_pattern(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(flatten)] form: ShiftPatternForm,
) -> Result<(), WireError> {
    answer("shift_pattern", &form, async |visit| {
        let id = ShiftPatternId::parse(&id).ok_or(Error::NotFound)?;
        calendar::edit_pattern(&visit.db, &visit.ctx, id, &form, version.parse().unwrap_or_default()).await?;
        Ok(Next::to(PAGE).saying("saved"))
    })
    .await
}

/// Removes a shift pattern.
#[server(prefix = "/rpc", endpoint = "shift_pattern/remove")]
pub async fn remove_shift_pattern(
    #[server(default)] id: String,
    #[server(default)] version: String,
) -> Result<(), WireError> {
    answer("shift_pattern_remove", &id, async |visit| {
        let key = ShiftPatternId::parse(&id).ok_or(Error::NotFound)?;
        calendar::remove_pattern(&visit.db, &visit.ctx, key, version.parse().unwrap_or_default()).await?;
        Ok(Next::to(PAGE).saying("saved"))
    })
    .await
}
