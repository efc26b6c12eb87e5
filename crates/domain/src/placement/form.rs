//! What people type to draft or change a placement, and how it is read.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Direction, Form, Load};
use crate::{
    Code, Result,
    form::Check,
    id::{OpeningId, OrganisationId, PersonId},
    schedule::{Shift, WeekForm},
};

/// What people type to draft or change a placement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlacementForm {
    /// Text of a [`Direction`].
    pub direction: String,
    /// Identifier of the participant.
    pub participant: String,
    /// Identifier of the sending organisation.
    pub sending: String,
    /// Identifier of the hosting organisation.
    pub hosting: String,
    /// Identifier of the mentor, or empty.
    pub mentor: String,
    /// Text of a [`Form`].
    pub form: String,
    /// Text of a [`Load`].
    pub load: String,
    /// Where, in words.
    pub place: String,
    /// First day.
    pub first_day: String,
    /// Last day, inclusive.
    pub last_day: String,
    /// Planned hours, whole or with a decimal point.
    pub planned_hours: String,
    /// Minutes of one class hour; empty means 45.
    pub class_hour_minutes: String,
    /// What the stay is for.
    pub objectives: String,
    /// The amounts of the weekdays of its schedule; nothing typed leaves the schedule as it is.
    #[serde(flatten)]
    pub week: WeekForm,
    /// Identifier of the opening it is made from, or empty.
    pub opening: String,
}

/// A checked placement, ready to be stored as a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlacement {
    /// Which way.
    pub direction: Direction,
    /// Who goes.
    pub participant: PersonId,
    /// From where.
    pub sending: OrganisationId,
    /// To where.
    pub hosting: OrganisationId,
    /// Mentor at the host.
    pub mentor: Option<PersonId>,
    /// The form.
    pub form: Form,
    /// Full or part time.
    pub load: Load,
    /// Where, in words.
    pub place: Option<String>,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive.
    pub last_day: NaiveDate,
    /// Planned minutes.
    pub planned_minutes: i32,
    /// Minutes of one class hour.
    pub class_hour_minutes: i32,
    /// What the stay is for.
    pub objectives: Option<String>,
    /// The work of each weekday, Monday first, where a schedule was typed with it.
    pub week: Option<[Shift; 7]>,
    /// The opening it is made from.
    pub opening: Option<OpeningId>,
}

impl PlacementForm {
    /// Reads the form.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong.
    pub fn check(&self) -> Result<NewPlacement> {
        let mut check = Check::default();
        let direction = check.choice("direction", &self.direction, Direction::parse);
        let participant = check.choice("participant", &self.participant, PersonId::parse);
        let sending = id_or(&mut check, "sending", &self.sending, Code::MissingSender);
        let hosting = id_or(&mut check, "hosting", &self.hosting, Code::MissingHost);
        if sending.is_some() && sending == hosting {
            check.wrong("hosting", Code::SenderIsHost);
        }
        let mentor = if self.mentor.trim().is_empty() {
            Some(None)
        } else {
            check.choice("mentor", &self.mentor, PersonId::parse).map(Some)
        };
        if let (Some(Some(mentor)), Some(participant)) = (mentor, participant)
            && mentor == participant
        {
            check.wrong("mentor", Code::MentorIsParticipant);
        }
        let form = check.choice("form", &self.form, Form::parse);
        let load = check.choice("load", &self.load, Load::parse);
        let place = check.optional_text("place", &self.place, 200);
        let days = read_days(&mut check, &self.first_day, &self.last_day);
        let planned_minutes = check.take("planned_hours", read_planned(&self.planned_hours));
        let class_hour_minutes = if self.class_hour_minutes.trim().is_empty() {
            Some(i64::from(CLASS_HOUR_MINUTES))
        } else {
            check.number("class_hour_minutes", &self.class_hour_minutes, 20..=120)
        };
        let objectives = check.optional_lines("objectives", &self.objectives, 2000);
        let opening = if self.opening.trim().is_empty() {
            Some(None)
        } else {
            check.choice("opening", &self.opening, OpeningId::parse).map(Some)
        };
        let week = self.read_week(&mut check, direction, class_hour_minutes);
        let value = (|| {
            let (first_day, last_day) = days?;
            Some(NewPlacement {
                direction: direction?,
                participant: participant?,
                sending: sending?,
                hosting: hosting?,
                mentor: mentor?,
                form: form?,
                load: load?,
                place: place?,
                first_day,
                last_day,
                planned_minutes: planned_minutes?,
                class_hour_minutes: i32::try_from(class_hour_minutes?).ok()?,
                objectives: objectives?,
                week: week?,
                opening: opening?,
            })
        })();
        check.finish(value)
    }

    /// The work of the weekdays; `Some(None)` when nothing was typed, `None` when something is wrong.
    fn read_week(
        &self,
        check: &mut Check,
        direction: Option<Direction>,
        class_hour_minutes: Option<i64>,
    ) -> Option<Option<[Shift; 7]>> {
        if self.week.is_empty() {
            return Some(None);
        }
        let each = class_hour_minutes.and_then(|each| i32::try_from(each).ok()).unwrap_or(CLASS_HOUR_MINUTES);
        let week = self.week.check(check, "", direction.unwrap_or(Direction::EnterprisePractice), each)?;
        if week.iter().all(|shift| shift.minutes == 0) {
            check.wrong("monday", Code::NoWeekday);
        }
        Some(Some(week))
    }
}

/// Minutes of one class hour (学时, 课时) unless a placement says otherwise.
pub const CLASS_HOUR_MINUTES: i32 = 45;

/// The longest placement, in days.
pub const LONGEST_DAYS: i64 = 366 * 6;

/// Reads two days, the second not before the first.
pub fn read_days(check: &mut Check, first_day: &str, last_day: &str) -> Option<(NaiveDate, NaiveDate)> {
    let first = check.day("first_day", first_day);
    let last = check.day("last_day", last_day);
    let (first, last) = (first?, last?);
    if last < first {
        check.wrong("last_day", Code::EndBeforeStart);
        None
    } else if (last - first).num_days() > LONGEST_DAYS {
        check.wrong("last_day", Code::OutOfRange);
        None
    } else {
        Some((first, last))
    }
}

fn id_or(check: &mut Check, field: &str, text: &str, missing: Code) -> Option<OrganisationId> {
    if text.trim().is_empty() {
        check.wrong(field, missing);
        return None;
    }
    check.choice(field, text, OrganisationId::parse)
}

/// Reads planned hours such as `320` or `37.5` into minutes; empty means none.
///
/// # Errors
/// [`Code::NotANumber`], or [`Code::OutOfRange`] beyond 20,000 hours.
pub fn read_planned(text: &str) -> std::result::Result<i32, Code> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(0);
    }
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    if part.len() > 2 || !part.bytes().all(|b| b.is_ascii_digit()) || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Code::NotANumber);
    }
    let whole: i32 = whole.parse().map_err(|_| Code::NotANumber)?;
    let hundredths: i32 = format!("{part:0<2}").parse().map_err(|_| Code::NotANumber)?;
    if whole > 20_000 {
        return Err(Code::OutOfRange);
    }
    Ok(whole * 60 + (hundredths * 60 + 50) / 100)
}
