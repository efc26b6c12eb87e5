//! A rule as a card of its pack: what it asks of whom, and where that stands.

use chrono::NaiveDate;
use domain::policy::Rule;
use leptos::prelude::*;

use super::{cited, of_pack, state, terms, unverified};
use crate::{
    ui::{
        button::{ButtonKind, LinkButton},
        card::{Fact, FactList},
        chip::StatusChip,
        icon::IconName,
        tone::Tone,
    },
    words::Words,
};

/// The rules as cards; `version` is the one that the links keep.
pub(super) fn cards(w: Words, pack: &str, version: Option<&str>, rules: &[&Rule], today: NaiveDate) -> AnyView {
    let cards = rules.iter().map(|rule| card(w, pack, version, rule, today)).collect::<Vec<_>>();
    view! { <div class="cards pack-rules">{cards}</div> }.into_any()
}

fn card(w: Words, pack: &str, version: Option<&str>, rule: &Rule, today: NaiveDate) -> AnyView {
    let title = w.text(&rule.title).to_owned();
    let href = of_pack(pack, rule.id.as_str(), version);
    let asked = terms::asked(w, rule).into_iter().map(|line| view! { <p>{line}</p> }).collect::<Vec<_>>();
    let mut facts = vec![
        Fact::text(w.rule_bound(), w.capital(&w.population(&rule.population))),
        Fact::new(w.rule_document(), source(w, rule)),
        Fact::text(w.rule_effective(), w.capital(&w.in_force_days(rule.effective.from, rule.effective.to))),
    ];
    if !rule.effects.is_empty() {
        let effects: Vec<&str> = rule.effects.iter().map(|effect| w.policy_effect(*effect)).collect();
        facts.push(Fact::text(w.rule_effects(), effects.join(w.pick("、", ", "))));
    }
    let advisory = rule.advisory.then(|| view! { <StatusChip tone=Tone::Neutral label=w.rule_advisory() /> });
    let describe = w.rule_open_of(&title);
    view! {
        <div class="card rule">
            <div class="card-head">
                <h3>{title}</h3>
                <div class="cluster">{state(w, rule.effective, today)} {advisory} {unverified(w, rule.verified)}</div>
            </div>
            <div class="stack">
                <div class="rule-asked">{asked}</div>
                <FactList facts=facts />
            </div>
            <div class="card-foot">
                <LinkButton href=href kind=ButtonKind::Quiet icon=IconName::Next describe=describe>
                    {w.rule_open()}
                </LinkButton>
            </div>
        </div>
    }
    .into_any()
}

/// Who set the rule and where, with the link to the document.
pub(super) fn source(w: Words, rule: &Rule) -> AnyView {
    let link = source_link(w, rule.source.clone());
    let authority = w.text(&rule.authority).to_owned();
    let cited = cited(w, rule);
    view! { {authority} <br/> {cited} <br/> {link} }.into_any()
}

/// The link to a document, or that there is none: then nobody has seen its text.
pub(super) fn source_link(w: Words, source: Option<String>) -> AnyView {
    match source {
        Some(href) => view! { <a href=href rel="noreferrer">{w.rule_source_link()}</a> }.into_any(),
        None => view! { <span class="sub">{w.rule_source_none()}</span> }.into_any(),
    }
}
