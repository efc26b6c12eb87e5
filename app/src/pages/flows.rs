//! The flows between members: a picture of the busiest pairs, and all of them in a table.

use domain::{organisation::OrganisationRef, placement::Direction};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::flows::Flow;

use super::{
    Page, address,
    organisation::{PAGE_LINES, cut},
    page, query,
};
use crate::{
    ui::{
        button::LinkButton,
        empty::Empty,
        flows::{Flow as Ribbon, FlowDiagram, FlowDirection, FlowNode},
        form::{ActiveFilter, Choice, FilterBar, SelectField},
        icon::IconName,
        layout::{PageHeader, Section},
        table::{Cell, Column, Direction as Order, Pager, Row, Table},
        text::Text,
    },
    words::Words,
};

/// How many pairs the picture shows.
const PICTURED: usize = 12;

/// What the list is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct FlowFilter {
    direction: String,
    sort: String,
    page: String,
}

impl FlowFilter {
    fn href(&self) -> String {
        address("/flows", self)
    }
}

/// All flows.
#[component]
pub fn FlowsPage() -> impl IntoView {
    let filter = query::<FlowFilter>();
    page(async move |visit| {
        let w = visit.words();
        let mut flows = service::flows::list(&visit.db, &visit.ctx, &service::flows::FlowFilter::default()).await?;
        let any = !flows.is_empty();
        let direction = Direction::parse(&filter.direction);
        flows.retain(|flow| direction.is_none_or(|wanted| flow.direction == wanted));
        let body = if flows.is_empty() {
            empty(w, any)
        } else {
            view! {
                {picture(w, &flows)}
                {table(w, &filter, flows)}
            }
            .into_any()
        };
        let body = view! {
            <PageHeader title=w.flows() lead=w.flows_lead() />
            {filters(w, &filter)}
            {body}
        };
        Ok(Page::new(w.flows(), body))
    })
}

fn filters(w: Words, filter: &FlowFilter) -> AnyView {
    let active = Direction::parse(&filter.direction).into_iter().map(|direction| {
        let label = w.direction(direction);
        let without = FlowFilter { direction: String::new(), page: String::new(), ..filter.clone() };
        ActiveFilter { label: label.into(), href: without.href().into(), remove_text: w.remove_filter(label).into() }
    });
    let active = active.collect::<Vec<_>>();
    let options = Direction::ALL.iter().map(|direction| Choice::new(direction.as_str(), w.direction(*direction)));
    let (options, chosen) = (options.collect::<Vec<_>>(), filter.direction.clone());
    let hidden: Vec<(Text, Text)> =
        if filter.sort.is_empty() { Vec::new() } else { vec![("sort".into(), filter.sort.clone().into())] };
    view! {
        <FilterBar
            action="/flows"
            label=w.flows_filter()
            apply_text=w.apply()
            hidden=hidden
            active=active
        >
            <SelectField
                name="direction"
                label=w.direction_label()
                options=options
                value=chosen
                empty=w.all()
            />
        </FilterBar>
    }
    .into_any()
}

fn empty(w: Words, any: bool) -> AnyView {
    let title = if any { w.flows_no_match() } else { w.flows_none() };
    let action = view! { <LinkButton href="/members">{w.flows_to_members()}</LinkButton> }.into_any();
    view! { <Empty title=title text=w.flows_none_text() icon=IconName::Flows action=action /> }.into_any()
}

/// The member that teaches and the other one, whichever way the people go.
const fn ends(flow: &Flow) -> (&OrganisationRef, &OrganisationRef) {
    match flow.direction {
        Direction::EnterprisePractice => (&flow.sending, &flow.hosting),
        Direction::TeachingSecondment => (&flow.hosting, &flow.sending),
    }
}

/// The index of a member among the nodes of its side, which it joins when it is new.
fn seat(side: &mut Vec<OrganisationRef>, member: &OrganisationRef) -> usize {
    side.iter().position(|other| other.id == member.id).unwrap_or_else(|| {
        side.push(member.clone());
        side.len() - 1
    })
}

