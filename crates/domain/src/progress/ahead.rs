//! What agreed placements will add: their plan as facts that may come.

use chrono::{Datelike, NaiveDate};

use crate::{
    hours::Kind,
    id::PlacementId,
    organisation::OrganisationKind,
    placement::{Direction, Form, Load},
    policy::{DayRange, Evidence, Fact, Measure, Particulars, Source, Standing},
    schedule::Schedule,
};

/// How much a day is planned at most where a placement has no schedule, in minutes.
const MOST_A_DAY: i64 = 480;

/// The trust of what is planned: the host will confirm it.
const TRUST: u8 = 4;

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
    /// Whether the person is released from other duties.
    pub load: Load,
    /// Whether it was approved before its first day.
    pub pre_approved: bool,
    /// Its schedule, if it has one.
    pub schedule: Option<Schedule>,
    /// Planned minutes that are not logged yet; of no matter where there is a schedule.
    pub rest_minutes: i64,
}

impl Ahead {
    /// What is expected on the days after `today` up to and including `until`, as facts: by the schedule; without
    /// one the rest of the plan evenly on the Mondays to Fridays that are left, at most eight hours a day.
    #[must_use]
    pub fn facts(&self, today: NaiveDate, until: NaiveDate) -> Vec<Fact> {
        let first = self.days.first_day.max(today.succ_opt().unwrap_or(today));
        let ahead = first.iter_days().take_while(|day| *day <= self.days.last_day);
        let expected: Vec<(NaiveDate, i64)> = match &self.schedule {
            Some(schedule) => ahead.map(|day| (day, i64::from(schedule.expected(day)))).collect(),
            None => {
                let workdays: Vec<NaiveDate> = ahead.filter(|day| day.weekday().num_days_from_monday() < 5).collect();
                let count = i64::try_from(workdays.len()).unwrap_or(i64::MAX);
                let rest = self.rest_minutes.clamp(0, count.saturating_mul(MOST_A_DAY));
                // The sum up to each day is rounded, so that nothing of the whole is lost.
                let up_to = |n: i64| rest * n / count.max(1);
                workdays.into_iter().zip(0..).map(|(day, n)| (day, up_to(n + 1) - up_to(n))).collect()
            }
        };
        let expected = expected.into_iter().filter(|(day, minutes)| *minutes > 0 && *day <= until);
        expected.map(|(day, minutes)| self.fact(day, minutes)).collect()
    }

    fn fact(&self, day: NaiveDate, minutes: i64) -> Fact {
        let on_roster = self.schedule.is_some();
        let particulars = || Particulars {
            evidence: if on_roster { vec![Evidence::Roster] } else { Vec::new() },
            pre_approved: self.pre_approved,
            ..Particulars::default()
        };
        Fact {
            source: Source::Plan(self.placement),
            placement: Some(self.placement),
            day: Some(day),
            span: None,
            measure: Measure::Time,
            amount: u32::try_from(minutes).unwrap_or_default(),
            form: self.kind(),
            host: self.host,
            direction: self.direction,
            load: self.load,
            trust: TRUST,
            standing: Standing::Planned,
            particulars: (on_roster || self.pre_approved).then(|| Box::new(particulars())),
        }
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
