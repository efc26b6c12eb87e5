//! What agreed placements will add.

use super::*;
use crate::{placement::Form, policy::Evidence, schedule::Schedule};

fn ahead(first: &str, last: &str, schedule: Option<Schedule>, rest_minutes: i64) -> Ahead {
    Ahead {
        placement: PlacementId(1),
        days: DayRange { first_day: day(first), last_day: day(last) },
        form: Form::OnPost,
        host: OrganisationKind::Enterprise,
        direction: Direction::EnterprisePractice,
        load: Load::FullTime,
        pre_approved: false,
        schedule,
        rest_minutes,
    }
}

fn weekdays(first: &str, last: &str) -> Schedule {
    let (first_day, last_day) = (day(first), day(last));
    let week = Schedule::weekly([480, 480, 480, 480, 480, 0, 0], first_day, last_day);
    Schedule { days_off: vec![day("2026-11-25")], ..week }
}

fn told(facts: &[Fact]) -> Vec<(String, u32)> {
    facts.iter().map(|fact| (fact.day.unwrap().format("%m-%d").to_string(), fact.amount)).collect()
}

#[test]
fn a_schedule_is_carried_on_from_tomorrow_to_the_day_asked_for() {
    let stay = ahead("2026-11-02", "2026-11-27", Some(weekdays("2026-11-02", "2026-11-27")), 0);
    let eight = |days: &[&str]| days.iter().map(|day| ((*day).to_owned(), 480)).collect::<Vec<_>>();
    let facts = stay.facts(day("2026-11-23"), day("2026-12-31"));
    assert_eq!(told(&facts), eight(&["11-24", "11-26", "11-27"]));
    assert!(facts.iter().all(|fact| fact.standing == Standing::Planned && fact.rests_on(Evidence::Roster)));
    assert_eq!(told(&stay.facts(day("2026-11-23"), day("2026-11-26"))), eight(&["11-24", "11-26"]));
    assert!(stay.facts(day("2026-11-27"), day("2026-12-31")).is_empty());
}

#[test]
fn without_a_schedule_the_rest_of_the_plan_is_spread_over_the_workdays_that_are_left() {
    // A Monday: five workdays in the week, the sixth after the weekend.
    let stay = |rest| ahead("2026-11-23", "2026-11-30", None, rest);
    let facts = stay(1000).facts(day("2026-11-22"), day("2026-12-31"));
    let days: Vec<String> = told(&facts).into_iter().map(|(day, _)| day).collect();
    assert_eq!(days, ["11-23", "11-24", "11-25", "11-26", "11-27", "11-30"]);
    assert_eq!(facts.iter().map(|fact| fact.amount).sum::<u32>(), 1000, "nothing is lost by rounding");
    assert!(facts.iter().all(|fact| (166..=167).contains(&fact.amount)));
    let until = stay(1000).facts(day("2026-11-22"), day("2026-11-24"));
    assert_eq!(until, facts[..2], "what is spread beyond the day does not move before it");
    let much = stay(100_000).facts(day("2026-11-22"), day("2026-12-31"));
    assert!(much.iter().all(|fact| fact.amount == 480), "nobody works more than eight hours a day for it");
    assert!(stay(-60).facts(day("2026-11-22"), day("2026-12-31")).is_empty());
}

#[test]
fn an_engineer_who_stops_keeps_the_class_hours_of_the_academic_year() {
    let stay = Ahead {
        form: Form::Teaching,
        host: OrganisationKind::College,
        direction: Direction::TeachingSecondment,
        ..ahead("2026-09-01", "2026-11-24", None, 45)
    };
    let class = |id, on: &str, standing| Fact {
        form: Kind::ClassHours,
        host: OrganisationKind::College,
        direction: Direction::TeachingSecondment,
        standing,
        ..practice(id, on, 90)
    };
    let mut facts = vec![class(1, "2026-10-08", Standing::Confirmed), class(2, "2026-10-09", Standing::Claimed)];
    facts.extend(stay.facts(day("2026-11-23"), day("2026-12-31")));
    let plans = [EngineerPlan { placement: PlacementId(1), planned_minutes: 225, class_hour_minutes: 45 }];
    let sums = [Standing::Confirmed, Standing::Claimed, Standing::Planned];
    let told: Vec<(i64, u32)> = (1..=3)
        .map(|certain| engineer_summary(&plans, &facts, &sums[..certain], day("2026-12-31")))
        .map(|summary| (summary.class_hours_tenths, summary.confirmed_minutes))
        .collect();
    assert_eq!(told, [(20, 90), (40, 180), (50, 225)]);
}
