//! The forecast of rules of every kind against judging each day by itself.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{
    super::*,
    engine::{a_rule, add, day, facts, teacher},
};
use crate::{
    organisation::OrganisationKind,
    person::{Category, Profile},
    placement::Load,
};

const FROM: &str = "2024-03-01";

fn a_criterion(id: &'static str) -> impl Strategy<Value = Criterion> {
    let windows = proptest::sample::select(vec![
        (WindowKind::Rolling, Some(Length { months: 4, ..Length::default() })),
        (WindowKind::Recency, Some(Length { days: 45, ..Length::default() })),
        (WindowKind::Rolling, Some(Length { years: 1, months: 1, days: 3 })),
        (WindowKind::CalendarYear, None),
        (WindowKind::AcademicYear, None),
        (WindowKind::Week, None),
        (WindowKind::FixedCycle, Some(Length { months: 5, ..Length::default() })),
        (WindowKind::LicenceCycle, Some(Length::years(1))),
        (WindowKind::ServiceYears, Some(Length::years(1))),
        (WindowKind::BeforeEvent, Some(Length { months: 2, ..Length::default() })),
        (WindowKind::BeforeEvent, None),
        (WindowKind::Always, None),
    ]);
    let targets = proptest::sample::select(vec![
        Amount::new(5, Unit::Hour),
        Amount::new(40, Unit::Hour),
        Amount::new(4, Unit::AttendanceDay),
        Amount::new(9, Unit::NaturalDay),
        Amount::new(2, Unit::Piece),
        Amount::new(1, Unit::Credit),
    ]);
    let flags = proptest::collection::vec(proptest::bool::weighted(0.3), 9);
    (a_rule(), windows, targets, flags).prop_map(move |(rule, (kind, length), target, flags)| {
        let [bound, sub, carry, converts, leave, prorated, attendance, required, event] = flags[..] else { panic!() };
        let mut criterion = rule.criterion[0].clone();
        criterion.id = id.into();
        (criterion.window.kind, criterion.window.length) = (kind, length);
        criterion.window.event = event.then_some(Event::TeachingStart);
        criterion.target = target;
        let of_money = target.unit == Unit::Credit;
        if converts || of_money {
            let from = Amount::new(7, Unit::Hour);
            let filter = Filter { loads: vec![Load::FullTime], ..Filter::default() };
            criterion.counts = Some(Measure::Time);
            criterion.convert = vec![Conversion { from, to: target, filter, rounding: Rounding::HalfUp }];
        }
        if target.unit == Unit::Piece {
            criterion.counts = Some(Measure::Time);
        }
        if sub {
            let filter = Filter { hosts: vec![OrganisationKind::Enterprise], ..Filter::default() };
            let amount = Amount::new(1, target.unit);
            criterion.sub_targets = vec![SubTarget {
                id: "part".into(),
                title: Text { zh: "一".into(), en: "one".into() },
                filter,
                amount,
            }];
            criterion.eligible = Eligible::default();
        }
        if bound {
            criterion.bound = Bound::AtMost;
        }
        if carry {
            criterion.carry = Some(Carry { max: Amount::new(2, target.unit) });
        }
        if leave {
            criterion.pause = vec![
                Pause { leave: LeaveKind::Parental, effect: PauseEffect::Extend },
                Pause { leave: LeaveKind::Sick, effect: PauseEffect::Prorate },
            ];
        }
        if prorated {
            criterion.category_change = CategoryChange::Prorated;
        }
        criterion.per_attendance_day = attendance && !of_money;
        if required {
            criterion.requires = Some(Population {
                service_years_at_least: Some(1),
                double_qualified: Some(false),
                ..Population::default()
            });
        }
        criterion
    })
}

fn rules() -> impl Strategy<Value = Rule> {
    let criteria = (a_criterion("first"), a_criterion("second"), 0..3usize);
    (a_rule(), criteria, any::<bool>()).prop_map(|(rule, (first, second, combined), by_category)| {
        let named = |id: &str| Need::Criterion(id.into());
        let (criterion, need) = match combined {
            0 => (vec![first], None),
            1 => (vec![first, second], None),
            _ => (vec![first, second], Some(Need::AnyOf { any_of: vec![named("first"), named("second")] })),
        };
        let categories = if by_category { vec![Category::ProfessionalCourse] } else { Vec::new() };
        Rule { criterion, need, population: Population { categories, ..Population::default() }, ..rule }
    })
}

