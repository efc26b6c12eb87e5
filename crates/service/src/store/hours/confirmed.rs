//! Confirmed hours: what progress is judged by.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    hours::Kind,
    id::{HourEntryId, PersonId, PlacementId},
    organisation::OrganisationKind,
    placement::Direction,
    progress::Entry,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    RelationTrait,
    sea_query::{Alias, Expr, Query, SelectStatement},
};

use super::midnight;
use crate::{
    entity::{hour_entry, organisation, placement},
    failure::{Failure, Result},
    store::text,
};

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    person_id: i64,
    direction: String,
    host_kind: String,
    /// The entries as `id:day:minutes:kind`, those with a span with `:from:to` behind; separated by spaces.
    entries: Option<String>,
}

/// Confirmed entries since `since`, by person, in no order. The database answers one row a placement, the
/// entries as one text: a row of its own for each of a college's five years of entries takes ten times as long.
pub(crate) async fn confirmed(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
    since: NaiveDate,
) -> Result<HashMap<PersonId, Vec<Entry>>> {
    let rows = placement::Entity::find()
        .select_only()
        .columns([placement::Column::Id, placement::Column::PersonId, placement::Column::Direction])
        .expr_as(Expr::col((Alias::new("hosting"), organisation::Column::Kind)), "host_kind")
        .expr_as(Expr::SubQuery(None, Box::new(entries_since(since).into())), "entries")
        .join_as(JoinType::InnerJoin, placement::Relation::Hosting.def(), Alias::new("hosting"))
        .filter(placement::Column::PersonId.is_in(people.iter().map(|id| id.0)))
        .into_model::<Row>()
        .all(conn)
        .await?;
    let mut entries: HashMap<PersonId, Vec<Entry>> = HashMap::new();
    for row in rows {
        let host = text(&row.host_kind, OrganisationKind::parse)?;
        let direction = text(&row.direction, Direction::parse)?;
        let own = entries.entry(PersonId(row.person_id)).or_default();
        for part in row.entries.as_deref().unwrap_or_default().split_whitespace() {
            let entry = entry(part, PlacementId(row.id), host, direction);
            own.push(entry.ok_or_else(|| Failure::internal(format!("hour entry {part:?}")))?);
        }
    }
    Ok(entries)
}

/// The confirmed entries of a placement as one text. The state is no parameter, so that the index of confirmed
/// entries answers.
fn entries_since(since: NaiveDate) -> SelectStatement {
    let entries = "string_agg(concat_ws(':', id, day, minutes, kind, from_minute, to_minute), ' ')";
    Query::select()
        .expr(Expr::cust(entries))
        .from(hour_entry::Entity)
        .and_where(
            Expr::col((hour_entry::Entity, hour_entry::Column::PlacementId))
                .equals((placement::Entity, placement::Column::Id)),
        )
        .and_where(Expr::cust("hour_entry.state = 'confirmed'"))
        .and_where(Expr::col((hour_entry::Entity, hour_entry::Column::Day)).gte(since))
        .to_owned()
}

fn entry(part: &str, placement: PlacementId, host: OrganisationKind, direction: Direction) -> Option<Entry> {
    let mut values = part.split(':');
    let id = HourEntryId(values.next()?.parse().ok()?);
    let day: NaiveDate = values.next()?.parse().ok()?;
    let minutes = values.next()?.parse().ok()?;
    let kind = Kind::parse(values.next()?)?;
    let midnight = midnight(day);
    let mut relative = || u16::try_from(values.next()?.parse::<i64>().ok()? - midnight).ok();
    let span = relative().zip(relative());
    Some(Entry { id, placement, day, minutes, span, kind, host, direction })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_read_with_and_without_its_span() {
        let read =
            |part: &str| entry(part, PlacementId(7), OrganisationKind::Enterprise, Direction::EnterprisePractice);
        let plain = read("12:2026-01-05:480:on_post").unwrap();
        assert_eq!((plain.id, plain.day.to_string().as_str(), plain.minutes), (HourEntryId(12), "2026-01-05", 480));
        assert_eq!(plain.span, None);
        let start = midnight(plain.day) + 22 * 60;
        let night = read(&format!("13:2026-01-05:480:training:{start}:{}", start + 480)).unwrap();
        assert_eq!((night.kind, night.span), (Kind::Training, Some((1320, 1800))));
        assert_eq!(read("14:2026-01-05:480"), None);
    }
}
