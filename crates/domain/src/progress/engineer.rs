//! How far an engineer's teaching is: no national rule, but a plan and the class hours of the year.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Clause, DayRange, Entry, Line, Reason, academic_year, line};
use crate::{duration::class_hours, hours::Kind, id::PlacementId, placement::Direction};

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
    /// Every entry, by day and then by identifier, with the minutes that count as class hours of the year.
    pub lines: Vec<Line>,
}

/// Sums up an engineer's confirmed entries as of a day, against the plans and the academic year.
///
/// A night class is cut at the local midnight where the academic year or the day of judgement ends.
#[must_use]
pub fn engineer_summary(plans: &[EngineerPlan], entries: &[Entry], as_of: NaiveDate) -> EngineerSummary {
    let academic_year = academic_year(as_of);
    let countable = DayRange { last_day: as_of, ..academic_year };
    let until_now = DayRange { first_day: NaiveDate::MIN, last_day: as_of };
    let mut ordered: Vec<&Entry> = entries.iter().collect();
    ordered.sort_by_key(|entry| (entry.day, entry.id));

    // Confirmed minutes and minutes in class.
    let mut sums: BTreeMap<PlacementId, (u32, u32)> = plans.iter().map(|plan| (plan.placement, (0, 0))).collect();
    let mut lines = Vec::with_capacity(ordered.len());
    for entry in ordered {
        let (counted, reason) = if entry.direction != Direction::TeachingSecondment {
            (0, Reason::OtherDirection)
        } else if entry.kind != Kind::ClassHours {
            (0, Reason::NotClassHours)
        } else {
            entry.within(countable)
        };
        if entry.direction == Direction::TeachingSecondment {
            let (confirmed, in_class) = sums.entry(entry.placement).or_default();
            *confirmed = confirmed.saturating_add(entry.within(until_now).0);
            *in_class = in_class.saturating_add(counted);
        }
        lines.push(line(entry, counted, reason, Clause::ClassHours160));
    }

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
