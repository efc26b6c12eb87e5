//! Judging: a person's facts against a rule on a day.

mod changes;
mod criterion;
mod deadline;
mod eligible;
mod forecast;
mod limits;
mod part;
mod range;
mod totals;
mod worth;

use chrono::NaiveDate;

pub use self::forecast::{Forecast, Stretch, forecast};
use self::{criterion::Question, part::Explanation};
use super::{
    Calendar,
    judgement::{CriterionJudgement, Judgement, Reason, Status, Warning},
    prepared::Prepared,
    rule::{Need, Rule},
    subject::Subject,
    unit::Measure,
};

/// How much a judgement says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// The statuses and sums; the deadline of what is met is left at the end of the window.
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

/// Judges a person by a rule as of a day.
///
/// Each criterion is judged by itself, in this order: of what kind a fact is, where it lies, the same time
/// twice, the caps of a day, a week and a placement, what it is worth in the target's measure, the caps of the
/// window, what is carried over, the target and its parts. Then the criteria are combined.
#[must_use]
pub fn judge(rule: &Rule, case: Case<'_>, as_of: NaiveDate, depth: Depth) -> Judgement {
    if !rule.population.holds(case.subject, as_of) {
        return not_bound(rule, case, as_of, depth);
    }
    let criteria: Vec<CriterionJudgement> =
        rule.criterion.iter().map(|criterion| Question::new(rule, criterion, case).judge(as_of, depth)).collect();
    let (met, decisive) = combined(rule, &criteria);
    let decides = criteria.get(decisive);
    let deadline = decides.map_or(as_of, |it| it.deadline);
    let missing_workdays = decides.filter(|_| !met).map_or(0, |it| missing_workdays(rule, it));
    let workdays_left = case.calendar.workdays(as_of, deadline);
    let grace_until = grace_until(rule, case.subject, as_of).filter(|_| !met);
    let provisional = decides.is_some_and(|it| it.warnings.contains(&Warning::CalendarNotAnnounced));
    let status = if met {
        if provisional { Status::Provisional } else { Status::Met }
    } else if grace_until.is_some() {
        Status::Provisional
    } else if rule.advisory || (deadline > as_of && workdays_left < missing_workdays.saturating_mul(2)) {
        Status::AtRisk
    } else {
        Status::Short
    };
    Judgement {
        rule: rule.id.clone(),
        status,
        met,
        as_of,
        criteria,
        decisive,
        missing_workdays,
        workdays_left,
        grace_until,
    }
}

fn not_bound(rule: &Rule, case: Case<'_>, as_of: NaiveDate, depth: Depth) -> Judgement {
    let first = rule.criterion.first().filter(|_| depth == Depth::Lines);
    let criteria = first.map(|criterion| {
        let mut told = Explanation::new(true);
        let question = Question::new(rule, criterion, case);
        question.tell_everything(Reason::NotBound, &mut told);
        question.closed(as_of, told)
    });
    Judgement {
        rule: rule.id.clone(),
        status: Status::NotApplicable,
        met: false,
        as_of,
        criteria: criteria.into_iter().collect(),
        decisive: 0,
        missing_workdays: 0,
        workdays_left: 0,
        grace_until: None,
    }
}

/// The last day of the time that somebody has who has just begun, while it runs.
fn grace_until(rule: &Rule, subject: &Subject, as_of: NaiveDate) -> Option<NaiveDate> {
    let begun = subject.licence.map(|licence| licence.issued_on).or(subject.hired_on)?;
    rule.grace.map(|grace| grace.after(begun)).filter(|until| *until > as_of)
}

/// What is missing in workdays, rounded up; 0 where it is no time.
fn missing_workdays(rule: &Rule, judged: &CriterionJudgement) -> u32 {
    let day = match judged.measure {
        Measure::Time => i64::from(rule.reading.day_minutes.max(1)),
        Measure::AttendanceDays => 1,
        _ => return 0,
    };
    let of_parts = judged.sub_targets.iter().map(|sub| sub.target - sub.counted).max().unwrap_or(0);
    u32::try_from((judged.remaining.max(of_parts).max(0) + day - 1) / day).unwrap_or(u32::MAX)
}

/// Whether the rule is met, and by the place of which criterion that is decided.
fn combined(rule: &Rule, criteria: &[CriterionJudgement]) -> (bool, usize) {
    match &rule.need {
        Some(need) => of_need(need, criteria),
        None => all_of((0..criteria.len()).map(|place| (is_met(criteria, place), place)), criteria),
    }
}

fn is_met(criteria: &[CriterionJudgement], place: usize) -> bool {
    criteria.get(place).is_some_and(|it| it.met)
}

fn of_need(need: &Need, criteria: &[CriterionJudgement]) -> (bool, usize) {
    match need {
        Need::Criterion(id) => {
            let place = criteria.iter().position(|it| it.criterion == *id).unwrap_or(usize::MAX);
            (is_met(criteria, place), place)
        }
        Need::AllOf { all_of: needs } => all_of(needs.iter().map(|need| of_need(need, criteria)), criteria),
        Need::AnyOf { any_of: needs } => any_of(needs.iter().map(|need| of_need(need, criteria)), criteria),
    }
}

/// The unmet one that is furthest from its target; when all are met the one that ends first.
fn all_of(answers: impl Iterator<Item = (bool, usize)>, criteria: &[CriterionJudgement]) -> (bool, usize) {
    let answers: Vec<(bool, usize)> = answers.collect();
    let unmet = answers.iter().filter(|(met, _)| !met).max_by_key(|(_, place)| missing_share(criteria, *place));
    let first_to_end = || answers.iter().min_by_key(|(_, place)| criteria.get(*place).map(|it| it.deadline));
    unmet.or_else(first_to_end).copied().unwrap_or((true, 0))
}

/// The met one that holds longest; when none is met the one that is nearest to its target.
fn any_of(answers: impl Iterator<Item = (bool, usize)>, criteria: &[CriterionJudgement]) -> (bool, usize) {
    let answers: Vec<(bool, usize)> = answers.collect();
    let met =
        answers.iter().filter(|(met, _)| *met).max_by_key(|(_, place)| criteria.get(*place).map(|it| it.deadline));
    let nearest = || answers.iter().min_by_key(|(_, place)| missing_share(criteria, *place));
    met.or_else(nearest).copied().unwrap_or((false, 0))
}

/// How much of the target is missing, in millionths; what is not open is further than anything.
fn missing_share(criteria: &[CriterionJudgement], place: usize) -> i64 {
    criteria.get(place).map_or(i64::MAX, |it| {
        let of_parts =
            it.sub_targets.iter().map(|sub| (sub.target - sub.counted).max(0) * 1_000_000 / sub.target.max(1));
        let whole = it.remaining.saturating_mul(1_000_000) / it.target.max(1);
        if it.open { whole.max(of_parts.max().unwrap_or(0)) } else { i64::MAX }
    })
}
