//! Many invitations at once: ticked in the roster or pasted as lines; all of them or the named part.

use std::collections::HashSet;

use domain::{
    Code, Error, FieldError,
    account::{InvitationForm, InviteManyForm, Role, read_lines},
    id::OrganisationId,
    list::Page,
    organisation::Department,
    person::RosterLine,
};
use serde::{Deserialize, Serialize};

use super::{Inviter, NewAccount, Slip, access::slip, add, allowed, check, link_until};
use crate::{
    Ctx, Db, Failure, Result,
    db::Transaction,
    guard::{self, ReadRoster},
    secret::{hash, new_secret},
    store::{
        self,
        person::{RosterPlace, RosterQuery},
    },
};

/// The most invitations made at once.
const MOST: usize = 500;

/// Which people without an account are shown, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvitableFilter {
    /// Part of a name or staff number.
    pub q: String,
    /// Name of a department, or empty.
    pub department: String,
    /// Where the page begins.
    pub cursor: String,
}

/// Whom an officer may invite out of the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitable {
    /// One page of the people employed here without a role here.
    pub people: Page<RosterLine>,
    /// The departments, for the filter.
    pub departments: Vec<Department>,
}

/// The people of the acting organisation who have no account there; nobody for the community, which has no roster.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn invitable(db: &Db, ctx: &Ctx, filter: &InvitableFilter) -> Result<Invitable> {
    guard::visible_accounts(ctx)?;
    let Some(organisation) = ctx.organisation() else {
        return Ok(Invitable { people: Page { items: Vec::new(), next: None }, departments: Vec::new() });
    };
    let allowed = guard::organisation::<ReadRoster>(db.reader(), ctx, organisation).await?;
    let query = RosterQuery {
        q: filter.q.trim().to_owned(),
        on: ctx.today(&allowed.zone),
        after: RosterPlace::read(&filter.cursor),
        ..RosterQuery::default()
    };
    let people = store::invitable::without_account(db.reader(), &allowed, &query, filter.department.trim()).await?;
    let departments = store::organisation::departments(db.reader(), organisation).await?;
    Ok(Invitable { people, departments })
}

/// One invitation among many: the name of its inputs, and what was typed.
struct Entry {
    key: String,
    form: InvitationForm,
}

/// Invites everybody ticked and listed, or, when some cannot be, nobody and names those; with `part` the others.
///
/// # Errors
/// Invalid with fields such as `people[12].email` and `lines[3].role`, 3 being the line; forbidden.
pub async fn invite_many(db: &Db, ctx: &Ctx, form: &InviteManyForm) -> Result<Vec<Slip>> {
    guard::visible_accounts(ctx)?;
    let tx = db.begin().await?;
    let (entries, mut refused) = entries(&tx, ctx, form).await?;
    if entries.is_empty() && refused.is_empty() {
        return Err(Failure::field("lines", Code::Required));
    }
    if entries.len() > MOST {
        return Err(Failure::field("lines", Code::TooLong));
    }
    let mut known = HashSet::new();
    let mut added = Vec::new();
    for Entry { key, form } in entries {
        match invite_one(&tx, ctx, &form, &mut known).await {
            Ok(one) => added.push(one),
            Err(failure) => refused.extend(named(&key, failure)?),
        }
    }
    if added.is_empty() || !(refused.is_empty() || form.part == "true") {
        return Err(Error::Invalid(refused).into());
    }
    let grants: Vec<_> = added.iter().map(|(grant, _)| *grant).collect();
    let lines = store::role_grant::find(&tx, &grants, ctx.now()).await?;
    let slips = added
        .into_iter()
        .filter_map(|(grant, secret)| {
            let line = lines.iter().find(|line| line.grant == grant)?;
            Some(slip(line, secret, link_until(ctx)))
        })
        .collect();
    tx.commit().await?;
    Ok(slips)
}

async fn entries(tx: &Transaction, ctx: &Ctx, form: &InviteManyForm) -> Result<(Vec<Entry>, Vec<FieldError>)> {
    let own = ctx.organisation();
    let here = own.map(|id| id.to_string()).unwrap_or_default();
    let last_day = |role: &str, own: &str| match Role::read(role) {
        Some(Role::Auditor) if own.is_empty() => form.last_day.clone(),
        _ => own.to_owned(),
    };
    let mut entries: Vec<Entry> = form
        .people
        .iter()
        .filter(|(_, invitee)| !invitee.chosen.is_empty())
        .map(|(person, invitee)| Entry {
            key: format!("people[{person}]"),
            form: InvitationForm {
                email: invitee.email.clone(),
                role: invitee.role.clone(),
                organisation: here.clone(),
                person: person.clone(),
                last_day: last_day(&invitee.role, ""),
                ..InvitationForm::default()
            },
        })
        .collect();
    let mut refused = Vec::new();
    for line in read_lines(&form.lines, own.is_none()).into_iter().take(MOST + 1) {
        let key = format!("lines[{}]", line.number);
        let organisation = if line.organisation.is_empty() {
            here.clone()
        } else if let Some(id) = named_organisation(tx, &line.organisation).await? {
            id.to_string()
        } else {
            refused.push(FieldError::new(format!("{key}.organisation"), Code::UnknownOrganisation));
            continue;
        };
        let role = Role::read(&line.role).map_or_else(|| line.role.clone(), |role| role.as_str().to_owned());
        let last_day = last_day(&role, &line.last_day);
        let (name, email) = (line.name, line.email);
        let form = InvitationForm { name, email, role, organisation, person: String::new(), last_day };
        entries.push(Entry { key, form });
    }
    Ok((entries, refused))
}

async fn named_organisation(tx: &Transaction, reference: &str) -> Result<Option<OrganisationId>> {
    Ok(store::organisation::by_reference(tx, reference).await?.map(|organisation| organisation.id))
}

/// Adds one of many with a link; nothing was written when it cannot be.
async fn invite_one(
    tx: &Transaction,
    ctx: &Ctx,
    form: &InvitationForm,
    known: &mut HashSet<String>,
) -> Result<(domain::id::RoleGrantId, String)> {
    let new: NewAccount = check(form)?;
    // How a member's own people sign in is the member's business.
    if ctx.organisation().is_none() && new.organisation.is_some() && !new.role.is_officer() {
        return Err(Failure::field("role", Code::UnknownValue));
    }
    if !known.insert(new.email.clone()) {
        return Err(Failure::field("email", Code::Duplicate));
    }
    let added = add(tx, ctx, &new, false).await?;
    let secret = new_secret()?;
    let hash = hash(&secret);
    match &allowed(tx, ctx, &new).await? {
        Inviter::Organisation(allowed) => {
            store::account::invite(tx, allowed, added.account, hash, ctx.now(), link_until(ctx)).await?;
        }
        Inviter::Community(allowed) => {
            store::account::invite(tx, allowed, added.account, hash, ctx.now(), link_until(ctx)).await?;
        }
    }
    Ok((added.grant, secret))
}

/// What is wrong with one of many, under the names of its inputs.
fn named(key: &str, failure: Failure) -> Result<Vec<FieldError>> {
    match failure.error() {
        Error::Invalid(fields) => {
            let under = |field: &FieldError| FieldError::new(format!("{key}.{}", field.field), field.code);
            Ok(fields.iter().map(under).collect())
        }
        Error::NotFound | Error::Forbidden => Ok(vec![FieldError::new(format!("{key}.role"), Code::UnknownValue)]),
        _ => Err(failure),
    }
}
