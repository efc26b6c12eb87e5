//! Placements: drafting, the deeds of both sides, dates, mentors, lists.

mod dates;
mod from_opening;
mod many;
mod many_form;
mod submit;
mod view;

use chrono::NaiveDate;
use domain::{
    Code, Error,
    id::{OrganisationId, PersonId, PlacementId},
    list::Page,
    need::Need,
    person::Profile,
    placement::{
        Deed, Direction, Form, NewPlacement, Placement, PlacementFilter, PlacementForm, PlacementLine, Side, State,
    },
    schedule::WeekForm,
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

pub use many::{
    Candidate, CandidateFilter, Candidates, MANY, Occupied, Refusal, Verdict, by_ids, candidates, draft_many,
    judge_many,
};
pub use many_form::ManyForm;
pub use submit::submit_many;

pub use view::{PlacementView, read};

use dates::{change_dates, check_hours, end_day};
use from_opening::Taking;

use crate::{
    Ctx, Db, Failure, Result,
    audit::{Record, record_for},
    conflict::{self, Decided},
    db::Transaction,
    guard::{self, Allowed, DecidePlacement, DraftPlacement, NameMentor},
    schedule::{self, WithSchedule},
    store::{self, placement::PlacementQuery},
};

/// One page of the placements that the acting role may see.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn list(db: &Db, ctx: &Ctx, filter: &PlacementFilter) -> Result<Page<PlacementLine>> {
    let visible = guard::visible_placements(ctx)?;
    store::placement::list(db.reader(), &visible, &read_filter(ctx, filter)).await
}

/// The placements whose mentor the actor is.
///
/// # Errors
/// Sign-in needed.
pub async fn mentored(db: &Db, ctx: &Ctx) -> Result<Page<PlacementLine>> {
    let visible = guard::mentored_placements(ctx)?;
    store::placement::list(db.reader(), &visible, &PlacementQuery::default()).await
}

fn read_filter(ctx: &Ctx, filter: &PlacementFilter) -> PlacementQuery {
    let today = ctx.today(domain::organisation::DEFAULT_ZONE);
    PlacementQuery {
        state: State::parse(&filter.state),
        direction: Direction::parse(&filter.direction),
        opening: None,
        need: Need::parse(&filter.need).map(|need| (need, today)),
        q: filter.q.trim().to_owned(),
        ascending: filter.sort == "first_day",
        after: filter.cursor.split_once('~').and_then(|(day, id)| Some((day.parse().ok()?, id.parse().ok()?))),
        limit: filter.limit,
    }
}

/// How many placements the acting role sees in a state.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn count(db: &Db, ctx: &Ctx, state: State) -> Result<u64> {
    let visible = guard::visible_placements(ctx)?;
    store::placement::count(db.reader(), &visible, state).await
}

/// Whether the first day has come at the host: nobody can have started before.
fn has_begun(ctx: &Ctx, placement: &Placement) -> bool {
    placement.first_day <= ctx.today(&placement.zone)
}

/// Drafts a placement for the organisation for which the actor acts.
///
/// # Errors
/// Invalid, with `not_employed`, `mentor_not_at_host`, `consent_missing` among the codes; forbidden.
pub async fn draft(db: &Db, ctx: &Ctx, form: &PlacementForm) -> Result<PlacementId> {
    let new = form.check()?;
    let tx = db.begin().await?;
    let drafting = guard::drafting(&tx, ctx, new.direction, new.sending, new.hosting).await?;
    if let Some(opening) = from_opening::take_turn(&tx, ctx, new.opening).await? {
        from_opening::check(&opening, &new, Taking::Place)?;
    }
    check_people(&tx, &new).await?;
    let id = store_draft(&tx, ctx, &drafting, new, form).await?;
    tx.commit().await?;
    Ok(id)
}

