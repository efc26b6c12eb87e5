use super::{PACK, expect, refused, with};
use crate::policy::{MAX_PACK_BYTES, PackErrorCode as Code, pack_schema};

#[test]
fn an_unknown_field_is_named_with_its_line_and_what_may_be_meant() {
    let text = with("target = {", "targt = { amount = 1, unit = \"day\" }\ntarget = {");
    let (line, meant) = expect(&text, Code::UnknownField, "rule[0].criterion[0].targt");
    assert_eq!((line, meant.as_str()), (Some(17), "target"));
}

#[test]
fn an_unknown_field_of_an_inline_table_is_named() {
    let text = with("years = 5", "centuries = 5");
    let (line, _) = expect(&text, Code::UnknownField, "rule[0].criterion[0].window.length.centuries");
    assert_eq!(line, Some(16));
}

#[test]
fn an_unknown_field_of_the_pack_is_named() {
    let text = with("[[rule]]", "colour = \"red\"\n\n[[rule]]");
    assert_eq!(expect(&text, Code::UnknownField, "colour"), (Some(5), String::new()));
}

#[test]
fn a_wrong_type_says_what_the_field_takes() {
    for (old, new, field, takes) in [
        ("verified = false", "verified = \"no\"", "rule[0].verified", "flag"),
        ("document = \"no. 1\"", "document = 1", "rule[0].document", "text"),
        ("from = \"2020-01-01\"", "from = 2020", "rule[0].effective.from", "date"),
        ("{ years = 5 }", "5", "rule[0].criterion[0].window.length", "table"),
        ("years = 5", "years = \"five\"", "rule[0].criterion[0].window.length.years", "number"),
        ("unit = \"day\" }", "unit = 8 }", "rule[0].criterion[0].target.unit", "text"),
        ("document = \"no. 1\"", "document = \"no. 1\"\neffects = \"pay_flag\"", "rule[0].effects", "list"),
    ] {
        assert_eq!(expect(&with(old, new), Code::WrongType, field).1, takes, "{field}");
    }
}

#[test]
fn a_wrong_value_is_shown_or_those_that_are_right() {
    let (line, right) =
        expect(&with("\"rolling\"", "\"rollin\""), Code::WrongValue, "rule[0].criterion[0].window.kind");
    assert_eq!(line, Some(16));
    assert!(right.starts_with("rolling, fixed_cycle, "), "{right}");
    let (_, found) = expect(&with("2020-01-01", "2020-02-30"), Code::WrongValue, "rule[0].effective.from");
    assert_eq!(found, "2020-02-30");
    let (_, found) =
        expect(&with("years = 5", "years = -5"), Code::WrongValue, "rule[0].criterion[0].window.length.years");
    assert_eq!(found, "-5");
    let (_, found) =
        expect(&with("amount = 125", "amount = 1.234"), Code::WrongValue, "rule[0].criterion[0].target.amount");
    assert_eq!(found, "1.234");
    expect(&with("amount = 125", "amount = nan"), Code::WrongValue, "rule[0].criterion[0].target.amount");
    let huge = with("years = 5", "years = 99999999999999999999");
    expect(&huge, Code::WrongValue, "rule[0].criterion[0].window.length.years");
}

#[test]
fn a_missing_field_is_named_with_the_table_that_lacks_it() {
    let (line, _) = expect(&with("verified = false\n", ""), Code::MissingField, "rule[0].verified");
    assert_eq!(line, Some(5));
    let (line, _) = expect(&with(", unit = \"day\"", ""), Code::MissingField, "rule[0].criterion[0].target.unit");
    assert_eq!(line, Some(17));
    expect(&with("version = \"2026-1\"\n", ""), Code::MissingField, "version");
    expect(&with("id = \"home\"\n", ""), Code::MissingField, "id");
}

#[test]
fn every_rule_with_a_wrong_field_is_named_at_once() {
    let second = with("id = \"home-a\"", "id = \"home-b\"").split_once("[[rule]]").map(|it| it.1.to_owned());
    let text = format!("{PACK}\n[[rule]]{}", second.unwrap()).replace("verified", "veryfied");
    let fields: Vec<_> = refused(&text).into_iter().map(|it| (it.code, it.field, it.detail)).collect();
    let unknown = |field: &str| (Code::UnknownField, field.to_owned(), "verified".to_owned());
    assert_eq!(fields, [unknown("rule[0].veryfied"), unknown("rule[1].veryfied")]);
}

#[test]
fn what_is_no_toml_is_named_with_its_line() {
    let (line, _) = expect(&with("version = \"2026-1\"", "version = ?"), Code::Syntax, "");
    assert_eq!(line, Some(2));
    let (line, key) = expect(&with("version", "id = \"again\"\nversion"), Code::DuplicateKey, "");
    assert_eq!((line, key.as_str()), (Some(2), "id"));
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let text = format!("{PACK}#{}", " ".repeat(MAX_PACK_BYTES));
    expect(&text, Code::TooLarge, "");
}

#[test]
fn dates_without_quotes_are_dates() {
    let library = super::library(&[("home.toml", &with("\"2020-01-01\"", "2020-01-01"))]).unwrap();
    let rule = library.pack("home").and_then(|pack| pack.rule.first()).unwrap();
    assert_eq!(rule.effective.from.to_string(), "2020-01-01");
}

#[test]
fn errors_are_written_as_file_line_field_and_code() {
    let error = refused(&with("\"rolling\"", "7")).remove(0);
    assert_eq!(error.to_string(), "home.toml:16: rule[0].criterion[0].window.kind: wrong_type (text)");
}

#[test]
fn a_broken_text_is_refused_with_its_file_and_never_stops_the_reader() {
    for (at, letter) in PACK.char_indices() {
        let rest = PACK.get(at + letter.len_utf8()..).unwrap_or_default();
        let cut = PACK.get(..at).unwrap_or_default();
        for text in [cut.to_owned(), format!("{cut}{rest}"), format!("{cut}]{rest}"), format!("{cut}{{{rest}")] {
            let errors = super::library(&[("home.toml", &text)]).err().unwrap_or_default();
            assert!(errors.iter().all(|error| error.file == "home.toml" && error.line.is_some()), "{errors:?}");
        }
    }
}

/// `UPDATE_SCHEMA=1` writes what the types say.
#[test]
fn the_schema_in_the_documentation_is_that_of_the_types() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/rule-pack.schema.json");
    let schema = pack_schema();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(path, format!("{schema:#}\n")).unwrap();
    }
    let documented: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(documented == schema, "UPDATE_SCHEMA=1 cargo test -p domain schema");
}
