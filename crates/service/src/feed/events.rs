//! The events of a feed.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    feed::{EventState, EventTime, FeedEvent, FeedSubject, Occasion, event_state},
    id::{OrganisationId, PersonId, PlacementId, SectionId},
    permission::Action,
    placement::Placement,
    schedule::Schedule,
    session::{Offsets, Source},
    timetable::TaughtLesson,
};
use sea_orm::ConnectionTrait;

use super::{Opened, note};
use crate::{Db, Result, conflict::Zones, guard, store, timetable::lessons::taught_lessons};

/// How long what was taken back is still told as cancelled, in days.
const CANCELLED_DAYS: i64 = 90;

/// The events of a feed, in the order of their placements and days, lessons behind them. Notes the reading, at most
/// once an hour.
///
/// # Errors
/// When the database fails.
pub async fn events(db: &Db, opened: &Opened) -> Result<Vec<FeedEvent>> {
    let conn = db.reader();
    let placements = store::placement::of_feed(conn, &opened.visible, opened.narrowed).await?;
    // The list is narrowed by the database; what of it one may open is asked of the table for each.
    let placements: Vec<Placement> = placements
        .into_iter()
        .filter(|placement| guard::may_placement(&opened.ctx, placement, Action::ReadPlacement))
        .collect();
    let ids: Vec<PlacementId> = placements.iter().map(|placement| placement.id).collect();
    let schedules = store::schedule::of_many(conn, &ids).await?;
    let told = crate::schedule::told_within(conn, &schedules, opened.narrowed.days).await?;
    let changed = store::feed::changed(conn, &ids).await?;
    let mut events = Vec::new();
    for placement in &placements {
        let at = changed.get(&placement.id).copied().unwrap_or_default();
        let plan = schedules.get(&placement.id).zip(told.get(&placement.id));
        add_events(&mut events, placement, plan, at, opened);
    }
    if let Some(person) = opened.taught_by {
        add_lessons(conn, &mut events, person, opened).await?;
    }
    note(db, opened).await?;
    Ok(events)
}

/// Adds the events of a placement, whose schedule comes as it is stored and with what the host's calendar decides.
fn add_events(
    events: &mut Vec<FeedEvent>,
    placement: &Placement,
    plan: Option<(&Schedule, &Schedule)>,
    changed_at: DateTime<Utc>,
    opened: &Opened,
) {
    let Some(state) = event_state(placement.state) else { return };
    if state == EventState::Cancelled && opened.ctx.now() - changed_at > TimeDelta::days(CANCELLED_DAYS) {
        return;
    }
    let (first, last) = opened.narrowed.days;
    let mut before = None;
    let mut add = |day: NaiveDate, occasion, time, state| {
        let number = match before {
            Some((known, number)) if known == (day, occasion) => number + 1,
            _ => 1,
        };
        before = Some(((day, occasion), number));
        if (first..=last).contains(&day) {
            let subject = FeedSubject::Placement {
                id: placement.id,
                occasion,
                direction: placement.direction,
                participant: placement.participant.clone(),
                hosting: placement.hosting.clone(),
            };
            let (place, version) = (placement.place.clone(), placement.version);
            events.push(FeedEvent { subject, day, number, time, state, place, version, changed_at });
        }
    };
    add(placement.first_day, Occasion::First, EventTime::Day(placement.first_day), state);
    if let Some((schedule, told)) = plan {
        let (from, to) = (first.max(told.first_day), last.min(told.last_day));
        let offsets = crate::zone::offsets(&placement.zone, from, to);
        for session in told.sessions_between(from, to, &offsets, Source::Placement(placement.id)) {
            let time =
                session.span.map_or(EventTime::Day(session.day), |it| EventTime::Span(it.starts_at(), it.ends_at()));
            add(session.day, Occasion::Session, time, state);
        }
        // A day off that was agreed is told as cancelled: clients keep what merely is no longer there.
        for day in schedule.days_off.iter().filter(|day| (from..=to).contains(*day)) {
            if opened.today - *day <= TimeDelta::days(CANCELLED_DAYS) && is_taken_out(schedule, *day) {
                add(*day, Occasion::Session, EventTime::Day(*day), EventState::Cancelled);
            }
        }
    }
    add(placement.last_day, Occasion::Last, EventTime::Day(placement.last_day), state);
}

/// Whether a day off was a day of work before: the same weekday a few weeks around is one.
fn is_taken_out(schedule: &Schedule, day: NaiveDate) -> bool {
    let works = |day: Option<NaiveDate>| day.is_some_and(|day| schedule.expected(day) > 0);
    let around = |weeks: u64| {
        works(day.checked_sub_days(Days::new(7 * weeks))) || works(day.checked_add_days(Days::new(7 * weeks)))
    };
    schedule.is_off(day) && (1..=4).any(around)
}

/// Adds the lessons of a person. One that the schedule of a secondment tells as well is told once.
async fn add_lessons(
    conn: &impl ConnectionTrait,
    events: &mut Vec<FeedEvent>,
    person: PersonId,
    opened: &Opened,
) -> Result<()> {
    let (first, last) = opened.narrowed.days;
    let lessons = taught_lessons(conn, &[person], first, last).await?.remove(&person).unwrap_or_default();
    if lessons.is_empty() {
        return Ok(());
    }
    let told: HashSet<(PlacementId, NaiveDate)> = events.iter().filter_map(session_of).collect();
    let lessons: Vec<TaughtLesson> = lessons
        .into_iter()
        .filter(|it| it.placement.is_none_or(|placement| !told.contains(&(placement, it.lesson.day))))
        .collect();
    let sections: HashSet<SectionId> = lessons.iter().map(|it| it.section).collect();
    let sections = store::feed::sections(conn, &sections.into_iter().collect::<Vec<_>>()).await?;
    let zones = Zones::load(conn).await?;
    let mut clocks: HashMap<OrganisationId, Offsets> = HashMap::new();
    let mut numbers: HashMap<(SectionId, NaiveDate), usize> = HashMap::new();
    for TaughtLesson { section, organisation, lesson, .. } in lessons {
        let Some(line) = sections.get(&section) else { continue };
        let clock =
            clocks.entry(organisation).or_insert_with(|| crate::zone::offsets(zones.of(organisation), first, last));
        let span = clock.span(lesson.day, i32::from(lesson.start), i32::from(lesson.end));
        let number = numbers.entry((section, lesson.day)).or_default();
        *number += 1;
        let (course, college) = (line.course.clone(), line.college.clone());
        events.push(FeedEvent {
            subject: FeedSubject::Lesson { section, course, college },
            day: lesson.day,
            number: *number,
            time: EventTime::Span(span.starts_at(), span.ends_at()),
            state: EventState::Confirmed,
            place: None,
            version: line.version,
            // A timetable keeps no instants; a feed is at least as old as itself.
            changed_at: opened.feed.created_at,
        });
    }
    Ok(())
}

/// The placement and day of a session that is held.
fn session_of(event: &FeedEvent) -> Option<(PlacementId, NaiveDate)> {
    match event.subject {
        FeedSubject::Placement { id, occasion: Occasion::Session, .. } if event.takes_time() => Some((id, event.day)),
        _ => None,
    }
}
