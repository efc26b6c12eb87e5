//! A person whom a row names: by the file's reference, by a staff number, or by a name.

use domain::Code;

use super::roster::{Employer, Namesakes, Roster};
use crate::mapping::RecordReader;

/// The fields by which a person may be named, of which a row needs one.
const FIELDS: [&str; 3] = ["person_reference", "staff_number", "person"];

/// How a row names a person.
#[derive(Debug)]
pub(super) struct NamedPerson {
    pub(super) reference: Option<String>,
    pub(super) number: Option<String>,
    pub(super) name: Option<String>,
}

impl NamedPerson {
    /// Reads how a row names a person; it must do so somehow.
    pub(super) fn read(read: &mut RecordReader<'_>) -> Option<Self> {
        let reference = read.code(FIELDS[0], 100);
        let number = read.code(FIELDS[1], 40);
        let name = read.optional(FIELDS[2], 100);
        let named = Self { reference: reference?, number: number?, name: name? };
        if named.is_nobody() {
            let field = FIELDS.into_iter().find(|field| read.is_mapped(field)).unwrap_or(FIELDS[2]);
            read.wrong(field, Code::Required);
            return None;
        }
        Some(named)
    }

    const fn is_nobody(&self) -> bool {
        self.reference.is_none() && self.number.is_none() && self.name.is_none()
    }

    /// Who it is: by the reference, else by the staff number at the employer, else by a name that one person
    /// there has. Someone known by a number must have the name that the row gives.
    pub(super) fn find(&self, read: &mut RecordReader<'_>, roster: &Roster, employer: Employer) -> Option<usize> {
        if let Some(at) = self.reference.as_ref().and_then(|reference| roster.referred(reference)) {
            return Some(at);
        }
        let (field, found) = match (&self.number, &self.name, &self.reference) {
            (Some(number), _, _) => (FIELDS[1], roster.holder(employer, number)),
            (None, Some(name), None) => (FIELDS[2], roster.namesakes(name, employer)),
            (None, _, _) => (FIELDS[0], Namesakes::None),
        };
        match found {
            Namesakes::One(at) => {
                if !self.fits(roster, at) {
                    read.wrong(FIELDS[2], Code::Ambiguous);
                }
                Some(at)
            }
            Namesakes::Several => {
                read.wrong(field, Code::Ambiguous);
                None
            }
            Namesakes::None => {
                read.wrong(field, Code::UnknownPerson);
                None
            }
        }
    }

    /// Whether a person has the name that the row gives, so far as either is known: a number that belongs to
    /// someone of another name is a slip in one of the two.
    pub(super) fn fits(&self, roster: &Roster, at: usize) -> bool {
        let (Some(name), Some(row)) = (&self.name, roster.person(at)) else { return true };
        row.name.is_empty() || row.name == *name || row.name_en.as_ref() == Some(name)
    }
}
