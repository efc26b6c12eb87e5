//! Each criterion of a rule with its bar and the parts of the whole that are asked for.

use domain::policy::{Bound, Criterion, CriterionJudgement, Status};
use leptos::prelude::*;
use service::progress::Judged;

use super::WhyFilter;
use crate::{
    pages::address,
    ui::{chip::StatusChip, layout::Section, progress::Bar, tone::Tone},
    words::Words,
};

/// The criteria; nothing where the rule does not bind the person.
pub(super) fn criteria(w: Words, filter: &WhyFilter, path: &str, judged: &Judged) -> AnyView {
    let judgement = &judged.judgement;
    if judgement.status == Status::NotApplicable {
        return ().into_any();
    }
    let several = judgement.criteria.len() > 1;
    let places = judgement.criteria.iter().enumerate();
    let cards = places
        .filter_map(|(place, it)| {
            let criterion = judged.rule.judged(it)?;
            let decides = several && place == judgement.decisive;
            let lines = several.then(|| {
                let filter =
                    WhyFilter { criterion: it.criterion.clone(), as_of: filter.as_of.clone(), ..WhyFilter::default() };
                format!("{}#lines", address(path, &filter))
            });
            Some(card(w, judged, criterion, it, decides, lines))
        })
        .collect::<Vec<_>>();
    let need = w.need_told(&judged.rule).map(|need| view! { <p class="muted">{need}</p> });
    view! {
        <Section id="criteria" title=w.why_criteria()>
            {need}
            <div class="criteria">{cards}</div>
        </Section>
    }
    .into_any()
}

fn card(
    w: Words,
    judged: &Judged,
    criterion: &Criterion,
    it: &CriterionJudgement,
    decides: bool,
    lines: Option<String>,
) -> AnyView {
    let title = w.criterion_title(&judged.rule, criterion);
    let asked = w.capital(&w.criterion_told(criterion));
    let tone = match (it.open, it.met, judged.judgement.met) {
        (false, ..) => Tone::Muted,
        (true, true, _) => Tone::Met,
        // What is missing here does no harm where another way is taken.
        (true, false, true) => Tone::Neutral,
        (true, false, false) => Tone::Short,
    };
    let chip = (decides).then(|| view! { <StatusChip tone=Tone::Accent label=w.why_decides() /> });
    let bars = if it.open {
        let total = bar(w, judged, &asked, (it.counted, it.target), tone, it);
        let parts = it.sub_targets.iter().filter_map(|part| {
            let sub = criterion.sub_targets.iter().find(|sub| sub.id == part.id)?;
            let tone = if part.counted >= part.target { Tone::Met } else { Tone::Short };
            let title = w.text(&sub.title).to_owned();
            Some(view! { <li>{bar(w, judged, &title, (part.counted, part.target), tone, it)}</li> }.into_any())
        });
        let served = it.service.iter().map(|span| {
            let told = w.why_served(&w.days(span.first_day, span.last_day), span.days());
            view! { <li class="muted">{told}</li> }.into_any()
        });
        let parts = parts.chain(served).collect::<Vec<_>>();
        let parts = (!parts.is_empty()).then(|| view! { <ul class="criterion-parts">{parts}</ul> });
        view! {
            {total}
            {parts}
        }
        .into_any()
    } else {
        let told = w.asked_and_counted(&judged.rule, criterion, it);
        view! { <p class="muted">{told}</p> }.into_any()
    };
    let link = lines.map(|href| {
        let describe = w.why_lines_of(&title);
        view! { <a class="criterion-lines" href=href aria-label=describe>{w.why_lines_link()}</a> }
    });
    view! {
        <div class="card criterion">
            <div class="card-head">
                <h3>{title}</h3>
                {chip}
            </div>
            {bars}
            {link}
        </div>
    }
    .into_any()
}

/// How much of how much, as figures and as a bar.
fn bar(
    w: Words,
    judged: &Judged,
    label: &str,
    (counted, target): (i64, i64),
    tone: Tone,
    it: &CriterionJudgement,
) -> AnyView {
    let figure = w.amount_of(counted, target, it.unit, judged.rule.reading);
    let fraction = if target <= 0 { 1.0 } else { counted as f64 / target as f64 };
    let at_most = judged.rule.judged(it).is_some_and(|it| it.bound == Bound::AtMost);
    let words = if at_most { w.progress_bar_at_most(&figure) } else { w.progress_bar(&figure) };
    view! {
        <div class="criterion-bar">
            <span>{label.to_owned()}</span>
            <b>{figure}</b>
            <Bar fraction=fraction label=words tone=tone />
        </div>
    }
    .into_any()
}
