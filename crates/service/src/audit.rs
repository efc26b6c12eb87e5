//! The audit log: every write leaves who, when, what and from where, in its own transaction.

use chrono::{DateTime, Utc};
use domain::{
    id::{AuditEventId, OrganisationId},
    list::Page,
    name::Named,
    permission::{Action, Relation, may},
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use crate::{Ctx, Db, Result, guard, store};

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    /// Identifier, growing with time.
    pub id: AuditEventId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, in both languages while the account is known.
    pub by: Named,
    /// Who, as it was written down: with the e-mail, or the system with its reason.
    pub actor: String,
    /// What was done, as `noun.deed`.
    pub action: String,
    /// To what kind of object.
    pub object: String,
    /// To which one.
    pub object_id: Option<i64>,
    /// What exactly, as JSON without secrets.
    pub detail: Option<String>,
    /// From where: an address, or the command line.
    pub origin: String,
    /// By which request.
    pub request: String,
}

/// What the log is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// Not before this instant.
    pub since: Option<DateTime<Utc>>,
    /// Part of the actor's name or e-mail.
    pub actor: String,
    /// Kind of object, and which one.
    pub object: Option<(String, Option<i64>)>,
    /// Lines before this one.
    pub before: Option<AuditEventId>,
}

impl AuditFilter {
    /// Reads an object written `placement` or `placement/17`.
    #[must_use]
    pub fn read_object(text: &str) -> Option<(String, Option<i64>)> {
        let (noun, id) = text.split_once('/').map_or((text, None), |(noun, id)| (noun, id.parse().ok()));
        if noun.is_empty() { None } else { Some((noun.to_owned(), id)) }
    }
}

/// One page of the log, the latest line first: an organisation's own, or the community's.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn list(db: &Db, ctx: &Ctx, filter: &AuditFilter) -> Result<Page<AuditLine>> {
    let visible = guard::visible_audit(ctx)?;
    store::audit::list(db.reader(), &visible, filter).await
}

/// Which kinds of objects of the log have a page that the actor may open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Openable {
    /// Placements.
    pub placement: bool,
    /// Openings.
    pub opening: bool,
    /// People.
    pub person: bool,
    /// Organisations.
    pub organisation: bool,
}

/// Which objects of the log the actor may open: what a page asks before it makes a link.
#[must_use]
pub fn openable(ctx: &Ctx) -> Openable {
    let Ok(acting) = ctx.acting() else {
        return Openable { placement: false, opening: false, person: false, organisation: false };
    };
    // The log of an organisation names its own objects.
    let (placement, other) = match acting.organisation {
        Some(_) => (Relation::Sending, Relation::Employer),
        None => (Relation::Community, Relation::Community),
    };
    Openable {
        placement: may(acting.role, placement, Action::ReadPlacement),
        opening: may(acting.role, other, Action::ReadOpening),
        person: may(acting.role, other, Action::ReadPerson),
        organisation: may(acting.role, other, Action::ReadOrganisation),
    }
}

/// What was done to which object, for one line of the log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<'a> {
    pub(crate) action: &'a str,
    pub(crate) object: &'a str,
    pub(crate) id: i64,
}

/// Writes one line inside the transaction of the deed; `detail` holds no secrets.
pub(crate) async fn record(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    record: Record<'_>,
    detail: impl Serialize,
) -> Result<()> {
    let organisation = ctx.organisation();
    record_for(conn, ctx, record, organisation, detail).await
}

/// Like [`record`], in the log of a given organisation.
pub(crate) async fn record_for(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    record: Record<'_>,
    organisation: Option<OrganisationId>,
    detail: impl Serialize,
) -> Result<()> {
    let detail = serde_json::to_string(&detail).ok().filter(|detail| detail != "null" && detail != "{}");
    store::audit::insert(conn, ctx, record.action, record.object, Some(record.id), organisation, detail).await
}
