//! Openings: posts for teachers, teaching needs and engineers on offer, before anybody is placed.

use domain::{
    Code, Error,
    account::Role,
    error::Conflict,
    id::{OpeningId, OrganisationId},
    list::Page,
    opening::{NewOpening, Opening, OpeningFilter, OpeningForm, OpeningKind},
    organisation::OrganisationKind,
    permission::{Action, Relation, may},
    person::Profile,
    placement::PlacementLine,
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Failure, Result,
    audit::{Record, record_for},
    guard::{self, EditOpening, OfferOpening, ReadOpening},
    store::{
        self,
        opening::{OpeningOrder, OpeningQuery},
        placement::PlacementQuery,
    },
};

/// One page of openings: the open ones that have not ended, or all of the own organisation.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn list(db: &Db, ctx: &Ctx, filter: &OpeningFilter) -> Result<Page<Opening>> {
    let visible = guard::visible_openings(ctx)?;
    let page = store::opening::list(db.reader(), &visible, &read_filter(ctx, filter)).await?;
    Ok(page.map(|opening| guard::as_seen(ctx, opening)))
}

/// How many openings a filter finds, on all pages.
///
/// # Errors
/// As [`list`].
pub async fn count(db: &Db, ctx: &Ctx, filter: &OpeningFilter) -> Result<u64> {
    let visible = guard::visible_openings(ctx)?;
    store::opening::count(db.reader(), &visible, &read_filter(ctx, filter)).await
}

fn read_filter(ctx: &Ctx, filter: &OpeningFilter) -> OpeningQuery {
    let day = |text: &str| domain::form::read_day(text).ok();
    let own = ctx.organisation().filter(|_| filter.own == "true");
    let today = ctx.today(domain::organisation::DEFAULT_ZONE);
    OpeningQuery {
        kind: OpeningKind::parse(&filter.kind),
        organisation: own.or_else(|| OrganisationId::parse(&filter.organisation)),
        specialty: filter.specialty.trim().to_owned(),
        place: filter.place.trim().to_owned(),
        from: day(&filter.from).or(if own.is_some() { None } else { Some(today) }),
        to: day(&filter.to),
        free: filter.free == "true",
        closed: own.is_some(),
        q: filter.q.trim().to_owned(),
        order: match filter.sort.as_str() {
            "-first_day" => OpeningOrder::LatestFirst,
            "-created" => OpeningOrder::Newest,
            _ => OpeningOrder::FirstDay,
        },
        after: filter.cursor.split_once('~').and_then(|(day, id)| Some((day.parse().ok()?, id.parse().ok()?))),
    }
}

/// How the actor can use an opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MayUse {
    /// Not at all: no officer, or of an organisation that does not go with it.
    No,
    /// Places people of the own organisation from it.
    Send,
    /// Takes in the engineer it names.
    Host,
    /// Could host, but which engineer comes is for the employer to say.
    Ask,
}

/// An opening as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningView {
    /// The opening.
    pub opening: Opening,
    /// Whether the actor may change it.
    pub may_edit: bool,
    /// How the actor can use it.
    pub may_use: MayUse,
    /// The placements made from it that the actor may see, the latest first; at most a page.
    pub placed: Vec<PlacementLine>,
}

/// One opening.
///
/// # Errors
/// Not found when it is not the actor's to see.
pub async fn read(db: &Db, ctx: &Ctx, id: OpeningId) -> Result<OpeningView> {
    let opening = (*guard::opening::<ReadOpening>(db.reader(), ctx, id).await?).clone();
    let placed = match guard::visible_placements(ctx) {
        Ok(visible) => {
            let query = PlacementQuery { opening: Some(id), ..Default::default() };
            store::placement::list(db.reader(), &visible, &query).await?.items
        }
        // The secretariat reads openings and no person's placements.
        Err(failure) if *failure.error() == Error::Forbidden => Vec::new(),
        Err(failure) => return Err(failure),
    };
    let own = ctx.organisation() == Some(opening.organisation.id);
    let officer = ctx.acting().is_ok_and(|acting| acting.role.is_officer());
    Ok(OpeningView { may_edit: own && officer, may_use: may_use(ctx, &opening), placed, opening })
}

