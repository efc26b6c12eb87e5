//! The many beside the story: members, people and placements that are thrown with dice, always the same.
//!
//! Who takes part at present is added to the tables of the story and acts as everybody there does. Everybody
//! else, and what is over, comes in by import, half a year at a time.

mod dice;
mod history;
mod members;
mod names;
mod play;
mod posts;
mod present;
mod staff;

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{person::Profile, placement::State};

use super::{
    calendar::{Calendar, after, instant, workday},
    forms,
    story::{Dated, Step},
    tables::{Somebody, Stay, Tables},
};
use crate::tabular::Sheet;
use dice::Dice;
use history::{Batch, Staffed, cells};
use staff::{Fate, Hiring};

pub(super) use posts::POSTS;

/// The first number in the staff numbers of those who are imported.
const FIRST_NUMBER: usize = 1000;

/// What is imported, and what it takes to tell the rest.
#[derive(Debug, Default)]
pub(super) struct Crowd {
    pub(super) batches: Vec<Batch>,
    pub(super) credentials: Option<Sheet>,
}

/// A deed beside the placements.
#[derive(Clone, Copy, Debug)]
pub(super) enum Extra {
    /// A batch of history comes in.
    Import(usize),
    /// The register of credentials comes in.
    Credentials,
    /// A member offers or asks for something.
    Offer(usize),
    /// A member closes what it offered.
    Close(usize),
    /// The schedule of a placement is set.
    Schedule(usize),
    /// A member leaves the community.
    Leave,
    /// Colleagues get links that they have not used.
    Invite,
    /// The college of the story opens its data to an auditor.
    Open,
    /// An account is deactivated.
    Deactivate,
}

/// Adds the many to the tables.
pub(super) fn join(tables: &mut Tables, calendar: Calendar) {
    let mut hiring = Hiring::new(tables);
    let told = tables.people.len();
    tables.members.extend(members::all());
    let new: Vec<Somebody> = tables.members.iter().skip(11).map(|member| hiring.officer(member)).collect();
    tables.people.extend(new);
    let engineers = engineers(tables, &mut hiring);
    let busy_from = tables.people.len();
    tables.people.extend(engineers);
    let mut mentors: HashMap<String, Vec<String>> = HashMap::new();
    for person in tables.people.iter().filter(|person| person.profile == Some(Profile::Engineer)) {
        mentors.entry(person.organisation.clone()).or_default().push(person.key.clone());
    }
    for person in tables.people.iter().take(told).filter(|person| person.profile == Some(Profile::Teacher)) {
        mentors.entry(person.organisation.clone()).or_default().push(person.key.clone());
    }
    let mut fates: HashMap<String, Fate> = HashMap::new();
    let mut sent: HashMap<&str, usize> = HashMap::new();
    for (turn, (from, has_mentor, mut stay)) in present::stays().enumerate() {
        if stay.form == domain::placement::Form::Teaching {
            // The engineers of the crowd go one after another, those of the story have their own tale.
            let nth = sent.entry(from).or_default();
            let own = tables.people.iter().skip(busy_from).filter(|person| person.organisation == from);
            let Some(person) = own.cycle().nth(*nth) else { continue };
            *nth += 1;
            stay.person.clone_from(&person.key);
        } else {
            let fate = [Fate::Short, Fate::AtRisk, Fate::Met, Fate::Short].get(turn % 4).copied();
            let person = hiring.teacher(from, fate.unwrap_or(Fate::Short));
            stay.person.clone_from(&person.key);
            fates.insert(person.key.clone(), fate.unwrap_or(Fate::Short));
            tables.people.push(person);
        }
        if has_mentor {
            let there = mentors.get(&stay.host).map_or(&[][..], Vec::as_slice);
            stay.mentor = there.get(turn % there.len().max(1)).cloned().unwrap_or_default();
        }
        tables.stays.push(stay);
    }
    let others = hiring.others();
    tables.crowd = crowd(tables, calendar, told, &fates, &others);
}

/// One or two engineers for every host, more where many go; two at the bases.
fn engineers(tables: &Tables, hiring: &mut Hiring) -> Vec<Somebody> {
    let hosts = tables.members.iter().filter(|member| !member.kind.teaches());
    let mut people = Vec::new();
    for (nth, host) in hosts.enumerate() {
        let count = match host.key.as_str() {
            "XL" => 8,
            "QY" | "YL" | "HF" => 4,
            _ => 1 + nth % 2,
        };
        people.extend((0..count).map(|_| hiring.engineer(&host.key)));
    }
    people
}

