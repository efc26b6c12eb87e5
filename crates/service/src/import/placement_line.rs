//! A row of a file of placements, read, with the organisations and people that it names.

use chrono::NaiveDate;
use domain::{
    Code,
    placement::{Direction, Form, Load, Side, State, read_planned},
};

use super::{
    Import,
    named_person::NamedPerson,
    organisations::{Named, Organisations},
    roster::{Employer, Namesakes, Roster},
};
use crate::mapping::RecordReader;

/// The longest stay in a file, in days. History has longer ones than people may draft; beyond this a year
/// is mistyped.
const LONGEST_DAYS: i64 = 366 * 20;

/// A row that is right in itself.
#[derive(Debug)]
pub(super) struct Line {
    /// The placement's own reference.
    pub(super) reference: Option<String>,
    pub(super) direction: Direction,
    pub(super) person: Who,
    /// Whether the person is known by the file's own reference.
    pub(super) by_reference: bool,
    pub(super) sending: Named,
    pub(super) hosting: Named,
    pub(super) form: Form,
    pub(super) role: Option<String>,
    pub(super) load: Option<Load>,
    pub(super) place: Option<String>,
    pub(super) first_day: NaiveDate,
    pub(super) last_day: NaiveDate,
    pub(super) planned_minutes: Option<i32>,
    pub(super) objectives: Option<String>,
    pub(super) state: Option<State>,
    pub(super) mentor: Option<usize>,
    pub(super) field: Option<String>,
}

/// Who goes.
#[derive(Debug)]
pub(super) enum Who {
    /// Someone known.
    Known(usize),
    /// Someone whom the mapping allows to be created.
    New {
        /// The reference by which the file knows them.
        reference: String,
        /// The name, if the file has one.
        name: Option<String>,
    },
}

impl Who {
    /// The known one.
    pub(super) const fn known(&self) -> Option<usize> {
        match self {
            Self::Known(at) => Some(*at),
            Self::New { .. } => None,
        }
    }
}

impl Line {
    /// On which side an organisation stands, if on one.
    pub(super) fn side_of(&self, organisation: usize) -> Option<Side> {
        if self.sending.known() == Some(organisation) {
            Some(Side::Sending)
        } else if self.hosting.known() == Some(organisation) {
            Some(Side::Hosting)
        } else {
            None
        }
    }

    /// Reads a row; what is wrong is noted with the reader.
    pub(super) fn read(
        read: &mut RecordReader<'_>,
        import: Import<'_>,
        organisations: &Organisations,
        roster: &Roster,
    ) -> Option<Self> {
        let reference = read.code("reference", 100);
        let direction = read.choice("direction", Direction::parse);
        let sending = organisations.named(read, import, "sending", Code::MissingSender);
        let hosting = organisations.named(read, import, "hosting", Code::MissingHost);
        if sending.as_ref().zip(hosting.as_ref()).is_some_and(|(sending, hosting)| sending.is_same(hosting)) {
            read.wrong("hosting", Code::SenderIsHost);
        }
        let by_reference = !read.is_blank("person_reference");
        // Without a sender nobody can be looked for: that the person is unknown there would be noise.
        let person = sending.as_ref().and_then(|sending| participant(read, import, roster, sending.known()));
        let form = read.choice("form", Form::parse);
        let role = read.optional("role", 200);
        let load = read.optional_choice("load", Load::parse);
        let place = read.optional("place", 200);
        let days = days(read);
        let planned_minutes = read.optional_parsed("planned_hours", read_planned);
        let objectives = read.optional("objectives", 2000);
        let state = read.optional_choice("state", State::parse);
        let field = read.optional("field", 200);
        let mentor = mentor(read, roster, hosting.as_ref().and_then(Named::known));
        let person = person?;
        if mentor.flatten().is_some_and(|mentor| person.known() == Some(mentor)) {
            read.wrong("mentor", Code::MentorIsParticipant);
        }
        let (first_day, last_day) = days?;
        Some(Self {
            reference: reference?,
            direction: direction?,
            person,
            by_reference,
            sending: sending?,
            hosting: hosting?,
            form: form?,
            role: role?,
            load: load?,
            place: place?,
            first_day,
            last_day,
            planned_minutes: planned_minutes?,
            objectives: objectives?,
            state: state?,
            mentor: mentor?,
            field: field?,
        })
    }
}

fn days(read: &mut RecordReader<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let first = read.day("first_day");
    let last = read.day("last_day");
    let (first, last) = (first?, last?);
    if last < first {
        read.wrong("last_day", Code::EndBeforeStart);
    } else if (last - first).num_days() > LONGEST_DAYS {
        read.wrong("last_day", Code::OutOfRange);
    }
    Some((first, last))
}

/// Who goes: by the file's reference, else by the sender's staff number, else by a name that one person
/// there has.
fn participant(
    read: &mut RecordReader<'_>,
    import: Import<'_>,
    roster: &Roster,
    sending: Option<usize>,
) -> Option<Who> {
    let named = NamedPerson::read(read)?;
    if let Some(reference) = &named.reference
        && import.creates_people()
        && roster.referred(reference).is_none()
    {
        return Some(Who::New { reference: reference.clone(), name: named.name });
    }
    // Nobody is employed yet by an organisation that is new.
    named.find(read, roster, Employer::Of(sending.unwrap_or(usize::MAX))).map(Who::Known)
}

/// The mentor, who must be known: by reference, by the host's staff number, or by a name that one person
/// has there, or anywhere when nobody does there.
fn mentor(read: &mut RecordReader<'_>, roster: &Roster, hosting: Option<usize>) -> Option<Option<usize>> {
    let Some(text) = read.optional("mentor", 100)? else {
        return Some(None);
    };
    let numbered =
        || hosting.and_then(|at| roster.numbered(at, &text)).and_then(|at| roster.job(at)).map(|job| job.person);
    if let Some(at) = roster.referred(&text).or_else(numbered) {
        return Some(Some(at));
    }
    let there = hosting.map_or(Namesakes::None, |at| roster.namesakes(&text, Employer::Of(at)));
    let found = match there {
        Namesakes::None => roster.namesakes(&text, Employer::Anyone),
        found => found,
    };
    match found {
        Namesakes::One(at) => Some(Some(at)),
        Namesakes::None => {
            read.wrong("mentor", Code::UnknownPerson);
            None
        }
        Namesakes::Several => {
            read.wrong("mentor", Code::Ambiguous);
            None
        }
    }
}