/// How the actor can use an opening: what a page asks before it offers a button.
#[must_use]
pub fn may_use(ctx: &Ctx, opening: &Opening) -> MayUse {
    let Ok(acting) = ctx.acting() else { return MayUse::No };
    let (Some(own), Some(kind)) = (acting.organisation, acting.grant.organisation_kind) else { return MayUse::No };
    if !may(acting.role, Relation::Sending, Action::DraftPlacement) {
        return MayUse::No;
    }
    match opening.kind {
        OpeningKind::Post if kind.teaches() => MayUse::Send,
        OpeningKind::TeachingNeed if !kind.teaches() => MayUse::Send,
        OpeningKind::EngineerOffer if own == opening.organisation.id => MayUse::Send,
        OpeningKind::EngineerOffer if kind.teaches() && opening.names_engineer => MayUse::Host,
        OpeningKind::EngineerOffer if kind.teaches() => MayUse::Ask,
        _ => MayUse::No,
    }
}

/// The kinds of openings that the acting officer can add; none for everybody else.
#[must_use]
pub fn may_add(ctx: &Ctx) -> Vec<OpeningKind> {
    let Ok(acting) = ctx.acting() else { return Vec::new() };
    let kind: Option<OrganisationKind> = acting.grant.organisation_kind;
    if !may(acting.role, Relation::Employer, Action::EditOpening) {
        return Vec::new();
    }
    OpeningKind::ALL.iter().copied().filter(|opening| kind.is_some_and(|kind| opening.is_of(kind))).collect()
}

