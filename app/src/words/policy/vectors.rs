//! The test vectors of the field: what the engine says of each, in both languages.
//!
//! What the texts say now is compared with the reviewed ones beside this file; a change is accepted with
//! `UPDATE_VECTORS=1 cargo test -p app --features ssr vectors`.

mod over_time;

use std::{fmt::Write, fs, path::Path};

use chrono::NaiveDate;
use domain::policy::{
    Calendar, Case, Depth, Fact, Judgement, Library, Line, Prepared, Rule, RuleId, Subject, TestCase, facts_of_test,
    judge, subject_of_test,
};
use serde::Deserialize;

use super::{Lang, Words};

#[derive(Deserialize)]
struct File {
    vector: Vec<Vector>,
}

/// A test vector with the pack that has its rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    number: String,
    pack: String,
    case: TestCase,
}

/// A person's facts under a rule.
struct Told {
    title: domain::policy::Text,
    rule: Rule,
    facts: Vec<Fact>,
    judgement: Judgement,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn vectors() -> Vec<Vector> {
    toml::from_str::<File>(include_str!("vectors/vectors.toml")).unwrap().vector
}

fn rule(library: &Library, pack: &str, id: &str) -> Rule {
    library.rule(pack, &RuleId(id.to_owned())).unwrap_or_else(|| panic!("{pack} has no rule {id}")).clone()
}

fn judged(rule: &Rule, subject: &Subject, facts: Vec<Fact>, as_of: NaiveDate) -> (Vec<Fact>, Judgement) {
    let prepared = Prepared::new(facts, false, false);
    let case = Case { subject, facts: &prepared, calendar: Calendar::china() };
    let judgement = judge(rule, case, as_of, Depth::Lines);
    (prepared.facts().to_vec(), judgement)
}

fn of_vector(library: &Library, vector: &Vector) -> Told {
    let Vector { pack, case, .. } = vector;
    let rule = rule(library, pack, case.rule.as_str());
    let facts = facts_of_test(&case.facts, rule.reading, Calendar::china());
    let (facts, judgement) = judged(&rule, &subject_of_test(&case.subject), facts, case.as_of);
    Told { title: case.name.clone(), rule, facts, judgement }
}

/// A judgement as the pages tell it: the standing, the sentences, the lines with the same result as one.
fn text(w: Words, number: &str, told: &Told) -> String {
    let Told { title, rule, facts, judgement } = told;
    let mut text = format!("== {number} {}\n", w.text(title));
    let status = w.rule_standing(rule, judgement.status);
    let decisive = judgement.decisive().unwrap();
    let of = w.amount_of(decisive.counted, decisive.target, decisive.unit, rule.reading);
    writeln!(text, "{} · {} · {status} · {of}", rule.id, judgement.as_of).unwrap();
    for sentence in w.told(rule, judgement, facts, Calendar::china()) {
        writeln!(text, "{sentence}").unwrap();
    }
    for judged in &judgement.criteria {
        let criterion = rule.judged(judged).unwrap();
        let result = |line: &Line| (w.line_told(rule, criterion, line), w.clause_of(rule, criterion, line));
        for run in judged.lines.chunk_by(|a, b| result(a) == result(b)) {
            let (first, last) = (run.first().unwrap(), run.last().unwrap());
            let days = match (first.day, last.day) {
                (Some(first), Some(last)) if first == last => first.to_string(),
                (Some(first), Some(last)) => w.days(first, last),
                _ => "—".to_owned(),
            };
            let measure = facts.get(first.fact as usize).unwrap().measure;
            let amount = w.measured(rule, run.iter().map(|line| i64::from(line.amount)).sum(), measure);
            let counted = run.iter().map(|line| i64::from(line.counted)).sum();
            let counted = w.measured(rule, counted, judged.measure);
            let (told, clause) = result(first);
            writeln!(text, "| {days} ×{} | {amount} | {counted} | {told} | {clause}", run.len()).unwrap();
        }
        // The parts add up to the total.
        let counted: i64 = judged.lines.iter().map(|line| i64::from(line.counted)).sum();
        let served: i64 = judged.service.iter().map(|span| i64::from(span.days())).sum();
        assert_eq!(counted + served + judged.carried, judged.counted, "{number}");
    }
    text.push('\n');
    text
}

fn all(library: &Library) -> Vec<(String, Told)> {
    let mut told: Vec<(String, Told)> =
        vectors().iter().map(|vector| (vector.number.clone(), of_vector(library, vector))).collect();
    told.extend(over_time::told(library));
    let order = |number: &str| -> (u32, String) {
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        (digits.parse().unwrap(), number.to_owned())
    };
    told.sort_by_key(|(number, _)| order(number));
    told
}

#[test]
fn every_vector_is_told_as_reviewed() {
    let library = Library::built_in().unwrap();
    let told = all(&library);
    let numbers: std::collections::BTreeSet<u32> =
        told.iter().map(|(number, _)| number.trim_end_matches(|c: char| c.is_alphabetic()).parse().unwrap()).collect();
    assert_eq!(numbers, (1..=24).collect(), "every vector has its text");
    for lang in [Lang::Zh, Lang::En] {
        let now: String = told.iter().map(|(number, told)| text(Words::new(lang), number, told)).collect();
        let now = format!("{}\n", now.trim_end());
        let name = format!("src/words/policy/vectors/{}.txt", lang.tag());
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
        if std::env::var_os("UPDATE_VECTORS").is_some() {
            fs::write(&file, &now).unwrap();
        }
        let reviewed = fs::read_to_string(&file).unwrap_or_default();
        let changed: Vec<_> = now.lines().filter(|line| !reviewed.lines().any(|known| known == *line)).collect();
        assert!(now == reviewed, "{name} is not what is told now, for example: {changed:#?}");
    }
}

#[test]
fn every_vector_is_judged_as_expected() {
    let library = Library::built_in().unwrap();
    for Vector { number, pack, case } in vectors() {
        let rule = rule(&library, &pack, case.rule.as_str());
        let results = domain::policy::run(std::slice::from_ref(&case), &[&rule], Calendar::china());
        for result in results {
            assert!(result.passed, "{number}: {:?}", result.differences);
        }
    }
}
