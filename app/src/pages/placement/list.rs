//! The list of placements: filters and order in the address, 50 a page.

use domain::{
    account::Role,
    list::Page as ListPage,
    need::Need,
    placement::{Direction, PlacementFilter, PlacementLine, State},
};
use leptos::prelude::*;

use super::state_look;
use crate::{
    form::Filled,
    pages::{Page, address, page, query},
    ui::{
        button::{ButtonKind, LinkButton},
        empty::Empty,
        form::{ActiveFilter, Choice, ErrorSummary, FilterBar, SearchField, SelectField},
        icon::IconName,
        layout::PageHeader,
        table::{Cell, Column, Direction as Order, Pager, Row, Table, TickedForm},
        text::Text,
    },
    words::Words,
};

const PATH: &str = "/placements";

/// The placements that the acting role may see.
#[component]
pub fn PlacementsPage() -> impl IntoView {
    let filter = query::<PlacementFilter>();
    page(async move |visit| {
        let w = visit.words();
        let role = visit.viewer()?.acting.role;
        let found = service::placement::list(&visit.db, &visit.ctx, &filter).await?;
        let (title, lead) = match role {
            Role::Teacher | Role::Engineer => (w.my_placements(), w.my_placements_lead()),
            Role::Auditor if visit.ctx.organisation().is_none() => (w.placements(), w.placements_all_lead()),
            _ => (w.placements(), w.placements_lead()),
        };
        let action = role.is_officer().then(|| header_buttons(w));
        let filters = filters(w, &filter);
        let submitting = role.is_officer();
        let failed = Filled::load(&visit, "submit_many", &()).await?;
        let summary = not_submitted(w, &failed, &found.items);
        let content = if found.items.is_empty() {
            empty(w, role, &filter)
        } else {
            rows(w, title, &filter, found, submitting.then(|| ticked(&failed)))
        };
        let body = view! {
            <PageHeader title=title lead=lead action=action />
            <ErrorSummary title=w.many_not_submitted() items=summary />
            {filters}
            {content}
        };
        Ok(Page::new(title, body))
    })
}

/// The drafts that were ticked when submitting them failed, as they were sent.
fn ticked(failed: &Filled) -> Vec<String> {
    (0..).map(|n| failed.value(&format!("drafts[{n}]"))).take_while(|draft| !draft.is_empty()).collect()
}

/// Why none of the ticked drafts was submitted, each with its name.
fn not_submitted(w: Words, failed: &Filled, lines: &[PlacementLine]) -> Vec<(Text, Text)> {
    let name = |field: &str| {
        let id = field.strip_prefix("placement[")?.strip_suffix(']')?;
        lines.iter().find(|line| line.id.to_string() == id).map(|line| w.named(&line.participant))
    };
    failed
        .problems()
        .into_iter()
        .map(|(field, sentence)| {
            let text = name(&field).map_or(sentence.clone(), |name| w.many_reason(name, &sentence));
            (Text::default(), text.into())
        })
        .collect()
}

fn header_buttons(w: Words) -> AnyView {
    view! {
        {new_button(w, ButtonKind::Primary)}
        <LinkButton href="/placements/many" icon=IconName::People>{w.many_place()}</LinkButton>
    }
    .into_any()
}

fn new_button(w: Words, kind: ButtonKind) -> AnyView {
    view! { <LinkButton href="/placements/new" kind=kind icon=IconName::Add>{w.new_placement()}</LinkButton> }
        .into_any()
}

fn filters(w: Words, filter: &PlacementFilter) -> AnyView {
    let states = State::ALL.iter().map(|state| Choice::new(state.as_str(), w.state(*state))).collect::<Vec<_>>();
    let directions = Direction::ALL
        .iter()
        .map(|direction| Choice::new(direction.as_str(), w.direction(*direction)))
        .collect::<Vec<_>>();
    let mut active = Vec::new();
    let mut add = |label: &str, value: &str, without: PlacementFilter| {
        let label = w.placement_filter(label, value);
        active.push(ActiveFilter {
            remove_text: w.remove_filter(&label).into(),
            label: label.into(),
            href: address(PATH, &without).into(),
        });
    };
    let fresh = PlacementFilter { cursor: String::new(), ..filter.clone() };
    if !filter.q.trim().is_empty() {
        add(w.placement_person(), filter.q.trim(), PlacementFilter { q: String::new(), ..fresh.clone() });
    }
    if let Some(need) = Need::parse(&filter.need) {
        add(w.home_needs(), w.home_need_chip(need), PlacementFilter { need: String::new(), ..fresh.clone() });
    }
    if let Some(direction) = Direction::parse(&filter.direction) {
        let without = PlacementFilter { direction: String::new(), ..fresh.clone() };
        add(w.direction_label(), w.direction(direction), without);
    }
    if let Some(state) = State::parse(&filter.state) {
        add(w.placement_state(), w.state(state), PlacementFilter { state: String::new(), ..fresh });
    }
    let PlacementFilter { q, direction, state, .. } = filter.clone();
    let kept = [("sort", &filter.sort), ("need", &filter.need)].into_iter().filter(|(_, value)| !value.is_empty());
    let hidden = kept.map(|(name, value)| (name.into(), value.clone().into())).collect::<Vec<_>>();
    view! {
        <FilterBar
            action=PATH
            label=w.filter_placements()
            apply_text=w.apply()
            hidden=hidden
            active=active
            clear_text=w.clear_filters()
        >
            <SearchField name="q" label=w.placement_person() value=q />
            <SelectField
                name="direction"
                label=w.direction_label()
                options=directions
                value=direction
                empty=w.all()
            />
            <SelectField name="state" label=w.placement_state() options=states value=state empty=w.all() />
        </FilterBar>
    }
    .into_any()
}

