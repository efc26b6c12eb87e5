//! Whether the employer lets its people go: everybody in one list, ticked and decided together.

use domain::person::RosterLine;
use leptos::prelude::*;

use super::{Page, page, session::problems};
use crate::{
    form::Filled,
    ui::{
        button::{Button, ButtonKind, LinkButton},
        chip::StatusChip,
        empty::Empty,
        form::{Actions, ErrorSummary, Form},
        icon::IconName,
        layout::PageHeader,
        table::{Column, Table},
        tone::Tone,
    },
    words::Words,
};

/// The consents of an organisation.
#[component]
pub fn ConsentsPage() -> impl IntoView {
    page(async move |visit| {
        let w = visit.words();
        visit.viewer()?;
        let people = service::consent::list(&visit.db, &visit.ctx).await?;
        let filled = Filled::load(&visit, "consent", &()).await?;
        let content = if people.is_empty() { empty(w) } else { list(w, &people) };
        let body = view! {
            <PageHeader title=w.consents() lead=w.consents_lead() />
            <ErrorSummary title=w.problems() items=problems(&filled) />
            {content}
        };
        Ok(Page::new(w.consents(), body))
    })
}

fn empty(w: Words) -> AnyView {
    let action = view! { <LinkButton href="/people/new" icon=IconName::Add>{w.roster_add()}</LinkButton> }.into_any();
    view! { <Empty title=w.roster_empty() text=w.roster_empty_text() icon=IconName::People action=action /> }.into_any()
}

fn list(w: Words, people: &[RosterLine]) -> AnyView {
    let columns = vec![
        Column::actions(w.consents_choose()),
        Column::text(w.roster_person()),
        Column::text(w.department()),
        Column::text(w.title()),
        Column::text(w.roster_consent()),
    ];
    // Those without a consent come first: they are what there is to decide.
    let (given, open): (Vec<_>, Vec<_>) = people.iter().partition(|person| person.consent);
    let rows = open.into_iter().chain(given).enumerate().map(|(n, person)| row(w, n, person)).collect::<Vec<_>>();
    view! {
        <Form action="/rpc/consent/set" label=w.consents()>
            <Table caption=w.consents() columns=columns>{rows}</Table>
            <Actions>
                <Button kind=ButtonKind::Primary name="consent" value="true">{w.consents_give()}</Button>
                <Button name="consent" value="false">{w.consents_take_back()}</Button>
            </Actions>
        </Form>
    }
    .into_any()
}

fn row(w: Words, n: usize, person: &RosterLine) -> AnyView {
    let name = w.named(&person.label).to_owned();
    let box_id = format!("person-{n}");
    let number = person.staff_number.clone().map(|number| view! { <span class="sub">{number}</span> });
    let (tone, word) =
        if person.consent { (Tone::Met, w.roster_consented()) } else { (Tone::Muted, w.roster_not_consented()) };
    view! {
        <tr>
            <td class="choose">
                <input
                    type="checkbox"
                    id=box_id.clone()
                    name=format!("people[{n}]")
                    value=person.id.to_string()
                />
            </td>
            <td class="lead" data-label=w.roster_person()><label for=box_id><b>{name}</b></label>{number}</td>
            <td data-label=w.department()>{person.department.clone().unwrap_or_default()}</td>
            <td class="minor" data-label=w.title()>{person.title.clone().unwrap_or_default()}</td>
            <td data-label=w.roster_consent()><StatusChip tone=tone label=word /></td>
        </tr>
    }
    .into_any()
}
