//! What the parts of facts are worth in the measure of the target.

use chrono::NaiveDate;

use super::part::{Explanation, Part};
use crate::policy::{
    judgement::Reason,
    rule::{Criterion, Rule},
    unit::{Measure, Rounding},
    window::{DayRange, day_after},
};

/// Gives each part its worth. The sum of what is converted is rounded, not each part, so that nothing is lost
/// or gained by the number of parts. `countable` are the days that count.
pub(super) fn value(
    rule: &Rule,
    criterion: &Criterion,
    countable: DayRange,
    parts: &mut [Part],
    told: &mut Explanation,
) {
    let target = criterion.target.unit.measure();
    if !criterion.convert.is_empty() {
        convert(rule, criterion, target, parts);
        return;
    }
    match target {
        Measure::AttendanceDays => once_a_day(parts, told),
        Measure::NaturalDays => calendar_days(countable, parts, told),
        Measure::Count if parts.first().is_some_and(|_| criterion.counts == Some(Measure::Time)) => {
            once_a_day(parts, told);
        }
        Measure::Attestation => parts.iter_mut().for_each(|part| part.worth = 1),
        _ => parts.iter_mut().for_each(|part| part.worth = part.amount.into()),
    }
}

fn convert(rule: &Rule, criterion: &Criterion, target: Measure, parts: &mut [Part]) {
    for (place, conversion) in (0u8..).zip(&criterion.convert) {
        let (from, to) = (conversion.from.parts(rule.reading), conversion.to.parts(rule.reading));
        let (mut sum, mut worth) = (0i64, 0i64);
        for part in parts.iter_mut().filter(|part| part.conversion == place) {
            sum += i64::from(part.amount);
            let up_to = conversion.rounding.scale(sum, to, from);
            part.worth = up_to - worth;
            worth = up_to;
        }
    }
    // What already measures the same needs no conversion.
    let same = super::eligible::counts(criterion) == target;
    for part in parts.iter_mut().filter(|part| part.conversion == u8::MAX) {
        part.worth = if same { part.amount.into() } else { 0 };
    }
}

/// Each day of attendance is one.
fn once_a_day(parts: &mut [Part], told: &mut Explanation) {
    let mut last: Option<NaiveDate> = None;
    for part in parts.iter_mut().filter(|part| part.amount > 0) {
        if last == Some(part.day) {
            told.cut(part, part.amount, Reason::SameDay, None);
            (part.amount, part.worth) = (0, 0);
        } else {
            part.worth = 1;
        }
        last = Some(part.day);
    }
}

/// Each day of the calendar from one day of a block to its next is one, once.
fn calendar_days(countable: DayRange, parts: &mut [Part], told: &mut Explanation) {
    let mut next_free = countable.first_day;
    for part in parts.iter_mut().filter(|part| part.amount > 0) {
        let (from, until) = (part.day.max(next_free), part.until.min(countable.last_day));
        if from > until {
            told.cut(part, part.amount, Reason::SameDay, None);
            (part.amount, part.worth) = (0, 0);
        } else {
            part.worth = (until - from).num_days() + 1;
            next_free = day_after(until);
        }
    }
}

/// A target taken for so many of so many days, rounded half up.
pub(super) fn share(target: i64, days: u32, of: u32) -> i64 {
    Rounding::HalfUp.scale(target, days.into(), i64::from(of.max(1)))
}
