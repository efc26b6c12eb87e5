//! Accounts and their roles.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Code, Result,
    form::Check,
    id::{AccountId, OrganisationId, PersonId, RoleGrantId, TokenId},
    name::Named,
    organisation::OrganisationKind,
};

text_enum! {
    /// What an account may be in an organisation, or in the community.
    pub enum Role {
        /// College HR: places teachers, hosts engineers.
        CollegeHr = "college-hr",
        /// Enterprise coordinator: hosts teachers, offers engineers.
        Coordinator = "coordinator",
        /// A teacher.
        Teacher = "teacher",
        /// An engineer.
        Engineer = "engineer",
        /// The secretariat of the community.
        Secretariat = "secretariat",
        /// Reads, writes nothing.
        Auditor = "auditor",
    }
}

impl Role {
    /// Whether the role acts for an organisation in both directions of the exchange.
    #[must_use]
    pub const fn is_officer(self) -> bool {
        matches!(self, Self::CollegeHr | Self::Coordinator)
    }

    /// Whether the role must name an organisation.
    #[must_use]
    pub const fn needs_organisation(self) -> bool {
        !matches!(self, Self::Secretariat | Self::Auditor)
    }

    /// Whether the role can be held in an organisation of this kind.
    #[must_use]
    pub const fn fits(self, kind: OrganisationKind) -> bool {
        match self {
            Self::CollegeHr | Self::Teacher => kind.teaches(),
            Self::Coordinator | Self::Engineer => !kind.teaches(),
            Self::Secretariat | Self::Auditor => true,
        }
    }
}

/// One role of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleGrant {
    /// Identifier.
    pub id: RoleGrantId,
    /// The role.
    pub role: Role,
    /// Where; none for the community.
    pub organisation: Option<OrganisationId>,
    /// The organisation's name, for the switch.
    pub organisation_name: Option<Named>,
    /// What the organisation is.
    pub organisation_kind: Option<OrganisationKind>,
}

/// Who is signed in, as pages need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The account.
    pub account: AccountId,
    /// The person behind it.
    pub person: PersonId,
    /// The person's name.
    pub name: Named,
    /// E-mail.
    pub email: String,
    /// The role in which the viewer acts.
    pub acting: RoleGrant,
    /// All roles, for the switch.
    pub grants: Vec<RoleGrant>,
}

/// An API token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiToken {
    /// Identifier.
    pub id: TokenId,
    /// What its owner calls it.
    pub name: String,
    /// `read` or `write`.
    pub scope: TokenScope,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

text_enum! {
    /// What a token may do at most.
    pub enum TokenScope {
        /// Reads only.
        Read = "read",
        /// Everything its account may do.
        Write = "write",
    }
}

/// The shortest password, in characters.
pub const PASSWORD_MIN: usize = 10;

/// What people type to set a password.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    /// The one-time token of the link.
    pub token: String,
    /// The password.
    pub password: String,
    /// The password again.
    pub again: String,
}

impl PasswordForm {
    /// Checks length and equality.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`].
    pub fn check(&self) -> Result<()> {
        let mut check = Check::default();
        let length = self.password.chars().count();
        if length < PASSWORD_MIN {
            check.wrong("password", Code::TooShort);
        } else if length > 200 {
            check.wrong("password", Code::TooLong);
        } else if self.password != self.again {
            check.wrong("again", Code::PasswordsDiffer);
        }
        check.finish(Some(()))
    }
}

/// What people type to add an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvitationForm {
    /// Name of the person.
    pub name: String,
    /// E-mail, which signs in.
    pub email: String,
    /// Text of a [`Role`].
    pub role: String,
    /// Identifier of the organisation, empty for the community.
    pub organisation: String,
    /// Identifier of the person, when the account is for someone in the roster.
    pub person: String,
}

/// Reads an e-mail address: one `@`, a dot behind it, no blanks; in lower case.
///
/// # Errors
/// [`Code::BadEmail`].
pub fn read_email(text: &str) -> std::result::Result<String, Code> {
    let text = text.trim().to_lowercase();
    let good = text.split_once('@').is_some_and(|(local, host)| {
        !local.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@')
    });
    if good && text.len() <= 200 && !text.chars().any(char::is_whitespace) { Ok(text) } else { Err(Code::BadEmail) }
}
