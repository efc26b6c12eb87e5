//! Calendar feeds: private addresses under which a calendar programme reads placements, without a session.
//!
//! A feed acts as its account in the role in which it was made, and is asked at each reading what that
//! account would be: with the role, the employment or the view of the placement it ends by itself.

use chrono::{DateTime, Days, Months, NaiveDate, TimeDelta, Utc};
use domain::{
    Error,
    account::{TokenScope, Viewer},
    feed::{EventState, EventTime, Feed, FeedEvent, FeedForm, FeedKind, Occasion, event_state},
    id::{FeedId, OrganisationId, PersonId, PlacementId},
    name::Named,
    permission::Action,
    placement::Placement,
    schedule::Schedule,
    session::Source,
};
use sea_orm::ConnectionTrait;
use sha2::{Digest, Sha256};

use crate::{
    Ctx, Db, Result,
    audit::{Record, record},
    guard::{self, ReadPerson, ReadPlacement, ReadRoster, Visible},
    secret::{hash, new_secret},
    store::{
        self,
        feed::{Asked, Narrowed},
    },
};

/// How far a feed looks back and ahead, in months.
const WINDOW: (u32, u32) = (3, 12);

/// How long what was taken back is still told as cancelled, in days.
const CANCELLED_DAYS: i64 = 90;

/// After how many hours the last reading is noted anew.
const NOTED_HOURS: i64 = 1;

/// Makes a feed for the acting account and role; its secret is answered once. `language` is a tag that
/// comes back with each reading.
///
/// # Errors
/// Sign-in needed; forbidden for a token that only reads; invalid; not found when the actor may not read
/// the subject.
pub async fn make(db: &Db, ctx: &Ctx, form: &FeedForm, language: &str) -> Result<String> {
    let own = guard::own_feeds(ctx)?;
    let (kind, subject) = form.check()?;
    let tx = db.begin().await?;
    visible(&tx, ctx, kind, subject).await?;
    let secret = new_secret()?;
    let id = store::feed::insert(&tx, &own, (kind, subject), language, hash(&secret), ctx.now()).await?;
    let line = Record { action: "feed.create", object: "feed", id: id.0 };
    record(&tx, ctx, line, serde_json::json!({ "kind": kind, "subject": subject })).await?;
    tx.commit().await?;
    Ok(secret)
}

/// The acting account's feeds.
///
/// # Errors
/// Sign-in needed.
pub async fn list(db: &Db, ctx: &Ctx) -> Result<Vec<Feed>> {
    store::feed::of_account(db.reader(), ctx.acting()?.account).await
}

/// Revokes a feed of the acting account: from then on its address answers nothing.
///
/// # Errors
/// Not found; forbidden for a token that only reads.
pub async fn revoke(db: &Db, ctx: &Ctx, id: FeedId) -> Result<()> {
    let own = guard::own_feeds(ctx)?;
    let tx = db.begin().await?;
    if !store::feed::revoke(&tx, &own, id, ctx.now()).await? {
        return Err(Error::NotFound.into());
    }
    record(&tx, ctx, Record { action: "feed.revoke", object: "feed", id: id.0 }, ()).await?;
    Ok(tx.commit().await?)
}

/// What the actor may make a feed of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Of what.
    pub kind: FeedKind,
    /// Of which.
    pub subject: i64,
    /// What it is called, as [`Feed::label`].
    pub label: Vec<Named>,
}

/// What the actor may make a feed of: the subject asked for, where there is one, then the own placements
/// and those of the own organisation.
///
/// # Errors
/// Sign-in needed; not found when the actor may not read the subject asked for.
pub async fn choices(db: &Db, ctx: &Ctx, viewer: &Viewer, asked: Option<(FeedKind, i64)>) -> Result<Vec<Choice>> {
    let mut choices = Vec::new();
    if let Some((kind, subject)) = asked {
        let label = match kind {
            FeedKind::Person => {
                let person = guard::person::<ReadPerson>(db.reader(), ctx, PersonId(subject)).await?;
                vec![Named::new(person.name.clone(), person.name_en.clone())]
            }
            FeedKind::Placement => {
                let placement = guard::placement::<ReadPlacement>(db.reader(), ctx, PlacementId(subject)).await?;
                vec![placement.participant.label.clone(), placement.hosting.name.clone()]
            }
            FeedKind::Organisation => Vec::new(),
        };
        choices.push(Choice { kind, subject, label });
    }
    if guard::visible_placements(ctx).is_ok() {
        choices.push(Choice { kind: FeedKind::Person, subject: viewer.person.0, label: vec![viewer.name.clone()] });
    }
    if let (Some(id), Some(name)) = (viewer.acting.organisation, &viewer.acting.organisation_name)
        && guard::may_own(ctx, id, Action::ReadRoster)
    {
        choices.push(Choice { kind: FeedKind::Organisation, subject: id.0, label: vec![name.clone()] });
    }
    choices.dedup_by(|later, first| (later.kind, later.subject) == (first.kind, first.subject));
    Ok(choices)
}

