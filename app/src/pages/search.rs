//! Searching: people, placements, organisations and pages in one place.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::search::{FOUND, Found};

use super::{Page, address, page, places, query};
use crate::{
    ui::{
        button::{Button, ButtonKind},
        empty::Empty,
        form::SearchField,
        icon::IconName,
        layout::{PageHeader, Section},
        table::{Cell, Column, Row, Table},
        tone::Tone,
    },
    words::Words,
};

/// What is looked for, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
}

/// What was found.
#[component]
pub fn SearchPage() -> impl IntoView {
    let asked: Asked = query();
    page(async move |visit| {
        let w = visit.words();
        let viewer = visit.viewer()?;
        let q = asked.q.trim().to_owned();
        let found = service::search::find(&visit.db, &visit.ctx, &q).await?;
        let needle = q.to_lowercase();
        let places = places::rail(viewer.acting.role, &visit);
        let places = places
            .into_iter()
            .filter(|place| !needle.is_empty() && place.label.to_lowercase().contains(&needle))
            .map(|place| view! { <li><a href=place.href>{place.label}</a></li> })
            .collect::<Vec<_>>();
        let title = if q.is_empty() { w.search_title().to_owned() } else { w.search_for(&q) };
        let content = if q.is_empty() {
            ().into_any()
        } else if found.is_empty() && places.is_empty() {
            let title = w.search_nothing(&q);
            view! { <Empty title=title text=w.search_nothing_text() icon=IconName::Search /> }.into_any()
        } else {
            let pages = (!places.is_empty()).then(|| {
                view! { <Section id="pages" title=w.search_pages()><ul class="plain-list">{places}</ul></Section> }
            });
            view! { {pages} {results(w, &q, &found)} }.into_any()
        };
        let body = view! {
            <PageHeader title=title.clone() lead=w.search_lead() />
            <form class="search-form" action="/search" role="search" aria-label=w.search_label()>
                <SearchField name="q" label=w.search_label() value=q />
                <Button kind=ButtonKind::Primary icon=IconName::Search>{w.search()}</Button>
            </form>
            {content}
        };
        Ok(Page::new(title, body))
    })
}

fn results(w: Words, q: &str, found: &Found) -> AnyView {
    let all = |path: &str| address(path, &Asked { q: q.to_owned() });
    let people = (!found.people.is_empty()).then(|| {
        let (list, more) = (people(w, found), more(found.people.len(), all("/people"), w.search_all_people()));
        view! { <Section id="people" title=w.search_people()>{list} {more}</Section> }
    });
    let placements = (!found.placements.is_empty()).then(|| {
        let list = placements(w, found);
        let more = more(found.placements.len(), all("/placements"), w.search_all_placements());
        view! { <Section id="placements" title=w.search_placements()>{list} {more}</Section> }
    });
    let organisations = (!found.organisations.is_empty()).then(|| {
        let list = organisations(w, found);
        view! { <Section id="organisations" title=w.search_organisations()>{list}</Section> }
    });
    view! { {people} {placements} {organisations} }.into_any()
}

fn more(count: usize, href: String, text: &'static str) -> Option<AnyView> {
    (count >= FOUND).then(|| view! { <p><a href=href>{text}</a></p> }.into_any())
}

fn people(w: Words, found: &Found) -> AnyView {
    let columns = vec![Column::text(w.roster_person()), Column::text(w.department()), Column::text(w.roster_kind())];
    let rows = found.people.iter().map(|person| {
        let kind = person.category.map_or_else(|| w.profile(person.profile), |category| w.category(category));
        let number = person.staff_number.as_deref().unwrap_or_default();
        Row::new()
            .lead(w.roster_person(), &format!("/people/{}", person.id), w.named(&person.label), number)
            .cell(Cell::Text, w.department(), person.department.as_deref().unwrap_or_default())
            .cell(Cell::Text, w.roster_kind(), kind)
            .view()
            .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! { <Table caption=w.search_people() columns=columns>{rows}</Table> }.into_any()
}

fn placements(w: Words, found: &Found) -> AnyView {
    let columns = vec![
        Column::text(w.participant()),
        Column::text(w.sending_organisation()),
        Column::text(w.hosting_organisation()),
        Column::text(w.progress_dates()),
        Column::text(w.progress_state()),
    ];
    let rows = found.placements.iter().map(|line| {
        Row::new()
            .lead(
                w.participant(),
                &format!("/placements/{}", line.id),
                w.named(&line.participant),
                w.direction(line.direction),
            )
            .cell(Cell::MinorText, w.sending_organisation(), w.named(&line.sending))
            .cell(Cell::Text, w.hosting_organisation(), w.named(&line.hosting))
            .cell(Cell::When, w.progress_dates(), &w.days(line.first_day, line.last_day))
            .chip(w.progress_state(), Tone::Muted, None, w.state(line.state))
            .view()
            .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! { <Table caption=w.search_placements() columns=columns>{rows}</Table> }.into_any()
}

fn organisations(w: Words, found: &Found) -> AnyView {
    let columns = vec![Column::text(w.organisation()), Column::text(w.kind_of_organisation())];
    let rows = found.organisations.iter().map(|member| {
        Row::new()
            .lead(w.organisation(), &format!("/members/{}", member.id), w.named(&member.name), "")
            .cell(Cell::Text, w.kind_of_organisation(), w.organisation_kind(member.kind))
            .view()
            .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! { <Table caption=w.search_organisations() columns=columns>{rows}</Table> }.into_any()
}
