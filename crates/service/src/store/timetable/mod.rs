//! Terms, period clocks and course sections of colleges.

mod lessons;
mod section;

use chrono::NaiveDate;
use domain::{
    Error,
    error::Conflict,
    id::{OrganisationId, PersonId, TermId},
    timetable::{PeriodClock, Term, TermLine, TermText, WeekSet},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, OnConflict},
};

pub(crate) use lessons::taught;
pub(crate) use section::{SectionQuery, count, courses, meeting, sections, sections_of_person};

use crate::{
    entity::{course_section, period_clock, section_teacher, term},
    failure::{Failure, Result},
    guard::{Allowed, Deed, EditTimetable},
};

/// The terms of a college, the latest first.
pub(crate) async fn terms(conn: &impl ConnectionTrait, college: OrganisationId) -> Result<Vec<TermLine>> {
    let select = term::Entity::find().filter(term::Column::OrganisationId.eq(college.0));
    let rows = select.order_by_desc(term::Column::FirstDay).order_by_desc(term::Column::Id).all(conn).await?;
    rows.into_iter().map(line).collect()
}

/// The terms in which a person teaches, at any college, the latest first.
pub(crate) async fn terms_of_person(conn: &impl ConnectionTrait, person: PersonId) -> Result<Vec<TermLine>> {
    let taught = section_teacher::Entity::find()
        .select_only()
        .column(section_teacher::Column::SectionId)
        .filter(section_teacher::Column::PersonId.eq(person.0))
        .into_query();
    let terms = course_section::Entity::find()
        .select_only()
        .column(course_section::Column::TermId)
        .filter(course_section::Column::Id.in_subquery(taught))
        .into_query();
    let select = term::Entity::find().filter(term::Column::Id.in_subquery(terms));
    let rows = select.order_by_desc(term::Column::FirstDay).order_by_desc(term::Column::Id).all(conn).await?;
    rows.into_iter().map(line).collect()
}

/// One term, whosever it is.
pub(crate) async fn term(conn: &impl ConnectionTrait, id: TermId) -> Result<Option<TermLine>> {
    term::Entity::find_by_id(id.0).one(conn).await?.map(line).transpose()
}

pub(crate) fn line(row: term::Model) -> Result<TermLine> {
    Ok(TermLine {
        id: TermId(row.id),
        organisation: OrganisationId(row.organisation_id),
        name: row.name,
        term: stored_term(row.first_day, row.weeks, row.exam_weeks)?,
        version: row.version,
    })
}

pub(super) fn stored_term(first_day: NaiveDate, weeks: i32, exam_weeks: String) -> Result<Term> {
    let weeks = u8::try_from(weeks).map_err(Failure::internal)?;
    Ok(Term { first_day, weeks, exam_weeks: stored_weeks(exam_weeks)? })
}

/// Weeks as they are kept; what was written by this program can be read by it.
pub(crate) fn stored_weeks(text: String) -> Result<WeekSet> {
    WeekSet::try_from(text).map_err(Failure::internal)
}

/// Adds a term.
pub(crate) async fn insert_term(
    conn: &impl ConnectionTrait,
    college: &Allowed<EditTimetable>,
    new: &TermText,
) -> Result<TermId> {
    let row = term::ActiveModel {
        organisation_id: Set(college.id.0),
        name: Set(new.name.clone()),
        first_day: Set(new.term.first_day),
        weeks: Set(i32::from(new.term.weeks)),
        exam_weeks: Set(new.term.exam_weeks.to_string()),
        version: Set(1),
        ..Default::default()
    };
    Ok(TermId(term::Entity::insert(row).exec(conn).await?.last_insert_id))
}

