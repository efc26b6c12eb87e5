//! The amounts of a week, and of one day, as people type them.

use serde::{Deserialize, Serialize};

use super::{Shift, block::LONGEST as LONGEST_DAY};
use crate::{
    Code,
    duration::{Typed, class_hours, hours_text, read_duration, tenths_text},
    form::Check,
    hours::{Kind, read_time},
    placement::Direction,
};

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

    /// The work of the weekdays, Monday first; `None` when one is wrong, which is then noted. The names of the
    /// fields end in `suffix`.
    pub fn check(
        &self,
        check: &mut Check,
        suffix: &str,
        direction: Direction,
        class_hour_minutes: i32,
    ) -> Option<[Shift; 7]> {
        let kind = usual_kind(direction);
        let mut shifts = [Some(Shift::default()); 7];
        for (shift, (field, text)) in shifts.iter_mut().zip(self.fields()) {
            *shift = check.take(&format!("{field}{suffix}"), read_shift(text, kind, class_hour_minutes));
        }
        let mut read = [Shift::default(); 7];
        for (read, shift) in read.iter_mut().zip(shifts) {
            *read = shift?;
        }
        Some(read)
    }

    /// The texts that are read as these shifts, Monday first; empty for a day without work.
    #[must_use]
    pub fn of(week: [Shift; 7], direction: Direction, class_hour_minutes: i32) -> Self {
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] =
            week.map(|shift| shift_text(shift, direction, class_hour_minutes));
        Self { monday, tuesday, wednesday, thursday, friday, saturday, sunday }
    }
}

/// The kind in which the log of a placement mostly counts.
pub(super) fn usual_kind(direction: Direction) -> Kind {
    Kind::of(direction).first().copied().unwrap_or(Kind::OnPost)
}

/// A shift of a text: a length, or from when to when; none of an empty one.
pub(super) fn read_shift(text: &str, kind: Kind, class_hour_minutes: i32) -> std::result::Result<Shift, Code> {
    if text.trim().is_empty() || read_duration(text) == Ok(Some(Typed::Minutes(0))) {
        return Ok(Shift::default());
    }
    let (minutes, span) = read_time(text, kind, class_hour_minutes)?;
    Ok(Shift { start: span.map(|(start, _)| start), minutes })
}

/// A shift as it is typed: from when to when, or its length; nothing for none.
pub(super) fn shift_text(shift: Shift, direction: Direction, class_hour_minutes: i32) -> String {
    let clock = |minute: i32| format!("{}:{:02}", minute / 60, minute % 60);
    match shift.start.filter(|_| shift.minutes > 0) {
        Some(start) => {
            let end = (start + shift.minutes) % LONGEST_DAY;
            // A whole day ends when it starts; that it is on the next day must be said.
            let next = if shift.minutes == LONGEST_DAY { "+" } else { "" };
            format!("{}-{next}{}", clock(start), clock(end))
        }
        None => amount_text(shift.minutes, direction, class_hour_minutes),
    }
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
