//! The one error of the product: transport-free, turned into a status and a sentence at the edge.

use serde::{Deserialize, Serialize};

use crate::Code;

/// A value that is not right, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The name of the input, the same in the form, the use case and the wire; `""` is the whole form.
    pub field: String,
    /// What is wrong.
    pub code: Code,
}

impl FieldError {
    /// A wrong value of `field`.
    #[must_use]
    pub fn new(field: impl Into<String>, code: Code) -> Self {
        Self { field: field.into(), code }
    }
}

text_enum! {
    /// Why a right request meets the wrong state of things.
    pub enum Conflict {
        /// The object was changed since it was opened.
        Stale = "stale",
        /// A full-time placement of the same person overlaps.
        Overlap = "overlap",
        /// The deed is not possible in the present state.
        WrongState = "wrong_state",
        /// Such an object exists already.
        Duplicate = "duplicate",
        /// The period or line is confirmed and locked.
        Locked = "locked",
        /// The database holds data already.
        NotEmpty = "not_empty",
    }
}

/// What can go wrong with a request. Internal causes never travel with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Error {
    /// Nobody is signed in.
    SignInNeeded,
    /// Readable, but not permitted.
    Forbidden,
    /// Does not exist, or is not visible to the actor.
    NotFound,
    /// Values are wrong.
    Invalid(Vec<FieldError>),
    /// The state of things does not allow it.
    Conflict(Conflict),
    /// Too many attempts; try again after so many seconds.
    Throttled(u32),
    /// The database is busy; try again.
    Busy,
    /// Something failed inside; the reference finds it in the log.
    Internal(String),
}

/// What a use case answers.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// One wrong field.
    #[must_use]
    pub fn field(field: impl Into<String>, code: Code) -> Self {
        Self::Invalid(vec![FieldError::new(field, code)])
    }

    /// The HTTP status that says the same.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignInNeeded => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict(_) => 409,
            Self::Invalid(_) => 422,
            Self::Throttled(_) => 429,
            Self::Internal(_) => 500,
            Self::Busy => 503,
        }
    }

    /// The stable text of the kind of error, as in problem documents.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SignInNeeded => "sign_in_needed",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not_found",
            Self::Invalid(_) => "invalid",
            Self::Conflict(conflict) => conflict.as_str(),
            Self::Throttled(_) => "throttled",
            Self::Busy => "busy",
            Self::Internal(_) => "internal",
        }
    }
}

impl From<Conflict> for Error {
    fn from(conflict: Conflict) -> Self {
        Self::Conflict(conflict)
    }
}
