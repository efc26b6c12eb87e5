//! What the calendar of a college says of the days of its terms.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    calendar::{Day, DayKind, OrganisationCalendar},
    id::OrganisationId,
    timetable::TeachingDay,
};
use sea_orm::ConnectionTrait;

use crate::{Result, calendar};

/// The calendars of some colleges.
#[derive(Debug)]
pub(crate) struct Calendars {
    own: HashMap<OrganisationId, OrganisationCalendar>,
}

impl Calendars {
    /// Loads them, each over the calendar of its state.
    pub(crate) async fn load(conn: &impl ConnectionTrait, colleges: &[OrganisationId]) -> Result<Self> {
        Ok(Self { own: calendar::of_organisations(conn, colleges).await? })
    }

    fn day(&self, college: OrganisationId, day: NaiveDate) -> Option<Day> {
        self.own.get(&college).map(|calendar| calendar.day(day))
    }

    /// What a day means to the timetable of a college. A weekend is no obstacle: what is planned on a Saturday is
    /// held, but on a public holiday, in a break, or where the day stands for another.
    pub(crate) fn teaching_day(&self, college: OrganisationId, day: NaiveDate) -> TeachingDay {
        match self.day(college, day) {
            Some(said) if said.state != DayKind::Weekend || said.entry.is_some() => {
                TeachingDay { morning: said.morning, afternoon: said.afternoon, runs_as: said.runs_as }
            }
            _ => TeachingDay { morning: true, afternoon: true, runs_as: day },
        }
    }

    /// Whether people work on a day that would be a weekend.
    pub(crate) fn is_make_up(&self, college: OrganisationId, day: NaiveDate) -> bool {
        self.day(college, day).is_some_and(|said| said.state == DayKind::MakeUpWorkday)
    }
}
