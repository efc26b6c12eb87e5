//! Importing and exporting timetables: invented files of the shape of a registrar's export.

use domain::{
    Code, Error,
    placement::{Deed, State},
};
use service::{
    export,
    import::{self, Options},
    mapping::{Kind, Mapping},
    report::ImportReport,
    tabular::{ReadOptions, Sheet, read, write},
};

use crate::{
    import::{SKIP, counts, rejections},
    timetable::settled,
    world::{Org, Who, World},
};

/// As the registrar's system names its columns, of which most mean nothing here.
const HEADER: &str = "campus,academic_year,term,task_no,course_code,course_name_zh,credits,teachers_pseudonym,classes,rooms,weeks,meeting_times\n";

fn mapping() -> Mapping {
    Mapping::identity(Kind::Timetables)
}

async fn imported(w: &World, sheet: &Sheet) -> ImportReport {
    let ctx = w.ctx(Who::LinXiaomei).await;
    let report = import::run(&w.db, &ctx, &mapping(), sheet, SKIP).await.unwrap();
    assert!(report.is_balanced(), "{report:?}");
    report
}

async fn by_file(w: &World, rows: &str) -> ImportReport {
    let text = format!("{HEADER}{rows}");
    imported(w, &read(text.as_bytes(), &ReadOptions::default()).unwrap()).await
}

fn warnings(report: &ImportReport) -> Vec<(u32, Code)> {
    report.warnings.iter().map(|warning| (warning.row, warning.code)).collect()
}

const GOOD: &str = "\
主校区,2026-2027,1,T-001,C1,电机学,3,严桂香,\"2601,2602\",H楼-1|H楼-2,1-12,周三第1 ，2节 第{1-12}周|周五第1 ，2节 第{1-12}周
主校区,2026-2027,1,T-002,C2,电工基础,2,何志强|马骏,2603,N楼-7,\"1-5,12\",\"周一第5 ，6节 第{1-5,12}周\"
主校区,2026-2027,1,T-003,C3,钳工实训,1,严桂香,2601,,2-16双,星期二第３－４节（双）
主校区,2026-2027,1,T-004,C4,毕业设计,6,,2601,,-,
";

#[tokio::test]
async fn the_export_of_a_registrar_goes_in_once_and_a_later_one_changes_it() {
    let (w, _) = settled().await;
    let report = by_file(&w, GOOD).await;
    assert_eq!((counts(&report), rejections(&report)), ([4, 0, 0, 0], Vec::new()));
    assert_eq!(warnings(&report), [(5, Code::WithoutTeacher), (5, Code::WithoutMeetings)]);
    assert_eq!(counts(&by_file(&w, GOOD).await), [0, 0, 4, 0]);
    let room = "SELECT COUNT(*) FROM section_meeting WHERE room = 'H楼-2' AND weekday = 5 AND weeks = '1-12'";
    assert_eq!(w.number(room).await, 1);
    assert_eq!(w.number("SELECT COUNT(*) FROM section_meeting WHERE weeks = '2-16双' AND first_period = 3").await, 1);
    assert_eq!(w.number("SELECT COUNT(*) FROM section_teacher").await, 4);
    let moved = GOOD.replace("周一第5 ，6节", "周一第7 ，8节").replace("何志强|马骏", "马骏");
    assert_eq!(counts(&by_file(&w, &moved).await), [0, 1, 3, 0]);
    assert_eq!(w.number("SELECT COUNT(*) FROM section_teacher").await, 3);
    assert_eq!(w.number("SELECT COUNT(*) FROM section_meeting WHERE first_period = 7").await, 1);
}

