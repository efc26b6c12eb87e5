//! A transaction that writes.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement};

use super::log::Writer;
use crate::failure::{Failure, Result};

/// A transaction that writes: undone when it is dropped, on the disk once it is committed.
#[derive(Debug)]
pub(crate) struct Transaction {
    inner: DatabaseTransaction,
    /// Its place among those who share a wait for the disk; nothing where the database waits by itself.
    writer: Option<Writer>,
}

impl Transaction {
    pub(super) const fn new(inner: DatabaseTransaction, writer: Option<Writer>) -> Self {
        Self { inner, writer }
    }

    /// Keeps what was done, and answers when it is on the disk.
    ///
    /// # Errors
    /// When the database or the disk fails.
    pub(crate) async fn commit(self) -> Result<()> {
        self.inner.commit().await?;
        match self.writer {
            Some(writer) => writer.sync().await.map_err(Failure::internal),
            None => Ok(()),
        }
    }

    /// Undoes what was done.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn rollback(self) -> Result<()> {
        Ok(self.inner.rollback().await?)
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> std::result::Result<ExecResult, DbErr> {
        self.inner.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> std::result::Result<ExecResult, DbErr> {
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> std::result::Result<Option<QueryResult>, DbErr> {
        self.inner.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> std::result::Result<Vec<QueryResult>, DbErr> {
        self.inner.query_all_raw(statement).await
    }
}
