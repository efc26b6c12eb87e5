//! Progress: the college's, one's own, and why.

mod cards;
mod college;
mod forecast;
mod map;
mod own;
mod trial;
mod what_if;
mod why;
mod years;

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use domain::{
    id::PersonId,
    policy::{Rule, Status},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::progress::{Judged, ProgressLine, ProgressView};

use super::escape;
use crate::{
    ui::{
        button::LinkButton,
        form::{ActiveFilter, DateField, FilterBar},
        icon::IconName,
        layout::Section,
        tone::Tone,
    },
    words::Words,
};

pub use college::ProgressPage;
pub use forecast::{ForecastPage, lasts};
pub use map::ProgressMapPage;
pub use own::MyProgressPage;
pub use what_if::WhatIfPage;
pub use why::WhyPage;

/// The day of judgement, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct AsOf {
    as_of: String,
}

impl AsOf {
    /// The day; none when none is given or it is no day of this age.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        read_day(&self.as_of)
    }

    /// What to hang on an address so that it is judged as of the same day.
    fn suffix(&self) -> String {
        if self.day().is_some() { format!("?as_of={}", escape(&self.as_of)) } else { String::new() }
    }
}

fn read_day(text: &str) -> Option<NaiveDate> {
    text.trim().parse::<NaiveDate>().ok().filter(|day| (1990..=2100).contains(&day.year()))
}

/// How far a person is: the cards of the rules or of teaching, and the placements over five years with
/// their table. `path` is the page's own address without its query.
pub(super) fn progress_of(w: Words, view: &ProgressView, asked: &AsOf, path: &str) -> AnyView {
    let suffix = asked.suffix();
    let rules = (!view.judged.is_empty()).then(|| cards::rule_cards(w, view, &suffix));
    let mut filter = Some(as_of_filter(w, asked, path));
    let lead = w.progress_as_of(&w.day(view.as_of));
    let rules = rules.map(|cards| {
        let (lead, action) = (lead.clone(), filter.take());
        view! { <Section id="rules" title=w.progress_rules() lead=lead action=action>{cards}</Section> }
    });
    let teaching = view.engineer.as_ref().map(|summary| {
        let cards = cards::engineer_cards(w, view.person.id, summary, &suffix);
        let action = filter.take();
        view! { <Section id="teaching" title=w.progress_teaching() lead=lead action=action>{cards}</Section> }
    });
    let what_if = format!("/people/{}/what-if", view.person.id);
    let credentials = format!("/people/{}/credentials", view.person.id);
    view! {
        {rules}
        {teaching}
        <div class="actions">
            <LinkButton href=what_if icon=IconName::Calendar>{w.what_if_link()}</LinkButton>
            <LinkButton href=credentials icon=IconName::Met>{w.credentials()}</LinkButton>
        </div>
        {years::years(w, view)}
    }
    .into_any()
}

/// The field for the day of judgement.
fn as_of_filter(w: Words, asked: &AsOf, path: &str) -> AnyView {
    let active = asked.day().map(|day| as_of_chip(w, day, path.to_owned()));
    let value = asked.day().map(|day| day.to_string());
    view! {
        <FilterBar
            action=path.to_owned()
            label=w.progress_as_of_label()
            apply_text=w.progress_show()
            active=active.into_iter().collect()
        >
            <DateField name="as_of" label=w.progress_as_of_label() value=value />
        </FilterBar>
    }
    .into_any()
}

fn as_of_chip(w: Words, day: NaiveDate, href: String) -> ActiveFilter {
    let label = w.progress_as_of(&w.day(day));
    ActiveFilter { remove_text: w.remove_filter(&label).into(), label: label.into(), href: href.into() }
}

/// Where the reasons of a judgement stand.
fn why_address(person: PersonId, rule: &str, suffix: &str) -> String {
    format!("/people/{person}/progress/{rule}{suffix}")
}

