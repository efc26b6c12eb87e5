//! How much of what counts is taken: conversions, caps, parts of the whole, what is carried over, leaves.

use serde::{Deserialize, Serialize};

use super::{Text, eligible::Filter};
use crate::policy::unit::{Amount, Rounding};

/// How much of another measure, or of a kind of activity, is worth how much of the target's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Conversion {
    /// So much of a fact
    pub from: Amount,
    /// is worth so much.
    pub to: Amount,
    /// Which facts; all that measure the same when not given.
    #[serde(default)]
    pub filter: Filter,
    /// How the sum is rounded.
    #[serde(default = "rounded_down")]
    pub rounding: Rounding,
}

const fn rounded_down() -> Rounding {
    Rounding::Down
}

text_enum! {
    /// Within what a cap holds.
    pub enum Per {
        /// A day.
        Day = "day",
        /// A calendar week.
        Week = "week",
        /// A placement.
        Activity = "activity",
        /// The window.
        Window = "window",
    }
}

/// How much counts at most. A cap of a day, a week or a placement is stated in what the facts themselves measure;
/// one of the window in what the target measures, after everything is converted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// Its name within the criterion, for a waiver.
    pub id: String,
    /// Within what.
    pub per: Per,
    /// How much.
    pub amount: Amount,
    /// Of which facts.
    #[serde(default)]
    pub filter: Filter,
    /// Whether a committee may waive it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waivable: bool,
    /// Where it stands, if elsewhere than the criterion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
}

/// A part of the whole that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SubTarget {
    /// Its name within the criterion.
    pub id: String,
    /// What people call it.
    pub title: Text,
    /// Of which facts.
    pub filter: Filter,
    /// How much.
    pub amount: Amount,
}

/// What is carried over from the cycle before: what it had above its target. It expires with the cycle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Carry {
    /// How much at most.
    pub max: Amount,
}

text_enum! {
    /// The kind of a leave.
    pub enum LeaveKind {
        /// 产假: maternity and parental leave.
        Parental = "parental",
        /// 病假: sick leave.
        Sick = "sick",
        /// 公派进修, 借调: study or secondment elsewhere.
        Study = "study",
        /// Any other leave.
        Other = "other",
    }
}

text_enum! {
    /// What a leave does.
    pub enum PauseEffect {
        /// The window grows by the days of the leave.
        Extend = "extend",
        /// The target shrinks by the share of the window on leave.
        Prorate = "prorate",
    }
}

/// What a kind of leave does to the window; a kind that is not listed does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// The kind of leave.
    pub leave: LeaveKind,
    /// What it does.
    pub effect: PauseEffect,
}
