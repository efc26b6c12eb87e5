//! How far an engineer's teaching is: no national rule, but a plan and the class hours of the year.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{academic_year, split_at_midnight};
use crate::{
    duration::class_hours,
    hours::Kind,
    id::PlacementId,
    placement::Direction,
    policy::{DayRange, Fact, Line, Measure, Reason, Standing},
};

/// The class hours of an academic year that stand for one part-time teacher, in tenths.
pub const CLASS_HOURS_A_YEAR_TENTHS: i64 = 1600;

/// The minutes of a class hour where a placement sets no other.
const USUAL_CLASS_HOUR_MINUTES: u32 = 45;

/// What one secondment asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineerPlan {
    /// The placement.
    pub placement: PlacementId,
    /// Planned minutes.
    pub planned_minutes: u32,
    /// Minutes of a class hour; 0 stands for the usual 45.
    pub class_hour_minutes: u32,
}

/// The plan of one placement against what is confirmed of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanProgress {
    /// The placement.
    pub placement: PlacementId,
    /// Planned minutes; 0 when there is no plan.
    pub planned_minutes: u32,
    /// Confirmed minutes up to and including the day of judgement, class hours and preparation, of all years.
    pub confirmed_minutes: u32,
    /// Class hours of the academic year, in tenths.
    pub class_hours_tenths: i64,
}

/// How far an engineer's teaching is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineerSummary {
    /// The academic year of the day of judgement, 1 September to 31 August, both included.
    pub academic_year: DayRange,
    /// Planned minutes of all placements.
    pub planned_minutes: u32,
    /// Confirmed minutes of all placements, of all years, up to and including the day of judgement.
    pub confirmed_minutes: u32,
    /// Class hours counted in the academic year, in tenths, rounded half up a placement.
    pub class_hours_tenths: i64,
    /// Class hours of an academic year to reach, in tenths.
    pub target_class_hours_tenths: i64,
    /// The same by placement, in the order of their identifiers.
    pub placements: Vec<PlanProgress>,
    /// Every part of every hour that is logged, by day, with the minutes that count as class hours of the year.
    /// A line names its fact by its place among the facts that were summed up.
    pub lines: Vec<Line>,
}

/// Sums up an engineer's hours as of a day, against the plans and the academic year; what is as certain as one
/// of `certain` counts.
///
/// A night class is cut at the local midnight where the academic year or the day of judgement ends.
#[must_use]
pub fn engineer_summary(
    plans: &[EngineerPlan],
    facts: &[Fact],
    certain: &[Standing],
    as_of: NaiveDate,
) -> EngineerSummary {
    let academic_year = academic_year(as_of);
    // Confirmed minutes and minutes in class.
    let mut sums: BTreeMap<PlacementId, (u32, u32)> = plans.iter().map(|plan| (plan.placement, (0, 0))).collect();
    let mut lines = Vec::with_capacity(facts.len());
    for (place, fact) in (0..).zip(facts).filter(|(_, fact)| fact.measure == Measure::Time) {
        for (day, amount) in parts(fact) {
            let reason = objection(fact, certain).unwrap_or(match day {
                None => Reason::NoDate,
                Some(day) if day < academic_year.first_day => Reason::BeforeWindow,
                Some(day) if day > as_of => Reason::AfterWindow,
                Some(_) => Reason::Counted,
            });
            let counted = if reason.counts() { amount } else { 0 };
            if let Some(placement) = fact.placement
                && fact.direction == Direction::TeachingSecondment
                && certain.contains(&fact.standing)
            {
                let (confirmed, in_class) = sums.entry(placement).or_default();
                let until_now = day.is_some_and(|day| day <= as_of);
                *confirmed = confirmed.saturating_add(if until_now { amount } else { 0 });
                *in_class = in_class.saturating_add(counted);
            }
            lines.push(Line { fact: place, day, amount, counted, reason, detail: None });
        }
    }
    lines.sort_by_key(|line| (line.day.is_none(), line.day, line.fact));

    let placements: Vec<PlanProgress> = sums
        .into_iter()
        .map(|(placement, (confirmed_minutes, in_class))| {
            let plan = plans.iter().find(|plan| plan.placement == placement);
            let length = plan.map(|plan| plan.class_hour_minutes).filter(|minutes| *minutes > 0);
            let length = length.unwrap_or(USUAL_CLASS_HOUR_MINUTES);
            PlanProgress {
                placement,
                planned_minutes: plan.map_or(0, |plan| plan.planned_minutes),
                confirmed_minutes,
                class_hours_tenths: class_hours(length.into(), in_class.into()).unwrap_or(0),
            }
        })
        .collect();
    let total = |part: fn(&PlanProgress) -> u32| placements.iter().map(part).fold(0u32, u32::saturating_add);
    EngineerSummary {
        academic_year,
        planned_minutes: total(|plan| plan.planned_minutes),
        confirmed_minutes: total(|plan| plan.confirmed_minutes),
        class_hours_tenths: placements.iter().map(|plan| plan.class_hours_tenths).sum(),
        target_class_hours_tenths: CLASS_HOURS_A_YEAR_TENTHS,
        placements,
        lines,
    }
}

/// The parts of a fact by day: one, or two for one that runs over midnight.
fn parts(fact: &Fact) -> impl Iterator<Item = (Option<NaiveDate>, u32)> + use<> {
    let (before, after) = split_at_midnight(fact.amount, fact.span);
    let next = fact.day.and_then(|day| day.succ_opt());
    [(fact.day, before), (next, after)].into_iter().filter(|(_, amount)| *amount > 0)
}

/// What keeps a fact from counting as class hours on whatever day it lies.
fn objection(fact: &Fact, certain: &[Standing]) -> Option<Reason> {
    if fact.direction != Direction::TeachingSecondment {
        Some(Reason::OtherDirection)
    } else if fact.form != Kind::ClassHours {
        Some(Reason::FormNotEligible)
    } else if certain.contains(&fact.standing) {
        None
    } else if fact.standing == Standing::Withdrawn {
        Some(Reason::ConfirmationWithdrawn)
    } else {
        Some(Reason::NotConfirmed)
    }
}
