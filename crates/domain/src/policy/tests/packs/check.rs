use super::{PACK, expect, library, refused, with};
use crate::policy::PackErrorCode as Code;

const CRITERION: &str = "rule[0].criterion[0]";

/// Expects one error in a field of the criterion.
#[track_caller]
fn criterion(old: &str, new: &str, code: Code, field: &str) -> String {
    expect(&with(old, new), code, &format!("{CRITERION}.{field}")).1
}

const WINDOW: &str = "{ kind = \"rolling\", length = { years = 5 } }";
const TARGET: &str = "{ amount = 125, unit = \"day\" }";

#[test]
fn a_window_without_what_its_kind_needs_is_refused() {
    assert_eq!(criterion(WINDOW, "{ kind = \"rolling\" }", Code::WindowNeeds, "window.length"), "rolling");
    let no_anchor = "{ kind = \"fixed_cycle\", length = { years = 5 } }";
    criterion(WINDOW, no_anchor, Code::WindowNeeds, "window.anchor");
    criterion(WINDOW, "{ kind = \"before_event\" }", Code::WindowNeeds, "window.event");
}

#[test]
fn a_window_with_what_its_kind_does_not_have_is_refused() {
    for kind in ["calendar_year", "academic_year", "week", "always"] {
        let window = format!("{{ kind = \"{kind}\", length = {{ years = 1 }} }}");
        assert_eq!(criterion(WINDOW, &window, Code::WindowForbids, "window.length"), kind);
    }
    for (field, value) in [("anchor", "2020-01-01"), ("starts", "09-01"), ("event", "hired")] {
        let window = format!("{}, {field} = \"{value}\" }}", WINDOW.strip_suffix(" }").unwrap());
        criterion(WINDOW, &window, Code::WindowForbids, &format!("window.{field}"));
    }
}

#[test]
fn what_has_no_effect_is_refused() {
    let years = "{ kind = \"service_years\", length = { months = 6 } }";
    criterion(WINDOW, years, Code::WindowForbids, "window.length");
    let week = "{ kind = \"week\" }\npause = [{ leave = \"sick\", effect = \"extend\" }]";
    assert_eq!(criterion(WINDOW, week, Code::WindowForbids, "pause[0].effect"), "week");
    let part =
        "{ id = \"s\", title = { zh = \"一\", en = \"s\" }, filter = {}, amount = { amount = 1, unit = \"day\" } }";
    let bounded = format!("{TARGET}\nbound = \"at_most\"\nsub_targets = [{part}]");
    assert_eq!(criterion(TARGET, &bounded, Code::Contradiction, "sub_targets"), "bound");
    let service = "{ amount = 1, unit = \"day\" }\ncounts = \"service\"\nconvert = [{ from = { amount = 1, unit = \"service_year\" }, to = { amount = 1, unit = \"day\" } }]";
    assert_eq!(criterion(TARGET, service, Code::Unconvertible, "target.unit"), "service > time");
}

#[test]
fn a_window_of_no_length_is_refused() {
    criterion("{ years = 5 }", "{}", Code::WindowEmpty, "window.length");
}

#[test]
fn the_start_of_an_academic_year_is_a_day_of_every_year() {
    for starts in ["9-1", "13-01", "02-29", "1 September"] {
        let window = format!("{{ kind = \"academic_year\", starts = \"{starts}\" }}");
        assert_eq!(criterion(WINDOW, &window, Code::BadDayOfYear, "window.starts"), starts);
    }
}

#[test]
fn a_target_that_facts_cannot_become_is_refused() {
    let credit = "{ amount = 11, unit = \"credit\" }\ncounts = \"time\"";
    assert_eq!(criterion(TARGET, credit, Code::Unconvertible, "target.unit"), "time > credit");
    let converted = format!(
        "{credit}\nconvert = [{{ from = {{ amount = 1, unit = \"day\" }}, to = {{ amount = 0.5, unit = \"credit\" }} }}]"
    );
    assert_eq!(library(&[("home.toml", &with(TARGET, &converted))]).map(|_| ()), Ok(()));
}

