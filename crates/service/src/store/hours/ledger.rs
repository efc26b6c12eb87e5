//! Submitted periods and the ledger of decisions.

use chrono::NaiveDate;
use domain::{
    Error,
    error::Conflict,
    hours::{EntryState, HourEntry, LedgerDeed},
    placement::Placement,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

use crate::{
    ctx::Ctx,
    entity::{hour_entry, hour_ledger, hour_period},
    failure::Result,
    guard::{Allowed, ConfirmHours, Deed, LogHours, UnlockHours},
};

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
            imported: Set(false),
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
