//! Typed identifiers: 64-bit integers in the database, text on the REST wire.

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl $name {
            /// Reads an identifier as it stands in a path or a form: a positive decimal integer.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                text.trim().parse::<i64>().ok().filter(|id| *id > 0).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// A member organisation.
    OrganisationId,
    /// A department of an organisation.
    DepartmentId,
    /// A person: teacher, engineer, mentor or officer.
    PersonId,
    /// One employment of a person at an organisation.
    EmploymentId,
    /// An account that can sign in.
    AccountId,
    /// A role of an account in an organisation.
    RoleGrantId,
    /// An opening: a post, a teaching need, an engineer on offer.
    OpeningId,
    /// A placement of a person at a hosting organisation.
    PlacementId,
    /// One entry of the hours log.
    HourEntryId,
    /// A credential of a person.
    CredentialId,
    /// A circumstance of a person.
    CircumstanceId,
    /// A file on its way in.
    ImportFileId,
    /// A mapping of a file's columns, kept by name.
    ImportMappingId,
    /// An API token.
    TokenId,
    /// A calendar feed.
    FeedId,
    /// A line of the audit log.
    AuditEventId,
    /// A saved version of a rule pack.
    RulePackVersionId,
    /// The adoption of a rule pack by an organisation.
    PackAdoptionId,
    /// An entry of an organisation's calendar.
    CalendarEntryId,
    /// A shift pattern of an organisation.
    ShiftPatternId,
    /// A term of a college.
    TermId,
    /// A course section of a college's timetable.
    SectionId,
}
