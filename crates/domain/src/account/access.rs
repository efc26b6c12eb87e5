//! Accounts as those who give and take access see them: who may act in which role, and until when.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::Role;
use crate::{
    id::{AccountId, OrganisationId, RoleGrantId},
    name::Named,
};

text_enum! {
    /// How an account stands in one of its roles.
    pub enum AccountState {
        /// A link waits for its person.
        Invited = "invited",
        /// No password was set and the link is too old or revoked.
        Lapsed = "lapsed",
        /// The person signs in.
        Active = "active",
        /// The auditor's last day is over.
        Ended = "ended",
        /// The role was put to rest, or its organisation left.
        Deactivated = "deactivated",
    }
}

text_enum! {
    /// What is done to the access of accounts, one or many.
    pub enum AccountDeed {
        /// A new one-time link; the earlier ones die.
        Reissue = "reissue",
        /// The one-time link dies.
        Revoke = "revoke",
        /// The role is put to rest; its sessions and tokens end.
        Deactivate = "deactivate",
        /// The role is taken up again.
        Reactivate = "reactivate",
    }
}

/// One role of an account, as those who manage it see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountLine {
    /// The role's identifier.
    pub grant: RoleGrantId,
    /// The account.
    pub account: AccountId,
    /// The person's name.
    pub name: Named,
    /// E-mail, which signs in.
    pub email: String,
    /// The role.
    pub role: Role,
    /// Where; none for the community.
    pub organisation: Option<OrganisationId>,
    /// The organisation's name.
    pub organisation_name: Option<Named>,
    /// IANA name of the zone in which the last day is judged.
    pub zone: String,
    /// How it stands.
    pub state: AccountState,
    /// Until when a one-time link waits, if one does.
    pub link_until: Option<DateTime<Utc>>,
    /// The last day of an auditor, inclusive.
    pub last_day: Option<NaiveDate>,
    /// When the account last signed in, if known.
    pub last_sign_in: Option<DateTime<Utc>>,
}

/// What the list of accounts is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountFilter {
    /// Text of a [`Role`], or empty.
    pub role: String,
    /// Text of an [`AccountState`], or empty.
    pub state: String,
    /// Identifier of a member, for the community's list.
    pub organisation: String,
    /// Part of a name or an e-mail.
    pub q: String,
    /// `name` (the order unless given), `-name`, `email` or `-email`.
    pub sort: String,
    /// Where the page begins.
    pub cursor: String,
}
