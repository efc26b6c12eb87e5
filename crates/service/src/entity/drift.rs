//! Entities agree with the tables that the migrations make: the same tables, columns, types and gaps.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ColumnTrait, ColumnType, ConnectionTrait, Database, DatabaseConnection, DbBackend, EntityTrait, IdenStatic,
    Iterable, Statement,
};

use crate::Db;

/// A column: its type in the words of PostgreSQL, and whether it may be empty.
type Column = (&'static str, bool);
type Table = BTreeMap<String, Column>;

fn described<E: EntityTrait>(tables: &mut BTreeMap<String, Table>, _: E) {
    let columns = E::Column::iter().map(|column| {
        let definition = column.def();
        let kind = match definition.get_column_type() {
            ColumnType::BigInteger => "bigint",
            ColumnType::Integer => "integer",
            ColumnType::String(_) | ColumnType::Text => "text",
            ColumnType::Boolean => "boolean",
            ColumnType::Date => "date",
            ColumnType::VarBinary(_) | ColumnType::Blob => "bytea",
            ColumnType::TimestampWithTimeZone => "timestamp with time zone",
            other => panic!("{} has an unusual type {other:?}", column.as_str()),
        };
        (column.as_str().to_owned(), (kind, definition.is_null()))
    });
    let known = tables.insert(E::default().as_str().to_owned(), columns.collect());
    assert!(known.is_none(), "two entities for one table");
}

macro_rules! entities {
    ($($name:ident),+ $(,)?) => {{
        let mut tables = BTreeMap::new();
        $(described(&mut tables, super::$name::Entity);)+
        tables
    }};
}

fn entities() -> BTreeMap<String, Table> {
    entities![
        account,
        api_token,
        audit_event,
        booking,
        calendar_entry,
        circumstance,
        conflict_override,
        course_section,
        credential,
        credential_type,
        department,
        employment,
        feed,
        form_draft,
        hour_entry,
        hour_ledger,
        hour_period,
        idempotent_request,
        import_file,
        import_mapping,
        invitation,
        major,
        opening,
        organisation,
        organisation_figure,
        pack_adoption,
        period_clock,
        person,
        placement,
        placement_block,
        placement_cycle,
        placement_cycle_shift,
        placement_day_off,
        placement_event,
        placement_schedule,
        placement_shift,
        placement_special_day,
        role_grant,
        rule_pack_version,
        section_meeting,
        section_teacher,
        session,
        shift,
        shift_pattern,
        sign_in_attempt,
        specialty,
        state_calendar,
        state_day,
        term,
    ]
}

async fn rows(conn: &DatabaseConnection, sql: &str) -> Vec<(String, String, String, bool)> {
    let statement = Statement::from_string(conn.get_database_backend(), sql);
    let rows = conn.query_all_raw(statement).await.unwrap();
    let text = |row: &sea_orm::QueryResult, n| row.try_get_by_index::<String>(n).unwrap();
    rows.iter()
        .map(|row| (text(row, 0), text(row, 1), text(row, 2), row.try_get_by_index::<bool>(3).unwrap()))
        .collect()
}

async fn stored(conn: &DatabaseConnection) -> BTreeMap<String, Table> {
    let sql = if conn.get_database_backend() == DbBackend::Sqlite {
        "SELECT t.name, c.name, lower(c.type), c.\"notnull\" = 0 FROM sqlite_master t, pragma_table_info(t.name) c \
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'seaql_migrations'"
    } else {
        "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'YES' \
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'"
    };
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for (table, column, kind, empty) in rows(conn, sql).await {
        let kind = match kind.as_str() {
            "bigint" => "bigint",
            // The only way in which SQLite numbers rows; it holds 64 bits.
            "integer" if column == "id" => "bigint",
            "integer" => "integer",
            "text" => "text",
            "boolean" => "boolean",
            "date" => "date",
            "blob" | "bytea" => "bytea",
            "datetime" | "timestamp with time zone" => "timestamp with time zone",
            other => panic!("{table}.{column} has an unusual type {other}"),
        };
        tables.entry(table).or_default().insert(column, (kind, empty));
    }
    tables
}

fn compare(stored: &BTreeMap<String, Table>) {
    let entities = entities();
    let names = |tables: &BTreeMap<String, Table>| tables.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(stored), names(&entities));
    for (name, table) in &entities {
        assert_eq!(&stored[name], table, "table {name}");
    }
}

/// Compares on SQLite, or on PostgreSQL when `DATABASE_URL` names one.
#[tokio::test]
async fn entities_agree_with_the_tables() {
    match std::env::var("DATABASE_URL") {
        Ok(address) if address.starts_with("postgres") => on_postgresql(&address).await,
        _ => {
            let folder = tempfile::TempDir::new().unwrap();
            let url = format!("sqlite:{}?mode=rwc", folder.path().join("drift.sqlite").display());
            let db = Db::open(&url).await.unwrap();
            db.migrate().await.unwrap();
            compare(&stored(db.reader()).await);
        }
    }
}

async fn on_postgresql(address: &str) {
    let admin = Database::connect(address).await.unwrap();
    let name = format!("twinpost_test_{}_{}_drift", crate::session::clock().timestamp(), std::process::id());
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let (server, _) = address.rsplit_once('/').unwrap();
    let db = Db::open(&format!("{server}/{name}")).await.unwrap();
    db.migrate().await.unwrap();
    let stored = stored(db.reader()).await;
    drop(db);
    admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
    compare(&stored);
}
