//! Openings by the page.

use chrono::NaiveDate;
use domain::{
    id::OrganisationId,
    list::{PAGE_SIZE, Page},
    opening::{Opening, OpeningKind},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, Order},
};

use super::{Row, from_row, taken, with_names};
use crate::{
    entity::{major, opening, organisation},
    failure::Result,
    guard::{Scope, Visible},
    store::person::like,
};

/// In which order openings are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OpeningOrder {
    /// What begins first comes first.
    #[default]
    FirstDay,
    /// What begins last comes first.
    LatestFirst,
    /// What was added last comes first.
    Newest,
}

/// What a list of openings is narrowed to, read.
#[derive(Clone, Debug, Default)]
pub(crate) struct OpeningQuery {
    pub(crate) kind: Option<OpeningKind>,
    pub(crate) organisation: Option<OrganisationId>,
    pub(crate) specialty: String,
    pub(crate) place: String,
    /// Last day on or after it.
    pub(crate) from: Option<NaiveDate>,
    /// First day on or before it.
    pub(crate) to: Option<NaiveDate>,
    pub(crate) free: bool,
    /// Closed ones too, where they are the acting organisation's.
    pub(crate) closed: bool,
    pub(crate) q: String,
    pub(crate) order: OpeningOrder,
    /// Behind this first day and identifier.
    pub(crate) after: Option<(NaiveDate, i64)>,
}

/// One page of openings.
pub(crate) async fn list(
    conn: &impl ConnectionTrait,
    visible: &Visible<Opening>,
    query: &OpeningQuery,
) -> Result<Page<Opening>> {
    use opening::Column as C;
    let mut select = matching(visible, query);
    if let Some((day, id)) = query.after {
        select = select.filter(match query.order {
            OpeningOrder::FirstDay => C::FirstDay.gt(day).or(C::FirstDay.eq(day).and(C::Id.gt(id))),
            OpeningOrder::LatestFirst => C::FirstDay.lt(day).or(C::FirstDay.eq(day).and(C::Id.lt(id))),
            // Identifiers grow with time.
            OpeningOrder::Newest => C::Id.lt(id),
        });
    }
    select = match query.order {
        OpeningOrder::FirstDay => select.order_by(C::FirstDay, Order::Asc).order_by(C::Id, Order::Asc),
        OpeningOrder::LatestFirst => select.order_by(C::FirstDay, Order::Desc).order_by(C::Id, Order::Desc),
        OpeningOrder::Newest => select.order_by(C::Id, Order::Desc),
    };
    let rows = select.limit(PAGE_SIZE + 1).into_model::<Row>().all(conn).await?;
    let page = Page::cut(rows, |row| format!("{}~{}", row.opening.first_day, row.opening.id));
    let items = page.items.into_iter().map(from_row).collect::<Result<Vec<_>>>()?;
    Ok(Page { items, next: page.next })
}

/// How many openings match, whatever the page.
pub(crate) async fn count(
    conn: &impl ConnectionTrait,
    visible: &Visible<Opening>,
    query: &OpeningQuery,
) -> Result<u64> {
    Ok(matching(visible, query).count(conn).await?)
}

/// The openings that match, in no order.
fn matching(visible: &Visible<Opening>, query: &OpeningQuery) -> Select<opening::Entity> {
    use opening::Column as C;
    let mut seen = Condition::any().add(C::Open.eq(true));
    if let (true, Scope::Organisation(own)) = (query.closed, visible.scope()) {
        seen = seen.add(C::OrganisationId.eq(own.0));
    }
    let mut select = with_names().filter(seen);
    if let Some(kind) = query.kind {
        select = select.filter(C::Kind.eq(kind.as_str()));
    }
    if let Some(id) = query.organisation {
        select = select.filter(C::OrganisationId.eq(id.0));
    }
    if let Some(day) = query.from {
        select = select.filter(C::LastDay.gte(day));
    }
    if let Some(day) = query.to {
        select = select.filter(C::FirstDay.lte(day));
    }
    if query.free {
        select = select.filter(Expr::col((opening::Entity, C::Capacity)).gt(taken()));
    }
    let found = |columns: &[Expr], text: &str| {
        columns.iter().fold(Condition::any(), |any, column| any.add(column.clone().like(like(text))))
    };
    if !query.specialty.is_empty() {
        let columns = [Expr::col((opening::Entity, C::Specialty)), Expr::col((major::Entity, major::Column::Name))];
        select = select.filter(found(&columns, &query.specialty));
    }
    let of_organisation = |column| Expr::col((organisation::Entity, column));
    if !query.place.is_empty() {
        let columns = [
            Expr::col((opening::Entity, C::Place)),
            of_organisation(organisation::Column::City),
            of_organisation(organisation::Column::Province),
        ];
        select = select.filter(found(&columns, &query.place));
    }
    if !query.q.is_empty() {
        let columns = [
            Expr::col((opening::Entity, C::Title)),
            of_organisation(organisation::Column::Name),
            of_organisation(organisation::Column::NameEn),
        ];
        select = select.filter(found(&columns, &query.q));
    }
    select
}
