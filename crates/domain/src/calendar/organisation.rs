//! An organisation's own calendar over the state's.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Calendar, DayKind};
use crate::name::Named;

text_enum! {
    /// Which part of a day; noon, 12:00 at the place, parts the morning from the afternoon.
    pub enum DayPart {
        /// 全天.
        Whole = "whole",
        /// 上午.
        Morning = "morning",
        /// 下午.
        Afternoon = "afternoon",
    }
}

impl DayPart {
    /// Whether the morning belongs to it.
    #[must_use]
    pub const fn has_morning(self) -> bool {
        matches!(self, Self::Whole | Self::Morning)
    }

    /// Whether the afternoon belongs to it.
    #[must_use]
    pub const fn has_afternoon(self) -> bool {
        matches!(self, Self::Whole | Self::Afternoon)
    }
}

text_enum! {
    /// What an organisation says of its own days.
    pub enum EntryKind {
        /// 停工, 放假: a shutdown, a break, a holiday of its own.
        Closed = "closed",
        /// 上班, 补课: people work, whatever the state says.
        Works = "works",
    }
}

/// What an organisation's calendar says of the days `first_day..=last_day`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarEntry {
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive.
    pub last_day: NaiveDate,
    /// Which part of each of the days.
    pub part: DayPart,
    /// Whether people work.
    pub kind: EntryKind,
    /// The day whose timetable runs instead (调休补课), where one is named.
    pub runs_as: Option<NaiveDate>,
    /// What it is called.
    pub name: Named,
}

/// The calendar of an organisation: the state's under its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationCalendar {
    /// The calendar of the state in which it lies.
    pub state: Calendar,
    /// Its own entries; of two about the same part of a day the later in the list wins.
    pub entries: Vec<CalendarEntry>,
}

/// What a day is to an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Whether people work in the morning.
    pub morning: bool,
    /// Whether people work in the afternoon.
    pub afternoon: bool,
    /// The day whose timetable runs: itself, unless the organisation names another.
    pub runs_as: NaiveDate,
    /// What the state says.
    pub state: DayKind,
    /// Whether what the state says may still change.
    pub is_provisional: bool,
    /// The place in the list of the entry that decided, if one did.
    pub entry: Option<u32>,
}

impl Day {
    /// Whether people work at any time of the day.
    #[must_use]
    pub const fn works(self) -> bool {
        self.morning || self.afternoon
    }

    /// Whether people work at a minute of the day, 0..1440.
    #[must_use]
    pub const fn works_at(self, minute: i32) -> bool {
        if minute < NOON { self.morning } else { self.afternoon }
    }
}

/// Minutes of the day before noon.
pub(crate) const NOON: i32 = 720;

impl OrganisationCalendar {
    /// A calendar with nothing of the organisation's own.
    #[must_use]
    pub const fn of_state(state: Calendar) -> Self {
        Self { state, entries: Vec::new() }
    }

    /// What a day is.
    #[must_use]
    pub fn day(&self, day: NaiveDate) -> Day {
        let mut it = self.by_state(day);
        for (place, entry) in self.entries.iter().enumerate() {
            if entry.first_day <= day && day <= entry.last_day {
                apply(&mut it, entry, place);
            }
        }
        it
    }

    /// The days `first_day..=last_day`, each judged once: for who asks for many.
    #[must_use]
    pub fn lay_out(&self, first_day: NaiveDate, last_day: NaiveDate) -> LaidOut {
        let mut days: Vec<Day> =
            first_day.iter_days().take_while(|day| *day <= last_day).map(|day| self.by_state(day)).collect();
        let place_of = |day: NaiveDate| usize::try_from((day - first_day).num_days()).unwrap_or(0);
        for (place, entry) in self.entries.iter().enumerate() {
            if entry.last_day < first_day || last_day < entry.first_day {
                continue;
            }
            let (from, to) = (place_of(entry.first_day.max(first_day)), place_of(entry.last_day.min(last_day)));
            for day in days.get_mut(from..=to).unwrap_or_default() {
                apply(day, entry, place);
            }
        }
        LaidOut { first_day, days }
    }

