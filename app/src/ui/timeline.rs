//! A stretch of time with bars on it: five years of a person, or six weeks of a college.
//!
//! Lengths are per cent of the width and heights are px, so that it fits any width and its words keep their size.

use super::text::{MaybeText, Text};
use super::tone::Tone;
use chrono::{Datelike, Days, Months, NaiveDate};
use leptos::prelude::*;

/// One bar: a placement.
#[derive(Clone, Debug)]
pub struct TimelineBar {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day, inclusive.
    pub to: NaiveDate,
    /// Where the counted part starts, as a fraction of the bar from 0 to 1; more than 0 when a window cuts it.
    pub counted_from: f64,
    /// Where the counted part ends, as a fraction of the bar from 0 to 1.
    pub counted_to: f64,
    /// The words above it.
    pub label: Text,
    /// The whole in a sentence, shown when pointed at and read out.
    pub title: Text,
    /// Where it leads.
    pub href: Option<Text>,
    /// What its colour means.
    pub tone: Tone,
}

/// One day worth a line: today, a deadline.
#[derive(Clone, Debug)]
pub struct TimelineMark {
    /// The day.
    pub date: NaiveDate,
    /// The word on the line.
    pub label: Text,
    /// What its colour means.
    pub tone: Tone,
}

/// The days a rule looks at; what lies outside is shaded.
#[derive(Clone, Debug)]
pub struct TimelineWindow {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day, inclusive.
    pub to: NaiveDate,
    /// The word on the line of its first day.
    pub label: MaybeText,
}

/// Height of a row of marks' words, px.
const MARK_HEIGHT: u32 = 20;
/// Height of a bar with its words, px.
const LANE_HEIGHT: u32 = 40;
/// Height of the axis, px.
const AXIS_HEIGHT: u32 = 24;
/// Words on marks nearer than this to each other, as a fraction of the width, go to different rows.
const MARK_DISTANCE: f64 = 0.24;
/// How many days of the axis are named on a phone, where more would run into each other.
const WORDS_ON_PHONE: usize = 4;

/// The days shown, as a scale from 0 to 1.
#[derive(Clone, Copy)]
struct Scale {
    from: NaiveDate,
    days: f64,
}

impl Scale {
    fn new(from: NaiveDate, to: NaiveDate) -> Self {
        Self { from, days: ((to - from).num_days() + 1).max(1) as f64 }
    }

    /// Where the day starts; cut off at the edges.
    fn at(self, date: NaiveDate) -> f64 {
        ((date - self.from).num_days() as f64 / self.days).clamp(0.0, 1.0)
    }

    /// Where the day ends; cut off at the edges.
    fn after(self, date: NaiveDate) -> f64 {
        (((date - self.from).num_days() + 1) as f64 / self.days).clamp(0.0, 1.0)
    }
}

fn percent(fraction: f64) -> String {
    format!("{:.2}%", fraction * 100.0)
}

/// Words left of this point run to the right of it, the others to the left, so that none leave the picture.
fn anchor(at: f64) -> (&'static str, &'static str) {
    if at > 0.6 { ("end", "-4") } else { ("start", "4") }
}

