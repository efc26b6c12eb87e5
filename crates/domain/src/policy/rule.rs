//! A rule as data: whom it binds, what counts, in which window, how much is asked.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    fact::{Evidence, HostClass},
    subject::Population,
    unit::{Amount, Measure, Reading, Rounding},
    window::{Length, Window},
};
use crate::{
    hours::Kind,
    organisation::OrganisationKind,
    placement::{Direction, Load},
};

/// A text in both languages of the community.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

text_enum! {
    /// What hangs on a rule: what a person who does not meet it may not do, or what is done with the result.
    pub enum Effect {
        /// No review for a title.
        GateTitleReview = "gate_title_review",
        /// No teaching of a professional course.
        GateTeaching = "gate_teaching",
        /// No promotion.
        GatePromotion = "gate_promotion",
        /// No recognition as double-qualified.
        GateDoubleQualified = "gate_double_qualified",
        /// No task that needs the certificate.
        GateTask = "gate_task",
        /// The licence lapses.
        GateLicence = "gate_licence",
        /// It is reported as an indicator.
        ReportIndicator = "report_indicator",
        /// It bears on pay.
        PayFlag = "pay_flag",
    }
}

/// The identifier of a rule, the same in every version: `cn-2016-5y6m`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct RuleId(pub String);

impl RuleId {
    /// Reads an identifier as it stands in a path or a file: 1 to 64 lower-case letters, digits and hyphens.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let right = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
        (1..=64).contains(&text.len()).then_some(())?;
        text.bytes().all(right).then(|| Self(text.to_owned()))
    }

    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its identifier, the same in every version.
    pub id: RuleId,
    /// What people call it.
    pub title: Text,
    /// Who set it.
    pub authority: Text,
    /// The number of the document.
    pub document: String,
    /// Where in the document it stands.
    pub clause: Text,
    /// Where the document can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Whether the text was checked against the official one.
    pub verified: bool,
    /// From when to when it is in force.
    pub effective: Effective,
    /// The rule that it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<RuleId>,
    /// The rule of the parent pack that it strengthens; what it does not say is taken from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inherits: Option<RuleId>,
    /// The fields that a rule which inherits this one may strengthen; it may change no other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may_strengthen: Vec<Strengthenable>,
    /// Whom it binds; everybody when empty.
    #[serde(default)]
    pub population: Population,
    /// How it reads its units.
    #[serde(default)]
    pub reading: Reading,
    /// How the criteria combine; all of them when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<Need>,
    /// Time to meet it for who has just begun or whose licence was just issued; until then it is provisional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<Length>,
    /// The rule that brings back who has lapsed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reinstatement: Option<RuleId>,
    /// Whether missing it is a warning rather than a failure.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub advisory: bool,
    /// What hangs on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect>,
    /// Who decides on it, in the order of the steps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Approval>,
    /// What is asked.
    pub criterion: Vec<Criterion>,
}

/// The days on which a rule is in force: from the first, up to and without the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Effective {
    /// The first day.
    pub from: NaiveDate,
    /// The first day on which it is no longer in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

impl Effective {
    /// Whether it is in force on a day.
    #[must_use]
    pub fn on(self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }
}

text_enum! {
    /// A field of a rule that a child may strengthen.
    pub enum Strengthenable {
        /// More is asked.
        Target = "target",
        /// Facts age sooner.
        Window = "window",
        /// More people are bound.
        Population = "population",
        /// Fewer facts count.
        Eligible = "eligible",
        /// Less is counted of what counts.
        Caps = "caps",
        /// More parts of the whole are asked for.
        SubTargets = "sub_targets",
        /// Less is given for what is converted.
        Convert = "convert",
        /// Less time to begin with.
        Grace = "grace",
        /// Less is carried over.
        Carry = "carry",
        /// More hangs on it.
        Effects = "effects",
    }
}

/// How the criteria of a rule combine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged, deny_unknown_fields)]
pub enum Need {
    /// The criterion of this identifier.
    Criterion(String),
    /// Every one of these.
    AllOf {
        /// Of what.
        all_of: Vec<Need>,
    },
    /// At least one of these.
    AnyOf {
        /// Of what.
        any_of: Vec<Need>,
    },
}

/// A step of the decision on a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// What is decided.
    pub step: Text,
    /// Who decides.
    pub role: String,
    /// Within how many days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline_days: Option<u32>,
}

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

/// Which facts are meant; what is left empty is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// The directions of placements.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub directions: Vec<Direction>,
    /// The kinds of hosts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<OrganisationKind>,
    /// The classes of hosts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub host_classes: Vec<HostClass>,
    /// What the time was spent on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<Kind>,
    /// Full-time release or part-time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub loads: Vec<Load>,
    /// Subject areas, qualifications or kinds of certificates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<String>,
    /// Only what was approved beforehand.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub pre_approved: bool,
}

/// Which facts count for a criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Eligible {
    /// The directions of placements; all when empty, as for every list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub directions: Vec<Direction>,
    /// The kinds of hosts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<OrganisationKind>,
    /// The classes of hosts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub host_classes: Vec<HostClass>,
    /// What the time was spent on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<Kind>,
    /// The text that sets the forms, if it is another clause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forms_clause: Option<Text>,
    /// Full-time release or part-time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub loads: Vec<Load>,
    /// Subject areas, qualifications or kinds of certificates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<String>,
    /// Only what was approved beforehand.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub pre_approved: bool,
    /// Only what was done under direction.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub directed: bool,
    /// The least trust, 0 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trust_at_least: Option<u8>,
    /// What it must rest on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// The shortest block that counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_block: Option<Amount>,
    /// The longest block that counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_block: Option<Amount>,
}

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

impl Rule {
    /// A criterion by its name.
    #[must_use]
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criterion.iter().find(|criterion| criterion.id == id)
    }
}
