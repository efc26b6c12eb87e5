//! Hour entries, submitted periods and the ledger of decisions.

use chrono::{Datelike, NaiveDate};
use domain::{
    Error,
    error::Conflict,
    hours::{EntryState, HourEntry, Kind, LedgerDeed, NewEntry, WaitingPeriod},
    id::{HourEntryId, OrganisationId, PersonId, PlacementId},
    name::Named,
    organisation::OrganisationKind,
    placement::{Direction, Placement},
    progress::Entry,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait,
    sea_query::{Alias, Expr},
};

use super::text;
use crate::{
    ctx::Ctx,
    entity::{hour_entry, hour_ledger, hour_period, organisation, person, placement},
    failure::Result,
    guard::{Allowed, ConfirmHours, Deed, LogHours, ReadHours, Scope, UnlockHours, Visible},
};

/// Minutes from 1970-01-01T00:00 on the host's clock to the midnight at which `day` begins.
fn midnight(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce() - 719_163) * 1440
}

fn from_row(row: hour_entry::Model) -> Result<HourEntry> {
    let midnight = midnight(row.day);
    let relative = |minute: i64| i32::try_from(minute - midnight).unwrap_or_default();
    let span = row.from_minute.zip(row.to_minute).map(|(from, to)| (relative(from), relative(to)));
    Ok(HourEntry {
        id: HourEntryId(row.id),
        placement: PlacementId(row.placement_id),
        day: row.day,
        minutes: row.minutes,
        span,
        kind: text(&row.kind, Kind::parse)?,
        course: row.course,
        section: row.section,
        note: row.note,
        state: text(&row.state, EntryState::parse)?,
        reason: row.reason,
        decided_by: row.decided_by.map(|by| by.split(" <").next().unwrap_or_default().to_owned()),
        decided_at: row.decided_at,
        flags: Vec::new(),
        version: row.version,
    })
}

