//! The circumstances of one person: the list, and recording another.

use domain::{
    calendar::DayPart,
    circumstance::{Circumstance, CircumstanceForm, CircumstanceKind},
    id::PersonId,
    person::Category,
    policy::Decimal,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::circumstance::CircumstancesView;

use super::form::fields;
use crate::{
    form::Filled,
    pages::{Page, page, path_value, query, session::problems},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        empty::Empty,
        form::{Actions, Choice, ErrorSummary, FilterBar, Form, SelectField},
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        notice::Notice,
        table::{Column, Table},
    },
    words::Words,
};

/// Which kind is about to be recorded, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Chosen {
    kind: String,
}

/// A person's circumstances.
#[component]
pub fn CircumstancesPage() -> impl IntoView {
    let id = path_value("id", PersonId::parse);
    let chosen: Chosen = query();
    page(async move |visit| {
        let w = visit.words();
        let own = visit.viewer()?.person;
        let id = id?;
        let view = service::circumstance::of_person(&visit.db, &visit.ctx, id).await?;
        let draft = visit.take_any_draft().await?;
        let filled = Filled::of(&visit, draft.as_ref(), "circumstance", &CircumstanceForm::default());
        // A row's button carries no text to keep; its failure is told above the page.
        let other = draft.as_ref().filter(|draft| draft.form != "circumstance").map(|draft| draft.form.clone());
        let told = other.map(|form| Filled::of(&visit, draft.as_ref(), &form, &CircumstanceForm::default()));
        let summary = told.as_ref().map_or_else(|| problems(&filled), problems);
        let kind = CircumstanceKind::parse(&filled.value("kind")).or_else(|| CircumstanceKind::parse(&chosen.kind));
        let new = view.may_edit.then(|| new(w, id, kind, &filled));
        let name = w.person_label(&view.person);
        let title = w.circumstances_of(&name);
        let person = Crumb { label: name.into(), href: Some(format!("/people/{id}").into()) };
        let crumbs = vec![person, Crumb { label: w.circumstances().into(), href: None }];
        let lead = if own == id { w.circumstances_by_others() } else { w.circumstances_lead() };
        let list = list(w, &view);
        let body = view! {
            <Breadcrumbs label=w.person_way() items=crumbs />
            <PageHeader title=title.clone() lead=lead />
            <ErrorSummary title=w.problems() items=summary />
            {list}
            {new}
        };
        Ok(Page::new(title, body))
    })
}

/// First the kind, by the address; then the fields that it has.
fn new(w: Words, person: PersonId, kind: Option<CircumstanceKind>, filled: &Filled) -> AnyView {
    let path = format!("/people/{person}/circumstances");
    let options = CircumstanceKind::ALL.iter().map(|it| Choice::new(it.as_str(), w.circumstance(*it))).collect();
    let back = path.clone();
    let form = kind.map(|kind| {
        let hidden =
            vec![("person".into(), person.to_string().into()), ("kind".into(), kind.as_str().to_owned().into())];
        let fields = fields(w, filled, kind);
        let privacy = kind.is_leave().then(|| view! { <Notice>{w.circumstances_privacy()}</Notice> });
        view! {
            {privacy}
            <Form action="/rpc/circumstance/add" hidden=hidden label=w.circumstance_new()>
                {fields}
                <Actions>
                    <Button kind=ButtonKind::Primary>{w.save()}</Button>
                    <LinkButton href=back>{w.cancel()}</LinkButton>
                </Actions>
            </Form>
        }
    });
    view! {
        <Section id="new" title=w.circumstance_new()>
            <div class="stack">
                <FilterBar action=path label=w.circumstance_choose() apply_text=w.circumstance_continue()>
                    <SelectField
                        name="kind"
                        label=w.circumstance_kind()
                        options=options
                        value=kind.map(|kind| kind.as_str()).unwrap_or_default()
                        empty=w.person_choose()
                    />
                </FilterBar>
                {form}
            </div>
        </Section>
    }
    .into_any()
}

