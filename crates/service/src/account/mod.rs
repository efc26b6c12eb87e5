//! Accounts are given by invitation: a one-time link with which the invited set their password.

mod access;
mod many;

pub use access::{Slip, act, list, may_manage, open_until};
pub use many::{Invitable, InvitableFilter, invitable, invite_many};

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use domain::{
    Code, Error,
    account::{InvitationForm, LONGEST_OPENING, PasswordForm, Role, read_email},
    form::Check,
    id::{AccountId, OrganisationId, PersonId, RoleGrantId},
    organisation::DEFAULT_ZONE,
};

use crate::{
    Ctx, Db, Failure, Result,
    audit::{Record, record, record_for},
    db::Transaction,
    guard::{self, Allowed, EditPerson, InviteToCommunity, InviteToOrganisation},
    secret::{hash, new_secret},
    session, store,
};

/// How long an invitation is good, in days.
pub const INVITATION_DAYS: i64 = 14;

/// An invitation just made. The secret is shown once.
#[derive(Debug)]
pub struct Invitation {
    /// The account it is for.
    pub account: AccountId,
    /// The secret part of the link `/invitation/{secret}`.
    pub secret: String,
    /// The e-mail it is for.
    pub email: String,
}

/// A checked invitation.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Name of the person, used when the account is for somebody new.
    pub name: String,
    /// E-mail, in lower case.
    pub email: String,
    /// The role.
    pub role: Role,
    /// Where; none for the community.
    pub organisation: Option<OrganisationId>,
    /// The person in the roster, if known.
    pub person: Option<PersonId>,
    /// The last day of an auditor, inclusive; only work without a person leaves it open.
    pub last_day: Option<NaiveDate>,
}

/// Reads the form.
///
/// # Errors
/// Invalid with every field that is wrong.
pub fn check(form: &InvitationForm) -> Result<NewAccount> {
    let mut check = Check::default();
    let person = if form.person.trim().is_empty() {
        Some(None)
    } else {
        check.choice("person", &form.person, PersonId::parse).map(Some)
    };
    let name = if person == Some(None) { check.text("name", &form.name, 100) } else { Some(String::new()) };
    let email = check.take("email", read_email(&form.email));
    let role = check.choice("role", &form.role, Role::parse);
    let organisation = if form.organisation.trim().is_empty() {
        Some(None)
    } else {
        check.choice("organisation", &form.organisation, OrganisationId::parse).map(Some)
    };
    if role.is_some_and(Role::needs_organisation) && organisation == Some(None) {
        check.wrong("organisation", Code::Required);
    }
    let last_day = check.optional_day("last_day", &form.last_day);
    match (role, last_day) {
        (Some(Role::Auditor), Some(None)) => check.wrong("last_day", Code::Required),
        (Some(role), Some(Some(_))) if role != Role::Auditor => check.wrong("last_day", Code::OnlyForAuditors),
        _ => {}
    }
    let value = (|| {
        Some(NewAccount {
            name: name?,
            email: email?,
            role: role?,
            organisation: organisation?,
            person: person?,
            last_day: last_day?,
        })
    })();
    Ok(check.finish(value)?)
}

/// Gives a role to a new or known account and makes a one-time link for it. Officers invite into their
/// own organisation, the secretariat into any and into the community.
///
/// # Errors
/// Invalid, forbidden, not found.
pub async fn invite(db: &Db, ctx: &Ctx, new: &NewAccount) -> Result<Invitation> {
    let tx = db.begin().await?;
    let account = add(&tx, ctx, new, false).await?.account;
    let secret = new_secret()?;
    let hash = hash(&secret);
    match &allowed(&tx, ctx, new).await? {
        Inviter::Organisation(allowed) => {
            store::account::invite(&tx, allowed, account, hash, ctx.now(), link_until(ctx)).await?;
        }
        Inviter::Community(allowed) => {
            store::account::invite(&tx, allowed, account, hash, ctx.now(), link_until(ctx)).await?;
        }
    }
    tx.commit().await?;
    Ok(Invitation { account, secret, email: new.email.clone() })
}

/// Until when a link made now is good.
fn link_until(ctx: &Ctx) -> DateTime<Utc> {
    ctx.now() + TimeDelta::days(INVITATION_DAYS)
}

/// The last day to which something is opened to an auditor, when it lies between today and a year from now
/// where it is opened.
///
/// # Errors
/// `out_of_range`.
fn check_last_day(ctx: &Ctx, zone: &str, last_day: NaiveDate) -> std::result::Result<NaiveDate, Code> {
    let today = ctx.today(zone);
    let longest = today.checked_add_months(Months::new(LONGEST_OPENING)).unwrap_or(today);
    if (today..=longest).contains(&last_day) { Ok(last_day) } else { Err(Code::OutOfRange) }
}

enum Inviter {
    Organisation(Allowed<InviteToOrganisation>),
    Community(Allowed<InviteToCommunity>),
}

