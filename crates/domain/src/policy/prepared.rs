//! A person's facts made ready to be judged by many rules on many days: sorted, cut at midnight, in blocks.

use chrono::NaiveDate;

use super::fact::{Fact, Standing};
use crate::progress::split_at_midnight;

/// Days without anything after which a block of one placement ends; a week with its weekend on either side.
const LONGEST_GAP_DAYS: i64 = 9;

/// A person's facts, ready to be judged.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    facts: Vec<Fact>,
    /// The parts of facts that may count, by day.
    pub(super) slices: Vec<Slice>,
    /// The facts that have no day or are not certain enough, by their place.
    pub(super) unjudged: Vec<u32>,
    /// The blocks, by their number.
    pub(super) blocks: Vec<Block>,
}

/// The part of a fact that lies on one day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slice {
    pub fact: u32,
    pub day: NaiveDate,
    /// Minutes after the day's midnight at which it begins, if that is known.
    pub start: Option<u16>,
    pub amount: u32,
    pub block: u32,
}

/// A stretch of one placement without a long gap.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// Days on which somebody was there and not on the way.
    pub attendance_days: u32,
}

impl Prepared {
    /// Makes facts ready. What is planned counts only `with_plan`, what is claimed only `with_claims`.
    #[must_use]
    pub fn new(facts: Vec<Fact>, with_claims: bool, with_plan: bool) -> Self {
        let _ = (Standing::Claimed, LONGEST_GAP_DAYS, split_at_midnight(0, None), with_claims, with_plan);
        Self { facts, ..Self::default() }
    }

    /// The facts, in the order that lines name them by.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }
}
