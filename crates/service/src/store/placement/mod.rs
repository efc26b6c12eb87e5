//! Placements and their history.

mod busy;
mod change;
mod count;
mod history;
mod line;
mod list;

pub(crate) use busy::{Busy, busy, full_time_stays, occupied, taken_days, teaching_now};
pub(crate) use change::{decide, insert, propose, set_days, set_mentor, set_planned, update};
pub(crate) use count::{any_between, any_of_person_at, count, count_by_pair};
pub(crate) use history::{history, note};
pub(super) use line::LineRow;
pub(super) use list::lines;
pub(crate) use list::{PlacementQuery, by_ids, list};

use domain::{
    id::{OpeningId, OrganisationId, PersonId, PlacementId},
    name::Named,
    organisation::{OrganisationKind, OrganisationRef},
    placement::{Direction, Form, Load, PersonRef, Placement, ProposedDates, Side, State},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, RelationTrait, Select,
    sea_query::{Alias, Expr},
};

use super::{Kept, feed::Narrowed, text};
use crate::{
    entity::{organisation, person, placement},
    failure::Result,
    guard::{Scope, Visible},
};

/// A column of somebody who is joined under a name.
fn of_person(table: &'static str, column: person::Column) -> Expr {
    Expr::col((Alias::new(table), column))
}

/// A column of an organisation that is joined under a name.
fn of_organisation(table: &'static str, column: organisation::Column) -> Expr {
    Expr::col((Alias::new(table), column))
}

/// A row of [`with_names`].
#[derive(FromQueryResult)]
pub(super) struct Row {
    #[sea_orm(nested)]
    placement: placement::Model,
    sending_name: String,
    sending_name_en: Option<String>,
    sending_kind: String,
    hosting_name: String,
    hosting_name_en: Option<String>,
    hosting_kind: String,
    zone: String,
    participant: String,
    participant_en: Option<String>,
    participant_reference: Option<String>,
    mentor: Option<String>,
    mentor_en: Option<String>,
    mentor_reference: Option<String>,
}

/// All placements with the names of those whom they concern.
pub(super) fn with_names() -> Select<placement::Entity> {
    use organisation::Column as O;
    use person::Column as P;
    placement::Entity::find()
        .expr_as(of_organisation("sending", O::Name), "sending_name")
        .expr_as(of_organisation("sending", O::NameEn), "sending_name_en")
        .expr_as(of_organisation("sending", O::Kind), "sending_kind")
        .expr_as(of_organisation("hosting", O::Name), "hosting_name")
        .expr_as(of_organisation("hosting", O::NameEn), "hosting_name_en")
        .expr_as(of_organisation("hosting", O::Kind), "hosting_kind")
        .expr_as(of_organisation("hosting", O::Zone), "zone")
        .expr_as(of_person("participant", P::Name), "participant")
        .expr_as(of_person("participant", P::NameEn), "participant_en")
        .expr_as(of_person("participant", P::Reference), "participant_reference")
        .expr_as(of_person("mentor", P::Name), "mentor")
        .expr_as(of_person("mentor", P::NameEn), "mentor_en")
        .expr_as(of_person("mentor", P::Reference), "mentor_reference")
        .join_as(JoinType::InnerJoin, placement::Relation::Sending.def(), Alias::new("sending"))
        .join_as(JoinType::InnerJoin, placement::Relation::Hosting.def(), Alias::new("hosting"))
        .join_as(JoinType::InnerJoin, placement::Relation::Participant.def(), Alias::new("participant"))
        .join_as(JoinType::LeftJoin, placement::Relation::Mentor.def(), Alias::new("mentor"))
}

/// One placement.
pub(crate) async fn find(conn: &impl ConnectionTrait, id: PlacementId) -> Result<Option<Placement>> {
    static KEPT: Kept = Kept::new();
    let build = || with_names().filter(placement::Column::Id.eq(id.0)).into_query();
    let question = KEPT.with(conn.get_database_backend(), [id.0.into()], build);
    Row::find_by_statement(question).one(conn).await?.map(from_row).transpose()
}

