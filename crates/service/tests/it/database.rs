//! A database a test: a copy of one that is migrated and settled once a run.

use std::{
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
};

use sea_orm::{ConnectionTrait, Database as SeaOrm, DatabaseConnection, DbErr, Statement};
use service::Db;
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::people::{Settled, settle};

/// Databases left behind by runs that were killed are dropped when they are this old, in seconds.
const STALE_SECONDS: i64 = 3600;

static TEMPLATE: OnceCell<(Template, Settled)> = OnceCell::const_new();
static NUMBER: AtomicU32 = AtomicU32::new(0);

enum Template {
    File(Vec<u8>),
    Server { address: String, name: String },
}

/// The place of one test's database, removed with this value.
pub struct Database {
    pub url: String,
    home: Home,
}

enum Home {
    Folder { _folder: TempDir },
    Server { address: String, name: String },
}

/// A database of its own for one test, and who lives in it.
pub async fn fresh() -> (Database, &'static Settled) {
    let (template, settled) = TEMPLATE.get_or_init(make_template).await;
    let database = match template {
        Template::File(content) => {
            let folder = TempDir::new().unwrap();
            let file = folder.path().join("test.sqlite");
            std::fs::write(&file, content).unwrap();
            Database { url: sqlite(&file), home: Home::Folder { _folder: folder } }
        }
        Template::Server { address, name: template } => {
            let name = new_name();
            let admin = open(address).await;
            admin.execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await.unwrap();
            admin.close().await.unwrap();
            Database { url: url_of(address, &name), home: Home::Server { address: address.clone(), name } }
        }
    };
    (database, settled)
}

async fn make_template() -> (Template, Settled) {
    match std::env::var("DATABASE_URL") {
        Ok(address) if address.starts_with("postgres") => {
            let admin = open(&address).await;
            drop_stale(&admin).await;
            let name = new_name();
            admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
            let settled = settle(&url_of(&address, &name)).await;
            // A database with connections cannot be copied, and a pool takes its time to close them.
            let end = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = ";
            admin.execute_unprepared(&format!("{end}'{name}'")).await.unwrap();
            admin.close().await.unwrap();
            (Template::Server { address, name }, settled)
        }
        _ => {
            let folder = TempDir::new().unwrap();
            let settled = settle(&sqlite(&folder.path().join("full.sqlite"))).await;
            let copy = folder.path().join("copy.sqlite");
            let full = open(&sqlite(&folder.path().join("full.sqlite"))).await;
            full.execute_unprepared(&format!("VACUUM INTO '{}'", copy.display())).await.unwrap();
            full.close().await.unwrap();
            (Template::File(std::fs::read(copy).unwrap()), settled)
        }
    }
}

/// An empty, migrated database without anybody in it.
pub async fn migrated(url: &str) -> Db {
    let db = Db::open(url).await.unwrap();
    db.migrate().await.unwrap();
    db
}

/// A connection past the use cases, for what only the database itself can show.
pub async fn open(url: &str) -> DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new(url.to_owned());
    options.max_connections(1).sqlx_logging(false);
    SeaOrm::connect(options).await.unwrap()
}

/// The first column of the first row, as a number.
pub async fn number(conn: &DatabaseConnection, sql: &str) -> Result<i64, DbErr> {
    let statement = Statement::from_string(conn.get_database_backend(), sql);
    let row = conn.query_one_raw(statement).await?.ok_or_else(|| DbErr::RecordNotFound(sql.to_owned()))?;
    row.try_get_by_index::<i64>(0)
}

fn sqlite(file: &Path) -> String {
    format!("sqlite:{}?mode=rwc", file.display())
}

fn new_name() -> String {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    format!("twinpost_test_{}_{}_{number}", service::session::clock().timestamp(), std::process::id())
}

fn url_of(address: &str, name: &str) -> String {
    let (plain, options) = address.split_once('?').map_or((address, ""), |(plain, options)| (plain, options));
    let (server, _) = plain.rsplit_once('/').unwrap();
    let mark = if options.is_empty() { "" } else { "?" };
    format!("{server}/{name}{mark}{options}")
}

async fn drop_stale(admin: &DatabaseConnection) {
    let sql = "SELECT datname::text FROM pg_database WHERE datname LIKE 'twinpost\\_test\\_%'";
    let statement = Statement::from_string(admin.get_database_backend(), sql);
    let oldest = service::session::clock().timestamp() - STALE_SECONDS;
    for row in admin.query_all_raw(statement).await.unwrap() {
        let name: String = row.try_get_by_index(0).unwrap();
        let made: Option<i64> = name.split('_').nth(2).and_then(|made| made.parse().ok());
        if made.is_some_and(|made| made < oldest) {
            // Another run may have dropped it meanwhile.
            let _ = admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Home::Server { address, name } = &self.home else {
            return;
        };
        let (address, name) = (address.clone(), name.clone());
        // The test's own runtime cannot be waited for here.
        let drop = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let admin = open(&address).await;
                admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
                admin.close().await.unwrap();
            });
        };
        let _ = std::thread::spawn(drop).join();
    }
}
