//! One row of the confirmer's queue: a person's week, its lines opened in place, confirmed or returned.

use chrono::NaiveDate;
use domain::hours::{HourEntry, WaitingPeriod};
use leptos::prelude::*;
use service::hours::QueuedPeriod;

use super::{
    period::{Reason, with_reason},
    sheet::clock,
    waiting::{CONFIRM, FORM},
};
use crate::{
    form::Filled,
    ui::{
        button::Button,
        chip::StatusChip,
        form::Form,
        icon::{Icon, IconName},
        text::Text,
        tone::Tone,
    },
    words::Words,
};

/// The row `n` of the page; the island finds in it the box, the lines, `.queue-confirm` and the fold of the reason.
pub(super) fn row(w: Words, n: usize, queued: &QueuedPeriod, period: &Filled, ticked: bool) -> AnyView {
    let waiting = &queued.period;
    let (first, last) = queued.seen.days;
    let days = w.week_range(first, last);
    let name = w.named(&waiting.participant).to_owned();
    let value = queued.seen.to_string();
    let hidden = vec![("periods[]".into(), value.clone().into())];
    let entries = queued.entries.iter().map(|entry| entry.id.to_string()).collect::<Vec<_>>().join(",");
    let returning: Vec<(Text, Text)> = vec![
        ("placement".into(), waiting.placement.to_string().into()),
        ("first_day".into(), first.to_string().into()),
        ("last_day".into(), last.to_string().into()),
    ];
    let reason = Reason {
        action: format!("/rpc/hours/return#row-{n}").into(),
        words: w.hours_return(),
        describe: w.queue_return(&name, &days),
        entries,
    };
    let (pick, describe, caption) =
        (w.queue_pick(&name, &days), w.hours_confirm_week(&name, &days), w.queue_lines_of(&name, &days));
    let href = format!("/placements/{}/hours?week={first}", waiting.placement);
    let sub = format!("{} · {}", w.direction(waiting.direction), w.named(&waiting.sending));
    view! {
        <li class="queue-row" id=format!("row-{n}") tabindex="-1" aria-label=caption.clone()>
            <label class="queue-tick tick-target">
                <input
                    type="checkbox"
                    form=FORM
                    name="periods[]"
                    value=value
                    checked=ticked
                    aria-label=pick
                />
            </label>
            <details class="queue-details">
                <summary>
                    <span class="queue-who">
                        <b>{name}</b>
                        <span class="sub">{sub}</span>
                    </span>
                    <span class="queue-amount">
                        <b>{w.hours(waiting.minutes)}</b>
                        <span class="sub">{amount(w, waiting)}</span>
                    </span>
                    <span class="queue-chips">{difference(w, waiting)} {flags(w, &queued.entries)}</span>
                </summary>
                {lines(w, queued, &caption)}
                <p><a href=href>{w.queue_open_week()}</a></p>
            </details>
            <div class="actions queue-deeds">
                <div class="queue-confirm">
                    <Form action=format!("{CONFIRM}#row-{n}") hidden=hidden inline=true>
                        <Button icon=IconName::Check describe=describe>{w.hours_confirm()}</Button>
                    </Form>
                </div>
                {with_reason(returning, w, period, &reason)}
            </div>
        </li>
    }
    .into_any()
}

/// How many entries, and what was planned.
fn amount(w: Words, waiting: &WaitingPeriod) -> String {
    let planned = waiting
        .expected_minutes
        .map_or_else(|| w.queue_no_plan().to_owned(), |expected| w.queue_planned(&w.hours(expected)));
    format!("{} · {planned}", w.queue_entries(waiting.lines))
}