/// Entries of a placement on the days `days.0..=days.1`, in order.
pub(crate) async fn of_placement<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<D>,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<HourEntry>> {
    let rows = hour_entry::Entity::find()
        .filter(hour_entry::Column::PlacementId.eq(allowed.id.0))
        .filter(hour_entry::Column::Day.between(days.0, days.1))
        .order_by_asc(hour_entry::Column::Day)
        .order_by_asc(hour_entry::Column::Id)
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Sum of the minutes of a placement by state: `(state, minutes)`.
pub(crate) async fn totals(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ReadHours>,
) -> Result<Vec<(EntryState, i64)>> {
    let rows: Vec<(String, i64)> = hour_entry::Entity::find()
        .select_only()
        .column(hour_entry::Column::State)
        .expr(Expr::col(hour_entry::Column::Minutes).sum())
        .filter(hour_entry::Column::PlacementId.eq(allowed.id.0))
        .group_by(hour_entry::Column::State)
        .into_tuple()
        .all(conn)
        .await?;
    rows.into_iter().map(|(state, sum)| Ok((text(&state, EntryState::parse)?, sum))).collect()
}

/// One entry, with its placement.
pub(crate) async fn find(conn: &impl ConnectionTrait, id: HourEntryId) -> Result<Option<HourEntry>> {
    hour_entry::Entity::find_by_id(id.0).one(conn).await?.map(from_row).transpose()
}

/// What else a person did around `day` (the day before to the day after), with the placement's identifier.
pub(crate) async fn around(conn: &impl ConnectionTrait, person: PersonId, day: NaiveDate) -> Result<Vec<HourEntry>> {
    let days = (day.pred_opt().unwrap_or(day), day.succ_opt().unwrap_or(day));
    let rows = hour_entry::Entity::find()
        .filter(hour_entry::Column::PersonId.eq(person.0))
        .filter(hour_entry::Column::Day.between(days.0, days.1))
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// What the participant did at other hosts on the days `days.0 - 1..=days.1 + 1`.
pub(crate) async fn elsewhere<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    placement: &Allowed<D>,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<HourEntry>> {
    let days = (days.0.pred_opt().unwrap_or(days.0), days.1.succ_opt().unwrap_or(days.1));
    let rows = hour_entry::Entity::find()
        .filter(hour_entry::Column::PersonId.eq(placement.participant.id.0))
        .filter(hour_entry::Column::Day.between(days.0, days.1))
        .filter(hour_entry::Column::PlacementId.ne(placement.id.0))
        .filter(hour_entry::Column::FromMinute.is_not_null())
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Stores a new entry as a draft.
pub(crate) async fn insert(
    conn: &impl ConnectionTrait,
    placement: &Allowed<LogHours>,
    new: &NewEntry,
) -> Result<HourEntryId> {
    let row = hour_entry::ActiveModel {
        placement_id: Set(placement.id.0),
        person_id: Set(placement.participant.id.0),
        state: Set(EntryState::Draft.as_str().to_owned()),
        version: Set(1),
        ..columns(new)
    };
    Ok(HourEntryId(hour_entry::Entity::insert(row).exec(conn).await?.last_insert_id))
}

fn columns(new: &NewEntry) -> hour_entry::ActiveModel {
    let midnight = midnight(new.day);
    hour_entry::ActiveModel {
        day: Set(new.day),
        minutes: Set(new.minutes),
        from_minute: Set(new.span.map(|(from, _)| midnight + i64::from(from))),
        to_minute: Set(new.span.map(|(_, to)| midnight + i64::from(to))),
        kind: Set(new.kind.as_str().to_owned()),
        course: Set(new.course.clone()),
        section: Set(new.section.clone()),
        note: Set(new.note.clone()),
        ..Default::default()
    }
}

/// Changes an open entry that still has `version`.
pub(crate) async fn update(
    conn: &impl ConnectionTrait,
    placement: &Allowed<LogHours>,
    id: HourEntryId,
    new: &NewEntry,
    version: i32,
) -> Result<()> {
    let row = hour_entry::ActiveModel { version: Set(version + 1), ..columns(new) };
    let changed = hour_entry::Entity::update_many().set(row).filter(open(placement, id, version)).exec(conn).await?;
    if changed.rows_affected == 0 { Err(Error::Conflict(Conflict::Stale).into()) } else { Ok(()) }
}

/// Removes an open entry that still has `version`. Nothing was decided about a draft; a returned one
/// stays in the ledger.
pub(crate) async fn delete(
    conn: &impl ConnectionTrait,
    placement: &Allowed<LogHours>,
    id: HourEntryId,
    version: i32,
) -> Result<()> {
    let gone = hour_entry::Entity::delete_many().filter(open(placement, id, version)).exec(conn).await?;
    if gone.rows_affected == 0 { Err(Error::Conflict(Conflict::Stale).into()) } else { Ok(()) }
}

fn open(placement: &Allowed<LogHours>, id: HourEntryId, version: i32) -> Condition {
    Condition::all()
        .add(hour_entry::Column::Id.eq(id.0))
        .add(hour_entry::Column::PlacementId.eq(placement.id.0))
        .add(hour_entry::Column::Version.eq(version))
        .add(hour_entry::Column::State.is_in([EntryState::Draft.as_str(), EntryState::Returned.as_str()]))
}

/// The submitted periods of a placement that touch `days`, by first day; inclusive days.
pub(crate) async fn periods<D: Deed<Noun = Placement>>(
    conn: &impl ConnectionTrait,
    placement: &Allowed<D>,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<(NaiveDate, NaiveDate)>> {
    let rows = hour_period::Entity::find()
        .filter(hour_period::Column::PlacementId.eq(placement.id.0))
        .filter(hour_period::Column::FirstDay.lte(days.1))
        .filter(hour_period::Column::LastDay.gte(days.0))
        .order_by_asc(hour_period::Column::FirstDay)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.first_day, row.last_day)).collect())
}

/// Writes down that a period was submitted.
pub(crate) async fn open_period(
    conn: &impl ConnectionTrait,
    placement: &Allowed<LogHours>,
    days: (NaiveDate, NaiveDate),
    ctx: &Ctx,
) -> Result<()> {
    let row = hour_period::ActiveModel {
        placement_id: Set(placement.id.0),
        first_day: Set(days.0),
        last_day: Set(days.1),
        submitted_at: Set(ctx.now()),
        ..Default::default()
    };
    hour_period::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Forgets a submitted period in which nothing was decided.
pub(crate) async fn close_period(
    conn: &impl ConnectionTrait,
    placement: &Allowed<LogHours>,
    first_day: NaiveDate,
) -> Result<()> {
    hour_period::Entity::delete_many()
        .filter(hour_period::Column::PlacementId.eq(placement.id.0))
        .filter(hour_period::Column::FirstDay.eq(first_day))
        .exec(conn)
        .await?;
    Ok(())
}

/// A decision about entries of one placement, allowed to one who may do it.
pub(crate) trait Decides: Deed<Noun = Placement> {}
impl Decides for LogHours {}
impl Decides for ConfirmHours {}
impl Decides for UnlockHours {}

/// Brings entries from one state to another and writes a ledger line for each.
pub(crate) async fn decide<D: Decides>(
    conn: &impl ConnectionTrait,
    placement: &Allowed<D>,
    ctx: &Ctx,
    entries: &[HourEntry],
    deed: LedgerDeed,
    reason: Option<&str>,
) -> Result<()> {
    let (state, sign) = match deed {
        LedgerDeed::Submitted => (EntryState::Submitted, 0),
        LedgerDeed::Withdrawn => (EntryState::Draft, 0),
        LedgerDeed::Confirmed => (EntryState::Confirmed, 1),
        LedgerDeed::Returned => (EntryState::Returned, 0),
        LedgerDeed::Reversed => (EntryState::Returned, -1),
    };
    let decided = matches!(deed, LedgerDeed::Confirmed | LedgerDeed::Returned | LedgerDeed::Reversed);
    for chunk in entries.chunks(200) {
        let row = hour_entry::ActiveModel {
            state: Set(state.as_str().to_owned()),
            reason: Set(reason.map(str::to_owned)),
            decided_by: Set(decided.then(|| ctx.label())),
            decided_at: Set(decided.then(|| ctx.now())),
            ..Default::default()
        };
        let unchanged = chunk.iter().fold(Condition::any(), |any, entry| {
            let same = hour_entry::Column::Id.eq(entry.id.0).and(hour_entry::Column::Version.eq(entry.version));
            any.add(same.and(hour_entry::Column::State.eq(entry.state.as_str())))
        });
        let changed = hour_entry::Entity::update_many()
            .set(row)
            .col_expr(hour_entry::Column::Version, Expr::col(hour_entry::Column::Version).add(1))
            .filter(hour_entry::Column::PlacementId.eq(placement.id.0))
            .filter(unchanged)
            .exec(conn)
            .await?;
        if usize::try_from(changed.rows_affected) != Ok(chunk.len()) {
            return Err(Error::Conflict(Conflict::Stale).into());
        }
        let lines = chunk.iter().map(|entry| hour_ledger::ActiveModel {
            entry_id: Set(entry.id.0),
            placement_id: Set(placement.id.0),
            person_id: Set(placement.participant.id.0),
            day: Set(entry.day),
            kind: Set(entry.kind.as_str().to_owned()),
            deed: Set(deed.as_str().to_owned()),
            minutes: Set(sign * entry.minutes),
            reason: Set(reason.map(str::to_owned)),
            account_id: Set(ctx.account().map(|id| id.0)),
            actor: Set(ctx.label()),
            at: Set(ctx.now()),
            ..Default::default()
        });
        hour_ledger::Entity::insert_many(lines).exec_without_returning(conn).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct WaitingRow {
    placement_id: i64,
    direction: String,
    day: NaiveDate,
    minutes: i32,
    participant: String,
    participant_en: Option<String>,
    reference: Option<String>,
    sending: String,
    sending_en: Option<String>,
}

/// What waits for confirmation in placements the actor hosts or mentors, by placement and week; never what
/// `confirmer` logged, since nobody confirms their own hours.
pub(crate) async fn waiting(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    confirmer: PersonId,
) -> Result<Vec<WaitingPeriod>> {
    let mut select = hour_entry::Entity::find()
        .select_only()
        .column(hour_entry::Column::PlacementId)
        .column(hour_entry::Column::Day)
        .column(hour_entry::Column::Minutes)
        .column_as(placement::Column::Direction, "direction")
        .expr_as(Expr::col((Alias::new("participant"), person::Column::Name)), "participant")
        .expr_as(Expr::col((Alias::new("participant"), person::Column::NameEn)), "participant_en")
        .expr_as(Expr::col((Alias::new("participant"), person::Column::Reference)), "reference")
        .expr_as(Expr::col((Alias::new("sending"), organisation::Column::Name)), "sending")
        .expr_as(Expr::col((Alias::new("sending"), organisation::Column::NameEn)), "sending_en")
        .join(JoinType::InnerJoin, hour_entry::Relation::Placement.def())
        .join_as(JoinType::InnerJoin, placement::Relation::Participant.def(), Alias::new("participant"))
        .join_as(JoinType::InnerJoin, placement::Relation::Sending.def(), Alias::new("sending"))
        .filter(hour_entry::Column::State.eq(EntryState::Submitted.as_str()))
        .filter(hour_entry::Column::PersonId.ne(confirmer.0));
    select = match visible.scope() {
        Scope::Organisation(id) => select.filter(placement::Column::HostingId.eq(id.0)),
        Scope::Person(id) | Scope::Mentor(id) => select.filter(placement::Column::MentorId.eq(id.0)),
        Scope::Community => select,
    };
    let rows = select.order_by_asc(hour_entry::Column::Day).limit(20_000).into_model::<WaitingRow>().all(conn).await?;
    let mut periods: Vec<WaitingPeriod> = Vec::new();
    for row in rows {
        let week = row.day - chrono::Days::new(u64::from(row.day.weekday().num_days_from_monday()));
        let placement = PlacementId(row.placement_id);
        if let Some(period) = periods.iter_mut().find(|p| p.placement == placement && p.week == week) {
            period.lines += 1;
            period.minutes += i64::from(row.minutes);
        } else {
            periods.push(WaitingPeriod {
                placement,
                direction: text(&row.direction, Direction::parse)?,
                participant: Named::or_reference(row.participant, row.participant_en, row.reference),
                sending: Named::new(row.sending, row.sending_en),
                week,
                lines: 1,
                minutes: i64::from(row.minutes),
            });
        }
    }
    Ok(periods)
}

#[derive(FromQueryResult)]
struct ConfirmedRow {
    id: i64,
    person_id: i64,
    placement_id: i64,
    day: NaiveDate,
    minutes: i32,
    from_minute: Option<i64>,
    to_minute: Option<i64>,
    kind: String,
    direction: String,
    host_kind: String,
}

/// Confirmed entries since `since`, by person: of one person, or of everybody an organisation employs.
pub(crate) async fn confirmed(
    conn: &impl ConnectionTrait,
    of: ConfirmedOf<'_>,
    since: NaiveDate,
) -> Result<Vec<(PersonId, Entry)>> {
    let select = hour_entry::Entity::find()
        .select_only()
        .columns([
            hour_entry::Column::Id,
            hour_entry::Column::PersonId,
            hour_entry::Column::PlacementId,
            hour_entry::Column::Day,
            hour_entry::Column::Minutes,
            hour_entry::Column::FromMinute,
            hour_entry::Column::ToMinute,
            hour_entry::Column::Kind,
        ])
        .column_as(placement::Column::Direction, "direction")
        .expr_as(Expr::col((Alias::new("hosting"), organisation::Column::Kind)), "host_kind")
        .join(JoinType::InnerJoin, hour_entry::Relation::Placement.def())
        .join_as(JoinType::InnerJoin, placement::Relation::Hosting.def(), Alias::new("hosting"))
        .filter(hour_entry::Column::State.eq(EntryState::Confirmed.as_str()))
        .filter(hour_entry::Column::Day.gte(since));
    let select = match of {
        ConfirmedOf::Person(id) => select.filter(hour_entry::Column::PersonId.eq(id.0)),
        ConfirmedOf::People(ids) => select.filter(hour_entry::Column::PersonId.is_in(ids.iter().map(|id| id.0))),
    };
    let rows = select
        .order_by_asc(hour_entry::Column::Day)
        .order_by_asc(hour_entry::Column::Id)
        .into_model::<ConfirmedRow>()
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            let midnight = midnight(row.day);
            let relative = |minute: i64| u16::try_from(minute - midnight).unwrap_or_default();
            let entry = Entry {
                id: HourEntryId(row.id),
                placement: PlacementId(row.placement_id),
                day: row.day,
                minutes: u32::try_from(row.minutes).unwrap_or_default(),
                span: row.from_minute.zip(row.to_minute).map(|(from, to)| (relative(from), relative(to))),
                kind: text(&row.kind, Kind::parse)?,
                host: text(&row.host_kind, OrganisationKind::parse)?,
                direction: text(&row.direction, Direction::parse)?,
            };
            Ok((PersonId(row.person_id), entry))
        })
        .collect()
}

/// Whose confirmed entries are wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ConfirmedOf<'a> {
    /// One person's.
    Person(PersonId),
    /// Those of several.
    People(&'a [PersonId]),
}

/// Confirmed minutes by pair of organisations and direction, for the flows of the community.
pub(crate) async fn minutes_by_pair(
    conn: &impl ConnectionTrait,
) -> Result<Vec<(OrganisationId, OrganisationId, Direction, i64)>> {
    let rows: Vec<(i64, i64, String, i64)> = hour_entry::Entity::find()
        .select_only()
        .column(placement::Column::SendingId)
        .column(placement::Column::HostingId)
        .column(placement::Column::Direction)
        .expr(Expr::col((hour_entry::Entity, hour_entry::Column::Minutes)).sum())
        .join(JoinType::InnerJoin, hour_entry::Relation::Placement.def())
        .filter(hour_entry::Column::State.eq(EntryState::Confirmed.as_str()))
        .group_by(placement::Column::SendingId)
        .group_by(placement::Column::HostingId)
        .group_by(placement::Column::Direction)
        .into_tuple()
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|(sending, hosting, direction, minutes)| {
            Ok((OrganisationId(sending), OrganisationId(hosting), text(&direction, Direction::parse)?, minutes))
        })
        .collect()
}