fn rows(
    w: Words,
    caption: &'static str,
    filter: &PlacementFilter,
    found: ListPage<PlacementLine>,
    submitting: Option<Vec<String>>,
) -> AnyView {
    let ascending = filter.sort == "first_day";
    let fresh = PlacementFilter { cursor: String::new(), ..filter.clone() };
    let (turned, order) =
        if ascending { (String::new(), Order::Ascending) } else { ("first_day".to_owned(), Order::Descending) };
    let turned = address(PATH, &PlacementFilter { sort: turned, ..fresh.clone() });
    // Boxes only where there is something to tick.
    let ticks = submitting.is_some() && found.items.iter().any(|line| line.state == State::Draft);
    let mut columns = if ticks { vec![Column::actions(w.many_pick())] } else { Vec::new() };
    columns.extend([
        Column::text(w.participant()),
        Column::text(w.placement_from_to()),
        Column::text(w.placement_dates()).sorted_by(turned, Some(order)),
        Column::text(w.placement_form_and_load()),
        Column::text(w.placement_state()),
    ]);
    let start = (!filter.cursor.is_empty()).then(|| address(PATH, &fresh));
    let next = found.next.map(|cursor| address(PATH, &PlacementFilter { cursor, ..filter.clone() }));
    let count = found.items.len();
    let ticked = submitting.as_deref().filter(|_| ticks);
    let rows = found.items.into_iter().map(|line| row(w, &line, ticked)).collect::<Vec<_>>();
    let table = view! {
        <Table caption=caption columns=columns>
            {rows}
        </Table>
    };
    let table = if ticks {
        view! {
            <TickedForm
                method="post"
                action="/rpc/placement/submit_many"
                button=w.many_submit_chosen()
                hint=w.many_submit_bar()
            >
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
            previous=start
            previous_text=w.placement_back_to_start()
            next=next
            next_text=w.next()
            words=w.placement_rows(count)
        />
    }
    .into_any()
}

fn row(w: Words, line: &PlacementLine, ticked: Option<&[String]>) -> impl IntoView + use<> {
    let (tone, icon) = state_look(line.state);
    // Two lines a row are enough: the direction does not break.
    let direction = w.direction(line.direction).replace(' ', "\u{a0}");
    let row = match (ticked, line.state) {
        (None, _) => Row::new(),
        (Some(ticked), State::Draft) => {
            let name = w.many_pick_draft(w.named(&line.participant));
            let value = format!("{}.{}", line.id, line.version);
            let again = ticked.contains(&value);
            Row::new().tick("drafts[]", &value, &name, again)
        }
        (Some(_), _) => Row::new().no_tick(),
    };
    let from_to = [w.named(&line.sending), " → ", w.named(&line.hosting)].concat();
    let form_and_load = [w.form(line.form), " · ", w.load(line.load)].concat();
    row.lead(w.participant(), &[PATH, "/", &line.id.to_string()].concat(), w.named(&line.participant), &direction)
        .cell(Cell::Text, w.placement_from_to(), &from_to)
        .cell(Cell::When, w.placement_dates(), &w.days(line.first_day, line.last_day))
        .cell(Cell::MinorText, w.placement_form_and_load(), &form_and_load)
        .chip(w.placement_state(), tone, Some(icon), w.state(line.state))
        .view()
}

/// Says what belongs here and what to do next; other words when filters let nothing through.
fn empty(w: Words, role: Role, filter: &PlacementFilter) -> AnyView {
    let PlacementFilter { state, direction, need, q, cursor, .. } = filter;
    if [state, direction, need, q, cursor].into_iter().any(|value| !value.trim().is_empty()) {
        return view! {
            <Empty
                title=w.no_placements_found()
                text=w.no_placements_found_text()
                icon=IconName::Search
                action=view! { <LinkButton href=PATH>{w.clear_filters()}</LinkButton> }.into_any()
            />
        }
        .into_any();
    }
    let text = match role {
        Role::CollegeHr | Role::Coordinator => w.no_placements_officer(),
        Role::Teacher | Role::Engineer => w.no_placements_mine(),
        Role::Secretariat | Role::Auditor => w.no_placements_reader(),
    };
    let action = role.is_officer().then(|| new_button(w, ButtonKind::Secondary));
    view! { <Empty title=w.no_placements() text=text icon=IconName::Placement action=action /> }.into_any()
}