/// Adds an opening of the acting organisation.
///
/// # Errors
/// Invalid, with `not_employed` and `consent_missing` of a named engineer among the codes; forbidden.
pub async fn add(db: &Db, ctx: &Ctx, form: &OpeningForm) -> Result<OpeningId> {
    let organisation = ctx.acting_organisation()?;
    let tx = db.begin().await?;
    let allowed = guard::organisation::<OfferOpening>(&tx, ctx, organisation).await?;
    let new = form.check(organisation, allowed.kind)?;
    check_engineer(&tx, &new).await?;
    let id = store::opening::insert(&tx, &allowed, &new, ctx.now()).await?;
    let line = Record { action: "opening.add", object: "opening", id: id.0 };
    record_for(&tx, ctx, line, Some(organisation), form).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes an opening that still has `version`. Its kind stays; places and days that are taken stay within.
///
/// # Errors
/// As [`add`]; `opening_full` for fewer places than are taken, `outside_opening` for days that leave out a
/// placement; stale, not found.
pub async fn edit(db: &Db, ctx: &Ctx, id: OpeningId, form: &OpeningForm, version: i32) -> Result<()> {
    let tx = db.begin().await?;
    store::opening::take_turn(&tx, id).await?;
    let allowed = guard::opening::<EditOpening>(&tx, ctx, id).await?;
    let new = form.check(allowed.organisation.id, allowed.organisation.kind)?;
    if new.kind != allowed.kind {
        return Err(Failure::field("kind", Code::UnknownValue));
    }
    check_engineer(&tx, &new).await?;
    if new.capacity < allowed.taken {
        return Err(Failure::field("capacity", Code::OpeningFull));
    }
    if let Some((first, last)) = store::opening::placed_days(&tx, &allowed).await? {
        if first < new.first_day {
            return Err(Failure::field("first_day", Code::OutsideOpening));
        }
        if last > new.last_day {
            return Err(Failure::field("last_day", Code::OutsideOpening));
        }
    }
    store::opening::update(&tx, &allowed, &new, version).await?;
    let line = Record { action: "opening.edit", object: "opening", id: id.0 };
    record_for(&tx, ctx, line, ctx.organisation(), form).await?;
    tx.commit().await
}

/// Closes an opening, so that nobody more is placed from it, or reopens it.
///
/// # Errors
/// Stale, wrong state, forbidden, not found.
pub async fn set_open(db: &Db, ctx: &Ctx, id: OpeningId, open: bool, version: i32) -> Result<()> {
    let tx = db.begin().await?;
    store::opening::take_turn(&tx, id).await?;
    let allowed = guard::opening::<EditOpening>(&tx, ctx, id).await?;
    if allowed.open == open {
        return Err(Conflict::WrongState.into());
    }
    store::opening::set_open(&tx, &allowed, open, version).await?;
    let action = if open { "opening.reopen" } else { "opening.close" };
    let line = Record { action, object: "opening", id: id.0 };
    record_for(&tx, ctx, line, ctx.organisation(), ()).await?;
    tx.commit().await
}

/// An engineer on offer must be employed there for all the days, with the employer's consent.
async fn check_engineer(conn: &impl ConnectionTrait, new: &NewOpening) -> Result<()> {
    let Some(engineer) = new.engineer else { return Ok(()) };
    let person = store::person::find(conn, engineer).await?;
    let employment = person.as_ref().and_then(|person| {
        person.employments.iter().find(|employment| {
            employment.organisation.id == new.organisation
                && employment.profile == Profile::Engineer
                && employment.covers(new.first_day, new.last_day)
        })
    });
    match employment {
        None => Err(Failure::field("engineer", Code::NotEmployed)),
        Some(employment) if !employment.consent => Err(Failure::field("engineer", Code::ConsentMissing)),
        Some(_) => Ok(()),
    }
}

/// The form with which an opening is changed.
#[must_use]
pub fn form_of(opening: &Opening) -> OpeningForm {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    OpeningForm {
        kind: opening.kind.as_str().to_owned(),
        title: opening.title.clone(),
        specialty: text(&opening.specialty),
        place: text(&opening.place),
        form: opening.form.as_str().to_owned(),
        load: opening.load.as_str().to_owned(),
        first_day: opening.first_day.to_string(),
        last_day: opening.last_day.to_string(),
        planned_hours: planned_text(opening.planned_minutes),
        capacity: opening.capacity.to_string(),
        engineer: opening.engineer.as_ref().map(|engineer| engineer.id.to_string()).unwrap_or_default(),
        text: text(&opening.text),
        contact: text(&opening.contact),
    }
}

/// Planned minutes as they are typed; empty when not said.
#[must_use]
pub fn planned_text(minutes: i32) -> String {
    if minutes > 0 { domain::duration::hours_text(i64::from(minutes)) } else { String::new() }
}

/// One of the own engineers, for who sees how they fare at the colleges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineerLine {
    /// The engineer.
    pub person: domain::person::RosterLine,
    /// The placement under way, or the next one that is agreed; none for who is free.
    pub placement: Option<PlacementLine>,
    /// Confirmed class hours of that placement, in minutes.
    pub confirmed_minutes: i64,
    /// Class hours of that placement that wait for the college, in minutes.
    pub waiting_minutes: i64,
    /// Minutes of one class hour there.
    pub class_hour_minutes: i32,
    /// Planned minutes of that placement.
    pub planned_minutes: i32,
}

/// The engineers of the acting organisation: first those who are placed, by first day, then the others by name.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn own_engineers(db: &Db, ctx: &Ctx) -> Result<Vec<EngineerLine>> {
    if !matches!(ctx.acting()?.role, Role::Coordinator | Role::CollegeHr | Role::Auditor) {
        return Err(Error::Forbidden.into());
    }
    let people = crate::person::pick(db, ctx, Some(Profile::Engineer)).await?;
    let visible = guard::visible_placements(ctx)?;
    let today = ctx.today(domain::organisation::DEFAULT_ZONE);
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let mut placed = store::placement::teaching_now(db.reader(), &visible, &ids, today).await?;
    let mut lines: Vec<EngineerLine> = people
        .into_iter()
        .map(|person| {
            let own = placed.remove(&person.id);
            let sums = own.as_ref().map(|own| (own.confirmed, own.waiting, own.class_hour_minutes, own.planned));
            let (confirmed_minutes, waiting_minutes, class_hour_minutes, planned_minutes) = sums.unwrap_or_default();
            let placement = own.map(|own| own.line);
            EngineerLine { person, placement, confirmed_minutes, waiting_minutes, class_hour_minutes, planned_minutes }
        })
        .collect();
    lines.sort_by_key(|line| match &line.placement {
        Some(placement) => (0, Some(placement.first_day), None),
        None => (1, None, Some(line.person.label.clone())),
    });
    Ok(lines)
}
