//! What a pack inherits, and what it makes stricter: the parent's terms beside its own.

use domain::policy::{Pack, Rule};
use leptos::prelude::*;
use service::rule_pack::PackView;

use super::{
    of_pack,
    terms::{self, Term},
};
use crate::{
    ui::{
        layout::Section,
        table::{Column, Table},
    },
    words::Words,
};

/// The section of a pack's page; nothing for one without a parent. `parents` are the packs of the lineage.
pub(super) fn section(w: Words, view: &PackView, parents: &[Pack]) -> Option<AnyView> {
    let (parent, title) = view.lineage.first()?;
    let lead = w.pack_inherited_lead(w.text(title));
    let tables = view.pack.rule.iter().filter_map(|rule| stricter(w, rule, parents)).collect::<Vec<_>>();
    let strengthened: Vec<&str> =
        view.pack.rule.iter().filter_map(|rule| rule.inherits.as_ref()).map(|id| id.as_str()).collect();
    let also = view
        .rules
        .iter()
        .filter(|rule| !view.pack.rule.iter().any(|own| own.id == rule.id))
        .filter(|rule| !strengthened.contains(&rule.id.as_str()))
        .filter_map(|rule| {
            let pack = parents.iter().find(|pack| pack.rule.iter().any(|it| it.id == rule.id))?;
            let asked = terms::asked(w, rule).join(w.pick("；", "; "));
            let href = of_pack(&pack.id, rule.id.as_str(), None);
            Some(view! {
                <li>
                    <a href=href>{w.text(&rule.title).to_owned()}</a>
                    <span class="sub">{asked}</span>
                </li>
            })
        })
        .collect::<Vec<_>>();
    let also = (!also.is_empty()).then(|| {
        view! {
            <h3>{w.pack_inherited_rules()}</h3>
            <ul class="pack-inherited">{also}</ul>
        }
    });
    let link = view! { <a href=of_pack(parent, "", None)>{w.text(title).to_owned()}</a> }.into_any();
    Some(
        view! {
            <Section id="inherited" title=w.pack_inherited() lead=lead action=link>
                <div class="stack">{tables} {also}</div>
            </Section>
        }
        .into_any(),
    )
}

/// What a rule says otherwise than the one it inherits.
fn stricter(w: Words, rule: &Rule, parents: &[Pack]) -> Option<AnyView> {
    let id = rule.inherits.as_ref()?;
    let parent = parents.iter().find_map(|pack| pack.rule.iter().find(|it| it.id == *id))?;
    let (title, rows) = (w.pack_strengthened_of(w.text(&rule.title)), differing(w, parent, rule));
    let rows = rows
        .into_iter()
        .map(|(label, before, after)| {
            view! {
                <tr>
                    <td class="lead" data-label=w.pack_field()>{label}</td>
                    <td data-label=w.pack_of_parent()>{w.capital(&before)}</td>
                    <td data-label=w.pack_own()><b>{w.capital(&after)}</b></td>
                </tr>
            }
        })
        .collect::<Vec<_>>();
    let columns = vec![Column::text(w.pack_field()), Column::text(w.pack_of_parent()), Column::text(w.pack_own())];
    Some(
        view! {
            <div class="pack-stricter">
                <h3>{title.clone()}</h3>
                <Table caption=title columns=columns>{rows}</Table>
            </div>
        }
        .into_any(),
    )
}

/// The terms that differ, with what stands in the parent and in the child.
fn differing(w: Words, parent: &Rule, child: &Rule) -> Vec<(&'static str, String, String)> {
    let skipped = [w.term_inherits(), w.term_effective(), w.term_may_strengthen(), w.term_supersedes()];
    let mut rows = pairs(w, &terms::of_rule(w, parent), &terms::of_rule(w, child));
    rows.retain(|(label, ..)| !skipped.contains(label));
    for own in &child.criterion {
        let above = parent.criterion(&own.id).map(|it| terms::of_criterion(w, parent, it)).unwrap_or_default();
        rows.extend(pairs(w, &above, &terms::of_criterion(w, child, own)));
    }
    rows
}

fn pairs(w: Words, above: &[Term], below: &[Term]) -> Vec<(&'static str, String, String)> {
    let told = |terms: &[Term], label: &str| {
        let lines = terms.iter().find(|term| term.label == label).map(|term| term.lines.join(w.pick("；", "; ")));
        lines.unwrap_or_else(|| w.pack_nothing().to_owned())
    };
    let only_above = above.iter().filter(|term| !below.iter().any(|it| it.label == term.label));
    let labels = below.iter().chain(only_above).map(|term| term.label);
    labels
        .map(|label| (label, told(above, label), told(below, label)))
        .filter(|(_, before, after)| before != after)
        .collect()
}
