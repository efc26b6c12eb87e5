//! The demonstration community is whole and the same every time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{TimeZone, Utc};
use domain::{
    Error,
    account::Viewer,
    error::Conflict,
    hours::EntryState,
    name::Named,
    placement::{Direction, PlacementFilter, State},
    policy::Status,
};
use sea_orm::{ConnectionTrait, Statement};

use super::*;
use crate::{flows, hours, placement, progress, session};

/// A Tuesday afternoon in Shanghai.
fn tuesday() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 24, 6, 0, 0).unwrap()
}

async fn empty() -> (tempfile::TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&format!("sqlite:{}", folder.path().join("demo.db").display())).await.unwrap();
    db.migrate().await.unwrap();
    (folder, db)
}

async fn filled(now: DateTime<Utc>) -> (tempfile::TempDir, Db) {
    let (folder, db) = empty().await;
    fill(&db, now).await.unwrap();
    (folder, db)
}

/// The community of the Tuesday, made once and copied for each test.
async fn ready() -> (tempfile::TempDir, Db) {
    static MADE: tokio::sync::OnceCell<Vec<u8>> = tokio::sync::OnceCell::const_new();
    let made = MADE
        .get_or_init(|| async {
            let (folder, db) = filled(tuesday()).await;
            let copy = folder.path().join("copy.db");
            let url = format!("sqlite:{}", folder.path().join("demo.db").display());
            let own = sea_orm::Database::connect(url).await.unwrap();
            own.execute_unprepared(&format!("VACUUM INTO '{}'", copy.display())).await.unwrap();
            drop(db);
            std::fs::read(copy).unwrap()
        })
        .await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.db");
    std::fs::write(&path, made).unwrap();
    (folder, Db::open(&format!("sqlite:{}", path.display())).await.unwrap())
}

async fn sign_in(db: &Db, now: DateTime<Utc>, email: &str) -> (Ctx, Viewer) {
    let ctx = Ctx::nobody(now, "test", "127.0.0.1");
    let session = session::sign_in(db, &ctx, email, PASSWORD, true).await.unwrap();
    let (ctx, viewer) = session::resolve(db, ctx, &session.secret).await.unwrap();
    (ctx, viewer.unwrap())
}

/// How many rows each table has, and what the ledger adds up to.
async fn counts(db: &Db) -> Vec<(String, i64)> {
    let mut counts = Vec::new();
    for sql in [
        "SELECT count(*) FROM organisation",
        "SELECT count(*) FROM person",
        "SELECT count(*) FROM employment",
        "SELECT count(*) FROM account",
        "SELECT count(*) FROM role_grant",
        "SELECT count(*) FROM major",
        "SELECT count(*) FROM credential_type",
        "SELECT count(*) FROM placement",
        "SELECT count(*) FROM placement_event",
        "SELECT count(*) FROM hour_entry",
        "SELECT count(*) FROM hour_ledger",
        "SELECT count(*) FROM audit_event",
        "SELECT sum(minutes) FROM hour_ledger",
        "SELECT sum(minutes) FROM hour_entry WHERE state = 'confirmed'",
        "SELECT sum(id * 31 + minutes) FROM hour_entry",
    ] {
        counts.push((sql.to_owned(), number(db, sql).await));
    }
    counts
}

