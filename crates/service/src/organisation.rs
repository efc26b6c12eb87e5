//! Members of the community.

use domain::{
    Code, Error,
    id::OrganisationId,
    organisation::{Department, NewOrganisation, Organisation, OrganisationForm, OrganisationRef},
    permission::{Action, Relation, may},
};

use crate::{
    Ctx, Db, Result,
    audit::{Record, record_for},
    guard::{self, AddOrganisation, DeactivateOrganisation, EditOrganisation, ListMembers, ReadOrganisation},
    store,
};

/// All members, by name.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn list(db: &Db, ctx: &Ctx) -> Result<Vec<Organisation>> {
    let allowed = guard::community::<ListMembers>(ctx)?;
    store::organisation::list(db.reader(), &allowed).await
}

/// Active members that teach, or that do not, for pickers.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn pick(db: &Db, ctx: &Ctx, teaches: bool) -> Result<Vec<OrganisationRef>> {
    let allowed = guard::community::<ListMembers>(ctx)?;
    store::organisation::pick(db.reader(), &allowed, teaches).await
}

/// One organisation and its departments.
///
/// # Errors
/// Not found when it is not the actor's to see.
pub async fn read(db: &Db, ctx: &Ctx, id: OrganisationId) -> Result<(Organisation, Vec<Department>)> {
    let allowed = guard::organisation::<ReadOrganisation>(db.reader(), ctx, id).await?;
    let departments = store::organisation::departments(db.reader(), id).await?;
    Ok(((*allowed).clone(), departments))
}

/// Whether the actor may add members: what a page asks before it offers a button.
#[must_use]
pub fn may_add(ctx: &Ctx) -> bool {
    guard::community::<AddOrganisation>(ctx).is_ok()
}

/// How the actor may change an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayEdit {
    /// Not at all.
    No,
    /// As its officer: everything but its kind and whether it takes part.
    Own,
    /// For the community: everything.
    All,
}

/// How the actor may change the organisation: what a page asks before it shows a form.
#[must_use]
pub fn may_edit(ctx: &Ctx, id: OrganisationId) -> MayEdit {
    let Ok(acting) = ctx.acting() else { return MayEdit::No };
    let (relation, way) = match acting.organisation {
        Some(own) if own == id => (Relation::Employer, MayEdit::Own),
        Some(_) => return MayEdit::No,
        None => (Relation::Community, MayEdit::All),
    };
    if may(acting.role, relation, Action::EditOrganisation) { way } else { MayEdit::No }
}

/// Adds a member.
///
/// # Errors
/// Invalid, also when a code is taken; forbidden.
pub async fn add(db: &Db, ctx: &Ctx, form: &OrganisationForm) -> Result<OrganisationId> {
    let allowed = guard::community::<AddOrganisation>(ctx)?;
    let new = check(form)?;
    let tx = db.begin().await?;
    let id = store::organisation::insert(&tx, &allowed, &new, ctx.now()).await?;
    let line = Record { action: "organisation.add", object: "organisation", id: id.0 };
    record_for(&tx, ctx, line, Some(id), form).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes a member that still has `version`.
///
/// # Errors
/// Invalid, stale, forbidden, not found.
pub async fn edit(db: &Db, ctx: &Ctx, id: OrganisationId, form: &OrganisationForm, version: i32) -> Result<()> {
    let tx = db.begin().await?;
    let allowed = guard::organisation::<EditOrganisation>(&tx, ctx, id).await?;
    let new = check(form)?;
    if allowed.kind != new.kind && ctx.organisation().is_some() {
        return Err(Error::field("kind", Code::UnknownValue).into());
    }
    store::organisation::update(&tx, &allowed, &new, version).await?;
    let line = Record { action: "organisation.edit", object: "organisation", id: id.0 };
    record_for(&tx, ctx, line, Some(id), form).await?;
    tx.commit().await
}

/// Takes a member that still has `version` out of the community, when the actor is `sure`. Its people no longer
/// act for it, their sessions for it end at once; its placements stay, and the other side reads them.
///
/// # Errors
/// `required` on the field `sure`; stale, forbidden, not found.
pub async fn deactivate(db: &Db, ctx: &Ctx, id: OrganisationId, sure: bool, version: i32) -> Result<()> {
    let tx = db.begin().await?;
    let allowed = guard::organisation::<DeactivateOrganisation>(&tx, ctx, id).await?;
    if !sure {
        return Err(Error::field("sure", Code::Required).into());
    }
    store::organisation::set_active(&tx, &allowed, false, version).await?;
    store::session::delete_of_organisation(&tx, &allowed).await?;
    let line = Record { action: "organisation.deactivate", object: "organisation", id: id.0 };
    record_for(&tx, ctx, line, Some(id), ()).await?;
    tx.commit().await
}

/// Takes a member that still has `version` into the community again.
///
/// # Errors
/// Stale, forbidden, not found.
pub async fn reactivate(db: &Db, ctx: &Ctx, id: OrganisationId, version: i32) -> Result<()> {
    let tx = db.begin().await?;
    let allowed = guard::organisation::<DeactivateOrganisation>(&tx, ctx, id).await?;
    store::organisation::set_active(&tx, &allowed, true, version).await?;
    let line = Record { action: "organisation.reactivate", object: "organisation", id: id.0 };
    record_for(&tx, ctx, line, Some(id), ()).await?;
    tx.commit().await
}

/// Whether the actor may take members out of the community: what a page asks before it offers the way.
#[must_use]
pub fn may_deactivate(ctx: &Ctx) -> bool {
    ctx.acting().is_ok_and(|acting| {
        acting.organisation.is_none() && may(acting.role, Relation::Community, Action::DeactivateOrganisation)
    })
}

fn check(form: &OrganisationForm) -> Result<NewOrganisation> {
    let new = form.check()?;
    if new.zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(Error::field("zone", Code::UnknownZone).into());
    }
    Ok(new)
}

/// The organisation that a command names: by identifier, code, reference or exact name.
///
/// # Errors
/// `unknown_organisation`; forbidden.
pub async fn by_reference(db: &Db, ctx: &Ctx, reference: &str) -> Result<Organisation> {
    guard::community::<ListMembers>(ctx)?;
    let found = store::organisation::by_reference(db.reader(), reference.trim()).await?;
    found.ok_or_else(|| Error::field("organisation", Code::UnknownOrganisation).into())
}

/// The form with which a member is changed.
#[must_use]
pub fn form_of(organisation: &Organisation) -> OrganisationForm {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    OrganisationForm {
        kind: organisation.kind.as_str().to_owned(),
        name: organisation.name.clone(),
        name_en: text(&organisation.name_en),
        moe_code: text(&organisation.moe_code),
        credit_code: text(&organisation.credit_code),
        province: text(&organisation.province),
        city: text(&organisation.city),
        zone: organisation.zone.clone(),
    }
}
