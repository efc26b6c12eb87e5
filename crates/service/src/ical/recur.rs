//! What a recurrence rule comes to, within given moments and a bounded number of steps.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use super::{
    Budget,
    rule::{ByDay, Freq, Rule},
};

/// Hands the moments of `rule` from `window.0` to `window.1`, both inclusive, to `take` in their order, and
/// answers nothing when the budget does not suffice. All times are local ones of one zone; `until` is the
/// last moment of the rule in the same zone.
///
/// A rule without a count is looked at from the window on; one with a count must be counted from its start.
pub(super) fn expand(
    rule: &Rule,
    start: NaiveDateTime,
    until: Option<NaiveDateTime>,
    window: (NaiveDateTime, NaiveDateTime),
    budget: &mut Budget,
    take: &mut dyn FnMut(NaiveDateTime),
) -> Option<()> {
    let rule = &with_defaults(rule, start);
    let last = until.map_or(window.1, |until| until.min(window.1));
    let from = if rule.count.is_some() { start } else { window.0.max(start) };
    let mut out = Out { start, first: window.0, last, left: rule.count, take };
    match seconds_of(rule.freq) {
        Some(unit) => moments(rule, start, from, i64::from(rule.interval) * unit, budget, &mut out),
        None => days(rule, start, from, budget, &mut out),
    }
}

const fn seconds_of(freq: Freq) -> Option<i64> {
    match freq {
        Freq::Hourly => Some(3_600),
        Freq::Minutely => Some(60),
        Freq::Secondly => Some(1),
        _ => None,
    }
}

/// Where the moments go.
struct Out<'a> {
    start: NaiveDateTime,
    first: NaiveDateTime,
    last: NaiveDateTime,
    left: Option<u32>,
    take: &'a mut dyn FnMut(NaiveDateTime),
}

impl Out<'_> {
    /// Takes the next moment; nothing when there can be no further ones.
    fn push(&mut self, moment: NaiveDateTime) -> Option<()> {
        if moment > self.last || self.left == Some(0) {
            return None;
        }
        if moment >= self.start {
            self.left = self.left.map(|left| left.saturating_sub(1));
            if moment >= self.first {
                (self.take)(moment);
            }
        }
        Some(())
    }
}

/// What the start stands for where the rule says nothing.
fn with_defaults(rule: &Rule, start: NaiveDateTime) -> Rule {
    let mut rule = rule.clone();
    let number = |number: u32| i32::try_from(number).unwrap_or_default();
    let names_days =
        !(rule.weeks.is_empty() && rule.year_days.is_empty() && rule.month_days.is_empty() && rule.weekdays.is_empty());
    match rule.freq {
        Freq::Yearly if !names_days => {
            if rule.months.is_empty() {
                rule.months = vec![number(start.month())];
            }
            rule.month_days = vec![number(start.day())];
        }
        Freq::Monthly if !names_days => rule.month_days = vec![number(start.day())],
        Freq::Weekly if !names_days => rule.weekdays = vec![ByDay { nth: None, weekday: start.weekday() }],
        _ => {}
    }
    let clock = |part: fn(&NaiveDateTime) -> u32| vec![number(part(&start))];
    if rule.hours.is_empty() && rule.freq < Freq::Hourly {
        rule.hours = clock(chrono::Timelike::hour);
    }
    if rule.minutes.is_empty() && rule.freq < Freq::Minutely {
        rule.minutes = clock(chrono::Timelike::minute);
    }
    if rule.seconds.is_empty() && rule.freq < Freq::Secondly {
        rule.seconds = clock(chrono::Timelike::second);
    }
    rule
}

/// Rules of days and longer: the days of each period that match, with all times of the rule.
fn days(rule: &Rule, start: NaiveDateTime, from: NaiveDateTime, budget: &mut Budget, out: &mut Out<'_>) -> Option<()> {
    let times = times(rule, budget)?;
    let periods = Periods { freq: rule.freq, base: start.date(), interval: i64::from(rule.interval), rule };
    let mut number = periods.reaching(from.date());
    loop {
        budget.step()?;
        // Beyond the days that can be written there is nothing more to come.
        let Some((first, last)) = periods.at(number) else { return Some(()) };
        if first > out.last.date() {
            return Some(());
        }
        let mut matching = Vec::new();
        for day in first.iter_days().take_while(|day| *day <= last) {
            budget.step()?;
            if matches(rule, day) {
                matching.push(day);
            }
        }
        if give(rule, &matching, &times, budget, out)?.is_none() {
            return Some(());
        }
        number += 1;
    }
}

