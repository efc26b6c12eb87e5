//! Tables that become cards on a phone.
//!
//! Rows of plain facts come from `Row`, which costs least. Rows with forms in them are the page's own markup:
//! `<tr><td class="lead" data-label="…"><a class="row-link" href="…">…</a></td><td class="num" data-label="…">…</td></tr>`.
//! `lead` is the title of the card on a phone, `row-link` makes the whole row the link, `num` sets figures to the right,
//! `when` keeps a date in one line, `minor` is left out on a phone, `data-label` is the column's name there.

mod heat;
mod row;
mod ticked;

pub use heat::HeatRow;
pub use row::{Cell, Row};
pub use ticked::TickedForm;

use super::icon::{IconName, icon};
use super::text::{MaybeText, Slot, Text};
use leptos::prelude::*;

/// Which way a column is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest or earliest first.
    Ascending,
    /// Largest or latest first.
    Descending,
}

/// The link in a column's head that orders the list by it.
#[derive(Clone, Debug)]
pub struct SortLink {
    /// The page ordered by this column, or the other way round when it is already.
    pub href: Text,
    /// How the list is ordered by this column now; nothing when it is ordered by another.
    pub direction: Option<Direction>,
}

/// A column's head.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub label: Text,
    /// Whether figures stand in it, which are set to the right.
    pub numeric: bool,
    /// The link that orders by it.
    pub sort: Option<SortLink>,
    /// Whether the name is for assistive technology only, as over a column of buttons.
    pub hidden: bool,
}

impl Column {
    /// A column of words.
    pub fn text(label: impl Into<Text>) -> Self {
        Self { label: label.into(), numeric: false, sort: None, hidden: false }
    }

    /// A column of figures.
    pub fn number(label: impl Into<Text>) -> Self {
        Self { numeric: true, ..Self::text(label) }
    }

    /// A column of buttons, whose name only assistive technology needs.
    pub fn actions(label: impl Into<Text>) -> Self {
        Self { hidden: true, ..Self::text(label) }
    }

    /// The same column with a link that orders the list by it.
    #[must_use]
    pub fn sorted_by(self, href: impl Into<Text>, direction: Option<Direction>) -> Self {
        Self { sort: Some(SortLink { href: href.into(), direction }), ..self }
    }
}

fn head(column: Column) -> AnyView {
    let class = column.numeric.then_some("num");
    let Some(sort) = column.sort else {
        let label = if column.hidden {
            view! { <span class="visually-hidden">{column.label}</span> }.into_any()
        } else {
            column.label.into_any()
        };
        return view! { <th scope="col" class=class>{label}</th> }.into_any();
    };
    let (order, mark) = match sort.direction {
        Some(Direction::Ascending) => (Some("ascending"), "sort sort-up"),
        Some(Direction::Descending) => (Some("descending"), "sort sort-down"),
        None => (None, "sort"),
    };
    view! {
        <th scope="col" class=class aria-sort=order>
            <a class=mark href=sort.href>{column.label} {icon(IconName::More)}</a>
        </th>
    }
    .into_any()
}

/// A table with a head that stays in sight.
#[component]
pub fn Table(
    /// What the table holds; read out by assistive technology, and shown only when asked.
    #[prop(into)]
    caption: Text,
    /// Whether the caption is shown.
    #[prop(optional)]
    show_caption: bool,
    /// The columns' heads.
    columns: Vec<Column>,
    /// Sums below the rows: `<tr>…</tr>`.
    #[prop(optional, into)]
    foot: Slot,
    /// The rows: `<tr>…</tr>`.
    children: Children,
) -> impl IntoView {
    let heads = columns.into_iter().map(head).collect::<Vec<_>>();
    let caption_class = (!show_caption).then_some("visually-hidden");
    view! {
        <div class="table-frame">
            <table class="table">
                <caption class=caption_class>{caption}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{children()}</tbody>
                {foot.get().map(|foot| view! { <tfoot>{foot}</tfoot> })}
            </table>
        </div>
    }
}

/// The way to the pages before and after.
#[component]
pub fn Pager(
    /// The name of the links for assistive technology.
    #[prop(into)]
    label: Text,
    /// The address of the page before; nothing on the first.
    #[prop(optional_no_strip, into)]
    previous: MaybeText,
    /// The words for the page before.
    #[prop(into)]
    previous_text: Text,
    /// The address of the page after; nothing on the last.
    #[prop(optional_no_strip, into)]
    next: MaybeText,
    /// The words for the page after.
    #[prop(into)]
    next_text: Text,
    /// Where one is: "51–100 of 380".
    #[prop(into)]
    words: Text,
) -> impl IntoView {
    let previous = previous.get().map(|href| {
        view! { <a class="button" rel="prev" href=href>{icon(IconName::Previous)} {previous_text}</a> }
    });
    let next = next.get().map(|href| {
        view! { <a class="button" rel="next" href=href>{next_text} {icon(IconName::Next)}</a> }
    });
    view! {
        <nav class="pager" aria-label=label>
            <span class="pager-words">{words}</span>
            <span class="pager-links">{previous} {next}</span>
        </nav>
    }
}
