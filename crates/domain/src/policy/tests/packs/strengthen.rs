use super::{PACK, library};
use crate::policy::{PackErrorCode as Code, Rule, RuleId, Strengthenable, weakenings};

/// A parent whose every field that can be strengthened is said.
const FULL: &str = r#"
[[rule]]
id = "home-full"
title = { zh = "规则", en = "Rule" }
authority = { zh = "机关", en = "Authority" }
document = "no. 2"
clause = { zh = "第二条", en = "art. 2" }
verified = false
effective = { from = "2020-01-01" }
may_strengthen = MAY
population = { profiles = ["teacher"], categories = ["professional_course"], hired_since = "2015-01-01", except = { full_time_percent_below = 50 } }
grace = { years = 1 }
effects = ["gate_promotion"]

[[rule.criterion]]
id = "practice"
window = { kind = "fixed_cycle", length = { years = 6 }, anchor = "2020-01-01" }
target = { amount = 100, unit = "day" }
convert = [{ from = { amount = 2, unit = "hour" }, to = { amount = 1, unit = "hour" }, filter = { forms = ["visit"] } }]
caps = [{ id = "c", per = "day", amount = { amount = 8, unit = "hour" } }]
sub_targets = [{ id = "s", title = { zh = "全职", en = "Full-time" }, filter = { loads = ["full_time"] }, amount = { amount = 20, unit = "day" } }]
carry = { max = { amount = 10, unit = "day" } }
eligible = { forms = ["on_post", "visit"], trust_at_least = 3, min_block = { amount = 5, unit = "day" }, max_block = { amount = 90, unit = "day" }, evidence = ["report"] }
"#;

const CHILD: &str = r#"id = "child"
version = "1"
title = { zh = "子包", en = "Child" }
inherits = "home"

[[rule]]
inherits = "home-full"
id = "child-full"
"#;

fn parent(may: &str, at_most: bool) -> String {
    let full = FULL.replace("MAY", may);
    let parts = |line: &&str| !at_most || !line.starts_with("sub_targets");
    let full = full.lines().filter(parts).collect::<Vec<_>>().join("\n");
    let full = if at_most { full.replace("\nconvert", "\nbound = \"at_most\"\nconvert") } else { full };
    format!("{PACK}{full}")
}

fn all() -> String {
    let all: Vec<String> = Strengthenable::ALL.iter().map(|it| format!("\"{it}\"")).collect();
    format!("[{}]", all.join(", "))
}

/// What is found in a child that says this about the rule and this about the criterion.
fn found(parent: &str, rule: &str, criterion: &str) -> Vec<(Code, String)> {
    let child = format!("{CHILD}{rule}\n\n[[rule.criterion]]\nid = \"practice\"\n{criterion}\n");
    match library(&[("home.toml", parent), ("child.toml", &child)]) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.into_iter().map(|it| (it.code, it.field)).collect(),
    }
}

/// Each field that can be strengthened: what it is called, where it is found, a stronger and a weaker way to say it.
const CASES: &[(Strengthenable, &str, &str, &str)] = &[
    (Strengthenable::Target, "criterion[0].target", "target = { amount = 101 }", "target = { amount = 99 }"),
    (
        Strengthenable::Window,
        "criterion[0].window.length",
        "window = { length = { years = 3 } }",
        "window = { length = { years = 7 } }",
    ),
    (
        Strengthenable::Eligible,
        "criterion[0].eligible.forms",
        "eligible = { forms = [\"on_post\"] }",
        "eligible = { forms = [\"on_post\", \"training\"] }",
    ),
    (
        Strengthenable::Eligible,
        "criterion[0].eligible.trust_at_least",
        "eligible = { trust_at_least = 4 }",
        "eligible = { trust_at_least = 2 }",
    ),
    (
        Strengthenable::Eligible,
        "criterion[0].eligible.min_block",
        "eligible = { min_block = { amount = 6 } }",
        "eligible = { min_block = { amount = 4 } }",
    ),
    (
        Strengthenable::Eligible,
        "criterion[0].eligible.max_block",
        "eligible = { max_block = { amount = 80 } }",
        "eligible = { max_block = { amount = 100 } }",
    ),
    (
        Strengthenable::Eligible,
        "criterion[0].eligible.evidence",
        "eligible = { evidence = [\"report\", \"roster\"] }",
        "eligible = { evidence = [\"roster\"] }",
    ),
    (
        Strengthenable::Caps,
        "criterion[0].caps",
        "caps = [{ id = \"c\", per = \"day\", amount = { amount = 7, unit = \"hour\" } }, { id = \"d\", per = \"window\", amount = { amount = 90, unit = \"day\" } }]",
        "caps = [{ id = \"c\", per = \"day\", amount = { amount = 9, unit = \"hour\" } }]",
    ),
    (Strengthenable::Caps, "criterion[0].caps", "", "caps = []"),
    (
        Strengthenable::SubTargets,
        "criterion[0].sub_targets",
        "sub_targets = [{ id = \"s\", title = { zh = \"全职\", en = \"s\" }, filter = { loads = [\"full_time\"] }, amount = { amount = 30, unit = \"day\" } }]",
        "sub_targets = [{ id = \"s\", title = { zh = \"全职\", en = \"s\" }, filter = { loads = [\"full_time\"] }, amount = { amount = 10, unit = \"day\" } }]",
    ),
    (
        Strengthenable::Convert,
        "criterion[0].convert",
        "convert = [{ from = { amount = 3, unit = \"hour\" }, to = { amount = 1, unit = \"hour\" }, filter = { forms = [\"visit\"] } }]",
        "convert = [{ from = { amount = 1, unit = \"hour\" }, to = { amount = 1, unit = \"hour\" }, filter = { forms = [\"visit\"] } }]",
    ),
    (
        Strengthenable::Carry,
        "criterion[0].carry.max",
        "carry = { max = { amount = 9 } }",
        "carry = { max = { amount = 11 } }",
    ),
];

