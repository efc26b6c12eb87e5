//! Sets of teaching weeks (教学周), read from the expressions of registrars and written in one form.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    Misread, Parity,
    token::{Placed, Token, tokens},
};
use crate::Code;

/// The last week that a set can hold; no term is longer.
pub const LAST_WEEK: u8 = 60;

/// The weeks of a term in which something happens, from 1 to [`LAST_WEEK`]; bit *n* is week *n*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct WeekSet(u64);

impl WeekSet {
    /// No week.
    pub const EMPTY: Self = Self(0);

    /// The weeks `first..=last`, as far as there are such weeks.
    #[must_use]
    pub fn range(first: u8, last: u8) -> Self {
        (first..=last.min(LAST_WEEK)).collect()
    }

    /// Reads an expression such as `1-12`, `1-8,10-16`, `2-16双`, `{1-12}周`, `第1-8周` or `1-15(单)`, in any
    /// width. A parity belongs to the weeks right before it; behind brackets, or parted by `|`, to all.
    ///
    /// # Errors
    /// With the place: [`Code::Required`] of nothing; [`Code::BadWeeks`] of what is no such expression;
    /// [`Code::OutOfRange`] of week 0 or one after [`LAST_WEEK`]; [`Code::EndBeforeStart`];
    /// [`Code::ContradictoryWeeks`] where no week is left, or odd and even are both asked for;
    /// [`Code::Ambiguous`] when a parity behind several weeks may mean all or the last; [`Code::TooLong`].
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let tokens = tokens(text, 0, Code::BadWeeks)?;
        if tokens.is_empty() {
            return Err(Misread { code: Code::Required, at: 1 });
        }
        let told = Told::read(&tokens)?;
        told.weeks.ok_or(Misread { code: Code::BadWeeks, at: 1 })
    }

    /// Whether a week is among them.
    #[must_use]
    pub const fn contains(self, week: u8) -> bool {
        week <= LAST_WEEK && (self.0 >> week) & 1 == 1
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// The last of them.
    #[must_use]
    pub fn last(self) -> Option<u8> {
        self.iter().last()
    }

    /// Those of both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those of this set alone.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Those of either set.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are odd, or those that are even.
    #[must_use]
    pub const fn only(self, parity: Parity) -> Self {
        // Bit 0 is no week.
        const EVEN: u64 = 0x5555_5555_5555_5555;
        match parity {
            Parity::Odd => Self(self.0 & !EVEN),
            Parity::Even => Self(self.0 & EVEN),
        }
    }

    /// The weeks in order.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (1..=LAST_WEEK).filter(move |week| self.contains(*week))
    }

    /// The weeks as people write them, with the given words behind a run of odd and of even weeks.
    #[must_use]
    pub fn told(self, odd: &str, even: &str) -> String {
        let mut parts = Vec::new();
        let mut left = self;
        while let Some(first) = left.iter().next() {
            let run = |step: usize| (first..=LAST_WEEK).step_by(step).take_while(move |week| self.contains(*week));
            let whole: Self = run(1).collect();
            // A run by twos ends before a week that begins a run by ones.
            let halves: Self = run(2).take_while(|week| !self.contains(week + 1)).collect();
            let taken = if whole.len() > 1 || halves.len() < 3 { whole } else { halves };
            parts.push(match taken.last() {
                Some(last) if last > first && taken == halves => {
                    format!("{first}-{last}{}", if first % 2 == 1 { odd } else { even })
                }
                Some(last) if last > first => format!("{first}-{last}"),
                _ => first.to_string(),
            });
            left = left.without(taken);
        }
        parts.join(",")
    }
}

impl FromIterator<u8> for WeekSet {
    fn from_iter<I: IntoIterator<Item = u8>>(weeks: I) -> Self {
        let known = weeks.into_iter().filter(|week| (1..=LAST_WEEK).contains(week));
        Self(known.fold(0, |set, week| set | 1 << week))
    }
}

/// In the one form that is kept in databases and files: `1-8,10-16双`.
impl fmt::Display for WeekSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told("单", "双"))
    }
}

impl From<WeekSet> for String {
    fn from(weeks: WeekSet) -> Self {
        weeks.to_string()
    }
}

impl TryFrom<String> for WeekSet {
    type Error = Misread;

