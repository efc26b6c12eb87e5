//! Recurrence rules as written (RFC 5545 3.3.10).

use chrono::{NaiveDateTime, NaiveTime, Weekday};

use super::value;

/// How often a period comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Freq {
    Yearly,
    Monthly,
    Weekly,
    Daily,
    Hourly,
    Minutely,
    Secondly,
}

/// A weekday, or the n-th one of a month or year, from its end when negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ByDay {
    pub(super) nth: Option<i32>,
    pub(super) weekday: Weekday,
}

/// The last moment of a rule, inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Until {
    /// The end of the day where only a day is written.
    pub(super) at: NaiveDateTime,
    pub(super) is_utc: bool,
    pub(super) is_day: bool,
}

/// A rule whose values are in range and go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) freq: Freq,
    pub(super) interval: u32,
    pub(super) count: Option<u32>,
    pub(super) until: Option<Until>,
    pub(super) week_start: Weekday,
    pub(super) positions: Vec<i32>,
    pub(super) months: Vec<i32>,
    pub(super) month_days: Vec<i32>,
    pub(super) year_days: Vec<i32>,
    pub(super) weeks: Vec<i32>,
    pub(super) weekdays: Vec<ByDay>,
    pub(super) hours: Vec<i32>,
    pub(super) minutes: Vec<i32>,
    pub(super) seconds: Vec<i32>,
}

/// Reads a rule; answers the part that is wrong, unknown or goes with no other.
pub(super) fn parse(text: &str) -> Result<Rule, String> {
    let mut rule = Rule {
        freq: Freq::Daily,
        interval: 1,
        count: None,
        until: None,
        week_start: Weekday::Mon,
        positions: Vec::new(),
        months: Vec::new(),
        month_days: Vec::new(),
        year_days: Vec::new(),
        weeks: Vec::new(),
        weekdays: Vec::new(),
        hours: Vec::new(),
        minutes: Vec::new(),
        seconds: Vec::new(),
    };
    let mut seen: Vec<String> = Vec::new();
    for part in text.trim().trim_end_matches(';').split(';') {
        let (name, value) = part.split_once('=').ok_or_else(|| part.to_owned())?;
        let (name, value) = (name.trim().to_ascii_uppercase(), value.trim());
        if seen.contains(&name) || rule.set(&name, value).is_none() {
            return Err(part.to_owned());
        }
        seen.push(name);
    }
    if !seen.iter().any(|name| name == "FREQ") {
        return Err(text.to_owned());
    }
    if rule.count.is_some() && rule.until.is_some() {
        return Err("COUNT, UNTIL".to_owned());
    }
    let nth = rule.weekdays.iter().any(|day| day.nth.is_some());
    if nth && (rule.freq > Freq::Monthly || !rule.weeks.is_empty()) {
        return Err("BYDAY".to_owned());
    }
    if !rule.weeks.is_empty() && rule.freq != Freq::Yearly {
        return Err("BYWEEKNO".to_owned());
    }
    if !rule.month_days.is_empty() && rule.freq == Freq::Weekly {
        return Err("BYMONTHDAY".to_owned());
    }
    if !rule.year_days.is_empty() && matches!(rule.freq, Freq::Daily | Freq::Weekly | Freq::Monthly) {
        return Err("BYYEARDAY".to_owned());
    }
    Ok(rule)
}

impl Rule {
    fn set(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "FREQ" => self.freq = freq(value)?,
            "INTERVAL" => self.interval = value.parse().ok().filter(|interval| (1..=100_000).contains(interval))?,
            "COUNT" => self.count = Some(value.parse().ok().filter(|count| *count > 0)?),
            "UNTIL" => self.until = Some(until(value)?),
            "WKST" => self.week_start = weekday(value)?,
            "BYSETPOS" => self.positions = numbers(value, 1, 366, true)?,
            "BYMONTH" => self.months = numbers(value, 1, 12, false)?,
            "BYMONTHDAY" => self.month_days = numbers(value, 1, 31, true)?,
            "BYYEARDAY" => self.year_days = numbers(value, 1, 366, true)?,
            "BYWEEKNO" => self.weeks = numbers(value, 1, 53, true)?,
            "BYHOUR" => self.hours = numbers(value, 0, 23, false)?,
            "BYMINUTE" => self.minutes = numbers(value, 0, 59, false)?,
            "BYSECOND" => self.seconds = numbers(value, 0, 59, false)?,
            "BYDAY" => {
                self.weekdays = value.split(',').map(by_day).collect::<Option<_>>()?;
                self.weekdays.truncate(400);
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether it names hours, minutes or seconds, which a rule of days cannot have.
    pub(super) const fn has_times(&self) -> bool {
        !self.hours.is_empty()
            || !self.minutes.is_empty()
            || !self.seconds.is_empty()
            || matches!(self.freq, Freq::Hourly | Freq::Minutely | Freq::Secondly)
    }
}

fn freq(text: &str) -> Option<Freq> {
    Some(match text.to_ascii_uppercase().as_str() {
        "YEARLY" => Freq::Yearly,
        "MONTHLY" => Freq::Monthly,
        "WEEKLY" => Freq::Weekly,
        "DAILY" => Freq::Daily,
        "HOURLY" => Freq::Hourly,
        "MINUTELY" => Freq::Minutely,
        "SECONDLY" => Freq::Secondly,
        _ => return None,
    })
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

fn by_day(text: &str) -> Option<ByDay> {
    let text = text.trim();
    let (nth, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let nth = match nth {
        "" => None,
        nth => Some(nth.parse::<i32>().ok().filter(|nth| (1..=53).contains(&nth.abs()))?),
    };
    Some(ByDay { nth, weekday: weekday(name)? })
}

fn until(text: &str) -> Option<Until> {
    let (text, is_utc) = text.strip_suffix(['Z', 'z']).map_or((text, false), |text| (text, true));
    if !text.contains('T') {
        let at = value::day(text).ok()?.and_time(NaiveTime::from_hms_opt(23, 59, 59)?);
        return Some(Until { at, is_utc: false, is_day: true });
    }
    let at = NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok()?;
    Some(Until { at, is_utc, is_day: false })
}

/// Numbers whose size lies in `least..=most`, sorted, each once; negative ones where they are `signed`.
fn numbers(text: &str, least: i32, most: i32, signed: bool) -> Option<Vec<i32>> {
    let mut found = Vec::new();
    for number in text.split(',') {
        let number: i32 = number.trim().parse().ok()?;
        let size = if signed { number.checked_abs()? } else { number };
        if !(least..=most).contains(&size) {
            return None;
        }
        found.push(number);
    }
    found.sort_unstable();
    found.dedup();
    Some(found)
}