/// How far the period is from the plan, where there is one.
fn difference(w: Words, waiting: &WaitingPeriod) -> Option<AnyView> {
    let expected = waiting.expected_minutes?;
    if waiting.differences.is_empty() {
        let plain = view! {
            <span class="queue-planned">
                <Icon name=IconName::Check />
                {w.hours_as_planned()}
            </span>
        };
        return Some(plain.into_any());
    }
    let text = match waiting.minutes - expected {
        0 => w.queue_days_differ(waiting.differences.len()),
        less @ ..0 => w.hours_short_by(&w.hours(-less)),
        more => w.hours_over_by(&w.hours(more)),
    };
    Some(view! { <StatusChip tone=Tone::AtRisk label=text /> }.into_any())
}

/// How many lines should be looked at.
fn flags(w: Words, entries: &[HourEntry]) -> Option<AnyView> {
    let count = entries.iter().filter(|entry| !entry.flags.is_empty()).count();
    (count > 0).then(|| {
        view! { <StatusChip tone=Tone::AtRisk icon=IconName::Warning label=w.queue_flags(count) /> }.into_any()
    })
}

/// The lines by day; what differs from the plan stands out on its day, also where nothing was logged.
fn lines(w: Words, queued: &QueuedPeriod, caption: &str) -> AnyView {
    let mut days: Vec<NaiveDate> = queued.entries.iter().map(|entry| entry.day).collect();
    days.extend(queued.period.differences.iter().map(|(day, _)| *day));
    days.sort_unstable();
    days.dedup();
    let rows = days.into_iter().flat_map(|day| lines_of(w, queued, day)).collect::<Vec<_>>();
    view! {
        <table class="queue-lines">
            <caption class="visually-hidden">{caption.to_owned()}</caption>
            <thead class="visually-hidden">
                <tr>
                    <th scope="col">{w.day_label()}</th>
                    <th scope="col">{w.hours_amount()}</th>
                    <th scope="col">{w.hours_kind()}</th>
                    <th scope="col">{w.note()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// The lines of a day, the first of them with what was planned where it is something else.
fn lines_of(w: Words, queued: &QueuedPeriod, day: NaiveDate) -> Vec<AnyView> {
    let planned = queued.period.differences.iter().find(|(other, _)| *other == day).map(|(_, planned)| *planned);
    let mut planned = planned.map(|planned| {
        let label = w.queue_planned(&w.hours(planned));
        view! { <StatusChip tone=Tone::AtRisk label=label /> }.into_any()
    });
    let differs = planned.is_some().then_some("true");
    let mut rows: Vec<AnyView> = queued
        .entries
        .iter()
        .filter(|entry| entry.day == day)
        .map(|entry| line(w, entry, differs, planned.take()))
        .collect();
    if rows.is_empty() {
        let row = view! {
            <tr data-differs=differs>
                <th scope="row">{w.day_of_week(day)}</th>
                <td class="num">{w.hours(0)}</td>
                <td>{w.queue_not_logged()}</td>
                <td class="queue-note">{planned}</td>
            </tr>
        };
        rows.push(row.into_any());
    }
    rows
}

fn line(w: Words, entry: &HourEntry, differs: Option<&'static str>, planned: Option<AnyView>) -> AnyView {
    let span = entry.span.map(|(start, end)| format!("{}–{}", clock(start), clock(end)));
    let class = [&entry.course, &entry.section].into_iter().flatten().cloned().collect::<Vec<_>>().join(" · ");
    let class = (!class.is_empty()).then(|| view! { <span class="sub">{class}</span> });
    let flags = entry
        .flags
        .iter()
        .map(|flag| {
            view! {
                <span class="sub hours-flag">
                    <Icon name=IconName::AtRisk />
                    {w.code(*flag)}
                </span>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <tr data-differs=differs>
            <th scope="row">{w.day_of_week(entry.day)}</th>
            <td class="num">{w.hours(entry.minutes.into())}</td>
            <td>{w.kind(entry.kind)} {span.map(|span| view! { <span class="sub">{span}</span> })} {class}</td>
            <td class="queue-note">{planned} {entry.note.clone()} {flags}</td>
        </tr>
    }
    .into_any()
}
