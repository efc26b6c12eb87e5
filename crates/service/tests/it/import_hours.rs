//! Importing and exporting hours: entries of the log with who confirmed them.

use domain::{Code, hours::EntryState};
use service::{
    Ctx, export,
    import::{self, Options},
    mapping::{Kind, Mapping},
    report::ImportReport,
    tabular::{
        Cell, ReadOptions, Sheet, read,
        write::{self, Format},
    },
};

use crate::{
    import::{SKIP, counts, rejections, run},
    world::{Who, World, days, entry},
};

fn operator(world: &World) -> Ctx {
    Ctx::system("import", world.now)
}

async fn ours(world: &World, text: &str) -> ImportReport {
    run(world, &Mapping::identity(Kind::Hours), text, SKIP).await
}

const HEADER: &str = "person,sending,hosting,day,time,kind,course,section,note,state,confirmed_by,confirmed_on\n";

/// A row about Yan Guixiang at Nanqiao.
fn practice(rest: &str) -> String {
    format!("严桂香,江海职业技术学院,南桥精密机械有限公司,{rest}\n")
}

/// A row about Zhao Hai at Jianghai.
fn teaching(rest: &str) -> String {
    format!("赵海,南桥精密机械有限公司,江海职业技术学院,{rest}\n")
}

fn file(rows: &[String]) -> String {
    format!("{HEADER}{}", rows.concat())
}

#[tokio::test]
async fn confirmed_hours_enter_the_ledger_with_the_name_of_who_confirmed() {
    let w = World::new().await;
    let (out, back) = (w.active(&w.practice()).await, w.active(&w.secondment()).await);
    let text = file(&[
        practice("2026-10-12,8-12,on_post,,,调试,confirmed,陈立,2026-10-19"),
        practice("2026-10-12,13-17.5,,,,,confirmed,陈立,2026-10-19"),
        practice("2026-10-13,7.5,training,,,,submitted,,"),
        practice("2026-10-14,8,visit,,,,,,"),
        teaching("2026-10-12,2,class_hours,液压传动,机械2401,,confirmed,,"),
    ]);
    let text = text.replace("17.5", "17:30");
    assert_eq!(counts(&ours(&w, &text).await), [5, 0, 0, 0]);
    assert_eq!(w.ledger_and_confirmed(out).await, (510, 510));
    assert_eq!(w.ledger_and_confirmed(back).await, (90, 90));
    let states = [EntryState::Confirmed, EntryState::Confirmed, EntryState::Submitted, EntryState::Draft];
    assert_eq!(w.entry_states(out).await, states);
    let first = w.entries(out).await.remove(0);
    assert_eq!(
        (first.decided_by.as_ref().map(domain::name::Named::as_str), first.span),
        (Some("陈立"), Some((480, 720)))
    );
    assert_eq!(first.decided_at.unwrap().date_naive().to_string(), "2026-10-19");
    let lines = |deed: &str| format!("SELECT COUNT(*) FROM hour_ledger WHERE deed = '{deed}'");
    assert_eq!((w.number(&lines("submitted")).await, w.number(&lines("confirmed")).await), (4, 3));
    let signed = "SELECT COUNT(*) FROM hour_ledger WHERE actor = '陈立 <import>' AND deed = 'confirmed'";
    assert_eq!(w.number(signed).await, 2);
    // Monday and Tuesday are submitted, what is drafted is not.
    let period = "SELECT COUNT(*) FROM hour_period WHERE first_day = '2026-10-12' AND last_day = '2026-10-13'";
    assert_eq!(w.number(period).await, 1);
    assert_eq!(w.number("SELECT COUNT(*) FROM hour_period").await, 2);
    let audit = "SELECT COUNT(*) FROM audit_event WHERE action = 'import.hours'";
    assert_eq!(w.number(audit).await, 1);
}

#[tokio::test]
async fn hours_imported_twice_change_nothing_and_equal_rows_are_one() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let row = practice("2026-10-12,8,on_post,,,调试,confirmed,陈立,2026-10-19");
    let text =
        file(&[row.clone(), practice("2026-10-12,8:00,on_post,,,调试,,,"), practice("2026-10-12,8,on_post,,,,,,")]);
    assert_eq!(counts(&ours(&w, &text).await), [2, 0, 0, 1]);
    let again = ours(&w, &text).await;
    assert_eq!((counts(&again), again.warnings.len()), ([0, 0, 2, 1], 0));
    assert_eq!((w.entries(id).await.len(), w.ledger_and_confirmed(id).await), (2, (480, 480)));
}

#[tokio::test]
async fn an_entry_that_people_logged_is_no_second_one_and_keeps_its_state() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    w.log_form(Who::YanGuixiang, id, &entry("2026-11-16", "9-17", "on_post")).await.unwrap();
    let report = ours(&w, &file(&[practice("2026-11-16,9-17,on_post,,,,confirmed,陈立,")])).await;
    assert_eq!(counts(&report), [0, 0, 1, 0]);
    let warned: Vec<_> = report.warnings.iter().map(|warning| (warning.row, warning.code)).collect();
    assert_eq!((warned, w.entry_states(id).await), (vec![(2, Code::StateNotTaken)], vec![EntryState::Draft]));
}

