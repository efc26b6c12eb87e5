//! A college in the years ahead: month by month who is met, and who falls when.

use std::{collections::HashSet, sync::Arc};

use chrono::{Datelike, Months, NaiveDate};
use domain::{
    id::PersonId,
    person::{Profile, RosterLine},
    policy::{Forecast, Measure, Rule},
};

use super::{RuleForecast, horizon, rules_ahead};
use crate::{
    Ctx, Db, Failure, Result,
    fact::{self, Testimony},
    guard::{self, ReadRoster},
    rule_pack::Rulebook,
    store::{self, person::RosterQuery},
};

/// How many people are judged in one go.
const PEOPLE: usize = 50;

/// How many people of a college a rule binds and how many meet it, month by month.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleAhead {
    /// The rule.
    pub rule: Arc<Rule>,
    /// How many are bound, on each of the days.
    pub bound: Vec<u32>,
    /// How many meet it by what is confirmed alone, on each of the days.
    pub without_plan: Vec<u32>,
    /// How many meet it with what is logged and planned, on each of the days.
    pub with_plan: Vec<u32>,
}

/// Somebody who meets a rule and will cease to, if nothing is added.
#[derive(Clone, Debug, PartialEq)]
pub struct Fall {
    /// Who.
    pub person: RosterLine,
    /// Which rule.
    pub rule: Arc<Rule>,
    /// The first day on which the rule is not met any more, by what is confirmed alone.
    pub falls_on: NaiveDate,
    /// The last day to begin what is missing then; none where the rule asks for no time.
    pub act_by: Option<NaiveDate>,
    /// Whether it is too late to make up what is missing by the day of the fall.
    pub too_late: bool,
    /// The same with what is logged and planned: none when the rule is met throughout.
    pub falls_with_plan: Option<NaiveDate>,
}

/// A college in the years ahead.
#[derive(Clone, Debug)]
pub struct CollegeForecast {
    /// Today, then the first day of each month up to the last one looked at.
    pub days: Vec<NaiveDate>,
    /// Each rule that binds somebody, in the order of the rules.
    pub rules: Vec<RuleAhead>,
    /// Who falls, the one first who must act first.
    pub falls: Vec<Fall>,
    /// How many teachers and engineers were judged.
    pub people: usize,
}

impl CollegeForecast {
    /// The last day looked at, inclusive.
    #[must_use]
    pub fn until(&self) -> Option<NaiveDate> {
        self.days.last().copied()
    }
}

/// The acting organisation in the five years ahead, without and with the planned placements.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn of_college(db: &Db, ctx: &Ctx) -> Result<CollegeForecast> {
    let organisation = ctx.acting_organisation()?;
    guard::organisation::<ReadRoster>(db.reader(), ctx, organisation).await?;
    let (from, until) = horizon(ctx);
    let query = RosterQuery { on: from, begun: true, ..Default::default() };
    let mut people = store::person::everybody(db.reader(), organisation, &query).await?;
    let mut met = HashSet::new();
    people.retain(|person| person.profile != Profile::Staff && met.insert(person.id));
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let book = Rulebook::load(db.reader(), from).await?;
    let mut known = fact::of_people(db.reader(), &ids, Testimony::Any).await?;
    let mut ahead = store::forecast::ahead(db.reader(), &ids, from).await?;
    let mut asked = people.iter().map(|person| {
        let mut known = known.remove(&person.id).unwrap_or_default();
        let bound = known.bound(&book, &[organisation], from);
        (bound, known, ahead.remove(&person.id).unwrap_or_default())
    });
    // Each lot on a thread of its own, as many as there are cores at a time, away from those that answer requests.
    let mut judging = Vec::with_capacity(people.len() / PEOPLE + 1);
    loop {
        let lot: Vec<_> = asked.by_ref().take(PEOPLE).collect();
        if lot.is_empty() {
            break;
        }
        judging.push(tokio::task::spawn_blocking(move || {
            let one = |(bound, known, ahead): (Vec<_>, _, _)| rules_ahead(&bound, known, ahead, from, until);
            lot.into_iter().map(one).collect::<Vec<Vec<RuleForecast>>>()
        }));
    }
    drop(asked);
    let mut judged = Vec::with_capacity(people.len());
    for lot in judging {
        judged.extend(lot.await.map_err(Failure::internal)?);
    }
    Ok(told(people, judged, months(from, until)))
}

/// A day, then the first day of each month after it up to and including another.
fn months(from: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
    let next = |day: &NaiveDate| day.with_day(1)?.checked_add_months(Months::new(1));
    std::iter::successors(Some(from), next).take_while(|day| *day <= until).collect()
}

fn told(people: Vec<RosterLine>, judged: Vec<Vec<RuleForecast>>, days: Vec<NaiveDate>) -> CollegeForecast {
    let mut rules: Vec<RuleAhead> = Vec::new();
    let mut falls = Vec::new();
    let count = people.len();
    for (person, judged) in people.into_iter().zip(judged) {
        for own in judged.into_iter().filter(RuleForecast::is_bound) {
            let of_rule = match rules.iter_mut().position(|it| it.rule.id == own.rule.id) {
                Some(at) => rules.get_mut(at),
                None => {
                    let nobody = || vec![0; days.len()];
                    let rule = Arc::clone(&own.rule);
                    rules.push(RuleAhead { rule, bound: nobody(), without_plan: nobody(), with_plan: nobody() });
                    rules.last_mut()
                }
            };
            if let Some(of_rule) = of_rule {
                add(&mut of_rule.bound, &own.without_plan, &days, |forecast, day| {
                    forecast.on(day).is_some_and(|it| it.bound)
                });
                add(&mut of_rule.without_plan, &own.without_plan, &days, is_met);
                add(&mut of_rule.with_plan, &own.with_plan, &days, is_met);
            }
            falls.extend(fall(&person, own));
        }
    }
    falls.sort_by_cached_key(|fall: &Fall| (fall.must_act_by(), fall.falls_on, fall.person.label.clone()));
    CollegeForecast { days, rules, falls, people: count }
}

fn is_met(forecast: &Forecast, day: NaiveDate) -> bool {
    forecast.on(day).is_some_and(|stretch| stretch.met)
}

fn add(counts: &mut [u32], forecast: &Forecast, days: &[NaiveDate], is: impl Fn(&Forecast, NaiveDate) -> bool) {
    for (count, day) in counts.iter_mut().zip(days) {
        *count += u32::from(is(forecast, *day));
    }
}

/// Who meets a rule today and ceases to.
fn fall(person: &RosterLine, own: RuleForecast) -> Option<Fall> {
    let falls_on = own.without_plan.falls_on.filter(|_| own.without_plan.stretches.first().is_some_and(|it| it.met))?;
    let act_by = own.without_plan.act_by;
    let asks_time = own
        .rule
        .criterion
        .iter()
        .any(|criterion| matches!(criterion.target.unit.measure(), Measure::Time | Measure::AttendanceDays));
    Some(Fall {
        person: person.clone(),
        falls_on,
        act_by,
        too_late: act_by.is_none() && asks_time,
        falls_with_plan: own.with_plan.falls_on,
        rule: own.rule,
    })
}

impl Fall {
    /// The last day to begin; the first of all where it is too late, the day of the fall where no time is asked.
    fn must_act_by(&self) -> NaiveDate {
        if self.too_late { NaiveDate::MIN } else { self.act_by.unwrap_or(self.falls_on) }
    }
}
