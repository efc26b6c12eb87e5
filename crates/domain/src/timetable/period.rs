//! The period clock of a college (作息时间): from which minute to which each numbered period (节次) lasts.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::{Code, registration::half_width};

/// The most periods of a day.
pub const MOST_PERIODS: u8 = 20;

/// When a period is, in minutes of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The minute in which it begins, from 0.
    pub start: u16,
    /// The minute with which it is over, at most 1440.
    pub end: u16,
}

/// The periods of a day in order, the first being number 1. None overlaps the one before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PeriodClock(Vec<Period>);

impl PeriodClock {
    /// A clock of periods in order.
    ///
    /// # Errors
    /// [`Code::Required`] without any; [`Code::BadPeriod`] with the place of a period that ends before it begins,
    /// begins before the one before it is over, or lies beyond the day or [`MOST_PERIODS`].
    pub fn new(periods: Vec<Period>) -> Result<Self, (Code, usize)> {
        let mut over = 0;
        for (place, period) in periods.iter().enumerate() {
            if period.start < over || period.end <= period.start || period.end > 24 * 60 {
                return Err((Code::BadPeriod, place));
            }
            over = period.end;
        }
        match periods.len() {
            0 => Err((Code::Required, 0)),
            many if many > usize::from(MOST_PERIODS) => Err((Code::BadPeriod, usize::from(MOST_PERIODS))),
            _ => Ok(Self(periods)),
        }
    }

    /// Reads lines such as `1 08:00-08:45`, numbered from 1 on, in any width; blank lines are left out.
    ///
    /// # Errors
    /// As [`PeriodClock::new`], with the number of the line, 1 being the first.
    pub fn parse(text: &str) -> Result<Self, (Code, usize)> {
        let (mut periods, mut lines) = (Vec::new(), Vec::new());
        for (line, written) in (1..).zip(text.lines().take(200)) {
            let written: String = written.chars().map(half_width).collect();
            if written.trim().is_empty() {
                continue;
            }
            let number = u8::try_from(periods.len() + 1).unwrap_or(u8::MAX);
            periods.push(read_line(written.trim(), number).ok_or((Code::BadPeriod, line))?);
            lines.push(line);
        }
        Self::new(periods).map_err(|(code, place)| (code, lines.get(place).copied().unwrap_or(1)))
    }

    /// The periods in order.
    #[must_use]
    pub fn periods(&self) -> &[Period] {
        &self.0
    }

    /// Whether nothing is said.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// From when to when a row of periods lasts, breaks included; none when the clock does not have them.
    #[must_use]
    pub fn span(&self, first: u8, last: u8) -> Option<Period> {
        let period = |number: u8| self.0.get(usize::from(number).checked_sub(1)?).copied();
        (first <= last).then_some(())?;
        Some(Period { start: period(first)?.start, end: period(last)?.end })
    }

    /// The periods that begin and end with these minutes of the day; none when a break or half a period would
    /// be left over.
    #[must_use]
    pub fn periods_of(&self, start: u16, end: u16) -> Option<(u8, u8)> {
        let place = |found: Option<usize>| found.and_then(|place| u8::try_from(place + 1).ok());
        let first = place(self.0.iter().position(|period| period.start == start))?;
        let last = place(self.0.iter().position(|period| period.end == end))?;
        (first <= last).then_some((first, last))
    }
}

/// As lines that [`PeriodClock::parse`] reads.
impl std::fmt::Display for PeriodClock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        for (number, period) in (1..).zip(&self.0) {
            writeln!(text, "{number} {}-{}", clock_text(period.start), clock_text(period.end))?;
        }
        f.write_str(text.trim_end())
    }
}

/// A minute of the day as `08:05`.
pub(super) fn clock_text(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn read_line(line: &str, number: u8) -> Option<Period> {
    let line = line.trim_start_matches('第');
    let digits = line.find(|c: char| !c.is_ascii_digit())?;
    let (written, rest) = line.split_at_checked(digits)?;
    if written.parse() != Ok(number) {
        return None;
    }
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '节' | ':' | '.' | ','));
    let (start, end) = rest.split_once(['-', '~', '–', '—', '至'])?;
    Some(Period { start: minute(start)?, end: minute(end)? })
}

/// Reads `8:05`, a minute of the day.
pub(super) fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let number = |text: &str, longest: usize| {
        let right = (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        right.then(|| text.parse::<u16>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2).filter(|_| minutes.len() == 2)?);
    (hours <= 24 && minutes < 60).then_some(hours * 60 + minutes)
}