#[test]
fn a_conversion_into_another_measure_is_refused() {
    let text = format!(
        "{TARGET}\nconvert = [{{ from = {{ amount = 1, unit = \"credit\" }}, to = {{ amount = 1, unit = \"piece\" }} }}]"
    );
    assert_eq!(criterion(TARGET, &text, Code::OtherMeasure, "convert[0].to.unit"), "count");
}

#[test]
fn caps_sub_targets_and_carry_are_compared_with_what_they_measure() {
    let cap = |per: &str, unit: &str| {
        format!("{TARGET}\ncaps = [{{ id = \"c\", per = \"{per}\", amount = {{ amount = 1, unit = \"{unit}\" }} }}]")
    };
    criterion(TARGET, &cap("day", "credit"), Code::OtherMeasure, "caps[0].amount.unit");
    criterion(TARGET, &cap("window", "natural_day"), Code::OtherMeasure, "caps[0].amount.unit");
    assert_eq!(library(&[("home.toml", &with(TARGET, &cap("window", "hour")))]).map(|_| ()), Ok(()));
    let part = format!(
        "{TARGET}\nsub_targets = [{{ id = \"s\", title = {{ zh = \"一\", en = \"s\" }}, filter = {{}}, amount = {{ amount = 1, unit = \"piece\" }} }}]"
    );
    criterion(TARGET, &part, Code::OtherMeasure, "sub_targets[0].amount.unit");
    let year = with(WINDOW, "{ kind = \"calendar_year\" }");
    let carry = year.replace(TARGET, &format!("{TARGET}\ncarry = {{ max = {{ amount = 1, unit = \"cny\" }} }}"));
    expect(&carry, Code::OtherMeasure, "rule[0].criterion[0].carry.max.unit");
}

#[test]
fn a_currency_is_compared_with_itself_only() {
    let text = "{ amount = 9, unit = \"twd\" }\ncaps = [{ id = \"c\", per = \"window\", amount = { amount = 1, unit = \"cny\" } }]";
    criterion(TARGET, text, Code::OtherMeasure, "caps[0].amount.unit");
}

#[test]
fn what_is_carried_over_needs_a_cycle() {
    let text = format!("{TARGET}\ncarry = {{ max = {{ amount = 1, unit = \"day\" }} }}");
    assert_eq!(criterion(TARGET, &text, Code::WindowForbids, "carry"), "rolling");
}

#[test]
fn a_longest_block_below_the_shortest_is_refused() {
    let text = format!(
        "{TARGET}\neligible = {{ min_block = {{ amount = 5, unit = \"day\" }}, max_block = {{ amount = 4, unit = \"day\" }} }}"
    );
    criterion(TARGET, &text, Code::Order, "eligible.max_block");
}

#[test]
fn numbers_outside_their_range_are_refused() {
    criterion(
        TARGET,
        &format!("{TARGET}\neligible = {{ trust_at_least = 6 }}"),
        Code::OutOfRange,
        "eligible.trust_at_least",
    );
    criterion("amount = 125", "amount = 0", Code::Zero, "target.amount");
    let document = "document = \"no. 1\"";
    for (reading, field) in
        [("day_minutes = 0", "day_minutes"), ("week_days = 8", "week_days"), ("month_days = 0", "month_days")]
    {
        let text = with(document, &format!("{document}\nreading = {{ {reading} }}"));
        // A day of no minutes leaves nothing of the target either.
        assert!(
            refused(&text)
                .iter()
                .any(|it| it.code == Code::OutOfRange && it.field == format!("rule[0].reading.{field}"))
        );
    }
}