/// The same for the fields of the rule itself.
const RULE_CASES: &[(Strengthenable, &str, &str, &str)] = &[
    (
        Strengthenable::Population,
        "population.categories",
        "population = { categories = [\"professional_course\", \"public_course\"] }",
        "population = { categories = [\"public_course\"] }",
    ),
    (
        Strengthenable::Population,
        "population.hired_since",
        "population = { hired_since = \"2010-01-01\" }",
        "population = { hired_since = \"2016-01-01\" }",
    ),
    (
        Strengthenable::Population,
        "population.except.full_time_percent_below",
        "population = { except = { full_time_percent_below = 40 } }",
        "population = { except = { full_time_percent_below = 60 } }",
    ),
    (Strengthenable::Grace, "grace", "grace = { months = 6 }", "grace = { years = 2 }"),
    (Strengthenable::Effects, "effects", "effects = [\"gate_promotion\", \"pay_flag\"]", "effects = [\"pay_flag\"]"),
];

/// Every case as rule text and criterion text, stronger and weaker.
fn cases() -> impl Iterator<Item = (Strengthenable, String, [&'static str; 2], [&'static str; 2])> {
    let criteria = CASES.iter().map(|(kind, field, stronger, weaker)| (kind, field, ["", stronger], ["", weaker]));
    let rules = RULE_CASES.iter().map(|(kind, field, stronger, weaker)| (kind, field, [stronger, ""], [weaker, ""]));
    criteria.chain(rules).map(|(kind, field, stronger, weaker)| (*kind, format!("rule[0].{field}"), stronger, weaker))
}

#[test]
fn a_stronger_field_is_accepted_where_the_parent_allows_it() {
    for (kind, field, [rule, criterion], _) in cases() {
        assert_eq!(found(&parent(&format!("[\"{kind}\"]"), false), rule, criterion), [], "{field}");
    }
}

#[test]
fn a_weaker_field_is_refused_by_its_name() {
    let parent = parent(&all(), false);
    for (_, field, _, [rule, criterion]) in cases() {
        assert_eq!(found(&parent, rule, criterion), [(Code::Weaker, field)]);
    }
}

#[test]
fn a_stronger_field_is_refused_where_the_parent_does_not_allow_it() {
    for (kind, field, [rule, criterion], _) in cases().filter(|case| case.2 != ["", ""]) {
        let others: Vec<String> =
            Strengthenable::ALL.iter().filter(|it| **it != kind).map(|it| format!("\"{it}\"")).collect();
        let found = found(&parent(&format!("[{}]", others.join(", ")), false), rule, criterion);
        // A population is named as a whole where it is not weaker in any part.
        let named = if kind == Strengthenable::Population { "rule[0].population".to_owned() } else { field };
        assert_eq!(found, [(Code::NotStrengthenable, named)]);
    }
}

#[test]
fn nothing_changed_is_no_weakening() {
    assert_eq!(found(&parent("[]", false), "", ""), []);
}

#[test]
fn a_field_that_nobody_may_strengthen_stays_as_it_is() {
    let parent = parent(&all(), false);
    for (rule, criterion, field) in [
        ("advisory = true", "", "advisory"),
        ("need = { any_of = [\"practice\"] }", "", "need"),
        ("", "rest_days = \"exclude\"", "criterion[0].rest_days"),
        ("", "travel_days = \"exclude\"", "criterion[0].travel_days"),
        ("", "overlap = \"earliest\"", "criterion[0].overlap"),
        ("", "pause = [{ leave = \"sick\", effect = \"extend\" }]", "criterion[0].pause"),
        ("", "counts = \"time\"", "criterion[0].counts"),
        ("", "per_attendance_day = true", "criterion[0].per_attendance_day"),
    ] {
        assert_eq!(found(&parent, rule, criterion), [(Code::NotStrengthenable, format!("rule[0].{field}"))]);
    }
    let kind = "window = { kind = \"licence_cycle\" }";
    assert!(found(&parent, "", kind).contains(&(Code::Weaker, "rule[0].criterion[0].window.kind".to_owned())));
}

