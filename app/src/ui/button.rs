//! Buttons and links that look like them.

use super::icon::{IconName, icon as icon_view};
use super::text::MaybeText;
use leptos::prelude::*;

/// How much weight a button has on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing this page is for: at most one on a page.
    Primary,
    /// Everything else one may do.
    #[default]
    Secondary,
    /// Within text, tables and bars: no border until pointed at.
    Quiet,
    /// Cannot be taken back.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Secondary => "button",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// A button that submits its form.
#[component]
pub fn Button(
    /// Its weight; secondary when not said.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<IconName>,
    /// The name of the value sent when this button is the one pressed.
    #[prop(optional, into)]
    name: MaybeText,
    /// The value sent under that name.
    #[prop(optional, into)]
    value: MaybeText,
    /// The address to post to instead of the form's own.
    #[prop(optional, into)]
    form_action: MaybeText,
    /// What the button says to assistive technology when its words alone are ambiguous (one of many in a table).
    #[prop(optional, into)]
    describe: MaybeText,
    /// Whether it stands there but cannot be pressed.
    #[prop(optional)]
    disabled: bool,
    /// The words, a verb.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="submit"
            class=kind.class()
            name=name.get()
            value=value.get()
            formaction=form_action.get()
            aria-label=describe.get()
            disabled=disabled
        >
            {icon.map(icon_view)}
            {children()}
        </button>
    }
}

/// A link that looks like a button: it goes somewhere and changes nothing.
#[component]
pub fn LinkButton(
    /// Where it goes.
    #[prop(into)]
    href: super::text::Text,
    /// Its weight; secondary when not said.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<IconName>,
    /// What the link says to assistive technology when its words alone are ambiguous.
    #[prop(optional, into)]
    describe: MaybeText,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class() href=href aria-label=describe.get()>
            {icon.map(icon_view)}
            {children()}
        </a>
    }
}

/// An icon alone as a link, with its words for assistive technology and as a tool tip.
#[component]
pub fn IconLink(
    /// Where it goes.
    #[prop(into)]
    href: super::text::Text,
    /// The icon.
    name: IconName,
    /// What it does.
    #[prop(into)]
    label: super::text::Text,
) -> impl IntoView {
    view! {
        <a class="button button-quiet button-icon" href=href aria-label=label.clone() title=label>
            {icon_view(name)}
        </a>
    }
}
