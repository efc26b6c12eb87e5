//! The grid of a week: a row for each kind, a column for each day. It is a plain form; the island around the
//! table only adds what happens while one types.

use chrono::{Datelike, NaiveDate, Weekday};
use domain::{
    Code,
    calendar::DayKind,
    duration::{class_hours, hours_text, tenths_text},
    hours::{Kind, read_time},
};
use leptos::prelude::*;
use service::calendar::DayView;

use super::{
    cell::{Cell, Shape, cell, cell_name, fixed, input, state},
    sheet::Sheet,
};
use crate::{
    form::Filled,
    islands::WeekGrid,
    ui::{
        button::{Button, ButtonKind},
        form::{Actions, Form, field_id},
        icon::IconName,
        text::Text,
    },
    words::Words,
};

/// The minutes in a cell, by what was typed where that is shown again.
fn minutes(sheet: &Sheet, filled: &Filled, kind: Kind, day: NaiveDate) -> i64 {
    let stored = || sheet.on(day).filter(|entry| entry.kind == kind).map(|entry| i64::from(entry.minutes)).sum();
    match (cell(sheet, kind, day), posted(filled, kind, day)) {
        (Cell::Input(_), Some(n)) => {
            let typed = filled.value(&format!("cells[{n}][entry][time]"));
            read_time(&typed, kind, sheet.view.placement.class_hour_minutes).map_or(0, |(minutes, _)| minutes.into())
        }
        _ => stored(),
    }
}

/// The place of a cell among those that were posted; nothing when the grid was not posted with it.
fn posted(filled: &Filled, kind: Kind, day: NaiveDate) -> Option<usize> {
    let day = day.to_string();
    (0..)
        .map_while(|n| {
            let posted = filled.value(&format!("cells[{n}][entry][day]"));
            (!posted.is_empty()).then_some((n, posted))
        })
        .find(|(n, posted)| *posted == day && filled.value(&format!("cells[{n}][entry][kind]")) == kind.as_str())
        .map(|(n, _)| n)
}

fn wrong(filled: &Filled, n: usize) -> Option<String> {
    ["time", "day", "kind", "course", "section", "note"]
        .iter()
        .find_map(|field| filled.error(&format!("cells[{n}].{field}")))
}

/// What is wrong with the posted grid, each with the cell it leads to.
pub(super) fn problems(sheet: &Sheet, w: Words, filled: &Filled) -> Vec<(Text, Text)> {
    let mut problems = Vec::new();
    for (row, kind) in sheet.kinds().iter().enumerate() {
        for (column, day) in sheet.days().enumerate() {
            if let Some(sentence) = posted(filled, *kind, day).and_then(|n| wrong(filled, n)) {
                let place = w.hours_cell(w.kind(*kind), &w.day_of_week(day));
                problems.push((cell_name(row, column).into(), w.of_field(&place, &sentence).into()));
            }
        }
    }
    if problems.is_empty() { super::super::session::problems(filled) } else { problems }
}

/// The form with the grid; without anything to type into, the table alone.
pub(super) fn grid(sheet: &Sheet, w: Words, filled: &Filled) -> AnyView {
    let mut inputs = 0;
    let can_type = sheet.days().any(|day| sheet.takes_new(day));
    let is_used = |kind: &Kind| can_type || sheet.view.entries.iter().any(|entry| entry.kind == *kind);
    let used: Vec<_> = sheet.kinds().iter().copied().enumerate().filter(|(_, kind)| is_used(kind)).collect();
    if used.is_empty() {
        return ().into_any();
    }
    let rows = used.into_iter().map(|place| kind_row(sheet, w, filled, place, &mut inputs)).collect();
    let table = table(sheet, w, filled, rows);
    if inputs == 0 {
        return table;
    }
    let placement = &sheet.view.placement;
    let hint =
        if sheet.teaches() { w.hours_write_lessons(placement.class_hour_minutes) } else { w.hours_write().to_owned() };
    let class_hour_minutes = placement.class_hour_minutes;
    let empty = |day| sheet.takes_new(day) && sheet.kinds().iter().any(|kind| sheet.planned(*kind, day).is_some());
    let fill = sheet.days().any(empty).then(|| {
        view! {
            <div class="hours-fill">
                <Button name="fill" value="true" form_action="/rpc/hours/fill_week" icon=IconName::Calendar>
                    {w.hours_fill()}
                </Button>
            </div>
        }
    });
    view! {
        <Form action="/rpc/hours/save_week" hidden=sheet.hidden() label=w.hours_week_title()>
            <WeekGrid
                class_hour_minutes=class_hour_minutes
                bad_time=w.of_field("{}", w.code(Code::BadTime))
                over_day=w.of_field("{}", w.code(Code::OverTwentyFourHours))
                equals=w.hours_equals("{}")
                lessons=w.hours_lessons("{}")
                less=w.hours_less("{}")
                more=w.hours_more("{}")
            >
                {table}
                {fill}
            </WeekGrid>
            <p class="field-hint">{hint}</p>
            <Actions>
                <Button kind=ButtonKind::Primary form_action="/rpc/hours/submit_week">{w.hours_save_and_submit()}</Button>
                <Button>{w.save()}</Button>
                <span class="field-hint">{w.hours_submit_note()}</span>
            </Actions>
        </Form>
    }
    .into_any()
}

