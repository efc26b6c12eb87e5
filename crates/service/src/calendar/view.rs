//! Calendars as pages and programs read them.

use chrono::NaiveDate;
use domain::{
    Error,
    calendar::{CalendarEntry, DayKind, HOME_COUNTRY, OrganisationCalendar, ShiftPattern, StoredEntry, proposed_run},
    id::OrganisationId,
    name::Named,
    organisation::OrganisationRef,
    permission::Action,
    placement::Placement,
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::{State, country_of, state};
use crate::{
    Ctx, Db, Result,
    guard::{self, ReadCalendar},
    store,
};

/// The most days that one answer holds.
const MOST_DAYS: i64 = 366;

/// A day of a calendar, in all its layers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayView {
    /// The day.
    pub day: NaiveDate,
    /// What the state makes of it.
    pub kind: DayKind,
    /// Which holiday it belongs to.
    pub holiday: Option<Named>,
    /// Whether what the state says may still change.
    pub provisional: bool,
    /// Whether people work in the morning.
    pub morning: bool,
    /// Whether people work in the afternoon.
    pub afternoon: bool,
    /// What the organisation's own entry about the day is called.
    pub entry: Option<Named>,
    /// The day whose timetable runs, where it is another.
    pub runs_as: Option<NaiveDate>,
    /// The day whose timetable may run on a make-up workday for which the organisation has named none.
    pub proposed: Option<NaiveDate>,
}

impl DayView {
    /// Whether people work in one half of the day alone.
    #[must_use]
    pub const fn is_half(&self) -> bool {
        self.morning != self.afternoon
    }

    /// Whether people work at any time of the day.
    #[must_use]
    pub const fn works(&self) -> bool {
        self.morning || self.afternoon
    }
}

/// A year of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarView {
    /// Whose; none for the state's.
    pub organisation: Option<OrganisationRef>,
    /// The country whose holidays lie below, as two letters.
    pub country: String,
    /// Whether anything is known of the holidays of that country.
    pub known: bool,
    /// The year.
    pub year: i32,
    /// Its days in order.
    pub days: Vec<DayView>,
    /// The own entries that touch the year, the earliest first.
    pub entries: Vec<StoredEntry>,
    /// The shift patterns, by name.
    pub patterns: Vec<ShiftPattern>,
    /// Whether the actor may change it.
    pub may_edit: bool,
}

impl CalendarView {
    /// The workdays of the year; a day of which half is worked counts as one.
    #[must_use]
    pub fn workdays(&self) -> usize {
        self.days.iter().filter(|day| day.works()).count()
    }

    /// Whether what the state says of the year may still change.
    #[must_use]
    pub fn is_provisional(&self) -> bool {
        self.days.last().is_some_and(|day| day.provisional)
    }
}

/// A calendar in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarLine {
    /// The letters of a country, or the identifier of an organisation.
    pub id: String,
    /// The organisation; none for a state.
    pub organisation: Option<OrganisationRef>,
}

/// The calendars that the actor may read at once: those of states, and the own organisation's.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn list(db: &Db, ctx: &Ctx) -> Result<Vec<CalendarLine>> {
    if !ctx.is_system() {
        ctx.acting()?;
    }
    let mut countries = store::calendar::countries(db.reader()).await?;
    if !countries.iter().any(|it| it == HOME_COUNTRY) {
        countries.insert(0, HOME_COUNTRY.to_owned());
    }
    let mut lines: Vec<CalendarLine> =
        countries.into_iter().map(|id| CalendarLine { id, organisation: None }).collect();
    if let Some(own) = ctx.organisation() {
        let allowed = guard::organisation::<ReadCalendar>(db.reader(), ctx, own).await?;
        let organisation = Some(OrganisationRef::from((*allowed).clone()));
        lines.push(CalendarLine { id: own.to_string(), organisation });
    }
    Ok(lines)
}

/// A year of an organisation's calendar.
///
/// # Errors
/// Not found when the organisation is not the actor's to see; forbidden when its calendar is not; `out_of_range`
/// for a year that no calendar has.
pub async fn read(db: &Db, ctx: &Ctx, id: OrganisationId, year: i32) -> Result<CalendarView> {
    let span = days_of(year)?;
    let allowed = guard::organisation::<ReadCalendar>(db.reader(), ctx, id).await?;
    let entries = store::calendar::entries(db.reader(), &allowed, span).await?;
    let patterns = store::calendar::patterns(db.reader(), &allowed).await?;
    let country = country_of(&allowed.zone);
    let state = state(db.reader(), country).await?;
    let days = laid_out(&state, said(&entries), span);
    let organisation = Some(OrganisationRef::from((*allowed).clone()));
    let (country, known) = (country.to_owned(), !state.days.0.is_empty());
    Ok(CalendarView { organisation, country, known, year, days, entries, patterns, may_edit: may_edit(ctx, id) })
}

