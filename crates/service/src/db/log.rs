//! SQLite's log on the disk: one wait for the disk serves all transactions that were committed before it began
//! (group commit, as databases with many writers do it). SQLite itself would let each wait while it holds the lock
//! for which the others wait.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::{Mutex, Notify},
    task::spawn_blocking,
    time::timeout,
};

/// How long those who have committed wait for those who are about to.
const PATIENCE: Duration = Duration::from_millis(5);

/// The write-ahead log of an embedded database.
#[derive(Debug)]
pub(super) struct Log {
    path: PathBuf,
    patience: Duration,
    /// How many have begun to write, or wait to begin.
    writers: AtomicUsize,
    /// Told when nobody writes.
    quiet: Notify,
    /// How many transactions were committed.
    committed: AtomicU64,
    /// How many of them are on the disk.
    durable: Mutex<u64>,
    /// Whether the disk has failed: it may claim success the next time.
    failed: Arc<AtomicBool>,
}

impl Log {
    /// The log of the database in this file.
    pub(super) fn of(database: &str) -> Self {
        Self {
            path: PathBuf::from(format!("{database}-wal")),
            patience: PATIENCE,
            writers: AtomicUsize::default(),
            quiet: Notify::new(),
            committed: AtomicU64::default(),
            durable: Mutex::default(),
            failed: Arc::default(),
        }
    }

    /// Waits until a transaction that was committed just now is on the disk.
    async fn sync(&self) -> io::Result<()> {
        let path = self.path.clone();
        self.sync_by(move || sync_file(&path)).await
    }

    async fn sync_by(&self, sync: impl FnOnce() -> io::Result<()> + Send + 'static) -> io::Result<()> {
        let mine = self.committed.fetch_add(1, Ordering::AcqRel) + 1;
        let mut durable = self.durable.lock().await;
        if self.failed.load(Ordering::Acquire) {
            return Err(io::Error::other("the log could not be written earlier"));
        }
        if *durable >= mine {
            return Ok(());
        }
        // Without company this costs nothing; a long transaction does not hold up those that are through.
        let _ = timeout(self.patience, self.nobody_writes()).await;
        let all = self.committed.load(Ordering::Acquire);
        // Noted where it happens: whoever waits here may be gone by then, and the disk tells a failure once.
        let failed = Arc::clone(&self.failed);
        let noting = move || sync().inspect_err(|_| failed.store(true, Ordering::Release));
        spawn_blocking(noting).await.map_err(io::Error::other).flatten()?;
        *durable = all;
        Ok(())
    }

    async fn nobody_writes(&self) {
        loop {
            let quiet = self.quiet.notified();
            if self.writers.load(Ordering::Acquire) == 0 {
                return;
            }
            quiet.await;
        }
    }
}

/// One who has begun to write, or waits to begin.
#[derive(Debug)]
pub(super) struct Writer(Arc<Log>);

impl Writer {
    pub(super) fn of(log: &Arc<Log>) -> Self {
        log.writers.fetch_add(1, Ordering::AcqRel);
        Self(Arc::clone(log))
    }

    /// Waits until what was committed just now is on the disk.
    ///
    /// # Errors
    /// When the disk fails or has failed before: what was committed may be lost with the power.
    pub(super) async fn sync(self) -> io::Result<()> {
        let log = Arc::clone(&self.0);
        drop(self);
        log.sync().await
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if self.0.writers.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.0.quiet.notify_waiters();
        }
    }
}

