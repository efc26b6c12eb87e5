//! The days of one person: placements, lessons, leaves and what the calendar of the reader's state says. Of what the
//! reader may not see, it tells that the person is busy, and nothing more.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    calendar::DayKind,
    id::{PersonId, PlacementId, SectionId},
    name::Named,
    organisation::DEFAULT_ZONE,
    person::Person,
    placement::{Placement, State},
    schedule::Schedule,
    timetable::TaughtLesson,
};

use crate::{
    Ctx, Db, Result,
    guard::{self, ReadCircumstances, ReadPerson},
    store, timetable,
};

/// Why somebody is not free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Engagement {
    /// A placement that the reader may see, with the minutes expected on the day.
    Placement(Box<Placement>, i64),
    /// A leave, for who may know of it.
    Leave,
    /// A lesson, for who may read the person's timetable.
    Lesson(CalendarLesson),
    /// Something that is not the reader's to see.
    Busy,
}

/// A lesson on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarLesson {
    /// Which day.
    pub day: NaiveDate,
    /// The minute of the day in which it begins, on the clock of the college.
    pub start: u16,
    /// The minute of the day with which it is over.
    pub end: u16,
    /// The course.
    pub course: Named,
}

/// A day of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonDay {
    /// Which.
    pub day: NaiveDate,
    /// What it is by the state's calendar.
    pub kind: DayKind,
    /// What the person does on it.
    pub engagements: Vec<Engagement>,
}

/// The calendar of a person over some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonCalendar {
    /// Whose.
    pub person: Person,
    /// Today.
    pub today: NaiveDate,
    /// The days asked for, in order.
    pub days: Vec<PersonDay>,
}

/// The calendar of a person from `days.0` to `days.1`, inclusive.
///
/// # Errors
/// Not found when the person is not the actor's to see.
pub async fn read(db: &Db, ctx: &Ctx, id: PersonId, days: (NaiveDate, NaiveDate)) -> Result<PersonCalendar> {
    let allowed = guard::person::<ReadPerson>(db.reader(), ctx, id).await?;
    let person = (*allowed).clone();
    let own = ctx.acting().is_ok_and(|acting| acting.person == id);
    let visible = if own { guard::own_placements(ctx)? } else { guard::visible_placements(ctx)? };
    let mut placements = store::placement::of_participant(db.reader(), &visible, id).await?;
    placements.retain(|placement| {
        let shown = !matches!(placement.state, State::Declined | State::Withdrawn);
        shown && placement.first_day <= days.1 && placement.last_day >= days.0
    });
    placements.reverse();
    let ids: Vec<PlacementId> = placements.iter().map(|placement| placement.id).collect();
    let schedules = crate::schedule::in_force_many(db.reader(), &ids, days).await?;
    let mut hidden = store::placement::taken_days(db.reader(), &allowed, days).await?;
    hidden.retain(|(placement, ..)| !ids.contains(placement));
    let leaves = leaves(db, ctx, id).await?;
    let lessons = lessons(db, ctx, id, days).await?;
    let state = crate::calendar::of_actor(db.reader(), ctx).await?;
    let on = |day: NaiveDate| {
        let kind = state.kind(day);
        let mut engagements: Vec<Engagement> = placements
            .iter()
            .filter(|placement| placement.covers(day))
            .filter_map(|placement| at_placement(placement, &schedules, day, kind))
            .collect();
        if hidden.iter().any(|(_, first, last)| (*first..=*last).contains(&day)) && kind.is_workday() {
            engagements.push(Engagement::Busy);
        }
        engagements.extend(lessons.iter().filter(|it| it.day == day).cloned().map(Engagement::Lesson));
        if leaves.iter().any(|(first, last)| (*first..=*last).contains(&day)) {
            engagements.insert(0, Engagement::Leave);
        }
        PersonDay { day, kind, engagements }
    };
    let days = days.0.iter_days().take_while(|day| *day <= days.1).map(on).collect();
    Ok(PersonCalendar { person, today: ctx.today(DEFAULT_ZONE), days })
}

/// A placement on a day on which it is worked: as its schedule says, or else on workdays.
fn at_placement(
    placement: &Placement,
    schedules: &HashMap<PlacementId, Schedule>,
    day: NaiveDate,
    kind: DayKind,
) -> Option<Engagement> {
    let minutes = match schedules.get(&placement.id) {
        Some(schedule) => i64::from(schedule.expected(day)),
        None => 0,
    };
    let worked = if schedules.contains_key(&placement.id) { minutes > 0 } else { kind.is_workday() };
    worked.then(|| Engagement::Placement(Box::new(placement.clone()), minutes))
}

/// The lessons of a person, for who may read the person's timetable; for others none.
async fn lessons(db: &Db, ctx: &Ctx, id: PersonId, days: (NaiveDate, NaiveDate)) -> Result<Vec<CalendarLesson>> {
    let found = guard::may_know(timetable::lessons_of(db, ctx, id, days.0, days.1).await)?.unwrap_or_default();
    let mut sections: Vec<SectionId> = found.iter().map(|it| it.section).collect();
    sections.sort_unstable();
    sections.dedup();
    let courses = store::timetable::courses(db.reader(), &sections).await?;
    let lesson = |it: TaughtLesson| {
        let (day, start, end) = (it.lesson.day, it.lesson.start, it.lesson.end);
        Some(CalendarLesson { day, start, end, course: courses.get(&it.section)?.clone() })
    };
    Ok(found.into_iter().filter_map(lesson).collect())
}

/// The leaves of a person, for who may read circumstances; for others none.
async fn leaves(db: &Db, ctx: &Ctx, id: PersonId) -> Result<Vec<(NaiveDate, NaiveDate)>> {
    let allowed = guard::may_know(guard::person::<ReadCircumstances>(db.reader(), ctx, id).await)?;
    let Some(allowed) = allowed else { return Ok(Vec::new()) };
    let all = store::circumstance::of_person(db.reader(), &allowed).await?;
    let leaves = all.into_iter().filter(|it| it.kind.is_leave());
    Ok(leaves.filter_map(|it| Some((it.first_day?, it.last_day?))).collect())
}
