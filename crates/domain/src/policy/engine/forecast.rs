//! How a person's standing develops: on which days it changes, with nothing but the facts that are known or
//! planned.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Case, Depth, eligible, judge, range::range};
use crate::policy::{
    judgement::{Judgement, Status},
    rule::{CategoryChange, Criterion, PauseEffect, Rule, RuleId},
    unit::Measure,
    window::{WindowKind, day_after, day_before},
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
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut known: Option<Vec<Signature>> = None;
    for day in from.iter_days().take_while(|day| *day <= until) {
        let signature = signature(rule, case, day);
        // Every day is looked at; only one on which the facts in the window change is judged.
        if signature.is_some() && signature == known {
            continue;
        }
        known = signature;
        let judgement = judge(rule, case, day, Depth::Status);
        let stretch = stretch(&judgement, day);
        let same = |last: &Stretch| Stretch { first_day: day, ..*last } == stretch;
        if !stretches.last().is_some_and(same) {
            stretches.push(stretch);
        }
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

fn stretch(judgement: &Judgement, first_day: NaiveDate) -> Stretch {
    let decisive = judgement.decisive();
    let bound = judgement.status != Status::NotApplicable;
    Stretch {
        first_day,
        bound,
        met: bound && judgement.met,
        counted: decisive.map_or(0, |it| it.counted),
        target: decisive.map_or(0, |it| it.target),
    }
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

/// What the sums of a criterion depend on: the facts in the window, and the cycle.
#[derive(PartialEq, Eq)]
struct Signature {
    open: bool,
    slices: (usize, usize, usize),
    cycle: Option<NaiveDate>,
}

/// What a rule's sums depend on as of a day; `None` when they may change on any day.
fn signature(rule: &Rule, case: Case<'_>, day: NaiveDate) -> Option<Vec<Signature>> {
    let bound = Signature { open: rule.population.holds(case.subject, day), slices: (0, 0, 0), cycle: None };
    let criteria = rule.criterion.iter().map(|criterion| {
        if changes_daily(criterion) {
            return None;
        }
        let open = criterion.requires.as_ref().is_none_or(|it| it.holds(case.subject, day));
        let Some(range) = range(criterion, case.subject, day) else {
            return Some(Signature { open: false, slices: (0, 0, 0), cycle: None });
        };
        let window = range.window;
        let last = window.last_day.min(day);
        let slices = &case.facts.slices;
        let from = slices.partition_point(|slice| slice.day < window.first_day);
        let to = slices.partition_point(|slice| slice.day <= last);
        // Without a cut at the edge a fact's part after midnight goes with the day before.
        let next =
            if criterion.window.clip { to } else { slices.partition_point(|slice| slice.day <= day_after(last)) };
        let rolls = matches!(criterion.window.kind, WindowKind::Rolling | WindowKind::Recency | WindowKind::Always);
        let cycle = (!rolls).then_some(window.first_day);
        Some(Signature { open, slices: (from, to, next), cycle })
    });
    std::iter::once(Some(bound)).chain(criteria).collect()
}

fn changes_daily(criterion: &Criterion) -> bool {
    let measure = criterion.target.unit.measure();
    matches!(measure, Measure::NaturalDays | Measure::Attestation)
        || eligible::counts(criterion) == Measure::Service
        || criterion.category_change == CategoryChange::Prorated
        || criterion.pause.iter().any(|pause| pause.effect == PauseEffect::Prorate)
}
