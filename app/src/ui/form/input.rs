//! The controls one types into, each with its label, hint and error.

use super::super::text::{MaybeText, Text};
use super::choice::Choice;
use super::field::{Field, Width, Wiring};
use leptos::prelude::*;

/// What every `<input>` of a form is made from.
#[derive(Default)]
struct Input {
    kind: &'static str,
    name: Text,
    label: Text,
    value: MaybeText,
    note: MaybeText,
    hint: MaybeText,
    error: MaybeText,
    required: bool,
    width: Width,
    autocomplete: MaybeText,
    input_mode: Option<&'static str>,
    min: MaybeText,
    max: MaybeText,
    step: MaybeText,
    placeholder: MaybeText,
    autofocus: bool,
    known: Vec<Choice>,
}

fn input(input: Input) -> AnyView {
    let wiring = Wiring::new(&input.name, &input.hint, &input.error);
    let list = (!input.known.is_empty()).then(|| format!("{}-known", wiring.id));
    let known = list.clone().map(|id| known(id, input.known));
    view! {
        <Field name=input.name.clone() label=input.label note=input.note hint=input.hint error=input.error>
            <input
                class=input.width.class()
                type=input.kind
                id=wiring.id
                name=input.name
                value=input.value.get()
                required=input.required
                autocomplete=input.autocomplete.get()
                inputmode=input.input_mode
                min=input.min.get()
                max=input.max.get()
                step=input.step.get()
                placeholder=input.placeholder.get()
                autofocus=input.autofocus
                list=list
                aria-describedby=wiring.described_by
                aria-invalid=wiring.invalid
            />
            {known}
        </Field>
    }
    .into_any()
}

/// What a browser offers while one types, with or without scripts.
fn known(id: String, known: Vec<Choice>) -> AnyView {
    let options = known
        .into_iter()
        .map(|choice| {
            let label = MaybeText::from(choice.label).get();
            view! { <option value=choice.value label=label></option> }
        })
        .collect::<Vec<_>>();
    view! { <datalist id=id>{options}</datalist> }.into_any()
}

/// A line of text.
#[component]
pub fn TextField(
    /// The name its value is sent under.
    #[prop(into)]
    name: Text,
    /// What to fill in.
    #[prop(into)]
    label: Text,
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
    /// How wide it is.
    #[prop(optional)]
    width: Width,
    /// What the browser may fill in, by the names of HTML.
    #[prop(optional, into)]
    autocomplete: MaybeText,
    /// The kind of text by the names of HTML: `text`, `email`, `tel`, `url`.
    #[prop(default = "text")]
    kind: &'static str,
    /// The keyboard a phone shows, by the names of HTML.
    #[prop(optional)]
    input_mode: Option<&'static str>,
    /// Whether the page starts here.
    #[prop(optional)]
    autofocus: bool,
    /// What is known and can be chosen; anything else can be typed.
    #[prop(optional)]
    known: Vec<Choice>,
) -> impl IntoView {
    input(Input {
        kind,
        name,
        label,
        value,
        note,
        hint,
        error,
        required,
        width,
        autocomplete,
        input_mode,
        autofocus,
        known,
        ..Input::default()
    })
}

/// A password, which is never kept and so has no value.
#[component]
pub fn PasswordField(
    /// The name its value is sent under.
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
    /// Whether it has to be filled in.
    #[prop(optional)]
    required: bool,
    /// `current-password` to sign in, `new-password` to set one.
    #[prop(default = "current-password")]
    autocomplete: &'static str,
) -> impl IntoView {
    input(Input {
        kind: "password",
        name,
        label,
        note,
        hint,
        error,
        required,
        autocomplete: autocomplete.into(),
        ..Input::default()
    })
}

/// A day, picked from the browser's calendar or typed.
#[component]
pub fn DateField(
    /// The name its value is sent under.
    #[prop(into)]
    name: Text,
    /// What to fill in.
    #[prop(into)]
    label: Text,
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
    /// The first day allowed, `YYYY-MM-DD`.
    #[prop(optional, into)]
    min: MaybeText,
    /// The last day allowed, `YYYY-MM-DD`.
    #[prop(optional, into)]
    max: MaybeText,
) -> impl IntoView {
    input(Input { kind: "date", name, label, value, note, hint, error, required, min, max, ..Input::default() })
}

/// A number.
#[component]
pub fn NumberField(
    /// The name its value is sent under.
    #[prop(into)]
    name: Text,
    /// What to fill in.
    #[prop(into)]
    label: Text,
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
    /// The smallest allowed.
    #[prop(optional, into)]
    min: MaybeText,
    /// The largest allowed.
    #[prop(optional, into)]
    max: MaybeText,
    /// The step between allowed numbers; `any` for all of them.
    #[prop(optional, into)]
    step: MaybeText,
) -> impl IntoView {
    input(Input {
        kind: "number",
        name,
        label,
        value,
        note,
        hint,
        error,
        required,
        min,
        max,
        step,
        width: Width::Short,
        ..Input::default()
    })
}

/// What to look for: a field for a filter bar or the top bar.
#[component]
pub fn SearchField(
    /// The name its value is sent under.
    #[prop(into)]
    name: Text,
    /// What to fill in.
    #[prop(into)]
    label: Text,
    /// What stands in it already.
    #[prop(optional, into)]
    value: MaybeText,
    /// An example of what can be looked for, shown while it is empty.
    #[prop(optional, into)]
    placeholder: MaybeText,
) -> impl IntoView {
    input(Input { kind: "search", name, label, value, placeholder, ..Input::default() })
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// The name its value is sent under.
    #[prop(into)]
    name: Text,
    /// What to fill in.
    #[prop(into)]
    label: Text,
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
    /// How many lines are seen at once.
    #[prop(default = 4)]
    rows: u32,
) -> impl IntoView {
    let wiring = Wiring::new(&name, &hint, &error);
    // The parser drops a line break right after the tag; one more keeps a text that starts with one.
    let text = value.get().map(|text| format!("\n{text}"));
    view! {
        <Field name=name.clone() label=label note=note hint=hint error=error>
            <textarea
                class=Width::Full.class()
                id=wiring.id
                name=name
                rows=rows
                required=required
                aria-describedby=wiring.described_by
                aria-invalid=wiring.invalid
            >
                {text}
            </textarea>
        </Field>
    }
}

/// A value that goes along unseen.
#[component]
pub fn HiddenField(
    /// The name its value is sent under.
    #[prop(into)]
    name: Text,
    /// The value.
    #[prop(into)]
    value: Text,
) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}
