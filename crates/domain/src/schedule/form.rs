//! What people type to say when somebody is expected, and how it is read.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Block, Rhythm, Schedule, Special, SpecialDay,
    week_form::{WeekForm, read_shift, shift_text, usual_kind},
};
use crate::{
    Code, Result,
    calendar::{Cycle, CycleForm},
    form::{Check, read_day},
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

text_enum! {
    /// By what a schedule recurs.
    pub enum RunsBy {
        /// By one or several weeks.
        Week = "week",
        /// 倒班: by a cycle of another number of days, such as the shift patterns of a host have.
        Cycle = "cycle",
    }
}

/// How many weeks that recur a form has.
pub const BLOCKS: usize = 3;

/// What people type to set one of the weeks that recur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockForm {
    /// Text of a [`Rhythm`]; empty means every week.
    pub weeks: String,
    /// First day; empty means that of the schedule.
    pub first_day: String,
    /// Last day, inclusive; empty means that of the schedule.
    pub last_day: String,
    /// The amounts of the weekdays.
    pub week: WeekForm,
}

/// What people type to set a schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScheduleForm {
    /// The amounts of the weekdays of the first week that recurs.
    #[serde(flatten)]
    pub week: WeekForm,
    /// In which weeks that one runs: text of a [`Rhythm`]; empty means every week.
    pub weeks: String,
    /// First day; empty means that of the placement.
    pub first_day: String,
    /// Last day, inclusive; empty means that of the placement.
    pub last_day: String,
    /// A day of week 1; empty means the first day.
    pub week_one: String,
    /// Text of a [`RunsBy`]; empty means by weeks. What was typed of the other is left aside.
    pub runs_by: String,
    /// Days of the cycle in which shifts recur.
    pub cycle_days: String,
    /// A day on which the cycle begins.
    pub cycle_anchor: String,
    /// The shifts of the cycle, as in [`CycleForm`].
    pub cycle_shifts: String,
    /// `false` when the host's calendar does not decide on holidays and make-up workdays.
    pub keeps_calendar: String,
    /// Days off, one day or one range to a line: `2026-10-01` or `2026-10-01..2026-10-07`.
    pub days_off: String,
    /// Days that run otherwise, one to a line: `2026-10-10 8`, `2026-10-10 9-17` or `2026-10-10 = 2026-10-02`.
    pub special: String,
    /// Why soft conflicts of a placement that is submitted or agreed are accepted.
    pub accept: String,
    /// The further weeks that recur: the same names with `_2` and `_3` behind them, such as `monday_2`, `weeks_2`,
    /// `first_day_2`, `last_day_2`.
    #[serde(flatten)]
    pub more: BTreeMap<String, String>,
}

impl ScheduleForm {
    /// The further weeks that recur, each with what its names end in.
    #[must_use]
    pub fn further(&self) -> Vec<(String, BlockForm)> {
        (2..=BLOCKS)
            .map(|number| {
                let suffix = format!("_{number}");
                let value = |name: &str| self.more.get(&format!("{name}{suffix}")).cloned().unwrap_or_default();
                let week = WeekForm {
                    monday: value("monday"),
                    tuesday: value("tuesday"),
                    wednesday: value("wednesday"),
                    thursday: value("thursday"),
                    friday: value("friday"),
                    saturday: value("saturday"),
                    sunday: value("sunday"),
                };
                let (weeks, first_day, last_day) = (value("weeks"), value("first_day"), value("last_day"));
                (suffix, BlockForm { weeks, first_day, last_day, week })
            })
            .collect()
    }

    /// The form with a cycle taken over, such as that of a shift pattern of the host.
    #[must_use]
    pub fn in_cycle(self, cycle: &Cycle) -> Self {
        let CycleForm { cycle_days, anchor, shifts } = CycleForm::from(cycle);
        let runs_by = RunsBy::Cycle.as_str().to_owned();
        Self { runs_by, cycle_days, cycle_anchor: anchor, cycle_shifts: shifts, ..self }
    }

