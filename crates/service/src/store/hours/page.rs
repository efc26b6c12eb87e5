//! Hour entries by the page.

use domain::{hours::HourEntry, list::Page};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entry::from_row;
use crate::{
    entity::hour_entry::{Column, Entity},
    failure::Result,
    guard::{Allowed, ReadHours},
    hours::EntryFilter,
};

/// One page of the entries of a placement, by day.
pub(crate) async fn page(
    conn: &impl ConnectionTrait,
    allowed: &Allowed<ReadHours>,
    filter: &EntryFilter,
) -> Result<Page<HourEntry>> {
    let mut select = Entity::find()
        .filter(Column::PlacementId.eq(allowed.id.0))
        .filter(Column::Day.between(filter.days.0, filter.days.1));
    if let Some((day, id)) = filter.after {
        select = select.filter(Column::Day.gt(day).or(Column::Day.eq(day).and(Column::Id.gt(id))));
    }
    let rows = select.order_by_asc(Column::Day).order_by_asc(Column::Id).limit(filter.limit.rows()).all(conn).await?;
    let page = Page::cut_at(rows, filter.limit, |row| format!("{}~{}", row.day, row.id));
    let items = page.items.into_iter().map(from_row).collect::<Result<Vec<_>>>()?;
    Ok(Page { items, next: page.next })
}
