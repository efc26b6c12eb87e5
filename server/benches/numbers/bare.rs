//! What a machine is worth: a bare Axum handler over the SQL of the list by REST, in a process of its own. The limits
//! of lists were set where such a handler took [`THERE`]; on another machine the ratio to it says more.

use std::path::Path;

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr, Statement};

use crate::Outcome;

/// Milliseconds of CPU that the bare handler took where the limits were set.
pub(crate) const THERE: f64 = 0.13;
/// The argument with which this program serves the handler: `--bare DATABASE PORT`.
pub(crate) const ARGUMENT: &str = "--bare";
/// Where the list stands.
pub(crate) const PATH: &str = "/";

const LIST: &str = r#"
    WITH listed AS (
        SELECT id, first_day FROM placement WHERE sending_id = ?1 AND state = ?2
        UNION ALL SELECT id, first_day FROM placement WHERE hosting_id = ?1 AND state = ?2
        ORDER BY first_day DESC, id DESC LIMIT ?3)
    SELECT json_group_array(json_array(
        placement.id, placement.direction, placement.state, placement.form, placement.load, placement.first_day,
        placement.last_day, placement.person_id, placement.sending_id, placement.hosting_id, placement.version,
        sending.name, sending.name_en, hosting.name, hosting.name_en, person.name, person.name_en, person.reference))
    FROM listed JOIN placement ON placement.id = listed.id
    JOIN organisation AS sending ON sending.id = placement.sending_id
    JOIN organisation AS hosting ON hosting.id = placement.hosting_id
    JOIN person ON person.id = placement.person_id"#;

/// Serves the handler until the process is ended.
pub(crate) fn serve(database: &Path, port: u16) -> Outcome<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let mut options = ConnectOptions::new(format!("sqlite:{}", database.display()));
        options.sqlx_logging(false).test_before_acquire(false);
        options.map_sqlx_sqlite_opts(|sqlite| sqlite.pragma("cache_size", "-8000"));
        let db = Database::connect(options).await?;
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        Ok(axum::serve(listener, Router::new().route(PATH, get(list)).with_state(db)).await?)
    })
}

async fn list(State(db): State<DatabaseConnection>) -> Result<impl IntoResponse, StatusCode> {
    let listed = listed(&db).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], listed))
}

async fn listed(db: &DatabaseConnection) -> Result<String, DbErr> {
    let values = [1_i64.into(), "completed".into(), 51_i64.into()];
    let question = Statement::from_sql_and_values(db.get_database_backend(), LIST, values);
    let row = db.query_one_raw(question).await?.ok_or_else(|| DbErr::RecordNotFound(LIST.to_owned()))?;
    row.try_get_by_index(0)
}
