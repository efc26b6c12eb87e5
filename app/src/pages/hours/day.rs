//! Yesterday and today of one's own placement as two cards: what a phone is for.

use chrono::NaiveDate;
use domain::{
    duration::hours_text,
    hours::{EntryForm, EntryState, HourEntry},
    placement::{PlacementFilter, PlacementLine, State},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::{
    Failure,
    draft::Draft,
    hours::{self, HoursView, week_of},
    placement,
};

use super::{
    super::{Page, page, query},
    sheet::{Sheet, look, period_hidden, typed, weeks_on},
};
use crate::{
    form::Filled,
    ui::{
        button::{Button, ButtonKind, LinkButton},
        chip::StatusChip,
        empty::Empty,
        form::{ErrorSummary, Form},
        icon::{Icon, IconName},
        layout::{PageHeader, Section},
    },
    visit::Visit,
    words::Words,
};

/// How many weeks back returned lines are looked for.
const WEEKS_BACK: i64 = 26;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Query {
    /// The placement, for one who has several under way.
    placement: String,
}

/// The reader's own hours: yesterday and today, what was returned, and this week.
#[component]
pub fn MyHoursPage() -> impl IntoView {
    let query = query::<Query>();
    page(async move |visit| {
        let w = visit.words();
        let own = own(&visit).await?;
        let asked = own.iter().position(|(line, _)| line.id.to_string() == query.placement);
        let chosen = asked.unwrap_or_else(|| likely(&own));
        let choice = (own.len() > 1).then(|| choice(w, &own, chosen));
        let draft = visit.take_any_draft().await?;
        let (lead, content) = match own.into_iter().nth(chosen) {
            None => {
                let action =
                    view! { <LinkButton href="/placements">{w.hours_see_placements()}</LinkButton> }.into_any();
                let empty = view! {
                    <Empty
                        title=w.hours_no_placement()
                        text=w.hours_no_placement_text()
                        icon=IconName::Hours
                        action=action
                    />
                };
                (None, empty.into_any())
            }
            Some((line, view)) => {
                let sheet = Sheet::of(&visit, view, false).await?;
                (Some(w.hours_my_lead(w.named(&line.hosting))), days(&visit, &sheet, draft.as_ref()))
            }
        };
        let body = view! {
            <PageHeader title=w.log_hours() lead=lead />
            {choice}
            {content}
        };
        Ok(Page::new(w.log_hours(), body))
    })
}

/// The placements under way in which the reader may log, with the hours of the last weeks.
async fn own(visit: &Visit) -> Result<Vec<(PlacementLine, HoursView)>, Failure> {
    let filter = PlacementFilter { state: State::Active.as_str().to_owned(), ..PlacementFilter::default() };
    let lines = placement::list(&visit.db, &visit.ctx, &filter).await?;
    let today = visit.ctx.today(domain::organisation::DEFAULT_ZONE);
    let days = (weeks_on(week_of(today).0, -WEEKS_BACK), week_of(today).1);
    let mut own = Vec::new();
    for line in lines.items {
        let view = hours::read(&visit.db, &visit.ctx, line.id, days).await?;
        if view.may_log {
            own.push((line, view));
        }
    }
    Ok(own)
}

/// The place of the placement that one most likely wants: with returned lines, else expected today or yesterday
/// and empty then, else the one in which hours were logged last.
fn likely(own: &[(PlacementLine, HoursView)]) -> usize {
    let rank = |view: &HoursView| {
        let returned = view.entries.iter().any(|entry| entry.state == EntryState::Returned);
        let days = [view.today.pred_opt().unwrap_or(view.today), view.today];
        let expects = |day| view.schedule.as_ref().is_some_and(|schedule| schedule.expected(day) > 0);
        let empty = |day| !view.entries.iter().any(|entry| entry.day == day);
        let due = days.into_iter().any(|day| expects(day) && empty(day));
        (returned, due, view.entries.iter().map(|entry| entry.day).max())
    };
    let places = own.iter().enumerate().rev();
    places.max_by_key(|(_, (_, view))| rank(view)).map(|(place, _)| place).unwrap_or_default()
}

fn choice(w: Words, own: &[(PlacementLine, HoursView)], chosen: usize) -> AnyView {
    let links = own
        .iter()
        .enumerate()
        .map(|(n, (line, _))| {
            let href = format!("/hours?placement={}", line.id);
            let current = (n == chosen).then_some("true");
            // Two stays at one place are told apart by their days.
            let alike = own.iter().filter(|(other, _)| other.hosting_id == line.hosting_id).count() > 1;
            let days = alike.then(|| view! { <span class="sub">{w.days(line.first_day, line.last_day)}</span> });
            let name = w.named(&line.hosting).to_owned();
            view! { <a class="button" href=href aria-current=current><span>{name} {days}</span></a> }
        })
        .collect::<Vec<_>>();
    view! { <nav class="actions hours-choice" aria-label=w.hours_choose()>{links}</nav> }.into_any()
}

fn days(visit: &Visit, sheet: &Sheet, draft: Option<&Draft>) -> AnyView {
    let w = visit.words();
    let today = sheet.view.today;
    let yesterday = today.pred_opt().unwrap_or(today);
    let period = Filled::of(visit, draft, "period", &EntryForm::default());
    let mut cards = vec![(yesterday, w.hours_yesterday()), (today, w.hours_today())];
    // What is most likely missing comes first.
    if sheet.on(yesterday).next().is_some() || !sheet.takes_new(yesterday) {
        cards.reverse();
    }
    let cards = cards.into_iter().map(|day| card(visit, sheet, draft, day)).collect::<Vec<_>>();
    view! {
        <ErrorSummary title=w.problems() items=super::lines::problems(&period) />
        {returned(sheet, w)}
        <div class="day-cards">{cards}</div>
        {week(sheet, w)}
    }
    .into_any()
}

/// What was returned, with the reasons and the way to mend it.
fn returned(sheet: &Sheet, w: Words) -> Option<AnyView> {
    let returned: Vec<_> = sheet.view.entries.iter().filter(|entry| entry.state == EntryState::Returned).collect();
    if returned.is_empty() {
        return None;
    }
    let title = w.hours_returned_title(returned.len());
    let lines = returned
        .into_iter()
        .map(|entry| {
            let href = format!("{}&edit={}#entry", sheet.week_address(entry.day), entry.id);
            let text = format!("{} {} {}", w.day_of_week(entry.day), w.kind(entry.kind), w.hours(entry.minutes.into()));
            let reason = entry.reason.clone().map(|reason| format!("：{reason}"));
            view! {
                <li>
                    <a href=href>{text}</a>
                    {reason}
                </li>
            }
        })
        .collect::<Vec<_>>();
    let view = view! {
        <div class="notice hours-returned" data-tone="short">
            <Icon name=IconName::Returned />
            <div class="notice-text">
                <p class="notice-title">{title}</p>
                <ul>{lines}</ul>
            </div>
        </div>
    };
    Some(view.into_any())
}

/// A day: what is logged, and a short form where more can be logged.
fn card(visit: &Visit, sheet: &Sheet, draft: Option<&Draft>, (day, name): (NaiveDate, &'static str)) -> AnyView {
    let w = visit.words();
    let id = format!("day-{day}");
    let heading = id.clone();
    let total: i64 = sheet.on(day).map(|entry| i64::from(entry.minutes)).sum();
    let plan = plan(sheet, w, day, total);
    let lines = sheet.on(day).map(|entry| logged(sheet, w, entry)).collect::<Vec<_>>();
    let lines = if lines.is_empty() {
        view! { <p class="lead">{w.hours_nothing_day()}</p> }.into_any()
    } else {
        view! { <ul class="day-lines">{lines}</ul> }.into_any()
    };
    let form = if sheet.takes_new(day) {
        form(visit, sheet, draft, day)
    } else {
        let sentence = if sheet.view.placement.covers(day) { w.hours_day_closed() } else { w.hours_day_outside() };
        view! { <p class="field-hint">{sentence}</p> }.into_any()
    };
    view! {
        <section class="day-card" aria-labelledby=heading>
            <div class="day-card-head">
                <h2 id=id>{name} " " <small>{w.day_of_week(day)}</small></h2>
                <b>{(total > 0).then(|| w.hours(total))}</b>
            </div>
            {plan}
            {lines}
            {form}
        </section>
    }
    .into_any()
}

/// What is planned for a day, and in words how far what is logged is from it.
fn plan(sheet: &Sheet, w: Words, day: NaiveDate, logged: i64) -> Option<AnyView> {
    let schedule = sheet.view.schedule.as_ref().filter(|_| sheet.view.placement.covers(day))?;
    let expected = i64::from(schedule.expected(day));
    let planned = match expected {
        0 if schedule.is_off(day) => w.hours_day_off().to_owned(),
        0 => w.hours_not_planned().to_owned(),
        minutes => w.hours_planned_day(&w.hours(minutes)),
    };
    let difference = match logged - expected {
        _ if logged == 0 && !sheet.is_due(day) => String::new(),
        0 if expected > 0 => w.hours_as_planned().to_owned(),
        0 => String::new(),
        less @ ..0 => w.hours_short_by(&w.hours(-less)),
        more => w.hours_over_by(&w.hours(more)),
    };
    let class = (logged != expected).then_some("hours-difference");
    let hidden = difference.is_empty();
    let view = view! {
        <p class="day-plan">
            <span>{planned}</span>
            <span class=class hidden=hidden>{difference}</span>
        </p>
    };
    Some(view.into_any())
}

fn logged(sheet: &Sheet, w: Words, entry: &HourEntry) -> AnyView {
    let (tone, icon) = look(entry.state);
    let time = typed(entry, sheet.view.placement.class_hour_minutes, w);
    let amount = hours_text(entry.minutes.into());
    let amount = if time == amount { w.hours(entry.minutes.into()) } else { time };
    let text = format!("{amount} {}", w.kind(entry.kind));
    let text = if entry.state.is_open() {
        let href = format!("{}&edit={}#entry", sheet.week_address(entry.day), entry.id);
        view! { <a href=href>{text}</a> }.into_any()
    } else {
        view! { <span>{text}</span> }.into_any()
    };
    view! {
        <li>
            {text}
            <StatusChip tone=tone icon=icon label=w.entry_state(entry.state) />
        </li>
    }
    .into_any()
}

/// The short form of a day. Both cards have one, so that the ids of its fields carry the day.
fn form(visit: &Visit, sheet: &Sheet, draft: Option<&Draft>, day: NaiveDate) -> AnyView {
    let w = visit.words();
    let day_text = day.to_string();
    let failed = draft.filter(|draft| draft.values.get("day") == Some(&day_text));
    let kind = sheet.kinds().first().map(|kind| kind.as_str().to_owned()).unwrap_or_default();
    let filled = Filled::of(visit, failed, "entry", &EntryForm { kind, ..EntryForm::default() });
    let hidden =
        vec![("placement".into(), sheet.view.placement.id.to_string().into()), ("day".into(), day_text.clone().into())];
    let hint = if sheet.teaches() { w.hours_time_hint_lessons() } else { w.hours_time_hint() };
    let problems = filled.problems().into_iter().map(|(field, sentence)| filled.error(&field).unwrap_or(sentence));
    let problem = problems.collect::<Vec<_>>().join(" ");
    let error_id = format!("time-{day}-error");
    let error = (!problem.is_empty()).then(|| {
        view! {
            <p class="field-error" id=error_id.clone() role="alert">
                <Icon name=IconName::Warning />
                <span>{problem}</span>
            </p>
        }
    });
    let invalid = error.is_some().then_some("true");
    let described = if invalid.is_some() { format!("time-{day}-hint {error_id}") } else { format!("time-{day}-hint") };
    let chosen = filled.value("kind");
    let kinds = sheet
        .kinds()
        .iter()
        .map(|kind| view! { <option value=kind.as_str() selected=chosen == kind.as_str()>{w.kind(*kind)}</option> })
        .collect::<Vec<_>>();
    let class = sheet.teaches().then(|| {
        [("course", w.course()), ("section", w.section())]
            .map(|(name, label)| line(&format!("{name}-{day}"), name, label, filled.value(name)))
            .collect_view()
    });
    let placeholder = sheet.kinds().first().and_then(|kind| sheet.planned(*kind, day));
    let note = line(&format!("note-{day}"), "note", w.note(), filled.value("note"));
    let label = w.day_of_week(day);
    view! {
        <Form action="/rpc/hours/log" hidden=hidden label=label>
            <div class="day-fields">
            <div class="field">
                <label class="field-label" for=format!("time-{day}")>{w.time()}</label>
                <input
                    class="control control-full"
                    type="text"
                    id=format!("time-{day}")
                    name="time"
                    value=filled.value("time")
                    placeholder=placeholder
                    autocomplete="off"
                    aria-invalid=invalid
                    aria-describedby=described
                />
            </div>
            <div class="field">
                <label class="field-label" for=format!("kind-{day}")>{w.hours_kind()}</label>
                <select class="control control-full" id=format!("kind-{day}") name="kind">{kinds}</select>
            </div>
            </div>
            <p class="field-hint" id=format!("time-{day}-hint")>{hint}</p>
            {error}
            <div class="day-fields">{class}</div>
            {note}
            <Button kind=ButtonKind::Primary>{w.hours_log_button()}</Button>
        </Form>
    }
    .into_any()
}

fn line(id: &str, name: &'static str, label: &'static str, value: String) -> AnyView {
    view! {
        <div class="field">
            <label class="field-label" for=id.to_owned()>{label}</label>
            <input class="control control-full" type="text" id=id.to_owned() name=name value=value />
        </div>
    }
    .into_any()
}

/// What is logged this week, and its submission.
fn week(sheet: &Sheet, w: Words) -> AnyView {
    let days = week_of(sheet.view.today);
    let of_week = || sheet.view.entries.iter().filter(|entry| days.0 <= entry.day && entry.day <= days.1);
    let total = of_week().map(|entry| i64::from(entry.minutes)).sum();
    let open = of_week().any(|entry| entry.state.is_open());
    let submit = open.then(|| {
        view! {
            <Form action="/rpc/hours/submit" hidden=period_hidden(&sheet.view, days) inline=true>
                <Button>{w.hours_submit_week()}</Button>
            </Form>
        }
    });
    let address = sheet.week_address(sheet.view.today);
    let before = sheet.week_address(weeks_on(sheet.view.today, -1));
    let month = sheet.month_address(sheet.view.today);
    let lead = format!("{} {}", w.hours_week_so_far(), w.hours(total));
    view! {
        <Section id="week" title=w.hours_this_week() lead=lead>
            <div class="actions">
                {submit}
                <LinkButton href=address>{w.hours_open_week()}</LinkButton>
                <LinkButton href=before kind=ButtonKind::Quiet>{w.hours_previous_week()}</LinkButton>
                <LinkButton href=month kind=ButtonKind::Quiet>{w.hours_whole_month()}</LinkButton>
            </div>
        </Section>
    }
    .into_any()
}
