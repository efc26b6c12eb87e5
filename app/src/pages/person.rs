//! People: roster, person, new, edit.

use leptos::prelude::*;

use super::{Page, page};

/// RosterPage.
#[component]
pub fn RosterPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}

/// NewPersonPage.
#[component]
pub fn NewPersonPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}

/// PersonPage.
#[component]
pub fn PersonPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}

/// EditPersonPage.
#[component]
pub fn EditPersonPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}
