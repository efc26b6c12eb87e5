//! What can be imported, and the fields each kind of file fills.

use domain::{
    calendar::{Announcement, StateDayKind},
    catalogue::Catalogue,
    hours::{EntryState, Kind as HourKind},
    organisation::OrganisationKind,
    person::{Category, DoubleQualifiedLevel, Profile},
    placement::{Direction, Form, Load, State},
};

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Member organisations.
    Organisations,
    /// People with one employment each.
    People,
    /// Placements in either direction.
    Placements,
    /// Entries of the hours log.
    Hours,
    /// Credentials of people.
    Credentials,
    /// Majors and types of credentials.
    Catalogues,
    /// Public holidays and make-up workdays of states.
    Holidays,
    /// Course sections of a college's term.
    Timetables,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Organisations,
        Self::People,
        Self::Placements,
        Self::Hours,
        Self::Credentials,
        Self::Catalogues,
        Self::Holidays,
        Self::Timetables,
    ];

    /// Whether it is a list of the whole community, which only the secretariat imports.
    #[must_use]
    pub const fn is_list(self) -> bool {
        matches!(self, Self::Organisations | Self::Catalogues | Self::Holidays)
    }

    /// Its name on the command line, in mapping files and in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Organisations => "organisations",
            Self::People => "people",
            Self::Placements => "placements",
            Self::Hours => "hours",
            Self::Credentials => "credentials",
            Self::Catalogues => "catalogues",
            Self::Holidays => "holidays",
            Self::Timetables => "timetables",
        }
    }

    /// The kind of this name, if any.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == text)
    }

    /// The fields that a file of this kind may fill. Their names are the columns of our own export.
    #[must_use]
    pub const fn targets(self) -> &'static [Target] {
        match self {
            Self::Organisations => ORGANISATIONS,
            Self::People => PEOPLE,
            Self::Placements => PLACEMENTS,
            Self::Hours => HOURS,
            Self::Credentials => CREDENTIALS,
            Self::Catalogues => CATALOGUES,
            Self::Holidays => HOLIDAYS,
            Self::Timetables => TIMETABLES,
        }
    }

    /// Fields of which a file must fill at least one.
    #[must_use]
    pub const fn one_of(self) -> &'static [&'static str] {
        match self {
            Self::People => &["name", "reference"],
            Self::Placements | Self::Credentials => &["person_reference", "staff_number", "person"],
            Self::Hours => &["placement", "person_reference", "staff_number", "person"],
            Self::Timetables => &["teachers", "staff_numbers"],
            Self::Organisations | Self::Catalogues | Self::Holidays => &[],
        }
    }

    /// The fields that together make a row what it is: rows that agree in all of them are repetitions.
    /// A placement's own `reference` is not among them, since a file of payments gives one grant number
    /// to several placements.
    #[must_use]
    pub const fn key_fields(self) -> &'static [&'static str] {
        match self {
            Self::Organisations => &["reference", "moe_code", "credit_code", "name"],
            Self::People => &["reference", "organisation", "staff_number", "name"],
            Self::Placements => &[
                "direction",
                "person_reference",
                "staff_number",
                "person",
                "sending",
                "hosting",
                "form",
                "role",
                "first_day",
                "last_day",
            ],
            Self::Hours => &["placement", "person_reference", "staff_number", "person", "day", "time", "from"],
            Self::Credentials => &["person_reference", "staff_number", "person", "type_code", "number"],
            Self::Catalogues => &["catalogue", "code"],
            Self::Holidays => &["country", "date"],
            Self::Timetables => &["organisation", "academic_year", "term", "code", "course", "classes"],
        }
    }

    /// Fields that name an organisation, which a mapping may allow to be created when it is not known.
    #[must_use]
    pub const fn organisation_fields(self) -> &'static [&'static str] {
        match self {
            Self::People => &["organisation"],
            Self::Placements => &["sending", "hosting"],
            Self::Organisations
            | Self::Hours
            | Self::Credentials
            | Self::Catalogues
            | Self::Holidays
            | Self::Timetables => &[],
        }
    }
}

/// The form of a field's values.
#[derive(Clone, Copy, Debug)]
pub enum Values {
    /// Any text; numbers, lists and lengths of time are read by the use case.
    Text,
    /// A day.
    Day,
    /// One of a closed list, known by its own text.
    Choice(fn(&str) -> bool),
}

/// A field that a file may fill.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// Whether a file must have a column or a constant for it. A cell may still be empty, which the use
    /// case judges.
    pub required: bool,
    /// The form of its values.
    pub values: Values,
}

const fn must(name: &'static str, values: Values) -> Target {
    Target { name, required: true, values }
}

const fn may(name: &'static str, values: Values) -> Target {
    Target { name, required: false, values }
}