/// Those placements of a person that the actor may see, the latest first.
pub(crate) async fn of_participant(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    person: PersonId,
) -> Result<Vec<Placement>> {
    let rows = with_names()
        .filter(placement::Column::PersonId.eq(person.0))
        .filter(within(visible.scope()))
        .order_by_desc(placement::Column::FirstDay)
        .order_by_desc(placement::Column::Id)
        .into_model::<Row>()
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// The placements of a feed, in the order of their days.
pub(crate) async fn of_feed(
    conn: &impl ConnectionTrait,
    visible: &Visible<Placement>,
    narrowed: Narrowed,
) -> Result<Vec<Placement>> {
    let rows = with_names()
        .filter(narrowed.condition(visible))
        .order_by_asc(placement::Column::FirstDay)
        .order_by_asc(placement::Column::Id)
        .into_model::<Row>()
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

pub(in crate::store) fn within(scope: Scope) -> Condition {
    match scope {
        Scope::Community => Condition::all(),
        Scope::Organisation(id) => either(placement::Column::SendingId, placement::Column::HostingId, id.0),
        Scope::Person(id) => either(placement::Column::PersonId, placement::Column::MentorId, id.0),
        Scope::Mentor(id) => {
            let column = placement::Column::MentorId;
            Condition::all().add(column.eq(id.0)).add(no_foreign_draft(column))
        }
    }
}

fn either(one: placement::Column, other: placement::Column, id: i64) -> Condition {
    let side = |column: placement::Column| Condition::all().add(column.eq(id)).add(no_foreign_draft(column));
    Condition::any().add(side(one)).add(side(other))
}

/// A draft is seen only by the side that writes it.
fn no_foreign_draft(column: placement::Column) -> Condition {
    let submitted = Condition::any().add(placement::Column::State.ne(State::Draft.as_str()));
    match column {
        placement::Column::SendingId => submitted.add(placement::Column::DraftedBy.eq(Side::Sending.as_str())),
        placement::Column::HostingId => submitted.add(placement::Column::DraftedBy.eq(Side::Hosting.as_str())),
        _ => submitted,
    }
}

pub(super) fn from_row(row: Row) -> Result<Placement> {
    let p = row.placement;
    let proposed = match (p.proposed_first_day, p.proposed_last_day, p.proposed_by) {
        (Some(first_day), Some(last_day), Some(by)) => {
            Some(ProposedDates { first_day, last_day, by: text(&by, Side::parse)? })
        }
        _ => None,
    };
    let organisation = |id, kind: &str, name| -> Result<OrganisationRef> {
        Ok(OrganisationRef { id: OrganisationId(id), kind: text(kind, OrganisationKind::parse)?, name })
    };
    Ok(Placement {
        id: PlacementId(p.id),
        direction: text(&p.direction, Direction::parse)?,
        state: text(&p.state, State::parse)?,
        sending: organisation(p.sending_id, &row.sending_kind, Named::new(row.sending_name, row.sending_name_en))?,
        hosting: organisation(p.hosting_id, &row.hosting_kind, Named::new(row.hosting_name, row.hosting_name_en))?,
        zone: row.zone,
        participant: PersonRef {
            id: PersonId(p.person_id),
            label: Named::or_reference(row.participant, row.participant_en, row.participant_reference),
        },
        mentor: p.mentor_id.map(|id| PersonRef {
            id: PersonId(id),
            label: Named::or_reference(row.mentor.unwrap_or_default(), row.mentor_en, row.mentor_reference),
        }),
        form: text(&p.form, Form::parse)?,
        load: text(&p.load, Load::parse)?,
        place: p.place,
        first_day: p.first_day,
        last_day: p.last_day,
        planned_minutes: p.planned_minutes,
        class_hour_minutes: p.class_hour_minutes,
        objectives: p.objectives,
        reason: p.reason,
        drafted_by: text(&p.drafted_by, Side::parse)?,
        sending_approved: p.sending_approved,
        hosting_approved: p.hosting_approved,
        opening: p.opening_id.map(OpeningId),
        proposed,
        version: p.version,
    })
}