/// The moments of one period; the inner answer is nothing when no further ones can come.
fn give(
    rule: &Rule,
    days: &[NaiveDate],
    times: &[NaiveTime],
    budget: &mut Budget,
    out: &mut Out<'_>,
) -> Option<Option<()>> {
    if rule.positions.is_empty() {
        for day in days {
            for time in times {
                budget.step()?;
                if out.push(day.and_time(*time)).is_none() {
                    return Some(None);
                }
            }
        }
        return Some(Some(()));
    }
    let all = days.len().saturating_mul(times.len());
    let mut chosen: Vec<usize> = rule.positions.iter().filter_map(|position| at_position(*position, all)).collect();
    chosen.sort_unstable();
    chosen.dedup();
    for at in chosen {
        budget.step()?;
        let (day, time) = (days.get(at / times.len()), times.get(at % times.len()));
        let Some((day, time)) = day.zip(time) else { continue };
        if out.push(day.and_time(*time)).is_none() {
            return Some(None);
        }
    }
    Some(Some(()))
}

fn at_position(position: i32, all: usize) -> Option<usize> {
    let size = usize::try_from(position.unsigned_abs()).ok()?;
    if size > all {
        return None;
    }
    if position > 0 { size.checked_sub(1) } else { all.checked_sub(size) }
}

/// All times of day of a rule, in their order.
fn times(rule: &Rule, budget: &mut Budget) -> Option<Vec<NaiveTime>> {
    let mut times = Vec::new();
    for hour in &rule.hours {
        for minute in &rule.minutes {
            for second in &rule.seconds {
                budget.step()?;
                let part = |part: i32| u32::try_from(part).unwrap_or_default();
                times.extend(NaiveTime::from_hms_opt(part(*hour), part(*minute), part(*second)));
            }
        }
    }
    Some(times)
}

/// The periods of a rule, counted from the one in which it starts.
struct Periods<'a> {
    freq: Freq,
    base: NaiveDate,
    interval: i64,
    rule: &'a Rule,
}

impl Periods<'_> {
    /// The first and last day of a period; nothing beyond the calendar.
    fn at(&self, number: i64) -> Option<(NaiveDate, NaiveDate)> {
        let steps = number.checked_mul(self.interval)?;
        match self.freq {
            Freq::Yearly => {
                let year = self.base.year().checked_add(i32::try_from(steps).ok()?)?;
                Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
            }
            Freq::Monthly => {
                let month = months(self.base).checked_add(steps)?;
                let first = first_of_month(month)?;
                Some((first, first_of_month(month + 1)?.pred_opt()?))
            }
            Freq::Weekly => {
                let first = self.week().checked_add_signed(TimeDelta::try_weeks(steps)?)?;
                Some((first, first.checked_add_days(Days::new(6))?))
            }
            _ => {
                let day = self.base.checked_add_signed(TimeDelta::try_days(steps)?)?;
                Some((day, day))
            }
        }
    }

    /// The number of a period not after the one with `day`, close to it.
    fn reaching(&self, day: NaiveDate) -> i64 {
        let passed = match self.freq {
            Freq::Yearly => i64::from(day.year() - self.base.year()),
            Freq::Monthly => months(day) - months(self.base),
            Freq::Weekly => (day - self.week()).num_weeks(),
            _ => (day - self.base).num_days(),
        };
        (passed.max(0) / self.interval.max(1)).saturating_sub(1).max(0)
    }

    fn week(&self) -> NaiveDate {
        self.base.week(self.rule.week_start).checked_first_day().unwrap_or(self.base)
    }
}

fn months(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month0())
}

fn first_of_month(month: i64) -> Option<NaiveDate> {
    let year = i32::try_from(month.div_euclid(12)).ok()?;
    NaiveDate::from_ymd_opt(year, u32::try_from(month.rem_euclid(12)).ok()? + 1, 1)
}

