//! Accounts and their roles.

mod access;
mod invitation;

pub use access::{AccountDeed, AccountFilter, AccountLine, AccountState};
pub use invitation::{InvitationForm, InvitationLine, InviteManyForm, Invitee, read_email, read_lines};

use chrono::{DateTime, NaiveDate, Utc};
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
            Self::Auditor => true,
            Self::Secretariat => false,
        }
    }

    /// Reads a role as people write it in a list: its stable text, or its name in Chinese or English.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        Self::parse(&text.replace([' ', '_'], "-")).or_else(|| {
            Some(match text.as_str() {
                "院校人事" | "人事" | "hr" => Self::CollegeHr,
                "企业协调员" | "协调员" | "enterprise coordinator" => Self::Coordinator,
                "教师" | "老师" => Self::Teacher,
                "工程师" => Self::Engineer,
                "共同体秘书处" | "秘书处" | "community secretariat" => Self::Secretariat,
                "审计员" | "审计" => Self::Auditor,
                _ => return None,
            })
        })
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
    /// The last day on which an auditor reads, inclusive, judged in the organisation's zone.
    pub last_day: Option<NaiveDate>,
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

/// How long at most something is opened to an auditor from today on, in months.
pub const LONGEST_OPENING: u32 = 12;

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
        check_password(&mut check, &self.password, &self.again);
        check.finish(Some(()))
    }
}

fn check_password(check: &mut Check, password: &str, again: &str) {
    let length = password.chars().count();
    if length < PASSWORD_MIN {
        check.wrong("password", Code::TooShort);
    } else if length > 200 {
        check.wrong("password", Code::TooLong);
    } else if password != again {
        check.wrong("again", Code::PasswordsDiffer);
    }
}

/// What people type to change their own password.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnPasswordForm {
    /// The password so far.
    pub old_password: String,
    /// The new one.
    pub password: String,
    /// The new one again.
    pub again: String,
}

impl OwnPasswordForm {
    /// Checks that the old one is there, and length and equality of the new one.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`].
    pub fn check(&self) -> Result<()> {
        let mut check = Check::default();
        if self.old_password.is_empty() {
            check.wrong("old_password", Code::Required);
        }
        check_password(&mut check, &self.password, &self.again);
        check.finish(Some(()))
    }
}

/// A session of an account, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSession {
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
    /// The role in which it acts.
    pub role: Role,
    /// Whether it is the one that asks.
    pub this: bool,
}
