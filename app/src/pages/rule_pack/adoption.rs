//! Since when the reader's organisation is judged by a pack, and ending that.

use leptos::prelude::*;
use service::rule_pack::{Adoption, PackView};

use super::{of_pack, today};
use crate::{
    form::Filled,
    ui::{
        button::{Button, ButtonKind, LinkButton},
        empty::Empty,
        form::{DateField, Form},
        icon::IconName,
        layout::Section,
        table::{Column, Table},
    },
    visit::Visit,
};

/// The name of the form that ends an adoption.
pub(super) const END_FORM: &str = "rule_pack_end";

/// The section of a pack's page; nothing for who acts for no organisation. `in_force` when people are judged by it
/// for want of adoptions.
pub(super) fn section(visit: &Visit, view: &PackView, in_force: bool, filled: &Filled) -> Option<AnyView> {
    visit.ctx.organisation()?;
    let w = visit.words();
    let compare = view.may_adopt.then(|| {
        let href = of_pack(&view.pack.id, "compare", Some(&view.pack.version));
        view! { <LinkButton href=href>{w.pack_compare_before()}</LinkButton> }.into_any()
    });
    if view.adoptions.is_empty() && in_force {
        return Some(
            view! {
                <Section id="adoption" title=w.pack_adoptions()>
                    <p class="muted">{w.pack_adoptions_usual()}</p>
                </Section>
            }
            .into_any(),
        );
    }
    if view.adoptions.is_empty() {
        let text = if view.may_adopt { w.pack_adoptions_none_text() } else { w.compare_only_officers() };
        return Some(
            view! {
                <Section id="adoption" title=w.pack_adoptions()>
                    <Empty title=w.pack_adoptions_none() text=text icon=IconName::Check action=compare />
                </Section>
            }
            .into_any(),
        );
    }
    let rows = view.adoptions.iter().rev().map(|it| row(visit, view, it, filled)).collect::<Vec<_>>();
    let mut columns =
        vec![Column::text(w.pack_version()), Column::text(w.pack_days()), Column::text(w.pack_adopted_by())];
    if view.may_adopt {
        columns.push(Column::actions(w.pack_end()));
    }
    Some(
        view! {
            <Section id="adoption" title=w.pack_adoptions() lead=w.rules_in_force_lead()>
                <Table caption=w.pack_adoptions() columns=columns>{rows}</Table>
            </Section>
        }
        .into_any(),
    )
}

fn row(visit: &Visit, view: &PackView, it: &Adoption, filled: &Filled) -> AnyView {
    let (w, today) = (visit.words(), today(visit));
    let days = match it.last_day {
        Some(last) => w.days(it.first_day, last),
        None => w.rules_from(&it.first_day.to_string()),
    };
    let href = of_pack(&it.pack, "", Some(&it.version));
    let deeds = view.may_adopt.then(|| {
        let deed = if it.last_day.is_some_and(|last| last < today) { None } else { Some(end(visit, it, filled)) };
        view! { <td class="row-actions"><div class="actions">{deed}</div></td> }
    });
    view! {
        <tr>
            <td class="lead" data-label=w.pack_version()><a href=href>{it.version.clone()}</a></td>
            <td class="when" data-label=w.pack_days()>{days}</td>
            <td data-label=w.pack_adopted_by()>{it.adopted_by.clone()}<span class="sub">{w.instant(it.adopted_at)}</span></td>
            {deeds}
        </tr>
    }
    .into_any()
}

/// Ending an adoption with a last day; one that has not begun is taken back.
fn end(visit: &Visit, it: &Adoption, filled: &Filled) -> AnyView {
    let (w, today) = (visit.words(), today(visit));
    let mut hidden = vec![("id".into(), it.id.to_string().into())];
    if it.first_day > today {
        hidden.push(("last_day".into(), today.to_string().into()));
        let describe = w.pack_take_back_of(&it.first_day.to_string());
        return view! {
            <Form action="/rpc/rule_pack/end_adoption" hidden=hidden inline=true>
                <Button kind=ButtonKind::Quiet describe=describe>{w.pack_take_back()}</Button>
            </Form>
        }
        .into_any();
    }
    let failed = filled.value("id") == it.id.to_string();
    let error = if failed { filled.error("last_day") } else { None };
    let typed = if failed { filled.value("last_day") } else { it.last_day.unwrap_or(today).to_string() };
    view! {
        <details class="pack-end" open=failed>
            <summary>{w.pack_end()}</summary>
            <Form action="/rpc/rule_pack/end_adoption" hidden=hidden>
                <DateField
                    name="last_day"
                    label=w.pack_end_last_day()
                    value=typed
                    hint=w.pack_end_hint()
                    error=error
                    min=today.to_string()
                />
                <div class="actions"><Button kind=ButtonKind::Danger>{w.pack_end()}</Button></div>
            </Form>
        </details>
    }
    .into_any()
}
