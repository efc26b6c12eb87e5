//! A month as a small table, a cell a day.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

/// The month that begins with `first`, or what is shown of it, under its title; `letters` are those of the weekdays from
/// Monday on, and `cells` are `td` elements, a day each.
#[must_use]
pub fn month(title: String, letters: [&'static str; 7], first: NaiveDate, cells: Vec<AnyView>) -> AnyView {
    let empty = || view! { <td></td> }.into_any();
    let letters = letters.map(|letter| view! { <th scope="col" aria-hidden="true">{letter}</th> });
    let before = usize::try_from(first.weekday().num_days_from_monday()).unwrap_or_default();
    let after = (7 - (before + cells.len()) % 7) % 7;
    let filled = (0..before).map(|_| empty()).chain(cells).chain((0..after).map(|_| empty()));
    let mut filled = filled.peekable();
    let mut rows = Vec::new();
    while filled.peek().is_some() {
        let week: Vec<AnyView> = filled.by_ref().take(7).collect();
        rows.push(view! { <tr>{week}</tr> });
    }
    view! {
        <table class="calendar-month">
            <caption>{title}</caption>
            <thead>
                <tr>{letters.into_iter().collect::<Vec<_>>()}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
