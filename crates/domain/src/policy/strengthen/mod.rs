//! Whether a rule that inherits another is at least as strict: nobody may meet the child who fails the parent.

mod counting;
mod population;

use self::counting::{Counting, counts_more};
use super::{
    error::PackErrorCode,
    rule::{Bound, Cap, Criterion, Effect, Rule, Strengthenable, SubTarget},
    unit::{Amount, Reading},
    window::Length,
};

/// What a field of a child is against its parent's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Same,
    Stronger,
    Weaker,
}

impl Change {
    /// Stronger when it differs and holds.
    const fn new(same: bool, stronger: bool) -> Self {
        match (same, stronger) {
            (true, _) => Self::Same,
            (false, true) => Self::Stronger,
            (false, false) => Self::Weaker,
        }
    }

    /// The same where nobody can say whether a change makes the rule stricter.
    const fn undecided(self) -> Self {
        Self::new(matches!(self, Self::Same), false)
    }
}

/// Two rules side by side, and what is weaker.
struct Comparison<'a> {
    parent: &'a Rule,
    found: Vec<(String, PackErrorCode)>,
}

impl Comparison<'_> {
    fn field(&mut self, field: impl Into<String>, kind: Option<Strengthenable>, change: Change) {
        let allowed = kind.is_some_and(|kind| self.parent.may_strengthen.contains(&kind));
        match change {
            Change::Same => {}
            _ if !allowed => self.found.push((field.into(), PackErrorCode::NotStrengthenable)),
            Change::Stronger => {}
            Change::Weaker => self.found.push((field.into(), PackErrorCode::Weaker)),
        }
    }

    fn equal<T: PartialEq>(&mut self, field: impl Into<String>, parent: &T, child: &T) {
        self.field(field, None, Change::new(parent == child, false));
    }
}

/// The fields of a child that are weaker than its parent's, or that the parent does not let it change; amounts
/// are compared as each of the two rules reads its units.
///
/// Not compared is which facts a cap takes. It takes what comes last, so that a fact that counts no more can make
/// room for one of another kind in a sub-target, while less counts in all.
#[must_use]
pub fn weakenings(parent: &Rule, child: &Rule) -> Vec<(String, PackErrorCode)> {
    let mut it = Comparison { parent, found: Vec::new() };
    let passed_on = child.may_strengthen.iter().all(|kind| parent.may_strengthen.contains(kind));
    it.field("may_strengthen", None, Change::new(passed_on, false));
    let wider = population::narrower_fields(&parent.population, &child.population);
    if wider.is_empty() {
        let same = parent.population == child.population;
        it.field("population", Some(Strengthenable::Population), Change::new(same, true));
    }
    for field in wider {
        it.field(format!("population.{field}"), Some(Strengthenable::Population), Change::Weaker);
    }
    // Whoever reads a unit differently asks for another amount; each amount is compared on its own below.
    let target = Some(Strengthenable::Target);
    it.field("reading", target, Change::new(parent.reading == child.reading, true));
    it.equal("need", &parent.need, &child.need);
    it.field("grace", Some(Strengthenable::Grace), at_most(parent.grace, child.grace));
    it.equal("reinstatement", &parent.reinstatement, &child.reinstatement);
    it.equal("advisory", &parent.advisory, &child.advisory);
    it.field("effects", Some(Strengthenable::Effects), effects(&parent.effects, &child.effects));
    it.equal("approvals", &parent.approvals, &child.approvals);
    for above in parent.criterion.iter().filter(|above| child.criterion(&above.id).is_none()) {
        it.field(format!("criterion.{}", above.id), None, Change::Weaker);
    }
    for (place, below) in child.criterion.iter().enumerate() {
        let path = format!("criterion[{place}]");
        match parent.criterion(&below.id) {
            Some(above) => criterion(&mut it, &path, (above, parent.reading), (below, child.reading)),
            None => it.field(path, None, Change::Weaker),
        }
    }
    it.found
}

