//! What tells two readings of a feed apart, by one question.

use domain::{id::PersonId, placement::Placement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, SelectStatement, UnionType},
};

use super::Narrowed;
use crate::{
    entity::{calendar_entry, course_section, period_clock, placement, section_teacher, state_calendar, term},
    failure::Result,
    guard::Visible,
};

/// How many rows of one kind there are, the sum of their versions, and the largest identifier.
#[derive(Debug, FromQueryResult)]
struct Part {
    part: i32,
    count: i64,
    versions: Option<i64>,
    latest: Option<i64>,
    digest: Option<String>,
}

/// A text that changes with every edit of what a feed shows: its placements, the calendars of their hosts and of the
/// states, and of somebody whose lessons it shows, the sections, terms, clocks and calendars that make them.
pub(crate) async fn fingerprint(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    narrowed: Narrowed,
    taught_by: Option<PersonId>,
) -> Result<String> {
    let shown = || placement::Entity::find().filter(narrowed.condition(visible));
    let hosts = column(shown(), placement::Column::HostingId);
    let entries = |of| calendar_entry::Entity::find().filter(calendar_entry::Column::OrganisationId.in_subquery(of));
    let mut all = counted("1", shown(), placement::Column::Version, placement::Column::Id);
    let mut add = |part: SelectStatement| {
        all.union(UnionType::All, part);
    };
    add(counted("2", entries(hosts), calendar_entry::Column::Version, calendar_entry::Column::Id));
    add(state_calendar::Entity::find()
        .select_only()
        .expr_as(Expr::cust("3"), "part")
        .expr_as(Expr::cust("0"), "count")
        .expr_as(Expr::cust("0"), "versions")
        .expr_as(Expr::cust("0"), "latest")
        .column(state_calendar::Column::Digest)
        .into_query());
    if let Some(person) = taught_by {
        let taught = || section_teacher::Entity::find().filter(section_teacher::Column::PersonId.eq(person.0));
        let ids = || column(taught(), section_teacher::Column::SectionId);
        let sections = || course_section::Entity::find().filter(course_section::Column::Id.in_subquery(ids()));
        let term_ids = || column(sections(), course_section::Column::TermId);
        let terms = || term::Entity::find().filter(term::Column::Id.in_subquery(term_ids()));
        let colleges = || column(terms(), term::Column::OrganisationId);
        let clocks = period_clock::Entity::find().filter(period_clock::Column::OrganisationId.in_subquery(colleges()));
        add(counted("4", sections(), course_section::Column::Version, course_section::Column::Id));
        add(counted("5", terms(), term::Column::Version, term::Column::Id));
        add(counted("6", clocks, period_clock::Column::Version, period_clock::Column::OrganisationId));
        add(counted("7", entries(colleges()), calendar_entry::Column::Version, calendar_entry::Column::Id));
    }
    let mut parts = Part::find_by_statement(conn.get_database_backend().build(&all)).all(conn).await?;
    parts.sort_by(|a, b| (a.part, &a.digest).cmp(&(b.part, &b.digest)));
    let text = |it: Part| {
        let (versions, latest) = (it.versions.unwrap_or_default(), it.latest.unwrap_or_default());
        format!("{}:{}:{versions}:{latest}:{}", it.part, it.count, it.digest.unwrap_or_default())
    };
    Ok(parts.into_iter().map(text).collect::<Vec<_>>().join("|"))
}

fn counted<E: EntityTrait>(
    part: &'static str,
    select: Select<E>,
    version: E::Column,
    id: E::Column,
) -> SelectStatement {
    select
        .select_only()
        .expr_as(Expr::cust(part), "part")
        .column_as(id.count(), "count")
        .column_as(version.sum(), "versions")
        .column_as(id.max(), "latest")
        .expr_as(Expr::cust("''"), "digest")
        .into_query()
}

fn column<E: EntityTrait>(select: Select<E>, column: E::Column) -> SelectStatement {
    select.select_only().column(column).into_query()
}
