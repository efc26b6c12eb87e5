//! Shift patterns (排班): cycles of days with the shifts that start on each of them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    Code, Result,
    form::Check,
    id::{OrganisationId, ShiftPatternId},
};

/// The longest cycle, in days.
pub const MOST_CYCLE_DAYS: i64 = 56;

/// Minutes of a day.
const DAY: i32 = 1440;

/// A shift of a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shift {
    /// The day of the cycle on which it starts, the first being 0.
    pub cycle_day: i32,
    /// The minute of the day at which it starts, 0..1440.
    pub start: i32,
    /// How long it is in minutes, 1..=1440; a night shift ends on the next morning.
    pub minutes: i32,
}

/// A shift pattern of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftPattern {
    /// Identifier.
    pub id: ShiftPatternId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What it is called; unique in the organisation.
    pub name: String,
    /// How many days pass until it begins anew.
    pub cycle_days: i32,
    /// A day on which the cycle begins.
    pub anchor: NaiveDate,
    /// The shifts in order.
    pub shifts: Vec<Shift>,
    /// Counts edits.
    pub version: i32,
}

impl ShiftPattern {
    /// The shifts that start on a day. Their attendance date is this day, also when they end on the next one.
    pub fn on(&self, day: NaiveDate) -> impl Iterator<Item = Shift> + '_ {
        let place = (day - self.anchor).num_days().rem_euclid(i64::from(self.cycle_days.max(1)));
        self.shifts.iter().copied().filter(move |shift| i64::from(shift.cycle_day) == place)
    }

    /// The attendance date of a minute of a day: the day on which the shift started in which it lies; none where
    /// nobody is on shift.
    #[must_use]
    pub fn attendance(&self, day: NaiveDate, minute: i32) -> Option<NaiveDate> {
        let within = |shift: Shift, minute: i32| shift.start <= minute && minute < shift.start + shift.minutes;
        let before = day.pred_opt()?;
        if self.on(before).any(|shift| within(shift, minute + DAY)) {
            Some(before)
        } else {
            self.on(day).any(|shift| within(shift, minute)).then_some(day)
        }
    }
}

/// What people type of a shift pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShiftPatternForm {
    /// What it is called.
    pub name: String,
    /// Days of the cycle.
    pub cycle_days: String,
    /// A day on which the cycle begins.
    pub anchor: String,
    /// A line for each day with shifts: its number in the cycle and the times, `1 08:00-20:00`; a shift whose end
    /// is not after its start ends on the next day.
    pub shifts: String,
}

/// A checked shift pattern, ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewShiftPattern {
    /// What it is called, at most 60 characters.
    pub name: String,
    /// Days of the cycle.
    pub cycle_days: i32,
    /// A day on which the cycle begins.
    pub anchor: NaiveDate,
    /// The shifts in order; at least one.
    pub shifts: Vec<Shift>,
}

impl ShiftPatternForm {
    /// Reads the form.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong; `bad_shift` for a line that cannot be read, a day
    /// beyond the cycle, or two shifts that start or run at the same time.
    pub fn check(&self) -> Result<NewShiftPattern> {
        let mut check = Check::default();
        let name = check.text("name", &self.name, 60);
        let cycle_days = check.number("cycle_days", &self.cycle_days, 1..=MOST_CYCLE_DAYS);
        let cycle_days = cycle_days.and_then(|days| i32::try_from(days).ok());
        let anchor = check.day("anchor", &self.anchor);
        let shifts = cycle_days.and_then(|days| match self.shifts.trim() {
            "" => check.take("shifts", Err(Code::Required)),
            text => check.take("shifts", read_shifts(text, days)),
        });
        let value =
            (|| Some(NewShiftPattern { name: name?, cycle_days: cycle_days?, anchor: anchor?, shifts: shifts? }))();
        check.finish(value)
    }
}

fn read_shifts(text: &str, cycle_days: i32) -> std::result::Result<Vec<Shift>, Code> {
    let mut shifts = Vec::new();
    for line in text.lines().map(half_width) {
        let mut words = line.split_whitespace();
        let Some(day) = words.next() else { continue };
        let day = day.trim_start_matches('第').trim_end_matches('天').parse::<i32>().map_err(|_| Code::BadShift)?;
        if !(1..=cycle_days).contains(&day) {
            return Err(Code::BadShift);
        }
        let mut any = false;
        for span in words {
            let (start, minutes) = read_span(span).ok_or(Code::BadShift)?;
            shifts.push(Shift { cycle_day: day - 1, start, minutes });
            any = true;
        }
        if !any {
            return Err(Code::BadShift);
        }
    }
    shifts.sort_unstable();
    if overlap(&shifts, cycle_days) { Err(Code::BadShift) } else { Ok(shifts) }
}

