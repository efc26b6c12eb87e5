//! Workbooks, friendly and hostile.

use std::io::{Cursor, Write};

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::tabular::zip_check::check_within;

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    packed(parts, CompressionMethod::Deflated)
}

fn packed(parts: &[(&str, &str)], method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The smallest workbook, with this content of its sheet and this part of shared texts.
fn workbook(sheet: &str, shared: &str) -> Vec<u8> {
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let package = relations("officeDocument", "xl/workbook.xml");
    let book = relations("worksheet", "worksheets/sheet1.xml");
    let parts = [
        ("_rels/.rels", package.as_str()),
        ("xl/_rels/workbook.xml.rels", book.as_str()),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
             <sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
        ),
        ("xl/sharedStrings.xml", shared),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    // Not compressed: that would be most of the time of the large ones.
    packed(&parts, CompressionMethod::Stored)
}

const NO_TEXTS: &str = "<sst/>";

fn sheet(rows: &str) -> String {
    format!("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>")
}

fn inline(cell: &str, text: &str) -> String {
    format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn cells_arrive_typed_on_the_line_where_they_stand() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Cover").unwrap().set_hidden(true);
    let page = book.add_worksheet().set_name("Roster").unwrap().set_active(true);
    page.write_string(1, 0, "姓名").unwrap().write_string(1, 1, "工号").unwrap();
    page.write_string(1, 2, "入职").unwrap().write_string(1, 4, "备注").unwrap();
    page.write_string(3, 0, "张三").unwrap().write_number(3, 1, 7).unwrap();
    let date = Format::new().set_num_format("yyyy/m/d");
    let day = ExcelDateTime::from_ymd(2009, 9, 1).unwrap().and_hms(8, 30, 0).unwrap();
    page.write_datetime_with_format(3, 2, day, &date).unwrap();
    page.write_formula(3, 4, rust_xlsxwriter::Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    page.write_boolean(4, 4, true).unwrap();
    page.write_blank(900_000, 9, &date).unwrap();
    let sheet = plain(book.save_to_buffer().unwrap()).unwrap();
    assert_eq!((sheet.columns.join("|"), sheet.header_line), ("姓名|工号|入职||备注".into(), 2));
    let lines: Vec<u32> = sheet.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [4, 5]);
    let first = &sheet.rows[0];
    assert_eq!(first.cells[..2], [Cell::text("张三"), Cell::Number(7.0)]);
    assert_eq!(first.cells[2..4], [Cell::Date(NaiveDate::from_ymd_opt(2009, 9, 1).unwrap()), Cell::Empty]);
    assert_eq!(first.cell(4).shown(), "#DIV/0!");
    assert_eq!(sheet.rows[1].cell(4), &Cell::text("true"));
}

#[test]
fn a_sheet_is_found_by_its_name() {
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "empty").unwrap();
    let page = book.add_worksheet().set_name("教师").unwrap();
    page.write_string(0, 0, "a").unwrap().write_string(1, 0, "1").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let named = |name: &str| ReadOptions { sheet: Some(name.into()), ..ReadOptions::default() };
    assert_eq!(texts(&read(&bytes, &named("教师")).unwrap()), [(2, vec!["1".into()])]);
    assert_eq!(read(&bytes, &named("学生")), Err(FileError::whole(Code::UnknownSheet).in_column("学生")));
    assert_eq!(refused(&bytes), (Code::EmptyFile, None, None));
}

#[test]
fn a_day_written_as_text_with_the_type_of_a_day_is_one() {
    let rows = format!(
        "<row r=\"1\">{}</row><row r=\"2\"><c r=\"A2\" t=\"d\"><v>2009-09-01</v></c></row>",
        inline("A1", "day")
    );
    let sheet = plain(workbook(&sheet(&rows), NO_TEXTS)).unwrap();
    assert_eq!(sheet.rows[0].cells, [Cell::Date(NaiveDate::from_ymd_opt(2009, 9, 1).unwrap())]);
}

#[test]
fn a_long_number_is_kept_as_a_number_so_that_it_can_be_refused() {
    let rows = format!(
        "<row r=\"1\">{}</row><row r=\"2\"><c r=\"A2\"><v>310101199001011234</v></c></row>",
        inline("A1", "id")
    );
    let sheet = plain(workbook(&sheet(&rows), NO_TEXTS)).unwrap();
    assert_eq!(sheet.rows[0].cell(0).as_text(), Err(Code::NumberInTextColumn));
}

#[test]
fn a_sheet_of_a_million_styled_empty_rows_is_read_as_the_rows_with_values() {
    let mut rows = format!("<row r=\"1\">{}</row><row r=\"2\">{}</row>", inline("A1", "a"), inline("A2", "x"));
    for line in 3..=1_048_576 {
        rows.push_str(&format!("<row r=\"{line}\" s=\"1\"/>"));
    }
    let sheet = plain(workbook(&sheet(&rows), NO_TEXTS)).unwrap();
    assert_eq!(texts(&sheet), [(2, vec!["x".into()])]);
}

#[test]
fn a_value_on_the_last_line_of_a_sheet_needs_no_room_for_the_lines_above() {
    let rows = format!("<row r=\"1\">{}</row><row r=\"1048576\">{}</row>", inline("A1", "a"), inline("A1048576", "x"));
    assert_eq!(texts(&plain(workbook(&sheet(&rows), NO_TEXTS)).unwrap()), [(1_048_576, vec!["x".into()])]);
}

