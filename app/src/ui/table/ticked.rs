//! What is done to the rows that are ticked.

use leptos::prelude::*;

use crate::ui::{
    button::{Button, ButtonKind},
    icon::{IconName, icon as icon_view},
    text::{MaybeText, Text},
};

/// The form around a table with boxes to tick, with the button for all that are ticked below it.
#[component]
pub fn TickedForm(
    /// `get` to go on with those ticked, `post` to do something to them.
    method: &'static str,
    /// The address that takes them.
    action: &'static str,
    /// The words of the button.
    #[prop(into)]
    button: Text,
    /// An icon before them.
    #[prop(optional)]
    icon: Option<IconName>,
    /// What the button does, beside it.
    #[prop(optional, into)]
    hint: MaybeText,
    /// The table.
    children: Children,
) -> impl IntoView {
    let label = button.clone();
    view! {
        <form method=method action=action class="ticked" aria-label=label>
            {children()}
            <div class="bar-bottom bar-ticked">
                <Button kind=ButtonKind::Primary>{icon.map(icon_view)} {button}</Button>
                {hint.get().map(|hint| view! { <span class="field-hint">{hint}</span> })}
            </div>
        </form>
    }
}
