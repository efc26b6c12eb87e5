//! Calendar feeds, and what they are filled with.

mod tag;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    account::Viewer,
    feed::{Feed, FeedKind},
    id::{AccountId, FeedId, PersonId, PlacementId, SectionId},
    name::Named,
    placement::{Placement, State},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationTrait, Select, sea_query::Alias,
};

use crate::{
    entity::{course_section, feed, organisation, person, placement, placement_event, term},
    failure::Result,
    guard::{Allowed, ManageOwnFeeds, Visible},
    store::{
        Kept,
        placement::within,
        session::{ALL_ACTIVE, GrantRow, viewer, with_grants},
        text,
    },
};

pub(crate) use tag::fingerprint;

/// A feed that a client asks for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) id: FeedId,
    pub(crate) kind: FeedKind,
    pub(crate) subject: i64,
    pub(crate) language: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) last_read_at: Option<DateTime<Utc>>,
}

/// A feed beside one role of its account.
#[derive(FromQueryResult)]
struct AskedRow {
    feed_id: i64,
    kind: String,
    subject: i64,
    language: String,
    created_at: DateTime<Utc>,
    last_read_at: Option<DateTime<Utc>>,
    #[sea_orm(nested)]
    grant: GrantRow,
}

/// The feed whose secret has this hash, unless it was revoked, and its account acting in the role in which it was made.
pub(crate) async fn by_hash(
    conn: &impl ConnectionTrait,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Asked, Viewer)>> {
    static KEPT: Kept = Kept::new();
    let values = [hash.into()].into_iter().chain(ALL_ACTIVE.map(Into::into));
    let question = KEPT.with(conn.get_database_backend(), values, || with_grants(of_hash(hash)).into_query());
    let rows = AskedRow::find_by_statement(question).all(conn).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let asked = Asked {
        id: FeedId(first.feed_id),
        kind: text(&first.kind, FeedKind::parse)?,
        subject: first.subject,
        language: first.language.clone(),
        created_at: first.created_at,
        last_read_at: first.last_read_at,
    };
    let viewer = viewer(rows.into_iter().map(|row| row.grant).collect(), now)?;
    Ok(viewer.map(|viewer| (asked, viewer)))
}

fn of_hash(hash: &str) -> Select<feed::Entity> {
    feed::Entity::find()
        .select_only()
        .column_as(feed::Column::Id, "feed_id")
        .column_as(feed::Column::SubjectId, "subject")
        .columns([feed::Column::Kind, feed::Column::Language, feed::Column::CreatedAt, feed::Column::LastReadAt])
        .column_as(feed::Column::RoleGrantId, "acting")
        .join(JoinType::InnerJoin, feed::Relation::Account.def())
        .filter(feed::Column::TokenHash.eq(hash))
        .filter(feed::Column::RevokedAt.is_null())
}

/// Makes a feed in the acting role.
pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    own: &Allowed<ManageOwnFeeds>,
    (kind, subject): (FeedKind, i64),
    language: &str,
    hash: String,
    now: DateTime<Utc>,
) -> Result<FeedId> {
    let row = feed::ActiveModel {
        account_id: Set(own.account.0),
        role_grant_id: Set(own.grant.0),
        kind: Set(kind.as_str().to_owned()),
        subject_id: Set(subject),
        language: Set(language.to_owned()),
        token_hash: Set(hash),
        created_at: Set(now),
        ..Default::default()
    };
    Ok(FeedId(feed::Entity::insert(row).exec(conn).await?.last_insert_id))
}

/// Revokes a feed of the acting account; false when it has no such feed.
pub(crate) async fn revoke(
    conn: &impl ConnectionTrait,
    own: &Allowed<ManageOwnFeeds>,
    id: FeedId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let row = feed::ActiveModel { revoked_at: Set(Some(now)), ..Default::default() };
    let done = feed::Entity::update_many()
        .set(row)
        .filter(feed::Column::Id.eq(id.0))
        .filter(feed::Column::AccountId.eq(own.account.0))
        .filter(feed::Column::RevokedAt.is_null())
        .exec(conn)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Notes that a client asked for a feed. No deed of a person: nothing but the instant is kept.
pub(crate) async fn note_read(conn: &impl ConnectionTrait, id: FeedId, now: DateTime<Utc>) -> Result<()> {
    let row = feed::ActiveModel { last_read_at: Set(Some(now)), ..Default::default() };
    feed::Entity::update_many().set(row).filter(feed::Column::Id.eq(id.0)).exec(conn).await?;
    Ok(())
}

/// The feeds of an account that were not revoked, the latest first.
pub(crate) async fn of_account(conn: &impl ConnectionTrait, account: AccountId) -> Result<Vec<Feed>> {
    let rows = feed::Entity::find()
        .filter(feed::Column::AccountId.eq(account.0))
        .filter(feed::Column::RevokedAt.is_null())
        .order_by_desc(feed::Column::Id)
        .all(conn)
        .await?;
    let of = |kind: FeedKind| rows.iter().filter(move |row| row.kind == kind.as_str()).map(|row| row.subject_id);
    let people = people(conn, of(FeedKind::Person)).await?;
    let organisations = organisations(conn, of(FeedKind::Organisation)).await?;
    let placements = placements(conn, of(FeedKind::Placement)).await?;
    rows.iter()
        .map(|row| {
            let kind = text(&row.kind, FeedKind::parse)?;
            let label = match kind {
                FeedKind::Person => people.get(&row.subject_id).cloned().into_iter().collect(),
                FeedKind::Organisation => organisations.get(&row.subject_id).cloned().into_iter().collect(),
                FeedKind::Placement => placements.get(&row.subject_id).cloned().unwrap_or_default(),
            };
            Ok(Feed {
                id: FeedId(row.id),
                kind,
                subject: row.subject_id,
                label,
                created_at: row.created_at,
                last_read_at: row.last_read_at,
            })
        })
        .collect()
}

type Name = (i64, String, Option<String>);

async fn people(conn: &impl ConnectionTrait, ids: impl Iterator<Item = i64>) -> Result<HashMap<i64, Named>> {
    let rows: Vec<Name> = person::Entity::find()
        .select_only()
        .columns([person::Column::Id, person::Column::Name, person::Column::NameEn])
        .filter(person::Column::Id.is_in(ids))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, name, name_en)| (id, Named::new(name, name_en))).collect())
}

