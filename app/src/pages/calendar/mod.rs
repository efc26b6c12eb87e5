//! Calendars: a year at a glance, what an organisation says of its own days, its shift patterns.

mod entries;
mod patterns;
mod year;

use chrono::Datelike;
use domain::{
    calendar::{CalendarEntryForm, HOME_COUNTRY, ShiftPatternForm},
    id::{CalendarEntryId, OrganisationId, ShiftPatternId},
    organisation::DEFAULT_ZONE,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::calendar::CalendarView;

use super::{Page, PageResult, address, page, path_value, query, session::problems};
use crate::{
    form::Filled,
    ui::{
        button::LinkButton,
        form::ErrorSummary,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        notice::Notice,
        tone::Tone,
    },
    visit::Visit,
    words::Words,
};

/// What stands in the address: the year, what is being changed, and the suggestion that is taken.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    year: String,
    edit: String,
    pattern: String,
    /// A make-up workday and the day whose timetable it may run.
    day: String,
    runs_as: String,
    name: String,
}

impl Asked {
    fn year(&self, visit: &Visit) -> i32 {
        self.year.parse().unwrap_or_else(|_| visit.ctx.today(DEFAULT_ZONE).year())
    }
}

/// The calendar of the acting organisation; of who acts for the community, the state's.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let asked: Asked = query();
    page(async move |visit| {
        visit.viewer()?;
        let year = asked.year(&visit);
        match visit.ctx.organisation() {
            Some(own) => {
                let view = service::calendar::read(&visit.db, &visit.ctx, own, year).await?;
                own_page(&visit, &view, own, &asked).await
            }
            None => {
                let view = service::calendar::of_state(&visit.db, &visit.ctx, HOME_COUNTRY, year).await?;
                Ok(state_page(&visit, &view))
            }
        }
    })
}

/// The calendar of a member, as its counterparts read it.
#[component]
pub fn MemberCalendarPage() -> impl IntoView {
    let id = path_value("id", OrganisationId::parse);
    let asked: Asked = query();
    page(async move |visit| {
        let w = visit.words();
        let id = id?;
        let view = service::calendar::read(&visit.db, &visit.ctx, id, asked.year(&visit)).await?;
        let name = view.organisation.as_ref().map(|it| w.named(&it.name).to_owned()).unwrap_or_default();
        let title = w.calendar_of(&name);
        let crumbs = vec![
            Crumb { label: name.into(), href: Some(format!("/members/{id}").into()) },
            Crumb { label: w.calendars().into(), href: None },
        ];
        let entries = entries::list(w, &view, false);
        let patterns = patterns::list(w, &view, false);
        let body = view! {
            <Breadcrumbs label=w.member_path() items=crumbs />
            <PageHeader title=title.clone() lead=w.calendar_workdays(view.year, view.workdays()) />
            {notices(w, &view)}
            {year_part(w, &view, &format!("/members/{id}/calendar"))}
            {entries}
            {patterns}
        };
        Ok(Page::new(title, body))
    })
}

fn state_page(visit: &Visit, view: &CalendarView) -> Page {
    let w = visit.words();
    let may_import = service::organisation::may_add(&visit.ctx);
    let action =
        may_import.then(|| view! { <LinkButton href="/imports?kind=holidays">{w.calendar_import()}</LinkButton> });
    let body = view! {
        <PageHeader title=w.calendars() lead=w.calendar_state_lead() action=action.into_any() />
        {notices(w, view)}
        {year_part(w, view, "/calendars")}
    };
    Page::new(w.calendars(), body)
}

