//! The page on which the schedule of a placement is set, and read.

use chrono::Weekday;
use domain::{
    id::PlacementId,
    placement::{Direction, Placement},
    schedule::BLOCKS,
};
use leptos::prelude::*;

use super::plan::{WEEK, picture};
use crate::{
    form::Filled,
    pages::{Page, page, path_value, session::problems},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        empty::Empty,
        form::{
            Actions, Choice, DateField, ErrorSummary, Fieldset, Form, SelectField, TextArea, TextField, Width, field_id,
        },
        icon::{Icon, IconName},
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        notice::Notice,
        text::Text,
        tone::Tone,
    },
    words::Words,
};

/// The schedule of a placement: a form for the officers of both sides, a picture for everybody else.
#[component]
pub fn SchedulePage() -> impl IntoView {
    let id = path_value("id", PlacementId::parse);
    page(async move |visit| {
        let w = visit.words();
        let view = service::schedule::read(&visit.db, &visit.ctx, id?).await?;
        let filled = Filled::load(&visit, "schedule", &view.form()).await?;
        let placement = &view.placement;
        let person = w.named(&placement.participant.label).to_owned();
        let crumbs = vec![
            Crumb { label: w.placements().into(), href: Some("/placements".into()) },
            Crumb { label: person.clone().into(), href: Some(format!("/placements/{}", placement.id).into()) },
            Crumb { label: w.schedule().into(), href: None },
        ];
        let today = visit.ctx.today(&placement.zone);
        let picture = view.told.as_ref().map(|schedule| picture(w, placement, schedule, today));
        let content = if view.may_edit {
            let now = picture.map(|picture| view! { <Section id="now" title=w.schedule_now()>{picture}</Section> });
            let is_new = view.schedule.is_none();
            view! {
                {form(w, placement, &filled, is_new)}
                {now}
            }
            .into_any()
        } else {
            let picture = picture.unwrap_or_else(|| {
                view! {
                    <Empty title=w.schedule_none() text=w.schedule_none_reader() icon=IconName::Calendar />
                }
                .into_any()
            });
            view! {
                {picture}
                <p class="lead">{w.schedule_read_only()}</p>
            }
            .into_any()
        };
        let body = view! {
            <Breadcrumbs label=w.schedule_path() items=crumbs />
            <PageHeader
                title=w.schedule()
                lead=w.schedule_lead(&person, &w.days(placement.first_day, placement.last_day))
            />
            {content}
        };
        Ok(Page::new(w.schedule(), body))
    })
}

fn form(w: Words, placement: &Placement, filled: &Filled, is_new: bool) -> AnyView {
    let filled = filled.clone();
    let hidden: Vec<(Text, Text)> =
        vec![("id".into(), placement.id.to_string().into()), ("version".into(), placement.version.to_string().into())];
    let prefilled = is_new && filled.problems().is_empty() && !filled.value("monday").is_empty();
    let notice = if filled.is_stale() {
        Some((Tone::AtRisk, w.schedule_changed()))
    } else {
        prefilled.then(|| (Tone::Accent, w.schedule_usual()))
    };
    let notice = notice.map(|(tone, text)| {
        view! {
            <div class="notices">
                <Notice tone=tone>{text}</Notice>
            </div>
        }
    });
    let replaces = (is_new && placement.planned_minutes > 0).then(|| {
        let hours = w.hours(i64::from(placement.planned_minutes));
        view! { <p class="field-hint">{w.schedule_replaces(&hours)}</p> }
    });
    let summary = if filled.is_stale() { Vec::new() } else { week_problems(w, &filled) };
    let teaches = placement.direction == Direction::TeachingSecondment;
    let (legend, hint) = if teaches {
        (w.schedule_week_lessons(), w.schedule_week_hint_lessons(placement.class_hour_minutes))
    } else {
        (w.schedule_week(), w.schedule_week_hint().to_owned())
    };
    let (first, last) = (placement.first_day.to_string(), placement.last_day.to_string());
    let within = w.schedule_within(&w.days(placement.first_day, placement.last_day));
    let rhythm = rhythm(w, &filled, "");
    let further = further(w, &filled, (first.clone(), last.clone()));
    let week = week(w, &filled, "", legend, hint);
    let calendar = view! {
        <SelectField
            name="keeps_calendar"
            label=w.schedule_calendar()
            options=vec![
                Choice::new("true", w.schedule_calendar_kept()),
                Choice::new("false", w.schedule_calendar_ignored()),
            ]
            value=filled.value("keeps_calendar")
            hint=w.schedule_calendar_hint()
        />
    };
    let special = view! {
        <TextArea
            name="special"
            label=w.schedule_special()
            note=w.placement_optional()
            value=filled.value("special")
            hint=w.schedule_special_hint()
            error=filled.error("special")
            rows=3
        />
    };
    let accept = filled.error("accept").map(|error| {
        view! {
            <TextArea
                name="accept"
                label=w.conflict_accept()
                value=filled.value("accept")
                hint=w.conflict_accept_hint()
                error=error
                rows=2
            />
        }
    });
    let days_off = view! {
        <TextArea
            name="days_off"
            label=w.schedule_days_off()
            note=w.placement_optional()
            value=filled.value("days_off")
            hint=w.schedule_days_off_hint()
            error=filled.error("days_off")
            rows=4
        />
    };
    let back = format!("/placements/{}", placement.id);
    let days = view! {
        <Fieldset legend=w.schedule_when() hint=within>
            <DateField
                name="first_day"
                label=w.first_day()
                value=filled.value("first_day")
                error=filled.error("first_day")
                min=first.clone()
                max=last.clone()
            />
            <DateField
                name="last_day"
                label=w.last_day()
                value=filled.value("last_day")
                note=w.last_day_hint()
                error=filled.error("last_day")
                min=first
                max=last
            />
        </Fieldset>
    };
    view! {
        {notice}
        <ErrorSummary title=w.problems() items=summary />
        <Form action="/rpc/placement/schedule" hidden=hidden label=w.schedule()>
            {week}
            {rhythm}
            {further}
            {days}
            {calendar}
            {days_off}
            {special}
            {replaces}
            {accept}
            <Actions>
                <Button kind=ButtonKind::Primary>{w.save()}</Button>
                <LinkButton href=back kind=ButtonKind::Quiet>{w.cancel()}</LinkButton>
            </Actions>
        </Form>
    }
    .into_any()
}

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
fn rhythm(w: Words, filled: &Filled, suffix: &str) -> AnyView {
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
fn further(w: Words, filled: &Filled, (first, last): (String, String)) -> AnyView {
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

/// The planned hours: typed, or those of the schedule, which is then changed on a page of its own.
pub(super) fn planned(w: Words, filled: &Filled, scheduled: Option<(PlacementId, i64)>) -> AnyView {
    match scheduled {
        Some((id, total)) => view! {
            <div class="field">
                <span class="field-label">{w.planned_hours()}</span>
                <p>{w.workdays(total)}</p>
                <p class="field-hint">
                    <a href=format!("/placements/{id}/schedule")>{w.schedule_planned_of()}</a>
                </p>
            </div>
        }
        .into_any(),
        None => view! {
            <TextField
                name="planned_hours"
                label=w.planned_hours()
                value=filled.value("planned_hours")
                hint=w.schedule_planned_hint()
                error=filled.error("planned_hours")
                input_mode="decimal"
                width=Width::Short
            />
        }
        .into_any(),
    }
}
