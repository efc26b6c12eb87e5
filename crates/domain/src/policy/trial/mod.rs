//! Trying things out: a person's stints and rules as they stand, what somebody changes in them, and what is said
//! of the outcome. Nothing here is stored; a browser does it without asking the server.

mod compact;
mod stint;
#[cfg(test)]
mod tests;
mod told;
mod wire;

use chrono::NaiveDate;

use super::{
    Calendar,
    engine::{Case, Depth, judge},
    fact::Fact,
    judgement::Judgement,
    prepared::Prepared,
    rule::Rule,
    subject::Subject,
    unit::Decimal,
};
use crate::placement::Direction;

use wire::{Reader, Wire};

pub use compact::Compact;
pub use stint::{Edit, MOST_WORKDAYS, Stint};
pub use told::{DayRun, Sum, runs, sums};

/// All that trying out needs to know of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bench {
    /// Today.
    pub today: NaiveDate,
    /// The day of judgement to begin with.
    pub day: NaiveDate,
    /// The person, as employed by each employer.
    pub subjects: Vec<Subject>,
    /// The rules, as they stand.
    pub rules: Vec<Applied>,
    /// The holidays and make-up workdays of the years in question.
    pub calendar: Calendar,
    /// What was done and what is planned, the earliest first.
    pub stints: Vec<Stint>,
    /// What belongs to no stint: credits, certificates.
    pub others: Vec<Fact>,
    /// The direction of a stint that is added.
    pub direction: Direction,
}

/// A rule and whom it is applied to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The person, by the place among the subjects.
    pub subject: usize,
    /// The rule.
    pub rule: Rule,
}

impl Bench {
    /// The bench as a text without line breaks of its own, quotes or angle brackets but for those of names.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    /// The bench that a text says; none for one that is torn.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Reader::all(text)
    }

    /// Judges by a rule, with every line; by the place of the subject.
    #[must_use]
    pub fn judge(&self, subject: usize, rule: &Rule, facts: &Prepared, day: NaiveDate) -> Judgement {
        let nobody = Subject::default();
        let subject = self.subjects.get(subject).unwrap_or(&nobody);
        judge(rule, Case { subject, facts, calendar: &self.calendar }, day, Depth::Lines)
    }
}

/// Reads a number with at most two decimals, as people type it: up to 99,999.
#[must_use]
pub fn read_decimal(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 5 || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let hundredths: i64 = format!("{fraction:0<2}").parse().ok()?;
    Some(Decimal(whole.parse::<i64>().ok()? * 100 + hundredths))
}
