//! The schema: up from nothing, and each change down and up again.

#![cfg(test)]

use migrations::{Migrator, MigratorTrait};
use sea_orm_migration::sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};

/// A database of its own: a file, or one made through `DATABASE_URL`.
struct Place {
    conn: DatabaseConnection,
    folder: Option<tempfile::TempDir>,
    server: Option<(DatabaseConnection, String)>,
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url.to_owned());
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.unwrap()
}

async fn place(name: &str) -> Place {
    match std::env::var("DATABASE_URL") {
        Ok(address) if address.starts_with("postgres") => {
            let admin = connect(&address).await;
            let name = format!("twinpost_schema_{}_{name}", std::process::id());
            admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
            let (server, _) = address.rsplit_once('/').unwrap();
            Place { conn: connect(&format!("{server}/{name}")).await, folder: None, server: Some((admin, name)) }
        }
        _ => {
            let folder = tempfile::TempDir::new().unwrap();
            let url = format!("sqlite:{}?mode=rwc", folder.path().join("schema.sqlite").display());
            Place { conn: connect(&url).await, folder: Some(folder), server: None }
        }
    }
}

impl Place {
    async fn close(self) {
        self.conn.close().await.unwrap();
        if let Some((admin, name)) = self.server {
            admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
            admin.close().await.unwrap();
        }
        drop(self.folder);
    }
}

const SQLITE: &str = "SELECT type || ' ' || name || ': ' || COALESCE(sql, '') FROM sqlite_master \
    WHERE name NOT LIKE 'sqlite_%' AND tbl_name <> 'seaql_migrations' ORDER BY 1";

/// Columns, constraints, indexes, triggers and functions, a line each.
const POSTGRES: &str = "SELECT line FROM (
    SELECT concat_ws(' ', 'column', table_name, column_name, data_type, is_nullable, column_default, is_identity)
        AS line FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function ' || pg_get_functiondef(p.oid) FROM pg_proc p
        JOIN pg_language l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
        WHERE p.pronamespace = 'public'::regnamespace
    ) AS lines WHERE line NOT LIKE '%seaql_migrations%' ORDER BY line";

