//! The home page of each role: what needs action today.

mod community;
mod officer;
mod participant;

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use domain::{
    account::Role,
    organisation::DEFAULT_ZONE,
    placement::{PlacementLine, Side},
};
use leptos::prelude::*;

use super::{Page, PageResult, page, placement::state_look};
use crate::{
    ui::{
        card::{NeedCard, NeedLine, NeedLines},
        icon::IconName,
        layout::{PageHeader, Section},
        notice::Notice,
        table::{Cell, Column, Row, Table},
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// The home page.
#[component]
pub fn HomePage() -> impl IntoView {
    page(home)
}

async fn home(visit: Arc<Visit>) -> PageResult {
    let acting = visit.viewer()?.acting.clone();
    match (acting.role, acting.organisation) {
        (Role::CollegeHr | Role::Coordinator, Some(own)) => officer::home(&visit, acting.role, own).await,
        (Role::Teacher | Role::Engineer, _) => participant::home(&visit).await,
        (Role::Auditor, Some(_)) => community::auditor_of_member(&visit),
        _ => community::home(&visit).await,
    }
}

/// How many things are shown large: a row on a wide screen.
const PRESSING: usize = 4;

/// One thing that waits, with the list it leads to.
struct Waiting {
    count: i64,
    label: &'static str,
    detail: String,
    href: String,
    tone: Tone,
    icon: IconName,
}

/// Title, greeting and the one primary action of a home page.
fn header(visit: &Visit, waiting: usize, action: Option<AnyView>) -> AnyView {
    let w = visit.words();
    let today = visit.ctx.today(DEFAULT_ZONE);
    let name = visit.viewer.as_ref().map(|viewer| w.named(&viewer.name)).unwrap_or_default();
    view! { <PageHeader title=w.home_greeting(name) lead=w.home_today(&day_of_week(w, today), waiting) action=action /> }
        .into_any()
}

/// A day with its weekday, as people say it.
fn day_of_week(w: Words, day: NaiveDate) -> String {
    let weekday = w.weekday(day.weekday());
    match w.lang() {
        crate::words::Lang::Zh => format!("{}{weekday}", w.day(day)),
        crate::words::Lang::En => format!("{weekday}, {}", w.day(day)),
    }
}

/// What waits for the reader, each with its number, the first few large; or that nothing does.
fn needs(w: Words, mut waiting: Vec<Waiting>) -> AnyView {
    if waiting.is_empty() {
        return view! {
            <Section id="needs" title=w.home_needs()>
                <Notice tone=Tone::Met>
                    <strong>{w.home_nothing()}</strong>
                    " "
                    {w.home_nothing_text()}
                </Notice>
            </Section>
        }
        .into_any();
    }
    let rest = waiting.split_off(waiting.len().min(PRESSING));
    let cards = waiting
        .into_iter()
        .map(|need| {
            view! {
                <NeedCard
                    count=need.count.to_string()
                    label=need.label
                    href=need.href
                    tone=need.tone
                    icon=need.icon
                    detail=need.detail
                />
            }
        })
        .collect::<Vec<_>>();
    let lines = rest
        .into_iter()
        .map(|need| {
            view! { <NeedLine count=need.count.to_string() label=need.label href=need.href tone=need.tone detail=need.detail /> }
        })
        .collect::<Vec<_>>();
    let rest = (!lines.is_empty()).then(|| view! { <NeedLines title=w.home_then()>{lines}</NeedLines> });
    view! {
        <Section id="needs" title=w.home_needs()>
            <div class="needs">{cards}</div>
            {rest}
        </Section>
    }
    .into_any()
}

/// A short table of placements that names the organisation across from `side`.
fn short_list(w: Words, caption: &'static str, side: Side, lines: &[PlacementLine]) -> AnyView {
    let across = match side {
        Side::Sending => w.home_host(),
        Side::Hosting => w.home_from(),
    };
    let rows = lines
        .iter()
        .map(|line| {
            let (tone, icon) = state_look(line.state);
            let other = match side {
                Side::Sending => &line.hosting,
                Side::Hosting => &line.sending,
            };
            Row::new()
                .lead(w.participant(), &format!("/placements/{}", line.id), w.named(&line.participant), "")
                .cell(Cell::Text, across, w.named(other))
                .cell(Cell::When, w.home_dates(), &w.days(line.first_day, line.last_day))
                .chip(w.home_state(), tone, Some(icon), w.state(line.state))
                .view()
        })
        .collect::<Vec<_>>();
    let columns = vec![
        Column::text(w.participant()),
        Column::text(across),
        Column::text(w.home_dates()),
        Column::text(w.home_state()),
    ];
    view! { <Table caption=caption columns=columns>{rows}</Table> }.into_any()
}
