//! What stands in one cell of the grid: an input, or what cannot be typed over.

use chrono::NaiveDate;
use domain::{
    duration::hours_text,
    hours::{EntryState, HourEntry, Kind, read_time},
};
use leptos::prelude::*;

use super::sheet::{Sheet, look, typed};
use crate::{
    ui::{form::field_id, icon::Icon},
    words::Words,
};

/// What stands where a kind meets a day.
pub(super) enum Cell<'a> {
    /// Something may be typed; the entry that is changed, if there is one.
    Input(Option<&'a HourEntry>),
    /// Nothing is there and nothing may be typed.
    Nothing,
    /// What is there can be changed in the list below at most.
    Fixed(Vec<&'a HourEntry>),
}

/// What stands where `kind` meets `day`.
pub(super) fn cell(sheet: &Sheet, kind: Kind, day: NaiveDate) -> Cell<'_> {
    let entries: Vec<_> = sheet.on(day).filter(|entry| entry.kind == kind).collect();
    match entries.as_slice() {
        [] if sheet.takes_new(day) => Cell::Input(None),
        [] => Cell::Nothing,
        [entry] if sheet.view.may_log && entry.state.is_open() => Cell::Input(Some(entry)),
        _ => Cell::Fixed(entries),
    }
}

/// The name of the cell in a row and a column, from which its id is made.
pub(super) fn cell_name(row: usize, column: usize) -> String {
    format!("cell-{row}-{column}")
}

/// One input of the grid.
pub(super) struct Shape<'a> {
    pub n: usize,
    pub row: usize,
    pub column: usize,
    pub kind: Kind,
    pub day: NaiveDate,
    pub entry: Option<&'a HourEntry>,
    pub kept: Option<String>,
    pub invalid: bool,
}

/// The input with what goes along unseen, and below it what its text means.
pub(super) fn input(sheet: &Sheet, w: Words, shape: Shape<'_>) -> AnyView {
    let Shape { n, row, column, kind, day, entry, kept, invalid } = shape;
    let each = sheet.view.placement.class_hour_minutes;
    let value = kept.unwrap_or_else(|| entry.map(|entry| typed(entry, each, w)).unwrap_or_default());
    let id = field_id(&cell_name(row, column));
    let minutes = read_time(&value, kind, each).map_or(0, |(minutes, _)| i64::from(minutes));
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
            placeholder=sheet.planned(kind, day)
            autocomplete="off"
            aria-label=w.hours_cell(w.kind(kind), &w.day_of_week(day))
            aria-describedby=format!("{id}-note {id}-error")
            aria-invalid=invalid.then_some("true")
            data-row=row.to_string()
            data-day=column.to_string()
            data-kind=kind.as_str()
        />
        <span class="hours-note" id=format!("{id}-note") hidden=no_note>{note}</span>
    }
    .into_any()
}

/// The sum of entries that are not typed over here.
pub(super) fn fixed(w: Words, entries: &[&HourEntry], (row, column): (usize, usize)) -> AnyView {
    let minutes: i64 = entries.iter().map(|entry| i64::from(entry.minutes)).sum();
    let state =
        entries.iter().map(|entry| entry.state).max_by_key(|state| urgency(*state)).unwrap_or(EntryState::Draft);
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
pub(super) fn state(cell: &Cell<'_>) -> Option<&'static str> {
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
