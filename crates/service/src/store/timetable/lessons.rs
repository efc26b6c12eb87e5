//! What people teach, with all that makes lessons of it: one question, however many people and days.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    id::{OrganisationId, PersonId, PlacementId, SectionId},
    timetable::{Meeting, PeriodClock, Term},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, sea_query::Expr,
};

use super::{section::meeting, stored_clock, stored_term};
use crate::{
    entity::{course_section, period_clock, section_meeting, section_teacher, term},
    failure::Result,
};

/// A meeting that a person teaches.
#[derive(Clone, Debug)]
pub(crate) struct Taught {
    pub(crate) person: PersonId,
    pub(crate) section: SectionId,
    pub(crate) placement: Option<PlacementId>,
    pub(crate) organisation: OrganisationId,
    pub(crate) term: Term,
    pub(crate) clock: PeriodClock,
    pub(crate) meeting: Meeting,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    meeting: section_meeting::Model,
    person_id: i64,
    placement_id: Option<i64>,
    organisation_id: i64,
    term_first_day: NaiveDate,
    term_weeks: i32,
    exam_weeks: String,
    periods: String,
}

/// Everything that people teach in terms that touch the days `first..=last`; meetings of a college without a
/// clock have no time.
pub(crate) async fn taught(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<Taught>> {
    use section_meeting::Relation as R;
    // The longest term has 60 weeks.
    let earliest = first.checked_sub_days(chrono::Days::new(7 * 60)).unwrap_or(NaiveDate::MIN);
    // Colleges are few, meetings many.
    let mut clocks: HashMap<String, PeriodClock> = HashMap::new();
    let mut found = Vec::new();
    for people in people.chunks(4_000) {
        let select = section_meeting::Entity::find()
            .column_as(section_teacher::Column::PersonId, "person_id")
            .column_as(section_teacher::Column::PlacementId, "placement_id")
            .column_as(term::Column::OrganisationId, "organisation_id")
            .column_as(term::Column::FirstDay, "term_first_day")
            .column_as(term::Column::Weeks, "term_weeks")
            .column_as(term::Column::ExamWeeks, "exam_weeks")
            .column_as(period_clock::Column::Periods, "periods")
            .join(JoinType::InnerJoin, R::Teacher.def())
            .join(JoinType::InnerJoin, R::Section.def())
            .join(JoinType::InnerJoin, course_section::Relation::Term.def())
            .join(JoinType::InnerJoin, term::Relation::Clock.def())
            .filter(
                Expr::col((section_teacher::Entity, section_teacher::Column::PersonId))
                    .is_in(people.iter().map(|id| id.0)),
            )
            .filter(term::Column::FirstDay.between(earliest, last))
            .order_by_asc(section_meeting::Column::SectionId)
            .order_by_asc(section_meeting::Column::Number);
        for row in select.into_model::<Row>().all(conn).await? {
            let term = stored_term(row.term_first_day, row.term_weeks, row.exam_weeks)?;
            if term.last_day() < first {
                continue;
            }
            let clock = match clocks.get(&row.periods) {
                Some(clock) => clock.clone(),
                None => {
                    let clock = stored_clock(&row.periods)?;
                    clocks.insert(row.periods, clock.clone());
                    clock
                }
            };
            found.push(Taught {
                person: PersonId(row.person_id),
                section: SectionId(row.meeting.section_id),
                placement: row.placement_id.map(PlacementId),
                organisation: OrganisationId(row.organisation_id),
                term,
                clock,
                meeting: meeting(row.meeting)?,
            });
        }
    }
    Ok(found)
}
