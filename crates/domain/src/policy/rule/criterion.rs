//! One thing that a rule asks: a window, a target, and how what counts is taken.

use serde::{Deserialize, Serialize};

use super::{
    Text,
    eligible::Eligible,
    limits::{Cap, Carry, Conversion, Pause, SubTarget},
};
use crate::policy::{
    subject::Population,
    unit::{Amount, Measure},
    window::Window,
};

text_enum! {
    /// Which side of the target is right.
    pub enum Bound {
        /// As much or more.
        AtLeast = "at_least",
        /// As much or less.
        AtMost = "at_most",
    }
}

text_enum! {
    /// What happens on a rest day or public holiday.
    pub enum RestDays {
        /// Work on it counts like any other.
        Count = "count",
        /// Work on it counts when the host's roster shows it.
        WithRoster = "with_roster",
        /// Work on it does not count.
        Exclude = "exclude",
    }
}

text_enum! {
    /// What becomes of a day on the way.
    pub enum TravelDays {
        /// It counts.
        Count = "count",
        /// It does not count.
        Exclude = "exclude",
    }
}

text_enum! {
    /// Which of two facts at the same time counts.
    pub enum Prefer {
        /// The one that is to be trusted more.
        HighestTrust = "highest_trust",
        /// The one that began first.
        Earliest = "earliest",
    }
}

text_enum! {
    /// What becomes of the target when the category changes within the window.
    pub enum CategoryChange {
        /// The whole is asked.
        Full = "full",
        /// As much of it as the days of the window under the category.
        Prorated = "prorated",
    }
}

/// One thing that a rule asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its name within the rule.
    pub id: String,
    /// What people call it; the rule's title when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// Where in the document it stands, if elsewhere than the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
    /// The window of days.
    pub window: Window,
    /// How much is asked.
    pub target: Amount,
    /// As much or more, unless said otherwise.
    #[serde(default = "at_least", skip_serializing_if = "is_at_least")]
    pub bound: Bound,
    /// Whether the target is one for each day of attendance in the window.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub per_attendance_day: bool,
    /// What facts count by; what the target measures unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Measure>,
    /// What must hold of the person for the criterion to be open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requires: Option<Population>,
    /// Which facts count.
    #[serde(default)]
    pub eligible: Eligible,
    /// What is converted into the target's measure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub convert: Vec<Conversion>,
    /// How much counts at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<Cap>,
    /// What parts of the whole are asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sub_targets: Vec<SubTarget>,
    /// What is carried over from the cycle before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carry: Option<Carry>,
    /// Which of two facts at the same time counts; time counts once in any case.
    #[serde(default = "highest_trust")]
    pub overlap: Prefer,
    /// What leave does to the window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pause: Vec<Pause>,
    /// What becomes of days on the way.
    #[serde(default = "travel_counts")]
    pub travel_days: TravelDays,
    /// What happens on rest days.
    #[serde(default = "rest_days_count")]
    pub rest_days: RestDays,
    /// What becomes of the target when the category changes within the window.
    #[serde(default = "full")]
    pub category_change: CategoryChange,
    /// Whether one block is better than several: several are a warning.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contiguous_preferred: bool,
}

const fn at_least() -> Bound {
    Bound::AtLeast
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_at_least(bound: &Bound) -> bool {
    matches!(bound, Bound::AtLeast)
}

const fn highest_trust() -> Prefer {
    Prefer::HighestTrust
}

const fn travel_counts() -> TravelDays {
    TravelDays::Count
}

const fn rest_days_count() -> RestDays {
    RestDays::Count
}

const fn full() -> CategoryChange {
    CategoryChange::Full
}
