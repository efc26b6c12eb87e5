//! The parts of pages that compute in the browser. Each works without scripts as the plain form it wraps.
//!
//! They come in two bundles, built by the features `daily` and `board`: a page loads the one whose islands it holds.

#[cfg(any(feature = "ssr", feature = "board"))]
mod board;
#[cfg(any(feature = "ssr", feature = "daily"))]
mod print_button;
#[cfg(any(feature = "ssr", feature = "daily"))]
mod queue_keys;
#[cfg(any(feature = "ssr", feature = "daily"))]
mod week_grid;
#[cfg(any(feature = "ssr", feature = "daily"))]
mod what_if;

#[cfg(any(feature = "ssr", feature = "board"))]
pub use board::{Board, Scale, draw_row, percent};
#[cfg(any(feature = "ssr", feature = "daily"))]
pub use print_button::PrintButton;
#[cfg(any(feature = "ssr", feature = "daily"))]
pub use queue_keys::QueueKeys;
#[cfg(any(feature = "ssr", feature = "daily"))]
pub use week_grid::WeekGrid;
#[cfg(any(feature = "ssr", feature = "daily"))]
pub use what_if::{WHAT_IF_ICONS, WhatIf};

/// The bundle that holds the islands of the page at `path`, by the name of its files; none for a page without an island.
#[cfg(feature = "ssr")]
#[must_use]
pub fn bundle(path: &str) -> Option<&'static str> {
    if path == "/board" {
        return Some("board");
    }
    let of_placement = path.starts_with("/placements/") && (path.ends_with("/hours") || path.ends_with("/record"));
    let of_person = path.starts_with("/people/") && path.ends_with("/what-if");
    let daily = of_placement || of_person || matches!(path, "/board/plan" | "/hours/waiting" | "/hours/missing");
    daily.then_some("twinpost")
}
