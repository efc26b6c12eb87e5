//! Hours: the week and the month of a placement, yesterday and today on a phone, the confirmer's queue.

mod cell;
mod copied;
mod day;
mod entry;
mod grid;
mod lines;
mod missing;
mod month;
mod period;
mod record;
mod record_tables;
mod sheet;
mod waiting;
mod waiting_row;

pub use day::MyHoursPage;
pub use missing::MissingPage;
pub use record::RecordPage;
pub use waiting::WaitingPage;

use chrono::NaiveDate;
use domain::{form::read_day, id::PlacementId, organisation::DEFAULT_ZONE};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::{
    Failure, hours,
    hours::{month_of, week_of},
};

use super::{Page, page, path_value, query};
use crate::{
    form::Filled,
    ui::{
        button::LinkButton,
        form::ErrorSummary,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
    },
    visit::Visit,
};
use sheet::Sheet;

/// What the address of the page of hours says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Query {
    /// Any day of the week.
    week: String,
    /// A month, `2026-11`; goes before `week`.
    month: String,
    /// The entry to be changed.
    edit: String,
    /// What was just done.
    done: String,
}

impl Query {
    /// The days that are asked for, inclusive, and whether they are a month.
    fn days(&self) -> Option<((NaiveDate, NaiveDate), bool)> {
        if let Ok(first) = read_day(&format!("{}-01", self.month)) {
            return Some((month_of(first), true));
        }
        read_day(&self.week).ok().map(|day| (week_of(day), false))
    }
}

/// The hours of a placement: the grid of a week or the list of a month, and what can be done with them.
#[component]
pub fn HoursPage() -> impl IntoView {
    let id = path_value("id", PlacementId::parse);
    let query = query::<Query>();
    page(async move |visit| {
        let sheet = read(&visit, id?, &query).await?;
        let w = visit.words();
        let draft = visit.take_any_draft().await?;
        let filled = |name| Filled::of(&visit, draft.as_ref(), name, &Empty {});
        let (week, period) = (filled("week"), filled("period"));
        let placement = &sheet.view.placement;
        let participant = w.named(&placement.participant.label);
        let title = w.hours_of(participant);
        let way = w.hours_way(
            w.named(&placement.sending.name),
            w.named(&placement.hosting.name),
            &w.days(placement.first_day, placement.last_day),
        );
        let crumbs = vec![
            Crumb { label: w.placements().into(), href: Some("/placements".into()) },
            Crumb { label: participant.to_owned().into(), href: Some(format!("/placements/{}", placement.id).into()) },
            Crumb { label: w.hours_log().into(), href: None },
        ];
        let grid = if sheet.month { month::calendar(&sheet, w) } else { grid::grid(&sheet, w, &week) };
        let record =
            view! { <LinkButton href=format!("/placements/{}/record", placement.id)>{w.record_link()}</LinkButton> };
        let form = entry::section(&visit, &sheet, &query, draft.as_ref());
        // One who confirms reads the lines first; one who logs types first.
        let (lines, form) = (lines::section(&sheet, w, &period), form);
        let body = view! {
            <Breadcrumbs label=w.hours_breadcrumbs() items=crumbs />
            <PageHeader title=title.clone() lead=way action=record.into_any() />
            {copied::notice(w, draft.as_ref())}
            <ErrorSummary title=w.problems() items=grid::problems(&sheet, w, &week) />
            <ErrorSummary title=w.problems() items=lines::problems(&period) />
            <Section id="period" title=sheet.title(w) action=period::navigation(&sheet, w)>
                {period::sums(&sheet, w)}
                {copied::button(&sheet, w).map(|copy| view! { <div class="actions hours-tools">{copy}</div> })}
                {grid}
                {period::actions(&sheet, w, &period)}
            </Section>
            {lines}
            {form}
        };
        Ok(Page::new(title, body))
    })
}

#[derive(Serialize)]
struct Empty {}

/// The days that were asked for; without any, those of today, or the nearest to it within the placement.
async fn read(visit: &Visit, id: PlacementId, query: &Query) -> Result<Sheet, Failure> {
    let (db, ctx) = (&visit.db, &visit.ctx);
    if let Some((days, month)) = query.days() {
        return Sheet::of(visit, hours::read(db, ctx, id, days).await?, month).await;
    }
    let days = week_of(ctx.today(DEFAULT_ZONE));
    let view = hours::read(db, ctx, id, days).await?;
    let nearest = view.today.clamp(view.placement.first_day, view.placement.last_day);
    let view = if week_of(nearest) == days { view } else { hours::read(db, ctx, id, week_of(nearest)).await? };
    Sheet::of(visit, view, false).await
}
