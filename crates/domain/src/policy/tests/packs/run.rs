use chrono::NaiveDate;

use super::{expect, library, with};
use crate::policy::{
    Calendar, DayKind, Event, Fact, Measure, PackErrorCode as Code, Reading, TestCase, TestFact, run,
    run::{facts, subject},
};

/// The pack with a test case.
fn tested(facts: &str, expected: &str) -> String {
    format!(
        "{}\n[[test]]\nrule = \"home-a\"\nname = {{ zh = \"例\", en = \"A case\" }}\nas_of = \"2026-12-31\"\n{facts}\nexpect = {{ {expected} }}\n",
        super::PACK
    )
}

fn case(text: &str) -> TestCase {
    let library = library(&[("home.toml", &with("amount = 125", "amount = 125"))]).unwrap();
    let header = "rule = \"home-a\"\nname = { zh = \"例\", en = \"A case\" }\nas_of = \"2026-12-31\"\n";
    drop(library);
    toml::from_str(&format!("{header}expect = {{ status = \"met\" }}\n{text}")).unwrap()
}

fn entries(text: &str) -> Vec<TestFact> {
    case(&format!("facts = [{text}]")).facts
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn china() -> Calendar {
    Calendar::new([(day("2026-10-01"), DayKind::Holiday), (day("2026-10-10"), DayKind::MakeUpWorkday)], None)
}

fn made(text: &str) -> Vec<Fact> {
    facts(&entries(text), Reading { day_minutes: 420, ..Reading::default() }, &china())
}

#[test]
fn workdays_are_mondays_to_fridays_that_are_workdays() {
    let days: Vec<_> = made("{ from = \"2026-09-30\", workdays = 3 }").iter().filter_map(|it| it.day).collect();
    assert_eq!(days, [day("2026-09-30"), day("2026-10-02"), day("2026-10-05")]);
    let days: Vec<_> = made("{ from = \"2026-10-02\", days = 3 }").iter().filter_map(|it| it.day).collect();
    assert_eq!(days, [day("2026-10-02"), day("2026-10-03"), day("2026-10-04")]);
}

#[test]
fn a_fact_without_an_amount_is_a_day_or_the_length_of_its_span() {
    let facts =
        made("{ from = \"2026-03-02\" }, { from = \"2026-03-02\", span = \"22-6\" }, { measure = \"attestation\" }");
    let amounts: Vec<_> = facts.iter().map(|it| (it.measure, it.amount, it.span)).collect();
    assert_eq!(
        amounts,
        [(Measure::Time, 420, None), (Measure::Time, 480, Some((1320, 1800))), (Measure::Attestation, 1, None),]
    );
    assert_eq!(facts.last().map(|it| it.day), Some(None));
}

#[test]
fn an_amount_measures_what_its_unit_does() {
    let facts = made("{ from = \"2026-03-02\", amount = { amount = 2.5, unit = \"credit\" } }");
    assert_eq!(facts.first().map(|it| (it.measure, it.amount)), Some((Measure::Credit, 250)));
}

#[test]
fn each_entry_is_a_placement_of_its_own_unless_it_names_one() {
    let facts = made(
        "{ from = \"2026-03-02\", days = 2 }, { from = \"2026-03-02\" }, { from = \"2026-03-02\", placement = 7 }, { from = \"2026-03-03\", placement = 7 }",
    );
    let placements: Vec<_> = facts.iter().filter_map(|it| it.placement).map(|it| it.0).collect();
    let [first, second, third, fourth, fifth] = placements.as_slice() else { panic!("{placements:?}") };
    assert_eq!((first, fourth, *fourth), (second, fifth, 7));
    assert!(first != third && third != fourth);
}

#[test]
fn the_person_of_a_case_is_a_teacher_with_what_it_says() {
    let case = case(
        "[subject]\ncategory = \"professional_course\"\ncategory_before = { category = \"public_course\", until = \"2024-01-01\" }\nevents = [{ event = \"teaching_start\", on = \"2025-01-01\" }]",
    );
    let subject = subject(&case.subject);
    let category = |on: &str| subject.category_on(day(on)).map(|it| it.as_str());
    assert_eq!((category("2023-12-31"), category("2024-01-01")), (Some("public_course"), Some("professional_course")));
    assert_eq!(subject.event(Event::TeachingStart), Some(day("2025-01-01")));
    assert_eq!(subject.profiles.first().map(|it| it.as_str()), Some("teacher"));
}

#[test]
fn a_pack_with_a_failing_test_case_is_refused() {
    let facts = "facts = [{ from = \"2026-03-02\", workdays = 20 }]";
    let right =
        "status = \"short\", counted = { amount = 20, unit = \"day\" }, remaining = { amount = 105, unit = \"day\" }";
    assert_eq!(library(&[("home.toml", &tested(facts, right))]).map(|_| ()), Ok(()));
    let wrong = "status = \"met\", counted = { amount = 2, unit = \"day\" }, decisive = \"practice\"";
    let (line, detail) = expect(&tested(facts, wrong), Code::TestFailed, "test[0]");
    assert_eq!(line, Some(19));
    assert_eq!(detail, "A case: status: met / short; counted: 2 day / 20 day");
}

#[test]
fn reasons_and_warnings_that_nobody_gives_are_differences() {
    let facts = "facts = [{ from = \"2026-03-02\" }, {}]";
    let found = "reasons = [\"counted\", \"no_date\"]";
    assert_eq!(library(&[("home.toml", &tested(facts, found))]).map(|_| ()), Ok(()));
    let lacking = "reasons = [\"overlap\", \"no_date\"]";
    let (_, detail) = expect(&tested(facts, lacking), Code::TestFailed, "test[0]");
    assert_eq!(detail, "A case: reasons: overlap / counted, no_date");
}

#[test]
fn a_case_of_a_rule_that_is_not_there_fails() {
    let results = run(&[case("")], &[], &Calendar::default());
    assert_eq!(results.first().map(|it| it.passed), Some(false));
    let text = tested("", "status = \"met\"").replace("rule = \"home-a\"", "rule = \"gone\"");
    expect(&text, Code::UnknownRule, "test[0].rule");
}

#[test]
fn a_case_that_cannot_be_meant_is_refused_before_it_is_run() {
    let status = "status = \"short\"";
    for (facts, expected, code, field) in [
        ("facts = [{ from = \"2026-03-02\", span = \"8\" }]", status, Code::BadSpan, "facts[0].span"),
        ("facts = [{ from = \"2026-03-02\", days = 2, workdays = 2 }]", status, Code::Contradiction, "facts[0].days"),
        ("facts = [{ from = \"2026-03-02\", days = 30000 }]", status, Code::OutOfRange, "facts"),
        ("facts = [{ days = 2 }]", status, Code::MissingField, "facts[0].from"),
        ("facts = [{ trust = 6 }]", status, Code::OutOfRange, "facts[0].trust"),
        ("", "", Code::MissingField, "expect"),
        ("", "decisive = \"other\"", Code::UnknownCriterion, "expect.decisive"),
        ("", "counted = { amount = 1, unit = \"credit\" }", Code::OtherMeasure, "expect.counted.unit"),
        ("", "missed_sub_targets = [\"x\"]", Code::UnknownPart, "expect.missed_sub_targets"),
        (
            "subject = { leaves = [{ kind = \"sick\", first_day = \"2026-02-01\", last_day = \"2026-01-01\" }] }",
            status,
            Code::Order,
            "subject.leaves[0].last_day",
        ),
    ] {
        expect(&tested(facts, expected), code, &format!("test[0].{field}"));
    }
}
