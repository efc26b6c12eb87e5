//! Terms and course sections (教学班) as they are kept and shown.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Lesson, Meeting, Term};
use crate::{
    id::{OrganisationId, PlacementId, SectionId, TermId},
    placement::PersonRef,
};

/// A term of a college.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermLine {
    /// Identifier.
    pub id: TermId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What it is called.
    pub name: String,
    /// Its weeks.
    pub term: Term,
    /// Grows with each change.
    pub version: i32,
}

/// The term to show first: the one that a day lies in, else the next one, else the last one.
#[must_use]
pub fn term_on(terms: &[TermLine], day: NaiveDate) -> Option<&TermLine> {
    let ends_after = terms.iter().filter(|line| line.term.last_day() >= day);
    ends_after.min_by_key(|line| line.term.first_day).or(terms.iter().max_by_key(|line| line.term.first_day))
}

/// A weekly meeting with its room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionMeeting {
    /// When.
    pub meeting: Meeting,
    /// Where.
    pub room: Option<String>,
}

/// Who teaches a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionTeacher {
    /// The person.
    pub person: PersonRef,
    /// The teaching secondment on which an engineer teaches.
    pub placement: Option<PlacementId>,
}

/// A course as it is taught to some classes in one term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Identifier.
    pub id: SectionId,
    /// The number of the teaching task, by which files know it.
    pub code: String,
    /// What is taught.
    pub course: String,
    /// The code of the course.
    pub course_code: Option<String>,
    /// The classes that it is taught to.
    pub classes: Option<String>,
    /// Who teaches it.
    pub teachers: Vec<SectionTeacher>,
    /// When it meets.
    pub meetings: Vec<SectionMeeting>,
}

/// A lesson that a person teaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaughtLesson {
    /// The section, which nobody outside the college gets to know.
    pub section: SectionId,
    /// The college at which it is taught.
    pub organisation: OrganisationId,
    /// The teaching secondment on which it is taught, if on one.
    pub placement: Option<PlacementId>,
    /// When, on the clock of the college.
    pub lesson: Lesson,
}
