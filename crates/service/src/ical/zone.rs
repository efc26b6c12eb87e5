//! The zones of a file: by their IANA name, by the name Windows gives them, or as the file defines them.

use std::{collections::HashMap, rc::Rc, str::FromStr};

use chrono::{DateTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use domain::Code;

use super::{
    Budget, Problems,
    component::{Component, File, ZoneText, unescape},
    line::Property,
    recur, rule, value,
};

/// Names of Windows with the IANA name CLDR gives for them (`windowsZones.xml`, territory 001; Unicode licence).
const WINDOWS: &str = include_str!("windows_zones.txt");

/// A zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// One of the IANA data.
    Named(Tz),
    /// One that only the file defines.
    Own(Rc<[Onset]>),
}

/// When clocks of a zone change, by the clock before the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Onset {
    at: NaiveDateTime,
    from: i32,
    to: i32,
}

/// What becomes of a local time that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// There is no such time.
    Refuse,
    /// It moves forward by the gap, as RFC 5545 3.3.5 says.
    Forward,
}

impl Zone {
    pub(super) const fn utc_zone() -> Self {
        Self::Named(Tz::UTC)
    }

    /// The instant of a local time; the first of two.
    pub(super) fn utc(&self, local: NaiveDateTime, gap: Gap) -> Option<DateTime<Utc>> {
        let offset = match self {
            Self::Named(tz) => match tz.offset_from_local_datetime(&local).earliest() {
                Some(offset) => offset.fix().local_minus_utc(),
                None if gap == Gap::Refuse => return None,
                // No gap is longer than a day: Samoa left one out in 2011.
                None => (1..=25).find_map(|hours| {
                    let before = local.checked_sub_signed(TimeDelta::hours(hours))?;
                    tz.offset_from_local_datetime(&before).latest().map(|offset| offset.fix().local_minus_utc())
                })?,
            },
            Self::Own(onsets) => {
                let at = onsets.partition_point(|onset| onset.at <= local);
                match at.checked_sub(1).and_then(|last| onsets.get(last)) {
                    Some(last) => {
                        let skipped = TimeDelta::seconds(i64::from(last.to - last.from));
                        let in_gap = local - last.at < skipped;
                        match (in_gap, gap) {
                            (true, Gap::Refuse) => return None,
                            (true, Gap::Forward) => last.from,
                            (false, _) => last.to,
                        }
                    }
                    None => onsets.first()?.from,
                }
            }
        };
        local.checked_sub_signed(TimeDelta::seconds(i64::from(offset))).map(|utc| utc.and_utc())
    }

    /// What its clocks show at an instant.
    pub(super) fn local(&self, utc: DateTime<Utc>) -> NaiveDateTime {
        let offset = match self {
            Self::Named(tz) => tz.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc(),
            Self::Own(onsets) => {
                let begun = |onset: &Onset| onset.at - TimeDelta::seconds(i64::from(onset.from)) <= utc.naive_utc();
                let at = onsets.partition_point(begun);
                let last = at.checked_sub(1).and_then(|last| onsets.get(last)).map(|onset| onset.to);
                last.or_else(|| onsets.first().map(|onset| onset.from)).unwrap_or_default()
            }
        };
        utc.naive_utc().checked_add_signed(TimeDelta::seconds(i64::from(offset))).unwrap_or(utc.naive_utc())
    }
}

/// The zones a file may name.
#[derive(Debug)]
pub(super) struct Zones {
    own: HashMap<String, Option<Zone>>,
    floating: Zone,
}

