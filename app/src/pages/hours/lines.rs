//! The entries of a period one by one, with what the reader may do with each.

use domain::{
    duration::hours_text,
    hours::{EntryState, HourEntry},
};
use leptos::prelude::*;

use super::{
    period::{Reason, with_reason},
    sheet::{Sheet, look, typed},
};
use crate::{
    form::Filled,
    ui::{
        button::{Button, ButtonKind, LinkButton},
        chip::StatusChip,
        empty::Empty,
        form::Form,
        icon::{Icon, IconName},
        layout::Section,
        table::{Column, Table},
        text::Text,
    },
    words::Words,
};

/// What is wrong with a form about a period, for the summary.
pub(super) fn problems(filled: &Filled) -> Vec<(Text, Text)> {
    super::super::session::problems(filled)
}

/// The section with all entries of the period.
pub(super) fn section(sheet: &Sheet, w: Words, filled: &Filled) -> AnyView {
    let view = &sheet.view;
    let content = if view.entries.is_empty() {
        let text = if view.may_log { w.hours_no_lines_log() } else { w.hours_no_lines_read() };
        view! { <Empty title=w.hours_no_lines() text=text icon=IconName::Hours /> }.into_any()
    } else {
        let acts = view.entries.iter().any(|entry| deeds(sheet, entry));
        let mut columns = vec![
            Column::text(w.day_label()),
            Column::number(w.hours_amount()),
            Column::text(w.hours_kind()),
            Column::text(w.note()),
            Column::text(w.hours_state()),
        ];
        if acts {
            columns.push(Column::actions(w.hours_actions()));
        }
        let rows = view.entries.iter().map(|entry| row(sheet, w, filled, entry, acts)).collect::<Vec<_>>();
        view! { <Table caption=w.hours_lines_caption() columns=columns>{rows}</Table> }.into_any()
    };
    view! { <Section id="lines" title=w.hours_lines()>{content}</Section> }.into_any()
}

/// Whether the reader may do anything with an entry.
fn deeds(sheet: &Sheet, entry: &HourEntry) -> bool {
    let view = &sheet.view;
    (view.may_log && entry.state.is_open())
        || (view.may_confirm && matches!(entry.state, EntryState::Submitted | EntryState::Confirmed))
}

fn row(sheet: &Sheet, w: Words, filled: &Filled, entry: &HourEntry, acts: bool) -> AnyView {
    let time = entry.span.map(|_| typed(entry, sheet.view.placement.class_hour_minutes, w));
    let class: Vec<&str> = [&entry.course, &entry.section].into_iter().flatten().map(String::as_str).collect();
    let class = (!class.is_empty()).then(|| class.join(" · "));
    let lessons = (entry.kind == domain::hours::Kind::ClassHours && entry.span.is_none())
        .then(|| typed(entry, sheet.view.placement.class_hour_minutes, w));
    let (tone, icon) = look(entry.state);
    let flags = entry
        .flags
        .iter()
        .map(|flag| {
            view! {
                <span class="sub hours-flag">
                    <Icon name=IconName::AtRisk />
                    {w.code(*flag)}
                </span>
            }
        })
        .collect::<Vec<_>>();
    let decided =
        entry.decided_by.as_ref().zip(entry.decided_at).map(|(by, at)| w.hours_decided(w.named(by), &w.instant(at)));
    let reason = entry.reason.clone().map(|reason| view! { <span class="sub hours-reason">{reason}</span> });
    let actions = acts.then(|| view! { <td>{actions(sheet, w, filled, entry)}</td> });
    view! {
        <tr id=format!("line-{}", entry.id)>
            <td class="lead when" data-label=w.day_label()>
                <b>{w.day_of_week(entry.day)}</b>
                {time.map(|time| view! { <span class="sub">{time}</span> })}
            </td>
            <td class="num" data-label=w.hours_amount()>
                <span>{hours_text(entry.minutes.into())} {lessons.map(|lessons| view! { <span class="sub">{lessons}</span> })}</span>
            </td>
            <td data-label=w.hours_kind()>
                <span>{w.kind(entry.kind)} {class.map(|class| view! { <span class="sub">{class}</span> })}</span>
            </td>
            <td data-label=w.note() class="hours-remark">{entry.note.clone()}</td>
            <td data-label=w.hours_state()>
                <span>
                    <StatusChip tone=tone icon=icon label=w.entry_state(entry.state) />
                    {reason}
                    {decided.map(|decided| view! { <span class="sub">{decided}</span> })}
                    {flags}
                </span>
            </td>
            {actions}
        </tr>
    }
    .into_any()
}

fn actions(sheet: &Sheet, w: Words, filled: &Filled, entry: &HourEntry) -> Option<AnyView> {
    if !deeds(sheet, entry) {
        return None;
    }
    let describe = |deed| w.hours_describe(deed, &w.day_of_week(entry.day), w.kind(entry.kind));
    let mut forms = Vec::new();
    let view = &sheet.view;
    if view.may_log && entry.state.is_open() {
        let period = if sheet.month { sheet.month_address(entry.day) } else { sheet.week_address(entry.day) };
        let href = format!("{period}&edit={}#entry", entry.id);
        let describe = describe(w.hours_edit());
        forms.push(view! { <LinkButton href=href describe=describe>{w.hours_edit()}</LinkButton> }.into_any());
    }
    if view.may_confirm && entry.state == EntryState::Submitted {
        let mut hidden = sheet.hidden();
        hidden.push(("entries".into(), entry.id.to_string().into()));
        let describe = describe(w.hours_confirm());
        forms.push(
            view! {
                <Form action="/rpc/hours/confirm" hidden=hidden inline=true>
                    <Button kind=ButtonKind::Secondary icon=IconName::Check describe=describe>{w.hours_confirm()}</Button>
                </Form>
            }
            .into_any(),
        );
    }
    let deed = match entry.state {
        EntryState::Submitted => Some(("/rpc/hours/return", w.hours_return())),
        EntryState::Confirmed => Some(("/rpc/hours/unlock", w.hours_unlock())),
        EntryState::Draft | EntryState::Returned => None,
    };
    if let Some((action, words)) = deed.filter(|_| view.may_confirm) {
        let reason = Reason { action: action.into(), words, describe: describe(words), entries: entry.id.to_string() };
        forms.push(with_reason(sheet.hidden(), w, filled, &reason));
    }
    Some(view! { <div class="actions">{forms}</div> }.into_any())
}
