//! A year as twelve small months.

use chrono::Datelike;
use domain::calendar::DayKind;
use leptos::prelude::*;
use service::calendar::{CalendarView, DayView};

use crate::{ui::month::month, words::Words};

/// The months of the year.
pub(super) fn months(w: Words, view: &CalendarView) -> AnyView {
    let months = (1..=12).map(|month| {
        let days: Vec<&DayView> = view.days.iter().filter(|day| day.day.month() == month).collect();
        one(w, &days)
    });
    view! { <div class="calendar-year">{months.collect::<Vec<_>>()}</div> }.into_any()
}

fn one(w: Words, days: &[&DayView]) -> Option<AnyView> {
    let first = days.first()?.day;
    Some(month(w.month(first), w.calendar_letters(), first, days.iter().map(|day| cell(w, day)).collect()))
}

/// What a day looks like, by the layer that decides.
fn look(day: &DayView) -> &'static str {
    if day.is_half() {
        return "half";
    }
    match (day.entry.is_some(), day.works(), day.kind) {
        (true, false, _) => "closed",
        (true, true, DayKind::Workday) | (false, _, DayKind::Workday) => "work",
        (true, true, _) | (false, _, DayKind::MakeUpWorkday) => "make-up",
        (false, _, DayKind::Holiday) => "holiday",
        (false, _, DayKind::Weekend) => "weekend",
    }
}

fn cell(w: Words, day: &DayView) -> AnyView {
    let told = told(w, day);
    let number = day.day.day().to_string();
    let provisional = day.provisional && day.kind != DayKind::Workday && day.kind != DayKind::Weekend;
    let mark = match &day.entry {
        Some(_) if !day.works() => Some(w.pick("停", "C")),
        Some(_) if day.is_half() => Some(w.pick("半", "½")),
        Some(_) if !matches!(day.kind, DayKind::Workday) => Some(w.pick("班", "W")),
        _ => w.day_mark(day.kind),
    };
    let mark = mark.map(|mark| view! { <small aria-hidden="true">{mark}</small> });
    let hidden = (!told.is_empty()).then(|| view! { <span class="visually-hidden">{told.clone()}</span> });
    view! {
        <td data-look=look(day) data-provisional=provisional.then_some("true") title=(!told.is_empty()).then_some(told.clone())>
            {number}
            {mark}
            {hidden}
        </td>
    }
    .into_any()
}

/// What there is to say of a day; nothing of one like every other of its weekday.
fn told(w: Words, day: &DayView) -> String {
    let mut parts = Vec::new();
    if matches!(day.kind, DayKind::Holiday | DayKind::MakeUpWorkday) {
        parts.push(w.day_kind(day.kind).to_owned());
        parts.extend(day.holiday.as_ref().map(|it| w.named(it).to_owned()));
        if day.provisional {
            parts.push(w.calendar_provisional().to_owned());
        }
    }
    if let Some(entry) = &day.entry {
        parts.push(if day.works() { w.calendar_works_day() } else { w.calendar_closed_day() }.to_owned());
        parts.push(w.named(entry).to_owned());
        if day.is_half() {
            parts.push(w.calendar_half_day().to_owned());
        }
    }
    parts.extend(day.runs_as.map(|other| w.calendar_runs(other)));
    parts.join(w.pick("，", ", "))
}

/// What the colours and signs mean.
pub(super) fn legend(w: Words) -> AnyView {
    let items = [
        ("holiday", w.day_kind(DayKind::Holiday), w.day_mark(DayKind::Holiday).unwrap_or_default()),
        ("make-up", w.day_kind(DayKind::MakeUpWorkday), w.day_mark(DayKind::MakeUpWorkday).unwrap_or_default()),
        ("closed", w.calendar_closed_day(), w.pick("停", "C")),
        ("half", w.calendar_half_day(), w.pick("半", "½")),
    ];
    let items = items.map(|(look, label, sign)| {
        view! {
            <li>
                <span class="calendar-key" data-look=look aria-hidden="true">{sign}</span>
                {label}
            </li>
        }
    });
    view! {
        <ul class="calendar-legend" aria-label=w.calendar_legend()>
            {items.into_iter().collect::<Vec<_>>()}
            <li>
                <span class="calendar-key" data-look="holiday" data-provisional="true" aria-hidden="true"></span>
                {w.calendar_provisional()}
            </li>
        </ul>
    }
    .into_any()
}
