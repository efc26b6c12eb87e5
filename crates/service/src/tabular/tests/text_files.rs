//! CSV files and what is taken for one.

use super::*;

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

#[test]
fn utf_8_is_read_with_and_without_byte_order_mark() {
    let bare = plain("姓名,工号\n张三,007\n").unwrap();
    assert_eq!(bare, plain("\u{FEFF}姓名,工号\n张三,007\n").unwrap());
    assert_eq!((bare.columns.clone(), bare.header_line), (vec!["姓名".to_owned(), "工号".to_owned()], 1));
    assert_eq!(texts(&bare), [(2, vec!["张三".into(), "007".into()])]);
}

#[test]
fn gb18030_is_recognised_and_can_be_demanded() {
    let bytes = gb18030("姓名,单位\n张三,某某职业技术学院\n");
    let sheet = plain(&bytes).unwrap();
    assert_eq!(texts(&sheet), [(2, vec!["张三".into(), "某某职业技术学院".into()])]);
    let forced = ReadOptions { encoding: Some("GB18030".into()), ..ReadOptions::default() };
    assert_eq!(read(&bytes, &forced), Ok(sheet));
}

#[test]
fn the_text_export_of_a_spreadsheet_in_utf_16_is_read() {
    let bytes: Vec<u8> = "\u{FEFF}a\tb\r\n甲\t乙\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(texts(&plain(bytes).unwrap()), [(2, vec!["甲".into(), "乙".into()])]);
}

#[test]
fn broken_encoding_is_refused_with_its_line() {
    let broken = [b"name\nok\n".as_slice(), "中文中文中文".as_bytes(), b"\xFF\n"].concat();
    assert_eq!(refused(broken), (Code::BadEncoding, Some(3), None));
    let neither = [gb18030("姓名\n张三\n某某职业技术学院").as_slice(), b"\xFF\xFF\n"].concat();
    assert_eq!(refused(neither), (Code::BadEncoding, Some(3), None));
}

#[test]
fn a_western_encoding_is_refused_unless_it_is_named() {
    let bytes = b"name\nS\xC3O PAULO\nBRAS\xCDLIA\n";
    assert_eq!(refused(bytes), (Code::BadEncoding, Some(2), None));
    let named = ReadOptions { encoding: Some("windows-1252".into()), ..ReadOptions::default() };
    assert_eq!(texts(&read(bytes, &named).unwrap())[0].1, ["SÃO PAULO"]);
}

#[test]
fn a_demanded_encoding_is_not_replaced_by_another() {
    let utf_8 = ReadOptions { encoding: Some("utf-8".into()), ..ReadOptions::default() };
    let error = read(&gb18030("a\n中文\n"), &utf_8).unwrap_err();
    assert_eq!((error.code, error.line), (Code::BadEncoding, Some(2)));
    let unknown = ReadOptions { encoding: Some("klingon".into()), ..ReadOptions::default() };
    assert_eq!(read(b"a\nb\n", &unknown), Err(FileError::whole(Code::BadEncoding).in_column("klingon")));
}

#[test]
fn the_separator_is_that_of_the_header_line() {
    for text in ["a,b\n1;2,3\n", "a;b\n1;2\n", "a\tb\n1\t2\n", "\"a,x\";b\n1;2\n"] {
        assert_eq!(plain(text).unwrap().columns.len(), 2, "{text}");
    }
}

#[test]
fn a_row_has_the_line_on_which_it_begins() {
    let text = "a,b\r\n1,\"two\r\nlines\"\r\n\r\n,\r\n2,\"say \"\"hi\"\"\"\r3,x";
    let rows = [(2, vec!["1", "two\r\nlines"]), (6, vec!["2", "say \"hi\""]), (7, vec!["3", "x"])];
    let rows = rows.map(|(line, cells)| (line, cells.into_iter().map(str::to_owned).collect()));
    assert_eq!(texts(&plain(text).unwrap()), rows);
}

