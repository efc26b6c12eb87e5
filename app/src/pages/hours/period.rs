//! The period shown: the way to others, its sums, and what can be done with the whole of it.

use chrono::{Days, Months};
use domain::hours::EntryState;
use leptos::prelude::*;
use service::hours::week_of;

use super::sheet::{Sheet, look, weeks_on};
use crate::{
    form::Filled,
    ui::{
        button::{Button, ButtonKind, IconLink, LinkButton},
        chip::StatusChip,
        form::Form,
        icon::{Icon, IconName},
        text::Text,
    },
    words::Words,
};

/// The links to the period before and after, to today's, and between week and month.
pub(super) fn navigation(sheet: &Sheet, w: Words) -> AnyView {
    let first = sheet.view.days.0;
    let (label, before, after) = if sheet.month {
        let before = sheet.month_address(first.checked_sub_months(Months::new(1)).unwrap_or(first));
        let after = sheet.month_address(first.checked_add_months(Months::new(1)).unwrap_or(first));
        (w.hours_months(), (before, w.hours_previous_month()), (after, w.hours_next_month()))
    } else {
        let before = sheet.week_address(weeks_on(first, -1));
        let after = sheet.week_address(weeks_on(first, 1));
        (w.hours_weeks(), (before, w.hours_previous_week()), (after, w.hours_next_week()))
    };
    let today = sheet.view.today;
    let here = !sheet.month && week_of(today) == sheet.view.days;
    let current =
        (!here).then(|| view! { <LinkButton href=sheet.week_address(today)>{w.hours_this_week()}</LinkButton> });
    let other = if sheet.month {
        let within = today.clamp(first, sheet.view.days.1);
        view! { <LinkButton href=sheet.week_address(within) kind=ButtonKind::Quiet>{w.hours_by_week()}</LinkButton> }
    } else {
        // The month of the week's Thursday, in which most of its days lie.
        let thursday = first.checked_add_days(Days::new(3)).unwrap_or(first);
        view! { <LinkButton href=sheet.month_address(thursday) kind=ButtonKind::Quiet>{w.hours_whole_month()}</LinkButton> }
    };
    view! {
        <nav class="actions" aria-label=label>
            <IconLink href=before.0 name=IconName::Previous label=before.1 />
            {current}
            <IconLink href=after.0 name=IconName::Next label=after.1 />
            {other}
        </nav>
    }
    .into_any()
}

/// The sum of each state that occurs, as chips; and why nothing can be logged, where that is so.
pub(super) fn sums(sheet: &Sheet, w: Words) -> AnyView {
    let chips = EntryState::ALL
        .iter()
        .filter_map(|state| {
            let (count, minutes) = sheet.sum(|other| other == *state);
            let (tone, icon) = look(*state);
            let label = format!("{} {}", w.entry_state(*state), w.hours(minutes));
            (count > 0).then(|| view! { <StatusChip tone=tone icon=icon label=label /> })
        })
        .collect::<Vec<_>>();
    let placement = &sheet.view.placement;
    let outside = sheet.view.days.1 < placement.first_day || placement.last_day < sheet.view.days.0;
    let note =
        if !placement.state.takes_hours() { Some(w.hours_not_open()) } else { outside.then(|| w.hours_outside()) };
    let chips = (!chips.is_empty()).then(|| view! { <div class="hours-sums">{chips}</div> });
    view! {
        {chips}
        {note.map(|note| view! { <p class="lead">{note}</p> })}
    }
    .into_any()
}

