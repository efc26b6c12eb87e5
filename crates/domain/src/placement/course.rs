//! The course of a placement: which deed leads from which state to which.

use super::{Placement, Side, State};
use crate::error::Conflict;

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
}

impl Outcome {
    const fn approved_by(self, side: Side) -> Self {
        match side {
            Side::Sending => Self { sending_approved: true, ..self },
            Side::Hosting => Self { hosting_approved: true, ..self },
        }
    }
}