fn table(sheet: &Sheet, w: Words, filled: &Filled, rows: Vec<AnyView>) -> AnyView {
    let of_day = |day| sheet.kinds().iter().map(|kind| minutes(sheet, filled, *kind, day)).sum::<i64>();
    let head = sheet
        .days()
        .map(|day| {
            let mark = if day == sheet.view.today { Some("today") } else { mark(sheet, day) };
            let at_host = sheet.at_host(day).and_then(|it| host_mark(w, it));
            let off = is_off(sheet, day).then(|| view! { <small class="hours-off">{w.hours_day_off()}</small> });
            view! {
                <th scope="col" data-day=mark>
                    <b>{w.weekday(day.weekday())}</b>
                    {day.format("%m-%d").to_string()}
                    {off}
                    {at_host}
                </th>
            }
        })
        .collect::<Vec<_>>();
    let sums = sheet
        .days()
        .enumerate()
        .map(|(column, day)| {
            view! {
                <td data-day=mark(sheet, day) data-label=short(w, day)>
                    <span class="hours-sum" data-sum=format!("day-{column}")>{amount(of_day(day))}</span>
                    {difference(sheet, w, day, column, of_day(day))}
                </td>
            }
        })
        .collect::<Vec<_>>();
    let week = amount(sheet.days().map(of_day).sum());
    let planned = planned_row(sheet, w);
    view! {
        <div class="hours-frame">
            <table class="hours-grid">
                <caption class="visually-hidden">{w.hours_grid_caption()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.hours_kind()}</th>
                        {head}
                        <th scope="col" class="hours-total">{w.hours_total()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    {planned}
                    <tr>
                        <th scope="row">{w.hours_day_total()}</th>
                        {sums}
                        <td class="hours-total">
                            <span class="hours-sum" data-sum="week">{week}</span>
                        </td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}

/// The row of a kind, and below it the row with what is wrong in it.
fn kind_row(sheet: &Sheet, w: Words, filled: &Filled, (row, kind): (usize, Kind), inputs: &mut usize) -> AnyView {
    let mut cells = Vec::new();
    let mut errors = Vec::new();
    for (column, day) in sheet.days().enumerate() {
        let content = cell(sheet, kind, day);
        let state = state(&content);
        let content = match content {
            Cell::Nothing => view! { <span class="hours-value" aria-hidden="true">"·"</span> }.into_any(),
            Cell::Fixed(entries) => fixed(w, &entries, (row, column)),
            Cell::Input(entry) => {
                let n = posted(filled, kind, day);
                let error = n.and_then(|n| wrong(filled, n));
                let kept = n.map(|n| filled.value(&format!("cells[{n}][entry][time]")));
                let shape = Shape { n: *inputs, row, column, kind, day, entry, kept, invalid: error.is_some() };
                *inputs += 1;
                let place = w.hours_cell(w.kind(kind), &w.day_of_week(day));
                let id = format!("{}-error", field_id(&cell_name(row, column)));
                let hidden = error.is_none();
                let sentence = error.map(|sentence| w.of_field(&place, &sentence));
                errors.push(view! { <p class="hours-error" id=id hidden=hidden>{sentence}</p> });
                input(sheet, w, shape)
            }
        };
        cells.push(view! { <td data-day=mark(sheet, day) data-state=state data-label=short(w, day)>{content}</td> });
    }
    let minutes = sheet.days().map(|day| minutes(sheet, filled, kind, day)).sum();
    let each = sheet.view.placement.class_hour_minutes;
    let lessons = (kind == Kind::ClassHours).then(|| {
        let count = class_hours(each.into(), minutes).filter(|count| *count > 0);
        let text = count.map(|count| w.hours_lessons(&tenths_text(count)));
        view! { <small class="hours-lessons" data-sum=format!("row-{row}")>{text}</small> }
    });
    let detail = (kind == Kind::ClassHours).then(|| view! { <small>{w.hours_lessons_each(each)}</small> });
    let errors = (!errors.is_empty()).then(|| {
        view! {
            <tr class="hours-errors">
                <td colspan="9">{errors}</td>
            </tr>
        }
    });
    view! {
        <tr>
            <th scope="row">{w.kind(kind)} {detail}</th>
            {cells}
            <td class="hours-total">
                <span class="hours-sum" data-sum=format!("row-{row}")>{amount(minutes)}</span>
                {lessons}
            </td>
        </tr>
        {errors}
    }
    .into_any()
}

/// What is expected of each day and of the week, where the placement has a schedule.
fn planned_row(sheet: &Sheet, w: Words) -> Option<AnyView> {
    let schedule = sheet.view.schedule.as_ref()?;
    let cells = sheet
        .days()
        .map(|day| {
            let expected = amount(schedule.expected(day).into());
            view! { <td data-day=mark(sheet, day) data-label=short(w, day)>{expected}</td> }
        })
        .collect::<Vec<_>>();
    let (first, last) = sheet.view.days;
    let week = amount(schedule.expected_between(first, last));
    let row = view! {
        <tr class="hours-planned">
            <th scope="row">{w.hours_planned()}</th>
            {cells}
            <td class="hours-total">{week}</td>
        </tr>
    };
    Some(row.into_any())
}

/// In words, how far what is logged on a day is from what is expected; the island keeps it right while one types.
fn difference(sheet: &Sheet, w: Words, day: NaiveDate, column: usize, logged: i64) -> Option<AnyView> {
    let expected = sheet.expected(day)?;
    let due = sheet.is_due(day);
    let text = match logged - expected {
        0 => String::new(),
        _ if !due && logged == 0 => String::new(),
        less @ ..0 => w.hours_less(&hours_text(-less)),
        more => w.hours_more(&hours_text(more)),
    };
    let hidden = text.is_empty();
    let view = view! {
        <span
            class="hours-difference"
            data-sum=format!("day-{column}")
            data-expected=expected.to_string()
            data-due=due.then_some("true")
            hidden=hidden
        >
            {text}
        </span>
    };
    Some(view.into_any())
}

/// How a column looks: a day off or outside the placement, or else a weekend.
fn mark(sheet: &Sheet, day: NaiveDate) -> Option<&'static str> {
    if !sheet.view.placement.covers(day) {
        Some("outside")
    } else if is_off(sheet, day) {
        Some("off")
    } else {
        host_look(sheet, day)
    }
}

/// How the host's calendar makes a day look: closed days like weekends, make-up workdays like workdays.
pub(super) fn host_look(sheet: &Sheet, day: NaiveDate) -> Option<&'static str> {
    match sheet.at_host(day) {
        Some(it) if it.works() => None,
        Some(it) if it.entry.is_some() || it.kind == DayKind::Holiday => Some("off"),
        Some(_) => Some("weekend"),
        None => matches!(day.weekday(), Weekday::Sat | Weekday::Sun).then_some("weekend"),
    }
}

