//! One teaching week of one person: weekdays by periods.

use chrono::{Datelike, NaiveDate};
use domain::{
    Error,
    id::{PersonId, SectionId, TermId},
    name::Named,
    organisation::Organisation,
    placement::PersonRef,
    timetable::{PeriodClock, Section, TermLine, term_on},
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::days::Calendars;
use crate::{
    Ctx, Db, Result,
    guard::{self, ReadLessons, ReadTimetable},
    store,
};

/// What is particular about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayNote {
    /// Nothing.
    Usual,
    /// No lessons are held: a holiday or a break.
    Closed,
    /// Half of the day is without lessons.
    HalfClosed,
    /// Exams are held.
    Exams,
    /// The timetable of another day runs.
    RunsAs(NaiveDate),
    /// People work on a weekend, and nobody has said whose timetable runs.
    MakeUp,
}

/// A day of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekDay {
    /// The day.
    pub day: NaiveDate,
    /// What is particular about it.
    pub note: DayNote,
    /// The lessons, in order.
    pub lessons: Vec<WeekLesson>,
}

/// A lesson of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekLesson {
    /// The section.
    pub section: SectionId,
    /// What is taught.
    pub course: String,
    /// To whom.
    pub classes: Option<String>,
    /// Where.
    pub room: Option<String>,
    /// The first period.
    pub first_period: u8,
    /// The last period, inclusive.
    pub last_period: u8,
}

/// A teaching week of one person at one college.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    /// Who teaches.
    pub person: PersonRef,
    /// The terms to choose from, the latest first.
    pub terms: Vec<TermLine>,
    /// The term; none when the person teaches in none, and then there are no days either.
    pub term: Option<TermLine>,
    /// The number of the week.
    pub week: u8,
    /// When the periods are.
    pub clock: PeriodClock,
    /// The days, Monday first.
    pub days: Vec<WeekDay>,
    /// What the person teaches in the term.
    pub sections: Vec<Section>,
}

/// A week of somebody who teaches at the acting college; `term` and `week` may be empty for those of today.
///
/// # Errors
/// Sign-in needed, forbidden; not found for who teaches there in no term, and for a term of another college.
pub async fn week_of(db: &Db, ctx: &Ctx, person: PersonId, term: &str, week: &str) -> Result<Week> {
    let college = guard::own_timetable::<ReadTimetable>(db.reader(), ctx).await?;
    let mut terms = store::timetable::terms_of_person(db.reader(), person).await?;
    terms.retain(|line| line.organisation == college.id);
    if terms.is_empty() {
        return Err(Error::NotFound.into());
    }
    read(db.reader(), ctx, person, terms, term, week).await
}

/// A week of what the actor teaches, at whichever college.
///
/// # Errors
/// Sign-in needed, forbidden; not found for a term in which the actor does not teach.
pub async fn own_week(db: &Db, ctx: &Ctx, term: &str, week: &str) -> Result<Week> {
    let person = *guard::person_by_id::<ReadLessons>(db.reader(), ctx, ctx.acting()?.person).await?;
    let terms = store::timetable::terms_of_person(db.reader(), person).await?;
    read(db.reader(), ctx, person, terms, term, week).await
}

async fn read(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: PersonId,
    terms: Vec<TermLine>,
    term: &str,
    week: &str,
) -> Result<Week> {
    let person = store::person::find(conn, id).await?.ok_or(Error::NotFound)?;
    let label = Named::or_reference(person.name, person.name_en, person.reference);
    let person = PersonRef { id, label };
    let today = match terms.first() {
        Some(line) => today(conn, ctx, line).await?,
        None => ctx.now().date_naive(),
    };
    let term = match term.trim() {
        "" => term_on(&terms, today),
        id => Some(terms.iter().find(|line| TermId::parse(id) == Some(line.id)).ok_or(Error::NotFound)?),
    };
    let Some(line) = term.cloned() else {
        let (clock, days, sections) = (PeriodClock::default(), Vec::new(), Vec::new());
        return Ok(Week { person, terms, term: None, week: 0, clock, days, sections });
    };
    let first_or_last = if today < line.term.first_day { 1 } else { line.term.weeks };
    let asked = week.trim().parse().ok().filter(|week| (1..=line.term.weeks).contains(week));
    let week = asked.or(line.term.week_of(today)).unwrap_or(first_or_last);
    let sections = store::timetable::sections_of_person(conn, id, line.organisation, &[line.id]).await?;
    let (clock, _) = store::timetable::clock(conn, line.organisation).await?;
    let calendars = Calendars::load(conn, &[line.organisation]).await?;
    let days = line.term.days(week).into_iter().map(|day| week_day(&line, &calendars, &clock, &sections, day));
    Ok(Week { person, days: days.collect(), terms, term: Some(line), week, clock, sections })
}

async fn today(conn: &impl ConnectionTrait, ctx: &Ctx, line: &TermLine) -> Result<NaiveDate> {
    let college: Option<Organisation> = store::organisation::find(conn, line.organisation).await?;
    Ok(college.map_or_else(|| ctx.now().date_naive(), |college| ctx.today(&college.zone)))
}

fn week_day(
    line: &TermLine,
    calendars: &Calendars,
    clock: &PeriodClock,
    sections: &[Section],
    day: NaiveDate,
) -> WeekDay {
    use domain::timetable::TeachingDays;
    let says = |day| calendars.teaching_day(line.organisation, day);
    let held = TeachingDays::new(&line.term, day, day, says);
    let mut lessons: Vec<WeekLesson> = Vec::new();
    for section in sections {
        for placed in &section.meetings {
            let lesson = || WeekLesson {
                section: section.id,
                course: section.course.clone(),
                classes: section.classes.clone(),
                room: placed.room.clone(),
                first_period: placed.meeting.first_period,
                last_period: placed.meeting.last_period,
            };
            lessons.extend(held.lessons(&placed.meeting, clock).map(|_| lesson()));
        }
    }
    lessons.sort_by_key(|lesson| (lesson.first_period, lesson.last_period, lesson.section));
    let said = says(day);
    let week = line.term.week_of(said.runs_as);
    let note = if !said.morning && !said.afternoon {
        DayNote::Closed
    } else if said.runs_as != day {
        DayNote::RunsAs(said.runs_as)
    } else if week.is_some_and(|week| line.term.exam_weeks.contains(week)) {
        DayNote::Exams
    } else if said.morning != said.afternoon {
        DayNote::HalfClosed
    } else if day.weekday().num_days_from_monday() >= 5 && calendars.is_make_up(line.organisation, day) {
        DayNote::MakeUp
    } else {
        DayNote::Usual
    };
    WeekDay { day, note, lessons }
}