async fn schema(conn: &DatabaseConnection) -> Vec<String> {
    let sql = if conn.get_database_backend() == DbBackend::Sqlite { SQLITE } else { POSTGRES };
    let rows = conn.query_all_raw(Statement::from_string(conn.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect()
}

#[tokio::test]
async fn from_nothing_every_change_goes_up() {
    let place = place("up").await;
    assert_eq!(schema(&place.conn).await, Vec::<String>::new());
    Migrator::up(&place.conn, None).await.unwrap();
    assert!(Migrator::get_pending_migrations(&place.conn).await.unwrap().is_empty());
    let schema = schema(&place.conn).await.join("\n");
    for name in [
        "placement_no_overlap",
        "hour_entry_no_overlap",
        "hour_period_no_overlap",
        "hour_ledger_append_only",
        "audit_event_append_only",
        "placement_event_append_only",
    ] {
        assert!(schema.contains(name), "{name}");
    }
    place.close().await;
}

#[tokio::test]
async fn each_change_down_and_up_again_gives_the_same_schema() {
    let place = place("steps").await;
    let conn = &place.conn;
    let count = u32::try_from(Migrator::migrations().len()).unwrap();
    let mut steps = vec![schema(conn).await];
    for n in 1..=count {
        Migrator::up(conn, Some(1)).await.unwrap();
        let up = schema(conn).await;
        Migrator::down(conn, Some(1)).await.unwrap();
        assert_eq!(schema(conn).await, steps[steps.len() - 1], "change {n}, down");
        Migrator::up(conn, Some(1)).await.unwrap();
        assert_eq!(schema(conn).await, up, "change {n}, up again");
        steps.push(up);
    }
    for n in (0..count).rev() {
        Migrator::down(conn, Some(1)).await.unwrap();
        assert_eq!(schema(conn).await, steps[usize::try_from(n).unwrap()], "down to change {n}");
    }
    Migrator::up(conn, None).await.unwrap();
    assert_eq!(schema(conn).await, steps[steps.len() - 1]);
    place.close().await;
}

#[tokio::test]
async fn going_up_twice_changes_nothing_and_keeps_what_is_stored() {
    let place = place("twice").await;
    Migrator::up(&place.conn, None).await.unwrap();
    let before = schema(&place.conn).await;
    place.conn.execute_unprepared("INSERT INTO major (code, name) VALUES ('460701', 'x')").await.unwrap();
    Migrator::up(&place.conn, None).await.unwrap();
    assert_eq!(schema(&place.conn).await, before);
    let changed = place.conn.execute_unprepared("DELETE FROM major").await.unwrap();
    assert_eq!(changed.rows_affected(), 1);
    place.close().await;
}

#[tokio::test]
async fn of_two_equal_roles_of_the_community_the_first_stays_with_the_sessions_of_both() {
    let place = place("doubled").await;
    let conn = &place.conn;
    let names: Vec<String> = Migrator::migrations().iter().map(|change| change.name().to_owned()).collect();
    let before = names.iter().position(|name| name == "m0011_role_grant").unwrap();
    Migrator::up(conn, Some(u32::try_from(before).unwrap())).await.unwrap();
    let at = "'2026-01-01T00:00:00+00:00'";
    for statement in [
        format!("INSERT INTO person (id, name, created_at) VALUES (1, 'x', {at})"),
        format!("INSERT INTO account (id, person_id, email, demonstration, created_at) VALUES (1, 1, 'x', false, {at})"),
        "INSERT INTO role_grant (id, account_id, role) VALUES (1, 1, 'auditor'), (2, 1, 'auditor'), (3, 1, 'secretariat')"
            .to_owned(),
        format!("INSERT INTO session VALUES ('a', 1, 2, {at}, {at}), ('b', 1, 3, {at}, {at})"),
    ] {
        conn.execute_unprepared(&statement).await.unwrap();
    }
    Migrator::up(conn, None).await.unwrap();
    let sql = "SELECT CAST(SUM(id) AS bigint) FROM role_grant UNION ALL SELECT role_grant_id FROM session \
        WHERE token_hash = 'a' UNION ALL SELECT role_grant_id FROM session WHERE token_hash = 'b'";
    let rows = conn.query_all_raw(Statement::from_string(conn.get_database_backend(), sql)).await.unwrap();
    let numbers: Vec<i64> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    assert_eq!(numbers, [4, 1, 3]);
    let again = "INSERT INTO role_grant (account_id, role) VALUES (1, 'auditor')";
    conn.execute_unprepared(again).await.unwrap_err();
    let ended = "UPDATE role_grant SET last_day = '2026-12-31' WHERE id = 3";
    assert!(conn.execute_unprepared(ended).await.unwrap_err().to_string().contains("role_grant_last_day"));
    place.close().await;
}

#[tokio::test]
async fn what_must_never_be_stored_is_refused_by_the_database() {
    let place = place("checks").await;
    Migrator::up(&place.conn, None).await.unwrap();
    let organisation = "INSERT INTO organisation (kind, name, zone, created_at) VALUES";
    for (constraint, statement) in [
        ("organisation_kind", format!("{organisation} ('club', 'x', 'UTC', '2026-01-01T00:00:00+00:00')")),
        ("person_named", "INSERT INTO person (name, created_at) VALUES ('', '2026-01-01T00:00:00+00:00')".to_owned()),
        (
            "credential_type_valid_months",
            "INSERT INTO credential_type (code, name, valid_months) VALUES ('x', 'x', 0)".to_owned(),
        ),
    ] {
        let said = place.conn.execute_unprepared(&statement).await.unwrap_err().to_string();
        assert!(said.contains(constraint), "{constraint}: {said}");
    }
    place.close().await;
}
