//! A rule pack: rules and indicators of one authority in one version, with their test cases.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    fact::{Evidence, HostClass, Standing},
    indicator::Indicator,
    judgement::{Reason, Status},
    rule::{LeaveKind, Rule, RuleId, Text},
    subject::Licence,
    unit::{Amount, Measure},
    window::{DayRange, Event},
};
use crate::{
    hours::Kind,
    organisation::OrganisationKind,
    person::{Category, DoubleQualifiedLevel, Profile},
    placement::{Direction, Load},
};

/// A rule pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Its identifier, the same in every version: `cn-sh`. Like a rule's: lower-case letters, digits, hyphens.
    pub id: String,
    /// Its version; later versions sort behind earlier ones: `2026-1`.
    pub version: String,
    /// What people call it.
    pub title: Text,
    /// Where it is in force: codes of countries and their parts (ISO 3166), empty for a college's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub jurisdiction: Vec<String>,
    /// The pack that it inherits from: its rules are in force as well, those that are strengthened here instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inherits: Option<String>,
    /// The rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rule: Vec<Rule>,
    /// The indicators of organisations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicator: Vec<Indicator>,
    /// The test cases that must pass before the pack may be used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub test: Vec<TestCase>,
}

/// A test case of a rule: somebody's facts and what the rule must say of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TestCase {
    /// The rule.
    pub rule: RuleId,
    /// What the case states.
    pub name: Text,
    /// The day of judgement.
    pub as_of: NaiveDate,
    /// Whom the rule is applied to.
    #[serde(default)]
    pub subject: TestSubject,
    /// The facts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<TestFact>,
    /// What the rule must say.
    pub expect: Expectation,
}

/// Whom a test case is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct TestSubject {
    /// Employed as; a teacher unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// The category as a teacher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// The category before, with the first day of the present one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category_before: Option<CategoryBefore>,
    /// The level as a double-qualified teacher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub double_qualified: Option<DoubleQualifiedLevel>,
    /// The first day of employment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hired_on: Option<NaiveDate>,
    /// Whether with enterprise experience.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enterprise_experience: Option<bool>,
    /// The share of a full post in per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_time_percent: Option<u8>,
    /// Titles, functions and certificates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub qualifications: Vec<String>,
    /// The licence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<Licence>,
    /// When something happened.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<TestEvent>,
    /// Spans of service.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub service: Vec<DayRange>,
    /// Leaves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub leaves: Vec<TestLeave>,
    /// Caps waived, as `rule/cap`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<String>,
}

/// A change of category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CategoryBefore {
    /// The category until the change.
    pub category: Category,
    /// The first day of the present one.
    pub until: NaiveDate,
}

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TestEvent {
    /// What.
    pub event: Event,
    /// When.
    pub on: NaiveDate,
}

/// A leave of a test case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TestLeave {
    /// Its kind.
    pub kind: LeaveKind,
    /// The first day.
    pub first_day: NaiveDate,
    /// The last day.
    pub last_day: NaiveDate,
}

/// Facts of a test case: one, or one on every workday from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TestFact {
    /// The first day; none for a fact without a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// On so many workdays (Monday to Friday) from then on; one day, whatever it is, unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workdays: Option<u32>,
    /// On so many days of the calendar from then on; one unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// From when to when, as people type it: `8-12`, `22-6`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<String>,
    /// How much on each day; a day of eight hours, or the length of the span, unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// What the amount measures if no unit says it: an attestation, say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// What the time was spent on; on post unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Kind>,
    /// The kind of the host; an enterprise unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<OrganisationKind>,
    /// The direction; enterprise practice unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Full-time unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load: Option<Load>,
    /// Trust, 0 to 5; 4 unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trust: Option<u8>,
    /// Confirmed unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// Which placement it belongs to, by number; each entry of the list is one of its own unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placement: Option<u32>,
    /// The area or kind of certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// The class of the host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_class: Option<HostClass>,
    /// The last day on which a certificate holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// A day on the way.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub travel: bool,
    /// Approved beforehand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pre_approved: bool,
    /// Under direction.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub directed: bool,
    /// The host's time zone is not known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub zone_unknown: bool,
}

/// What a rule must say of a test case; what is not given is not tested.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Expectation {
    /// The status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// What counts, of the criterion that decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<Amount>,
    /// What is missing, of the criterion that decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remaining: Option<Amount>,
    /// The deadline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<NaiveDate>,
    /// The first day of the window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window_from: Option<NaiveDate>,
    /// The criterion that decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decisive: Option<String>,
    /// Sub-targets that are missed; all others are reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missed_sub_targets: Option<Vec<String>>,
    /// Reasons that some line gives.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// What it warns of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<super::judgement::Warning>,
}
