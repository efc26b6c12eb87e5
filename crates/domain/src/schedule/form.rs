//! What people type to say when somebody is expected, and how it is read.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Schedule;
use crate::{
    Code, Result,
    duration::{Typed, class_hours, hours_text, read_duration, tenths_text},
    form::{Check, read_day},
    hours::{Kind, read_time},
    placement::{Direction, Placement},
};

/// The longest list of days off, in characters.
const LONGEST_LIST: usize = 20_000;

/// What of a placement its schedule depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive.
    pub last_day: NaiveDate,
    /// Which way: a number alone is class hours where somebody teaches, as in the log of hours.
    pub direction: Direction,
    /// Minutes of one class hour.
    pub class_hour_minutes: i32,
}

impl From<&Placement> for Stay {
    fn from(placement: &Placement) -> Self {
        Self {
            first_day: placement.first_day,
            last_day: placement.last_day,
            direction: placement.direction,
            class_hour_minutes: placement.class_hour_minutes,
        }
    }
}

/// The amounts of a week as they are typed, empty for a day without work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WeekForm {
    /// `8`, `8:00`, `9-17`; class hours when it ends in `节`, `学时` or `ch`, and as a number alone where
    /// somebody teaches.
    pub monday: String,
    /// As [`Self::monday`].
    pub tuesday: String,
    /// As [`Self::monday`].
    pub wednesday: String,
    /// As [`Self::monday`].
    pub thursday: String,
    /// As [`Self::monday`].
    pub friday: String,
    /// As [`Self::monday`].
    pub saturday: String,
    /// As [`Self::monday`].
    pub sunday: String,
}

impl WeekForm {
    /// The names of the fields with what was typed, Monday first.
    #[must_use]
    pub fn fields(&self) -> [(&'static str, &str); 7] {
        [
            ("monday", &self.monday),
            ("tuesday", &self.tuesday),
            ("wednesday", &self.wednesday),
            ("thursday", &self.thursday),
            ("friday", &self.friday),
            ("saturday", &self.saturday),
            ("sunday", &self.sunday),
        ]
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields().iter().all(|(_, text)| text.trim().is_empty())
    }

    /// The minutes of the weekdays, Monday first; `None` when one is wrong, which is then noted.
    pub fn check(&self, check: &mut Check, direction: Direction, class_hour_minutes: i32) -> Option<[i32; 7]> {
        let kind = usual_kind(direction);
        let mut minutes = [Some(0); 7];
        for (minutes, (field, text)) in minutes.iter_mut().zip(self.fields()) {
            *minutes = check.take(field, read_amount(text, kind, class_hour_minutes));
        }
        let mut read = [0; 7];
        for (read, minutes) in read.iter_mut().zip(minutes) {
            *read = minutes?;
        }
        Some(read)
    }

    /// The texts that are read as these minutes, Monday first; empty for a day without work.
    #[must_use]
    pub fn of(minutes: [i32; 7], direction: Direction, class_hour_minutes: i32) -> Self {
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] =
            minutes.map(|minutes| amount_text(minutes, direction, class_hour_minutes));
        Self { monday, tuesday, wednesday, thursday, friday, saturday, sunday }
    }
}

/// The kind in which the log of a placement mostly counts.
fn usual_kind(direction: Direction) -> Kind {
    Kind::of(direction).first().copied().unwrap_or(Kind::OnPost)
}

fn read_amount(text: &str, kind: Kind, class_hour_minutes: i32) -> std::result::Result<i32, Code> {
    if text.trim().is_empty() || read_duration(text) == Ok(Some(Typed::Minutes(0))) {
        return Ok(0);
    }
    read_time(text, kind, class_hour_minutes).map(|(minutes, _)| minutes)
}

