//! A message about what has just happened, or about what holds on this page.

use super::icon::{IconName, icon};
use super::tone::Tone;
use leptos::prelude::*;

/// A message that assistive technology reads out when the page arrives.
#[component]
pub fn Notice(
    /// What the colour means; `Met` for done, `Short` for failed.
    #[prop(optional)]
    tone: Tone,
    /// The message.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="notice" data-tone=tone.name() role="status">
            {icon(tone.icon().unwrap_or(IconName::Provisional))}
            <div class="notice-text">{children()}</div>
        </div>
    }
}
