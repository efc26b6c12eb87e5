//! The rules on a day ahead, by what is certain and what is planned.

use super::*;
use crate::{placement::Form, schedule::Schedule};

fn ahead(first: &str, last: &str, schedule: Option<Schedule>, rest_minutes: i64) -> Ahead {
    Ahead {
        placement: PlacementId(1),
        days: DayRange { first_day: day(first), last_day: day(last) },
        form: Form::OnPost,
        host: OrganisationKind::Enterprise,
        direction: Direction::EnterprisePractice,
        schedule,
        rest_minutes,
    }
}

fn weekdays(first: &str, last: &str) -> Schedule {
    let (first_day, last_day) = (day(first), day(last));
    Schedule { minutes: [480, 480, 480, 480, 480, 0, 0], first_day, last_day, days_off: vec![day("2026-11-25")] }
}

fn told(entries: &[Entry]) -> Vec<(String, u32)> {
    entries.iter().map(|entry| (entry.day.format("%m-%d").to_string(), entry.minutes)).collect()
}

#[test]
fn a_schedule_is_carried_on_from_tomorrow_to_the_day_asked_for() {
    let stay = ahead("2026-11-02", "2026-11-27", Some(weekdays("2026-11-02", "2026-11-27")), 0);
    let eight = |days: &[&str]| days.iter().map(|day| ((*day).to_owned(), 480)).collect::<Vec<_>>();
    assert_eq!(told(&stay.entries(day("2026-11-23"), day("2026-12-31"))), eight(&["11-24", "11-26", "11-27"]));
    assert_eq!(told(&stay.entries(day("2026-11-23"), day("2026-11-26"))), eight(&["11-24", "11-26"]));
    assert!(stay.entries(day("2026-11-27"), day("2026-12-31")).is_empty());
}

#[test]
fn without_a_schedule_the_rest_of_the_plan_is_spread_over_the_workdays_that_are_left() {
    // A Monday: five workdays in the week, the sixth after the weekend.
    let stay = |rest| ahead("2026-11-23", "2026-11-30", None, rest);
    let entries = stay(1000).entries(day("2026-11-22"), day("2026-12-31"));
    let days: Vec<String> = told(&entries).into_iter().map(|(day, _)| day).collect();
    assert_eq!(days, ["11-23", "11-24", "11-25", "11-26", "11-27", "11-30"]);
    assert_eq!(entries.iter().map(|entry| entry.minutes).sum::<u32>(), 1000, "nothing is lost by rounding");
    assert!(entries.iter().all(|entry| (166..=167).contains(&entry.minutes)));
    let until = stay(1000).entries(day("2026-11-22"), day("2026-11-24"));
    assert_eq!(until, entries[..2], "what is spread beyond the day does not move before it");
    let much = stay(100_000).entries(day("2026-11-22"), day("2026-12-31"));
    assert!(much.iter().all(|entry| entry.minutes == 480), "nobody works more than eight hours a day for it");
    assert!(stay(-60).entries(day("2026-11-22"), day("2026-12-31")).is_empty());
}

#[test]
fn each_case_takes_in_what_the_one_before_it_does() {
    let (confirmed, logged) = (workdays(day("2026-03-02"), 10), workdays(day("2026-04-06"), 5));
    let stay = ahead("2026-11-24", "2026-12-04", Some(weekdays("2026-11-24", "2026-12-04")), 0);
    let planned = stay.entries(day("2026-11-23"), day("2026-12-31"));
    let rules = [five_years(), year()];
    let by = JudgedBy { rules: &rules, subject: professional(), plans: None };
    let hours = Hours { confirmed: &confirmed, logged: &logged, planned: &planned };
    let outcomes = what_if(by, hours, day("2026-12-31"));
    let counted: Vec<(Case, u32, Status)> = outcomes
        .iter()
        .map(|outcome| (outcome.case, outcome.judgements[1].counted_minutes / 480, outcome.judgements[1].status))
        .collect();
    // The 25th is off: eight workdays from the 24th of November to the 4th of December.
    assert_eq!(
        counted,
        [(Case::Stop, 10, Status::Short), (Case::Logged, 15, Status::Short), (Case::Plan, 23, Status::Met)]
    );
    assert_eq!(outcomes[2].judgements[1].deadline, day("2027-01-01"), "the first day below the target");
    assert!(outcomes.iter().flat_map(|outcome| &outcome.judgements).all(|judgement| judgement.lines.is_empty()));
}

#[test]
fn an_engineer_who_stops_keeps_the_class_hours_of_the_academic_year() {
    let class = |id, on: &str| Entry {
        kind: Kind::ClassHours,
        host: OrganisationKind::College,
        direction: Direction::TeachingSecondment,
        ..entry(id, day(on), 90)
    };
    let stay = Ahead {
        form: Form::Teaching,
        host: OrganisationKind::College,
        direction: Direction::TeachingSecondment,
        ..ahead("2026-09-01", "2026-11-24", None, 45)
    };
    let planned = stay.entries(day("2026-11-23"), day("2026-12-31"));
    let plans = [EngineerPlan { placement: PlacementId(1), planned_minutes: 225, class_hour_minutes: 45 }];
    let subject = Subject { category: None, hired_on: None };
    let by = JudgedBy { rules: &[], subject, plans: Some(&plans) };
    let hours = Hours { confirmed: &[class(1, "2026-10-08")], logged: &[class(2, "2026-10-09")], planned: &planned };
    let sums: Vec<(i64, u32)> = what_if(by, hours, day("2026-12-31"))
        .iter()
        .filter_map(|outcome| outcome.engineer.as_ref())
        .map(|summary| (summary.class_hours_tenths, summary.confirmed_minutes))
        .collect();
    assert_eq!(sums, [(20, 90), (40, 180), (50, 225)]);
}
