//! The frame of a page: rail, top bar, header, sections, and the plain frame before sign-in.

use super::icon::{IconName, icon as icon_view};
use super::text::{MaybeText, Slot, Text, with_whole_days};
use leptos::prelude::*;

/// The id of a page's content, where the skip link leads.
pub const MAIN_ID: &str = "main";

/// One place of the rail.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where it leads.
    pub href: Text,
    /// Its icon.
    pub icon: IconName,
    /// Its name, one word where possible.
    pub label: Text,
    /// Whether the page shown belongs to it.
    pub current: bool,
    /// How many things wait there, already written for the reader; nothing when none do.
    pub waiting: Option<Text>,
}

/// The frame of every page behind the sign-in: a rail on the left (a bar at the bottom on a phone) and a bar on top.
#[component]
pub fn Shell(
    /// The name of the product beside its mark.
    #[prop(into)]
    brand: Text,
    /// Where the mark leads.
    #[prop(into, default = Text::Borrowed("/"))]
    home_href: Text,
    /// The places of the reader's role, five to seven.
    rail: Vec<Place>,
    /// The name of the rail for assistive technology.
    #[prop(into)]
    rail_label: Text,
    /// The words of the link that skips to the content.
    #[prop(into)]
    skip_text: Text,
    /// Which organisation the reader acts for, and the way to change it.
    #[prop(optional, into)]
    organisation: Slot,
    /// The search field.
    #[prop(optional, into)]
    search: Slot,
    /// The language switch.
    #[prop(optional, into)]
    language: Slot,
    /// The reader's own menu.
    #[prop(optional, into)]
    account: Slot,
    /// Messages about what has just happened, above the page.
    #[prop(optional, into)]
    notices: Slot,
    /// The page.
    children: Children,
) -> impl IntoView {
    let brand_label = brand.clone();
    let places = rail.into_iter().map(place).collect::<Vec<_>>();
    view! {
        <a class="skip" href="#main">{skip_text}</a>
        <div class="shell">
            <header class="topbar">
                <a class="brand" href=home_href aria-label=brand_label>
                    {icon_view(IconName::Mark)}
                    <span class="brand-name">{brand}</span>
                </a>
                <div class="topbar-organisation">{organisation.get()}</div>
                {search.get().map(|search| view! { <div class="topbar-search">{search}</div> })}
                <div class="topbar-end">{language.get()} {account.get()}</div>
            </header>
            <nav class="rail" aria-label=rail_label>{places}</nav>
            <main class="main" id=MAIN_ID tabindex="-1">
                {notices.get().map(|notices| view! { <div class="notices">{notices}</div> })}
                {children()}
            </main>
        </div>
    }
}

fn place(place: Place) -> impl IntoView {
    view! {
        <a class="place" href=place.href aria-current=place.current.then_some("page")>
            {icon_view(place.icon)}
            <span class="place-label">{place.label}</span>
            {place.waiting.map(|waiting| view! { <span class="place-waiting">{waiting}</span> })}
        </a>
    }
}

/// A menu in the top bar that opens without scripts and closes on Escape or a click beside it.
#[component]
pub fn Menu(
    /// The id of the menu, unique in the page.
    id: &'static str,
    /// The words on the button that opens it.
    #[prop(into)]
    label: Text,
    /// The icon on the button.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Whether a phone shows the icon alone.
    #[prop(optional)]
    compact: bool,
    /// Links and forms, each on its own line.
    children: Children,
) -> impl IntoView {
    let button_label = label.clone();
    let class =
        if compact { "button button-quiet menu-button menu-compact" } else { "button button-quiet menu-button" };
    view! {
        <button type="button" class=class popovertarget=id aria-label=button_label>
            {icon.map(icon_view)}
            <span class="menu-label">{label}</span>
            {icon_view(IconName::More)}
        </button>
        <div class="menu" id=id popover="auto">
            {children()}
        </div>
    }
}

/// The title of a page, one line on what it is about, and its one primary action.
#[component]
pub fn PageHeader(
    /// The title, the page's only first-level heading.
    #[prop(into)]
    title: Text,
    /// What the page is about, in one line.
    #[prop(optional, into)]
    lead: MaybeText,
    /// Chips that say how the thing shown stands.
    #[prop(optional, into)]
    chips: Slot,
    /// The primary action, and others beside it.
    #[prop(optional, into)]
    action: Slot,
) -> impl IntoView {
    view! {
        <header class="page-header">
            <div class="page-title">
                <div class="page-name">
                    <h1>{title}</h1>
                    {chips.get()}
                </div>
                {line(lead)}
            </div>
            {action.get().map(|action| view! { <div class="actions">{action}</div> })}
        </header>
    }
}

/// The line below a heading.
fn line(lead: MaybeText) -> Option<impl IntoView> {
    lead.get().map(|lead| view! { <p class="lead">{with_whole_days(lead)}</p> })
}

/// One step of the way down to a page; the last has no address.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// The page's name.
    pub label: Text,
    /// Its address, or nothing for the page shown.
    pub href: Option<Text>,
}

/// The way down to this page, where there is depth.
#[component]
pub fn Breadcrumbs(
    /// The name of the list for assistive technology.
    #[prop(into)]
    label: Text,
    /// The pages from the top down.
    items: Vec<Crumb>,
) -> impl IntoView {
    let items = items
        .into_iter()
        .map(|crumb| match crumb.href {
            Some(href) => view! { <li><a href=href>{crumb.label}</a></li> }.into_any(),
            None => view! { <li aria-current="page">{crumb.label}</li> }.into_any(),
        })
        .collect::<Vec<_>>();
    view! {
        <nav class="breadcrumbs" aria-label=label>
            <ol>{items}</ol>
        </nav>
    }
}

/// A part of a page with a heading of its own.
#[component]
pub fn Section(
    /// The id of the heading, unique in the page; links may lead to it.
    id: &'static str,
    /// The heading.
    #[prop(into)]
    title: Text,
    /// What this part is about.
    #[prop(optional, into)]
    lead: MaybeText,
    /// What can be done with this part.
    #[prop(optional, into)]
    action: Slot,
    /// The part itself.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section-header">
                <div>
                    <h2 id=id>{title}</h2>
                    {line(lead)}
                </div>
                {action.get().map(|action| view! { <div class="actions">{action}</div> })}
            </div>
            {children()}
        </section>
    }
}

/// The frame without rail and bar: sign-in, invitation, an error before there is a session.
#[component]
pub fn Plain(
    /// The name of the product beside its mark.
    #[prop(into)]
    brand: Text,
    /// The title, the page's only first-level heading.
    #[prop(into)]
    title: Text,
    /// What to do here, in one line.
    #[prop(optional, into)]
    lead: MaybeText,
    /// The language switch, below the card.
    #[prop(optional, into)]
    language: Slot,
    /// The content of the card.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="plain">
            <header class="plain-brand">{icon_view(IconName::Mark)} <span>{brand}</span></header>
            <main class="plain-card" id=MAIN_ID>
                <h1>{title}</h1>
                {line(lead)}
                {children()}
            </main>
            {language.get().map(|language| view! { <footer class="plain-foot">{language}</footer> })}
        </div>
    }
}
