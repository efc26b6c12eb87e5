//! How conflicts are found: each session is held against the person's time, the host's days, and the week around it.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::{Circle, Conflict, ConflictKind, Proposal};
use crate::{
    calendar::{DayKind, LaidOut},
    name::Named,
    placement::Load,
    session::{Session, Source, Span},
};

/// Everything that a plan meets: hard conflicts first, then by day. One entry for each thing met, over all its days.
#[must_use]
pub fn conflicts(proposal: &Proposal<'_>, circle: &Circle<'_>) -> Vec<Conflict> {
    let mut found = Found::default();
    let laid = circle.host.lay_out(proposal.days.first_day, proposal.days.last_day);
    for session in proposal.sessions {
        in_two_places(&mut found, proposal, circle, session);
        on_leave(&mut found, circle, session);
        host_rests(&mut found, circle, &laid, session);
    }
    short_nights(&mut found, proposal, circle);
    long_weeks(&mut found, proposal, circle);
    lapsing(&mut found, proposal, circle);
    full(&mut found, proposal, circle);
    found.told()
}

/// The time a session takes: its span, or the whole day of a full-time one.
fn takes(load: Load, circle: &Circle<'_>, session: &Session) -> Option<Span> {
    session.span.or_else(|| (load == Load::FullTime).then(|| circle.offsets.whole_day(session.day)))
}

fn in_two_places(found: &mut Found, proposal: &Proposal<'_>, circle: &Circle<'_>, session: &Session) {
    let Some(span) = takes(proposal.load, circle, session) else { return };
    for taken in circle.taken.overlapping(span).filter(|taken| Some(taken.source) != proposal.source) {
        let kind = match taken.source {
            Source::Section(_) => ConflictKind::Teaching,
            Source::Placement(_) => ConflictKind::Placement,
        };
        found.add(session.day, kind, true, taken.name.clone(), Some(taken.source), None);
    }
}

fn on_leave(found: &mut Found, circle: &Circle<'_>, session: &Session) {
    let (morning, afternoon) = halves(circle, session);
    for leave in circle.leaves.iter().filter(|leave| leave.days.contains(session.day)) {
        if (morning && leave.part.has_morning()) || (afternoon && leave.part.has_afternoon()) {
            found.add(session.day, ConflictKind::Leave, true, leave.name.clone(), None, None);
        }
    }
}

fn host_rests(found: &mut Found, circle: &Circle<'_>, laid: &LaidOut, session: &Session) {
    let day = laid.day(session.day).unwrap_or_else(|| circle.host.day(session.day));
    let (morning, afternoon) = halves(circle, session);
    // Without clock times half a day is enough to work in.
    let rests =
        if session.span.is_some() { (morning && !day.morning) || (afternoon && !day.afternoon) } else { !day.works() };
    // Who works on a Saturday by schedule works on an ordinary day; the week's limit speaks of too many of them.
    let is_weekend = day.state == DayKind::Weekend && day.entry.is_none();
    if !rests || is_weekend {
        return;
    }
    let entry = day.entry.and_then(|place| circle.host.entries.get(usize::try_from(place).ok()?));
    let kind = if entry.is_some() { ConflictKind::Shutdown } else { ConflictKind::Holiday };
    found.add(session.day, kind, false, entry.map(|entry| entry.name.clone()), None, None);
}

/// Whether a session has minutes before, and after, noon of its day; without clock times it has both.
fn halves(circle: &Circle<'_>, session: &Session) -> (bool, bool) {
    let Some(span) = session.span else { return (true, true) };
    let noon = circle.offsets.utc(session.day, crate::calendar::NOON);
    (span.start < noon, span.end > noon)
}

fn short_nights(found: &mut Found, proposal: &Proposal<'_>, circle: &Circle<'_>) {
    let mut all: Vec<(Span, NaiveDate, bool)> =
        proposal.sessions.iter().filter_map(|session| Some((session.span?, session.day, true))).collect();
    let (Some(first), Some(last)) = (all.first().map(|it| it.0), all.last().map(|it| it.0)) else { return };
    let near = Span { start: first.start - circle.limits.rest_minutes, end: last.end + circle.limits.rest_minutes };
    let others = circle.taken.overlapping(near).filter(|taken| Some(taken.source) != proposal.source);
    all.extend(others.map(|taken| (taken.span, taken.day, false)));
    all.sort_unstable();
    for pair in all.windows(2) {
        let [(before, day_before, own_before), (after, day_after, own_after)] = pair else { continue };
        let rest = after.start - before.end;
        if day_before != day_after && (*own_before || *own_after) && (0..circle.limits.rest_minutes).contains(&rest) {
            let day = if *own_after { *day_after } else { *day_before };
            found.add(day, ConflictKind::NightRest, false, None, None, Some(-rest));
        }
    }
}

