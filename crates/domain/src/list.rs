//! Pages of lists: at most so many items, continued by an opaque cursor.

use serde::{Deserialize, Serialize};

/// How many items a page of a list holds, unless a program asks for another number.
pub const PAGE_SIZE: u64 = 50;

/// How many items a page of a list may hold at most.
pub const LARGEST_PAGE: u64 = 200;

/// How many items a page is to hold: 1..=[`LARGEST_PAGE`], [`PAGE_SIZE`] when nobody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(u64);

impl Default for Limit {
    fn default() -> Self {
        Self(PAGE_SIZE)
    }
}

impl Limit {
    /// So many items; `None` for a number outside what is allowed.
    #[must_use]
    pub fn new(items: u64) -> Option<Self> {
        (1..=LARGEST_PAGE).contains(&items).then_some(Self(items))
    }

    /// How many rows are to be asked for: one more than are shown tells whether there is a next page.
    #[must_use]
    pub const fn rows(self) -> u64 {
        self.0 + 1
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// The cursor of the page after this one, if there is one.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Cuts a page of the usual size out of at most `PAGE_SIZE + 1` rows; `cursor` names the last row kept.
    pub fn cut(items: Vec<T>, cursor: impl Fn(&T) -> String) -> Self {
        Self::cut_at(items, Limit::default(), cursor)
    }

    /// Cuts a page out of at most [`Limit::rows`] rows; `cursor` names the last row kept.
    pub fn cut_at(mut items: Vec<T>, limit: Limit, cursor: impl Fn(&T) -> String) -> Self {
        let size = usize::try_from(limit.0).unwrap_or(usize::MAX);
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
