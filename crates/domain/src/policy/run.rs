//! Running the test cases of a pack.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{
    Calendar,
    engine::{Case, Depth, judge},
    fact::{Fact, Particulars, Source, Standing},
    judgement::{CriterionJudgement, Judgement},
    pack::{Expectation, TestCase, TestFact, TestSubject},
    prepared::Prepared,
    rule::{Rule, RuleId, Text},
    subject::{CategorySince, Leave, Subject},
    unit::{Amount, Decimal, Measure, Reading},
    window::DayRange,
};
use crate::{
    duration::{Typed, read_duration},
    hours::Kind,
    id::PlacementId,
    organisation::OrganisationKind,
    person::Profile,
    placement::{Direction, Load},
};

/// What became of a test case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestResult {
    /// The rule.
    pub rule: RuleId,
    /// What the case states.
    pub name: Text,
    /// Whether everything is as expected.
    pub passed: bool,
    /// What is not.
    pub differences: Vec<Difference>,
}

/// Something that a rule says otherwise than a test case expects; values are codes, days and amounts with units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The field of the expectation.
    pub field: String,
    /// What was expected.
    pub expected: String,
    /// What was found; empty for nothing.
    pub found: String,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} / {}", self.field, self.expected, self.found)
    }
}

/// Runs test cases against rules, each against the rule that it names.
#[must_use]
pub fn run(cases: &[TestCase], rules: &[&Rule], calendar: &Calendar) -> Vec<TestResult> {
    let result = |case: &TestCase| {
        let differences = match rules.iter().find(|rule| rule.id == case.rule) {
            Some(rule) => run_one(case, rule, calendar),
            None => {
                let expected = case.rule.to_string();
                vec![Difference { field: "rule".to_owned(), expected, found: String::new() }]
            }
        };
        TestResult { rule: case.rule.clone(), name: case.name.clone(), passed: differences.is_empty(), differences }
    };
    cases.iter().map(result).collect()
}

fn run_one(case: &TestCase, rule: &Rule, calendar: &Calendar) -> Vec<Difference> {
    let subject = subject(&case.subject);
    let facts = Prepared::new(facts(&case.facts, rule.reading, calendar), false, false);
    let judged = judge(rule, Case { subject: &subject, facts: &facts, calendar }, case.as_of, Depth::Lines);
    compare(&case.expect, &judged, rule.reading)
}

/// The person of a test case.
#[must_use]
pub fn subject(case: &TestSubject) -> Subject {
    let since = case.category_before.as_ref().map(|before| before.until);
    let before = case.category_before.as_ref().map(|it| CategorySince { since: None, category: it.category });
    let now = case.category.map(|category| CategorySince { since, category });
    let leave = |it: &super::TestLeave| Leave {
        kind: it.kind,
        days: DayRange { first_day: it.first_day, last_day: it.last_day },
    };
    let mut service = case.service.clone();
    service.sort_by_key(|span| span.first_day);
    let mut leaves: Vec<Leave> = case.leaves.iter().map(leave).collect();
    leaves.sort_by_key(|leave| leave.days.first_day);
    Subject {
        profiles: vec![case.profile.unwrap_or(Profile::Teacher)],
        categories: before.into_iter().chain(now).collect(),
        double_qualified: case.double_qualified,
        hired_on: case.hired_on,
        enterprise_experience: case.enterprise_experience,
        full_time_percent: case.full_time_percent,
        qualifications: case.qualifications.clone(),
        licence: case.licence,
        events: case.events.iter().map(|it| (it.event, it.on)).collect(),
        service,
        leaves,
        waivers: case.waivers.clone(),
    }
}

/// The facts of a test case. Each entry is a placement of its own unless it names one.
#[must_use]
pub fn facts(entries: &[TestFact], reading: Reading, calendar: &Calendar) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for (place, entry) in (0i64..).zip(entries) {
        let one = one_fact(entry, PlacementId(entry.placement.map_or(1_000_000 + place, i64::from)), reading);
        for day in days(entry, calendar) {
            let number = u32::try_from(facts.len()).unwrap_or(u32::MAX);
            facts.push(Fact { source: Source::Trial(number), day, ..one.clone() });
        }
    }
    facts
}

/// The days of an entry: one, so many in a row, or so many workdays from Monday to Friday.
fn days(entry: &TestFact, calendar: &Calendar) -> Vec<Option<NaiveDate>> {
    let Some(from) = entry.from else { return vec![None] };
    let all = (0..).map_while(|days| from.checked_add_days(Days::new(days)));
    let workday = |day: &NaiveDate| {
        use chrono::{Datelike, Weekday};
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && calendar.kind(*day).is_workday()
    };
    match (entry.workdays, entry.days) {
        (Some(workdays), _) => all.filter(workday).take(workdays as usize).map(Some).collect(),
        (None, count) => all.take(count.unwrap_or(1) as usize).map(Some).collect(),
    }
}

