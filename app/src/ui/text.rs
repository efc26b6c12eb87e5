//! What a property may be given: a text that is there, a text that may be absent, a view that may be absent; and how
//! a text is shown.

use domain::day;
use leptos::prelude::*;
use std::borrow::Cow;

/// A text in the reader's language: a `&'static str` or a `String`, with no copy made of either.
pub type Text = Cow<'static, str>;

/// A text that may be absent; an empty one counts as absent, so that a page can hand on what it has.
#[derive(Clone, Debug, Default)]
pub struct MaybeText(Option<Text>);

impl MaybeText {
    /// The text, or nothing when it is absent or empty.
    #[must_use]
    pub fn get(self) -> Option<Text> {
        self.0.filter(|text| !text.is_empty())
    }

    /// Whether there is a text to show.
    #[must_use]
    pub fn is_present(&self) -> bool {
        self.0.as_ref().is_some_and(|text| !text.is_empty())
    }
}

impl From<&'static str> for MaybeText {
    fn from(text: &'static str) -> Self {
        Self(Some(Cow::Borrowed(text)))
    }
}

impl From<String> for MaybeText {
    fn from(text: String) -> Self {
        Self(Some(Cow::Owned(text)))
    }
}

impl From<Text> for MaybeText {
    fn from(text: Text) -> Self {
        Self(Some(text))
    }
}

impl<T: Into<Text>> From<Option<T>> for MaybeText {
    fn from(text: Option<T>) -> Self {
        Self(text.map(Into::into))
    }
}

/// A place in a component that a page may fill with a view of its own.
#[derive(Default)]
pub struct Slot(Option<AnyView>);

impl Slot {
    /// The view, or nothing when the place stays empty.
    #[must_use]
    pub fn get(self) -> Option<AnyView> {
        self.0
    }
}

impl From<AnyView> for Slot {
    fn from(view: AnyView) -> Self {
        Self(Some(view))
    }
}

impl From<Option<AnyView>> for Slot {
    fn from(view: Option<AnyView>) -> Self {
        Self(view)
    }
}

/// A text whose days each stay in one line: a browser may break them after a hyphen.
#[must_use]
pub fn with_whole_days(text: Text) -> AnyView {
    let is_day = |word: &str| day::parse(word).is_some();
    if !text.split(' ').any(is_day) {
        return text.into_any();
    }
    let words = text.split(' ').enumerate().map(|(place, word)| {
        let space = (place > 0).then_some(" ");
        let (day, word) = (is_day(word), word.to_owned());
        let word = if day { view! { <span class="whole">{word}</span> }.into_any() } else { word.into_any() };
        view! { {space}{word} }
    });
    words.collect_view().into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn days_stay_in_one_line_and_nothing_else_changes() {
        let html = with_whole_days("Lingtu-Motors · 2026-12-14 to 2027-07-02".into()).to_html();
        let text = html.replace("<!>", "").replace(r#"<span class="whole">"#, "[").replace("</span>", "]");
        assert_eq!(text, "Lingtu-Motors · [2026-12-14] to [2027-07-02]");
    }

    #[test]
    fn a_text_without_days_is_left_as_it_is() {
        assert_eq!(with_whole_days("12-14 · 2026-02-30".into()).to_html(), "12-14 · 2026-02-30");
    }
}
