//! The flows between members: a picture of the busiest pairs, and all of them in a table.

use domain::{organisation::OrganisationRef, placement::Direction};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::{
    flows::{Flow, FlowFilter},
    tabular::{Cell as FileCell, Sheet},
};

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
        form::{ActiveFilter, Choice, DateField, FilterBar, SelectField},
        icon::IconName,
        layout::{PageHeader, Section},
        table::{Cell, Column, Direction as Order, Pager, Row, Table},
        text::Text,
    },
    words::Words,
};

/// How many pairs of each direction the picture shows.
const PICTURED: usize = 8;

/// What the list is narrowed to, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct ListFilter {
    direction: String,
    from: String,
    to: String,
    sort: String,
    page: String,
}

impl ListFilter {
    fn href(&self) -> String {
        address("/flows", self)
    }

    /// The same for the use case, which knows no pages.
    fn flows(&self) -> FlowFilter {
        FlowFilter { direction: self.direction.clone(), from: self.from.clone(), to: self.to.clone() }
    }
}

/// All flows.
#[component]
pub fn FlowsPage() -> impl IntoView {
    let filter = query::<ListFilter>();
    page(async move |visit| {
        let w = visit.words();
        let wanted = filter.flows();
        let flows = service::flows::list(&visit.db, &visit.ctx, &wanted).await?;
        let body = if flows.is_empty() {
            empty(w, wanted != FlowFilter::default())
        } else {
            view! {
                {picture(w, &flows)}
                {table(w, &filter, flows)}
            }
            .into_any()
        };
        let body = view! {
            <PageHeader title=w.flows() lead=w.flows_lead() action=files(w, "flows", &wanted) />
            {filters(w, &filter)}
            {body}
        };
        Ok(Page::new(w.flows(), body))
    })
}

/// The same list as files: `name` is that of the file, behind it what the list is narrowed to.
pub(super) fn files(w: Words, name: &str, filter: &impl Serialize) -> AnyView {
    let link = |word: &'static str, end: &str| {
        let href = address(&format!("/exports/{name}.{end}"), filter);
        view! { <a class="button" href=href download aria-label=w.flows_file(word)>{word}</a> }
    };
    view! { {link("XLSX", "xlsx")} {link("CSV", "csv")} }.into_any()
}

fn filters(w: Words, filter: &ListFilter) -> AnyView {
    let first = ListFilter { page: String::new(), ..filter.clone() };
    let mut active = Vec::new();
    let mut chip = |label: String, without: ListFilter| {
        let (remove_text, href) = (w.remove_filter(&label).into(), without.href().into());
        active.push(ActiveFilter { label: label.into(), href, remove_text });
    };
    if let Some(direction) = Direction::parse(&filter.direction) {
        chip(w.direction(direction).to_owned(), ListFilter { direction: String::new(), ..first.clone() });
    }
    let (from, to) = filter.flows().period();
    if let Some(day) = from {
        chip(w.flows_from(&w.day(day)), ListFilter { from: String::new(), ..first.clone() });
    }
    if let Some(day) = to {
        chip(w.flows_to(&w.day(day)), ListFilter { to: String::new(), ..first });
    }
    let options = Direction::ALL.iter().map(|direction| Choice::new(direction.as_str(), w.direction(*direction)));
    let (options, chosen) = (options.collect::<Vec<_>>(), filter.direction.clone());
    let hidden: Vec<(Text, Text)> =
        if filter.sort.is_empty() { Vec::new() } else { vec![("sort".into(), filter.sort.clone().into())] };
    let value = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    view! {
        <FilterBar
            action="/flows"
            label=w.flows_filter()
            apply_text=w.apply()
            hidden=hidden
            active=active
            clear_text=w.clear_filters()
        >
            <SelectField
                name="direction"
                label=w.direction_label()
                options=options
                value=chosen
                empty=w.all()
            />
            <DateField name="from" label=w.flows_from_label() value=value(from) />
            <DateField name="to" label=w.flows_to_label() value=value(to) />
        </FilterBar>
    }
    .into_any()
}

fn empty(w: Words, narrowed: bool) -> AnyView {
    let title = if narrowed { w.flows_no_match() } else { w.flows_none() };
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

/// The busiest pairs as a picture.
pub(super) fn picture(w: Words, flows: &[Flow]) -> AnyView {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let busiest = Direction::ALL
        .iter()
        .flat_map(|direction| flows.iter().filter(|flow| flow.direction == *direction).take(PICTURED));
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
fn sortable(column: Column, filter: &ListFilter, ascending: &str, descending: &str, first: &str) -> Column {
    let now = if filter.sort.is_empty() { "-placements" } else { filter.sort.as_str() };
    let (order, next) = if now == ascending {
        (Some(Order::Ascending), if descending.is_empty() { ascending } else { descending })
    } else if now == descending {
        (Some(Order::Descending), ascending)
    } else {
        (None, first)
    };
    let href = ListFilter { sort: next.to_owned(), page: String::new(), ..filter.clone() }.href();
    column.sorted_by(href, order)
}

fn table(w: Words, filter: &ListFilter, mut flows: Vec<Flow>) -> AnyView {
    sort(w, &mut flows, &filter.sort);
    let all = flows.len();
    let placements: i64 = flows.iter().map(|flow| flow.placements).sum();
    let minutes: i64 = flows.iter().map(|flow| flow.confirmed_minutes).sum();
    let (flows, first, last, more) = cut(flows, &filter.page);
    let number = (first - 1) / PAGE_LINES + 1;
    let turn = |number: usize| ListFilter { page: number.to_string(), ..filter.clone() }.href();
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

/// The flows as a file, with heads and values in the reader's words.
#[must_use]
pub fn sheet(w: Words, flows: &[Flow]) -> Sheet {
    let columns = [
        w.sending_organisation(),
        w.flows_sending_kind(),
        w.hosting_organisation(),
        w.flows_hosting_kind(),
        w.direction_label(),
        w.flows_placements(),
        w.flows_minutes(),
    ];
    let rows = flows.iter().map(|flow| {
        let member = |member: &OrganisationRef| {
            [FileCell::text(w.named(&member.name)), FileCell::text(w.organisation_kind(member.kind))]
        };
        let [sending, sending_kind] = member(&flow.sending);
        let [hosting, hosting_kind] = member(&flow.hosting);
        let direction = FileCell::text(w.direction(flow.direction));
        let (placements, minutes) = (number(flow.placements), number(flow.confirmed_minutes));
        vec![sending, sending_kind, hosting, hosting_kind, direction, placements, minutes]
    });
    Sheet::new(&columns, rows.collect())
}

/// A count as a number of a spreadsheet.
pub(super) fn number(count: i64) -> FileCell {
    // Minutes of all members over a thousand years are below this.
    i32::try_from(count).map_or_else(|_| FileCell::text(count.to_string()), |count| FileCell::Number(count.into()))
}
