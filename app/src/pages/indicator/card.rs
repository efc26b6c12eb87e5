//! One indicator: its value, what it divides by what, and where that is written.

use domain::policy::{Decimal, Figure, Indicator, IndicatorValue};
use leptos::prelude::*;
use service::indicator::CollegeIndicators;

use crate::{
    ui::{
        card::{Fact, FactList},
        chip::StatusChip,
        tone::Tone,
    },
    words::Words,
};

/// The card of an indicator of a college.
pub(super) fn card(w: Words, college: &CollegeIndicators, indicator: &Indicator, value: &IndicatorValue) -> AnyView {
    let number = match value.value {
        Some(hundredths) => {
            let number = w.grouped(Decimal(hundredths));
            view! { <p class="indicator-value">{number}<span>{w.indicator_unit(indicator.unit)}</span></p> }.into_any()
        }
        None => view! {
            <p class="indicator-value"><span>{w.indicator_why_unknown(indicator, value)}</span></p>
        }
        .into_any(),
    };
    let bound = w.indicator_bound(indicator).map(|bound| view! { <p class="muted">{bound}</p> });
    let mut facts = vec![fact(w, college, indicator.numerator)];
    if indicator.denominator != Figure::One {
        facts.push(fact(w, college, indicator.denominator));
    }
    view! {
        <div class="card indicator">
            <div class="card-head">
                <h3>{w.text(&indicator.title).to_owned()}</h3>
                {standing(w, indicator, value)}
            </div>
            <div>{number} {bound}</div>
            <FactList facts=facts />
            <p>{w.text(&indicator.definition).to_owned()}</p>
            {source(w, indicator)}
        </div>
    }
    .into_any()
}

fn fact(w: Words, college: &CollegeIndicators, figure: Figure) -> Fact {
    let known = college.figures.get(&figure);
    let number = known.map_or_else(|| w.indicator_unknown().to_owned(), |known| w.grouped(Decimal(known.value)));
    let reported = known.filter(|known| known.reported).map(|known| {
        let computed = known.computed.map(|computed| w.indicator_computed(&w.grouped(Decimal(computed))));
        let text = std::iter::once(w.indicator_reported().to_owned()).chain(computed).collect::<Vec<_>>().join(" · ");
        view! { <span class="sub">{text}</span> }
    });
    Fact::new(w.figure(figure), view! { <b>{number}</b> {reported} })
}

/// Whether the bound is kept; nothing for an indicator without one.
pub(super) fn standing(w: Words, indicator: &Indicator, value: &IndicatorValue) -> Option<AnyView> {
    let bound = indicator.bound?;
    let (tone, label) = match value.kept {
        Some(kept) => (if kept { Tone::Met } else { Tone::Short }, w.indicator_standing(bound.side, kept)),
        None => (Tone::Muted, w.indicator_unknown()),
    };
    Some(view! { <StatusChip tone=tone label=label /> }.into_any())
}

/// Who set it, in which document and where in it, and whether that was checked.
pub(super) fn source(w: Words, indicator: &Indicator) -> AnyView {
    let parts = [w.text(&indicator.authority), indicator.document.as_str(), w.text(&indicator.clause)];
    let cited = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let unverified =
        (!indicator.verified).then(|| view! { <StatusChip tone=Tone::AtRisk label=w.indicator_unverified() /> });
    let link = indicator.source.clone().map(|source| {
        view! { <a href=source rel="noreferrer">{w.indicator_source()}</a> }
    });
    view! { <p class="indicator-source">{cited} " " {link} " " {unverified}</p> }.into_any()
}
