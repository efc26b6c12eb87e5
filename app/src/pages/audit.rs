//! The audit log.

use leptos::prelude::*;

use super::{Page, page};

/// AuditPage.
#[component]
pub fn AuditPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}
