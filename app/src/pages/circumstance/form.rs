//! The form of a circumstance: the fields that its kind has, and changing one.

use domain::{
    calendar::DayPart,
    circumstance::{Asked, CURRENCIES, CircumstanceForm, CircumstanceKind},
    id::CircumstanceId,
    person::Category,
};
use leptos::prelude::*;

use crate::{
    form::Filled,
    pages::{Page, page, path_value, session::problems},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        form::{Actions, Choice, DateField, ErrorSummary, Form, SelectField, TextArea, TextField},
        layout::{Breadcrumbs, Crumb, PageHeader},
        notice::Notice,
    },
    words::Words,
};

/// Changing a circumstance; its kind stays.
#[component]
pub fn EditCircumstancePage() -> impl IntoView {
    let id = path_value("id", CircumstanceId::parse);
    page(async move |visit| {
        let w = visit.words();
        visit.viewer()?;
        let id = id?;
        let (person, circumstance) = service::circumstance::read(&visit.db, &visit.ctx, id).await?;
        let kind = circumstance.kind;
        let filled = Filled::load(&visit, "circumstance", &CircumstanceForm::from(&circumstance)).await?;
        let back = format!("/people/{}/circumstances", person.id);
        let crumbs = vec![
            Crumb { label: w.circumstances_of(&w.person_label(&person)).into(), href: Some(back.clone().into()) },
            Crumb { label: w.circumstance_edit().into(), href: None },
        ];
        let hidden = vec![
            ("id".into(), id.to_string().into()),
            ("version".into(), circumstance.version.to_string().into()),
            ("kind".into(), kind.as_str().into()),
        ];
        let privacy = kind.is_leave().then(|| view! { <Notice>{w.circumstances_privacy()}</Notice> });
        let fields = fields(w, &filled, kind);
        let body = view! {
            <Breadcrumbs label=w.person_way() items=crumbs />
            <PageHeader title=w.circumstance_edit() lead=w.circumstance(kind) />
            <ErrorSummary title=w.problems() items=problems(&filled) />
            {privacy}
            <Form action="/rpc/circumstance/edit" hidden=hidden>
                {fields}
                <Actions>
                    <Button kind=ButtonKind::Primary>{w.save()}</Button>
                    <LinkButton href=back>{w.cancel()}</LinkButton>
                </Actions>
            </Form>
        };
        Ok(Page::new(w.circumstance_edit(), body))
    })
}

/// The fields that a kind has, filled in.
pub(super) fn fields(w: Words, filled: &Filled, kind: CircumstanceKind) -> AnyView {
    let asked = kind.fields();
    let first = day(w, filled, "first_day", w.circumstance_first_day(kind), "", asked.first_day);
    let hint = w.circumstance_last_day_hint(kind);
    let last = day(w, filled, "last_day", w.circumstance_last_day(kind), hint, asked.last_day);
    let part = kind.is_leave().then(|| {
        let options = DayPart::ALL.iter().map(|it| Choice::new(it.as_str(), w.day_part(*it))).collect();
        let value = Some(filled.value("part")).filter(|value| !value.is_empty());
        let value = value.unwrap_or_else(|| DayPart::Whole.as_str().to_owned());
        view! { <SelectField name="part" label=w.calendar_entry_part() options=options value=value error=filled.error("part") /> }
    });
    let amount = (asked.amount != Asked::No).then(|| {
        view! {
            <TextField
                name="amount"
                label=w.circumstance_amount_of(kind)
                note=note(w, asked.amount)
                value=filled.value("amount")
                input_mode="decimal"
                error=filled.error("amount")
            />
        }
    });
    let hint = if kind.is_leave() { w.circumstance_note_leave_hint() } else { w.circumstance_note_hint() };
    view! {
        {value(w, filled, kind)}
        {first}
        {last}
        {part}
        {amount}
        <TextArea
            name="note"
            label=w.note()
            note=w.person_optional()
            value=filled.value("note")
            hint=hint
            error=filled.error("note")
            rows=2
        />
    }
    .into_any()
}

fn note(w: Words, asked: Asked) -> &'static str {
    if asked == Asked::Optional { w.person_optional() } else { "" }
}

fn day(
    w: Words,
    filled: &Filled,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    asked: Asked,
) -> Option<AnyView> {
    (asked != Asked::No).then(|| {
        view! {
            <DateField
                name=name
                label=label
                note=note(w, asked)
                value=filled.value(name)
                hint=hint
                error=filled.error(name)
            />
        }
        .into_any()
    })
}

fn value(w: Words, filled: &Filled, kind: CircumstanceKind) -> Option<AnyView> {
    let asked = kind.fields().value;
    let label = w.circumstance_value(kind);
    let choose = |options: Vec<Choice>| {
        view! {
            <SelectField
                name="value"
                label=label
                options=options
                value=filled.value("value")
                empty=w.person_choose()
                error=filled.error("value")
            />
        }
        .into_any()
    };
    match kind {
        _ if asked == Asked::No => None,
        CircumstanceKind::CategoryBefore => {
            Some(choose(Category::ALL.iter().map(|it| Choice::new(it.as_str(), w.category(*it))).collect()))
        }
        CircumstanceKind::ProjectMoney => Some(choose(CURRENCIES.iter().map(|it| Choice::new(*it, *it)).collect())),
        _ => Some(
            view! {
                <TextField
                    name="value"
                    label=label
                    note=note(w, asked)
                    value=filled.value("value")
                    hint=w.circumstance_value_hint(kind)
                    error=filled.error("value")
                />
            }
            .into_any(),
        ),
    }
}
