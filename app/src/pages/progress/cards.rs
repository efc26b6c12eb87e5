//! The cards of a person: one for each rule, and those of an engineer's teaching.

use domain::{
    duration::tenths_text,
    id::PersonId,
    policy::{Bound, Status},
    progress::EngineerSummary,
};
use leptos::prelude::*;
use service::progress::{Judged, ProgressView, rank};

use super::{fraction, parts, percent, status_tone, why_address};
use crate::{
    ui::{
        button::{ButtonKind, LinkButton},
        card::{Card, Fact, RuleCard},
        chip::StatusChip,
        icon::IconName,
        progress::Ring,
        tone::Tone,
    },
    words::Words,
};

/// The part of the path that stands for the class hours of an engineer, beside the identifiers of rules.
pub(super) const CLASS_HOURS: &str = "class-hours";

/// The cards of the rules that bind the person, then the names of the others.
pub(super) fn rule_cards(w: Words, view: &ProgressView, suffix: &str) -> AnyView {
    let binds = |judged: &&Judged| judged.judgement.status != Status::NotApplicable;
    let (mut bound, others): (Vec<&Judged>, Vec<&Judged>) = view.judged.iter().partition(binds);
    bound.sort_by_key(|judged| rank(judged, view.as_of));
    let cards = bound.into_iter().map(|judged| rule_card(w, view, judged, suffix)).collect::<Vec<_>>();
    let others = (!others.is_empty()).then(|| {
        let names = others.into_iter().map(|judged| {
            let title = w.text(&judged.rule.title).to_owned();
            let href = why_address(view.person.id, judged.rule.id.as_str(), suffix);
            view! { <li><a href=href>{title}</a></li> }
        });
        let names = names.collect::<Vec<_>>();
        view! {
            <div class="rules-others">
                <h3>{w.progress_others()}</h3>
                <ul>{names}</ul>
            </div>
        }
    });
    view! {
        <div class="cards rules">{cards}</div>
        {others}
    }
    .into_any()
}

fn rule_card(w: Words, view: &ProgressView, judged: &Judged, suffix: &str) -> AnyView {
    let title = w.text(&judged.rule.title);
    let why = why_link(w, why_address(view.person.id, judged.rule.id.as_str(), suffix), title);
    let mut facts = figures(w, judged);
    facts.extend(w.deadline_fact(judged, view.as_of).map(|(label, value)| Fact::text(label, value)));
    let effects: Vec<&str> = judged.rule.effects.iter().map(|effect| w.policy_effect(*effect)).collect();
    if !effects.is_empty() {
        facts.push(Fact::text(w.progress_effects(), effects.join(w.pick("、", ", "))));
    }
    view! { <RuleCard title=title.to_owned() chip=chips(w, judged) ring=ring(w, judged) facts=facts action=why /> }
        .into_any()
}

/// How a rule stands, and whether its text was checked.
pub(super) fn chips(w: Words, judged: &Judged) -> AnyView {
    let status = judged.judgement.status;
    let unverified = (!judged.rule.verified).then(|| {
        view! { <StatusChip tone=Tone::Neutral icon=IconName::Warning label=w.progress_unverified() /> }
    });
    view! {
        <span class="chips">
            {unverified}
            <StatusChip tone=status_tone(status) label=w.rule_standing(&judged.rule, status) />
        </span>
    }
    .into_any()
}

/// How far a rule is, drawn.
pub(super) fn ring(w: Words, judged: &Judged) -> AnyView {
    let (counted, target) = parts(judged);
    let tone = status_tone(judged.judgement.status);
    let label = w.progress_ring(w.text(&judged.rule.title), percent(counted, target));
    if at_most(judged) {
        // More than all is what matters here.
        let text = format!("{}%", u64::from(counted) * 100 / u64::from(target.max(1)));
        return view! { <Ring fraction=fraction(counted, target) label=label tone=tone text=text /> }.into_any();
    }
    view! { <Ring fraction=fraction(counted, target) label=label tone=tone /> }.into_any()
}