/// Minutes as they are typed in a placement: class hours where somebody teaches and they are whole tenths,
/// else hours; nothing for none.
#[must_use]
pub fn amount_text(minutes: i32, direction: Direction, class_hour_minutes: i32) -> String {
    if minutes == 0 {
        return String::new();
    }
    let hours = hours_text(minutes.into());
    if usual_kind(direction) != Kind::ClassHours {
        return hours;
    }
    let tenths = class_hours(class_hour_minutes.into(), minutes.into()).map(tenths_text);
    let read_back = |text: &String| read_time(text, Kind::ClassHours, class_hour_minutes) == Ok((minutes, None));
    // With its unit, what is no number of class hours stays hours.
    tenths.filter(read_back).unwrap_or_else(|| format!("{hours}h"))
}

/// What people type to set a schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScheduleForm {
    /// The amounts of the weekdays.
    #[serde(flatten)]
    pub week: WeekForm,
    /// First day; empty means that of the placement.
    pub first_day: String,
    /// Last day, inclusive; empty means that of the placement.
    pub last_day: String,
    /// Days off, one day or one range to a line: `2026-10-01` or `2026-10-01..2026-10-07`.
    pub days_off: String,
}

impl ScheduleForm {
    /// Reads the form for a placement.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong; `no_weekday` when no weekday has minutes,
    /// `outside_placement`, `end_before_start` and `day_off_outside` among the codes.
    pub fn check(&self, stay: &Stay) -> Result<Schedule> {
        let mut check = Check::default();
        let minutes = self.week.check(&mut check, stay.direction, stay.class_hour_minutes);
        if minutes == Some([0; 7]) {
            check.wrong("monday", Code::NoWeekday);
        }
        let first_day = check.optional_day("first_day", &self.first_day).map(|day| day.unwrap_or(stay.first_day));
        let last_day = check.optional_day("last_day", &self.last_day).map(|day| day.unwrap_or(stay.last_day));
        let covered = |day: &NaiveDate| (stay.first_day..=stay.last_day).contains(day);
        for (field, day) in [("first_day", first_day), ("last_day", last_day)] {
            if day.is_some_and(|day| !covered(&day)) {
                check.wrong(field, Code::OutsidePlacement);
            }
        }
        let days = first_day.filter(covered).zip(last_day.filter(covered));
        if days.is_some_and(|(first, last)| last < first) {
            check.wrong("last_day", Code::EndBeforeStart);
        }
        let days = days.filter(|(first, last)| first <= last);
        let days_off = check.take("days_off", read_days_off(&self.days_off, days));
        let value = (|| {
            let (first_day, last_day) = days?;
            Some(Schedule { minutes: minutes?, first_day, last_day, days_off: days_off? })
        })();
        check.finish(value)
    }

    /// The form that is read as a schedule.
    #[must_use]
    pub fn of(schedule: &Schedule, stay: &Stay) -> Self {
        let line = |(first, last): &(NaiveDate, NaiveDate)| {
            if first == last { first.to_string() } else { format!("{first}..{last}") }
        };
        Self {
            week: WeekForm::of(schedule.minutes, stay.direction, stay.class_hour_minutes),
            first_day: schedule.first_day.to_string(),
            last_day: schedule.last_day.to_string(),
            days_off: schedule.runs_off().iter().map(line).collect::<Vec<_>>().join("\n"),
        }
    }
}

/// The days of a list, sorted, each once; all must lie within `within`, where that is known.
fn read_days_off(text: &str, within: Option<(NaiveDate, NaiveDate)>) -> std::result::Result<Vec<NaiveDate>, Code> {
    if text.chars().count() > LONGEST_LIST {
        return Err(Code::TooLong);
    }
    let mut days = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (first, last) = match ["..", "…", "~", "～", "至", "到"].iter().find_map(|sign| line.split_once(sign))
        {
            Some((first, last)) => (read_day(first)?, read_day(last.trim_start_matches(['.', '…']))?),
            None => (read_day(line)?, read_day(line)?),
        };
        if last < first {
            return Err(Code::EndBeforeStart);
        }
        let Some(within) = within else { continue };
        if first < within.0 || last > within.1 {
            return Err(Code::DayOffOutside);
        }
        days.extend(first.iter_days().take_while(|day| *day <= last));
        // A range that is named many times over is one range.
        days.sort_unstable();
        days.dedup();
    }
    Ok(days)
}
