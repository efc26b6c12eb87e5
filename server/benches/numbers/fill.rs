//! A community of the promised size, written straight into SQLite: made by arithmetic, the same each time.

use std::{fmt::Write as _, fs, path::Path};

use chrono::{Days, NaiveDate};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement, TryGetable};

use crate::Outcome;

/// How much is filled in.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) organisations: u32,
    /// As many placements as people: one each.
    pub(crate) people: u32,
    pub(crate) entries_each: u32,
}

impl Size {
    /// What the numbers are promised for.
    pub(crate) const FULL: Self = Self { organisations: 100, people: 20_000, entries_each: 100 };
    /// A community of a tenth of the rows, whose organisations are as large.
    pub(crate) const TENTH: Self = Self { organisations: 10, people: 2_000, entries_each: 100 };
    /// As few organisations, each with ten times the rows.
    pub(crate) const DENSE: Self = Self { people: 20_000, ..Self::TENTH };
    /// For trying the bench itself.
    pub(crate) const QUICK: Self = Self { entries_each: 20, ..Self::TENTH };
}

/// The name of the college whose pages are measured.
pub(crate) const FIRST_COLLEGE: &str = "Bench organisation 1";

/// The day of the `n`th entry of the measured placement, which begins with 1970: all of them in the past.
pub(crate) fn day(n: u32) -> String {
    (NaiveDate::default() + Days::new(u64::from(n))).to_string()
}

pub(crate) fn fill(database: &Path, size: Size) -> Outcome<()> {
    block_on(async {
        let db = open(database).await?;
        db.execute_unprepared("PRAGMA synchronous = off").await?;
        for statement in statements(size) {
            db.execute_unprepared(&statement).await?;
        }
        db.close().await?;
        Ok(())
    })
}

/// Two thirds of the people are teachers who practise in an enterprise, one third engineers who teach at a
/// college, so that each organisation has both sides; a quarter of the placements are active.
fn statements(Size { organisations, people, entries_each }: Size) -> Vec<String> {
    let numbers = |to: u32| format!("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {to})");
    let half = organisations / 2;
    let college = |i: &str| format!("({i} % {half}) * 2 + 1");
    let enterprise = |i: &str| format!("(({i} * 7) % {half}) * 2 + 2");
    let engineer = |i: &str| format!("({i} / {half}) % 3 = 0");
    vec![
        "BEGIN".to_owned(),
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
            "INSERT INTO employment (person_id, organisation_id, profile, category, consent, first_day) SELECT id, \
             iif({engineer}, {enterprise}, {college}), iif({engineer}, 'engineer', 'teacher'), \
             iif({engineer}, NULL, 'professional_course'), 1, '2015-09-01' FROM person",
            engineer = engineer("id"),
            enterprise = enterprise("id"),
            college = college("id")
        ),
        format!(
            "{} INSERT INTO placement (direction, state, sending_id, hosting_id, person_id, form, load, first_day, \
             last_day, planned_minutes, class_hour_minutes, drafted_by, sending_approved, hosting_approved, version, \
             created_at) SELECT iif({engineer}, 'teaching_secondment', 'enterprise_practice'), \
             iif(i % 4 = 0, 'active', 'completed'), iif({engineer}, {enterprise}, {college}), \
             iif({engineer}, {college}, {enterprise}), i, iif({engineer}, 'teaching', 'on_post'), 'full_time', \
             date('2021-01-04', '+' || (i % 1700) || ' days'), date('2021-01-04', '+' || (i % 1700 + 180) || ' days'), \
             60000, 45, 'sending', 1, 1, 1, '2026-01-01 00:00:00+00:00' FROM n",
            numbers(people),
            engineer = engineer("i"),
            enterprise = enterprise("i"),
            college = college("i")
        ),
        format!(
            "{} INSERT INTO hour_entry (placement_id, person_id, day, minutes, kind, state, version) SELECT \
             placement.id, placement.person_id, date(placement.first_day, '+' || i || ' days'), 480, \
             iif(placement.direction = 'teaching_secondment', 'class_hours', 'on_post'), 'confirmed', 1 \
             FROM placement, n",
            numbers(entries_each)
        ),
        "COMMIT".to_owned(),
        "ANALYZE".to_owned(),
    ]
}

