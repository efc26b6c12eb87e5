//! The parts of facts on their way through a criterion, and the lines that are left of them.

use chrono::NaiveDate;

use crate::policy::{
    judgement::{Detail, Line, Reason},
    prepared::Slice,
};

/// A part of a fact that still counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub fact: u32,
    pub day: NaiveDate,
    /// The last day of the calendar that it stands for, where such days are counted.
    pub until: NaiveDate,
    pub block: u32,
    /// The conversion that applies, by its place; `u8::MAX` for none.
    pub conversion: u8,
    pub start: Option<u16>,
    /// How much of the fact is still in, in its own measure.
    pub amount: u32,
    /// How much it is worth in the target's measure.
    pub worth: i64,
    pub reason: Reason,
}

/// The lines of a criterion; nothing is written unless somebody reads it.
pub(super) struct Explanation {
    lines: Vec<Line>,
    wanted: bool,
}

impl Explanation {
    pub(super) const fn new(wanted: bool) -> Self {
        Self { lines: Vec::new(), wanted }
    }

    pub(super) const fn wanted(&self) -> bool {
        self.wanted
    }

    /// A whole slice does not count.
    pub(super) fn slice(&mut self, slice: &Slice, reason: Reason, detail: Option<Detail>) {
        self.push(slice.fact, Some(slice.day), slice.amount, 0, reason, detail);
    }

    /// So much of a part does not count.
    pub(super) fn cut(&mut self, part: &Part, amount: u32, reason: Reason, detail: Option<Detail>) {
        self.push(part.fact, Some(part.day), amount, 0, reason, detail);
    }

    /// What is left of a part counts.
    pub(super) fn counted(&mut self, part: &Part) {
        self.push(part.fact, Some(part.day), part.amount, part.worth, part.reason, None);
    }

    pub(super) fn push(
        &mut self,
        fact: u32,
        day: Option<NaiveDate>,
        amount: u32,
        counted: i64,
        reason: Reason,
        detail: Option<Detail>,
    ) {
        if self.wanted {
            let counted = u32::try_from(counted).unwrap_or(if counted < 0 { 0 } else { u32::MAX });
            self.lines.push(Line { fact, day, amount, counted, reason, detail });
        }
    }

    /// The lines by day and fact; what has no day stands last.
    pub(super) fn into_lines(mut self) -> Vec<Line> {
        self.lines.sort_by_key(|line| (line.day.is_none(), line.day, line.fact, !line.reason.counts()));
        self.lines
    }
}
