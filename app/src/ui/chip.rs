//! A state in one word, with an icon and a colour that say the same.

pub use super::tone::Tone;

use super::icon::{IconName, icon as icon_view};
use super::text::Text;
use leptos::prelude::*;

/// A status as a chip.
#[component]
pub fn StatusChip(
    /// What the colour means.
    #[prop(optional)]
    tone: Tone,
    /// The icon; when not given, the one that belongs to the tone.
    #[prop(optional)]
    icon: Option<IconName>,
    /// The word.
    #[prop(into)]
    label: Text,
) -> impl IntoView {
    view! {
        <span class="chip" data-tone=tone.name()>
            {icon.or(tone.icon()).map(icon_view)}
            {label}
        </span>
    }
}