/// So many teachers of colleges with sixty days of practice each, in three placements within five years.
pub(crate) fn fill_with_teachers(database: &Path, people: u32) -> Outcome<()> {
    block_on(async {
        let db = open(database).await?;
        db.execute_unprepared("PRAGMA synchronous = off").await?;
        for statement in teachers(people) {
            db.execute_unprepared(&statement).await?;
        }
        db.close().await?;
        Ok(())
    })
}

fn teachers(people: u32) -> Vec<String> {
    let numbers = |to: u32| format!("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {to})");
    let created = "'2026-01-01 00:00:00+00:00'";
    vec![
        "BEGIN".to_owned(),
        format!(
            "{} INSERT INTO organisation (kind, name, zone, active, version, created_at) SELECT \
             CASE i % 2 WHEN 1 THEN 'college' ELSE 'enterprise' END, 'Bench organisation ' || i, 'Asia/Shanghai', 1, 1, \
             {created} FROM n",
            numbers(100)
        ),
        format!(
            "{} INSERT INTO person (name, version, created_at) SELECT '教师' || i, 1, {created} FROM n",
            numbers(people)
        ),
        "INSERT INTO employment (person_id, organisation_id, profile, category, double_qualified_level, consent, \
         first_day) SELECT id, id % 50 * 2 + 1, 'teacher', 'professional_course', 'senior', 1, '2015-09-01' FROM person"
            .to_owned(),
        format!(
            "{} INSERT INTO placement (direction, state, sending_id, hosting_id, person_id, form, load, first_day, \
             last_day, planned_minutes, class_hour_minutes, drafted_by, sending_approved, hosting_approved, version, \
             created_at) SELECT 'enterprise_practice', 'completed', person.id % 50 * 2 + 1, person.id * 7 % 50 * 2 + 2, \
             person.id, 'on_post', 'full_time', date('2022-01-03', '+' || (i * 500 + person.id % 200) || ' days'), \
             date('2022-01-03', '+' || (i * 500 + person.id % 200 + 27) || ' days'), 9600, 45, 'sending', 1, 1, 1, \
             {created} FROM person, n",
            numbers(3)
        ),
        format!(
            "{} INSERT INTO hour_entry (placement_id, person_id, day, minutes, kind, state, version) SELECT \
             placement.id, placement.person_id, date(placement.first_day, '+' || i || ' days'), 480, 'on_post', \
             'confirmed', 1 FROM placement, n",
            numbers(20)
        ),
        "COMMIT".to_owned(),
        "ANALYZE".to_owned(),
    ]
}

/// Lets every college adopt what the first one adopted.
pub(crate) fn adopt_everywhere(database: &Path) -> Outcome<()> {
    let copy = "INSERT INTO pack_adoption (organisation_id, pack, version, first_day, last_day, adopted_by, adopted_at) \
                SELECT college.id, first.pack, first.version, first.first_day, first.last_day, first.adopted_by, \
                first.adopted_at FROM organisation AS college, pack_adoption AS first \
                WHERE college.kind = 'college' AND college.id <> first.organisation_id";
    block_on(async {
        let db = open(database).await?;
        db.execute_unprepared(copy).await?;
        db.close().await?;
        Ok(())
    })
}

/// Gives the account's person a long active placement; answers its identifier.
pub(crate) fn give_active_placement(database: &Path, email: &str) -> Outcome<String> {
    block_on(async {
        let db = open(database).await?;
        let insert = format!(
            "INSERT INTO placement (direction, state, sending_id, hosting_id, person_id, form, load, first_day, last_day, \
             planned_minutes, class_hour_minutes, drafted_by, sending_approved, hosting_approved, version, created_at) \
             SELECT 'enterprise_practice', 'active', 1, 2, person_id, 'on_post', 'full_time', '{}', \
             '2099-12-31', 60000, 45, 'sending', 1, 1, 1, '2026-01-01 00:00:00+00:00' FROM account \
             WHERE email = '{email}'",
            day(0)
        );
        db.execute_unprepared(&insert).await?;
        let id: i64 = one(&db, "SELECT max(id) FROM placement").await?;
        db.close().await?;
        Ok(id.to_string())
    })
}

