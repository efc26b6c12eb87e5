//! One entry with all it may say: to log a new one, or to change one.

use domain::{
    hours::{EntryForm, HourEntry, Kind},
    id::HourEntryId,
};
use leptos::prelude::*;
use service::draft::Draft;

use super::{
    Query,
    sheet::{Sheet, typed},
};
use crate::{
    form::Filled,
    ui::{
        button::{Button, ButtonKind, LinkButton},
        form::{Actions, Choice, DateField, ErrorSummary, Form, SelectField, TextArea, TextField, Width},
        layout::Section,
    },
    visit::Visit,
    words::Words,
};

/// The entry as its form holds it.
fn form_of(entry: &HourEntry, class_hour_minutes: i32, w: Words) -> EntryForm {
    EntryForm {
        day: entry.day.to_string(),
        time: typed(entry, class_hour_minutes, w),
        kind: entry.kind.as_str().to_owned(),
        course: entry.course.clone().unwrap_or_default(),
        section: entry.section.clone().unwrap_or_default(),
        note: entry.note.clone().unwrap_or_default(),
    }
}

/// The section with the form, for one who may log: of the entry that the address names, else a new one.
pub(super) fn section(visit: &Visit, sheet: &Sheet, query: &Query, draft: Option<&Draft>) -> Option<AnyView> {
    let w = visit.words();
    // Once it is saved, the address still names the entry, but there is nothing left to change.
    let wanted = HourEntryId::parse(&query.edit).filter(|_| query.done.is_empty());
    let entry = sheet.view.entries.iter().find(|entry| Some(entry.id) == wanted && entry.state.is_open());
    let day = sheet.days().filter(|day| sheet.takes_new(*day)).last();
    if !sheet.view.may_log || (entry.is_none() && day.is_none()) {
        return None;
    }
    let stored = match entry {
        Some(entry) => form_of(entry, sheet.view.placement.class_hour_minutes, w),
        None => EntryForm {
            day: day.map(|day| day.to_string()).unwrap_or_default(),
            kind: sheet.kinds().first().map(|kind| kind.as_str().to_owned()).unwrap_or_default(),
            ..EntryForm::default()
        },
    };
    let filled = Filled::of(visit, draft, "entry", &stored);
    let summary = view! { <ErrorSummary title=w.problems() items=super::super::session::problems(&filled) /> };
    let view = match entry {
        Some(entry) => {
            let hidden =
                vec![("id".into(), entry.id.to_string().into()), ("version".into(), entry.version.to_string().into())];
            let mut removal = hidden.clone();
            removal.push(("day".into(), entry.day.to_string().into()));
            let back = if sheet.month { sheet.month_address(entry.day) } else { sheet.week_address(entry.day) };
            let fields = fields(sheet, w, &filled);
            view! {
                <Section id="entry" title=w.hours_edit_one()>
                    {summary}
                    <Form action="/rpc/hours/edit" hidden=hidden label=w.hours_entry_form()>
                        {fields}
                        <Actions>
                            <Button kind=ButtonKind::Primary>{w.save()}</Button>
                            <LinkButton href=back kind=ButtonKind::Quiet>{w.cancel()}</LinkButton>
                        </Actions>
                    </Form>
                    <div class="hours-removal">
                        <Form action="/rpc/hours/edit" hidden=removal inline=true>
                            <Button kind=ButtonKind::Danger>{w.hours_remove()}</Button>
                        </Form>
                    </div>
                </Section>
            }
            .into_any()
        }
        None => {
            let hidden = vec![("placement".into(), sheet.view.placement.id.to_string().into())];
            let fields = fields(sheet, w, &filled);
            let lead = if sheet.teaches() { w.hours_log_one_lead_lessons() } else { w.hours_log_one_lead() };
            view! {
                <Section id="entry" title=w.hours_log_one() lead=lead>
                    {summary}
                    <Form action="/rpc/hours/log" hidden=hidden label=w.hours_entry_form()>
                        {fields}
                        <Actions>
                            <Button>{w.hours_log_button()}</Button>
                        </Actions>
                    </Form>
                </Section>
            }
            .into_any()
        }
    };
    Some(view)
}

fn fields(sheet: &Sheet, w: Words, filled: &Filled) -> AnyView {
    let placement = &sheet.view.placement;
    let kinds = sheet.kinds().iter().map(|kind| Choice::new(kind.as_str(), w.kind(*kind))).collect();
    let last = placement.last_day.min(sheet.view.today).to_string();
    let hint = if sheet.teaches() { w.hours_time_hint_lessons() } else { w.hours_time_hint() };
    let class = sheet.kinds().contains(&Kind::ClassHours).then(|| {
        view! {
            <div class="fieldset-fields">
                <TextField
                    name="course"
                    label=w.course()
                    note=w.hours_optional()
                    value=filled.value("course")
                    error=filled.error("course")
                />
                <TextField
                    name="section"
                    label=w.section()
                    note=w.hours_optional()
                    value=filled.value("section")
                    error=filled.error("section")
                />
            </div>
        }
    });
    view! {
        <div class="fieldset-fields">
            <DateField
                name="day"
                label=w.day_label()
                value=filled.value("day")
                error=filled.error("day")
                min=placement.first_day.to_string()
                max=last
                required=true
            />
            <SelectField
                name="kind"
                label=w.hours_kind()
                options=kinds
                value=filled.value("kind")
                error=filled.error("kind")
                required=true
            />
            <TextField
                name="time"
                label=w.time()
                hint=hint
                value=filled.value("time")
                error=filled.error("time")
                width=Width::Medium
                autocomplete="off"
                required=true
            />
        </div>
        {class}
        <TextArea
            name="note"
            label=w.note()
            note=w.hours_optional()
            value=filled.value("note")
            error=filled.error("note")
            rows=2
        />
    }
    .into_any()
}