/// Whether a day is one of the rule's.
fn matches(rule: &Rule, day: NaiveDate) -> bool {
    let number = |number: u32| i32::try_from(number).unwrap_or_default();
    let (month, of_month, of_year) = (number(day.month()), number(day.day()), number(day.ordinal()));
    let month_length = number(u32::from(day.num_days_in_month()));
    let year_length = if day.leap_year() { 366 } else { 365 };
    let either =
        |list: &[i32], at: i32, length: i32| list.is_empty() || list.contains(&at) || list.contains(&(at - length - 1));
    let by_day = |by: &ByDay| {
        let (at, length) = if rule.freq == Freq::Yearly && rule.months.is_empty() {
            (of_year, year_length)
        } else {
            (of_month, month_length)
        };
        by.weekday == day.weekday()
            && by.nth.is_none_or(|nth| if nth > 0 { (at - 1) / 7 + 1 == nth } else { (length - at) / 7 + 1 == -nth })
    };
    (rule.months.is_empty() || rule.months.contains(&month))
        && either(&rule.month_days, of_month, month_length)
        && either(&rule.year_days, of_year, year_length)
        && (rule.weekdays.is_empty() || rule.weekdays.iter().any(by_day))
        && (rule.weeks.is_empty() || {
            let (week, weeks) = week_of(day, rule.week_start);
            either(&rule.weeks, week, weeks)
        })
}

/// The number of the week in which a day lies, and how many its year has: the first week of a year is the
/// first with four of its days in it.
fn week_of(day: NaiveDate, week_start: Weekday) -> (i32, i32) {
    let first = day.week(week_start).checked_first_day().unwrap_or(day);
    let begin = |year: i32| {
        let fourth = NaiveDate::from_ymd_opt(year, 1, 4).unwrap_or(day);
        fourth.week(week_start).checked_first_day().unwrap_or(fourth)
    };
    // The fourth day of a week lies in the year the week belongs to.
    let year = first.checked_add_days(Days::new(3)).unwrap_or(first).year();
    let weeks = |from: NaiveDate, to: NaiveDate| i32::try_from((to - from).num_weeks()).unwrap_or_default();
    (weeks(begin(year), first) + 1, weeks(begin(year), begin(year + 1)))
}

/// Rules of hours and shorter: one tick after the other, whole days left out where none can match.
fn moments(
    rule: &Rule,
    start: NaiveDateTime,
    from: NaiveDateTime,
    step: i64,
    budget: &mut Budget,
    out: &mut Out<'_>,
) -> Option<()> {
    use chrono::Timelike;
    let base = match rule.freq {
        Freq::Hourly => start.date().and_hms_opt(start.hour(), 0, 0)?,
        Freq::Minutely => start.date().and_hms_opt(start.hour(), start.minute(), 0)?,
        _ => start,
    };
    let mut number = ((from - base).num_seconds().max(0) / step.max(1)).saturating_sub(1).max(0);
    let number_of = |part: u32| i32::try_from(part).unwrap_or_default();
    let among = |list: &[i32], part: u32| list.is_empty() || list.contains(&number_of(part));
    loop {
        budget.step()?;
        let tick = number.checked_mul(step).and_then(TimeDelta::try_seconds).and_then(|by| base.checked_add_signed(by));
        let Some(tick) = tick.filter(|tick| *tick <= out.last) else { return Some(()) };
        if !matches(rule, tick.date()) {
            let Some(next) = tick.date().succ_opt() else { return Some(()) };
            let away = (next.and_time(NaiveTime::MIN) - base).num_seconds();
            number = (away + step - 1) / step;
            continue;
        }
        number += 1;
        let fits = among(&rule.hours, tick.hour())
            && (rule.freq == Freq::Hourly || among(&rule.minutes, tick.minute()))
            && (rule.freq != Freq::Secondly || among(&rule.seconds, tick.second()));
        if !fits {
            continue;
        }
        let narrowed = Rule {
            hours: vec![number_of(tick.hour())],
            minutes: if rule.freq == Freq::Hourly { rule.minutes.clone() } else { vec![number_of(tick.minute())] },
            seconds: if rule.freq == Freq::Secondly { vec![number_of(tick.second())] } else { rule.seconds.clone() },
            ..bare(rule)
        };
        let times = times(&narrowed, budget)?;
        if give(rule, &[tick.date()], &times, budget, out)?.is_none() {
            return Some(());
        }
    }
}

/// The rule without its lists, which one tick does not need.
fn bare(rule: &Rule) -> Rule {
    Rule {
        months: Vec::new(),
        month_days: Vec::new(),
        year_days: Vec::new(),
        weeks: Vec::new(),
        weekdays: Vec::new(),
        positions: Vec::new(),
        hours: Vec::new(),
        minutes: Vec::new(),
        seconds: Vec::new(),
        until: None,
        ..*rule
    }
}
