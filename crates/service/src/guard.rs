//! The one place where permission is asked: it loads an object, finds how the actor stands to it and
//! asks the table in `domain`. What it answers cannot be made anywhere else: [`Allowed`] opens the
//! writes of `store`, [`Visible`] its lists. Unreadable is *not found*; readable but not permitted is
//! *forbidden*.

use std::{marker::PhantomData, ops::Deref};

use domain::{
    Error,
    account::Role,
    id::{OrganisationId, PersonId, PlacementId},
    organisation::{Organisation, OrganisationRef},
    permission::{Action, Relation, may_any},
    person::Person,
    placement::{Direction, Placement, Side, State},
};
use sea_orm::ConnectionTrait;

use crate::{ctx::Ctx, failure::Result, store};

/// A deed of the permission table as a type, with the noun it is done to.
pub(crate) trait Deed {
    type Noun;
    const ACTION: Action;
}

/// Proof that the actor may do `D` to the noun inside.
#[derive(Debug)]
pub(crate) struct Allowed<D: Deed> {
    noun: D::Noun,
    deed: PhantomData<D>,
}

impl<D: Deed> Deref for Allowed<D> {
    type Target = D::Noun;

    fn deref(&self) -> &D::Noun {
        &self.noun
    }
}

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

    const fn new(scope: Scope) -> Self {
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

macro_rules! deeds {
    ($($name:ident: $action:ident of $noun:ty;)+) => {$(
        #[derive(Debug)]
        pub(crate) struct $name;
        impl Deed for $name {
            type Noun = $noun;
            const ACTION: Action = Action::$action;
        }
    )+};
}

/// The community as the object of a deed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Community;

/// A placement about to be drafted by one side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Drafting {
    pub(crate) side: Side,
}

deeds! {
    ReadPlacement: ReadPlacement of Placement;
    DraftPlacement: DraftPlacement of Drafting;
    DecidePlacement: DecidePlacement of Placement;
    NameMentor: NameMentor of Placement;
    ReadHours: ReadHours of Placement;
    LogHours: LogHours of Placement;
    ConfirmHours: ConfirmHours of Placement;
    UnlockHours: UnlockHours of Placement;
    ReadPerson: ReadPerson of Person;
    EditPerson: EditPerson of Person;
    ReadProgress: ReadProgress of Person;
    ReadOrganisation: ReadOrganisation of Organisation;
    EditOrganisation: EditOrganisation of Organisation;
    AddPerson: AddPerson of Organisation;
    ReadRoster: ReadRoster of Organisation;
    InviteToOrganisation: InviteAccount of Organisation;
    InviteToCommunity: InviteAccount of Community;
    ListMembers: ListMembers of Community;
    AddOrganisation: AddOrganisation of Community;
    ReadFlows: ReadFlows of Community;
    ImportFiles: ImportFiles of Community;
}

/// The placement, when the actor may do `D` to it.
pub(crate) async fn placement<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: PlacementId,
) -> Result<Allowed<D>> {
    let Some(placement) = store::placement::find(conn, id).await? else {
        signed_in(ctx)?;
        return Err(Error::NotFound.into());
    };
    let relations = relations_to_placement(ctx, &placement)?;
    allow(ctx, placement, &relations, Action::ReadPlacement)
}

/// The person, when the actor may do `D` to them.
pub(crate) async fn person<D: Deed<Noun = Person>>(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: PersonId,
) -> Result<Allowed<D>> {
    let Some(person) = store::person::find(conn, id).await? else {
        signed_in(ctx)?;
        return Err(Error::NotFound.into());
    };
    let relations = relations_to_person(conn, ctx, &person).await?;
    allow(ctx, person, &relations, Action::ReadPerson)
}

