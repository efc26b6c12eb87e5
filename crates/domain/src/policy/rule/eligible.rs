//! Which facts count, and which a cap, a conversion or a part of the whole means.

use serde::{Deserialize, Serialize};

use super::Text;
use crate::{
    hours::Kind,
    organisation::OrganisationKind,
    placement::{Direction, Load},
    policy::{
        fact::{Evidence, HostClass},
        unit::Amount,
    },
};

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
