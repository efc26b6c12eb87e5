//! What people type, and that what is shown reads back.

use proptest::prelude::*;

use super::*;

fn minutes(text: &str) -> u32 {
    match read_duration(text) {
        Ok(Some(Typed::Minutes(minutes))) => minutes,
        other => panic!("{text}: {other:?}"),
    }
}

fn span(text: &str) -> (u16, u16) {
    match read_duration(text) {
        Ok(Some(Typed::Span { start, end })) => (start, end),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn a_length_is_read_in_the_forms_people_write() {
    for (text, expected) in [
        ("8", 480),
        ("8.5", 510),
        ("8,5", 510),
        (".5", 30),
        ("7.333", 440),
        ("8:30", 510),
        ("8：30", 510),
        ("８：３０", 510),
        ("08:30", 510),
        ("8h30", 510),
        ("8H", 480),
        ("8 h 30 m", 510),
        ("8.5h", 510),
        ("8小时", 480),
        ("８．５小时", 510),
        ("8个小时", 480),
        ("8小时30分", 510),
        ("8 小时 5 分钟", 485),
        ("45分钟", 45),
        ("90min", 90),
        (" 8\u{3000}", 480),
        ("0", 0),
        ("24", 1440),
        ("24:00", 1440),
    ] {
        assert_eq!(minutes(text), expected, "{text}");
    }
}

#[test]
fn a_span_is_read_in_the_forms_people_write() {
    for (text, expected) in [
        ("9-17", (540, 1020)),
        ("9:00-17:30", (540, 1050)),
        ("９：００～１７：３０", (540, 1050)),
        ("9:00—17:30", (540, 1050)),
        ("9:00——17:30", (540, 1050)),
        ("9 – 17", (540, 1020)),
        ("9点-17点30分", (540, 1050)),
        ("9点至17点", (540, 1020)),
        ("9到17", (540, 1020)),
        ("0-24", (0, 1440)),
        ("22-24", (1320, 1440)),
    ] {
        assert_eq!(span(text), expected, "{text}");
    }
}

#[test]
fn a_span_over_midnight_ends_on_the_next_day() {
    for (text, expected) in [
        ("22-6", (1320, 1800)),
        ("22:00-06:00", (1320, 1800)),
        ("22-次日6", (1320, 1800)),
        ("22:00～翌日6:30", (1320, 1830)),
        ("22-0", (1320, 1440)),
        ("9-次日9", (540, 1980)),
        ("23:59-23:58", (1439, 2878)),
    ] {
        assert_eq!(span(text), expected, "{text}");
    }
    assert_eq!(Typed::Span { start: 1320, end: 1800 }.minutes(), 480);
}

#[test]
fn an_empty_cell_is_no_entry() {
    for text in ["", "  ", "\u{3000}"] {
        assert_eq!(read_duration(text), Ok(None));
    }
}

#[test]
fn more_than_a_day_is_refused() {
    for text in ["24.01", "24:01", "25", "830", "99999999999", "1441分", "9-次日10"] {
        assert_eq!(read_duration(text), Err(Code::OverTwentyFourHours), "{text}");
    }
}

#[test]
fn what_is_no_time_is_refused() {
    for text in [
        "eight",
        "-8",
        "8-",
        "8:60",
        "8:3",
        "8:",
        ":30",
        "1 2",
        "1,000",
        "8..5",
        "8.",
        "9-9",
        "24-6",
        "9-25",
        "9-17-18",
        "9.5-17",
        "8h60",
        "八小时",
        "8:30:00",
        "1e1",
        "8.1234567",
        "NaN",
        "+6",
        "8m30h",
    ] {
        assert_eq!(read_duration(text), Err(Code::BadTime), "{text}");
    }
}

#[test]
fn hours_have_at_most_two_decimals() {
    for (minutes, text) in
        [(480, "8"), (510, "8.5"), (435, "7.25"), (440, "7.33"), (1, "0.02"), (0, "0"), (-90, "-1.5"), (3, "0.05")]
    {
        assert_eq!(hours_text(minutes), text);
    }
    assert_eq!(hours_text(60_000), "1000");
    assert!(hours_text(i64::MIN).starts_with('-'));
}

#[test]
fn a_time_after_midnight_shows_the_clock_of_the_next_day() {
    for (minute, text) in [(510, "08:30"), (0, "00:00"), (1439, "23:59"), (1440, "00:00"), (1800, "06:00")] {
        assert_eq!(clock_text(minute), text);
    }
}

#[test]
fn class_hours_are_counted_in_tenths_rounded_half_up() {
    for (length, minutes, tenths) in
        [(45, 90, 20), (45, 60, 13), (40, 60, 15), (45, 45 * 160, 1600), (40, 2, 1), (45, 2, 0), (50, 0, 0)]
    {
        assert_eq!(class_hours(length, minutes), Some(tenths), "{minutes} of {length}");
    }
    assert_eq!(class_hours(0, 45), None);
    assert_eq!(class_hours(45, -1), None);
    assert_eq!(class_hours(1, i64::MAX), None);
    assert_eq!((tenths_text(125), tenths_text(120), tenths_text(-5)), ("12.5".into(), "12".into(), "-0.5".into()));
}

proptest! {
    #[test]
    fn what_is_formatted_reads_back(length in 0..=1440u32) {
        prop_assert_eq!(read_duration(&hours_text(length.into())), Ok(Some(Typed::Minutes(length))));
    }

    #[test]
    fn a_formatted_span_reads_back(start in 0..1440u16, length in 1..1440u16) {
        let end = start + length;
        let typed = Typed::Span { start, end };
        prop_assert_eq!(read_duration(&format!("{}-{}", clock_text(start), clock_text(end))), Ok(Some(typed)));
    }

    #[test]
    fn nothing_read_is_longer_than_a_day(text in "[0-9 :.,hm点次日小时分~—+-]{0,12}") {
        if let Ok(Some(typed)) = read_duration(&text) {
            prop_assert!(typed.minutes() <= 1440);
            if let Typed::Span { start, end } = typed {
                prop_assert!(start < 1440 && end > start);
            }
        }
    }

    #[test]
    fn class_hours_agree_with_counting_tenths(length in 1..120i64, minutes in 0..5000i64) {
        // The tenth nearest to the minutes, by trying: |tenths * length - 10 * minutes| is at most half a length.
        let tenths = class_hours(length, minutes).unwrap();
        let low = 2 * (tenths * length - 10 * minutes);
        prop_assert!(-length < low && low <= length, "{tenths}");
    }

    #[test]
    fn any_text_is_answered(text in ".{0,16}") {
        let _ = read_duration(&text);
    }
}
