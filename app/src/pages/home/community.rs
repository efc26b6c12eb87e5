//! The home pages of the secretariat and of auditors: the community in numbers, and what they can read.

use chrono::NaiveDate;
use domain::{
    account::{Role, Viewer},
    organisation::{Organisation, OrganisationKind},
    placement::Direction,
};
use leptos::prelude::*;
use service::{
    flows::Flow,
    reporting::{Reporting, ReportingFilter},
};

use super::{Page, day_of_week};
use crate::{
    pages::{PageResult, flows::picture},
    ui::{
        button::{ButtonKind, LinkButton},
        card::{Card, NeedCard},
        empty::Empty,
        icon::IconName,
        layout::{PageHeader, Section},
        table::{Cell, Column, Row, Table},
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// How many pairs of members are shown, half of them in each direction.
const BUSIEST: usize = 8;
/// How many new members are shown.
const JOINED: usize = 6;
/// For how many days a member is new.
const JOINED_DAYS: i64 = 92;

/// The page of who acts for the community.
pub(super) async fn home(visit: &Visit) -> PageResult {
    let w = visit.words();
    let viewer = visit.viewer()?;
    let members = service::organisation::list(&visit.db, &visit.ctx).await?;
    let flows = service::flows::list(&visit.db, &visit.ctx, &service::flows::FlowFilter::default()).await?;
    let reporting = service::reporting::list(&visit.db, &visit.ctx, &ReportingFilter::default()).await?;
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
    let today = visit.ctx.today(domain::organisation::DEFAULT_ZONE);
    let joined = (!auditor).then(|| joined(w, members, today));
    let opened = auditor.then(|| opened(w, viewer));
    let reading = auditor.then(|| reading(w, &[Readable::Placements, Readable::Audit]));
    let lead = if auditor { w.home_read_lead().to_owned() } else { day_of_week(w, today) };
    let body = view! {
        <PageHeader title=w.home_greeting(w.named(&viewer.name)) lead=lead action=add />
        {opened}
        {silent(w, &reporting)}
        {kinds(w, counts)}
        {directions(w, &flows)}
        {busiest(w, &flows)}
        {joined}
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
        {opened(w, viewer)}
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
    let link = view! {
        <LinkButton href="/indicators" kind=ButtonKind::Quiet>{w.indicators()}</LinkButton>
        <LinkButton href="/flows" kind=ButtonKind::Quiet>{w.home_all_flows()}</LinkButton>
    };
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
            <div class="needs needs-wide">{cards}</div>
        </Section>
    }
    .into_any()
}

/// How the largest flows run, as a picture.
fn busiest(w: Words, flows: &[Flow]) -> AnyView {
    if flows.is_empty() {
        return view! {
            <Section id="picture" title=w.home_largest()>
                <Empty title=w.home_flows_none() text=w.home_flows_none_text() icon=IconName::Flows />
            </Section>
        }
        .into_any();
    }
    let of = |direction: &Direction| {
        let found = flows.iter().filter(|flow| flow.direction == *direction);
        found.take(BUSIEST / 2).cloned().collect::<Vec<_>>()
    };
    picture(w, &Direction::ALL.iter().flat_map(of).collect::<Vec<_>>())
}

/// Who has been silent for a month; nothing when nobody has.
fn silent(w: Words, reporting: &Reporting) -> Option<AnyView> {
    let count = i64::try_from(reporting.silent).unwrap_or(i64::MAX);
    let link = view! { <LinkButton href="/reporting" kind=ButtonKind::Quiet>{w.reporting_link()}</LinkButton> };
    (count > 0).then(|| {
        view! {
            <Section id="silent" title=w.home_needs() action=link.into_any()>
                <div class="needs">
                    <NeedCard
                        count=count.to_string()
                        label=w.home_silent(count)
                        href="/reporting?silent=true"
                        tone=Tone::Short
                        icon=IconName::Hours
                        detail=w.home_silent_detail()
                    />
                </div>
            </Section>
        }
        .into_any()
    })
}

/// Members that joined within three months, the latest first.
fn joined(w: Words, mut members: Vec<Organisation>, today: NaiveDate) -> AnyView {
    let day = |member: &Organisation| member.created_at.date_naive();
    members.retain(|member| member.active && (today - day(member)).num_days() <= JOINED_DAYS);
    members.sort_by_key(|member| std::cmp::Reverse((member.created_at, member.id)));
    let body = if members.is_empty() {
        view! { <p class="muted">{w.home_joined_none()}</p> }.into_any()
    } else {
        let rows = members
            .iter()
            .take(JOINED)
            .map(|member| {
                Row::new()
                    .lead(w.members_name(), &format!("/members/{}", member.id), w.member_name(member), "")
                    .cell(Cell::Text, w.members_kind(), w.organisation_kind(member.kind))
                    .cell(Cell::Text, w.province(), member.province.as_deref().unwrap_or_default())
                    .cell(Cell::When, w.home_joined_on(), &day(member).to_string())
                    .view()
            })
            .collect::<Vec<_>>();
        let columns = vec![
            Column::text(w.members_name()),
            Column::text(w.members_kind()),
            Column::text(w.province()),
            Column::text(w.home_joined_on()),
        ];
        view! { <Table caption=w.home_joined() columns=columns>{rows}</Table> }.into_any()
    };
    view! {
        <Section id="joined" title=w.home_joined()>
            {body}
        </Section>
    }
    .into_any()
}

/// What is open to an auditor, and until when.
fn opened(w: Words, viewer: &Viewer) -> AnyView {
    let grants = viewer.grants.iter().filter(|grant| grant.role == Role::Auditor);
    let rows = grants
        .map(|grant| {
            let place = grant.organisation_name.as_ref().map_or(w.home_read_community(), |name| w.named(name));
            let now = if grant.id == viewer.acting.id { w.home_read_now() } else { "" };
            let until = grant.last_day.map_or_else(|| w.home_read_no_end().to_owned(), |day| w.day(day));
            Row::new().title(w.home_read_scope(), place, now).cell(Cell::When, w.home_read_end(), &until).view()
        })
        .collect::<Vec<_>>();
    let columns = vec![Column::text(w.home_read_scope()), Column::text(w.home_read_end())];
    let lead = match viewer.acting.last_day {
        Some(day) => w.home_read_until(&w.day(day)),
        None => w.home_read_always().to_owned(),
    };
    view! {
        <Section id="opened" title=w.home_read_what() lead=lead>
            <Table caption=w.home_read_what() columns=columns>{rows}</Table>
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