fn picture(w: Words, flows: &[Flow]) -> AnyView {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let busiest = flows.iter().take(PICTURED);
    let ribbons = busiest
        .map(|flow| {
            let (college, other) = ends(flow);
            let hours = w.hours(flow.confirmed_minutes);
            Ribbon {
                left: seat(&mut left, college),
                right: seat(&mut right, other),
                direction: match flow.direction {
                    Direction::EnterprisePractice => FlowDirection::Rightward,
                    Direction::TeachingSecondment => FlowDirection::Leftward,
                },
                count: u32::try_from(flow.placements).unwrap_or(u32::MAX),
                title: w
                    .flows_ribbon(w.named(&flow.sending.name), w.named(&flow.hosting.name), flow.placements, &hours)
                    .into(),
            }
        })
        .collect::<Vec<_>>();
    let nodes = move |side: Vec<OrganisationRef>| {
        side.into_iter()
            .map(|member| FlowNode {
                name: w.named(&member.name).to_owned().into(),
                href: Some(format!("/members/{}", member.id).into()),
            })
            .collect::<Vec<_>>()
    };
    let lead = w.flows_picture_lead(ribbons.len());
    view! {
        <Section id="picture" title=w.flows_picture() lead=lead>
            <div class="card">
                <FlowDiagram
                    label=w.flows_picture_label()
                    left_title=w.flows_colleges()
                    right_title=w.flows_hosts()
                    rightward_text=w.direction(Direction::EnterprisePractice)
                    leftward_text=w.direction(Direction::TeachingSecondment)
                    left=nodes(left)
                    right=nodes(right)
                    flows=ribbons
                />
            </div>
        </Section>
    }
    .into_any()
}

/// Orders by the column that the address names; the most placements first when it names none.
fn sort(w: Words, flows: &mut [Flow], by: &str) {
    // By the names that are read.
    let from = |flow: &Flow| w.named(&flow.sending.name).to_owned();
    let to = |flow: &Flow| w.named(&flow.hosting.name).to_owned();
    match by {
        "placements" => flows.sort_by_key(|flow| flow.placements),
        "hours" => flows.sort_by_key(|flow| flow.confirmed_minutes),
        "-hours" => flows.sort_by_key(|flow| std::cmp::Reverse(flow.confirmed_minutes)),
        "sending" => flows.sort_by_cached_key(|flow| (from(flow), to(flow))),
        "hosting" => flows.sort_by_cached_key(|flow| (to(flow), from(flow))),
        _ => flows.sort_by_key(|flow| std::cmp::Reverse(flow.placements)),
    }
}

/// A column that can be ordered: `first` is how it is ordered when one asks for it first.
fn sortable(column: Column, filter: &FlowFilter, ascending: &str, descending: &str, first: &str) -> Column {
    let now = if filter.sort.is_empty() { "-placements" } else { filter.sort.as_str() };
    let (order, next) = if now == ascending {
        (Some(Order::Ascending), if descending.is_empty() { ascending } else { descending })
    } else if now == descending {
        (Some(Order::Descending), ascending)
    } else {
        (None, first)
    };
    let href = FlowFilter { sort: next.to_owned(), page: String::new(), ..filter.clone() }.href();
    column.sorted_by(href, order)
}

fn table(w: Words, filter: &FlowFilter, mut flows: Vec<Flow>) -> AnyView {
    sort(w, &mut flows, &filter.sort);
    let all = flows.len();
    let placements: i64 = flows.iter().map(|flow| flow.placements).sum();
    let minutes: i64 = flows.iter().map(|flow| flow.confirmed_minutes).sum();
    let (flows, first, last, more) = cut(flows, &filter.page);
    let number = (first - 1) / PAGE_LINES + 1;
    let turn = |number: usize| FlowFilter { page: number.to_string(), ..filter.clone() }.href();
    let previous = (number > 1).then(|| turn(number - 1));
    let next = more.then(|| turn(number + 1));
    let rows = flows
        .iter()
        .map(|flow| {
            Row::new()
                .title(w.sending_organisation(), w.named(&flow.sending.name), "")
                .cell(Cell::Text, w.hosting_organisation(), w.named(&flow.hosting.name))
                .cell(Cell::Text, w.direction_label(), w.direction(flow.direction))
                .cell(Cell::Number, w.flows_placements(), &flow.placements.to_string())
                .cell(Cell::Number, w.flows_hours(), &w.hours(flow.confirmed_minutes))
                .view()
        })
        .collect::<Vec<_>>();
    let columns = vec![
        sortable(Column::text(w.sending_organisation()), filter, "sending", "", "sending"),
        sortable(Column::text(w.hosting_organisation()), filter, "hosting", "", "hosting"),
        Column::text(w.direction_label()),
        sortable(Column::number(w.flows_placements()), filter, "placements", "-placements", "-placements"),
        sortable(Column::number(w.flows_hours()), filter, "hours", "-hours", "-hours"),
    ];
    let foot = view! {
        <tr>
            <th scope="row" colspan="3">{w.flows_total()}</th>
            <td class="num" data-label=w.flows_placements()>{placements}</td>
            <td class="num" data-label=w.flows_hours()>{w.hours(minutes)}</td>
        </tr>
    };
    view! {
        <Section id="pairs" title=w.flows_table()>
            <Table caption=w.flows_table() columns=columns foot=foot.into_any()>{rows}</Table>
            <Pager
                label=w.pages()
                previous=previous
                previous_text=w.previous()
                next=next
                next_text=w.next()
                words=w.flows_range(first, last, all)
            />
        </Section>
    }
    .into_any()
}