/// What the reader may do with the whole period: submit and withdraw it, or confirm and return it.
pub(super) fn actions(sheet: &Sheet, w: Words, filled: &Filled) -> AnyView {
    let waiting = sheet.sum(|state| state == EntryState::Submitted);
    let open = sheet.sum(EntryState::is_open);
    let mut forms = Vec::new();
    if sheet.view.may_confirm && waiting.0 > 0 {
        let words = w.hours_confirm_all(waiting.0, &w.hours(waiting.1));
        forms.push(
            view! {
                <Form action="/rpc/hours/confirm" hidden=sheet.hidden() inline=true>
                    <Button kind=ButtonKind::Primary icon=IconName::Check>{words}</Button>
                </Form>
            }
            .into_any(),
        );
        forms.push(with_reason(sheet.hidden(), w, filled, &Reason::whole(w)));
    }
    // In a week the grid's own button submits, together with what was typed; several entries of a day have no input.
    let grid_submits = !sheet.month
        && sheet
            .days()
            .any(|day| sheet.takes_new(day) || sheet.on(day).any(|entry| sheet.view.may_log && entry.state.is_open()));
    if sheet.view.may_log && open.0 > 0 && !grid_submits {
        let words = if sheet.month { w.hours_submit_month() } else { w.hours_submit_week() };
        forms.push(
            view! {
                <Form action="/rpc/hours/submit" hidden=sheet.hidden() inline=true>
                    <Button kind=ButtonKind::Primary>{words}</Button>
                </Form>
            }
            .into_any(),
        );
    }
    if sheet.view.may_log && waiting.0 > 0 {
        let words = if sheet.month { w.hours_withdraw_month() } else { w.hours_withdraw_week() };
        forms.push(
            view! {
                <Form action="/rpc/hours/withdraw" hidden=sheet.hidden() inline=true>
                    <Button>{words}</Button>
                </Form>
            }
            .into_any(),
        );
    }
    if forms.is_empty() { ().into_any() } else { view! { <div class="actions hours-deeds">{forms}</div> }.into_any() }
}

/// A deed that needs a reason: what opens its form, where it posts, and to which entries.
pub(super) struct Reason {
    /// The address it posts to.
    pub action: Text,
    /// The words on both buttons.
    pub words: &'static str,
    /// What the opening button says to assistive technology.
    pub describe: String,
    /// The entry, or empty for all that wait.
    pub entries: String,
}

impl Reason {
    fn whole(w: Words) -> Self {
        let words = w.hours_return_all();
        Self { action: "/rpc/hours/return".into(), words, describe: words.to_owned(), entries: String::new() }
    }
}

/// The form of a deed that needs a reason, folded away until it is wanted or has just failed.
/// `hidden` names the placement and the days.
pub(super) fn with_reason(mut hidden: Vec<(Text, Text)>, w: Words, filled: &Filled, reason: &Reason) -> AnyView {
    let error = filled.error("reason").filter(|_| filled.value("entries") == reason.entries);
    let (id, value) = match &error {
        // The summary of problems leads to the field under its plain name.
        Some(_) => ("field-reason".to_owned(), filled.value("reason")),
        None => (format!("reason-{}", reason.entries.replace(',', "-")), String::new()),
    };
    hidden.push(("entries".into(), reason.entries.clone().into()));
    let open = error.is_some();
    let described = error.is_some().then(|| format!("{id}-error"));
    let sentence = error.map(|error| {
        view! {
            <p class="field-error" id=format!("{id}-error")>
                <Icon name=IconName::Warning />
                <span>{error}</span>
            </p>
        }
    });
    let (action, words, describe) = (reason.action.clone(), reason.words, reason.describe.clone());
    view! {
        <details class="fold" open=open>
            <summary class="button" aria-label=describe>{words}</summary>
            <Form action=action hidden=hidden>
                <div class="field">
                    <label class="field-label" for=id.clone()>{w.reason_label()}</label>
                    <textarea
                        class="control control-full"
                        id=id
                        name="reason"
                        rows="2"
                        aria-invalid=open.then_some("true")
                        aria-describedby=described
                    >
                        {value}
                    </textarea>
                    {sentence}
                </div>
                <Button kind=ButtonKind::Danger>{words}</Button>
            </Form>
        </details>
    }
    .into_any()
}