fn long_weeks(found: &mut Found, proposal: &Proposal<'_>, circle: &Circle<'_>) {
    let mut weeks: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    for session in proposal.sessions {
        *weeks.entry(monday(session.day)).or_default() += i64::from(session.minutes);
    }
    let (Some((first, _)), Some((last, _))) = (weeks.first_key_value(), weeks.last_key_value()) else { return };
    let end = last.checked_add_days(Days::new(7)).unwrap_or(*last);
    let near = Span { start: circle.offsets.utc(*first, 0), end: circle.offsets.utc(end, 0) };
    // What is met in two places at once is a conflict of its own, and no longer week.
    let own: Vec<Span> = proposal.sessions.iter().filter_map(|it| takes(proposal.load, circle, it)).collect();
    let meets = |span: Span| {
        let from = own.partition_point(|it| it.end <= span.start);
        own.get(from).is_some_and(|it| it.overlaps(span))
    };
    for taken in circle.taken.overlapping(near).filter(|taken| Some(taken.source) != proposal.source) {
        if meets(taken.span) {
            continue;
        }
        if let Some(minutes) = weeks.get_mut(&monday(taken.day)) {
            *minutes += i64::from(taken.minutes);
        }
    }
    for (monday, minutes) in weeks {
        // A week with a make-up workday may be longer: that day's work was taken from another week.
        let made_up = monday.iter_days().take(7).filter(|day| circle.host.state.kind(*day) == DayKind::MakeUpWorkday);
        let allowance = i64::try_from(made_up.count()).unwrap_or(0) * 480;
        if minutes > circle.limits.week_minutes + allowance {
            found.add(monday, ConflictKind::WeeklyLimit, false, None, None, Some(minutes));
        }
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

fn lapsing(found: &mut Found, proposal: &Proposal<'_>, circle: &Circle<'_>) {
    for lapse in circle.lapses.iter().filter(|lapse| lapse.last_day < proposal.days.last_day) {
        for session in proposal.sessions.iter().filter(|session| session.day > lapse.last_day) {
            found.add(session.day, ConflictKind::Credential, lapse.is_gate, Some(lapse.name.clone()), None, None);
        }
    }
}

/// The days of the stay on which as many others as there are places have one. A place is held on every day from the
/// first to the last, weekends too.
fn full(found: &mut Found, proposal: &Proposal<'_>, circle: &Circle<'_>) {
    let Some(places) = circle.places else { return };
    let mut changes: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    for range in places.taken.iter().filter_map(|range| range.common(proposal.days)) {
        *changes.entry(range.first_day).or_default() += 1;
        *changes.entry(range.last_day.succ_opt().unwrap_or(NaiveDate::MAX)).or_default() -= 1;
    }
    changes.entry(proposal.days.first_day).or_default();
    let ends: Vec<NaiveDate> = changes.keys().skip(1).copied().chain([NaiveDate::MAX]).collect();
    let mut held = 0;
    for ((from, change), next) in changes.into_iter().zip(ends) {
        held += change;
        if held < i64::from(places.count) {
            continue;
        }
        let until = next.pred_opt().unwrap_or(next).min(proposal.days.last_day);
        for day in from.iter_days().take_while(|day| *day <= until) {
            found.add(day, ConflictKind::Capacity, true, None, None, None);
        }
    }
}

/// Conflicts by what is met, while their days are found one by one.
#[derive(Default)]
struct Found {
    by_thing: BTreeMap<(ConflictKind, Option<Source>, Option<Named>), Conflict>,
}

impl Found {
    /// `most` is a figure of which the largest is kept; a rest goes in negative, so that the shortest is.
    fn add(
        &mut self,
        day: NaiveDate,
        kind: ConflictKind,
        is_hard: bool,
        with: Option<Named>,
        source: Option<Source>,
        most: Option<i64>,
    ) {
        let thing = (kind, source, with.clone());
        let it = self.by_thing.entry(thing).or_insert_with(|| Conflict {
            kind,
            is_hard,
            first_day: day,
            last_day: day,
            times: 0,
            with,
            source,
            minutes: most,
        });
        // Two lessons on one day are one day.
        if it.times == 0 || day != it.last_day {
            it.times += 1;
        }
        it.is_hard |= is_hard;
        it.first_day = it.first_day.min(day);
        it.last_day = it.last_day.max(day);
        it.minutes = it.minutes.max(most);
    }

    fn told(self) -> Vec<Conflict> {
        let mut told: Vec<Conflict> = self.by_thing.into_values().collect();
        for it in &mut told {
            it.minutes = it.minutes.map(i64::abs);
        }
        told.sort_by_key(|it| (!it.is_hard, it.first_day, it.kind));
        told
    }
}