fn one_fact(entry: &TestFact, placement: PlacementId, reading: Reading) -> Fact {
    let span = match entry.span.as_deref().map(read_duration) {
        Some(Ok(Some(Typed::Span { start, end }))) => Some((start, end)),
        _ => None,
    };
    let measure = entry.amount.map(|it| it.unit.measure()).or(entry.measure).unwrap_or(Measure::Time);
    let usual = match measure {
        Measure::Time => i64::from(reading.day_minutes),
        Measure::Credit | Measure::Money => 100,
        Measure::AttendanceDays | Measure::NaturalDays | Measure::Count | Measure::Service | Measure::Attestation => 1,
    };
    let amount = match (entry.amount, span) {
        (Some(amount), _) => amount.parts(reading),
        (None, Some((start, end))) => i64::from(end.saturating_sub(start)),
        (None, None) => usual,
    };
    let particulars = Particulars {
        host: None,
        host_class: entry.host_class,
        area: entry.area.clone(),
        until: entry.until,
        evidence: entry.evidence.clone(),
        travel: entry.travel,
        pre_approved: entry.pre_approved,
        directed: entry.directed,
        zone_unknown: entry.zone_unknown,
    };
    Fact {
        source: Source::Trial(0),
        placement: Some(placement),
        day: entry.from,
        span,
        measure,
        amount: u32::try_from(amount).unwrap_or(u32::MAX),
        form: entry.form.unwrap_or(Kind::OnPost),
        host: entry.host.unwrap_or(OrganisationKind::Enterprise),
        direction: entry.direction.unwrap_or(Direction::EnterprisePractice),
        load: entry.load.unwrap_or(Load::FullTime),
        trust: entry.trust.unwrap_or(4),
        standing: entry.standing.unwrap_or(Standing::Confirmed),
        particulars: (particulars != Particulars::default()).then(|| Box::new(particulars)),
    }
}

/// What a judgement says otherwise than expected.
fn compare(expect: &Expectation, judged: &Judgement, reading: Reading) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut field = |name: &str, expected: Option<String>, found: Option<String>| {
        if let Some(expected) = expected.filter(|expected| Some(expected) != found.as_ref()) {
            differences.push(Difference { field: name.to_owned(), expected, found: found.unwrap_or_default() });
        }
    };
    let decisive = judged.decisive();
    let name = decisive.map(|it| it.criterion.clone());
    field("status", expect.status.map(|it| it.to_string()), Some(judged.status.to_string()));
    field("decisive", expect.decisive.clone(), name);
    let mut amount = |name: &str, expected: Option<Amount>, found: fn(&CriterionJudgement) -> i64| {
        let Some(expected) = expected else { return };
        let found = decisive.filter(|it| it.measure == expected.unit.measure()).map(found);
        if found != Some(expected.parts(reading)) {
            let found = found.map(|parts| shown(parts, expected, reading));
            field(name, Some(format!("{} {}", expected.amount, expected.unit)), found);
        }
    };
    amount("counted", expect.counted, |it| it.counted);
    amount("remaining", expect.remaining, |it| it.remaining);
    field("deadline", expect.deadline.map(|it| it.to_string()), decisive.map(|it| it.deadline.to_string()));
    let first_day = decisive.map(|it| it.window.first_day.to_string());
    field("window_from", expect.window_from.map(|it| it.to_string()), first_day);
    let missed = |it: &CriterionJudgement| {
        let missed = it.sub_targets.iter().filter(|part| part.counted < part.target);
        listed(missed.map(|part| part.id.as_str()))
    };
    let expected = expect.missed_sub_targets.as_ref().map(|ids| listed(ids.iter().map(String::as_str)));
    field("missed_sub_targets", expected, decisive.map(missed));
    let reasons: BTreeSet<&str> =
        judged.criteria.iter().flat_map(|it| &it.lines).map(|line| line.reason.as_str()).collect();
    let warnings: BTreeSet<&str> =
        judged.criteria.iter().flat_map(|it| &it.warnings).map(|warning| warning.as_str()).collect();
    let named = |all: &BTreeSet<&str>, wanted: Vec<&'static str>| {
        let lacking = listed(wanted.into_iter().filter(|it| !all.contains(it)));
        (!lacking.is_empty()).then_some(lacking)
    };
    let lacking = named(&reasons, expect.reasons.iter().map(|it| it.as_str()).collect());
    field("reasons", lacking, Some(listed(reasons.iter().copied())));
    let lacking = named(&warnings, expect.warnings.iter().map(|it| it.as_str()).collect());
    field("warnings", lacking, Some(listed(warnings.iter().copied())));
    differences
}

fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ")
}

/// Parts in the unit of an amount.
fn shown(parts: i64, like: Amount, reading: Reading) -> String {
    let one = Amount::new(1, like.unit).parts(reading).max(1);
    let hundredths = super::Rounding::HalfUp.scale(parts, 100, one);
    format!("{} {}", Decimal(hundredths), like.unit)
}
