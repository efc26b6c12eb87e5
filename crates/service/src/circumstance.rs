//! Circumstances of people that rules ask for: who sees them, and who records them.

use domain::{
    Error,
    circumstance::{Circumstance, CircumstanceForm},
    id::{CircumstanceId, PersonId},
    permission::Action,
    person::Person,
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Result,
    audit::{Record, record_for},
    guard::{self, Allowed, EditCircumstances, ReadCircumstances},
    store,
};

/// The circumstances of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CircumstancesView {
    /// Whose.
    pub person: Person,
    /// What was recorded last at the top.
    pub circumstances: Vec<Circumstance>,
    /// Whether the actor may record, change and remove.
    pub may_edit: bool,
}

/// The circumstances of a person.
///
/// # Errors
/// Not found when the person is not the actor's to see; forbidden for a counterpart.
pub async fn of_person(db: &Db, ctx: &Ctx, id: PersonId) -> Result<CircumstancesView> {
    let allowed = guard::person::<ReadCircumstances>(db.reader(), ctx, id).await?;
    let circumstances = store::circumstance::of_person(db.reader(), &allowed).await?;
    let person = (*allowed).clone();
    let may_edit = !is_own(ctx, id) && guard::may_person(db.reader(), ctx, &person, Action::EditCircumstances).await?;
    Ok(CircumstancesView { person, circumstances, may_edit })
}

/// One circumstance with whom it is about, for who may change it.
///
/// # Errors
/// Not found, forbidden.
pub async fn read(db: &Db, ctx: &Ctx, id: CircumstanceId) -> Result<(Person, Circumstance)> {
    let (person, circumstance) = held(db.reader(), ctx, id).await?;
    Ok(((*person).clone(), circumstance))
}

/// Records a circumstance.
///
/// # Errors
/// Invalid, not found; forbidden, also of oneself.
pub async fn add(db: &Db, ctx: &Ctx, person: PersonId, form: &CircumstanceForm) -> Result<CircumstanceId> {
    let tx = db.begin().await?;
    let allowed = guard::person::<EditCircumstances>(&tx, ctx, person).await?;
    of_others(ctx, person)?;
    let id = store::circumstance::insert(&tx, &allowed, &form.check()?, ctx.label(), ctx.now()).await?;
    audit(&tx, ctx, "circumstance.add", id, form).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes a circumstance that still has `version`.
///
/// # Errors
/// Invalid, stale, not found; forbidden, also of oneself.
pub async fn edit(db: &Db, ctx: &Ctx, id: CircumstanceId, form: &CircumstanceForm, version: i32) -> Result<PersonId> {
    let tx = db.begin().await?;
    let (allowed, _) = held(&tx, ctx, id).await?;
    store::circumstance::update(&tx, &allowed, id, &form.check()?, version).await?;
    audit(&tx, ctx, "circumstance.edit", id, form).await?;
    tx.commit().await?;
    Ok(allowed.id)
}

/// Removes a circumstance that still has `version`; the audit log keeps what it said.
///
/// # Errors
/// Stale, not found; forbidden, also of oneself.
pub async fn remove(db: &Db, ctx: &Ctx, id: CircumstanceId, version: i32) -> Result<PersonId> {
    let tx = db.begin().await?;
    let (allowed, circumstance) = held(&tx, ctx, id).await?;
    store::circumstance::delete(&tx, &allowed, id, version).await?;
    audit(&tx, ctx, "circumstance.remove", id, CircumstanceForm::from(&circumstance)).await?;
    tx.commit().await?;
    Ok(allowed.id)
}

async fn held(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: CircumstanceId,
) -> Result<(Allowed<EditCircumstances>, Circumstance)> {
    let Some(circumstance) = store::circumstance::find(conn, id).await? else {
        ctx.acting()?;
        return Err(Error::NotFound.into());
    };
    // Who may not see the person's circumstances learns nothing of this one either.
    let hidden = guard::person::<ReadCircumstances>(conn, ctx, circumstance.person).await;
    if hidden.is_err_and(|failure| *failure.error() == Error::Forbidden) {
        return Err(Error::NotFound.into());
    }
    let allowed = guard::person::<EditCircumstances>(conn, ctx, circumstance.person).await?;
    of_others(ctx, circumstance.person)?;
    Ok((allowed, circumstance))
}

/// What a rule counts is recorded by somebody else: an officer does not shape the judgement of the own case.
fn of_others(ctx: &Ctx, person: PersonId) -> Result<()> {
    if is_own(ctx, person) { Err(Error::Forbidden.into()) } else { Ok(()) }
}

fn is_own(ctx: &Ctx, person: PersonId) -> bool {
    ctx.acting().is_ok_and(|acting| acting.person == person)
}

async fn audit(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    action: &str,
    id: CircumstanceId,
    detail: impl Serialize,
) -> Result<()> {
    record_for(conn, ctx, Record { action, object: "circumstance", id: id.0 }, ctx.organisation(), detail).await
}