/// A feed that a client asks for and may have.
#[derive(Debug)]
pub struct Opened {
    ctx: Ctx,
    feed: Asked,
    today: NaiveDate,
    visible: Visible<Placement>,
    narrowed: Narrowed,
}

impl Opened {
    /// The tag of its language.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.feed.language
    }

    /// Of what it is.
    #[must_use]
    pub const fn kind(&self) -> FeedKind {
        self.feed.kind
    }
}

/// The feed behind a secret, as the account that made it may see it now. `ctx` is nobody's.
///
/// # Errors
/// Not found, whatever the reason: unknown, revoked, its role at rest, its subject out of sight.
pub async fn open(db: &Db, ctx: Ctx, secret: &str) -> Result<Opened> {
    let hash = hash(secret);
    let feed = store::feed::by_hash(db.reader(), &hash).await?.ok_or(Error::NotFound)?;
    let viewer = store::session::by_feed(db.reader(), &hash, ctx.now()).await?.ok_or(Error::NotFound)?;
    let ctx = ctx.signed_in(&viewer, TokenScope::Read);
    let visible = visible(db.reader(), &ctx, feed.kind, feed.subject).await.map_err(hidden)?;
    let today = ctx.now().date_naive();
    let days = (
        today.checked_sub_months(Months::new(WINDOW.0)).unwrap_or(today),
        today.checked_add_months(Months::new(WINDOW.1)).unwrap_or(today),
    );
    let of = |kind| (feed.kind == kind).then_some(feed.subject);
    let narrowed = Narrowed {
        days,
        person: of(FeedKind::Person).map(PersonId),
        placement: of(FeedKind::Placement).map(PlacementId),
    };
    Ok(Opened { ctx, feed, today, visible, narrowed })
}

/// What the secret of somebody who may not see its subject tells: nothing.
fn hidden(failure: crate::Failure) -> crate::Failure {
    if matches!(failure.error(), Error::Forbidden | Error::SignInNeeded) { Error::NotFound.into() } else { failure }
}

/// The placements that a feed of this subject may show, when the actor may read the subject.
async fn visible(conn: &impl ConnectionTrait, ctx: &Ctx, kind: FeedKind, subject: i64) -> Result<Visible<Placement>> {
    match kind {
        FeedKind::Person => {
            guard::person::<ReadPerson>(conn, ctx, PersonId(subject)).await?;
        }
        FeedKind::Placement => {
            guard::placement::<ReadPlacement>(conn, ctx, PlacementId(subject)).await?;
        }
        FeedKind::Organisation => {
            if ctx.organisation() != Some(OrganisationId(subject)) {
                return Err(Error::NotFound.into());
            }
            guard::organisation::<ReadRoster>(conn, ctx, OrganisationId(subject)).await?;
        }
    }
    guard::visible_placements(ctx)
}

/// What tells two readings of a feed apart: its edits, those of the calendars that its hosts keep to, and the day, with
/// which its window moves. Names of people and organisations that change are told with the next day.
///
/// # Errors
/// When the database fails.
pub async fn tag(db: &Db, opened: &Opened) -> Result<String> {
    let (count, versions, latest) = store::feed::fingerprint(db.reader(), &opened.visible, opened.narrowed).await?;
    let calendars = store::feed::calendars(db.reader(), &opened.visible, opened.narrowed).await?;
    let text = format!("2|{}|{}|{count}|{versions}|{latest}|{calendars}", opened.feed.id, opened.today);
    let digest = Sha256::digest(text.as_bytes());
    Ok(digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect())
}

