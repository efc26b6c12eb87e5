//! What is said of a judgement's lines: sums by reason, and the lines of one stint as runs of days.

use chrono::NaiveDate;

use crate::policy::{
    fact::{Fact, Source},
    judgement::{CriterionJudgement, Reason},
    unit::Measure,
};

/// What has one reason in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Why it counts or does not.
    pub reason: Reason,
    /// What the amount measures.
    pub measure: Measure,
    /// How much of it there is, in the facts' own measure.
    pub amount: i64,
    /// How much of it counts, in the target's measure.
    pub counted: i64,
}

/// Parts of one stint that follow each other and have one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRun {
    /// The first and last day, both inclusive; none for what has no day.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// How many parts they are.
    pub parts: u32,
    /// The reason and the sums.
    pub sum: Sum,
}

/// The lines by their reason: what counts first, then the largest.
#[must_use]
pub fn sums(judged: &CriterionJudgement, facts: &[Fact]) -> Vec<Sum> {
    let mut sums: Vec<Sum> = Vec::new();
    for line in &judged.lines {
        let Some(measure) = facts.get(line.fact as usize).map(|fact| fact.measure) else { continue };
        let (amount, counted) = (i64::from(line.amount), i64::from(line.counted));
        match sums.iter_mut().find(|sum| sum.reason == line.reason && sum.measure == measure) {
            Some(sum) => {
                sum.amount += amount;
                sum.counted += counted;
            }
            None => sums.push(Sum { reason: line.reason, measure, amount, counted }),
        }
    }
    // A handful, sorted by hand: a sort for them alone would be larger than all the rest of this.
    let mut sorted: Vec<Sum> = Vec::with_capacity(sums.len());
    for sum in sums {
        let rank = |sum: &Sum| (!sum.reason.counts(), -sum.amount);
        let place = sorted.iter().position(|other| rank(other) > rank(&sum)).unwrap_or(sorted.len());
        sorted.insert(place, sum);
    }
    sorted
}

/// The lines of one stint, those that follow each other with the same reason in one.
#[must_use]
pub fn runs(judged: &CriterionJudgement, facts: &[Fact], number: u32) -> Vec<DayRun> {
    let mut runs: Vec<DayRun> = Vec::new();
    for line in &judged.lines {
        let Some(fact) = facts.get(line.fact as usize).filter(|fact| fact.source == Source::Trial(number)) else {
            continue;
        };
        let (amount, counted) = (i64::from(line.amount), i64::from(line.counted));
        let alike = |run: &&mut DayRun| run.sum.reason == line.reason && run.days.is_some() == line.day.is_some();
        match runs.last_mut().filter(alike) {
            Some(run) => {
                run.parts += 1;
                run.sum.amount += amount;
                run.sum.counted += counted;
                run.days = run.days.zip(line.day).map(|((first, last), day)| (first.min(day), last.max(day)));
            }
            None => runs.push(DayRun {
                days: line.day.map(|day| (day, day)),
                parts: 1,
                sum: Sum { reason: line.reason, measure: fact.measure, amount, counted },
            }),
        }
    }
    runs
}
