//! Lengths of time as people type them into a cell of hours, and numbers of hours without words.

#[cfg(test)]
mod tests;

use crate::{Code, registration::half_width};

/// The minutes of a day.
pub const DAY_MINUTES: u32 = 1440;

/// What was typed into a cell of hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A length in minutes, 0..=1440.
    Minutes(u32),
    /// From a time to a time: half-open, in minutes after the midnight at which the day of the start began.
    Span {
        /// 0..=1439.
        start: u16,
        /// Later than `start` by at most 1440; more than 1440 when it lies after the next midnight.
        end: u16,
    },
}

impl Typed {
    /// The length in minutes.
    #[must_use]
    pub fn minutes(self) -> u32 {
        match self {
            Self::Minutes(minutes) => minutes,
            Self::Span { start, end } => u32::from(end.saturating_sub(start)),
        }
    }
}

/// Reads a cell of hours: a length (`8`, `8.5`, `8:30`, `8h30`, `8小时30分`, `45分钟`) or a span (`9-17`,
/// `9:00-17:30`, `22-6` and `22-次日6` over midnight), with full-width characters as people type them.
/// An empty cell is `None`. A decimal is rounded half up to the minute.
///
/// An end not after the start lies on the next day; an equal one is refused, because it may mean nothing
/// or a whole day.
///
/// # Errors
/// [`Code::OverTwentyFourHours`] for more than 1440 minutes, else [`Code::BadTime`].
pub fn read_duration(text: &str) -> Result<Option<Typed>, Code> {
    let plain = simplify(text)?;
    if plain.is_empty() {
        return Ok(None);
    }
    let typed = match plain.split_once('-') {
        Some((start, end)) => read_span(start, end)?,
        None => Typed::Minutes(read_length(&plain)?),
    };
    if typed.minutes() > DAY_MINUTES { Err(Code::OverTwentyFourHours) } else { Ok(Some(typed)) }
}

/// One spelling for what is written in many: half-width, lower case, `-` for every dash, `h` and `m` for
/// the units, no spaces. A space between two digits is refused, since `1 2` is not 12.
fn simplify(text: &str) -> Result<String, Code> {
    let mut plain = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.trim().chars() {
        let c = match half_width(c).to_ascii_lowercase() {
            '~' | '〜' | '∼' | '–' | '—' | '―' | '−' | '‐' | '‑' | '至' | '到' => '-',
            '∶' | '﹕' => ':',
            c => c,
        };
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && c.is_ascii_digit() && plain.ends_with(|last: char| last.is_ascii_digit()) {
            return Err(Code::BadTime);
        }
        gap = false;
        // A dash in Chinese is two characters wide and often typed as two.
        if !(c == '-' && plain.ends_with('-')) {
            plain.push(c);
        }
    }
    for (word, unit) in [
        ("个小时", "h"),
        ("小时", "h"),
        ("分钟", "m"),
        ("分", "m"),
        ("点", "h"),
        ("时", "h"),
        ("翌日", "+"),
        ("次日", "+"),
    ] {
        plain = plain.replace(word, unit);
    }
    Ok(plain)
}

/// A length in minutes from its simplified form; may exceed a day.
fn read_length(plain: &str) -> Result<u32, Code> {
    if let Some(minutes) = plain.strip_suffix("min").or_else(|| plain.strip_suffix('m'))
        && !minutes.contains('h')
    {
        return whole(minutes);
    }
    let number = plain.strip_suffix('h').unwrap_or(plain);
    match number.split_once('.') {
        Some((hours, fraction)) => decimal(hours, fraction),
        // A decimal comma; three digits after it would be thousands.
        None => match number.split_once(',') {
            Some((hours, fraction)) if fraction.len() <= 2 => decimal(hours, fraction),
            Some(_) => Err(Code::BadTime),
            None => hours_and_minutes(plain),
        },
    }
}