#[tokio::test]
async fn what_cannot_be_read_is_told_by_row_and_column() {
    let (w, _) = settled().await;
    let rows = "\
x,2026-2027,1,A,,甲,,严桂香,,,,周三第1-2节 第{2-16单双}周
x,2026-2027,1,B,,乙,,严桂香,,,16-2,周三第1-2节
x,2026-2027,1,C,,丙,,严桂香,,,,周三第1-2节
x,2026-2027,1,D,,丁,,严桂香,,,1-8,待定
x,2026-2027,1,E,,戊,,严桂香,,,1-8,周三第9-10节
x,2026-2027,1,F,,己,,严桂香,,,1-19,周三第1-2节
x,2026-2027,2,G,,庚,,严桂香,,,1-8,周三第1-2节
x,2026-2027,1,H,,辛,,无名氏,,,1-8,周三第1-2节
x,2026-2027,1,I,,壬,,赵海,,,1-8,周三第1-2节
x,2026-2027,1,J,,,,严桂香,,,1-8,周三第1-2节
x,2026-2027,1,K,,癸,,严桂香,,,1-8,周三第1-2节
x,2026-2027,1,K,,癸,,马骏,,,1-8,周三第1-2节
x,2026-2027,1,L,,子,,严桂香,,甲|乙|丙,1-8,周三第1-2节|周四第1-2节
";
    let report = by_file(&w, rows).await;
    assert_eq!(
        rejections(&report),
        [
            (2, "meeting_times", Code::ContradictoryWeeks),
            (3, "weeks", Code::EndBeforeStart),
            (4, "meeting_times", Code::Required),
            (5, "meeting_times", Code::BadMeeting),
            (6, "meeting_times", Code::UnknownPeriod),
            (7, "meeting_times", Code::OutsideTerm),
            (8, "term", Code::UnknownTerm),
            (9, "teachers_pseudonym", Code::UnknownPerson),
            (10, "teachers_pseudonym", Code::UnknownPerson),
            (11, "course_name_zh", Code::Required),
            (13, "task_no", Code::Duplicate),
        ]
    );
    assert_eq!((counts(&report), warnings(&report)), ([2, 0, 0, 0], vec![(14, Code::RoomsLeftOut)]));
    let all_or_nothing = Options { skip_rejected: false, ..SKIP };
    let sheet = read(format!("{HEADER}{rows}").as_bytes(), &ReadOptions::default()).unwrap();
    let ctx = w.ctx(Who::LinXiaomei).await;
    import::run(&w.db, &ctx, &mapping(), &sheet, all_or_nothing).await.unwrap();
    assert_eq!(w.number("SELECT COUNT(*) FROM course_section").await, 2);
}

#[tokio::test]
async fn a_teacher_is_the_only_one_of_that_name_at_the_college_in_that_term() {
    let (w, _) = settled().await;
    let row = "x,2026-2027,1,A,,甲,,刘芳,,,1-8,周三第1-2节\n";
    w.sql(
        "UPDATE employment SET first_day = '2015-09-01', last_day = '2026-08-30' WHERE person_id IN (SELECT id FROM person WHERE name = '刘芳')",
    )
    .await;
    assert_eq!(rejections(&by_file(&w, row).await), [(2, "teachers_pseudonym", Code::NotEmployed)]);
    w.sql(
        "UPDATE employment SET last_day = '2026-08-31' WHERE person_id IN (SELECT id FROM person WHERE name = '刘芳')",
    )
    .await;
    w.sql("UPDATE person SET name = '刘芳' WHERE name = '马骏'").await;
    assert_eq!(rejections(&by_file(&w, row).await), [(2, "teachers_pseudonym", Code::Ambiguous)]);
    w.sql("UPDATE employment SET staff_number = 'J-7' WHERE organisation_id = (SELECT id FROM organisation WHERE name = '江海职业技术学院') AND person_id IN (SELECT id FROM person WHERE name = '刘芳') AND last_day IS NULL").await;
    let text = "学期,教学班编号,课程名称,任课教师,教师工号,周次,上课时间\n2026-2027-1,A,甲,刘芳,Ｊ-7,1-8,周三1-2节\n2026-2027-1,B,乙,何志强,J-7,1-8,周三1-2节\n";
    let report = imported(&w, &read(text.as_bytes(), &ReadOptions::default()).unwrap()).await;
    assert_eq!((counts(&report), rejections(&report)), ([1, 0, 0, 0], vec![(3, "任课教师", Code::Ambiguous)]));
}

#[tokio::test]
async fn an_engineer_on_a_teaching_secondment_is_a_teacher_of_the_college() {
    let (w, _) = settled().await;
    let row = "x,2026-2027,1,A,,数控加工,,赵海,,,1-8,周三第1-2节\n";
    let placement = w.submitted(&w.secondment()).await;
    assert_eq!(rejections(&by_file(&w, row).await), [(2, "teachers_pseudonym", Code::NotEmployed)], "not approved yet");
    w.act(Who::LinXiaomei, placement, domain::placement::Deed::Approve).await.unwrap();
    assert_eq!(counts(&by_file(&w, row).await), [1, 0, 0, 0]);
    let linked = format!("SELECT COUNT(*) FROM section_teacher WHERE placement_id = {placement}");
    assert_eq!(w.number(&linked).await, 1);
    let zhao = w.ctx(Who::ZhaoHai).await;
    let week = service::timetable::own_week(&w.db, &zhao, "", "2").await.unwrap();
    assert_eq!((week.days[2].lessons.len(), week.sections[0].teachers[0].placement), (1, Some(placement)));
}