async fn own_page(visit: &Visit, view: &CalendarView, own: OrganisationId, asked: &Asked) -> PageResult {
    let w = visit.words();
    let draft = visit.take_any_draft().await?;
    let edited = CalendarEntryId::parse(&asked.edit).filter(|_| view.may_edit);
    let edited = match edited {
        Some(id) => Some(service::calendar::entry_of(&visit.db, &visit.ctx, own, id).await?),
        None => None,
    };
    let stored = match &edited {
        Some(it) => CalendarEntryForm::from(&it.entry),
        None => suggested(asked),
    };
    let filled = Filled::of(visit, draft.as_ref(), "calendar_entry", &stored);
    let wanted = ShiftPatternId::parse(&asked.pattern);
    let pattern = view.patterns.iter().find(|it| Some(it.id) == wanted && view.may_edit);
    let stored = pattern.map(ShiftPatternForm::from).unwrap_or_default();
    let shifts = Filled::of(visit, draft.as_ref(), "shift_pattern", &stored);
    let mut wrong = problems(&filled);
    wrong.extend(problems(&shifts));
    // A row's button carries no text to keep; its failure is told above the page.
    let other = draft.as_ref().filter(|draft| draft.form.ends_with("_remove")).map(|draft| draft.form.clone());
    wrong.extend(other.iter().flat_map(|form| problems(&Filled::of(visit, draft.as_ref(), form, &()))));
    let forms = view.may_edit.then(|| {
        view! {
            {entries::form(w, own, edited.as_ref(), &filled)}
            {patterns::form(w, own, pattern, &shifts)}
        }
    });
    let body = view! {
        <PageHeader title=w.calendars() lead=w.calendars_lead() />
        <ErrorSummary title=w.problems() items=wrong />
        {notices(w, view)}
        {year_part(w, view, "/calendars")}
        {view.may_edit.then(|| proposals(w, view))}
        {entries::list(w, view, view.may_edit)}
        {patterns::list(w, view, view.may_edit)}
        {forms}
    };
    Ok(Page::new(w.calendars(), body))
}

/// A new entry, with the suggestion of the address where one is taken.
fn suggested(asked: &Asked) -> CalendarEntryForm {
    let kind = if asked.runs_as.is_empty() { "closed" } else { "works" };
    CalendarEntryForm {
        name: asked.name.clone(),
        kind: kind.to_owned(),
        first_day: asked.day.clone(),
        runs_as: asked.runs_as.clone(),
        part: "whole".to_owned(),
        ..CalendarEntryForm::default()
    }
}

fn notices(w: Words, view: &CalendarView) -> Option<AnyView> {
    let text = if !view.known {
        w.calendar_unknown_country()
    } else if view.is_provisional() {
        w.calendar_provisional_text()
    } else {
        return None;
    };
    Some(view! { <Notice tone=Tone::Provisional>{text}</Notice> }.into_any())
}

fn year_part(w: Words, view: &CalendarView, path: &str) -> AnyView {
    let href = |year: i32| address(path, &Asked { year: year.to_string(), ..Asked::default() });
    let (before, after) = (view.year - 1, view.year + 1);
    let lead = w.calendar_workdays(view.year, view.workdays());
    let links = [before, after].map(|year| view! { <LinkButton href=href(year)>{year.to_string()}</LinkButton> });
    let links: Vec<_> = links.into_iter().collect();
    let (months, legend, title) = (year::months(w, view), year::legend(w), view.year.to_string());
    view! {
        <Section id="year" title=title lead=lead>
            <nav class="calendar-years" aria-label=w.calendar_year_pages()>
                {links}
            </nav>
            {months}
            {legend}
        </Section>
    }
    .into_any()
}

/// The make-up workdays of the year for which no timetable is named, each with a suggestion to take.
fn proposals(w: Words, view: &CalendarView) -> Option<AnyView> {
    let teaches = view.organisation.as_ref().is_some_and(|it| it.kind.teaches());
    let open: Vec<_> = view.days.iter().filter(|day| teaches && day.proposed.is_some()).collect();
    if open.is_empty() {
        return None;
    }
    let rows = open.into_iter().filter_map(|day| {
        let proposed = day.proposed?;
        let holiday = day.holiday.as_ref().map(|it| w.named(it).to_owned()).unwrap_or_default();
        let asked = Asked {
            year: view.year.to_string(),
            day: day.day.to_string(),
            runs_as: proposed.to_string(),
            name: w.calendar_proposal_name(&holiday),
            ..Asked::default()
        };
        let href = format!("{}#entry", address("/calendars", &asked));
        let label = format!("{} · {}", w.calendar_take_proposal(), day.day);
        Some(view! {
            <li>
                <span>{w.calendar_proposal(day.day, proposed)}</span>
                <LinkButton href=href describe=label>{w.calendar_take_proposal()}</LinkButton>
            </li>
        })
    });
    let rows: Vec<_> = rows.collect();
    Some(
        view! {
            <Section id="proposals" title=w.calendar_proposals() lead=w.calendar_proposals_text()>
                <ul class="calendar-proposals">{rows}</ul>
            </Section>
        }
        .into_any(),
    )
}
