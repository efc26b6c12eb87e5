//! Facts in few bytes: ten years of days are some kilobytes rather than half a megabyte.

use chrono::{Datelike, NaiveDate};

use crate::policy::fact::{Fact, Source};

/// Facts that have a day, in the order of their days, in few bytes.
///
/// What several facts have in common is written once, as a pattern. The days are words, one a fact or one for
/// several alike: the days since the fact before, then what differs from it: `x` and how many such facts, `:` and
/// the amount, `~` and the pattern, `@` and the span as `from-to`, `@` alone for none. The first fact counts its
/// days from the first day of the year 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compact {
    pub(super) patterns: Vec<Fact>,
    pub(super) days: String,
}

/// What the next word differs from.
#[derive(Clone, Copy, Default)]
struct Last {
    day: i32,
    amount: u32,
    pattern: usize,
    span: Option<(u16, u16)>,
}

impl Compact {
    /// Writes facts; those without a day are left out, and where a fact comes from is forgotten.
    #[must_use]
    pub fn pack(facts: &[Fact]) -> Self {
        let mut dated: Vec<(NaiveDate, &Fact)> = facts.iter().filter_map(|fact| Some((fact.day?, fact))).collect();
        dated.sort_by_key(|(day, fact)| (*day, fact.span));
        let (mut patterns, mut last) = (Vec::new(), Last::default());
        let mut words: Vec<(String, u32)> = Vec::new();
        for (day, fact) in dated {
            let pattern = place(&mut patterns, fact);
            let (day, mut word) = (day.num_days_from_ce(), String::new());
            if fact.amount != last.amount {
                word += &format!(":{}", fact.amount);
            }
            if pattern != last.pattern {
                word += &format!("~{pattern}");
            }
            if fact.span != last.span {
                word += &fact.span.map_or_else(|| "@".to_owned(), |(from, to)| format!("@{from}-{to}"));
            }
            let again = word.is_empty();
            let word = format!("{}{word}", day - last.day);
            match words.last_mut() {
                Some((before, times)) if again && *before == word => *times += 1,
                _ => words.push((word, 1)),
            }
            last = Last { day, amount: fact.amount, pattern, span: fact.span };
        }
        let words = words.into_iter().map(|(word, times)| if times > 1 { format!("{word}x{times}") } else { word });
        Self { patterns, days: words.collect::<Vec<_>>().join(" ") }
    }

    /// Reads the facts, as those of one stint; words that cannot be read are passed over.
    #[must_use]
    pub fn unpack(&self, number: u32) -> Vec<Fact> {
        let mut last = Last::default();
        let mut facts = Vec::new();
        for word in self.days.split(' ') {
            self.read(word, number, &mut last, &mut facts);
        }
        facts
    }

    fn read(&self, word: &str, number: u32, last: &mut Last, facts: &mut Vec<Fact>) -> Option<()> {
        let is_mark = |c: char| matches!(c, 'x' | ':' | '~' | '@');
        let end = word.find(is_mark).unwrap_or(word.len());
        let (gap, mut rest) = word.split_at(end);
        let gap: i32 = gap.parse().ok()?;
        let mut times = 1u32;
        while let Some(mark) = rest.chars().next() {
            let value = rest.get(1..)?;
            let (value, next) = value.split_at(value.find(is_mark).unwrap_or(value.len()));
            match mark {
                'x' => times = value.parse::<u32>().ok()?.min(100_000),
                ':' => last.amount = value.parse().ok()?,
                '~' => last.pattern = value.parse().ok()?,
                _ => last.span = value.split_once('-').and_then(|it| it.0.parse().ok().zip(it.1.parse().ok())),
            }
            rest = next;
        }
        for _ in 0..times {
            last.day = last.day.checked_add(gap)?;
            let day = NaiveDate::from_num_days_from_ce_opt(last.day)?;
            let pattern = self.patterns.get(last.pattern)?.clone();
            facts.push(Fact {
                source: Source::Trial(number),
                day: Some(day),
                amount: last.amount,
                span: last.span,
                ..pattern
            });
        }
        Some(())
    }
}

/// The place of a fact's pattern, which is added if it is new.
fn place(patterns: &mut Vec<Fact>, fact: &Fact) -> usize {
    let pattern = Fact { source: Source::Trial(0), day: None, amount: 0, span: None, ..fact.clone() };
    patterns.iter().position(|known| *known == pattern).unwrap_or_else(|| {
        patterns.push(pattern);
        patterns.len() - 1
    })
}
