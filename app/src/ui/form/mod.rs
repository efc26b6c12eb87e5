//! Forms: plain ones that work without scripts, and keep what was typed.

mod choice;
mod field;
mod filter;
mod input;

pub use choice::{CheckField, Choice, RadioField, SelectField};
pub use field::{Field, Fieldset, Width, Wiring, field_id};
pub use filter::{ActiveFilter, FilterBar};
pub use input::{DateField, HiddenField, NumberField, PasswordField, SearchField, TextArea, TextField};

use super::icon::{IconName, icon};
use super::text::{MaybeText, Text};
use leptos::prelude::*;

/// A form that posts to an address of this site.
#[component]
pub fn Form(
    /// Where it posts to.
    #[prop(into)]
    action: Text,
    /// Names and values that go along unseen.
    #[prop(optional)]
    hidden: Vec<(Text, Text)>,
    /// Whether it stands in a line with other things, as a single button does.
    #[prop(optional)]
    inline: bool,
    /// Whether files go with it.
    #[prop(optional)]
    files: bool,
    /// The name of the form for assistive technology, where a page has several.
    #[prop(optional, into)]
    label: MaybeText,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView {
    let class = if inline { "form-inline" } else { "form" };
    let hidden = hidden
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect::<Vec<_>>();
    // The browser's own checks would speak another language than the page and hide what the server has to say.
    view! {
        <form
            method="post"
            action=action
            class=class
            enctype=files.then_some("multipart/form-data")
            aria-label=label.get()
            novalidate
        >
            {hidden}
            {children()}
        </form>
    }
}

/// The buttons at a form's end, the primary one first.
#[component]
pub fn Actions(
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! { <div class="actions">{children()}</div> }
}

/// What is wrong with a form, on top of it, each sentence a link to its field; nothing when nothing is wrong.
#[component]
pub fn ErrorSummary(
    /// That something is wrong, in one line.
    #[prop(into)]
    title: Text,
    /// The name of the field (empty when it is about none) and the sentence.
    items: Vec<(Text, Text)>,
) -> impl IntoView {
    (!items.is_empty()).then(|| {
        let items = items
            .into_iter()
            .map(|(name, sentence)| {
                if name.is_empty() {
                    view! { <li>{sentence}</li> }.into_any()
                } else {
                    view! { <li><a href=format!("#{}", field_id(&name))>{sentence}</a></li> }.into_any()
                }
            })
            .collect::<Vec<_>>();
        view! {
            <div class="notice error-summary" data-tone="short" role="alert" tabindex="-1">
                {icon(IconName::Warning)}
                <div class="notice-text">
                    <p class="notice-title">{title}</p>
                    <ul>{items}</ul>
                </div>
            </div>
        }
    })
}
