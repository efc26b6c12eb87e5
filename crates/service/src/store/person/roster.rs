//! Who is employed at an organisation, as lists.

use chrono::NaiveDate;
use domain::{
    id::{OrganisationId, PersonId},
    list::{Limit, Page},
    name::Named,
    person::{Category, DoubleQualifiedLevel, Profile, RosterLine},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait,
    sea_query::{Expr, Func, Order},
};

use super::optional;
use crate::{
    entity::{department, employment, person},
    failure::Result,
    guard::{Allowed, ReadRoster},
    store::text,
};

/// In which order a roster is listed; people who are alike in it by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RosterOrder {
    /// By name.
    #[default]
    Name,
    /// By department, those without one first.
    Department,
    /// By title.
    Title,
}

impl RosterOrder {
    /// What is compared before the name, if anything.
    fn key(self) -> Option<Expr> {
        let column = match self {
            Self::Name => return None,
            Self::Department => Expr::col((department::Entity, department::Column::Name)),
            Self::Title => Expr::col((employment::Entity, employment::Column::Title)),
        };
        Some(Func::coalesce([column, Expr::val("")]).into())
    }

    fn key_of(self, row: &RosterRow) -> &str {
        let key = match self {
            Self::Name => None,
            Self::Department => row.department.as_deref(),
            Self::Title => row.title.as_deref(),
        };
        key.unwrap_or_default()
    }
}

/// The last line of a page of a roster, behind which the next one begins.
#[derive(Clone, Debug)]
pub(crate) struct RosterPlace {
    /// What the order compares before the name; empty in the order of names.
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) id: i64,
}

impl RosterPlace {
    /// Reads what [`RosterPlace::write`] writes.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (id, rest) = text.split_once('~')?;
        let (name, key) = rest.split_once(BETWEEN).unwrap_or((rest, ""));
        Some(Self { key: key.to_owned(), name: name.to_owned(), id: id.parse().ok()? })
    }

    fn write(key: &str, row: &RosterRow) -> String {
        let key = if key.is_empty() { String::new() } else { format!("{BETWEEN}{key}") };
        format!("{}~{}{key}", row.id, row.name)
    }
}

/// What no name contains: it ends the name in the address of a page.
const BETWEEN: char = '\u{1f}';

/// What a roster is narrowed to.
#[derive(Clone, Debug, Default)]
pub(crate) struct RosterQuery {
    pub(crate) profile: Option<Profile>,
    pub(crate) category: Option<Category>,
    pub(crate) q: String,
    /// Employed on this day or later.
    pub(crate) on: NaiveDate,
    /// Leaves out those who begin after that day.
    pub(crate) begun: bool,
    pub(crate) order: RosterOrder,
    /// Behind this line.
    pub(crate) after: Option<RosterPlace>,
    pub(crate) limit: Limit,
}

#[derive(FromQueryResult)]
pub(in crate::store) struct RosterRow {
    pub(in crate::store) id: i64,
    pub(in crate::store) name: String,
    name_en: Option<String>,
    reference: Option<String>,
    staff_number: Option<String>,
    department: Option<String>,
    profile: String,
    category: Option<String>,
    title: Option<String>,
    double_qualified_level: Option<String>,
    consent: bool,
}

