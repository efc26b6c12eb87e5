//! Pages of lists: at most 50 items, continued by an opaque cursor.

use serde::{Deserialize, Serialize};

/// How many items a page of a list holds.
pub const PAGE_SIZE: u64 = 50;

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// At most [`PAGE_SIZE`] items.
    pub items: Vec<T>,
    /// The cursor of the page after this one, if there is one.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Cuts a page out of at most `PAGE_SIZE + 1` rows; `cursor` names the last row kept.
    pub fn cut(mut items: Vec<T>, cursor: impl Fn(&T) -> String) -> Self {
        let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
        let more = items.len() > size;
        items.truncate(size);
        let next = if more { items.last().map(cursor) } else { None };
        Self { items, next }
    }

    /// The same page with other items.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(f).collect(), next: self.next }
    }
}
