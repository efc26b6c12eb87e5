//! The parts of pages that compute in the browser. Each works without scripts as the plain form it wraps.

mod print_button;
mod queue_keys;
mod week_grid;

pub use print_button::PrintButton;
pub use queue_keys::QueueKeys;
pub use week_grid::WeekGrid;

/// Whether the page at `path` holds an island and so needs the scripts.
#[must_use]
pub fn on(path: &str) -> bool {
    let of_placement = path.starts_with("/placements/") && (path.ends_with("/hours") || path.ends_with("/record"));
    of_placement || matches!(path, "/hours/waiting" | "/hours/missing")
}