    fn try_from(text: String) -> Result<Self, Misread> {
        if text.is_empty() { Ok(Self::EMPTY) } else { Self::parse(&text) }
    }
}

/// What an expression says: weeks, of all weeks the odd or even ones, or nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The weeks, already without those of the other parity; none when the expression names no week.
    pub weeks: Option<WeekSet>,
    /// The parity where no week is named.
    pub parity: Option<Parity>,
}

impl Told {
    /// Reads the tokens of an expression; no token says nothing.
    pub fn read(tokens: &[Placed]) -> Result<Self, Misread> {
        let mut reader = Reader { tokens, next: 0, depth: 0, groups: Vec::new(), items: Vec::new(), parity: None };
        reader.read()?;
        let mut weeks: Option<WeekSet> = None;
        for item in reader.groups.iter().chain(&reader.items) {
            weeks = Some(weeks.unwrap_or_default().or(item.weeks));
        }
        Ok(Self { weeks, parity: reader.parity.map(|(_, parity)| parity) })
    }

    /// The weeks meant where `all` are those meant otherwise; none when neither says any.
    pub fn within(self, all: Option<WeekSet>) -> Option<WeekSet> {
        match (self.weeks, self.parity, all) {
            (Some(weeks), _, _) => Some(weeks),
            (None, Some(parity), Some(all)) => Some(all.only(parity)),
            (None, _, all) => all,
        }
    }
}

/// One week or range of a list.
#[derive(Clone, Copy)]
struct Item {
    weeks: WeekSet,
    has_parity: bool,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq)]
enum After {
    /// A week must come: at the beginning and after a comma.
    Comma,
    /// A week or range was read, and its parity may follow.
    Item,
    /// A list in brackets was closed, so that a parity is of all of it.
    Brackets,
    /// 周 or a parity closed what was before.
    Closed,
    /// A bar: a parity of all must follow.
    Bar,
}

struct Reader<'a> {
    tokens: &'a [Placed],
    next: usize,
    depth: usize,
    /// What was closed by 周.
    groups: Vec<Item>,
    /// The list that is being read.
    items: Vec<Item>,
    /// A parity without weeks.
    parity: Option<(usize, Parity)>,
}

