//! A database a test: a SQLite file, or one of its own on the server that `DATABASE_URL` names.

use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::ConnectionTrait;
use service::Db;
use tempfile::TempDir;

/// A database that goes away with its value.
pub struct Database {
    /// The database.
    pub db: Db,
    /// Its files, on SQLite.
    pub folder: TempDir,
    _server: Option<OnServer>,
}

impl Database {
    /// A new database with the whole schema.
    pub async fn new() -> Self {
        let database = Self::without_schema().await;
        database.db.migrate().await.unwrap();
        database
    }

    /// A new database in which every query fails.
    pub async fn without_schema() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = match std::env::var("DATABASE_URL").ok() {
            Some(url) => Some(OnServer::create(url).await),
            None => None,
        };
        let url = match &server {
            Some(server) => server.url.clone(),
            None => format!("sqlite:{}", folder.path().join("test.sqlite").display()),
        };
        Self { db: Db::open(&url).await.unwrap(), folder, _server: server }
    }
}

/// A database on a PostgreSQL server, dropped with its value, also when a test fails.
struct OnServer {
    server: String,
    name: String,
    url: String,
}

impl OnServer {
    async fn create(server: String) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("twinpost_door_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        run(&server, &format!("CREATE DATABASE {name}")).await;
        let (address, options) = server.split_once('?').map_or((server.as_str(), None), |(a, o)| (a, Some(o)));
        let (host, _) = address.rsplit_once('/').unwrap();
        let options = options.map(|options| format!("?{options}")).unwrap_or_default();
        let url = format!("{host}/{name}{options}");
        Self { server, name, url }
    }
}

impl Drop for OnServer {
    fn drop(&mut self) {
        let (server, statement) = (self.server.clone(), format!("DROP DATABASE {} WITH (FORCE)", self.name));
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(run(&server, &statement));
        });
        drop(dropping.join());
    }
}

async fn run(server: &str, statement: &str) {
    let connection = sea_orm::Database::connect(server).await.unwrap();
    connection.execute_unprepared(statement).await.unwrap();
    connection.close().await.unwrap();
}
