//! The button that prints the page; there only where scripts run, since nothing else can do it.

use leptos::prelude::*;

/// Opens the browser's print dialogue.
#[island]
pub fn PrintButton(
    /// The words on it.
    label: String,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    view! {
        <button type="button" class="button print-button" hidden=move || !ready.get() on:click=move |_| drop(window().print())>
            {label}
        </button>
    }
}
