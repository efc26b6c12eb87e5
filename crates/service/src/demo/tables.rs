//! The tables of `data`, built into the binary.

use chrono::NaiveDate;
use domain::{
    account::Role,
    organisation::OrganisationKind,
    person::Profile,
    placement::{Direction, Form, Load, Side, State},
};
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    calendar::{Calendar, after},
    closures::Closure,
    crowd::Crowd,
    rules::{Adoption, Recorded},
};
use crate::{Failure, Result};

/// Majors and types of credentials, as a file for the import of catalogues.
pub(super) const CATALOGUES: &str = include_str!("data/catalogues.csv");

/// Members, people and placements, as read from their tables.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) members: Vec<Member>,
    pub(super) people: Vec<Somebody>,
    pub(super) stays: Vec<Stay>,
    pub(super) adoptions: Vec<Adoption>,
    pub(super) circumstances: Vec<Recorded>,
    pub(super) closures: Vec<Closure>,
    /// Who and what is not told, but imported.
    pub(super) crowd: Crowd,
}

impl Tables {
    /// Reads all tables.
    pub(super) fn read() -> Result<Self> {
        Ok(Self {
            members: rows(include_str!("data/organisations.csv"))?,
            people: rows(include_str!("data/people.csv"))?,
            stays: rows(include_str!("data/stays.csv"))?,
            adoptions: rows(include_str!("data/adoptions.csv"))?,
            circumstances: rows(include_str!("data/circumstances.csv"))?,
            closures: rows(include_str!("data/closures.csv"))?,
            crowd: Crowd::default(),
        })
    }

    /// The person with this key.
    pub(super) fn person(&self, key: &str) -> Option<&Somebody> {
        self.people.iter().find(|person| person.key == key)
    }
}

fn rows<T: DeserializeOwned>(text: &str) -> Result<Vec<T>> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    reader.deserialize().collect::<std::result::Result<_, _>>().map_err(Failure::internal)
}

/// A member of the community.
#[derive(Debug, Deserialize)]
pub(super) struct Member {
    pub(super) key: String,
    pub(super) kind: OrganisationKind,
    pub(super) name: String,
    pub(super) name_en: String,
    pub(super) moe_code: String,
    /// The first two characters of the credit code: who registered it, and as what.
    pub(super) prefix: String,
    /// The division (GB/T 2260) in the credit code.
    pub(super) region: String,
    pub(super) province: String,
    pub(super) city: String,
    /// Where its guests work.
    pub(super) site: String,
}

/// A person with one employment and an account.
#[derive(Debug, Deserialize)]
pub(super) struct Somebody {
    pub(super) key: String,
    /// The employer's key; empty for people of the community.
    pub(super) organisation: String,
    pub(super) name: String,
    pub(super) name_en: String,
    pub(super) profile: Option<Profile>,
    pub(super) department: String,
    pub(super) category: String,
    pub(super) title: String,
    pub(super) specialties: String,
    pub(super) level: String,
    /// Months before today at which the employment began.
    pub(super) months: Option<u32>,
    /// Months before today at which it ended.
    pub(super) until: Option<u32>,
    pub(super) consent: String,
    pub(super) email: String,
    pub(super) roles: String,
}

impl Somebody {
    /// The first day of the employment.
    pub(super) fn hired(&self, calendar: Calendar) -> Option<NaiveDate> {
        self.months.map(|months| calendar.months_ago(months))
    }

    /// The e-mail: the short one of an account that is shown, else made of the name.
    pub(super) fn email(&self) -> String {
        if self.email.is_empty() {
            format!("{}@demo.example", self.name_en.to_lowercase().replace(' ', "."))
        } else {
            format!("{}@demo.example", self.email)
        }
    }

    /// The roles of the account, the usual one first.
    pub(super) fn roles(&self) -> Vec<Role> {
        let named: Vec<Role> = self.roles.split(' ').filter_map(Role::parse).collect();
        match self.profile {
            _ if !named.is_empty() => named,
            Some(Profile::Teacher) => vec![Role::Teacher],
            Some(Profile::Engineer) => vec![Role::Engineer],
            _ => named,
        }
    }

    /// Whether the person acts for the employer.
    pub(super) fn is_officer(&self) -> bool {
        self.roles().iter().any(|role| role.is_officer())
    }
}

/// What is special about a placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Event {
    /// It was returned to draft with a reason and submitted again.
    Resubmitted,
    /// One confirmed line was unlocked, corrected and confirmed again.
    Unlocked,
    /// The host proposes new dates.
    Proposed,
    /// The sender proposes new dates.
    Asked,
    /// It was returned to draft with a reason and waits there.
    SentBack,
    /// The last three weeks wait to be confirmed.
    Backlog,
    /// One line was returned and waits to be mended.
    Returned,
    /// Last week was logged and not submitted.
    Unsubmitted,
    /// There were night shifts last week.
    Night,
}

/// A placement, sent by the participant's employer.
#[derive(Debug, Deserialize)]
pub(super) struct Stay {
    /// The participant's key.
    pub(super) person: String,
    /// The host's key.
    pub(super) host: String,
    /// The mentor's key, or empty.
    pub(super) mentor: String,
    pub(super) form: Form,
    pub(super) load: Load,
    pub(super) start: i64,
    pub(super) weeks: i64,
    pub(super) drafted_by: Side,
    pub(super) state: State,
    pub(super) event: Option<Event>,
    pub(super) reason: String,
    /// The number of the opening from which it is made.
    #[serde(default)]
    pub(super) opening: Option<usize>,
}

impl Stay {
    /// Which way the participant goes.
    pub(super) fn direction(&self) -> Direction {
        if self.form == Form::Teaching { Direction::TeachingSecondment } else { Direction::EnterprisePractice }
    }

    /// The first day, a Monday.
    pub(super) fn first_day(&self, calendar: Calendar) -> NaiveDate {
        calendar.week(self.start)
    }

    /// The agreed last day, a Friday, inclusive.
    pub(super) fn last_day(&self, calendar: Calendar) -> NaiveDate {
        after(calendar.week(self.start + self.weeks), -3)
    }

    /// How many weeks have hours: those that are over.
    pub(super) fn weeks_run(&self) -> i64 {
        match self.state {
            State::Completed => self.weeks,
            State::Terminated => self.weeks / 2,
            State::Active => self.weeks.min(-self.start),
            _ => 0,
        }
    }
}
