//! The database: embedded SQLite or PostgreSQL behind one handle.

use std::time::Duration;

use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};

use crate::failure::{Failure, Result};

/// A handle on the database. SQLite has one writer and a pool of readers; PostgreSQL one pool for both.
#[derive(Clone, Debug)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
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
            let write = connect(url, 1).await?;
            let read = connect(url, READERS).await?;
            Ok(Self { read, write })
        } else {
            let pool = connect(url, 16).await?;
            Ok(Self { read: pool.clone(), write: pool })
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
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        Ok(self.write.begin_with_options(options).await?)
    }

    /// The connections that only read.
    pub(crate) const fn reader(&self) -> &DatabaseConnection {
        &self.read
    }
}

async fn connect(url: &str, connections: u32) -> Result<DatabaseConnection> {
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
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
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
