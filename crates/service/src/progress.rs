//! How far people are: the rules in force at their employers applied to what is known of them. Nothing of it is
//! stored, so that a new hour entry touches the judgement of one person and no other.

mod everybody;
mod trial;
mod what_if;

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::{
    id::{OrganisationId, PersonId},
    person::{Employment, Person, Profile, RosterLine},
    placement::{Direction, Placement},
    policy::{Depth, Prepared, RuleId, Standing, Status},
    progress::{EngineerPlan, EngineerSummary, engineer_summary},
};

use crate::{
    Ctx, Db, Result,
    fact::{self, Testimony, judge_all},
    guard::{self, ReadProgress, ReadRoster},
    rule_pack::{self, Rulebook},
    store::{self, person::RosterQuery},
};

pub use crate::fact::Judged;
pub use everybody::{Asked, Everybody, judge_everybody};
pub use trial::{Trial, trial};
pub use what_if::{CarriedOn, Outcome, WhatIf, what_if};

/// How far one person is.
#[derive(Clone, Debug)]
pub struct ProgressView {
    /// The person.
    pub person: Person,
    /// The day as of which it was judged.
    pub as_of: NaiveDate,
    /// What was judged, in the order by which lines name it: what is claimed as well, which counts for nothing.
    pub facts: Prepared,
    /// Each rule that speaks to the person, with every line of its judgement.
    pub judged: Vec<Judged>,
    /// The sums of an engineer; none for who is only a teacher.
    pub engineer: Option<EngineerSummary>,
    /// The person's placements, the latest first.
    pub placements: Vec<Placement>,
}

/// How far a person is as of a day; today when none is given.
///
/// # Errors
/// Not found.
pub async fn read(db: &Db, ctx: &Ctx, id: PersonId, as_of: Option<NaiveDate>) -> Result<ProgressView> {
    let allowed = guard::person::<ReadProgress>(db.reader(), ctx, id).await?;
    let as_of = as_of.unwrap_or_else(|| ctx.today(domain::organisation::DEFAULT_ZONE));
    let mut known = fact::of_people(db.reader(), &[id], Testimony::Any).await?.remove(&id).unwrap_or_default();
    let book = Rulebook::load(db.reader(), as_of).await?;
    let placements = store::placement::of_participant(db.reader(), &guard::visible_placements(ctx)?, id).await?;
    let person = (*allowed).clone();
    let employers = known.employers(as_of);
    let bound = known.bound(&book, &employers, as_of);
    let facts = Prepared::new(known.facts, false, false);
    let judged = judge_all(&bound, &facts, as_of, Depth::Lines);
    let is_engineer = employed_as(&person, Profile::Engineer, as_of).is_some();
    let sums = || engineer_summary(&plans(&placements), facts.facts(), &[Standing::Confirmed], as_of);
    let engineer = is_engineer.then(sums);
    Ok(ProgressView { person, as_of, facts, judged, engineer, placements })
}

fn plans(placements: &[Placement]) -> Vec<EngineerPlan> {
    placements
        .iter()
        .filter(|placement| placement.direction == Direction::TeachingSecondment)
        .map(|placement| EngineerPlan {
            placement: placement.id,
            planned_minutes: u32::try_from(placement.planned_minutes).unwrap_or_default(),
            class_hour_minutes: u32::try_from(placement.class_hour_minutes).unwrap_or_default(),
        })
        .collect()
}

/// The pack and version that a rule comes from by which a person is judged on a day; today when none is given.
///
/// # Errors
/// Not found.
pub async fn origin(
    db: &Db,
    ctx: &Ctx,
    id: PersonId,
    rule: &RuleId,
    as_of: Option<NaiveDate>,
) -> Result<Option<(String, String)>> {
    let person = guard::person::<ReadProgress>(db.reader(), ctx, id).await?;
    let on = as_of.unwrap_or_else(|| ctx.today(domain::organisation::DEFAULT_ZONE));
    let employed = person.employments.iter().filter(|employment| employment.covers(on, on));
    let employers: Vec<OrganisationId> = employed.map(|employment| employment.organisation.id).collect();
    rule_pack::origin(db.reader(), &employers, rule, on).await
}

/// How far the actor is.
///
/// # Errors
/// Sign-in needed.
pub async fn own(db: &Db, ctx: &Ctx, as_of: Option<NaiveDate>) -> Result<ProgressView> {
    let person = ctx.acting()?.person;
    read(db, ctx, person, as_of).await
}

/// One line of the college's progress.
#[derive(Clone, Debug)]
pub struct ProgressLine {
    /// Who.
    pub person: RosterLine,
    /// Each rule that speaks to the person, without the lines of its judgement.
    pub judged: Vec<Judged>,
}

impl ProgressLine {
    /// How urgent the most urgent rule is, and how much is missing: first what is too late, then what will
    /// soon be, then what has time left.
    fn badness(&self, as_of: NaiveDate) -> (u8, std::cmp::Reverse<u32>) {
        let worst = self.judged.iter().map(|judged| rank(judged, as_of)).min().unwrap_or(u8::MAX);
        let missing = self.judged.iter().map(|judged| judged.judgement.missing_workdays).max().unwrap_or_default();
        (worst, std::cmp::Reverse(missing))
    }
}

/// The place of a judgement among others, the most urgent first.
#[must_use]
pub fn rank(judged: &Judged, as_of: NaiveDate) -> u8 {
    match judged.judgement.status {
        Status::Short if judged.judgement.deadline() <= as_of => 0,
        Status::AtRisk => 1,
        Status::Short => 2,
        Status::Provisional => 3,
        Status::Met => 4,
        Status::NotApplicable => 5,
    }
}

/// All teachers and engineers of the acting organisation, the worst first.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn of_organisation(db: &Db, ctx: &Ctx, as_of: Option<NaiveDate>) -> Result<Vec<ProgressLine>> {
    let organisation = ctx.acting_organisation()?;
    guard::organisation::<ReadRoster>(db.reader(), ctx, organisation).await?;
    let as_of = as_of.unwrap_or_else(|| ctx.today(domain::organisation::DEFAULT_ZONE));
    let query = RosterQuery { on: as_of, begun: true, ..Default::default() };
    let mut people = store::person::everybody(db.reader(), organisation, &query).await?;
    let mut met = HashSet::new();
    people.retain(|person| person.profile != Profile::Staff && met.insert(person.id));
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let book = Rulebook::load(db.reader(), as_of).await?;
    let mut known = fact::of_people(db.reader(), &ids, Testimony::Confirmed).await?;
    let mut lines: Vec<ProgressLine> = people
        .into_iter()
        .map(|person| {
            let mut known = known.remove(&person.id).unwrap_or_default();
            let bound = known.bound(&book, &[organisation], as_of);
            let judged = judge_all(&bound, &Prepared::new(known.facts, false, false), as_of, Depth::Deadline);
            ProgressLine { person, judged }
        })
        .collect();
    lines.sort_by_cached_key(|line| (line.badness(as_of), line.person.label.clone()));
    Ok(lines)
}

/// The employment in which a person is `profile` on a day.
fn employed_as(person: &Person, profile: Profile, on: NaiveDate) -> Option<&Employment> {
    person.employments.iter().find(|employment| employment.profile == profile && employment.covers(on, on))
}
