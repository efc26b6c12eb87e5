//! The indicators of a pack with their definitions.

use chrono::NaiveDate;
use domain::policy::Indicator;
use leptos::prelude::*;

use super::{card::source_link, state, unverified};
use crate::{
    ui::{
        card::{Card, Fact, FactList},
        layout::Section,
    },
    words::Words,
};

/// The section of a pack's page; nothing for a pack without indicators.
pub(super) fn section(w: Words, indicators: &[Indicator], today: NaiveDate) -> Option<AnyView> {
    let cards = indicators.iter().map(|indicator| card(w, indicator, today)).collect::<Vec<_>>();
    (!cards.is_empty()).then(|| {
        view! {
            <Section id="indicators" title=w.pack_indicators() lead=w.pack_indicators_lead()>
                <div class="cards pack-rules">{cards}</div>
            </Section>
        }
        .into_any()
    })
}

fn card(w: Words, indicator: &Indicator, today: NaiveDate) -> AnyView {
    let chips = view! {
        <div class="cluster">{state(w, indicator.effective, today)} {unverified(w, indicator.verified)}</div>
    };
    let bound = w.capital(&w.indicator_bound(indicator).unwrap_or_else(|| w.pack_no_bound().to_owned()));
    let clause = w.text(&indicator.clause);
    let document =
        if clause.is_empty() { indicator.document.clone() } else { format!("{} {clause}", indicator.document) };
    let authority = w.text(&indicator.authority).to_owned();
    let link = source_link(w, indicator.source.clone());
    let facts = vec![
        Fact::text(w.pack_definition(), w.text(&indicator.definition).to_owned()),
        Fact::text(w.pack_quotient(), w.quotient(indicator.numerator, indicator.denominator)),
        Fact::text(w.pack_bound(), bound),
        Fact::new(w.rule_document(), view! { {authority} <br/> {document} <br/> {link} }),
        Fact::text(w.rule_effective(), w.capital(&w.in_force_days(indicator.effective.from, indicator.effective.to))),
    ];
    view! {
        <Card title=w.text(&indicator.title).to_owned() action=chips.into_any()>
            <FactList facts=facts />
        </Card>
    }
    .into_any()
}
