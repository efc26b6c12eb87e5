//! A stint as it stands, and as somebody would have it.

use chrono::{NaiveDate, TimeDelta};

use super::Compact;
use crate::{
    hours::Kind,
    id::PlacementId,
    organisation::OrganisationKind,
    placement::{Direction, Load},
    policy::{
        Calendar,
        fact::{Evidence, Fact, Particulars, Source, Standing},
        unit::Measure,
    },
};

/// The most workdays that a stint may be tried out with: eight years.
pub const MOST_WORKDAYS: u32 = 2_000;

/// What was done under a placement, or what is still planned under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stint {
    /// What people call it: the host.
    pub name: String,
    /// Its placement; none for one that is made up.
    pub placement: Option<PlacementId>,
    /// Whether it is still to come.
    pub planned: bool,
    /// Its facts.
    pub facts: Compact,
}

/// A stint in a few words, as somebody would have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Its first day.
    pub first_day: NaiveDate,
    /// On how many days somebody is there.
    pub workdays: u32,
    /// Minutes a day.
    pub day_minutes: u32,
    /// Full-time or part-time.
    pub load: Load,
    /// What the time is spent on.
    pub form: Kind,
    /// The kind of the host.
    pub host: OrganisationKind,
    /// Whether it is taken out.
    pub left_out: bool,
}

/// The value that most of them have. There are few different ones.
fn usual(values: impl Iterator<Item = u32>) -> Option<u32> {
    let mut counts: Vec<(u32, u32)> = Vec::new();
    for value in values {
        match counts.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    counts.into_iter().max_by_key(|(value, count)| (*count, *value)).map(|(value, _)| value)
}

/// The same of values of a few kinds.
fn usual_of<T: Copy + PartialEq>(all: &[T], facts: &[Fact], of: impl Fn(&Fact) -> T) -> Option<T> {
    let place = |fact: &Fact| all.iter().position(|value| *value == of(fact)).unwrap_or_default();
    let place = usual(facts.iter().map(|fact| u32::try_from(place(fact)).unwrap_or_default()))?;
    all.get(place as usize).copied()
}

impl Stint {
    /// The stint as it stands in a few words; none for one without facts.
    #[must_use]
    pub fn as_it_stands(&self) -> Option<Edit> {
        let facts = self.facts.unpack(0);
        // The days with their minutes; facts are in the order of days.
        let mut days: Vec<(NaiveDate, u32)> = Vec::new();
        for fact in &facts {
            let day = fact.day?;
            match days.last_mut().filter(|(last, _)| *last == day) {
                Some((_, minutes)) => *minutes += fact.amount,
                None => days.push((day, fact.amount)),
            }
        }
        Some(Edit {
            first_day: days.first()?.0,
            workdays: u32::try_from(days.len()).unwrap_or(u32::MAX),
            day_minutes: usual(days.into_iter().map(|(_, minutes)| minutes))?,
            load: usual_of(Load::ALL, &facts, |fact| fact.load)?,
            form: usual_of(Kind::ALL, &facts, |fact| fact.form)?,
            host: usual_of(OrganisationKind::ALL, &facts, |fact| fact.host)?,
            left_out: false,
        })
    }

    /// The facts of the stint as somebody would have it.
    ///
    /// What is moved by whole weeks keeps its days and times. Where the first day, the number of days or the
    /// hours change otherwise, it is laid out anew, on workdays one after the other. What is tried out counts as
    /// agreed beforehand and done with all its evidence.
    #[must_use]
    pub fn facts(&self, edit: Edit, number: u32, direction: Direction, calendar: &Calendar) -> Vec<Fact> {
        if edit.left_out {
            return Vec::new();
        }
        let before = self.as_it_stands();
        let same_size = |it: &Edit| it.workdays == edit.workdays && it.day_minutes == edit.day_minutes;
        let moved = before.filter(same_size).map(|it| (it, edit.first_day - it.first_day));
        match moved.filter(|(_, by)| by.num_days() % 7 == 0) {
            Some((before, by)) => self.moved(before, edit, by, number),
            None => self.laid_out(edit, number, direction, calendar),
        }
    }

    fn moved(&self, before: Edit, edit: Edit, by: TimeDelta, number: u32) -> Vec<Fact> {
        let mut facts = self.facts.unpack(number);
        for fact in &mut facts {
            fact.day = fact.day.and_then(|day| day.checked_add_signed(by));
            if before.load != edit.load {
                fact.load = edit.load;
            }
            if before.form != edit.form {
                fact.form = edit.form;
            }
            if before.host != edit.host {
                fact.host = edit.host;
            }
        }
        facts
    }

    fn laid_out(&self, edit: Edit, number: u32, direction: Direction, calendar: &Calendar) -> Vec<Fact> {
        let known = self.facts.unpack(number).into_iter().next();
        let direction = known.as_ref().map_or(direction, |fact| fact.direction);
        let of_host = known.and_then(|fact| fact.particulars).unwrap_or_default();
        let particulars = Particulars {
            host: of_host.host,
            host_class: of_host.host_class,
            area: of_host.area,
            evidence: Evidence::ALL.to_vec(),
            pre_approved: true,
            ..Particulars::default()
        };
        let workdays = edit.first_day.iter_days().take(usize::from(u16::MAX));
        let workdays = workdays.filter(|day| calendar.kind(*day).is_workday());
        let days = workdays.take(edit.workdays.min(MOST_WORKDAYS) as usize);
        days.map(|day| Fact {
            source: Source::Trial(number),
            // A block of its own among those of real placements, which have positive numbers.
            placement: self.placement.or(Some(PlacementId(-1 - i64::from(number)))),
            day: Some(day),
            span: None,
            measure: Measure::Time,
            amount: edit.day_minutes,
            form: edit.form,
            host: edit.host,
            direction,
            load: edit.load,
            trust: 4,
            standing: Standing::Planned,
            particulars: Some(Box::new(particulars.clone())),
        })
        .collect()
    }
}
