//! Openings: what an organisation offers or asks for before anybody is named. An enterprise offers a post
//! to teachers or an engineer to colleges, a college asks for teaching; placements are made from them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Code, Result,
    form::Check,
    id::{OpeningId, OrganisationId, PersonId},
    organisation::{OrganisationKind, OrganisationRef},
    placement::{Direction, Form, Load, PersonRef, Side, State, read_days, read_planned},
};

text_enum! {
    /// What an opening is.
    pub enum OpeningKind {
        /// 岗位: an enterprise or training base takes teachers in.
        Post = "post",
        /// 教学需求: a college or university asks for teaching by engineers.
        TeachingNeed = "teaching_need",
        /// 可派工程师: an enterprise offers an engineer for teaching.
        EngineerOffer = "engineer_offer",
    }
}

impl OpeningKind {
    /// Which way people go who are placed from it.
    #[must_use]
    pub const fn direction(self) -> Direction {
        match self {
            Self::Post => Direction::EnterprisePractice,
            Self::TeachingNeed | Self::EngineerOffer => Direction::TeachingSecondment,
        }
    }

    /// The side on which its organisation stands in the placements made from it.
    #[must_use]
    pub const fn side(self) -> Side {
        match self {
            Self::Post | Self::TeachingNeed => Side::Hosting,
            Self::EngineerOffer => Side::Sending,
        }
    }

    /// Whether an organisation of this kind can have such an opening.
    #[must_use]
    pub const fn is_of(self, kind: OrganisationKind) -> bool {
        match self {
            Self::Post | Self::EngineerOffer => !kind.teaches(),
            Self::TeachingNeed => kind.teaches(),
        }
    }
}

/// Whether a placement in this state takes a place of the opening it was made from: from submission on,
/// and no longer once it ended early.
#[must_use]
pub const fn takes_place(state: State) -> bool {
    state.occupies() && !matches!(state, State::Terminated)
}

/// An opening with the names that people read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Identifier.
    pub id: OpeningId,
    /// Whose it is.
    pub organisation: OrganisationRef,
    /// City of that organisation, if known.
    pub city: Option<String>,
    /// What it is.
    pub kind: OpeningKind,
    /// What it is called.
    pub title: String,
    /// Code of the catalogue of majors, or a text that the catalogue does not know.
    pub specialty: Option<String>,
    /// Name of that major in the catalogue.
    pub major: Option<String>,
    /// Where, in words.
    pub place: Option<String>,
    /// The form of the stay.
    pub form: Form,
    /// Full or part time.
    pub load: Load,
    /// The first day on which a placement may begin.
    pub first_day: NaiveDate,
    /// The last day on which a placement may end, inclusive.
    pub last_day: NaiveDate,
    /// Planned minutes a person; 0 when not said.
    pub planned_minutes: i32,
    /// How many people.
    pub capacity: i32,
    /// How many places are taken.
    pub taken: i32,
    /// The engineer on offer, where one is named and the reader may know who.
    pub engineer: Option<PersonRef>,
    /// Whether an engineer is named, also where the reader does not learn who.
    pub names_engineer: bool,
    /// What is done there and what is asked.
    pub text: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Whether placements can be made from it.
    pub open: bool,
    /// Counts edits.
    pub version: i32,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

impl Opening {
    /// How many places are free; never below 0.
    #[must_use]
    pub const fn free(&self) -> i32 {
        if self.capacity > self.taken { self.capacity - self.taken } else { 0 }
    }

    /// Which field of a stay lies outside the days of the opening, if one does.
    #[must_use]
    pub fn outside(&self, first_day: NaiveDate, last_day: NaiveDate) -> Option<&'static str> {
        if first_day < self.first_day || first_day > self.last_day {
            Some("first_day")
        } else if last_day > self.last_day {
            Some("last_day")
        } else {
            None
        }
    }
}

