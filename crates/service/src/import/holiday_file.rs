//! Public holidays from iCalendar files, such as the calendars of countries that people subscribe to.

use chrono::NaiveDate;
use domain::calendar::StateDayKind;

use crate::{
    calendar::country_of,
    ical::{self, About, Tz, When},
    mapping::Kind,
    tabular::{self, Cell, FileError, ReadOptions, Row, Sheet},
};

/// The years of which days are taken: a recurrence in such a file has no end.
const YEARS: (i32, i32) = (2000, 2050);

/// Reads a file of a kind as a table; of holidays an iCalendar file as well, a row for each day of each event.
///
/// # Errors
/// What is wrong with the file, with its line.
pub fn read_table(kind: Kind, bytes: &[u8], options: &ReadOptions) -> Result<Sheet, FileError> {
    if kind == Kind::Holidays && ical::looks_like(bytes) { days(bytes) } else { tabular::read(bytes, options) }
}

/// The days of a calendar file. Its zone says the country; where it names none that is known, there is no such
/// column.
fn days(bytes: &[u8]) -> Result<Sheet, FileError> {
    let edge = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let span = (edge(YEARS.0, 1, 1), edge(YEARS.1, 12, 31));
    let events = ical::read(bytes, span, Tz::UTC).map_err(|errors| match errors.into_iter().next() {
        Some(error) => FileError::at(error.code, error.line).in_column(error.detail),
        None => FileError::whole(domain::Code::NotATable),
    })?;
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

/// The zone that the file names as a whole.
fn zone_of(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let line = text.lines().find_map(|line| line.strip_prefix("X-WR-TIMEZONE:"))?;
    Some(line.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Asia/Shanghai\r\nBEGIN:VEVENT\r\nUID:a\r\n\
        DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270104\r\nSUMMARY:元旦(休)\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:20270109\r\nSUMMARY:元旦（班）\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    fn texts(text: &str) -> Vec<(u32, Vec<String>)> {
        let sheet = read_table(Kind::Holidays, text.as_bytes(), &ReadOptions::default()).unwrap();
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
        let error = read_table(Kind::Holidays, broken.as_bytes(), &ReadOptions::default()).unwrap_err();
        assert!(error.line.is_some(), "{error}");
    }
}
