//! Five years of a person: the placements as bars, and the same as a table.

use chrono::{Months, NaiveDate};
use domain::{
    duration::tenths_text,
    id::PlacementId,
    placement::{Placement, State},
    progress::{DayRange, Judgement, Line, RuleId, Status},
};
use leptos::prelude::*;
use service::progress::ProgressView;

use crate::{
    ui::{
        empty::Empty,
        icon::IconName,
        layout::Section,
        table::{Cell, Column, Row, Table},
        timeline::{Timeline, TimelineBar, TimelineMark, TimelineWindow},
        tone::Tone,
    },
    words::Words,
};

/// What the bars are drawn by: the lines of one judgement and its window.
struct Measure<'a> {
    lines: &'a [Line],
    window: Option<DayRange>,
    deadline: Option<(NaiveDate, &'static str)>,
}

impl<'a> Measure<'a> {
    /// By the first rule that applies, else by the academic year, else by whatever is confirmed.
    fn of(w: Words, view: &'a ProgressView) -> Self {
        let applies = |judgement: &&Judgement| judgement.status != Status::NotApplicable;
        if let Some(judgement) = view.judgements.iter().find(applies) {
            let label = if judgement.status == Status::Met { w.progress_holds_until() } else { w.progress_deadline() };
            let deadline = (judgement.deadline > view.as_of).then_some((judgement.deadline, label));
            return Self { lines: &judgement.lines, window: Some(judgement.window), deadline };
        }
        if let Some(summary) = &view.engineer {
            return Self { lines: &summary.lines, window: Some(summary.academic_year), deadline: None };
        }
        Self { lines: lines(view), window: None, deadline: None }
    }
}

/// Every confirmed entry; each judgement has the same.
fn lines(view: &ProgressView) -> &[Line] {
    let judged = view.judgements.first().map(|judgement| judgement.lines.as_slice());
    judged.or(view.engineer.as_ref().map(|summary| summary.lines.as_slice())).unwrap_or_default()
}

/// The placements over five years with their table.
pub(super) fn years(w: Words, view: &ProgressView) -> AnyView {
    if view.placements.is_empty() {
        return view! {
            <Section id="years" title=w.progress_years()>
                <Empty title=w.progress_no_placements() text=w.progress_no_placements_text() icon=IconName::Placement />
            </Section>
        }
        .into_any();
    }
    let (picture, table) = (picture(w, view), table(w, view));
    view! {
        <Section id="years" title=w.progress_years() lead=w.progress_years_lead()>
            <div class="card years">{picture}</div>
            {table}
        </Section>
    }
    .into_any()
}

fn picture(w: Words, view: &ProgressView) -> AnyView {
    let measure = Measure::of(w, view);
    let from = view.as_of.checked_sub_months(Months::new(66)).unwrap_or(view.as_of);
    let to = view.as_of.checked_add_months(Months::new(9)).unwrap_or(view.as_of);
    let shown = |placement: &&Placement| {
        placement.state.occupies()
            && placement.state != State::Submitted
            && placement.first_day <= to
            && placement.last_day >= from
    };
    let bars: Vec<TimelineBar> =
        view.placements.iter().rev().filter(shown).map(|placement| bar(w, placement, measure.lines)).collect();
    let mut marks = vec![TimelineMark { date: view.as_of, label: w.progress_today().into(), tone: Tone::Accent }];
    marks.extend(measure.deadline.map(|(date, label)| TimelineMark { date, label: label.into(), tone: Tone::AtRisk }));
    let window = measure.window.map(|window| TimelineWindow {
        from: window.first_day,
        to: window.last_day,
        label: w.progress_window_begins().into(),
    });
    let label = w.progress_years_picture(&w.person_label(&view.person));
    view! { <Timeline id="years-picture" label=label from=from to=to bars=bars marks=marks window=window /> }.into_any()
}

fn bar(w: Words, placement: &Placement, lines: &[Line]) -> TimelineBar {
    let (counted_from, counted_to) = counted_part(placement, lines);
    let host = w.named(&placement.hosting.name).to_owned();
    let title = w.progress_bar_title(
        &host,
        &w.days(placement.first_day, placement.last_day),
        &w.hours(sum(lines, placement.id, |line| line.counted).into()),
        &w.hours(sum(lines, placement.id, |line| line.minutes).into()),
    );
    TimelineBar {
        from: placement.first_day,
        to: placement.last_day,
        counted_from,
        counted_to,
        label: host.into(),
        title: title.into(),
        href: Some(format!("/placements/{}", placement.id).into()),
        tone: Tone::Neutral,
    }
}

