//! Files of others as they are: whole, defective, broken and hostile.

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use domain::Code;

use super::{Event, IcalError, LONGEST_LINE, MOST_BYTES, When, read};

const HOME: Tz = Tz::Asia__Shanghai;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn two_years() -> (NaiveDate, NaiveDate) {
    (day("2026-01-01"), day("2027-12-31"))
}

fn file(events: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n")
}

fn event(lines: &str) -> String {
    file(&format!("BEGIN:VEVENT\nUID:a\n{lines}\nEND:VEVENT\n"))
}

fn read_text(text: &str) -> Result<Vec<Event>, Vec<IcalError>> {
    read(text.as_bytes(), two_years(), HOME)
}

/// The lines and codes of what is wrong.
fn wrong(text: &str) -> Vec<(u32, Code)> {
    read_text(text).unwrap_err().into_iter().map(|error| (error.line, error.code)).collect()
}

/// The local starts at home.
fn starts(text: &str) -> Vec<NaiveDateTime> {
    let start = |event: Event| match event.when {
        When::Days { first, .. } => first.and_hms_opt(0, 0, 0).unwrap(),
        When::Span { start, .. } => start.naive_local(),
    };
    read_text(text).unwrap().into_iter().map(start).collect()
}

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

#[test]
fn recurrences_are_those_of_python_dateutil_and_recurring_ical_events() {
    let mut compared = 0;
    let mut calendar = String::new();
    for line in include_str!("golden/recurrences.txt").lines() {
        let Some(expected) = line.strip_prefix("= ") else {
            calendar.push_str(line);
            calendar.push('\n');
            continue;
        };
        let told = |event: &Event| match event.when {
            When::Days { first, last } => {
                format!("{}/{}", first.format("%Y%m%d"), last.succ_opt().unwrap().format("%Y%m%d"))
            }
            When::Span { start, end } => {
                format!("{}/{}", start.to_utc().format("%Y%m%dT%H%M%SZ"), end.to_utc().format("%Y%m%dT%H%M%SZ"))
            }
        };
        // The golden file was made for days of UTC.
        let found = read(calendar.as_bytes(), two_years(), Tz::UTC).unwrap();
        let mut found: Vec<String> = found.iter().map(told).collect();
        found.sort();
        assert_eq!(found.join(" "), expected, "{calendar}");
        compared += found.len();
        calendar.clear();
    }
    assert!(compared > 700, "{compared}");
}

