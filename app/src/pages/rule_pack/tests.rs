//! The test cases of a pack with their results.

use domain::policy::TestResult;
use leptos::prelude::*;
use service::rule_pack::PackView;

use super::{of_pack, told_test};
use crate::{
    ui::{
        chip::StatusChip,
        layout::Section,
        table::{Column, Table},
        tone::Tone,
    },
    words::Words,
};

/// How many of the test cases pass, as a chip; nothing where there are none.
pub(super) fn passed(w: Words, results: &[TestResult]) -> Option<AnyView> {
    let passed = results.iter().filter(|result| result.passed).count();
    let tone = if passed == results.len() { Tone::Met } else { Tone::Short };
    let label = format!("{} {}", w.pack_tests(), w.pack_tests_passed(passed, results.len()));
    (!results.is_empty()).then(|| view! { <StatusChip tone=tone label=label /> }.into_any())
}

/// The results as a table, what failed first.
pub(super) fn table(w: Words, results: &[TestResult], rule: impl Fn(&TestResult) -> AnyView) -> AnyView {
    let mut ordered: Vec<&TestResult> = results.iter().collect();
    ordered.sort_by_key(|result| result.passed);
    let rows = ordered
        .into_iter()
        .map(|result| {
            view! {
                <tr>
                    <td class="lead" data-label=w.pack_case()>
                        <span>{w.text(&result.name).to_owned()}</span>
                        {told_test::differences(w, result)}
                    </td>
                    <td data-label=w.pack_rule()>{rule(result)}</td>
                    <td data-label=w.pack_result()>{told_test::chip(w, result.passed)}</td>
                </tr>
            }
        })
        .collect::<Vec<_>>();
    let columns = vec![Column::text(w.pack_case()), Column::text(w.pack_rule()), Column::text(w.pack_result())];
    view! { <Table caption=w.pack_tests() columns=columns>{rows}</Table> }.into_any()
}

/// The section of a pack's page.
pub(super) fn section(w: Words, view: &PackView, version: Option<&str>) -> AnyView {
    if view.tests.is_empty() {
        return view! {
            <Section id="tests" title=w.pack_tests()>
                <p class="muted">{w.pack_no_tests_text()}</p>
            </Section>
        }
        .into_any();
    }
    let own = |result: &TestResult| view.pack.rule.iter().any(|rule| rule.id == result.rule);
    let rule = |result: &TestResult| match own(result) {
        true => {
            let href = of_pack(&view.pack.id, result.rule.as_str(), version);
            view! { <a href=href>{result.rule.0.clone()}</a> }.into_any()
        }
        false => result.rule.0.clone().into_any(),
    };
    let (table, shown) = (table(w, &view.tests, rule), w.pack_tests_show(view.tests.len()));
    let open = view.tests.iter().any(|result| !result.passed);
    view! {
        <Section id="tests" title=w.pack_tests() lead=w.pack_tests_lead() action=passed(w, &view.tests)>
            <details class="pack-tests" open=open>
                <summary>{shown}</summary>
                {table}
            </details>
        </Section>
    }
    .into_any()
}
