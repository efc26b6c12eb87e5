//! The words and signs in which registrars write weeks and times, whatever their width and language.

use chrono::Weekday;

use super::{Misread, Parity};
use crate::{Code, registration::half_width};

/// The longest text that is read, in characters: a cell of a spreadsheet that teaches a course every day.
pub const LONGEST: usize = 4_000;

/// One word or sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A number; one too large for anything here is as large as it can be.
    Number(u32),
    /// From one number to another.
    Dash,
    /// Between numbers of a list.
    Comma,
    /// Between the weeks and their parity, in one manner of writing.
    Bar,
    /// Any opening bracket.
    Open,
    /// Any closing bracket.
    Close,
    /// 周 behind a number, or `weeks`.
    Week,
    /// 第.
    Ordinal,
    /// 节, or `periods`.
    Period,
    /// Odd weeks, even weeks, or all of them.
    Parity(Option<Parity>),
    /// A day of the week.
    Weekday(Weekday),
}

/// A token with the place of its first character, 1 being the first of the text.
pub type Placed = (usize, Token);

/// Cuts a text into tokens; blanks only part them. `offset` characters stand before the text.
///
/// # Errors
/// [`Code::TooLong`] beyond [`LONGEST`] characters; `unknown` at the first word or sign that means nothing here.
pub fn tokens(text: &str, offset: usize, unknown: Code) -> Result<Vec<Placed>, Misread> {
    let mut found = Vec::new();
    let mut rest = (offset + 1..).zip(text.chars()).peekable();
    while let Some((at, written)) = rest.next() {
        if at > LONGEST {
            return Err(Misread { code: Code::TooLong, at });
        }
        let wrong = || Misread { code: unknown, at };
        let token = match half_width(written) {
            c if c.is_whitespace() => continue,
            c @ '0'..='9' => {
                let mut number = c.to_digit(10).unwrap_or_default();
                while let Some(digit) = rest.peek().and_then(|(_, next)| half_width(*next).to_digit(10)) {
                    number = number.saturating_mul(10).saturating_add(digit);
                    rest.next();
                }
                Token::Number(number)
            }
            c if c.is_ascii_alphabetic() => {
                let mut word = String::from(c.to_ascii_lowercase());
                while let Some((_, next)) = rest.next_if(|(_, next)| half_width(*next).is_ascii_alphabetic()) {
                    word.push(half_width(next).to_ascii_lowercase());
                }
                latin(&word).ok_or_else(wrong)?
            }
            '周' => match rest.next_if(|(_, next)| weekday(*next).is_some()) {
                Some((_, next)) => weekday(next).map(Token::Weekday).ok_or_else(wrong)?,
                None => Token::Week,
            },
            first @ ('星' | '礼') => {
                let second = if first == '星' { '期' } else { '拜' };
                rest.next_if(|(_, next)| *next == second).ok_or_else(wrong)?;
                let day = rest.next().and_then(|(_, next)| weekday(next)).ok_or_else(wrong)?;
                Token::Weekday(day)
            }
            c => sign(c).ok_or_else(wrong)?,
        };
        found.push((at, token));
    }
    Ok(found)
}

fn sign(c: char) -> Option<Token> {
    Some(match c {
        '-' | '~' | '‐' | '‑' | '–' | '—' | '−' | '〜' | '至' | '到' => Token::Dash,
        ',' | '、' | '及' | '和' => Token::Comma,
        '|' => Token::Bar,
        '(' | '{' | '[' | '【' | '〔' => Token::Open,
        ')' | '}' | ']' | '】' | '〕' => Token::Close,
        '第' => Token::Ordinal,
        '节' => Token::Period,
        '单' => Token::Parity(Some(Parity::Odd)),
        '双' => Token::Parity(Some(Parity::Even)),
        '全' => Token::Parity(None),
        _ => return None,
    })
}

fn weekday(c: char) -> Option<Weekday> {
    Some(match c {
        '一' => Weekday::Mon,
        '二' => Weekday::Tue,
        '三' => Weekday::Wed,
        '四' => Weekday::Thu,
        '五' => Weekday::Fri,
        '六' => Weekday::Sat,
        '日' | '天' => Weekday::Sun,
        _ => return None,
    })
}

fn latin(word: &str) -> Option<Token> {
    Some(match word {
        "odd" => Token::Parity(Some(Parity::Odd)),
        "even" => Token::Parity(Some(Parity::Even)),
        "all" => Token::Parity(None),
        "w" | "wk" | "wks" | "week" | "weeks" => Token::Week,
        "p" | "period" | "periods" => Token::Period,
        "to" => Token::Dash,
        "and" => Token::Comma,
        "tues" => Token::Weekday(Weekday::Tue),
        "thur" | "thurs" => Token::Weekday(Weekday::Thu),
        // The short and the long names in English.
        _ => Token::Weekday(word.parse().ok()?),
    })
}
