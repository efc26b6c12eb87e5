//! Reading single cells, and whole tables that are written and read again.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::tabular::guard::{guarded, unguarded};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn a_number_is_text_as_people_see_it() {
    for (number, text) in [(5.0, "5"), (-2.0, "-2"), (8.5, "8.5"), (0.1 + 0.2, "0.3"), (460_702.0, "460702")] {
        assert_eq!(Cell::Number(number).as_text().as_deref(), Ok(text));
    }
    assert_eq!(Cell::Number(999_999_999_999_999.0).as_text().as_deref(), Ok("999999999999999"));
}

#[test]
fn a_number_that_the_spreadsheet_has_rounded_is_no_text() {
    assert_eq!(Cell::Number(310_101_199_001_011_230.0).as_text(), Err(Code::NumberInTextColumn));
}

#[test]
fn a_spreadsheet_error_is_no_value() {
    let fault = Cell::Fault("#N/A".into());
    assert_eq!(fault.as_text(), Err(Code::UnknownValue));
    assert_eq!(fault.as_day(), Err(Code::BadDate));
    assert!(!fault.is_blank());
}

#[test]
fn a_day_is_read_typed_as_a_serial_number_or_as_text() {
    let cells = [
        Cell::Date(day(2009, 9, 1)),
        Cell::Number(40_057.0),
        Cell::Number(40_057.75),
        Cell::Number(20_090_901.0),
        Cell::text("2009-9-1"),
        Cell::text("２００９／０９／０１"),
        Cell::text("2009年9月1日"),
        Cell::text(" 2009-09-01 00:00:00 "),
        Cell::text("2009/9/1 0:00"),
    ];
    for cell in cells {
        assert_eq!(cell.as_day(), Ok(day(2009, 9, 1)), "{cell:?}");
    }
}

#[test]
fn what_is_no_day_is_not_made_one() {
    for cell in [Cell::Number(2009.0), Cell::Number(f64::NAN), Cell::text("2009-02-29"), Cell::text("2009-09-01 08:30")]
    {
        assert_eq!(cell.as_day(), Err(Code::BadDate), "{cell:?}");
    }
    assert_eq!(Cell::Empty.as_day(), Err(Code::Required));
    assert_eq!(Cell::text(" ").as_day(), Err(Code::Required));
}

#[test]
fn a_cell_that_would_run_is_guarded_and_comes_back_as_it_was() {
    for (text, written) in
        [("=1+1", "'=1+1"), ("+86 21", "'+86 21"), ("-", "'-"), ("@x", "'@x"), ("\tx", "'\tx"), ("'=1", "''=1")]
    {
        assert_eq!(guarded(text), written);
        assert_eq!(unguarded(written.to_owned()), text);
    }
    for text in ["'s-Hertogenbosch", "5-3", "", "'"] {
        assert_eq!(guarded(text), text);
        assert_eq!(unguarded(text.to_owned()), text);
    }
}

#[test]
fn json_has_one_object_a_row() {
    let cells = vec![Cell::text("A"), Cell::Number(5.0), Cell::Date(day(2026, 11, 3)), Cell::Empty];
    let sheet = Sheet::new(&["a", "b", "c", "d"], vec![cells]);
    let json: serde_json::Value = serde_json::from_slice(&write::json(&sheet).unwrap()).unwrap();
    assert_eq!(json, serde_json::json!([{"a": "A", "b": 5, "c": "2026-11-03", "d": null}]));
}

fn text() -> impl Strategy<Value = Cell> + Clone {
    let any = "[ -~\n\t中文ＡÃ𠮷，；'\"=+@-]{0,12}";
    let awkward = prop::sample::select(vec!["'=1", "''-", "\"", ",", "\r\n", "_x0041_", " a ", "007", "true", "a\rb"]);
    prop_oneof![any.prop_map(Cell::text), awkward.prop_map(Cell::text)]
}

fn typed() -> impl Strategy<Value = Cell> + Clone {
    prop_oneof![
        text(),
        Just(Cell::Empty),
        (-1e14..1e14_f64).prop_map(Cell::Number),
        (-1_000_000..1_000_000_i32).prop_map(|number| Cell::Number(f64::from(number))),
        (18_264..100_000_u64).prop_map(|days| Cell::Date(day(1899, 12, 30) + chrono::Days::new(days))),
    ]
}

/// A table of three columns; in each row the first cell has a value, so that no row is blank.
fn table(cell: impl Strategy<Value = Cell> + Clone) -> impl Strategy<Value = Sheet> {
    let row = (cell.clone(), cell).prop_map(|(second, third)| vec![Cell::text("x"), second, third]);
    prop::collection::vec(row, 1..8).prop_map(|rows| {
        let mut sheet = Sheet::new(&["甲", "=b", "c;d"], rows);
        for row in &mut sheet.rows {
            while row.cells.last().is_some_and(Cell::is_blank) {
                row.cells.pop();
            }
        }
        sheet
    })
}

fn cells(sheet: &Sheet) -> Vec<&Vec<Cell>> {
    sheet.rows.iter().map(|row| &row.cells).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_written_csv_is_read_as_it_was(sheet in table(text())) {
        let back = plain(write::csv(&sheet).unwrap()).unwrap();
        prop_assert_eq!(&back.columns, &sheet.columns);
        prop_assert_eq!(cells(&back), cells(&sheet));
    }

    #[test]
    fn a_written_workbook_is_read_as_it_was(sheet in table(typed())) {
        let back = plain(write::xlsx(&sheet, "rows").unwrap()).unwrap();
        prop_assert_eq!(back, sheet);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = plain(&bytes);
        let _ = plain([b"PK\x03\x04".as_slice(), &bytes].concat());
        let _ = plain([b"name,x\n\"".as_slice(), &bytes].concat());
    }
}
