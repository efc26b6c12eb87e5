//! The register of credentials: what people hold, until when, and who saw the original.

use chrono::NaiveDate;
use domain::{
    Error,
    catalogue::CredentialType,
    credential::{Credential, CredentialForm, Lapsing, RegisterFilter, RegisterLine, Standing},
    id::{CredentialId, PersonId, PlacementId},
    list::Page,
    organisation::DEFAULT_ZONE,
    permission::Action,
    person::Person,
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Result,
    audit::{Record, record_for},
    guard::{self, Allowed, Deed, EditCredentials, ReadCredentials, ReadPlacement, VerifyCredentials},
    store::{self, credential::RegisterQuery},
};

/// The credentials of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialsView {
    /// Whose.
    pub person: Person,
    /// What lapses first at the top.
    pub credentials: Vec<Credential>,
    /// Whether the actor may add and change.
    pub may_edit: bool,
    /// Whether the actor may say that the originals were seen.
    pub may_verify: bool,
}

/// The types of the catalogue, by name.
///
/// # Errors
/// When the database fails.
pub async fn types(db: &Db) -> Result<Vec<CredentialType>> {
    store::credential::types(db.reader()).await
}

/// The credentials of a person.
///
/// # Errors
/// Not found when the person is not the actor's to see; forbidden for a counterpart.
pub async fn of_person(db: &Db, ctx: &Ctx, id: PersonId) -> Result<CredentialsView> {
    let allowed = guard::person::<ReadCredentials>(db.reader(), ctx, id).await?;
    let credentials = store::credential::of_person(db.reader(), &allowed).await?;
    let person = (*allowed).clone();
    let may_edit = guard::may_person(db.reader(), ctx, &person, Action::EditCredentials).await?;
    let may_verify =
        !is_own(ctx, id) && guard::may_person(db.reader(), ctx, &person, Action::VerifyCredentials).await?;
    Ok(CredentialsView { person, credentials, may_edit, may_verify })
}

/// One credential with its holder, for who may change it.
///
/// # Errors
/// Not found, forbidden.
pub async fn read(db: &Db, ctx: &Ctx, id: CredentialId) -> Result<(Person, Credential)> {
    let (person, credential) = held::<EditCredentials>(db.reader(), ctx, id).await?;
    Ok(((*person).clone(), credential))
}

/// One page of the credentials of the people at the acting organisation, what lapses first at the top.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn register(db: &Db, ctx: &Ctx, filter: &RegisterFilter) -> Result<Page<RegisterLine>> {
    let visible = guard::visible_credentials(ctx)?;
    let query = RegisterQuery {
        standing: Standing::parse(&filter.standing),
        type_code: Some(filter.type_code.trim().to_owned()).filter(|code| !code.is_empty()),
        verified: match filter.verified.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        q: filter.q.trim().to_owned(),
        on: ctx.today(DEFAULT_ZONE),
        after: filter.cursor.split_once('~').and_then(|(day, id)| Some((day.parse().ok(), id.parse().ok()?))),
    };
    store::credential::register(db.reader(), &visible, &query).await
}

/// How many credentials at the acting organisation have lapsed, and how many lapse soon.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn lapsing_counts(db: &Db, ctx: &Ctx) -> Result<(u64, u64)> {
    let visible = guard::visible_credentials(ctx)?;
    let today = ctx.today(DEFAULT_ZONE);
    let lapsed = store::credential::count(db.reader(), &visible, Standing::Lapsed, today).await?;
    let soon = store::credential::count(db.reader(), &visible, Standing::LapsesSoon, today).await?;
    Ok((lapsed, soon))
}

/// The participant's credentials that lapse before the placement's last day: type and day alone, which both
/// sides may know.
///
/// # Errors
/// Not found.
pub async fn lapsing_inside(db: &Db, ctx: &Ctx, placement: PlacementId) -> Result<Vec<Lapsing>> {
    let allowed = guard::placement::<ReadPlacement>(db.reader(), ctx, placement).await?;
    store::credential::lapsing_inside(db.reader(), &allowed).await
}

