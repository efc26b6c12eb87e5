//! On which days a person's standing under a rule may change.

use chrono::NaiveDate;

use super::{
    Case,
    criterion::Question,
    eligible,
    range::{is_paused, range},
};
use crate::policy::{
    prepared::{LONGEST_GAP_DAYS, Slice},
    rule::{CategoryChange, Criterion, Rule},
    subject::{Population, Subject},
    unit::Measure,
    window::{WindowKind, day_after, day_before},
};

/// The days on which a person's standing under a rule may change; on all others it is that of the day before.
pub(super) struct Changes {
    until: NaiveDate,
    /// The days that are known beforehand, in order: the person belongs to those whom the rule binds or does not
    /// any more, a certificate lapses.
    known: Vec<NaiveDate>,
    /// Whether it may change on any day.
    daily: bool,
}

impl Changes {
    pub(super) fn new(rule: &Rule, case: Case<'_>, from: NaiveDate, until: NaiveDate) -> Self {
        let subject = case.subject;
        let several = rule.criterion.len() > 1;
        let mut known = turns(&rule.population, subject, from, until);
        for criterion in &rule.criterion {
            known.extend(criterion.requires.iter().flat_map(|it| turns(it, subject, from, until)));
            if several {
                known.extend(fixed_deadlines(criterion, subject).flat_map(|day| [day, day_after(day)]));
            }
        }
        let lapses = |slice: &Slice| Some(day_after(case.facts.fact(slice.fact)?.particulars()?.until?));
        known.extend(case.facts.slices.iter().filter_map(lapses));
        known.sort_unstable();
        let daily = rule.criterion.iter().any(|it| changes_daily(it, subject));
        Self { until, known, daily }
    }