/// The shift patterns of an organisation whose calendar the actor may read; else none.
pub(crate) async fn patterns_of(db: &Db, ctx: &Ctx, id: OrganisationId) -> Result<Vec<ShiftPattern>> {
    match guard::may_know(guard::organisation::<ReadCalendar>(db.reader(), ctx, id).await)? {
        Some(allowed) => store::calendar::patterns(db.reader(), &allowed).await,
        None => Ok(Vec::new()),
    }
}

/// A year of a state's calendar; everybody in the community may read it.
///
/// # Errors
/// Sign-in needed; not found for a country of which nothing is known; `out_of_range` as [`read`].
pub async fn of_state(db: &Db, ctx: &Ctx, country: &str, year: i32) -> Result<CalendarView> {
    let span = days_of(year)?;
    let state = known_state(db, ctx, country).await?;
    let days = laid_out(&state, Vec::new(), span);
    let (entries, patterns) = (Vec::new(), Vec::new());
    let country = country.to_owned();
    Ok(CalendarView { organisation: None, country, known: true, year, days, entries, patterns, may_edit: false })
}

/// The days `span.0..=span.1` of the calendar of a country or, by its identifier, of an organisation.
///
/// # Errors
/// Not found, forbidden; `end_before_start`, and `out_of_range` for more than a year.
pub async fn days(db: &Db, ctx: &Ctx, id: &str, span: (NaiveDate, NaiveDate)) -> Result<Vec<DayView>> {
    let length = (span.1 - span.0).num_days() + 1;
    if length < 1 {
        return Err(Error::field("to", domain::Code::EndBeforeStart).into());
    }
    if length > MOST_DAYS {
        return Err(Error::field("to", domain::Code::OutOfRange).into());
    }
    let Some(organisation) = OrganisationId::parse(id) else {
        return Ok(laid_out(&*known_state(db, ctx, id).await?, Vec::new(), span));
    };
    let allowed = guard::organisation::<ReadCalendar>(db.reader(), ctx, organisation).await?;
    let entries = store::calendar::entries(db.reader(), &allowed, span).await?;
    Ok(laid_out(&*state(db.reader(), country_of(&allowed.zone)).await?, said(&entries), span))
}

/// The days `span.0..=span.1` of the host of a placement that the actor may read.
pub(crate) async fn host_days(
    conn: &impl ConnectionTrait,
    placement: &Placement,
    span: (NaiveDate, NaiveDate),
) -> Result<Vec<DayView>> {
    let host = placement.hosting.id;
    let entries = store::calendar::entries_of_many(conn, &[host]).await?.remove(&host).unwrap_or_default();
    Ok(laid_out(&*state(conn, country_of(&placement.zone)).await?, entries, span))
}

fn said(entries: &[StoredEntry]) -> Vec<CalendarEntry> {
    entries.iter().map(|it| it.entry.clone()).collect()
}

/// Whether the actor may change the calendar of an organisation: what pages ask before they show forms.
#[must_use]
pub fn may_edit(ctx: &Ctx, id: OrganisationId) -> bool {
    guard::may_own(ctx, id, Action::EditCalendar)
}

async fn known_state(db: &Db, ctx: &Ctx, country: &str) -> Result<std::sync::Arc<State>> {
    if !ctx.is_system() {
        ctx.acting()?;
    }
    let state = state(db.reader(), country).await?;
    if state.days.0.is_empty() { Err(Error::NotFound.into()) } else { Ok(state) }
}

fn days_of(year: i32) -> Result<(NaiveDate, NaiveDate)> {
    let out = || Error::field("year", domain::Code::OutOfRange);
    if !(1900..=2200).contains(&year) {
        return Err(out().into());
    }
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).ok_or_else(out);
    Ok((day(1, 1)?, day(12, 31)?))
}

/// The days of a span in all layers.
fn laid_out(state: &State, entries: Vec<CalendarEntry>, span: (NaiveDate, NaiveDate)) -> Vec<DayView> {
    let calendar = OrganisationCalendar { state: state.calendar.clone(), entries };
    let laid = calendar.lay_out(span.0, span.1);
    let one = |(day, it): (NaiveDate, domain::calendar::Day)| {
        let said = state.days.0.get(&day);
        let holiday = said.and_then(|said| Some(Named::new(said.name.clone()?, said.name_en.clone())));
        let entry = it.entry.and_then(|place| calendar.entries.get(usize::try_from(place).ok()?));
        let runs_as = Some(it.runs_as).filter(|other| *other != day);
        let is_make_up = it.state == DayKind::MakeUpWorkday && entry.is_none();
        DayView {
            day,
            kind: it.state,
            holiday,
            provisional: it.is_provisional,
            morning: it.morning,
            afternoon: it.afternoon,
            entry: entry.map(|it| it.name.clone()),
            runs_as,
            proposed: if is_make_up { proposed_run(&state.days, day) } else { None },
        }
    };
    laid.iter().map(one).collect()
}