    /// By what the schedule recurs.
    #[must_use]
    pub fn runs_by(&self) -> RunsBy {
        RunsBy::parse(self.runs_by.trim()).unwrap_or(RunsBy::Week)
    }

    /// What was typed of the cycle.
    fn cycle(&self) -> CycleForm {
        CycleForm {
            cycle_days: self.cycle_days.clone(),
            anchor: self.cycle_anchor.clone(),
            shifts: self.cycle_shifts.clone(),
        }
    }

    /// Reads the form for a placement.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong; `no_weekday` when no weekday has minutes, `bad_shift`,
    /// `outside_placement`, `end_before_start` and `day_off_outside` among the codes.
    pub fn check(&self, stay: &Stay) -> Result<Schedule> {
        let mut check = Check::default();
        let (direction, each) = (stay.direction, stay.class_hour_minutes);
        let whole = (stay.first_day, stay.last_day);
        let days = check_days(&mut check, "", (&self.first_day, &self.last_day), whole);
        let within = days.unwrap_or(whole);
        let mut blocks = Vec::new();
        let mut is_whole = true;
        let by_cycle = self.runs_by() == RunsBy::Cycle;
        let fields = ["cycle_days", "cycle_anchor", "cycle_shifts"];
        let cycle = if by_cycle { self.cycle().check(&mut check, fields) } else { None };
        let first = BlockForm { weeks: self.weeks.clone(), week: self.week.clone(), ..BlockForm::default() };
        for (suffix, form) in [(String::new(), first)].into_iter().chain(self.further()).filter(|_| !by_cycle) {
            if !suffix.is_empty() && form.week.is_empty() {
                continue;
            }
            let week = form.week.check(&mut check, &suffix, direction, each);
            if suffix.is_empty() && week.is_some_and(|week| week.iter().all(|shift| shift.minutes == 0)) {
                check.wrong("monday", Code::NoWeekday);
            }
            let rhythm = match form.weeks.trim() {
                "" => Some(Rhythm::WEEKLY),
                text => check.take(&format!("weeks{suffix}"), Rhythm::parse(text).ok_or(Code::UnknownValue)),
            };
            let days = if suffix.is_empty() {
                Some(within)
            } else {
                check_days(&mut check, &suffix, (&form.first_day, &form.last_day), within)
            };
            match (week, rhythm, days) {
                (Some(week), Some(rhythm), Some((first_day, last_day))) => {
                    blocks.push(Block { first_day, last_day, rhythm, week });
                }
                _ => is_whole = false,
            }
        }
        let week_one = check.optional_day("week_one", &self.week_one).map(|day| day.unwrap_or(within.0));
        let days_off = check.take("days_off", read_days_off(&self.days_off, days));
        let special = check.take("special", read_special(&self.special, days, direction, each));
        let value = (|| {
            let (first_day, last_day) = days?;
            let keeps_calendar = self.keeps_calendar.trim() != "false";
            let (week_one, days_off, special) = (week_one?, days_off?, special?);
            let cycle = if by_cycle { Some(cycle?) } else { None };
            is_whole.then_some(Schedule {
                first_day,
                last_day,
                week_one,
                keeps_calendar,
                blocks,
                cycle,
                days_off,
                special,
            })
        })();
        check.finish(value)
    }

