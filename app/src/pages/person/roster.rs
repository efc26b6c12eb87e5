//! The roster: everybody employed where the viewer acts.

use domain::{
    account::{Role, Viewer},
    list::Page as ListPage,
    permission::Action,
    person::{Category, Profile, RosterLine},
};
use leptos::prelude::*;
use service::person::RosterFilter;

use super::may_here;
use crate::{
    pages::{Page, address, page, query},
    ui::{
        button::{ButtonKind, LinkButton},
        empty::Empty,
        form::{ActiveFilter, Choice, FilterBar, SearchField, SelectField},
        icon::IconName,
        layout::PageHeader,
        table::{Cell, Column, Direction, Pager, Row, Table, TickedForm},
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// The roster.
#[component]
pub fn RosterPage() -> impl IntoView {
    let filter: RosterFilter = query();
    page(async move |visit| {
        let w = visit.words();
        let viewer = visit.viewer()?;
        let people = service::person::roster(&visit.db, &visit.ctx, &filter).await?;
        let engineers = viewer.acting.role == Role::Coordinator;
        let (title, lead) =
            if engineers { (w.my_engineers(), w.roster_engineers_lead()) } else { (w.roster(), w.roster_lead()) };
        let may_add = may_here(&visit, viewer, Action::AddPerson);
        let add = view! {
            {may_add.then(|| add_link(w))}
            <LinkButton href="/credentials" icon=IconName::Check>{w.credentials_register()}</LinkButton>
        }
        .into_any();
        let content = content(&visit, viewer, &filter, people);
        let body = view! {
            <PageHeader title=title lead=lead action=add />
            {filters(w, &filter)}
            {content}
        };
        Ok(Page::new(title, body))
    })
}

fn add_link(w: Words) -> AnyView {
    view! {
        <LinkButton href="/people/new" kind=ButtonKind::Primary icon=IconName::Add>
            {w.roster_add()}
        </LinkButton>
    }
    .into_any()
}

fn content(visit: &Visit, viewer: &Viewer, filter: &RosterFilter, people: ListPage<RosterLine>) -> AnyView {
    let w = visit.words();
    if people.items.is_empty() {
        let unfiltered = RosterFilter { sort: String::new(), ..filter.clone() } == RosterFilter::default();
        return empty(w, unfiltered, may_here(visit, viewer, Action::AddPerson));
    }
    let count = people.items.len();
    // Those who can be sent can be ticked: a college's teachers, an enterprise's engineers.
    let teaches = viewer.acting.organisation_kind.is_some_and(|kind| kind.teaches());
    let sent = if teaches { Profile::Teacher } else { Profile::Engineer };
    let ticks = viewer.acting.role.is_officer() && people.items.iter().any(|line| line.profile == sent);
    let rows = people.items.iter().map(|line| row(w, line, ticks.then_some(sent))).collect::<Vec<_>>();
    let mut columns = if ticks { vec![Column::actions(w.many_pick())] } else { Vec::new() };
    let sorted = |column: Column, sort: &str| {
        let fresh = RosterFilter { sort: sort.to_owned(), cursor: String::new(), ..filter.clone() };
        let order = (filter.sort == sort).then_some(Direction::Ascending);
        column.sorted_by(address("/people", &fresh), order)
    };
    columns.extend([
        sorted(Column::text(w.roster_person()), ""),
        sorted(Column::text(w.department()), "department"),
        Column::text(w.roster_kind()),
        sorted(Column::text(w.title()), "title"),
        Column::text(w.double_qualified_level()),
        Column::text(w.roster_consent()),
    ]);
    let first = (!filter.cursor.is_empty())
        .then(|| address("/people", &RosterFilter { cursor: String::new(), ..filter.clone() }));
    let next = people.next.map(|cursor| address("/people", &RosterFilter { cursor, ..filter.clone() }));
    let table = view! {
        <Table caption=w.roster_table() columns=columns>
            {rows}
        </Table>
    };
    let table = if ticks {
        view! {
            <TickedForm method="get" action="/placements/many" button=w.many_place_chosen() icon=IconName::Placement>
                {table}
            </TickedForm>
        }
        .into_any()
    } else {
        table.into_any()
    };
    view! {
        {table}
        <Pager
            label=w.pages()
            previous=first
            previous_text=w.roster_first_page()
            next=next
            next_text=w.next()
            words=w.roster_count(count)
        />
    }
    .into_any()
}

fn empty(w: Words, unfiltered: bool, may_add: bool) -> AnyView {
    if unfiltered {
        let action = may_add.then(|| {
            view! { <LinkButton href="/people/new" icon=IconName::Add>{w.roster_add()}</LinkButton> }.into_any()
        });
        return view! { <Empty title=w.roster_empty() text=w.roster_empty_text() icon=IconName::People action=action /> }
            .into_any();
    }
    let clear = view! { <LinkButton href="/people">{w.clear_filters()}</LinkButton> }.into_any();
    view! { <Empty title=w.roster_none() text=w.roster_none_text() icon=IconName::Search action=clear /> }.into_any()
}

/// One line, with a box for who has the profile of those who are sent.
fn row(w: Words, line: &RosterLine, sent: Option<Profile>) -> AnyView {
    let href = format!("/people/{}", line.id);
    let kind = line.category.map_or_else(|| w.profile(line.profile), |category| w.category(category));
    let row = match sent {
        None => Row::new(),
        Some(sent) if line.profile == sent => {
            Row::new().tick("person", &line.id.to_string(), &w.many_pick_person(w.named(&line.label)), false)
        }
        Some(_) => Row::new().no_tick(),
    };
    let row = row
        .lead(w.roster_person(), &href, w.named(&line.label), line.staff_number.as_deref().unwrap_or_default())
        .cell(Cell::Text, w.department(), line.department.as_deref().unwrap_or_default())
        .cell(Cell::Text, w.roster_kind(), kind)
        .cell(Cell::MinorText, w.title(), line.title.as_deref().unwrap_or_default());
    let row = match line.double_qualified_level {
        Some(level) => row.chip(w.double_qualified_level(), Tone::Accent, None, w.level(level)),
        None => row.cell(Cell::Text, w.double_qualified_level(), ""),
    };
    let row = match (line.profile, line.consent) {
        (Profile::Staff, _) => row.cell(Cell::Text, w.roster_consent(), ""),
        (_, true) => row.chip(w.roster_consent(), Tone::Met, None, w.roster_consented()),
        (_, false) => row.chip(w.roster_consent(), Tone::Muted, None, w.roster_not_consented()),
    };
    row.view().into_any()
}

fn filters(w: Words, filter: &RosterFilter) -> AnyView {
    let without = |change: fn(&mut RosterFilter)| {
        let mut filter = RosterFilter { cursor: String::new(), ..filter.clone() };
        change(&mut filter);
        address("/people", &filter)
    };
    let mut active = Vec::new();
    let mut chip = |label: String, href: String| {
        active.push(ActiveFilter {
            remove_text: w.remove_filter(&label).into(),
            label: label.into(),
            href: href.into(),
        });
    };
    if !filter.q.trim().is_empty() {
        chip(w.roster_filter_chip(w.roster_search(), filter.q.trim()), without(|filter| filter.q.clear()));
    }
    if let Some(profile) = Profile::parse(&filter.profile) {
        let label = w.roster_filter_chip(w.profile_label(), w.profile(profile));
        chip(label, without(|filter| filter.profile.clear()));
    }
    if let Some(category) = Category::parse(&filter.category) {
        let label = w.roster_filter_chip(w.category_label(), w.category(category));
        chip(label, without(|filter| filter.category.clear()));
    }
    let profiles = Profile::ALL.iter().map(|profile| Choice::new(profile.as_str(), w.profile(*profile))).collect();
    let categories =
        Category::ALL.iter().map(|category| Choice::new(category.as_str(), w.category(*category))).collect();
    let RosterFilter { q, profile, category, sort, .. } = filter.clone();
    let hidden = if sort.is_empty() { Vec::new() } else { vec![("sort".into(), sort.into())] };
    view! {
        <FilterBar
            action="/people"
            label=w.roster_filter()
            apply_text=w.apply()
            hidden=hidden
            active=active
            clear_text=w.clear_filters()
        >
            <SearchField name="q" label=w.roster_search() value=q />
            <SelectField
                name="profile"
                label=w.profile_label()
                options=profiles
                value=profile
                empty=w.all()
            />
            <SelectField
                name="category"
                label=w.category_label()
                options=categories
                value=category
                empty=w.all()
            />
        </FilterBar>
    }
    .into_any()
}
