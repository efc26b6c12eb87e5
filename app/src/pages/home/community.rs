//! The home pages of the secretariat and of auditors: the community in numbers, and what they can read.

use domain::{account::Role, organisation::OrganisationKind, placement::Direction};
use leptos::prelude::*;
use service::flows::Flow;

use super::{Page, day_of_week};
use crate::{
    pages::PageResult,
    ui::{
        button::{ButtonKind, LinkButton},
        card::{Card, NeedCard},
        empty::Empty,
        icon::IconName,
        layout::{PageHeader, Section},
        table::{Cell, Column, Row, Table},
    },
    visit::Visit,
    words::Words,
};

/// How many pairs of members are shown.
const BUSIEST: usize = 6;

/// The page of who acts for the community.
pub(super) async fn home(visit: &Visit) -> PageResult {
    let w = visit.words();
    let viewer = visit.viewer()?;
    let members = service::organisation::list(&visit.db, &visit.ctx).await?;
    let flows = service::flows::list(&visit.db, &visit.ctx, &service::flows::FlowFilter::default()).await?;
    let auditor = viewer.acting.role == Role::Auditor;
    let counts: Vec<(OrganisationKind, i64)> = OrganisationKind::ALL
        .iter()
        .map(|kind| (*kind, members.iter().filter(|member| member.active && member.kind == *kind).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| (kind, i64::try_from(count).unwrap_or(i64::MAX)))
        .collect();
    let add = service::organisation::may_add(&visit.ctx).then(|| {
        view! { <LinkButton href="/members/new" kind=ButtonKind::Primary icon=IconName::Add>{w.members_add()}</LinkButton> }
            .into_any()
    });
    let reading = auditor.then(|| reading(w, &[Readable::Placements, Readable::Audit]));
    let today = visit.ctx.today(domain::organisation::DEFAULT_ZONE);
    let lead = if auditor { w.home_read_lead().to_owned() } else { day_of_week(w, today) };
    let body = view! {
        <PageHeader title=w.home_greeting(w.named(&viewer.name)) lead=lead action=add />
        {kinds(w, counts)}
        {directions(w, &flows)}
        {busiest(w, &flows)}
        {reading}
    };
    Ok(Page::new(w.home(), body))
}

/// The page of an auditor of one member.
pub(super) fn auditor_of_member(visit: &Visit) -> PageResult {
    let w = visit.words();
    let viewer = visit.viewer()?;
    let own = viewer.acting.organisation.map(|own| {
        let href = format!("/members/{own}");
        view! { <LinkButton href=href icon=IconName::Organisation>{w.home_own_organisation()}</LinkButton> }.into_any()
    });
    let body = view! {
        <PageHeader title=w.home_greeting(w.named(&viewer.name)) lead=w.home_read_lead() action=own />
        {reading(w, &[Readable::Placements, Readable::Roster, Readable::Progress, Readable::Audit])}
    };
    Ok(Page::new(w.home(), body))
}

fn kinds(w: Words, counts: Vec<(OrganisationKind, i64)>) -> AnyView {
    let link = view! { <LinkButton href="/members" kind=ButtonKind::Quiet>{w.home_all_members()}</LinkButton> };
    let body = if counts.is_empty() {
        view! { <Empty title=w.members_none() text=w.members_none_text() icon=IconName::Members /> }.into_any()
    } else {
        let cards = counts
            .into_iter()
            .map(|(kind, count)| {
                view! {
                    <NeedCard
                        count=count.to_string()
                        label=w.home_members(kind, count)
                        href=format!("/members?kind={kind}")
                        icon=IconName::Organisation
                    />
                }
            })
            .collect::<Vec<_>>();
        view! { <div class="needs">{cards}</div> }.into_any()
    };
    view! {
        <Section id="members" title=w.home_community() action=link.into_any()>
            {body}
        </Section>
    }
    .into_any()
}

/// Both directions, each with its sums.
fn directions(w: Words, flows: &[Flow]) -> AnyView {
    let link = view! { <LinkButton href="/flows" kind=ButtonKind::Quiet>{w.home_all_flows()}</LinkButton> };
    let cards = Direction::ALL
        .iter()
        .map(|direction| {
            let own: Vec<&Flow> = flows.iter().filter(|flow| flow.direction == *direction).collect();
            let placements: i64 = own.iter().map(|flow| flow.placements).sum();
            let minutes: i64 = own.iter().map(|flow| flow.confirmed_minutes).sum();
            let icon = match direction {
                Direction::EnterprisePractice => IconName::Next,
                Direction::TeachingSecondment => IconName::Previous,
            };
            let detail = format!("{} · {}", w.home_flow_pairs(own.len()), w.hours(minutes));
            view! {
                <NeedCard
                    count=placements.to_string()
                    label=w.home_flow_label(*direction, placements)
                    href=format!("/flows?direction={direction}")
                    icon=icon
                    detail=detail
                />
            }
        })
        .collect::<Vec<_>>();
    view! {
        <Section id="flows" title=w.home_flows() lead=w.home_flows_lead() action=link.into_any()>
            <div class="needs">{cards}</div>
        </Section>
    }
    .into_any()
}

fn busiest(w: Words, flows: &[Flow]) -> AnyView {
    let body = if flows.is_empty() {
        view! { <Empty title=w.home_flows_none() text=w.home_flows_none_text() icon=IconName::Flows /> }.into_any()
    } else {
        let rows = flows
            .iter()
            .take(BUSIEST)
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
            Column::text(w.sending_organisation()),
            Column::text(w.hosting_organisation()),
            Column::text(w.direction_label()),
            Column::number(w.flows_placements()),
            Column::number(w.flows_hours()),
        ];
        view! { <Table caption=w.home_largest() columns=columns>{rows}</Table> }.into_any()
    };
    view! {
        <Section id="busiest" title=w.home_largest()>
            {body}
        </Section>
    }
    .into_any()
}

/// A list that an auditor can read.
#[derive(Clone, Copy)]
enum Readable {
    Placements,
    Roster,
    Progress,
    Audit,
}

fn reading(w: Words, lists: &[Readable]) -> AnyView {
    let cards = lists
        .iter()
        .map(|list| {
            let (title, text, href) = match list {
                Readable::Placements => (w.placements(), w.home_read_placements(), "/placements"),
                Readable::Roster => (w.roster(), w.home_read_roster(), "/people"),
                Readable::Progress => (w.progress(), w.home_read_progress(), "/progress"),
                Readable::Audit => (w.audit(), w.home_read_audit(), "/audit"),
            };
            view! {
                <Card title=title>
                    <div class="stack">
                        <p>{text}</p>
                        <div class="actions">
                            <LinkButton href=href describe=format!("{}: {title}", w.home_open())>{w.home_open()}</LinkButton>
                        </div>
                    </div>
                </Card>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <Section id="reading" title=w.home_read()>
            <div class="cards">{cards}</div>
        </Section>
    }
    .into_any()
}