/// What a list of openings is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OpeningFilter {
    /// Text of an [`OpeningKind`], or empty.
    pub kind: String,
    /// Identifier of an organisation, or empty.
    pub organisation: String,
    /// A code of the catalogue, or a part of the specialty's name.
    pub specialty: String,
    /// Part of the place or of the organisation's city.
    pub place: String,
    /// Last day on or after this day.
    pub from: String,
    /// First day on or before this day.
    pub to: String,
    /// `true` for those with free places only.
    pub free: String,
    /// `true` for those of the acting organisation only, closed ones too.
    pub own: String,
    /// Part of the title or of the organisation's name.
    pub q: String,
    /// `first_day` (the default, earliest first), `-first_day` or `-created`.
    pub sort: String,
    /// Where the page begins.
    pub cursor: String,
}

/// What people type to add or change an opening.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OpeningForm {
    /// Text of an [`OpeningKind`].
    pub kind: String,
    /// Title.
    pub title: String,
    /// Code of the catalogue, or text.
    pub specialty: String,
    /// Where, in words.
    pub place: String,
    /// Text of a [`Form`].
    pub form: String,
    /// Text of a [`Load`].
    pub load: String,
    /// First day.
    pub first_day: String,
    /// Last day, inclusive.
    pub last_day: String,
    /// Planned hours a person, or empty.
    pub planned_hours: String,
    /// How many people.
    pub capacity: String,
    /// Identifier of the engineer on offer, or empty.
    pub engineer: String,
    /// What is done there and what is asked.
    pub text: String,
    /// Whom to ask.
    pub contact: String,
}

/// A checked opening, ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOpening {
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What it is.
    pub kind: OpeningKind,
    /// Title, at most 120 characters.
    pub title: String,
    /// Code of the catalogue, or text.
    pub specialty: Option<String>,
    /// Where, in words.
    pub place: Option<String>,
    /// The form of the stay.
    pub form: Form,
    /// Full or part time.
    pub load: Load,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive.
    pub last_day: NaiveDate,
    /// Planned minutes a person; 0 when not said.
    pub planned_minutes: i32,
    /// How many people.
    pub capacity: i32,
    /// The engineer on offer.
    pub engineer: Option<PersonId>,
    /// What is done there and what is asked.
    pub text: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
}

impl OpeningForm {
    /// Reads the form for an organisation of a kind.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong; `wrong_host_kind` or `wrong_sender_kind`
    /// when the organisation cannot have such an opening.
    pub fn check(&self, organisation: OrganisationId, organisation_kind: OrganisationKind) -> Result<NewOpening> {
        let mut check = Check::default();
        let kind = check.choice("kind", &self.kind, OpeningKind::parse);
        if let Some(kind) = kind
            && !kind.is_of(organisation_kind)
        {
            let code = if kind.side() == Side::Hosting { Code::WrongHostKind } else { Code::WrongSenderKind };
            check.wrong("kind", code);
        }
        let title = check.text("title", &self.title, 120);
        let specialty = check.optional_text("specialty", &self.specialty, 60);
        let place = check.optional_text("place", &self.place, 200);
        let form = check.choice("form", &self.form, Form::parse);
        let load = check.choice("load", &self.load, read_load);
        let days = read_days(&mut check, &self.first_day, &self.last_day);
        let planned_minutes = check.take("planned_hours", read_planned(&self.planned_hours));
        let engineer = match kind {
            Some(OpeningKind::EngineerOffer) if !self.engineer.trim().is_empty() => {
                check.choice("engineer", &self.engineer, PersonId::parse).map(Some)
            }
            _ => Some(None),
        };
        let capacity = check.number("capacity", &self.capacity, 1..=999);
        if let (Some(Some(_)), Some(2..)) = (engineer, capacity) {
            // A named engineer is one person.
            check.wrong("capacity", Code::OutOfRange);
        }
        let text = check.optional_lines("text", &self.text, 2000);
        let contact = check.optional_text("contact", &self.contact, 120);
        let value = (|| {
            let (first_day, last_day) = days?;
            Some(NewOpening {
                organisation,
                kind: kind?,
                title: title?,
                specialty: specialty?,
                place: place?,
                form: form?,
                load: load?,
                first_day,
                last_day,
                planned_minutes: planned_minutes?,
                capacity: i32::try_from(capacity?).ok()?,
                engineer: engineer?,
                text: text?,
                contact: contact?,
            })
        })();
        check.finish(value)
    }
}

