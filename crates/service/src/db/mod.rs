//! The database: embedded SQLite or PostgreSQL behind one handle.

mod log;
mod transaction;

use std::{sync::Arc, time::Duration};

use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};

use crate::failure::{Failure, Result};
use log::{Log, Writer};
pub(crate) use transaction::Transaction;

/// A handle on the database. SQLite has one writer and a pool of readers; PostgreSQL one pool for both.
#[derive(Clone, Debug)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
    /// The log that transactions bring to the disk together, where SQLite leaves it to us.
    log: Option<Arc<Log>>,
}

/// How many connections read at once.
const READERS: u32 = 4;

impl Db {
    /// Opens `sqlite:FILE`, a file made when missing, or `postgres://…`.
    ///
    /// # Errors
    /// An internal [`Failure`] whose cause says why.
    pub async fn open(url: &str) -> Result<Self> {
        if url.starts_with("sqlite:") {
            let read = connect(url, READERS, SqliteSynchronous::Full).await?;
            let log = log_of(&read).await?.map(Arc::new);
            // Without a wait of its own at each commit, where each commit waits for the log.
            let waits = if log.is_some() { SqliteSynchronous::Normal } else { SqliteSynchronous::Full };
            Ok(Self { read, write: connect(url, 1, waits).await?, log })
        } else {
            let pool = connect(url, 16, SqliteSynchronous::Full).await?;
            Ok(Self { read: pool.clone(), write: pool, log: None })
        }
    }

    /// Whether the database is the embedded one.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        self.write.get_database_backend() == DbBackend::Sqlite
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// When a change fails; it is undone.
    pub async fn migrate(&self) -> Result<()> {
        Ok(Migrator::up(&self.write, None).await?)
    }

    /// How many changes the schema lacks.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn pending_migrations(&self) -> Result<usize> {
        Ok(Migrator::get_pending_migrations(&self.write).await?.len())
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.read.ping().await?)
    }

    /// Begins a transaction that writes. On SQLite it takes the write lock at once: a deferred one that
    /// reads and then writes would fail with a busy snapshot that no timeout cures.
    pub(crate) async fn begin(&self) -> Result<Transaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        let writer = self.log.as_ref().map(Writer::of);
        Ok(Transaction::new(self.write.begin_with_options(options).await?, writer))
    }

    /// The connections that only read.
    pub(crate) const fn reader(&self) -> &DatabaseConnection {
        &self.read
    }
}

/// The log of the embedded database, where it has one: neither in memory nor on file systems that cannot share it.
async fn log_of(conn: &DatabaseConnection) -> Result<Option<Log>> {
    let ask = async |sql: &str, column: &str| -> Result<Option<String>> {
        let row = conn.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
        Ok(row.map(|row| row.try_get("", column)).transpose()?)
    };
    let mode = ask("PRAGMA journal_mode", "journal_mode").await?;
    let file = ask("SELECT file FROM pragma_database_list WHERE name = 'main'", "file").await?;
    let has_log = mode.as_deref() == Some("wal");
    Ok(file.filter(|file| has_log && !file.is_empty()).map(|file| Log::of(&file)))
}

async fn connect(url: &str, connections: u32, synchronous: SqliteSynchronous) -> Result<DatabaseConnection> {
    let url = if url.starts_with("sqlite:") && !url.contains('?') { format!("{url}?mode=rwc") } else { url.to_owned() };
    // A connection inside this process cannot be lost: asking it for a sign of life before each use would cost
    // as much as a small question.
    let is_remote = !url.starts_with("sqlite:");
    let mut options = ConnectOptions::new(url);
    options
        .test_before_acquire(is_remote)
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(synchronous)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(10))
                // A page with its one row more fits in, so that whoever reads and whoever asks need not take turns.
                .row_buffer_size(256)
                // Eight MiB of pages, and a checkpoint every sixteen: the index pages of a day's entries stay at hand.
                .pragma("cache_size", "-8000")
                .pragma("wal_autocheckpoint", "4000")
        });
    Database::connect(options).await.map_err(Failure::from)
}
