//! What a use case answers when it fails: the error people see and the cause that only the log sees.

use domain::{Code, Error, error::Conflict};
use sea_orm::DbErr;

/// An error with its private cause. The edge logs the cause once and passes the error on.
#[derive(Debug)]
pub struct Failure {
    error: Error,
    cause: Option<String>,
}

/// What a use case answers.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// Something inside failed.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self { error: Error::Internal(String::new()), cause: Some(cause.to_string()) }
    }

    /// One wrong field.
    pub fn field(field: &str, code: Code) -> Self {
        Error::field(field, code).into()
    }

    /// The error for the outside; an internal one carries `reference`, under which the cause was logged.
    #[must_use]
    pub fn report(self, reference: &str) -> Error {
        if let Some(cause) = &self.cause {
            tracing::error!(reference, cause, "request failed");
        }
        match self.error {
            Error::Internal(_) => Error::Internal(reference.to_owned()),
            error => error,
        }
    }

    /// The error itself.
    #[must_use]
    pub const fn error(&self) -> &Error {
        &self.error
    }

    /// The cause, for a command line whose user may see it.
    #[must_use]
    pub fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.error.code())
    }
}

impl std::error::Error for Failure {}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { error, cause: None }
    }
}

impl From<Conflict> for Failure {
    fn from(conflict: Conflict) -> Self {
        Error::Conflict(conflict).into()
    }
}

/// Constraints that people can run into, by the name that either database reports: PostgreSQL names the
/// constraint or index, SQLite the columns of a unique index or the text that a trigger raises.
const CONSTRAINTS: &[(&str, &str, Meaning)] = &[
    ("placement_no_overlap", "placement_no_overlap", Meaning::Conflict(Conflict::Overlap)),
    ("booking_no_overlap", "booking_no_overlap", Meaning::Conflict(Conflict::Overlap)),
    ("hour_entry_no_overlap", "hour_entry_no_overlap", Meaning::Field("time", Code::OverlapsEntry)),
    ("hour_period_no_overlap", "hour_period_no_overlap", Meaning::Conflict(Conflict::Duplicate)),
    ("organisation_name", "organisation.name", Meaning::Field("name", Code::Duplicate)),
    ("organisation_reference", "organisation.reference", Meaning::Field("reference", Code::Duplicate)),
    ("organisation_moe_code", "organisation.moe_code", Meaning::Field("moe_code", Code::Duplicate)),
    ("organisation_credit_code", "organisation.credit_code", Meaning::Field("credit_code", Code::Duplicate)),
    (
        "employment_staff_number",
        "employment.organisation_id, employment.staff_number",
        Meaning::Field("staff_number", Code::Duplicate),
    ),
    ("account_email", "account.email", Meaning::Field("email", Code::Duplicate)),
    (
        "credential_once",
        "credential.person_id, credential.type_code, credential.number",
        Meaning::Field("number", Code::Duplicate),
    ),
    ("person_reference", "person.reference", Meaning::Field("reference", Code::Duplicate)),
    ("term_name", "term.organisation_id, term.name", Meaning::Field("name", Code::Duplicate)),
    ("pack_adoption_no_overlap", "pack_adoption_no_overlap", Meaning::Conflict(Conflict::Duplicate)),
    (
        "rule_pack_version_once",
        "rule_pack_version.pack, rule_pack_version.version",
        Meaning::Conflict(Conflict::Duplicate),
    ),
    (
        "shift_pattern_name",
        "shift_pattern.organisation_id, shift_pattern.name",
        Meaning::Field("name", Code::Duplicate),
    ),
    ("placement_import_key", "placement.import_key", Meaning::Conflict(Conflict::Duplicate)),
    ("role_grant_once_community", "role_grant.account_id, role_grant.role", Meaning::Field("role", Code::Duplicate)),
    ("role_grant_once", "role_grant.account_id, role_grant.role", Meaning::Field("role", Code::Duplicate)),
];

#[derive(Clone, Copy)]
enum Meaning {
    Conflict(Conflict),
    Field(&'static str, Code),
}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        let text = error.to_string();
        for (postgres, sqlite, meaning) in CONSTRAINTS {
            if text.contains(&format!("\"{postgres}\"")) || ends_with_word(&text, sqlite) {
                return match meaning {
                    Meaning::Conflict(conflict) => (*conflict).into(),
                    Meaning::Field(field, code) => Self::field(field, *code),
                };
            }
        }
        // PostgreSQL stores no NUL character: whoever typed one is told so, and nothing is broken inside.
        if text.contains("invalid byte sequence for encoding") {
            return Error::Invalid(Vec::new()).into();
        }
        let busy = ["database is locked", "deadlock detected", "could not serialize access"];
        let busy = busy.iter().any(|sign| text.contains(sign));
        if busy || matches!(error, DbErr::ConnectionAcquire(_)) {
            return Self { error: Error::Busy, cause: Some(text) };
        }
        Self::internal(text)
    }
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.split(word).nth(1).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}