/// A load that can be offered: one that is known.
fn read_load(text: &str) -> Option<Load> {
    Load::parse(text).filter(|load| *load != Load::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Error, FieldError};

    fn form() -> OpeningForm {
        OpeningForm {
            kind: "post".into(),
            title: "动力电池装调岗位".into(),
            specialty: "460704".into(),
            form: "on_post".into(),
            load: "full_time".into(),
            first_day: "2027-01-11".into(),
            last_day: "2027-02-05".into(),
            planned_hours: "160".into(),
            capacity: "6".into(),
            ..Default::default()
        }
    }

    fn check(form: &OpeningForm, kind: OrganisationKind) -> Result<NewOpening> {
        form.check(OrganisationId(1), kind)
    }

    fn wrong(form: &OpeningForm, kind: OrganisationKind) -> Vec<FieldError> {
        match check(form, kind) {
            Err(Error::Invalid(fields)) => fields,
            other => panic!("must be invalid: {other:?}"),
        }
    }

    #[test]
    fn a_post_of_an_enterprise_is_read_with_its_hours_in_minutes() {
        let new = check(&form(), OrganisationKind::Enterprise).unwrap();
        assert_eq!((new.kind, new.capacity, new.planned_minutes), (OpeningKind::Post, 6, 9600));
        assert!(check(&form(), OrganisationKind::TrainingBase).is_ok());
    }

    #[test]
    fn each_kind_of_organisation_has_the_openings_that_go_with_it() {
        use OrganisationKind::{College, Enterprise};
        assert_eq!(wrong(&form(), College), [FieldError::new("kind", Code::WrongHostKind)]);
        let need = OpeningForm { kind: "teaching_need".into(), ..form() };
        assert!(check(&need, College).is_ok());
        assert_eq!(wrong(&need, Enterprise), [FieldError::new("kind", Code::WrongHostKind)]);
        let offer = OpeningForm { kind: "engineer_offer".into(), ..form() };
        assert!(check(&offer, Enterprise).is_ok());
        assert_eq!(wrong(&offer, College), [FieldError::new("kind", Code::WrongSenderKind)]);
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let bad = OpeningForm {
            kind: "job".into(),
            title: " ".into(),
            load: "unknown".into(),
            last_day: "2027-01-10".into(),
            capacity: "0".into(),
            planned_hours: "much".into(),
            ..form()
        };
        let fields = wrong(&bad, OrganisationKind::Enterprise);
        let expected = [
            ("kind", Code::UnknownValue),
            ("title", Code::Required),
            ("load", Code::UnknownValue),
            ("last_day", Code::EndBeforeStart),
            ("planned_hours", Code::NotANumber),
            ("capacity", Code::OutOfRange),
        ];
        assert_eq!(fields, expected.map(|(field, code)| FieldError::new(field, code)));
        let many = OpeningForm { capacity: "1000".into(), ..form() };
        assert_eq!(wrong(&many, OrganisationKind::Enterprise), [FieldError::new("capacity", Code::OutOfRange)]);
    }

    #[test]
    fn a_named_engineer_is_one_person_and_belongs_to_an_offer_alone() {
        let offer = OpeningForm { kind: "engineer_offer".into(), engineer: "7".into(), ..form() };
        assert_eq!(wrong(&offer, OrganisationKind::Enterprise), [FieldError::new("capacity", Code::OutOfRange)]);
        let one = OpeningForm { capacity: "1".into(), ..offer };
        assert_eq!(check(&one, OrganisationKind::Enterprise).unwrap().engineer, Some(PersonId(7)));
        let post = OpeningForm { kind: "post".into(), ..one };
        assert_eq!(check(&post, OrganisationKind::Enterprise).unwrap().engineer, None);
    }

    #[test]
    fn a_place_is_taken_from_submission_until_an_early_end() {
        let taking: Vec<State> = State::ALL.iter().copied().filter(|state| takes_place(*state)).collect();
        assert_eq!(taking, [State::Submitted, State::Approved, State::Active, State::Completed]);
    }
}