    /// The first day after a day on which something may change; one after the last day looked at when nothing
    /// does.
    pub(super) fn after(&self, questions: &[Question<'_>], day: NaiveDate) -> NaiveDate {
        if self.daily {
            return day_after(day);
        }
        let at = self.known.partition_point(|known| *known <= day);
        let known = self.known.get(at).copied();
        let several = questions.len() > 1;
        let of_criteria = questions.iter().filter_map(|question| self.of_criterion(*question, day, several));
        known.into_iter().chain(of_criteria).min().unwrap_or(NaiveDate::MAX)
    }

    fn of_criterion(&self, question: Question<'_>, day: NaiveDate, several: bool) -> Option<NaiveDate> {
        let Question { criterion, case, .. } = question;
        let window = range(criterion, case.subject, day)?.window;
        let slices = &case.facts.slices;
        // Without a cut at the edge a fact's part after midnight belongs to the day before.
        let belongs = |slice: &Slice| {
            if slice.continued && !criterion.window.clip { day_before(slice.day) } else { slice.day }
        };
        // The first day behind another that slices belong to, where those of a day come in any order.
        let first_behind = |from: usize, behind: NaiveDate| {
            let rest = slices.get(from..).unwrap_or_default();
            let first = rest.iter().find(|slice| belongs(slice) > behind)?.day;
            let near = rest.iter().take_while(|slice| slice.day <= first);
            near.map(belongs).filter(|it| *it > behind).min()
        };
        let last = window.last_day.min(day);
        let comes = first_behind(slices.partition_point(|slice| slice.day <= last), last).filter(|it| *it > day);
        let is_ahead = window.last_day >= day;
        let ends = (is_ahead && is_cycle(criterion.window.kind)).then(|| day_after(window.last_day));
        let decides = (several && window.last_day > day).then_some(window.last_day);
        let leaves = rolls(question).then(|| {
            let from = slices.partition_point(|slice| slice.day < window.first_day);
            self.first_day_without(question, day, first_behind(from, day_before(window.first_day))?)
        });
        let of_calendar = criterion.target.unit.measure() == Measure::NaturalDays;
        let gap = (of_calendar && next_is_in_block(slices, day)).then(|| day_after(day));
        [comes, ends, decides, leaves.flatten(), gap].into_iter().flatten().min()
    }

    /// The first day after `day` whose window begins after `edge`.
    fn first_day_without(&self, question: Question<'_>, day: NaiveDate, edge: NaiveDate) -> Option<NaiveDate> {
        let Question { criterion, case, .. } = question;
        let is_out =
            |on: NaiveDate| range(criterion, case.subject, on).is_none_or(|range| range.window.first_day > edge);
        // Lengths of months and the way back differ by days only.
        let about = criterion.window.length.unwrap_or_default().after(edge);
        let mut on = about.min(day_after(self.until)).max(day_after(day));
        while day_before(on) > day && is_out(day_before(on)) {
            on = day_before(on);
        }
        while on <= self.until && !is_out(on) {
            on = day_after(on);
        }
        (on <= self.until).then_some(on)
    }
}

/// Whether the window begins later with each day of judgement.
fn rolls(question: Question<'_>) -> bool {
    let window = &question.criterion.window;
    let happened = window.event.and_then(|event| question.case.subject.event(event)).is_some();
    match window.kind {
        WindowKind::Rolling | WindowKind::Recency => window.length.is_some_and(|length| !length.is_zero()),
        WindowKind::BeforeEvent => !happened && window.length.is_some_and(|length| !length.is_zero()),
        _ => false,
    }
}

const fn is_cycle(kind: WindowKind) -> bool {
    matches!(
        kind,
        WindowKind::CalendarYear
            | WindowKind::AcademicYear
            | WindowKind::Week
            | WindowKind::FixedCycle
            | WindowKind::LicenceCycle
    )
}

/// Whether the next day is one of a block, or lies between two of them, where each day of the calendar counts for
/// itself.
fn next_is_in_block(slices: &[Slice], day: NaiveDate) -> bool {
    let begun = slices.partition_point(|slice| slice.day <= day);
    let mut near = slices.iter().take(begun).rev().take_while(|slice| (day - slice.day).num_days() <= LONGEST_GAP_DAYS);
    near.any(|slice| day < slice.until) || slices.get(begun).is_some_and(|slice| slice.day == day_after(day))
}

/// The days on which deadlines turn that do not lie at the end of a cycle: they decide which of several criteria
/// a judgement speaks of.
fn fixed_deadlines(criterion: &Criterion, subject: &Subject) -> impl Iterator<Item = NaiveDate> {
    let length = criterion.window.length.unwrap_or_default();
    let event = criterion.window.event.and_then(|event| subject.event(event)).map(day_before);
    subject.hired_on.map(|hired| length.after(hired)).into_iter().chain(event)
}

/// The days on which somebody begins or ceases to belong to a population.
fn turns(population: &Population, subject: &Subject, from: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
    if !varies(population, subject) {
        return Vec::new();
    }
    let mut held = population.holds(subject, from);
    let turns = |day: &NaiveDate| {
        let holds = population.holds(subject, *day);
        std::mem::replace(&mut held, holds) != holds
    };
    from.iter_days().take_while(|day| *day <= until).filter(turns).collect()
}

/// Whether it may depend on the day if somebody belongs to a population.
fn varies(population: &Population, subject: &Subject) -> bool {
    let one_category = subject.categories.len() <= 1 && subject.categories.iter().all(|it| it.since.is_none());
    (!population.categories.is_empty() && !one_category)
        || population.service_years_at_least.is_some()
        || population.lapsed_at_least.is_some()
        || population.except.as_ref().is_some_and(|except| varies(except, subject))
}

/// Whether what is counted or asked may change with every day.
fn changes_daily(criterion: &Criterion, subject: &Subject) -> bool {
    eligible::counts(criterion) == Measure::Service
        || criterion.window.kind == WindowKind::ServiceYears
        || (criterion.category_change == CategoryChange::Prorated
            && subject.categories.last().is_some_and(|it| it.since.is_some()))
        || is_paused(criterion, subject)
}
