//! Cards: a group of facts, a number that needs somebody, a rule and how far it is.

use super::icon::{IconName, icon as icon_view};
use super::text::{MaybeText, Slot, Text, with_whole_days};
use super::tone::Tone;
use leptos::prelude::*;

/// A group of things that belong together.
#[component]
pub fn Card(
    /// A heading of the third level.
    #[prop(optional, into)]
    title: MaybeText,
    /// A chip or a link at the heading's right.
    #[prop(optional, into)]
    action: Slot,
    /// The content.
    children: Children,
) -> impl IntoView {
    let action = action.get();
    let head = (title.is_present() || action.is_some()).then(|| {
        view! {
            <div class="card-head">
                {title.get().map(|title| view! { <h3>{title}</h3> })}
                {action}
            </div>
        }
    });
    view! { <div class="card">{head} {children()}</div> }
}

/// How many of something wait for the reader: the whole card is the link to them.
#[component]
pub fn NeedCard(
    /// The number, written for the reader.
    #[prop(into)]
    count: Text,
    /// What there are so many of, with its measure word.
    #[prop(into)]
    label: Text,
    /// Where they are.
    #[prop(into)]
    href: Text,
    /// How pressing it is; `Muted` when there are none.
    #[prop(optional)]
    tone: Tone,
    /// What kind of thing they are.
    #[prop(optional)]
    icon: Option<IconName>,
    /// More in small, such as the oldest of them.
    #[prop(optional, into)]
    detail: MaybeText,
) -> impl IntoView {
    view! {
        <a class="need" data-tone=tone.name() href=href>
            <span class="need-count">{count}</span>
            <span class="need-text">
                <span class="need-label">{label}</span>
                {detail.get().map(|detail| view! { <span class="need-detail">{detail}</span> })}
            </span>
            {icon.map(icon_view)}
        </a>
    }
}

/// Things that wait and are less pressing, each a line, in columns where there is room.
#[component]
pub fn NeedLines(
    /// What they are, above them.
    #[prop(into)]
    title: Text,
    /// [`NeedLine`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="card need-rest">
            <h3>{title}</h3>
            <ul>{children()}</ul>
        </div>
    }
}

/// How many of something wait, in one line: its words are the link to them.
#[component]
pub fn NeedLine(
    /// The number, written for the reader.
    #[prop(into)]
    count: Text,
    /// What there are so many of, with its measure word.
    #[prop(into)]
    label: Text,
    /// Where they are.
    #[prop(into)]
    href: Text,
    /// How pressing it is.
    #[prop(optional)]
    tone: Tone,
    /// More in small.
    #[prop(optional, into)]
    detail: MaybeText,
) -> impl IntoView {
    view! {
        <li>
            <a class="need-line" data-tone=tone.name() href=href>
                <span class="need-line-count">{count}</span>
                <span class="need-text">
                    <span>{label}</span>
                    {detail.get().map(|detail| view! { <span class="need-detail">{detail}</span> })}
                </span>
            </a>
        </li>
    }
}

/// One named fact.
pub struct Fact {
    /// What it is.
    pub label: Text,
    /// Its value.
    pub value: AnyView,
}

impl Fact {
    /// A fact whose value is a view of its own, such as a link or a chip.
    pub fn new(label: impl Into<Text>, value: impl IntoAny) -> Self {
        Self { label: label.into(), value: value.into_any() }
    }

    /// A fact whose value is a text.
    pub fn text(label: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self { label: label.into(), value: with_whole_days(value.into()) }
    }
}

/// Named facts, in columns where there is room.
#[component]
pub fn FactList(
    /// The facts in the order they are read.
    facts: Vec<Fact>,
) -> impl IntoView {
    let facts = facts
        .into_iter()
        .map(|fact| {
            view! {
                <div class="fact">
                    <dt>{fact.label}</dt>
                    <dd>{fact.value}</dd>
                </div>
            }
        })
        .collect::<Vec<_>>();
    view! { <dl class="facts">{facts}</dl> }
}

/// A rule and how far a person is with it.
#[component]
pub fn RuleCard(
    /// The rule's name.
    #[prop(into)]
    title: Text,
    /// How it stands, a chip.
    chip: AnyView,
    /// How far it is, a ring.
    ring: AnyView,
    /// Counted, remaining, deadline.
    facts: Vec<Fact>,
    /// The way to the reasons.
    #[prop(optional, into)]
    action: Slot,
) -> impl IntoView {
    view! {
        <div class="card rule">
            <div class="card-head">
                <h3>{title}</h3>
                {chip}
            </div>
            <div class="rule-body">
                {ring}
                <FactList facts=facts/>
            </div>
            {action.get().map(|action| view! { <div class="card-foot">{action}</div> })}
        </div>
    }
}

/// One side of a pair of organisations.
#[derive(Clone, Debug)]
pub struct Side {
    /// What this side is: sending, hosting.
    pub role: Text,
    /// Its name.
    pub name: Text,
    /// More about it, such as the mentor or the place.
    pub detail: MaybeText,
}

/// Two organisations, left and right, with the arrow of the way a person goes.
#[component]
pub fn Pair(
    /// Where the person comes from.
    from: Side,
    /// Where the person goes.
    to: Side,
) -> impl IntoView {
    view! {
        <div class="pair">
            {side(from)} <span class="pair-arrow">{icon_view(IconName::Next)}</span> {side(to)}
        </div>
    }
}

fn side(side: Side) -> impl IntoView {
    view! {
        <div class="pair-side">
            <span class="pair-role">{side.role}</span>
            <span class="pair-name">{side.name}</span>
            {side.detail.get().map(|detail| view! { <span class="pair-detail">{detail}</span> })}
        </div>
    }
}