/// Stores a draft that was judged, with its schedule, its history and its audit line.
async fn store_draft(
    tx: &Transaction,
    ctx: &Ctx,
    drafting: &Allowed<DraftPlacement>,
    mut new: NewPlacement,
    form: &PlacementForm,
) -> Result<PlacementId> {
    let schedule = schedule::of_draft(tx, &mut new, None).await?;
    let id = store::placement::insert(tx, drafting, &new, ctx.now()).await?;
    if let Some(schedule) = schedule {
        let allowed = guard::placement::<DecidePlacement>(tx, ctx, id).await?;
        store::schedule::save(tx, &allowed, &schedule).await?;
    }
    store::placement::note(tx, ctx, id, Deed::Edit, State::Draft, None).await?;
    let line = Record { action: "placement.draft", object: "placement", id: id.0 };
    record_for(tx, ctx, line, ctx.organisation().or(Some(new.sending)), form).await?;
    Ok(id)
}

/// Changes a draft that still has `version`.
///
/// # Errors
/// As [`draft`], and stale.
pub async fn edit(db: &Db, ctx: &Ctx, id: PlacementId, form: &PlacementForm, version: i32) -> Result<()> {
    let mut new = form.check()?;
    let tx = db.begin().await?;
    let allowed = guard::placement::<DecidePlacement>(&tx, ctx, id).await?;
    let side = side_of(ctx, &allowed)?;
    allowed.after(Deed::Edit, side)?;
    let drafting = guard::drafting(&tx, ctx, new.direction, new.sending, new.hosting).await?;
    if let Some(opening) = from_opening::take_turn(&tx, ctx, new.opening).await? {
        let taking = if new.opening == allowed.opening { Taking::Nothing } else { Taking::Place };
        from_opening::check(&opening, &new, taking)?;
    }
    check_people(&tx, &new).await?;
    let before = store::schedule::find(&tx, id).await?;
    let days = (allowed.first_day, allowed.last_day);
    let schedule = schedule::of_draft(&tx, &mut new, before.map(|before| (days, before))).await?;
    store::placement::update(&tx, &allowed, &drafting, &new, version).await?;
    if let Some(schedule) = &schedule {
        store::schedule::save(&tx, &allowed, schedule).await?;
    }
    audit(&tx, ctx, &allowed, Deed::Edit, WithSchedule { form, schedule: schedule.as_ref() }).await?;
    tx.commit().await
}

/// Who goes must be employed by the sender for the whole stay, with consent; the mentor by the host.
async fn check_people(conn: &impl ConnectionTrait, new: &NewPlacement) -> Result<()> {
    let participant = store::person::find(conn, new.participant).await?;
    let participant = participant.ok_or_else(|| Failure::field("participant", Code::NotFound))?;
    let wanted = match new.direction {
        Direction::EnterprisePractice => Profile::Teacher,
        Direction::TeachingSecondment => Profile::Engineer,
    };
    let employment = participant.employments.iter().find(|employment| {
        employment.organisation.id == new.sending
            && employment.profile == wanted
            && employment.covers(new.first_day, new.last_day)
    });
    let Some(employment) = employment else { return Err(Failure::field("participant", Code::NotEmployed)) };
    if !employment.consent {
        return Err(Failure::field("participant", Code::ConsentMissing));
    }
    match new.mentor {
        Some(mentor) => check_mentor(conn, mentor, new.hosting, new.first_day).await,
        None => Ok(()),
    }
}

async fn check_mentor(
    conn: &impl ConnectionTrait,
    mentor: PersonId,
    hosting: OrganisationId,
    day: NaiveDate,
) -> Result<()> {
    let mentor = store::person::find(conn, mentor).await?.ok_or_else(|| Failure::field("mentor", Code::NotFound))?;
    let at_host = mentor
        .employments
        .iter()
        .any(|employment| employment.organisation.id == hosting && employment.covers(day, day));
    if at_host { Ok(()) } else { Err(Failure::field("mentor", Code::MentorNotAtHost)) }
}

/// What people give with a deed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeedForm {
    /// Why; needed to return, decline or end early.
    pub reason: String,
    /// First day: proposed, or on which it really started.
    pub first_day: String,
    /// Last day, inclusive: proposed, or on which it really ended.
    pub last_day: String,
    /// The mentor's identifier.
    pub mentor: String,
    /// Why soft conflicts are accepted.
    pub accept: String,
}

