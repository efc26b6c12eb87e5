//! Questions whose text is kept.

use std::sync::OnceLock;

use sea_orm::{DbBackend, Statement, StatementBuilder, Value};

/// A question that nearly every request asks, always in the same words. Its text is built once: of what a stored hour
/// entry costs, a third went into building such texts anew.
#[derive(Debug)]
pub(super) struct Kept {
    sqlite: OnceLock<String>,
    postgres: OnceLock<String>,
}

impl Kept {
    pub(super) const fn new() -> Self {
        Self { sqlite: OnceLock::new(), postgres: OnceLock::new() }
    }

    /// The question with `values` for its places, in their order. `build` writes it with the same values; a build
    /// with debug assertions, as tests are, compares at each use.
    pub(super) fn with<S: StatementBuilder>(
        &self,
        backend: DbBackend,
        values: impl IntoIterator<Item = Value>,
        build: impl Fn() -> S,
    ) -> Statement {
        let text = self.text(backend, &build);
        let statement = Statement::from_sql_and_values(backend, text, values);
        debug_assert_eq!(statement, backend.build(&build()), "the values of a kept question stand in its places");
        statement
    }

    /// The text of a question without values, or of the part of one that has none.
    pub(super) fn text<S: StatementBuilder>(&self, backend: DbBackend, build: impl FnOnce() -> S) -> &str {
        let text = if backend == DbBackend::Postgres { &self.postgres } else { &self.sqlite };
        text.get_or_init(|| backend.build(&build()).sql)
    }
}
