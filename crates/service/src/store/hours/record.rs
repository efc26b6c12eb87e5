//! The ledger of a placement, for the record of its hours.

use chrono::NaiveDate;
use domain::{
    hours::{Kind, LedgerDeed},
    id::HourEntryId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    entity::hour_ledger,
    failure::Result,
    guard::{Allowed, ReadHours},
    hours::LedgerLine,
    store::{signer::signers, text},
};

/// The lines of the ledger that give or take minutes on the days `days.0..=days.1`, in their order.
pub(crate) async fn ledger(
    conn: &impl ConnectionTrait,
    placement: &Allowed<ReadHours>,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<LedgerLine>> {
    let rows = hour_ledger::Entity::find()
        .filter(hour_ledger::Column::PlacementId.eq(placement.id.0))
        .filter(hour_ledger::Column::Day.between(days.0, days.1))
        .filter(hour_ledger::Column::Deed.is_in([LedgerDeed::Confirmed, LedgerDeed::Reversed].map(LedgerDeed::as_str)))
        .order_by_asc(hour_ledger::Column::Id)
        .all(conn)
        .await?;
    let labels = || rows.iter().map(|row| row.actor.as_str());
    let known = signers(conn, labels()).await?.with_staff(conn, placement.hosting.id, labels()).await?;
    rows.into_iter()
        .map(|row| {
            Ok(LedgerLine {
                entry: HourEntryId(row.entry_id),
                day: row.day,
                kind: text(&row.kind, Kind::parse)?,
                deed: text(&row.deed, LedgerDeed::parse)?,
                minutes: row.minutes,
                reason: row.reason,
                by: known.named(&row.actor),
                at: row.at,
            })
        })
        .collect()
}
