//! People of a roster whom their employer has given no account yet.

use domain::{list::PAGE_SIZE, list::Page, person::RosterLine};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    RelationTrait,
};

use super::person::{RosterPlace, RosterQuery, RosterRow, employed, roster_line};
use crate::{
    entity::{account, department, person, role_grant},
    failure::Result,
    guard::{Allowed, ReadRoster},
};

/// One page of the people employed at an organisation who have no role there, by name; of one department, unless
/// its name is empty.
pub(crate) async fn without_account(
    conn: &impl ConnectionTrait,
    organisation: &Allowed<ReadRoster>,
    query: &RosterQuery,
    department: &str,
) -> Result<Page<RosterLine>> {
    let known = role_grant::Entity::find()
        .select_only()
        .column(account::Column::PersonId)
        .join(JoinType::InnerJoin, role_grant::Relation::Account.def())
        .filter(role_grant::Column::OrganisationId.eq(organisation.id.0))
        .into_query();
    let mut select = employed(organisation.id, query).filter(person::Column::Id.not_in_subquery(known));
    if !department.is_empty() {
        select = select.filter(department::Column::Name.eq(department));
    }
    if let Some(RosterPlace { name, id, .. }) = &query.after {
        let same = person::Column::Name.eq(name.as_str()).and(person::Column::Id.gt(*id));
        select = select.filter(person::Column::Name.gt(name.as_str()).or(same));
    }
    let rows = select
        .order_by_asc(person::Column::Name)
        .order_by_asc(person::Column::Id)
        .limit(PAGE_SIZE + 1)
        .into_model::<RosterRow>()
        .all(conn)
        .await?;
    let page = Page::cut(rows, |row| format!("{}~{}", row.id, row.name));
    let items = page.items.into_iter().map(roster_line).collect::<Result<Vec<_>>>()?;
    Ok(Page { items, next: page.next })
}
