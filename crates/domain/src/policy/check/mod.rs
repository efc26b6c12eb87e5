//! What is wrong with a pack whose fields have the right types: identifiers, contradictions, amounts that cannot
//! be compared.

mod criterion;
mod test_case;

use std::collections::HashSet;

use super::{
    error::{Finding, PackErrorCode as Code},
    indicator::Indicator,
    pack::Pack,
    rule::{Effective, Need, Rule, RuleId, Text},
    unit::{Decimal, Reading},
    window::Length,
};

/// The most days that the facts of all test cases may have together, so that running them takes no time.
const MOST_TEST_DAYS: i64 = 200_000;

/// What was found so far, and where the search is.
#[derive(Debug, Default)]
struct Findings {
    found: Vec<Finding>,
    path: Vec<String>,
}

impl Findings {
    /// Looks at a part of what is looked at.
    fn within(&mut self, name: impl Into<String>, look: impl FnOnce(&mut Self)) {
        self.path.push(name.into());
        look(self);
        self.path.pop();
    }

    /// Looks at every part of a list.
    fn each<T>(&mut self, name: &str, parts: &[T], mut look: impl FnMut(&mut Self, &T)) {
        for (place, part) in parts.iter().enumerate() {
            self.within(format!("{name}[{place}]"), |it| look(it, part));
        }
    }

    fn add(&mut self, field: &str, code: Code) {
        self.add_with(field, code, "");
    }

    fn add_with(&mut self, field: &str, code: Code, detail: impl std::fmt::Display) {
        let mut path = self.path.join(".");
        if !path.is_empty() && !field.is_empty() {
            path.push('.');
        }
        self.found.push(Finding::new(path + field, code).with(detail));
    }

    fn refuse(&mut self, wrong: bool, field: &str, code: Code) {
        if wrong {
            self.add(field, code);
        }
    }

    /// A text that must be there in both languages.
    fn text(&mut self, field: &str, text: &Text) {
        self.refuse(text.zh.trim().is_empty(), &format!("{field}.zh"), Code::EmptyText);
        self.refuse(text.en.trim().is_empty(), &format!("{field}.en"), Code::EmptyText);
    }

    /// A text that may be missing, but not in one language only.
    fn both_or_neither(&mut self, field: &str, text: &Text) {
        if !text.zh.trim().is_empty() || !text.en.trim().is_empty() {
            self.text(field, text);
        }
    }

    fn range(&mut self, field: &str, number: i64, from: i64, to: i64) {
        if !(from..=to).contains(&number) {
            self.add_with(field, Code::OutOfRange, format_args!("{from}..{to}"));
        }
    }

    fn effective(&mut self, effective: Effective) {
        self.refuse(effective.to.is_some_and(|to| to <= effective.from), "effective.to", Code::Order);
    }

    fn length(&mut self, field: &str, length: Option<Length>) {
        self.refuse(length.is_some_and(Length::is_zero), field, Code::WindowEmpty);
    }

    /// An identifier that is well formed and not taken yet.
    fn id<'a>(&mut self, id: &'a str, taken: &mut HashSet<&'a str>) {
        if RuleId::parse(id).is_none() {
            self.add_with("id", Code::BadId, id);
        } else if !taken.insert(id) {
            self.add_with("id", Code::DuplicateId, id);
        }
    }
}

/// Everything that is wrong with a pack, given the rules that it has from its parents.
#[must_use]
pub fn check(pack: &Pack, inherited: &[&Rule]) -> Vec<Finding> {
    let mut it = Findings::default();
    if RuleId::parse(&pack.id).is_none() {
        it.add_with("id", Code::BadId, &pack.id);
    }
    if !version_is_right(&pack.version) {
        it.add_with("version", Code::BadId, &pack.version);
    }
    it.text("title", &pack.title);
    it.each("jurisdiction", &pack.jurisdiction, |it, code| {
        if !jurisdiction_is_right(code) {
            it.add_with("", Code::BadId, code);
        }
    });
    let mut taken = HashSet::new();
    for (place, rule) in pack.rule.iter().enumerate() {
        it.within(format!("rule[{place}]"), |it| {
            it.id(rule.id.as_str(), &mut taken);
            one_rule(it, rule, pack, inherited);
        });
    }
    for (place, indicator) in pack.indicator.iter().enumerate() {
        it.within(format!("indicator[{place}]"), |it| {
            it.id(indicator.id.as_str(), &mut taken);
            one_indicator(it, indicator);
        });
    }
    it.range("test", pack.test.iter().map(test_case::days).sum(), 0, MOST_TEST_DAYS);
    it.each("test", &pack.test, |it, case| {
        let own = pack.rule.iter().find(|rule| rule.id == case.rule);
        match own.or_else(|| inherited.iter().copied().find(|rule| rule.id == case.rule)) {
            Some(rule) => test_case::check(it, case, rule),
            None => it.add_with("rule", Code::UnknownRule, &case.rule),
        }
    });
    it.found
}

