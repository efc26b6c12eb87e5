//! The wasm entry: wakes the islands of the page.

use wasm_bindgen::prelude::wasm_bindgen;

// Keeps the islands' exports, which nothing here names.
use app as _;

/// Called by the page once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
