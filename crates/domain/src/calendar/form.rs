//! What an organisation's people type of its own days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CalendarEntry, DayPart, EntryKind};
use crate::{Code, Result, form::Check, id::CalendarEntryId};

/// The most days that one entry covers.
const MOST_DAYS: i64 = 366;

/// An entry of an organisation's calendar as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredEntry {
    /// Identifier.
    pub id: CalendarEntryId,
    /// What it says.
    pub entry: CalendarEntry,
    /// Counts edits.
    pub version: i32,
}

/// What people type to add or change an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CalendarEntryForm {
    /// What it is called.
    pub name: String,
    /// Text of an [`EntryKind`].
    pub kind: String,
    /// First day.
    pub first_day: String,
    /// Last day, inclusive; the first day where it is left out.
    pub last_day: String,
    /// Text of a [`DayPart`]; the whole day where it is left out.
    pub part: String,
    /// The day whose timetable runs, or empty.
    pub runs_as: String,
}

impl CalendarEntryForm {
    /// Reads the form.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong; `not_asked` for a day whose timetable runs where
    /// nobody works or on more days than one.
    pub fn check(&self) -> Result<CalendarEntry> {
        let mut check = Check::default();
        let name = check.text("name", &self.name, 60);
        let kind = check.choice("kind", &self.kind, EntryKind::parse);
        let first_day = check.day("first_day", &self.first_day);
        let last_day = check.optional_day("last_day", &self.last_day);
        let part = match self.part.trim() {
            "" => Some(DayPart::Whole),
            text => check.choice("part", text, DayPart::parse),
        };
        let runs_as = check.optional_day("runs_as", &self.runs_as);
        let value = (|| {
            let first_day = first_day?;
            let entry = CalendarEntry {
                first_day,
                last_day: last_day?.unwrap_or(first_day),
                part: part?,
                kind: kind?,
                runs_as: runs_as?,
                name: name?.as_str().into(),
            };
            Some(entry)
        })();
        if let Some(entry) = &value {
            judge(&mut check, entry);
        }
        check.finish(value)
    }
}

fn judge(check: &mut Check, entry: &CalendarEntry) {
    let days = (entry.last_day - entry.first_day).num_days() + 1;
    if days < 1 {
        check.wrong("last_day", Code::EndBeforeStart);
    } else if days > MOST_DAYS {
        check.wrong("last_day", Code::OutOfRange);
    }
    if entry.runs_as.is_some() && (days != 1 || entry.kind == EntryKind::Closed) {
        check.wrong("runs_as", Code::NotAsked);
    } else if entry.runs_as == Some(entry.first_day) {
        check.wrong("runs_as", Code::OutOfRange);
    }
}

impl CalendarEntry {
    /// Whether two entries speak of the same part of the same day.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let days = self.first_day <= other.last_day && other.first_day <= self.last_day;
        let morning = self.part.has_morning() && other.part.has_morning();
        let afternoon = self.part.has_afternoon() && other.part.has_afternoon();
        days && (morning || afternoon)
    }
}

impl From<&CalendarEntry> for CalendarEntryForm {
    fn from(stored: &CalendarEntry) -> Self {
        let day = |day: NaiveDate| day.to_string();
        Self {
            name: stored.name.as_str().to_owned(),
            kind: stored.kind.as_str().to_owned(),
            first_day: day(stored.first_day),
            last_day: day(stored.last_day),
            part: stored.part.as_str().to_owned(),
            runs_as: stored.runs_as.map(day).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    fn form(kind: &str, first: &str, last: &str) -> CalendarEntryForm {
        CalendarEntryForm {
            name: "高温假".into(),
            kind: kind.into(),
            first_day: first.into(),
            last_day: last.into(),
            ..Default::default()
        }
    }

    fn wrong(form: &CalendarEntryForm) -> Vec<(String, Code)> {
        let Err(Error::Invalid(wrong)) = form.check() else { return Vec::new() };
        wrong.into_iter().map(|wrong| (wrong.field, wrong.code)).collect()
    }

    #[test]
    fn one_day_needs_no_last_day_and_is_whole() {
        let entry = form("closed", "2026-05-04", "").check().unwrap();
        assert_eq!((entry.first_day, entry.part), (entry.last_day, DayPart::Whole));
        let again = CalendarEntryForm::from(&entry);
        assert_eq!(again.check().unwrap(), entry);
    }

    #[test]
    fn only_one_day_of_work_runs_another_day() {
        let runs = |it: CalendarEntryForm, day: &str| wrong(&CalendarEntryForm { runs_as: day.into(), ..it });
        assert_eq!(runs(form("works", "2026-02-28", ""), "2026-02-20"), []);
        let not_asked = [("runs_as".to_owned(), Code::NotAsked)];
        assert_eq!(runs(form("closed", "2026-02-28", ""), "2026-02-20"), not_asked);
        assert_eq!(runs(form("works", "2026-02-28", "2026-03-01"), "2026-02-20"), not_asked);
        let itself = [("runs_as".to_owned(), Code::OutOfRange)];
        assert_eq!(runs(form("works", "2026-02-28", ""), "2026-02-28"), itself);
    }

    #[test]
    fn an_entry_is_in_order_and_at_most_a_year() {
        let code = |code| vec![("last_day".to_owned(), code)];
        assert_eq!(wrong(&form("closed", "2026-08-02", "2026-08-01")), code(Code::EndBeforeStart));
        assert_eq!(wrong(&form("closed", "2026-01-01", "2027-06-30")), code(Code::OutOfRange));
    }

    #[test]
    fn morning_and_afternoon_of_a_day_do_not_meet() {
        let part = |part: &str| CalendarEntryForm { part: part.into(), ..form("closed", "2026-03-08", "") };
        let (morning, afternoon) = (part("morning").check().unwrap(), part("afternoon").check().unwrap());
        assert!(!morning.meets(&afternoon));
        assert!(part("whole").check().unwrap().meets(&afternoon));
    }
}
