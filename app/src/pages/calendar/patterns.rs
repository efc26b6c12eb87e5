//! Shift patterns: the list, adding and changing.

use domain::{
    calendar::{ShiftPattern, ShiftPatternForm},
    id::OrganisationId,
};
use leptos::prelude::*;
use service::calendar::CalendarView;

use crate::{
    form::Filled,
    ui::{
        button::{Button, ButtonKind, LinkButton},
        empty::Empty,
        form::{Actions, DateField, Form, TextArea, TextField},
        icon::IconName,
        layout::Section,
        table::{Column, Table},
        text::Text,
    },
    words::Words,
};

/// The shift patterns; nothing where there are none and nobody may add one.
pub(super) fn list(w: Words, view: &CalendarView, may_edit: bool) -> Option<AnyView> {
    if view.patterns.is_empty() && !may_edit {
        return None;
    }
    let body = if view.patterns.is_empty() {
        let (title, text) = (w.calendar_no_patterns(), w.calendar_no_patterns_text());
        view! { <Empty title=title text=text icon=IconName::Hours /> }.into_any()
    } else {
        let mut columns = vec![Column::text(w.calendar_pattern_name()), Column::text(w.calendar_pattern_shifts())];
        if may_edit {
            columns.push(Column::actions(w.calendar_actions()));
        }
        let rows = view.patterns.iter().map(|it| row(w, it, may_edit)).collect::<Vec<_>>();
        view! { <Table caption=w.calendar_patterns() columns=columns>{rows}</Table> }.into_any()
    };
    let section = view! {
        <Section id="patterns" title=w.calendar_patterns()>
            {body}
        </Section>
    };
    Some(section.into_any())
}

fn row(w: Words, it: &ShiftPattern, may_edit: bool) -> AnyView {
    let shifts = ShiftPatternForm::from(it).shifts;
    let lines: Vec<_> = shifts.lines().map(|line| view! { <span class="sub">{line.to_owned()}</span> }).collect();
    let actions = may_edit.then(|| {
        let href = format!("/calendars?pattern={}#pattern", it.id);
        let hidden: Vec<(Text, Text)> =
            vec![("id".into(), it.id.to_string().into()), ("version".into(), it.version.to_string().into())];
        let (edit, remove) =
            (format!("{} · {}", w.calendar_edit(), it.name), format!("{} · {}", w.calendar_remove(), it.name));
        view! {
            <td class="row-actions">
                <div class="actions">
                    <LinkButton href=href kind=ButtonKind::Quiet describe=edit>{w.calendar_edit()}</LinkButton>
                    <Form action="/rpc/shift_pattern/remove" hidden=hidden inline=true>
                        <Button kind=ButtonKind::Quiet describe=remove>{w.calendar_remove()}</Button>
                    </Form>
                </div>
            </td>
        }
    });
    view! {
        <tr>
            <td class="lead" data-label=w.calendar_pattern_name()><b>{it.name.clone()}</b></td>
            <td data-label=w.calendar_pattern_shifts()>
                <div>{w.calendar_cycle(it.cycle.cycle_days, it.cycle.anchor)} {lines}</div>
            </td>
            {actions}
        </tr>
    }
    .into_any()
}

/// Adding a pattern, or changing the one that is being edited.
pub(super) fn form(w: Words, own: OrganisationId, edited: Option<&ShiftPattern>, filled: &Filled) -> AnyView {
    let (action, title, hidden): (_, _, Vec<(Text, Text)>) = match edited {
        Some(it) => (
            "/rpc/shift_pattern/edit",
            w.calendar_edit(),
            vec![("id".into(), it.id.to_string().into()), ("version".into(), it.version.to_string().into())],
        ),
        None => {
            ("/rpc/shift_pattern/add", w.calendar_pattern_new(), vec![("organisation".into(), own.to_string().into())])
        }
    };
    let fields = fields(w, filled);
    let cancel = edited.is_some().then(|| view! { <LinkButton href="/calendars">{w.cancel()}</LinkButton> });
    view! {
        <Section id="pattern" title=title>
            <Form action=action hidden=hidden label=title>
                {fields}
                <Actions>
                    <Button kind=ButtonKind::Primary>{w.save()}</Button>
                    {cancel}
                </Actions>
            </Form>
        </Section>
    }
    .into_any()
}

fn fields(w: Words, filled: &Filled) -> AnyView {
    view! {
        <TextField
            name="name"
            label=w.calendar_pattern_name()
            value=filled.value("name")
            error=filled.error("name")
            required=true
        />
        <TextField
            name="cycle_days"
            label=w.calendar_pattern_cycle()
            value=filled.value("cycle_days")
            hint=w.calendar_pattern_cycle_hint()
            input_mode="numeric"
            error=filled.error("cycle_days")
            required=true
        />
        <DateField
            name="anchor"
            label=w.calendar_pattern_anchor()
            value=filled.value("anchor")
            error=filled.error("anchor")
            required=true
        />
        <TextArea
            name="shifts"
            label=w.calendar_pattern_shifts()
            value=filled.value("shifts")
            hint=w.calendar_pattern_shifts_hint()
            error=filled.error("shifts")
            rows=4
        />
    }
    .into_any()
}
