//! What a placement meets, above what can be done with it.

use domain::{
    conflict::{Conflict, ConflictKind},
    placement::Deed,
};
use leptos::prelude::*;
use service::conflict::ConflictView;

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
    it.is_hard || it.kind != ConflictKind::Credential
}

/// Conflicts as two notices, what cannot be and what needs a reason, and what was accepted; nothing where there is
/// nothing.
pub(super) fn notices(w: Words, view: &ConflictView, deeds: &[Deed]) -> Option<AnyView> {
    let told = |is_hard: bool| -> Vec<&Conflict> {
        view.conflicts.iter().filter(|it| is_told(it) && it.is_hard == is_hard).collect()
    };
    let (hard, soft) = (told(true), told(false));
    if hard.is_empty() && soft.is_empty() && view.accepted.is_empty() {
        return None;
    }
    let list = |found: &[&Conflict], tone: Tone| {
        let lines = found.iter().map(|it| {
            view! {
                <li class="conflict">
                    <StatusChip tone=tone label=w.conflict_kind(it.kind) />
                    <span>{w.conflict_told(it)}</span>
                </li>
            }
        });
        view! { <ul class="conflicts">{lines.collect::<Vec<_>>()}</ul> }
    };
    let submits = deeds.contains(&Deed::Submit);
    let hard = (!hard.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Short>
                <p class="notice-title">{w.conflict_hard_title()}</p>
                {list(&hard, Tone::Short)}
            </Notice>
        }
    });
    let soft = (!soft.is_empty()).then(|| {
        let ask = (submits && to_accept(view)).then(|| view! { <p>{w.conflict_soft_text()}</p> });
        view! {
            <Notice tone=Tone::AtRisk>
                <p class="notice-title">{w.conflict_soft_title()}</p>
                {list(&soft, Tone::AtRisk)}
                {ask}
            </Notice>
        }
    });
    let accepted = (!view.accepted.is_empty()).then(|| {
        let lines = view.accepted.iter().map(|it| {
            let told = w.conflict_accepted(w.conflict_kind(it.kind), &it.reason, &it.actor, &w.day(it.at.date_naive()));
            view! { <li>{told}</li> }
        });
        view! {
            <Notice>
                <p class="notice-title">{w.conflict_accepted_title()}</p>
                <ul>{lines.collect::<Vec<_>>()}</ul>
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
