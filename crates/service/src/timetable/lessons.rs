//! What people teach on which days, computed from what is stored and never stored itself.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use domain::{
    id::{OrganisationId, PersonId},
    timetable::{TaughtLesson, TeachingDays},
};
use sea_orm::ConnectionTrait;

use super::days::Calendars;
use crate::{
    Ctx, Db, Result,
    guard::{self, ReadLessons},
    store,
};

/// The lessons of a person on the days `first..=last`, in order; times on the clock of each college.
///
/// # Errors
/// Not found when the person is not the actor's to see; forbidden for who may not read the person's timetable.
pub async fn lessons_of(
    db: &Db,
    ctx: &Ctx,
    person: PersonId,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<TaughtLesson>> {
    let allowed = guard::person_by_id::<ReadLessons>(db.reader(), ctx, person).await?;
    let mut lessons = taught_lessons(db.reader(), &[*allowed], first, last).await?;
    Ok(lessons.remove(&person).unwrap_or_default())
}

/// The lessons of people on the days `first..=last`, each list in order, for use cases that have asked already
/// whether the actor may know. The number of questions does not grow with people or days.
pub(crate) async fn taught_lessons(
    conn: &impl ConnectionTrait,
    people: &[PersonId],
    first: NaiveDate,
    last: NaiveDate,
) -> Result<BTreeMap<PersonId, Vec<TaughtLesson>>> {
    let taught = store::timetable::taught(conn, people, first, last).await?;
    let mut colleges: Vec<OrganisationId> = taught.iter().map(|taught| taught.organisation).collect();
    colleges.sort_unstable();
    colleges.dedup();
    let calendars = Calendars::load(conn, &colleges).await?;
    let mut days: HashMap<(OrganisationId, NaiveDate), TeachingDays> = HashMap::new();
    let mut lessons: BTreeMap<PersonId, Vec<TaughtLesson>> = BTreeMap::new();
    for taught in taught {
        let says = |day| calendars.teaching_day(taught.organisation, day);
        let days = days
            .entry((taught.organisation, taught.term.first_day))
            .or_insert_with(|| TeachingDays::new(&taught.term, first, last, says));
        let held = days.lessons(&taught.meeting, &taught.clock).map(|lesson| TaughtLesson {
            section: taught.section,
            organisation: taught.organisation,
            placement: taught.placement,
            lesson,
        });
        lessons.entry(taught.person).or_default().extend(held);
    }
    for lessons in lessons.values_mut() {
        lessons.sort_by_key(|taught| (taught.lesson, taught.section));
    }
    Ok(lessons)
}