/// Changes a term that still has `version`.
pub(crate) async fn update_term(
    conn: &impl ConnectionTrait,
    college: &Allowed<EditTimetable>,
    id: TermId,
    new: &TermText,
    version: i32,
) -> Result<()> {
    use term::Column as C;
    let done = term::Entity::update_many()
        .col_expr(C::Name, Expr::value(new.name.clone()))
        .col_expr(C::FirstDay, Expr::value(new.term.first_day))
        .col_expr(C::Weeks, Expr::value(i32::from(new.term.weeks)))
        .col_expr(C::ExamWeeks, Expr::value(new.term.exam_weeks.to_string()))
        .col_expr(C::Version, Expr::value(version.saturating_add(1)))
        .filter(C::Id.eq(id.0).and(C::OrganisationId.eq(college.id.0)).and(C::Version.eq(version)))
        .exec(conn)
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::Conflict(Conflict::Stale).into()) }
}

/// The period clock of a college with its version; 0 while there is none.
pub(crate) async fn clock(conn: &impl ConnectionTrait, college: OrganisationId) -> Result<(PeriodClock, i32)> {
    match period_clock::Entity::find_by_id(college.0).one(conn).await? {
        Some(row) => Ok((stored_clock(&row.periods)?, row.version)),
        None => Ok((PeriodClock::default(), 0)),
    }
}

pub(crate) fn stored_clock(text: &str) -> Result<PeriodClock> {
    PeriodClock::parse(text).map_err(|(code, line)| Failure::internal(format!("{code} in line {line} of a clock")))
}

/// Puts a period clock in the place of the one that still has `version`; 0 while there is none.
pub(crate) async fn save_clock(
    conn: &impl ConnectionTrait,
    college: &Allowed<EditTimetable>,
    clock: &PeriodClock,
    version: i32,
) -> Result<()> {
    use period_clock::Column as C;
    let rows = if version == 0 {
        let row = period_clock::ActiveModel {
            organisation_id: Set(college.id.0),
            periods: Set(clock.to_string()),
            version: Set(1),
        };
        let once = OnConflict::column(C::OrganisationId).do_nothing().to_owned();
        period_clock::Entity::insert(row).on_conflict(once).exec_without_returning(conn).await?
    } else {
        let own = C::OrganisationId.eq(college.id.0).and(C::Version.eq(version));
        let update = period_clock::Entity::update_many()
            .col_expr(C::Periods, Expr::value(clock.to_string()))
            .col_expr(C::Version, Expr::value(version.saturating_add(1)));
        update.filter(own).exec(conn).await?.rows_affected
    };
    if rows == 1 { Ok(()) } else { Err(Error::Conflict(Conflict::Stale).into()) }
}

/// The last week and the last period that the sections of a college use: of one term, or of all.
pub(crate) async fn last_used<D: Deed<Noun = domain::organisation::Organisation>>(
    conn: &impl ConnectionTrait,
    college: &Allowed<D>,
    of: Option<TermId>,
) -> Result<(u8, u8)> {
    use crate::entity::section_meeting as meeting;
    let terms = term::Entity::find()
        .select_only()
        .column(term::Column::Id)
        .filter(term::Column::OrganisationId.eq(college.id.0));
    let terms = match of {
        Some(id) => terms.filter(term::Column::Id.eq(id.0)),
        None => terms,
    };
    let sections = course_section::Entity::find()
        .select_only()
        .column(course_section::Column::Id)
        .filter(course_section::Column::TermId.in_subquery(terms.into_query()))
        .into_query();
    let used: Vec<(String, i32)> = meeting::Entity::find()
        .select_only()
        .columns([meeting::Column::Weeks, meeting::Column::LastPeriod])
        .distinct()
        .filter(meeting::Column::SectionId.in_subquery(sections))
        .into_tuple()
        .all(conn)
        .await?;
    let (mut week, mut period) = (0, 0);
    for (weeks, last) in used {
        week = Ord::max(week, stored_weeks(weeks)?.last().unwrap_or_default());
        period = Ord::max(period, u8::try_from(last).map_err(Failure::internal)?);
    }
    Ok((week, period))
}
