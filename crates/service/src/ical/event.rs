//! From the components of a file to events on days and in spans.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::Code;

use super::{
    About, Budget, Event, MOST_OCCURRENCES, Problems, When,
    component::{Component, File, texts},
    recur,
    rule::{self, Rule},
    value::{self, PeriodEnd, Stamp, stamp, stamps},
    zone::{Gap, Zone, Zones},
};

/// The events of a file on the days asked for.
pub(super) fn expand(file: &File, days: (NaiveDate, NaiveDate), home: Tz, problems: &mut Problems) -> Vec<Event> {
    let Some(window) = Window::of(days, home) else { return Vec::new() };
    let mut budget = Budget::new();
    let until = days.1.checked_add_days(Days::new(400)).unwrap_or(days.1).and_time(NaiveTime::MIN);
    let zones = Zones::of_file(file, home, until, &mut budget, problems);
    let mut reading = Reading { zones, window, home, budget, events: Vec::new() };

    let mut overrides: HashMap<&str, Vec<&Component>> = HashMap::new();
    for component in file.events.iter().filter(|event| event.get("RECURRENCE-ID").is_some()) {
        overrides.entry(uid(component)).or_default().push(component);
    }
    for component in file.events.iter().filter(|event| event.get("RECURRENCE-ID").is_none()) {
        if problems.is_full() {
            break;
        }
        let replaced = overrides.get(uid(component)).map(Vec::as_slice).unwrap_or_default();
        if reading.master(component, replaced, problems).is_none() && reading.is_spent(component, problems) {
            break;
        }
    }
    for component in overrides.into_values().flatten() {
        if reading.single(component, problems).is_none() && reading.is_spent(component, problems) {
            break;
        }
    }
    reading.events
}

fn uid(component: &Component) -> &str {
    component.get("UID").map(|uid| uid.value.trim()).unwrap_or_default()
}

/// The days asked for.
struct Window {
    days: (NaiveDate, NaiveDate),
    /// From this instant on.
    from: DateTime<Utc>,
    /// Up to this instant, exclusive.
    to: DateTime<Utc>,
}

impl Window {
    fn of(days: (NaiveDate, NaiveDate), home: Tz) -> Option<Self> {
        let home = Zone::Named(home);
        let from = home.utc(days.0.and_time(NaiveTime::MIN), Gap::Forward)?;
        let to = home.utc(days.1.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN), Gap::Forward)?;
        (days.0 <= days.1).then_some(Self { days, from, to })
    }

    fn touches(&self, when: &When) -> bool {
        match when {
            When::Days { first, last } => *first <= self.days.1 && *last >= self.days.0,
            When::Span { start, end } => *start < self.to && (*end > self.from || *start >= self.from),
        }
    }
}

/// How long an event is.
#[derive(Clone, Copy)]
enum Length {
    /// So many whole days.
    Days(u64),
    /// So much on the clocks of its zone.
    Clock(TimeDelta),
    /// So much between two zones.
    Elapsed(TimeDelta),
}

impl Length {
    /// About how long: how far before the window an occurrence may begin that still touches it.
    fn about(self) -> TimeDelta {
        match self {
            Self::Days(days) => TimeDelta::try_days(i64::try_from(days).unwrap_or_default()).unwrap_or_default(),
            Self::Clock(length) | Self::Elapsed(length) => length,
        }
    }
}

struct Reading {
    zones: Zones,
    window: Window,
    home: Tz,
    budget: Budget,
    events: Vec<Event>,
}

impl Reading {
    /// Whether nothing more may be computed; said of the event that took the last of the occurrences, where
    /// it was not said of a rule.
    fn is_spent(&self, component: &Component, problems: &mut Problems) -> bool {
        if self.budget.occurrences == 0 {
            problems.add(component.line, Code::TooManyOccurrences, uid(component));
        }
        self.budget.occurrences == 0 || self.budget.steps == 0
    }

    /// An event that stands alone: one that does not recur, or one that replaces an occurrence.
    fn single(&mut self, component: &Component, problems: &mut Problems) -> Option<()> {
        let start = self.start(component, problems)?;
        let length = self.length(component, &start, problems)?;
        self.push(&Arc::new(about(component)), &start, length)
    }

    /// An event with all its recurrences, but for those that others of the file replace.
    fn master(&mut self, component: &Component, replaced: &[&Component], problems: &mut Problems) -> Option<()> {
        let start = self.start(component, problems)?;
        let length = self.length(component, &start, problems)?;
        let left_out = self.left_out(component, replaced, &start, problems)?;
        let found = self.starts(component, &start, length, problems)?;
        let about = Arc::new(about(component));
        for (local, own_length) in found {
            if !left_out.has(local) {
                self.push(&about, &start.at(local), own_length.unwrap_or(length))?;
            }
        }
        Some(())
    }