async fn organisations(conn: &impl ConnectionTrait, ids: impl Iterator<Item = i64>) -> Result<HashMap<i64, Named>> {
    let rows: Vec<Name> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Name, organisation::Column::NameEn])
        .filter(organisation::Column::Id.is_in(ids))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, name, name_en)| (id, Named::new(name, name_en))).collect())
}

/// A placement with the names of participant and host, each in Chinese and in English.
type NamedRow = (i64, String, Option<String>, String, Option<String>);

async fn placements(conn: &impl ConnectionTrait, ids: impl Iterator<Item = i64>) -> Result<HashMap<i64, Vec<Named>>> {
    let hosting = |column: organisation::Column| sea_orm::sea_query::Expr::col((Alias::new("hosting"), column));
    let rows: Vec<NamedRow> = placement::Entity::find()
        .select_only()
        .column(placement::Column::Id)
        .column(person::Column::Name)
        .column(person::Column::NameEn)
        .expr_as(hosting(organisation::Column::Name), "hosting_name")
        .expr_as(hosting(organisation::Column::NameEn), "hosting_name_en")
        .join(JoinType::InnerJoin, placement::Relation::Participant.def())
        .join_as(JoinType::InnerJoin, placement::Relation::Hosting.def(), Alias::new("hosting"))
        .filter(placement::Column::Id.is_in(ids))
        .into_tuple()
        .all(conn)
        .await?;
    let named = |(id, name, name_en, host, host_en)| (id, vec![Named::new(name, name_en), Named::new(host, host_en)]);
    Ok(rows.into_iter().map(named).collect())
}

/// What a feed is narrowed to: the days it shows, and one person or one placement of those visible.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Narrowed {
    pub(crate) days: (NaiveDate, NaiveDate),
    pub(crate) person: Option<PersonId>,
    pub(crate) placement: Option<PlacementId>,
}

impl Narrowed {
    /// The placements of a feed: those that touch its days and are no drafts.
    pub(crate) fn condition(self, visible: &Visible<Placement>) -> Condition {
        use placement::Column as C;
        Condition::all()
            .add(within(visible.scope()))
            .add(C::State.ne(State::Draft.as_str()))
            .add(C::FirstDay.lte(self.days.1))
            .add(C::LastDay.gte(self.days.0))
            .add_option(self.person.map(|id| C::PersonId.eq(id.0)))
            .add_option(self.placement.map(|id| C::Id.eq(id.0)))
    }
}

/// When each of these placements last changed: its latest deed, else when it was made.
pub(crate) async fn changed(
    conn: &impl ConnectionTrait,
    ids: &[PlacementId],
) -> Result<HashMap<PlacementId, DateTime<Utc>>> {
    let mut known = HashMap::new();
    for ids in ids.chunks(500) {
        let ids = || ids.iter().map(|id| id.0);
        let made: Vec<(i64, DateTime<Utc>)> = placement::Entity::find()
            .select_only()
            .columns([placement::Column::Id, placement::Column::CreatedAt])
            .filter(placement::Column::Id.is_in(ids()))
            .into_tuple()
            .all(conn)
            .await?;
        known.extend(made.into_iter().map(|(id, at)| (PlacementId(id), at)));
        let deeds: Vec<(i64, DateTime<Utc>)> = placement_event::Entity::find()
            .select_only()
            .column(placement_event::Column::PlacementId)
            .column_as(placement_event::Column::At.max(), "at")
            .filter(placement_event::Column::PlacementId.is_in(ids()))
            .group_by(placement_event::Column::PlacementId)
            .into_tuple()
            .all(conn)
            .await?;
        known.extend(deeds.into_iter().map(|(id, at)| (PlacementId(id), at)));
    }
    Ok(known)
}

/// A course section as a feed tells it.
#[derive(Clone, Debug)]
pub(crate) struct SectionLine {
    pub(crate) course: Named,
    pub(crate) college: Named,
    pub(crate) version: i32,
}

/// Course sections as a feed tells them.
pub(crate) async fn sections(
    conn: &impl ConnectionTrait,
    ids: &[SectionId],
) -> Result<HashMap<SectionId, SectionLine>> {
    type Row = (i64, String, i32, String, Option<String>);
    let rows: Vec<Row> = course_section::Entity::find()
        .select_only()
        .columns([course_section::Column::Id])
        .column(course_section::Column::Course)
        .column(course_section::Column::Version)
        .column(organisation::Column::Name)
        .column(organisation::Column::NameEn)
        .join(JoinType::InnerJoin, course_section::Relation::Term.def())
        .join(JoinType::InnerJoin, term::Relation::Organisation.def())
        .filter(course_section::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .into_tuple()
        .all(conn)
        .await?;
    let line = |(id, course, version, name, name_en)| {
        (SectionId(id), SectionLine { course: Named::new(course, None), college: Named::new(name, name_en), version })
    };
    Ok(rows.into_iter().map(line).collect())
}
