//! How a person's standing develops: on which days it changes, with nothing but the facts that are known or
//! planned.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Case, Depth, changes::Changes, combined, criterion::Question, judge, totals::Totals};
use crate::policy::{
    judgement::{CriterionJudgement, Judgement},
    rule::{Rule, RuleId},
    window::{DayRange, day_before},
};

/// Days in a row with the same sums under a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Its first day; it lasts until the next one begins.
    pub first_day: NaiveDate,
    /// Whether the rule binds the person.
    pub bound: bool,
    /// Whether the rule is met.
    pub met: bool,
    /// How much counts, of the criterion that decides.
    pub counted: i64,
    /// How much is asked, of the criterion that decides.
    pub target: i64,
}

/// How a person's standing under a rule develops.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// The rule.
    pub rule: RuleId,
    /// The last day looked at.
    pub until: NaiveDate,
    /// The stretches, in order; the first one begins on the day that the forecast is made from.
    pub stretches: Vec<Stretch>,
    /// The first day on which the rule is not met after a day on which it was.
    pub falls_on: Option<NaiveDate>,
    /// The first day on which the rule is met after a day on which it was not.
    pub met_on: Option<NaiveDate>,
    /// The last day to begin what is missing on the first day on which the rule is not met, a workday's time
    /// each workday; `None` when the rule is met throughout, when it is too late, or when it asks for no time.
    pub act_by: Option<NaiveDate>,
}

impl Forecast {
    /// The stretch that a day lies in.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<&Stretch> {
        let after = self.stretches.partition_point(|stretch| stretch.first_day <= day);
        self.stretches.get(after.checked_sub(1)?)
    }
}

/// How a person stands under a rule from a day on, up to and including another.
#[must_use]
pub fn forecast(rule: &Rule, case: Case<'_>, from: NaiveDate, until: NaiveDate) -> Forecast {
    let always = DayRange { first_day: NaiveDate::MIN, last_day: NaiveDate::MAX };
    let totals: Vec<Option<Totals>> =
        rule.criterion.iter().map(|criterion| Totals::of(Question::new(rule, criterion, case), always)).collect();
    let questions: Vec<Question<'_>> = std::iter::zip(&rule.criterion, &totals)
        .map(|(criterion, totals)| Question { totals: totals.as_ref(), ..Question::new(rule, criterion, case) })
        .collect();
    let changes = Changes::new(rule, case, from, until);
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut day = from;
    // Between two changes nothing is judged, since every day of them says the same.
    while day <= until {
        let next = stretch(&questions, day);
        if !stretches.last().is_some_and(|last| Stretch { first_day: day, ..*last } == next) {
            stretches.push(next);
        }
        day = changes.after(&questions, day);
    }
    let turns = |to: bool| {
        let pairs = stretches.iter().zip(stretches.iter().skip(1));
        let mut turned = pairs.filter(move |(one, next)| one.met != to && next.met == to && next.bound);
        turned.next().map(|(_, next)| next.first_day)
    };
    let (falls_on, met_on) = (turns(false), turns(true));
    let unmet = stretches.iter().find(|stretch| stretch.bound && !stretch.met).map(|stretch| stretch.first_day);
    let act_by = unmet.and_then(|day| act_by(case, from, &judge(rule, case, day, Depth::Status)));
    Forecast { rule: rule.id.clone(), until, stretches, falls_on, met_on, act_by }
}

/// What a rule says on a day, without the status.
fn stretch(questions: &[Question<'_>], first_day: NaiveDate) -> Stretch {
    let not_bound = Stretch { first_day, bound: false, met: false, counted: 0, target: 0 };
    let Some(Question { rule, case, .. }) = questions.first() else { return not_bound };
    if !rule.population.holds(case.subject, first_day) {
        return not_bound;
    }
    let criteria: Vec<CriterionJudgement> =
        questions.iter().map(|question| question.judge(first_day, Depth::Status)).collect();
    let (met, decisive) = combined(rule, &criteria);
    let (counted, target) = criteria.get(decisive).map_or((0, 0), |it| (it.counted, it.target));
    Stretch { first_day, bound: true, met, counted, target }
}

/// The last day on which somebody can begin who then works every workday up to and including the deadline.
fn act_by(case: Case<'_>, from: NaiveDate, judgement: &Judgement) -> Option<NaiveDate> {
    let end = judgement.deadline().max(judgement.as_of);
    let missing = judgement.missing_workdays;
    if missing == 0 || case.calendar.workdays(day_before(from), end) < missing {
        return None;
    }
    let mut left = missing;
    let mut day = end;
    loop {
        left -= u32::from(case.calendar.kind(day).is_workday());
        if left == 0 {
            return Some(day);
        }
        day = day_before(day);
    }
}