fn crowd(
    tables: &Tables,
    calendar: Calendar,
    told: usize,
    fates: &HashMap<String, Fate>,
    others: &[(Somebody, Fate)],
) -> Crowd {
    let busy = |key: &str| tables.stays.iter().any(|stay| stay.person == key);
    let staffed = |(nth, somebody): (usize, &'_ Somebody)| -> Option<(usize, Fate, bool)> {
        let fate = match somebody.profile {
            Some(Profile::Engineer) => Fate::Engineer,
            _ => *fates.get(&somebody.key)?,
        };
        Some((nth, fate, busy(&somebody.key)))
    };
    let mut people: Vec<Staffed<'_>> = tables
        .people
        .iter()
        .enumerate()
        .skip(told)
        .filter_map(|(nth, somebody)| {
            let (nth, fate, busy) = staffed((nth, somebody))?;
            Some(Staffed { somebody, nth, fate, busy })
        })
        .collect();
    let bulk_from = people.len();
    people.extend(others.iter().enumerate().map(|(nth, (somebody, fate))| Staffed {
        somebody,
        nth: FIRST_NUMBER + nth,
        fate: *fate,
        busy: false,
    }));
    Crowd {
        batches: history::batches(tables, calendar, &people, bulk_from),
        credentials: Some(credentials(tables, calendar, &people)),
    }
}

/// What every other person holds: good for long, lapsing soon, lapsed; every fifth not verified.
fn credentials(tables: &Tables, calendar: Calendar, people: &[Staffed<'_>]) -> Sheet {
    let mut dice = Dice::new(2_020);
    let mut rows = Vec::new();
    for (nth, one) in people.iter().enumerate().filter(|(_, one)| one.somebody.until.is_none() && one.fate != Fate::New)
    {
        let Some(member) = tables.members.iter().find(|member| member.key == one.somebody.organisation) else {
            continue;
        };
        let teacher = one.somebody.profile == Some(Profile::Teacher);
        let (kind, issuer) = match (teacher, nth % 4) {
            (true, 0) => ("double-qualified", "省教育厅（虚构）"),
            (true, 1) => ("nev-1x", "培训评价组织（虚构）"),
            (true, _) | (false, 3) => ("low-voltage-electrician", "应急管理局（虚构）"),
            (false, 0) => ("engineer-title", "职称评审委员会（虚构）"),
            (false, _) => ("nev-technician", "职业技能评价机构（虚构）"),
        };
        let lapses = kind == "low-voltage-electrician";
        if nth % 5 > 2 && !lapses {
            continue;
        }
        let issued = if lapses {
            // Good for six years: some lapsed, some lapse within weeks, most later.
            after(calendar.months_ago(72), dice.pick(&[-40, 12, 30, 55, 80, 120, 400, 700, 1000, 1400]))
        } else {
            after(calendar.today, -dice.between(200, 1500))
        };
        let expires = if lapses { calendar_expiry(issued) } else { String::new() };
        let verified = nth % 5 != 1;
        rows.push(cells([
            forms::person(one.somebody, one.nth, calendar).staff_number,
            member.name.clone(),
            kind.to_owned(),
            format!("YS{}{:05}", nth % 10, 10_000 + nth * 37),
            issuer.to_owned(),
            issued.to_string(),
            expires,
            if verified { "人事处" } else { "" }.to_owned(),
            if verified {
                after(calendar.today, -dice.between(20, 180)).max(issued).to_string()
            } else {
                String::new()
            },
        ]));
    }
    const COLUMNS: [&str; 9] = [
        "staff_number",
        "organisation",
        "type_code",
        "number",
        "issuer",
        "issued_on",
        "expires_on",
        "verified_by",
        "verified_on",
    ];
    Sheet::new(&COLUMNS, rows)
}

fn calendar_expiry(issued: NaiveDate) -> String {
    issued.checked_add_months(chrono::Months::new(72)).map(|day| day.to_string()).unwrap_or_default()
}

/// The deeds beside the placements, each at its instant.
pub(super) fn tell(tables: &Tables, calendar: Calendar) -> Vec<Dated> {
    let mut steps = Vec::new();
    let mut at = |day: NaiveDate, hour: i64, minute: usize, extra: Extra| {
        let minute = i64::try_from(minute).unwrap_or_default();
        steps.push(Dated { at: instant(day, hour, minute), step: Step::Extra(extra) });
    };
    for (nth, batch) in tables.crowd.batches.iter().enumerate() {
        at(batch.day, 18, nth, Extra::Import(nth));
    }
    let ago = |days: i64| workday(after(calendar.today, -days));
    for (nth, post) in POSTS.iter().enumerate() {
        // Before anybody is placed from it.
        at(ago(45 - i64::try_from(nth).unwrap_or_default() % 9), 13, nth, Extra::Offer(nth));
        if post.closed {
            at(ago(6), 14, nth, Extra::Close(nth));
        }
    }
    for (nth, stay) in tables.stays.iter().enumerate() {
        if matches!(stay.state, State::Approved | State::Active) && nth % 7 != 6 {
            at(agreed(stay, calendar), 18, nth % 60, Extra::Schedule(nth));
        }
    }
    at(ago(20), 9, 0, Extra::Leave);
    at(ago(7), 9, 10, Extra::Credentials);
    at(ago(6), 9, 20, Extra::Open);
    at(ago(5), 9, 30, Extra::Invite);
    at(ago(5), 9, 40, Extra::Deactivate);
    steps
}

/// The day on which the other side agrees.
fn agreed(stay: &Stay, calendar: Calendar) -> NaiveDate {
    workday(after(super::story::drafted(stay, calendar), 5))
}
