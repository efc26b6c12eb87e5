//! The one place where permission is asked: it loads an object, finds how the actor stands to it and
//! asks the table in `domain`. What it answers cannot be made anywhere else: [`Allowed`] opens the
//! writes of `store`, [`Visible`] its lists. Unreadable is *not found*; readable but not permitted is
//! *forbidden*.

mod account;
mod feed;
mod opening;
mod reach;
mod relations;
mod rule_pack;
mod timetable;
mod visible;

use std::{marker::PhantomData, ops::Deref};

use chrono::NaiveDate;
use domain::{
    Error,
    account::AccountLine,
    id::{OrganisationId, PersonId, PlacementId},
    opening::Opening,
    organisation::{Organisation, OrganisationRef},
    permission::{Action, Relation, may_any},
    person::Person,
    placement::{Direction, Placement, Side},
};
use sea_orm::ConnectionTrait;

use crate::{
    ctx::Ctx,
    failure::Result,
    store::{self, hours::Around},
};
pub(crate) use account::{held_roles, visible_accounts};
pub(crate) use feed::{OwnFeeds, own_feeds};
pub(crate) use opening::{as_seen, opening, visible_openings};
pub(crate) use reach::{Reach, importing};
pub(crate) use relations::side;
use relations::{relations_to_community, relations_to_person, relations_to_placement};
pub(crate) use rule_pack::{RulePack, may_pack, rule_pack, visible_rule_packs};
pub(crate) use timetable::{may_import_timetables, own_timetable};
pub(crate) use visible::{
    Scope, Visible, imported_placements, indicators_of, mentored_placements, own_placements, visible_audit,
    visible_credentials, visible_indicators, visible_organisations, visible_people, visible_placements,
    visible_timetables,
};

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
    ReadCredentials: ReadCredentials of Person;
    EditCredentials: EditCredentials of Person;
    VerifyCredentials: VerifyCredentials of Person;
    ReadCircumstances: ReadCircumstances of Person;
    EditCircumstances: EditCircumstances of Person;
    ReadOrganisation: ReadOrganisation of Organisation;
    EditOrganisation: EditOrganisation of Organisation;
    ReadIndicators: ReadIndicators of Organisation;
    EditFigures: EditFigures of Organisation;
    AddPerson: AddPerson of Organisation;
    ReadRoster: ReadRoster of Organisation;
    OfferOpening: EditOpening of Organisation;
    ReadOpening: ReadOpening of Opening;
    EditOpening: EditOpening of Opening;
    ManageAccount: ManageAccount of AccountLine;
    DeactivateOrganisation: DeactivateOrganisation of Organisation;
    InviteToOrganisation: InviteAccount of Organisation;
    InviteToCommunity: InviteAccount of Community;
    ListMembers: ListMembers of Community;
    AddOrganisation: AddOrganisation of Community;
    ReadFlows: ReadFlows of Community;
    ImportFiles: ImportFiles of Reach;
    ImportLists: ImportLists of Community;
    ReadRulePack: ReadRulePacks of RulePack;
    EditRulePack: EditRulePacks of RulePack;
    AdoptRulePack: AdoptRulePacks of Organisation;
    ReadCalendar: ReadCalendar of Organisation;
    EditCalendar: EditCalendar of Organisation;
    ManageOwnFeeds: ManageOwnFeeds of OwnFeeds;
    ReadTimetable: ReadTimetable of Organisation;
    EditTimetable: EditTimetable of Organisation;
    ReadLessons: ReadTimetable of PersonId;
}

/// The placement, when the actor may do `D` to it.
pub(crate) async fn placement<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: PlacementId,
) -> Result<Allowed<D>> {
    allow_placement(ctx, store::placement::find(conn, id).await?)
}

/// The placement and what stands around a day of it, when the actor may log hours on it.
pub(crate) async fn placement_around(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: PlacementId,
    day: NaiveDate,
) -> Result<(Allowed<LogHours>, Around)> {
    let (placement, around) = store::hours::placement_around(conn, id, day).await?.unzip();
    Ok((allow_placement(ctx, placement)?, around.ok_or(Error::NotFound)?))
}

