//! The parts of pages that compute in the browser. Each works without scripts as the plain form it wraps.

mod board;
mod print_button;
mod queue_keys;
mod week_grid;
mod what_if;

pub use board::{Board, Scale, draw_row, percent};
pub use print_button::PrintButton;
pub use queue_keys::QueueKeys;
pub use week_grid::WeekGrid;
pub use what_if::{WHAT_IF_ICONS, WhatIf};

/// Whether the page at `path` holds an island and so needs the scripts.
#[must_use]
pub fn on(path: &str) -> bool {
    let of_placement = path.starts_with("/placements/") && (path.ends_with("/hours") || path.ends_with("/record"));
    let of_person = path.starts_with("/people/") && path.ends_with("/what-if");
    of_placement || of_person || matches!(path, "/board" | "/board/plan" | "/hours/waiting" | "/hours/missing")
}