/// What a status means as a colour.
pub(super) const fn status_tone(status: Status) -> Tone {
    match status {
        Status::Met => Tone::Met,
        Status::AtRisk => Tone::AtRisk,
        Status::Short => Tone::Short,
        Status::Provisional => Tone::Provisional,
        Status::NotApplicable => Tone::Muted,
    }
}

/// From the worst to the best.
const WORST_FIRST: [Status; 5] =
    [Status::Short, Status::AtRisk, Status::Provisional, Status::Met, Status::NotApplicable];

/// Where somebody stands: the worst of the rules.
fn standing(line: &ProgressLine) -> Status {
    let has = |status: &Status| line.judged.iter().any(|judged| judged.judgement.status == *status);
    WORST_FIRST.into_iter().find(has).unwrap_or(Status::NotApplicable)
}

/// The rules that bind anybody, in their order.
fn binding(lines: &[ProgressLine]) -> Vec<Arc<Rule>> {
    let mut rules: Vec<Arc<Rule>> = Vec::new();
    let binds = |judged: &&Judged| judged.judgement.status != Status::NotApplicable;
    for judged in lines.iter().flat_map(|line| &line.judged).filter(binds) {
        if !rules.iter().any(|rule| rule.id == judged.rule.id) {
            rules.push(Arc::clone(&judged.rule));
        }
    }
    rules
}

/// The ways to the other views of a college, as of the same day: from the heat map or from the list.
fn views(w: Words, map: bool, as_of: &str) -> AnyView {
    let suffix = read_day(as_of).map(|day| format!("?as_of={day}")).unwrap_or_default();
    let (href, icon, label) = if map {
        (format!("/progress{suffix}"), IconName::Progress, w.map_list())
    } else {
        (format!("/progress/map{suffix}"), IconName::Map, w.map_link())
    };
    view! {
        <div class="actions">
            <LinkButton href=href icon=icon>{label}</LinkButton>
            <LinkButton href="/progress/forecast" icon=IconName::Calendar>{w.forecast_link()}</LinkButton>
        </div>
    }
    .into_any()
}

/// A part of a whole from 0 to 1; 1 of a whole of nothing.
fn fraction(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

/// What counts and what is asked, as far as a picture needs them.
fn parts(judged: &Judged) -> (u32, u32) {
    let narrow = |parts: i64| u32::try_from(parts.max(0)).unwrap_or(u32::MAX);
    (narrow(judged.counted()), narrow(judged.target()))
}

/// A part of a whole in per cent, rounded down, so that 100 means reached.
fn percent(part: u32, whole: u32) -> u32 {
    let percent = u64::from(part) * 100 / u64::from(whole.max(1));
    u32::try_from(percent.min(100)).unwrap_or(100)
}

/// Where a page of a long list begins, and the items on it.
struct Slice {
    from: usize,
    to: usize,
    of: usize,
}

impl Slice {
    fn new(offset: &str, size: usize, of: usize) -> Self {
        let asked = offset.parse::<usize>().unwrap_or_default();
        let from = if asked < of { asked / size * size } else { 0 };
        Self { from, to: (from + size).min(of), of }
    }

    /// The offsets of the pages before and after.
    fn neighbours(&self, size: usize) -> (Option<String>, Option<String>) {
        let previous = (self.from > 0).then(|| match self.from.saturating_sub(size) {
            0 => String::new(),
            offset => offset.to_string(),
        });
        (previous, (self.to < self.of).then(|| self.to.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_begins_at_a_multiple_of_its_size_and_never_behind_the_list() {
        let slice = Slice::new("60", 50, 120);
        assert_eq!((slice.from, slice.to), (50, 100));
        assert_eq!(slice.neighbours(50), (Some(String::new()), Some("100".to_owned())));
        let behind = Slice::new("500", 50, 120);
        assert_eq!((behind.from, behind.to), (0, 50));
    }

    #[test]
    fn a_day_of_another_age_is_no_day_of_judgement() {
        assert!(read_day("2026-12-31").is_some());
        assert!(read_day("0001-01-01").is_none());
        assert!(read_day("2026-02-30").is_none());
    }
}
