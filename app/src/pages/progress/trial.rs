//! What the browser needs to try stints and rules out, on the page.

use domain::policy::{Text, trial::Bench};
use leptos::prelude::*;
use service::progress::Trial;

use crate::{
    islands,
    ui::layout::Section,
    words::{Lang, Words},
};

/// The icons of the site. Those of the trial are put onto the page itself: what is drawn later must not be fetched.
const SPRITE: &str = include_str!("../../../../style/public/icons.svg");

/// The place where stints and rules are tried out; nothing of it without scripts.
pub(super) fn trial(w: Words, trial: Trial) -> AnyView {
    let Trial { mut bench, hosts, .. } = trial;
    for (stint, host) in bench.stints.iter_mut().zip(&hosts) {
        let named = |host| w.named(host).to_owned();
        stint.name = host.as_ref().map_or_else(|| w.trial_stint().to_owned(), |host| named(&host.name));
    }
    let bench = slim(bench, w.lang()).to_text();
    view! {
        <div class="trial-place">
            <svg class="trial-icons" aria-hidden="true" inner_html=icons()></svg>
            <Section id="trial" title=w.trial() lead=w.trial_lead()>
                <islands::WhatIf english=w.lang() == Lang::En bench=bench />
            </Section>
        </div>
    }
    .into_any()
}

/// The symbols that the island draws, by names of the page's own.
fn icons() -> String {
    let symbol = |name: &&str| {
        let (_, symbol) = SPRITE.split_once(&format!("<symbol id=\"{name}\""))?;
        let (symbol, _) = symbol.split_once("</symbol>")?;
        Some(format!("<symbol id=\"icon-{name}\"{symbol}</symbol>"))
    };
    islands::WHAT_IF_ICONS.iter().filter_map(symbol).collect()
}

/// Without the texts that are not shown there.
fn slim(mut bench: Bench, lang: Lang) -> Bench {
    for applied in &mut bench.rules {
        let rule = &mut applied.rule;
        in_one_language(&mut rule.title, lang);
        rule.authority = Text::default();
        rule.clause = Text::default();
        rule.document.clear();
        rule.source = None;
        rule.approvals.clear();
        for criterion in &mut rule.criterion {
            criterion.clause = None;
            criterion.eligible.forms_clause = None;
            criterion.caps.iter_mut().for_each(|cap| cap.clause = None);
            criterion.title.iter_mut().for_each(|title| in_one_language(title, lang));
            criterion.sub_targets.iter_mut().for_each(|sub| in_one_language(&mut sub.title, lang));
        }
    }
    bench
}

fn in_one_language(text: &mut Text, lang: Lang) {
    match lang {
        Lang::Zh => text.en.clear(),
        Lang::En => text.zh.clear(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_icon_of_the_trial_is_in_the_sprite() {
        let icons = super::icons();
        assert_eq!(icons.matches("</symbol>").count(), crate::islands::WHAT_IF_ICONS.len());
        assert!(icons.contains("id=\"icon-at-risk\""));
    }
}
