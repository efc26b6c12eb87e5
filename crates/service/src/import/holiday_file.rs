//! Public holidays from iCalendar files, such as the calendars of countries that people subscribe to.

use chrono::NaiveDate;
use domain::calendar::StateDayKind;

use super::{calendar_years, first_error, zone_of};
use crate::{
    calendar::country_of,
    ical::{self, About, Tz, When},
    tabular::{Cell, FileError, Row, Sheet},
};

/// The days of a calendar file, a row for each day of each event. Its zone says the country; where it names none that
/// is known, there is no such column.
///
/// # Errors
/// What is wrong with the file, with its line.
pub(super) fn days(bytes: &[u8]) -> Result<Sheet, FileError> {
    let events = ical::read(bytes, calendar_years(), Tz::UTC).map_err(first_error)?;
    let country = zone_of(bytes).map(|zone| country_of(&zone)).filter(|country| *country != "ZZ");
    let mut columns = vec!["date", "type", "name_zh", "name_en"];
    columns.extend(country.map(|_| "country"));
    let mut sheet = Sheet::new(&columns, Vec::new());
    sheet.header_line = 1;
    for event in events.iter().filter(|event| !event.about.is_cancelled) {
        let When::Days { first, last } = event.when else { continue };
        for day in first.iter_days().take_while(|day| *day <= last) {
            let cells = row(day, &event.about).into_iter().chain(country.map(Cell::text)).collect();
            sheet.rows.push(Row { line: event.about.line, cells });
        }
    }
    Ok(sheet)
}

fn row(day: NaiveDate, about: &About) -> [Cell; 4] {
    let (name, kind) = read_summary(about);
    let (zh, en) = if name.is_ascii() { (Cell::Empty, Cell::text(name)) } else { (Cell::text(name), Cell::Empty) };
    [Cell::Date(day), Cell::text(kind.as_str()), zh, en]
}

/// The holiday of an event, and whether people rest or work: `元旦(休)`, `National Day (Workday)`, or a mark beside it.
fn read_summary(about: &About) -> (String, StateDayKind) {
    let text = about.summary.trim().replace('（', "(").replace('）', ")");
    if let Some((name, mark)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        let kind = match mark.trim() {
            "班" | "Workday" => Some(StateDayKind::Workday),
            "休" | "Holiday" => Some(StateDayKind::Holiday),
            _ => None,
        };
        if let Some(kind) = kind {
            return (name.trim().to_owned(), kind);
        }
    }
    let works = about.special_day == "ALTERNATE-WORKDAY";
    (text, if works { StateDayKind::Workday } else { StateDayKind::Holiday })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Asia/Shanghai\r\nBEGIN:VEVENT\r\nUID:a\r\n\
        DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270104\r\nSUMMARY:元旦(休)\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:20270109\r\nSUMMARY:元旦（班）\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    fn texts(text: &str) -> Vec<(u32, Vec<String>)> {
        let sheet = days(text.as_bytes()).unwrap();
        sheet.rows.iter().map(|row| (row.line, row.cells.iter().map(Cell::shown).collect())).collect()
    }

    #[test]
    fn each_day_of_an_event_is_a_row_with_the_line_of_the_event() {
        let rows = texts(FILE);
        assert_eq!(rows.len(), 4);
        assert_eq!(rows[0], (3, ["2027-01-01", "holiday", "元旦", "", "CN"].map(str::to_owned).to_vec()));
        assert_eq!(rows[3].1[1], "workday");
    }

    #[test]
    fn a_calendar_that_names_no_country_says_none() {
        let elsewhere = FILE.replace("X-WR-TIMEZONE:Asia/Shanghai\r\n", "").replace("元旦(休)", "New Year's Day");
        assert_eq!(texts(&elsewhere)[0].1, ["2027-01-01", "holiday", "", "New Year's Day"]);
    }

    #[test]
    fn a_file_that_breaks_off_is_told_with_its_line() {
        let broken = FILE.replace("END:VEVENT\r\nEND:VCALENDAR", "END:VCALENDAR");
        let error = days(broken.as_bytes()).unwrap_err();
        assert!(error.line.is_some(), "{error}");
    }
}