#[test]
fn titles_above_the_header_are_skipped_when_its_line_is_given() {
    let options = ReadOptions { header_row: Some(3), ..ReadOptions::default() };
    let sheet = read("教师名册;;\n2026年\n姓名,工号\n张三,1\n".as_bytes(), &options).unwrap();
    assert_eq!((sheet.header_line, sheet.columns.len(), sheet.rows[0].line), (3, 2, 4));
    let beyond = ReadOptions { header_row: Some(9), ..ReadOptions::default() };
    assert_eq!(read(b"a\n1\n", &beyond), Err(FileError::whole(Code::EmptyFile)));
}

#[test]
fn broken_quotes_are_refused_with_their_line() {
    assert_eq!(refused("a,b\n1,2\n3,\"open\n4,5\n"), (Code::BrokenRow, Some(3), None));
    assert_eq!(refused("a,b\n\"x\ny\"z,2\n"), (Code::BrokenRow, Some(3), None));
    assert_eq!(texts(&plain("a,b\n5\" pipe,\"x\" \n").unwrap())[0].1, ["5\" pipe", "x"]);
}

#[test]
fn a_row_longer_than_the_header_is_refused_unless_the_rest_is_empty() {
    assert_eq!(refused("a,b\n1,2\n1,2,3\n"), (Code::BrokenRow, Some(3), Some("C".into())));
    let many = format!("a,b\n1,2{}9\n", ",".repeat(300));
    assert_eq!(refused(many).0, Code::BrokenRow);
    assert_eq!(texts(&plain("a,b\n1,2,,\n1\n").unwrap()), [(2, vec!["1".into(), "2".into()]), (3, vec!["1".into()])]);
}

#[test]
fn a_doubled_column_is_named() {
    assert_eq!(refused("a, b ,b\n1,2,3\n"), (Code::DoubledColumn, Some(1), Some("b".into())));
}

#[test]
fn a_column_without_name_must_be_empty() {
    assert_eq!(plain("a,,b,\n1,,2,\n").unwrap().columns, ["a", "", "b"]);
    assert_eq!(refused("a,,b\n1,,2\n1,x,2\n"), (Code::BrokenRow, Some(3), Some("B".into())));
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    for text in ["", "\u{FEFF}", "\n \n,,\n", "a,b\n", "a,b\n\n,\n"] {
        assert_eq!(refused(text), (Code::EmptyFile, None, None), "{text:?}");
    }
}

#[test]
fn what_is_no_table_is_said_to_be_none() {
    let files: [&[u8]; 9] = [
        b"%PDF-1.7\n1 0 obj",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0",
        b"\x1F\x8B\x08\x00\x00",
        b"\x89PNG\r\n\x1A\n",
        b"a,b\n1,\0\n",
        b"\x7FELF\x02\x01\x01\x03\x04",
        b"<html><table><tr><td>a</td></tr></table></html>",
        b"{\"a\": 1}",
        b"PK\x03\x04 no archive",
    ];
    for bytes in files {
        assert_eq!(refused(bytes), (Code::NotATable, None, None), "{bytes:?}");
    }
}

#[test]
fn a_csv_file_has_no_sheets() {
    let options = ReadOptions { sheet: Some("Roster".into()), ..ReadOptions::default() };
    assert_eq!(read(b"a\n1\n", &options), Err(FileError::whole(Code::UnknownSheet).in_column("Roster")));
}

#[test]
fn more_rows_or_columns_than_can_be_read_are_refused() {
    let rows = format!("a\n{}", "x\n".repeat(MOST_ROWS + 1));
    assert_eq!(refused(rows), (Code::TooLarge, Some(MOST_ROWS as u32 + 2), None));
    let header: Vec<String> = (0..=MOST_COLUMNS).map(|at| format!("c{at}")).collect();
    assert_eq!(refused(format!("{}\n1\n", header.join(","))).0, Code::TooLarge);
}