/// The part of a placement's bar that counts, from 0 to 1: it begins at the first day that counts and is
/// as much of the days up to the last one as of their minutes counts.
fn counted_part(placement: &Placement, lines: &[Line]) -> (f64, f64) {
    let own = || lines.iter().filter(|line| line.placement == placement.id);
    let mut days = own().filter(|line| line.counted > 0).map(|line| line.day);
    let Some(first) = days.next() else { return (0.0, 0.0) };
    let last = days.next_back().unwrap_or(first);
    let between = own().filter(|line| (first..=last).contains(&line.day));
    let (counted, minutes) = between.fold((0.0, 0.0), |(counted, minutes), line| {
        (counted + f64::from(line.counted), minutes + f64::from(line.minutes))
    });
    let at = |day: NaiveDate, more: i64| (day - placement.first_day).num_days() + more;
    let length = at(placement.last_day, 1).max(1) as f64;
    let start = at(first, 0) as f64 / length;
    let share = if minutes > 0.0 { counted / minutes } else { 0.0 };
    (start, start + (at(last, 1) as f64 / length - start) * share)
}

fn sum(lines: &[Line], placement: PlacementId, part: impl Fn(&Line) -> u32) -> u32 {
    lines.iter().filter(|line| line.placement == placement).map(part).fold(0, u32::saturating_add)
}

fn table(w: Words, view: &ProgressView) -> AnyView {
    let applying: Vec<&Judgement> =
        view.judgements.iter().filter(|judgement| judgement.status != Status::NotApplicable).collect();
    let mut columns = vec![
        Column::text(w.progress_host()),
        Column::text(w.progress_dates()),
        Column::text(w.progress_state()),
        Column::number(w.progress_planned()),
        Column::number(w.progress_confirmed()),
    ];
    columns.extend(applying.iter().map(|judgement| Column::number(counted_in(w, judgement.rule))));
    if view.engineer.is_some() {
        columns.push(Column::number(w.progress_class_hours_year()));
    }
    let rows = view.placements.iter().map(|placement| row(w, view, &applying, placement)).collect::<Vec<_>>();
    view! { <Table caption=w.progress_placements_table() columns=columns>{rows}</Table> }.into_any()
}

fn row(w: Words, view: &ProgressView, applying: &[&Judgement], placement: &Placement) -> AnyView {
    let sub = format!("{} · {}", w.direction(placement.direction), w.form(placement.form));
    let href = format!("/placements/{}", placement.id);
    let planned = u32::try_from(placement.planned_minutes).unwrap_or_default();
    let mut row = Row::new()
        .lead(w.progress_host(), &href, w.named(&placement.hosting.name), &sub)
        .cell(Cell::When, w.progress_dates(), &w.days(placement.first_day, placement.last_day))
        .cell(Cell::Text, w.progress_state(), w.state(placement.state))
        .cell(Cell::MinorNumber, w.progress_planned(), &w.hours_or_dash(planned))
        .cell(
            Cell::Number,
            w.progress_confirmed(),
            &w.hours_or_dash(sum(lines(view), placement.id, |line| line.minutes)),
        );
    for judgement in applying {
        let counted = sum(&judgement.lines, placement.id, |line| line.counted);
        row = row.cell(Cell::Number, &counted_in(w, judgement.rule), &w.hours_or_dash(counted));
    }
    if let Some(summary) = &view.engineer {
        let plan = summary.placements.iter().find(|plan| plan.placement == placement.id);
        let tenths = plan.map_or(0, |plan| plan.class_hours_tenths);
        let words = if tenths == 0 { "—".to_owned() } else { w.progress_class_hours(&tenths_text(tenths)) };
        row = row.cell(Cell::Number, w.progress_class_hours_year(), &words);
    }
    row.view().into_any()
}

fn counted_in(w: Words, rule: RuleId) -> String {
    w.progress_counted_in(match rule {
        RuleId::SixMonthsInFiveYears => w.progress_five_years_short(),
        RuleId::OneMonthAYear => w.progress_year_short(),
    })
}