fn half_width(line: &str) -> String {
    line.replace('：', ":").replace(['－', '–', '—', '～', '~'], "-").replace(['，', ',', '；', ';', '、'], " ")
}

/// Start and length of `22:00-06:00`.
fn read_span(text: &str) -> Option<(i32, i32)> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (read_clock(from)?, read_clock(to)?);
    if from == DAY {
        return None;
    }
    let minutes = if to > from { to - from } else { to + DAY - from };
    Some((from, minutes))
}

fn read_clock(text: &str) -> Option<i32> {
    let (hour, minute) = text.split_once(':')?;
    let digits = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    let at = hour.parse::<i32>().ok()? * 60 + minute.parse::<i32>().ok().filter(|minute| *minute < 60)?;
    (at <= DAY).then_some(at)
}

/// Whether two shifts run at the same time, also from the last day of the cycle into the first.
fn overlap(shifts: &[Shift], cycle_days: i32) -> bool {
    let begin = |shift: &Shift| i64::from(shift.cycle_day) * i64::from(DAY) + i64::from(shift.start);
    let end = |shift: &Shift| begin(shift) + i64::from(shift.minutes);
    let cycle = i64::from(cycle_days) * i64::from(DAY);
    let around = shifts.first().map(|first| begin(first) + cycle);
    let next = shifts.iter().skip(1).map(begin).chain(around);
    shifts.iter().zip(next).any(|(shift, next)| end(shift) > next)
}

impl From<&ShiftPattern> for ShiftPatternForm {
    fn from(stored: &ShiftPattern) -> Self {
        let clock = |minute: i32| format!("{:02}:{:02}", minute / 60, minute % 60);
        let mut shifts = String::new();
        for day in 0..stored.cycle_days {
            let spans: Vec<String> = stored
                .shifts
                .iter()
                .filter(|shift| shift.cycle_day == day)
                .map(|shift| format!("{}-{}", clock(shift.start), clock((shift.start + shift.minutes) % DAY)))
                .collect();
            if !spans.is_empty() {
                shifts.push_str(&format!("{} {}\n", day + 1, spans.join(" ")));
            }
        }
        Self {
            name: stored.name.clone(),
            cycle_days: stored.cycle_days.to_string(),
            anchor: stored.anchor.to_string(),
            shifts: shifts.trim_end().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

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
            cycle_days: new.cycle_days,
            anchor: new.anchor,
            shifts: new.shifts,
            version: 1,
        }
    }

    #[test]
    fn the_attendance_date_of_a_night_shift_is_the_day_on_which_it_starts() {
        let it = pattern(&form("1 08:00-20:00\n2 20:00-08:00"));
        assert_eq!(it.attendance(day("2026-11-04"), 7 * 60), Some(day("2026-11-03")));
        assert_eq!(it.attendance(day("2026-11-03"), 23 * 60), Some(day("2026-11-03")));
        assert_eq!(it.attendance(day("2026-11-04"), 8 * 60), None, "the end is not worked");
        assert_eq!(it.attendance(day("2026-11-02"), 8 * 60), Some(day("2026-11-02")));
    }

    #[test]
    fn a_cycle_begins_anew_before_and_after_its_anchor() {
        let it = pattern(&form("1 08:00-20:00\n2 20:00-08:00"));
        let starts = |text: &str| it.on(day(text)).map(|shift| shift.start).collect::<Vec<_>>();
        assert_eq!(starts("2026-11-06"), [480]);
        assert_eq!(starts("2026-10-30"), [1200]);
        assert!(starts("2026-11-04").is_empty());
    }

    #[test]
    fn lines_are_read_as_people_type_them() {
        let plain = form("1 08:00-20:00\n2 20:00-08:00").check().unwrap();
        assert_eq!(form("第1天 8：00－20：00\n\n第2天，20:00～8:00").check().unwrap(), plain);
        assert_eq!(form("1 0:00-24:00").check().unwrap().shifts[0].minutes, 1440);
        assert_eq!(form("1 8:00-8:00").check().unwrap().shifts[0].minutes, 1440);
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
