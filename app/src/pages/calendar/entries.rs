//! What an organisation says of its own days: the list, adding and changing.

use domain::{
    calendar::{DayPart, EntryKind, StoredEntry},
    id::OrganisationId,
};
use leptos::prelude::*;
use service::calendar::CalendarView;

use crate::{
    form::Filled,
    ui::{
        button::{Button, ButtonKind, LinkButton},
        empty::Empty,
        form::{Actions, Choice, DateField, Form, SelectField, TextField},
        icon::IconName,
        layout::Section,
        table::{Column, Table},
        text::Text,
    },
    words::Words,
};

/// The entries of the year.
pub(super) fn list(w: Words, view: &CalendarView, may_edit: bool) -> AnyView {
    let body = if view.entries.is_empty() {
        let text = if may_edit { w.calendar_no_entries_text() } else { w.calendar_none_elsewhere() };
        view! { <Empty title=w.calendar_no_entries() text=text icon=IconName::Check /> }.into_any()
    } else {
        let mut columns = vec![
            Column::text(w.calendar_entry_name()),
            Column::text(w.calendar_entry_kind()),
            Column::text(w.calendar_entry_days()),
            Column::text(w.calendar_entry_part()),
        ];
        if may_edit {
            columns.push(Column::actions(w.calendar_actions()));
        }
        let rows = view.entries.iter().map(|it| row(w, view.year, it, may_edit)).collect::<Vec<_>>();
        view! { <Table caption=w.calendar_entries() columns=columns>{rows}</Table> }.into_any()
    };
    view! {
        <Section id="entries" title=w.calendar_entries()>
            {body}
        </Section>
    }
    .into_any()
}

fn row(w: Words, year: i32, stored: &StoredEntry, may_edit: bool) -> AnyView {
    let it = &stored.entry;
    let name = it.name.as_str().to_owned();
    let days = if it.first_day == it.last_day {
        format!("{}（{}）", it.first_day, w.calendar_weekday(it.first_day))
    } else {
        w.days(it.first_day, it.last_day)
    };
    let runs = it.runs_as.map(|day| view! { <span class="sub">{w.calendar_runs(day)}</span> });
    let actions = may_edit.then(|| {
        let href = format!("/calendars?year={year}&edit={}#entry", stored.id);
        let hidden: Vec<(Text, Text)> =
            vec![("id".into(), stored.id.to_string().into()), ("version".into(), stored.version.to_string().into())];
        let (edit, remove) = (format!("{} · {name}", w.calendar_edit()), format!("{} · {name}", w.calendar_remove()));
        view! {
            <td class="row-actions">
                <div class="actions">
                    <LinkButton href=href kind=ButtonKind::Quiet describe=edit>{w.calendar_edit()}</LinkButton>
                    <Form action="/rpc/calendar/remove" hidden=hidden inline=true>
                        <Button kind=ButtonKind::Quiet describe=remove>{w.calendar_remove()}</Button>
                    </Form>
                </div>
            </td>
        }
    });
    view! {
        <tr>
            <td class="lead" data-label=w.calendar_entry_name()><b>{it.name.as_str().to_owned()}</b>{runs}</td>
            <td data-label=w.calendar_entry_kind()>{w.entry_kind(it.kind)}</td>
            <td class="when" data-label=w.calendar_entry_days()>{days}</td>
            <td data-label=w.calendar_entry_part()>{w.day_part(it.part)}</td>
            {actions}
        </tr>
    }
    .into_any()
}

/// Adding an entry, or changing the one that is being edited.
pub(super) fn form(w: Words, own: OrganisationId, edited: Option<&StoredEntry>, filled: &Filled) -> AnyView {
    let (action, title, hidden): (_, _, Vec<(Text, Text)>) = match edited {
        Some(it) => (
            "/rpc/calendar/edit",
            w.calendar_entry_edit(),
            vec![("id".into(), it.id.to_string().into()), ("version".into(), it.version.to_string().into())],
        ),
        None => ("/rpc/calendar/add", w.calendar_entry_new(), vec![("organisation".into(), own.to_string().into())]),
    };
    let fields = fields(w, filled);
    let cancel = edited.is_some().then(|| view! { <LinkButton href="/calendars">{w.cancel()}</LinkButton> });
    view! {
        <Section id="entry" title=title>
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
    let kinds = EntryKind::ALL.iter().map(|it| Choice::new(it.as_str(), w.entry_kind(*it))).collect();
    let parts = DayPart::ALL.iter().map(|it| Choice::new(it.as_str(), w.day_part(*it))).collect();
    view! {
        <TextField
            name="name"
            label=w.calendar_entry_name()
            value=filled.value("name")
            hint=w.calendar_entry_name_hint()
            error=filled.error("name")
            required=true
        />
        <SelectField
            name="kind"
            label=w.calendar_entry_kind()
            options=kinds
            value=filled.value("kind")
            error=filled.error("kind")
        />
        <DateField
            name="first_day"
            label=w.calendar_entry_first_day()
            value=filled.value("first_day")
            error=filled.error("first_day")
            required=true
        />
        <DateField
            name="last_day"
            label=w.calendar_entry_last_day()
            note=w.person_optional()
            value=filled.value("last_day")
            hint=w.calendar_entry_last_day_hint()
            error=filled.error("last_day")
        />
        <SelectField
            name="part"
            label=w.calendar_entry_part()
            options=parts
            value=filled.value("part")
            error=filled.error("part")
        />
        <DateField
            name="runs_as"
            label=w.calendar_entry_runs_as()
            note=w.person_optional()
            value=filled.value("runs_as")
            hint=w.calendar_entry_runs_as_hint()
            error=filled.error("runs_as")
        />
    }
    .into_any()
}