    fn by_state(&self, day: NaiveDate) -> Day {
        let kind = self.state.kind(day);
        Day {
            morning: kind.is_workday(),
            afternoon: kind.is_workday(),
            runs_as: day,
            state: kind,
            is_provisional: self.state.is_provisional(day),
            entry: None,
        }
    }
}

fn apply(day: &mut Day, entry: &CalendarEntry, place: usize) {
    let works = entry.kind == EntryKind::Works;
    if entry.part.has_morning() {
        day.morning = works;
    }
    if entry.part.has_afternoon() {
        day.afternoon = works;
    }
    if let Some(other) = entry.runs_as.filter(|_| works) {
        day.runs_as = other;
    }
    day.entry = u32::try_from(place).ok();
}

/// Days of a calendar, judged once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaidOut {
    first_day: NaiveDate,
    days: Vec<Day>,
}

impl LaidOut {
    /// What a day is; `None` outside of what was laid out.
    #[must_use]
    pub fn day(&self, day: NaiveDate) -> Option<Day> {
        let place = usize::try_from((day - self.first_day).num_days()).ok()?;
        self.days.get(place).copied()
    }

    /// The days in order.
    pub fn iter(&self) -> impl Iterator<Item = (NaiveDate, Day)> + '_ {
        self.first_day.iter_days().zip(self.days.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn entry(days: (&str, &str), part: DayPart, kind: EntryKind, runs_as: Option<&str>) -> CalendarEntry {
        let (first_day, last_day) = (day(days.0), day(days.1));
        CalendarEntry { first_day, last_day, part, kind, runs_as: runs_as.map(day), name: "x".into() }
    }

    fn host() -> OrganisationCalendar {
        let entries = vec![
            entry(("2026-02-09", "2026-02-27"), DayPart::Whole, EntryKind::Closed, None),
            entry(("2026-02-27", "2026-02-27"), DayPart::Afternoon, EntryKind::Works, None),
            entry(("2026-02-28", "2026-02-28"), DayPart::Whole, EntryKind::Works, Some("2026-02-20")),
        ];
        OrganisationCalendar { state: Calendar::china().clone(), entries }
    }

    #[test]
    fn a_shutdown_closes_days_on_which_the_state_works() {
        let it = host().day(day("2026-02-14"));
        assert_eq!((it.works(), it.state, it.entry), (false, DayKind::MakeUpWorkday, Some(0)));
        assert!(host().day(day("2026-02-06")).works());
    }

    #[test]
    fn half_a_day_is_taken_from_the_whole() {
        let it = host().day(day("2026-02-27"));
        assert_eq!((it.works_at(8 * 60), it.works_at(13 * 60), it.entry), (false, true, Some(1)));
    }

    #[test]
    fn a_make_up_saturday_runs_the_friday_that_the_college_names() {
        assert_eq!(host().day(day("2026-02-28")).runs_as, day("2026-02-20"));
        assert_eq!(
            OrganisationCalendar::of_state(Calendar::china().clone()).day(day("2026-02-28")).runs_as,
            day("2026-02-28")
        );
    }

    #[test]
    fn days_laid_out_are_the_days_asked_one_by_one() {
        let (host, first, last) = (host(), day("2026-01-20"), day("2026-03-10"));
        let laid = host.lay_out(first, last);
        let single: Vec<_> = first.iter_days().take_while(|day| *day <= last).map(|day| (day, host.day(day))).collect();
        assert_eq!(laid.iter().collect::<Vec<_>>(), single);
        assert_eq!(laid.day(day("2026-01-19")), None);
        assert_eq!(laid.day(day("2026-03-11")), None);
    }
}
