//! Sums of whole days, made once and asked for by many windows.

use chrono::NaiveDate;

use super::{
    criterion::Question,
    eligible,
    part::{Explanation, Part},
};
use crate::policy::{
    rule::Per,
    unit::Measure,
    window::{DayRange, day_before},
};

/// What the days of a person add up to under a criterion whose days do not bear on one another.
pub(super) struct Totals {
    /// The days with parts that may count, in order.
    days: Vec<NaiveDate>,
    /// Of the whole, then of each part that is asked for: the sum up to and including each day.
    sums: Vec<Vec<i64>>,
}

impl Totals {
    /// The sums of each day of a range; none when what a day is worth depends on other days or on the day of
    /// judgement.
    pub(super) fn of(question: Question<'_>, range: DayRange) -> Option<Self> {
        are_separate(question).then(|| {
            let parts = question.parts(range, NaiveDate::MAX, &mut Explanation::new(false));
            let mut days: Vec<NaiveDate> = parts.iter().map(|part| part.day).collect();
            days.dedup();
            let subs = question.criterion.sub_targets.iter().map(|sub| {
                by_day(&parts, |part| question.case.facts.fact(part.fact).is_some_and(|fact| sub.filter.holds(fact)))
            });
            let sums = std::iter::once(by_day(&parts, |_| true)).chain(subs).collect();
            Self { days, sums }
        })
    }

    /// The sum of the days of a range: of the whole, place 0, or of a part that is asked for, from 1 on.
    pub(super) fn within(&self, range: DayRange, place: usize) -> i64 {
        let Some(sums) = self.sums.get(place) else { return 0 };
        let up_to = |last_day: NaiveDate| {
            let days = self.days.partition_point(|day| *day <= last_day);
            days.checked_sub(1).and_then(|at| sums.get(at)).copied().unwrap_or_default()
        };
        if range.first_day > range.last_day {
            return 0;
        }
        up_to(range.last_day) - if range.first_day == NaiveDate::MIN { 0 } else { up_to(day_before(range.first_day)) }
    }
}

/// The sum of the parts that are meant, up to and including each day.
fn by_day(parts: &[Part], meant: impl Fn(&Part) -> bool) -> Vec<i64> {
    let mut sum = 0;
    parts
        .chunk_by(|one, next| one.day == next.day)
        .map(|of_day| {
            sum += of_day.iter().filter(|part| meant(part)).map(|part| part.worth).sum::<i64>();
            sum
        })
        .collect()
}

/// Whether the sum of a window is that of its days, each by itself.
pub(super) fn are_separate(question: Question<'_>) -> bool {
    let criterion = question.criterion;
    let target = criterion.target.unit.measure();
    criterion.convert.is_empty()
        && !criterion.per_attendance_day
        && !matches!(target, Measure::NaturalDays | Measure::Attestation)
        && !matches!(eligible::counts(criterion), Measure::Service | Measure::Attestation)
        && criterion.caps.iter().all(|cap| cap.per == Per::Day)
        && (criterion.window.clip || !question.case.facts.slices.iter().any(|slice| slice.continued))
}
