//! A schedule day by day: what runs on which day, within a calendar, and as sessions on the clock.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{
    Schedule, Shift,
    block::{Special, SpecialDay},
};
use crate::{
    calendar::{Day, DayKind, OrganisationCalendar},
    session::{Offsets, Session, Source},
};

/// Minutes before and after noon of a day, for who works half of it.
const NOON: i32 = crate::calendar::NOON;

impl Schedule {
    /// The work of `day`, the calendar left aside.
    pub fn shifts(&self, day: NaiveDate) -> impl Iterator<Item = Shift> + '_ {
        let runs = self.covers(day) && !self.is_off(day);
        let special = self.special.binary_search_by_key(&day, |special| special.day).ok();
        let special = special.and_then(|place| self.special.get(place)).map(|special| special.how);
        let own = match special {
            Some(Special::Works(shift)) => Some(shift).filter(|shift| shift.minutes > 0),
            _ => None,
        };
        let as_day = match special {
            Some(Special::RunsAs(other)) => Some(other),
            Some(Special::Works(_)) => None,
            None => Some(day),
        };
        let of_rule = as_day.into_iter().flat_map(move |as_day| self.of_rule(day, as_day));
        own.into_iter().chain(of_rule).filter(move |_| runs)
    }

    /// The work of `day` by the weeks, when it runs as `as_day`, and by the cycle.
    fn of_rule(&self, day: NaiveDate, as_day: NaiveDate) -> impl Iterator<Item = Shift> + '_ {
        let of_week = self.blocks.iter().filter_map(move |block| block.shift(self.week_one, day, as_day));
        let of_cycle = self.cycle.iter().flat_map(move |cycle| cycle.on(day));
        of_week.chain(of_cycle.map(|shift| Shift { start: Some(shift.start), minutes: shift.minutes }))
    }

    /// The same schedule with what the host's calendar decides written out as days off and days that run otherwise,
    /// so that no calendar is needed any more; itself where it does not keep one. A cycle runs through weekends, not
    /// through holidays and what the host closes.
    #[must_use]
    pub fn in_calendar(&self, calendar: &OrganisationCalendar) -> Self {
        if !self.keeps_calendar {
            return self.clone();
        }
        let mut it = Self { keeps_calendar: false, ..self.clone() };
        for (day, told) in calendar.lay_out(self.first_day, self.last_day).iter() {
            let is_special = self.special.binary_search_by_key(&day, |special| special.day).is_ok();
            if is_special || self.is_off(day) {
                continue;
            }
            let works = told.works() || (self.cycle.is_some() && is_plain_weekend(told));
            if !works {
                // Only a day on which somebody would have come is a day off.
                if self.of_rule(day, day).next().is_some() {
                    it.days_off.push(day);
                }
            } else if let Some(how) = self.otherwise(day, told) {
                it.special.push(SpecialDay { day, how });
            }
        }
        it.days_off.sort_unstable();
        it.special.sort_unstable_by_key(|special| special.day);
        it
    }

    /// How a day on which the host works runs, where it is not as its weekday: as the day that is named; a make-up
    /// workday for which none is, and which is free by the week, as the nearest weekday; half a day by what of the
    /// work lies in the half that is open.
    fn otherwise(&self, day: NaiveDate, told: Day) -> Option<Special> {
        if self.cycle.is_some() && told.morning == told.afternoon {
            return None;
        }
        let is_free = self.of_rule(day, day).next().is_none();
        let other = match (told.state, day.weekday()) {
            _ if told.runs_as != day => told.runs_as,
            (DayKind::MakeUpWorkday, Weekday::Sat) if is_free => day.pred_opt()?,
            (DayKind::MakeUpWorkday, Weekday::Sun) if is_free => day.succ_opt()?,
            _ => day,
        };
        if told.morning && told.afternoon {
            return (other != day).then_some(Special::RunsAs(other));
        }
        let (from, to) = if told.morning { (0, NOON) } else { (NOON, 2 * NOON) };
        let half = |whole: Shift| match whole.start {
            Some(start) => {
                let (start, end) = (start.max(from), (start + whole.minutes).min(to));
                Shift { start: Some(start), minutes: (end - start).max(0) }
            }
            None => Shift::of(whole.minutes / 2),
        };
        let mut halves = self.of_rule(day, other).map(half);
        let first = halves.next()?;
        // A day that runs otherwise has one time: what is left of several begins with the first that is left.
        let joined = halves.filter(|it| it.minutes > 0).fold(first, |sum, it| match sum.minutes {
            0 => it,
            minutes => Shift { minutes: minutes + it.minutes, ..sum },
        });
        Some(Special::Works(joined))
    }

    /// The same on the days `first..=last` alone; on no day where they lie outside.
    #[must_use]
    pub fn within(&self, first: NaiveDate, last: NaiveDate) -> Self {
        Self { first_day: self.first_day.max(first), last_day: self.last_day.min(last), ..self.clone() }
    }

    /// The sessions of all its days, the calendar left aside.
    #[must_use]
    pub fn sessions(&self, offsets: &Offsets, source: Source) -> Vec<Session> {
        self.sessions_between(self.first_day, self.last_day, offsets, source)
    }

    /// The sessions of the days `first..=last`, in the order of days.
    #[must_use]
    pub fn sessions_between(
        &self,
        first: NaiveDate,
        last: NaiveDate,
        offsets: &Offsets,
        source: Source,
    ) -> Vec<Session> {
        let (first, last) = (first.max(self.first_day), last.min(self.last_day));
        let days = first.iter_days().take_while(|day| *day <= last);
        days.flat_map(|day| self.shifts(day).map(move |shift| (day, shift)))
            .map(|(day, shift)| Session {
                day,
                span: shift.start.map(|start| offsets.span(day, start, start + shift.minutes)),
                minutes: shift.minutes,
                source,
            })
            .collect()
    }
}

/// Whether a day is free for no other reason than that it is a Saturday or Sunday.
const fn is_plain_weekend(told: Day) -> bool {
    matches!(told.state, DayKind::Weekend) && told.entry.is_none()
}