/// Gives the first college a draft of so much working time, for a bar that can be dragged and a plan that can be judged;
/// answers its identifier.
pub(crate) fn draft_for_first_college(database: &Path, load: &str) -> Outcome<i64> {
    let insert = format!(
        "INSERT INTO placement (direction, state, sending_id, hosting_id, person_id, form, load, first_day, last_day, \
         planned_minutes, class_hour_minutes, drafted_by, sending_approved, hosting_approved, version, created_at) \
         SELECT 'enterprise_practice', 'draft', 1, 2, person_id, 'on_post', '{load}', date('now'), \
         date('now', '+30 days'), 480, 45, 'sending', 0, 0, 1, '2026-01-01 00:00:00+00:00' FROM employment \
         WHERE organisation_id = 1 AND profile = 'teacher' LIMIT 1"
    );
    block_on(async {
        let db = open(database).await?;
        db.execute_unprepared(&insert).await?;
        let id = one(&db, "SELECT max(id) FROM placement").await?;
        db.close().await?;
        Ok(id)
    })
}

/// A full timetable for every teacher of the first college: six courses of two meetings a week, in a term around today.
pub(crate) fn timetable_for_first_college(database: &Path) -> Outcome<()> {
    let statements = [
        "BEGIN",
        "INSERT INTO term (organisation_id, name, first_day, weeks, exam_weeks) \
         SELECT 1, 'bench', date('now', 'weekday 1', '-56 days'), 30, ''",
        "INSERT INTO period_clock (organisation_id, periods) VALUES (1, '1 08:00-08:45\n2 08:55-09:40\n3 10:00-10:45\n\
         4 10:55-11:40\n5 14:00-14:45\n6 14:55-15:40\n7 16:00-16:45\n8 16:55-17:40')",
        "WITH n(i) AS (VALUES (1), (2), (3), (4), (5), (6)) INSERT INTO course_section (term_id, code, course) \
         SELECT term.id, person_id || '-' || i, '课程' || i FROM term, employment, n \
         WHERE term.name = 'bench' AND employment.organisation_id = 1 AND profile = 'teacher'",
        "INSERT INTO section_teacher (section_id, person_id) \
         SELECT id, CAST(substr(code, 1, instr(code, '-') - 1) AS integer) FROM course_section",
        "WITH n(i) AS (VALUES (1), (2)) INSERT INTO section_meeting (section_id, number, weekday, first_period, \
         last_period, weeks) SELECT id, i, (id * 2 + i) % 5 + 1, (id + i) % 4 * 2 + 1, (id + i) % 4 * 2 + 2, '1-28' \
         FROM course_section, n",
        "COMMIT",
        "ANALYZE",
    ];
    block_on(async {
        let db = open(database).await?;
        for statement in statements {
            db.execute_unprepared(statement).await?;
        }
        Ok(db.close().await?)
    })
}

/// The day on which the database says it is, in UTC.
pub(crate) fn today(database: &Path) -> Outcome<NaiveDate> {
    block_on(async {
        let db = open(database).await?;
        let today: String = one(&db, "SELECT date('now')").await?;
        db.close().await?;
        Ok(today.parse()?)
    })
}

/// So many teachers of the first college.
pub(crate) fn of_first_college(database: &Path, count: usize) -> Outcome<Vec<i64>> {
    block_on(async {
        let db = open(database).await?;
        let question = format!("SELECT person_id FROM employment WHERE organisation_id = 1 LIMIT {count}");
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), question)).await?;
        db.close().await?;
        Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
    })
}

/// How many rows a table has.
pub(crate) fn count(database: &Path, table: &str) -> Outcome<i64> {
    block_on(async {
        let db = open(database).await?;
        let count = one(&db, &format!("SELECT count(*) FROM {table}")).await?;
        db.close().await?;
        Ok(count)
    })
}

/// The version of the embedded database.
pub(crate) fn sqlite_version() -> Outcome<String> {
    block_on(async { one(&Database::connect("sqlite::memory:").await?, "SELECT sqlite_version()").await })
}

async fn one<T: TryGetable>(db: &DatabaseConnection, question: &str) -> Outcome<T> {
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), question)).await?;
    Ok(row.ok_or("no answer")?.try_get_by_index(0)?)
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
