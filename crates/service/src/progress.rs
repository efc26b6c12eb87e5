//! How far people are: the domain's rules applied to confirmed hours.

mod what_if;

use std::collections::{HashMap, HashSet};

use chrono::{Months, NaiveDate};
use domain::{
    id::PersonId,
    person::{Employment, Person, Profile, RosterLine},
    placement::Placement,
    progress::{
        EngineerPlan, EngineerSummary, Entry, Judgement, Parameters, Rule, Status, Subject, engineer_summary, judge,
    },
};
use serde::{Deserialize, Serialize};

use crate::{
    Ctx, Db, Result,
    guard::{self, ReadProgress, ReadRoster},
    store::{self, person::RosterQuery},
};

pub use what_if::{CarriedOn, WhatIf, what_if};

/// How far one person is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgressView {
    /// The person.
    pub person: Person,
    /// The day as of which it was judged.
    pub as_of: NaiveDate,
    /// The judgement of each national rule; empty for who is only an engineer.
    pub judgements: Vec<Judgement>,
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
    let since = as_of.checked_sub_months(Months::new(6 * 12)).unwrap_or(as_of);
    let entries = store::hours::confirmed(db.reader(), &[id], since).await?.remove(&id).unwrap_or_default();
    let placements = store::placement::of_participant(db.reader(), &guard::visible_placements(ctx)?, id).await?;
    let person = (*allowed).clone();
    let teacher = employed_as(&person, Profile::Teacher, as_of);
    let is_engineer = employed_as(&person, Profile::Engineer, as_of).is_some();
    let judgements = if teacher.is_some() || !is_engineer {
        judge_all(&subject_of(teacher.or_else(|| person.employment_on(as_of))), &entries, as_of)
    } else {
        Vec::new()
    };
    let engineer = is_engineer.then(|| engineer_summary(&plans(&placements), &entries, as_of));
    Ok(ProgressView { person, as_of, judgements, engineer, placements })
}

fn plans(placements: &[Placement]) -> Vec<EngineerPlan> {
    placements
        .iter()
        .filter(|placement| placement.direction == domain::placement::Direction::TeachingSecondment)
        .map(|placement| EngineerPlan {
            placement: placement.id,
            planned_minutes: u32::try_from(placement.planned_minutes).unwrap_or_default(),
            class_hour_minutes: u32::try_from(placement.class_hour_minutes).unwrap_or_default(),
        })
        .collect()
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgressLine {
    /// Who.
    pub person: RosterLine,
    /// The judgements, without their explanations.
    pub judgements: Vec<Judgement>,
}

impl ProgressLine {
    /// How urgent the most urgent rule is, and how much is missing: first what is too late, then what will
    /// soon be, then what has time left.
    fn badness(&self, as_of: NaiveDate) -> (u8, std::cmp::Reverse<u32>) {
        let worst = self.judgements.iter().map(|judgement| rank(judgement, as_of)).min().unwrap_or(u8::MAX);
        let missing = self.judgements.iter().map(|judgement| judgement.remaining_minutes).max().unwrap_or_default();
        (worst, std::cmp::Reverse(missing))
    }
}

/// The place of a judgement among others, the most urgent first.
fn rank(judgement: &Judgement, as_of: NaiveDate) -> u8 {
    match judgement.status {
        Status::Short if judgement.deadline <= as_of => 0,
        Status::AtRisk => 1,
        Status::Short => 2,
        Status::Provisional => 3,
        Status::Met => 4,
        Status::NotApplicable => 5,
    }
}

/// All teachers of the acting organisation, the worst first.
///
/// # Errors
/// Sign-in needed, forbidden.
pub async fn of_organisation(db: &Db, ctx: &Ctx, as_of: Option<NaiveDate>) -> Result<Vec<ProgressLine>> {
    let organisation = ctx.acting_organisation()?;
    guard::organisation::<ReadRoster>(db.reader(), ctx, organisation).await?;
    let as_of = as_of.unwrap_or_else(|| ctx.today(domain::organisation::DEFAULT_ZONE));
    let query = RosterQuery { profile: Some(Profile::Teacher), on: as_of, begun: true, ..Default::default() };
    let mut teachers = store::person::everybody(db.reader(), organisation, &query).await?;
    let mut known = HashSet::new();
    teachers.retain(|teacher| known.insert(teacher.id));
    let hired = store::person::hired_on(db.reader(), organisation, Profile::Teacher, as_of).await?;
    let ids: Vec<PersonId> = teachers.iter().map(|teacher| teacher.id).collect();
    let since = as_of.checked_sub_months(Months::new(5 * 12 + 1)).unwrap_or(as_of);
    let mut entries: HashMap<PersonId, Vec<Entry>> = HashMap::new();
    for chunk in ids.chunks(500) {
        entries.extend(store::hours::confirmed(db.reader(), chunk, since).await?);
    }
    let mut lines: Vec<ProgressLine> = teachers
        .into_iter()
        .map(|person| {
            let subject = Subject { category: person.category, hired_on: hired.get(&person.id).copied() };
            let own = entries.remove(&person.id).unwrap_or_default();
            let mut judgements = judge_all(&subject, &own, as_of);
            judgements.iter_mut().for_each(|judgement| judgement.lines.clear());
            ProgressLine { person, judgements }
        })
        .collect();
    lines.sort_by(|a, b| (a.badness(as_of), &a.person.label).cmp(&(b.badness(as_of), &b.person.label)));
    Ok(lines)
}

fn judge_all(subject: &Subject, entries: &[Entry], as_of: NaiveDate) -> Vec<Judgement> {
    Rule::national(Parameters::default()).iter().map(|rule| judge(rule, subject, entries, as_of)).collect()
}

/// The employment in which a person is `profile` on a day: who works for two is judged as what each needs.
fn employed_as(person: &Person, profile: Profile, on: NaiveDate) -> Option<&Employment> {
    person.employments.iter().find(|employment| employment.profile == profile && employment.covers(on, on))
}

fn subject_of(employment: Option<&Employment>) -> Subject {
    Subject {
        category: employment.and_then(|employment| employment.category),
        hired_on: employment.and_then(|employment| employment.first_day),
    }
}

#[cfg(test)]
mod tests {
    use domain::progress::{DayRange, RuleId};

    use super::*;

    #[test]
    fn what_is_too_late_comes_first_and_what_has_time_left_after_what_is_at_risk() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let as_of = day("2026-11-23");
        let judged = |status, deadline: &str| Judgement {
            rule: RuleId::OneMonthAYear,
            status,
            target_minutes: 480,
            counted_minutes: 0,
            remaining_minutes: 480,
            window: DayRange { first_day: as_of, last_day: as_of },
            deadline: day(deadline),
            missing_workdays: 1,
            workdays_left: 0,
            lines: Vec::new(),
        };
        let ordered = [
            judged(Status::Short, "2026-11-22"),
            judged(Status::AtRisk, "2026-11-30"),
            judged(Status::Short, "2026-12-31"),
            judged(Status::Met, "2026-12-31"),
            judged(Status::NotApplicable, "2026-12-31"),
        ];
        let ranks: Vec<u8> = ordered.iter().map(|judgement| rank(judgement, as_of)).collect();
        assert!(ranks.is_sorted() && ranks.windows(2).all(|pair| pair[0] != pair[1]), "{ranks:?}");
        assert_eq!(rank(&judged(Status::Short, "2026-11-23"), as_of), 0, "the last day is too late");
    }
}
