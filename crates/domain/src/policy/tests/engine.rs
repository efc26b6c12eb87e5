//! The engine against an oracle that walks over every minute of every day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::super::*;
use crate::{
    hours::Kind,
    id::{HourEntryId, PlacementId},
    organisation::OrganisationKind,
    person::Category,
    placement::{Direction, Load},
};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn add(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_signed(chrono::Duration::days(days)).unwrap()
}

pub(super) fn fact(id: i64, on: NaiveDate, minutes: u32) -> Fact {
    Fact {
        source: Source::Hours(HourEntryId(id)),
        placement: Some(PlacementId(1)),
        day: Some(on),
        span: None,
        measure: Measure::Time,
        amount: minutes,
        form: Kind::OnPost,
        host: OrganisationKind::Enterprise,
        direction: Direction::EnterprisePractice,
        load: Load::FullTime,
        trust: 4,
        standing: Standing::Confirmed,
        particulars: None,
    }
}

pub(super) fn rule(window: WindowKind, length: Option<Length>, target: Amount) -> Rule {
    let text = Text { zh: "规定".into(), en: "Rule".into() };
    let criterion = Criterion {
        id: "practice".into(),
        title: None,
        clause: None,
        window: Window { kind: window, length, anchor: Some(day("2020-03-01")), starts: None, event: None, clip: true },
        target,
        bound: Bound::AtLeast,
        per_attendance_day: false,
        counts: None,
        requires: None,
        eligible: Eligible { hosts: vec![OrganisationKind::Enterprise], ..Eligible::default() },
        convert: Vec::new(),
        caps: Vec::new(),
        sub_targets: Vec::new(),
        carry: None,
        overlap: Prefer::HighestTrust,
        pause: Vec::new(),
        travel_days: TravelDays::Exclude,
        rest_days: RestDays::Count,
        category_change: CategoryChange::Full,
        contiguous_preferred: false,
    };
    Rule {
        id: RuleId("test".into()),
        title: text.clone(),
        authority: text.clone(),
        document: "1".into(),
        clause: text,
        source: None,
        verified: false,
        effective: Effective { from: day("2000-01-01"), to: None },
        supersedes: None,
        inherits: None,
        may_strengthen: Vec::new(),
        population: Population::default(),
        reading: Reading::default(),
        need: None,
        grace: None,
        reinstatement: None,
        advisory: false,
        effects: Vec::new(),
        approvals: Vec::new(),
        criterion: vec![criterion],
    }
}

pub(super) fn teacher() -> Subject {
    Subject::teacher(Category::ProfessionalCourse, None)
}

pub(super) fn cap(per: Per, hours: i64) -> Cap {
    let amount = Amount::new(hours, Unit::Hour);
    Cap { id: per.as_str().into(), per, amount, filter: Filter::default(), waivable: false, clause: None }
}

/// Days close together, so that edges, overlaps and caps are met often.
pub(super) fn a_fact(around: NaiveDate) -> impl Strategy<Value = Fact> {
    let near = move |days: i64| add(around, days);
    let when = prop_oneof![
        (-4..4i64).prop_map(near),
        (-95..-85i64).prop_map(near),
        (-400..120i64).prop_map(near),
        (-35..35i64).prop_map(near),
    ];
    let length = prop_oneof![
        (0..=900u32).prop_map(|minutes| (minutes, None)),
        (0..1439u16, 1..=900u16).prop_map(|(start, length)| (length.into(), Some((start, start + length)))),
        (6..12u16, 1..6u16)
            .prop_map(|(start, hours)| (u32::from(hours) * 60, Some((start * 60, (start + hours) * 60)))),
    ];
    let host = prop_oneof![5 => Just(OrganisationKind::Enterprise), 1 => Just(OrganisationKind::TrainingBase)];
    let standing =
        prop_oneof![6 => Just(Standing::Confirmed), 1 => Just(Standing::Claimed), 1 => Just(Standing::Withdrawn)];
    let travel = prop_oneof![8 => Just(false), 1 => Just(true)];
    (when, length, host, 1..4i64, 1..6u8, standing, travel).prop_map(
        |(on, (minutes, span), host, placement, trust, standing, travel)| Fact {
            placement: Some(PlacementId(placement)),
            span,
            host,
            trust,
            standing,
            particulars: travel.then(|| Box::new(Particulars { travel: true, ..Particulars::default() })),
            ..fact(0, on, minutes)
        },
    )
}

