//! Placements in both directions: one model, one state machine.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Code, Result,
    error::Conflict,
    form::Check,
    id::{OrganisationId, PersonId, PlacementId},
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

text_enum! {
    /// A deed that changes a placement. Who may do it is in the permission table; when, in [`Placement::after`].
    pub enum Deed {
        /// Changes a draft.
        Edit = "edit",
        /// Submits a draft, which approves it for one's own side.
        Submit = "submit",
        /// Approves for one's own side.
        Approve = "approve",
        /// Returns it to draft, with a reason.
        Return = "return",
        /// Refuses it for good, with a reason.
        Decline = "decline",
        /// Takes it back before it starts.
        Withdraw = "withdraw",
        /// Confirms that it started.
        Start = "start",
        /// Confirms that it ended as agreed.
        Complete = "complete",
        /// Ends it early, with a reason.
        Terminate = "terminate",
        /// Proposes new dates for an approved or active one.
        ProposeDates = "propose_dates",
        /// Agrees to the proposed dates.
        AcceptDates = "accept_dates",
        /// Refuses the proposed dates, or takes the proposal back.
        RejectDates = "reject_dates",
        /// Names or replaces the mentor.
        NameMentor = "name_mentor",
    }
}

impl Deed {
    /// Whether a reason must be given.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Return | Self::Decline | Self::Terminate)
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
    /// New dates waiting for the other side.
    pub proposed: Option<ProposedDates>,
    /// Counts edits.
    pub version: i32,
}

/// What a deed makes of a placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The state after it.
    pub state: State,
    /// Whether the sending side has approved after it.
    pub sending_approved: bool,
    /// Whether the hosting side has approved after it.
    pub hosting_approved: bool,
}

