//! The grid of a week: a row for each kind, a column for each day. It is a plain form; the island around the
//! table only adds what happens while one types.

use chrono::{Datelike, NaiveDate, Weekday};
use domain::{
    Code,
    duration::{class_hours, hours_text, tenths_text},
    hours::{EntryState, HourEntry, Kind, read_time},
};
use leptos::prelude::*;

use super::sheet::{Sheet, look, typed};
use crate::{
    form::Filled,
    islands::WeekGrid,
    ui::{
        button::{Button, ButtonKind},
        form::{Actions, Form, field_id},
        icon::Icon,
        text::Text,
    },
    words::Words,
};

/// What stands where a kind meets a day.
enum Cell<'a> {
    /// Something may be typed; the entry that is changed, if there is one.
    Input(Option<&'a HourEntry>),
    /// Nothing is there and nothing may be typed.
    Nothing,
    /// What is there can be changed in the list below at most.
    Fixed(Vec<&'a HourEntry>),
}

fn cell(sheet: &Sheet, kind: Kind, day: NaiveDate) -> Cell<'_> {
    let entries: Vec<_> = sheet.on(day).filter(|entry| entry.kind == kind).collect();
    match entries.as_slice() {
        [] if sheet.takes_new(day) => Cell::Input(None),
        [] => Cell::Nothing,
        [entry] if sheet.view.may_log && entry.state.is_open() => Cell::Input(Some(entry)),
        _ => Cell::Fixed(entries),
    }
}

