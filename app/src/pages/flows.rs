//! The flows between members.

use leptos::prelude::*;

use super::{Page, page};

/// FlowsPage.
#[component]
pub fn FlowsPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}
