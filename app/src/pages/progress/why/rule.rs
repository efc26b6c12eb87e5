//! The rule by which somebody was judged: its text, its source, and the version of the pack it comes from.

use leptos::prelude::*;
use service::progress::Judged;

use crate::{
    ui::{
        card::{Card, Fact, FactList},
        notice::Notice,
        tone::Tone,
    },
    words::Words,
};

/// The rule in use; `origin` is the pack and version it comes from.
pub(super) fn rule(w: Words, judged: &Judged, origin: Option<(String, String)>) -> AnyView {
    let rule = &judged.rule;
    let unverified = (!rule.verified).then(|| {
        view! { <Notice tone=Tone::AtRisk>{w.progress_unverified_told()}</Notice> }
    });
    let document = format!("{} · {}", w.text(&rule.authority), w.cited(rule, &rule.clause));
    let asked = rule.criterion.iter().map(|it| w.criterion_told(it)).collect::<Vec<_>>();
    let mut facts = vec![
        Fact::text(w.why_document(), document),
        Fact::text(w.why_asked(), w.capital(&asked.join(w.pick("；", "; ")))),
        Fact::text(w.why_for_whom(), w.capital(&w.population(&rule.population))),
    ];
    let counts: Vec<String> = match rule.criterion.as_slice() {
        [criterion] => w.eligible_told(criterion),
        _ => Vec::new(),
    };
    if !counts.is_empty() {
        facts.push(Fact::text(w.why_counts(), w.capital(&counts.join(w.pick("；", "; ")))));
    }
    let caps = rule.criterion.iter().flat_map(|it| {
        it.caps.iter().map(|cap| w.cap_told(cap)).chain(it.convert.iter().map(|convert| w.conversion_told(convert)))
    });
    let caps: Vec<String> = caps.collect();
    if !caps.is_empty() {
        facts.push(Fact::text(w.why_caps(), w.capital(&caps.join(w.pick("；", "; ")))));
    }
    facts.extend(rule.criterion.iter().find_map(|it| w.pauses_told(it)).map(|told| Fact::text(w.why_leave(), told)));
    facts.push(Fact::text(w.why_in_force(), w.capital(&w.in_force_days(rule.effective.from, rule.effective.to))));
    if let Some((pack, version)) = origin {
        let href = format!("/rules/{pack}/{}?version={}", rule.id, crate::pages::escape(&version));
        let text = w.why_pack_version(&pack, &version);
        facts.push(Fact::new(w.why_pack(), view! { <a href=href>{text}</a> }));
    }
    facts.push(match rule.source.clone() {
        Some(source) => {
            let link = view! { <a href=source rel="noreferrer">{w.why_source_open()}</a> };
            Fact::new(w.why_source(), link)
        }
        None => Fact::text(w.why_source(), w.rule_source_none()),
    });
    view! {
        {unverified}
        <Card>
            <FactList facts=facts />
        </Card>
    }
    .into_any()
}
