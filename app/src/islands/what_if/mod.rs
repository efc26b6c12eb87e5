//! Trying things out in the browser: stints and rules are changed here and judged here, by the same engine as on the
//! server. The server is never asked, and nothing is stored.
//!
//! What is shown is written as markup rather than as views, and a handful of listeners at the root hear all its
//! fields: views of so many kinds would more than double what a browser has to load. Texts that come from people are
//! escaped by [`html::escape`] wherever they enter the markup.

mod deed;
mod html;
mod outcome;
mod rule;
mod state;
mod stint;

use domain::policy::trial::Bench;
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys};

use self::{deed::Deed, html::Markup, state::Table};
use crate::words::{Lang, Words};

/// The icons that are drawn here; the page holds them as symbols `icon-…`.
pub const WHAT_IF_ICONS: [&str; 7] = ["met", "at-risk", "short", "provisional", "add", "previous", "next"];

/// What becomes of a person's rules when stints, rules or the day change. Empty until scripts run.
#[island]
pub fn WhatIf(
    /// Whether the reader's language is English rather than Chinese.
    english: bool,
    /// The person's stints and rules as they stand, as [`Bench::to_text`] writes them.
    bench: String,
) -> impl IntoView {
    let words = Words::new(if english { Lang::En } else { Lang::Zh });
    let root = NodeRef::<leptos::html::Div>::new();
    let table = StoredValue::new(None::<Table>);
    Effect::new(move |_| {
        let Some(root) = root.get() else { return };
        match Bench::from_text(&bench) {
            Some(bench) => {
                let new = Table::new(words, bench);
                root.set_inner_html(&whole(&new));
                table.set_value(Some(new));
            }
            None => root.set_text_content(Some(words.trial_data_lost())),
        }
    });
    let hear = move |event: &web_sys::Event| {
        if let Some(deed) = Deed::of(event) {
            table.update_value(|table| table.iter_mut().for_each(|table| deed.act(table, event)));
        }
    };
    view! {
        <div
            class="trial"
            node_ref=root
            on:click=move |event| hear(event.unchecked_ref())
            on:input=move |event| hear(event.unchecked_ref())
            on:keydown=move |event| hear(event.unchecked_ref())
        ></div>
    }
}

/// Everything, as things stand.
fn whole(table: &Table) -> String {
    let w = table.words;
    let mut out = Markup::default();
    out.raw("<div class=\"trial-settings\">");
    html::date(&mut out, "trial-day", "data-set=\"day\"", w.trial_day(), table.day);
    out.raw("<label class=\"choice\"><input type=\"checkbox\" id=\"trial-claims\" data-set=\"claims\"");
    out.raw(if table.claims { " checked>" } else { ">" });
    out.text(w.trial_claims());
    out.raw("</label><button type=\"button\" class=\"button\" data-do=\"reset\">");
    out.text(w.trial_reset());
    out.raw("</button><span class=\"trial-note\">");
    out.text(w.trial_not_saved());
    out.raw("</span></div>");
    stint::stints(&mut out, table);
    out.raw("<div class=\"trial-summary\" tabindex=\"0\" role=\"region\" aria-labelledby=\"trial-summary-title\"><h3 id=\"trial-summary-title\">");
    out.text(w.trial_summary());
    out.raw("</h3><div role=\"status\" aria-live=\"polite\"><ul id=\"trial-summary\">");
    outcome::summary(&mut out, table);
    out.raw("</ul></div></div>");
    rule::rules(&mut out, table);
    out.into()
}
