//! What about a placement waits for one of its two organisations.

text_enum! {
    /// Why a placement needs its organisation's officers.
    pub enum Need {
        /// The other side submitted it; it waits for this side's approval.
        Approval = "approval",
        /// The other side proposed new dates.
        Dates = "dates",
        /// The other side returned it to draft.
        Returned = "returned",
        /// This side drafted it and has not submitted it.
        Draft = "draft",
        /// It is approved or active at this host, begins within [`MENTOR_DAYS`] and has no mentor.
        Mentor = "mentor",
        /// Its first day has come and nobody has confirmed the start.
        Start = "start",
        /// Its last day is over and nobody has confirmed the end.
        End = "end",
        /// The host unlocked hours that it had confirmed, within the last [`UNLOCKED_DAYS`].
        Unlocked = "unlocked",
    }
}

/// How many days before its first day a placement should have a mentor.
pub const MENTOR_DAYS: u64 = 14;
/// How many days the sender is told that confirmed hours were unlocked.
pub const UNLOCKED_DAYS: u64 = 30;
