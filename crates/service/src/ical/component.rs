//! The components of a file: its events, and the zones it defines.

use domain::Code;

use super::{
    MOST_BYTES, MOST_EVENTS, Problems,
    line::{Property, properties},
};

/// What was read of a file.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) events: Vec<Component>,
    pub(super) zones: Vec<ZoneText>,
    /// The zone the file is written for, if it says so.
    pub(super) own_zone: Option<Property>,
}

/// The properties of one component that matter to us.
#[derive(Debug, Default)]
pub(super) struct Component {
    /// The line of its `BEGIN`.
    pub(super) line: u32,
    properties: Vec<Property>,
}

/// A `VTIMEZONE`.
#[derive(Debug, Default)]
pub(super) struct ZoneText {
    pub(super) head: Component,
    pub(super) observances: Vec<Component>,
}

impl Component {
    /// The first property of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// All properties of this name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }

    /// The property of this name; an error where it stands twice and says two things.
    pub(super) fn one(&self, name: &str, problems: &mut Problems) -> Option<&Property> {
        let first = self.get(name)?;
        if let Some(other) = self.all(name).find(|other| !first.says_the_same(other)) {
            problems.add(other.line, Code::Duplicate, other.told());
        }
        Some(first)
    }

    /// The text of a property, unescaped; empty where there is none.
    pub(super) fn text(&self, name: &str) -> String {
        self.get(name).map(|property| unescape(&property.value)).unwrap_or_default()
    }
}

/// What of an event is kept; all else, alarms and attachments among it, is passed over.
const OF_EVENTS: [&str; 17] = [
    "CATEGORIES",
    "DESCRIPTION",
    "DTEND",
    "DTSTART",
    "DURATION",
    "EXDATE",
    "EXRULE",
    "LOCATION",
    "RDATE",
    "RECURRENCE-ID",
    "RRULE",
    "SEQUENCE",
    "STATUS",
    "SUMMARY",
    "TRANSP",
    "UID",
    "X-APPLE-SPECIAL-DAY",
];
/// What of a zone is kept.
const OF_ZONES: [&str; 7] = ["DTSTART", "RDATE", "RRULE", "TZID", "TZOFFSETFROM", "TZOFFSETTO", "X-LIC-LOCATION"];

/// The components of a file; nothing when it is no calendar at all or too large to be looked at.
pub(super) fn parse(bytes: &[u8], problems: &mut Problems) -> Option<File> {
    if bytes.len() > MOST_BYTES {
        problems.add(0, Code::TooLarge, format!("{} bytes", bytes.len()));
        return None;
    }
    let mut reader = Reader::default();
    properties(bytes, problems, |property, problems| reader.take(property, problems));
    // Who stopped reading did not see what closes the rest.
    if !reader.stopped {
        for (name, line) in reader.open.drain(..).rev() {
            problems.add(line, Code::UnclosedComponent, name);
        }
    }
    if !reader.is_calendar {
        // One clear answer for what is no calendar, instead of one error a line.
        problems.0.clear();
        problems.add(1, Code::NotACalendar, "");
        return None;
    }
    Some(reader.file)
}

#[derive(Default)]
struct Reader {
    file: File,
    is_calendar: bool,
    stopped: bool,
    /// The components that are open, outermost first, with the line of their `BEGIN`.
    open: Vec<(String, u32)>,
}

impl Reader {
    /// Takes one property; false to stop.
    fn take(&mut self, property: Property, problems: &mut Problems) -> bool {
        let goes_on = match property.name.as_str() {
            "BEGIN" => self.begin(&property, problems),
            "END" => self.end(&property, problems),
            _ => self.keep(property, problems),
        };
        self.stopped = !goes_on;
        goes_on
    }

    fn begin(&mut self, property: &Property, problems: &mut Problems) -> bool {
        let (name, line) = (property.value.trim().to_ascii_uppercase(), property.line);
        if self.open.is_empty() && name != "VCALENDAR" {
            problems.add(line, Code::NotACalendar, &name);
            return false;
        }
        // An event inside an event is one whose END is missing: said of the one that is open.
        if matches!(name.as_str(), "VEVENT" | "VTIMEZONE" | "VCALENDAR") {
            while self.open.len() > usize::from(name != "VCALENDAR") {
                let Some((unclosed, at)) = self.open.pop() else { break };
                problems.add(at, Code::UnclosedComponent, unclosed);
            }
        }
        match (self.open.len(), name.as_str()) {
            (0, _) => self.is_calendar = true,
            (1, "VEVENT") if self.file.events.len() >= MOST_EVENTS => {
                problems.add(line, Code::TooLarge, format!("{MOST_EVENTS} VEVENT"));
                return false;
            }
            (1, "VEVENT") => self.file.events.push(Component { line, ..Component::default() }),
            (1, "VTIMEZONE") => {
                let head = Component { line, ..Component::default() };
                self.file.zones.push(ZoneText { head, observances: Vec::new() });
            }
            (2, "STANDARD" | "DAYLIGHT") => {
                if let Some(zone) = self.file.zones.last_mut() {
                    zone.observances.push(Component { line, ..Component::default() });
                }
            }
            _ => {}
        }
        if self.open.len() >= 8 {
            problems.add(line, Code::UnclosedComponent, &name);
            return false;
        }
        self.open.push((name, line));
        true
    }

    fn end(&mut self, property: &Property, problems: &mut Problems) -> bool {
        let name = property.value.trim().to_ascii_uppercase();
        let Some(at) = self.open.iter().rposition(|(open, _)| *open == name) else {
            problems.add(property.line, Code::UnclosedComponent, property.told());
            return true;
        };
        for (unclosed, line) in self.open.drain(at..).skip(1) {
            problems.add(line, Code::UnclosedComponent, unclosed);
        }
        true
    }

    fn keep(&mut self, property: Property, problems: &mut Problems) -> bool {
        let names: Vec<&str> = self.open.iter().map(|(name, _)| name.as_str()).collect();
        let into = match names.as_slice() {
            [] => {
                problems.add(property.line, Code::NotACalendar, property.told());
                return false;
            }
            ["VCALENDAR"] if property.name == "X-WR-TIMEZONE" => {
                self.file.own_zone.get_or_insert(property);
                return true;
            }
            [_, "VEVENT"] if OF_EVENTS.contains(&property.name.as_str()) => self.file.events.last_mut(),
            [_, "VTIMEZONE"] if OF_ZONES.contains(&property.name.as_str()) => {
                self.file.zones.last_mut().map(|zone| &mut zone.head)
            }
            [_, "VTIMEZONE", _] if OF_ZONES.contains(&property.name.as_str()) => {
                self.file.zones.last_mut().and_then(|zone| zone.observances.last_mut())
            }
            _ => None,
        };
        if let Some(component) = into {
            component.properties.push(property);
        }
        true
    }
}

/// A text value as it is meant.
pub(super) fn unescape(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            (c, false) => text.push(c),
        }
    }
    text
}

/// The texts of a list, separated by commas that are not escaped.
pub(super) fn texts(value: &str) -> Vec<String> {
    let (mut found, mut begin, mut escaped) = (Vec::new(), 0, false);
    for (at, c) in value.char_indices() {
        match c {
            '\\' => escaped = !escaped,
            ',' if !escaped => {
                found.push(unescape(value.get(begin..at).unwrap_or_default()));
                begin = at + 1;
            }
            _ => escaped = false,
        }
    }
    found.push(unescape(value.get(begin..).unwrap_or_default()));
    found.retain(|text| !text.is_empty());
    found
}