/// The kinds of organisations.
pub const ORGANISATION_KIND: Values = Values::Choice(|text| OrganisationKind::parse(text).is_some());

const ORGANISATIONS: &[Target] = &[
    must("name", Values::Text),
    must("kind", ORGANISATION_KIND),
    may("reference", Values::Text),
    may("name_en", Values::Text),
    may("moe_code", Values::Text),
    may("credit_code", Values::Text),
    may("province", Values::Text),
    may("city", Values::Text),
    may("zone", Values::Text),
];

const PEOPLE: &[Target] = &[
    may("name", Values::Text),
    may("name_en", Values::Text),
    may("reference", Values::Text),
    may("organisation", Values::Text),
    may("department", Values::Text),
    may("staff_number", Values::Text),
    // A row about a known person may leave it out.
    may("profile", Values::Choice(|text| Profile::parse(text).is_some())),
    may("category", Values::Choice(|text| Category::parse(text).is_some())),
    may("title", Values::Text),
    may("specialties", Values::Text),
    may("double_qualified_level", Values::Choice(|text| DoubleQualifiedLevel::parse(text).is_some())),
    may("consent", Values::Text),
    may("hired_on", Values::Day),
    may("first_day", Values::Day),
    may("last_day", Values::Day),
    may("email", Values::Text),
];

const PLACEMENTS: &[Target] = &[
    may("reference", Values::Text),
    must("direction", Values::Choice(|text| Direction::parse(text).is_some())),
    may("person", Values::Text),
    may("person_reference", Values::Text),
    may("staff_number", Values::Text),
    must("sending", Values::Text),
    must("hosting", Values::Text),
    must("form", Values::Choice(|text| Form::parse(text).is_some())),
    // What the file itself calls the stay: two roles may be the same form and still be two placements.
    may("role", Values::Text),
    may("load", Values::Choice(|text| Load::parse(text).is_some())),
    may("place", Values::Text),
    must("first_day", Values::Day),
    must("last_day", Values::Day),
    may("planned_hours", Values::Text),
    may("objectives", Values::Text),
    may("state", Values::Choice(|text| State::parse(text).is_some())),
    may("mentor", Values::Text),
    may("field", Values::Text),
];

const HOURS: &[Target] = &[
    // The placement's own reference.
    may("placement", Values::Text),
    may("person_reference", Values::Text),
    may("staff_number", Values::Text),
    may("person", Values::Text),
    may("sending", Values::Text),
    may("hosting", Values::Text),
    must("day", Values::Day),
    may("time", Values::Text),
    may("minutes", Values::Text),
    may("from", Values::Text),
    may("to", Values::Text),
    may("kind", Values::Choice(|text| HourKind::parse(text).is_some())),
    may("course", Values::Text),
    may("section", Values::Text),
    may("note", Values::Text),
    may("state", Values::Choice(|text| EntryState::parse(text).is_some())),
    may("confirmed_by", Values::Text),
    may("confirmed_on", Values::Day),
];

const CREDENTIALS: &[Target] = &[
    may("person_reference", Values::Text),
    may("staff_number", Values::Text),
    may("person", Values::Text),
    may("organisation", Values::Text),
    // The code of the catalogue, or the name of the type.
    must("type_code", Values::Text),
    may("number", Values::Text),
    may("issuer", Values::Text),
    may("issued_on", Values::Day),
    may("expires_on", Values::Day),
    may("review_on", Values::Day),
    may("verified_by", Values::Text),
    may("verified_on", Values::Day),
];

const CATALOGUES: &[Target] = &[
    must("catalogue", Values::Choice(|text| Catalogue::parse(text).is_some())),
    must("code", Values::Text),
    must("name", Values::Text),
    may("name_en", Values::Text),
    may("class", Values::Text),
    may("level", Values::Text),
    may("valid_months", Values::Text),
    may("review_months", Values::Text),
];

const HOLIDAYS: &[Target] = &[
    must("date", Values::Day),
    must("type", Values::Choice(|text| StateDayKind::parse(text).is_some())),
    may("name_zh", Values::Text),
    may("name_en", Values::Text),
    may("status", Values::Choice(|text| Announcement::parse(text).is_some())),
    // Two letters; China where it is left out.
    may("country", Values::Text),
];

const TIMETABLES: &[Target] = &[
    // Whose timetable it is; a file of one college may leave it out.
    may("organisation", Values::Text),
    may("academic_year", Values::Text),
    may("term", Values::Text),
    // The number of the teaching task, by which a section is known again.
    may("code", Values::Text),
    may("course_code", Values::Text),
    must("course", Values::Text),
    may("classes", Values::Text),
    may("teachers", Values::Text),
    may("staff_numbers", Values::Text),
    may("weeks", Values::Text),
    must("meetings", Values::Text),
    may("rooms", Values::Text),
];