/// Does `deed` to a placement that still has `version`.
///
/// # Errors
/// Forbidden, not found, wrong state, stale, overlap; invalid when a reason or a day is missing.
pub async fn act(db: &Db, ctx: &Ctx, id: PlacementId, deed: Deed, form: &DeedForm, version: i32) -> Result<()> {
    let tx = db.begin().await?;
    match deed {
        Deed::NameMentor => name_mentor(&tx, ctx, id, form, version).await?,
        Deed::ProposeDates | Deed::AcceptDates | Deed::RejectDates => {
            change_dates(&tx, ctx, id, deed, form, version).await?;
        }
        _ => decide(&tx, ctx, id, deed, form, version).await?,
    }
    tx.commit().await
}

/// Proposes other dates in the place of those that the own side proposed before: both happen, or neither.
///
/// # Errors
/// As [`act`].
pub async fn propose_instead(db: &Db, ctx: &Ctx, id: PlacementId, form: &DeedForm, version: i32) -> Result<()> {
    let tx = db.begin().await?;
    change_dates(&tx, ctx, id, Deed::RejectDates, &DeedForm::default(), version).await?;
    change_dates(&tx, ctx, id, Deed::ProposeDates, form, version + 1).await?;
    tx.commit().await
}

async fn decide(tx: &Transaction, ctx: &Ctx, id: PlacementId, deed: Deed, form: &DeedForm, version: i32) -> Result<()> {
    let allowed = guard::placement::<DecidePlacement>(tx, ctx, id).await?;
    let outcome = allowed.after(deed, side_of(ctx, &allowed)?)?;
    let reason = reason(deed, &form.reason)?;
    let days = match deed {
        Deed::Start if !has_begun(ctx, &allowed) => return Err(Failure::field("first_day", Code::NotYet)),
        Deed::Submit => {
            check_submission(tx, ctx, &allowed).await?;
            let schedule = schedule::in_force(tx, &allowed).await?;
            let days = schedule::days_of(&allowed);
            let decided = Decided { days, schedule: schedule.as_ref(), accept: Some(&form.accept) };
            conflict::check(tx, ctx, &allowed, decided).await?;
            None
        }
        Deed::Terminate => {
            let days = (allowed.first_day, end_day(ctx, &allowed, &form.last_day)?);
            check_hours(tx, &allowed, days).await?;
            Some(days)
        }
        _ => None,
    };
    store::placement::decide(tx, &allowed, outcome, reason.as_deref(), version).await?;
    let mut moved = None;
    if let Some(days) = days {
        moved = schedule::move_to(tx, &allowed, days).await?;
        let planned = moved.as_ref().map(|(_, planned)| *planned);
        store::placement::set_days(tx, &allowed, days, planned, version + 1).await?;
    } else if outcome.state.occupies() && !allowed.state.occupies() {
        let schedule = store::schedule::find(tx, id).await?;
        conflict::book(tx, &allowed, schedule::days_of(&allowed), schedule.as_ref()).await?;
    } else if !outcome.state.occupies() {
        conflict::release(tx, &allowed).await?;
    }
    let schedule = moved.map(|(schedule, _)| schedule);
    store::placement::note(tx, ctx, id, deed, outcome.state, reason.as_deref()).await?;
    audit(tx, ctx, &allowed, deed, WithSchedule { form, schedule: schedule.as_ref() }).await
}

/// What must hold when a draft is submitted. The opening comes before the person, here as everywhere, so
/// that no two requests wait for each other.
async fn check_submission(tx: &Transaction, ctx: &Ctx, placement: &Placement) -> Result<()> {
    let opening = from_opening::take_turn(tx, ctx, placement.opening).await?;
    store::person::take_turn(tx, placement.participant.id).await?;
    let new = as_new(placement);
    if let Some(opening) = opening {
        from_opening::check(&opening, &new, Taking::Place)?;
    }
    check_people(tx, &new).await
}

