//! Organisations by the page.

use domain::{list::Page, organisation::Organisation};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{organisation::from_row, person::like};
use crate::{
    entity::organisation::{Column, Entity},
    failure::Result,
    guard::{Allowed, ListMembers},
    member::MemberFilter,
};

/// One page of members, by name.
pub(crate) async fn list(
    conn: &impl ConnectionTrait,
    _: &Allowed<ListMembers>,
    filter: &MemberFilter,
) -> Result<Page<Organisation>> {
    let mut select = Entity::find();
    if let Some(kind) = filter.kind {
        select = select.filter(Column::Kind.eq(kind.as_str()));
    }
    if !filter.q.is_empty() {
        let named = |column| Expr::col((Entity, column)).like(like(&filter.q));
        select = select.filter(named(Column::Name).or(named(Column::NameEn)));
    }
    if let Some((name, id)) = &filter.after {
        let same_name = Column::Name.eq(name.as_str()).and(Column::Id.gt(*id));
        select = select.filter(Column::Name.gt(name.as_str()).or(same_name));
    }
    let rows = select.order_by_asc(Column::Name).order_by_asc(Column::Id).limit(filter.limit.rows()).all(conn).await?;
    let page = Page::cut_at(rows, filter.limit, |row| format!("{}~{}", row.id, row.name));
    let items = page.items.into_iter().map(from_row).collect::<Result<Vec<_>>>()?;
    Ok(Page { items, next: page.next })
}
