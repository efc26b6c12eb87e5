//! What is wrong with one test case before it is run.

use super::Findings;
use crate::{
    duration::read_duration,
    policy::{
        error::PackErrorCode as Code,
        pack::{TestCase, TestFact, TestSubject},
        rule::Rule,
    },
};

/// The most days that the facts of one case may have, all together: more than any work life.
const MOST_DAYS: i64 = 20_000;

/// The days that the facts of a case have, all together.
pub(super) fn days(case: &TestCase) -> i64 {
    case.facts.iter().map(|fact| i64::from(fact.workdays.or(fact.days).unwrap_or(1))).sum()
}

pub(super) fn check(it: &mut Findings, case: &TestCase, rule: &Rule) {
    it.text("name", &case.name);
    it.within("subject", |it| subject(it, &case.subject));
    it.each("facts", &case.facts, fact);
    it.range("facts", days(case), 0, MOST_DAYS);
    let expect = &case.expect;
    if expect == &crate::policy::Expectation::default() {
        it.add("expect", Code::MissingField);
    }
    if let Some(id) = expect.decisive.as_ref().filter(|id| rule.criterion(id).is_none()) {
        it.add_with("expect.decisive", Code::UnknownCriterion, id);
    }
    for id in expect.missed_sub_targets.iter().flatten() {
        if !rule.criterion.iter().any(|criterion| criterion.sub_targets.iter().any(|part| &part.id == id)) {
            it.add_with("expect.missed_sub_targets", Code::UnknownPart, id);
        }
    }
    for (field, amount) in [("counted", expect.counted), ("remaining", expect.remaining)] {
        let Some(measure) = amount.map(|amount| amount.unit.measure()) else { continue };
        if !rule.criterion.iter().any(|criterion| criterion.target.unit.measure() == measure) {
            it.add_with(&format!("expect.{field}.unit"), Code::OtherMeasure, measure);
        }
    }
}

fn subject(it: &mut Findings, subject: &TestSubject) {
    it.range("full_time_percent", subject.full_time_percent.unwrap_or_default().into(), 0, 100);
    it.refuse(subject.category_before.is_some() && subject.category.is_none(), "category", Code::MissingField);
    it.each("service", &subject.service, |it, span| {
        it.refuse(span.last_day < span.first_day, "last_day", Code::Order);
    });
    it.each("leaves", &subject.leaves, |it, leave| {
        it.refuse(leave.last_day < leave.first_day, "last_day", Code::Order);
    });
    it.each("waivers", &subject.waivers, |it, waiver| {
        if !waiver.contains('/') {
            it.add_with("", Code::BadId, waiver);
        }
    });
}

fn fact(it: &mut Findings, fact: &TestFact) {
    if fact.workdays.is_some() && fact.days.is_some() {
        it.add_with("days", Code::Contradiction, "workdays");
    }
    let repeated = fact.workdays.or(fact.days).is_some();
    it.refuse(fact.from.is_none() && (repeated || fact.span.is_some()), "from", Code::MissingField);
    if let Some(span) = fact.span.as_ref()
        && !matches!(read_duration(span), Ok(Some(crate::duration::Typed::Span { .. })))
    {
        it.add_with("span", Code::BadSpan, span);
    }
    if fact.span.is_some() && fact.amount.is_some() {
        it.add_with("amount", Code::Contradiction, "span");
    }
    if let Some((measure, amount)) = fact.measure.zip(fact.amount)
        && measure != amount.unit.measure()
    {
        it.add_with("measure", Code::Contradiction, "amount");
    }
    it.range("trust", fact.trust.unwrap_or_default().into(), 0, 5);
}
