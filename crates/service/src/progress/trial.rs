//! What somebody needs to try stints and rules out without asking the server again.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{Datelike, NaiveDate};
use domain::{
    calendar::{Calendar, HOME_COUNTRY},
    id::{PersonId, PlacementId},
    organisation::{DEFAULT_ZONE, OrganisationRef},
    person::{Person, Profile},
    placement::{Direction, Placement},
    policy::{
        Depth, Fact, Measure, Prepared, Standing, Status,
        trial::{Applied, Bench, Compact, Stint},
    },
};

use super::{
    employed_as,
    what_if::{planned, usual_day},
};
use crate::{
    Ctx, Db, Result, calendar,
    fact::{self, Bound, Testimony, judge_all},
    guard::{self, ReadProgress},
    rule_pack::Rulebook,
    store,
};

/// How many years after the day of judgement the calendar reaches: as far as deadlines are looked for.
const YEARS_AHEAD: i32 = 2;

/// A person's stints and rules as they stand.
#[derive(Clone, Debug)]
pub struct Trial {
    /// Who.
    pub person: Person,
    /// All that is needed to judge; its stints have no names yet.
    pub bench: Bench,
    /// The hosts of its stints; none for one that the actor may not see.
    pub hosts: Vec<Option<OrganisationRef>>,
}

/// A person's stints, done and planned, and the rules that speak to the person; judged as of `day` to begin with,
/// by itself the day of [`what_if`](super::what_if).
///
/// # Errors
/// Not found, forbidden.
pub async fn trial(db: &Db, ctx: &Ctx, id: PersonId, day: Option<NaiveDate>) -> Result<Trial> {
    let allowed = guard::person::<ReadProgress>(db.reader(), ctx, id).await?;
    let person = (*allowed).clone();
    let today = ctx.today(DEFAULT_ZONE);
    let placements = store::placement::of_participant(db.reader(), &guard::visible_placements(ctx)?, id).await?;
    let day = day.unwrap_or_else(|| usual_day(&placements, today)).max(today);
    let mut known = fact::of_people(db.reader(), &[id], Testimony::Any).await?.remove(&id).unwrap_or_default();
    let last = placements.iter().map(|placement| placement.last_day).max().unwrap_or(today);
    let ahead = planned(db.reader(), &placements, &known.facts, (today, last.max(today))).await?;
    known.facts.extend(ahead.into_iter().flat_map(|(_, _, facts)| facts));

    let book = Rulebook::load(db.reader(), today).await?;
    let employers = known.employers(today);
    let bound = known.bound(&book, &employers, today);
    let (stints, others) = stints_of(std::mem::take(&mut known.facts));
    // Who has several employers is tried by the calendar of the latest.
    let state = match bound.first() {
        Some(bound) => Arc::clone(&bound.state),
        None => calendar::state(db.reader(), HOME_COUNTRY).await?,
    };
    let calendar = years_of(&state.calendar, &stints, &others, day);
    let hosts = stints.iter().map(|stint| host(&placements, stint.placement)).collect();
    let direction = if employed_as(&person, Profile::Teacher, today).is_some() {
        Direction::EnterprisePractice
    } else {
        Direction::TeachingSecondment
    };
    let bench = Bench {
        today,
        day,
        rules: applied(&bound, day),
        subjects: bound.into_iter().map(|it| it.subject).collect(),
        calendar,
        stints,
        others,
        direction,
    };
    Ok(Trial { person, bench, hosts })
}

/// Each rule once, applied to the person as employed where it binds.
fn applied(bound: &[Bound], day: NaiveDate) -> Vec<Applied> {
    let nothing = Prepared::default();
    let mut rules: Vec<(Status, Applied)> = Vec::new();
    for (subject, of_employer) in bound.iter().enumerate() {
        for judged in judge_all(std::slice::from_ref(of_employer), &nothing, day, Depth::Status) {
            let status = judged.judgement.status;
            let applied = Applied { subject, rule: (*judged.rule).clone() };
            match rules.iter_mut().find(|(_, known)| known.rule.id == applied.rule.id) {
                None => rules.push((status, applied)),
                Some(known) if known.0 == Status::NotApplicable => *known = (status, applied),
                Some(_) => {}
            }
        }
    }
    rules.into_iter().map(|(_, applied)| applied).collect()
}

/// The facts of placements as stints, what is done and what is planned apart, the earliest first; and the others.
fn stints_of(facts: Vec<Fact>) -> (Vec<Stint>, Vec<Fact>) {
    let mut of_placements: BTreeMap<(PlacementId, bool), Vec<Fact>> = BTreeMap::new();
    let mut others = Vec::new();
    for fact in facts {
        match fact.placement.filter(|_| fact.day.is_some() && fact.measure == Measure::Time) {
            Some(placement) => {
                of_placements.entry((placement, fact.standing == Standing::Planned)).or_default().push(fact);
            }
            None => others.push(fact),
        }
    }
    let mut stints: Vec<(Option<NaiveDate>, Stint)> = of_placements
        .into_iter()
        .map(|((placement, planned), facts)| {
            let first = facts.iter().filter_map(|fact| fact.day).min();
            let facts = Compact::pack(&facts);
            (first, Stint { name: String::new(), placement: Some(placement), planned, facts })
        })
        .collect();
    stints.sort_by_key(|(first, _)| *first);
    (stints.into_iter().map(|(_, stint)| stint).collect(), others)
}

fn host(placements: &[Placement], id: Option<PlacementId>) -> Option<OrganisationRef> {
    placements.iter().find(|placement| Some(placement.id) == id).map(|placement| placement.hosting.clone())
}

/// A calendar of the years from the first fact on.
fn years_of(calendar: &Calendar, stints: &[Stint], others: &[Fact], day: NaiveDate) -> Calendar {
    let of_stints = stints.iter().filter_map(Stint::as_it_stands).map(|it| it.first_day.year());
    let of_others = others.iter().filter_map(|fact| Some(fact.day?.year()));
    let first = of_stints.chain(of_others).fold(day.year(), i32::min);
    let last = day.year() + YEARS_AHEAD;
    let end = |year| NaiveDate::from_ymd_opt(year, 12, 31);
    let announced = (first..=last).filter_map(end).rfind(|day| !calendar.is_provisional(*day));
    let first_day = NaiveDate::from_ymd_opt(first, 1, 1).unwrap_or(day);
    let days = first_day.iter_days().take_while(|day| day.year() <= last).map(|day| (day, calendar.kind(day)));
    // Days like every other of their weekday fall away on the way.
    Calendar::new(days, announced.or_else(|| end(first - 1)))
}