/// Adds a credential; it is not verified yet.
///
/// # Errors
/// Invalid, also when the person has the same type and number; forbidden, not found.
pub async fn add(db: &Db, ctx: &Ctx, person: PersonId, form: &CredentialForm) -> Result<CredentialId> {
    let tx = db.begin().await?;
    let allowed = guard::person::<EditCredentials>(&tx, ctx, person).await?;
    let new = form.check(&store::credential::types(&tx).await?, today(ctx))?;
    let id = store::credential::insert(&tx, &allowed, &new, ctx.now()).await?;
    audit(&tx, ctx, "credential.add", id, form).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes a credential that still has `version`; it is no longer verified then.
///
/// # Errors
/// Invalid, stale, forbidden, not found.
pub async fn edit(db: &Db, ctx: &Ctx, id: CredentialId, form: &CredentialForm, version: i32) -> Result<PersonId> {
    let tx = db.begin().await?;
    let (allowed, _) = held::<EditCredentials>(&tx, ctx, id).await?;
    let new = form.check(&store::credential::types(&tx).await?, today(ctx))?;
    store::credential::update(&tx, &allowed, id, &new, version).await?;
    audit(&tx, ctx, "credential.edit", id, form).await?;
    tx.commit().await?;
    Ok(allowed.id)
}

/// Removes a credential that still has `version`; the audit log keeps what it said.
///
/// # Errors
/// Stale, forbidden, not found.
pub async fn remove(db: &Db, ctx: &Ctx, id: CredentialId, version: i32) -> Result<PersonId> {
    let tx = db.begin().await?;
    let (allowed, credential) = held::<EditCredentials>(&tx, ctx, id).await?;
    store::credential::delete(&tx, &allowed, id, version).await?;
    audit(&tx, ctx, "credential.remove", id, &credential).await?;
    tx.commit().await?;
    Ok(allowed.id)
}

/// Notes that the actor saw the original of a credential that still has `version`, or takes that back.
///
/// # Errors
/// Stale, not found; forbidden, also for one's own.
pub async fn verify(db: &Db, ctx: &Ctx, id: CredentialId, seen: bool, version: i32) -> Result<PersonId> {
    let tx = db.begin().await?;
    let (allowed, _) = held::<VerifyCredentials>(&tx, ctx, id).await?;
    if is_own(ctx, allowed.id) {
        return Err(Error::Forbidden.into());
    }
    let by = seen.then(|| (ctx.label(), ctx.now()));
    store::credential::verify(&tx, &allowed, id, by, version).await?;
    audit(&tx, ctx, if seen { "credential.verify" } else { "credential.doubt" }, id, seen).await?;
    tx.commit().await?;
    Ok(allowed.id)
}

/// The form with which a credential is changed.
#[must_use]
pub fn form_of(credential: &Credential) -> CredentialForm {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    CredentialForm {
        type_code: credential.type_code.clone(),
        number: text(&credential.number),
        issuer: text(&credential.issuer),
        issued_on: day(credential.issued_on),
        expires_on: day(credential.expires_on),
        review_on: day(credential.review_on),
    }
}

async fn held<D: Deed<Noun = Person>>(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: CredentialId,
) -> Result<(Allowed<D>, Credential)> {
    let Some(credential) = store::credential::find(conn, id).await? else {
        ctx.acting()?;
        return Err(Error::NotFound.into());
    };
    // Who may not see the person's credentials learns nothing of this one either.
    let hidden = guard::person::<ReadCredentials>(conn, ctx, credential.person).await;
    if hidden.is_err_and(|failure| *failure.error() == Error::Forbidden) {
        return Err(Error::NotFound.into());
    }
    Ok((guard::person::<D>(conn, ctx, credential.person).await?, credential))
}

fn is_own(ctx: &Ctx, person: PersonId) -> bool {
    ctx.acting().is_ok_and(|acting| acting.person == person)
}

fn today(ctx: &Ctx) -> NaiveDate {
    ctx.today(DEFAULT_ZONE)
}

async fn audit(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    action: &str,
    id: CredentialId,
    detail: impl Serialize,
) -> Result<()> {
    record_for(conn, ctx, Record { action, object: "credential", id: id.0 }, ctx.organisation(), detail).await
}
