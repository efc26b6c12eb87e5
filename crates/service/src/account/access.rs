//! Who has access, and what becomes of it: links renewed and revoked, roles put to rest and taken up again,
//! and the last day of those who only read for a time.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Code, Error, FieldError,
    account::{AccountDeed, AccountFilter, AccountLine, AccountState, Role},
    form::read_day,
    id::{AccountId, OrganisationId, RoleGrantId},
    list::Page,
    name::Named,
    organisation::DEFAULT_ZONE,
};
use serde::{Deserialize, Serialize};

use super::{check_last_day, link_until};
use crate::{
    Ctx, Db, Failure, Result,
    audit::{Record, record_for},
    db::Transaction,
    guard::{self, Allowed, ManageAccount},
    secret::{hash, new_secret},
    store::{self, role_grant::AccountQuery},
};

/// A one-time link as it is handed to its person, shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// The person's name.
    pub name: Named,
    /// The e-mail it is for.
    pub email: String,
    /// The role.
    pub role: Role,
    /// Where; none for the community.
    pub organisation: Option<Named>,
    /// The secret part of the link `/invitation/{secret}`.
    pub secret: String,
    /// Until when it is good.
    pub until: DateTime<Utc>,
    /// The last day of an auditor, inclusive.
    pub last_day: Option<NaiveDate>,
}

/// Whether the actor manages accounts at all: what a page about them asks first.
///
/// # Errors
/// Sign-in needed, forbidden.
pub fn may_manage(ctx: &Ctx) -> Result<()> {
    guard::visible_accounts(ctx).map(|_| ())
}

/// One page of the roles the actor manages: an organisation's, or the community's with the officers of members.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn list(db: &Db, ctx: &Ctx, filter: &AccountFilter) -> Result<Page<AccountLine>> {
    let visible = guard::visible_accounts(ctx)?;
    let zone = match ctx.organisation() {
        Some(own) => store::organisation::find(db.reader(), own).await?.map(|organisation| organisation.zone),
        None => None,
    };
    let (field, descending) = filter.sort.strip_prefix('-').map_or((filter.sort.as_str(), false), |name| (name, true));
    let query = AccountQuery {
        role: Role::parse(&filter.role),
        state: AccountState::parse(&filter.state),
        organisation: OrganisationId::parse(&filter.organisation),
        q: filter.q.trim().to_owned(),
        by_email: field == "email",
        descending,
        after: filter.cursor.split_once('~').and_then(|(id, key)| Some((key.to_owned(), id.parse().ok()?))),
        today: ctx.today(zone.as_deref().unwrap_or(DEFAULT_ZONE)),
    };
    store::role_grant::list(db.reader(), &visible, &query, ctx.now()).await
}

/// Does `deed` to the access of accounts: to all of them, or, when some cannot be, to none and names those;
/// with `part` to the others. New links answer their slips.
///
/// # Errors
/// Invalid with a field `grants[17]` for each that cannot be; not found, forbidden.
pub async fn act(db: &Db, ctx: &Ctx, deed: AccountDeed, grants: &[RoleGrantId], part: bool) -> Result<Vec<Slip>> {
    guard::visible_accounts(ctx)?;
    if grants.is_empty() {
        return Err(Failure::field("grants", Code::Required));
    }
    let mut grants = grants.to_vec();
    grants.sort_unstable();
    grants.dedup();
    let tx = db.begin().await?;
    let lines = guard::held_roles(&tx, ctx, &grants).await?;
    let judge = Judge::new(&tx, ctx, deed, &lines).await?;
    let (lines, refused) = judge.sort(lines);
    if lines.is_empty() || !(refused.is_empty() || part) {
        return Err(Error::Invalid(refused).into());
    }
    let slips = match deed {
        AccountDeed::Reissue => reissue(&tx, ctx, &lines).await?,
        AccountDeed::Revoke => {
            store::role_grant::revoke_links(&tx, &lines).await?;
            Vec::new()
        }
        AccountDeed::Deactivate | AccountDeed::Reactivate => {
            let active = deed == AccountDeed::Reactivate;
            store::role_grant::set_active(&tx, &lines, active, ctx.now()).await?;
            Vec::new()
        }
    };
    let action = format!("account.{deed}");
    for line in &lines {
        note(&tx, ctx, &action, line, None).await?;
    }
    tx.commit().await?;
    Ok(slips)
}