#[test]
fn a_value_far_to_the_right_is_refused_with_its_column() {
    let rows = format!("<row r=\"1\">{}</row><row r=\"2\">{}</row>", inline("A1", "a"), inline("XFD2", "x"));
    assert_eq!(refused(workbook(&sheet(&rows), NO_TEXTS)), (Code::TooLarge, Some(2), Some("XFD".into())));
}

#[test]
fn rows_out_of_order_and_a_sheet_that_breaks_off_are_refused_with_their_line() {
    let rows = format!("<row r=\"5\">{}</row><row r=\"3\">{}</row>", inline("A5", "a"), inline("A3", "x"));
    assert_eq!(refused(workbook(&sheet(&rows), NO_TEXTS)).0, Code::BrokenRow);
    let broken = format!("<worksheet><sheetData><row r=\"1\">{}</row><row r=\"2\"><c r=\"A2\">", inline("A1", "a"));
    assert_eq!(refused(workbook(&broken, NO_TEXTS)), (Code::BrokenRow, Some(1), None));
}

#[test]
fn an_announced_number_of_texts_reserves_no_memory() {
    for announced in ["999999999999999", "99999999999999999999999"] {
        let shared = format!("<!-- x --><sst uniqueCount = '{announced}'><si><t>a</t></si></sst>");
        assert_eq!(refused(workbook(&sheet(""), &shared)).0, Code::NotATable);
    }
}

#[test]
fn an_archive_that_unpacks_to_more_than_allowed_is_refused() {
    let bytes = archive(&[("xl/media/a", &"0".repeat(50_000)), ("xl/media/b", &"0".repeat(50_000))]);
    assert!(bytes.len() < 2_000);
    assert_eq!(check_within(&bytes, 100_000), Ok(()));
    assert_eq!(check_within(&bytes, 99_999), Err(FileError::whole(Code::TooLarge)));
    // The same with declared sizes that lie: each of the two central entries says one byte.
    let mut lying = bytes;
    for at in 0..lying.len() - 28 {
        if lying[at..].starts_with(b"PK\x01\x02") {
            lying[at + 24..at + 28].copy_from_slice(&1_u32.to_le_bytes());
        }
    }
    assert!(check_within(&lying, 60_000).is_err());
}

#[test]
fn an_archive_that_is_no_workbook_is_no_table() {
    assert_eq!(refused(archive(&[("word/document.xml", "<document/>")])).0, Code::NotATable);
    assert_eq!(refused(archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")])).0, Code::NotATable);
    assert_eq!(refused(archive(&[])).0, Code::NotATable);
}

#[test]
fn a_workbook_cut_short_anywhere_is_no_table() {
    let whole = workbook(&sheet(&format!("<row r=\"1\">{}</row>", inline("A1", "a"))), NO_TEXTS);
    for length in (4..whole.len() - 1).step_by(7) {
        assert_eq!(refused(&whole[..length]).0, Code::NotATable, "{length}");
    }
}

#[test]
fn a_damaged_workbook_never_makes_the_reader_panic() {
    let whole = workbook(&sheet(&format!("<row r=\"1\">{}</row><row r=\"2\"/>", inline("A1", "a"))), NO_TEXTS);
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        let _ = plain(damaged);
    }
}

/// An old workbook with a title, a header on line 2 and two rows, and an empty sheet behind it.
const OLD: &[u8] = include_bytes!("timetable.xls");
/// Three sheets of two cells each, in the first and in the last corner of what a sheet may hold.
const CORNERS: &[u8] = include_bytes!("corners.xls");

#[test]
fn an_old_workbook_is_read_like_a_new_one() {
    let options = ReadOptions { header_row: Some(2), ..ReadOptions::default() };
    let sheet = read(OLD, &options).unwrap();
    assert_eq!(sheet.columns, ["学期", "教学班编号", "课程名称", "班级", "任课教师", "上课时间", "上课地点"]);
    assert_eq!((sheet.header_line, sheet.rows.len(), sheet.rows[1].line), (2, 2, 4));
    assert_eq!(sheet.rows[0].cell(5), &Cell::text("周一第1，2节 第{1-16}周|周三第3-4节(双)"));
    assert_eq!(sheet.rows[1].cell(6), &Cell::Number(201.0));
    assert_eq!(crate::tabular::sheet_names(OLD), ["课表", "空"]);
    let other = |name: &str| read(OLD, &ReadOptions { sheet: Some(name.into()), ..options.clone() });
    assert_eq!(other("空").unwrap_err().code, Code::EmptyFile);
    assert_eq!(other("无").unwrap_err().code, Code::UnknownSheet);
}

#[test]
fn an_old_workbook_that_claims_more_than_it_holds_is_refused_before_it_is_read() {
    assert_eq!(read(CORNERS, &ReadOptions::default()).unwrap_err(), FileError::whole(Code::TooLarge));
    assert!(crate::tabular::sheet_names(CORNERS).is_empty());
}

#[test]
fn a_broken_old_workbook_is_no_table_wherever_it_breaks() {
    for length in (0..OLD.len()).step_by(97) {
        let _ = read(&OLD[..length], &ReadOptions::default());
        let mut changed = OLD.to_vec();
        changed[length] = !changed[length];
        let _ = read(&changed, &ReadOptions::default());
    }
    assert_eq!(read(&OLD[..600], &ReadOptions::default()).unwrap_err().code, Code::NotATable);
}