/// `2026-1`: letters, digits, hyphens and points.
fn version_is_right(version: &str) -> bool {
    (1..=32).contains(&version.len())
        && version.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
}

/// `CN`, `CN-SH`.
fn jurisdiction_is_right(code: &str) -> bool {
    let (country, part) = code.split_once('-').unwrap_or((code, "A"));
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=3).contains(&part.len())
        && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn one_rule(it: &mut Findings, rule: &Rule, pack: &Pack, inherited: &[&Rule]) {
    it.text("title", &rule.title);
    it.text("authority", &rule.authority);
    it.text("clause", &rule.clause);
    it.refuse(rule.document.trim().is_empty(), "document", Code::EmptyText);
    it.effective(rule.effective);
    // A rule of the parent is strengthened, never replaced: what replaced it might be weaker.
    let own = |id: &RuleId| id != &rule.id && pack.rule.iter().any(|other| &other.id == id);
    if let Some(id) = rule.supersedes.as_ref().filter(|id| !own(id)) {
        it.add_with("supersedes", Code::UnknownRule, id);
    }
    let known = |id: &RuleId| own(id) || inherited.iter().any(|other| &other.id == id);
    if let Some(id) = rule.reinstatement.as_ref().filter(|id| !known(id)) {
        it.add_with("reinstatement", Code::UnknownRule, id);
    }
    reading(it, rule.reading);
    it.length("grace", rule.grace);
    it.length("population.lapsed_at_least", rule.population.lapsed_at_least);
    it.each("approvals", &rule.approvals, |it, approval| {
        it.text("step", &approval.step);
        let empty = |name: &str| name.trim().is_empty();
        it.refuse(empty(&approval.role), "role", Code::EmptyText);
        it.refuse(approval.escalate_to.as_deref().is_some_and(empty), "escalate_to", Code::EmptyText);
        // Nothing is ever passed on without an end of the time there is.
        let no_end = approval.escalate_to.is_some() && approval.deadline_days.is_none();
        it.refuse(no_end, "deadline_days", Code::MissingField);
        if let Some(days) = approval.deadline_days {
            it.range("deadline_days", days.into(), 1, 3_650);
        }
        if let Some(quorum) = approval.quorum {
            it.range("quorum", quorum.into(), 1, 100);
        }
    });
    it.refuse(rule.criterion.is_empty(), "criterion", Code::NoCriterion);
    let mut taken = HashSet::new();
    for (place, criterion) in rule.criterion.iter().enumerate() {
        it.within(format!("criterion[{place}]"), |it| {
            it.id(&criterion.id, &mut taken);
            criterion::check(it, criterion, rule.reading);
        });
    }
    if let Some(need) = &rule.need {
        let mut named = HashSet::new();
        it.within("need", |it| needed(it, need, rule, &mut named));
        for criterion in rule.criterion.iter().filter(|criterion| !named.contains(criterion.id.as_str())) {
            it.add_with("need", Code::CriterionNotNeeded, &criterion.id);
        }
    }
}

fn reading(it: &mut Findings, reading: Reading) {
    it.range("reading.day_minutes", reading.day_minutes.into(), 1, 1440);
    it.range("reading.class_hour_minutes", reading.class_hour_minutes.into(), 1, 1440);
    it.range("reading.week_days", reading.week_days.into(), 1, 7);
    if !(Decimal::whole(1)..=Decimal::whole(31)).contains(&reading.month_days) {
        it.add_with("reading.month_days", Code::OutOfRange, "1..31");
    }
}

fn needed<'a>(it: &mut Findings, need: &'a Need, rule: &Rule, named: &mut HashSet<&'a str>) {
    let (name, parts) = match need {
        Need::Criterion(id) => {
            if rule.criterion(id).is_none() {
                it.add_with("", Code::UnknownCriterion, id);
            }
            named.insert(id);
            return;
        }
        Need::AllOf { all_of } => ("all_of", all_of),
        Need::AnyOf { any_of } => ("any_of", any_of),
    };
    it.refuse(parts.is_empty(), name, Code::EmptyNeed);
    for (place, part) in parts.iter().enumerate() {
        it.within(format!("{name}[{place}]"), |it| needed(it, part, rule, named));
    }
}

fn one_indicator(it: &mut Findings, indicator: &Indicator) {
    it.text("title", &indicator.title);
    it.text("definition", &indicator.definition);
    it.text("authority", &indicator.authority);
    it.both_or_neither("clause", &indicator.clause);
    it.refuse(indicator.document.trim().is_empty(), "document", Code::EmptyText);
    it.effective(indicator.effective);
}
