//! Five years of history: who was where, for how long, and what was logged, as tables to be imported.

use chrono::NaiveDate;
use domain::{
    hours::EntryForm,
    person::Profile,
    placement::{Form, Load, Side, State},
};

use super::{
    super::{
        calendar::{Calendar, after},
        diary, forms,
        tables::{Somebody, Stay, Tables},
    },
    dice::Dice,
    staff::Fate,
};
use crate::tabular::{Cell, Sheet};

const PEOPLE: [&str; 15] = [
    "name",
    "name_en",
    "organisation",
    "department",
    "staff_number",
    "profile",
    "category",
    "title",
    "specialties",
    "double_qualified_level",
    "consent",
    "first_day",
    "last_day",
    "reference",
    "email",
];
const PLACEMENTS: [&str; 14] = [
    "reference",
    "direction",
    "staff_number",
    "sending",
    "hosting",
    "form",
    "load",
    "place",
    "first_day",
    "last_day",
    "planned_hours",
    "objectives",
    "state",
    "mentor",
];
const HOURS: [&str; 9] = ["placement", "day", "time", "kind", "course", "section", "note", "state", "confirmed_by"];

/// Somebody with the staff number.
#[derive(Debug)]
pub(super) struct Staffed<'a> {
    pub(super) somebody: &'a Somebody,
    pub(super) nth: usize,
    pub(super) fate: Fate,
    /// Whether a placement is under way or agreed.
    pub(super) busy: bool,
}

/// A stay that is over, and where it is in the tables.
struct Past {
    stay: Stay,
    nth: usize,
    person: usize,
}

/// What became known between two days: people, placements and their hours.
#[derive(Debug)]
pub(in super::super) struct Batch {
    pub(in super::super) day: NaiveDate,
    pub(in super::super) people: Sheet,
    pub(in super::super) placements: Sheet,
    pub(in super::super) hours: Sheet,
}

