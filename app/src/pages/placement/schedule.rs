//! The page on which the schedule of a placement is set, and read.

use domain::{
    id::{PlacementId, ShiftPatternId},
    placement::Direction,
    schedule::{RunsBy, ScheduleForm},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::schedule::ScheduleView;

use super::{
    plan::picture,
    week::{cycle, further, rhythm, week, week_problems},
};
use crate::{
    form::Filled,
    pages::{Page, page, path_value, query},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        empty::Empty,
        form::{Actions, Choice, DateField, ErrorSummary, Fieldset, Form, SelectField, TextArea, TextField, Width},
        icon::IconName,
        layout::{Breadcrumbs, Crumb, PageHeader, Section},
        notice::Notice,
        text::Text,
        tone::Tone,
    },
    words::Words,
};

/// What stands in the address: the shift pattern of the host that is taken over.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    pattern: String,
}

impl Asked {
    /// What the form is filled with before somebody types.
    fn form(&self, view: &ScheduleView) -> ScheduleForm {
        let asked = ShiftPatternId::parse(&self.pattern);
        match asked.and_then(|id| view.patterns.iter().find(|pattern| pattern.id == id)) {
            Some(pattern) => view.form().in_cycle(&pattern.cycle),
            None => view.form(),
        }
    }
}

/// The schedule of a placement: a form for the officers of both sides, a picture for everybody else.
#[component]
pub fn SchedulePage() -> impl IntoView {
    let id = path_value("id", PlacementId::parse);
    let asked: Asked = query();
    page(async move |visit| {
        let w = visit.words();
        let view = service::schedule::read(&visit.db, &visit.ctx, id?).await?;
        let filled = Filled::load(&visit, "schedule", &asked.form(&view)).await?;
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
            view! {
                {form(w, &view, &filled)}
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

fn form(w: Words, view: &ScheduleView, filled: &Filled) -> AnyView {
    let (placement, is_new, filled) = (&view.placement, view.schedule.is_none(), filled.clone());
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
    let cycle = cycle(w, placement.id, &view.patterns, &filled);
    let runs_by = view! {
        <SelectField
            name="runs_by"
            label=w.schedule_runs_by()
            options=vec![
                Choice::new(RunsBy::Week.as_str(), w.schedule_runs_by_week()),
                Choice::new(RunsBy::Cycle.as_str(), w.schedule_runs_by_cycle()),
            ]
            value=filled.value("runs_by")
        />
    };
    let remove = (!is_new).then(|| {
        view! {
            <Button kind=ButtonKind::Quiet form_action="/rpc/placement/unschedule">{w.schedule_remove()}</Button>
        }
    });
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
            {runs_by}
            <div class="by-week">
                {week}
                {rhythm}
                {further}
            </div>
            <div class="by-cycle">{cycle}</div>
            {days}
            {calendar}
            {days_off}
            {special}
            {replaces}
            {accept}
            <Actions>
                <Button kind=ButtonKind::Primary>{w.save()}</Button>
                <LinkButton href=back kind=ButtonKind::Quiet>{w.cancel()}</LinkButton>
                {remove}
            </Actions>
        </Form>
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
