//! What stands where a list has nothing yet.

use super::icon::{IconName, icon as icon_view};
use super::text::{MaybeText, Slot, Text};
use leptos::prelude::*;

/// Says what belongs here and offers the next step.
#[component]
pub fn Empty(
    /// What is not there yet, in a few words.
    #[prop(into)]
    title: Text,
    /// What belongs here and how it comes.
    #[prop(optional, into)]
    text: MaybeText,
    /// The icon of what is missing.
    #[prop(optional)]
    icon: Option<IconName>,
    /// The next step, a button or a link.
    #[prop(optional, into)]
    action: Slot,
) -> impl IntoView {
    view! {
        <div class="empty">
            {icon.map(|name| view! { <div class="empty-icon">{icon_view(name)}</div> })}
            <p class="empty-title">{title}</p>
            {text.get().map(|text| view! { <p class="empty-text">{text}</p> })}
            {action.get().map(|action| view! { <div class="actions">{action}</div> })}
        </div>
    }
}
