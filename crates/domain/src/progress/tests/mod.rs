//! Teaching of engineers, plans ahead, and days of the year.

mod ahead;
mod engineer;

use chrono::{Datelike, NaiveDate, Weekday};

use super::*;
use crate::{
    hours::Kind,
    id::{HourEntryId, PlacementId},
    organisation::OrganisationKind,
    placement::{Direction, Load},
    policy::{DayRange, Fact, Measure, Reason, Source, Standing},
};

fn day(text: &str) -> NaiveDate {
    crate::form::read_day(text).unwrap()
}

fn practice(id: i64, on: &str, minutes: u32) -> Fact {
    Fact {
        source: Source::Hours(HourEntryId(id)),
        placement: Some(PlacementId(1)),
        day: Some(day(on)),
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

#[test]
fn workdays_left_are_those_of_the_calendar_week() {
    for (after, last) in [("2026-11-20", "2026-11-23"), ("2026-11-23", "2026-12-31"), ("2026-11-28", "2026-11-28")] {
        let (after, last) = (day(after), day(last));
        let counted = after
            .iter_days()
            .skip(1)
            .take_while(|day| *day <= last)
            .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
            .count();
        assert_eq!(usize::try_from(workdays_left(after, last)).unwrap(), counted, "{after} {last}");
    }
    assert_eq!(workdays_left(day("2026-12-31"), day("2026-01-01")), 0);
}

#[test]
fn what_runs_over_midnight_is_cut_there_and_nothing_is_lost() {
    assert_eq!(split_at_midnight(480, Some((22 * 60, 30 * 60))), (120, 360));
    assert_eq!(split_at_midnight(450, Some((22 * 60, 30 * 60))), (120, 330));
    assert_eq!(split_at_midnight(60, Some((22 * 60, 30 * 60))), (60, 0));
    assert_eq!(split_at_midnight(480, None), (480, 0));
}
