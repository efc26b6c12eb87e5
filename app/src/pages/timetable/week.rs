//! A teaching week: a column a day, a row a period; on a phone one day below the other.

use chrono::Datelike;
use domain::timetable::{Parity, PeriodClock};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::timetable::{DayNote, Week, WeekDay, WeekLesson};

use crate::{
    pages::address,
    ui::{
        button::LinkButton,
        chip::StatusChip,
        empty::Empty,
        form::{Choice, FilterBar, SelectField},
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        tone::Tone,
    },
    words::Words,
};

/// Which week is asked for, as it stands in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) term: String,
    pub(super) week: String,
}

pub(super) fn body(w: Words, path: &str, title: String, back: Option<String>, it: &Week) -> AnyView {
    let crumbs = back.map(|back| {
        let items = vec![
            Crumb { label: w.timetable().into(), href: Some(back.into()) },
            Crumb { label: title.clone().into(), href: None },
        ];
        view! { <Breadcrumbs label=w.person_way() items=items /> }
    });
    let Some(line) = &it.term else {
        return view! {
            <PageHeader title=title />
            <Empty title=w.week_nothing() text=w.week_nothing_text() icon=IconName::Calendar />
        }
        .into_any();
    };
    let to = |week: u8| address(path, &Asked { term: line.id.to_string(), week: week.to_string() });
    let previous = (it.week > 1).then(|| view! { <LinkButton href=to(it.week - 1)>{w.week_previous()}</LinkButton> });
    let next =
        (it.week < line.term.weeks).then(|| view! { <LinkButton href=to(it.week + 1)>{w.week_next()}</LinkButton> });
    let terms = it.terms.iter().map(|line| Choice::new(line.id.to_string(), line.name.clone())).collect();
    let weeks = (1..=line.term.weeks).map(|week| Choice::new(week.to_string(), current(w, week))).collect();
    let ends = it.days.first().zip(it.days.last());
    let days = ends.map(|(first, last)| w.days(first.day, last.day)).unwrap_or_default();
    let sections = it.sections.iter().map(|section| {
        let meetings = section.meetings.iter().map(|placed| view! { <li>{w.placed_meeting(placed)}</li> });
        let meetings = meetings.collect::<Vec<_>>();
        view! {
            <li>
                <b>{section.course.clone()}</b>
                " "
                <span class="sub">{section.classes.clone().unwrap_or_default()}</span>
                <ul class="cell-list">{meetings}</ul>
            </li>
        }
    });
    let sections = sections.collect::<Vec<_>>();
    let grid = grid(w, it);
    let (chosen, week) = (line.id.to_string(), it.week);
    view! {
        {crumbs}
        <PageHeader title=title lead=w.week_lead() />
        <FilterBar action=path.to_owned() label=w.week_choose() apply_text=w.apply()>
            <SelectField name="term" label=w.term() options=terms value=chosen />
            <SelectField name="week" label=w.week_number() options=weeks value=week.to_string() />
        </FilterBar>
        <Section id="week" title=current(w, week) lead=days action=view! { {previous} {next} }.into_any()>
            {grid}
        </Section>
        <Section id="sections" title=w.week_sections()>
            <ul class="timetable-sections">{sections}</ul>
        </Section>
    }
    .into_any()
}

fn current(w: Words, week: u8) -> String {
    w.week_current(week, w.parity(Parity::of(week)))
}

fn grid(w: Words, it: &Week) -> AnyView {
    // A weekend is shown when something is on it.
    let shown = |day: &&WeekDay| {
        let weekend = day.day.weekday().num_days_from_monday() >= 5;
        !weekend || !day.lessons.is_empty() || matches!(day.note, DayNote::RunsAs(_) | DayNote::MakeUp)
    };
    let days: Vec<&WeekDay> = it.days.iter().filter(shown).collect();
    let periods = (1..).zip(it.clock.periods()).map(|(number, period): (u8, _)| {
        let at = format!("timetable-period p{number}");
        let (start, end) = (time(period.start), time(period.end));
        view! {
            <li class=at>
                <b>{number}</b>
                <span class="sub">{start} <br /> {end}</span>
            </li>
        }
    });
    let periods = periods.collect::<Vec<_>>();
    let class = format!("timetable days-{}", days.len());
    let days = days.into_iter().map(|day| column(w, &it.clock, day)).collect::<Vec<_>>();
    view! {
        <div class=class>
            <ol class="timetable-periods" aria-hidden="true">{periods}</ol>
            {days}
        </div>
    }
    .into_any()
}

fn column(w: Words, clock: &PeriodClock, day: &WeekDay) -> AnyView {
    let note = note(w, day.note).map(|(tone, word)| view! { <StatusChip tone=tone label=word /> });
    let lessons = day.lessons.iter().map(|it| lesson(w, clock, it)).collect::<Vec<_>>();
    let lessons = if lessons.is_empty() {
        view! { <p class="timetable-none">{w.week_no_lesson()}</p> }.into_any()
    } else {
        view! { <ol class="timetable-lessons">{lessons}</ol> }.into_any()
    };
    view! {
        <section class="timetable-day">
            <h3>
                {w.weekday(day.day.weekday())}
                " "
                <span class="sub">{format!("{}-{}", day.day.month(), day.day.day())}</span>
                {note}
            </h3>
            {lessons}
        </section>
    }
    .into_any()
}

fn lesson(w: Words, clock: &PeriodClock, it: &WeekLesson) -> AnyView {
    let periods = if it.first_period == it.last_period {
        w.week_period(it.first_period)
    } else {
        w.week_periods(it.first_period, it.last_period)
    };
    let times = clock.span(it.first_period, it.last_period);
    let times = times.map(|span| format!("{}–{}", time(span.start), time(span.end))).unwrap_or_default();
    let class = format!("timetable-lesson p{} s{}", it.first_period, it.last_period - it.first_period + 1);
    view! {
        <li class=class>
            <span class="timetable-when">{periods} " · " {times}</span>
            <b>{it.course.clone()}</b>
            <span class="sub">{it.room.clone().unwrap_or_default()}</span>
            <span class="sub">{it.classes.clone().unwrap_or_default()}</span>
        </li>
    }
    .into_any()
}

fn note(w: Words, note: DayNote) -> Option<(Tone, String)> {
    Some(match note {
        DayNote::Usual => return None,
        DayNote::Closed => (Tone::Muted, w.week_closed().to_owned()),
        DayNote::HalfClosed => (Tone::Muted, w.week_half_closed().to_owned()),
        DayNote::Exams => (Tone::Muted, w.week_exams().to_owned()),
        DayNote::RunsAs(day) => (Tone::AtRisk, w.week_runs_as(&w.day_of_week(day))),
        DayNote::MakeUp => (Tone::AtRisk, w.week_make_up().to_owned()),
    })
}

/// A minute of the day as `08:05`.
fn time(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
