//! The cards of a person: one for each rule, and those of an engineer's teaching.

use domain::{
    duration::tenths_text,
    id::PersonId,
    progress::{EngineerSummary, Judgement, Status},
};
use leptos::prelude::*;
use service::progress::ProgressView;

use super::{fraction, percent, status_tone, why_address};
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

/// The cards of the national rules.
pub(super) fn rule_cards(w: Words, view: &ProgressView, suffix: &str) -> AnyView {
    let cards = view.judgements.iter().map(|judgement| rule_card(w, view, judgement, suffix)).collect::<Vec<_>>();
    view! { <div class="cards rules">{cards}</div> }.into_any()
}

fn rule_card(w: Words, view: &ProgressView, judgement: &Judgement, suffix: &str) -> AnyView {
    let title = w.rule(judgement.rule);
    let tone = status_tone(judgement.status);
    let chip = view! { <StatusChip tone=tone label=w.status(judgement.status) /> }.into_any();
    let why = why_link(w, why_address(view.person.id, judgement.rule.as_str(), suffix), title);
    if judgement.status == Status::NotApplicable {
        return view! {
            <Card title=title action=chip>
                <p class="muted">{w.progress_not_for_category()}</p>
                <div class="card-foot">{why}</div>
            </Card>
        }
        .into_any();
    }
    let (counted, target) = (judgement.counted_minutes, judgement.target_minutes);
    let label = w.progress_ring(title, percent(counted, target));
    let ring = view! { <Ring fraction=fraction(counted, target) label=label tone=tone /> }.into_any();
    let remaining = if judgement.remaining_minutes == 0 {
        w.progress_nothing_missing().to_owned()
    } else {
        w.workdays(judgement.remaining_minutes.into())
    };
    let mut facts = vec![
        Fact::text(w.progress_counted(), w.workdays(counted.into())),
        Fact::text(w.progress_target(), w.workdays(target.into())),
        Fact::text(w.progress_remaining(), remaining),
    ];
    facts.extend(w.deadline_fact(judgement, view.as_of).map(|(label, value)| Fact::text(label, value)));
    view! { <RuleCard title=title chip=chip ring=ring facts=facts action=why /> }.into_any()
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
        if counted >= target { (Tone::Met, Some(w.status(Status::Met))) } else { (Tone::Neutral, None) };
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