pub(super) fn facts(around: NaiveDate, most: usize) -> impl Strategy<Value = Vec<Fact>> {
    proptest::collection::vec(a_fact(around), 0..most).prop_map(|mut facts| {
        for (id, fact) in (1..).zip(&mut facts) {
            fact.source = Source::Hours(HourEntryId(id));
        }
        facts
    })
}

pub(super) fn a_rule() -> impl Strategy<Value = Rule> {
    let window = prop_oneof![
        Just((WindowKind::Rolling, Some(Length { months: 3, ..Length::default() }))),
        Just((WindowKind::Rolling, Some(Length::years(1)))),
        Just((WindowKind::CalendarYear, None)),
        Just((WindowKind::AcademicYear, None)),
        Just((WindowKind::FixedCycle, Some(Length { months: 5, ..Length::default() }))),
        Just((WindowKind::Always, None)),
    ];
    let caps = proptest::sample::subsequence(vec![Per::Day, Per::Week, Per::Activity, Per::Window], 0..=2);
    (window, prop_oneof![1..8i64, 1..60i64], caps, any::<bool>(), any::<bool>()).prop_map(
        |((kind, length), hours, caps, clip, earliest)| {
            let mut rule = rule(kind, length, Amount::new(hours, Unit::Hour));
            let criterion = &mut rule.criterion[0];
            let hours = |per| match per {
                Per::Day => 8,
                Per::Week => 20,
                Per::Activity => 30,
                Per::Window => 50,
            };
            criterion.caps = caps.into_iter().map(|per| cap(per, hours(per))).collect();
            criterion.window.clip = clip;
            criterion.overlap = if earliest { Prefer::Earliest } else { Prefer::HighestTrust };
            rule
        },
    )
}

/// What counts of facts, minute by minute: a minute of the clock counts once.
fn minutes_that_count(rule: &Rule, facts: &[Fact], range: DayRange) -> i64 {
    let criterion = &rule.criterion[0];
    let mut by_day: BTreeMap<NaiveDate, (BTreeSet<u32>, i64)> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| fact.standing == Standing::Confirmed) {
        if fact.host != OrganisationKind::Enterprise || fact.particulars.is_some() {
            continue;
        }
        let began = fact.day.unwrap();
        for minute in 0..fact.amount {
            let clock = fact.span.map_or(0, |(start, _)| u32::from(start)) + minute;
            let over = fact.span.is_some() && clock >= 1440;
            let on = if over { add(began, 1) } else { began };
            if !range.contains(if criterion.window.clip { on } else { began }) {
                continue;
            }
            let (timed, untimed) = by_day.entry(on).or_default();
            if fact.span.is_some() {
                timed.insert(clock % 1440);
            } else {
                *untimed += 1;
            }
        }
    }
    let day_cap = criterion.caps.iter().any(|cap| cap.per == Per::Day);
    let of_day = |(timed, untimed): (BTreeSet<u32>, i64)| {
        let sum = i64::try_from(timed.len()).unwrap() + untimed;
        if day_cap { sum.min(480) } else { sum }
    };
    by_day.into_values().map(of_day).sum()
}

fn judged(rule: &Rule, facts: &[Fact], as_of: NaiveDate, depth: Depth) -> (Judgement, Prepared) {
    let prepared = Prepared::new(facts.to_vec(), false, false);
    let calendar = Calendar::default();
    let case = Case { subject: &teacher(), facts: &prepared, calendar: &calendar };
    (judge(rule, case, as_of, depth), prepared)
}

