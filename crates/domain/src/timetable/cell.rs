//! The meeting times of a course section as registrars write them in one cell.

use chrono::Weekday;

use super::{
    Meeting, Misread, WeekSet,
    period::MOST_PERIODS,
    token::{LONGEST, Placed, Token, tokens},
    weeks::Told,
};
use crate::{Code, registration::half_width};

/// The most meetings in one cell.
pub const MOST_MEETINGS: usize = 60;

/// Reads a cell of meeting times such as `周三第1 ，2节 第{1-12}周|周五第3-4节(单)`, `星期二第3-4节` or `Mon 1-2`: one
/// meeting or several, parted by `|`, `;`, `/` or line breaks. A meeting that names no weeks of its own is held in `weeks`. A
/// blank cell has no meeting.
///
/// # Errors
/// With the place in the cell: [`Code::BadMeeting`] of what is no meeting; [`Code::OutOfRange`] of a period that
/// no day has; [`Code::EndBeforeStart`]; [`Code::Ambiguous`] of periods that do not follow one another;
/// [`Code::Required`] when neither it nor `weeks` says a week; [`Code::TooLong`], [`Code::TooLarge`]; and as
/// [`WeekSet::parse`] of its weeks.
pub fn read_meetings(text: &str, weeks: Option<WeekSet>) -> Result<Vec<Meeting>, Misread> {
    if text.chars().nth(LONGEST).is_some() {
        return Err(Misread { code: Code::TooLong, at: LONGEST + 1 });
    }
    let mut meetings = Vec::new();
    for (offset, part) in placed_parts(text) {
        if meetings.len() == MOST_MEETINGS {
            return Err(Misread { code: Code::TooLarge, at: offset + 1 });
        }
        meetings.push(meeting(&tokens(part, offset, Code::BadMeeting)?, offset + 1, weeks)?);
    }
    Ok(meetings)
}

/// Writes meetings in the one form that is kept in files; [`read_meetings`] reads it again.
#[must_use]
pub fn write_meetings(meetings: &[Meeting]) -> String {
    let write = |meeting: &Meeting| {
        let weekday = match meeting.weekday {
            Weekday::Mon => '一',
            Weekday::Tue => '二',
            Weekday::Wed => '三',
            Weekday::Thu => '四',
            Weekday::Fri => '五',
            Weekday::Sat => '六',
            Weekday::Sun => '日',
        };
        let Meeting { first_period, last_period, weeks, .. } = meeting;
        format!("周{weekday}第{first_period}-{last_period}节 第{{{weeks}}}周")
    };
    meetings.iter().map(write).collect::<Vec<_>>().join("|")
}

/// The parts of a cell that holds several things, trimmed, without empty ones: what `|`, `;`, `/` and line
/// breaks part outside brackets.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    placed_parts(text).map(|(_, part)| part.trim())
}

/// The same, not trimmed, with how many characters stand before each.
fn placed_parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut depth = 0_usize;
    let mut characters = 0;
    let parts = text.split_inclusive(move |c| {
        match half_width(c) {
            '(' | '{' | '[' | '【' => depth += 1,
            ')' | '}' | ']' | '】' => depth = depth.saturating_sub(1),
            '|' | ';' | '/' if depth == 0 => return true,
            '\n' | '\r' => return true,
            _ => {}
        }
        false
    });
    let parts = parts.map(move |part| {
        let offset = characters;
        characters += part.chars().count();
        let ends = |c: char| matches!(half_width(c), '|' | ';' | '/' | '\n' | '\r');
        (offset, part.strip_suffix(ends).unwrap_or(part))
    });
    parts.filter(|(_, part)| !part.trim().is_empty())
}

fn meeting(tokens: &[Placed], at: usize, all: Option<WeekSet>) -> Result<Meeting, Misread> {
    let wrong = |at| Misread { code: Code::BadMeeting, at };
    let mut weekdays = (0..).zip(tokens).filter_map(|(place, (at, token))| match token {
        Token::Weekday(weekday) => Some((place, *at, *weekday)),
        _ => None,
    });
    let (place, _, weekday) = weekdays.next().ok_or_else(|| wrong(at))?;
    if let Some((_, at, _)) = weekdays.next() {
        return Err(wrong(at));
    }
    let (before, after) = tokens.split_at_checked(place).ok_or_else(|| wrong(at))?;
    let after = after.get(1..).unwrap_or_default();
    let (periods, after) = after.split_at_checked(end_of_periods(after)).ok_or_else(|| wrong(at))?;
    let (first_period, last_period) = read_periods(periods, at)?;
    let (told, other) = (Told::read(before)?, Told::read(after)?);
    if told != Told::default() && other != Told::default() {
        // Weeks before the day and behind it: which of them is meant?
        return Err(Misread { code: Code::Ambiguous, at });
    }
    let told = if told == Told::default() { other } else { told };
    let weeks = told.within(all).ok_or(Misread { code: Code::Required, at })?;
    if weeks.is_empty() {
        return Err(Misread { code: Code::ContradictoryWeeks, at });
    }
    Ok(Meeting { weekday, first_period, last_period, weeks })
}

/// How many tokens say the periods: all up to 节, or as many as are a list of numbers.
fn end_of_periods(tokens: &[Placed]) -> usize {
    let is = |place: usize, wanted: Token| tokens.get(place).is_some_and(|(_, token)| *token == wanted);
    let behind = usize::from(is(0, Token::Period));
    if let Some(end) = (behind..tokens.len()).find(|place| is(*place, Token::Period)) {
        return end + 1 + usize::from(is(0, Token::Open) && is(end + 1, Token::Close));
    }
    let mut number = false;
    for (place, (_, token)) in tokens.iter().enumerate().skip(behind) {
        match token {
            Token::Number(_) if !number => number = true,
            Token::Dash | Token::Comma if number => number = false,
            Token::Ordinal if place == behind => {}
            _ => return place,
        }
    }
    tokens.len()
}

/// Reads `第1,2节`, `[01-02]节`, `1-2` or `3`.
fn read_periods(tokens: &[Placed], at: usize) -> Result<(u8, u8), Misread> {
    let mut numbers = Vec::new();
    let mut ranged = false;
    let mut expects = true;
    for (at, token) in tokens {
        let wrong = Misread { code: Code::BadMeeting, at: *at };
        match token {
            Token::Number(number) if expects => {
                let number = u8::try_from(*number).ok().filter(|number| (1..=MOST_PERIODS).contains(number));
                numbers.push(number.ok_or(Misread { code: Code::OutOfRange, at: *at })?);
                expects = false;
            }
            Token::Dash if !expects && numbers.len() == 1 => (ranged, expects) = (true, true),
            Token::Comma if !expects && !ranged => expects = true,
            Token::Ordinal | Token::Open | Token::Close | Token::Period => {}
            _ => return Err(wrong),
        }
    }
    let (Some(first), Some(last), false) = (numbers.first().copied(), numbers.last().copied(), expects) else {
        return Err(Misread { code: Code::BadMeeting, at });
    };
    if last < first {
        return Err(Misread { code: Code::EndBeforeStart, at });
    }
    // `5,8` may be two periods or four: registrars write both.
    let follow = numbers.windows(2).all(|pair| matches!(pair, [one, next] if *next == one + 1));
    if ranged || follow { Ok((first, last)) } else { Err(Misread { code: Code::Ambiguous, at }) }
}
