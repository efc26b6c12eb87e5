//! A person's facts made ready to be judged by many rules on many days: sorted, cut at midnight, in blocks.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    fact::{Fact, Standing},
    judgement::Reason,
    unit::Measure,
    window::{day_after, day_before},
};
use crate::progress::split_at_midnight;

/// Days of the calendar from one day of a block to its next at most: a week with the weekends around it. A
/// longer pause ends the block.
pub(super) const LONGEST_GAP_DAYS: i64 = 10;

/// A person's facts, ready to be judged.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    facts: Vec<Fact>,
    /// The parts of facts that may count, by day.
    pub(super) slices: Vec<Slice>,
    /// The facts that cannot count under any rule, by their place, and why.
    pub(super) unjudged: Vec<(u32, Reason)>,
    /// The blocks, by their number.
    pub(super) blocks: Vec<Block>,
}

/// The part of a fact that lies on one day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slice {
    pub fact: u32,
    pub day: NaiveDate,
    /// The last day before the next one of the same block: a weekend between two days of a block is part of
    /// its calendar days.
    pub until: NaiveDate,
    /// Minutes after the day's midnight at which it begins, if that is known.
    pub start: Option<u16>,
    pub amount: u32,
    pub block: u32,
    /// Whether it is the part after midnight of a fact that began the day before.
    pub continued: bool,
}

/// A stretch of one placement without a long gap.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// Days on which somebody was there.
    pub attendance_days: u32,
    /// Days of them on the way.
    pub travel_days: u32,
}

impl Prepared {
    /// Makes facts ready. What nobody has confirmed yet counts only `with_claims`, what is planned only
    /// `with_plan`.
    #[must_use]
    pub fn new(mut facts: Vec<Fact>, with_claims: bool, with_plan: bool) -> Self {
        facts.sort_by_key(|fact| (fact.day.is_none(), fact.day, fact.span, fact.source));
        let mut prepared = Self { slices: Vec::with_capacity(facts.len()), ..Self::default() };
        for (place, fact) in (0u32..).zip(&facts) {
            let counts = match fact.standing {
                Standing::Confirmed => None,
                Standing::Claimed if with_claims => None,
                Standing::Planned if with_plan => None,
                Standing::Claimed | Standing::Planned => Some(Reason::NotConfirmed),
                Standing::Withdrawn => Some(Reason::ConfirmationWithdrawn),
            };
            let zone = || fact.particulars().is_some_and(|it| it.zone_unknown).then_some(Reason::ZoneUnknown);
            match (fact.day, counts.or_else(zone)) {
                (Some(day), None) => prepared.push(place, fact, day),
                (None, None) => prepared.unjudged.push((place, Reason::NoDate)),
                (_, Some(reason)) => prepared.unjudged.push((place, reason)),
            }
        }
        prepared.slices.sort_by_key(|slice| (slice.day, slice.start, slice.fact));
        prepared.facts = facts;
        prepared.find_blocks();
        prepared
    }

    fn push(&mut self, fact_place: u32, fact: &Fact, day: NaiveDate) {
        let span = if fact.measure == Measure::Time { fact.span } else { None };
        let (before, after) = split_at_midnight(fact.amount, span);
        let start = span.map(|(start, _)| start);
        let slice = Slice { fact: fact_place, day, until: day, start, amount: before, block: 0, continued: false };
        if before > 0 || after == 0 {
            self.slices.push(slice);
        }
        if after > 0 {
            let day = day_after(day);
            let start = start.map(|start| start.saturating_sub(1440));
            self.slices.push(Slice { day, until: day, start, amount: after, continued: true, ..slice });
        }
    }

    /// Joins the slices of each placement to blocks, and gives each slice the days up to the block's next day.
    fn find_blocks(&mut self) {
        // The last slice of the present block of each placement.
        let mut last: HashMap<i64, usize> = HashMap::new();
        for place in 0..self.slices.len() {
            let Some(slice) = self.slices.get(place).copied() else { continue };
            let fact = self.facts.get(slice.fact as usize);
            let travel = fact.and_then(Fact::particulars).is_some_and(|it| it.travel);
            let placement = fact.and_then(|fact| fact.placement);
            let before = placement.and_then(|id| last.insert(id.0, place)).and_then(|at| self.slices.get(at).copied());
            let gap = before.map_or(i64::MAX, |before| (slice.day - before.day).num_days());
            let block = match before {
                Some(before) if gap <= LONGEST_GAP_DAYS => before.block,
                _ => {
                    self.blocks.push(Block {
                        first_day: slice.day,
                        last_day: slice.day,
                        attendance_days: 0,
                        travel_days: 0,
                    });
                    u32::try_from(self.blocks.len() - 1).unwrap_or(u32::MAX)
                }
            };
            let joins = before.is_some_and(|before| before.block == block);
            if let Some(block) = self.blocks.get_mut(block as usize) {
                block.last_day = slice.day;
                if !joins || gap > 0 {
                    block.attendance_days += 1;
                    block.travel_days += u32::from(travel);
                }
            }
            if let Some(slice) = self.slices.get_mut(place) {
                slice.block = block;
            }
            if joins
                && gap > 1
                && let Some(before) = before
            {
                let until = day_before(slice.day);
                let same_day = self.slices.iter_mut().take(place).rev().take_while(|it| it.day >= before.day);
                same_day.filter(|it| it.block == block && it.day == before.day).for_each(|it| it.until = until);
            }
        }
    }

    /// The facts, in the order that lines name them by.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    pub(super) fn fact(&self, place: u32) -> Option<&Fact> {
        self.facts.get(place as usize)
    }

    pub(super) fn block(&self, number: u32) -> Option<&Block> {
        self.blocks.get(number as usize)
    }
}