impl Placement {
    /// What `deed`, done by `side`, makes of the placement.
    ///
    /// # Errors
    /// [`Conflict::WrongState`] when the deed is not possible in the present state or for this side.
    pub fn after(&self, deed: Deed, side: Side) -> std::result::Result<Outcome, Conflict> {
        let mine = side == self.drafted_by;
        let keep = Outcome {
            state: self.state,
            sending_approved: self.sending_approved,
            hosting_approved: self.hosting_approved,
        };
        let fresh = |state| Outcome { state, sending_approved: false, hosting_approved: false };
        let to = |state| Outcome { state, ..keep };
        match (self.state, deed) {
            (State::Draft, Deed::Edit) if mine => Ok(keep),
            (State::Draft, Deed::Submit) if mine => Ok(fresh(State::Submitted).approved_by(side)),
            (State::Submitted, Deed::Approve) if !self.approved(side) => {
                let approved = keep.approved_by(side);
                let both = approved.sending_approved && approved.hosting_approved;
                Ok(Outcome { state: if both { State::Approved } else { State::Submitted }, ..approved })
            }
            (State::Submitted, Deed::Return) if !mine => Ok(fresh(State::Draft)),
            (State::Submitted, Deed::Decline) if !mine => Ok(fresh(State::Declined)),
            (State::Draft | State::Submitted, Deed::Withdraw) if mine => Ok(fresh(State::Withdrawn)),
            (State::Approved, Deed::Withdraw) => Ok(fresh(State::Withdrawn)),
            (State::Approved, Deed::Start) => Ok(to(State::Active)),
            (State::Active, Deed::Complete) => Ok(to(State::Completed)),
            (State::Active, Deed::Terminate) => Ok(to(State::Terminated)),
            (State::Approved | State::Active, Deed::ProposeDates) if self.proposed.is_none() => Ok(keep),
            (State::Approved | State::Active, Deed::AcceptDates)
                if self.proposed.is_some_and(|dates| dates.by != side) =>
            {
                Ok(keep)
            }
            (State::Approved | State::Active, Deed::RejectDates) if self.proposed.is_some() => Ok(keep),
            // A draft is its writer's alone; after that, and before the end, the host looks after its guest.
            (State::Draft, Deed::NameMentor) if mine && side == Side::Hosting => Ok(keep),
            (State::Submitted | State::Approved | State::Active, Deed::NameMentor) if side == Side::Hosting => Ok(keep),
            _ => Err(Conflict::WrongState),
        }
    }

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

impl Outcome {
    const fn approved_by(self, side: Side) -> Self {
        match side {
            Side::Sending => Self { sending_approved: true, ..self },
            Side::Hosting => Self { hosting_approved: true, ..self },
        }
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
    /// Name of the sending organisation.
    pub sending: Named,
    /// Name of the hosting organisation.
    pub hosting: Named,
    /// The form.
    pub form: Form,
    /// Full or part time.
    pub load: Load,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive.
    pub last_day: NaiveDate,
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

/// What people type to draft or change a placement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlacementForm {
    /// Text of a [`Direction`].
    pub direction: String,
    /// Identifier of the participant.
    pub participant: String,
    /// Identifier of the sending organisation.
    pub sending: String,
    /// Identifier of the hosting organisation.
    pub hosting: String,
    /// Identifier of the mentor, or empty.
    pub mentor: String,
    /// Text of a [`Form`].
    pub form: String,
    /// Text of a [`Load`].
    pub load: String,
    /// Where, in words.
    pub place: String,
    /// First day.
    pub first_day: String,
    /// Last day, inclusive.
    pub last_day: String,
    /// Planned hours, whole or with a decimal point.
    pub planned_hours: String,
    /// Minutes of one class hour; empty means 45.
    pub class_hour_minutes: String,
    /// What the stay is for.
    pub objectives: String,
}

/// A checked placement, ready to be stored as a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlacement {
    /// Which way.
    pub direction: Direction,
    /// Who goes.
    pub participant: PersonId,
    /// From where.
    pub sending: OrganisationId,
    /// To where.
    pub hosting: OrganisationId,
    /// Mentor at the host.
    pub mentor: Option<PersonId>,
    /// The form.
    pub form: Form,
    /// Full or part time.
    pub load: Load,
    /// Where, in words.
    pub place: Option<String>,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, inclusive.
    pub last_day: NaiveDate,
    /// Planned minutes.
    pub planned_minutes: i32,
    /// Minutes of one class hour.
    pub class_hour_minutes: i32,
    /// What the stay is for.
    pub objectives: Option<String>,
}

impl PlacementForm {
    /// Reads the form.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] with every field that is wrong.
    pub fn check(&self) -> Result<NewPlacement> {
        let mut check = Check::default();
        let direction = check.choice("direction", &self.direction, Direction::parse);
        let participant = check.choice("participant", &self.participant, PersonId::parse);
        let sending = id_or(&mut check, "sending", &self.sending, Code::MissingSender);
        let hosting = id_or(&mut check, "hosting", &self.hosting, Code::MissingHost);
        if sending.is_some() && sending == hosting {
            check.wrong("hosting", Code::SenderIsHost);
        }
        let mentor = if self.mentor.trim().is_empty() {
            Some(None)
        } else {
            check.choice("mentor", &self.mentor, PersonId::parse).map(Some)
        };
        if let (Some(Some(mentor)), Some(participant)) = (mentor, participant)
            && mentor == participant
        {
            check.wrong("mentor", Code::MentorIsParticipant);
        }
        let form = check.choice("form", &self.form, Form::parse);
        let load = check.choice("load", &self.load, Load::parse);
        let place = check.optional_text("place", &self.place, 200);
        let days = read_days(&mut check, &self.first_day, &self.last_day);
        let planned_minutes = check.take("planned_hours", read_planned(&self.planned_hours));
        let class_hour_minutes = if self.class_hour_minutes.trim().is_empty() {
            Some(i64::from(CLASS_HOUR_MINUTES))
        } else {
            check.number("class_hour_minutes", &self.class_hour_minutes, 20..=120)
        };
        let objectives = check.optional_lines("objectives", &self.objectives, 2000);
        let value = (|| {
            let (first_day, last_day) = days?;
            Some(NewPlacement {
                direction: direction?,
                participant: participant?,
                sending: sending?,
                hosting: hosting?,
                mentor: mentor?,
                form: form?,
                load: load?,
                place: place?,
                first_day,
                last_day,
                planned_minutes: planned_minutes?,
                class_hour_minutes: i32::try_from(class_hour_minutes?).ok()?,
                objectives: objectives?,
            })
        })();
        check.finish(value)
    }
}

/// Minutes of one class hour (学时, 课时) unless a placement says otherwise.
pub const CLASS_HOUR_MINUTES: i32 = 45;

/// The longest placement, in days.
pub const LONGEST_DAYS: i64 = 366 * 6;

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

/// Reads two days, the second not before the first.
pub fn read_days(check: &mut Check, first_day: &str, last_day: &str) -> Option<(NaiveDate, NaiveDate)> {
    let first = check.day("first_day", first_day);
    let last = check.day("last_day", last_day);
    let (first, last) = (first?, last?);
    if last < first {
        check.wrong("last_day", Code::EndBeforeStart);
        None
    } else if (last - first).num_days() > LONGEST_DAYS {
        check.wrong("last_day", Code::OutOfRange);
        None
    } else {
        Some((first, last))
    }
}

fn id_or(check: &mut Check, field: &str, text: &str, missing: Code) -> Option<OrganisationId> {
    if text.trim().is_empty() {
        check.wrong(field, missing);
        return None;
    }
    check.choice(field, text, OrganisationId::parse)
}

/// Reads planned hours such as `320` or `37.5` into minutes; empty means none.
///
/// # Errors
/// [`Code::NotANumber`], or [`Code::OutOfRange`] beyond 20,000 hours.
pub fn read_planned(text: &str) -> std::result::Result<i32, Code> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(0);
    }
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    if part.len() > 2 || !part.bytes().all(|b| b.is_ascii_digit()) || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Code::NotANumber);
    }
    let whole: i32 = whole.parse().map_err(|_| Code::NotANumber)?;
    let hundredths: i32 = format!("{part:0<2}").parse().map_err(|_| Code::NotANumber)?;
    if whole > 20_000 {
        return Err(Code::OutOfRange);
    }
    Ok(whole * 60 + (hundredths * 60 + 50) / 100)
}