async fn name_mentor(tx: &Transaction, ctx: &Ctx, id: PlacementId, form: &DeedForm, version: i32) -> Result<()> {
    let allowed = guard::placement::<NameMentor>(tx, ctx, id).await?;
    allowed.after(Deed::NameMentor, side_of(ctx, &allowed)?)?;
    let mentor = PersonId::parse(&form.mentor).ok_or_else(|| Failure::field("mentor", Code::Required))?;
    if mentor == allowed.participant.id {
        return Err(Failure::field("mentor", Code::MentorIsParticipant));
    }
    let day = ctx.today(&allowed.zone).clamp(allowed.first_day, allowed.last_day);
    check_mentor(tx, mentor, allowed.hosting.id, day).await?;
    store::placement::set_mentor(tx, &allowed, mentor, version).await?;
    store::placement::note(tx, ctx, id, Deed::NameMentor, allowed.state, None).await?;
    let line = Record { action: "placement.name_mentor", object: "placement", id: id.0 };
    record_for(tx, ctx, line, ctx.organisation(), form).await
}

/// The side on which the actor acts.
fn side_of(ctx: &Ctx, placement: &Placement) -> Result<Side> {
    guard::side(ctx, placement).ok_or_else(|| Error::Forbidden.into())
}

fn reason(deed: Deed, text: &str) -> Result<Option<String>> {
    match domain::form::read_lines(text, 500) {
        Ok(None) if deed.needs_reason() => Err(Failure::field("reason", Code::ReasonRequired)),
        reason => reason.map_err(|code| Failure::field("reason", code)),
    }
}

fn as_new(placement: &Placement) -> NewPlacement {
    NewPlacement {
        direction: placement.direction,
        participant: placement.participant.id,
        sending: placement.sending.id,
        hosting: placement.hosting.id,
        mentor: placement.mentor.as_ref().map(|mentor| mentor.id),
        form: placement.form,
        load: placement.load,
        place: placement.place.clone(),
        first_day: placement.first_day,
        last_day: placement.last_day,
        planned_minutes: placement.planned_minutes,
        class_hour_minutes: placement.class_hour_minutes,
        objectives: placement.objectives.clone(),
        opening: placement.opening,
        week: None,
    }
}

/// The form with which a draft is changed.
#[must_use]
pub fn form_of(placement: &Placement) -> PlacementForm {
    PlacementForm {
        direction: placement.direction.as_str().to_owned(),
        participant: placement.participant.id.to_string(),
        sending: placement.sending.id.to_string(),
        hosting: placement.hosting.id.to_string(),
        mentor: placement.mentor.as_ref().map(|mentor| mentor.id.to_string()).unwrap_or_default(),
        form: placement.form.as_str().to_owned(),
        load: placement.load.as_str().to_owned(),
        place: placement.place.clone().unwrap_or_default(),
        first_day: placement.first_day.to_string(),
        last_day: placement.last_day.to_string(),
        planned_hours: domain::duration::hours_text(i64::from(placement.planned_minutes)),
        class_hour_minutes: placement.class_hour_minutes.to_string(),
        objectives: placement.objectives.clone().unwrap_or_default(),
        opening: placement.opening.map(|id| id.to_string()).unwrap_or_default(),
        week: WeekForm::default(),
    }
}

/// The usual form of a direction, with which a new form opens.
#[must_use]
pub const fn usual_form(direction: Direction) -> Form {
    match direction {
        Direction::EnterprisePractice => Form::OnPost,
        Direction::TeachingSecondment => Form::Teaching,
    }
}

/// Those of the hosting organisation who can be the mentor, for who names one there.
///
/// # Errors
/// Not found; forbidden for the sending side, whose officers learn nothing of the host's people.
pub async fn mentors(db: &Db, ctx: &Ctx, id: PlacementId) -> Result<Vec<domain::person::RosterLine>> {
    let allowed = guard::placement::<NameMentor>(db.reader(), ctx, id).await?;
    let query = store::person::RosterQuery { on: ctx.today(&allowed.zone), ..Default::default() };
    let people = store::person::everybody(db.reader(), allowed.hosting.id, &query).await?;
    Ok(people.into_iter().filter(|person| person.id != allowed.participant.id).collect())
}

async fn audit(
    tx: &Transaction,
    ctx: &Ctx,
    placement: &Allowed<DecidePlacement>,
    deed: Deed,
    detail: impl Serialize,
) -> Result<()> {
    let action = format!("placement.{deed}");
    let line = Record { action: &action, object: "placement", id: placement.id.0 };
    record_for(tx, ctx, line, ctx.organisation(), detail).await
}
