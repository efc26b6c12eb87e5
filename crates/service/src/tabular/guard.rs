//! A cell that begins like a formula is run as one when the file is opened in a spreadsheet. Written
//! files put an apostrophe before it, and reading takes that apostrophe off again.

/// Whether the text, leaving apostrophes at its start aside, begins like a formula.
fn begins_like_a_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text with one more apostrophe when a spreadsheet would run it. A text that has some already gets
/// one too, or reading would take its own.
pub fn guarded(text: &str) -> std::borrow::Cow<'_, str> {
    if begins_like_a_formula(text) { format!("'{text}").into() } else { text.into() }
}

/// The text as it was before it was guarded.
pub fn unguarded(text: String) -> String {
    match text.strip_prefix('\'') {
        Some(inner) if begins_like_a_formula(inner) => inner.to_owned(),
        _ => text,
    }
}