impl Reader<'_> {
    fn read(&mut self) -> Result<(), Misread> {
        let mut after = After::Comma;
        let mut bracketed = false;
        while let Some((at, token)) = self.take() {
            let wrong = Misread { code: Code::BadWeeks, at };
            after = match (token, after) {
                (Token::Ordinal, After::Comma) => After::Comma,
                (Token::Week, After::Comma) if self.items.is_empty() && self.groups.is_empty() => After::Comma,
                (Token::Open, _) if self.depth == 0 && after != After::Bar => {
                    self.depth = 1;
                    bracketed = self.items.is_empty();
                    after
                }
                (Token::Close, After::Item | After::Closed | After::Brackets) if self.depth == 1 => {
                    self.depth = 0;
                    if after == After::Item && bracketed && self.items.len() > 1 { After::Brackets } else { after }
                }
                (Token::Number(first), After::Comma) => {
                    self.range(at, first)?;
                    After::Item
                }
                (Token::Comma, After::Item | After::Closed | After::Brackets) => After::Comma,
                (Token::Bar, After::Item | After::Closed | After::Brackets) if !self.is_empty() => After::Bar,
                // 单周 alone, and 周 behind a parity that was closed.
                (Token::Week, After::Closed) => After::Closed,
                (Token::Week, After::Item | After::Brackets) => {
                    self.parity_behind(after == After::Brackets)?;
                    After::Closed
                }
                (Token::Parity(parity), _) => {
                    self.parity(at, parity, after)?;
                    After::Closed
                }
                _ => return Err(wrong),
            };
        }
        let end = self.tokens.last().map_or(1, |(at, _)| *at);
        let open = self.depth > 0 || after == After::Bar || (after == After::Comma && !self.tokens.is_empty());
        if open { Err(Misread { code: Code::BadWeeks, at: end }) } else { Ok(()) }
    }

    fn take(&mut self) -> Option<Placed> {
        let token = self.tokens.get(self.next).copied();
        self.next += 1;
        token
    }

    fn peek(&self, ahead: usize) -> Option<Token> {
        self.tokens.get(self.next + ahead).map(|(_, token)| *token)
    }

    fn is_empty(&self) -> bool {
        self.items.is_empty() && self.groups.is_empty()
    }

    fn range(&mut self, at: usize, first: u32) -> Result<(), Misread> {
        let mut last = (at, first);
        if self.peek(0) == Some(Token::Dash) {
            let number = match (self.peek(1), self.peek(2)) {
                (Some(Token::Ordinal), Some(Token::Number(_))) => 2,
                _ => 1,
            };
            let end = self.tokens.get(self.next + number).copied();
            let Some((end, Token::Number(number_read))) = end else {
                return Err(Misread { code: Code::BadWeeks, at });
            };
            last = (end, number_read);
            self.next += number + 1;
        }
        let week = |(at, number): (usize, u32)| match u8::try_from(number) {
            Ok(week) if (1..=LAST_WEEK).contains(&week) => Ok(week),
            _ => Err(Misread { code: Code::OutOfRange, at }),
        };
        let (first, end) = (week((at, first))?, week(last)?);
        if end < first {
            return Err(Misread { code: Code::EndBeforeStart, at });
        }
        self.items.push(Item { weeks: WeekSet::range(first, end), has_parity: false });
        Ok(())
    }

    /// A parity right behind 周, which may stand in brackets; without one the list is closed as it is.
    fn parity_behind(&mut self, whole: bool) -> Result<(), Misread> {
        let opened = usize::from(self.peek(0) == Some(Token::Open));
        let parity = match self.peek(opened) {
            Some(Token::Parity(parity)) => parity,
            _ => None,
        };
        if let Some(parity) = parity {
            let at = self.tokens.get(self.next + opened).map_or(1, |(at, _)| *at);
            let alone = self.items.len() == 1;
            let all_or_last = self.narrowed(true, parity) != self.narrowed(false, parity);
            if !whole && !alone && all_or_last {
                return Err(Misread { code: Code::Ambiguous, at });
            }
            self.narrow(at, parity, true)?;
            self.next += opened + 1;
            if opened == 1 {
                // 周(单周) says it twice.
                self.next += usize::from(self.peek(0) == Some(Token::Week));
                if self.take().map(|(_, token)| token) != Some(Token::Close) {
                    return Err(Misread { code: Code::BadWeeks, at });
                }
            }
        }
        self.groups.append(&mut self.items);
        Ok(())
    }

    fn parity(&mut self, at: usize, parity: Option<Parity>, after: After) -> Result<(), Misread> {
        let wrong = Err(Misread { code: Code::BadWeeks, at });
        match (after, parity) {
            (After::Comma, _) if self.is_empty() && self.parity.is_none() => {
                self.parity = parity.map(|parity| (at, parity));
                Ok(())
            }
            (After::Comma, _) => wrong,
            (_, None) if self.is_empty() => wrong,
            (_, None) => Ok(()),
            (_, Some(_)) if self.is_empty() => Err(Misread { code: Code::ContradictoryWeeks, at }),
            (After::Bar, Some(parity)) => {
                self.items.splice(0..0, self.groups.drain(..));
                self.narrow(at, parity, true)
            }
            (After::Brackets, Some(parity)) => self.narrow(at, parity, true),
            (After::Item, Some(parity)) => self.narrow(at, parity, false),
            // A second parity: odd and even, or said twice.
            (After::Closed, Some(parity)) if self.items.is_empty() => {
                self.items.extend(self.groups.pop());
                self.narrow(at, parity, false)
            }
            (After::Closed, Some(parity)) => self.narrow(at, parity, false),
        }
    }

    /// The weeks of the list when a parity narrows all of it, or the last alone.
    fn narrowed(&self, all: bool, parity: Parity) -> Vec<WeekSet> {
        let last = self.items.len().saturating_sub(1);
        let weeks = |(at, item): (usize, &Item)| if all || at == last { item.weeks.only(parity) } else { item.weeks };
        self.items.iter().enumerate().map(weeks).collect()
    }

    fn narrow(&mut self, at: usize, parity: Parity, all: bool) -> Result<(), Misread> {
        let last = self.items.len().saturating_sub(1);
        for (_, item) in self.items.iter_mut().enumerate().filter(|(place, _)| all || *place == last) {
            item.weeks = item.weeks.only(parity);
            if item.has_parity || item.weeks.is_empty() {
                return Err(Misread { code: Code::ContradictoryWeeks, at });
            }
            item.has_parity = true;
        }
        Ok(())
    }
}
