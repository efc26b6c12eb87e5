//! What if a person stops here: the rules on a day ahead, with what is confirmed, logged and planned.

use std::collections::HashMap;

use chrono::{Datelike, Months, NaiveDate};
use domain::{
    id::{PersonId, PlacementId},
    organisation::{DEFAULT_ZONE, OrganisationRef},
    person::{Person, Profile},
    placement::{Placement, State},
    progress::{
        Ahead, DayRange, EngineerSummary, Entry, Hours, JudgedBy, Judgement, Outcome, Parameters, Rule,
        what_if as judge,
    },
};
use serde::{Deserialize, Serialize};

use super::{employed_as, plans, subject_of};
use crate::{
    Ctx, Db, Result,
    guard::{self, ReadProgress},
    store,
};

/// An agreed placement that is carried on until the day asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// A person's rules on a day ahead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WhatIf {
    /// Who.
    pub person: Person,
    /// Today.
    pub today: NaiveDate,
    /// The day on which it is judged; never before today.
    pub day: NaiveDate,
    /// The same as of today, by what is confirmed: which rule is met now, and until when.
    pub now: Vec<Judgement>,
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
    let since = today.checked_sub_months(Months::new(6 * 12)).unwrap_or(today);
    let confirmed = store::hours::confirmed(db.reader(), &[id], since).await?.remove(&id).unwrap_or_default();
    let logged = store::hours::unconfirmed(db.reader(), &allowed, since).await?;
    let ids: Vec<PlacementId> = agreed(&placements).map(|placement| placement.id).collect();
    let mut schedules = store::schedule::of_many(db.reader(), &ids).await?;
    let mut used: HashMap<PlacementId, i64> = HashMap::new();
    for entry in confirmed.iter().chain(&logged) {
        *used.entry(entry.placement).or_default() += i64::from(entry.minutes);
    }
    let (mut planned, mut carried_on): (Vec<Entry>, Vec<CarriedOn>) = (Vec::new(), Vec::new());
    for placement in agreed(&placements) {
        let ahead = Ahead {
            placement: placement.id,
            days: DayRange { first_day: placement.first_day, last_day: placement.last_day },
            form: placement.form,
            host: placement.hosting.kind,
            direction: placement.direction,
            schedule: schedules.remove(&placement.id),
            rest_minutes: i64::from(placement.planned_minutes) - used.get(&placement.id).copied().unwrap_or_default(),
        };
        let entries = ahead.entries(today, day);
        if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
            carried_on.push(CarriedOn {
                placement: placement.id,
                hosting: placement.hosting.clone(),
                days: (first.day, last.day),
                minutes: entries.iter().map(|entry| i64::from(entry.minutes)).sum(),
                spread: ahead.schedule.is_none(),
            });
        }
        planned.extend(entries);
    }
    carried_on.sort_by_key(|carried| (carried.days, carried.placement));

    let teacher = employed_as(&person, Profile::Teacher, today);
    let engineer = employed_as(&person, Profile::Engineer, today).is_some();
    let national = Rule::national(Parameters::default());
    let plans = plans(&placements);
    let by = JudgedBy {
        rules: if teacher.is_some() || !engineer { &national } else { &[] },
        subject: subject_of(teacher.or_else(|| person.employment_on(today))),
        plans: engineer.then_some(plans.as_slice()),
    };
    let outcomes = judge(by, Hours { confirmed: &confirmed, logged: &logged, planned: &planned }, day);
    let none = Hours { confirmed: &confirmed, logged: &[], planned: &[] };
    let now = judge(by, none, today).into_iter().next();
    let (now, engineer_now) = now.map(|outcome| (outcome.judgements, outcome.engineer)).unwrap_or_default();
    let logged_minutes = logged.iter().filter(|entry| entry.day <= day).map(|entry| i64::from(entry.minutes)).sum();
    Ok(WhatIf { person, today, day, now, engineer_now, outcomes, logged_minutes, carried_on })
}

fn agreed(placements: &[Placement]) -> impl Iterator<Item = &Placement> {
    placements.iter().filter(|placement| matches!(placement.state, State::Approved | State::Active))
}

/// The last day of what is under way; when nothing is, the last day of the year.
fn usual_day(placements: &[Placement], today: NaiveDate) -> NaiveDate {
    let under_way = placements.iter().filter(|placement| placement.state == State::Active);
    let last = under_way.map(|placement| placement.last_day).filter(|last| *last > today).max();
    last.or_else(|| NaiveDate::from_ymd_opt(today.year(), 12, 31)).unwrap_or(today)
}