#[tokio::test]
async fn every_rule_of_an_entry_is_judged_row_by_row() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    w.log_form(Who::YanGuixiang, id, &entry("2026-11-16", "9-17", "on_post")).await.unwrap();
    w.active(&w.secondment()).await;
    w.approved(&domain::placement::PlacementForm { participant: w.person(Who::MaJun).to_string(), ..w.practice() })
        .await;
    let text = file(&[
        practice("2026-09-06,8,on_post,,,,,,"),
        practice("2026-11-24,8,on_post,,,,,,"),
        practice("2026-11-23,10:30-12,on_post,,,,,,"),
        practice("2026-11-16,16-18,on_post,,,,,,"),
        practice("2026-11-15,22-10,on_post,,,,,,"),
        practice("2026-11-16,16.5,on_post,,,,,,"),
        practice("2026-11-17,8,class_hours,,,,,,"),
        practice("2026-11-17,25,on_post,,,,,,"),
        practice("2026-11-17,eight,on_post,,,,,,"),
        practice("2026-11-17,,on_post,,,,,,"),
        practice("2026-11-31,8,on_post,,,,,,"),
        practice("2026-11-17,8,on_post,,,,approved,,"),
        practice("2026-11-17,8,on_post,,,,confirmed,陈立,2026-11-16"),
        practice("2026-11-17,8,on_post,,,,confirmed,陈立,2026-11-24"),
        teaching("2026-11-17,2,,,,,,,"),
        practice("2026-11-17,8,on_post,,,,,,").replace("严桂香", "马骏"),
        practice("2026-11-17,8,on_post,,,,,,").replace("严桂香", "无此人"),
        practice("2026-11-17,8,on_post,,,,,,").replace("南桥精密机械有限公司", "无此单位"),
        practice("2026-11-17,8,on_post,,,,,,").replace("南桥精密机械有限公司", "Hudson Tools"),
    ]);
    let report = ours(&w, &text).await;
    let expected = [
        (2, "day", Code::OutsidePlacement),
        (3, "day", Code::InFuture),
        (4, "day", Code::InFuture),
        (5, "time", Code::OverlapsEntry),
        (6, "time", Code::OverlapsEntry),
        (7, "time", Code::OverTwentyFourHours),
        (8, "kind", Code::WrongKind),
        (9, "time", Code::OverTwentyFourHours),
        (10, "time", Code::BadTime),
        (11, "time", Code::Required),
        (12, "day", Code::BadDate),
        (13, "state", Code::UnknownValue),
        (14, "confirmed_on", Code::EndBeforeStart),
        (15, "confirmed_on", Code::InFuture),
        (16, "kind", Code::Required),
        (17, "day", Code::TakesNoHours),
        (18, "person", Code::UnknownPerson),
        (19, "hosting", Code::UnknownOrganisation),
        (20, "day", Code::OutsidePlacement),
    ];
    assert_eq!(rejections(&report), expected);
    assert_eq!(w.number("SELECT COUNT(*) FROM hour_entry").await, 1);
}

#[tokio::test]
async fn rows_of_one_file_are_judged_by_one_another() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let text = file(&[
        practice("2026-11-17,22-6,on_post,,,,,,"),
        practice("2026-11-18,5-7,on_post,,,,,,"),
        practice("2026-11-18,6-7,on_post,,,,,,"),
        practice("2026-11-17,16.5,training,,,,,,"),
    ]);
    let report = ours(&w, &text).await;
    let expected = [(3, "time", Code::OverlapsEntry), (5, "time", Code::OverTwentyFourHours)];
    assert_eq!((rejections(&report), w.entries(id).await.len()), (expected.to_vec(), 2));
}

#[tokio::test]
async fn a_day_that_falls_in_two_placements_is_ambiguous_unless_the_row_names_one() {
    let w = World::new().await;
    let mapping = Mapping::identity(Kind::Placements);
    let placements = "reference,direction,person,sending,hosting,form,role,load,first_day,last_day\n\
        P-1,enterprise_practice,严桂香,江海职业技术学院,南桥精密机械有限公司,on_post,甲,part_time,2026-09-01,2026-12-31\n\
        P-2,enterprise_practice,严桂香,江海职业技术学院,南桥精密机械有限公司,on_post,乙,part_time,2026-11-01,2027-12-31\n";
    assert_eq!(run(&w, &mapping, placements, Options::default()).await.imported, 2);
    let text = "placement,person,sending,hosting,day,time\n\
        ,严桂香,江海职业技术学院,南桥精密机械有限公司,2026-11-16,8\n\
        ,严桂香,,,2026-10-16,8\n\
        P-2,,,,2026-11-16,8\n\
        P-2,何志强,,,2026-11-17,8\n\
        P-3,,,,2026-11-16,8\n";
    let report = ours(&w, text).await;
    let expected =
        [(2, "placement", Code::Ambiguous), (5, "placement", Code::Ambiguous), (6, "placement", Code::NotFound)];
    assert_eq!((rejections(&report), counts(&report)), (expected.to_vec(), [2, 0, 0, 0]));
    let second =
        "SELECT COUNT(*) FROM hour_entry e JOIN placement p ON p.id = e.placement_id WHERE p.import_key = 'P-2'";
    assert_eq!(w.number(second).await, 1);
}

