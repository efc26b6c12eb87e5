//! What if a person stops here: the rules on a day ahead, with what is confirmed, logged and planned.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use domain::{
    id::{PersonId, PlacementId},
    organisation::{DEFAULT_ZONE, OrganisationRef},
    person::{Person, Profile},
    placement::{Placement, State},
    policy::{DayRange, Depth, Fact, Measure, Prepared, Standing},
    progress::{Ahead, Case, EngineerSummary, engineer_summary},
};
use sea_orm::ConnectionTrait;

use super::{Judged, employed_as, plans};
use crate::{
    Ctx, Db, Result,
    fact::{self, Testimony, judge_all},
    guard::{self, ReadProgress},
    rule_pack::Rulebook,
    store,
};

/// An agreed placement that is carried on until the day asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedOn {
    /// The placement.
    pub placement: PlacementId,
    /// Where.
    pub hosting: OrganisationRef,
    /// The first and last day of it that are ahead, both inclusive.
    pub days: (NaiveDate, NaiveDate),
    /// What is expected on them, in minutes.
    pub minutes: i64,
    /// Whether it has no schedule, so that the rest of its plan is spread evenly.
    pub spread: bool,
}

/// The rules on a day ahead in one case, without the lines that explain them.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// From which hours.
    pub case: Case,
    /// Each rule that speaks to the person.
    pub judged: Vec<Judged>,
    /// The sums of an engineer.
    pub engineer: Option<EngineerSummary>,
}

/// A person's rules on a day ahead.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// Who.
    pub person: Person,
    /// Today.
    pub today: NaiveDate,
    /// The day on which it is judged; never before today.
    pub day: NaiveDate,
    /// The same as of today, by what is confirmed: which rule is met now, and until when.
    pub now: Vec<Judged>,
    /// The class hours of an engineer as of today.
    pub engineer_now: Option<EngineerSummary>,
    /// Each case, in the order in which one takes in the other.
    pub outcomes: Vec<Outcome>,
    /// Minutes that are logged and not confirmed, up to and including the day.
    pub logged_minutes: i64,
    /// What is planned between today and the day, the earliest first.
    pub carried_on: Vec<CarriedOn>,
}

/// What becomes of a person's rules on a day ahead; by itself the last day of what is under way, or else the
/// last day of the year.
///
/// # Errors
/// Not found, forbidden.
pub async fn what_if(db: &Db, ctx: &Ctx, id: PersonId, day: Option<NaiveDate>) -> Result<WhatIf> {
    let allowed = guard::person::<ReadProgress>(db.reader(), ctx, id).await?;
    let person = (*allowed).clone();
    let today = ctx.today(DEFAULT_ZONE);
    let placements = store::placement::of_participant(db.reader(), &guard::visible_placements(ctx)?, id).await?;
    let day = day.unwrap_or_else(|| usual_day(&placements, today)).max(today);
    let mut known = fact::of_people(db.reader(), &[id], Testimony::Any).await?.remove(&id).unwrap_or_default();
    let logged = |fact: &&Fact| fact.measure == Measure::Time && fact.standing == Standing::Claimed;
    let until = |fact: &&Fact| fact.day.is_some_and(|on| on <= day);
    let logged_minutes = known.facts.iter().filter(logged).filter(until).map(|fact| i64::from(fact.amount)).sum();
    let planned = planned(db.reader(), &placements, &known.facts, (today, day)).await?;
    let carried_on =
        planned.iter().filter_map(|(placement, spread, facts)| carried(placement, *spread, facts)).collect();
    known.facts.extend(planned.into_iter().flat_map(|(_, _, facts)| facts));

    let book = Rulebook::load(db.reader(), today).await?;
    let employers = known.employers(today);
    let bound = known.bound(&book, &employers, today);
    let is_engineer = employed_as(&person, Profile::Engineer, today).is_some();
    let plans = plans(&placements);
    let outcome = |case: Case, on: NaiveDate| {
        let certain: &[Standing] = match case {
            Case::Stop => &[Standing::Confirmed],
            Case::Logged => &[Standing::Confirmed, Standing::Claimed],
            Case::Plan => &[Standing::Confirmed, Standing::Claimed, Standing::Planned],
        };
        let facts = Prepared::new(known.facts.clone(), case != Case::Stop, case == Case::Plan);
        let engineer = is_engineer.then(|| {
            let lines = Vec::new();
            EngineerSummary { lines, ..engineer_summary(&plans, facts.facts(), certain, on) }
        });
        Outcome { case, judged: judge_all(&bound, &facts, on, Depth::Deadline), engineer }
    };
    let Outcome { judged: now, engineer: engineer_now, .. } = outcome(Case::Stop, today);
    let outcomes = Case::ALL.iter().map(|case| outcome(*case, day)).collect();
    Ok(WhatIf { person, today, day, now, engineer_now, outcomes, logged_minutes, carried_on })
}

/// What agreed placements will add after `days.0` up to and including `days.1`: each placement, whether its plan
/// is spread for want of a schedule, and the facts by day.
pub(crate) async fn planned<'a>(
    conn: &impl ConnectionTrait,
    placements: &'a [Placement],
    facts: &[Fact],
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<(&'a Placement, bool, Vec<Fact>)>> {
    let agreed: Vec<&Placement> =
        placements.iter().filter(|placement| matches!(placement.state, State::Approved | State::Active)).collect();
    let ids: Vec<PlacementId> = agreed.iter().map(|placement| placement.id).collect();
    let mut schedules = crate::schedule::in_force_many(conn, &ids, days).await?;
    let mut used: HashMap<PlacementId, i64> = HashMap::new();
    for fact in facts.iter().filter(|fact| fact.measure == Measure::Time) {
        if let Some(placement) = fact.placement {
            *used.entry(placement).or_default() += i64::from(fact.amount);
        }
    }
    let mut planned: Vec<(&Placement, bool, Vec<Fact>)> = agreed
        .into_iter()
        .map(|placement| {
            let ahead = Ahead {
                placement: placement.id,
                days: DayRange { first_day: placement.first_day, last_day: placement.last_day },
                form: placement.form,
                host: placement.hosting.kind,
                direction: placement.direction,
                load: placement.load,
                pre_approved: days.0 < placement.first_day,
                schedule: schedules.remove(&placement.id),
                rest_minutes: i64::from(placement.planned_minutes)
                    - used.get(&placement.id).copied().unwrap_or_default(),
            };
            (placement, ahead.schedule.is_none(), ahead.facts(days.0, days.1))
        })
        .collect();
    planned.sort_by_key(|(placement, _, facts)| {
        let day = |fact: Option<&Fact>| fact.and_then(|fact| fact.day);
        (day(facts.first()), day(facts.last()), placement.id)
    });
    Ok(planned)
}

fn carried(placement: &Placement, spread: bool, facts: &[Fact]) -> Option<CarriedOn> {
    Some(CarriedOn {
        placement: placement.id,
        hosting: placement.hosting.clone(),
        days: (facts.first()?.day?, facts.last()?.day?),
        minutes: facts.iter().map(|fact| i64::from(fact.amount)).sum(),
        spread,
    })
}

/// The last day of what is under way; when nothing is, the last day of the year.
pub(super) fn usual_day(placements: &[Placement], today: NaiveDate) -> NaiveDate {
    let under_way = placements.iter().filter(|placement| placement.state == State::Active);
    let last = under_way.map(|placement| placement.last_day).filter(|last| *last > today).max();
    last.or_else(|| NaiveDate::from_ymd_opt(today.year(), 12, 31)).unwrap_or(today)
}