proptest! {
    #[test]
    fn what_counts_is_the_sum_of_single_minutes(rule in a_rule(), facts in facts(day("2024-03-01"), 14)) {
        let as_of = day("2024-03-01");
        if rule.criterion[0].caps.iter().any(|cap| cap.per != Per::Day) {
            return Ok(());
        }
        let (judgement, _) = judged(&rule, &facts, as_of, Depth::Status);
        let window = judgement.criteria[0].window;
        let range = DayRange { last_day: window.last_day.min(as_of), ..window };
        prop_assert_eq!(judgement.criteria[0].counted, minutes_that_count(&rule, &facts, range));
    }

    #[test]
    fn every_minute_of_every_fact_has_one_line_and_the_lines_add_up(rule in a_rule(), facts in facts(day("2024-03-01"), 14)) {
        let (judgement, prepared) = judged(&rule, &facts, day("2024-03-01"), Depth::Lines);
        let result = &judgement.criteria[0];
        let counted: i64 = result.lines.iter().map(|line| i64::from(line.counted)).sum();
        prop_assert_eq!(counted + result.carried, result.counted);
        for (place, fact) in prepared.facts().iter().enumerate() {
            let of_fact: Vec<&Line> = result.lines.iter().filter(|line| line.fact as usize == place).collect();
            prop_assert!(!of_fact.is_empty(), "{fact:?} has no line");
            prop_assert_eq!(of_fact.iter().map(|line| line.amount).sum::<u32>(), fact.amount);
            prop_assert!(of_fact.iter().all(|line| line.reason.counts() || line.counted == 0));
        }
        // The statuses alone are the same as with the lines.
        let (quick, _) = judged(&rule, &facts, day("2024-03-01"), Depth::Status);
        prop_assert_eq!((quick.status, quick.criteria[0].counted), (judgement.status, result.counted));
    }

    #[test]
    fn more_confirmed_time_never_lowers_the_sum_unless_a_cap_says_so(
        rule in a_rule(), facts in facts(day("2024-03-01"), 10), more in a_fact(day("2024-03-01"))
    ) {
        let as_of = day("2024-03-01");
        if rule.criterion[0].caps.iter().any(|cap| cap.per != Per::Day) {
            return Ok(());
        }
        let more = Fact { source: Source::Hours(HourEntryId(99)), ..more };
        let with: Vec<Fact> = facts.iter().cloned().chain([more]).collect();
        let (before, _) = judged(&rule, &facts, as_of, Depth::Status);
        let (after, _) = judged(&rule, &with, as_of, Depth::Status);
        prop_assert!(after.criteria[0].counted >= before.criteria[0].counted);
        prop_assert!(after.met || !before.met);
        prop_assert!(standing(&after) >= standing(&before), "{:?} after {:?}", after.status, before.status);
    }

    #[test]
    fn the_deadline_is_the_first_day_that_is_not_met_any_more(rule in a_rule(), facts in facts(day("2024-03-01"), 12)) {
        let as_of = day("2024-03-01");
        let (judgement, _) = judged(&rule, &facts, as_of, Depth::Deadline);
        if !judgement.met || rule.criterion[0].window.kind == WindowKind::Always {
            return Ok(());
        }
        let known: Vec<Fact> = facts.iter().map(|fact| known_until(fact, as_of, rule.criterion[0].window.clip)).collect();
        let unmet = add(as_of, 1).iter_days().take(900).find(|on| !judged(&rule, &known, *on, Depth::Status).0.met);
        prop_assert_eq!(Some(judgement.deadline()), unmet);
    }

    #[test]
    fn the_forecast_is_that_of_judging_every_day(rule in a_rule(), facts in facts(day("2024-03-01"), 12)) {
        let (from, until) = (day("2024-03-01"), day("2025-09-30"));
        let prepared = Prepared::new(facts, false, true);
        let calendar = Calendar::default();
        let subject = teacher();
        let case = Case { subject: &subject, facts: &prepared, calendar: &calendar };
        let forecast = forecast(&rule, case, from, until);
        let mut was = None;
        let (mut falls_on, mut met_on) = (None, None);
        for on in from.iter_days().take_while(|on| *on <= until) {
            let judgement = judge(&rule, case, on, Depth::Status);
            let stretch = forecast.on(on).unwrap();
            prop_assert_eq!((stretch.met, stretch.counted), (judgement.met, judgement.criteria[0].counted), "on {}", on);
            match (was, judgement.met) {
                (Some(true), false) if falls_on.is_none() => falls_on = Some(on),
                (Some(false), true) if met_on.is_none() => met_on = Some(on),
                _ => {}
            }
            was = Some(judgement.met);
        }
        prop_assert_eq!((forecast.falls_on, forecast.met_on), (falls_on, met_on));
    }
}

