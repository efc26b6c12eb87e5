//! One test case: the person and the facts, what the rule must say, and whether it does.

use domain::policy::{Rule, TestCase, TestResult};
use leptos::prelude::*;

use crate::{
    ui::{
        card::{Card, Fact, FactList},
        chip::StatusChip,
        tone::Tone,
    },
    words::Words,
};

/// The chip of a result.
pub(super) fn chip(w: Words, passed: bool) -> AnyView {
    let (tone, label) = if passed { (Tone::Met, w.pack_passed()) } else { (Tone::Short, w.pack_failed()) };
    view! { <StatusChip tone=tone label=label /> }.into_any()
}

/// What is otherwise than expected, a line each; nothing where all is well.
pub(super) fn differences(w: Words, result: &TestResult) -> Option<AnyView> {
    let lines = result.differences.iter().map(|it| view! { <li>{w.test_difference(it)}</li> }).collect::<Vec<_>>();
    (!lines.is_empty()).then(|| view! { <ul class="pack-differences">{lines}</ul> }.into_any())
}

/// A test case as a card.
pub(super) fn card(w: Words, rule: &Rule, case: &TestCase, result: &TestResult) -> AnyView {
    let name = w.text(&case.name).to_owned();
    let mut facts: Vec<String> = case.facts.iter().map(|fact| w.test_fact(fact)).collect();
    if facts.is_empty() {
        facts.push(w.test_no_facts().to_owned());
    }
    let facts = facts.into_iter().map(|fact| view! { <li>{w.capital(&fact)}</li> }).collect::<Vec<_>>();
    let expected = w.test_expected(&case.expect, rule).into_iter();
    let expected =
        expected.map(|(label, text)| view! { <li>{label}{w.pick("：", ": ")}{text}</li> }).collect::<Vec<_>>();
    let told = vec![
        Fact::text(w.rule_test_subject(), w.test_subject(&case.subject)),
        Fact::text(w.rule_test_as_of(), w.day(case.as_of)),
        Fact::new(w.rule_test_facts(), view! { <ul>{facts}</ul> }),
        Fact::new(w.rule_test_expected(), view! { <ul>{expected}</ul> }),
    ];
    let differences = differences(w, result);
    view! {
        <Card title=name action=chip(w, result.passed)>
            <FactList facts=told />
            {differences}
        </Card>
    }
    .into_any()
}
