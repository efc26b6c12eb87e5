//! `people/{id}/forecast`: how a person will stand under each rule in the years ahead.

use domain::{
    id::PersonId,
    policy::{self, Forecast, RuleId},
};
use serde::Serialize;
use service::forecast::{self, RuleForecast};
use utoipa::ToSchema;

use super::{
    Outcome,
    access::Caller,
    page::{List, whole},
    query::Id,
    wire::{self, Day, Key},
};

/// How a person will stand under one rule.
#[derive(Serialize, ToSchema)]
#[schema(as = RuleForecast)]
pub(super) struct Ahead {
    #[schema(value_type = wire::RuleId)]
    rule: RuleId,
    /// Whether the rule's text was read in the source that it names.
    verified: bool,
    /// Today.
    from: Day,
    /// The last day looked at, five years ahead; inclusive.
    until: Day,
    /// By what is confirmed alone.
    without_plan: Course,
    /// By what is logged and what agreed placements plan as well.
    with_plan: Course,
}

/// How the standing develops when nothing else is added.
#[derive(Serialize, ToSchema)]
#[schema(as = ForecastCourse)]
struct Course {
    /// The first day on which the rule is not met after a day on which it was.
    #[schema(required)]
    falls_on: Option<Day>,
    /// The first day on which the rule is met after a day on which it was not.
    #[schema(required)]
    met_on: Option<Day>,
    /// The last day to begin what is missing on the first day on which the rule is not met, a workday's time each
    /// workday. Null when the rule is met throughout, when it is too late, or when it asks for no time.
    #[schema(required)]
    act_by: Option<Day>,
    /// Days in a row on which the same counts, in order; the first one begins today.
    stretches: Vec<Stretch>,
}

/// Days in a row on which the same counts.
#[derive(Serialize, ToSchema)]
#[schema(as = ForecastStretch)]
struct Stretch {
    /// Its first day; it lasts until the next one begins.
    from: Day,
    /// Whether the rule binds the person.
    bound: bool,
    met: bool,
    /// How much counts for what decides: minutes, days or pieces; credits and money in hundredths.
    counted: i64,
    /// How much is asked, in the same unit.
    target: i64,
}

impl From<&policy::Stretch> for Stretch {
    fn from(it: &policy::Stretch) -> Self {
        Self { from: Day(it.first_day), bound: it.bound, met: it.met, counted: it.counted, target: it.target }
    }
}

impl From<&Forecast> for Course {
    fn from(it: &Forecast) -> Self {
        Self {
            falls_on: it.falls_on.map(Day),
            met_on: it.met_on.map(Day),
            act_by: it.act_by.map(Day),
            stretches: it.stretches.iter().map(Stretch::from).collect(),
        }
    }
}

/// How a person will stand in five years under each rule that speaks to them, without and with what is planned.
#[utoipa::path(get, path = "/people/{id}/forecast", operation_id = "read_forecast", tag = "people",
    params(("id" = Key, Path)), responses((status = 200, body = List<Ahead>)))]
pub(super) async fn read(caller: Caller, Id(id): Id) -> Outcome<List<Ahead>> {
    let found = forecast::read(&caller.db, &caller.ctx, PersonId(id)).await?;
    let ahead = |own: &RuleForecast| Ahead {
        rule: own.rule.id.clone(),
        verified: own.rule.verified,
        from: Day(found.from),
        until: Day(found.until),
        without_plan: Course::from(&own.without_plan),
        with_plan: Course::from(&own.with_plan),
    };
    Ok(whole(found.rules.iter().map(ahead).collect()))
}
