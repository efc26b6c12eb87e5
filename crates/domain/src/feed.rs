//! Calendar feeds: what somebody's calendar programme subscribes to under a private address.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Code, Result,
    form::Check,
    id::{FeedId, PlacementId, SectionId},
    name::Named,
    organisation::OrganisationRef,
    placement::{Direction, PersonRef, State},
};

text_enum! {
    /// Of what a feed is.
    pub enum FeedKind {
        /// The placements of one person.
        Person = "person",
        /// One placement.
        Placement = "placement",
        /// All placements of one organisation.
        Organisation = "organisation",
    }
}

/// A feed as its owner sees it, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// Identifier.
    pub id: FeedId,
    /// Of what it is.
    pub kind: FeedKind,
    /// Identifier of the person, placement or organisation.
    pub subject: i64,
    /// What it is called: the person, the participant and host, the organisation.
    pub label: Vec<Named>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When a client last asked for it, to the hour.
    pub last_read_at: Option<DateTime<Utc>>,
}

/// What somebody asks for who makes a feed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedForm {
    /// Text of a [`FeedKind`].
    pub kind: String,
    /// Identifier of its subject.
    pub subject: String,
}

impl FeedForm {
    /// Reads kind and subject.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`].
    pub fn check(&self) -> Result<(FeedKind, i64)> {
        let mut check = Check::default();
        let kind = FeedKind::parse(&self.kind);
        let subject = self.subject.trim().parse::<i64>().ok().filter(|id| *id > 0);
        if kind.is_none() {
            check.wrong("kind", Code::UnknownValue);
        }
        if subject.is_none() {
            check.wrong("subject", Code::NotFound);
        }
        check.finish(kind.zip(subject))
    }
}

/// How an event of a feed stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventState {
    /// Both sides agreed.
    Confirmed,
    /// One side waits for the other.
    Tentative,
    /// It was taken back.
    Cancelled,
}

/// What an event of a feed stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Occasion {
    /// The placement begins.
    First,
    /// A day on which the participant is expected.
    Session,
    /// The placement ends.
    Last,
}

/// When an event of a feed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventTime {
    /// All of one day.
    Day(NaiveDate),
    /// From one instant up to another, exclusive.
    Span(DateTime<Utc>, DateTime<Utc>),
}

/// What an event of a feed is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedSubject {
    /// A placement.
    Placement {
        /// Which.
        id: PlacementId,
        /// What of it.
        occasion: Occasion,
        /// Which way the participant goes.
        direction: Direction,
        /// Who goes.
        participant: PersonRef,
        /// Where to.
        hosting: OrganisationRef,
    },
    /// A lesson of somebody.
    Lesson {
        /// The course section.
        section: SectionId,
        /// What it is called.
        course: Named,
        /// At which college.
        college: Named,
    },
}

/// One event of a feed. It names no hours, numbers or reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEvent {
    /// What it is of.
    pub subject: FeedSubject,
    /// The day by which it keeps its identity.
    pub day: NaiveDate,
    /// Which of those of its subject on that day it is, from 1 on.
    pub number: usize,
    /// When it is.
    pub time: EventTime,
    /// How it stands.
    pub state: EventState,
    /// Where there, in words.
    pub place: Option<String>,
    /// Counts the edits of its subject.
    pub version: i32,
    /// When its subject last changed, as far as that is known.
    pub changed_at: DateTime<Utc>,
}

impl FeedEvent {
    /// The part of its identifier before the host: the same as long as its subject and the day are.
    #[must_use]
    pub fn uid(&self) -> String {
        let day = if self.number > 1 { format!("{}-{}", self.day, self.number) } else { self.day.to_string() };
        match &self.subject {
            FeedSubject::Placement { id, occasion: Occasion::First, .. } => format!("placement-{id}-first"),
            FeedSubject::Placement { id, occasion: Occasion::Session, .. } => format!("placement-{id}-{day}"),
            FeedSubject::Placement { id, occasion: Occasion::Last, .. } => format!("placement-{id}-last"),
            FeedSubject::Lesson { section, .. } => format!("lesson-{section}-{day}"),
        }
    }

    /// Whether somebody is expected, who has no time for anything else.
    #[must_use]
    pub const fn takes_time(&self) -> bool {
        let expects =
            !matches!(self.subject, FeedSubject::Placement { occasion: Occasion::First | Occasion::Last, .. });
        expects && !matches!(self.state, EventState::Cancelled)
    }
}

/// How events of a placement in this state stand in a feed; none where it is not in one.
#[must_use]
pub const fn event_state(state: State) -> Option<EventState> {
    match state {
        State::Draft => None,
        State::Submitted => Some(EventState::Tentative),
        State::Approved | State::Active | State::Completed | State::Terminated => Some(EventState::Confirmed),
        State::Declined | State::Withdrawn => Some(EventState::Cancelled),
    }
}