#[test]
fn a_writer_that_cuts_lines_inside_a_character_is_read() {
    let mut bytes = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260105\r\nSUMMARY:".to_vec();
    let text = "节假日".as_bytes();
    bytes.extend_from_slice(&text[..4]);
    bytes.extend_from_slice(b"\r\n ");
    bytes.extend_from_slice(&text[4..]);
    bytes.extend_from_slice(b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    let events = read(&bytes, two_years(), HOME).unwrap();
    assert_eq!(events[0].about.summary, "节假日");
}

#[test]
fn defects_of_the_real_world_are_tolerated() {
    let text = event(
        "SEQUENCE:0\nDTSTAMP:20260305T110113\nDTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20260104\n\
         X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\nSUMMARY:元旦(休)\\, 3 天\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE\n\
         X-APPLE-SPECIAL-DAY:WORK-HOLIDAY\nTRANSP:TRANSPARENT\nCATEGORIES:节假日,a\\,b\nSUMMARY:元旦(休)\\, 3 天\n\
         BEGIN:VALARM\nTRIGGER:-PT15M\nDTSTART:nonsense\nEND:VALARM",
    );
    let events = read_text(&format!("\u{feff}{text}")).unwrap();
    let about = &events[0].about;
    assert_eq!(events[0].when, When::Days { first: day("2026-01-01"), last: day("2026-01-03") });
    assert_eq!((about.summary.as_str(), about.special_day.as_str()), ("元旦(休), 3 天", "WORK-HOLIDAY"));
    assert_eq!(about.categories, ["节假日", "a,b"]);
    assert!(about.is_transparent && !about.is_cancelled);
    assert_eq!(about.line, 3);
}

#[test]
fn an_end_on_the_day_of_the_start_is_that_day() {
    let events = read_text(&event("DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20260101")).unwrap();
    assert_eq!(events[0].when.days(), (day("2026-01-01"), day("2026-01-01")));
}

#[test]
fn zones_are_known_by_iana_windows_and_vendors_names() {
    for zone in [
        "Asia/Shanghai",
        "asia/shanghai",
        "China Standard Time",
        "\"China Standard Time\"",
        "/citadel.org/20190410_1/Asia/Shanghai",
    ] {
        assert_eq!(starts(&event(&format!("DTSTART;TZID={zone}:20260105T080000"))), [at("2026-01-05 08:00")], "{zone}");
    }
    assert_eq!(starts(&event("DTSTART;TZID=W. Europe Standard Time:20260705T080000")), [at("2026-07-05 14:00")]);
}

#[test]
fn a_time_without_a_zone_is_at_home_or_where_the_file_says() {
    let floating = "BEGIN:VEVENT\nDTSTART:20260105T080000\nEND:VEVENT\n";
    assert_eq!(starts(&file(floating)), [at("2026-01-05 08:00")]);
    assert_eq!(starts(&file(&format!("X-WR-TIMEZONE:Asia/Tokyo\n{floating}"))), [at("2026-01-05 07:00")]);
    assert_eq!(wrong(&file(&format!("X-WR-TIMEZONE:Nowhere\n{floating}"))), [(3, Code::UnknownZone)]);
}

const OWN_ZONE: &str = "BEGIN:VTIMEZONE\nTZID:Works\nBEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0200\n\
    TZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19700329T020000\n\
    TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nEND:VTIMEZONE\n";

#[test]
fn a_zone_that_only_the_file_defines_is_the_one_it_defines() {
    let in_zone = |time: &str| file(&format!("{OWN_ZONE}BEGIN:VEVENT\nDTSTART;TZID=Works:{time}\nEND:VEVENT\n"));
    for time in ["20260115T080000", "20260715T080000", "20261025T023000", "20261025T031500", "20260329T030000"] {
        let berlin = event(&format!("DTSTART;TZID=Europe/Berlin:{time}"));
        assert_eq!(starts(&in_zone(time)), starts(&berlin), "{time}");
    }
    assert_eq!(wrong(&in_zone("20260329T023000")), [(19, Code::NoSuchTime)]);
}

#[test]
fn a_zone_that_nobody_knows_is_refused_with_its_line() {
    assert_eq!(wrong(&event("SUMMARY:x\nDTSTART;TZID=Middle/Earth:20260105T080000")), [(6, Code::UnknownZone)]);
}

#[test]
fn times_that_do_not_exist_are_refused_with_their_line() {
    for (value, code) in [
        ("DTSTART:20260230", Code::BadDate),
        ("DTSTART:20260230T080000", Code::BadDate),
        ("DTSTART:20260105T250000", Code::NoSuchTime),
        ("DTSTART;TZID=Europe/Berlin:20260329T023000", Code::NoSuchTime),
        ("DTSTART:next Monday", Code::BadDate),
        ("DTSTART:", Code::BadDate),
    ] {
        assert_eq!(wrong(&event(value)), [(5, code)], "{value}");
    }
}

#[test]
fn an_occurrence_in_the_hour_that_summer_time_skips_moves_forward() {
    let text = event("DTSTART;TZID=Europe/Berlin:20260328T023000\nRRULE:FREQ=DAILY;COUNT=3");
    // 02:30 in Berlin is 09:30, on the day of the change 03:30 summer time, then 02:30 summer time.
    assert_eq!(starts(&text), [at("2026-03-28 09:30"), at("2026-03-29 09:30"), at("2026-03-30 08:30")]);
}

#[test]
fn an_override_takes_the_place_of_its_occurrence() {
    let text = file(
        "BEGIN:VEVENT\nUID:a\nDTSTART:20260105T080000\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:usual\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20260112T080000\nDTSTART:20260113T090000\nSUMMARY:moved\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20260119T000000Z\nDTSTART:20260119T080000\nSTATUS:CANCELLED\nEND:VEVENT\n",
    );
    assert_eq!(starts(&text), [at("2026-01-05 08:00"), at("2026-01-13 09:00"), at("2026-01-19 08:00")]);
    let events = read_text(&text).unwrap();
    assert_eq!(events.iter().map(|event| event.about.is_cancelled).collect::<Vec<_>>(), [false, false, true]);
    assert_eq!(events[1].about.summary, "moved");
}

#[test]
fn a_missing_end_names_the_line_that_began() {
    let text =
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260105\nBEGIN:VEVENT\nDTSTART:20260106\nEND:VEVENT\nEND:VCALENDAR\n";
    assert_eq!(wrong(text), [(2, Code::UnclosedComponent)]);
    assert_eq!(
        wrong("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260105\n"),
        [(1, Code::UnclosedComponent), (2, Code::UnclosedComponent)]
    );
    assert_eq!(wrong("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\n"), [(2, Code::UnclosedComponent)]);
}

#[test]
fn what_is_no_calendar_is_said_once() {
    for text in
        ["", "a;b;c\n1;2;3\n", "BEGIN:VCARD\nFN:x\nEND:VCARD\n", "\u{0}\u{1}\n\n\n", "BEGIN:VEVENT\nEND:VEVENT\n"]
    {
        assert_eq!(wrong(text), [(1, Code::NotACalendar)], "{text:?}");
    }
}

#[test]
fn each_error_has_its_line() {
    let text = file(
        "BEGIN:VEVENT\nSUMMARY:no start\nEND:VEVENT\n\
         BEGIN:VEVENT\nDTSTART:20260105\nno colon here\nEND:VEVENT\n\
         BEGIN:VEVENT\nDTSTART:20260105\nDTEND:20260101\nEND:VEVENT\n\
         BEGIN:VEVENT\nDTSTART:20260105\nDTSTART:20260106\nEND:VEVENT\n\
         BEGIN:VEVENT\nDTSTART:20260105\nRRULE:FREQ=FORTNIGHTLY\nEND:VEVENT\n\
         BEGIN:VEVENT\nDTSTART:20260105\nRRULE:FREQ=DAILY;COUNT=2;UNTIL=20260201\nEND:VEVENT\n\
         BEGIN:VEVENT\nDTSTART:20260105\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n",
    );
    assert_eq!(
        wrong(&text),
        [
            (3, Code::Required),
            (8, Code::BrokenLine),
            (12, Code::EndBeforeStart),
            (16, Code::Duplicate),
            (20, Code::BadRecurrence),
            (24, Code::BadRecurrence),
            (28, Code::BadRecurrence),
        ]
    );
}

#[test]
fn a_recurrence_that_never_ends_ends_with_the_days_asked_for() {
    assert_eq!(starts(&event("DTSTART:19000101\nRRULE:FREQ=DAILY")).len(), 730);
    assert_eq!(starts(&event("DTSTART:00010101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")), []);
    assert_eq!(starts(&event("DTSTART:20260101\nRRULE:FREQ=DAILY;COUNT=10000000")).len(), 730);
}

#[test]
fn ten_million_occurrences_are_refused_with_the_line_of_the_rule() {
    for rule in [
        "FREQ=SECONDLY",
        "FREQ=SECONDLY;COUNT=10000000",
        "FREQ=MINUTELY;BYSECOND=0,10,20,30,40,50",
        "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,1,2,3,4,5,6,7,8,9",
    ] {
        let text = event(&format!("DTSTART:20200101T000000\nRRULE:{rule}"));
        assert_eq!(wrong(&text), [(6, Code::TooManyOccurrences)], "{rule}");
    }
    let many = "BEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=DAILY\nEND:VEVENT\n".repeat(100);
    assert_eq!(wrong(&file(&many)).last().map(|(_, code)| *code), Some(Code::TooManyOccurrences));
}

#[test]
fn giant_lines_and_giant_files_are_refused() {
    let long = "x".repeat(LONGEST_LINE);
    assert_eq!(wrong(&event(&format!("DTSTART:20260105\nSUMMARY:{long}"))), [(6, Code::LineTooLong)]);
    let folded = "\n x".repeat(LONGEST_LINE);
    assert_eq!(wrong(&event(&format!("DTSTART:20260105\nSUMMARY:{folded}"))), [(6, Code::LineTooLong)]);
    assert_eq!(wrong(&"x".repeat(MOST_BYTES + 1)), [(0, Code::TooLarge)]);
    let many = "BEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n".repeat(20_001);
    assert_eq!(wrong(&file(&many)), [(60_003, Code::TooLarge)]);
}

#[test]
fn deep_nesting_and_endless_errors_come_to_an_end() {
    let deep = format!("BEGIN:VCALENDAR\n{}", "BEGIN:X-A\n".repeat(100_000));
    assert!(wrong(&deep).len() < 20);
    let many = "BEGIN:VEVENT\nEND:VEVENT\n".repeat(5_000);
    assert_eq!(wrong(&file(&many)).len(), super::MOST_ERRORS);
}
