//! What judging one person costs: ten years of daily facts, ten rules.

use std::time::Instant;

use chrono::{Datelike, Days, NaiveDate};
use domain::{
    hours::Kind,
    id::{HourEntryId, PlacementId},
    organisation::OrganisationKind,
    person::{Category, DoubleQualifiedLevel, Profile},
    placement::{Direction, Load},
    policy::{
        Calendar, Case, DayRange, Depth, Event, Evidence, Fact, Forecast, Judgement, Library, Licence, Measure,
        Particulars, Prepared, Rule, Source, Standing, Subject, forecast, judge,
    },
};

use crate::Outcome;

/// How many facts: one on each day of ten years.
const FACTS: u32 = 3_650;
/// How many rules.
const RULES: usize = 10;

/// Somebody with ten years of daily facts, and ten rules that bind the person.
pub(crate) struct Daily {
    subject: Subject,
    facts: Vec<Fact>,
    rules: Vec<Rule>,
    as_of: NaiveDate,
}

impl Daily {
    /// The first ten rules of the packs that come with the product that are in force and bind the person.
    pub(crate) fn new() -> Outcome<Self> {
        let as_of = NaiveDate::default() + Days::new(20_500);
        let first_day = as_of - Days::new(u64::from(FACTS) - 1);
        let subject = subject(first_day);
        let library = Library::built_in().map_err(|errors| format!("{errors:?}"))?;
        let binds = |rule: &&Rule| rule.effective.on(as_of) && rule.population.holds(&subject, as_of);
        let rules: Vec<Rule> = library.packs().flat_map(|pack| &pack.rule).filter(binds).take(RULES).cloned().collect();
        assert_eq!(rules.len(), RULES, "so many rules bind the person");
        let facts = (0..FACTS).map(|n| fact(n, first_day + Days::new(n.into()))).collect();
        Ok(Self { subject, facts, rules, as_of })
    }

    /// Milliseconds from the facts to all judgements.
    pub(crate) fn judge(&self, depth: Depth) -> f64 {
        let facts = self.facts.clone();
        let began = Instant::now();
        let facts = Prepared::new(facts, false, false);
        let case = Case { subject: &self.subject, facts: &facts, calendar: Calendar::china() };
        let judged: Vec<Judgement> = self.rules.iter().map(|rule| judge(rule, case, self.as_of, depth)).collect();
        let milliseconds = began.elapsed().as_secs_f64() * 1000.0;
        assert!(judged.iter().any(|judgement| judgement.met), "ten years of facts meet some rule");
        milliseconds
    }

    /// Milliseconds from the facts to the forecasts of five years.
    pub(crate) fn forecast(&self) -> f64 {
        let facts = self.facts.clone();
        let began = Instant::now();
        let facts = Prepared::new(facts, false, false);
        let case = Case { subject: &self.subject, facts: &facts, calendar: Calendar::china() };
        let until = self.as_of + Days::new(5 * 365);
        let ahead: Vec<Forecast> = self.rules.iter().map(|rule| forecast(rule, case, self.as_of, until)).collect();
        let milliseconds = began.elapsed().as_secs_f64() * 1000.0;
        assert!(ahead.iter().any(|forecast| forecast.falls_on.is_some()), "without more facts somebody falls");
        milliseconds
    }
}

fn subject(first_day: NaiveDate) -> Subject {
    Subject {
        profiles: vec![Profile::Teacher],
        double_qualified: Some(DoubleQualifiedLevel::Senior),
        licence: Some(Licence { issued_on: first_day, lapsed_on: None }),
        enterprise_experience: Some(false),
        events: [(Event::TeachingStart, first_day + Days::new(1_000))].into(),
        service: vec![DayRange { first_day, last_day: NaiveDate::MAX }],
        ..Subject::teacher(Category::ProfessionalCourse, Some(first_day))
    }
}

/// A day of work: two in a row on the clock at different hosts, weekends on the roster, a night now and then.
fn fact(n: u32, day: NaiveDate) -> Fact {
    let on_roster = day.weekday().num_days_from_monday() >= 5 || n.is_multiple_of(3);
    let span = match n % 5 {
        0 => Some((22 * 60, 30 * 60)),
        1 | 2 => Some((8 * 60, 17 * 60)),
        _ => None,
    };
    Fact {
        source: Source::Hours(HourEntryId(i64::from(n) + 1)),
        placement: Some(PlacementId(i64::from(n / 120) + 1)),
        day: Some(day),
        span,
        measure: Measure::Time,
        amount: span.map_or(450, |(from, to)| u32::from(to - from)),
        form: match n / 40 % 4 {
            0 => Kind::OnPost,
            1 => Kind::Training,
            2 => Kind::Visit,
            _ => Kind::Research,
        },
        host: if n / 120 % 6 == 5 { OrganisationKind::TrainingBase } else { OrganisationKind::Enterprise },
        direction: Direction::EnterprisePractice,
        load: if (n / 120).is_multiple_of(2) { Load::FullTime } else { Load::PartTime },
        trust: 4,
        standing: Standing::Confirmed,
        particulars: on_roster
            .then(|| Box::new(Particulars { evidence: vec![Evidence::Roster], ..Particulars::default() })),
    }
}
