//! Accounts are given by invitation: a one-time link with which the invited set their password.

use chrono::TimeDelta;
use domain::{
    Code, Error,
    account::{InvitationForm, PasswordForm, Role, read_email},
    form::Check,
    id::{AccountId, OrganisationId, PersonId},
};
use sea_orm::DatabaseTransaction;

use crate::{
    Ctx, Db, Failure, Result,
    audit::{Record, record, record_for},
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
    let value = (|| {
        Some(NewAccount { name: name?, email: email?, role: role?, organisation: organisation?, person: person? })
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
    let account = add(&tx, ctx, new, false).await?;
    let secret = new_secret()?;
    let expires_at = ctx.now() + TimeDelta::days(INVITATION_DAYS);
    let allowed = allowed(&tx, ctx, new).await?;
    match &allowed {
        Inviter::Organisation(allowed) => {
            store::account::invite(&tx, allowed, account, hash(&secret), ctx.now(), expires_at).await?;
        }
        Inviter::Community(allowed) => {
            store::account::invite(&tx, allowed, account, hash(&secret), ctx.now(), expires_at).await?;
        }
    }
    tx.commit().await?;
    Ok(Invitation { account, secret, email: new.email.clone() })
}

enum Inviter {
    Organisation(Allowed<InviteToOrganisation>),
    Community(Allowed<InviteToCommunity>),
}

async fn allowed(tx: &DatabaseTransaction, ctx: &Ctx, new: &NewAccount) -> Result<Inviter> {
    Ok(match new.organisation {
        Some(id) => Inviter::Organisation(guard::organisation(tx, ctx, id).await?),
        None if new.role.needs_organisation() => return Err(Failure::field("organisation", Code::Required)),
        // An officer of a member does not act for the community.
        None if ctx.organisation().is_some() => return Err(Error::Forbidden.into()),
        None => Inviter::Community(guard::community(ctx)?),
    })
}

/// Adds account and role inside a transaction; a known e-mail gets the role added.
pub(crate) async fn add(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    new: &NewAccount,
    demonstration: bool,
) -> Result<AccountId> {
    let allowed = allowed(tx, ctx, new).await?;
    if let Inviter::Organisation(organisation) = &allowed
        && !new.role.fits(organisation.kind)
    {
        return Err(Failure::field("role", Code::UnknownValue));
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
    match &allowed {
        Inviter::Organisation(allowed) => {
            store::account::grant(tx, allowed, account, new.role, new.organisation).await?;
        }
        Inviter::Community(allowed) => store::account::grant(tx, allowed, account, new.role, None).await?,
    }
    let line = Record { action: "account.invite", object: "account", id: account.0 };
    let detail = serde_json::json!({ "email": new.email, "role": new.role });
    record_for(tx, ctx, line, new.organisation, detail).await?;
    Ok(account)
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
    let known = store::account::credentials(&tx, &email).await?;
    tx.commit().await?;
    let grant = known.and_then(|known| known.first_grant).ok_or(Error::NotFound)?;
    session::open_session(db, ctx, account, grant).await
}
