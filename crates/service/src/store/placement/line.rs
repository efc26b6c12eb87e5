//! A placement with the names of those whom it concerns, as lists have it: eighteen values, packed.

use chrono::NaiveDate;
use domain::{
    id::{OrganisationId, PersonId, PlacementId},
    name::Named,
    placement::{Direction, Form, Load, PlacementLine, State},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryResult,
    QuerySelect, QueryTrait, RelationTrait, Select, Statement,
    sea_query::{Alias, Expr},
};
use serde::Deserialize;

use super::{of_organisation, of_person};
use crate::{
    entity::{organisation, person, placement},
    failure::{Failure, Result},
    store::{Kept, packed, text},
};

/// The name of the column.
const LINE: &str = "line";
/// The name of a column of many.
const LINES: &str = "lines";
/// The name under which placements are listed whose lines are asked for.
const LISTED: &str = "listed";

/// A row of [`joined`].
pub(in crate::store) struct LineRow(pub(in crate::store) PlacementLine);

/// The values of a line in the order in which they are packed.
#[derive(Deserialize)]
struct Packed<'a> {
    id: i64,
    direction: &'a str,
    state: &'a str,
    form: &'a str,
    load: &'a str,
    #[serde(deserialize_with = "packed::day")]
    first_day: NaiveDate,
    #[serde(deserialize_with = "packed::day")]
    last_day: NaiveDate,
    person_id: i64,
    sending_id: i64,
    hosting_id: i64,
    version: i32,
    sending: String,
    sending_en: Option<String>,
    hosting: String,
    hosting_en: Option<String>,
    participant: String,
    participant_en: Option<String>,
    reference: Option<String>,
}

/// All placements, in no order, each as a line.
pub(super) fn joined(backend: DbBackend) -> Select<placement::Entity> {
    let line = packed::row(backend, values()).cast_as("text");
    join_names(placement::Entity::find().select_only().expr_as(line, LINE))
}

/// The lines of the placements that a question lists by their identifiers, in no order.
pub(super) async fn of_listed(conn: &impl ConnectionTrait, listed: Statement) -> Result<Vec<PlacementLine>> {
    static KEPT: Kept = Kept::new();
    let backend = conn.get_database_backend();
    let lines = KEPT.text(backend, || {
        let of_listed = Expr::col((LISTED, placement::Column::Id)).eq(placement::Column::Id.into_expr());
        let all = packed::rows(backend, packed::row(backend, values()));
        let lines = placement::Entity::find().select_only().expr_as(all, LINES);
        join_names(lines).into_query().join(JoinType::InnerJoin, LISTED, of_listed).take()
    });
    // Only the keys differ from list to list: all else of the question is written once.
    let text = format!("WITH \"{LISTED}\" AS ({}) {lines}", listed.sql);
    let row = conn.query_one_raw(Statement { sql: text, ..listed }).await?;
    let lines: String = row.ok_or_else(|| Failure::internal("no answer to a list"))?.try_get("", LINES)?;
    let lines: Vec<Packed<'_>> = serde_json::from_str(&lines).map_err(Failure::internal)?;
    lines.into_iter().map(unpacked).collect()
}

/// The values of a line in their order.
fn values() -> impl Iterator<Item = Expr> {
    let own = [
        placement::Column::Id,
        placement::Column::Direction,
        placement::Column::State,
        placement::Column::Form,
        placement::Column::Load,
        placement::Column::FirstDay,
        placement::Column::LastDay,
        placement::Column::PersonId,
        placement::Column::SendingId,
        placement::Column::HostingId,
        placement::Column::Version,
    ];
    let names = [
        of_organisation("sending", organisation::Column::Name),
        of_organisation("sending", organisation::Column::NameEn),
        of_organisation("hosting", organisation::Column::Name),
        of_organisation("hosting", organisation::Column::NameEn),
        of_person("participant", person::Column::Name),
        of_person("participant", person::Column::NameEn),
        of_person("participant", person::Column::Reference),
    ];
    own.into_iter().map(|column| column.into_expr()).chain(names)
}

fn join_names(select: Select<placement::Entity>) -> Select<placement::Entity> {
    select
        .join_as(JoinType::InnerJoin, placement::Relation::Sending.def(), Alias::new("sending"))
        .join_as(JoinType::InnerJoin, placement::Relation::Hosting.def(), Alias::new("hosting"))
        .join_as(JoinType::InnerJoin, placement::Relation::Participant.def(), Alias::new("participant"))
}

impl FromQueryResult for LineRow {
    fn from_query_result(row: &QueryResult, _: &str) -> std::result::Result<Self, DbErr> {
        let packed: String = row.try_get("", LINE)?;
        let line = serde_json::from_str(&packed).map_err(Failure::internal).and_then(unpacked);
        line.map(Self).map_err(|failure| DbErr::Type(failure.to_string()))
    }
}

fn unpacked(it: Packed<'_>) -> Result<PlacementLine> {
    Ok(PlacementLine {
        id: PlacementId(it.id),
        direction: text(it.direction, Direction::parse)?,
        state: text(it.state, State::parse)?,
        participant: Named::or_reference(it.participant, it.participant_en, it.reference),
        participant_id: PersonId(it.person_id),
        sending: Named::new(it.sending, it.sending_en),
        sending_id: OrganisationId(it.sending_id),
        hosting: Named::new(it.hosting, it.hosting_en),
        hosting_id: OrganisationId(it.hosting_id),
        form: text(it.form, Form::parse)?,
        load: text(it.load, Load::parse)?,
        first_day: it.first_day,
        last_day: it.last_day,
        version: it.version,
    })
}