/// Whether what decides asks for at most.
fn at_most(judged: &Judged) -> bool {
    judged.decisive().and_then(|it| judged.rule.judged(it)).is_some_and(|it| it.bound == Bound::AtMost)
}

/// How much counts, of how much, and what is missing or too much.
pub(super) fn figures(w: Words, judged: &Judged) -> Vec<Fact> {
    let amount = |parts: i64| w.judged_amount(judged, parts);
    let (asked, missing) = match (at_most(judged), judged.remaining()) {
        (true, above) => (w.progress_allowed(), (above > 0).then(|| (w.progress_above(), amount(above)))),
        (false, 0) if judged.judgement.met => {
            (w.progress_target(), Some((w.progress_remaining(), w.progress_nothing_missing().to_owned())))
        }
        (false, 0) => (w.progress_target(), Some((w.progress_remaining(), w.why_parts_missing().to_owned()))),
        (false, missing) => (w.progress_target(), Some((w.progress_remaining(), amount(missing)))),
    };
    let counted =
        [Fact::text(w.progress_counted(), amount(judged.counted())), Fact::text(asked, amount(judged.target()))];
    counted.into_iter().chain(missing.map(|(label, value)| Fact::text(label, value))).collect()
}

fn why_link(w: Words, href: String, title: &str) -> AnyView {
    view! {
        <LinkButton href=href kind=ButtonKind::Quiet icon=IconName::Next describe=w.progress_why_of(title)>
            {w.progress_why()}
        </LinkButton>
    }
    .into_any()
}

/// The cards of teaching: class hours of the academic year, and confirmed against the plan.
pub(super) fn engineer_cards(w: Words, person: PersonId, summary: &EngineerSummary, suffix: &str) -> AnyView {
    let title = w.progress_class_hours_title();
    let narrow = |tenths: i64| u32::try_from(tenths).unwrap_or_default();
    let (counted, target) = (narrow(summary.class_hours_tenths), narrow(summary.target_class_hours_tenths));
    let class_hours = |tenths: u32| w.progress_class_hours(&tenths_text(tenths.into()));
    let (tone, status) =
        if counted >= target { (Tone::Met, Some(w.policy_status(Status::Met))) } else { (Tone::Neutral, None) };
    let chip = status.map(|word| view! { <StatusChip tone=tone label=word /> }).into_any();
    let label = w.progress_ring(title, percent(counted, target));
    let ring = view! { <Ring fraction=fraction(counted, target) label=label tone=tone /> }.into_any();
    let year = w.days(summary.academic_year.first_day, summary.academic_year.last_day);
    let facts = vec![
        Fact::text(w.progress_counted(), class_hours(counted)),
        Fact::text(w.progress_target(), class_hours(target)),
        Fact::text(w.progress_remaining(), class_hours(target.saturating_sub(counted))),
        Fact::text(w.progress_academic_year(), year),
    ];
    let why = why_link(w, why_address(person, CLASS_HOURS, suffix), title);
    view! {
        <div class="cards rules">
            <RuleCard title=title chip=chip ring=ring facts=facts action=why />
            {plan_card(w, summary)}
        </div>
    }
    .into_any()
}

fn plan_card(w: Words, summary: &EngineerSummary) -> AnyView {
    let title = w.progress_plan_title();
    let (confirmed, planned) = (summary.confirmed_minutes, summary.planned_minutes);
    if planned == 0 {
        return view! {
            <Card title=title>
                <p class="muted">{w.progress_no_plan()}</p>
            </Card>
        }
        .into_any();
    }
    let label = w.progress_ring(title, percent(confirmed, planned));
    let ring = view! { <Ring fraction=fraction(confirmed, planned) label=label /> }.into_any();
    let facts = vec![
        Fact::text(w.progress_confirmed(), w.hours(confirmed.into())),
        Fact::text(w.progress_planned(), w.hours(planned.into())),
        Fact::text(w.progress_remaining(), w.hours(planned.saturating_sub(confirmed).into())),
    ];
    view! { <RuleCard title=title chip=().into_any() ring=ring facts=facts /> }.into_any()
}
