//! The inputs of weeks that recur, and of a cycle of shifts.

use chrono::Weekday;
use domain::{calendar::ShiftPattern, id::PlacementId, schedule::BLOCKS};
use leptos::prelude::*;

use super::plan::WEEK;
use crate::{
    form::Filled,
    pages::session::problems,
    ui::{
        button::LinkButton,
        form::{Choice, DateField, SelectField, TextArea, TextField, Width, field_id},
        icon::{Icon, IconName},
        text::Text,
    },
    words::Words,
};

/// The weekdays with the names of their inputs, Monday first.
fn weekdays() -> impl Iterator<Item = (Weekday, &'static str)> {
    WEEK.into_iter().zip(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}

/// What is wrong with a form that holds a week, each with the input it leads to; a weekday is named.
pub(super) fn week_problems(w: Words, filled: &Filled) -> Vec<(Text, Text)> {
    let named = |field: &str, sentence: Text| {
        // Of further weeks the names end in a number.
        let plain = field.trim_end_matches(|c: char| c == '_' || c.is_ascii_digit());
        let weekday = weekdays().find(|(_, name)| field_id(name) == plain || *name == plain);
        weekday.map_or(sentence.clone(), |(weekday, _)| w.of_field(w.weekday(weekday), &sentence).into())
    };
    problems(filled).into_iter().map(|(field, sentence)| (field.clone(), named(&field, sentence))).collect()
}

/// In which weeks a week recurs, and for odd and even ones, from which week they are counted.
pub(super) fn rhythm(w: Words, filled: &Filled, suffix: &str) -> AnyView {
    let name = format!("weeks{suffix}");
    let stored = filled.value(&name);
    let mut options = vec![
        Choice::new("1/1", w.schedule_weekly()),
        Choice::new("1/2", w.schedule_odd()),
        Choice::new("2/2", w.schedule_even()),
    ];
    for every in 3..=4 {
        options.extend((1..=every).map(|turn| Choice::new(format!("{turn}/{every}"), w.schedule_turn(turn, every))));
    }
    // What came in by another door stays choosable.
    if !stored.is_empty() && options.iter().all(|choice| choice.value != stored.as_str()) {
        options.push(Choice::new(stored.clone(), stored.clone()));
    }
    let week_one = suffix.is_empty().then(|| {
        view! {
            <DateField
                name="week_one"
                label=w.schedule_week_one()
                value=filled.value("week_one")
                hint=w.schedule_week_one_hint()
                error=filled.error("week_one")
            />
        }
    });
    view! {
        <div class="cluster">
            <SelectField name=name.clone() label=w.schedule_rhythm() options=options value=stored error=filled.error(&name) />
            {week_one}
        </div>
    }
    .into_any()
}

/// Further weeks that recur, folded away until there is something in one.
pub(super) fn further(w: Words, filled: &Filled, (first, last): (String, String)) -> AnyView {
    let blocks = (2..=BLOCKS).map(|number| {
        let suffix = format!("_{number}");
        let (first_field, last_field) = (format!("first_day{suffix}"), format!("last_day{suffix}"));
        let is_open = weekdays().any(|(_, name)| {
            let name = format!("{name}{suffix}");
            !filled.value(&name).is_empty() || filled.error(&name).is_some()
        });
        view! {
            <details class="fold" open=is_open>
                <summary>{w.schedule_further(number)}</summary>
                <div class="stack">
                    {week(w, filled, &suffix, w.schedule_week(), w.schedule_further_hint().to_owned())}
                    {rhythm(w, filled, &suffix)}
                    <div class="cluster">
                        <DateField
                            name=first_field.clone()
                            label=w.first_day()
                            value=filled.value(&first_field)
                            error=filled.error(&first_field)
                            min=first.clone()
                            max=last.clone()
                        />
                        <DateField
                            name=last_field.clone()
                            label=w.last_day()
                            value=filled.value(&last_field)
                            error=filled.error(&last_field)
                            min=first.clone()
                            max=last.clone()
                        />
                    </div>
                </div>
            </details>
        }
    });
    blocks.collect::<Vec<_>>().into_any()
}

/// One short input a weekday, Monday first, and below all of them what is wrong with each: a sentence is too
/// wide to stand below one. The names of the inputs end in `suffix`.
pub(super) fn week(w: Words, filled: &Filled, suffix: &str, legend: &'static str, hint: String) -> AnyView {
    let mut errors = Vec::new();
    let days = weekdays()
        .map(|(weekday, name)| {
            let name = format!("{name}{suffix}");
            let id = field_id(&name);
            let error = filled.error(&name);
            let invalid = error.is_some().then_some("true");
            let described = error.is_some().then(|| format!("{id}-error"));
            errors.extend(error.map(|error| {
                view! {
                    <p class="field-error" id=format!("{id}-error")>
                        <Icon name=IconName::Warning />
                        <span>{w.of_field(w.weekday(weekday), &error)}</span>
                    </p>
                }
            }));
            view! {
                <div class="field">
                    <label class="field-label" for=id.clone()>{w.weekday(weekday)}</label>
                    <input
                        class="control"
                        type="text"
                        id=id
                        name=name.clone()
                        value=filled.value(&name)
                        autocomplete="off"
                        aria-invalid=invalid
                        aria-describedby=described
                    />
                </div>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <fieldset class="fieldset">
            <legend>{legend}</legend>
            <p class="field-hint">{hint}</p>
            <div class="week-fields">{days}</div>
            {errors}
        </fieldset>
    }
    .into_any()
}

/// A cycle of shifts, with the patterns of the host that can be taken over.
pub(super) fn cycle(w: Words, placement: PlacementId, patterns: &[ShiftPattern], filled: &Filled) -> AnyView {
    let take = |pattern: &ShiftPattern| {
        let href = format!("/placements/{placement}/schedule?pattern={}", pattern.id);
        let text = w.schedule_cycle_take(&pattern.name);
        view! { <LinkButton href=href>{text}</LinkButton> }
    };
    let take = (!patterns.is_empty()).then(|| {
        view! {
            <div class="field">
                <span class="field-label">{w.schedule_cycle_of_host()}</span>
                <div class="actions">{patterns.iter().map(take).collect::<Vec<_>>()}</div>
            </div>
        }
    });
    let filled = filled.clone();
    view! {
        <fieldset class="fieldset">
            <legend>{w.schedule_cycle()}</legend>
            <p class="field-hint">{w.schedule_cycle_hint()}</p>
            <div class="stack">
            {take}
            <div class="cluster">
                <TextField
                    name="cycle_days"
                    label=w.calendar_pattern_cycle()
                    value=filled.value("cycle_days")
                    hint=w.calendar_pattern_cycle_hint()
                    input_mode="numeric"
                    error=filled.error("cycle_days")
                    width=Width::Short
                />
                <DateField
                    name="cycle_anchor"
                    label=w.calendar_pattern_anchor()
                    value=filled.value("cycle_anchor")
                    error=filled.error("cycle_anchor")
                />
            </div>
            <TextArea
                name="cycle_shifts"
                label=w.calendar_pattern_shifts()
                value=filled.value("cycle_shifts")
                hint=w.calendar_pattern_shifts_hint()
                error=filled.error("cycle_shifts")
                rows=6
            />
            </div>
        </fieldset>
    }
    .into_any()
}
