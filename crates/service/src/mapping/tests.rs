//! Invented files of the shape of real ones.

use chrono::NaiveDate;
use domain::placement::{Direction, Form, Load};

use super::*;
use crate::tabular::read;

/// The example that users start from.
const EXAMPLE: &str = include_str!("../../../../docs/examples/staff_placements.toml");

const HEADER: &str =
    "row_no,grant_no,role_pt,start,end,sending_org,hosting_org,hosting_country,field_major,direction\n";

fn sheet(text: &str) -> Sheet {
    read(text.as_bytes(), &ReadOptions::default()).unwrap()
}

fn placements(rows: &str) -> Vec<Record> {
    let mapping = Mapping::load(EXAMPLE, Kind::Placements).unwrap();
    mapping.apply(&sheet(&format!("{HEADER}{rows}"))).unwrap()
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// A mapping of placements in which one more line stands among the columns.
fn with(line: &str) -> String {
    format!(
        "kind = \"placements\"\n[columns]\nperson = \"who\"\nsending = \"from\"\nhosting = \"to\"\n\
         direction = {{ value = \"enterprise_practice\" }}\nform = {{ value = \"visit\" }}\nfirst_day = \"first\"\n{line}\n"
    )
}

fn refused(text: &str) -> (Code, Option<u32>, Option<String>) {
    let error = Mapping::load(text, Kind::Placements).unwrap_err();
    (error.code, error.line, error.column)
}

#[test]
fn the_example_reads_a_row_into_our_fields() {
    let records = placements("2,12-3,ESTÁGIO SÊNIOR,2009-09,2010-02,UNIVERSIDADE A,LAB B,PAÍS C,,outbound\n");
    let mut reader = records[0].reader();
    assert_eq!(reader.text("person_reference", 60).as_deref(), Some("12-3"));
    assert_eq!(reader.choice("direction", Direction::parse), Some(Direction::EnterprisePractice));
    assert_eq!(reader.choice("form", Form::parse), Some(Form::OnPost));
    assert_eq!(reader.choice("load", Load::parse), Some(Load::Unknown));
    assert_eq!((reader.day("first_day"), reader.day("last_day")), (day(2009, 9, 1), day(2010, 2, 28)));
    assert_eq!(reader.text("sending_kind", 20).as_deref(), Some("university"));
    assert_eq!(reader.text("hosting_kind", 20).as_deref(), Some("other"));
    assert_eq!(reader.optional("field", 100), Some(None));
    assert_eq!(reader.finish(), []);
}

#[test]
fn the_direction_comes_from_its_column_and_is_never_guessed() {
    let records = placements(
        "2,1,CÁTEDRA,2009-09,2010-02,A,B,C,,inbound\n3,2,CÁTEDRA,2009-09,2010-02,A,B,C,,sideways\n4,3,CÁTEDRA,2009-09,2010-02,A,B,C,,\n",
    );
    let direction = |at: usize| records[at].reader().choice("direction", Direction::parse);
    assert_eq!(direction(0), Some(Direction::TeachingSecondment));
    assert_eq!((direction(1), direction(2)), (None, None));
}

#[test]
fn everything_wrong_with_a_row_is_noted_with_line_column_code_and_value() {
    let records = placements("2,1,MÁGICO,2009-13,soon,,LAB B,C,,outbound\n");
    let mut reader = records[0].reader();
    assert_eq!(reader.text_or("sending", 200, Code::MissingSender), None);
    assert_eq!(reader.choice("form", Form::parse), None);
    assert_eq!((reader.day("first_day"), reader.day("last_day")), (None, None));
    assert_eq!(reader.text("hosting", 3), None);
    assert!(!reader.is_clean());
    let noted: Vec<_> =
        reader.finish().into_iter().map(|wrong| (wrong.row, wrong.column, wrong.code, wrong.value)).collect();
    let expected = [
        ("sending_org", Code::MissingSender, ""),
        ("role_pt", Code::UnknownValue, "MÁGICO"),
        ("start", Code::BadDate, "2009-13"),
        ("end", Code::BadDate, "soon"),
        ("hosting_org", Code::TooLong, "LAB B"),
    ];
    assert_eq!(noted, expected.map(|(column, code, value)| (2, column.into(), code, value.into())));
}

#[test]
fn a_month_is_read_as_its_first_or_last_day_only_when_the_mapping_says_so() {
    let month =
        Mapping::load(&with("last_day = { column = \"last\", month = \"last_day\" }"), Kind::Placements).unwrap();
    let plain = Mapping::load(&with("last_day = \"last\""), Kind::Placements).unwrap();
    for text in ["2012-02", "2012/2", "201202", "2012年2月", "２０１２－０２", "2012-02-29"] {
        let sheet = sheet(&format!("who,from,to,first,last\na,b,c,2012-01-01,{text}\n"));
        assert_eq!(month.apply(&sheet).unwrap()[0].reader().day("last_day"), day(2012, 2, 29), "{text}");
        let expected = if text.len() == 10 && text.is_ascii() { day(2012, 2, 29) } else { None };
        assert_eq!(plain.apply(&sheet).unwrap()[0].reader().day("last_day"), expected, "{text}");
    }
}

#[test]
fn a_month_that_a_spreadsheet_made_a_date_or_a_number_is_still_a_month() {
    let mapping =
        Mapping::load(&with("last_day = { column = \"last\", month = \"last_day\" }"), Kind::Placements).unwrap();
    for (cell, expected) in [
        (Cell::Date(day(2012, 2, 1).unwrap()), day(2012, 2, 29)),
        (Cell::Date(day(2012, 2, 17).unwrap()), day(2012, 2, 17)),
        (Cell::Number(201_202.0), day(2012, 2, 29)),
        (Cell::Number(201_213.0), None),
    ] {
        let row = vec![Cell::text("a"), Cell::text("b"), Cell::text("c"), Cell::Empty, cell];
        let sheet = Sheet::new(&["who", "from", "to", "first", "last"], vec![row]);
        assert_eq!(mapping.apply(&sheet).unwrap()[0].reader().day("last_day"), expected);
    }
}

#[test]
fn numbers_are_read_in_full_width_and_within_bounds() {
    let rows = "catalogue,code,name,valid_months,review_months\ncredential_type,1,X,３６,x\n";
    let records = Mapping::identity(Kind::Catalogues).apply(&sheet(rows)).unwrap();
    let mut reader = records[0].reader();
    assert_eq!(reader.number("valid_months", 1..=600), Some(36));
    assert_eq!(reader.optional_number("valid_months", 1..=12), None);
    assert_eq!(reader.optional_number("review_months", 1..=12), None);
    assert_eq!(reader.optional_number("level", 1..=12), Some(None));
    let codes: Vec<Code> = reader.finish().into_iter().map(|wrong| wrong.code).collect();
    assert_eq!(codes, [Code::OutOfRange, Code::NotANumber]);
}

#[test]
fn a_number_in_a_column_of_codes_is_refused_when_it_was_rounded() {
    let row = |number| vec![Cell::text("A"), Cell::text("college"), Cell::Number(number)];
    let sheet = Sheet::new(&["name", "kind", "moe_code"], vec![row(4_131_010_001.0), row(3.1e17)]);
    let records = Mapping::identity(Kind::Organisations).apply(&sheet).unwrap();
    assert_eq!(records[0].reader().text("moe_code", 20).as_deref(), Some("4131010001"));
    let mut reader = records[1].reader();
    assert_eq!(reader.optional("moe_code", 20), None);
    assert_eq!(reader.finish()[0].code, Code::NumberInTextColumn);
}

#[test]
fn other_values_take_the_default_and_empty_cells_stay_empty() {
    let line = "last_day = \"last\"\nload = { column = \"load\", values = { \"全职\" = \"full_time\" }, default = \"part_time\" }";
    let mapping = Mapping::load(&with(line), Kind::Placements).unwrap();
    let rows = "who,from,to,first,last,load\na,b,c,,,全职\na,b,c,,,半天\na,b,c,,,\n";
    let loads: Vec<_> = mapping
        .apply(&sheet(rows))
        .unwrap()
        .iter()
        .map(|record| record.reader().optional_choice("load", Load::parse))
        .collect();
    assert_eq!(loads, [Some(Some(Load::FullTime)), Some(Some(Load::PartTime)), Some(None)]);
}

#[test]
fn rows_that_agree_in_the_key_fields_have_one_key() {
    let records = placements(
        "2,1,CÁTEDRA,2009-09,2010-02,A  B,C,X,,outbound\n3,1,CÁTEDRA,2009-09,2010-02, A B,C,Y,F,outbound\n\
         4,1,CÁTEDRA,2009-09,2010-03,A B,C,X,,outbound\n5,2,CÁTEDRA,2009-09,2010-02,A B,C,X,,outbound\n\
         6,1,CAPACITAÇÃO,2009-09,2010-02,A B,C,X,,outbound\n7,1,CÁTEDRA,2009-09,2010-02,A B,C,X,,inbound\n",
    );
    let keys: Vec<String> = records.iter().map(Record::key).collect();
    assert_eq!(keys[0], keys[1]);
    let distinct: BTreeSet<&String> = keys.iter().collect();
    assert_eq!(distinct.len(), 5);
    assert!(keys.iter().all(|key| key.len() == 64));
}

#[test]
fn our_own_export_gives_the_key_of_the_file_it_came_from() {
    let theirs = placements("2,1,CÁTEDRA,2009-09,2010-02,A,B,X,,outbound\n");
    let export = "reference,person_reference,role,form,direction,sending,hosting,first_day,last_day,state\n\
                  P-1,1,CÁTEDRA,other,enterprise_practice,A,B,2009-09-01,2010-02-28,completed\n";
    let ours = Mapping::identity(Kind::Placements).apply(&sheet(export)).unwrap();
    assert_eq!(ours[0].key(), theirs[0].key());
}

#[test]
fn a_column_that_the_file_lacks_is_named() {
    let mapping = Mapping::load(&with("last_day = \"last\""), Kind::Placements).unwrap();
    let error = mapping.apply(&sheet("\nwho,from,to,first\na,b,c,d\n")).unwrap_err();
    assert_eq!((error.code, error.line, error.column.as_deref()), (Code::MissingColumn, Some(2), Some("last")));
    let error = Mapping::identity(Kind::Catalogues).apply(&sheet("catalogue,name\na,b\n")).unwrap_err();
    assert_eq!((error.code, error.column.as_deref()), (Code::MissingColumn, Some("code")));
    let error = Mapping::identity(Kind::People).apply(&sheet("profile,title\nteacher,b\n")).unwrap_err();
    assert_eq!((error.code, error.column.as_deref()), (Code::MissingColumn, Some("name")));
}

#[test]
fn columns_that_nothing_is_read_from_are_told() {
    let sheet = sheet("name,profile,titel,,email\na,teacher,c,,d\n");
    assert_eq!(Mapping::identity(Kind::People).unused_columns(&sheet), ["titel"]);
}

#[test]
fn a_mapping_that_is_not_toml_or_has_unknown_keys_is_refused_with_its_place() {
    assert_eq!(refused("kind = \"placements\"\n[columns\n").1, Some(2));
    assert_eq!(refused("kind = \"placements\"\ncolums = 1\n").1, Some(2));
    let (code, line, column) = refused(&with("last_day = { colunm = \"last\" }"));
    assert_eq!((code, line), (Code::BadMapping, Some(9)));
    assert!(column.is_some_and(|column| column.parse::<u32>().is_ok()));
}

#[test]
fn a_mapping_that_makes_no_sense_is_refused_with_line_and_field() {
    let lines = [
        ("nonsense = \"x\"", "nonsense"),
        ("last_day = { column = \"last\", value = \"2026-01-01\" }", "last_day"),
        ("last_day = { value = \"someday\" }", "last_day"),
        ("last_day = {}", "last_day"),
        ("place = { column = \"x\", month = \"last_day\" }", "place"),
        ("load = { column = \"x\", default = \"full_time\" }", "load"),
        ("load = { column = \"x\", values = { a = \"fulltime\" } }", "load"),
        ("load = { value = \"often\" }", "load"),
        ("load = \"\"", "load"),
    ];
    for (line, field) in lines {
        assert_eq!(refused(&with(line)), (Code::BadMapping, Some(9), Some(field.into())), "{line}");
    }
    assert_eq!(refused(&with("")), (Code::BadMapping, None, Some("last_day".into())));
    assert_eq!(refused(&EXAMPLE.replace("person_reference", "place_")).0, Code::BadMapping);
    assert_eq!(Mapping::load(EXAMPLE, Kind::People).unwrap_err().column.as_deref(), Some("kind"));
}

#[test]
fn what_may_be_created_is_said_by_the_mapping_alone() {
    let bare = Mapping::load(&with("last_day = \"last\""), Kind::Placements).unwrap();
    assert!(!bare.creates_people() && !bare.creates_organisation("sending"));
    let some = with("last_day = \"last\"\n[create]\norganisations = { hosting = \"enterprise\" }");
    let some = Mapping::load(&some, Kind::Placements).unwrap();
    assert!(some.creates_organisation("hosting") && !some.creates_organisation("sending"));
    for create in
        ["people = \"always\"", "organisations = { mentor = \"other\" }", "organisations = { sending = \"shop\" }"]
    {
        let (code, line, _) = refused(&with(&format!("last_day = \"last\"\n[create]\n{create}")));
        assert_eq!((code, line), (Code::BadMapping, Some(11)), "{create}");
    }
}

#[test]
fn the_mapping_says_on_which_line_the_header_stands() {
    let text = with("last_day = \"last\"").replacen('\n', "\nheader_row = 3\n", 1);
    let mapping = Mapping::load(&text, Kind::Placements).unwrap();
    assert_eq!(mapping.read_options(ReadOptions::default()).header_row, Some(3));
    let given = ReadOptions { header_row: Some(5), ..ReadOptions::default() };
    assert_eq!(mapping.read_options(given).header_row, Some(5));
}
