//! The parts of pages that compute in the browser. Each works without scripts as the plain form it wraps.

mod week_grid;

pub use week_grid::WeekGrid;

/// Whether the page at `path` holds an island and so needs the scripts.
#[must_use]
pub fn on(path: &str) -> bool {
    path.starts_with("/placements/") && path.ends_with("/hours")
}
