//! Judgements against an oracle that walks over every minute and every day.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use proptest::prelude::*;

use super::*;

/// Whether a day lies in the window, by comparing dates as numbers.
fn in_window(window: Window, day: NaiveDate, as_of: NaiveDate) -> bool {
    let date = |day: NaiveDate, years: u8| (day.year() + i32::from(years), day.month(), day.day());
    match window {
        Window::RollingYears(years) => day <= as_of && date(day, years) > date(as_of, 0),
        Window::CalendarYear => day <= as_of && day.year() == as_of.year(),
    }
}

fn counts(rule: &Rule, entry: &Entry) -> bool {
    let kinds = ["on_post", "training", "visit", "research"];
    let hosts: &[&str] =
        if rule.id == RuleId::OneMonthAYear { &["enterprise", "training_base"] } else { &["enterprise"] };
    kinds.contains(&entry.kind.as_str())
        && hosts.contains(&entry.host.as_str())
        && entry.direction.as_str() == "enterprise_practice"
}

/// The minutes of each day, by walking over every minute of the entries that are of a kind that counts.
fn minutes(rule: &Rule, entries: &[Entry]) -> BTreeMap<NaiveDate, u32> {
    let mut days = BTreeMap::new();
    for entry in entries.iter().filter(|entry| counts(rule, entry)) {
        let next_day = entry.day.succ_opt().unwrap();
        for minute in 0..entry.minutes {
            let clock = entry.span.map_or(0, |(start, _)| u32::from(start)) + minute;
            let over_midnight = entry.span.is_some() && clock >= 1440;
            *days.entry(if over_midnight { next_day } else { entry.day }).or_default() += 1;
        }
    }
    days
}

fn sum(rule: &Rule, minutes: &BTreeMap<NaiveDate, u32>, as_of: NaiveDate) -> u32 {
    minutes.iter().filter(|(day, _)| in_window(rule.window, **day, as_of)).map(|(_, minutes)| minutes).sum()
}

