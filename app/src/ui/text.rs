//! What a property may be given: a text that is there, a text that may be absent, a view that may be absent.

use leptos::prelude::AnyView;
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
