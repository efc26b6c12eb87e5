//! Placements: list, one, new, edit.

use leptos::prelude::*;

use super::{Page, page};

/// PlacementsPage.
#[component]
pub fn PlacementsPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}

/// NewPlacementPage.
#[component]
pub fn NewPlacementPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}

/// PlacementPage.
#[component]
pub fn PlacementPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}

/// EditPlacementPage.
#[component]
pub fn EditPlacementPage() -> impl IntoView {
    page(async move |visit| {
        visit.viewer()?;
        Ok(Page::new(visit.words().home(), ()))
    })
}
