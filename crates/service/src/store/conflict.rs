//! Why soft conflicts were accepted.

use chrono::{DateTime, Utc};
use domain::{
    conflict::{Conflict, ConflictKind},
    id::PlacementId,
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};

use super::text;
use crate::{
    Ctx,
    entity::conflict_override,
    failure::Result,
    guard::{Allowed, DecidePlacement, ReadPlacement},
};

/// A soft conflict that was accepted.
#[derive(Clone, Debug)]
pub(crate) struct Override {
    pub(crate) kind: ConflictKind,
    pub(crate) reason: String,
    pub(crate) actor: String,
    pub(crate) at: DateTime<Utc>,
}

/// Keeps why the soft conflicts of a placement were accepted, and by whom.
pub(crate) async fn accept(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    allowed: &Allowed<DecidePlacement>,
    soft: &[&Conflict],
    reason: &str,
) -> Result<()> {
    for it in soft {
        let row = conflict_override::ActiveModel {
            id: NotSet,
            placement_id: Set(allowed.id.0),
            kind: Set(it.kind.as_str().to_owned()),
            first_day: Set(it.first_day),
            last_day: Set(it.last_day),
            reason: Set(reason.to_owned()),
            account_id: Set(ctx.account().map(|id| id.0)),
            actor: Set(ctx.label()),
            at: Set(ctx.now()),
        };
        conflict_override::Entity::insert(row).exec_without_returning(conn).await?;
    }
    Ok(())
}

/// The soft conflicts of a placement that were accepted, the latest last.
pub(crate) async fn accepted(conn: &impl ConnectionTrait, allowed: &Allowed<ReadPlacement>) -> Result<Vec<Override>> {
    of_placement(conn, allowed.id).await
}

/// Which kinds were accepted before for a placement that is being decided.
pub(crate) async fn kinds_accepted(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<DecidePlacement>,
) -> Result<Vec<ConflictKind>> {
    Ok(of_placement(conn, allowed.id).await?.into_iter().map(|it| it.kind).collect())
}

async fn of_placement(conn: &impl ConnectionTrait, id: PlacementId) -> Result<Vec<Override>> {
    let rows = conflict_override::Entity::find()
        .filter(conflict_override::Column::PlacementId.eq(id.0))
        .order_by_asc(conflict_override::Column::Id)
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Override {
                kind: text(&row.kind, ConflictKind::parse)?,
                reason: row.reason,
                actor: row.actor,
                at: row.at,
            })
        })
        .collect()
}
