use crate::policy::Library;

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