/// Bars over the years, the counted part of each solid and the rest hatched.
#[component]
pub fn Timeline(
    /// The id of the picture, unique in the page.
    id: &'static str,
    /// What is shown, for assistive technology.
    #[prop(into)]
    label: Text,
    /// The first day shown.
    from: NaiveDate,
    /// The last day shown, inclusive.
    to: NaiveDate,
    /// The bars, one below the other.
    bars: Vec<TimelineBar>,
    /// Today and deadlines.
    #[prop(optional)]
    marks: Vec<TimelineMark>,
    /// The window of the rule.
    #[prop(optional_no_strip)]
    window: Option<TimelineWindow>,
) -> impl IntoView {
    let scale = Scale::new(from, to);
    let hatch = format!("{id}-hatch");
    let mut lines: Vec<Line> = marks
        .into_iter()
        .filter(|mark| mark.date >= from && mark.date <= to)
        .map(|mark| Line { at: scale.at(mark.date), label: mark.label.into(), class: "mark", tone: mark.tone, row: 0 })
        .collect();
    let shades = window.map(|window| {
        let (start, end) = (scale.at(window.from), scale.after(window.to));
        lines.push(Line { at: start, label: window.label, class: "mark mark-window", tone: Tone::Neutral, row: 0 });
        (start, end)
    });
    let mark_rows = place_lines(&mut lines);
    let top = mark_rows * MARK_HEIGHT;
    let axis = top + u32::try_from(bars.len()).unwrap_or(0).max(1) * LANE_HEIGHT + 8;
    let height = axis + AXIS_HEIGHT;
    let shades = shades.map(|(start, end)| {
        [(0.0, start), (end, 1.0)]
            .into_iter()
            .filter(|(start, end)| end - start > 0.0005)
            .map(|(start, end)| {
                view! {
                    <rect class="shade" x=percent(start) width=percent(end - start) y=top height=axis - top></rect>
                }
            })
            .collect::<Vec<_>>()
    });
    let ticks = ticks(from, to);
    let every = ticks.len().div_ceil(WORDS_ON_PHONE).max(1);
    let ticks = ticks
        .into_iter()
        .enumerate()
        .map(|(index, (date, words))| {
            let at = scale.at(date);
            let x = percent(at);
            let class = (index % every != 0).then_some("minor");
            // At the right edge of a phone the words would be cut.
            let words = (at < 0.91).then(|| view! { <text class=class x=x.clone() y=axis + 18 dx="4">{words}</text> });
            view! {
                <line class="grid" x1=x.clone() x2=x y1=top y2=axis + 6></line>
                {words}
            }
        })
        .collect::<Vec<_>>();
    let lanes = bars
        .into_iter()
        .zip(0u32..)
        .map(|(bar, index)| lane(bar, scale, top + index * LANE_HEIGHT, &hatch))
        .collect::<Vec<_>>();
    let lines = lines.into_iter().map(|line| line.view(axis)).collect::<Vec<_>>();
    view! {
        <svg class="timeline" width="100%" height=height role="group" aria-label=label>
            <defs>
                <pattern id=hatch.clone() width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="hatch" width="3" height="6"></rect>
                </pattern>
            </defs>
            {shades}
            {ticks}
            <line class="axis" x1="0" x2="100%" y1=axis y2=axis></line>
            {lines}
            {lanes}
        </svg>
    }
}

fn lane(bar: TimelineBar, scale: Scale, y: u32, hatch: &str) -> AnyView {
    let (start, end) = (scale.at(bar.from), scale.after(bar.to));
    // Even a day is a bar one can see and hit.
    let width = (end - start).max(0.004);
    let (from, to) = (bar.counted_from.clamp(0.0, 1.0), bar.counted_to.clamp(0.0, 1.0));
    let counted = (to > from).then(|| {
        view! {
            <rect
                class="bar-counted"
                x=percent(start + width * from)
                width=percent(width * (to - from))
                y=y + 21
                height="14"
                rx="3"
            ></rect>
        }
    });
    let (side, _) = anchor(start);
    let x = if side == "end" { end } else { start };
    let content = view! {
        <title>{bar.title}</title>
        <rect class="bar-all" x=percent(start) width=percent(width) y=y + 21 height="14" rx="3"></rect>
        <rect fill=format!("url(#{hatch})") x=percent(start) width=percent(width) y=y + 21 height="14" rx="3"></rect>
        {counted}
        <rect class="bar-edge" x=percent(start) width=percent(width) y=y + 21 height="14" rx="3"></rect>
        <text class="bar-text" x=percent(x) y=y + 15 text-anchor=side>{bar.label}</text>
    };
    match bar.href {
        Some(href) => view! { <a class="lane" data-tone=bar.tone.name() href=href>{content}</a> }.into_any(),
        None => view! { <g class="lane" data-tone=bar.tone.name()>{content}</g> }.into_any(),
    }
}

/// A vertical line with a word on top.
struct Line {
    at: f64,
    label: MaybeText,
    class: &'static str,
    tone: Tone,
    row: u32,
}