#[test]
fn identifiers_are_well_formed_and_not_taken() {
    assert_eq!(expect(&with("\"home\"", "\"Home\""), Code::BadId, "id").1, "Home");
    assert_eq!(expect(&with("\"home-a\"", "\"home a\""), Code::BadId, "rule[0].id").1, "home a");
    assert_eq!(expect(&with("\"2026-1\"", "\"2026/1\""), Code::BadId, "version").1, "2026/1");
    let rule = PACK.split_once("[[rule]]").map(|it| it.1).unwrap_or_default();
    assert_eq!(expect(&format!("{PACK}[[rule]]{rule}"), Code::DuplicateId, "rule[1].id").1, "home-a");
    let cap = "{ id = \"c\", per = \"day\", amount = { amount = 1, unit = \"hour\" } }";
    criterion(TARGET, &format!("{TARGET}\ncaps = [{cap}, {cap}]"), Code::DuplicateId, "caps[1].id");
}

#[test]
fn texts_stand_there_in_both_languages() {
    let (line, _) = expect(&with("zh = \"规则\"", "zh = \" \""), Code::EmptyText, "rule[0].title.zh");
    assert_eq!(line, Some(7));
    expect(&with("\"no. 1\"", "\"\""), Code::EmptyText, "rule[0].document");
}

#[test]
fn a_rule_that_ends_before_it_begins_is_refused() {
    let text = with("\"2020-01-01\"", "\"2020-01-01\", to = \"2020-01-01\"");
    expect(&text, Code::Order, "rule[0].effective.to");
}

#[test]
fn what_is_needed_are_the_criteria_and_all_of_them() {
    let document = "document = \"no. 1\"";
    let need = |need: &str| with(document, &format!("{document}\nneed = {need}"));
    assert_eq!(library(&[("home.toml", &need("{ any_of = [\"practice\"] }"))]).map(|_| ()), Ok(()));
    let codes = |text: &str| refused(text).into_iter().map(|it| (it.code, it.field)).collect::<Vec<_>>();
    let left_out = || (Code::CriterionNotNeeded, "rule[0].need".to_owned());
    assert_eq!(
        codes(&need("{ any_of = [\"x\"] }")),
        [(Code::UnknownCriterion, "rule[0].need.any_of[0]".to_owned()), left_out()]
    );
    assert_eq!(codes(&need("{ all_of = [] }")), [(Code::EmptyNeed, "rule[0].need.all_of".to_owned()), left_out()]);
    expect(&need("{ some_of = [\"practice\"] }"), Code::WrongValue, "rule[0].need");
    expect(&need("{ all_of = [\"practice\"], some_of = [] }"), Code::WrongValue, "rule[0].need");
}

#[test]
fn rules_that_are_named_are_there() {
    let document = "document = \"no. 1\"";
    for field in ["supersedes", "reinstatement"] {
        let text = with(document, &format!("{document}\n{field} = \"gone\""));
        assert_eq!(expect(&text, Code::UnknownRule, &format!("rule[0].{field}")), (Some(10), "gone".to_owned()));
    }
}

#[test]
fn a_step_that_is_passed_on_has_an_end_and_somebody_decides() {
    let document = "document = \"no. 1\"";
    let step = |more: &str| {
        let step = "step = { zh = \"审批\", en = \"Approval\" }, role = \"committee\"";
        with(document, &format!("{document}\napprovals = [{{ {step}{more} }}]"))
    };
    let right = step(", side = \"host\", quorum = 2, deadline_days = 10, escalate_to = \"secretariat\"");
    assert_eq!(library(&[("home.toml", &right)]).map(|_| ()), Ok(()));
    let field = |name: &str| format!("rule[0].approvals[0].{name}");
    expect(&step(", escalate_to = \"secretariat\""), Code::MissingField, &field("deadline_days"));
    expect(&step(", deadline_days = 3, escalate_to = \" \""), Code::EmptyText, &field("escalate_to"));
    expect(&step(", quorum = 0"), Code::OutOfRange, &field("quorum"));
    expect(&step(", side = \"moon\""), Code::WrongValue, &field("side"));
}
