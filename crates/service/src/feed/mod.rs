//! Calendar feeds: private addresses under which a calendar programme reads placements, without a session.
//!
//! A feed acts as its account in the role in which it was made, and is asked at each reading what that
//! account would be: with the role, the employment or the view of the placement it ends by itself.

mod events;

use chrono::{Months, NaiveDate, TimeDelta};
use domain::{
    Error,
    account::{TokenScope, Viewer},
    feed::{Feed, FeedForm, FeedKind},
    id::{FeedId, OrganisationId, PersonId, PlacementId},
    name::Named,
    permission::Action,
    placement::Placement,
};
use sea_orm::ConnectionTrait;
use sha2::{Digest, Sha256};

use crate::{
    Ctx, Db, Result,
    audit::{Record, record},
    guard::{self, ReadLessons, ReadPerson, ReadPlacement, ReadRoster, Visible},
    secret::{hash, new_secret},
    store::{
        self,
        feed::{Asked, Narrowed},
    },
};

pub use events::events;

/// How far a feed looks back and ahead, in months.
const WINDOW: (u32, u32) = (3, 12);

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
    tx.commit().await
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
    /// Whose lessons it shows.
    taught_by: Option<PersonId>,
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
    let (feed, viewer) = store::feed::by_hash(db.reader(), &hash(secret), ctx.now()).await?.ok_or(Error::NotFound)?;
    let ctx = ctx.signed_in(&viewer, TokenScope::Read);
    let (visible, taught_by) = visible(db.reader(), &ctx, feed.kind, feed.subject).await.map_err(hidden)?;
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
    Ok(Opened { ctx, feed, today, visible, narrowed, taught_by })
}

/// What the secret of somebody who may not see its subject tells: nothing.
fn hidden(failure: crate::Failure) -> crate::Failure {
    if matches!(failure.error(), Error::Forbidden | Error::SignInNeeded) { Error::NotFound.into() } else { failure }
}

/// The placements that a feed of this subject may show, and whose lessons, when the actor may read the subject.
async fn visible(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    kind: FeedKind,
    subject: i64,
) -> Result<(Visible<Placement>, Option<PersonId>)> {
    let mut taught_by = None;
    match kind {
        FeedKind::Person => {
            let id = PersonId(subject);
            taught_by = guard::may_know(guard::person_by_id::<ReadLessons>(conn, ctx, id).await)?.map(|person| *person);
            if taught_by.is_none() {
                guard::person::<ReadPerson>(conn, ctx, id).await?;
            }
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
    Ok((guard::visible_placements(ctx)?, taught_by))
}

/// What tells two readings of a feed apart: its edits, those of the timetables and calendars behind it, and the day, with
/// which its window moves. Names of people and organisations that change are told with the next day.
///
/// # Errors
/// When the database fails.
pub async fn tag(db: &Db, opened: &Opened) -> Result<String> {
    let Opened { visible, narrowed, taught_by, .. } = opened;
    let edits = store::feed::fingerprint(db.reader(), visible, *narrowed, *taught_by).await?;
    let text = format!("3|{}|{}|{edits}", opened.feed.id, opened.today);
    let digest = Sha256::digest(text.as_bytes());
    Ok(digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect())
}

async fn note(db: &Db, opened: &Opened) -> Result<()> {
    let now = opened.ctx.now();
    if opened.feed.last_read_at.is_some_and(|last| now - last < TimeDelta::hours(NOTED_HOURS)) {
        return Ok(());
    }
    let tx = db.begin().await?;
    store::feed::note_read(&tx, opened.feed.id, now).await?;
    tx.commit().await
}
