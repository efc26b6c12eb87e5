//! One rule in full: every term of its file in words, how it reads its units, its tests.

use domain::{
    Error,
    policy::{Rule, RuleId},
};
use leptos::prelude::*;
use service::rule_pack::PackView;

use super::{
    Asked,
    card::source,
    crumbs, of_pack, pack_name, readings, state,
    terms::{self, Term},
    today, told_test, unverified,
};
use crate::{
    pages::{Page, page, path_value, query},
    ui::{
        card::Card,
        chip::StatusChip,
        layout::{Breadcrumbs, PageHeader, Section},
        notice::Notice,
        tone::Tone,
    },
    words::Words,
};

/// One rule of a pack.
#[component]
pub fn RulePage() -> impl IntoView {
    let pack = path_value("pack", pack_name);
    let id = path_value("rule", RuleId::parse);
    let asked: Asked = query();
    page(async move |visit| {
        let w = visit.words();
        let (pack, id) = (pack?, id?);
        let view = service::rule_pack::show(&visit.db, &visit.ctx, &pack, asked.version()).await?;
        let rule = view.pack.rule.iter().find(|rule| rule.id == id).ok_or(Error::NotFound)?;
        let (title, today) = (w.text(&rule.title).to_owned(), today(&visit));
        let pack_title = w.text(&view.pack.title).to_owned();
        let up = of_pack(&pack, "", asked.version());
        let crumbs = crumbs(w, [(pack_title.into(), Some(up.into())), (rule.id.0.clone().into(), None)]);
        let chips = view! {
            {state(w, rule.effective, today)}
            {unverified(w, rule.verified)}
        }
        .into_any();
        let lead = format!("{} · {}", rule.id, w.pack_version_of(&view.pack.version));
        let notice = (!rule.verified).then(|| view! { <Notice tone=Tone::AtRisk>{w.pack_unverified_hint()}</Notice> });
        let body = view! {
            <Breadcrumbs label=w.rules_way() items=crumbs />
            <PageHeader title=title.clone() lead=lead chips=chips />
            {notice}
            {terms_section(w, rule)}
            {readings::section(w, rule)}
            {tests(w, &view, rule)}
        };
        Ok(Page::new(title, body))
    })
}

fn terms_section(w: Words, rule: &Rule) -> AnyView {
    let several = rule.criterion.len() > 1;
    let criteria = rule
        .criterion
        .iter()
        .map(|criterion| {
            let title = w.criterion_title(rule, criterion);
            let title =
                if several { format!("{title}{}", w.in_brackets(&criterion.id)) } else { w.rule_asked().to_owned() };
            let terms = list(w, terms::of_criterion(w, rule, criterion));
            view! { <Card title=title>{terms}</Card> }
        })
        .collect::<Vec<_>>();
    let asked = terms::asked(w, rule).into_iter().map(|line| view! { <p>{line}</p> }).collect::<Vec<_>>();
    let source = source(w, rule);
    let verified = rule.verified.then(|| view! { <br/> <StatusChip tone=Tone::Met label=w.pack_verified() /> });
    let whole = list(w, terms::of_rule(w, rule));
    view! {
        <Section id="terms" title=w.rule_terms() lead=w.rule_terms_lead()>
            <div class="stack">
                <div class="card told">
                    <div class="rule-asked">{asked}</div>
                    <dl class="terms">
                        <div class="term">
                            <dt>{w.rule_document()}</dt>
                            <dd><div>{source} {verified}</div></dd>
                        </div>
                    </dl>
                </div>
                {criteria}
                <Card title=w.rule_whole()>{whole}</Card>
            </div>
        </Section>
    }
    .into_any()
}

/// Terms with their lines.
fn list(w: Words, terms: Vec<Term>) -> AnyView {
    let rows = terms
        .into_iter()
        .map(|term| {
            let lines = term.lines.into_iter().map(|line| view! { <p>{w.capital(&line)}</p> }).collect::<Vec<_>>();
            view! {
                <div class="term">
                    <dt>{term.label}</dt>
                    <dd>{lines}</dd>
                </div>
            }
        })
        .collect::<Vec<_>>();
    view! { <dl class="terms">{rows}</dl> }.into_any()
}

fn tests(w: Words, view: &PackView, rule: &Rule) -> AnyView {
    let cases = view.pack.test.iter().zip(&view.tests).filter(|(case, _)| case.rule == rule.id);
    let cards = cases.map(|(case, result)| told_test::card(w, rule, case, result)).collect::<Vec<_>>();
    if cards.is_empty() {
        return view! {
            <Section id="tests" title=w.rule_tests()>
                <p class="muted">{w.rule_tests_none()}</p>
            </Section>
        }
        .into_any();
    }
    view! {
        <Section id="tests" title=w.rule_tests() lead=w.rule_tests_lead()>
            <div class="cards">{cards}</div>
        </Section>
    }
    .into_any()
}