    fn start(&self, component: &Component, problems: &mut Problems) -> Option<Stamp> {
        let Some(property) = component.one("DTSTART", problems) else {
            problems.add(component.line, Code::Required, "DTSTART");
            return None;
        };
        stamp(property, &self.zones, problems)
    }

    fn length(&self, component: &Component, start: &Stamp, problems: &mut Problems) -> Option<Length> {
        if let Some(property) = component.one("DTEND", problems) {
            let end = stamp(property, &self.zones, problems)?;
            let length = between(start, &end);
            if length.is_none() {
                let mixed = start.is_day() != end.is_day();
                let code = if mixed { Code::BadDate } else { Code::EndBeforeStart };
                problems.add(property.line, code, property.told());
            }
            return length;
        }
        if let Some(property) = component.one("DURATION", problems) {
            let length = value::duration(&property.value).filter(|length| *length >= TimeDelta::zero());
            if length.is_none() {
                problems.add(property.line, Code::BadTime, property.told());
            }
            return length.map(|length| lasting(start, length));
        }
        Some(if start.is_day() { Length::Days(1) } else { Length::Clock(TimeDelta::zero()) })
    }

    /// The starts that touch the window, in order, each once; with a length of its own where it has one.
    fn starts(
        &mut self,
        component: &Component,
        start: &Stamp,
        length: Length,
        problems: &mut Problems,
    ) -> Option<Vec<(NaiveDateTime, Option<Length>)>> {
        let zone = zone_of(start);
        let around = (
            zone.local(self.window.from).checked_sub_signed(length.about() + TimeDelta::days(1))?,
            zone.local(self.window.to).checked_add_signed(TimeDelta::days(1))?,
        );
        let mut found: Vec<(NaiveDateTime, Option<Length>)> = Vec::new();
        let mut ended = false;
        for property in component.all("RRULE") {
            let rule = match rule::parse(&property.value) {
                Ok(rule) if !(start.is_day() && rule.has_times()) => rule,
                Ok(_) => {
                    problems.add(property.line, Code::BadRecurrence, property.told());
                    return None;
                }
                Err(part) => {
                    problems.add(property.line, Code::BadRecurrence, part);
                    return None;
                }
            };
            let until = last_moment(&rule, start, &zone);
            ended |= until.is_some_and(|until| until < start.local());
            let mut take = |local| found.push((local, None));
            let done = recur::expand(&rule, start.local(), until, around, &mut self.budget, &mut take);
            if done.is_none() || found.len() > MOST_OCCURRENCES {
                self.budget.steps = 0;
                problems.add(property.line, Code::TooManyOccurrences, property.told());
                return None;
            }
        }
        for property in component.all("RDATE") {
            for (date, end) in stamps(property, &self.zones, problems)? {
                let own = match end {
                    Some(PeriodEnd::After(length)) => Some(lasting(&date, length)),
                    Some(PeriodEnd::At(end)) => between(&date, &end),
                    None => None,
                };
                found.push((
                    if start.is_day() { date.local().date().and_time(NaiveTime::MIN) } else { date.local_in(&zone) },
                    own,
                ));
            }
        }
        // The start is always one of them, as the standard has it, also where the rule would not name it.
        if !ended {
            found.push((start.local(), None));
        }
        found.sort_by_key(|(local, own)| (*local, own.is_none()));
        found.dedup_by_key(|(local, _)| *local);
        Some(found)
    }

    fn left_out(
        &self,
        component: &Component,
        replaced: &[&Component],
        start: &Stamp,
        problems: &mut Problems,
    ) -> Option<LeftOut> {
        if let Some(property) = component.get("EXRULE") {
            problems.add(property.line, Code::BadRecurrence, property.told());
            return None;
        }
        let ids = replaced.iter().filter_map(|event| event.get("RECURRENCE-ID"));
        let mut left_out = LeftOut::default();
        let zone = zone_of(start);
        for property in component.all("EXDATE").chain(ids) {
            if property.param("RANGE").is_some() {
                problems.add(property.line, Code::BadRecurrence, "RANGE");
                return None;
            }
            for (date, _) in stamps(property, &self.zones, problems)? {
                if date.is_day() || start.is_day() {
                    left_out.days.push(date.local().date());
                } else {
                    left_out.moments.push(date.local_in(&zone));
                }
            }
        }
        left_out.days.sort_unstable();
        left_out.moments.sort_unstable();
        Some(left_out)
    }

