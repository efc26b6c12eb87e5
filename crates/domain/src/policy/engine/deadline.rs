//! Until when a criterion holds, or by when it must be reached.

use chrono::{Days, NaiveDate};

use super::{
    Depth, Question,
    criterion::Sums,
    part::{Explanation, Part},
    range::{is_paused, range},
    totals::{Totals, are_separate},
};
use crate::policy::{
    fact::Fact,
    rule::{Bound, CategoryChange},
    unit::Measure,
    window::{DayRange, WindowKind, day_after, day_before},
};

/// The longest that anything is looked ahead, in days; what holds longer holds for good.
const HORIZON_DAYS: u64 = 30 * 366;

/// When met, the first day on which it is not met any more if nothing is added; else the last day to reach it.
///
/// A rolling window ends on the day of judgement itself, so that nobody who misses it has time left, but for
/// who is employed for less than its length: they have until the hire date plus that length.
pub(super) fn deadline(question: Question<'_>, as_of: NaiveDate, sums: &Sums, depth: Depth) -> NaiveDate {
    let window = sums.range.window;
    if !sums.met || question.criterion.bound == Bound::AtMost {
        return last_day_to_reach(question, as_of, window);
    }
    if depth == Depth::Status {
        return window.last_day;
    }
    match question.criterion.window.kind {
        WindowKind::CalendarYear
        | WindowKind::AcademicYear
        | WindowKind::Week
        | WindowKind::FixedCycle
        | WindowKind::LicenceCycle
        | WindowKind::ServiceYears => day_after(window.last_day),
        WindowKind::Rolling | WindowKind::Recency if is_plain(question) => leaves_first(question, as_of, sums),
        WindowKind::Rolling | WindowKind::Recency | WindowKind::Always | WindowKind::BeforeEvent => {
            first_day_unmet(question, as_of, window)
        }
    }
}

fn last_day_to_reach(question: Question<'_>, as_of: NaiveDate, window: DayRange) -> NaiveDate {
    let length = question.criterion.window.length.unwrap_or_default();
    match question.criterion.window.kind {
        WindowKind::Rolling | WindowKind::Recency => {
            let hired = question.case.subject.hired_on.map(|hired| length.after(hired));
            hired.filter(|until| *until > as_of).unwrap_or(as_of)
        }
        WindowKind::BeforeEvent => {
            let event = question.criterion.window.event.and_then(|event| question.case.subject.event(event));
            event.map(day_before).filter(|day| *day > as_of).unwrap_or(as_of)
        }
        WindowKind::Always => as_of,
        _ => window.last_day,
    }
}

/// Whether the sum is just that of the parts, so that it can be followed as they leave the window one by one.
fn is_plain(question: Question<'_>) -> bool {
    let criterion = question.criterion;
    criterion.sub_targets.is_empty()
        && !is_paused(criterion, question.case.subject)
        && criterion.category_change == CategoryChange::Full
        && are_separate(question)
}

/// The day on which the part leaves the window whose absence is too much.
fn leaves_first(question: Question<'_>, as_of: NaiveDate, sums: &Sums) -> NaiveDate {
    let mut left = sums.counted;
    let short = |part: &&Part| {
        left -= part.worth;
        left < sums.target
    };
    let Some(day) = sums.parts.iter().find(short).map(|part| part.day) else { return NaiveDate::MAX };
    first_day_that(as_of, |on| {
        range(question.criterion, question.case.subject, on).is_none_or(|range| range.window.first_day > day)
    })
}

/// The first day on which it is not met by the facts known on the day of judgement.
fn first_day_unmet(question: Question<'_>, as_of: NaiveDate, window: DayRange) -> NaiveDate {
    let Question { criterion, case, .. } = question;
    if criterion.target.unit.measure() == Measure::Attestation && criterion.window.kind == WindowKind::Always {
        let until = |fact: &Fact| fact.particulars().and_then(|it| it.until).map_or(NaiveDate::MAX, day_after);
        let held = question.held(as_of).filter_map(|part| case.facts.fact(part.fact)).map(until).max();
        return held.unwrap_or(NaiveDate::MAX);
    }
    // A window never begins more than a month earlier on a later day, whatever leaves and months do to it.
    let first_day = window.first_day.checked_sub_days(Days::new(31)).unwrap_or(NaiveDate::MIN);
    let totals = Totals::of(question, DayRange { first_day, last_day: as_of });
    let known = Question { known: question.known.min(as_of), totals: totals.as_ref(), ..question };
    first_day_that(as_of, |on| {
        range(criterion, case.subject, on).is_none_or(|range| !known.sums(on, range, &mut Explanation::new(false)).met)
    })
}

impl Question<'_> {
    /// The parts that count on a day.
    fn held(self, on: NaiveDate) -> impl Iterator<Item = Part> {
        let range = range(self.criterion, self.case.subject, on);
        let parts = range.map(|range| self.sums(on, range, &mut Explanation::new(false)).parts);
        parts.into_iter().flatten()
    }
}

/// The first day after `after` of which `is` holds, given that it holds of every later day as well; the last
/// day there is when it holds of none within the horizon.
fn first_day_that(after: NaiveDate, is: impl Fn(NaiveDate) -> bool) -> NaiveDate {
    let day = |offset: u64| after.checked_add_days(Days::new(offset)).unwrap_or(NaiveDate::MAX);
    if !is(day(HORIZON_DAYS)) {
        return NaiveDate::MAX;
    }
    let (mut before, mut holds) = (0, HORIZON_DAYS);
    while holds - before > 1 {
        let middle = before + (holds - before) / 2;
        if is(day(middle)) { holds = middle } else { before = middle }
    }
    day(holds)
}