#[test]
fn a_further_criterion_is_a_rule_of_its_own() {
    let further =
        "[[rule.criterion]]\nid = \"more\"\nwindow = { kind = \"always\" }\ntarget = { amount = 1, unit = \"day\" }";
    let found = found(&parent(&all(), false), "", further);
    assert_eq!(found, [(Code::NotStrengthenable, "rule[0].criterion[1]".to_owned())]);
}

#[test]
fn a_cycle_that_does_not_divide_its_parents_lets_in_days_that_are_over() {
    let window = |years: u32| format!("window = {{ length = {{ years = {years} }} }}");
    let parent = parent(&all(), false);
    assert_eq!(found(&parent, "", &window(2)), []);
    assert_eq!(found(&parent, "", &window(4)), [(Code::Weaker, "rule[0].criterion[0].window.length".to_owned())]);
}

#[test]
fn a_unit_that_is_read_as_less_makes_every_amount_less() {
    let fields: Vec<String> = found(&parent(&all(), false), "reading = { day_minutes = 420 }", "")
        .into_iter()
        .map(|(code, field)| format!("{code} {field}"))
        .collect();
    assert!(fields.contains(&"weaker rule[0].criterion[0].target".to_owned()), "{fields:?}");
    assert!(fields.contains(&"weaker rule[0].criterion[0].sub_targets".to_owned()), "{fields:?}");
    // A longer day asks for more, yet lets blocks be longer and more be carried over.
    let fields = found(&parent(&all(), false), "reading = { day_minutes = 540 }", "");
    assert!(fields.iter().all(|(_, field)| !field.ends_with("target")), "{fields:?}");
    assert!(fields.contains(&(Code::Weaker, "rule[0].criterion[0].carry.max".to_owned())), "{fields:?}");
}

#[test]
fn where_a_change_may_lower_the_target_it_is_refused() {
    let weaker = |field: &str| vec![(Code::Weaker, format!("rule[0].criterion[0].{field}"))];
    let prorating =
        parent(&all(), false).replace("\nconvert", "\npause = [{ leave = \"sick\", effect = \"prorate\" }]\nconvert");
    assert_eq!(found(&prorating, "", "window = { length = { years = 3 } }"), weaker("window.length"));
    assert_eq!(found(&prorating, "", "eligible = { trust_at_least = 4 }"), []);
    let daily = parent(&all(), false).replace("\nconvert", "\nper_attendance_day = true\nconvert");
    assert_eq!(found(&daily, "", "eligible = { trust_at_least = 4 }"), weaker("eligible.trust_at_least"));
    assert_eq!(found(&daily, "", "target = { amount = 101 }"), []);
}

#[test]
fn of_what_may_be_done_at_most_less_is_stricter() {
    let parent = parent(&all(), true);
    let weaker = |field: &str| vec![(Code::Weaker, format!("rule[0].criterion[0].{field}"))];
    assert_eq!(found(&parent, "", "target = { amount = 99 }"), []);
    assert_eq!(found(&parent, "", "target = { amount = 101 }"), weaker("target"));
    assert_eq!(found(&parent, "", "eligible = { forms = [] }"), []);
    assert_eq!(found(&parent, "", "eligible = { forms = [\"visit\"] }"), weaker("eligible.forms"));
    assert_eq!(found(&parent, "", "caps = []"), []);
    assert_eq!(found(&parent, "", "window = { length = { years = 3 } }"), weaker("window.length"));
}

#[test]
fn a_cap_that_nobody_may_waive_stays_so() {
    let caps = "caps = [{ id = \"c\", per = \"day\", amount = { amount = 8, unit = \"hour\" }, waivable = true }]";
    assert_eq!(found(&parent(&all(), false), "", caps), [(Code::Weaker, "rule[0].criterion[0].caps".to_owned())]);
}

#[test]
fn nobody_passes_on_what_was_not_passed_to_him() {
    let found = found(&parent("[\"target\"]", false), "may_strengthen = [\"target\", \"window\"]", "");
    assert_eq!(found, [(Code::NotStrengthenable, "rule[0].may_strengthen".to_owned())]);
}

#[test]
fn what_a_child_leaves_out_of_its_own_accord_is_weaker() {
    let library = library(&[("home.toml", &parent(&all(), false))]).unwrap();
    let parent = library.rule("home", &RuleId("home-full".to_owned())).unwrap();
    let mut child: Rule = parent.clone();
    child.criterion.clear();
    assert_eq!(weakenings(parent, &child), [("criterion.practice".to_owned(), Code::NotStrengthenable)]);
    let mut child: Rule = parent.clone();
    child.grace = None;
    child.population = crate::policy::Population::default();
    assert_eq!(weakenings(parent, &child), []);
}
