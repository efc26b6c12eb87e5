//! The history of a placement.

use std::collections::{BTreeSet, HashMap};

use domain::{
    id::PlacementId,
    name::Named,
    placement::{Deed, PlacementEvent, State},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
};

use crate::{
    ctx::Ctx,
    entity::{account, person, placement_event},
    failure::Result,
    guard::{Allowed, ReadPlacement},
    store::text,
};

/// Adds a deed to the history.
pub(crate) async fn note(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: PlacementId,
    deed: Deed,
    state: State,
    reason: Option<&str>,
) -> Result<()> {
    let row = placement_event::ActiveModel {
        placement_id: Set(id.0),
        deed: Set(deed.as_str().to_owned()),
        state: Set(state.as_str().to_owned()),
        account_id: Set(ctx.account().map(|id| id.0)),
        actor: Set(ctx.label()),
        reason: Set(reason.map(str::to_owned)),
        at: Set(ctx.now()),
        ..Default::default()
    };
    placement_event::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// The history, in order.
pub(crate) async fn history(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ReadPlacement>,
) -> Result<Vec<PlacementEvent>> {
    let rows = placement_event::Entity::find()
        .filter(placement_event::Column::PlacementId.eq(allowed.id.0))
        .order_by_asc(placement_event::Column::Id)
        .all(conn)
        .await?;
    let accounts: BTreeSet<i64> = rows.iter().filter_map(|row| row.account_id).collect();
    let in_english: Vec<(i64, Option<String>)> = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .column(person::Column::NameEn)
        .join(JoinType::InnerJoin, account::Relation::Person.def())
        .filter(account::Column::Id.is_in(accounts))
        .into_tuple()
        .all(conn)
        .await?;
    let in_english: HashMap<i64, Option<String>> = in_english.into_iter().collect();
    rows.into_iter()
        .map(|row| {
            // The e-mail behind the name is for the audit log only.
            let name = row.actor.split(" <").next().unwrap_or_default();
            let name_en = row.account_id.and_then(|account| in_english.get(&account).cloned().flatten());
            Ok(PlacementEvent {
                deed: text(&row.deed, Deed::parse)?,
                state: text(&row.state, State::parse)?,
                by: Named::new(name, name_en),
                at: row.at,
                reason: row.reason,
            })
        })
        .collect()
}