/// One page of the people employed at an organisation, in the order asked for.
pub(crate) async fn roster(
    conn: &impl ConnectionTrait,
    organisation: &Allowed<ReadRoster>,
    query: &RosterQuery,
) -> Result<Page<RosterLine>> {
    let mut select = employed(organisation.id, query);
    let key = query.order.key();
    if let Some(RosterPlace { key: last, name, id }) = &query.after {
        let by_name = person::Column::Name
            .gt(name.as_str())
            .or(person::Column::Name.eq(name.as_str()).and(person::Column::Id.gt(*id)));
        select = select.filter(match &key {
            Some(key) => key.clone().gt(last.as_str()).or(key.clone().eq(last.as_str()).and(by_name)),
            None => by_name,
        });
    }
    if let Some(key) = key {
        select = select.order_by(key, Order::Asc);
    }
    let rows = select
        .order_by_asc(person::Column::Name)
        .order_by_asc(person::Column::Id)
        .limit(query.limit.rows())
        .into_model::<RosterRow>()
        .all(conn)
        .await?;
    let page = Page::cut_at(rows, query.limit, |row| RosterPlace::write(query.order.key_of(row), row));
    let items = page.items.into_iter().map(roster_line).collect::<Result<Vec<_>>>()?;
    Ok(Page { items, next: page.next })
}

/// Everybody employed at an organisation, by name, without pages: for pickers and the college's progress.
pub(crate) async fn everybody(
    conn: &impl ConnectionTrait,
    organisation: OrganisationId,
    query: &RosterQuery,
) -> Result<Vec<RosterLine>> {
    let rows =
        employed(organisation, query).order_by_asc(person::Column::Name).into_model::<RosterRow>().all(conn).await?;
    rows.into_iter().map(roster_line).collect()
}

pub(in crate::store) fn employed(
    organisation: OrganisationId,
    query: &RosterQuery,
) -> sea_orm::Select<employment::Entity> {
    let mut select = employment::Entity::find()
        .select_only()
        .column_as(person::Column::Id, "id")
        .columns([
            employment::Column::StaffNumber,
            employment::Column::Profile,
            employment::Column::Category,
            employment::Column::Title,
            employment::Column::DoubleQualifiedLevel,
            employment::Column::Consent,
        ])
        .column_as(person::Column::Name, "name")
        .column_as(person::Column::NameEn, "name_en")
        .column_as(person::Column::Reference, "reference")
        .column_as(department::Column::Name, "department")
        .join(JoinType::InnerJoin, employment::Relation::Person.def())
        .join(JoinType::LeftJoin, employment::Relation::Department.def())
        .filter(employment::Column::OrganisationId.eq(organisation.0))
        .filter(employment::Column::LastDay.is_null().or(employment::Column::LastDay.gte(query.on)));
    if query.begun {
        select = select.filter(begun(query.on));
    }
    if let Some(profile) = query.profile {
        select = select.filter(employment::Column::Profile.eq(profile.as_str()));
    }
    if let Some(category) = query.category {
        select = select.filter(employment::Column::Category.eq(category.as_str()));
    }
    if !query.q.is_empty() {
        let pattern = like(&query.q);
        select = select.filter(
            Expr::col((person::Entity, person::Column::Name))
                .like(pattern.clone())
                .or(Expr::col((person::Entity, person::Column::NameEn)).like(pattern.clone()))
                .or(employment::Column::StaffNumber.like(pattern.clone()))
                .or(person::Column::Reference.like(pattern)),
        );
    }
    select
}

fn begun(on: NaiveDate) -> Condition {
    Condition::any().add(employment::Column::FirstDay.is_null()).add(employment::Column::FirstDay.lte(on))
}

/// A LIKE pattern that finds `text` anywhere, its own wildcards taken literally.
pub(in crate::store) fn like(text: &str) -> sea_orm::sea_query::LikeExpr {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    sea_orm::sea_query::LikeExpr::new(format!("%{escaped}%")).escape('\\')
}

pub(in crate::store) fn roster_line(row: RosterRow) -> Result<RosterLine> {
    Ok(RosterLine {
        id: PersonId(row.id),
        label: Named::or_reference(row.name, row.name_en, row.reference),
        staff_number: row.staff_number,
        department: row.department,
        profile: text(&row.profile, Profile::parse)?,
        category: optional(row.category.as_deref(), Category::parse)?,
        title: row.title,
        double_qualified_level: optional(row.double_qualified_level.as_deref(), DoubleQualifiedLevel::parse)?,
        consent: row.consent,
    })
}