impl Zones {
    /// Those that the file defines, on top of those that everybody knows. `until` bounds how far into the
    /// future the definitions of the file are worked out.
    pub(super) fn of_file(
        file: &File,
        home: Tz,
        until: NaiveDateTime,
        budget: &mut Budget,
        problems: &mut Problems,
    ) -> Self {
        let mut zones = Self { own: HashMap::new(), floating: Zone::Named(home) };
        for text in &file.zones {
            let Some(id) = text.head.get("TZID") else { continue };
            let name = clean(&id.value);
            let place = text.head.get("X-LIC-LOCATION").map(|place| clean(&place.value));
            let known = named(&name).or_else(|| named(&place?));
            let zone = known.map(Zone::Named).or_else(|| defined(text, until, budget));
            zones.own.entry(name).or_insert(zone);
        }
        if let Some(own) = file.own_zone.as_ref().filter(|own| !own.value.trim().is_empty()) {
            match zones.find(&clean(&own.value)) {
                Some(zone) => zones.floating = zone,
                None => problems.add(own.line, Code::UnknownZone, own.told()),
            }
        }
        zones
    }

    /// The zone of a property: the one it names, else the one of the file.
    pub(super) fn of(&self, property: &Property, problems: &mut Problems) -> Option<Zone> {
        let Some(name) = property.param("TZID").map(clean).filter(|name| !name.is_empty()) else {
            return Some(self.floating.clone());
        };
        let zone = self.find(&name);
        if zone.is_none() {
            problems.add(property.line, Code::UnknownZone, &name);
        }
        zone
    }

    fn find(&self, name: &str) -> Option<Zone> {
        self.own.get(name).cloned().flatten().or_else(|| named(name).map(Zone::Named))
    }
}

fn clean(name: &str) -> String {
    unescape(name).trim().trim_matches('"').trim().to_owned()
}

/// The zone of a name: of IANA, of Windows, or of IANA behind the path of a vendor, such as
/// `/citadel.org/20190410_1/Asia/Shanghai`.
pub(crate) fn named(name: &str) -> Option<Tz> {
    let known = |name: &str| {
        let loosely = || chrono_tz::TZ_VARIANTS.iter().copied().find(|tz| tz.name().eq_ignore_ascii_case(name));
        Tz::from_str(name).ok().or_else(loosely)
    };
    let windows = || {
        let mut lines = WINDOWS.lines().filter_map(|line| line.split_once('='));
        lines.find(|(windows, _)| windows.eq_ignore_ascii_case(name)).and_then(|(_, iana)| Tz::from_str(iana).ok())
    };
    let behind_path = || {
        let mut rest = name.strip_prefix('/')?;
        loop {
            (_, rest) = rest.split_once('/')?;
            if let Some(tz) = known(rest) {
                return Some(tz);
            }
        }
    };
    known(name).or_else(windows).or_else(behind_path)
}

/// The zone that a `VTIMEZONE` defines; nothing when it defines none.
fn defined(text: &ZoneText, until: NaiveDateTime, budget: &mut Budget) -> Option<Zone> {
    let mut onsets = Vec::new();
    for observance in &text.observances {
        onsets.extend(observed(observance, until, budget)?);
    }
    onsets.sort_unstable();
    onsets.dedup();
    (!onsets.is_empty()).then(|| Zone::Own(onsets.into()))
}

fn observed(observance: &Component, until: NaiveDateTime, budget: &mut Budget) -> Option<Vec<Onset>> {
    let local = |text: &str| NaiveDateTime::parse_from_str(text.trim().trim_end_matches('Z'), "%Y%m%dT%H%M%S").ok();
    let from = value::offset(&observance.get("TZOFFSETFROM")?.value)?;
    let to = value::offset(&observance.get("TZOFFSETTO")?.value)?;
    let start = local(&observance.get("DTSTART")?.value)?;
    let mut found = vec![start];
    for property in observance.all("RDATE") {
        found.extend(property.value.split(',').map_while(local));
    }
    for property in observance.all("RRULE") {
        let rule = rule::parse(&property.value).ok()?;
        let east = TimeDelta::seconds(i64::from(from));
        let last = rule.until.as_ref().map(|last| if last.is_utc { last.at + east } else { last.at });
        recur::expand(&rule, start, last, (start, until), budget, &mut |onset| found.push(onset))?;
    }
    Some(found.into_iter().map(|at| Onset { at, from, to }).collect())
}
