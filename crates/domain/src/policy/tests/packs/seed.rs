use crate::policy::{Library, PackErrorCode, Reason, Warning, pack_schema};

#[test]
fn the_packs_that_come_with_the_product_are_right() {
    if let Err(errors) = Library::built_in() {
        panic!("{}", errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    }
}

#[test]
fn every_file_among_the_packs_is_built_in() {
    let mut files: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/packs"))
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    let mut built_in: Vec<&str> = crate::policy::seed::FILES.iter().map(|(name, _)| *name).collect();
    files.sort();
    built_in.sort_unstable();
    assert_eq!(files, built_in);
}

const DOCUMENTATION: &str = include_str!("../../../../../../docs/rules.md");

#[test]
fn the_examples_in_the_documentation_are_right() {
    let blocks = DOCUMENTATION.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let files: Vec<(&str, &str)> = ["province.toml", "college.toml"].into_iter().zip(blocks).collect();
    assert_eq!(files.len(), 2);
    let library = super::library(&files).unwrap();
    let on = |day: &str| library.rules_in_force("xx-college", day.parse().unwrap());
    let ids = |day: &str| on(day).into_iter().map(|rule| rule.id.to_string()).collect::<Vec<_>>();
    assert_eq!((ids("2026-08-31"), ids("2026-09-01")), (vec!["xx-6m".to_owned()], vec!["xx-college-8m".to_owned()]));
}

#[test]
fn the_documentation_names_every_field_value_and_error() {
    let schema = pack_schema();
    let named = |word: &str| {
        [format!("`{word}`"), format!("`{word} ="), format!("{word} }}"), format!("{{ {word}"), format!(", {word}")]
            .iter()
            .any(|text| DOCUMENTATION.contains(text.as_str()))
    };
    let mut missing: Vec<String> = PackErrorCode::ALL.iter().map(|code| code.to_string()).collect();
    for definition in schema["$defs"].as_object().unwrap().values().chain([&schema]) {
        missing.extend(definition["properties"].as_object().into_iter().flatten().map(|(name, _)| name.clone()));
        let values = definition["oneOf"].as_array().into_iter().flatten();
        missing.extend(values.filter_map(|value| value["const"].as_str()).map(ToOwned::to_owned));
    }
    // Reasons and warnings are explained where they are shown.
    let shown = |word: &str| Reason::parse(word).is_some() || Warning::parse(word).is_some();
    missing.retain(|word| !named(word) && !shown(word));
    missing.sort();
    assert_eq!(missing, [""; 0]);
}