    /// Puts an occurrence among the events when it touches the window; nothing when there are too many.
    fn push(&mut self, about: &Arc<About>, start: &Stamp, length: Length) -> Option<()> {
        let Some(when) = self.when(start, length) else { return Some(()) };
        if self.window.touches(&when) {
            self.budget.occurrence()?;
            self.events.push(Event { about: Arc::clone(about), when });
        }
        Some(())
    }

    /// When an occurrence is; nothing beyond the days that can be written.
    fn when(&self, start: &Stamp, length: Length) -> Option<When> {
        let (local, zone) = match start {
            Stamp::Day(first) => {
                let days = if let Length::Days(days) = length { days.max(1) } else { 1 };
                return Some(When::Days { first: *first, last: first.checked_add_days(Days::new(days - 1))? });
            }
            Stamp::Time(local, zone) => (*local, zone),
        };
        let begin = zone.utc(local, Gap::Forward)?;
        let end = match length {
            Length::Elapsed(length) => begin.checked_add_signed(length)?,
            length => zone.utc(local.checked_add_signed(length.about())?, Gap::Forward)?,
        };
        Some(When::Span { start: begin.with_timezone(&self.home), end: end.max(begin).with_timezone(&self.home) })
    }
}

/// What of a recurrence is left out.
#[derive(Default)]
struct LeftOut {
    days: Vec<NaiveDate>,
    moments: Vec<NaiveDateTime>,
}

impl LeftOut {
    fn has(&self, local: NaiveDateTime) -> bool {
        self.moments.binary_search(&local).is_ok() || self.days.binary_search(&local.date()).is_ok()
    }
}

fn zone_of(stamp: &Stamp) -> Zone {
    match stamp {
        Stamp::Day(_) => Zone::utc_zone(),
        Stamp::Time(_, zone) => zone.clone(),
    }
}

/// The last moment of a rule on the clocks of its event. A day means all of that day; writers give an
/// event of days a moment in UTC, of which the day counts.
fn last_moment(rule: &Rule, start: &Stamp, zone: &Zone) -> Option<NaiveDateTime> {
    let until = rule.until.as_ref()?;
    let shown = if until.is_utc && !until.is_day { zone.local(until.at.and_utc()) } else { until.at };
    Some(if start.is_day() { until.at.date().and_time(NaiveTime::MIN) } else { shown })
}

fn lasting(start: &Stamp, length: TimeDelta) -> Length {
    if start.is_day() {
        let days = length.num_days() + i64::from(length.num_seconds() % 86_400 > 0);
        Length::Days(u64::try_from(days.max(1)).unwrap_or(1))
    } else {
        Length::Elapsed(length)
    }
}

/// The length from one stamp to another; nothing when the second is before the first, or of another kind.
fn between(start: &Stamp, end: &Stamp) -> Option<Length> {
    match (start, end) {
        // Some writers give the same day as both; the end is exclusive, and an event of no day is none.
        (Stamp::Day(first), Stamp::Day(end)) => {
            u64::try_from((*end - *first).num_days()).ok().map(|days| Length::Days(days.max(1)))
        }
        (Stamp::Time(from, zone), Stamp::Time(to, other)) if zone == other => {
            (to >= from).then(|| Length::Clock(*to - *from))
        }
        (Stamp::Time(from, zone), Stamp::Time(to, other)) => {
            let elapsed = other.utc(*to, Gap::Forward)? - zone.utc(*from, Gap::Forward)?;
            (elapsed >= TimeDelta::zero()).then_some(Length::Elapsed(elapsed))
        }
        _ => None,
    }
}

fn about(component: &Component) -> About {
    let says =
        |name: &str, value: &str| component.get(name).is_some_and(|p| p.value.trim().eq_ignore_ascii_case(value));
    About {
        uid: uid(component).to_owned(),
        summary: component.text("SUMMARY"),
        description: component.text("DESCRIPTION"),
        location: component.text("LOCATION"),
        categories: component.all("CATEGORIES").flat_map(|property| texts(&property.value)).collect(),
        special_day: component.text("X-APPLE-SPECIAL-DAY"),
        is_cancelled: says("STATUS", "CANCELLED"),
        is_transparent: says("TRANSP", "TRANSPARENT"),
        sequence: component.get("SEQUENCE").and_then(|sequence| sequence.value.trim().parse().ok()).unwrap_or_default(),
        line: component.line,
    }
}