fn cell_name(row: usize, column: usize) -> String {
    format!("cell-{row}-{column}")
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
    ["time", "day", "kind", "course", "section", "note"].iter().find_map(|field| filled.error(&format!("cells[{n}].{field}")))
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
    let table = table(sheet, w, rows);
    if inputs == 0 {
        return table;
    }
    let placement = &sheet.view.placement;
    let hint = if sheet.teaches() { w.hours_write_lessons(placement.class_hour_minutes) } else { w.hours_write().to_owned() };
    let class_hour_minutes = placement.class_hour_minutes;
    view! {
        <Form action="/rpc/hours/save_week" hidden=sheet.hidden() label=w.hours_week_title()>
            <WeekGrid
                class_hour_minutes=class_hour_minutes
                bad_time=w.code(Code::BadTime).to_owned()
                over_day=w.code(Code::OverTwentyFourHours).to_owned()
                equals=w.hours_equals("{}")
                lessons=w.hours_lessons("{}")
            >
                {table}
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

fn table(sheet: &Sheet, w: Words, rows: Vec<AnyView>) -> AnyView {
    let head = sheet
        .days()
        .map(|day| {
            let mark = if day == sheet.view.today { Some("today") } else { weekend(day) };
            view! {
                <th scope="col" data-day=mark>
                    <b>{w.weekday(day.weekday())}</b>
                    {day.format("%m-%d").to_string()}
                </th>
            }
        })
        .collect::<Vec<_>>();
    let sums = sheet
        .days()
        .enumerate()
        .map(|(column, day)| {
            let minutes = sheet.on(day).map(|entry| i64::from(entry.minutes)).sum();
            view! {
                <td data-day=weekend(day) data-label=short(w, day)>
                    <span class="hours-sum" data-sum=format!("day-{column}")>{amount(minutes)}</span>
                </td>
            }
        })
        .collect::<Vec<_>>();
    let week = amount(sheet.sum(|_| true).1);
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
        cells.push(view! { <td data-day=weekend(day) data-state=state data-label=short(w, day)>{content}</td> });
    }
    let minutes = sheet.view.entries.iter().filter(|entry| entry.kind == kind).map(|entry| i64::from(entry.minutes)).sum();
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

/// One input of the grid.
struct Shape<'a> {
    n: usize,
    row: usize,
    column: usize,
    kind: Kind,
    day: NaiveDate,
    entry: Option<&'a HourEntry>,
    kept: Option<String>,
    invalid: bool,
}

fn input(sheet: &Sheet, w: Words, shape: Shape<'_>) -> AnyView {
    let Shape { n, row, column, kind, day, entry, kept, invalid } = shape;
    let each = sheet.view.placement.class_hour_minutes;
    let value = kept.unwrap_or_else(|| entry.map(|entry| typed(entry, each, w)).unwrap_or_default());
    let id = field_id(&cell_name(row, column));
    let minutes = read_time(&value, each).map_or(0, |(minutes, _)| i64::from(minutes));
    let hours = hours_text(minutes);
    let note = (minutes > 0 && hours != value.trim()).then(|| w.hours_equals(&hours));
    let no_note = note.is_none();
    // What the grid does not show goes along, since a cell stores its whole entry.
    let mut hidden = vec![("[entry][day]", day.to_string()), ("[entry][kind]", kind.as_str().to_owned())];
    if let Some(entry) = entry {
        hidden.extend([("[id]", entry.id.to_string()), ("[version]", entry.version.to_string())]);
        for (part, text) in
            [("[entry][course]", &entry.course), ("[entry][section]", &entry.section), ("[entry][note]", &entry.note)]
        {
            hidden.extend(text.clone().map(|text| (part, text)));
        }
    }
    let hidden = hidden
        .into_iter()
        .map(|(part, value)| view! { <input type="hidden" name=format!("cells[{n}]{part}") value=value /> })
        .collect::<Vec<_>>();
    view! {
        {hidden}
        <input
            class="hours-input"
            type="text"
            id=id.clone()
            name=format!("cells[{n}][entry][time]")
            value=value
            autocomplete="off"
            aria-label=w.hours_cell(w.kind(kind), &w.day_of_week(day))
            aria-describedby=format!("{id}-note {id}-error")
            aria-invalid=invalid.then_some("true")
            data-row=row.to_string()
            data-day=column.to_string()
        />
        <span class="hours-note" id=format!("{id}-note") hidden=no_note>{note}</span>
    }
    .into_any()
}

fn fixed(w: Words, entries: &[&HourEntry], (row, column): (usize, usize)) -> AnyView {
    let minutes: i64 = entries.iter().map(|entry| i64::from(entry.minutes)).sum();
    let state = entries.iter().map(|entry| entry.state).max_by_key(|state| urgency(*state)).unwrap_or(EntryState::Draft);
    let icon = (!state.is_open()).then(|| view! { <Icon name=look(state).1 /> });
    let several = (entries.len() > 1).then(|| {
        let href = entries.first().map(|entry| format!("#line-{}", entry.id));
        view! { <a class="hours-note" href=href>{w.hours_several(entries.len())}</a> }
    });
    view! {
        <span
            class="hours-value hours-fixed"
            title=w.entry_state(state)
            data-row=row.to_string()
            data-day=column.to_string()
            data-minutes=minutes.to_string()
        >
            {hours_text(minutes)}
            {icon}
            <span class="visually-hidden">{w.entry_state(state)}</span>
        </span>
        {several}
    }
    .into_any()
}

/// The state of a cell for the style sheet, the one that asks for most.
fn state(cell: &Cell<'_>) -> Option<&'static str> {
    let state = match cell {
        Cell::Nothing => return Some("closed"),
        Cell::Input(entry) => entry.map(|entry| entry.state),
        Cell::Fixed(entries) => entries.iter().map(|entry| entry.state).max_by_key(|state| urgency(*state)),
    };
    Some(match state? {
        EntryState::Draft => "draft",
        EntryState::Submitted => "waiting",
        EntryState::Confirmed => "confirmed",
        EntryState::Returned => "returned",
    })
}

const fn urgency(state: EntryState) -> u8 {
    match state {
        EntryState::Confirmed => 0,
        EntryState::Submitted => 1,
        EntryState::Draft => 2,
        EntryState::Returned => 3,
    }
}

fn weekend(day: NaiveDate) -> Option<&'static str> {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun).then_some("weekend")
}

/// A day above its cell on a phone.
fn short(w: Words, day: NaiveDate) -> String {
    format!("{} {}", w.weekday(day.weekday()), day.day())
}

fn amount(minutes: i64) -> String {
    if minutes == 0 { "–".to_owned() } else { hours_text(minutes) }
}