    /// The form that is read as a schedule.
    #[must_use]
    pub fn of(schedule: &Schedule, stay: &Stay) -> Self {
        let line = |(first, last): &(NaiveDate, NaiveDate)| {
            if first == last { first.to_string() } else { format!("{first}..{last}") }
        };
        let week = |block: &Block| WeekForm::of(block.week, stay.direction, stay.class_hour_minutes);
        let weeks = |block: &Block| {
            if block.rhythm == Rhythm::WEEKLY { String::new() } else { block.rhythm.to_string() }
        };
        let mut more = BTreeMap::new();
        for (number, block) in (2..).zip(schedule.blocks.iter().skip(1)) {
            let mut put = |name: &str, value: String| drop(more.insert(format!("{name}_{number}"), value));
            for (name, value) in week(block).fields() {
                put(name, value.to_owned());
            }
            put("weeks", weeks(block));
            put("first_day", block.first_day.to_string());
            put("last_day", block.last_day.to_string());
        }
        let special = |special: &SpecialDay| match special.how {
            Special::RunsAs(other) => format!("{} = {other}", special.day),
            Special::Works(shift) if shift.minutes == 0 => format!("{} 0", special.day),
            Special::Works(shift) => {
                format!("{} {}", special.day, shift_text(shift, stay.direction, stay.class_hour_minutes))
            }
        };
        let first = schedule.blocks.first();
        let runs_by = if schedule.cycle.is_some() { RunsBy::Cycle } else { RunsBy::Week };
        let cycle = schedule.cycle.as_ref().map(CycleForm::from).unwrap_or_default();
        Self {
            week: first.map(week).unwrap_or_default(),
            weeks: first.map(weeks).unwrap_or_default(),
            first_day: schedule.first_day.to_string(),
            last_day: schedule.last_day.to_string(),
            week_one: schedule.week_one.to_string(),
            runs_by: runs_by.as_str().to_owned(),
            cycle_days: cycle.cycle_days,
            cycle_anchor: cycle.anchor,
            cycle_shifts: cycle.shifts,
            keeps_calendar: schedule.keeps_calendar.to_string(),
            days_off: schedule.runs_off().iter().map(line).collect::<Vec<_>>().join("\n"),
            special: schedule.special.iter().map(special).collect::<Vec<_>>().join("\n"),
            accept: String::new(),
            more,
        }
    }
}

/// A first and a last day within others, which they are where nothing is typed; `None` when something is wrong.
fn check_days(
    check: &mut Check,
    suffix: &str,
    (first, last): (&str, &str),
    within: (NaiveDate, NaiveDate),
) -> Option<(NaiveDate, NaiveDate)> {
    let (first_field, last_field) = (format!("first_day{suffix}"), format!("last_day{suffix}"));
    let first_day = check.optional_day(&first_field, first).map(|day| day.unwrap_or(within.0));
    let last_day = check.optional_day(&last_field, last).map(|day| day.unwrap_or(within.1));
    let covered = |day: &NaiveDate| (within.0..=within.1).contains(day);
    for (field, day) in [(&first_field, first_day), (&last_field, last_day)] {
        if day.is_some_and(|day| !covered(&day)) {
            check.wrong(field, Code::OutsidePlacement);
        }
    }
    let days = first_day.filter(covered).zip(last_day.filter(covered))?;
    if days.1 < days.0 {
        check.wrong(&last_field, Code::EndBeforeStart);
        return None;
    }
    Some(days)
}

/// The days that run otherwise, sorted, the later of two lines about one day; all must lie within `within`.
fn read_special(
    text: &str,
    within: Option<(NaiveDate, NaiveDate)>,
    direction: Direction,
    class_hour_minutes: i32,
) -> std::result::Result<Vec<SpecialDay>, Code> {
    if text.chars().count() > LONGEST_LIST {
        return Err(Code::TooLong);
    }
    let mut days = BTreeMap::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let as_day = ["=", "＝", "补", "按"].iter().find_map(|sign| line.split_once(sign));
        let (day, how) = match as_day {
            Some((day, other)) => (read_day(day)?, Special::RunsAs(read_day(other)?)),
            None => {
                let (day, amount) = line.split_once(char::is_whitespace).ok_or(Code::BadTime)?;
                (read_day(day)?, Special::Works(read_shift(amount, usual_kind(direction), class_hour_minutes)?))
            }
        };
        if within.is_some_and(|(first, last)| day < first || last < day) {
            return Err(Code::DayOffOutside);
        }
        days.insert(day, SpecialDay { day, how });
    }
    Ok(days.into_values().collect())
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
