//! Who acts, when, and by which request: the first argument of every use case.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::{
    Error,
    account::{Role, RoleGrant, TokenScope, Viewer},
    id::{AccountId, OrganisationId, PersonId},
};

use crate::failure::Result;

/// The context of a use case. Its fields are private: it is made from a session, from an API token, or
/// with a reason for work without a person, and cannot be put together otherwise.
#[derive(Clone, Debug)]
pub struct Ctx {
    actor: Actor,
    now: DateTime<Utc>,
    request: String,
    origin: String,
}

#[derive(Clone, Debug)]
enum Actor {
    Nobody,
    Account { account: AccountId, person: PersonId, label: String, acting: RoleGrant, read_only: bool },
    System(&'static str),
}

/// An account that acts in one of its roles.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Acting<'a> {
    pub(crate) person: PersonId,
    pub(crate) account: AccountId,
    pub(crate) role: Role,
    pub(crate) organisation: Option<OrganisationId>,
    pub(crate) read_only: bool,
    pub(crate) grant: &'a RoleGrant,
}

/// The day of an instant in an IANA zone; in UTC when the zone is not known.
pub(crate) fn day_in(at: DateTime<Utc>, zone: &str) -> NaiveDate {
    local(at, zone).date()
}

fn local(at: DateTime<Utc>, zone: &str) -> NaiveDateTime {
    zone.parse::<chrono_tz::Tz>().map_or_else(|_| at.naive_utc(), |zone| at.with_timezone(&zone).naive_local())
}

impl Ctx {
    /// A visitor who is not signed in.
    #[must_use]
    pub fn nobody(now: DateTime<Utc>, request: impl Into<String>, origin: impl Into<String>) -> Self {
        Self { actor: Actor::Nobody, now, request: request.into(), origin: origin.into() }
    }

    /// Work without a person: jobs and the command line. May do everything; the reason is in the audit log.
    #[must_use]
    pub fn system(reason: &'static str, now: DateTime<Utc>) -> Self {
        Self { actor: Actor::System(reason), now, request: "-".to_owned(), origin: "command line".to_owned() }
    }

    pub(crate) fn signed_in(self, viewer: &Viewer, scope: TokenScope) -> Self {
        let actor = Actor::Account {
            account: viewer.account,
            person: viewer.person,
            label: format!("{} <{}>", viewer.name.as_str(), viewer.email),
            acting: viewer.acting.clone(),
            read_only: scope == TokenScope::Read,
        };
        Self { actor, ..self }
    }

    /// The instant at which the request came.
    #[must_use]
    pub const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The day of the request in an IANA zone; in UTC when the zone is not known.
    #[must_use]
    pub fn today(&self, zone: &str) -> NaiveDate {
        day_in(self.now, zone)
    }

    /// Day and minute of the day of the request in an IANA zone.
    #[must_use]
    pub fn clock(&self, zone: &str) -> (NaiveDate, i32) {
        use chrono::Timelike;
        let local = local(self.now, zone);
        let minute = i32::try_from(local.num_seconds_from_midnight() / 60).unwrap_or_default();
        (local.date(), minute)
    }

    /// The request's identifier, under which failures are logged.
    #[must_use]
    pub fn request(&self) -> &str {
        &self.request
    }

    /// From where the request came: an address, or the command line.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The name under which the deed is written down.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.actor {
            Actor::Nobody => "-".to_owned(),
            Actor::Account { label, .. } => label.clone(),
            Actor::System(reason) => format!("system: {reason}"),
        }
    }

    /// The account that acts, if one does.
    #[must_use]
    pub const fn account(&self) -> Option<AccountId> {
        match &self.actor {
            Actor::Account { account, .. } => Some(*account),
            _ => None,
        }
    }

    /// Whether a token acts that only reads.
    #[must_use]
    pub const fn only_reads(&self) -> bool {
        matches!(&self.actor, Actor::Account { read_only: true, .. })
    }

    /// The organisation for which the actor acts, if any.
    #[must_use]
    pub const fn organisation(&self) -> Option<OrganisationId> {
        match &self.actor {
            Actor::Account { acting, .. } => acting.organisation,
            _ => None,
        }
    }

    /// The organisation for which the actor acts, where a use case is about that one.
    ///
    /// # Errors
    /// [`Error::SignInNeeded`]; [`Error::Forbidden`] for who acts for the community or without a person.
    pub(crate) fn acting_organisation(&self) -> Result<OrganisationId> {
        Ok(self.acting()?.organisation.ok_or(Error::Forbidden)?)
    }

    pub(crate) const fn is_system(&self) -> bool {
        matches!(self.actor, Actor::System(_))
    }

    /// The account and role that act.
    ///
    /// # Errors
    /// [`Error::SignInNeeded`]; [`Error::Forbidden`] for work without a person, which has no role.
    pub(crate) fn acting(&self) -> Result<Acting<'_>> {
        match &self.actor {
            Actor::Nobody => Err(Error::SignInNeeded.into()),
            Actor::System(_) => Err(Error::Forbidden.into()),
            Actor::Account { account, person, acting, read_only, .. } => Ok(Acting {
                person: *person,
                account: *account,
                role: acting.role,
                organisation: acting.organisation,
                read_only: *read_only,
                grant: acting,
            }),
        }
    }

    /// The account and role that act, when they may write.
    ///
    /// # Errors
    /// As [`Ctx::acting`]; [`Error::Forbidden`] for a token that only reads.
    pub(crate) fn acting_to_write(&self) -> Result<Acting<'_>> {
        let acting = self.acting()?;
        if acting.read_only { Err(Error::Forbidden.into()) } else { Ok(acting) }
    }
}
