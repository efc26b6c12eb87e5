//! A month as a calendar, a row for each week; on a phone the rows are a list of weeks.

use chrono::{Datelike, Days, NaiveDate};
use domain::{
    duration::hours_text,
    hours::{EntryState, HourEntry},
};
use leptos::prelude::*;
use service::hours::week_of;

use super::{
    cell::{Cell, state},
    grid::{host_look, host_mark},
    sheet::{Sheet, look},
};
use crate::{ui::icon::Icon, words::Words};

/// The calendar of the sheet's month.
pub(super) fn calendar(sheet: &Sheet, w: Words) -> AnyView {
    let (first, last) = sheet.view.days;
    let monday = week_of(first).0;
    let head = monday
        .iter_days()
        .take(7)
        .map(|day| view! { <th scope="col">{w.weekday(day.weekday())}</th> })
        .collect::<Vec<_>>();
    let weeks =
        monday.iter_weeks().take_while(|week| *week <= last).map(|week| row(sheet, w, week)).collect::<Vec<_>>();
    view! {
        <div class="hours-frame">
            <table class="hours-month">
                <caption class="visually-hidden">{w.month_caption()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.hours_week_column()}</th>
                        {head}
                        <th scope="col" class="hours-total">{w.month_week_total()}</th>
                    </tr>
                </thead>
                <tbody>{weeks}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row" colspan="8">{w.hours_total()}</th>
                        <td class="hours-total">{total(sheet, w, (first, last))}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}

/// A week: the link to it, its days within the month, what they add up to.
fn row(sheet: &Sheet, w: Words, week: NaiveDate) -> AnyView {
    let sunday = week.checked_add_days(Days::new(6)).unwrap_or(week);
    let within = (week.max(sheet.view.days.0), sunday.min(sheet.view.days.1));
    let days = week.iter_days().take(7).map(|day| cell(sheet, w, day)).collect::<Vec<_>>();
    let label = w.week_range(week, sunday);
    let short = format!("{} – {}", week.format("%m-%d"), sunday.format("%m-%d"));
    view! {
        <tr>
            <th scope="row">
                <a href=sheet.week_address(within.0) aria-label=label>{short}</a>
            </th>
            {days}
            <td class="hours-total">{total(sheet, w, within)}</td>
        </tr>
    }
    .into_any()
}

/// A day: its number, what is logged of what is expected, and how that stands.
fn cell(sheet: &Sheet, w: Words, day: NaiveDate) -> AnyView {
    let (first, last) = sheet.view.days;
    if day < first || last < day {
        return view! { <td data-day="other"></td> }.into_any();
    }
    let entries: Vec<&HourEntry> = sheet.on(day).collect();
    let logged: i64 = entries.iter().map(|entry| i64::from(entry.minutes)).sum();
    let expected = sheet.expected(day).filter(|expected| *expected > 0);
    let most_urgent = [EntryState::Returned, EntryState::Draft, EntryState::Submitted, EntryState::Confirmed]
        .into_iter()
        .find(|state| entries.iter().any(|entry| entry.state == *state));
    let standing = most_urgent.map(|state| {
        view! {
            <Icon name=look(state).1 />
            <span class="visually-hidden">{w.entry_state(state)}</span>
        }
    });
    let amount = match (logged, expected) {
        (0, None) => String::new(),
        (logged, None) => hours_text(logged),
        (logged, Some(expected)) => format!("{} / {}", hours_text(logged), hours_text(expected)),
    };
    let difference = expected.filter(|expected| sheet.is_due(day) && logged < *expected).map(|expected| {
        view! { <small class="hours-difference">{w.hours_less(&hours_text(expected - logged))}</small> }
    });
    let mark = if !sheet.view.placement.covers(day) {
        Some("outside")
    } else if day == sheet.view.today {
        Some("today")
    } else if sheet.view.schedule.as_ref().is_some_and(|schedule| schedule.is_off(day)) {
        Some("off")
    } else {
        host_look(sheet, day)
    };
    let shown = state(&Cell::Fixed(entries));
    view! {
        <td data-day=mark data-state=shown>
            <span class="month-day">{day.day()}</span>
            {sheet.at_host(day).and_then(|it| host_mark(w, it))}
            <span class="month-amount">{amount} {standing}</span>
            {difference}
        </td>
    }
    .into_any()
}

/// What is logged on some days, of what is expected.
fn total(sheet: &Sheet, w: Words, (first, last): (NaiveDate, NaiveDate)) -> AnyView {
    let of_days = sheet.view.entries.iter().filter(|entry| first <= entry.day && entry.day <= last);
    let logged: i64 = of_days.map(|entry| i64::from(entry.minutes)).sum();
    let expected = sheet.view.schedule.as_ref().map(|schedule| schedule.expected_between(first, last));
    let planned = expected.filter(|expected| *expected > 0).map(|expected| {
        view! { <small>{w.hours_planned_day(&hours_text(expected))}</small> }
    });
    view! {
        {w.hours(logged)}
        {planned}
    }
    .into_any()
}