/// Everything that is over, half a year at a time.
pub(super) fn batches(tables: &Tables, calendar: Calendar, people: &[Staffed<'_>], bulk_from: usize) -> Vec<Batch> {
    let past = past(tables, calendar, people);
    let mut batches = Vec::new();
    let mut before = NaiveDate::MIN;
    let mut days: Vec<NaiveDate> = (0..10).map(|half| calendar.months_ago(60 - 6 * half)).collect();
    days.insert(0, after(calendar.founded(), 1));
    days.push(after(calendar.today, -9));
    for day in days {
        let known = |date: NaiveDate| before < date && date <= day;
        let joined = people.iter().skip(bulk_from).filter(|one| one.somebody.hired(calendar).is_some_and(known));
        let people_rows = joined.filter_map(|one| person_row(tables, one, calendar)).collect();
        let over = past.iter().filter(|past| known(after(past.stay.last_day(calendar), 5)));
        let (mut placement_rows, mut hour_rows) = (Vec::new(), Vec::new());
        for past in over {
            let Some(one) = people.get(past.person) else { continue };
            add(tables, calendar, past, one, &mut placement_rows, &mut hour_rows);
        }
        batches.push(Batch {
            day,
            people: Sheet::new(&PEOPLE, people_rows),
            placements: Sheet::new(&PLACEMENTS, placement_rows),
            hours: Sheet::new(&HOURS, hour_rows),
        });
        before = day;
    }
    batches
}

fn person_row(tables: &Tables, one: &Staffed<'_>, calendar: Calendar) -> Option<Vec<Cell>> {
    let form = forms::person(one.somebody, one.nth, calendar);
    let member = tables.members.iter().find(|member| member.key == one.somebody.organisation)?;
    let consent = if form.consent.is_empty() { "false".to_owned() } else { form.consent };
    Some(cells([
        form.name,
        form.name_en,
        member.name.clone(),
        form.department,
        form.staff_number,
        form.profile,
        form.category,
        form.title,
        form.specialties,
        form.double_qualified_level,
        consent,
        form.first_day,
        form.last_day,
        String::new(),
        String::new(),
    ]))
}

/// The stays of everybody that are over.
fn past(tables: &Tables, calendar: Calendar, people: &[Staffed<'_>]) -> Vec<Past> {
    let mut dice = Dice::new(4_160);
    let mut past = Vec::new();
    let hosts: Vec<&str> = tables.members.iter().filter(|member| !member.kind.teaches()).map(|m| &*m.key).collect();
    let bases = ["SL", "B1", "B2", "XL", "QY"];
    let schools: Vec<&str> = tables.members.iter().filter(|member| member.kind.teaches()).map(|m| &*m.key).collect();
    let enterprises: Vec<&str> = hosts.iter().copied().filter(|key| !["SL", "B1", "B2"].contains(key)).collect();
    // Every college has a few enterprises to which it mostly sends.
    let near = |member: &str, turn: i64| {
        let at = schools.iter().position(|key| *key == member).unwrap_or_default();
        let step = usize::try_from(turn % 4).unwrap_or_default();
        enterprises.get((at * 3 + step * step) % enterprises.len().max(1)).copied().unwrap_or("XL")
    };
    for (person, one) in people.iter().enumerate() {
        let chunks: &[i64] = match one.fate {
            Fate::Met => &[9, 12, 13],
            Fate::AtRisk => &[6, 10],
            Fate::TooLate => &[6, 5],
            Fate::Short => &[6, 8],
            Fate::Nothing => &[],
            Fate::Public => &[4, 4, 5, 4],
            Fate::New => &[],
            Fate::Left => &[8, 6],
            Fate::Engineer => &[16, 16, 14, 16],
        };
        let employed = one.somebody.hired(calendar).map_or(0, |day| (calendar.today - day).num_days() / 7);
        let until = i64::from(one.somebody.until.unwrap_or_default()) * 4 + one.somebody.until.map_or(0, |_| 16);
        let newest = if one.busy { 16 } else { 4 } + until;
        let span = employed.min(252) - newest - 4;
        let count = i64::try_from(chunks.len()).unwrap_or_default().max(1);
        for (turn, weeks) in (0..).zip(chunks) {
            let slot = span / count;
            let start = -(newest + span) + turn * slot + dice.below(slot - weeks - 1);
            let teaching = one.somebody.profile == Some(Profile::Engineer);
            let member = one.somebody.organisation.as_str();
            let host = match one.fate {
                _ if teaching => dice.pick(&schools),
                Fate::Public => dice.pick(&bases),
                _ => near(member, dice.below(7)),
            };
            let form = match dice.below(4) {
                _ if teaching => Form::Teaching,
                0 => Form::Training,
                _ => Form::OnPost,
            };
            let stay = Stay {
                person: one.somebody.key.clone(),
                host: host.to_owned(),
                mentor: String::new(),
                form,
                load: if teaching { Load::PartTime } else { Load::FullTime },
                start,
                weeks: *weeks,
                drafted_by: Side::Sending,
                state: State::Completed,
                event: None,
                reason: String::new(),
                opening: None,
            };
            let nth = past.len();
            past.push(Past { stay, nth, person });
        }
    }
    past
}

/// Adds a stay with its hours to the rows.
fn add(
    tables: &Tables,
    calendar: Calendar,
    past: &Past,
    one: &Staffed<'_>,
    placements: &mut Vec<Vec<Cell>>,
    hours: &mut Vec<Vec<Cell>>,
) {
    let stay = &past.stay;
    let member = |key: &str| tables.members.iter().find(|member| member.key == key);
    let (Some(sender), Some(host)) = (member(&one.somebody.organisation), member(&stay.host)) else { return };
    let form = forms::placement(stay, past.nth, calendar);
    let reference = format!("SX{:04}", past.nth + 1);
    let officer = tables.people.iter().find(|somebody| somebody.organisation == stay.host && somebody.is_officer());
    let confirmer = officer.map(|officer| officer.name.clone()).unwrap_or_default();
    placements.push(cells([
        reference.clone(),
        form.direction,
        forms::person(one.somebody, one.nth, calendar).staff_number,
        sender.name.clone(),
        host.name.clone(),
        form.form,
        form.load,
        host.site.clone(),
        form.first_day,
        form.last_day,
        form.planned_hours,
        form.objectives,
        State::Completed.to_string(),
        String::new(),
    ]));
    for week in 0..stay.weeks {
        for cell in diary::week(stay, past.nth, week, after(stay.first_day(calendar), week * 7)) {
            let EntryForm { day, time, kind, course, section, note, .. } = cell.entry;
            let state = "confirmed".to_owned();
            hours.push(cells([reference.clone(), day, time, kind, course, section, note, state, confirmer.clone()]));
        }
    }
}

pub(super) fn cells<const N: usize>(texts: [String; N]) -> Vec<Cell> {
    texts.into_iter().map(Cell::text).collect()
}
