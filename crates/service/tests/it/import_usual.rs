//! A workbook as a college sends it: titles above the header, usual headers, full-width digits, days in many
//! forms, numbers where codes belong. No mapping is needed; what was lost is told.

use chrono::NaiveDate;
use domain::Code;
use service::{
    import::{self, Options},
    mapping::{Kind, Mapping},
    report::{ImportReport, REJECTION_COLUMNS, rejected_rows},
    tabular::{Cell, FileError, ReadOptions, Row, Sheet, read, write},
};

use crate::{
    import::{counts, rejections},
    world::{Org, Who, World},
};

/// Reads a file as the mapping says and imports it for HR of Jianghai College.
async fn by_hr(world: &World, kind: Kind, bytes: &[u8]) -> (Sheet, ImportReport) {
    let mapping = Mapping::identity(kind);
    let sheet = read(bytes, &mapping.read_options(ReadOptions::default())).unwrap();
    let ctx = world.ctx(Who::LinXiaomei).await;
    let options = Options { dry_run: false, skip_rejected: true };
    let report = import::run(&world.db, &ctx, &mapping, &sheet, options).await.unwrap();
    assert!(report.is_balanced(), "{report:?}");
    (sheet, report)
}

/// A workbook with these rows, of which the first is the topmost.
fn workbook(rows: Vec<Vec<Cell>>) -> Vec<u8> {
    let mut rows = rows.into_iter();
    let columns = rows.next().unwrap().iter().map(Cell::shown).collect();
    let rows = (2..).zip(rows).map(|(line, cells)| Row { line, cells }).collect();
    write::xlsx(&Sheet { columns, header_line: 1, rows }, "花名册").unwrap()
}

fn texts(row: &[&str]) -> Vec<Cell> {
    row.iter().map(|text| Cell::text(*text)).collect()
}

