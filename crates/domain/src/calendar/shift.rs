//! Shift patterns (排班): the cycles in which posts of an organisation are worked.

use serde::{Deserialize, Serialize};

use super::cycle::{Cycle, CycleForm};
use crate::{
    Result,
    form::Check,
    id::{OrganisationId, ShiftPatternId},
};

/// A shift pattern of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftPattern {
    /// Identifier.
    pub id: ShiftPatternId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What it is called; unique in the organisation.
    pub name: String,
    /// Its days and shifts.
    #[serde(flatten)]
    pub cycle: Cycle,
    /// Counts edits.
    pub version: i32,
}

/// What people type of a shift pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShiftPatternForm {
    /// What it is called.
    pub name: String,
    /// As in [`CycleForm`].
    pub cycle_days: String,
    /// As in [`CycleForm`].
    pub anchor: String,
    /// As in [`CycleForm`].
    pub shifts: String,
}

/// A checked shift pattern, ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewShiftPattern {
    /// What it is called, at most 60 characters.
    pub name: String,
    /// Its days and shifts.
    pub cycle: Cycle,
}

impl ShiftPatternForm {
    /// Reads the form.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong, as [`CycleForm::check`] notes them.
    pub fn check(&self) -> Result<NewShiftPattern> {
        let mut check = Check::default();
        let name = check.text("name", &self.name, 60);
        let Self { cycle_days, anchor, shifts, .. } = self.clone();
        let cycle = CycleForm { cycle_days, anchor, shifts }.check(&mut check, ["cycle_days", "anchor", "shifts"]);
        check.finish(name.zip(cycle).map(|(name, cycle)| NewShiftPattern { name, cycle }))
    }
}

impl From<&ShiftPattern> for ShiftPatternForm {
    fn from(stored: &ShiftPattern) -> Self {
        let CycleForm { cycle_days, anchor, shifts } = CycleForm::from(&stored.cycle);
        Self { name: stored.name.clone(), cycle_days, anchor, shifts }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::{Code, Error};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn form(shifts: &str) -> ShiftPatternForm {
        ShiftPatternForm {
            name: "四班三运转".into(),
            cycle_days: "4".into(),
            anchor: "2026-11-02".into(),
            shifts: shifts.into(),
        }
    }

    fn pattern(form: &ShiftPatternForm) -> ShiftPattern {
        let new = form.check().unwrap();
        ShiftPattern {
            id: ShiftPatternId(1),
            organisation: OrganisationId(1),
            name: new.name,
            cycle: new.cycle,
            version: 1,
        }
    }

    #[test]
    fn the_attendance_date_of_a_night_shift_is_the_day_on_which_it_starts() {
        let it = pattern(&form("1 08:00-20:00\n2 20:00-08:00"));
        assert_eq!(it.cycle.attendance(day("2026-11-04"), 7 * 60), Some(day("2026-11-03")));
        assert_eq!(it.cycle.attendance(day("2026-11-03"), 23 * 60), Some(day("2026-11-03")));
        assert_eq!(it.cycle.attendance(day("2026-11-04"), 8 * 60), None, "the end is not worked");
        assert_eq!(it.cycle.attendance(day("2026-11-02"), 8 * 60), Some(day("2026-11-02")));
    }

    #[test]
    fn a_cycle_begins_anew_before_and_after_its_anchor() {
        let it = pattern(&form("1 08:00-20:00\n2 20:00-08:00"));
        let starts = |text: &str| it.cycle.on(day(text)).map(|shift| shift.start).collect::<Vec<_>>();
        assert_eq!(starts("2026-11-06"), [480]);
        assert_eq!(starts("2026-10-30"), [1200]);
        assert!(starts("2026-11-04").is_empty());
    }

    #[test]
    fn lines_are_read_as_people_type_them() {
        let plain = form("1 08:00-20:00\n2 20:00-08:00").check().unwrap();
        assert_eq!(form("第1天 8：00－20：00\n\n第2天，20:00～8:00").check().unwrap(), plain);
        assert_eq!(form("1 0:00-24:00").check().unwrap().cycle.shifts[0].minutes, 1440);
        assert_eq!(form("1 8:00-8:00").check().unwrap().cycle.shifts[0].minutes, 1440);
    }

    #[test]
    fn a_line_that_says_nothing_sensible_is_refused() {
        for bad in ["5 8:00-9:00", "0 8:00-9:00", "1", "1 8-9", "a 8:00-9:00", "1 8:61-9:00", "1 25:00-26:00"] {
            let Err(Error::Invalid(fields)) = form(bad).check() else { panic!("{bad}") };
            assert_eq!((fields[0].field.as_str(), fields[0].code), ("shifts", Code::BadShift), "{bad}");
        }
        let together = form("1 08:00-12:00 11:00-13:00").check();
        assert!(together.is_err());
        assert!(form("4 20:00-08:00\n1 07:00-09:00").check().is_err(), "into the next cycle");
    }

    #[test]
    fn what_is_stored_fills_the_form_that_stores_it_again() {
        let typed = form("1 08:00-12:00 13:00-20:00\n2 20:00-08:00");
        assert_eq!(ShiftPatternForm::from(&pattern(&typed)), typed);
    }
}
