//! The tables of the record of hours: every line, the corrections, the sums.

use domain::duration::hours_text;
use leptos::prelude::*;
use service::hours::{LedgerLine, Record, RecordLine};

use super::sheet::clock;
use crate::words::Words;

/// Every confirmed line, with who confirmed it and when.
pub(super) fn lines(w: Words, record: &Record) -> AnyView {
    if record.lines.is_empty() {
        return view! { <p>{w.record_none()}</p> }.into_any();
    }
    let rows = record.lines.iter().map(|line| row(w, line)).collect::<Vec<_>>();
    view! {
        <div class="record-frame" role="region" aria-label=w.record_lines_caption() tabindex="0">
            <table class="record-table">
                <caption class="visually-hidden">{w.record_lines_caption()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{w.day_label()}</th>
                        <th scope="col">{w.hours_kind()}</th>
                        <th scope="col">{w.record_span()}</th>
                        <th scope="col" class="num">{w.hours_amount()}</th>
                        <th scope="col" class="record-wide">{w.record_content()}</th>
                        <th scope="col">{w.record_by()}</th>
                        <th scope="col">{w.record_at()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(w: Words, line: &RecordLine) -> AnyView {
    let entry = &line.entry;
    let span = entry.span.map(|(start, end)| format!("{}–{}", clock(start), clock(end)));
    let content = [&entry.course, &entry.section, &entry.note].into_iter().flatten().cloned().collect::<Vec<_>>();
    view! {
        <tr>
            <th scope="row">{entry.day.to_string()}</th>
            <td>{w.kind(entry.kind)}</td>
            <td class="when">{span}</td>
            <td class="num">{hours_text(entry.minutes.into())}</td>
            <td>{content.join(" · ")}</td>
            <td>{line.by.as_ref().map(|by| w.named(by).to_owned())}</td>
            <td class="when">{line.at.map(|at| w.instant(at))}</td>
        </tr>
    }
    .into_any()
}

/// What was taken back and confirmed anew; nothing where there was nothing to correct.
pub(super) fn corrections(w: Words, record: &Record) -> Option<AnyView> {
    if record.corrections.is_empty() {
        return None;
    }
    let rows = record.corrections.iter().map(|line| correction(w, line)).collect::<Vec<_>>();
    let view = view! {
        <section class="record-corrections">
            <h2>{w.record_corrections()}</h2>
            <p class="record-note">{w.record_corrections_lead()}</p>
            <div class="record-frame" role="region" aria-label=w.record_corrections_caption() tabindex="0">
                <table class="record-table">
                    <caption class="visually-hidden">{w.record_corrections_caption()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{w.day_label()}</th>
                            <th scope="col">{w.record_deed()}</th>
                            <th scope="col" class="num">{w.hours_amount()}</th>
                            <th scope="col" class="record-wide">{w.reason_label()}</th>
                            <th scope="col">{w.record_decided_by()}</th>
                            <th scope="col">{w.record_decided_at()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    };
    Some(view.into_any())
}

fn correction(w: Words, line: &LedgerLine) -> AnyView {
    let minutes = i64::from(line.minutes);
    let sign = if minutes < 0 { "−" } else { "+" };
    view! {
        <tr>
            <th scope="row">{line.day.to_string()}</th>
            <td>{w.ledger_deed(line.deed)} " · " {w.kind(line.kind)}</td>
            <td class="num">{format!("{sign}{}", hours_text(minutes.abs()))}</td>
            <td>{line.reason.clone()}</td>
            <td>{w.named(&line.by).to_owned()}</td>
            <td class="when">{w.instant(line.at)}</td>
        </tr>
    }
    .into_any()
}

/// The totals by kind and by month, side by side.
pub(super) fn sums(w: Words, record: &Record) -> AnyView {
    let kinds = record.kinds.iter().map(|(kind, minutes)| (w.kind(*kind).to_owned(), *minutes)).collect();
    let months = record.months.iter().map(|(month, minutes)| (w.month(*month), *minutes)).collect();
    view! {
        <div class="record-pair">
            {small(w, w.record_by_kind(), w.hours_kind(), kinds)}
            {small(w, w.record_by_month(), w.record_month(), months)}
        </div>
    }
    .into_any()
}

fn small(w: Words, caption: &'static str, column: &'static str, sums: Vec<(String, i64)>) -> AnyView {
    let rows = sums
        .into_iter()
        .map(|(label, minutes)| {
            view! {
                <tr>
                    <th scope="row">{label}</th>
                    <td class="num">{hours_text(minutes)}</td>
                </tr>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <table class="record-table">
            <caption>{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{column}</th>
                    <th scope="col" class="num">{w.hours_amount()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