async fn number(db: &Db, sql: &str) -> i64 {
    let statement = Statement::from_string(db.reader().get_database_backend(), sql);
    db.reader().query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

#[tokio::test]
async fn the_shown_accounts_sign_in_with_their_roles() {
    let (_folder, db) = ready().await;
    for account in accounts() {
        let (_, viewer) = sign_in(&db, tuesday(), account.email).await;
        assert_eq!((viewer.acting.role, viewer.name.as_str()), (account.role, account.name));
        assert_eq!(viewer.acting.organisation_name.as_ref().map(Named::as_str), account.organisation);
    }
    let (_, hr) = sign_in(&db, tuesday(), "hr@demo.example").await;
    assert_eq!(hr.grants.iter().map(|grant| grant.role).collect::<Vec<_>>(), [Role::CollegeHr, Role::Teacher]);
    let ctx = Ctx::nobody(tuesday(), "test", "127.0.0.1");
    let refused = session::sign_in(&db, &ctx, "hr@demo.example", PASSWORD, false).await;
    assert!(refused.is_err(), "beyond loopback demonstration accounts do not sign in");
    assert_eq!(number(&db, "SELECT count(*) FROM account WHERE NOT demonstration").await, 0);
}

#[tokio::test]
async fn a_database_that_holds_data_is_refused_and_unchanged() {
    let (_folder, db) = ready().await;
    let before = counts(&db).await;
    assert!(!is_empty(&db).await.unwrap());
    let failure = fill(&db, tuesday()).await.unwrap_err();
    assert_eq!(failure.error(), &Error::Conflict(Conflict::NotEmpty));
    assert_eq!(counts(&db).await, before);
}

#[tokio::test]
async fn the_same_instant_gives_the_same_community() {
    let (_one, first) = ready().await;
    let (_two, second) = filled(tuesday()).await;
    assert_eq!(counts(&first).await, counts(&second).await);
}

#[tokio::test]
async fn history_ledger_and_audit_log_are_in_the_order_of_time_and_add_up() {
    let (_folder, db) = ready().await;
    for (table, at) in [("placement_event", "at"), ("hour_ledger", "at"), ("audit_event", "at")] {
        let sql =
            format!("SELECT count(*) FROM {table} AS a JOIN {table} AS b ON b.id = a.id + 1 WHERE b.{at} < a.{at}");
        assert_eq!(number(&db, &sql).await, 0, "{table} goes back in time");
    }
    let ledger = number(&db, "SELECT sum(minutes) FROM hour_ledger").await;
    let confirmed = number(&db, "SELECT sum(minutes) FROM hour_entry WHERE state = 'confirmed'").await;
    assert_eq!(ledger, confirmed);
    let late = format!(
        "SELECT count(*) FROM audit_event WHERE datetime(at) > datetime('{}')",
        tuesday().format("%Y-%m-%d %H:%M:%S")
    );
    assert_eq!(number(&db, &late).await, 0, "nothing is done after now");
}

#[tokio::test]
async fn placements_stand_in_every_state_in_both_directions_and_entries_in_every_state() {
    let (_folder, db) = ready().await;
    for state in State::ALL {
        for direction in Direction::ALL {
            let sql = format!("SELECT count(*) FROM placement WHERE state = '{state}' AND direction = '{direction}'");
            let count = number(&db, &sql).await;
            // A withdrawal is told once.
            assert!(count > 0 || *state == State::Withdrawn, "{state} {direction}");
        }
        let sql = format!("SELECT count(*) FROM placement WHERE state = '{state}'");
        assert!(number(&db, &sql).await > 0, "{state}");
    }
    for state in EntryState::ALL {
        let sql = format!("SELECT count(*) FROM hour_entry WHERE state = '{state}'");
        assert!(number(&db, &sql).await > 0, "{state}");
    }
    for deed in ["submitted", "confirmed", "returned", "reversed"] {
        assert!(number(&db, &format!("SELECT count(*) FROM hour_ledger WHERE deed = '{deed}'")).await > 0);
    }
    for side in ["sending", "hosting"] {
        let sql = format!("SELECT count(*) FROM placement WHERE proposed_by = '{side}'");
        assert!(number(&db, &sql).await > 0, "dates proposed by the {side} side");
    }
}

/// What must hold whatever the day: of the week, of the year.
async fn check_story(now: DateTime<Utc>) {
    let (_folder, db) = filled(now).await;

    let (hr, _) = sign_in(&db, now, "hr@demo.example").await;
    assert!(!hours::waiting(&db, &hr).await.unwrap().is_empty(), "hours wait for the college");
    assert!(placement::count(&db, &hr, State::Submitted).await.unwrap() > 0);
    let lines = progress::of_organisation(&db, &hr, None).await.unwrap();
    let mut statuses: BTreeMap<Status, usize> = BTreeMap::new();
    for judged in lines.iter().flat_map(|line| &line.judged) {
        if judged.rule.id.as_str() == "cn-2016-5y6m" {
            // Days of a year whose holidays nobody has announced yet are counted all the same.
            let met = |status| if status == Status::Provisional { Status::Met } else { status };
            *statuses.entry(met(judged.judgement.status)).or_default() += 1;
        }
    }
    for status in [Status::Met, Status::AtRisk, Status::Short, Status::NotApplicable] {
        assert!(statuses.contains_key(&status), "{status} among {statuses:?} at {now}");
    }

    let (coordinator, _) = sign_in(&db, now, "coordinator@demo.example").await;
    let waiting = hours::waiting(&db, &coordinator).await.unwrap();
    let who: BTreeSet<&str> = waiting.iter().map(|period| period.participant.as_str()).collect();
    assert!(who.contains("刘涛") && who.len() > 2, "{who:?}");
    assert!(placement::count(&db, &coordinator, State::Submitted).await.unwrap() > 0);
    let (mentor, _) = sign_in(&db, now, "mentor@demo.example").await;
    assert!(hours::waiting(&db, &mentor).await.unwrap().iter().any(|period| period.participant == "刘涛"));

    // Last week waits, an earlier one is confirmed, one line came back, this week is open.
    let (teacher, _) = sign_in(&db, now, "teacher@demo.example").await;
    let this_week = hours::week_of(teacher.today(DEFAULT_ZONE)).0;
    let active = PlacementFilter { state: State::Active.to_string(), ..PlacementFilter::default() };
    let own = placement::list(&db, &teacher, &active).await.unwrap();
    let id = own.items.first().unwrap().id;
    let week = async |ago: i64| {
        let monday = calendar::after(this_week, -7 * ago);
        let view = hours::read(&db, &teacher, id, (monday, calendar::after(monday, 6))).await.unwrap();
        view.entries.iter().map(|entry| entry.state).collect::<Vec<_>>()
    };
    assert_eq!(week(3).await, [EntryState::Confirmed; 5]);
    assert_eq!(week(2).await.iter().filter(|state| **state == EntryState::Returned).count(), 1);
    assert_eq!(week(1).await, [EntryState::Submitted; 5]);
    assert_eq!(week(0).await, []);

    let (engineer, viewer) = sign_in(&db, now, "engineer@demo.example").await;
    let sum = progress::read(&db, &engineer, viewer.person, None).await.unwrap().engineer.unwrap();
    assert!(sum.confirmed_minutes > 0 && sum.planned_minutes > sum.confirmed_minutes);

    let (secretariat, _) = sign_in(&db, now, "secretariat@demo.example").await;
    let flows = flows::list(&db, &secretariat, &flows::FlowFilter::default()).await.unwrap();
    assert!(flows.iter().any(|flow| flow.direction == Direction::TeachingSecondment));
}

#[tokio::test]
async fn there_is_work_to_do_on_a_tuesday_in_november() {
    check_story(tuesday()).await;
}

#[tokio::test]
async fn there_is_work_to_do_just_after_midnight_on_a_monday_at_new_year() {
    check_story(Utc.with_ymd_and_hms(2029, 12, 31, 16, 1, 0).unwrap()).await;
}

#[tokio::test]
async fn there_is_work_to_do_on_a_sunday_behind_the_october_holidays() {
    check_story(Utc.with_ymd_and_hms(2027, 10, 10, 3, 0, 0).unwrap()).await;
}

#[tokio::test]
async fn there_is_work_to_do_on_a_leap_day() {
    check_story(Utc.with_ymd_and_hms(2028, 2, 29, 10, 0, 0).unwrap()).await;
}

#[tokio::test]
async fn the_community_is_as_large_as_one_and_work_waits_in_every_corner() {
    let (_folder, db) = ready().await;
    let teaching = "SELECT count(*) FROM organisation WHERE active AND kind =";
    assert_eq!(number(&db, &format!("{teaching} 'college'")).await, 12);
    assert_eq!(number(&db, &format!("{teaching} 'enterprise'")).await, 30);
    assert_eq!(number(&db, &format!("{teaching} 'training_base'")).await, 3);
    assert_eq!(number(&db, "SELECT count(*) FROM organisation WHERE NOT active").await, 1);
    assert_eq!(number(&db, "SELECT count(*) FROM organisation WHERE name_en NOT LIKE '%(demonstration)'").await, 0);
    let employed = "SELECT count(*) FROM employment WHERE profile =";
    assert!((295..=330).contains(&number(&db, &format!("{employed} 'teacher'")).await));
    assert!((75..=95).contains(&number(&db, &format!("{employed} 'engineer'")).await));
    assert!((40_000..=60_000).contains(&number(&db, "SELECT count(*) FROM hour_entry").await));
    let mut few = Vec::new();
    for (what, at_least) in [
        ("employment WHERE profile = 'teacher' AND NOT consent", 5),
        ("employment WHERE category = 'new_teacher'", 5),
        ("employment WHERE last_day < '2026-11-24'", 3),
        ("placement WHERE state = 'draft'", 5),
        ("placement WHERE state = 'active' AND mentor_id IS NULL", 3),
        ("placement WHERE state = 'approved' AND first_day <= '2026-11-24'", 3),
        ("placement WHERE state = 'active' AND last_day < '2026-11-24'", 2),
        ("placement WHERE state = 'submitted' AND NOT hosting_approved", 3),
        ("placement WHERE state = 'submitted' AND NOT sending_approved", 3),
        ("placement WHERE opening_id IS NOT NULL", 5),
        ("opening WHERE kind = 'post'", 5),
        ("opening WHERE kind = 'teaching_need'", 5),
        ("opening WHERE kind = 'engineer_offer'", 3),
        ("opening WHERE NOT open", 2),
        ("placement_schedule", 30),
        ("hour_entry WHERE state = 'returned'", 2),
        ("credential", 100),
        ("credential WHERE lapses_on < '2026-11-24'", 5),
        ("credential WHERE lapses_on BETWEEN '2026-11-24' AND '2027-02-22'", 5),
        ("credential WHERE verified_at IS NULL", 5),
        ("role_grant WHERE role = 'auditor' AND last_day IS NOT NULL", 1),
        ("invitation", 5),
    ] {
        let found = number(&db, &format!("SELECT count(*) FROM {what}")).await;
        if found < at_least {
            few.push(format!("{found} of {what}"));
        }
    }
    assert!(few.is_empty(), "{few:?}");
}
