//! The list of openings: kinds as tabs, filters and order in the address, 50 a page.

use domain::{
    account::Role,
    list::Page as ListPage,
    opening::{Opening, OpeningFilter, OpeningKind},
};
use leptos::prelude::*;

use super::{engineers, free_fraction, free_tone, place, specialty, standing};
use crate::{
    pages::{Page, address, page, query},
    ui::{
        button::{ButtonKind, LinkButton},
        empty::Empty,
        form::{ActiveFilter, CheckField, DateField, FilterBar, SearchField, TextField},
        icon::IconName,
        layout::{PageHeader, Section},
        table::{Cell, Column, Direction as Order, Pager, Row, Table},
    },
    visit::Visit,
    words::Words,
};

const PATH: &str = "/openings";

/// Openings; for who offers them, first the own ones and the own engineers.
#[component]
pub fn OpeningsPage() -> impl IntoView {
    let filter = query::<OpeningFilter>();
    page(async move |visit| {
        let w = visit.words();
        let role = visit.viewer()?.acting.role;
        let may_add = service::opening::may_add(&visit.ctx);
        let overview = role == Role::Coordinator && filter == OpeningFilter::default();
        let wanted = if overview { OpeningFilter { own: "true".to_owned(), ..filter.clone() } } else { filter.clone() };
        let found = service::opening::list(&visit.db, &visit.ctx, &wanted).await?;
        let action = add_buttons(w, &may_add);
        let tabs = tabs(w, role, &filter);
        let lead = if role == Role::Coordinator { w.openings_lead_host() } else { w.openings_lead() };
        let content = if overview {
            let engineers = engineers::section(&visit).await?;
            let own = content(&visit, &wanted, found, may_add);
            view! {
                <Section id="own" title=w.openings_own() lead=w.openings_own_lead()>
                    {own}
                </Section>
                {engineers}
            }
            .into_any()
        } else {
            let content = content(&visit, &filter, found, may_add);
            view! {
                {filters(w, &filter)}
                {content}
            }
            .into_any()
        };
        let body = view! {
            <PageHeader title=w.openings() lead=lead action=action />
            {tabs}
            {content}
        };
        Ok(Page::new(w.openings(), body))
    })
}

/// One button a kind, the first the primary one.
fn add_buttons(w: Words, kinds: &[OpeningKind]) -> Option<AnyView> {
    let buttons = kinds
        .iter()
        .enumerate()
        .map(|(n, kind)| {
            let words = w.opening_offer(*kind);
            let weight = if n == 0 { ButtonKind::Primary } else { ButtonKind::Secondary };
            let href = format!("{PATH}/new?kind={kind}");
            view! { <LinkButton href=href kind=weight icon=IconName::Add>{words}</LinkButton> }
        })
        .collect::<Vec<_>>();
    (!buttons.is_empty()).then(|| buttons.into_any())
}