fn criterion(it: &mut Comparison<'_>, path: &str, above: (&Criterion, Reading), below: (&Criterion, Reading)) {
    let ((parent, parent_reading), (child, child_reading)) = (above, below);
    let at = |field: &str| format!("{path}.{field}");
    it.equal(at("bound"), &parent.bound, &child.bound);
    it.equal(at("per_attendance_day"), &parent.per_attendance_day, &child.per_attendance_day);
    it.equal(at("counts"), &parent.counts, &child.counts);
    it.equal(at("requires"), &parent.requires, &child.requires);
    it.equal(at("overlap"), &parent.overlap, &child.overlap);
    it.equal(at("pause"), &parent.pause, &child.pause);
    it.equal(at("travel_days"), &parent.travel_days, &child.travel_days);
    it.equal(at("rest_days"), &parent.rest_days, &child.rest_days);
    it.equal(at("category_change"), &parent.category_change, &child.category_change);
    it.equal(at("contiguous_preferred"), &parent.contiguous_preferred, &child.contiguous_preferred);
    let asked = compared((parent.target, parent_reading), (child.target, child_reading));
    let more = asked.map_or(Change::Weaker, |asked| {
        let harder = if parent.bound == Bound::AtLeast { asked.is_gt() } else { asked.is_lt() };
        Change::new(asked.is_eq(), harder)
    });
    it.field(at("target"), Some(Strengthenable::Target), more);
    // Who may do something at most so often is bound the more strictly the more of it counts.
    let (counting_less, counting_more) = if parent.bound == Bound::AtLeast { (below, above) } else { (above, below) };
    for (field, kind, change) in counts_more(Counting::new(counting_less), Counting::new(counting_more)) {
        it.field(at(&field), Some(kind), change);
    }
    let kept = caps_waivable(&parent.caps, &child.caps);
    it.field(at("caps"), Some(Strengthenable::Caps), kept);
    let parts = sub_targets((&parent.sub_targets, parent_reading), (&child.sub_targets, child_reading));
    it.field(at("sub_targets"), Some(Strengthenable::SubTargets), parts);
}

/// How a child's amount is to its parent's; `None` where they measure different things.
fn compared(parent: (Amount, Reading), child: (Amount, Reading)) -> Option<std::cmp::Ordering> {
    let same = parent.0.unit.measure() == child.0.unit.measure()
        && (parent.0.unit.measure() != super::Measure::Money || parent.0.unit == child.0.unit);
    same.then(|| child.0.parts(child.1).cmp(&parent.0.parts(parent.1)))
}

/// A length of the child that is there only where the parent's is, and surely not longer.
fn at_most(parent: Option<Length>, child: Option<Length>) -> Change {
    match (parent, child) {
        (Some(parent), Some(child)) => Change::new(parent == child, surely_within(child, parent)),
        (None, Some(_)) => Change::Weaker,
        (parent, None) => Change::new(parent.is_none(), true),
    }
}

/// Whether one length is shorter than the other or as long, whatever day it begins on.
fn surely_within(short: Length, long: Length) -> bool {
    let months = |it: Length| u64::from(it.years) * 12 + u64::from(it.months);
    let part_by_part = months(short) <= months(long) && short.days <= long.days;
    // Months are 28 to 31 days long, but many of them are never far from their mean.
    let mean = |it: Length| months(it) * 30_437 / 1_000 + u64::from(it.days);
    let unsure = |it: Length| if months(it) == 0 { 0 } else { 3 };
    part_by_part || mean(short) + unsure(short) + unsure(long) <= mean(long)
}

fn effects(parent: &[Effect], child: &[Effect]) -> Change {
    let holds = |all: &[Effect], some: &[Effect]| some.iter().all(|effect| all.contains(effect));
    Change::new(holds(parent, child) && holds(child, parent), holds(child, parent))
}

/// A cap that nobody may waive stays so.
fn caps_waivable(parent: &[Cap], child: &[Cap]) -> Change {
    let pairs = || parent.iter().filter_map(|above| Some((above, child.iter().find(|below| below.id == above.id)?)));
    let same = pairs().all(|(above, below)| above.waivable == below.waivable);
    Change::new(same, pairs().all(|(above, below)| above.waivable || !below.waivable))
}

/// Every sub-target of the parent is kept with as much or more.
fn sub_targets(parent: (&[SubTarget], Reading), child: (&[SubTarget], Reading)) -> Change {
    let asked = |above: &SubTarget| {
        let below = child.0.iter().find(|below| below.id == above.id && below.filter == above.filter)?;
        compared((above.amount, parent.1), (below.amount, child.1))
    };
    let asked: Vec<_> = parent.0.iter().map(asked).collect();
    let same = parent.0.len() == child.0.len() && asked.iter().all(|it| it.is_some_and(std::cmp::Ordering::is_eq));
    Change::new(same, asked.iter().all(|it| it.is_some_and(std::cmp::Ordering::is_ge)))
}
