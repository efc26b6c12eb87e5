//! A community of the promised size, written straight into SQLite: made by arithmetic, the same each time.

use std::{fmt::Write as _, fs, path::Path, time::Duration};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};

use crate::Outcome;

/// How much is filled in.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) organisations: u32,
    pub(crate) people: u32,
    pub(crate) placements: u32,
    pub(crate) entries_each: u32,
}

impl Size {
    pub(crate) const FULL: Self = Self { organisations: 100, people: 20_000, placements: 20_000, entries_each: 100 };
    pub(crate) const QUICK: Self = Self { organisations: 20, people: 2_000, placements: 2_000, entries_each: 20 };

    pub(crate) const fn entries(self) -> u32 {
        self.placements * self.entries_each
    }
}

/// The name of the college whose list is measured.
pub(crate) const FIRST_COLLEGE: &str = "Bench organisation 1";

/// Seconds since 1970 of the first day of the measured placement, 2021-01-04.
pub(crate) const ACTIVE_FROM: Duration = Duration::from_secs(1_609_718_400);

/// A day in the form of the interface.
pub(crate) fn day_text(since_1970: Duration) -> String {
    let days = i64::try_from(since_1970.as_secs() / 86_400).unwrap_or_default();
    chrono::DateTime::from_timestamp(days * 86_400, 0).map_or_else(String::new, |at| at.format("%Y-%m-%d").to_string())
}

pub(crate) fn fill(database: &Path, size: Size) -> Outcome<()> {
    block_on(async {
        let db = open(database).await?;
        for statement in statements(size) {
            db.execute_unprepared(&statement).await?;
        }
        db.close().await?;
        Ok(())
    })
}

fn statements(size: Size) -> Vec<String> {
    let Size { organisations, people, placements, entries_each } = size;
    let numbers = |to: u32| format!("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {to})");
    let half = organisations / 2;
    vec![
        "BEGIN".to_owned(),
        // Odd organisations are colleges, even ones enterprises.
        format!(
            "{} INSERT INTO organisation (kind, name, zone, active, version, created_at) SELECT \
             CASE i % 2 WHEN 1 THEN 'college' ELSE 'enterprise' END, 'Bench organisation ' || i, 'Asia/Shanghai', 1, 1, \
             '2026-01-01 00:00:00+00:00' FROM n",
            numbers(organisations)
        ),
        format!(
            "{} INSERT INTO person (name, version, created_at) SELECT '教师' || i, 1, '2026-01-01 00:00:00+00:00' FROM n",
            numbers(people)
        ),
        format!(
            "INSERT INTO employment (person_id, organisation_id, profile, category, consent, first_day) \
             SELECT id, (id % {half}) * 2 + 1, 'teacher', 'professional_course', 1, '2015-09-01' FROM person"
        ),
        format!(
            "{} INSERT INTO placement (direction, state, sending_id, hosting_id, person_id, form, load, first_day, \
             last_day, planned_minutes, class_hour_minutes, drafted_by, sending_approved, hosting_approved, version, \
             created_at) SELECT 'enterprise_practice', CASE i % 4 WHEN 0 THEN 'active' ELSE 'completed' END, \
             (i % {half}) * 2 + 1, ((i * 7) % {half}) * 2 + 2, i, 'on_post', 'full_time', \
             date('2021-01-04', '+' || (i % 1700) || ' days'), date('2021-01-04', '+' || (i % 1700 + 180) || ' days'), \
             60000, 45, 'sending', 1, 1, 1, '2026-01-01 00:00:00+00:00' FROM n",
            numbers(placements)
        ),
        format!(
            "{} INSERT INTO hour_entry (placement_id, person_id, day, minutes, kind, state, version) \
             SELECT placement.id, placement.person_id, date(placement.first_day, '+' || i || ' days'), 480, 'on_post', \
             'confirmed', 1 FROM placement, n",
            numbers(entries_each)
        ),
        "COMMIT".to_owned(),
        "ANALYZE".to_owned(),
    ]
}

/// Gives the account's person a long active placement; answers its identifier.
pub(crate) fn give_active_placement(database: &Path, email: &str) -> Outcome<String> {
    block_on(async {
        let db = open(database).await?;
        let insert = format!(
            "INSERT INTO placement (direction, state, sending_id, hosting_id, person_id, form, load, first_day, last_day, \
             planned_minutes, class_hour_minutes, drafted_by, sending_approved, hosting_approved, version, created_at) \
             SELECT 'enterprise_practice', 'active', 1, 2, person_id, 'on_post', 'full_time', '2021-01-04', '2026-12-31', \
             60000, 45, 'sending', 1, 1, 1, '2026-01-01 00:00:00+00:00' FROM account WHERE email = '{email}'"
        );
        db.execute_unprepared(&insert).await?;
        let backend = db.get_database_backend();
        let row = db.query_one_raw(Statement::from_string(backend, "SELECT max(id) AS id FROM placement")).await?;
        let id: i64 = row.ok_or("no placement")?.try_get("", "id")?;
        db.close().await?;
        Ok(id.to_string())
    })
}

/// A file of 10,000 placements of 3,000 people between 60 organisations, and its mapping.
pub(crate) fn import_file(file: &Path, mapping: &Path) -> Outcome<()> {
    let mut text = String::from("grant,role,start,end,from,to\n");
    for n in 0..10_000_u32 {
        let (year, month) = (2010 + n % 12, n / 3_000 * 3 + 1);
        writeln!(
            text,
            "G-{},work,{year}-{month:02}-01,{year}-{month:02}-28,College {},Enterprise {}",
            n % 3_000,
            n % 30,
            n % 29
        )?;
    }
    fs::write(file, text)?;
    fs::write(
        mapping,
        r#"kind = "placements"
[columns]
person_reference = "grant"
form = { column = "role", values = { "work" = "on_post" } }
first_day = "start"
last_day = "end"
sending = "from"
hosting = "to"
direction = { value = "enterprise_practice" }
load = { value = "unknown" }
[create]
organisations = { sending = "college", hosting = "enterprise" }
people = "by_reference"
"#,
    )?;
    Ok(())
}

async fn open(database: &Path) -> Outcome<DatabaseConnection> {
    let mut options = ConnectOptions::new(format!("sqlite:{}", database.display()));
    options.max_connections(1).sqlx_logging(false);
    Ok(Database::connect(options).await?)
}

fn block_on<T>(work: impl Future<Output = Outcome<T>>) -> Outcome<T> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work)
}
