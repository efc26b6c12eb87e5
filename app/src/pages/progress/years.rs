//! Five years of a person: the placements as bars, and the same as a table.

use chrono::{Months, NaiveDate};
use domain::{
    duration::tenths_text,
    id::PlacementId,
    placement::{Placement, State},
    policy::{DayRange, Fact, Line, Standing, Status},
};
use leptos::prelude::*;
use service::progress::{Judged, ProgressView};

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
    facts: &'a [Fact],
    lines: &'a [Line],
    window: Option<DayRange>,
    deadline: Option<(NaiveDate, &'static str)>,
}

impl<'a> Measure<'a> {
    /// By the first rule that applies, else by the academic year, else by whatever is confirmed.
    fn of(w: Words, view: &'a ProgressView) -> Self {
        let facts = view.facts.facts();
        let applies = |judged: &&Judged| judged.judgement.status != Status::NotApplicable;
        let first_day =
            |judged: &&Judged| judged.window().map(|window| window.first_day).filter(|_| judged.counted() > 0);
        // Of the rules by which something counts the one that looks back farthest shows most.
        let farthest = view.judged.iter().filter(applies).filter(|it| first_day(it).is_some()).min_by_key(first_day);
        if let Some(judged) = farthest.or_else(|| view.judged.iter().find(applies)) {
            let (status, day) = (judged.judgement.status, judged.judgement.deadline());
            let label = if status == Status::Met { w.progress_holds_until() } else { w.progress_deadline() };
            let deadline = (day > view.as_of).then_some((day, label));
            return Self { facts, lines: judged.lines(), window: judged.window(), deadline };
        }
        if let Some(summary) = &view.engineer {
            return Self { facts, lines: &summary.lines, window: Some(summary.academic_year), deadline: None };
        }
        Self { facts, lines: &[], window: None, deadline: None }
    }

    /// The lines of one placement.
    fn of_placement(&self, id: PlacementId) -> impl DoubleEndedIterator<Item = &'a Line> + Clone + use<'a> {
        let facts = self.facts;
        self.lines.iter().filter(move |line| placement_of(facts, line) == Some(id))
    }
}

fn placement_of(facts: &[Fact], line: &Line) -> Option<PlacementId> {
    facts.get(line.fact as usize)?.placement
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
        view.placements.iter().rev().filter(shown).map(|placement| bar(w, placement, &measure, view)).collect();
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

fn bar(w: Words, placement: &Placement, measure: &Measure<'_>, view: &ProgressView) -> TimelineBar {
    let (counted_from, counted_to) = counted_part(placement, measure);
    let host = w.named(&placement.hosting.name).to_owned();
    let title = w.progress_bar_title(
        &host,
        &w.days(placement.first_day, placement.last_day),
        &w.hours(measure.of_placement(placement.id).map(|line| i64::from(line.counted)).sum()),
        &w.hours(confirmed(view, placement.id).into()),
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
fn counted_part(placement: &Placement, measure: &Measure<'_>) -> (f64, f64) {
    let own = || measure.of_placement(placement.id).filter_map(|line| Some((line.day?, line)));
    let mut days = own().filter(|(_, line)| line.counted > 0).map(|(day, _)| day);
    let Some(first) = days.next() else { return (0.0, 0.0) };
    let last = days.next_back().unwrap_or(first);
    let between = own().filter(|(day, _)| (first..=last).contains(day));
    let (counted, minutes) = between.fold((0.0, 0.0), |(counted, minutes), (_, line)| {
        (counted + f64::from(line.counted), minutes + f64::from(line.amount))
    });
    let at = |day: NaiveDate, more: i64| (day - placement.first_day).num_days() + more;
    let length = at(placement.last_day, 1).max(1) as f64;
    let start = at(first, 0) as f64 / length;
    let share = if minutes > 0.0 { counted / minutes } else { 0.0 };
    (start, start + (at(last, 1) as f64 / length - start) * share)
}

/// The confirmed minutes of a placement.
fn confirmed(view: &ProgressView, placement: PlacementId) -> u32 {
    let own = view.facts.facts().iter().filter(|fact| fact.placement == Some(placement));
    own.filter(|fact| fact.standing == Standing::Confirmed).map(|fact| fact.amount).fold(0, u32::saturating_add)
}

fn table(w: Words, view: &ProgressView) -> AnyView {
    let applying: Vec<&Judged> =
        view.judged.iter().filter(|judged| judged.judgement.status != Status::NotApplicable).collect();
    let mut columns = vec![
        Column::text(w.progress_host()),
        Column::text(w.progress_dates()),
        Column::text(w.progress_state()),
        Column::number(w.progress_planned()),
        Column::number(w.progress_confirmed()),
    ];
    columns.push(Column::text(w.progress_counts_in()));
    if view.engineer.is_some() {
        columns.push(Column::number(w.progress_class_hours_year()));
    }
    let rows = view.placements.iter().map(|placement| row(w, view, &applying, placement)).collect::<Vec<_>>();
    view! { <Table caption=w.progress_placements_table() columns=columns>{rows}</Table> }.into_any()
}

fn row(w: Words, view: &ProgressView, applying: &[&Judged], placement: &Placement) -> AnyView {
    let sub = format!("{} · {}", w.direction(placement.direction), w.form(placement.form));
    let href = format!("/placements/{}", placement.id);
    let planned = u32::try_from(placement.planned_minutes).unwrap_or_default();
    let mut row = Row::new()
        .lead(w.progress_host(), &href, w.named(&placement.hosting.name), &sub)
        .cell(Cell::When, w.progress_dates(), &w.days(placement.first_day, placement.last_day))
        .cell(Cell::Text, w.progress_state(), w.state(placement.state))
        .cell(Cell::MinorNumber, w.progress_planned(), &w.hours_or_dash(planned))
        .cell(Cell::Number, w.progress_confirmed(), &w.hours_or_dash(confirmed(view, placement.id)));
    let counts = applying.iter().filter_map(|judged| {
        let own = |line: &&Line| placement_of(view.facts.facts(), line) == Some(placement.id);
        let counted: i64 = judged.lines().iter().filter(own).map(|line| i64::from(line.counted)).sum();
        (counted > 0).then(|| (w.rule_named(&judged.rule), w.judged_short(judged, counted)))
    });
    row = row.list(w.progress_counts_in(), &counts.collect::<Vec<_>>());
    if let Some(summary) = &view.engineer {
        let plan = summary.placements.iter().find(|plan| plan.placement == placement.id);
        let tenths = plan.map_or(0, |plan| plan.class_hours_tenths);
        let words = if tenths == 0 { "—".to_owned() } else { w.progress_class_hours(&tenths_text(tenths)) };
        row = row.cell(Cell::Number, w.progress_class_hours_year(), &words);
    }
    row.view().into_any()
}
