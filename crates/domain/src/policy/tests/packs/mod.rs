//! Rule packs: what is read, what is refused and why, what is inherited.

mod check;
mod inherit;
mod read;
mod run;
mod seed;
mod strengthen;
mod stricter;

use crate::policy::{Calendar, Library, PackError, PackErrorCode};

/// A pack with one rule and one criterion, right as it stands.
const PACK: &str = r#"id = "home"
version = "2026-1"
title = { zh = "包", en = "Pack" }

[[rule]]
id = "home-a"
title = { zh = "规则", en = "Rule" }
authority = { zh = "机关", en = "Authority" }
document = "no. 1"
clause = { zh = "第一条", en = "art. 1" }
verified = false
effective = { from = "2020-01-01" }

[[rule.criterion]]
id = "practice"
window = { kind = "rolling", length = { years = 5 } }
target = { amount = 125, unit = "day" }
"#;

/// The pack with one passage replaced.
fn with(old: &str, new: &str) -> String {
    assert!(PACK.contains(old), "{old}");
    PACK.replacen(old, new, 1)
}

fn library(files: &[(&str, &str)]) -> Result<Library, Vec<PackError>> {
    Library::from_files(files.iter().copied(), Calendar::default())
}

fn refused(text: &str) -> Vec<PackError> {
    library(&[("home.toml", text)]).unwrap_err()
}

/// The only error of a text: its code, field, line and detail.
fn error(text: &str) -> (PackErrorCode, String, Option<u32>, String) {
    let mut errors = refused(text);
    assert_eq!(errors.len(), 1, "{errors:#?}");
    let error = errors.remove(0);
    assert_eq!(error.file, "home.toml");
    (error.code, error.field, error.line, error.detail)
}

/// Expects one error of a code in a field, and says its line and detail.
#[track_caller]
fn expect(text: &str, code: PackErrorCode, field: &str) -> (Option<u32>, String) {
    let found = error(text);
    assert_eq!((found.0, found.1.as_str()), (code, field), "{}", found.3);
    (found.2, found.3)
}

#[test]
fn the_pack_of_these_tests_is_right() {
    assert_eq!(library(&[("home.toml", PACK)]).map(|_| ()), Ok(()));
}
