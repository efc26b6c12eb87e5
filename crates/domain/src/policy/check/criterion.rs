//! What is wrong with one criterion.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::Findings;
use crate::policy::{
    error::PackErrorCode as Code,
    rule::{Bound, Cap, Conversion, Criterion, PauseEffect, Per},
    unit::{Amount, Measure, Reading, Unit},
    window::{Window, WindowKind},
};

pub(super) fn check(it: &mut Findings, criterion: &Criterion, reading: Reading) {
    if let Some(title) = &criterion.title {
        it.text("title", title);
    }
    if let Some(clause) = &criterion.clause {
        it.text("clause", clause);
    }
    it.within("window", |it| window(it, &criterion.window));
    let at_least = criterion.bound == Bound::AtLeast;
    it.refuse(at_least && criterion.target.parts(reading) == 0, "target.amount", Code::Zero);
    measures(it, criterion, reading);
    eligible(it, criterion, reading);
    let mut taken = HashSet::new();
    for (place, cap) in criterion.caps.iter().enumerate() {
        it.within(format!("caps[{place}]"), |it| {
            it.id(&cap.id, &mut taken);
            cap_amount(it, criterion, cap);
        });
    }
    let mut taken = HashSet::new();
    for (place, part) in criterion.sub_targets.iter().enumerate() {
        it.within(format!("sub_targets[{place}]"), |it| {
            it.id(&part.id, &mut taken);
            it.text("title", &part.title);
            compared(it, "amount", part.amount, criterion.target.unit);
            it.refuse(part.amount.parts(reading) == 0, "amount.amount", Code::Zero);
        });
    }
    if let Some(carry) = &criterion.carry {
        compared(it, "carry.max", carry.max, criterion.target.unit);
        if !matches!(
            criterion.window.kind,
            WindowKind::FixedCycle | WindowKind::LicenceCycle | WindowKind::CalendarYear | WindowKind::AcademicYear
        ) {
            it.add_with("carry", Code::WindowForbids, criterion.window.kind);
        }
    }
    if !at_least && !criterion.sub_targets.is_empty() {
        it.add_with("sub_targets", Code::Contradiction, "bound");
    }
    // These windows do not grow: one is a week, one is all time, one is as long as the service takes.
    let fixed = matches!(criterion.window.kind, WindowKind::Week | WindowKind::Always | WindowKind::ServiceYears);
    for (place, pause) in criterion.pause.iter().enumerate() {
        if fixed && pause.effect == PauseEffect::Extend {
            it.add_with(&format!("pause[{place}].effect"), Code::WindowForbids, criterion.window.kind);
        }
        if criterion.pause.iter().take(place).any(|other| other.leave == pause.leave) {
            it.add_with(&format!("pause[{place}].leave"), Code::DuplicateId, pause.leave);
        }
    }
    if let Some(requires) = &criterion.requires {
        it.length("requires.lapsed_at_least", requires.lapsed_at_least);
    }
}

/// Every kind of window has its own fields; one that is missing or too many makes two readings of one text.
fn window(it: &mut Findings, window: &Window) {
    use WindowKind::{AcademicYear, BeforeEvent, FixedCycle, LicenceCycle, Recency, Rolling, ServiceYears};
    let kind = window.kind;
    let mut field = |name: &str, given: bool, needed: bool, allowed: bool| {
        if given && !allowed {
            it.add_with(name, Code::WindowForbids, kind);
        } else if needed && !given {
            it.add_with(name, Code::WindowNeeds, kind);
        }
    };
    let long = matches!(kind, Rolling | FixedCycle | LicenceCycle | ServiceYears | Recency);
    field("length", window.length.is_some(), long, long || kind == BeforeEvent);
    field("anchor", window.anchor.is_some(), kind == FixedCycle, kind == FixedCycle);
    field("starts", window.starts.is_some(), false, kind == AcademicYear);
    field("event", window.event.is_some(), kind == BeforeEvent, kind == BeforeEvent);
    it.length("length", window.length);
    // Years of service are counted in days of service, which have no months.
    let part = window.length.filter(|it| kind == ServiceYears && (it.months > 0 || it.days > 0));
    if part.is_some() {
        it.add_with("length", Code::WindowForbids, kind);
    }
    if let Some(starts) = window.starts.as_ref().filter(|starts| !day_of_year_is_right(starts)) {
        it.add_with("starts", Code::BadDayOfYear, starts);
    }
}