/// What the host's calendar says of a day: the holiday, a make-up workday, a closure, half a day.
pub(super) fn host_mark(w: Words, day: &DayView) -> Option<AnyView> {
    let holiday = || day.holiday.as_ref().map(|it| w.named(it).to_owned());
    let told = match (&day.entry, day.kind) {
        (Some(entry), _) if day.is_half() => format!("{} · {}", w.named(entry), w.calendar_half_day()),
        (Some(entry), _) => w.named(entry).to_owned(),
        (None, DayKind::Holiday) => holiday().unwrap_or_else(|| w.day_kind(day.kind).to_owned()),
        (None, DayKind::MakeUpWorkday) => w.day_kind(day.kind).to_owned(),
        (None, _) => return None,
    };
    let provisional = day.entry.is_none() && day.provisional;
    let told = if provisional { format!("{told} · {}", w.calendar_provisional()) } else { told };
    let look = if day.works() && !day.is_half() { "works" } else { "free" };
    Some(view! { <small class="hours-host" data-look=look>{told}</small> }.into_any())
}

fn is_off(sheet: &Sheet, day: NaiveDate) -> bool {
    sheet.view.schedule.as_ref().is_some_and(|schedule| schedule.is_off(day))
}

/// A day above its cell on a phone.
fn short(w: Words, day: NaiveDate) -> String {
    format!("{} {}", w.weekday(day.weekday()), day.day())
}

fn amount(minutes: i64) -> String {
    if minutes == 0 { "–".to_owned() } else { hours_text(minutes) }
}
