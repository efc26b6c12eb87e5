//! A row of a file of hours, read, with the placement in which they were worked.

use chrono::NaiveDate;
use domain::{
    Code,
    hours::{EntryState, Kind, read_time},
    placement::Direction,
};

use super::{
    host_placements::{HostPlacements, Place},
    named_person::NamedPerson,
    organisations::Organisations,
    roster::{Employer, Roster},
};
use crate::mapping::RecordReader;

/// The most minutes of an entry.
const MOST_MINUTES: i64 = 1440;

/// What was worked: two rows that agree in all of it are one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Work {
    pub(super) day: NaiveDate,
    pub(super) minutes: i32,
    /// Minutes after the midnight at which `day` begins.
    pub(super) span: Option<(i32, i32)>,
    pub(super) kind: Kind,
    pub(super) course: Option<String>,
    pub(super) section: Option<String>,
    pub(super) note: Option<String>,
}

/// A row that is right in itself.
#[derive(Debug)]
pub(super) struct Line {
    /// The place of the placement in the list.
    pub(super) placement: usize,
    pub(super) work: Work,
    /// None when the file does not say it.
    pub(super) state: Option<EntryState>,
    pub(super) confirmed_by: Option<String>,
    pub(super) confirmed_on: Option<NaiveDate>,
}

impl Line {
    /// Reads a row; what is wrong is noted with the reader. `own` is the employer of staff numbers where the
    /// row names no sending organisation.
    pub(super) fn read(
        read: &mut RecordReader<'_>,
        organisations: &Organisations,
        roster: &Roster,
        placements: &HostPlacements,
        own: Option<usize>,
    ) -> Option<Self> {
        let day = read.day("day");
        let found = placement(read, organisations, roster, placements, own, day);
        let place = found.and_then(|at| placements.get(at));
        let kind = kind(read, place.map(|place| place.direction));
        let time = kind.and_then(|kind| time(read, kind, place.map_or(45, |place| place.class_hour_minutes)));
        let course = read.optional("course", 100);
        let section = read.optional("section", 60);
        let note = read.optional_lines("note", 500);
        let state = read.optional_choice("state", EntryState::parse);
        let confirmed_by = read.optional("confirmed_by", 100);
        let confirmed_on = read.optional_day("confirmed_on");
        let ((minutes, span), day, kind) = (time?, day?, kind?);
        let work = Work { day, minutes, span, kind, course: course?, section: section?, note: note? };
        Some(Self { placement: found?, work, state: state?, confirmed_by: confirmed_by?, confirmed_on: confirmed_on? })
    }
}

/// Which placement the row is about: by its reference, or the one of the person, between the organisations
/// that the row names, in which the day falls.
fn placement(
    read: &mut RecordReader<'_>,
    organisations: &Organisations,
    roster: &Roster,
    placements: &HostPlacements,
    own: Option<usize>,
    day: Option<NaiveDate>,
) -> Option<usize> {
    let reference = read.code("placement", 100)?;
    let sending = organisations.known(read, "sending")?;
    let hosting = organisations.known(read, "hosting")?;
    let side =
        |place: &Place| sending.is_none_or(|at| at == place.sending) && hosting.is_none_or(|at| at == place.hosting);
    if let Some(reference) = reference {
        let Some((at, place)) = placements.referred(&reference) else {
            read.wrong("placement", Code::NotFound);
            return None;
        };
        let nobody = ["person_reference", "staff_number", "person"].iter().all(|field| read.is_blank(field));
        let fits = nobody || {
            let named = NamedPerson::read(read)?;
            let is = |known: Option<usize>| known.is_none_or(|person| person == place.person);
            let number = named.number.as_ref().and_then(|number| roster.numbered(place.sending, number));
            named.fits(roster, place.person)
                && is(named.reference.as_ref().and_then(|reference| roster.referred(reference)))
                && is(number.and_then(|at| roster.job(at)).map(|job| job.person))
        };
        if !fits || !side(place) {
            // The reference and the rest of the row name different placements.
            read.wrong("placement", Code::Ambiguous);
            return None;
        }
        return Some(at);
    }
    let named = NamedPerson::read(read)?;
    let employer = match (sending.or(own), sending) {
        (_, Some(sending)) => Employer::Of(sending),
        // A number is one of the own organisation's; a name may be a guest's.
        (Some(own), None) if named.number.is_some() => Employer::Of(own),
        _ if named.number.is_some() && named.reference.is_none() => {
            read.wrong("sending", Code::MissingSender);
            return None;
        }
        _ => Employer::Anyone,
    };
    let person = named.find(read, roster, employer)?;
    let day = day?;
    let mut fitting = placements.of_person(person).filter(|(_, place)| side(place) && place.covers(day));
    match (fitting.next(), fitting.next()) {
        (Some((at, _)), None) => Some(at),
        (None, _) => {
            read.wrong("day", Code::OutsidePlacement);
            None
        }
        (Some(_), Some(_)) => {
            let field = if read.is_mapped("placement") { "placement" } else { "day" };
            read.wrong(field, Code::Ambiguous);
            None
        }
    }
}

/// What for. Practice is on the post unless the row says otherwise; teaching says whether it was in class.
fn kind(read: &mut RecordReader<'_>, direction: Option<Direction>) -> Option<Kind> {
    let kind = match (read.optional_choice("kind", Kind::parse)?, direction) {
        (Some(kind), _) => kind,
        (None, Some(Direction::EnterprisePractice)) => Kind::OnPost,
        (None, None) => return None,
        (None, Some(Direction::TeachingSecondment)) => {
            read.wrong("kind", Code::Required);
            return None;
        }
    };
    if direction.is_some_and(|direction| !Kind::of(direction).contains(&kind)) {
        read.wrong("kind", Code::WrongKind);
        return None;
    }
    Some(kind)
}

/// How long, and from when to when if the row says it: by both ends, by a time as people type it, or by
/// minutes. Where a row says it more than once, it must say the same.
fn time(read: &mut RecordReader<'_>, kind: Kind, class_hour_minutes: i32) -> Option<(i32, Option<(i32, i32)>)> {
    let (from, to) = (read.optional("from", 20)?, read.optional("to", 20)?);
    let typed = read.optional("time", 40)?;
    let minutes = read.optional_number("minutes", 1..=MOST_MINUTES)?.and_then(|minutes| i32::try_from(minutes).ok());
    let mut said = Vec::new();
    match (from, to) {
        (Some(from), Some(to)) => said.push(("to", read_time(&format!("{from}-{to}"), kind, class_hour_minutes))),
        (None, None) => {}
        (from, _) => {
            read.wrong(if from.is_none() { "from" } else { "to" }, Code::Required);
            return None;
        }
    }
    said.extend(typed.map(|typed| ("time", read_time(&typed, kind, class_hour_minutes))));
    said.extend(minutes.map(|minutes| ("minutes", Ok((minutes, None)))));
    let mut known: Option<(i32, Option<(i32, i32)>)> = None;
    for (field, value) in said {
        match (value, known) {
            (Err(code), _) => {
                read.wrong(field, code);
                return None;
            }
            (Ok((minutes, _)), Some((before, _))) if minutes != before => {
                read.wrong(field, Code::BadTime);
                return None;
            }
            (Ok(value), None) => known = Some(value),
            (Ok((_, span)), Some((minutes, before))) => known = Some((minutes, before.or(span))),
        }
    }
    if known.is_none() {
        read.wrong("time", Code::Required);
    }
    known
}
