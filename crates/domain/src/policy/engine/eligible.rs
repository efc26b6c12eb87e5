//! Whether a fact is of the kind that a criterion counts.

use crate::policy::{
    Calendar, DayKind,
    fact::{Evidence, Fact, Particulars},
    judgement::Reason,
    prepared::{Block, Prepared, Slice},
    rule::{Conversion, Criterion, Filter, RestDays, TravelDays},
    unit::{Amount, Measure, Reading},
};

/// What the facts of a criterion measure: what it says, else what its target does; days and pieces are counted
/// by time spent.
pub(super) fn counts(criterion: &Criterion) -> Measure {
    criterion.counts.unwrap_or(match criterion.target.unit.measure() {
        Measure::AttendanceDays | Measure::NaturalDays => Measure::Time,
        measure => measure,
    })
}

fn listed<T: PartialEq>(list: &[T], value: &T) -> bool {
    list.is_empty() || list.contains(value)
}

fn in_area(areas: &[String], particulars: Option<&Particulars>) -> bool {
    areas.is_empty() || particulars.and_then(|it| it.area.as_ref()).is_some_and(|area| areas.contains(area))
}

impl Filter {
    /// Whether a fact is meant.
    pub(super) fn holds(&self, fact: &Fact) -> bool {
        let particulars = fact.particulars();
        listed(&self.directions, &fact.direction)
            && listed(&self.hosts, &fact.host)
            && listed(&self.forms, &fact.form)
            && listed(&self.loads, &fact.load)
            && (self.host_classes.is_empty()
                || particulars.and_then(|it| it.host_class).is_some_and(|it| self.host_classes.contains(&it)))
            && in_area(&self.areas, particulars)
            && (!self.pre_approved || particulars.is_some_and(|it| it.pre_approved))
    }
}

impl Criterion {
    /// The conversion of a fact into the target's measure, by its place; the first that means the fact.
    #[must_use]
    pub fn conversion_of(&self, fact: &Fact) -> Option<usize> {
        let fits = |it: &Conversion| it.from.unit.measure() == fact.measure && it.filter.holds(fact);
        self.convert.iter().position(fits)
    }
}

/// The same as a small number.
pub(super) fn conversion(criterion: &Criterion, fact: &Fact) -> Option<u8> {
    criterion.conversion_of(fact).and_then(|place| u8::try_from(place).ok())
}

/// Why a part of a fact does not count whatever the day of judgement is, or else why it does.
pub(super) fn kind_of(
    criterion: &Criterion,
    reading: Reading,
    facts: &Prepared,
    slice: &Slice,
    fact: &Fact,
    calendar: &Calendar,
) -> Result<Reason, Reason> {
    let eligible = &criterion.eligible;
    let particulars = fact.particulars();
    if fact.measure != counts(criterion) && (criterion.convert.is_empty() || conversion(criterion, fact).is_none()) {
        return Err(Reason::OtherMeasure);
    }
    if !listed(&eligible.directions, &fact.direction) {
        return Err(Reason::OtherDirection);
    }
    if !listed(&eligible.hosts, &fact.host) {
        return Err(Reason::HostNotEligible);
    }
    if !eligible.host_classes.is_empty()
        && !particulars.and_then(|it| it.host_class).is_some_and(|it| eligible.host_classes.contains(&it))
    {
        return Err(Reason::HostClassNotEligible);
    }
    if !listed(&eligible.forms, &fact.form) {
        return Err(Reason::FormNotEligible);
    }
    if !listed(&eligible.loads, &fact.load) {
        return Err(Reason::LoadNotEligible);
    }
    if !in_area(&eligible.areas, particulars) {
        return Err(Reason::OtherArea);
    }
    if eligible.pre_approved && !particulars.is_some_and(|it| it.pre_approved) {
        return Err(Reason::NotPreApproved);
    }
    if eligible.directed && !particulars.is_some_and(|it| it.directed) {
        return Err(Reason::NotDirected);
    }
    if eligible.trust_at_least.is_some_and(|least| fact.trust < least) {
        return Err(Reason::TrustTooLow);
    }
    if eligible.evidence.iter().any(|evidence| !fact.rests_on(*evidence)) {
        return Err(Reason::EvidenceMissing);
    }
    if criterion.travel_days == TravelDays::Exclude && particulars.is_some_and(|it| it.travel) {
        return Err(Reason::TravelDay);
    }
    if let Some(block) = facts.block(slice.block) {
        if eligible.min_block.is_some_and(|least| block_is(criterion, block, least, reading) < least.parts(reading)) {
            return Err(Reason::BlockTooShort);
        }
        if eligible.max_block.is_some_and(|most| block_is(criterion, block, most, reading) > most.parts(reading)) {
            return Err(Reason::BlockTooLong);
        }
    }
    if criterion.rest_days == RestDays::Count || fact.measure != Measure::Time {
        return Ok(Reason::Counted);
    }
    match calendar.kind(slice.day) {
        DayKind::Workday => Ok(Reason::Counted),
        DayKind::MakeUpWorkday => Ok(Reason::MakeUpWorkday),
        DayKind::Weekend | DayKind::Holiday => {
            if criterion.rest_days == RestDays::WithRoster && fact.rests_on(Evidence::Roster) {
                Ok(Reason::RestDayOnRoster)
            } else {
                Err(Reason::RestDay)
            }
        }
    }
}

/// How long a block is in the measure of a bound: in days of attendance (days on the way aside where they do
/// not count), in minutes of such days, or in days of the calendar.
fn block_is(criterion: &Criterion, block: &Block, bound: Amount, reading: Reading) -> i64 {
    let travel = if criterion.travel_days == TravelDays::Exclude { block.travel_days } else { 0 };
    let attended = i64::from(block.attendance_days.saturating_sub(travel));
    match bound.unit.measure() {
        Measure::NaturalDays => (block.last_day - block.first_day).num_days() + 1 - i64::from(travel),
        Measure::Time => attended * i64::from(reading.day_minutes),
        _ => attended,
    }
}
