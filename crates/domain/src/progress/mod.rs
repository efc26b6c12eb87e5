//! How far a person is: confirmed hours judged against a rule, with a reason for every entry.

mod engineer;
mod rule;
#[cfg(test)]
mod tests;
mod what_if;
mod window;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use engineer::{CLASS_HOURS_A_YEAR_TENTHS, EngineerPlan, EngineerSummary, PlanProgress, engineer_summary};
pub use rule::{Clause, Parameters, Rule, RuleId};
pub use what_if::{Ahead, Case, Hours, JudgedBy, Outcome, what_if};
pub use window::{DayRange, Window, academic_year, split_at_midnight, workdays_left};

use crate::{
    hours::{EntryState, HourEntry, Kind},
    id::{HourEntryId, PlacementId},
    organisation::OrganisationKind,
    person::Category,
    placement::Direction,
};

text_enum! {
    /// How far a person is against a rule.
    pub enum Status {
        /// 达标: the target is reached within the window.
        Met = "met",
        /// 临近期限: not met, the deadline lies ahead, and fewer than twice the missing workdays are left.
        AtRisk = "at_risk",
        /// 不足: not met, with more time left than that, or on the last day of the window.
        Short = "short",
        /// 不适用: the rule does not bind the person's category.
        NotApplicable = "not_applicable",
        /// 暂定: rests on a calendar that is not announced yet. Not given while workdays are Mondays to Fridays.
        Provisional = "provisional",
    }
}

text_enum! {
    /// Why an entry counts or does not.
    pub enum Reason {
        /// It counts in full.
        Counted = "counted",
        /// It lies before the window.
        BeforeWindow = "before_window",
        /// It lies after the window or after the day of judgement.
        AfterWindow = "after_window",
        /// Only a part counts: the local midnight at an edge of the window, or after the day of judgement,
        /// falls into it.
        CutAtWindowEdge = "cut_at_window_edge",
        /// The placement goes the other way.
        OtherDirection = "other_direction",
        /// The rule does not name this kind of host.
        HostKindNotEligible = "host_kind_not_eligible",
        /// The rule does not name this kind of activity.
        NotAPracticeKind = "not_a_practice_kind",
        /// The rule does not bind the person's category.
        CategoryNotCovered = "category_not_covered",
        /// It is no teaching in class.
        NotClassHours = "not_class_hours",
    }
}

/// A confirmed entry of the log with what a rule asks of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The entry in the log.
    pub id: HourEntryId,
    /// Its placement.
    pub placement: PlacementId,
    /// The day on which it began, at the host.
    pub day: NaiveDate,
    /// Its length in minutes.
    pub minutes: u32,
    /// Minutes after the midnight at which `day` began; an end above 1440 lies on the next day.
    pub span: Option<(u16, u16)>,
    /// What the time was spent on.
    pub kind: Kind,
    /// The kind of the hosting organisation.
    pub host: OrganisationKind,
    /// The direction of the placement.
    pub direction: Direction,
}

impl Entry {
    /// A line of the log as an entry to judge; `None` unless it is confirmed.
    #[must_use]
    pub fn confirmed(entry: &HourEntry, host: OrganisationKind, direction: Direction) -> Option<Self> {
        let span = entry.span.and_then(|(start, end)| Some((start.try_into().ok()?, end.try_into().ok()?)));
        (entry.state == EntryState::Confirmed).then(|| Self {
            id: entry.id,
            placement: entry.placement,
            day: entry.day,
            minutes: u32::try_from(entry.minutes).unwrap_or(0),
            span,
            kind: entry.kind,
            host,
            direction,
        })
    }

    /// The days the entry touches, with the minutes on each: one, or two for a night shift.
    fn by_day(&self) -> [(NaiveDate, u32); 2] {
        let (before, after) = split_at_midnight(self.minutes, self.span);
        [(self.day, before), (window::day_after(self.day), after)]
    }

    /// How many minutes fall into a range of days, and why not all.
    fn within(&self, days: DayRange) -> (u32, Reason) {
        let inside = self.by_day().into_iter().filter(|(day, _)| days.contains(*day));
        let counted = inside.map(|(_, minutes)| minutes).sum();
        let reason = if counted == self.minutes && (counted > 0 || days.contains(self.day)) {
            Reason::Counted
        } else if counted > 0 {
            Reason::CutAtWindowEdge
        } else if self.day < days.first_day {
            Reason::BeforeWindow
        } else {
            Reason::AfterWindow
        };
        (counted, reason)
    }
}

/// Whom a rule is applied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The category as a teacher; a person without one is bound by no rule.
    pub category: Option<Category>,
    /// The first day with the present employer or employers; one not known is taken as five years ago or longer.
    pub hired_on: Option<NaiveDate>,
}

/// Why one entry counts or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The entry in the log.
    pub entry: HourEntryId,
    /// Its placement.
    pub placement: PlacementId,
    /// The day on which it began.
    pub day: NaiveDate,
    /// Its length in minutes.
    pub minutes: u32,
    /// The minutes of it that count.
    pub counted: u32,
    /// Why.
    pub reason: Reason,
    /// By which text.
    pub clause: Clause,
}

