//! What waits for the one who confirms, by person and week.

use std::collections::HashSet;

use chrono::{Days, NaiveDate};
use domain::{duration::hours_text, hours::WaitingPeriod};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::hours;

use super::super::{Page, address, page, query};
use crate::{
    form::Filled,
    ui::{
        button::{Button, ButtonKind, LinkButton},
        empty::Empty,
        form::{ErrorSummary, Form},
        icon::IconName,
        layout::PageHeader,
        table::{Column, Pager, Table},
        text::MaybeText,
    },
    words::Words,
};

const PAGE: usize = 50;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Query {
    /// The number of rows before the page.
    after: String,
}

/// The confirmer's queue: a row for each person and week, oldest first, confirmed in one press.
#[component]
pub fn WaitingPage() -> impl IntoView {
    let query = query::<Query>();
    page(async move |visit| {
        let w = visit.words();
        let mut periods = hours::waiting(&visit.db, &visit.ctx).await?;
        periods.sort_by(|a, b| (a.week, &a.participant, a.placement.0).cmp(&(b.week, &b.participant, b.placement.0)));
        let filled = Filled::load(&visit, "period", &serde_json::json!({})).await?;
        let people: HashSet<&str> = periods.iter().map(|period| period.participant.as_str()).collect();
        let lines = periods.iter().map(|period| period.lines).sum();
        let lead = (!periods.is_empty()).then(|| w.hours_waiting_lead(lines, people.len()));
        let content = if periods.is_empty() {
            let action = view! { <LinkButton href="/placements">{w.placements()}</LinkButton> }.into_any();
            view! {
                <Empty
                    title=w.hours_waiting_none()
                    text=w.hours_waiting_none_text()
                    icon=IconName::Check
                    action=action
                />
            }
            .into_any()
        } else {
            list(w, &periods, query.after.parse().unwrap_or_default())
        };
        let body = view! {
            <PageHeader title=w.confirm_hours() lead=lead />
            <ErrorSummary title=w.problems() items=super::lines::problems(&filled) />
            {content}
        };
        Ok(Page::new(w.confirm_hours(), body))
    })
}

fn list(w: Words, periods: &[WaitingPeriod], after: usize) -> AnyView {
    let columns = vec![
        Column::text(w.participant()),
        Column::text(w.hours_week_column()),
        Column::number(w.hours_line_count()),
        Column::number(w.hours_amount()),
        Column::actions(w.hours_actions()),
    ];
    let after = if after < periods.len() { after } else { 0 };
    let rows = periods.iter().skip(after).take(PAGE).map(|period| row(w, period)).collect::<Vec<_>>();
    let last = periods.len().min(after + PAGE);
    let at = |after: usize| {
        let after = if after == 0 { String::new() } else { after.to_string() };
        address("/hours/waiting", &Query { after })
    };
    let previous: MaybeText = (after > 0).then(|| at(after.saturating_sub(PAGE))).into();
    let next: MaybeText = (last < periods.len()).then(|| at(last)).into();
    let pager = (periods.len() > PAGE).then(|| {
        view! {
            <Pager
                label=w.pages()
                previous=previous
                previous_text=w.previous()
                next=next
                next_text=w.next()
                words=w.hours_shown(after + 1, last, periods.len())
            />
        }
    });
    view! {
        <Table caption=w.hours_waiting_caption() columns=columns>{rows}</Table>
        {pager}
    }
    .into_any()
}

fn sunday(week: NaiveDate) -> NaiveDate {
    week.checked_add_days(Days::new(6)).unwrap_or(week)
}

fn row(w: Words, period: &WaitingPeriod) -> AnyView {
    let href = format!("/placements/{}/hours?week={}", period.placement, period.week);
    let days = w.week_range(period.week, sunday(period.week));
    let hidden = vec![
        ("placement".into(), period.placement.to_string().into()),
        ("first_day".into(), period.week.to_string().into()),
        ("last_day".into(), sunday(period.week).to_string().into()),
    ];
    let describe = w.hours_confirm_week(w.named(&period.participant), &days);
    view! {
        <tr>
            <td class="lead" data-label=w.participant()>
                <a class="row-link" href=href>{w.named(&period.participant).to_owned()}</a>
                <span class="sub">{format!("{} · {}", w.direction(period.direction), w.named(&period.sending))}</span>
            </td>
            <td class="when" data-label=w.hours_week_column()>{days}</td>
            <td class="num" data-label=w.hours_line_count()>{period.lines}</td>
            <td class="num" data-label=w.hours_amount()>{hours_text(period.minutes)}</td>
            <td>
                <div class="actions">
                    <Form action="/rpc/hours/confirm" hidden=hidden inline=true>
                        <Button kind=ButtonKind::Secondary icon=IconName::Check describe=describe>
                            {w.hours_confirm()}
                        </Button>
                    </Form>
                </div>
            </td>
        </tr>
    }
    .into_any()
}
