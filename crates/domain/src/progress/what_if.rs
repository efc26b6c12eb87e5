//! What if somebody stops here: the rules on a day ahead, by what is confirmed, by what is logged as well,
//! and by what is planned.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{DayRange, EngineerPlan, EngineerSummary, Entry, Judgement, Rule, Subject, engineer_summary, judge};
use crate::{
    hours::Kind,
    id::{HourEntryId, PlacementId},
    organisation::OrganisationKind,
    placement::{Direction, Form},
    schedule::Schedule,
};

/// How much a day is planned at most where a placement has no schedule, in minutes.
const MOST_A_DAY: i64 = 480;

text_enum! {
    /// From which hours the rules are judged on a day ahead.
    pub enum Case {
        /// Stop here: what is confirmed today and nothing else.
        Stop = "stop",
        /// What is logged but not confirmed is confirmed as well.
        Logged = "logged",
        /// The agreed placements go on as they are planned besides.
        Plan = "plan",
    }
}

/// An agreed placement that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// The placement.
    pub placement: PlacementId,
    /// Its days.
    pub days: DayRange,
    /// Its form: what the time is spent on.
    pub form: Form,
    /// The kind of its host.
    pub host: OrganisationKind,
    /// Its direction.
    pub direction: Direction,
    /// Its schedule, if it has one.
    pub schedule: Option<Schedule>,
    /// Planned minutes that are not logged yet; of no matter where there is a schedule.
    pub rest_minutes: i64,
}

impl Ahead {
    /// What is expected on the days after `today` up to and including `until`, as entries to judge: by the
    /// schedule; without one the rest of the plan evenly on the Mondays to Fridays that are left, at most
    /// eight hours a day.
    #[must_use]
    pub fn entries(&self, today: NaiveDate, until: NaiveDate) -> Vec<Entry> {
        let first = self.days.first_day.max(today.succ_opt().unwrap_or(today));
        let ahead = first.iter_days().take_while(|day| *day <= self.days.last_day);
        let kind = self.kind();
        let entry = |day, minutes: i64| Entry {
            id: HourEntryId(0),
            placement: self.placement,
            day,
            minutes: u32::try_from(minutes).unwrap_or_default(),
            span: None,
            kind,
            host: self.host,
            direction: self.direction,
        };
        let expected: Vec<Entry> = match &self.schedule {
            Some(schedule) => ahead.map(|day| entry(day, i64::from(schedule.expected(day)))).collect(),
            None => {
                let workdays: Vec<NaiveDate> = ahead.filter(|day| day.weekday().num_days_from_monday() < 5).collect();
                let count = i64::try_from(workdays.len()).unwrap_or(i64::MAX);
                let rest = self.rest_minutes.clamp(0, count.saturating_mul(MOST_A_DAY));
                // The sum up to each day is rounded, so that nothing of the whole is lost.
                let up_to = |n: i64| rest * n / count.max(1);
                workdays.into_iter().zip(0..).map(|(day, n)| entry(day, up_to(n + 1) - up_to(n))).collect()
            }
        };
        expected.into_iter().filter(|entry| entry.minutes > 0 && entry.day <= until).collect()
    }

    const fn kind(&self) -> Kind {
        match (self.direction, self.form) {
            (Direction::TeachingSecondment, _) => Kind::ClassHours,
            (_, Form::Visit) => Kind::Visit,
            (_, Form::Training) => Kind::Training,
            (_, Form::Research) => Kind::Research,
            _ => Kind::OnPost,
        }
    }
}

/// The rules on a day ahead in one case, without the lines that explain them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// From which hours.
    pub case: Case,
    /// The judgement of each rule.
    pub judgements: Vec<Judgement>,
    /// The sums of an engineer.
    pub engineer: Option<EngineerSummary>,
}

/// What a person is judged by.
#[derive(Clone, Copy, Debug)]
pub struct JudgedBy<'a> {
    /// The rules; none for who is only an engineer.
    pub rules: &'a [Rule],
    /// The person as a teacher.
    pub subject: Subject,
    /// The plans of an engineer; none for who is only a teacher.
    pub plans: Option<&'a [EngineerPlan]>,
}

/// The hours of a person by how certain they are.
#[derive(Clone, Copy, Debug)]
pub struct Hours<'a> {
    /// Confirmed.
    pub confirmed: &'a [Entry],
    /// Logged and not confirmed.
    pub logged: &'a [Entry],
    /// Planned on the days ahead.
    pub planned: &'a [Entry],
}

/// Judges a person as of `day` in each [`Case`], in their order; each takes in what the one before it does.
#[must_use]
pub fn what_if(by: JudgedBy<'_>, hours: Hours<'_>, day: NaiveDate) -> Vec<Outcome> {
    let mut entries = hours.confirmed.to_vec();
    let outcome = |case: Case| {
        match case {
            Case::Stop => {}
            Case::Logged => entries.extend_from_slice(hours.logged),
            Case::Plan => entries.extend_from_slice(hours.planned),
        }
        let judged = |rule| Judgement { lines: Vec::new(), ..judge(rule, &by.subject, &entries, day) };
        let judgements = by.rules.iter().map(judged).collect();
        let engineer =
            by.plans.map(|plans| EngineerSummary { lines: Vec::new(), ..engineer_summary(plans, &entries, day) });
        Outcome { case, judgements, engineer }
    };
    Case::ALL.iter().copied().map(outcome).collect()
}