/// The organisation, when the actor may do `D` to it.
pub(crate) async fn organisation<D: Deed<Noun = Organisation>>(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: OrganisationId,
) -> Result<Allowed<D>> {
    let Some(organisation) = store::organisation::find(conn, id).await? else {
        signed_in(ctx)?;
        return Err(Error::NotFound.into());
    };
    let mut relations = relations_to_community(ctx);
    if relations.contains(&Relation::Employer) && ctx.organisation() != Some(id) {
        relations.clear();
        if let Some(own) = ctx.organisation()
            && store::placement::any_between(conn, own, id).await?
        {
            relations.push(Relation::Counterpart);
        }
    }
    allow(ctx, organisation, &relations, Action::ReadOrganisation)
}

/// The community, when the actor may do `D` to it.
pub(crate) fn community<D: Deed<Noun = Community>>(ctx: &Ctx) -> Result<Allowed<D>> {
    let relations = relations_to_community(ctx);
    allow(ctx, Community, &relations, D::ACTION)
}

/// The right to draft a placement between two organisations, for the side on which the actor acts.
pub(crate) async fn drafting(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    direction: Direction,
    sending: OrganisationId,
    hosting: OrganisationId,
) -> Result<Allowed<DraftPlacement>> {
    signed_in(ctx)?;
    let load = async |field, id| -> Result<OrganisationRef> {
        let found = store::organisation::find(conn, id).await?.filter(|organisation| organisation.active);
        let organisation = found.ok_or_else(|| Error::field(field, domain::Code::NotFound))?;
        Ok(OrganisationRef::from(organisation))
    };
    let sending = load("sending", sending).await?;
    let hosting = load("hosting", hosting).await?;
    domain::placement::check_kinds(direction, sending.kind, hosting.kind).map_err(|code| {
        let field = if code == domain::Code::WrongSenderKind { "sending" } else { "hosting" };
        Error::field(field, code)
    })?;
    let side = match ctx.organisation() {
        Some(own) if own == hosting.id => Side::Hosting,
        _ => Side::Sending,
    };
    let mut relations = Vec::new();
    if ctx.organisation() == Some(sending.id) {
        relations.push(Relation::Sending);
    }
    if ctx.organisation() == Some(hosting.id) {
        relations.push(Relation::Hosting);
    }
    allow(ctx, Drafting { side }, &relations, Action::DraftPlacement)
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

/// All placements, for one who may import: a file is compared with everything that is stored.
pub(crate) const fn imported_placements(_: &Allowed<ImportFiles>) -> Visible<Placement> {
    Visible::new(Scope::Community)
}

/// The people the actor may take out in a file.
pub(crate) fn visible_people(ctx: &Ctx) -> Result<Visible<Person>> {
    Ok(Visible::new(exported(ctx)?))
}

/// The organisations the actor may take out in a file.
pub(crate) fn visible_organisations(ctx: &Ctx) -> Result<Visible<Organisation>> {
    Ok(Visible::new(exported(ctx)?))
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

/// Whether the actor may do `action` to the placement: what pages ask before they offer a button.
pub(crate) fn may_placement(ctx: &Ctx, placement: &Placement, action: Action) -> bool {
    let Ok(acting) = ctx.acting() else { return ctx.is_system() };
    relations_to_placement(ctx, placement).is_ok_and(|relations| may_any(acting.role, &relations, action))
}

/// The side on which the actor acts in a placement, if on one.
pub(crate) fn side(ctx: &Ctx, placement: &Placement) -> Option<Side> {
    let own = ctx.organisation()?;
    if own == placement.sending.id {
        Some(Side::Sending)
    } else if own == placement.hosting.id {
        Some(Side::Hosting)
    } else {
        None
    }
}

fn relations_to_placement(ctx: &Ctx, placement: &Placement) -> Result<Vec<Relation>> {
    if ctx.is_system() {
        return Ok(Vec::new());
    }
    let acting = ctx.acting()?;
    let mut relations = Vec::new();
    if placement.state == State::Draft {
        // A draft is seen only by the side that writes it, and by who reads for the community.
        if side(ctx, placement) == Some(placement.drafted_by) {
            relations.push(relation_of(placement.drafted_by));
        } else if acting.organisation.is_none() {
            relations.extend(relations_to_community(ctx));
        }
        return Ok(relations);
    }
    let mentor = placement.mentor.as_ref().is_some_and(|mentor| mentor.id == acting.person);
    if acting.person == placement.participant.id {
        relations.push(Relation::Own);
    } else if mentor && acting.organisation != Some(placement.sending.id) {
        // The sending side never confirms, even through a mentor who works for both sides.
        relations.push(Relation::Mentor);
    }
    match acting.organisation {
        Some(own) if own == placement.sending.id => relations.push(Relation::Sending),
        // The participant never confirms the own hours, whatever office they hold at the host.
        Some(own) if own == placement.hosting.id && acting.person != placement.participant.id => {
            relations.push(Relation::Hosting);
        }
        Some(_) => {}
        None => relations.extend(relations_to_community(ctx)),
    }
    Ok(relations)
}

const fn relation_of(side: Side) -> Relation {
    match side {
        Side::Sending => Relation::Sending,
        Side::Hosting => Relation::Hosting,
    }
}

async fn relations_to_person(conn: &impl ConnectionTrait, ctx: &Ctx, person: &Person) -> Result<Vec<Relation>> {
    if ctx.is_system() {
        return Ok(Vec::new());
    }
    let acting = ctx.acting()?;
    let mut relations = Vec::new();
    if acting.person == person.id {
        relations.push(Relation::Own);
    }
    match acting.organisation {
        Some(own) => {
            let today = ctx.now().date_naive();
            let employed = |employment: &domain::person::Employment| {
                employment.organisation.id == own && employment.last_day.is_none_or(|last| last >= today)
            };
            if person.employments.iter().any(employed) {
                relations.push(Relation::Employer);
            } else if store::placement::any_of_person_at(conn, person.id, own).await? {
                relations.push(Relation::Counterpart);
            }
        }
        None => relations.extend(relations_to_community(ctx)),
    }
    Ok(relations)
}

/// How the actor stands to the community as a whole: acting for it, or for one of its members.
fn relations_to_community(ctx: &Ctx) -> Vec<Relation> {
    let Ok(acting) = ctx.acting() else { return Vec::new() };
    match acting.organisation {
        None if matches!(acting.role, Role::Secretariat | Role::Auditor) => vec![Relation::Community],
        None => Vec::new(),
        Some(_) => vec![Relation::Employer],
    }
}

fn signed_in(ctx: &Ctx) -> Result<()> {
    if ctx.is_system() { Ok(()) } else { ctx.acting().map(|_| ()) }
}

fn allow<D: Deed>(ctx: &Ctx, noun: D::Noun, relations: &[Relation], read: Action) -> Result<Allowed<D>> {
    if !ctx.is_system() {
        let acting = ctx.acting()?;
        if !may_any(acting.role, relations, read) && !may_any(acting.role, relations, D::ACTION) {
            return Err(if read == D::ACTION && !readable(read) { Error::Forbidden } else { Error::NotFound }.into());
        }
        if !may_any(acting.role, relations, D::ACTION) || (acting.read_only && writes(D::ACTION)) {
            return Err(Error::Forbidden.into());
        }
    }
    Ok(Allowed { noun, deed: PhantomData })
}

/// Whether failing `read` hides an object: deeds on the community hide nothing.
const fn readable(read: Action) -> bool {
    matches!(read, Action::ReadPlacement | Action::ReadPerson | Action::ReadOrganisation)
}

/// Whether an action writes, so that a token that only reads may not do it.
const fn writes(action: Action) -> bool {
    !matches!(
        action,
        Action::ListMembers
            | Action::ReadOrganisation
            | Action::ReadFlows
            | Action::ReadRoster
            | Action::ReadPerson
            | Action::ReadProgress
            | Action::ReadPlacement
            | Action::ReadHours
            | Action::ExportLists
            | Action::ReadAudit
    )
}