/// The kinds as links, the one shown marked.
fn tabs(w: Words, role: Role, filter: &OpeningFilter) -> AnyView {
    let coordinator = role == Role::Coordinator;
    let mut tabs: Vec<(String, &'static str, bool)> = Vec::new();
    if coordinator {
        tabs.push((PATH.to_owned(), w.openings_overview(), *filter == OpeningFilter::default()));
    }
    let other = |own: &str, kind: &str| OpeningFilter { own: own.into(), kind: kind.into(), ..Default::default() };
    let all = other(if coordinator { "false" } else { "" }, "");
    let own = filter.own == "true";
    let is_all = filter.kind.is_empty() && !own && !(coordinator && *filter == OpeningFilter::default());
    tabs.push((address(PATH, &all), w.openings_all(), is_all));
    for kind in OpeningKind::ALL {
        let shown = !own && OpeningKind::parse(&filter.kind) == Some(*kind);
        tabs.push((address(PATH, &other("", kind.as_str())), w.opening_kinds(*kind), shown));
    }
    if role == Role::CollegeHr {
        tabs.push((address(PATH, &other("true", "")), w.openings_own(), own));
    }
    let tabs = tabs
        .into_iter()
        .map(|(href, label, shown)| view! { <a class="tab" href=href aria-current=shown.then_some("page")>{label}</a> })
        .collect::<Vec<_>>();
    view! { <nav class="tabs" aria-label=w.openings_tabs()>{tabs}</nav> }.into_any()
}

fn filters(w: Words, filter: &OpeningFilter) -> AnyView {
    let mut active = Vec::new();
    let fresh = OpeningFilter { cursor: String::new(), ..filter.clone() };
    let mut add = |label: String, change: fn(&mut OpeningFilter)| {
        let mut without = fresh.clone();
        change(&mut without);
        active.push(ActiveFilter {
            remove_text: w.remove_filter(&label).into(),
            label: label.into(),
            href: address(PATH, &without).into(),
        });
    };
    let mut chip = |label: &str, value: &str, change: fn(&mut OpeningFilter)| {
        if !value.trim().is_empty() {
            add(w.placement_filter(label, value.trim()), change);
        }
    };
    chip(w.openings_q(), &filter.q, |filter| filter.q.clear());
    chip(w.opening_specialty(), &filter.specialty, |filter| filter.specialty.clear());
    chip(w.place(), &filter.place, |filter| filter.place.clear());
    chip(w.openings_days_from(), &filter.from, |filter| filter.from.clear());
    chip(w.openings_days_to(), &filter.to, |filter| filter.to.clear());
    if filter.free == "true" {
        add(w.openings_free_only().to_owned(), |filter| filter.free.clear());
    }
    let OpeningFilter { q, specialty, place, from, to, .. } = filter.clone();
    let kept =
        [("kind", &filter.kind), ("own", &filter.own), ("organisation", &filter.organisation), ("sort", &filter.sort)];
    let kept = kept.into_iter().filter(|(_, value)| !value.is_empty());
    let hidden = kept.map(|(name, value)| (name.into(), value.clone().into())).collect::<Vec<_>>();
    let free_only = filter.free == "true";
    let more = [&filter.place, &filter.from, &filter.to].into_iter().any(|value| !value.is_empty());
    view! {
        <FilterBar
            action=PATH
            label=w.openings_filter()
            apply_text=w.apply()
            hidden=hidden
            active=active
            clear_text=w.clear_filters()
        >
            <SearchField name="q" label=w.openings_q() value=q />
            <TextField name="specialty" label=w.opening_specialty() value=specialty />
            <details class="filter-more" open=more>
                <summary>{w.openings_more_filters()}</summary>
                <div class="filter-more-fields">
                    <TextField name="place" label=w.place() value=place />
                    <DateField name="from" label=w.openings_days_from() value=from />
                    <DateField name="to" label=w.openings_days_to() value=to />
                </div>
            </details>
            <CheckField name="free" label=w.openings_free_only() checked=free_only />
        </FilterBar>
    }
    .into_any()
}

fn content(visit: &Visit, filter: &OpeningFilter, found: ListPage<Opening>, may_add: Vec<OpeningKind>) -> AnyView {
    let w = visit.words();
    if found.items.is_empty() {
        return empty(w, filter, &may_add);
    }
    let today = visit.ctx.today(domain::organisation::DEFAULT_ZONE);
    let fresh = OpeningFilter { cursor: String::new(), ..filter.clone() };
    let sorted = |sort: &str| address(PATH, &OpeningFilter { sort: sort.to_owned(), ..fresh.clone() });
    let (turned, order) = match filter.sort.as_str() {
        "-first_day" => (sorted(""), Some(Order::Descending)),
        "-created" => (sorted(""), None),
        _ => (sorted("-first_day"), Some(Order::Ascending)),
    };
    let own = filter.own == "true";
    let mut columns = vec![
        Column::text(w.opening_title()),
        Column::text(if own { w.opening_kind_label() } else { w.opening_who() }),
        Column::text(w.opening_specialty()),
        Column::text(w.opening_days()).sorted_by(turned, order),
        Column::text(w.opening_free_label()),
    ];
    if own {
        columns.push(Column::text(w.opening_state()));
    }
    let start = (!filter.cursor.is_empty()).then(|| address(PATH, &fresh));
    let next = found.next.map(|cursor| address(PATH, &OpeningFilter { cursor, ..filter.clone() }));
    let count = found.items.len();
    let rows = found
        .items
        .iter()
        .map(|opening| {
            let row = row(w, opening, own);
            let (tone, word) = standing(w, opening, today);
            if own { row.chip(w.opening_state(), tone, None, word).view() } else { row.view() }
        })
        .collect::<Vec<_>>();
    view! {
        <Table caption=w.openings_table() columns=columns>
            {rows}
        </Table>
        <Pager
            label=w.pages()
            previous=start
            previous_text=w.placement_back_to_start()
            next=next
            next_text=w.next()
            words=w.openings_count(count)
        />
    }
    .into_any()
}

fn row(w: Words, opening: &Opening, own: bool) -> Row {
    let kind = w.opening_kind(opening.kind).replace(' ', "\u{a0}");
    let place = place(opening);
    let sub =
        if own { place.clone() } else { format!("{kind} · {} · {}", w.form(opening.form), w.load(opening.load)) };
    let row = Row::new().lead(w.opening_title(), &format!("{PATH}/{}", opening.id), &opening.title, &sub);
    let row = if own {
        row.cell(Cell::Text, w.opening_kind_label(), &kind)
    } else {
        row.pair(w.opening_who(), w.named(&opening.organisation.name), &place)
    };
    row.cell(Cell::Text, w.opening_specialty(), &specialty(opening))
        .cell(Cell::When, w.opening_days(), &w.days(opening.first_day, opening.last_day))
        .amount(
            w.opening_free_label(),
            free_fraction(opening),
            free_tone(opening),
            &w.opening_free(opening.free(), opening.capacity),
        )
}

/// Says what belongs here and what to do next; other words when filters let nothing through.
fn empty(w: Words, filter: &OpeningFilter, may_add: &[OpeningKind]) -> AnyView {
    let OpeningFilter { specialty, place, from, to, free, q, cursor, organisation, .. } = filter;
    if [specialty, place, from, to, free, q, cursor, organisation].into_iter().any(|value| !value.trim().is_empty()) {
        let action = view! { <LinkButton href=PATH>{w.clear_filters()}</LinkButton> }.into_any();
        return view! {
            <Empty title=w.openings_no_match() text=w.openings_no_match_text() icon=IconName::Search action=action />
        }
        .into_any();
    }
    let (title, text) = if filter.own == "true" {
        (w.openings_none_own(), w.openings_none_own_text())
    } else {
        (w.openings_none(), w.openings_none_text())
    };
    let action = may_add.first().map(|kind| {
        let (href, words) = (format!("{PATH}/new?kind={kind}"), w.opening_offer(*kind));
        view! { <LinkButton href=href icon=IconName::Add>{words}</LinkButton> }.into_any()
    });
    view! { <Empty title=title text=text icon=IconName::Organisation action=action /> }.into_any()
}