fn a_day() -> impl Strategy<Value = NaiveDate> {
    // From 2023 to 2029, with more weight on the days around the end of February and of the year.
    let any = (0..2500u64).prop_map(|days| day("2023-01-01").checked_add_days(Days::new(days)).unwrap());
    let edge =
        (2023..2030i32, prop_oneof![Just((2, 26)), Just((12, 29))], 0..6u64).prop_map(|(year, (month, date), days)| {
            NaiveDate::from_ymd_opt(year, month, date).unwrap().checked_add_days(Days::new(days)).unwrap()
        });
    prop_oneof![any, edge]
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(usual: T, all: &'static [T]) -> impl Strategy<Value = T> {
    prop_oneof![4 => Just(usual), 1 => proptest::sample::select(all)]
}

/// Entries as seen from a day of judgement: near it, near the same date five years earlier, or anywhere.
fn an_entry(as_of: NaiveDate) -> impl Strategy<Value = Entry> {
    let near = move |days: i64| as_of.checked_add_signed(chrono::Duration::days(days)).unwrap();
    let when = prop_oneof![
        (-3..4i64).prop_map(near),
        (-1830..-1820i64).prop_map(near),
        (-2000..30i64).prop_map(near),
        (-370..0i64).prop_map(near),
    ];
    let length = prop_oneof![
        (0..=1440u32).prop_map(|minutes| (minutes, None)),
        (0..1440u16, 1..=1440u16).prop_map(|(start, length)| (length.into(), Some((start, start + length)))),
        Just((480, Some((1320, 1800)))),
    ];
    (
        when,
        length,
        one_of(Kind::OnPost, Kind::ALL),
        one_of(OrganisationKind::Enterprise, OrganisationKind::ALL),
        one_of(Direction::EnterprisePractice, Direction::ALL),
        1..4i64,
    )
        .prop_map(|(day, (minutes, span), kind, host, direction, placement)| Entry {
            id: HourEntryId(0),
            placement: PlacementId(placement),
            day,
            minutes,
            span,
            kind,
            host,
            direction,
        })
}

/// A day of judgement, entries around it, and a rule with its own target or one near what they add up to.
fn a_case() -> impl Strategy<Value = (NaiveDate, Vec<Entry>, Rule)> {
    let rule = prop_oneof![Just(five_years()), Just(year())];
    let percent = prop_oneof![1 => Just(None), 8 => (1..120u32).prop_map(Some), 2 => Just(Some(100))];
    (a_day(), rule, percent)
        .prop_flat_map(|(as_of, rule, percent)| {
            (Just(as_of), proptest::collection::vec(an_entry(as_of), 0..12), Just(rule), Just(percent))
        })
        .prop_map(|(as_of, mut entries, mut rule, percent)| {
            for (id, entry) in (1..).zip(&mut entries) {
                entry.id = HourEntryId(id);
            }
            if let Some(percent) = percent {
                rule.target_minutes = (sum(&rule, &minutes(&rule, &entries), as_of) * percent / 100).max(1);
            }
            (as_of, entries, rule)
        })
}

proptest! {
    #[test]
    fn the_sum_is_that_of_single_minutes((as_of, entries, rule) in a_case()) {
        let judgement = judge(&rule, &professional(), &entries, as_of);
        prop_assert_eq!(judgement.counted_minutes, sum(&rule, &minutes(&rule, &entries), as_of));
        for line in &judgement.lines {
            let entry = entries.iter().find(|entry| entry.id == line.entry).unwrap().clone();
            prop_assert_eq!(line.counted, sum(&rule, &minutes(&rule, &[entry]), as_of));
        }
    }

    #[test]
    fn lines_add_up_and_tell_why((as_of, entries, rule) in a_case()) {
        let judgement = judge(&rule, &professional(), &entries, as_of);
        prop_assert_eq!(judgement.lines.len(), entries.len());
        let total: u32 = judgement.lines.iter().map(|line| line.counted).sum();
        prop_assert_eq!(total, judgement.counted_minutes);
        let by_placement: u32 = judgement.counted_by_placement().iter().map(|(_, minutes)| minutes).sum();
        prop_assert_eq!(by_placement, judgement.counted_minutes);
        let remaining = judgement.target_minutes.saturating_sub(total);
        prop_assert_eq!(judgement.remaining_minutes, remaining);
        prop_assert_eq!(judgement.status == Status::Met, remaining == 0);
        for line in &judgement.lines {
            prop_assert!(line.counted <= line.minutes);
            match line.reason {
                Reason::Counted => prop_assert_eq!(line.counted, line.minutes),
                Reason::CutAtWindowEdge => prop_assert!(0 < line.counted && line.counted < line.minutes),
                _ => prop_assert_eq!(line.counted, 0),
            }
        }
    }

    #[test]
    fn the_deadline_of_a_rule_met_is_the_first_day_below((as_of, entries, rule) in a_case()) {
        let judgement = judge(&rule, &professional(), &entries, as_of);
        prop_assume!(judgement.status == Status::Met);
        let mut minutes = minutes(&rule, &entries);
        minutes.retain(|day, _| in_window(rule.window, *day, as_of));
        let mut below = as_of;
        while sum(&rule, &minutes, below) >= rule.target_minutes {
            below = below.succ_opt().unwrap();
        }
        prop_assert_eq!(judgement.deadline, below);
    }

    #[test]
    fn another_entry_never_lowers_the_sum((as_of, entries, rule) in a_case(), which in 0..12usize) {
        prop_assume!(which < entries.len());
        let mut fewer = entries.clone();
        fewer.remove(which);
        let judgement = judge(&rule, &professional(), &entries, as_of);
        let before = judge(&rule, &professional(), &fewer, as_of);
        prop_assert!(before.counted_minutes <= judgement.counted_minutes);
        prop_assert!(before.status != Status::Met || judgement.status == Status::Met);
    }

    #[test]
    fn the_order_of_entries_does_not_matter((as_of, mut entries, rule) in a_case()) {
        let judgement = judge(&rule, &professional(), &entries, as_of);
        entries.reverse();
        prop_assert_eq!(judge(&rule, &professional(), &entries, as_of), judgement);
    }

    #[test]
    fn the_window_holds_the_days_that_compare_so(as_of in a_day(), day in a_day()) {
        for window in [Window::RollingYears(5), Window::RollingYears(1), Window::CalendarYear] {
            let counted = day <= as_of && window.days(as_of).contains(day);
            prop_assert_eq!(counted, in_window(window, day, as_of));
            let leaves = window.leaves_on(day);
            prop_assert!(!in_window(window, day, leaves));
            prop_assert!(in_window(window, day, leaves.pred_opt().unwrap()));
        }
    }

    #[test]
    fn workdays_are_those_counted_one_by_one(after in a_day(), length in 0..900u64) {
        let last = after.checked_add_days(Days::new(length)).unwrap();
        let days = after.iter_days().skip(1).take_while(|day| *day <= last);
        let expected = days.filter(|day| day.weekday().number_from_monday() <= 5).count();
        prop_assert_eq!(workdays_left(after, last), u32::try_from(expected).unwrap());
        prop_assert_eq!(workdays_left(last, after), 0);
    }

    #[test]
    fn status_and_deadline_of_a_rule_not_met_follow_the_time_left(
        (as_of, entries, rule) in a_case(),
        hired in proptest::option::of(a_day()),
    ) {
        let subject = Subject { hired_on: hired, ..professional() };
        let judgement = judge(&rule, &subject, &entries, as_of);
        prop_assume!(judgement.status != Status::Met);
        let end = match (rule.window, hired) {
            (Window::CalendarYear, _) => NaiveDate::from_ymd_opt(as_of.year(), 12, 31).unwrap(),
            (Window::RollingYears(_), Some(hired)) => {
                // The first day whose window does not hold the day of hire any more; for a 29 February
                // that is 1 March, a day after the anniversary.
                let mut day = hired;
                while in_window(rule.window, hired, day) || day < hired {
                    day = day.succ_opt().unwrap();
                }
                let leap = (hired.month(), hired.day()) == (2, 29);
                as_of.max(if leap { day.pred_opt().unwrap() } else { day })
            }
            (Window::RollingYears(_), None) => as_of,
        };
        prop_assert_eq!(judgement.deadline, end);
        let mut left = 0u32;
        let mut day = as_of;
        while day < end {
            day = day.succ_opt().unwrap();
            left += u32::from(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
        }
        let missing = u32::try_from((0..judgement.remaining_minutes).step_by(480).count()).unwrap();
        prop_assert_eq!((judgement.missing_workdays, judgement.workdays_left), (missing, left));
        let at_risk = as_of < end && left < 2 * missing;
        prop_assert_eq!(judgement.status, if at_risk { Status::AtRisk } else { Status::Short });
    }
}
