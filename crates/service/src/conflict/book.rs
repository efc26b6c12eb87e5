//! The time of placements, given out in the database, which never gives it out twice.

use domain::{
    placement::{Load, Placement},
    policy::DayRange,
    schedule::Schedule,
    session::{Session, Source, Span},
};
use sea_orm::ConnectionTrait;

use super::assumed;
use crate::{
    Result,
    store::{
        self,
        booking::{Booked, LONGEST},
    },
};

/// Books the time of a placement that has these days and this schedule, in place of what it had booked. Who goes full
/// time without clock times gives whole days; who goes part time, the times that are known.
///
/// # Errors
/// Overlap when any of the times is given out already.
pub(crate) async fn book(
    conn: &impl ConnectionTrait,
    placement: &Placement,
    days: DayRange,
    schedule: Option<&Schedule>,
) -> Result<()> {
    if placement.load == Load::Unknown {
        return store::booking::release(conn, placement.id).await;
    }
    let calendar = crate::calendar::of_organisation(conn, placement.hosting.id).await?;
    let offsets = crate::zone::offsets(&placement.zone, days.first_day, days.last_day);
    let assumed = assumed(placement.load, days);
    let schedule = schedule.or(assumed.as_ref()).map(|it| it.in_calendar(&calendar));
    let sessions = schedule.map(|it| it.sessions(&offsets, Source::Placement(placement.id))).unwrap_or_default();
    let booked = merged(sessions.into_iter().filter_map(|session| {
        let Session { day, minutes, span, .. } = session;
        let whole = (placement.load == Load::FullTime).then(|| offsets.whole_day(day));
        Some(Booked { day, minutes, span: span.or(whole)? })
    }));
    store::booking::replace(conn, placement.participant.id, placement.id, &booked).await
}

/// Gives the time of a placement back.
pub(crate) async fn release(conn: &impl ConnectionTrait, placement: &Placement) -> Result<()> {
    store::booking::release(conn, placement.id).await
}

/// Times in order, those that touch as one while they are not too long: a full-time week is one row.
fn merged(booked: impl Iterator<Item = Booked>) -> Vec<Booked> {
    let mut rows: Vec<Booked> = Vec::new();
    for it in booked {
        match rows.last_mut() {
            Some(last) if last.span.end == it.span.start && it.span.end - last.span.start <= LONGEST => {
                last.span = Span { end: it.span.end, ..last.span };
                last.minutes = last.minutes.saturating_add(it.minutes);
            }
            _ => rows.push(it),
        }
    }
    rows
}
