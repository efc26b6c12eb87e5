//! Filters of a list: fields that write the address, and chips that take a filter away.

use super::super::icon::{IconName, icon};
use super::super::text::{MaybeText, Text};
use leptos::prelude::*;

/// A filter that is on.
#[derive(Clone, Debug)]
pub struct ActiveFilter {
    /// What it lets through: "Department: Nursing".
    pub label: Text,
    /// The page without it.
    pub href: Text,
    /// What the link does, for assistive technology: "Remove filter Department: Nursing".
    pub remove_text: Text,
}

/// A form that reads: it asks for the same page with other filters, so that an address always shows the same list.
#[component]
pub fn FilterBar(
    /// The page's own address without its query.
    #[prop(into)]
    action: Text,
    /// The name of the form for assistive technology.
    #[prop(into)]
    label: Text,
    /// The words on its button.
    #[prop(into)]
    apply_text: Text,
    /// Names and values to keep, such as the order.
    #[prop(optional)]
    hidden: Vec<(Text, Text)>,
    /// The filters that are on.
    #[prop(optional)]
    active: Vec<ActiveFilter>,
    /// The words of the link that takes all of them away; it leads to `action`.
    #[prop(optional, into)]
    clear_text: MaybeText,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let hidden = hidden
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect::<Vec<_>>();
    let clear = clear_text.get().filter(|_| active.len() > 1).map(|text| {
        view! { <li><a class="filter-clear" href=action.clone()>{text}</a></li> }
    });
    let chips = (!active.is_empty()).then(|| {
        let chips = active
            .into_iter()
            .map(|filter| {
                view! {
                    <li>
                        <a class="filter-chip" href=filter.href aria-label=filter.remove_text>
                            {filter.label} {icon(IconName::Close)}
                        </a>
                    </li>
                }
            })
            .collect::<Vec<_>>();
        view! { <ul class="filter-chips">{chips} {clear}</ul> }
    });
    view! {
        <div class="filters">
            <form method="get" action=action class="filter-form" role="search" aria-label=label>
                {hidden}
                {children()}
                <button type="submit" class="button">{apply_text}</button>
            </form>
            {chips}
        </div>
    }
}