impl Line {
    fn view(self, bottom: u32) -> AnyView {
        let x = percent(self.at);
        let (side, dx) = anchor(self.at);
        let y = self.row * MARK_HEIGHT;
        view! {
            <g class=self.class data-tone=self.tone.name()>
                <line x1=x.clone() x2=x.clone() y1=y + 2 y2=bottom></line>
                <text x=x y=y + 13 dx=dx text-anchor=side>{self.label.get()}</text>
            </g>
        }
        .into_any()
    }
}

/// Gives each line the first row where its words do not run into the line before, and answers how many rows there are.
fn place_lines(lines: &mut [Line]) -> u32 {
    lines.sort_by(|one, other| one.at.total_cmp(&other.at));
    let mut ends: Vec<f64> = Vec::new();
    for line in lines.iter_mut() {
        let from = if line.at > 0.6 { line.at - MARK_DISTANCE } else { line.at };
        let free = ends.iter().position(|end| *end <= from);
        let row = free.unwrap_or(ends.len());
        if let Some(end) = ends.get_mut(row) {
            *end = from + MARK_DISTANCE;
        } else {
            ends.push(from + MARK_DISTANCE);
        }
        line.row = u32::try_from(row).unwrap_or(0);
    }
    u32::try_from(ends.len()).unwrap_or(0)
}

/// The days named on the axis: years, months or weeks, as fits the stretch.
fn ticks(from: NaiveDate, to: NaiveDate) -> Vec<(NaiveDate, String)> {
    let days = (to - from).num_days();
    if days > 800 {
        let years = NaiveDate::from_ymd_opt(from.year(), 1, 1);
        let step = Months::new(if days > 4_000 { 24 } else { 12 });
        return stretch(years, to, |date| date.checked_add_months(step))
            .filter(|date| *date >= from)
            .map(|date| (date, date.format("%Y").to_string()))
            .collect();
    }
    if days > 120 {
        let months = NaiveDate::from_ymd_opt(from.year(), 1, 1);
        let step = Months::new(if days > 240 { 3 } else { 1 });
        return stretch(months, to, |date| date.checked_add_months(step))
            .filter(|date| *date >= from)
            .map(|date| (date, date.format("%Y-%m").to_string()))
            .collect();
    }
    let monday = from.checked_sub_days(Days::new(u64::from(from.weekday().num_days_from_monday())));
    let step = Days::new(if days > 60 { 14 } else { 7 });
    stretch(monday, to, |date| date.checked_add_days(step))
        .filter(|date| *date >= from)
        .map(|date| (date, date.format("%m-%d").to_string()))
        .collect()
}

fn stretch(
    first: Option<NaiveDate>,
    to: NaiveDate,
    next: impl Fn(&NaiveDate) -> Option<NaiveDate>,
) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(first, next).take_while(move |date| *date <= to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_scale_runs_from_the_start_of_its_first_day_to_the_end_of_its_last() {
        let scale = Scale::new(day("2026-01-01"), day("2026-01-10"));
        assert_eq!(scale.at(day("2026-01-01")), 0.0);
        assert_eq!(scale.after(day("2026-01-10")), 1.0);
        assert_eq!(scale.at(day("2025-12-01")), 0.0);
        assert_eq!(scale.after(day("2027-01-01")), 1.0);
    }

    #[test]
    fn five_years_are_named_by_year_and_six_weeks_by_monday() {
        let years = ticks(day("2021-11-24"), day("2026-11-23"));
        assert_eq!(
            years.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>(),
            ["2022", "2023", "2024", "2025", "2026"]
        );
        let weeks = ticks(day("2026-11-23"), day("2027-01-03"));
        assert_eq!(weeks.len(), 6);
        assert_eq!(weeks.first().map(|(_, words)| words.as_str()), Some("11-23"));
    }

    #[test]
    fn marks_close_to_each_other_stand_in_two_rows() {
        let line = |at| Line { at, label: "x".into(), class: "mark", tone: Tone::Neutral, row: 0 };
        let mut lines = [line(0.1), line(0.15), line(0.9)];
        assert_eq!(place_lines(&mut lines), 2);
        assert_eq!(lines.map(|line| line.row), [0, 1, 0]);
    }
}
