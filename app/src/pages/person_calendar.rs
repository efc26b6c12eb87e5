//! The calendar of a person: a month or a week, a day a cell, on a phone a list of days.

use chrono::{Datelike, Days, Months, NaiveDate};
use domain::{calendar::DayKind, id::PersonId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::person_calendar::{Engagement, PersonCalendar, PersonDay};

use super::{Page, PageResult, address, page, path_value, query};
use crate::{
    ui::{
        button::LinkButton,
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader},
    },
    visit::Visit,
    words::Words,
};

/// What is shown, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    /// `week`, or a month.
    view: String,
    /// A day of it, `YYYY-MM-DD`.
    day: String,
}

impl Asked {
    fn is_week(&self) -> bool {
        self.view == "week"
    }

    fn day(&self, today: NaiveDate) -> NaiveDate {
        let day = self.day.trim().parse().ok();
        day.filter(|day: &NaiveDate| (1990..2100).contains(&day.year())).unwrap_or(today)
    }

    /// The days shown: whole weeks around the month, or the week.
    fn days(&self, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        if self.is_week() {
            return (monday(day), ahead(monday(day), 6));
        }
        let first = day.with_day(1).unwrap_or(day);
        let last = first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(day);
        (monday(first), ahead(monday(last), 6))
    }

    /// A day of the month or week before, and of the one after.
    fn around(&self, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        if self.is_week() {
            return (day.checked_sub_days(Days::new(7)).unwrap_or(day), ahead(day, 7));
        }
        let first = day.with_day(1).unwrap_or(day);
        let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
        (first.pred_opt().unwrap_or(first), next)
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

fn ahead(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// The calendar of a person.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let id = path_value("id", PersonId::parse);
    let asked: Asked = query();
    page(async move |visit| show(&visit, id?, &asked).await)
}

/// The viewer's own calendar.
#[component]
pub fn MyCalendarPage() -> impl IntoView {
    let asked: Asked = query();
    page(async move |visit| {
        let id = visit.viewer()?.person;
        show(&visit, id, &asked).await
    })
}

async fn show(visit: &Visit, id: PersonId, asked: &Asked) -> PageResult {
    let w = visit.words();
    let own = visit.viewer()?.person == id;
    let today = visit.ctx.today(domain::organisation::DEFAULT_ZONE);
    let day = asked.day(today);
    let calendar = service::person_calendar::read(&visit.db, &visit.ctx, id, asked.days(day)).await?;
    let name = w.person_label(&calendar.person);
    let title = if own { w.agenda_mine().to_owned() } else { w.agenda_of(&name) };
    let crumbs = (!own).then(|| {
        let items = vec![
            Crumb { label: name.clone().into(), href: Some(format!("/people/{id}").into()) },
            Crumb { label: w.agenda_person().into(), href: None },
        ];
        view! { <Breadcrumbs label=w.person_way() items=items /> }
    });
    let timetable = own.then(|| {
        view! { <LinkButton href="/timetable" icon=IconName::Calendar>{w.rail_my_timetable()}</LinkButton> }.into_any()
    });
    let month = (!asked.is_week()).then_some(day.month());
    let days = calendar.days.iter().map(|it| cell(w, &calendar, it, month)).collect::<Vec<_>>();
    // Where it is narrow, days without anything are left out: of a month without anything nothing would be seen.
    let nothing = calendar.days.iter().all(|it| it.engagements.is_empty());
    let nothing = (nothing && !asked.is_week()).then(|| view! { <p class="agenda-none">{w.agenda_none()}</p> });
    let class = if asked.is_week() { "agenda agenda-week" } else { "agenda agenda-month" };
    let body = view! {
        {crumbs}
        <PageHeader title=title.clone() lead=w.agenda_lead() action=timetable />
        {steps(w, visit.path(), asked, day)}
        {nothing}
        <ol class=class>{days}</ol>
    };
    Ok(Page::new(title, body))
}

fn steps(w: Words, path: &str, asked: &Asked, day: NaiveDate) -> AnyView {
    let to = |view: &str, day: String| address(path, &Asked { view: view.to_owned(), day });
    let (before, after) = asked.around(day);
    let view = asked.view.as_str();
    let (first, last) = asked.days(day);
    let told = if asked.is_week() { w.days(first, last) } else { w.agenda_month_of(day.year(), day.month()) };
    let (other, word) = if asked.is_week() { ("", w.agenda_month_view()) } else { ("week", w.agenda_week_view()) };
    view! {
        <nav class="board-steps" aria-label=w.agenda_views()>
            <LinkButton href=to(view, before.to_string())>{w.board_earlier()}</LinkButton>
            <LinkButton href=to(view, String::new())>{w.board_today()}</LinkButton>
            <LinkButton href=to(view, after.to_string())>{w.board_later()}</LinkButton>
            <span class="board-span">{told}</span>
            <LinkButton href=to(other, day.to_string())>{word}</LinkButton>
        </nav>
    }
    .into_any()
}

/// A day; one of another month than the one shown stands back.
fn cell(w: Words, calendar: &PersonCalendar, it: &PersonDay, month: Option<u32>) -> AnyView {
    let other = month.is_some_and(|month| it.day.month() != month);
    let mark = match it.kind {
        DayKind::Holiday => Some((w.agenda_holiday(), "met")),
        DayKind::MakeUpWorkday => Some((w.agenda_make_up(), "at-risk")),
        DayKind::Workday | DayKind::Weekend => None,
    };
    let mark = mark.map(|(word, tone)| view! { <span class="agenda-mark" data-tone=tone>{word}</span> });
    let entries = it.engagements.iter().map(|it| engagement(w, it)).collect::<Vec<_>>();
    let empty = entries.is_empty();
    let nothing = empty.then(|| view! { <p class="agenda-nothing">{w.agenda_nothing()}</p> });
    let rests = !it.kind.is_workday();
    let current = (it.day == calendar.today).then_some("date");
    let date = format!("{}-{:02}", it.day.month(), it.day.day());
    view! {
        <li class="agenda-day" class:agenda-other=other class:agenda-rest=rests class:agenda-empty=empty aria-current=current>
            <p class="agenda-date">
                <time datetime=it.day.to_string()>
                    <span class="agenda-weekday">{w.weekday(it.day.weekday())}</span> " " {date}
                </time>
                {mark}
            </p>
            {entries}
            {nothing}
        </li>
    }
    .into_any()
}

fn engagement(w: Words, engagement: &Engagement) -> AnyView {
    match engagement {
        Engagement::Placement(placement, minutes) => {
            let (href, state) = (format!("/placements/{}", placement.id), w.state(placement.state));
            let told = if *minutes > 0 { format!("{state} · {}", w.hours(*minutes)) } else { state.to_owned() };
            let (name, look) = (w.named(&placement.hosting.name).to_owned(), placement.state.as_str());
            view! {
                <a class="agenda-entry" data-state=look href=href>
                    <b>{name}</b>
                    <span class="sub">{told}</span>
                </a>
            }
            .into_any()
        }
        Engagement::Lesson(lesson) => {
            let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
            let when = format!("{}-{}", clock(lesson.start), clock(lesson.end));
            view! {
                <p class="agenda-entry agenda-lesson">
                    <b>{w.named(&lesson.course).to_owned()}</b>
                    <span class="sub">{when}</span>
                </p>
            }
            .into_any()
        }
        Engagement::Leave => view! { <p class="agenda-entry agenda-leave">{w.agenda_leave()}</p> }.into_any(),
        Engagement::Busy => view! { <p class="agenda-entry agenda-busy">{w.agenda_busy()}</p> }.into_any(),
    }
}