/// How good a standing is: too late, nearly too late, with time left, reached.
fn standing(judgement: &Judgement) -> u8 {
    match judgement.status {
        Status::Short if judgement.deadline() <= judgement.as_of => 0,
        Status::AtRisk => 1,
        Status::Short => 2,
        _ => 3,
    }
}

/// A fact as it is known at the end of a day: what lies after its midnight is not, where it is cut there.
fn known_until(fact: &Fact, last_day: NaiveDate, clip: bool) -> Fact {
    let mut fact = fact.clone();
    let on = fact.day.unwrap();
    if on > last_day {
        fact.standing = Standing::Claimed;
    } else if clip && on == last_day && fact.span.is_some_and(|(_, end)| end > 1440) {
        let (start, _) = fact.span.unwrap();
        fact.amount = fact.amount.min(1440 - u32::from(start));
        fact.span = Some((start, 1440));
    }
    fact
}

#[test]
fn a_calendar_finds_every_day_again_after_the_wire() {
    let days = [(day("2026-01-02"), DayKind::Holiday), (day("2026-01-04"), DayKind::MakeUpWorkday)];
    let calendar = Calendar::new(days, Some(day("2026-12-31")));
    assert_eq!(calendar.kind(day("2026-01-02")), DayKind::Holiday);
    assert_eq!(calendar.kind(day("2026-01-03")), DayKind::Weekend);
    assert_eq!(calendar.kind(day("2026-01-04")), DayKind::MakeUpWorkday);
    // 31 December is a Thursday: of Thursday to Sunday the Thursday and the make-up workday are left.
    assert_eq!(calendar.workdays(day("2025-12-30"), day("2026-01-04")), 3);
    let first = day("2025-12-31").checked_sub_days(Days::new(1)).unwrap();
    assert_eq!(calendar.kind(first), DayKind::Workday);
}

#[test]
fn what_is_met_only_by_days_of_a_year_that_is_not_announced_is_provisional() {
    let mut rule = rule(WindowKind::Rolling, Some(Length::years(1)), Amount::new(8, Unit::Hour));
    rule.criterion[0].rest_days = RestDays::WithRoster;
    let calendar = Calendar::new([(day("2026-01-01"), DayKind::Holiday)], Some(day("2026-12-31")));
    let status = |facts: Vec<Fact>| {
        let prepared = Prepared::new(facts, false, false);
        let case = Case { subject: &teacher(), facts: &prepared, calendar: &calendar };
        judge(&rule, case, day("2027-01-31"), Depth::Status).status
    };
    assert_eq!(status(vec![fact(1, day("2027-01-04"), 480)]), Status::Provisional);
    assert_eq!(status(vec![fact(1, day("2026-11-02"), 480), fact(2, day("2027-01-04"), 480)]), Status::Met);
    assert_eq!(status(vec![fact(1, day("2027-01-04"), 470)]), Status::Short);
}