#[tokio::test]
async fn a_timetable_comes_as_gb18030_as_a_workbook_and_as_an_old_workbook() {
    let (w, _) = settled().await;
    let text = format!("{HEADER}{GOOD}");
    let (gb18030, ..) = encoding_rs::GB18030.encode(&text);
    assert_eq!(counts(&imported(&w, &read(&gb18030, &ReadOptions::default()).unwrap()).await), [4, 0, 0, 0]);
    let xlsx = write::xlsx(&read(text.as_bytes(), &ReadOptions::default()).unwrap(), "课表").unwrap();
    assert_eq!(counts(&imported(&w, &read(&xlsx, &ReadOptions::default()).unwrap()).await), [0, 0, 4, 0]);
    let xls = include_bytes!("../../src/tabular/tests/timetable.xls");
    let sheet = read(xls, &mapping().read_options(ReadOptions::default())).unwrap();
    let report = imported(&w, &sheet).await;
    // Neither the meeting nor the row of the first section says in which weeks.
    assert_eq!((counts(&report), rejections(&report)), ([0, 1, 0, 0], vec![(3, "上课时间", Code::Required)]));
}

#[tokio::test]
async fn what_is_exported_goes_in_again_unchanged_and_is_the_colleges_own() {
    let (w, _) = settled().await;
    by_file(&w, GOOD).await;
    let hr = w.ctx(Who::LinXiaomei).await;
    let sheet = export::run(&w.db, &hr, Kind::Timetables).await.unwrap();
    assert_eq!(sheet.rows.len(), 4);
    assert_eq!(counts(&imported(&w, &sheet).await), [0, 0, 4, 0]);
    let operator = service::Ctx::system("test", w.now);
    let all = export::run(&w.db, &operator, Kind::Timetables).await.unwrap();
    let report = import::run(&w.db, &operator, &mapping(), &all, SKIP).await.unwrap();
    assert_eq!(counts(&report), [0, 0, 4, 0]);
    let other = w.ctx(Who::ZhouMin).await;
    assert!(export::run(&w.db, &other, Kind::Timetables).await.unwrap().rows.is_empty());
    let report = import::run(&w.db, &other, &mapping(), &sheet, SKIP).await.unwrap();
    assert!(report.rejected.iter().all(|one| one.code == Code::NotYours) && report.rejected.len() == 4);
    for who in [Who::WangJianguo, Who::YanGuixiang, Who::LuPing] {
        assert!(import::run(&w.db, &w.ctx(who).await, &mapping(), &sheet, SKIP).await.is_err(), "{who:?}");
    }
    assert!(w.org(Org::Jianghai).0 > 0);
}

#[tokio::test]
async fn a_file_of_all_colleges_names_the_college() {
    let (w, _) = settled().await;
    let operator = service::Ctx::system("test", w.now);
    let text = "学校,学期,课程名称,任课教师,周次,上课时间\n江海职业技术学院,2026-2027-1,甲,严桂香,1-8,周三1-2节\n,2026-2027-1,乙,严桂香,1-8,周三1-2节\n云岭职业学院,2026-2027-1,丙,唐薇,1-8,周三1-2节\n";
    let sheet = read(text.as_bytes(), &ReadOptions::default()).unwrap();
    let report = import::run(&w.db, &operator, &mapping(), &sheet, SKIP).await.unwrap();
    assert_eq!(rejections(&report), [(3, "学校", Code::Required), (4, "学期", Code::UnknownTerm)]);
    assert_eq!(counts(&report), [1, 0, 0, 0]);
}

/// A teacher's calendar: two lectures a week, one on the clock of Shanghai and one in UTC, and a meeting that is no
/// lesson.
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Asia/Shanghai\r\n\
    BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:电机学\r\nLOCATION:H楼-1\r\nDESCRIPTION:任课教师：严桂香\r\n\
    DTSTART;TZID=Asia/Shanghai:20260907T080000\r\nDTEND;TZID=Asia/Shanghai:20260907T094000\r\n\
    RRULE:FREQ=WEEKLY;COUNT=12\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:电机学\r\nLOCATION:H楼-2\r\nDESCRIPTION:任课教师：严桂香\r\n\
    DTSTART:20260911T060000Z\r\nDTEND:20260911T074000Z\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:3\r\nSUMMARY:教研会\r\nDTSTART;TZID=Asia/Shanghai:20260908T123000\r\n\
    DTEND;TZID=Asia/Shanghai:20260908T133000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

async fn by_calendar(w: &World, text: &str) -> ImportReport {
    let sheet = import::read_table(Kind::Timetables, text.as_bytes(), &ReadOptions::default()).unwrap();
    imported(w, &sheet).await
}

