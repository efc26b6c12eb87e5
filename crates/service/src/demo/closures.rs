//! What members say of their own days: breaks of colleges, shutdowns and shifts of hosts.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::calendar::{CalendarEntryForm, ShiftPatternForm, StateDayKind, shipped_days};
use serde::Deserialize;

use super::{
    calendar::{Calendar, after, instant},
    player::{Player, missing},
    story::{Dated, Step},
    tables::Tables,
};
use crate::{Result, calendar};

/// An entry of a member's calendar that comes every year.
#[derive(Debug, Deserialize)]
pub(super) struct Closure {
    organisation: String,
    kind: String,
    name: String,
    part: String,
    first: String,
    last: String,
}

/// A deed about calendars.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    /// An entry, by its place in the table, for a year.
    Close(usize, i32),
    /// The shifts of the enterprise that works around the clock.
    Shifts,
}

/// Who works in shifts.
const ON_SHIFTS: &str = "XL";

/// Entries are made two months ahead, at the latest a week before today.
pub(super) fn tell(tables: &Tables, calendar: Calendar) -> Vec<Dated> {
    let (from, to) = (after(calendar.founded(), 8), after(calendar.monday, -4));
    let mut steps = vec![Dated { at: instant(from, 15, 0), step: Step::Calendar(Deed::Shifts) }];
    for year in calendar.today.year() - 1..=calendar.today.year() + 1 {
        for (nth, it) in tables.closures.iter().enumerate() {
            let Some(first) = day(&it.first, year) else { continue };
            let made = after(first, -60).clamp(from, to);
            let minute = i64::try_from(nth).unwrap_or_default();
            steps.push(Dated { at: instant(made, 14, minute), step: Step::Calendar(Deed::Close(nth, year)) });
        }
    }
    steps
}

/// A day of a year as the table writes it.
fn day(text: &str, year: i32) -> Option<NaiveDate> {
    let Some(days) = text.strip_prefix("spring") else { return format!("{year}-{text}").parse().ok() };
    let spring = shipped_days()
        .0
        .iter()
        .find(|(day, it)| day.year() == year && it.kind == StateDayKind::Holiday && it.name.as_deref() == Some("春节"));
    Some(after(*spring?.0, days.parse().ok()?))
}

impl Player<'_> {
    pub(super) async fn play_calendar(&self, at: DateTime<Utc>, deed: Deed) -> Result<()> {
        match deed {
            Deed::Close(nth, year) => self.close(at, self.tables.closures.get(nth).ok_or_else(missing)?, year).await,
            Deed::Shifts => {
                let form = ShiftPatternForm {
                    name: "四班三运转".to_owned(),
                    cycle_days: "8".to_owned(),
                    anchor: self.calendar.monday.to_string(),
                    shifts: "1 08:00-16:00\n2 08:00-16:00\n3 16:00-00:00\n4 16:00-00:00\n5 00:00-08:00\n6 00:00-08:00"
                        .to_owned(),
                };
                let ctx = self.officer(ON_SHIFTS, at)?;
                calendar::add_pattern(self.db, &ctx, ctx.acting_organisation()?, &form).await?;
                Ok(())
            }
        }
    }

    async fn close(&self, at: DateTime<Utc>, closure: &Closure, year: i32) -> Result<()> {
        let (first, last) = day(&closure.first, year).zip(day(&closure.last, year)).ok_or_else(missing)?;
        let form = CalendarEntryForm {
            name: closure.name.clone(),
            kind: closure.kind.clone(),
            first_day: first.to_string(),
            last_day: last.to_string(),
            part: closure.part.clone(),
            runs_as: String::new(),
        };
        let ctx = self.officer(&closure.organisation, at)?;
        calendar::add_entry(self.db, &ctx, ctx.acting_organisation()?, &form).await?;
        Ok(())
    }
}