/// The events of a feed, in the order of their placements and days. Notes the reading, at most once an hour.
///
/// # Errors
/// When the database fails.
pub async fn events(db: &Db, opened: &Opened) -> Result<Vec<FeedEvent>> {
    let conn = db.reader();
    let placements = store::placement::of_feed(conn, &opened.visible, opened.narrowed).await?;
    // The list is narrowed by the database; what of it one may open is asked of the table for each.
    let placements: Vec<Placement> = placements
        .into_iter()
        .filter(|placement| guard::may_placement(&opened.ctx, placement, Action::ReadPlacement))
        .collect();
    let ids: Vec<PlacementId> = placements.iter().map(|placement| placement.id).collect();
    let schedules = store::schedule::of_many(conn, &ids).await?;
    let told = crate::schedule::in_force_many(conn, &ids).await?;
    let changed = store::feed::changed(conn, &ids).await?;
    let mut events = Vec::new();
    for placement in &placements {
        let at = changed.get(&placement.id).copied().unwrap_or_default();
        let plan = schedules.get(&placement.id).zip(told.get(&placement.id));
        add_events(&mut events, placement, plan, at, opened);
    }
    note(db, opened).await?;
    Ok(events)
}

async fn note(db: &Db, opened: &Opened) -> Result<()> {
    let now = opened.ctx.now();
    if opened.feed.last_read_at.is_some_and(|last| now - last < TimeDelta::hours(NOTED_HOURS)) {
        return Ok(());
    }
    let tx = db.begin().await?;
    store::feed::note_read(&tx, opened.feed.id, now).await?;
    Ok(tx.commit().await?)
}

/// Adds the events of a placement, whose schedule comes as it is stored and with what the host's calendar decides.
fn add_events(
    events: &mut Vec<FeedEvent>,
    placement: &Placement,
    plan: Option<(&Schedule, &Schedule)>,
    changed_at: DateTime<Utc>,
    opened: &Opened,
) {
    let Some(state) = event_state(placement.state) else { return };
    if state == EventState::Cancelled && opened.ctx.now() - changed_at > TimeDelta::days(CANCELLED_DAYS) {
        return;
    }
    let (first, last) = opened.narrowed.days;
    let mut add = |day: NaiveDate, occasion, time, state| {
        if (first..=last).contains(&day) {
            events.push(FeedEvent {
                placement: placement.id,
                day,
                occasion,
                time,
                state,
                direction: placement.direction,
                participant: placement.participant.clone(),
                hosting: placement.hosting.clone(),
                place: placement.place.clone(),
                version: placement.version,
                changed_at,
            });
        }
    };
    add(placement.first_day, Occasion::First, EventTime::Day(placement.first_day), state);
    if let Some((schedule, told)) = plan {
        let (from, to) = (first.max(told.first_day), last.min(told.last_day));
        let offsets = crate::zone::offsets(&placement.zone, from, to);
        for session in told.sessions_between(from, to, &offsets, Source::Placement(placement.id)) {
            let time =
                session.span.map_or(EventTime::Day(session.day), |it| EventTime::Span(it.starts_at(), it.ends_at()));
            add(session.day, Occasion::Session, time, state);
        }
        // A day off that was agreed is told as cancelled: clients keep what merely is no longer there.
        for day in schedule.days_off.iter().filter(|day| (from..=to).contains(*day)) {
            if opened.today - *day <= TimeDelta::days(CANCELLED_DAYS) && is_taken_out(schedule, *day) {
                add(*day, Occasion::Session, EventTime::Day(*day), EventState::Cancelled);
            }
        }
    }
    add(placement.last_day, Occasion::Last, EventTime::Day(placement.last_day), state);
}

/// Whether a day off was a day of work before: the same weekday a few weeks around is one.
fn is_taken_out(schedule: &Schedule, day: NaiveDate) -> bool {
    let works = |day: Option<NaiveDate>| day.is_some_and(|day| schedule.expected(day) > 0);
    let around = |weeks: u64| {
        works(day.checked_sub_days(Days::new(7 * weeks))) || works(day.checked_add_days(Days::new(7 * weeks)))
    };
    schedule.is_off(day) && (1..=4).any(around)
}
