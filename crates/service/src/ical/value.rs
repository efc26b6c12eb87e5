//! Dates, times and durations as the format writes them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use domain::Code;

use super::{
    Problems,
    line::Property,
    zone::{Gap, Zone, Zones},
};

/// A day or a time, as written.
#[derive(Clone, Debug)]
pub(super) enum Stamp {
    /// A day.
    Day(NaiveDate),
    /// A time on the clocks of a zone.
    Time(NaiveDateTime, Zone),
}

impl Stamp {
    pub(super) const fn is_day(&self) -> bool {
        matches!(self, Self::Day(_))
    }

    /// What the calendar and the clock show; midnight for a day.
    pub(super) const fn local(&self) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(NaiveTime::MIN),
            Self::Time(local, _) => *local,
        }
    }

    /// What clocks of `zone` show at that instant; midnight for a day.
    pub(super) fn local_in(&self, zone: &Zone) -> NaiveDateTime {
        match self {
            Self::Time(local, own) if own != zone => {
                own.utc(*local, Gap::Forward).map_or(*local, |utc| zone.local(utc))
            }
            _ => self.local(),
        }
    }

    /// The same with another local time.
    pub(super) fn at(&self, local: NaiveDateTime) -> Self {
        match self {
            Self::Day(_) => Self::Day(local.date()),
            Self::Time(_, zone) => Self::Time(local, zone.clone()),
        }
    }
}

/// The one stamp of a property; an error is told and nothing answered.
pub(super) fn stamp(property: &Property, zones: &Zones, problems: &mut Problems) -> Option<Stamp> {
    stamps(property, zones, problems)?.into_iter().next().map(|(stamp, _)| stamp)
}

/// The stamps of a property that may have several, each with the end of its period where it is one.
pub(super) fn stamps(
    property: &Property,
    zones: &Zones,
    problems: &mut Problems,
) -> Option<Vec<(Stamp, Option<PeriodEnd>)>> {
    let zone = zones.of(property, problems)?;
    let mut found = Vec::new();
    for text in property.value.split(',').map(str::trim) {
        let (start, end) = text.split_once('/').map_or((text, None), |(start, end)| (start, Some(end)));
        let read = one(start, &zone).and_then(|start| Ok((start, end.map(|end| period_end(end, &zone)).transpose()?)));
        match read {
            Ok(read) => found.push(read),
            Err(code) => {
                problems.add(property.line, code, property.told());
                return None;
            }
        }
    }
    Some(found)
}

/// How a period ends.
#[derive(Clone, Debug)]
pub(super) enum PeriodEnd {
    At(Stamp),
    After(TimeDelta),
}

fn period_end(text: &str, zone: &Zone) -> Result<PeriodEnd, Code> {
    match duration(text) {
        Some(length) => Ok(PeriodEnd::After(length)),
        None => one(text, zone).map(PeriodEnd::At),
    }
}

/// `20261128`, `20261128T080000`, `20261128T080000Z`. The value decides, not the `VALUE` parameter, which
/// many writers forget.
fn one(text: &str, zone: &Zone) -> Result<Stamp, Code> {
    let Some((day, time)) = text.split_once(['T', 't']) else { return day(text).map(Stamp::Day) };
    let day = self::day(day)?;
    let (time, utc) = time.strip_suffix(['Z', 'z']).map_or((time, false), |time| (time, true));
    if !matches!(time.len(), 4 | 6) || !time.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Code::BadDate);
    }
    let two = |from: usize| time.get(from..from + 2).map_or(Some(0), |digits| digits.parse::<u32>().ok());
    // The leap second counts as the one before.
    let second = two(4).map(|second| if second == 60 { 59 } else { second });
    let clock = two(0).zip(two(2)).zip(second).and_then(|((h, m), s)| NaiveTime::from_hms_opt(h, m, s));
    let local = day.and_time(clock.ok_or(Code::NoSuchTime)?);
    let zone = if utc { Zone::utc_zone() } else { zone.clone() };
    zone.utc(local, Gap::Refuse).ok_or(Code::NoSuchTime)?;
    Ok(Stamp::Time(local, zone))
}

/// `20261128`.
pub(super) fn day(text: &str) -> Result<NaiveDate, Code> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Code::BadDate);
    }
    NaiveDate::parse_from_str(text, "%Y%m%d").map_err(|_| Code::BadDate)
}

/// `P1D`, `PT1H30M`, `P2W`, `-PT15M`.
pub(super) fn duration(text: &str) -> Option<TimeDelta> {
    let (text, negative) = text.strip_prefix('-').map_or((text, false), |text| (text, true));
    let text = text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?;
    let (mut total, mut digits, mut seen) = (0_i64, String::new(), false);
    for c in text.chars() {
        let unit = match c {
            '0'..='9' => {
                digits.push(c);
                continue;
            }
            'T' if digits.is_empty() => continue,
            'W' => 604_800,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        let amount: i64 = digits.parse().ok()?;
        total = total.checked_add(amount.checked_mul(unit)?)?;
        digits.clear();
        seen = true;
    }
    let total = if negative { -total } else { total };
    if seen && digits.is_empty() { TimeDelta::try_seconds(total) } else { None }
}

/// `+0800`, `-053000`: seconds east of UTC.
pub(super) fn offset(text: &str) -> Option<i32> {
    let text = text.trim();
    let (digits, sign) = match text.split_at_checked(1)? {
        ("+", digits) => (digits, 1),
        ("-", digits) => (digits, -1),
        _ => return None,
    };
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let two = |from: usize| digits.get(from..from + 2).map_or(Some(0), |two| two.parse::<i32>().ok());
    let seconds = two(0)? * 3_600 + two(2)? * 60 + two(4)?;
    (seconds < 86_400).then_some(sign * seconds)
}