/// How far a person is against one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The rule.
    pub rule: RuleId,
    /// How far.
    pub status: Status,
    /// Minutes to reach.
    pub target_minutes: u32,
    /// Minutes that count.
    pub counted_minutes: u32,
    /// Minutes still missing; 0 when met or not applicable.
    pub remaining_minutes: u32,
    /// The days in which hours count. Those after the day of judgement do not count yet.
    pub window: DayRange,
    /// When met, the first day on which the sum is below the target if nothing is added; else the last day
    /// to reach it.
    pub deadline: NaiveDate,
    /// The missing minutes in workdays, rounded up.
    pub missing_workdays: u32,
    /// Mondays to Fridays after the day of judgement up to and including the deadline.
    pub workdays_left: u32,
    /// Every entry, by day and then by identifier.
    pub lines: Vec<Line>,
}

impl Judgement {
    /// The minutes counted in each placement that has an entry, by placement.
    #[must_use]
    pub fn counted_by_placement(&self) -> Vec<(PlacementId, u32)> {
        let mut sums = BTreeMap::<PlacementId, u32>::new();
        for line in &self.lines {
            let sum = sums.entry(line.placement).or_default();
            *sum = sum.saturating_add(line.counted);
        }
        sums.into_iter().collect()
    }
}

/// Judges a person by a rule as of a day.
///
/// Only days of the window up to and including `as_of` count; a night shift is cut at the local midnight
/// where an edge falls. National rules know no cap a day.
///
/// The deadline of a person who has not met the rule is the last day of the window: 31 December for the
/// calendar year. A rolling window ends on the day of judgement itself, so there is no time left and
/// the status is [`Status::Short`], with one exception: who is employed for less than the years of the window
/// has until the hire date plus these years (28 February for a hire on 29 February, 民法典 art. 202).
#[must_use]
pub fn judge(rule: &Rule, subject: &Subject, entries: &[Entry], as_of: NaiveDate) -> Judgement {
    let window = rule.window.days(as_of);
    let countable = DayRange { last_day: window.last_day.min(as_of), ..window };
    let bound = subject.category.is_some_and(|category| rule.population.contains(&category));
    let mut ordered: Vec<&Entry> = entries.iter().collect();
    ordered.sort_by_key(|entry| (entry.day, entry.id));
    let lines: Vec<Line> = ordered
        .iter()
        .map(|entry| {
            let (counted, reason, clause) = match objection(rule, bound, entry) {
                Some((reason, clause)) => (0, reason, clause),
                None => {
                    let (counted, reason) = entry.within(countable);
                    (counted, reason, rule.clause)
                }
            };
            line(entry, counted, reason, clause)
        })
        .collect();

    let counted_minutes = lines.iter().fold(0u32, |sum, line| sum.saturating_add(line.counted));
    let remaining_minutes = if bound { rule.target_minutes.saturating_sub(counted_minutes) } else { 0 };
    let deadline = if bound && remaining_minutes == 0 {
        let eligible = ordered.iter().filter(|entry| objection(rule, bound, entry).is_none());
        below_target_on(rule, eligible, countable, counted_minutes).unwrap_or(window.last_day)
    } else {
        last_day_to_meet(rule.window, subject, window)
    };
    let missing_workdays = remaining_minutes.div_ceil(rule.day_minutes.max(1));
    let workdays_left = workdays_left(as_of, deadline);
    let status = if !bound {
        Status::NotApplicable
    } else if remaining_minutes == 0 {
        Status::Met
    } else if deadline > as_of && workdays_left < missing_workdays.saturating_mul(2) {
        Status::AtRisk
    } else {
        Status::Short
    };
    Judgement {
        rule: rule.id,
        status,
        target_minutes: rule.target_minutes,
        counted_minutes,
        remaining_minutes,
        window,
        deadline,
        missing_workdays,
        workdays_left,
        lines,
    }
}

fn line(entry: &Entry, counted: u32, reason: Reason, clause: Clause) -> Line {
    Line {
        entry: entry.id,
        placement: entry.placement,
        day: entry.day,
        minutes: entry.minutes,
        counted,
        reason,
        clause,
    }
}

/// What keeps an entry from counting on whatever day it lies.
fn objection(rule: &Rule, bound: bool, entry: &Entry) -> Option<(Reason, Clause)> {
    if !bound {
        Some((Reason::CategoryNotCovered, rule.clause))
    } else if entry.direction != rule.direction {
        Some((Reason::OtherDirection, rule.clause))
    } else if !rule.kinds.contains(&entry.kind) {
        Some((Reason::NotAPracticeKind, rule.kinds_clause))
    } else if !rule.hosts.contains(&entry.host) {
        Some((Reason::HostKindNotEligible, rule.clause))
    } else {
        None
    }
}

/// The first day on which the sum is below the target if nothing is added; `None` for a target of 0.
fn below_target_on<'a>(
    rule: &Rule,
    eligible: impl Iterator<Item = &'a &'a Entry>,
    countable: DayRange,
    counted_minutes: u32,
) -> Option<NaiveDate> {
    let mut days: Vec<(NaiveDate, u32)> =
        eligible.flat_map(|entry| entry.by_day()).filter(|(day, _)| countable.contains(*day)).collect();
    days.sort_unstable();
    let mut left = counted_minutes;
    days.into_iter().find_map(|(day, minutes)| {
        left = left.saturating_sub(minutes);
        (left < rule.target_minutes).then(|| rule.window.leaves_on(day))
    })
}

/// The last day on which a rule not met can be met, see [`judge`].
fn last_day_to_meet(window: Window, subject: &Subject, days: DayRange) -> NaiveDate {
    match (window, subject.hired_on) {
        (Window::RollingYears(years), Some(hired)) => window::years_after(hired, years).max(days.last_day),
        _ => days.last_day,
    }
}