fn allow_placement<D: Deed<Noun = Placement>>(ctx: &Ctx, found: Option<Placement>) -> Result<Allowed<D>> {
    let Some(placement) = found else {
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
    let (person, relations) = person_and_relations(conn, ctx, id).await?;
    allow(ctx, person, &relations, Action::ReadPerson)
}

/// The person by number alone, when the actor may do `D` to them: for deeds that show nothing else of them. What one
/// may do to oneself costs no question.
pub(crate) async fn person_by_id<D: Deed<Noun = PersonId>>(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: PersonId,
) -> Result<Allowed<D>> {
    if ctx.acting().is_ok_and(|acting| acting.person == id)
        && let Ok(own) = allow(ctx, id, &[Relation::Own], Action::ReadPerson)
    {
        return Ok(own);
    }
    let (person, relations) = person_and_relations(conn, ctx, id).await?;
    allow(ctx, person.id, &relations, Action::ReadPerson)
}

async fn person_and_relations(conn: &impl ConnectionTrait, ctx: &Ctx, id: PersonId) -> Result<(Person, Vec<Relation>)> {
    let Some(person) = store::person::find(conn, id).await? else {
        signed_in(ctx)?;
        return Err(Error::NotFound.into());
    };
    let relations = relations_to_person(conn, ctx, &person).await?;
    Ok((person, relations))
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

/// What the actor may know, or nothing: for a page that shows less to who may see less.
///
/// # Errors
/// When the database fails.
pub(crate) fn may_know<T>(answer: Result<T>) -> Result<Option<T>> {
    match answer {
        Ok(known) => Ok(Some(known)),
        Err(failure) if matches!(failure.error(), Error::NotFound | Error::Forbidden) => Ok(None),
        Err(failure) => Err(failure),
    }
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

/// Whether the actor may do `action` to the placement: what pages ask before they offer a button.
pub(crate) fn may_placement(ctx: &Ctx, placement: &Placement, action: Action) -> bool {
    let Ok(acting) = ctx.acting() else { return ctx.is_system() };
    relations_to_placement(ctx, placement).is_ok_and(|relations| may_any(acting.role, &relations, action))
}

/// Whether the actor may do `action` to placements of the acting organisation's `side`: what a board asks of all its
/// bars at once.
pub(crate) fn may_as_side(ctx: &Ctx, side: Side, action: Action) -> bool {
    let relation = match side {
        Side::Sending => Relation::Sending,
        Side::Hosting => Relation::Hosting,
    };
    ctx.acting_to_write().is_ok_and(|acting| may_any(acting.role, &[relation], action))
}

/// Whether the actor may do `action` to the person: what pages ask before they offer a button.
pub(crate) async fn may_person(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    person: &Person,
    action: Action,
) -> Result<bool> {
    let Ok(acting) = ctx.acting() else { return Ok(ctx.is_system()) };
    Ok(may_any(acting.role, &relations_to_person(conn, ctx, person).await?, action))
}

/// Whether the actor may do `action` to an organisation as one of its own.
pub(crate) fn may_own(ctx: &Ctx, id: OrganisationId, action: Action) -> bool {
    let Ok(acting) = ctx.acting() else { return ctx.is_system() };
    acting.organisation == Some(id) && may_any(acting.role, &[Relation::Employer], action)
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
    matches!(
        read,
        Action::ReadPlacement
            | Action::ReadPerson
            | Action::ReadOrganisation
            | Action::ReadOpening
            | Action::ReadRulePacks
    )
}

/// Whether an action writes, so that a token that only reads may not do it.
const fn writes(action: Action) -> bool {
    !matches!(
        action,
        Action::ListMembers
            | Action::ListAccounts
            | Action::ReadOrganisation
            | Action::ReadFlows
            | Action::ReadRoster
            | Action::ReadPerson
            | Action::ReadProgress
            | Action::ReadCredentials
            | Action::ReadCircumstances
            | Action::ReadIndicators
            | Action::ReadPlacement
            | Action::ReadOpening
            | Action::ReadHours
            | Action::ExportLists
            | Action::ReadAudit
            | Action::ReadRulePacks
            | Action::ReadCalendar
            | Action::ReadTimetable
    )
}
