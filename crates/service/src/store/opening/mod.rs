//! Openings: one, by the page, stored and changed, and how many places of one are taken.

mod change;
mod list;

pub(crate) use change::{insert, placed_days, set_open, take_turn, update};
pub(crate) use list::{OpeningOrder, OpeningQuery, count, list};

use domain::{
    id::{OpeningId, OrganisationId, PersonId},
    name::Named,
    opening::{Opening, OpeningKind, takes_place},
    organisation::{OrganisationKind, OrganisationRef},
    placement::{Form, Load, PersonRef, State},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    QueryTrait, RelationTrait, Select, sea_query::Expr,
};

use super::text;
use crate::{
    entity::{major, opening, organisation, person, placement},
    failure::Result,
};

/// The states in which a placement takes a place.
fn taking() -> impl Iterator<Item = &'static str> {
    State::ALL.iter().filter(|state| takes_place(**state)).map(|state| state.as_str())
}

/// How many places of the opening of a row are taken.
fn taken() -> Expr {
    let count = placement::Entity::find()
        .select_only()
        .expr(placement::Column::Id.count())
        .filter(
            Expr::col((placement::Entity, placement::Column::OpeningId)).equals((opening::Entity, opening::Column::Id)),
        )
        .filter(placement::Column::State.is_in(taking()))
        .into_query();
    Expr::from(count)
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    opening: opening::Model,
    organisation: String,
    organisation_en: Option<String>,
    organisation_kind: String,
    city: Option<String>,
    major: Option<String>,
    engineer: Option<String>,
    engineer_en: Option<String>,
    engineer_reference: Option<String>,
    taken: i64,
}

fn with_names() -> Select<opening::Entity> {
    opening::Entity::find()
        .column_as(organisation::Column::Name, "organisation")
        .column_as(organisation::Column::NameEn, "organisation_en")
        .column_as(organisation::Column::Kind, "organisation_kind")
        .column_as(organisation::Column::City, "city")
        .column_as(major::Column::Name, "major")
        .column_as(person::Column::Name, "engineer")
        .column_as(person::Column::NameEn, "engineer_en")
        .column_as(person::Column::Reference, "engineer_reference")
        .expr_as(taken(), "taken")
        .join(JoinType::InnerJoin, opening::Relation::Organisation.def())
        .join(JoinType::LeftJoin, opening::Relation::Major.def())
        .join(JoinType::LeftJoin, opening::Relation::Engineer.def())
}

/// One opening, with the engineer it names.
pub(crate) async fn find(conn: &impl ConnectionTrait, id: OpeningId) -> Result<Option<Opening>> {
    let row = with_names().filter(opening::Column::Id.eq(id.0)).into_model::<Row>().one(conn).await?;
    row.map(from_row).transpose()
}

/// Whether an organisation, or a person, takes part in a placement made from an opening.
pub(crate) async fn any_placed(
    conn: &impl ConnectionTrait,
    id: OpeningId,
    organisation: OrganisationId,
    person: PersonId,
) -> Result<bool> {
    use placement::Column as C;
    let part = C::SendingId.eq(organisation.0).or(C::HostingId.eq(organisation.0)).or(C::PersonId.eq(person.0));
    let row = placement::Entity::find()
        .select_only()
        .column(C::Id)
        .filter(C::OpeningId.eq(id.0))
        .filter(C::State.ne(State::Draft.as_str()))
        .filter(part)
        .limit(1)
        .into_tuple::<i64>()
        .one(conn)
        .await?;
    Ok(row.is_some())
}

fn from_row(row: Row) -> Result<Opening> {
    let o = row.opening;
    let name = Named::new(row.organisation, row.organisation_en);
    Ok(Opening {
        id: OpeningId(o.id),
        organisation: OrganisationRef {
            id: OrganisationId(o.organisation_id),
            kind: text(&row.organisation_kind, OrganisationKind::parse)?,
            name,
        },
        city: row.city,
        kind: text(&o.kind, OpeningKind::parse)?,
        title: o.title,
        specialty: o.specialty,
        major: row.major,
        place: o.place,
        form: text(&o.form, Form::parse)?,
        load: text(&o.load, Load::parse)?,
        first_day: o.first_day,
        last_day: o.last_day,
        planned_minutes: o.planned_minutes,
        capacity: o.capacity,
        taken: i32::try_from(row.taken).unwrap_or(i32::MAX),
        engineer: o.engineer_id.map(|id| PersonRef {
            id: PersonId(id),
            label: Named::or_reference(row.engineer.unwrap_or_default(), row.engineer_en, row.engineer_reference),
        }),
        names_engineer: o.engineer_id.is_some(),
        text: o.description,
        contact: o.contact,
        open: o.open,
        version: o.version,
        created_at: o.created_at,
    })
}
