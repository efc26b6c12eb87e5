//! Progress: the college's, one's own, and why.

use leptos::prelude::*;

use super::{Page, page};

/// ProgressPage.
#[component]
pub fn ProgressPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}

/// MyProgressPage.
#[component]
pub fn MyProgressPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}

/// WhyPage.
#[component]
pub fn WhyPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}