/// `8`, `8:30`, `8h`, `8h30`, `8h30m`, in minutes.
fn hours_and_minutes(plain: &str) -> Result<u32, Code> {
    let (hours, minutes) = if let Some((hours, minutes)) = plain.split_once(':') {
        // `8:3` may be meant as 8:03 or as 8:30.
        (
            hours,
            if minutes.len() == 2 {
                whole(minutes)?
            } else {
                return Err(Code::BadTime);
            },
        )
    } else if let Some((hours, minutes)) = plain.split_once('h') {
        let minutes = minutes.strip_suffix('m').unwrap_or(minutes);
        (hours, if minutes.is_empty() { 0 } else { whole(minutes)? })
    } else {
        (plain, 0)
    };
    if minutes > 59 {
        return Err(Code::BadTime);
    }
    Ok(whole(hours)?.saturating_mul(60).saturating_add(minutes))
}

/// `22` and `6` or `+6` as a span.
fn read_span(start: &str, end: &str) -> Result<Typed, Code> {
    let start = hours_and_minutes(start)?;
    let (end, next_day) = match end.strip_prefix('+') {
        Some(end) => (hours_and_minutes(end)?, true),
        None => (hours_and_minutes(end)?, false),
    };
    if start >= DAY_MINUTES || end > DAY_MINUTES || (start == end && !next_day) {
        return Err(Code::BadTime);
    }
    let end = if next_day || end < start { end + DAY_MINUTES } else { end };
    let narrow = |minute| u16::try_from(minute).map_err(|_| Code::BadTime);
    Ok(Typed::Span { start: narrow(start)?, end: narrow(end)? })
}

/// Hours with decimals in minutes, rounded half up.
fn decimal(hours: &str, fraction: &str) -> Result<u32, Code> {
    const DIGITS: usize = 6;
    if fraction.len() > DIGITS {
        return Err(Code::BadTime);
    }
    let millionths = u64::from(whole(&format!("{fraction:0<DIGITS$}"))?);
    let fraction_minutes = if fraction.is_empty() {
        return Err(Code::BadTime);
    } else {
        millionths * 60
    };
    let hours = if hours.is_empty() { 0 } else { whole(hours)? };
    let rounded = (fraction_minutes + 500_000) / 1_000_000;
    Ok(hours.saturating_mul(60).saturating_add(u32::try_from(rounded).unwrap_or(60)))
}

/// A whole number of digits only; one too large for the type is the largest.
fn whole(digits: &str) -> Result<u32, Code> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Code::BadTime);
    }
    Ok(digits.parse().unwrap_or(u32::MAX))
}

/// Minutes as hours with at most two decimals, rounded half away from zero: `8`, `8.5`, `7.25`. Read back
/// by [`read_duration`] it is the same number of minutes, since a hundredth of an hour is 0.6 minutes.
#[must_use]
pub fn hours_text(minutes: i64) -> String {
    let hundredths = (u128::from(minutes.unsigned_abs()) * 100 + 30) / 60;
    let sign = if minutes < 0 { "-" } else { "" };
    format!("{sign}{}{}", hundredths / 100, decimals(hundredths % 100))
}

/// `.5`, `.25` or nothing, for hundredths.
fn decimals(hundredths: u128) -> String {
    match (hundredths, hundredths % 10) {
        (0, _) => String::new(),
        (_, 0) => format!(".{}", hundredths / 10),
        _ => format!(".{hundredths:02}"),
    }
}

/// A minute after midnight as a time of day, `08:30`; from 1440 on, the time on the next day.
#[must_use]
pub fn clock_text(minute_of_day: u16) -> String {
    format!("{:02}:{:02}", minute_of_day / 60 % 24, minute_of_day % 60)
}

/// Minutes as class hours in tenths of a class hour, rounded half up; `None` when a class hour has no
/// minutes or an argument is negative.
#[must_use]
pub fn class_hours(minutes_per_class_hour: i64, minutes: i64) -> Option<i64> {
    if minutes_per_class_hour <= 0 || minutes < 0 {
        return None;
    }
    let doubled = i128::from(minutes) * 20 + i128::from(minutes_per_class_hour);
    i64::try_from(doubled / (i128::from(minutes_per_class_hour) * 2)).ok()
}

/// Tenths as a number with at most one decimal: `12`, `12.5`.
#[must_use]
pub fn tenths_text(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let size = tenths.unsigned_abs();
    format!("{sign}{}{}", size / 10, decimals(u128::from(size % 10) * 10))
}