/// Opens what an auditor reads until another last day, inclusive: today at the earliest, a year from now at the
/// latest, where it is opened.
///
/// # Errors
/// Invalid `last_day`; not found, forbidden.
pub async fn open_until(db: &Db, ctx: &Ctx, grant: RoleGrantId, last_day: &str) -> Result<()> {
    guard::visible_accounts(ctx)?;
    let tx = db.begin().await?;
    let lines = guard::held_roles(&tx, ctx, &[grant]).await?;
    let line = lines.first().ok_or(Error::NotFound)?;
    let wrong = |code| Failure::field("last_day", code);
    if line.role != Role::Auditor {
        return Err(wrong(Code::OnlyForAuditors));
    }
    if ctx.account() == Some(line.account) {
        return Err(wrong(Code::OwnAccount));
    }
    let last_day = read_day(last_day).and_then(|day| check_last_day(ctx, &line.zone, day)).map_err(wrong)?;
    store::role_grant::set_last_day(&tx, line, last_day).await?;
    note(&tx, ctx, "account.open_until", line, Some(last_day)).await?;
    tx.commit().await
}

/// One line of the audit log for one role.
async fn note(
    tx: &Transaction,
    ctx: &Ctx,
    action: &str,
    line: &AccountLine,
    last_day: Option<NaiveDate>,
) -> Result<()> {
    let detail = match last_day {
        Some(day) => serde_json::json!({ "email": line.email, "role": line.role, "last_day": day }),
        None => serde_json::json!({ "email": line.email, "role": line.role }),
    };
    let record = Record { action, object: "account", id: line.account.0 };
    record_for(tx, ctx, record, line.organisation, detail).await
}

/// A new link for each account; it is one link when an account has several roles among them.
async fn reissue(tx: &Transaction, ctx: &Ctx, lines: &[Allowed<ManageAccount>]) -> Result<Vec<Slip>> {
    let until = link_until(ctx);
    let mut done = HashSet::new();
    let mut slips = Vec::new();
    for line in lines {
        if done.insert(line.account) {
            let secret = new_secret()?;
            store::account::invite(tx, line, line.account, hash(&secret), ctx.now(), until).await?;
            slips.push(slip(line, secret, until));
        }
    }
    Ok(slips)
}

pub(super) fn slip(line: &AccountLine, secret: String, until: DateTime<Utc>) -> Slip {
    Slip {
        name: line.name.clone(),
        email: line.email.clone(),
        role: line.role,
        organisation: line.organisation_name.clone(),
        secret,
        until,
        last_day: line.last_day,
    }
}

/// Knows what to judge each role by.
struct Judge {
    deed: AccountDeed,
    own: Option<AccountId>,
    /// Accounts that act for somebody else than the officer who asks.
    beyond: HashSet<AccountId>,
    /// The officers whose loss would leave none.
    last: Vec<RoleGrantId>,
}

impl Judge {
    async fn new(tx: &Transaction, ctx: &Ctx, deed: AccountDeed, lines: &[Allowed<ManageAccount>]) -> Result<Self> {
        let mut judge = Self { deed, own: ctx.account(), beyond: HashSet::new(), last: Vec::new() };
        match deed {
            AccountDeed::Reissue | AccountDeed::Revoke => {
                if let Some(own) = ctx.organisation() {
                    let accounts: Vec<AccountId> = lines.iter().map(|line| line.account).collect();
                    judge.beyond = store::role_grant::acting_beyond(tx, &accounts, own).await?;
                }
            }
            AccountDeed::Deactivate if !ctx.is_system() => {
                let officers = store::role_grant::officers(tx, ctx.organisation()).await?;
                let stays = |officer: &RoleGrantId| !lines.iter().any(|line| line.grant == *officer);
                if !officers.iter().any(stays) {
                    judge.last = officers;
                }
            }
            AccountDeed::Deactivate | AccountDeed::Reactivate => {}
        }
        Ok(judge)
    }

    fn refuses(&self, line: &AccountLine) -> Option<Code> {
        if self.own == Some(line.account) {
            return Some(Code::OwnAccount);
        }
        match self.deed {
            AccountDeed::Reissue | AccountDeed::Revoke if self.beyond.contains(&line.account) => {
                Some(Code::ActsElsewhere)
            }
            AccountDeed::Reissue if matches!(line.state, AccountState::Deactivated | AccountState::Ended) => {
                Some(Code::AccessEnded)
            }
            AccountDeed::Revoke if line.link_until.is_none() => Some(Code::NoOpenLink),
            AccountDeed::Deactivate if self.last.contains(&line.grant) => Some(Code::LastOfficer),
            _ => None,
        }
    }

    fn sort(&self, lines: Vec<Allowed<ManageAccount>>) -> (Vec<Allowed<ManageAccount>>, Vec<FieldError>) {
        let mut refused = Vec::new();
        let mut good = Vec::new();
        for line in lines {
            match self.refuses(&line) {
                Some(code) => refused.push(FieldError::new(format!("grants[{}]", line.grant), code)),
                None => good.push(line),
            }
        }
        (good, refused)
    }
}