/// A teacher to whom most things happen within the days looked at.
fn subjects() -> impl Strategy<Value = Subject> {
    let around = || (-500..400i64).prop_map(|days| add(day(FROM), days));
    let some = |days| proptest::option::weighted(0.6, days);
    let leaves = proptest::collection::vec((around(), 1..90i64, any::<bool>()), 0..2);
    (some(around()), some(around()), some(around()), some(around()), leaves).prop_map(
        |(hired_on, event, licence, changed, leaves)| Subject {
            profiles: vec![Profile::Teacher],
            categories: std::iter::once(CategorySince { since: None, category: Category::ProfessionalCourse })
                .chain(changed.map(|since| CategorySince { since: Some(since), category: Category::PublicCourse }))
                .chain(changed.map(|since| CategorySince {
                    since: Some(add(since, 100)),
                    category: Category::ProfessionalCourse,
                }))
                .collect(),
            hired_on,
            events: event.map(|on| (Event::TeachingStart, on)).into_iter().collect(),
            licence: licence.map(|issued_on| Licence { issued_on, lapsed_on: None }),
            service: hired_on
                .map(|first_day| DayRange { first_day, last_day: add(first_day, 700) })
                .into_iter()
                .collect(),
            leaves: leaves
                .into_iter()
                .map(|(first_day, days, sick)| Leave {
                    kind: if sick { LeaveKind::Sick } else { LeaveKind::Parental },
                    days: DayRange { first_day, last_day: add(first_day, days) },
                })
                .collect(),
            ..teacher()
        },
    )
}

proptest! {
    #[test]
    fn the_lines_of_every_kind_of_rule_add_up(
        rule in rules(), subject in subjects(), facts in facts(day(FROM), 14)
    ) {
        let prepared = Prepared::new(facts, false, false);
        let calendar = Calendar::default();
        let case = Case { subject: &subject, facts: &prepared, calendar: &calendar };
        let judgement = judge(&rule, case, day(FROM), Depth::Lines);
        for judged in judgement.criteria {
            let counted: i64 = judged.lines.iter().map(|line| i64::from(line.counted)).sum();
            let served: i64 = judged.service.iter().map(|span| i64::from(span.days())).sum();
            prop_assert_eq!(counted + served + judged.carried, judged.counted);
            for (place, fact) in prepared.facts().iter().enumerate() {
                let of_fact = judged.lines.iter().filter(|line| line.fact as usize == place);
                prop_assert_eq!(of_fact.map(|line| line.amount).sum::<u32>(), fact.amount);
            }
        }
    }

    #[test]
    fn between_two_changes_every_day_is_judged_the_same(
        rule in rules(), subject in subjects(), facts in facts(day(FROM), 14)
    ) {
        let (from, until) = (day(FROM), day("2025-09-30"));
        let prepared = Prepared::new(facts, false, true);
        let calendar = Calendar::default();
        let case = Case { subject: &subject, facts: &prepared, calendar: &calendar };
        let forecast = forecast(&rule, case, from, until);
        for on in from.iter_days().take_while(|on| *on <= until) {
            let judgement = judge(&rule, case, on, Depth::Status);
            let bound = judgement.status != Status::NotApplicable;
            let decisive = judgement.decisive();
            let expected = (
                bound,
                bound && judgement.met,
                decisive.map_or(0, |it| it.counted),
                decisive.map_or(0, |it| it.target),
            );
            let said = forecast.on(on).unwrap();
            prop_assert_eq!((said.bound, said.met, said.counted, said.target), expected, "on {}", on);
        }
    }
}

#[test]
fn a_certificate_that_lapses_and_one_that_begins_later_turn_the_forecast_twice() {
    let certificate = |id, on: &str, until: Option<NaiveDate>| Fact {
        measure: Measure::Attestation,
        particulars: Some(Box::new(Particulars { until, ..Particulars::default() })),
        ..super::engine::fact(id, day(on), 1)
    };
    let rule = super::engine::rule(WindowKind::Always, None, Amount::new(1, Unit::Attestation));
    let facts = vec![certificate(1, "2020-01-01", Some(day("2024-06-30"))), certificate(2, "2024-09-01", None)];
    let prepared = Prepared::new(facts, false, false);
    let calendar = Calendar::default();
    let case = Case { subject: &teacher(), facts: &prepared, calendar: &calendar };
    let forecast = forecast(&rule, case, day(FROM), day("2025-09-30"));
    assert_eq!((forecast.falls_on, forecast.met_on), (Some(day("2024-07-01")), Some(day("2024-09-01"))));
}