async fn allowed(tx: &Transaction, ctx: &Ctx, new: &NewAccount) -> Result<Inviter> {
    Ok(match new.organisation {
        Some(id) => Inviter::Organisation(guard::organisation(tx, ctx, id).await?),
        None if new.role.needs_organisation() => return Err(Failure::field("organisation", Code::Required)),
        // An officer of a member does not act for the community.
        None if ctx.organisation().is_some() => return Err(Error::Forbidden.into()),
        None => Inviter::Community(guard::community(ctx)?),
    })
}

/// An account and the role it was given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Added {
    pub(crate) account: AccountId,
    grant: RoleGrantId,
}

/// Adds account and role inside a transaction; a known e-mail gets the role added.
pub(crate) async fn add(tx: &Transaction, ctx: &Ctx, new: &NewAccount, demonstration: bool) -> Result<Added> {
    let allowed = allowed(tx, ctx, new).await?;
    if let Inviter::Organisation(organisation) = &allowed
        && !new.role.fits(organisation.kind)
    {
        return Err(Failure::field("role", Code::UnknownValue));
    }
    let zone = match &allowed {
        Inviter::Organisation(organisation) => organisation.zone.as_str(),
        Inviter::Community(_) => DEFAULT_ZONE,
    };
    match new.last_day {
        Some(last_day) => {
            check_last_day(ctx, zone, last_day).map_err(|code| Failure::field("last_day", code))?;
        }
        None if new.role == Role::Auditor && !ctx.is_system() => {
            return Err(Failure::field("last_day", Code::Required));
        }
        None => {}
    }
    if let Some(person) = new.person {
        // Only the employer gives its people accounts: a counterpart could else act as them.
        guard::person::<EditPerson>(tx, ctx, person).await?;
    }
    let known = store::account::by_email(tx, &new.email).await?;
    if let (Some((_, known)), Some(person)) = (known, new.person)
        && known != person
    {
        return Err(Failure::field("email", Code::Duplicate));
    }
    if let (Some((account, _)), Some(own)) = (known, ctx.account())
        && account == own
    {
        return Err(Failure::field("email", Code::OwnAccount));
    }
    // The link sets the password of the whole account: an officer gets none for an account that can do
    // more than act at the officer's own organisation.
    if let (Some((account, _)), Some(own)) = (known, ctx.organisation())
        && store::account::acts_beyond(tx, account, own).await?
    {
        return Err(Failure::field("email", Code::Duplicate));
    }
    let account = match (&allowed, known) {
        (_, Some((account, _))) => account,
        (Inviter::Organisation(allowed), None) => {
            let person = match new.person {
                Some(person) => person,
                None => store::account::insert_person(tx, allowed, &new.name, ctx.now()).await?,
            };
            store::account::insert(tx, allowed, person, &new.email, demonstration, ctx.now()).await?
        }
        (Inviter::Community(allowed), None) => {
            let person = match new.person {
                Some(person) => person,
                None => store::account::insert_person(tx, allowed, &new.name, ctx.now()).await?,
            };
            store::account::insert(tx, allowed, person, &new.email, demonstration, ctx.now()).await?
        }
    };
    let grant = match &allowed {
        Inviter::Organisation(allowed) => store::account::grant(tx, allowed, account, new).await?,
        Inviter::Community(allowed) => store::account::grant(tx, allowed, account, new).await?,
    };
    let line = Record { action: "account.invite", object: "account", id: account.0 };
    let detail = serde_json::json!({ "email": new.email, "role": new.role, "last_day": new.last_day });
    record_for(tx, ctx, line, new.organisation, detail).await?;
    Ok(Added { account, grant })
}

/// The e-mail for which an invitation is good.
///
/// # Errors
/// `link_expired` when it is used, replaced or too old.
pub async fn invitation_email(db: &Db, ctx: &Ctx, secret: &str) -> Result<String> {
    let found = store::account::open_invitation(db.reader(), &hash(secret), ctx.now()).await?;
    found.map(|(_, _, email)| email).ok_or_else(|| Failure::field("token", Code::LinkExpired))
}

/// Sets the password with a one-time link, ends the account's other sessions and signs in.
///
/// # Errors
/// Invalid password, `link_expired`.
pub async fn accept_invitation(db: &Db, ctx: &Ctx, form: &PasswordForm) -> Result<session::NewSession> {
    form.check()?;
    let password_hash = session::hash_password(form.password.clone()).await?;
    let tx = db.begin().await?;
    let open = store::account::open_invitation(&tx, &hash(&form.token), ctx.now()).await?;
    let (id, account, email) = open.ok_or_else(|| Failure::field("token", Code::LinkExpired))?;
    if !store::account::accept(&tx, id, account, password_hash, ctx.now()).await? {
        return Err(Failure::field("token", Code::LinkExpired));
    }
    store::session::delete_all(&tx, account).await?;
    let line = Record { action: "account.set_password", object: "account", id: account.0 };
    record(&tx, ctx, line, serde_json::json!({ "email": email })).await?;
    let known = store::account::credentials(&tx, &email, ctx.now()).await?;
    tx.commit().await?;
    let grant = known.and_then(|known| known.first_grant).ok_or(Error::NotFound)?;
    session::open_session(db, ctx, account, grant).await
}