/// Brings a file to the disk. SQLite removes its log only after the database itself is there.
fn sync_file(path: &Path) -> io::Result<()> {
    match File::options().write(true).open(path) {
        Ok(file) => file.sync_data(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex as Sync, mpsc};

    use sea_orm::ConnectionTrait;

    use super::*;
    use crate::Db;

    #[tokio::test]
    async fn those_who_commit_while_the_disk_is_busy_share_the_next_wait() {
        let log = Arc::new(Log::of("nowhere"));
        let syncs = Arc::new(AtomicU64::default());
        let (release, released) = mpsc::channel::<()>();
        let released = Arc::new(Sync::new(released));
        let commit = || {
            let (log, syncs, released) = (Arc::clone(&log), Arc::clone(&syncs), Arc::clone(&released));
            let sync = move || {
                syncs.fetch_add(1, Ordering::AcqRel);
                released.lock().unwrap().recv().map_err(io::Error::other)
            };
            tokio::spawn(async move { log.sync_by(sync).await })
        };
        let first = commit();
        while syncs.load(Ordering::Acquire) == 0 {
            tokio::task::yield_now().await;
        }
        let others: Vec<_> = (0..20).map(|_| commit()).collect();
        while log.committed.load(Ordering::Acquire) < 21 {
            tokio::task::yield_now().await;
        }
        // Nobody was answered before the disk was.
        assert!(!first.is_finished() && others.iter().all(|other| !other.is_finished()));
        release.send(()).unwrap();
        first.await.unwrap().unwrap();
        assert!(others.iter().all(|other| !other.is_finished()), "what came later waits for a wait of its own");
        release.send(()).unwrap();
        for other in others {
            other.await.unwrap().unwrap();
        }
        assert_eq!(syncs.load(Ordering::Acquire), 2);
    }

    fn log(patience: Duration) -> Arc<Log> {
        Arc::new(Log { patience, ..Log::of("/nowhere/at/all") })
    }

    #[tokio::test]
    async fn who_is_through_waits_for_who_is_about_to_be() {
        let log = log(Duration::MAX);
        let (first, second, undone) = (Writer::of(&log), Writer::of(&log), Writer::of(&log));
        let first = tokio::spawn(first.sync());
        while log.committed.load(Ordering::Acquire) == 0 {
            tokio::task::yield_now().await;
        }
        drop(undone);
        assert!(!first.is_finished());
        second.sync().await.unwrap();
        first.await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn a_long_transaction_does_not_hold_up_those_that_are_through() {
        let log = log(Duration::ZERO);
        let _long = Writer::of(&log);
        Writer::of(&log).sync().await.unwrap();
    }

    #[tokio::test]
    async fn what_a_use_case_commits_is_on_the_disk_before_it_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite:{}", folder.path().join("twinpost.sqlite").display())).await.unwrap();
        let log = db.log.clone().unwrap();
        assert!(log.path.exists(), "the log stands where it is brought to the disk");
        for n in 1..=3 {
            let tx = db.begin().await.unwrap();
            tx.execute_unprepared(&format!("CREATE TABLE table_{n} (id INTEGER)")).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(*log.durable.lock().await, n);
        }
        drop(db.begin().await.unwrap());
        assert_eq!(log.writers.load(Ordering::Acquire), 0, "who undoes is waited for no more");
    }

    #[tokio::test]
    async fn a_failure_is_remembered_although_who_waited_for_it_has_left() {
        let log = log(Duration::MAX);
        let (began, has_begun) = tokio::sync::oneshot::channel();
        let (release, released) = mpsc::channel::<()>();
        let sync = move || {
            began.send(()).unwrap();
            released.recv().unwrap();
            Err(io::Error::other("no space"))
        };
        let waits = Arc::clone(&log);
        let waiting = tokio::spawn(async move { waits.sync_by(sync).await });
        has_begun.await.unwrap();
        waiting.abort();
        assert!(waiting.await.unwrap_err().is_cancelled());
        release.send(()).unwrap();
        while !log.failed.load(Ordering::Acquire) {
            tokio::task::yield_now().await;
        }
        log.sync_by(|| Ok(())).await.unwrap_err();
    }

    #[tokio::test]
    async fn after_a_failure_of_the_disk_nothing_is_called_durable() {
        let log = Log::of("nowhere");
        log.sync_by(|| Ok(())).await.unwrap();
        log.sync_by(|| Err(io::Error::other("no space"))).await.unwrap_err();
        log.sync_by(|| Ok(())).await.unwrap_err();
    }
}
