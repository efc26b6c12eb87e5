//! Cycles of days (周期排班): the shifts that start on each day of a cycle, which begins anew for ever.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Code, form::Check};

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

/// Days that recur with their shifts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cycle {
    /// How many days pass until it begins anew, 1..=56.
    pub cycle_days: i32,
    /// A day on which the cycle begins.
    pub anchor: NaiveDate,
    /// The shifts in order; at least one.
    pub shifts: Vec<Shift>,
}

/// What people type of a cycle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CycleForm {
    /// Days of the cycle.
    pub cycle_days: String,
    /// A day on which the cycle begins.
    pub anchor: String,
    /// A line for each day with shifts: its number in the cycle and the times, `1 08:00-20:00`; a shift whose end
    /// is not after its start ends on the next day.
    pub shifts: String,
}

impl Cycle {
    /// The shifts that start on a day. Their attendance date is this day, also when they end on the next one.
    pub fn on(&self, day: NaiveDate) -> impl Iterator<Item = Shift> + '_ {
        let place = (day - self.anchor).num_days().rem_euclid(i64::from(self.cycle_days.max(1)));
        self.shifts.iter().copied().filter(move |shift| i64::from(shift.cycle_day) == place)
    }

    /// The minutes of the shifts that start on each day of the cycle.
    pub fn minutes(&self) -> impl Iterator<Item = i32> + '_ {
        let on = |day| self.shifts.iter().filter(move |shift| shift.cycle_day == day).map(|shift| shift.minutes);
        (0..self.cycle_days).map(move |day| on(day).sum())
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

impl CycleForm {
    /// Reads what was typed into the fields `days`, `anchor` and `shifts`. `None` when something is wrong, which is
    /// then noted: `bad_shift` for a line that cannot be read, a day beyond the cycle, or two shifts that start or run
    /// at the same time.
    pub fn check(&self, check: &mut Check, [days, anchor, shifts]: [&str; 3]) -> Option<Cycle> {
        let cycle_days = check.number(days, &self.cycle_days, 1..=MOST_CYCLE_DAYS);
        let cycle_days = cycle_days.and_then(|days| i32::try_from(days).ok());
        let anchor = check.day(anchor, &self.anchor);
        let shifts = cycle_days.and_then(|days| match self.shifts.trim() {
            "" => check.take(shifts, Err(Code::Required)),
            text => check.take(shifts, read_shifts(text, days)),
        });
        Some(Cycle { cycle_days: cycle_days?, anchor: anchor?, shifts: shifts? })
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

impl From<&Cycle> for CycleForm {
    fn from(cycle: &Cycle) -> Self {
        let clock = |minute: i32| format!("{:02}:{:02}", minute / 60, minute % 60);
        let mut shifts = String::new();
        for day in 0..cycle.cycle_days {
            let spans: Vec<String> = cycle
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
            cycle_days: cycle.cycle_days.to_string(),
            anchor: cycle.anchor.to_string(),
            shifts: shifts.trim_end().to_owned(),
        }
    }
}
