//! Hours: the week grid, the choice of a placement, the confirmer's queue.

use leptos::prelude::*;

use super::{Page, page};

/// HoursPage.
#[component]
pub fn HoursPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}

/// MyHoursPage.
#[component]
pub fn MyHoursPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}

/// WaitingPage.
#[component]
pub fn WaitingPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}
