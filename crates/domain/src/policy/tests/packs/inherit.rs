use chrono::NaiveDate;

use super::{PACK, library, with};
use crate::policy::{Amount, Calendar, Length, Library, PackErrorCode as Code, RuleId, Unit};

/// The parent of these tests.
fn parent() -> String {
    with("verified = false", "verified = false\nmay_strengthen = [\"target\", \"window\", \"caps\"]")
}

const CHILD: &str = r#"id = "child"
version = "1"
title = { zh = "子包", en = "Child" }
inherits = "home"

[[rule]]
inherits = "home-a"
id = "child-a"
effective = { from = "2022-01-01" }

[[rule.criterion]]
id = "practice"
target = { amount = 150 }
"#;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn ids(library: &Library, pack: &str, on: &str) -> Vec<String> {
    library.rules_in_force(pack, day(on)).into_iter().map(|rule| rule.id.to_string()).collect()
}

#[test]
fn a_child_takes_what_it_does_not_say_from_its_parent() {
    let library = library(&[("child.toml", CHILD), ("home.toml", &parent())]).unwrap();
    let rule = library.rule("child", &RuleId("child-a".to_owned())).unwrap();
    let criterion = rule.criterion("practice").unwrap();
    assert_eq!(rule.document, "no. 1");
    assert_eq!(criterion.target, Amount::new(150, Unit::Day));
    assert_eq!(criterion.window.length, Some(Length::years(5)));
    assert_eq!(library.packs().map(|pack| pack.id.as_str()).collect::<Vec<_>>(), ["home", "child"]);
}

#[test]
fn a_length_is_replaced_as_a_whole() {
    let child = CHILD.replace("target = { amount = 150 }", "window = { length = { months = 30 } }");
    let library = library(&[("home.toml", &parent()), ("child.toml", &child)]).unwrap();
    let rule = library.rule("child", &RuleId("child-a".to_owned())).unwrap();
    let length = rule.criterion("practice").and_then(|it| it.window.length);
    assert_eq!(length, Some(Length { years: 0, months: 30, days: 0 }));
}

#[test]
fn the_stricter_rule_takes_the_place_of_its_parent_while_it_is_in_force() {
    let second = parent().replacen("home-a", "home-b", 1);
    let second = second.split_once("[[rule]]").map(|it| format!("[[rule]]{}", it.1)).unwrap_or_default();
    let library = library(&[("home.toml", &format!("{}\n{second}", parent())), ("child.toml", CHILD)]).unwrap();
    assert_eq!(ids(&library, "home", "2024-01-01"), ["home-a", "home-b"]);
    assert_eq!(ids(&library, "child", "2024-01-01"), ["child-a", "home-b"]);
    assert_eq!(ids(&library, "child", "2021-12-31"), ["home-a", "home-b"]);
    assert_eq!(ids(&library, "child", "2019-12-31"), [""; 0]);
}

#[test]
fn a_rule_that_is_replaced_holds_until_the_other_comes_into_force() {
    let second = PACK.replacen("home-a", "home-b", 1).replace("2020-01-01", "2023-01-01");
    let second = second.split_once("[[rule]]").map(|it| it.1.to_owned()).unwrap_or_default();
    let text = format!("{PACK}\n[[rule]]\nsupersedes = \"home-a\"{second}");
    let library = library(&[("home.toml", &text)]).unwrap();
    assert_eq!(ids(&library, "home", "2022-12-31"), ["home-a"]);
    assert_eq!(ids(&library, "home", "2023-01-01"), ["home-b"]);
}

#[test]
fn a_grandchild_inherits_the_nearest_rule_only() {
    let grandchild = CHILD
        .replace("\"home\"", "\"child\"")
        .replace("id = \"child\"", "id = \"grandchild\"")
        .replace("child-a", "grandchild-a");
    let errors = library(&[("home.toml", &parent()), ("child.toml", CHILD), ("g.toml", &grandchild)]).unwrap_err();
    let [error] = errors.as_slice() else { panic!("{errors:?}") };
    assert_eq!((error.code, error.field.as_str(), error.line), (Code::UnknownRule, "rule[0].inherits", Some(7)));
    assert_eq!(error.detail, "home-a");
    let from_near = grandchild.replace("\"home-a\"", "\"child-a\"").replace("150", "160");
    let library = library(&[("home.toml", &parent()), ("child.toml", CHILD), ("g.toml", &from_near)]).unwrap();
    assert_eq!(ids(&library, "grandchild", "2024-01-01"), ["grandchild-a"]);
}

