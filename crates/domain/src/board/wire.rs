//! Rows as text: small on the page, and small in the program that reads it there.
//!
//! A line is a person, or a bar or the taken days of the person before; its fields stand between tabs, days as their
//! number. What is torn reads as nothing.

use chrono::{Datelike, NaiveDate};

use super::{Bar, Busy, Change, DaySet, Row, Weekdays};
use crate::{
    calendar::DayKind,
    conflict::ConflictKind,
    id::{PersonId, PlacementId},
    placement::State,
};

const PERSON: &str = "p";
const BAR: &str = "b";
const TAKEN: &str = "t";
const ASKING: &str = "?";

/// The rows as text.
#[must_use]
pub fn write_rows(rows: &[Row]) -> String {
    let mut out = String::new();
    for row in rows {
        let Row { person, name, department, bars, busy } = row;
        line(&mut out, [PERSON, &person.to_string(), &plain(name), &plain(department)]);
        for bar in bars {
            out.push_str(&write_bar(bar));
        }
        for Busy { kind, days } in busy {
            let (first, digits) = days.digits();
            line(&mut out, [TAKEN, kind.as_str(), &first.num_days_from_ce().to_string(), digits]);
        }
    }
    out
}

/// The rows of a text that [`write_rows`] wrote; none when it is torn.
#[must_use]
pub fn read_rows(text: &str) -> Option<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    for line in text.lines() {
        match line.split_once('\t')? {
            (PERSON, rest) => {
                let mut fields = rest.split('\t');
                rows.push(Row {
                    person: PersonId(fields.next()?.parse().ok()?),
                    name: fields.next()?.to_owned(),
                    department: fields.next()?.to_owned(),
                    bars: Vec::new(),
                    busy: Vec::new(),
                });
            }
            (TAKEN, rest) => {
                let mut fields = rest.split('\t');
                let kind = ConflictKind::parse(fields.next()?)?;
                let days = DaySet::of_digits(day(fields.next()?)?, fields.next()?)?;
                rows.last_mut()?.busy.push(Busy { kind, days });
            }
            _ => rows.last_mut()?.bars.push(read_bar(line)?),
        }
    }
    Some(rows)
}

/// A bar as a line of text.
#[must_use]
pub fn write_bar(bar: &Bar) -> String {
    let mut out = String::new();
    let Bar { id, version, state, full_time, weekdays, change, first_day, last_day, proposed, place } = bar;
    let day = |day: NaiveDate| day.num_days_from_ce().to_string();
    let (from, to) = proposed.map(|(from, to)| (day(from), day(to))).unwrap_or_default();
    let fields = [
        BAR,
        &id.to_string(),
        &version.to_string(),
        state.as_str(),
        if *full_time { "1" } else { "0" },
        &weekdays.0.to_string(),
        change.as_str(),
        &day(*first_day),
        &day(*last_day),
        &from,
        &to,
        &plain(place),
    ];
    line(&mut out, fields);
    out
}

/// The bar of a line that [`write_bar`] wrote; none when it is torn.
#[must_use]
pub fn read_bar(line: &str) -> Option<Bar> {
    let mut fields = line.trim_end_matches('\n').split('\t');
    let mut next = || fields.next();
    if next()? != BAR {
        return None;
    }
    Some(Bar {
        id: PlacementId(next()?.parse().ok()?),
        version: next()?.parse().ok()?,
        state: State::parse(next()?)?,
        full_time: next()? == "1",
        weekdays: Weekdays(next()?.parse().ok()?),
        change: Change::parse(next()?)?,
        first_day: day(next()?)?,
        last_day: day(next()?)?,
        proposed: match (next()?, next()?) {
            ("", "") => None,
            (from, to) => Some((day(from)?, day(to)?)),
        },
        place: next()?.to_owned(),
    })
}

/// What a move meets that wants a reason first, as a line of text.
#[must_use]
pub fn write_asking(met: &str) -> String {
    let mut out = String::new();
    line(&mut out, [ASKING, &plain(met)]);
    out
}

/// What a move meets, of a line that [`write_asking`] wrote; none of other lines.
#[must_use]
pub fn read_asking(line: &str) -> Option<&str> {
    line.trim_end_matches('\n').strip_prefix(ASKING)?.strip_prefix('\t')
}

/// Days that differ from the ordinary week, as text.
#[must_use]
pub fn write_days(days: &[(NaiveDate, DayKind)]) -> String {
    let mut out = String::new();
    for (day, kind) in days {
        let kind = if kind.is_workday() { "+" } else { "-" };
        out.push_str(kind);
        out.push_str(&day.num_days_from_ce().to_string());
        out.push(' ');
    }
    out
}

/// The days of a text that [`write_days`] wrote, as make-up workdays and holidays.
#[must_use]
pub fn read_days(text: &str) -> Vec<(NaiveDate, DayKind)> {
    let read = |word: &str| {
        let (kind, number) = match word.strip_prefix('+') {
            Some(number) => (DayKind::MakeUpWorkday, number),
            None => (DayKind::Holiday, word.strip_prefix('-')?),
        };
        Some((day(number)?, kind))
    };
    text.split(' ').filter_map(read).collect()
}

fn day(number: &str) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(number.parse().ok()?)
}

fn line<const N: usize>(out: &mut String, fields: [&str; N]) {
    out.push_str(&fields.join("\t"));
    out.push('\n');
}

/// A text without what stands between fields and lines.
fn plain(text: &str) -> String {
    text.replace(|c: char| c.is_control(), " ")
}