#[tokio::test]
async fn a_calendar_file_with_recurrences_is_a_timetable() {
    let (w, _) = settled().await;
    let report = by_calendar(&w, CALENDAR).await;
    assert_eq!(counts(&report), [1, 0, 0, 0], "{report:?}");
    assert_eq!(rejections(&report), [(21, "meetings", Code::UnknownPeriod)], "by the line of the event");
    let meetings = "SELECT COUNT(*) FROM section_meeting WHERE room = 'H楼-1' AND weekday = 1 AND first_period = 1 \
                    AND last_period = 2 AND weeks = '2-13'";
    assert_eq!(w.number(meetings).await, 1);
    let fortnightly = "SELECT COUNT(*) FROM section_meeting WHERE room = 'H楼-2' AND weekday = 5 AND first_period = 5 \
                       AND last_period = 6 AND weeks = '2-6双'";
    assert_eq!(w.number(fortnightly).await, 1);
    assert_eq!(w.number("SELECT COUNT(*) FROM section_teacher").await, 1);
    assert_eq!(counts(&by_calendar(&w, CALENDAR).await), [0, 0, 1, 0], "the same file again");
    let moved = CALENDAR.replace("LOCATION:H楼-1", "LOCATION:H楼-9");
    assert_eq!(counts(&by_calendar(&w, &moved).await), [0, 1, 0, 0]);
}

#[tokio::test]
async fn lessons_without_end_or_outside_every_term_are_refused_and_nothing_is_guessed() {
    let (w, _) = settled().await;
    let endless = CALENDAR.replace(";COUNT=12", "");
    let sheet = import::read_table(Kind::Timetables, endless.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(rejections(&imported(&w, &sheet).await)[0], (3, "meetings", Code::TooLarge));
    let before = CALENDAR.replace(":202609", ":202603");
    let sheet = import::read_table(Kind::Timetables, before.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(rejections(&imported(&w, &sheet).await)[0], (3, "meetings", Code::OutsideTerm));
    let broken = CALENDAR.replace("END:VEVENT\r\nEND:VCALENDAR", "END:VCALENDAR");
    assert!(
        import::read_table(Kind::Timetables, broken.as_bytes(), &ReadOptions::default()).unwrap_err().line.is_some()
    );
    assert_eq!(w.number("SELECT COUNT(*) FROM course_section").await, 0);
}

/// Teaches Yan on Mondays; she is away from 7 September on.
const MONDAYS: &str = "x,2026-2027,1,M,,电机学,,严桂香,,,,周一第1-2节 第{1-16}周\n";

#[tokio::test]
async fn lessons_in_a_placement_of_who_teaches_are_told_by_row_and_imported_all_the_same() {
    let (w, _) = settled().await;
    w.submitted(&w.practice()).await;
    let sheet = read(format!("{HEADER}{MONDAYS}").as_bytes(), &ReadOptions::default()).unwrap();
    let ctx = w.ctx(Who::LinXiaomei).await;
    let dry = import::run(&w.db, &ctx, &mapping(), &sheet, Options { dry_run: true, ..SKIP }).await.unwrap();
    let report = imported(&w, &sheet).await;
    for report in [&dry, &report] {
        assert_eq!(counts(report), [1, 0, 0, 0]);
        assert_eq!(warnings(report), [(2, Code::MeetsPlacement)]);
    }
    assert_eq!(warnings(&imported(&w, &sheet).await), [(2, Code::MeetsPlacement)], "also when nothing is new");
    let before = MONDAYS.replace("M,,", "N,,").replace("{1-16}", "{1}");
    assert_eq!(warnings(&by_file(&w, &before).await), [], "week 1 is before the placement");
}

#[tokio::test]
async fn lessons_of_a_secondment_do_not_meet_it() {
    let (w, _) = settled().await;
    w.approved(&w.secondment()).await;
    let report = by_file(&w, "x,2026-2027,1,S,,钳工实训,,赵海,,,,周一第1-2节 第{1-16}周\n").await;
    assert_eq!((counts(&report), warnings(&report)), ([1, 0, 0, 0], Vec::new()));
}

#[tokio::test]
async fn of_a_plan_and_a_timetable_that_race_the_later_sees_the_earlier() {
    let (w, _) = settled().await;
    for round in 0..12 {
        let first = w.drafted(&w.practice()).await;
        let row = MONDAYS.replace("M,,", &format!("R{round},,")).replace("{1-16}", &format!("{{{}}}", round % 8 + 7));
        let (submitted, report) = tokio::join!(w.act(Who::LinXiaomei, first, Deed::Submit), by_file(&w, &row));
        let told = warnings(&report) == [(2, Code::MeetsPlacement)];
        match submitted {
            Ok(()) => assert!(told, "round {round}: both were stored and nobody was told"),
            Err(failure) => assert_eq!(failure.error(), &Error::field("", Code::MeetsLesson), "round {round}"),
        }
        if !matches!(w.state(first).await, State::Draft) {
            w.act(Who::LinXiaomei, first, Deed::Withdraw).await.unwrap();
        }
        w.sql("DELETE FROM section_meeting").await;
    }
}
