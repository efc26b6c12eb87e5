//! What is taken off: the same time twice, and what lies above a cap.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::part::{Explanation, Part};
use crate::policy::{
    fact::Fact,
    judgement::{Detail, Reason},
    prepared::Prepared,
    rule::{Cap, Criterion, Per, Prefer, Rule},
    subject::Subject,
};

/// Counts the same time once: of facts with clock times on one day the preferred one counts, of the others what
/// it does not cover. `parts` are in the order of days.
pub(super) fn overlap(criterion: &Criterion, facts: &Prepared, parts: &mut [Part], told: &mut Explanation) {
    let mut rest = parts;
    while let Some(day) = rest.first().map(|part| part.day) {
        let same_day = rest.iter().take_while(|part| part.day == day).count();
        let (today, later) = rest.split_at_mut(same_day);
        if today.len() > 1 {
            overlap_of_day(criterion, facts, today, told);
        }
        rest = later;
    }
}

/// A stretch of a day that counts already, in minutes after its midnight, half-open.
struct Covered {
    from: u32,
    to: u32,
    trust: u8,
    by: u32,
}

fn overlap_of_day(criterion: &Criterion, facts: &Prepared, parts: &mut [Part], told: &mut Explanation) {
    let trust = |part: &Part| facts.fact(part.fact).map_or(0, |fact| fact.trust);
    let mut timed: Vec<&mut Part> = parts.iter_mut().filter(|part| part.start.is_some()).collect();
    if criterion.overlap == Prefer::HighestTrust {
        timed.sort_by_key(|part| std::cmp::Reverse(trust(part)));
    }
    let mut covered: Vec<Covered> = Vec::with_capacity(timed.len());
    for part in timed {
        let from = u32::from(part.start.unwrap_or_default());
        let to = from + part.amount;
        // What is free of the part, and what each stretch covers of it, from its start to its end.
        covered.sort_by_key(|stretch| stretch.from);
        let (mut at, mut free) = (from, Vec::new());
        for stretch in &covered {
            let (begin, end) = (stretch.from.max(at), stretch.to.min(to));
            if begin >= end {
                continue;
            }
            free.push((at, begin));
            let minute = |minute: u32| u16::try_from(minute).unwrap_or(u16::MAX);
            let detail = Detail::Covered { from: minute(begin), to: minute(end), trust: stretch.trust, by: stretch.by };
            told.cut(part, end - begin, Reason::Overlap, Some(detail));
            part.amount -= end - begin;
            at = end;
        }
        free.push((at, to));
        let (trust, by) = (trust(part), part.fact);
        let own = free.into_iter().filter(|(from, to)| from < to);
        covered.extend(own.map(|(from, to)| Covered { from, to, trust, by }));
    }
}

/// Cuts what lies above the caps of a day, a week and a placement, in the facts' own measure and in this order.
pub(super) fn caps(
    rule: &Rule,
    criterion: &Criterion,
    subject: &Subject,
    facts: &Prepared,
    parts: &mut [Part],
    told: &mut Explanation,
) {
    for per in [Per::Day, Per::Week, Per::Activity] {
        for (place, cap) in (0u8..).zip(&criterion.caps).filter(|(_, cap)| cap.per == per) {
            if !waived(rule, cap, subject) {
                let most = u32::try_from(cap.amount.parts(rule.reading)).unwrap_or(u32::MAX);
                cap_parts(place, cap, most, facts, parts, told);
            }
        }
    }
}

fn cap_parts(place: u8, cap: &Cap, most: u32, facts: &Prepared, parts: &mut [Part], told: &mut Explanation) {
    let everything = cap.filter == crate::policy::rule::Filter::default();
    let mut by_placement: HashMap<Option<i64>, u32> = HashMap::new();
    let (mut period, mut in_period): (Option<NaiveDate>, u32) = (None, 0);
    for part in parts.iter_mut() {
        let fact = facts.fact(part.fact);
        if !everything && !fact.is_some_and(|fact| cap.filter.holds(fact)) {
            continue;
        }
        let sum = match cap.per {
            Per::Activity => by_placement.entry(fact.and_then(|fact| fact.placement).map(|id| id.0)).or_default(),
            Per::Day | Per::Week | Per::Window => {
                let begins = match cap.per {
                    Per::Week => part.day.week(chrono::Weekday::Mon).first_day(),
                    _ => part.day,
                };
                if period != Some(begins) {
                    (period, in_period) = (Some(begins), 0);
                }
                &mut in_period
            }
        };
        let fits = part.amount.min(most.saturating_sub(*sum));
        let over = part.amount - fits;
        *sum = sum.saturating_add(fits);
        if over > 0 {
            let reason = match cap.per {
                Per::Day => Reason::DayCap,
                Per::Week => Reason::WeekCap,
                Per::Activity => Reason::ActivityCap,
                Per::Window => Reason::WindowCap,
            };
            told.cut(part, over, reason, Some(Detail::Cap(place)));
            part.amount = fits;
        }
    }
}

/// Whether a committee waived a cap for the person.
pub(super) fn waived(rule: &Rule, cap: &Cap, subject: &Subject) -> bool {
    cap.waivable
        && subject.waivers.iter().any(|waiver| waiver.split_once('/') == Some((rule.id.as_str(), cap.id.as_str())))
}

/// Cuts what lies above the caps of the window: in the target's measure where the cap is stated in it, else in
/// the facts' own.
pub(super) fn window_caps(
    rule: &Rule,
    criterion: &Criterion,
    subject: &Subject,
    facts: &Prepared,
    parts: &mut [Part],
    told: &mut Explanation,
) {
    for (place, cap) in (0u8..).zip(&criterion.caps).filter(|(_, cap)| cap.per == Per::Window) {
        if waived(rule, cap, subject) {
            continue;
        }
        let most = cap.amount.parts(rule.reading);
        let mut sum = 0i64;
        for part in parts.iter_mut() {
            if !facts.fact(part.fact).is_some_and(|fact: &Fact| cap.filter.holds(fact)) {
                continue;
            }
            let fits = part.worth.min(most - sum).max(0);
            sum += fits;
            if fits < part.worth {
                // The share of the part that is above the cap, so that its own amount still adds up.
                let kept = crate::policy::unit::Rounding::Down.scale(part.amount.into(), fits, part.worth);
                let kept = u32::try_from(kept).unwrap_or(0).min(part.amount);
                told.cut(part, part.amount - kept, Reason::WindowCap, Some(Detail::Cap(place)));
                (part.amount, part.worth) = (kept, fits);
            }
        }
    }
}

/// The days of attendance among parts in the order of days.
pub(super) fn attendance_days(parts: &[Part]) -> u32 {
    let mut last = None;
    let mut days = 0;
    for part in parts.iter().filter(|part| part.amount > 0) {
        if last != Some(part.day.num_days_from_ce()) {
            last = Some(part.day.num_days_from_ce());
            days += 1;
        }
    }
    days
}
