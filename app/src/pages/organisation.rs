//! Members of the community.

use leptos::prelude::*;

use super::{Page, page};

/// MembersPage.
#[component]
pub fn MembersPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}

/// NewMemberPage.
#[component]
pub fn NewMemberPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}

/// MemberPage.
#[component]
pub fn MemberPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}