/// `09-01`; 29 February is no day of every year.
fn day_of_year_is_right(starts: &str) -> bool {
    starts.len() == 5 && NaiveDate::parse_from_str(&format!("2001-{starts}"), "%Y-%m-%d").is_ok()
}

/// What facts of the criterion measure before anything is converted.
fn counts(criterion: &Criterion) -> Measure {
    criterion.counts.unwrap_or(match criterion.target.unit.measure() {
        Measure::AttendanceDays | Measure::NaturalDays => Measure::Time,
        measure => measure,
    })
}

/// Whether what is counted becomes what the target measures without a conversion: days and pieces are counted by
/// the time spent on them.
fn becomes(counts: Measure, target: Measure) -> bool {
    counts == target
        || counts == Measure::Time && matches!(target, Measure::AttendanceDays | Measure::NaturalDays | Measure::Count)
}

/// Whether amounts of two units can be compared; a currency only with itself.
fn same(one: Unit, other: Unit) -> bool {
    one.measure() == other.measure() && (one.measure() != Measure::Money || one == other)
}

fn compared(it: &mut Findings, field: &str, amount: Amount, with: Unit) {
    if !same(amount.unit, with) {
        it.add_with(&format!("{field}.unit"), Code::OtherMeasure, amount.unit.measure());
    }
}

fn measures(it: &mut Findings, criterion: &Criterion, reading: Reading) {
    let (counts, target) = (counts(criterion), criterion.target.unit.measure());
    let leads = |conversion: &Conversion| {
        conversion.from.unit.measure() == counts && same(conversion.to.unit, criterion.target.unit)
    };
    // Service is the person's own and no fact that could be converted.
    let reached = if criterion.convert.is_empty() || counts == Measure::Service {
        becomes(counts, target)
    } else {
        counts == target || criterion.convert.iter().any(leads)
    };
    if !reached {
        it.add_with("target.unit", Code::Unconvertible, format_args!("{counts} > {target}"));
    }
    it.each("convert", &criterion.convert, |it, conversion| {
        compared(it, "to", conversion.to, criterion.target.unit);
        it.refuse(conversion.from.parts(reading) == 0, "from.amount", Code::Zero);
        it.refuse(conversion.to.parts(reading) == 0, "to.amount", Code::Zero);
    });
}

fn eligible(it: &mut Findings, criterion: &Criterion, reading: Reading) {
    let eligible = &criterion.eligible;
    if let Some(clause) = &eligible.forms_clause {
        it.text("eligible.forms_clause", clause);
    }
    it.range("eligible.trust_at_least", eligible.trust_at_least.unwrap_or_default().into(), 0, 5);
    for (field, bound) in [("min_block", eligible.min_block), ("max_block", eligible.max_block)] {
        let measure = bound.map(|bound| bound.unit.measure());
        if let Some(measure) =
            measure.filter(|it| !matches!(it, Measure::Time | Measure::AttendanceDays | Measure::NaturalDays))
        {
            it.add_with(&format!("eligible.{field}.unit"), Code::OtherMeasure, measure);
        }
    }
    if let Some((least, most)) = eligible.min_block.zip(eligible.max_block)
        && least.unit.measure() == most.unit.measure()
    {
        it.refuse(most.parts(reading) < least.parts(reading), "eligible.max_block", Code::Order);
    }
}

/// A cap of the window is compared with what facts are worth, any other with the facts themselves.
fn cap_amount(it: &mut Findings, criterion: &Criterion, cap: &Cap) {
    if let Some(clause) = &cap.clause {
        it.text("clause", clause);
    }
    let measure = cap.amount.unit.measure();
    let right = match cap.per {
        Per::Window => same(cap.amount.unit, criterion.target.unit),
        Per::Day | Per::Week | Per::Activity => {
            measure == counts(criterion) || criterion.convert.iter().any(|it| same(it.from.unit, cap.amount.unit))
        }
    };
    if !right {
        it.add_with("amount.unit", Code::OtherMeasure, measure);
    }
}
