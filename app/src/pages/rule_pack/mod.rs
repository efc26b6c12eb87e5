//! The library of rules: packs and their rules, writing a pack, and whose status it changes.

mod adoption;
mod card;
mod compare;
mod edit;
mod format;
mod indicators;
mod library;
mod outcome;
mod pack;
mod readings;
mod rule;
mod strengthened;
mod terms;
mod tests;
mod told_test;

use chrono::NaiveDate;
use domain::policy::{Effective, Rule};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    ui::{chip::StatusChip, layout::Crumb, text::Text, tone::Tone},
    visit::Visit,
    words::Words,
};

pub use compare::ComparePage;
pub use edit::{EditPackPage, NewPackPage};
pub use library::LibraryPage;
pub use pack::PackPage;
pub use rule::RulePage;

/// Where the library stands.
const PATH: &str = "/rules";

/// The version of a pack that an address asks for, and the parent that a new one begins from.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    version: String,
    inherits: String,
}

impl Asked {
    fn version(&self) -> Option<&str> {
        (!self.version.is_empty()).then_some(self.version.as_str())
    }
}

/// The name of a pack as it stands in an address.
fn pack_name(text: &str) -> Option<String> {
    domain::policy::RuleId::parse(text).map(|id| id.0)
}

/// The address of a pack, or of something under it, in the version that is shown.
fn of_pack(pack: &str, below: &str, version: Option<&str>) -> String {
    let query = version.map(|version| format!("?version={}", super::escape(version))).unwrap_or_default();
    let slash = if below.is_empty() { "" } else { "/" };
    format!("{PATH}/{pack}{slash}{below}{query}")
}

/// The way from the library down to a pack and further.
fn crumbs(w: Words, below: impl IntoIterator<Item = (Text, Option<Text>)>) -> Vec<Crumb> {
    let library = Crumb { label: w.rules().into(), href: Some(PATH.into()) };
    std::iter::once(library).chain(below.into_iter().map(|(label, href)| Crumb { label, href })).collect()
}

fn today(visit: &Visit) -> NaiveDate {
    visit.ctx.today(domain::organisation::DEFAULT_ZONE)
}

/// Whether a rule is in force today, as a chip.
fn state(w: Words, effective: Effective, today: NaiveDate) -> AnyView {
    let (tone, label) = if effective.on(today) {
        (Tone::Met, w.pack_in_force())
    } else if effective.from > today {
        (Tone::Provisional, w.pack_to_come())
    } else {
        (Tone::Muted, w.pack_historic())
    };
    view! { <StatusChip tone=tone label=label /> }.into_any()
}

/// That the text was not read in its source; nothing where it was.
fn unverified(w: Words, verified: bool) -> Option<AnyView> {
    (!verified).then(|| view! { <StatusChip tone=Tone::AtRisk label=w.pack_unverified() /> }.into_any())
}

/// The document and the place in it.
fn cited(w: Words, rule: &Rule) -> String {
    w.cited(rule, &rule.clause)
}
