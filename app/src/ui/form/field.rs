//! What surrounds a control: its label, what helps to fill it in, and what is wrong with it.

use super::super::icon::{IconName, icon};
use super::super::text::{MaybeText, Text};
use leptos::prelude::*;

/// How wide a control is: as wide as what goes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// A number or a code.
    Short,
    /// A name, a date.
    #[default]
    Medium,
    /// A sentence.
    Full,
}

impl Width {
    /// The class of a control of this width.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Short => "control control-short",
            Self::Medium => "control",
            Self::Full => "control control-full",
        }
    }
}

/// The id of the control with this name, to which its label and the error summary lead.
#[must_use]
pub fn field_id(name: &str) -> String {
    format!("field-{name}")
}

/// The attributes that tie a control to its label, hint and error, for a page that brings a control of its own.
#[derive(Clone, Debug)]
pub struct Wiring {
    /// The control's `id`.
    pub id: String,
    /// The control's `aria-describedby`.
    pub described_by: Option<String>,
    /// The control's `aria-invalid`.
    pub invalid: Option<&'static str>,
}

impl Wiring {
    /// The attributes of the control with this name.
    #[must_use]
    pub fn new(name: &str, hint: &MaybeText, error: &MaybeText) -> Self {
        let id = field_id(name);
        let described_by = match (hint.is_present(), error.is_present()) {
            (false, false) => None,
            (true, false) => Some(format!("{id}-hint")),
            (false, true) => Some(format!("{id}-error")),
            (true, true) => Some(format!("{id}-hint {id}-error")),
        };
        Self { id, described_by, invalid: error.is_present().then_some("true") }
    }
}

/// A label, a hint and an error around a control.
#[component]
pub fn Field(
    /// The name the control sends.
    #[prop(into)]
    name: Text,
    /// What to fill in.
    #[prop(into)]
    label: Text,
    /// A word after the label, such as "optional".
    #[prop(optional, into)]
    note: MaybeText,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What is wrong with it and what to do.
    #[prop(optional, into)]
    error: MaybeText,
    /// The control, with the attributes of `Wiring`.
    children: Children,
) -> impl IntoView {
    let id = field_id(&name);
    let class = if error.is_present() { "field field-invalid" } else { "field" };
    let hint = hint.get().map(|hint| hint_view(&id, hint));
    let error = error.get().map(|error| error_view(&id, error));
    view! {
        <div class=class>
            <label class="field-label" for=id>
                {label} {note.get().map(|note| view! { <span class="field-note">{note}</span> })}
            </label>
            {hint}
            {children()}
            {error}
        </div>
    }
}

/// The hint under a label.
pub(super) fn hint_view(id: &str, hint: Text) -> AnyView {
    view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> }.into_any()
}

/// The error under a control.
pub(super) fn error_view(id: &str, error: Text) -> AnyView {
    view! {
        <p class="field-error" id=format!("{id}-error")>
            {icon(IconName::Warning)} <span>{error}</span>
        </p>
    }
    .into_any()
}

/// Fields that belong together, side by side where there is room.
#[component]
pub fn Fieldset(
    /// What they are about.
    #[prop(into)]
    legend: Text,
    /// What helps to fill them in.
    #[prop(optional, into)]
    hint: MaybeText,
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset class="fieldset">
            <legend>{legend}</legend>
            {hint.get().map(|hint| view! { <p class="field-hint">{hint}</p> })}
            <div class="fieldset-fields">{children()}</div>
        </fieldset>
    }
}
