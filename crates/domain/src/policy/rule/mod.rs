//! A rule as data: whom it binds, what counts, in which window, how much is asked.

mod criterion;
mod eligible;
mod limits;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use criterion::{Bound, CategoryChange, Criterion, Prefer, RestDays, TravelDays};
pub use eligible::{Eligible, Filter};
pub use limits::{Cap, Carry, Conversion, LeaveKind, Pause, PauseEffect, Per, SubTarget};

use super::{subject::Population, unit::Reading, window::Length};

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
    /// Whether the text was read in the source that it names.
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

text_enum! {
    /// Which side takes a step of the decision.
    pub enum ApprovalSide {
        /// The person's own organisation.
        Home = "home",
        /// The organisation that takes the person in.
        Host = "host",
        /// A body outside both: an authority, a committee of the trade.
        Authority = "authority",
    }
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
    /// On which side; not said where the text leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<ApprovalSide>,
    /// How many of them must agree, 1 to 100; one when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<u32>,
    /// Within how many days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline_days: Option<u32>,
    /// Who decides once these days are over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalate_to: Option<String>,
}

impl Rule {
    /// A criterion by its name.
    #[must_use]
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criterion.iter().find(|criterion| criterion.id == id)
    }

    /// A clause with the document it stands in, as it is cited in Chinese: 教师〔2016〕3号第四条.
    #[must_use]
    pub fn cited_in_chinese(&self, clause: &str) -> String {
        let document = &self.document;
        if clause.is_empty() || clause.contains(document.as_str()) {
            return if clause.is_empty() { document.clone() } else { clause.to_owned() };
        }
        // The number of an article follows at once, a description behind a colon; Latin letters are set apart.
        let between = match clause.starts_with(['第', '（']) {
            _ if document.ends_with(|it: char| it.is_ascii()) => " ",
            true => "",
            false => "：",
        };
        format!("{document}{between}{clause}")
    }
}
