//! What a placement meets, above what can be done with it.

use domain::{
    conflict::{Conflict, ConflictKind},
    placement::Deed,
};
use leptos::prelude::*;
use service::conflict::{Accepted, ConflictView};

use crate::{
    ui::{chip::StatusChip, notice::Notice, tone::Tone},
    words::Words,
};

/// Those that submitting asks a reason for: soft ones that were not accepted before. That a credential lapses is told
/// by itself.
pub(super) fn to_accept(view: &ConflictView) -> bool {
    let accepted = |kind: ConflictKind| view.accepted.iter().any(|it| it.kind == kind);
    view.conflicts.iter().any(|it| is_told(it) && !it.is_hard && !accepted(it.kind))
}

fn is_told(it: &Conflict) -> bool {
    it.is_hard || it.needs_reason()
}

/// Conflicts as two notices, what cannot be and what needs a reason, and what was accepted; nothing where there is
/// nothing.
pub(super) fn notices(w: Words, view: &ConflictView, deeds: &[Deed]) -> Option<AnyView> {
    let told = |is_hard: bool| {
        view.conflicts.iter().filter(|it| is_told(it) && it.is_hard == is_hard).cloned().collect::<Vec<_>>()
    };
    let (hard, soft) = (told(true), told(false));
    if hard.is_empty() && soft.is_empty() && view.accepted.is_empty() {
        return None;
    }
    let submits = deeds.contains(&Deed::Submit);
    let hard = (!hard.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Short>
                <p class="notice-title">{w.conflict_hard_title()}</p>
                {list(w, &hard, Tone::Short)}
            </Notice>
        }
    });
    let soft = (!soft.is_empty()).then(|| {
        let ask = (submits && to_accept(view)).then(|| view! { <p>{w.conflict_soft_text()}</p> });
        view! {
            <Notice tone=Tone::AtRisk>
                <p class="notice-title">{w.conflict_soft_title()}</p>
                {list(w, &soft, Tone::AtRisk)}
                {ask}
            </Notice>
        }
    });
    let accepted = (!view.accepted.is_empty()).then(|| {
        let line = |it: &Accepted| {
            w.conflict_accepted(w.conflict_kind(it.kind), &it.reason, &it.actor, &w.day(it.at.date_naive()))
        };
        let lines: Vec<String> = view.accepted.iter().map(line).collect();
        let lines = lines.into_iter().map(|told| view! { <li>{told}</li> }).collect::<Vec<_>>();
        view! {
            <Notice>
                <p class="notice-title">{w.conflict_accepted_title()}</p>
                <ul>{lines}</ul>
            </Notice>
        }
    });
    Some(
        view! {
            {hard}
            {soft}
            {accepted}
        }
        .into_any(),
    )
}

/// What new dates would meet, as far as there is something to say about it.
pub(super) fn of_dates(w: Words, found: &[Conflict]) -> Option<AnyView> {
    let told: Vec<Conflict> = found.iter().filter(|it| is_told(it)).cloned().collect();
    let tone = if told.iter().any(|it| it.is_hard) { Tone::Short } else { Tone::AtRisk };
    (!told.is_empty()).then(|| list(w, &told, tone))
}

fn list(w: Words, found: &[Conflict], tone: Tone) -> AnyView {
    let lines = found
        .iter()
        .map(|it| {
            let (kind, told) = (w.conflict_kind(it.kind), w.conflict_told(it));
            view! {
                <li class="conflict">
                    <StatusChip tone=tone label=kind />
                    <span>{told}</span>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! { <ul class="conflicts">{lines}</ul> }.into_any()
}
