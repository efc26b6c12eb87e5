//! Conflicts: why somebody cannot, or should not, be where a plan wants them, session by session.
//!
//! *Hard* conflicts are never stored: two places at one time, a leave, no place left, a certificate without which the
//! work is forbidden. *Soft* ones may be overridden with a reason: holidays, shutdowns, short nights, long weeks.
//! The same function judges on the server and while a bar is dragged in the browser.

mod find;
#[cfg(test)]
mod tests;
mod timeline;

pub use find::conflicts;
pub use timeline::{Taken, Timeline};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{DayPart, OrganisationCalendar},
    name::Named,
    placement::Load,
    policy::DayRange,
    session::{Offsets, Session, Source},
};

text_enum! {
    /// What a plan meets.
    pub enum ConflictKind {
        /// A lesson of the college's timetable.
        Teaching = "teaching",
        /// Another placement.
        Placement = "placement",
        /// 请假: a leave.
        Leave = "leave",
        /// Time that is taken, by what is not the reader's to know.
        Busy = "busy",
        /// Every place of the opening is taken.
        Capacity = "capacity",
        /// A credential lapses before the stay ends.
        Credential = "credential",
        /// A day on which the state rests.
        Holiday = "holiday",
        /// A day on which the host is closed.
        Shutdown = "shutdown",
        /// Too little rest between two days.
        NightRest = "night_rest",
        /// Too much work in a week.
        WeeklyLimit = "weekly_limit",
    }
}

/// One thing that a plan meets, over one or several days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// What it is.
    pub kind: ConflictKind,
    /// Whether it can be overridden with a reason (soft) or not at all (hard).
    pub is_hard: bool,
    /// The first day concerned.
    pub first_day: NaiveDate,
    /// The last day concerned, inclusive.
    pub last_day: NaiveDate,
    /// How many days, or weeks of a weekly limit, between the two are concerned.
    pub times: u32,
    /// What it is called: the course, the other host, the leave, the holiday, the certificate.
    pub with: Option<Named>,
    /// What it belongs to, where that is a placement or a course section.
    pub source: Option<Source>,
    /// In minutes: the shortest rest, the fullest week.
    pub minutes: Option<i64>,
}

impl Conflict {
    /// Whether who plans it must say why: it is soft, and more than a credential that lapses, which is told by itself.
    #[must_use]
    pub fn needs_reason(&self) -> bool {
        !self.is_hard && self.kind != ConflictKind::Credential
    }
}

/// The days on which somebody is away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveDays {
    /// From the first to the last day, inclusive.
    pub days: DayRange,
    /// Which part of each day.
    pub part: DayPart,
    /// What it is called; `None` where the reader may not know.
    pub name: Option<Named>,
}

/// A credential that lapses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapse {
    /// What it is called.
    pub name: Named,
    /// The last day on which it is valid.
    pub last_day: NaiveDate,
    /// Whether the work is forbidden without it, as 特种作业 is (安全生产法 art. 30).
    pub is_gate: bool,
}

/// The places of an opening, and who has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Places {
    /// How many there are.
    pub count: u32,
    /// The days of the other placements that take one, each from its first to its last day, inclusive.
    pub taken: Vec<DayRange>,
}

/// From when on work is too much. Soft: who plans beyond says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Minutes of a week from Monday to Sunday: 40 hours (国务院关于职工工作时间的规定, art. 3).
    pub week_minutes: i64,
    /// Minutes between the end of one day's work and the start of the next: 11 hours, as Directive 2003/88/EC art. 3
    /// has it; Chinese law gives no figure.
    pub rest_minutes: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { week_minutes: 2_400, rest_minutes: 660 }
    }
}

/// What somebody's plan is compared with.
#[derive(Clone, Copy, Debug)]
pub struct Circle<'a> {
    /// The host's calendar over the state's.
    pub host: &'a OrganisationCalendar,
    /// The clocks at the host.
    pub offsets: &'a Offsets,
    /// Lessons, and sessions of other placements.
    pub taken: &'a Timeline,
    /// Leaves.
    pub leaves: &'a [LeaveDays],
    /// Credentials that lapse.
    pub lapses: &'a [Lapse],
    /// The places of the opening; `None` without one, or without a limit.
    pub places: Option<&'a Places>,
    /// What is too much.
    pub limits: Limits,
}

/// A plan: when somebody would be at the host.
#[derive(Clone, Copy, Debug)]
pub struct Proposal<'a> {
    /// Itself, so that it meets no sessions of its own.
    pub source: Option<Source>,
    /// First and last day, inclusive.
    pub days: DayRange,
    /// How much of the working time; a full-time session without clock times takes its whole day.
    pub load: Load,
    /// Its sessions in the order of days.
    pub sessions: &'a [Session],
}

/// Whether a plan can be stored: it meets nothing hard.
#[must_use]
pub fn is_possible(conflicts: &[Conflict]) -> bool {
    conflicts.iter().all(|conflict| !conflict.is_hard)
}