fn day(year: i32, month: u32, day: u32) -> Cell {
    Cell::Date(NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

const HEADER: [&str; 6] = ["姓 名*", "工号（必填）", "部门", "职称", "教师类别", "到校日期"];

/// Four teachers, each with another form of a day and a staff number, and one whose number was rounded.
fn roster() -> Vec<Vec<Cell>> {
    let teacher = |name: &str, number: Cell, day: Cell| {
        vec![Cell::text(name), number, Cell::text("机械系"), Cell::text("讲师"), Cell::text("专业课教师"), day]
    };
    vec![
        texts(&["江海职业技术学院教师花名册"]),
        texts(&["填报日期：２０２６年１１月", "", "", "", "单位（盖章）"]),
        texts(&HEADER),
        teacher("甲", Cell::text("２０２６００１"), Cell::text("２０２６年３月１日")),
        teacher("乙", Cell::Number(2_026_002.0), day(2026, 3, 1)),
        teacher("丙", Cell::text("2026003"), Cell::Number(46_082.0)),
        teacher("丁", Cell::text("2026004"), Cell::text("2026.3.1")),
        teacher("戊", Cell::text("2026005"), Cell::text("2026/3/1")),
        teacher("己", Cell::Number(320_106_199_001_011_234.0), Cell::text("2026-03-01")),
    ]
}

async fn numbers(world: &World) -> i64 {
    let found = "SELECT COUNT(*) FROM employment WHERE staff_number LIKE '202600_' AND first_day = '2026-03-01' \
        AND category = 'professional_course' AND profile = 'teacher'";
    world.number(found).await
}

#[tokio::test]
async fn a_roster_as_a_college_sends_it_needs_no_mapping() {
    let w = World::new().await;
    let (sheet, report) = by_hr(&w, Kind::People, &workbook(roster())).await;
    assert_eq!((sheet.header_line, counts(&report)), (3, [5, 0, 0, 0]));
    assert_eq!(rejections(&report), [(9, "工号（必填）", Code::NumberInTextColumn)]);
    assert_eq!(numbers(&w).await, 5);
    assert!(Mapping::identity(Kind::People).unused_columns(&sheet).is_empty());
}

#[tokio::test]
async fn the_same_sheet_as_csv_in_gb18030_says_the_same() {
    let w = World::new().await;
    let mut rows = roster();
    // As a spreadsheet shows a number that is too long for its column.
    rows[8][1] = Cell::text("3.20106E+17");
    let line = |row: &Vec<Cell>| {
        let cells = (0..HEADER.len()).map(|at| row.get(at).map(Cell::shown).unwrap_or_default());
        format!("{}\r\n", cells.collect::<Vec<_>>().join(","))
    };
    let text: String = rows.iter().map(line).collect();
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    let (_, report) = by_hr(&w, Kind::People, &bytes).await;
    assert_eq!((counts(&report), numbers(&w).await), ([5, 0, 0, 0], 5));
    assert_eq!(rejections(&report), [(9, "工号（必填）", Code::NumberInTextColumn)]);
    // And the workbook adds nothing to it.
    let (_, report) = by_hr(&w, Kind::People, &workbook(roster())).await;
    assert_eq!(counts(&report), [0, 0, 5, 0]);
}

#[tokio::test]
async fn rejected_rows_are_mended_in_their_file_and_imported_again() {
    let w = World::new().await;
    let (sheet, mut report) = by_hr(&w, Kind::People, &workbook(roster())).await;
    report.say(|code| format!("«{code}»"));
    let rejected = rejected_rows(&sheet, &report);
    assert_eq!(rejected.columns[HEADER.len()..], REJECTION_COLUMNS);
    assert_eq!(rejected.rows[0].cell(6), &Cell::text("工号（必填）: number_in_text_column"));
    assert_eq!(rejected.rows[0].cell(7), &Cell::text("«number_in_text_column»"));
    for bytes in [write::csv(&rejected).unwrap(), write::xlsx(&rejected, "花名册").unwrap()] {
        let mapping = Mapping::identity(Kind::People);
        let mut read = read(&bytes, &mapping.read_options(ReadOptions::default())).unwrap();
        assert_eq!((read.header_line, read.rows.len()), (3, 1));
        assert!(mapping.unused_columns(&read).is_empty(), "the reasons are no columns of the file");
        read.rows[0].cells[1] = Cell::text("2026006");
        let ctx = w.ctx(Who::LinXiaomei).await;
        let report = import::run(&w.db, &ctx, &mapping, &read, Options::default()).await.unwrap();
        assert!(report.rejected.is_empty());
    }
    assert_eq!(numbers(&w).await, 6);
}

#[tokio::test]
async fn placements_and_hours_with_usual_headers_and_values_need_no_mapping() {
    let w = World::new().await;
    let placements = "派驻台账\n\n姓名,方向,派出单位,接收单位,实践形式,全职/兼职,起始日期,结束日期,状态\n\
        严桂香,企业实践,江海职业技术学院,南桥精密机械有限公司,岗位实践,全职,2026年9月7日,2027.1.29,草稿\n\
        严桂香,,江海职业技术学院,南桥精密机械有限公司,岗位实践,全职,2026年9月7日,2027.1.29,草稿\n";
    let (_, report) = by_hr(&w, Kind::Placements, placements.as_bytes()).await;
    assert_eq!(counts(&report), [1, 0, 0, 0]);
    // The direction does not follow from who sends whom.
    assert_eq!(rejections(&report), [(5, "方向", Code::Required)]);
    w.sql("UPDATE placement SET state = 'active', sending_approved = TRUE, hosting_approved = TRUE").await;
    let hours = "姓名,日期,工时（小时）,备注\n严桂香,2026年10月12日,７.５,调试\n";
    let (_, report) = by_hr(&w, Kind::Hours, hours.as_bytes()).await;
    assert_eq!(counts(&report), [1, 0, 0, 0]);
    assert_eq!(w.number("SELECT CAST(minutes AS bigint) FROM hour_entry WHERE kind = 'on_post'").await, 450);
}

#[tokio::test]
async fn a_time_of_day_that_a_spreadsheet_made_a_fraction_is_still_one() {
    let w = World::new().await;
    w.active(&w.practice()).await;
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let time = rust_xlsxwriter::Format::new().set_num_format("hh:mm");
    for (column, name) in (0_u16..).zip(["姓名", "日期", "开始时间", "结束时间"]) {
        sheet.write_string(0, column, name).unwrap();
    }
    sheet.write_string(1, 0, "严桂香").unwrap();
    sheet.write_string(1, 1, "2026-10-12").unwrap();
    sheet.write_number_with_format(1, 2, 8.5 / 24.0, &time).unwrap();
    sheet.write_number_with_format(1, 3, 17.0 / 24.0, &time).unwrap();
    let (_, report) = by_hr(&w, Kind::Hours, &book.save_to_buffer().unwrap()).await;
    assert_eq!((counts(&report), rejections(&report)), ([1, 0, 0, 0], vec![]));
    assert_eq!(w.number("SELECT CAST(minutes AS bigint) FROM hour_entry").await, 510);
}

fn refused(kind: Kind, bytes: &[u8]) -> FileError {
    let mapping = Mapping::identity(kind);
    match read(bytes, &mapping.read_options(ReadOptions::default())) {
        Ok(sheet) => mapping.apply(&sheet).unwrap_err(),
        Err(error) => error,
    }
}

#[test]
fn a_header_with_a_column_too_few_or_too_many_is_told_where_it_stands() {
    let missing = refused(Kind::Hours, "工时表\n姓名,工时\n甲,8\n".as_bytes());
    assert_eq!(missing, FileError::at(Code::MissingColumn, 2).in_column("day"));
    let doubled = refused(Kind::Hours, "工时表\n姓名,日期,日期\n甲,2026-03-01,\n".as_bytes());
    assert_eq!(doubled, FileError::at(Code::DoubledColumn, 2).in_column("日期"));
    let two_names = refused(Kind::Hours, "姓名,教师姓名,日期\n甲,乙,2026-03-01\n".as_bytes());
    assert_eq!(two_names, FileError::at(Code::DoubledColumn, 1).in_column("教师姓名"));
    // Our own name for a column is not taken for another one's.
    let ours = "姓名,day,日期\n甲,2026-03-01,x\n";
    let sheet = read(ours.as_bytes(), &Mapping::identity(Kind::Hours).read_options(ReadOptions::default())).unwrap();
    assert_eq!(Mapping::identity(Kind::Hours).unused_columns(&sheet), ["日期"]);
}

#[test]
fn a_template_is_an_empty_file_until_it_is_filled_in() {
    for kind in Kind::ALL {
        for chinese in [true, false] {
            let sheet = import::template(*kind, chinese);
            for bytes in [write::csv(&sheet).unwrap(), write::xlsx(&sheet, kind.as_str()).unwrap()] {
                assert_eq!(refused(*kind, &bytes).code, Code::EmptyFile, "{kind:?}");
            }
            let filled = Sheet { rows: vec![Row { line: 2, cells: texts(&["x"]) }], ..sheet };
            let mapping = Mapping::identity(*kind);
            let read = read(&write::csv(&filled).unwrap(), &mapping.read_options(ReadOptions::default())).unwrap();
            assert_eq!(mapping.apply(&read).unwrap()[0].fields.len(), kind.targets().len(), "{kind:?}");
        }
        let notes = Sheet::new(&["列名"], vec![texts(&["姓名"])]);
        let book = import::template_file(*kind, true, write::Format::Xlsx, &notes).unwrap();
        assert_eq!(refused(*kind, &book).code, Code::EmptyFile, "the notes are not what is read");
    }
}

#[tokio::test]
async fn bad_files_leave_nothing_behind() {
    let w = World::new().await;
    let people = format!("SELECT COUNT(*) FROM employment WHERE organisation_id = {}", w.org(Org::Jianghai));
    let before = w.number(&people).await;
    let empty_rows = format!("姓名,教师类别\n{}", ",\n".repeat(1_000_000));
    for (bytes, code) in [
        (b"".to_vec(), Code::EmptyFile),
        ("姓名,教师类别\n".as_bytes().to_vec(), Code::EmptyFile),
        (empty_rows.into_bytes(), Code::EmptyFile),
        ("姓名,教师类别\n甲,专业课".as_bytes().iter().copied().chain([0xff, 0xff, b'\n']).collect(), Code::BadEncoding),
        ("姓名,姓名\n甲,乙\n".as_bytes().to_vec(), Code::DoubledColumn),
        (b"PK\x03\x04broken".to_vec(), Code::NotATable),
        (b"%PDF-1.7".to_vec(), Code::NotATable),
    ] {
        assert_eq!(refused(Kind::People, &bytes).code, code);
    }
    assert_eq!(w.number(&people).await, before);
}
