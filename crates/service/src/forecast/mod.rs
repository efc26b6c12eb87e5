//! How people stand in the years ahead: without what is planned and with it. Nothing of it is stored.

mod college;

use std::{collections::HashMap, sync::Arc};

use chrono::{Months, NaiveDate};
use domain::{
    id::{PersonId, PlacementId},
    organisation::DEFAULT_ZONE,
    person::Person,
    policy::{Case, Fact, Forecast, Measure, Prepared, Rule, forecast},
    progress::Ahead,
};

pub use self::college::{CollegeForecast, Fall, RuleAhead, of_college};
use crate::{
    Ctx, Db, Result,
    fact::{self, Bound, Known, Testimony, speaks_to},
    guard::{self, ReadProgress},
    rule_pack::Rulebook,
    store,
};

/// How far ahead anybody looks, in years.
pub const YEARS: u32 = 5;

/// How a person stands under one rule in the years ahead.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleForecast {
    /// The rule, as it is in force at the employer today.
    pub rule: Arc<Rule>,
    /// By what is confirmed alone.
    pub without_plan: Forecast,
    /// By what is logged and what agreed placements plan as well.
    pub with_plan: Forecast,
}

impl RuleForecast {
    /// Whether it binds the person on any day looked at.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        self.without_plan.stretches.iter().any(|stretch| stretch.bound)
    }
}

/// How a person stands in the years ahead.
#[derive(Clone, Debug)]
pub struct PersonForecast {
    /// Who.
    pub person: Person,
    /// Today: the first day looked at.
    pub from: NaiveDate,
    /// The last day looked at, inclusive.
    pub until: NaiveDate,
    /// Each rule that speaks to the person.
    pub rules: Vec<RuleForecast>,
}

/// How a person stands in the five years ahead, without and with the planned placements.
///
/// # Errors
/// Not found, forbidden.
pub async fn read(db: &Db, ctx: &Ctx, id: PersonId) -> Result<PersonForecast> {
    let allowed = guard::person::<ReadProgress>(db.reader(), ctx, id).await?;
    let (from, until) = horizon(ctx);
    let mut known = fact::of_people(db.reader(), &[id], Testimony::Any).await?.remove(&id).unwrap_or_default();
    let ahead = store::forecast::ahead(db.reader(), &[id], from).await?.remove(&id).unwrap_or_default();
    let book = Rulebook::load(db.reader(), from).await?;
    let employers = known.employers(from);
    let bound = known.bound(&book, &employers, from);
    let person = (*allowed).clone();
    Ok(PersonForecast { person, from, until, rules: rules_ahead(&bound, known, ahead, from, until) })
}

/// Today and the last day of the years ahead.
fn horizon(ctx: &Ctx) -> (NaiveDate, NaiveDate) {
    let today = ctx.today(DEFAULT_ZONE);
    (today, today.checked_add_months(Months::new(12 * YEARS)).unwrap_or(today))
}

/// The forecasts of somebody by the rules of each employer; one that several have is told once, where it binds.
fn rules_ahead(
    bound: &[Bound],
    known: Known,
    ahead: Vec<Ahead>,
    from: NaiveDate,
    until: NaiveDate,
) -> Vec<RuleForecast> {
    let confirmed = Prepared::new(known.facts.clone(), false, false);
    let planned = planned(known.facts, ahead, (from, until)).map(|facts| Prepared::new(facts, true, true));
    let mut told: Vec<RuleForecast> = Vec::new();
    for Bound { subject, rules, state } in bound {
        for rule in rules.iter().filter(|rule| speaks_to(&rule.population, subject)) {
            let same = told.iter().position(|it| it.rule.id == rule.id);
            if same.and_then(|at| told.get(at)).is_some_and(RuleForecast::is_bound) {
                continue;
            }
            let by = |facts| forecast(rule, Case { subject, facts, calendar: &state.calendar }, from, until);
            let without_plan = by(&confirmed);
            let with_plan = planned.as_ref().map_or_else(|| without_plan.clone(), by);
            let own = RuleForecast { rule: Arc::clone(rule), without_plan, with_plan };
            match same.and_then(|at| told.get_mut(at)) {
                Some(other) => *other = own,
                None => told.push(own),
            }
        }
    }
    told
}

/// What is known and what agreed placements plan between two days; none when nothing is logged or planned that
/// is not confirmed.
fn planned(mut facts: Vec<Fact>, ahead: Vec<Ahead>, days: (NaiveDate, NaiveDate)) -> Option<Vec<Fact>> {
    use domain::policy::Standing;
    let mut logged: HashMap<PlacementId, i64> = HashMap::new();
    for fact in facts.iter().filter(|fact| fact.measure == Measure::Time) {
        if let Some(placement) = fact.placement {
            *logged.entry(placement).or_default() += i64::from(fact.amount);
        }
    }
    for mut placement in ahead {
        placement.rest_minutes -= logged.get(&placement.placement).copied().unwrap_or_default();
        facts.extend(placement.facts(days.0, days.1));
    }
    let is_open = |fact: &Fact| matches!(fact.standing, Standing::Claimed | Standing::Planned);
    facts.iter().any(is_open).then_some(facts)
}