#[tokio::test]
async fn both_ends_a_time_and_minutes_must_say_the_same() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let text = "person,day,from,to,time,minutes\n\
        严桂香,2026-11-16,9:00,17:00,8,480\n\
        严桂香,2026-11-17,9:00,17:00,,420\n\
        严桂香,2026-11-18,9:00,,,\n\
        严桂香,2026-11-19,,,,４８０\n\
        严桂香,2026-11-20,,,,1441\n";
    let report = ours(&w, text).await;
    let expected = [(3, "minutes", Code::BadTime), (4, "to", Code::Required), (6, "minutes", Code::OutOfRange)];
    assert_eq!(rejections(&report), expected);
    let entries = w.entries(id).await;
    assert_eq!(entries.iter().map(|entry| entry.span).collect::<Vec<_>>(), [Some((540, 1020)), None]);
}

#[tokio::test]
async fn an_export_of_hours_in_every_form_comes_back_unchanged() {
    let w = World::new().await;
    let (out, back) = (w.active(&w.practice()).await, w.active(&w.secondment()).await);
    w.log_form(Who::YanGuixiang, out, &entry("2026-11-16", "22-6", "on_post")).await.unwrap();
    w.log_form(Who::ZhaoHai, back, &entry("2026-11-16", "2", "class_hours")).await.unwrap();
    w.log_form(Who::ZhaoHai, back, &entry("2026-11-17", "22-次日22", "preparation")).await.unwrap();
    let week = days("2026-11-16", "2026-11-22");
    w.submit(Who::ZhaoHai, back, week).await.unwrap();
    w.confirm(Who::HeZhiqiang, back, week).await.unwrap();
    ours(&w, &file(&[practice("2026-10-12,8,on_post,,,\"=1+1\",confirmed,,")])).await;
    let sheet = export::run(&w.db, &operator(&w), Kind::Hours).await.unwrap();
    assert_eq!(sheet.rows.len(), 4);
    let mut csv = Vec::new();
    let rows = export::write(&w.db, &operator(&w), Kind::Hours, Format::Csv, &mut csv).await.unwrap();
    assert_eq!((rows, &csv), (4, &write::csv(&sheet).unwrap()));
    let mut xlsx = Vec::new();
    export::write(&w.db, &operator(&w), Kind::Hours, Format::Xlsx, &mut xlsx).await.unwrap();
    for bytes in [csv, xlsx] {
        let sheet = read(&bytes, &ReadOptions::default()).unwrap();
        let report = import::hours(&w.db, &operator(&w), &sheet).await.unwrap();
        assert_eq!((counts(&report), &report.rejected[..], &report.warnings[..]), ([0, 0, 4, 0], &[][..], &[][..]));
    }
    let json = write::json(&sheet).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 4);
    let seen = export::run(&w.db, &w.ctx(Who::ZhouMin).await, Kind::Hours).await.unwrap();
    assert_eq!(seen.rows.len(), 0, "another college has none of it");
}

#[tokio::test]
async fn alike_placements_are_told_apart_in_an_export_of_their_hours() {
    let w = World::new().await;
    let form = domain::placement::PlacementForm { load: "part_time".into(), ..w.practice() };
    let (one, other) = (w.active(&form).await, {
        let form = domain::placement::PlacementForm { form: "training".into(), ..form };
        w.active(&form).await
    });
    w.log(Who::YanGuixiang, one, "2026-11-16", "3").await.unwrap();
    w.log(Who::YanGuixiang, other, "2026-11-16", "3").await.unwrap();
    let sheet = export::run(&w.db, &operator(&w), Kind::Hours).await.unwrap();
    let report = import::hours(&w.db, &operator(&w), &sheet).await.unwrap();
    assert_eq!((counts(&report), &report.rejected[..]), ([0, 0, 2, 0], &[][..]));
}

#[tokio::test]
async fn hours_are_imported_from_a_table_made_in_memory() {
    let w = World::new().await;
    let id = w.active(&w.practice()).await;
    let row = |day: u32| {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        vec![Cell::text("严桂香"), Cell::Date(day), Cell::Number(450.0), Cell::text("confirmed")]
    };
    let sheet = Sheet::new(&["person", "day", "minutes", "state"], vec![row(16), row(17)]);
    assert_eq!(import::hours(&w.db, &operator(&w), &sheet).await.unwrap().imported, 2);
    assert_eq!(w.ledger_and_confirmed(id).await, (900, 900));
}
