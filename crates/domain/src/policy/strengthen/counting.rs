//! What decides how much counts, compared: window, eligible facts, conversions, caps and what is carried over.

use super::{Change, compared, surely_within};
use crate::policy::{
    rule::{Cap, Conversion, Criterion, Eligible, PauseEffect, Strengthenable},
    unit::{Amount, Reading, Rounding},
    window::{Length, Window, WindowKind},
};

/// A criterion with the reading of its rule.
#[derive(Clone, Copy)]
pub(super) struct Counting<'a> {
    criterion: &'a Criterion,
    reading: Reading,
}

impl<'a> Counting<'a> {
    pub(super) fn new((criterion, reading): (&'a Criterion, Reading)) -> Self {
        Self { criterion, reading }
    }
}

/// The fields that decide how much counts, each with its change: `Stronger` where `less` surely counts no more than
/// `more` does.
pub(super) fn counts_more(less: Counting<'_>, more: Counting<'_>) -> Vec<(String, Strengthenable, Change)> {
    let mut found = Vec::new();
    let mut field = |name: &str, kind, change| found.push((name.to_owned(), kind, change));
    let (l, m) = (less.criterion, more.criterion);
    // Of a shorter window a leave is the larger share, and takes the more off the target.
    let prorated = m.pause.iter().any(|pause| pause.effect == PauseEffect::Prorate);
    for (name, change) in windows(&l.window, &m.window) {
        field(name, Strengthenable::Window, if prorated { change.undecided() } else { change });
    }
    for (name, change) in eligible((&l.eligible, less.reading), (&m.eligible, more.reading)) {
        field(&format!("eligible.{name}"), Strengthenable::Eligible, change);
    }
    field("convert", Strengthenable::Convert, conversions((&l.convert, less.reading), (&m.convert, more.reading)));
    field("caps", Strengthenable::Caps, caps((&l.caps, less.reading), (&m.caps, more.reading)));
    // Where each day asks for so much, fewer days ask for less.
    if m.per_attendance_day {
        found.iter_mut().for_each(|(_, _, change)| *change = change.undecided());
    }
    let carried = |it: Counting<'_>| it.criterion.carry.as_ref().map(|carry| (carry.max, it.reading));
    found.push(("carry.max".to_owned(), Strengthenable::Carry, carry(carried(less), carried(more))));
    found
}

fn windows(less: &Window, more: &Window) -> [(&'static str, Change); 6] {
    let fixed = |same: bool| Change::new(same, false);
    let length = match (less.length, more.length) {
        // Cycles that do not fall on each other's edges let in days of a cycle that is over.
        (Some(short), Some(long)) if cycles(more.kind) => Change::new(short == long, divides(short, long)),
        (Some(short), Some(long)) => Change::new(short == long, surely_within(short, long)),
        (short, long) => Change::new(short.is_none() && long.is_none(), long.is_none()),
    };
    [
        ("window.kind", fixed(less.kind == more.kind)),
        ("window.length", length),
        ("window.anchor", fixed(less.anchor == more.anchor)),
        ("window.starts", fixed(less.starts == more.starts)),
        ("window.event", fixed(less.event == more.event)),
        ("window.clip", fixed(less.clip == more.clip)),
    ]
}

const fn cycles(kind: WindowKind) -> bool {
    matches!(kind, WindowKind::FixedCycle | WindowKind::LicenceCycle | WindowKind::ServiceYears)
}

/// Whether so many short lengths make up the long one.
fn divides(short: Length, long: Length) -> bool {
    let months = |it: Length| u64::from(it.years) * 12 + u64::from(it.months);
    let whole = |of: u64, parts: u64| parts > 0 && of.is_multiple_of(parts);
    match (months(short), short.days, months(long), long.days) {
        (short, 0, long, 0) => whole(long, short),
        (0, short, 0, long) => whole(long.into(), short.into()),
        _ => false,
    }
}

fn eligible(less: (&Eligible, Reading), more: (&Eligible, Reading)) -> [(&'static str, Change); 12] {
    let ((l, less_reading), (m, more_reading)) = (less, more);
    let only = |less: bool, more: bool| Change::new(less == more, less);
    let trust = (l.trust_at_least.unwrap_or_default(), m.trust_at_least.unwrap_or_default());
    let evidence = m.evidence.iter().all(|it| l.evidence.contains(it));
    let as_much_evidence = evidence && l.evidence.iter().all(|it| m.evidence.contains(it));
    let block = |less: Option<Amount>, more: Option<Amount>, stricter: std::cmp::Ordering| match (less, more) {
        (Some(less), Some(more)) => match compared((more, more_reading), (less, less_reading)) {
            Some(order) => Change::new(order.is_eq(), order == stricter),
            None => Change::Weaker,
        },
        (less, more) => Change::new(less.is_none() && more.is_none(), more.is_none()),
    };
    [
        ("directions", subset(&l.directions, &m.directions)),
        ("hosts", subset(&l.hosts, &m.hosts)),
        ("host_classes", subset(&l.host_classes, &m.host_classes)),
        ("forms", subset(&l.forms, &m.forms)),
        ("loads", subset(&l.loads, &m.loads)),
        ("areas", subset(&l.areas, &m.areas)),
        ("pre_approved", only(l.pre_approved, m.pre_approved)),
        ("directed", only(l.directed, m.directed)),
        ("trust_at_least", Change::new(trust.0 == trust.1, trust.0 > trust.1)),
        ("evidence", Change::new(as_much_evidence, evidence)),
        // The shortest block may grow, the longest may shrink.
        ("min_block", block(l.min_block, m.min_block, std::cmp::Ordering::Greater)),
        ("max_block", block(l.max_block, m.max_block, std::cmp::Ordering::Less)),
    ]
}

/// A list of what counts: an empty one asks nothing, so that any list is stricter.
fn subset<T: PartialEq>(less: &[T], more: &[T]) -> Change {
    let within = |some: &[T], all: &[T]| some.iter().all(|it| all.contains(it));
    let same = less.is_empty() == more.is_empty() && within(less, more) && within(more, less);
    Change::new(same, more.is_empty() || (!less.is_empty() && within(less, more)))
}

/// The same conversions, each worth as much or less. One that is left out would let facts count as they are.
fn conversions(less: (&[Conversion], Reading), more: (&[Conversion], Reading)) -> Change {
    let mut change = Change::new(less.0.len() == more.0.len(), false);
    for (l, m) in less.0.iter().zip(more.0) {
        let same_kind = l.filter == m.filter
            && l.from.unit.measure() == m.from.unit.measure()
            && l.to.unit.measure() == m.to.unit.measure()
            && (l.rounding == m.rounding || l.rounding == Rounding::Down);
        let worth = |it: &Conversion, reading: Reading, by: &Conversion, by_reading: Reading| {
            i128::from(it.to.parts(reading)) * i128::from(by.from.parts(by_reading))
        };
        let (less_worth, more_worth) = (worth(l, less.1, m, more.1), worth(m, more.1, l, less.1));
        if !same_kind || less_worth > more_worth {
            return Change::Weaker;
        }
        if change == Change::Same && (less_worth < more_worth || l.rounding != m.rounding) {
            change = Change::Stronger;
        }
    }
    change
}

/// Every cap is kept with as much or less; there may be further ones.
fn caps(less: (&[Cap], Reading), more: (&[Cap], Reading)) -> Change {
    let kept = |above: &Cap| {
        let same = |it: &&Cap| it.id == above.id && it.per == above.per && it.filter == above.filter;
        let below = less.0.iter().find(same)?;
        compared((above.amount, more.1), (below.amount, less.1))
    };
    let kept: Vec<_> = more.0.iter().map(kept).collect();
    let same = less.0.len() == more.0.len() && kept.iter().all(|it| it.is_some_and(std::cmp::Ordering::is_eq));
    Change::new(same, kept.iter().all(|it| it.is_some_and(std::cmp::Ordering::is_le)))
}

fn carry(less: Option<(Amount, Reading)>, more: Option<(Amount, Reading)>) -> Change {
    match (less, more) {
        (Some(less), Some(more)) => match compared(more, less) {
            Some(order) => Change::new(order.is_eq(), order.is_le()),
            None => Change::Weaker,
        },
        (None, more) => Change::new(more.is_none(), true),
        (Some(_), None) => Change::Weaker,
    }
}
