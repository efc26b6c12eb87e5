//! Teaching of engineers against the plan and the academic year.

use proptest::prelude::*;

use super::*;
use crate::duration::class_hours;

fn class(id: i64, placement: i64, on: &str, minutes: u32) -> Fact {
    Fact {
        placement: Some(PlacementId(placement)),
        form: Kind::ClassHours,
        host: OrganisationKind::College,
        direction: Direction::TeachingSecondment,
        ..practice(id, on, minutes)
    }
}

fn plan(placement: i64, planned_minutes: u32, class_hour_minutes: u32) -> EngineerPlan {
    EngineerPlan { placement: PlacementId(placement), planned_minutes, class_hour_minutes }
}

fn summed(plans: &[EngineerPlan], facts: &[Fact], as_of: &str) -> EngineerSummary {
    engineer_summary(plans, facts, &[Standing::Confirmed], day(as_of))
}

#[test]
fn the_academic_year_runs_from_september_to_august() {
    for (on, first, last) in [
        ("2026-08-31", "2025-09-01", "2026-08-31"),
        ("2026-09-01", "2026-09-01", "2027-08-31"),
        ("2027-01-01", "2026-09-01", "2027-08-31"),
    ] {
        assert_eq!(academic_year(day(on)), DayRange { first_day: day(first), last_day: day(last) }, "{on}");
    }
}

#[test]
fn class_hours_of_the_year_are_counted_and_all_confirmed_minutes_stand_against_the_plan() {
    let facts = [
        class(1, 1, "2026-08-31", 90),
        class(2, 1, "2026-09-01", 90),
        class(3, 2, "2026-10-08", 100),
        Fact { form: Kind::Preparation, ..class(4, 1, "2026-10-08", 60) },
        class(5, 1, "2026-11-24", 90),
        practice(6, "2026-10-09", 480),
        Fact { standing: Standing::Claimed, ..class(7, 1, "2026-10-10", 90) },
    ];
    let summary = summed(&[plan(1, 7200, 0), plan(2, 4500, 50)], &facts, "2026-11-23");
    assert_eq!((summary.planned_minutes, summary.confirmed_minutes), (11_700, 340));
    // 90 minutes of 45 and 100 minutes of 50.
    assert_eq!((summary.class_hours_tenths, summary.target_class_hours_tenths), (40, 1600));
    let reasons: Vec<_> = summary.lines.iter().map(|line| (line.fact + 1, line.counted, line.reason)).collect();
    assert_eq!(
        reasons,
        [
            (1, 0, Reason::BeforeWindow),
            (2, 90, Reason::Counted),
            (3, 100, Reason::Counted),
            (4, 0, Reason::FormNotEligible),
            (6, 0, Reason::OtherDirection),
            (7, 0, Reason::NotConfirmed),
            (5, 0, Reason::AfterWindow),
        ]
    );
    let first = summary.placements[0];
    assert_eq!((first.planned_minutes, first.confirmed_minutes, first.class_hours_tenths), (7200, 240, 20));
}

#[test]
fn a_plan_without_entries_and_entries_without_a_plan_are_told() {
    let summary = summed(&[plan(1, 7200, 45)], &[class(1, 2, "2026-10-08", 45)], "2026-11-23");
    let told: Vec<_> = summary
        .placements
        .iter()
        .map(|plan| (plan.placement.0, plan.planned_minutes, plan.confirmed_minutes, plan.class_hours_tenths))
        .collect();
    assert_eq!(told, [(1, 7200, 0, 0), (2, 0, 45, 10)]);
}

proptest! {
    #[test]
    fn sums_of_an_engineer_are_those_of_the_lines(
        cases in proptest::collection::vec((0..900u64, 0..1440u16, 1..600u16, 1..4i64, any::<bool>()), 0..20),
        length in 20..121u32,
    ) {
        let facts: Vec<Fact> = (1..)
            .zip(&cases)
            .map(|(id, (days, start, minutes, placement, prepared))| Fact {
                day: day("2025-06-01").checked_add_days(chrono::Days::new(*days)),
                span: Some((*start, start + minutes)),
                form: if *prepared { Kind::Preparation } else { Kind::ClassHours },
                ..class(id, *placement, "2025-06-01", (*minutes).into())
            })
            .collect();
        let as_of = day("2026-11-23");
        let plans: Vec<EngineerPlan> = (1..4).map(|placement| plan(placement, 100, length)).collect();
        let summary = summed(&plans, &facts, "2026-11-23");

        let mut confirmed = 0;
        let mut in_class = std::collections::BTreeMap::<PlacementId, i64>::new();
        for fact in &facts {
            let began = fact.day.unwrap();
            for minute in 0..fact.amount {
                let clock = u32::from(fact.span.unwrap().0) + minute;
                let on = if clock >= 1440 { began.succ_opt().unwrap() } else { began };
                confirmed += u32::from(on <= as_of);
                if on <= as_of && on >= day("2026-09-01") && fact.form == Kind::ClassHours {
                    *in_class.entry(fact.placement.unwrap()).or_default() += 1;
                }
            }
        }
        prop_assert_eq!(summary.confirmed_minutes, confirmed);
        let tenths: i64 = in_class.values().map(|minutes| class_hours(length.into(), *minutes).unwrap()).sum();
        prop_assert_eq!(summary.class_hours_tenths, tenths);
        let counted: i64 = summary.lines.iter().map(|line| i64::from(line.counted)).sum();
        prop_assert_eq!(counted, in_class.values().sum::<i64>());
        let parts: u32 = summary.lines.iter().map(|line| line.amount).sum();
        prop_assert_eq!(parts, facts.iter().map(|fact| fact.amount).sum::<u32>());
    }
}