fn list(w: Words, view: &CircumstancesView) -> AnyView {
    if view.circumstances.is_empty() {
        let (title, text) = (w.circumstances_none(), w.circumstances_none_text());
        return view! { <Empty title=title text=text icon=IconName::Check /> }.into_any();
    }
    let mut columns = vec![
        Column::text(w.circumstance_kind()),
        Column::text(w.circumstance_days()),
        Column::number(w.circumstance_amount()),
        Column::text(w.note()),
        Column::text(w.circumstance_recorded()),
    ];
    if view.may_edit {
        columns.push(Column::actions(w.circumstance_actions()));
    }
    let rows = view.circumstances.iter().map(|it| row(w, it, view.may_edit)).collect::<Vec<_>>();
    view! { <Table caption=w.circumstances() columns=columns>{rows}</Table> }.into_any()
}

fn row(w: Words, it: &Circumstance, may_edit: bool) -> AnyView {
    let kind = w.circumstance(it.kind);
    let value = value(w, it).map(|value| view! { <span class="sub">{value}</span> });
    let by = it.created_by.split_once(" <").map_or(it.created_by.as_str(), |(name, _)| name).to_owned();
    let actions = may_edit.then(|| {
        let href = format!("/circumstances/{}", it.id);
        let label = format!("{} · {kind}", w.circumstance_edit_short());
        let hidden = vec![("id".into(), it.id.to_string().into()), ("version".into(), it.version.to_string().into())];
        let remove = format!("{} · {kind}", w.circumstance_remove());
        view! {
            <td class="row-actions">
                <div class="actions">
                    <LinkButton href=href kind=ButtonKind::Quiet describe=label>{w.circumstance_edit_short()}</LinkButton>
                    <Form action="/rpc/circumstance/remove" hidden=hidden inline=true>
                        <Button kind=ButtonKind::Quiet describe=remove>{w.circumstance_remove()}</Button>
                    </Form>
                </div>
            </td>
        }
    });
    view! {
        <tr>
            <td class="lead" data-label=w.circumstance_kind()><b>{kind}</b>{value}</td>
            <td class="when" data-label=w.circumstance_days()>{some(days(w, it))}{part(w, it)}</td>
            <td class="num" data-label=w.circumstance_amount()>{some(amount(w, it))}</td>
            <td class="minor" data-label=w.note()>{it.note.clone().unwrap_or_default()}</td>
            <td class="minor" data-label=w.circumstance_recorded()>
                {by}
                <span class="sub">{w.instant(it.created_at)}</span>
            </td>
            {actions}
        </tr>
    }
    .into_any()
}

/// Nothing for an empty text, so that the cell is empty and a phone leaves it out.
fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// The text of a circumstance, where it says more than its amount does.
fn value(w: Words, it: &Circumstance) -> Option<String> {
    let value = it.value.as_deref()?;
    match it.kind {
        CircumstanceKind::CategoryBefore => Category::parse(value).map(|it| w.category(it).to_owned()),
        CircumstanceKind::ProjectMoney => None,
        _ => Some(value.to_owned()),
    }
}

/// Which half of each day, where it is a half.
fn part(w: Words, it: &Circumstance) -> Option<AnyView> {
    let part = Some(it.part).filter(|part| *part != DayPart::Whole)?;
    Some(view! { <span class="sub">{w.day_part(part)}</span> }.into_any())
}

fn days(w: Words, it: &Circumstance) -> String {
    match (it.first_day, it.last_day) {
        (Some(first), Some(last)) => w.days(first, last),
        (Some(first), None) if it.kind.fields().last_day != domain::circumstance::Asked::No => {
            w.circumstance_since(&first.to_string())
        }
        (Some(day), None) => day.to_string(),
        (None, Some(last)) => w.circumstance_until(&last.to_string()),
        (None, None) => String::new(),
    }
}

fn amount(w: Words, it: &Circumstance) -> String {
    let Some(amount) = it.amount else { return String::new() };
    let number = w.grouped(Decimal(amount));
    match it.kind {
        CircumstanceKind::FullTimePercent => w.circumstance_percent(&number),
        CircumstanceKind::Credit => w.circumstance_credits(&number),
        CircumstanceKind::ProjectMoney => w.circumstance_money(&number, it.value.as_deref().unwrap_or_default()),
        _ => w.circumstance_times(&number),
    }
}
