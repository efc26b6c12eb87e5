//! The controls one chooses with, each with its label, hint and error.

use super::super::text::{MaybeText, Text};
use super::field::{Field, Width, Wiring, error_view, hint_view};
use leptos::prelude::*;

/// One of the values to choose from.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The value that is sent.
    pub value: Text,
    /// What the reader sees.
    pub label: Text,
}

impl Choice {
    /// A value and what the reader sees of it.
    pub fn new(value: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// One of several values, from a list that opens.
#[component]
pub fn SelectField(
    /// The name its value is sent under.
    #[prop(into)]
    name: Text,
    /// What to fill in.
    #[prop(into)]
    label: Text,
    /// The values to choose from.
    options: Vec<Choice>,
    /// What stands in it already.
    #[prop(optional, into)]
    value: MaybeText,
    /// The words of a first choice with an empty value, such as "all" or "please choose".
    #[prop(optional, into)]
    empty: MaybeText,
    /// A word after the label, such as "optional".
    #[prop(optional, into)]
    note: MaybeText,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What is wrong with it and what to do.
    #[prop(optional, into)]
    error: MaybeText,
    /// Whether it has to be filled in.
    #[prop(optional)]
    required: bool,
    /// How wide it is.
    #[prop(optional)]
    width: Width,
) -> impl IntoView {
    let wiring = Wiring::new(&name, &hint, &error);
    let chosen = value.get();
    let empty = empty.get().map(|words| view! { <option value="">{words}</option> });
    let options = options
        .into_iter()
        .map(|choice| {
            let selected = chosen.as_ref() == Some(&choice.value);
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect::<Vec<_>>();
    view! {
        <Field name=name.clone() label=label note=note hint=hint error=error>
            <select
                class=width.class()
                id=wiring.id
                name=name
                required=required
                aria-describedby=wiring.described_by
                aria-invalid=wiring.invalid
            >
                {empty}
                {options}
            </select>
        </Field>
    }
}

/// One of a few values, all in sight.
#[component]
pub fn RadioField(
    /// The name its value is sent under.
    #[prop(into)]
    name: Text,
    /// What to fill in.
    #[prop(into)]
    label: Text,
    /// The values to choose from.
    options: Vec<Choice>,
    /// What stands in it already.
    #[prop(optional, into)]
    value: MaybeText,
    /// A word after the label, such as "optional".
    #[prop(optional, into)]
    note: MaybeText,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What is wrong with it and what to do.
    #[prop(optional, into)]
    error: MaybeText,
    /// Whether it has to be filled in.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let wiring = Wiring::new(&name, &hint, &error);
    let class = if error.is_present() { "field field-invalid" } else { "field" };
    let hint = hint.get().map(|hint| hint_view(&wiring.id, hint));
    let error = error.get().map(|error| error_view(&wiring.id, error));
    let chosen = value.get();
    let options = options
        .into_iter()
        .enumerate()
        .map(|(index, choice)| {
            let checked = chosen.as_ref() == Some(&choice.value);
            // The error summary leads to the field's own id, so the first choice bears it.
            let id = if index == 0 { wiring.id.clone() } else { format!("{}-{index}", wiring.id) };
            view! {
                <label class="choice">
                    <input type="radio" id=id name=name.clone() value=choice.value checked=checked required=required/>
                    <span>{choice.label}</span>
                </label>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <fieldset class=class role="radiogroup" aria-describedby=wiring.described_by aria-invalid=wiring.invalid>
            <legend class="field-label">
                {label} {note.get().map(|note| view! { <span class="field-note">{note}</span> })}
            </legend>
            {hint}
            <div class="choices">{options}</div>
            {error}
        </fieldset>
    }
}

/// A box to tick; sends its value when ticked and nothing otherwise.
#[component]
pub fn CheckField(
    /// The name its value is sent under.
    #[prop(into)]
    name: Text,
    /// What to fill in.
    #[prop(into)]
    label: Text,
    /// The value sent when ticked.
    #[prop(default = "true")]
    value: &'static str,
    /// Whether it is ticked already.
    #[prop(optional)]
    checked: bool,
    /// What helps to decide.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What is wrong with it and what to do.
    #[prop(optional, into)]
    error: MaybeText,
) -> impl IntoView {
    let wiring = Wiring::new(&name, &hint, &error);
    let class = if error.is_present() { "field field-invalid" } else { "field" };
    let hint = hint.get().map(|hint| hint_view(&wiring.id, hint));
    let error = error.get().map(|error| error_view(&wiring.id, error));
    view! {
        <div class=class>
            <label class="choice">
                <input
                    type="checkbox"
                    id=wiring.id
                    name=name
                    value=value
                    checked=checked
                    aria-describedby=wiring.described_by
                    aria-invalid=wiring.invalid
                />
                <span>{label}</span>
            </label>
            {hint}
            {error}
        </div>
    }
}
