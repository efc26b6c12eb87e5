//! The home page of each role: what needs action today.

use leptos::prelude::*;

use super::{Page, page};

/// HomePage.
#[component]
pub fn HomePage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}
