//! The days on which somebody has no time, as a board knows them: a bit a day, so that five years of a person are a few
//! hundred characters.

use chrono::NaiveDate;

use crate::conflict::ConflictKind;

/// Days from a first one on, four to a hexadecimal digit, the earliest in the lowest bit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaySet {
    first: NaiveDate,
    digits: String,
}

impl DaySet {
    /// Days in any order.
    #[must_use]
    pub fn new(days: impl IntoIterator<Item = NaiveDate>) -> Self {
        let mut days: Vec<NaiveDate> = days.into_iter().collect();
        days.sort_unstable();
        let Some(first) = days.first().copied() else { return Self::default() };
        let mut nibbles: Vec<u32> = Vec::new();
        for day in days {
            let (place, bit) = place(first, day).unwrap_or_default();
            nibbles.resize(nibbles.len().max(place + 1), 0);
            if let Some(nibble) = nibbles.get_mut(place) {
                *nibble |= 1 << bit;
            }
        }
        let digits = nibbles.into_iter().filter_map(|nibble| char::from_digit(nibble, 16)).collect();
        Self { first, digits }
    }

    /// Days as they travel: the first one and the digits.
    pub(super) fn of_digits(first: NaiveDate, digits: &str) -> Option<Self> {
        let digits = digits.to_owned();
        digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then_some(Self { first, digits })
    }

    /// The first day and the digits.
    pub(super) fn digits(&self) -> (NaiveDate, &str) {
        (self.first, &self.digits)
    }

    /// Whether there is no day.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.digits.is_empty()
    }

    /// Whether a day is one of them.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        let digit = place(self.first, day).and_then(|(place, bit)| {
            let digit = char::from(*self.digits.as_bytes().get(place)?).to_digit(16)?;
            Some(digit >> bit & 1)
        });
        digit == Some(1)
    }
}

/// The digit and the bit of a day.
fn place(first: NaiveDate, day: NaiveDate) -> Option<(usize, usize)> {
    let number = usize::try_from((day - first).num_days()).ok()?;
    Some((number / 4, number % 4))
}

/// Why somebody has no time on which days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Busy {
    /// Lessons, a leave, or something that is not the reader's to know.
    pub kind: ConflictKind,
    /// When.
    pub days: DaySet,
}
