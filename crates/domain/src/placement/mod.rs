//! Placements in both directions: one model, one state machine.

mod course;
mod form;

pub use course::{Deed, Outcome};
pub use form::{CLASS_HOUR_MINUTES, LONGEST_DAYS, NewPlacement, PlacementForm, read_days, read_planned};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Code,
    id::{OpeningId, OrganisationId, PersonId, PlacementId},
    list::Limit,
    name::Named,
    organisation::{OrganisationKind, OrganisationRef},
};

text_enum! {
    /// Which way a person goes.
    pub enum Direction {
        /// 企业实践: a teacher practises at an enterprise or training base.
        EnterprisePractice = "enterprise_practice",
        /// 到校任教: an engineer teaches at a college.
        TeachingSecondment = "teaching_secondment",
    }
}

text_enum! {
    /// The form of the stay (教师〔2016〕3号 art. 6), and teaching for the other direction.
    pub enum Form {
        /// ① 考察观摩.
        Visit = "visit",
        /// ② 企业组织的技能培训.
        Training = "training",
        /// ③ 在生产和管理岗位兼职或任职.
        OnPost = "on_post",
        /// ④ 参与产品研发和技术创新.
        Research = "research",
        /// Teaching at the college (到校任教).
        Teaching = "teaching",
        /// Another form.
        Other = "other",
    }
}

text_enum! {
    /// How much of the working time the placement takes.
    pub enum Load {
        /// The whole working time: two of one person cannot overlap.
        FullTime = "full_time",
        /// A part of it.
        PartTime = "part_time",
        /// Not known: imported history. Overlaps warn and never block.
        Unknown = "unknown",
    }
}

text_enum! {
    /// Where a placement stands.
    pub enum State {
        /// Being written by one side.
        Draft = "draft",
        /// Submitted by one side; waits for the other.
        Submitted = "submitted",
        /// Approved by both sides; not started.
        Approved = "approved",
        /// Started: a person confirmed it.
        Active = "active",
        /// Ended as agreed: a person confirmed it.
        Completed = "completed",
        /// Ended early, with a reason.
        Terminated = "terminated",
        /// Refused by the other side, with a reason.
        Declined = "declined",
        /// Taken back by the side that submitted it.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// Whether a full-time placement in this state occupies its days.
    #[must_use]
    pub const fn occupies(self) -> bool {
        matches!(self, Self::Submitted | Self::Approved | Self::Active | Self::Completed | Self::Terminated)
    }

    /// Whether hours can be logged.
    #[must_use]
    pub const fn takes_hours(self) -> bool {
        matches!(self, Self::Active | Self::Completed | Self::Terminated)
    }
}

text_enum! {
    /// One of the two organisations of a placement.
    pub enum Side {
        /// 派出单位.
        Sending = "sending",
        /// 接收单位.
        Hosting = "hosting",
    }
}

impl Side {
    /// The other side.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Sending => Self::Hosting,
            Self::Hosting => Self::Sending,
        }
    }
}

/// New dates waiting for the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedDates {
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive.
    pub last_day: NaiveDate,
    /// Who proposed them.
    pub by: Side,
}

/// A person named in a placement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRef {
    /// Identifier.
    pub id: PersonId,
    /// Name or reference.
    pub label: Named,
}

/// A placement with the names that people read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// Identifier.
    pub id: PlacementId,
    /// Which way the person goes.
    pub direction: Direction,
    /// Where it stands.
    pub state: State,
    /// The sending organisation.
    pub sending: OrganisationRef,
    /// The hosting organisation.
    pub hosting: OrganisationRef,
    /// IANA zone of the host, in which days are judged.
    pub zone: String,
    /// Who goes.
    pub participant: PersonRef,
    /// Who looks after the participant at the host.
    pub mentor: Option<PersonRef>,
    /// The form of the stay.
    pub form: Form,
    /// Full or part time.
    pub load: Load,
    /// Where, in words.
    pub place: Option<String>,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive.
    pub last_day: NaiveDate,
    /// Planned minutes of work, or of class hours for teaching.
    pub planned_minutes: i32,
    /// Minutes of one class hour.
    pub class_hour_minutes: i32,
    /// What the stay is for.
    pub objectives: Option<String>,
    /// Why it was returned, declined or ended early.
    pub reason: Option<String>,
    /// Which side wrote the draft.
    pub drafted_by: Side,
    /// Whether the sending side approved.
    pub sending_approved: bool,
    /// Whether the hosting side approved.
    pub hosting_approved: bool,
    /// The opening it was made from.
    pub opening: Option<OpeningId>,
    /// New dates waiting for the other side.
    pub proposed: Option<ProposedDates>,
    /// Counts edits.
    pub version: i32,
}

impl Placement {
    /// Whether `side` has approved.
    #[must_use]
    pub const fn approved(&self, side: Side) -> bool {
        match side {
            Side::Sending => self.sending_approved,
            Side::Hosting => self.hosting_approved,
        }
    }

    /// Whether `day` lies within it.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.first_day <= day && day <= self.last_day
    }
}

/// A placement in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacementLine {
    /// Identifier.
    pub id: PlacementId,
    /// Which way.
    pub direction: Direction,
    /// Where it stands.
    pub state: State,
    /// Who goes.
    pub participant: Named,
    /// Identifier of who goes.
    pub participant_id: PersonId,
    /// Name of the sending organisation.
    pub sending: Named,
    /// Identifier of the sending organisation.
    pub sending_id: OrganisationId,
    /// Name of the hosting organisation.
    pub hosting: Named,
    /// Identifier of the hosting organisation.
    pub hosting_id: OrganisationId,
    /// The form.
    pub form: Form,
    /// Full or part time.
    pub load: Load,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive.
    pub last_day: NaiveDate,
    /// Counts edits.
    pub version: i32,
}

/// What a list of placements is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlacementFilter {
    /// Text of a [`State`], or empty.
    pub state: String,
    /// Text of a [`Direction`], or empty.
    pub direction: String,
    /// Text of a [`crate::need::Need`]: what waits for the acting organisation, or empty.
    pub need: String,
    /// Part of the participant's name.
    pub q: String,
    /// `first_day` or `-first_day` (the default, latest first).
    pub sort: String,
    /// Where the page begins.
    pub cursor: String,
    /// How long the page is; addresses of pages do not say it.
    #[serde(skip)]
    pub limit: Limit,
}

/// One deed in the history of a placement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacementEvent {
    /// What was done.
    pub deed: Deed,
    /// The state after it.
    pub state: State,
    /// By whom, named as on that day.
    pub by: Named,
    /// When.
    pub at: DateTime<Utc>,
    /// With which reason.
    pub reason: Option<String>,
}

/// Whether the kinds of the two organisations go with the direction; the code names the wrong side.
///
/// # Errors
/// [`Code::WrongSenderKind`], [`Code::WrongHostKind`].
pub const fn check_kinds(
    direction: Direction,
    sending: OrganisationKind,
    hosting: OrganisationKind,
) -> std::result::Result<(), Code> {
    match direction {
        Direction::EnterprisePractice if !sending.teaches() => Err(Code::WrongSenderKind),
        Direction::EnterprisePractice if hosting.teaches() => Err(Code::WrongHostKind),
        Direction::TeachingSecondment if sending.teaches() => Err(Code::WrongSenderKind),
        Direction::TeachingSecondment if !hosting.teaches() => Err(Code::WrongHostKind),
        _ => Ok(()),
    }
}
