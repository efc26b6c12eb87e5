//! Which rows of a list the actor may see: a [`Visible`] becomes a condition of the query.

use std::marker::PhantomData;

use domain::{
    Error,
    account::Role,
    credential::Credential,
    id::{OrganisationId, PersonId},
    organisation::Organisation,
    permission::{Action, may_any},
    person::Person,
    placement::Placement,
    policy::Indicator,
    timetable::Section,
};

use super::{Allowed, ImportFiles, Reach, ReadIndicators, relations::relations_to_community};
use crate::{ctx::Ctx, failure::Result};

/// Which rows of a list the actor may see.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visible<N> {
    scope: Scope,
    noun: PhantomData<N>,
}

impl<N> Visible<N> {
    pub(crate) const fn scope(&self) -> Scope {
        self.scope
    }

    pub(super) const fn new(scope: Scope) -> Self {
        Self { scope, noun: PhantomData }
    }
}

/// The rows behind a [`Visible`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All of them.
    Community,
    /// Those of one organisation, on either side.
    Organisation(OrganisationId),
    /// Those of one person, as participant or mentor.
    Person(PersonId),
    /// Those whose mentor is one person.
    Mentor(PersonId),
}

/// The placements the actor may list.
pub(crate) fn visible_placements(ctx: &Ctx) -> Result<Visible<Placement>> {
    if ctx.is_system() {
        return Ok(Visible::new(Scope::Community));
    }
    let acting = ctx.acting()?;
    match (acting.role, acting.organisation) {
        (Role::CollegeHr | Role::Coordinator | Role::Auditor, Some(own)) => Ok(Visible::new(Scope::Organisation(own))),
        (Role::Auditor, None) => Ok(Visible::new(Scope::Community)),
        (Role::Teacher | Role::Engineer, _) => Ok(Visible::new(Scope::Person(acting.person))),
        (Role::Secretariat, _) | (Role::CollegeHr | Role::Coordinator, None) => Err(Error::Forbidden.into()),
    }
}

/// The placements whose mentor the actor is, whatever the role.
pub(crate) fn mentored_placements(ctx: &Ctx) -> Result<Visible<Placement>> {
    Ok(Visible::new(Scope::Mentor(ctx.acting()?.person)))
}

/// The actor's own placements, whatever the role.
pub(crate) fn own_placements(ctx: &Ctx) -> Result<Visible<Placement>> {
    Ok(Visible::new(Scope::Person(ctx.acting()?.person)))
}

/// The placements with which a file is compared: all of them, or those of the one organisation it is about.
pub(crate) fn imported_placements(allowed: &Allowed<ImportFiles>) -> Visible<Placement> {
    Visible::new(match **allowed {
        Reach::Community => Scope::Community,
        Reach::Organisation { id, .. } => Scope::Organisation(id),
    })
}

/// The people the actor may take out in a file.
pub(crate) fn visible_people(ctx: &Ctx) -> Result<Visible<Person>> {
    Ok(Visible::new(exported(ctx)?))
}

/// The organisations the actor may take out in a file.
pub(crate) fn visible_organisations(ctx: &Ctx) -> Result<Visible<Organisation>> {
    Ok(Visible::new(exported(ctx)?))
}

/// The credentials of the people the actor looks after: one's own organisation's, or the community's.
pub(crate) fn visible_credentials(ctx: &Ctx) -> Result<Visible<Credential>> {
    if ctx.is_system() {
        return Ok(Visible::new(Scope::Community));
    }
    let acting = ctx.acting()?;
    if !may_any(acting.role, &relations_to_community(ctx), Action::ReadCredentials) {
        return Err(Error::Forbidden.into());
    }
    Ok(Visible::new(acting.organisation.map_or(Scope::Community, Scope::Organisation)))
}

/// The course sections of the college that the actor acts for, or of all.
pub(crate) fn visible_timetables(ctx: &Ctx) -> Result<Visible<Section>> {
    if ctx.is_system() {
        return Ok(Visible::new(Scope::Community));
    }
    let acting = ctx.acting()?;
    if !may_any(acting.role, &relations_to_community(ctx), Action::ReadTimetable) {
        return Err(Error::Forbidden.into());
    }
    Ok(Visible::new(acting.organisation.map_or(Scope::Community, Scope::Organisation)))
}

/// The indicators of one college.
pub(crate) fn indicators_of(allowed: &Allowed<ReadIndicators>) -> Visible<Indicator> {
    Visible::new(Scope::Organisation(allowed.id))
}

/// The indicators of all colleges, for who acts for the community.
pub(crate) fn visible_indicators(ctx: &Ctx) -> Result<Visible<Indicator>> {
    if ctx.is_system() {
        return Ok(Visible::new(Scope::Community));
    }
    let acting = ctx.acting()?;
    let relations = relations_to_community(ctx);
    if acting.organisation.is_some() || !may_any(acting.role, &relations, Action::ReadIndicators) {
        return Err(Error::Forbidden.into());
    }
    Ok(Visible::new(Scope::Community))
}

/// The rows that the actor may take out in files: one's own organisation's, or the community's.
fn exported(ctx: &Ctx) -> Result<Scope> {
    if ctx.is_system() {
        return Ok(Scope::Community);
    }
    let acting = ctx.acting()?;
    if !may_any(acting.role, &relations_to_community(ctx), Action::ExportLists) {
        return Err(Error::Forbidden.into());
    }
    Ok(acting.organisation.map_or(Scope::Community, Scope::Organisation))
}

/// The lines of the audit log the actor may read.
pub(crate) fn visible_audit(ctx: &Ctx) -> Result<Visible<domain::id::AuditEventId>> {
    if ctx.is_system() {
        return Ok(Visible::new(Scope::Community));
    }
    let acting = ctx.acting()?;
    if !may_any(acting.role, &relations_to_community(ctx), Action::ReadAudit) {
        return Err(Error::Forbidden.into());
    }
    Ok(Visible::new(acting.organisation.map_or(Scope::Community, Scope::Organisation)))
}