#[test]
fn a_cycle_of_inheritance_is_named_from_every_side() {
    let cyclic = parent().replace("version", "inherits = \"child\"\nversion");
    let errors = library(&[("home.toml", &cyclic), ("child.toml", CHILD)]).unwrap_err();
    let told: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["home.toml:2: inherits: cycle (home > child > home)", "child.toml:4: inherits: cycle (child > home > child)"]
    );
    let own = CHILD.replace("\"home\"", "\"child\"");
    let errors = library(&[("child.toml", &own)]).unwrap_err();
    assert_eq!(errors.first().map(|it| (it.code, it.detail.as_str())), Some((Code::Cycle, "child > child")));
}

#[test]
fn a_text_that_closes_a_cycle_is_not_accepted() {
    let library = library(&[("home.toml", &parent()), ("child.toml", CHILD)]).unwrap();
    let cyclic = parent().replace("version", "inherits = \"child\"\nversion");
    let errors = library.accept("home.toml", &cyclic).unwrap_err();
    assert_eq!(errors.first().map(|it| (it.code, it.detail.as_str())), Some((Code::Cycle, "home > child > home")));
    let own = CHILD.replace("\"home\"", "\"child\"");
    let errors = library.accept("child.toml", &own).unwrap_err();
    assert_eq!(errors.first().map(|it| (it.code, it.detail.as_str())), Some((Code::Cycle, "child > child")));
}

#[test]
fn a_parent_that_is_not_there_is_named() {
    let errors = library(&[("child.toml", CHILD)]).unwrap_err();
    let first = errors.first().unwrap();
    assert_eq!((first.code, first.field.as_str(), first.line), (Code::UnknownPack, "inherits", Some(4)));
    let errors = Library::new(Calendar::default()).accept("child.toml", CHILD).unwrap_err();
    assert_eq!(errors.first(), Some(first));
}

#[test]
fn two_packs_of_one_name_are_refused() {
    let errors = library(&[("a.toml", PACK), ("b.toml", PACK)]).unwrap_err();
    assert_eq!(errors.first().map(ToString::to_string).as_deref(), Some("b.toml:1: id: duplicate_id (home)"));
}

#[test]
fn a_rule_of_a_parent_is_strengthened_and_not_replaced() {
    let replaced = CHILD.replace("id = \"child-a\"", "id = \"child-a\"\nsupersedes = \"home-a\"");
    let errors = library(&[("home.toml", &parent()), ("child.toml", &replaced)]).unwrap_err();
    let found: Vec<_> = errors.iter().map(|it| (it.code, it.field.as_str())).collect();
    assert_eq!(found, [(Code::UnknownRule, "rule[0].supersedes")]);
    let taken = PACK.replace("id = \"home\"", "id = \"child\"\ninherits = \"home\"");
    let errors = library(&[("home.toml", PACK), ("child.toml", &taken)]).unwrap_err();
    let found: Vec<_> = errors.iter().map(|it| (it.code, it.field.as_str())).collect();
    assert_eq!(found, [(Code::DuplicateId, "rule[0].id")]);
}

#[test]
fn an_error_in_a_child_is_found_in_its_own_file() {
    let weaker = format!("\n{}", CHILD.replace("150", "100"));
    let errors = library(&[("home.toml", &parent()), ("child.toml", &weaker)]).unwrap_err();
    let told: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["child.toml:14: rule[0].criterion[0].target: weaker"]);
    // A field that the child does not say itself is found at the nearest table that it does say.
    let read = CHILD
        .replace("effective", "reading = { day_minutes = 420 }\neffective")
        .replace("target = { amount = 150 }", "");
    let errors = library(&[("home.toml", &parent()), ("child.toml", &read)]).unwrap_err();
    let told: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["child.toml:12: rule[0].criterion[0].target: weaker"]);
}

#[test]
fn what_is_accepted_takes_the_place_of_the_version_before() {
    let mut library = library(&[("home.toml", &parent()), ("child.toml", CHILD)]).unwrap();
    assert!(library.add("child.toml", &CHILD.replace("150", "100")).is_err());
    assert_eq!(library.pack("child").map(|it| it.version.as_str()), Some("1"));
    let next = CHILD.replace("150", "200").replace("version = \"1\"", "version = \"2\"");
    assert_eq!(library.accept("child.toml", &next).map(|it| it.version), Ok("2".to_owned()));
    library.add("child.toml", &next).unwrap();
    assert_eq!(library.pack("child").map(|it| it.version.as_str()), Some("2"));
    assert_eq!(library.packs().count(), 2);
}
